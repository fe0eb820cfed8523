//! `units-mixed`: two units where one is meant.
//!
//! Milligrams and micrograms, cells and cells per kilogram differ a thousand- or a seventyfold.
//! Units are compared after folding; shares ("%") are never compared with amounts.

use super::units::{differ, folded_unit, printed_instead, says_in_total, says_per_kilogram, times_named};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span};
use crate::link::{KnowledgeBase, fold};
use crate::model::{
    Amount, Answer, Arm, Dose, DosePer, Duration, Finding, Intervention, Metric, Report, Reported, Source,
    Species, TimeUnit, Vocabulary,
};
use std::collections::BTreeMap;

/// Reports units that differ where they must be one.
pub fn check(kb: &KnowledgeBase, diagnostics: &mut Diagnostics) {
    for source in kb.sources.values() {
        for finding in &source.findings {
            sides(finding, diagnostics);
            for amount in amounts(finding) {
                of_printed(amount, diagnostics);
            }
        }
        one_measure(source, diagnostics);
        for report in &source.reports {
            doses(report, diagnostics);
            times(report, diagnostics);
        }
    }
}

fn amounts(finding: &Finding) -> impl Iterator<Item = &Reported<Amount>> {
    finding.result.given().into_iter().chain(finding.versus.given())
}

/// The two sides of one comparison.
fn sides(finding: &Finding, diagnostics: &mut Diagnostics) {
    let (Some(result), Some(versus)) = (finding.result.given(), finding.versus.given()) else { return };
    let (Some(unit), Some(other)) = (&result.value.unit, &versus.value.unit) else { return };
    if differ(&folded_unit(unit), &folded_unit(other)) {
        let message = format!("`{unit}` is compared with `{other}`");
        diagnostics.report(
            Diagnostic::new(Code::UnitsMixed, versus.span, message)
                .related(result.span, "the result that it is compared with")
                .help("correct one of the two units; a value that the source prints in another unit is a finding of its own"),
        );
    }
}

/// What makes the values of two findings of one source comparable.
type Kind<'f> = (&'f str, Species, Option<Metric>, Option<String>, Option<String>, Option<String>);

/// Findings of one source on one measure, specimen, method and metric.
fn one_measure(source: &Source, diagnostics: &mut Diagnostics) {
    let text = |answer: &Answer<Reported<String>>| answer.given().map(|text| fold(&text.value));
    let mut first: BTreeMap<Kind<'_>, (&str, Span)> = BTreeMap::new();
    for finding in &source.findings {
        let with_unit = amounts(finding).find_map(|side| Some((side.value.unit.as_deref()?, side.span)));
        let Some((unit, span)) = with_unit else { continue };
        for measure in &finding.measures {
            let kind = (
                measure.value.as_str(),
                finding.species,
                finding.metric,
                text(&finding.specimen),
                text(&finding.method),
                finding.label.as_ref().map(|label| fold(label)),
            );
            let (known, known_span) = *first.entry(kind).or_insert((unit, span));
            if differ(&folded_unit(known), &folded_unit(unit)) {
                let message =
                    format!("`{}` is given in `{unit}` here, and in `{known}` above", measure.value);
                diagnostics.report(
                    Diagnostic::new(Code::UnitsMixed, span, message)
                        .related(known_span, "the other unit")
                        .help("correct one of the two units; where the source prints both, say with `specimen`, `method` or `label` what differs"),
                );
                break;
            }
        }
    }
}

fn of_printed(amount: &Reported<Amount>, diagnostics: &mut Diagnostics) {
    let (Some(unit), Some(printed)) = (&amount.value.unit, &amount.printed) else { return };
    if let Some(instead) = printed_instead(unit, printed) {
        let message = format!("the unit is `{unit}`, but `{printed}` is in {instead}");
        diagnostics.report(
            Diagnostic::new(Code::UnitsMixed, amount.span, message)
                .help(format!("write `unit: {instead}`, or correct `printed`")),
        );
    }
}

