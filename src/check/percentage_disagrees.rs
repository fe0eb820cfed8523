//! `percentage-disagrees`: a percentage that its own count does not give.
//!
//! 100 × k ÷ n, rounded to the printed digits half up or half to even, is the printed percentage.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::synthesis::Synthesis;
use crate::synthesis::recompute::Check;

/// Reports every percentage that its count does not give.
pub fn check(synthesis: &Synthesis<'_>, diagnostics: &mut Diagnostics) {
    for recomputed in synthesis.recomputed() {
        let Check::Percentage(check) = &recomputed.check else { continue };
        if check.agrees {
            continue;
        }
        let (count, of, printed) = (check.count, check.of, &check.printed);
        let message = format!("{count} of {of} is {}%, not {printed}%", check.worked_out().value);
        diagnostics.report(Diagnostic::new(Code::PercentageDisagrees, check.span, message).help(
            "correct the count or the percentage; if the source prints both so, keep them and say why with `allow` in the finding",
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    #[test]
    fn a_percentage_is_what_its_count_gives() {
        check(
            r#"
            --- sources/a.md
            findings:
              - {id: a, trial: a, measure: easi, arm: all, comparator: none, time-point: not-stated, benefit: improved, locator: {section: Results}, result: {count: 14, of: 59, percent: 23.7}}
              - {id: b, trial: a, measure: easi, arm: all, comparator: none, time-point: not-stated, benefit: improved, locator: {section: Results}, result: {count: 14, of: 59, percent: 23.8}}   #~ percentage-disagrees
              - {id: c, trial: a, measure: easi, arm: all, comparator: none, time-point: not-stated, benefit: improved, locator: {section: Results}, result: {count: 4, of: 55, printed: "7.4% [4/55]"}}   #~ percentage-disagrees
              - {id: rounded-half-up, trial: a, measure: easi, arm: all, comparator: none, time-point: not-stated, benefit: improved, locator: {section: Results}, result: {count: 1, of: 8, percent: 13}}
              - {id: rounded-half-to-even, trial: a, measure: easi, arm: all, comparator: none, time-point: not-stated, benefit: improved, locator: {section: Results}, result: {count: 1, of: 8, percent: 12}}
            statements:
              - {id: a, about: easi, topic: course, says: It fell., figures: ["80% (4/5)"], locator: {section: Results}}
              - {id: b, about: easi, topic: course, says: It fell., figures: ["81% (4/5)"], locator: {section: Results}}   #~ percentage-disagrees
            --- trials/a.md
            --- outcomes/easi.md
            "#,
        );
    }

    #[test]
    fn a_finding_may_say_why_its_source_prints_both() {
        check(
            r#"
            --- sources/a.md
            findings:
              - id: a
                trial: a
                measure: easi
                arm: all
                comparator: none
                time-point: not-stated
                benefit: improved
                result: {count: 14, of: 59, percent: 23.8}
                allow: [{code: percentage-disagrees, because: the source prints both so}]
                locator: {section: Results}
              - id: b
                trial: a
                measure: easi
                arm: all
                comparator: none
                time-point: not-stated
                benefit: improved
                result: {count: 14, of: 59, percent: 23.8}   #~ percentage-disagrees
                locator: {section: Results}
            --- trials/a.md
            --- outcomes/easi.md
            "#,
        );
    }
}
