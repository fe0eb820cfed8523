//! Readers of front matter: one for each kind of entry, and for `site.yaml`.

mod common;
mod finding;
mod kinds;
mod quantity;
mod record;
mod report;
mod settings;
mod source;

pub use kinds::{article, biomarker, cell_type, disease, outcome_measure, term, trial};
pub use settings::settings;
pub use source::source;

use crate::diagnostics::Diagnostics;
use crate::model::Document;
use crate::parse::reader::Fields;
use crate::read::ContentFile;

/// What the reader of an entry gets: its file, the keys of its front matter, its prose.
pub struct Raw<'n> {
    /// The file.
    pub file: &'n ContentFile,
    /// The keys.
    pub fields: Fields<'n>,
    /// The prose.
    pub body: Document,
}

/// A reader of one kind of entry.
pub type Reader<T> = for<'n> fn(Raw<'n>, &mut Diagnostics) -> Option<T>;