/// The doses of one report, each by itself and beside the first.
fn doses(report: &Report, diagnostics: &mut Diagnostics) {
    let mut first: Option<(&Arm, &Reported<Dose>)> = None;
    for (arm, intervention) in interventions(report) {
        let Some(dose) = intervention.dose.given() else { continue };
        let per = dose.value.per;
        if let Some((printed, meant)) = contradicted(dose) {
            let message = match per {
                DosePer::NotStated => {
                    format!("`per` is not stated, but `{printed}` is counted {}", words(meant))
                }
                _ => {
                    format!("the dose is counted {}, but `{printed}` is counted {}", words(per), words(meant))
                }
            };
            diagnostics.report(
                Diagnostic::new(Code::UnitsMixed, dose.span, message)
                    .help(format!("write `per: {}`, or correct `printed`", meant.word())),
            );
        }
        if per == DosePer::NotStated {
            continue;
        }
        let (known_arm, known) = *first.get_or_insert((arm, dose));
        let is_answered = |dose: &Reported<Dose>| dose.printed.is_some() && dose.because.is_some();
        if known.value.per != per && !is_answered(known) && !is_answered(dose) {
            let message = format!(
                "the dose of `{}` is counted {}, that of `{}` {}",
                arm.id.value,
                words(per),
                known_arm.id.value,
                words(known.value.per)
            );
            diagnostics.report(
                Diagnostic::new(Code::UnitsMixed, dose.span, message)
                    .related(known.span, "the other dose")
                    .help("correct `per` in one of the two; where the source prints both so, add `printed` and `because`"),
            );
        }
    }
}

/// What the printed characters of a dose count by, where that is not what was written.
fn contradicted(dose: &Reported<Dose>) -> Option<(&str, DosePer)> {
    let printed = dose.printed.as_deref()?;
    match (says_per_kilogram(printed), says_in_total(printed), dose.value.per) {
        (true, false, DosePer::Total | DosePer::NotStated) => Some((printed, DosePer::Kilogram)),
        (false, true, DosePer::Kilogram | DosePer::NotStated) => Some((printed, DosePer::Total)),
        _ => None,
    }
}

fn words(per: DosePer) -> &'static str {
    match per {
        DosePer::Kilogram => "per kg",
        DosePer::Total => "in all",
        DosePer::NotStated => "by what is not stated",
    }
}

fn interventions(report: &Report) -> impl Iterator<Item = (&Arm, &Intervention)> {
    let arms = report.arms.given().into_iter().flatten();
    arms.filter_map(|arm| Some((arm, arm.intervention.given()?)))
}

/// Lengths of time whose printed characters name another unit.
fn times(report: &Report, diagnostics: &mut Diagnostics) {
    let of_stages = report.stages.iter().map(|stage| &stage.follow_up);
    for follow_up in [&report.follow_up].into_iter().chain(of_stages).filter_map(Answer::given) {
        time(follow_up, follow_up.value.time.unit, diagnostics);
    }
    for (_, intervention) in interventions(report) {
        for length in [&intervention.interval, &intervention.duration].into_iter().filter_map(Answer::given) {
            let length: &Reported<Duration> = length;
            time(length, length.value.unit, diagnostics);
        }
    }
}

