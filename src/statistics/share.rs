//! One share, such as 14 of 59 people, and its interval.
//!
//! A [`Share`] is never of nobody and never more than all, so that whatever takes one has a value.
//! Two intervals are offered: Wilson's score interval, which is near its 95 % on average, and the exact one
//! of Clopper and Pearson, which is never below it.

use super::distribution::Distribution;

/// The 97.5 % point of the standard normal distribution.
pub(super) const Z: f64 = 1.959963984540054;

/// The probability that an exact interval leaves on each side.
const TAIL: f64 = 0.025;

/// How often bisection halves an interval: as often as a float can tell the halves apart.
const HALVINGS: u32 = 60;

/// The two ends of an interval, in the unit of what it bounds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Bounds {
    /// Whether a value lies between the ends or on one of them.
    pub fn contain(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }
}

/// Some of a number of people: `count` of `of`, where `of` is at least 1 and `count` at most `of`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    count: u32,
    of: u32,
}

impl Share {
    /// The share `count` of `of`; `None` where there is nobody or more than all.
    pub fn new(count: u32, of: u32) -> Option<Self> {
        (of > 0 && count <= of).then_some(Self { count, of })
    }

    /// How many have the event.
    pub fn count(self) -> u32 {
        self.count
    }

    /// How many there are.
    pub fn of(self) -> u32 {
        self.of
    }

    /// How many do not have the event.
    pub fn others(self) -> u32 {
        self.of - self.count
    }

    /// The proportion, from 0 to 1.
    pub fn value(self) -> f64 {
        f64::from(self.count) / f64::from(self.of)
    }
}

/// Wilson's score interval of a share, 95 %, as proportions, without continuity correction.
///
/// Wilson 1927, J Am Stat Assoc 22:209–212; method 3 of Newcombe 1998, Stat Med 17:857–872.
/// The lower end of none and the upper end of all are exactly 0 and 1.
pub fn wilson(share: Share) -> Bounds {
    let (count, of) = (f64::from(share.count), f64::from(share.of));
    let centre = 2.0 * count + Z * Z;
    let reach = Z * (Z * Z + 4.0 * count * f64::from(share.others()) / of).sqrt();
    let scale = 2.0 * (of + Z * Z);
    Bounds {
        low: if share.count == 0 { 0.0 } else { (centre - reach) / scale },
        high: if share.others() == 0 { 1.0 } else { (centre + reach) / scale },
    }
}

/// The exact interval of a share, 95 %, as proportions.
///
/// Clopper & Pearson 1934, Biometrika 26:404–413; method 5 of Newcombe 1998, Stat Med 17:857–872.
/// At its ends, as few or as many events as were seen have a binomial probability of 2.5 %.
/// The lower end of none and the upper end of all are exactly 0 and 1.
pub fn clopper_pearson(share: Share) -> Bounds {
    let mirrored = Share { count: share.others(), of: share.of };
    Bounds { low: lower_exact(share), high: 1.0 - lower_exact(mirrored) }
}

/// The proportion at which at least `share.count` events have a probability of 2.5 %, by bisection.
fn lower_exact(share: Share) -> f64 {
    if share.count == 0 {
        return 0.0;
    }
    let (mut low, mut high) = (0.0, share.value());
    for _ in 0..HALVINGS {
        let middle = 0.5 * (low + high);
        if Distribution::binomial(share.of, middle).at_least(share.count) < TAIL {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks rows such as `81/263 0.2553 0.3662` against an interval, to the decimals of the row.
    fn check(interval: fn(Share) -> Bounds, rows: &str) {
        for row in rows.lines().map(str::trim).filter(|row| !row.is_empty()) {
            let (share, printed) = row.split_once(' ').unwrap();
            let (count, of) = share.split_once('/').unwrap();
            let bounds = interval(Share::new(count.parse().unwrap(), of.parse().unwrap()).unwrap());
            assert_eq!(format!("{:.4} {:.4}", bounds.low, bounds.high), printed, "{share}");
        }
    }

    #[test]
    fn no_share_is_of_nobody_or_more_than_all() {
        assert_eq!(Share::new(0, 0), None);
        assert_eq!(Share::new(6, 5), None);
        assert_eq!(Share::new(14, 59).map(Share::others), Some(45));
    }

    /// Newcombe 1998, Stat Med 17:857–872, table I, method 3.
    #[test]
    fn wilson_gives_what_newcombe_prints() {
        check(
            wilson,
            "
            81/263 0.2553 0.3662
            15/148 0.0624 0.1605
            0/20 0.0000 0.1611
            1/29 0.0061 0.1718
            ",
        );
    }

    /// Newcombe 1998, Stat Med 17:857–872, table I, method 5.
    #[test]
    fn clopper_pearson_gives_what_newcombe_prints() {
        check(
            clopper_pearson,
            "
            81/263 0.2527 0.3676
            15/148 0.0578 0.1617
            0/20 0.0000 0.1684
            1/29 0.0009 0.1776
            ",
        );
    }

    #[test]
    fn an_interval_of_none_begins_at_zero_and_one_of_all_ends_at_one() {
        for of in [1, 2, 7, 20, 59, 263, 100_000] {
            for interval in [wilson, clopper_pearson] {
                assert_eq!(Share::new(0, of).map(|share| interval(share).low), Some(0.0), "0/{of}");
                assert_eq!(Share::new(of, of).map(|share| interval(share).high), Some(1.0), "{of}/{of}");
            }
        }
    }
}
