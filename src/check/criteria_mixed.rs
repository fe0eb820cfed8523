//! `criteria-mixed`: two thresholds where one is meant.
//!
//! More people reach EASI-50 than EASI-75, and SCORAD is no EASI. A criterion is known as one of
//! a measure if it is a name of the measure with a number behind it.

use super::thresholds::{Threshold, Thresholds};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span};
use crate::link::KnowledgeBase;
use crate::model::Finding;
use std::collections::BTreeSet;

/// Reports findings that mix thresholds.
pub fn check(kb: &KnowledgeBase, diagnostics: &mut Diagnostics) {
    let thresholds = Thresholds::of(kb);
    for (_, finding) in kb.findings() {
        of_another_measure(finding, &thresholds, diagnostics);
        of_two_sides(finding, &thresholds, diagnostics);
        of_another_number(finding, &thresholds, diagnostics);
    }
}

/// A criterion that is not one of what was measured.
fn of_another_measure(finding: &Finding, thresholds: &Thresholds, diagnostics: &mut Diagnostics) {
    let Some(criterion) = finding.criterion.given() else { return };
    let of = thresholds.of_criterion(criterion);
    let is_of = |measure: &str| of.iter().any(|known| known.measure == measure);
    let Some(other) = of.first() else { return };
    if let Some(wrong) = finding.measures.iter().find(|measure| !is_of(measure.value.as_str())) {
        let message =
            format!("`{}` is a criterion of `{}`, not of `{}`", criterion.value, other.measure, wrong.value);
        diagnostics.report(
            Diagnostic::new(Code::CriteriaMixed, criterion.span, message)
                .related(wrong.span, "what was measured")
                .help(format!("write `measure: {}`, or correct the criterion", other.measure)),
        );
    }
}

/// Two sides that are counted by two criteria.
fn of_two_sides(finding: &Finding, thresholds: &Thresholds, diagnostics: &mut Diagnostics) {
    let (Some(result), Some(versus)) = (finding.result.given(), finding.versus.given()) else { return };
    let named = |printed: &Option<String>| thresholds.in_text(printed.as_deref().unwrap_or(""));
    let (of_result, of_versus) = (named(&result.printed), named(&versus.printed));
    let (Some(one), Some(other)) = (of_result.first(), of_versus.first()) else { return };
    if of_result.is_disjoint(&of_versus) {
        let message = format!("{} is compared with {}", name(one), name(other));
        diagnostics.report(
            Diagnostic::new(Code::CriteriaMixed, versus.span, message)
                .related(result.span, "the result that it is compared with")
                .help("take both sides from the same criterion; two criteria are two findings"),
        );
    }
}

/// Printed characters or a label with another number than the criterion.
fn of_another_number(finding: &Finding, thresholds: &Thresholds, diagnostics: &mut Diagnostics) {
    let Some(criterion) = finding.criterion.given() else { return };
    let meant = thresholds.of_criterion(criterion);
    let label = finding.label.iter().map(|label| (label.value.as_str(), label.span));
    let sides = finding.result.given().into_iter().chain(finding.versus.given());
    let printed = sides.filter_map(|side| Some((side.printed.as_deref()?, side.span)));
    for (text, span) in label.chain(printed) {
        if let Some(other) = other_number(&meant, &thresholds.in_text(text)) {
            let message =
                format!("the criterion is `{}`, but `{text}` speaks of {}", criterion.value, name(&other));
            diagnostics.report(contradiction(span, message).related(criterion.span, "the criterion"));
        }
    }
}

fn contradiction(span: Span, message: String) -> Diagnostic {
    Diagnostic::new(Code::CriteriaMixed, span, message).help("correct the criterion, or the value beside it")
}

/// A threshold of the same measure with another number, where the number that is meant is not named.
fn other_number(meant: &BTreeSet<Threshold>, named: &BTreeSet<Threshold>) -> Option<Threshold> {
    if !meant.is_disjoint(named) {
        return None;
    }
    named.iter().find(|other| meant.iter().any(|one| one.measure == other.measure)).cloned()
}

fn name(threshold: &Threshold) -> String {
    format!("`{}-{}`", threshold.measure, threshold.number)
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    #[test]
    fn a_criterion_is_one_of_its_measure() {
        check(
            r#"
            --- sources/a.md
            findings:
              - {id: a, trial: a, measure: easi, criterion: SCORAD-50, arm: all, comparator: none, time-point: not-stated, benefit: improved, locator: {section: Results}}   #~ criteria-mixed
              - {id: b, trial: a, measure: easi, criterion: EASI 75, arm: all, comparator: none, time-point: not-stated, benefit: improved, locator: {section: Results}}
              - {id: c, trial: a, measure: easi, criterion: Eczema Area and Severity Index-75, arm: all, comparator: none, time-point: not-stated, benefit: improved, locator: {section: Results}}
              - {id: d, trial: a, measure: easi, criterion: a fall by half, arm: all, comparator: none, time-point: not-stated, benefit: improved, locator: {section: Results}}
              - {id: e, trial: a, label: response, criterion: SCORAD-50, arm: all, comparator: none, time-point: not-stated, benefit: improved, locator: {section: Results}}
            --- trials/a.md
            --- outcomes/easi.md
            aliases: [Eczema Area and Severity Index, EASI-50, EASI-75]
            --- outcomes/scorad.md
            "#,
        );
    }

    #[test]
    fn a_finding_speaks_of_one_threshold() {
        check(
            r#"
            --- sources/a.md
            findings:
              - id: sides
                trial: a
                measure: easi
                arm: cells
                comparator: all-others
                time-point: not-stated
                result: {count: 14, of: 59, printed: "EASI-75: 14/59"}
                versus: {count: 4, of: 55, printed: "EASI-50: 4/55"}   #~ criteria-mixed
                benefit: improved
                locator: {section: Results}
              - id: label
                trial: a
                measure: easi
                label: EASI-50 responders   #~ criteria-mixed
                criterion: EASI-75
                arm: cells
                comparator: none
                time-point: not-stated
                result: {count: 14, of: 59, printed: "EASI-50, 14/59"}   #~ criteria-mixed
                benefit: improved
                locator: {section: Results}
              - id: fine
                trial: a
                measure: easi
                label: EASI-75 and EASI-50
                criterion: EASI-75
                arm: cells
                comparator: none
                time-point: not-stated
                result: {count: 14, of: 59, printed: "14/59; EASI 12.3 at baseline"}
                benefit: improved
                locator: {section: Results}
            reports:
              - trial: a
                registry-id: not-reported
                phase: not-reported
                allocation: not-reported
                masking: not-reported
                control: not-reported
                enrollment: not-reported
                arms: [{id: cells}, {id: all-others}]
                follow-up: not-reported
                locator: {section: Methods}
            --- trials/a.md
            --- outcomes/easi.md
            "#,
        );
    }
}
