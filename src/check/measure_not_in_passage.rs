//! `measure-not-in-passage`: a finding on something that its passage does not name.
//!
//! IL-13 and IL-17 differ in one sign; a result that stands under the wrong one is false. The
//! passage must name the measure by its title or one of its other names.

use super::folded::{FoldedText, folded_name};
use super::passages::{Library, passages};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::link::KnowledgeBase;
use crate::model::{Entry, Id, Kind, Measure};

/// Reports every finding whose passage does not name what was measured.
pub fn check(kb: &KnowledgeBase, library: &Library, diagnostics: &mut Diagnostics) {
    for source in kb.sources.values() {
        let Some(text) = library.text(source) else { continue };
        for finding in &source.findings {
            let passages = passages(source, text, &finding.locators);
            if passages.is_empty() {
                continue;
            }
            let printed: Vec<String> = passages.iter().map(|passage| text.normal_passage(passage)).collect();
            let printed: Vec<FoldedText<'_>> = printed.iter().map(|text| FoldedText::new(text)).collect();
            for measure in &finding.measures {
                let Some(entry) = measure_entry(kb, &measure.value) else { continue };
                let names: Vec<String> = entry.names().map(folded_name).collect();
                let is_named = printed.iter().any(|text| names.iter().any(|name| text.names(name)));
                if !is_named {
                    let message = format!("the passage does not name `{}`", measure.value);
                    diagnostics.report(
                        Diagnostic::new(Code::MeasureNotInPassage, measure.span, message).help(format!(
                            "name the measure that the passage is about, or locate the sentence that names this one as well; if the source has another name for `{}`, add it to its aliases",
                            entry.title.value
                        )),
                    );
                }
            }
        }
    }
}

/// The entry of a measure.
pub fn measure_entry<'kb>(kb: &'kb KnowledgeBase, id: &Id<Measure>) -> Option<&'kb Entry> {
    [Kind::Outcome, Kind::Biomarker]
        .into_iter()
        .find_map(|kind| kb.entry(&crate::model::EntryRef::new(kind, id.as_str())))
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    #[test]
    fn a_finding_stands_under_what_its_passage_names() {
        check(
            "
            --- texts/a.txt
            RESULTS: Interleukin (IL)-13 and TARC fell in all of them.
            --- sources/a.md
            captured: {from: web, text: a.txt}
            findings:
              - {id: a, trial: a, measures: [il-13, ccl17], arm: all, comparator: baseline, time-point: not-stated, change: decreased, locator: {section: Results}}
              - {id: b, trial: a, measure: il-17, arm: all, comparator: baseline, time-point: not-stated, change: decreased, locator: {section: Results}}   #~ measure-not-in-passage
            --- trials/a.md
            --- biomarkers/il-13.md
            title: IL-13
            --- biomarkers/il-17.md
            title: IL-17
            --- biomarkers/ccl17.md
            aliases: [TARC]
            ",
        );
    }
}
