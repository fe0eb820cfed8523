//! `mean-impossible`: a mean of whole numbers whose sum is none.
//!
//! Where the bands of an instrument follow one another by one, its values are whole numbers, and so
//! is their sum over all people. The GRIM test of N. J. L. Brown and J. A. J. Heathers, "The GRIM test", 2017.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::synthesis::Synthesis;
use crate::synthesis::recompute::Check;

/// Reports every mean that whole numbers cannot have.
pub fn check(synthesis: &Synthesis<'_>, diagnostics: &mut Diagnostics) {
    for recomputed in synthesis.recomputed() {
        let Check::WholeMean(check) = &recomputed.check else { continue };
        if check.is_possible {
            continue;
        }
        let message = format!(
            "no {} whole numbers have the mean {}: their sum would be {:.2}",
            check.people,
            check.printed.text,
            check.printed.value * f64::from(check.people)
        );
        diagnostics.report(Diagnostic::new(Code::MeanImpossible, check.span, message).help(
            "look again at the mean and at how many people it is of (`analysed`, `of`); if the source prints it so, say why with `allow` in the finding",
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    #[test]
    fn a_mean_of_whole_numbers_has_a_whole_sum() {
        check(
            "
            --- sources/a.md
            findings:
              - {id: a, trial: a, measure: poem, arm: all, comparator: none, time-point: not-stated, benefit: improved, locator: {section: Results}, result: {mean: 5.19, of: 28}}   #~ mean-impossible
              - {id: b, trial: a, measure: poem, arm: all, comparator: none, time-point: not-stated, benefit: improved, locator: {section: Results}, result: {mean: 5.18, of: 28}}
              - {id: many, trial: a, measure: poem, arm: all, comparator: none, time-point: not-stated, benefit: improved, locator: {section: Results}, result: {mean: 5.19, of: 280}}
              - {id: no-items, trial: a, measure: easi, arm: all, comparator: none, time-point: not-stated, benefit: improved, locator: {section: Results}, result: {mean: 5.19, of: 28}}
            --- trials/a.md
            --- outcomes/easi.md
            scale: {low: 0, high: 72, items: 4, bands: [{name: mild, low: 0, high: 7}, {name: more, low: 7.1, high: 72}], cites: [a]}
            --- outcomes/poem.md
            scale: {low: 0, high: 28, bands: [{name: none, low: 0, high: 2}, {name: mild, low: 3, high: 7}, {name: more, low: 8, high: 28}], cites: [a]}
            ",
        );
    }
}
