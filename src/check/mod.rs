//! Checks what the knowledge base says: one rule a file.
//!
//! Takes the [`KnowledgeBase`] and the [`Synthesis`] and reports what is false, leads nowhere or
//! needs a second look. A rule that cannot decide says nothing: a false alarm costs more trust
//! than a miss. What an entry allows with a reason is not reported.

mod citation_style;
mod duplicate_source;
mod heading_skipped;
mod identifier_malformed;
mod image_without_alt;
mod link_text_empty;
mod orphan;
mod review_overdue;
mod table_without_header;

use crate::diagnostics::{Code, Diagnostics, FileId};
use crate::link::KnowledgeBase;
use crate::model::Date;
use crate::synthesis::Synthesis;
use std::collections::BTreeSet;

/// Runs every rule. `today` decides what is overdue.
pub fn check(kb: &KnowledgeBase, _synthesis: &Synthesis<'_>, today: Date, diagnostics: &mut Diagnostics) {
    citation_style::check(kb, diagnostics);
    duplicate_source::check(kb, diagnostics);
    heading_skipped::check(kb, diagnostics);
    identifier_malformed::check(kb, diagnostics);
    image_without_alt::check(kb, diagnostics);
    link_text_empty::check(kb, diagnostics);
    orphan::check(kb, diagnostics);
    review_overdue::check(kb, today, diagnostics);
    table_without_header::check(kb, diagnostics);
}

/// Takes out what entries allow. Errors of form cannot be allowed: they have no page to stand on.
pub fn silence(kb: &KnowledgeBase, diagnostics: &mut Diagnostics) {
    let allowed: BTreeSet<(FileId, Code)> = kb
        .entries()
        .flat_map(|(_, entry)| entry.allow.iter().map(move |allow| (entry.file, allow.code.value)))
        .collect();
    diagnostics.retain(|diagnostic| !allowed.contains(&(diagnostic.span.file, diagnostic.code)));
}