fn time<T>(reported: &Reported<T>, unit: TimeUnit, diagnostics: &mut Diagnostics) {
    // A reason tells that the time was converted on purpose.
    let (Some(printed), None) = (&reported.printed, &reported.because) else { return };
    let named = times_named(printed);
    if let Some(meant) = named.first().filter(|_| !named.contains(&unit)) {
        let message =
            format!("the time is read in {}s, but `{printed}` is in {}s", unit.word(), meant.word());
        diagnostics.report(Diagnostic::new(Code::UnitsMixed, reported.span, message).help(format!(
            "write the time in {}s, as printed; or say with `because` why another unit is meant",
            meant.word()
        )));
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    #[test]
    fn one_comparison_has_one_unit() {
        check(
            r#"
            --- sources/a.md
            findings:
              - id: a
                trial: a
                measure: ige
                arm: all
                comparator: baseline
                time-point: not-stated
                result: {mean: 3.1, unit: mg}
                versus: {mean: 410, unit: µg}   #~ units-mixed
                change: not-stated
                locator: {section: Results}
              - id: b
                trial: a
                measure: ccl17
                arm: all
                comparator: baseline
                time-point: week 2
                result: {mean: 3.1, unit: pg/mL}
                versus: {mean: 410, unit: pg / ml}
                change: not-stated
                locator: {section: Results}
              - id: c
                trial: a
                measure: ccl17
                arm: all
                comparator: baseline
                time-point: week 4
                result: {mean: 3.1, unit: ng/mL}   #~ units-mixed
                change: not-stated
                locator: {section: Results}
              - id: in-skin
                trial: a
                measure: ccl17
                specimen: skin
                arm: all
                comparator: baseline
                time-point: week 4
                result: {mean: 3.1, unit: ng/mL}
                change: not-stated
                locator: {section: Results}
              - id: share
                trial: a
                measure: ccl17
                arm: all
                comparator: baseline
                time-point: week 4
                result: {mean: 31, unit: "%"}
                change: not-stated
                locator: {section: Results}
            --- trials/a.md
            --- biomarkers/ige.md
            --- biomarkers/ccl17.md
            "#,
        );
    }

    #[test]
    fn a_unit_is_the_printed_one() {
        check(
            r#"
            --- sources/a.md
            findings:
              - id: a
                trial: a
                measure: ige
                arm: all
                comparator: baseline
                time-point: week 2
                result: {mean: 12, unit: µg, printed: 12 mg}   #~ units-mixed
                change: not-stated
                locator: {section: Results}
              - id: b
                trial: a
                measure: ige
                arm: all
                comparator: baseline
                time-point: week 4
                result: {mean: 12, unit: μg, printed: 12 µg}
                change: not-stated
                locator: {section: Results}
            --- trials/a.md
            --- biomarkers/ige.md
            "#,
        );
    }

    #[test]
    fn doses_and_times_are_read_in_their_unit() {
        check(
            r#"
            --- sources/a.md
            reports:
              - trial: a
                registry-id: not-reported
                phase: not-reported
                allocation: not-reported
                masking: not-reported
                control: not-reported
                enrollment: not-reported
                arms:
                  - {id: one, intervention: {dose: {cells: 1e6, per: kg}}}
                  - {id: two, intervention: {dose: {cells: 7e7, per: total}}}   #~ units-mixed
                  - {id: three, intervention: {dose: {cells: 7e7, per: total, printed: "7 × 10⁷ cells", because: printed so}}}
                  - {id: four, intervention: {dose: {cells: 1e6, printed: "1 × 10⁶ cells/kg"}}}   #~ units-mixed
                  - {id: five, intervention: {interval: {read: 2 months, printed: every 2 weeks}}}   #~ units-mixed
                  - {id: six, intervention: {interval: {read: 2 weeks, printed: every 2 weeks}, duration: {read: 2 months, printed: 2 weeks, because: a misprint}}}
                follow-up: {read: 16 months, printed: "16 weeks"}   #~ units-mixed
                locator: {section: Methods}
              - trial: b
                registry-id: not-reported
                phase: not-reported
                allocation: not-reported
                masking: not-reported
                control: not-reported
                enrollment: not-reported
                arms:
                  - {id: one, intervention: {dose: {cells: 1e6, per: total, printed: "1 × 10⁶ cells/kg"}}}   #~ units-mixed
                follow-up: not-reported
                locator: {section: Methods}
            --- trials/a.md
            --- trials/b.md
            "#,
        );
    }
}
