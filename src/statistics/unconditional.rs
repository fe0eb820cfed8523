//! The exact unconditional tests of Boschloo and Barnard.
//!
//! They hold only the sizes of the groups fixed. A statistic orders all tables of these sizes; the p-value is
//! the probability of those at least as extreme as the observed one, at the common probability of the event
//! (the nuisance parameter) that makes it largest.
//!
//! Given the number of events, the nuisance parameter does not matter. So a [`Region`] keeps its probability
//! given every number of events (a hypergeometric sum), and the probability of the whole is a sum over the
//! binomial distribution of the number of events.

use std::f64::consts::FRAC_PI_2;

use super::distribution::Distribution;
use super::table::Table;

/// The largest group for which the unconditional tests are computed.
pub const LARGEST_GROUP: u32 = 200;

/// How much larger an equal one-sided p-value may come out. Different ones are often close together, so this
/// is as small as the arithmetic allows.
const TIE: f64 = 1e-11;

/// Boschloo's test: two-sided, Fisher's one-sided p-value as statistic.
///
/// Boschloo 1970, Statistica Neerlandica 24. Twice the smaller of the two one-sided p-values, at most 1, as
/// in SciPy's `boschloo_exact`. `None` where a group is empty or has more than 200 people.
pub fn boschloo(table: Table) -> Option<f64> {
    let mirrored = Table { a: table.c, b: table.d, c: table.a, d: table.b };
    let [more_in_first, more_in_second] = [table, mirrored].map(one_sided_boschloo);
    Some((2.0 * more_in_first?.min(more_in_second?)).min(1.0))
}

/// Boschloo's test against the alternative that the first group has the event more often.
fn one_sided_boschloo(table: Table) -> Option<f64> {
    Some(Groups::of(table)?.boschloo_region(table).largest_probability())
}

/// Barnard's test: two-sided, the difference over its standard error with pooled variance as statistic.
///
/// Barnard 1947, Biometrika 34:123–138, with the score statistic of Suissa & Shuster 1985, J R Stat Soc A
/// 148:317–327, as in SciPy's `barnard_exact`. Statistics are compared in whole numbers, so that equal ones
/// are equal. `None` where a group is empty or has more than 200 people.
pub fn barnard(table: Table) -> Option<f64> {
    let groups = Groups::of(table)?;
    Some(groups.barnard_region(table).largest_probability())
}

/// The sizes of the two groups: neither empty, neither above [`LARGEST_GROUP`].
#[derive(Clone, Copy)]
struct Groups {
    first: u32,
    second: u32,
}

impl Groups {
    fn of(table: Table) -> Option<Self> {
        let [first, second] = table.groups().map(|size| u32::try_from(size).ok());
        let within = |size: &u32| (1..=LARGEST_GROUP).contains(size);
        Some(Self { first: first.filter(within)?, second: second.filter(within)? })
    }

    fn people(self) -> u32 {
        self.first + self.second
    }

    /// The tables whose p-value by Fisher's test, against more events in the first group, is no larger.
    fn boschloo_region(self, table: Table) -> Region {
        let given_events = |events| Distribution::hypergeometric(self.first, self.second, events);
        let limit = given_events(table.a + table.c).at_least(table.a) * (1.0 + TIE);
        let shares = (0..=self.people()).map(|events| largest_tail(&given_events(events), limit));
        Region { shares: shares.collect() }
    }

    /// The tables whose squared score statistic is at least as large.
    fn barnard_region(self, table: Table) -> Region {
        let observed = self.score(table.a, table.a + table.c);
        let shares = (0..=self.people()).map(|events| {
            let tables = Distribution::hypergeometric(self.first, self.second, events);
            let extreme = tables.iter().filter(|(count, _)| self.score(*count, events).at_least(&observed));
            extreme.map(|(_, probability)| probability).sum()
        });
        Region { shares: shares.collect() }
    }

    /// The squared score statistic of `count` events in the first group out of `events`.
    fn score(self, count: u32, events: u32) -> Score {
        let [first, second, count, events] = [self.first, self.second, count, events].map(i64::from);
        let difference = count * second - (events - count) * first;
        Score { square: difference * difference, spread: events * (first + second - events) }
    }
}

/// The largest upper tail of a distribution that does not exceed a limit.
fn largest_tail(distribution: &Distribution, limit: f64) -> f64 {
    let counts: Vec<f64> = distribution.iter().map(|(_, probability)| probability).collect();
    let tails = counts.iter().rev().scan(0.0, |tail, probability| {
        *tail += probability;
        Some(*tail)
    });
    tails.take_while(|tail| *tail <= limit).last().unwrap_or(0.0)
}

/// A squared score statistic up to a factor of the group sizes, as a fraction: the squared difference over
/// `events · (N − events)`. Where that is zero the difference is too, and the statistic counts as zero.
struct Score {
    square: i64,
    spread: i64,
}

