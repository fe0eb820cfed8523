//! `p-value-not-reproduced`: a p-value that no usual test of the printed counts gives.
//!
//! Two groups of counts are compared by Pearson's chi-squared test, with Yates' correction and as
//! N − 1, by Fisher's exact test, its mid-p, and the tests of Boschloo and Barnard, all two-sided.
//! Where one of them gives the printed value at its digits, nothing is wrong.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::statistics::Test;
use crate::synthesis::Synthesis;
use crate::synthesis::recompute::Check;

/// Reports every p-value that no test gives.
pub fn check(synthesis: &Synthesis<'_>, diagnostics: &mut Diagnostics) {
    for recomputed in synthesis.recomputed() {
        let Check::PValue(check) = &recomputed.check else { continue };
        if check.agrees() {
            continue;
        }
        let tests: Vec<String> =
            check.tests.iter().map(|one| format!("{} {:.3}", name(one.test), one.p.value)).collect();
        let [first, second] = &check.groups;
        let message = format!(
            "no usual test of {} of {} against {} of {} gives `{}`",
            first.count(),
            first.of(),
            second.count(),
            second.of(),
            check.printed.printed
        );
        diagnostics.report(
            Diagnostic::new(Code::PValueNotReproduced, check.printed.span, message)
                .help(format!("the tests give: {}", tests.join(", ")))
                .help("look again at the counts and at the p-value; if the source used another test or adjusted the value, say so with `allow` in the finding"),
        );
    }
}

/// What a test is called.
fn name(test: Test) -> &'static str {
    match test {
        Test::Pearson => "Pearson's chi-squared",
        Test::Yates => "Yates' correction",
        Test::NMinus1 => "N − 1",
        Test::Fisher => "Fisher",
        Test::MidP => "mid-p",
        Test::Boschloo => "Boschloo",
        Test::Barnard => "Barnard",
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    /// Pearson's test gives .0161 and Fisher's .0203 for these counts (SciPy).
    #[test]
    fn some_test_gives_the_printed_p_value() {
        let fixture = |p: &str| {
            format!(
                r#"
            --- sources/a.md
            findings:
              - id: a
                trial: a
                measure: easi
                arm: cells
                comparator: placebo
                time-point: week 16
                benefit: improved
                result: {{count: 14, of: 59}}
                versus: {{count: 4, of: 55}}
                p-value: {p}
                locator: {{section: Results}}
            reports:
              - {{trial: a, registry-id: not-reported, phase: not-reported, allocation: not-reported, masking: not-reported, control: not-reported, enrollment: 114, arms: [{{id: cells}}, {{id: placebo}}], follow-up: not-reported, locator: {{section: Methods}}}}
            --- trials/a.md
            --- outcomes/easi.md
            "#
            )
        };
        for agrees in [
            "P = .016",
            "P = .020",
            "0.02",
            "p<0.05",
            "{printed: \"P = .0.016\", read: 0.016, because: two points}",
        ] {
            check(&fixture(agrees));
        }
        for other in ["P = .061", "P = .001", "p<0.001", "P = .018"] {
            check(&fixture(&format!("{other}   #~ p-value-not-reproduced")));
        }
    }

    #[test]
    fn without_two_groups_of_counts_nothing_can_be_said() {
        check(
            "
            --- sources/a.md
            findings:
              - {id: a, trial: a, measure: easi, arm: all, comparator: baseline, time-point: not-stated, benefit: improved, locator: {section: Results}, result: {count: 4, of: 5}, p-value: P = .9}
              - {id: b, trial: a, measure: easi, arm: all, comparator: baseline, time-point: not-stated, benefit: improved, locator: {section: Results}, p-value: P = .9}
            --- trials/a.md
            --- outcomes/easi.md
            ",
        );
    }
}
