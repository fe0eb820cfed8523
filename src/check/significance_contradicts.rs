//! `significance-contradicts`: a claim of significance that its own p-value or interval denies.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::Vocabulary;
use crate::synthesis::Synthesis;
use crate::synthesis::recompute::Check;

/// Reports every claim that lies on the other side of the customary level.
pub fn check(synthesis: &Synthesis<'_>, diagnostics: &mut Diagnostics) {
    for recomputed in synthesis.recomputed() {
        let Check::Significance(check) = &recomputed.check else { continue };
        if check.agrees {
            continue;
        }
        let beside = match (check.p_value, check.interval) {
            (Some(p), _) => format!("its p-value is `{}`", p.printed),
            (None, Some(interval)) => {
                format!("its interval goes from {} to {}", interval.low.text, interval.high.text)
            }
            (None, None) => continue,
        };
        let message = format!("the finding is called `{}`, and {beside}", check.claim.word());
        diagnostics.report(Diagnostic::new(Code::SignificanceContradicts, check.span, message).help(
            "correct one of the two; if the source says both, or used another level than .05, say so with `allow` in the finding",
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    #[test]
    fn a_claim_lies_on_the_side_of_its_p_value() {
        check(
            "
            --- sources/a.md
            findings:
              - {id: a, trial: a, measure: easi, arm: all, comparator: not-stated, time-point: not-stated, benefit: improved, locator: {section: Results}, significance: significant, p-value: P = .06}   #~ significance-contradicts
              - {id: b, trial: a, measure: easi, arm: all, comparator: not-stated, time-point: not-stated, benefit: improved, locator: {section: Results}, significance: significant, p-value: P = .049}
              - {id: c, trial: a, measure: easi, arm: all, comparator: not-stated, time-point: not-stated, benefit: improved, locator: {section: Results}, significance: not-significant, p-value: p<0.01}   #~ significance-contradicts
              - {id: d, trial: a, measure: easi, arm: all, comparator: not-stated, time-point: not-stated, benefit: improved, locator: {section: Results}, significance: not-significant, p-value: P > .05}
              - {id: e, trial: a, measure: easi, arm: all, comparator: not-stated, time-point: not-stated, benefit: improved, locator: {section: Results}, significance: significant, p-value: p<0.10}
              - {id: f, trial: a, measure: easi, arm: all, comparator: not-stated, time-point: not-stated, benefit: improved, locator: {section: Results}, significance: not-stated, p-value: P = .5}
            --- trials/a.md
            --- outcomes/easi.md
            ",
        );
    }

    #[test]
    fn an_interval_of_a_change_leaves_out_nothing_where_it_is_significant() {
        check(
            "
            --- sources/a.md
            findings:
              - {id: a, trial: a, measure: easi, arm: all, comparator: baseline, time-point: not-stated, change: decreased, locator: {section: Results}, significance: significant, metric: change-from-baseline, interval: {low: -8.1, high: 1.2, level: 95}}   #~ significance-contradicts
              - {id: b, trial: a, measure: easi, arm: all, comparator: baseline, time-point: not-stated, change: decreased, locator: {section: Results}, significance: significant, metric: change-from-baseline, interval: {low: -8.1, high: -1.2, level: 95}}
              - {id: another-level, trial: a, measure: easi, arm: all, comparator: baseline, time-point: not-stated, change: decreased, locator: {section: Results}, significance: significant, metric: change-from-baseline, interval: {low: -8.1, high: 1.2, level: 99}}
              - {id: of-a-value, trial: a, measure: easi, arm: all, comparator: baseline, time-point: not-stated, change: decreased, locator: {section: Results}, significance: significant, interval: {low: -8.1, high: 1.2, level: 95}}
            --- trials/a.md
            --- outcomes/easi.md
            ",
        );
    }
}
