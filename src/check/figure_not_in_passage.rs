//! `figure-not-in-passage`: a number that its source does not print where it is said to.
//!
//! Printed characters must stand in the passage as they are; the numbers of a value that has no
//! printed form must stand there in some form ("five", "4-week", "phase I/IIa"). Where no
//! locator leads to a passage, the whole text is searched.

use super::facts::{Fact, Form, facts};
use super::figures::{numbers, places, same};
use super::passages::{Library, passages};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::link::KnowledgeBase;
use crate::model::Source;
use crate::seal::SourceText;

/// Looks up every figure whose text is at hand.
pub fn check(kb: &KnowledgeBase, library: &Library, diagnostics: &mut Diagnostics) {
    for source in kb.sources.values() {
        let Some(text) = library.text(source) else { continue };
        for (nth, fact) in facts(source).iter().enumerate() {
            // The parts of a record stand apart; only its numbers are held to its locators.
            let is_record = nth == 0;
            let place = place(source, text, fact, is_record);
            for figure in &fact.figures {
                if let Some(lost) = lost(&figure.form, &place, source) {
                    let message = format!("{lost} does not stand in the passage of {}", fact.what);
                    diagnostics.report(Diagnostic::new(Code::FigureNotInPassage, figure.span, message).help(
                        "compare it with the text; if it is right, correct the locator or add a second one",
                    ));
                }
            }
        }
    }
}

/// The text in which the figures of a fact are looked up, in normal form.
fn place(source: &Source, text: &SourceText, fact: &Fact<'_>, is_record: bool) -> String {
    let passages = passages(source, text, fact.locators.iter().copied());
    let passages = if passages.is_empty() || is_record { vec![text.whole()] } else { passages };
    passages.iter().map(|passage| text.normal_passage(passage)).collect::<Vec<_>>().join("\n")
}

/// What of a figure is not in the text, quoted.
fn lost(form: &Form, place: &str, source: &Source) -> Option<String> {
    let known = || numbers(place);
    let lost = |wanted: &[f64]| {
        let known = known();
        let lost = wanted.iter().find(|number| !known.iter().any(|one| same(*one, **number)))?;
        Some(format!("`{lost}`"))
    };
    match form {
        Form::Printed(printed) => places(place, printed).is_empty().then(|| format!("`{printed}`")),
        Form::Meant(wanted) => lost(wanted),
        Form::Read { .. } | Form::Share { .. } => None,
        Form::People(count) if people_counted(source).any(|one| one == *count) => None,
        Form::People(count) => lost(&[f64::from(*count)]),
    }
}

/// How many people the reports of this source count, in all and by arm.
fn people_counted(source: &Source) -> impl Iterator<Item = u32> {
    source.reports.iter().flat_map(|report| {
        let arms = report.arms.given().into_iter().flatten();
        let of_arms = arms.filter_map(|arm| arm.participants.given());
        report.enrollment.given().into_iter().chain(of_arms).map(|count| count.value)
    })
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    #[test]
    fn every_number_of_a_fact_stands_in_its_passage() {
        check(
            r#"
            --- texts/a.txt
            RESULTS: At week 16, 80% (4/5) reached it (P = .016). Pain rose.
            METHODS: In this phase I/IIa trial, five adults got 1 x 10(6) cells/kg every 2 weeks from May 2019 on, without harm.
            --- sources/a.md
            captured: {from: web, text: a.txt}
            reports:
              - trial: a
                registry-id: not-reported
                phase: I/IIa
                allocation: not-reported
                masking: not-reported
                control: not-reported
                enrollment: 5
                start: 2019-05
                arms:
                  - id: cells
                    participants: {count: 6, printed: five}   #~ reading-disagrees
                    intervention:
                      interval: 3 weeks   #~ figure-not-in-passage
                      dose: {printed: "1 x 10(6) cells/kg", read: {cells: 1e6}, because: the power is in brackets, per: kg}
                follow-up: not-reported
                locator: {section: Methods}
            findings:
              - id: right
                trial: a
                measure: easi
                arm: all
                comparator: none
                time-point: week 16
                result: {count: 4, of: 5, percent: 80, printed: "80% (4/5)"}
                p-value: {printed: "P = .016"}
                benefit: improved
                locator: {section: Results, sentence: 1}
              - id: wrong
                trial: a
                measure: easi
                arm: all
                comparator: none
                time-point: week 17   #~ figure-not-in-passage
                result: {count: 4, of: 6, percent: 80, printed: "80% (4/6)"}   #~ arms-do-not-add-up figure-not-in-passage percentage-disagrees
                p-value: {printed: "P = .017"}   #~ figure-not-in-passage
                benefit: improved
                locator: {section: Results, sentence: 1}
              - id: elsewhere
                trial: a
                measure: easi   #~ measure-not-in-passage
                arm: all
                comparator: none
                time-point: not-stated
                result: {count: 4, of: 5, printed: 4/5}   #~ figure-not-in-passage
                benefit: improved
                locator: {section: Results, sentence: 2}
              - id: no-harm
                trial: a
                label: harm
                arm: all
                comparator: none
                time-point: not-stated
                result: {count: 0, of: 5}
                change: not-applicable
                locator: {section: Methods}
            --- trials/a.md
            --- outcomes/easi.md
            aliases: [reached it]
            "#,
        );
    }
}
