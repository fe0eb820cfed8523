//! `p-value-unattainable`: a claim that so few people cannot show by ranks.
//!
//! The smallest two-sided p-value of the exact signed-rank test of n people is 2 ÷ 2ⁿ, that of the
//! exact rank-sum test of m and n people 2 ÷ (m + n over m). A test that assumes a distribution may
//! give less: that is worth knowing, and no fault by itself.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::synthesis::Synthesis;
use crate::synthesis::recompute::{Check, Sizes};

/// Notes every claim that exact rank tests cannot reach.
pub fn check(synthesis: &Synthesis<'_>, diagnostics: &mut Diagnostics) {
    for recomputed in synthesis.recomputed() {
        let Check::Attainable(check) = &recomputed.check else { continue };
        let people = match check.sizes {
            Sizes::Pairs(people) => format!("{people} people"),
            Sizes::Groups(first, second) => format!("{first} and {second} people"),
        };
        let claim = check.printed.unwrap_or("significant");
        let message = format!(
            "`{claim}` is not attainable by two-sided exact rank tests with {people}: the smallest p-value is {:.4}",
            check.smallest.value
        );
        diagnostics.report(Diagnostic::new(Code::PValueUnattainable, check.span, message).help(
            "nothing needs to be changed: the page says so; if the source names its test, add it as `method`",
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    #[test]
    fn five_people_show_no_significance_by_ranks() {
        check(
            "
            --- sources/a.md
            findings:
              - {id: a, trial: a, measure: easi, arm: all, comparator: baseline, time-point: not-stated, benefit: improved, locator: {section: Results}, analysed: 5, significance: significant}   #~ p-value-unattainable
              - {id: b, trial: a, measure: easi, arm: all, comparator: baseline, time-point: not-stated, benefit: improved, locator: {section: Results}, analysed: 6, significance: significant}
              - {id: c, trial: a, measure: easi, arm: all, comparator: baseline, time-point: not-stated, benefit: improved, locator: {section: Results}, analysed: 6, p-value: p<0.01}   #~ p-value-unattainable
              - {id: d, trial: a, measure: easi, arm: all, comparator: baseline, time-point: not-stated, benefit: improved, locator: {section: Results}, analysed: 5, significance: not-significant}
              - {id: e, trial: a, measure: easi, arm: all, comparator: baseline, time-point: not-stated, benefit: improved, locator: {section: Results}, analysed: 5, p-value: P = .06}
            --- trials/a.md
            --- outcomes/easi.md
            ",
        );
    }
}
