//! The 2×2 table, and the tests of association on it by name.

use super::share::Share;
use super::{chi_squared, conditional, unconditional};

/// A 2×2 table of counts: rows are groups, columns people with and without the event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Table {
    /// People of the first group with the event.
    pub a: u32,
    /// People of the first group without it.
    pub b: u32,
    /// People of the second group with the event.
    pub c: u32,
    /// People of the second group without it.
    pub d: u32,
}

impl Table {
    /// The table of two groups.
    pub fn of(first: Share, second: Share) -> Self {
        Self { a: first.count(), b: first.others(), c: second.count(), d: second.others() }
    }

    /// The sizes of the two groups.
    pub(super) fn groups(self) -> [u64; 2] {
        [u64::from(self.a) + u64::from(self.b), u64::from(self.c) + u64::from(self.d)]
    }

    /// How many have the event and how many do not.
    pub(super) fn outcomes(self) -> [u64; 2] {
        [u64::from(self.a) + u64::from(self.c), u64::from(self.b) + u64::from(self.d)]
    }

    /// How many people there are.
    pub(super) fn people(self) -> u64 {
        self.groups().iter().sum()
    }
}

/// The smallest count that would be expected in a cell if the event did not depend on the group.
///
/// Where it is below 5 (Cochran 1954, Biometrics 10:417–451) or below 1 (Campbell 2007), Pearson's test or
/// its `N − 1` version is not advised. Zero for a table of nobody.
pub fn smallest_expected(table: Table) -> f64 {
    if table.people() == 0 {
        return 0.0;
    }
    let least = |[one, other]: [u64; 2]| one.min(other) as f64;
    least(table.groups()) * least(table.outcomes()) / table.people() as f64
}

/// The tests of association that papers use on a 2×2 table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Test {
    /// Pearson's χ² test, without correction.
    Pearson,
    /// Pearson's χ² test with Yates's continuity correction.
    Yates,
    /// The `N − 1` χ² test.
    NMinus1,
    /// Fisher's exact test.
    Fisher,
    /// Fisher's exact test with mid-p.
    MidP,
    /// Boschloo's exact unconditional test.
    Boschloo,
    /// Barnard's exact unconditional test.
    Barnard,
}

impl Test {
    /// Every test, the approximate ones first.
    pub const ALL: [Self; 7] =
        [Self::Pearson, Self::Yates, Self::NMinus1, Self::Fisher, Self::MidP, Self::Boschloo, Self::Barnard];

    /// The two-sided p-value of a table; `None` where the test is not defined for it.
    pub fn p_value(self, table: Table) -> Option<f64> {
        match self {
            Self::Pearson => chi_squared::pearson(table),
            Self::Yates => chi_squared::yates(table),
            Self::NMinus1 => chi_squared::n_minus_1(table),
            Self::Fisher => conditional::fisher(table),
            Self::MidP => conditional::mid_p(table),
            Self::Boschloo => unconditional::boschloo(table),
            Self::Barnard => unconditional::barnard(table),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows every p-value of a table `a b c d`, to four decimals, in the order of `Test::ALL`.
    fn show(cells: &str) -> String {
        let table = read(cells);
        let shown = Test::ALL.map(|test| test.p_value(table).map_or("-".to_owned(), |p| format!("{p:.4}")));
        shown.join(" ")
    }

    fn read(cells: &str) -> Table {
        let counts: Vec<u32> = cells.split(' ').map(|cell| cell.parse().unwrap()).collect();
        let [a, b, c, d] = counts[..] else { panic!("four cells, not {cells}") };
        Table { a, b, c, d }
    }

    #[test]
    fn the_same_table_has_seven_p_values() {
        assert_eq!(show("14 45 4 51"), "0.0161 0.0315 0.0165 0.0204 0.0148 0.0204 0.0188");
    }

    #[test]
    fn without_events_only_exact_tests_speak_and_without_a_group_none() {
        assert_eq!(show("0 10 0 12"), "- - - 1.0000 - 1.0000 1.0000");
        assert_eq!(show("10 0 12 0"), "- - - 1.0000 - 1.0000 1.0000");
        assert_eq!(show("0 0 5 7"), "- - - - - - -");
        assert_eq!(show("0 0 0 0"), "- - - - - - -");
    }

    #[test]
    fn the_smallest_expected_count_lies_in_the_smaller_group_and_outcome() {
        assert_eq!(smallest_expected(read("3 1 1 3")), 2.0);
        assert_eq!(format!("{:.3}", smallest_expected(read("14 45 4 51"))), "8.684");
        assert_eq!(smallest_expected(read("0 0 0 0")), 0.0);
    }

    #[test]
    fn no_cell_is_too_large() {
        let most = u32::MAX;
        let table = Table { a: most, b: most, c: most, d: most };
        assert_eq!(Test::Pearson.p_value(table), Some(1.0));
        assert_eq!(Test::Boschloo.p_value(table), None);
    }
}
