//! Formats references in the citation styles that journals use.
//!
//! Takes an [`Item`], the bibliographic record of a source as CSL-JSON spells it, and a
//! [`Style`], and returns a [`Reference`]: the same line once as safe HTML and once as plain
//! text. Each item is formatted alone and without a leading number, so that a page can number
//! ready references as it likes.
//!
//! What a record leaves out is left out of the line: nothing is put in its place, no "n.d."
//! and no "Anonymous". Whether a record *should* have had a title is for the checks to say.
//!
//! [hayagriva] does the formatting. `entry` and `names` give it the record, `mend` repairs its
//! styles, `html` and `tidy` turn its tree of elements into a line. [`bibtex`] and [`ris`] write
//! the same record for reference managers.

mod bibtex;
mod entry;
mod html;
mod marks;
mod mend;
mod names;
mod ris;
mod style;
mod tidy;

#[cfg(test)]
mod tests;

use std::panic;
use std::sync::LazyLock;

use hayagriva::citationberg::json::Item as Entry;
use hayagriva::citationberg::{IndependentStyle, Locale, LocaleCode};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, ElemChildren, archive,
};
use serde_json::{Map, Value};

pub use bibtex::bibtex;
pub use ris::ris;
pub use style::{Style, UnknownStyle};

/// The bibliographic record of one source.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// What the source is called, for messages. It is not printed.
    pub id: String,
    /// The fields, named and typed as in CSL-JSON: `title`, `author`, `container-title-short`,
    /// `issued`, `DOI`. A field of another type than CSL-JSON gives it is left out.
    pub csl: Map<String, Value>,
}

/// One formatted reference. Both spellings are empty when the record prints nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reference {
    /// Escaped text with `<i>`, `<b>`, `<sup>`, `<sub>`, `<span class="small-caps">` and
    /// `<a href="https://…">`, and nothing else.
    pub html: String,
    /// The same characters without markup, not escaped.
    pub text: String,
}

/// Why an item could not be formatted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CiteError {
    /// The style formats citations in running text alone.
    #[error("the citation style `{0}` has no reference list")]
    NoReferenceList(String),
    /// The formatter failed on a record that has something very odd in it.
    #[error("the reference to `{0}` could not be formatted")]
    Failed(String),
}

/// Formats one item alone, without a leading number or bracket.
pub fn format(style: &Style, item: &Item) -> Result<Reference, CiteError> {
    let csl = style.csl().ok_or_else(|| CiteError::NoReferenceList(style.name().to_owned()))?;
    let entry = entry::read(&item.csl);
    if entry::is_blank(&entry) {
        return Ok(Reference::default());
    }
    // The one place where a panic is caught: what a record says must not end the run, and
    // hayagriva cuts texts at places that it computes.
    match panic::catch_unwind(|| render(csl, &entry)) {
        Ok(tree) => Ok(html::write(&tree)),
        Err(_) => Err(CiteError::Failed(item.id.clone())),
    }
}

/// The bibliography entry that hayagriva makes of one record.
fn render(csl: &IndependentStyle, entry: &Entry) -> ElemChildren {
    let mut driver = BibliographyDriver::new();
    let cited = vec![CitationItem::with_entry(entry)];
    driver.citation(CitationRequest::new(cited, csl, english(), &ENGLISH, None));
    let rendered = driver.finish(BibliographyRequest::new(csl, english(), &ENGLISH));
    let lines = rendered.bibliography.into_iter().flat_map(|list| list.items);
    lines.map(|line| line.content).next().unwrap_or_default()
}

/// The language of every line, whatever the style was written for.
fn english() -> Option<LocaleCode> {
    Some(LocaleCode::en_us())
}

/// The terms of American English. Decoding all languages takes a tenth of a second: once.
static ENGLISH: LazyLock<Vec<Locale>> = LazyLock::new(|| {
    let wanted = english();
    archive::locales().into_iter().filter(|locale| locale.lang == wanted).collect()
});