impl Score {
    fn at_least(&self, other: &Self) -> bool {
        other.square == 0 || self.square > 0 && self.square * other.spread >= other.square * self.spread
    }
}

/// A set of tables, kept as its probability given each number of events from 0 up.
struct Region {
    shares: Vec<f64>,
}

impl Region {
    /// How many points the nuisance parameter is tried at first, for each width of a peak.
    const POINTS_A_PEAK: f64 = 24.0;

    /// The probability of the region where the event has the probability `sin² angle` in both groups.
    fn probability(&self, angle: f64) -> f64 {
        let people = self.shares.len().saturating_sub(1) as u32;
        let events = Distribution::binomial(people, angle.sin().powi(2));
        events.iter().map(|(count, p)| p * self.shares.get(count as usize).copied().unwrap_or(0.0)).sum()
    }

    /// The largest probability over the nuisance parameter, at most 1: on a grid, then at its best peaks.
    ///
    /// The grid is even in the angle whose squared sine is the parameter. There the binomial distribution is
    /// about equally wide everywhere, `1 / (2 √N)`, and so is whatever peak a sum over it can have.
    fn largest_probability(&self) -> f64 {
        let points = (FRAC_PI_2 * 2.0 * (self.shares.len() as f64).sqrt() * Self::POINTS_A_PEAK).ceil();
        let step = FRAC_PI_2 / points;
        let angles = (0..=points as u32).map(|point| f64::from(point) * step);
        let grid: Vec<(f64, f64)> = angles.map(|angle| (angle, self.probability(angle))).collect();
        let best = grid.iter().map(|(_, value)| *value).fold(0.0, f64::max);
        let peaks = grid.windows(3).filter_map(|three| match three {
            [before, peak, after] => may_exceed(best, [before.1, peak.1, after.1]).then_some(peak.0),
            _ => None,
        });
        peaks.map(|angle| self.refine(angle - step, angle + step)).fold(best, f64::max).min(1.0)
    }

    /// The largest probability between two angles with one peak between them, by golden section.
    fn refine(&self, mut low: f64, mut high: f64) -> f64 {
        const GOLDEN: f64 = 0.618_033_988_749_894_9;
        let (mut left, mut right) = (high - GOLDEN * (high - low), low + GOLDEN * (high - low));
        let (mut at_left, mut at_right) = (self.probability(left), self.probability(right));
        for _ in 0..40 {
            if at_left >= at_right {
                (high, right, at_right) = (right, left, at_left);
                left = high - GOLDEN * (high - low);
                at_left = self.probability(left);
            } else {
                (low, left, at_left) = (left, right, at_right);
                right = low + GOLDEN * (high - low);
                at_right = self.probability(right);
            }
        }
        at_left.max(at_right)
    }
}

/// Whether three values in a row have a peak in the middle that may rise above the best value so far.
///
/// A parabola rises above the largest of three points by an eighth of its bend at most, and the bend of a
/// plateau is a rounding error.
fn may_exceed(best: f64, [before, peak, after]: [f64; 3]) -> bool {
    let bend = 2.0 * peak - before - after;
    peak >= before && peak >= after && peak + bend > best * (1.0 + 1e-12)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(p: Option<f64>) -> String {
        p.map_or("-".to_owned(), |p| format!("{p:.4}"))
    }

    /// Saari et al. 2004, the example of SciPy's `boschloo_exact`, which gives 0.03556 for one side.
    #[test]
    fn professors_are_hardly_happier_than_scientists() {
        assert_eq!(show(boschloo(Table { a: 74, b: 43, c: 31, d: 32 })), "0.0711");
    }

    /// Mehta & Senchaudhuri 2003, on a vaccine trial of Chan 1998: 0.0341 for one side, and both are alike.
    #[test]
    fn a_vaccine_misses_a_twentieth_on_two_sides() {
        assert_eq!(show(barnard(Table { a: 7, b: 8, c: 12, d: 3 })), "0.0682");
    }

    #[test]
    fn equal_shares_are_no_evidence() {
        let table = Table { a: 3, b: 7, c: 6, d: 14 };
        assert_eq!([boschloo, barnard].map(|test| test(table)), [Some(1.0); 2]);
    }

    #[test]
    fn a_group_may_have_two_hundred_people_and_no_more() {
        assert!(boschloo(Table { a: 100, b: 100, c: 80, d: 120 }).is_some());
        assert_eq!(boschloo(Table { a: 100, b: 101, c: 80, d: 120 }), None);
        assert_eq!(barnard(Table { a: 100, b: 100, c: 80, d: 121 }), None);
        assert_eq!(barnard(Table { a: 0, b: 0, c: 80, d: 100 }), None);
    }
}
