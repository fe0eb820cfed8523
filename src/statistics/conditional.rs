//! Fisher's exact test and its mid-p version, which hold all margins of the table fixed.
//!
//! Both order the tables with the same margins by their probability. Two probabilities count as equal where
//! they differ by no more than one part in ten million, as in R's `fisher.test`.

use super::distribution::Distribution;
use super::table::Table;

/// How much larger an equal probability may come out.
const TIE: f64 = 1e-7;

/// Fisher's exact test: the probability of all tables that are no more probable than this one.
///
/// Fisher 1935, The Design of Experiments, with the two-sided rule of Irwin 1935, Metron 12:83–94.
/// Where nobody or everybody has the event there is one such table only, and p is 1, as in R and SciPy.
/// `None` where a group is empty.
pub fn fisher(table: Table) -> Option<f64> {
    let tables = same_margins(table)?;
    let limit = tables.at(table.a) * (1.0 + TIE);
    let sum: f64 = tables.iter().map(|(_, p)| if p <= limit { p } else { 0.0 }).sum();
    Some(sum.min(1.0))
}

/// Fisher's exact test with mid-p: the probability of all less probable tables and half that of the equally
/// probable ones, this table included.
///
/// So defined by Fagerland, Lydersen & Laake 2017, Statistical Analysis of Contingency Tables, chapter 4, and
/// in their R package `contingencytables`. R's `epitools` differs: it doubles the smaller one-sided mid-p.
/// `None` where a margin is empty: the only possible table says nothing, though half its probability is 0.5.
pub fn mid_p(table: Table) -> Option<f64> {
    let tables = same_margins(table).filter(|_| !table.outcomes().contains(&0))?;
    let observed = tables.at(table.a);
    let weigh = |p: f64| {
        if p > observed * (1.0 + TIE) {
            0.0
        } else if p >= observed * (1.0 - TIE) {
            0.5 * p
        } else {
            p
        }
    };
    Some(tables.iter().map(|(_, p)| weigh(p)).sum())
}

/// The probabilities of the first cell, given the margins; `None` where a group is empty or a margin too
/// large for a count.
fn same_margins(table: Table) -> Option<Distribution> {
    if table.groups().contains(&0) {
        return None;
    }
    let [first, second] = table.groups().map(u32::try_from);
    let [events, _] = table.outcomes().map(u32::try_from);
    Some(Distribution::hypergeometric(first.ok()?, second.ok()?, events.ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(p: Option<f64>) -> String {
        p.map_or("-".to_owned(), |p| format!("{p:.5}"))
    }

    /// Fisher 1935: one cup of each kind taken for the other. 34 of 70 choices are no more probable.
    #[test]
    fn the_lady_tasting_tea_may_have_guessed() {
        assert_eq!(show(fisher(Table { a: 3, b: 1, c: 1, d: 3 })), "0.48571");
    }

    /// Ritland et al. 2007 as an example of the R package `contingencytables`, which belongs to Fagerland,
    /// Lydersen & Laake 2017, Statistical Analysis of Contingency Tables.
    #[test]
    fn mid_p_may_lie_below_a_twentieth_where_fisher_lies_above() {
        let table = Table { a: 0, b: 16, c: 15, d: 57 };
        assert_eq!(show(fisher(table)), "0.06287");
        assert_eq!(show(mid_p(table)), "0.04466");
    }

    #[test]
    fn the_most_probable_table_has_a_p_value_of_one() {
        assert_eq!(show(fisher(Table { a: 5, b: 5, c: 5, d: 5 })), "1.00000");
    }

    #[test]
    fn a_table_beyond_the_floats_has_a_p_value_of_zero() {
        assert_eq!(fisher(Table { a: 2000, b: 0, c: 0, d: 2000 }), Some(0.0));
    }
}
