//! The number needed to treat, with an interval that may pass through infinity.
//!
//! Events are taken as wanted: more of them in `a` than in `b` is a benefit of `a`. Where events are
//! unwanted, hand over the shares the other way round.

use super::difference::newcombe;
use super::share::{Bounds, Share};

/// Whether treating as in `a` helps or harms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// `a` has the larger share.
    Benefit,
    /// `b` has the larger share.
    Harm,
}

/// How many must be treated as in `a` rather than `b` for one event more (or, as harm, one fewer).
///
/// The interval inverts that of the difference. Altman 1998, BMJ 317:1309–1312: where the difference may be
/// zero, the number may be infinite, and what is compatible with the data is two rays, not the stretch
/// between them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum NumberNeeded {
    /// The interval of the difference leaves out zero.
    Interval {
        /// The side of the number and of its whole interval.
        side: Side,
        /// The number, in people, not rounded.
        value: f64,
        /// Its 95 % interval, on the same side.
        bounds: Bounds,
    },
    /// The interval of the difference holds zero.
    Rays {
        /// The side of the number.
        side: Side,
        /// The number, in people, not rounded.
        value: f64,
        /// From here to infinity on the side of benefit; infinite where that side is left out.
        benefit_from: f64,
        /// From here to infinity on the side of harm; infinite where that side is left out.
        harm_from: f64,
    },
}

/// The number needed to treat, `1 / |a − b|`, with its 95 % interval after Newcombe.
///
/// `None` where the two shares are equal: no number of people makes a difference.
pub fn number_needed(a: Share, b: Share) -> Option<NumberNeeded> {
    let side = side(a, b)?;
    let value = 1.0 / (a.value() - b.value()).abs();
    let difference = newcombe(a, b);
    if difference.contain(0.0) {
        let (benefit_from, harm_from) = (1.0 / difference.high, 1.0 / -difference.low);
        return Some(NumberNeeded::Rays { side, value, benefit_from, harm_from });
    }
    let (nearer, farther) = match side {
        Side::Benefit => (difference.low, difference.high),
        Side::Harm => (-difference.high, -difference.low),
    };
    Some(NumberNeeded::Interval { side, value, bounds: Bounds { low: 1.0 / farther, high: 1.0 / nearer } })
}

/// Which share is larger, compared in whole numbers; `None` where they are equal.
fn side(a: Share, b: Share) -> Option<Side> {
    let [first, second] = [(a, b), (b, a)].map(|(x, y)| u64::from(x.count()) * u64::from(y.of()));
    match first.cmp(&second) {
        std::cmp::Ordering::Greater => Some(Side::Benefit),
        std::cmp::Ordering::Less => Some(Side::Harm),
        std::cmp::Ordering::Equal => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads two shares such as `56/70 48/80` and shows the number needed.
    fn show(shares: &str) -> String {
        let read = |text: &str| {
            let (count, of) = text.split_once('/').unwrap();
            Share::new(count.parse().unwrap(), of.parse().unwrap()).unwrap()
        };
        let (a, b) = shares.split_once(' ').unwrap();
        match number_needed(read(a), read(b)) {
            None => "none".to_owned(),
            Some(NumberNeeded::Interval { side, value, bounds }) => {
                format!("{side:?} {value:.1}, {:.1} to {:.1}", bounds.low, bounds.high)
            }
            Some(NumberNeeded::Rays { side, value, benefit_from, harm_from }) => {
                format!("{side:?} {value:.1}, benefit from {benefit_from:.1}, harm from {harm_from:.1}")
            }
        }
    }

    /// The differences are those of Newcombe 1998 (0.0524 to 0.3339, and −0.0381 to 0.1926), inverted.
    #[test]
    fn the_interval_inverts_that_of_the_difference() {
        assert_eq!(show("56/70 48/80"), "Benefit 5.0, 3.0 to 19.1");
        assert_eq!(show("48/80 56/70"), "Harm 5.0, 3.0 to 19.1");
    }

    #[test]
    fn an_interval_through_zero_becomes_two_rays() {
        assert_eq!(show("5/56 0/29"), "Benefit 11.2, benefit from 5.2, harm from 26.2");
        assert_eq!(show("0/29 5/56"), "Harm 11.2, benefit from 26.2, harm from 5.2");
    }

    #[test]
    fn equal_shares_have_no_number_needed() {
        assert_eq!(show("3/10 6/20"), "none");
    }
}
