//! `mean-out-of-bounds`: a mean that does not fit the range and the number of people.
//!
//! One person has the smallest value, one the largest, and nobody lies outside: so the mean lies
//! between two bounds, and closer ones where it is known how many of the same people reached a
//! value.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::synthesis::Synthesis;
use crate::synthesis::recompute::Check;

/// Reports every mean outside its bounds.
pub fn check(synthesis: &Synthesis<'_>, diagnostics: &mut Diagnostics) {
    for recomputed in synthesis.recomputed() {
        let Check::MeanBounds(check) = &recomputed.check else { continue };
        if check.holds {
            continue;
        }
        let bounds = &check.bounds.value;
        let message = format!(
            "the mean {} does not fit: with {} people between {} and {}{} it lies between {:.1} and {:.1}",
            check.printed.text,
            check.people,
            check.low.text,
            check.high.text,
            check.above.map_or(String::new(), |above| format!(
                ", {} of them over {}",
                above.count, above.value.text
            )),
            bounds.low,
            bounds.high
        );
        let mut diagnostic = Diagnostic::new(Code::MeanOutOfBounds, check.span, message).help(
            "look again at the mean, the range and the number of people; if the source prints them so, say why with `allow`",
        );
        if let Some(above) = check.above {
            diagnostic = diagnostic.related(above.finding.span, "the count of the same people");
        }
        diagnostics.report(diagnostic);
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    /// Five people, 16 to 86 weeks, two of them over 84: the smallest mean is
    /// (86 + 84 + 16 + 16 + 16) ÷ 5 = 43.6.
    #[test]
    fn a_mean_fits_what_else_is_reported_of_the_same_people() {
        let fixture = |mean: &str, mark: &str| {
            format!(
                "
            --- sources/a.md
            reports:
              - trial: a
                registry-id: not-reported
                phase: not-reported
                allocation: not-reported
                masking: not-reported
                control: not-reported
                enrollment: 5
                arms: not-reported
                follow-up: {{mean: {mean}, low: 16, high: 86, unit: weeks, counted-from: not-stated}}{mark}
                locator: {{section: Methods}}
            findings:
              - {{id: a, trial: a, label: a good response, arm: all, comparator: none, time-point: over 84 weeks, change: not-applicable, locator: {{section: Results}}, result: {{count: 2, of: 5}}}}
            --- trials/a.md
            "
            )
        };
        check(&fixture("38", "   #~ mean-out-of-bounds"));
        check(&fixture("43.4", "   #~ mean-out-of-bounds"));
        check(&fixture("43.6", ""));
        check(&fixture("44", ""));
        check(&fixture("71", ""));
    }

    #[test]
    fn a_mean_lies_within_its_range() {
        check(
            "
            --- sources/a.md
            findings:
              - {id: a, trial: a, measure: easi, arm: all, comparator: none, time-point: not-stated, benefit: improved, locator: {section: Results}, result: {mean: 20, of: 4, range: {low: 10, high: 16}}}   #~ mean-out-of-bounds
              - {id: b, trial: a, measure: easi, arm: all, comparator: none, time-point: not-stated, benefit: improved, locator: {section: Results}, result: {mean: 11.4, of: 4, range: {low: 10, high: 16}}}   #~ mean-out-of-bounds
              - {id: c, trial: a, measure: easi, arm: all, comparator: none, time-point: not-stated, benefit: improved, locator: {section: Results}, result: {mean: 11.5, of: 4, range: {low: 10, high: 16}}}
            --- trials/a.md
            --- outcomes/easi.md
            ",
        );
    }
}
