//! The χ² tests of a 2×2 table, with one degree of freedom.
//!
//! They differ in how far the observed counts are taken to lie from the expected ones. In a 2×2 table this
//! distance is the same in all four cells, `|ad − bc| / N`.

use super::special::erfc;
use super::table::Table;

/// Pearson's χ² test without correction: the two-sided p-value.
///
/// `None` where a margin is empty, since the expected counts are then zero.
pub fn pearson(table: Table) -> Option<f64> {
    statistic(table, distance(table)?).map(upper_tail)
}

/// Pearson's χ² test with continuity correction: the two-sided p-value.
///
/// Yates 1934, Suppl J R Stat Soc 1:217–235. The distance is shortened by a half, but not below zero.
/// `None` where a margin is empty.
pub fn yates(table: Table) -> Option<f64> {
    let distance = distance(table)?;
    statistic(table, distance - distance.min(0.5)).map(upper_tail)
}

/// The `N − 1` χ² test: the two-sided p-value of Pearson's statistic times `(N − 1) / N`.
///
/// Campbell 2007, Stat Med 26:3661–3675, who advises it where every expected count is at least 1.
/// `None` where a margin is empty.
pub fn n_minus_1(table: Table) -> Option<f64> {
    let people = table.people() as f64;
    statistic(table, distance(table)?).map(|statistic| upper_tail(statistic * (people - 1.0) / people))
}

/// How far every observed count lies from the expected one, in people; `None` for a table of nobody.
fn distance(table: Table) -> Option<f64> {
    let product = |one: u32, other: u32| i128::from(one) * i128::from(other);
    let determinant = product(table.a, table.d) - product(table.b, table.c);
    (table.people() > 0).then(|| determinant.unsigned_abs() as f64 / table.people() as f64)
}

/// The χ² statistic for a distance: its square times the sum of the reciprocals of the expected counts,
/// which is `N³` over the product of the margins.
fn statistic(table: Table, distance: f64) -> Option<f64> {
    let people = table.people() as f64;
    let product = |[one, other]: [u64; 2]| one as f64 * other as f64;
    let (groups, outcomes) = (product(table.groups()), product(table.outcomes()));
    (groups * outcomes > 0.0).then(|| distance * distance * people * (people / groups) * (people / outcomes))
}

/// The probability that χ² with one degree of freedom is at least this large: `erfc(√(χ²/2))`.
fn upper_tail(statistic: f64) -> f64 {
    erfc((0.5 * statistic).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(p: Option<f64>) -> String {
        p.map_or("-".to_owned(), |p| format!("{p:.5}"))
    }

    /// Fisher's lady tasting tea, as an example of the R package `contingencytables`, which belongs to
    /// Fagerland, Lydersen & Laake 2017, Statistical Analysis of Contingency Tables.
    #[test]
    fn the_lady_tasting_tea_has_statistics_of_two_and_of_a_half() {
        let tea = Table { a: 3, b: 1, c: 1, d: 3 };
        assert_eq!(show(pearson(tea)), "0.15730");
        assert_eq!(show(yates(tea)), "0.47950");
    }

    #[test]
    fn the_correction_never_overshoots() {
        let nearly_even = Table { a: 5, b: 5, c: 5, d: 6 };
        assert_eq!(show(yates(nearly_even)), "1.00000");
    }

    #[test]
    fn an_empty_margin_has_no_expected_counts() {
        for table in [Table { a: 0, b: 4, c: 0, d: 5 }, Table { a: 0, b: 0, c: 4, d: 5 }] {
            assert_eq!([pearson, yates, n_minus_1].map(|test| test(table)), [None; 3]);
        }
    }
}
