//! Values that this site works out from printed counts.

use crate::model::{Amount, Derived, Finding, Formula};

/// The fewest people whose share is put as "of 100": below, it would promise more than was seen.
const MIN_PEOPLE: u32 = 20;

/// Natural frequency: how many of 100 people, rounded half up; `None` for fewer than 20 people.
pub fn of_100(amount: &Amount) -> Option<Derived<u32>> {
    let (count, of) = (amount.count?, amount.denominator()?);
    if of < MIN_PEOPLE || count > of {
        return None;
    }
    let rounded = (u64::from(count) * 200 + u64::from(of)) / (u64::from(of) * 2);
    Some(Derived { value: u32::try_from(rounded).ok()?, formula: Formula::Of100 { count, of } })
}

/// The other people of the same 100.
pub fn rest_of_100(amount: &Amount) -> Option<Derived<u32>> {
    let some = of_100(amount)?.value;
    let (count, of) = (amount.count?, amount.denominator()?);
    Some(Derived { value: 100 - some, formula: Formula::RestOf100 { some, count, of } })
}

/// The quantile of the normal distribution that leaves 2.5 % on either side.
const Z: f64 = 1.959_963_984_540_054;

/// The 95 % interval of a share, between 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ShareInterval {
    /// The lower bound.
    pub low: f64,
    /// The upper bound.
    pub high: f64,
}

/// The 95 % score interval of `count` of `of` people, after E. B. Wilson, "Probable inference, the
/// law of succession, and statistical inference", 1927:
/// (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) ÷ (1 + z²/n), with z = 1.96.
///
/// `None` for nobody, and where more are counted than there are.
pub fn wilson(count: u32, of: u32) -> Option<ShareInterval> {
    if of == 0 || count > of {
        return None;
    }
    let (share, people) = (f64::from(count) / f64::from(of), f64::from(of));
    let scale = 1.0 + Z * Z / people;
    let middle = share + Z * Z / (2.0 * people);
    let width = Z * (share * (1.0 - share) / people + Z * Z / (4.0 * people * people)).sqrt();
    // At none and at all one bound is the share itself; sums of fractions may miss it by a hair.
    let low = if count == 0 { 0.0 } else { (middle - width) / scale };
    let high = if count == of { 1.0 } else { (middle + width) / scale };
    Some(ShareInterval { low, high })
}

/// The interval of a count whose denominator is known.
pub fn interval(amount: &Amount) -> Option<Derived<ShareInterval>> {
    let (count, of) = (amount.count?, amount.denominator()?);
    Some(Derived { value: wilson(count, of)?, formula: Formula::Wilson { count, of } })
}

/// A derived value of a finding by its address below it: `result.of-100`.
pub fn derived(finding: &Finding, part: &str) -> Option<Derived<u32>> {
    let (side, quantity) = part.split_once('.')?;
    let amount = match side {
        "result" => finding.result.given()?,
        "versus" => finding.versus.given()?,
        _ => return None,
    };
    match quantity {
        "of-100" => of_100(&amount.value),
        "rest-of-100" => rest_of_100(&amount.value),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{of_100, rest_of_100, wilson};
    use crate::model::{Amount, Answer};

    #[test]
    fn frequencies_are_rounded_half_up_and_never_scaled_up() {
        for (count, of, expected) in [
            (14, 59, Some(24)),
            (4, 55, Some(7)),
            (1, 200, Some(1)),
            (0, 20, Some(0)),
            (20, 20, Some(100)),
            (4, 5, None),
            (1, 0, None),
        ] {
            let amount = Amount { count: Some(count), of: Answer::Given(of), ..Amount::default() };
            assert_eq!(of_100(&amount).map(|derived| derived.value), expected, "{count} of {of}");
            assert_eq!(rest_of_100(&amount).map(|derived| derived.value), expected.map(|value| 100 - value));
        }
    }

    /// The score intervals without correction of Newcombe, Stat Med 1998;17:857–872, table I, to
    /// its four decimals.
    #[test]
    fn intervals_are_those_that_newcombe_published() {
        for (count, of, low, high) in [
            (81, 263, "0.2553", "0.3662"),
            (15, 148, "0.0624", "0.1605"),
            (0, 20, "0.0000", "0.1611"),
            (1, 29, "0.0061", "0.1718"),
        ] {
            let interval = wilson(count, of).unwrap();
            let bounds = (format!("{:.4}", interval.low), format!("{:.4}", interval.high));
            assert_eq!(bounds, (low.to_owned(), high.to_owned()), "{count} of {of}");
        }
    }

    #[test]
    fn intervals_turn_with_the_question_and_hold_the_share() {
        for of in 1..60 {
            for count in 0..=of {
                let (some, rest) = (wilson(count, of).unwrap(), wilson(of - count, of).unwrap());
                assert!((some.low - (1.0 - rest.high)).abs() < 1e-12, "{count} of {of}");
                let share = f64::from(count) / f64::from(of);
                assert!(0.0 <= some.low && some.low <= share && share <= some.high && some.high <= 1.0);
            }
        }
        assert_eq!(wilson(0, 0), None);
        assert_eq!(wilson(6, 5), None);
    }
}
