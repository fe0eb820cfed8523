//! `percentage-impossible`: a percentage that no whole number of the people gives.
//!
//! The GRIM test of N. J. L. Brown and J. A. J. Heathers, "The GRIM test", 2017, for counts.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::synthesis::Synthesis;
use crate::synthesis::recompute::Check;

/// Reports every percentage without a count that no count gives.
pub fn check(synthesis: &Synthesis<'_>, diagnostics: &mut Diagnostics) {
    for recomputed in synthesis.recomputed() {
        let Check::ShareOfPeople(check) = &recomputed.check else { continue };
        if check.is_possible {
            continue;
        }
        let near: Vec<String> =
            check.nearest().value.iter().map(|(count, share)| format!("{count} is {share}%")).collect();
        let message =
            format!("no whole number of {} people is {}%: {}", check.of, check.printed, near.join(", "));
        diagnostics.report(Diagnostic::new(Code::PercentageImpossible, check.span, message).help(
            "look again of whom the percentage speaks; if the source leaves it open, say so with `allow` in the finding",
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    #[test]
    fn a_percentage_is_that_of_some_number_of_people() {
        check(
            "
            --- sources/a.md
            findings:
              - {id: a, trial: a, measure: easi, arm: all, comparator: none, time-point: not-stated, benefit: improved, locator: {section: Results}, result: {percent: 55, of: 37}}   #~ percentage-impossible
              - {id: b, trial: a, measure: easi, arm: all, comparator: none, time-point: not-stated, benefit: improved, locator: {section: Results}, result: {percent: 54, of: 37}}
              - {id: c, trial: a, measure: easi, arm: all, comparator: none, time-point: not-stated, benefit: improved, locator: {section: Results}, result: {percent: 55, of: 137}}
              - {id: d, trial: a, measure: easi, arm: all, comparator: none, time-point: not-stated, benefit: improved, locator: {section: Results}, result: {percent: 55, of: not-reported}}
            --- trials/a.md
            --- outcomes/easi.md
            ",
        );
    }
}
