//! Values that this site works out from printed counts.

use crate::model::{Amount, Derived, Finding, Formula};
use crate::statistics::{Bounds, Share, wilson};

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

/// The interval of a count whose denominator is known.
pub fn interval(amount: &Amount) -> Option<Derived<Bounds>> {
    let (count, of) = (amount.count?, amount.denominator()?);
    Some(Derived { value: wilson(Share::new(count, of)?), formula: Formula::Wilson { count, of } })
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
    use super::{of_100, rest_of_100};
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
}
