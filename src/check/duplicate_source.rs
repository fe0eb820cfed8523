//! `duplicate-source`, `similar-source`: one document captured twice.
//!
//! Its findings would be counted twice. The same DOI or PMID, or one registry record of one date,
//! is one document; the same title in the same year may be. An absence equals nothing.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::link::{KnowledgeBase, fold};
use crate::model::{Answer, HasEntry, Source};
use std::collections::BTreeMap;

/// Reports every source that describes a document once more.
pub fn check(kb: &KnowledgeBase, diagnostics: &mut Diagnostics) {
    let mut seen: BTreeMap<String, (&Source, Span)> = BTreeMap::new();
    for source in kb.sources.values() {
        for (code, what, key, span) in marks(source) {
            match seen.get(&key) {
                Some((first, first_span)) => {
                    let message = format!("`{}` has the same {what} as `{}`", source.id(), first.id());
                    diagnostics.report(
                        Diagnostic::new(code, span, message)
                            .related(*first_span, "the other source")
                            .help("remove one of the two files, or correct the field; if one retells the other, say so with `derived-from`"),
                    );
                }
                None => {
                    seen.insert(key, (source, span));
                }
            }
        }
    }
}

/// What tells one document from another.
fn marks(source: &Source) -> Vec<(Code, &'static str, String, Span)> {
    let record = &source.record;
    let mut marks = Vec::new();
    let mut error = |what: &'static str, value: &Answer<Spanned<String>>, suffix: &str| {
        if let Answer::Given(value) = value {
            let key = format!("{what} {}{suffix}", value.to_lowercase());
            marks.push((Code::DuplicateSource, what, key, value.span));
        }
    };
    error("DOI", &record.doi, "");
    error("PMID", &record.pmid, "");
    if let Answer::Given(as_of) = source.as_of {
        error("registry record", &record.number, &format!(" {as_of}"));
    }
    if let (Some(title), Some(issued)) = (record.title.given(), record.issued.given()) {
        let key = format!("title {} {}", fold(title), issued.year);
        marks.push((Code::SimilarSource, "title and year", key, title.span));
    }
    marks
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    #[test]
    fn one_doi_in_two_files_is_reported() {
        check(
            "
            --- sources/a.md
            DOI: 10.1000/a
            --- sources/b.md
            DOI: 10.1000/A   #~ duplicate-source
            ",
        );
    }

    #[test]
    fn two_sources_without_a_number_are_two_documents() {
        check(
            "
            --- sources/a.md
            DOI: not-reported
            PMID: not-reported
            --- sources/b.md
            DOI: not-reported
            PMID: not-reported
            ",
        );
    }

    #[test]
    fn one_title_in_one_year_asks_for_a_look() {
        check(
            "
            --- sources/a.md
            title: Stem cells in eczema
            issued: 2021
            --- sources/b.md
            title: Stem-cells in Eczema   #~ similar-source
            issued: 2021-05
            ",
        );
    }
}
