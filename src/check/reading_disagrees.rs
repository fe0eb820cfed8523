//! `reading-disagrees`: a value that is not what its printed characters say.
//!
//! Needs no text: the printed form stands beside its reading. A reading with a reason may leave
//! out signs and zeros (`.0.017` is read as 0.017), put back a lost exponent (`2 × 107`) or add up
//! ("four adults and two children"); a reading of characters that hold no number is the editor's
//! word.

use super::facts::{Form, facts};
use super::figures::{numbers, same};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::link::KnowledgeBase;
use crate::parse::printed::mangled_exponent;
use crate::seal::normalise;

/// Compares every reading with its printed form.
pub fn check(kb: &KnowledgeBase, diagnostics: &mut Diagnostics) {
    for fact in kb.sources.values().flat_map(facts) {
        for figure in &fact.figures {
            if let Some(message) = disagreement(&figure.form) {
                diagnostics.report(Diagnostic::new(Code::ReadingDisagrees, figure.span, message).help(
                    "correct one of the two; a misprint needs `because` with the reason for its reading",
                ));
            }
        }
    }
}

/// What is read where something else is printed.
fn disagreement(form: &Form) -> Option<String> {
    match form {
        Form::Read { numbers: read, printed, explained } => {
            let known = known(printed);
            let is_right = |number: &f64| {
                known.iter().any(|one| same(*one, *number))
                    || (*explained && is_told(*number, printed, &known))
            };
            let wrong = read.iter().find(|number| !is_right(number))?;
            Some(format!("`{wrong}` is read where `{printed}` is printed"))
        }
        Form::Share { read: (count, of), printed } => {
            let is_right = same(f64::from(*count), printed.0) && same(f64::from(*of), printed.1);
            let (first, second) = printed;
            (!is_right).then(|| format!("`{count}` of `{of}` is read where {first} of {second} is printed"))
        }
        Form::Printed(_) | Form::Meant(_) | Form::People(_) => None,
    }
}

/// Whether a reading that comes with a reason can be one of these characters.
fn is_told(number: f64, printed: &str, known: &[f64]) -> bool {
    let is_power = mangled_exponent(printed).is_some();
    // "P = .000" means something below what its digits can show; "no harm" means none.
    let has_digits = printed.contains(|char: char| char.is_ascii_digit());
    let is_rounded_to_zero = has_digits && known.iter().all(|one| *one == 0.0) && number < 1.0;
    is_rounded_to_zero
        || known.is_empty()
        || same(known.iter().sum(), number)
        || (!is_power && digits_stand_in(number, printed))
}

/// The numbers that printed characters give, lost exponents put back.
fn known(printed: &str) -> Vec<f64> {
    let mut known = numbers(printed);
    let plain: String = printed.chars().filter(|char| !char.is_whitespace()).collect();
    if let Some(mangled) = mangled_exponent(printed) {
        known.extend(numbers(&normalise(&plain.replace(&mangled.written, &mangled.probably))));
    }
    known
}

/// Whether the digits of a number stand in the text, other signs and outer zeros left out.
fn digits_stand_in(number: f64, text: &str) -> bool {
    let only_digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let digits = only_digits(&number.to_string());
    let digits = digits.trim_matches('0');
    !digits.is_empty() && only_digits(text).contains(digits)
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    #[test]
    fn a_reading_is_what_is_printed() {
        check(
            r#"
            --- sources/a.md
            findings:
              - id: right
                trial: a
                measure: easi
                arm: not-stated
                comparator: none
                time-point: not-stated
                result: {count: 14, of: 59, percent: 23.7, printed: "23.7% [14/59]"}
                p-value: {printed: ".0.017", read: 0.017, because: two decimal points are printed}
                benefit: improved
                locator: {section: Results}
              - id: wrong
                trial: a
                measure: easi
                arm: not-stated
                comparator: none
                time-point: not-stated
                result: {count: 15, of: 59, percent: 23.7, printed: "23.7% [14/59]"}   #~ reading-disagrees percentage-disagrees
                p-value: {printed: ".0.017", read: 0.018, because: two decimal points are printed}   #~ reading-disagrees
                benefit: improved
                locator: {section: Results}
            reports:
              - trial: a
                registry-id: not-reported
                phase: {read: 1/2, printed: I/IIa}
                allocation: not-reported
                masking: not-reported
                control: not-reported
                enrollment: {read: 5, printed: five}
                arms:
                  - {id: low, intervention: {dose: {printed: "2 × 107", read: {cells: 2e7}, because: the power lost its place}}}
                  - {id: high, intervention: {dose: {printed: "5 × 107", read: {cells: 5e6}, because: the power lost its place}}}   #~ reading-disagrees
                follow-up: not-reported
                locator: {section: Methods}
            --- trials/a.md
            --- outcomes/easi.md
            "#,
        );
    }
}
