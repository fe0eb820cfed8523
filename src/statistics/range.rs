//! Which means are possible where a paper prints a range.
//!
//! A printed range is attained: somebody has the lowest value and somebody the highest. Everybody else is put
//! where it makes the mean smallest or largest.

use super::share::Bounds;

/// The smallest and the largest possible mean of `people` values from `low` to `high`, both attained.
///
/// `None` for fewer than two people, or where `low` is not at most `high` (or one of them is not a number).
pub fn mean_bounds_of_range(people: u32, low: f64, high: f64) -> Option<Bounds> {
    if people < 2 || !is_rising(&[low, high]) {
        return None;
    }
    let others = f64::from(people) - 1.0;
    Some(Bounds { low: mean(&[(others, low), (1.0, high)]), high: mean(&[(1.0, low), (others, high)]) })
}

/// The same, where also exactly `above` people have at least `threshold`, and the others at most that.
///
/// Five people from 16 to 86, of whom two have at least 84: the mean lies between 43.6 and 71.2.
///
/// `None` for fewer than two people, where the three values do not rise, and where nobody could have such
/// values: the one with `high` is always above, and the one with `low` is above only with everybody, if the
/// threshold is no higher.
pub fn mean_bounds(people: u32, low: f64, high: f64, above: u32, threshold: f64) -> Option<Bounds> {
    let everybody = above == people;
    if !is_rising(&[low, threshold, high]) || above == 0 || above > people || everybody != (threshold <= low)
    {
        return None;
    }
    if everybody {
        return mean_bounds_of_range(people, low, high);
    }
    let (above, below) = (f64::from(above), f64::from(people - above));
    Some(Bounds {
        low: mean(&[(1.0, high), (above - 1.0, threshold), (below, low)]),
        high: mean(&[(above, high), (below - 1.0, threshold), (1.0, low)]),
    })
}

/// Whether finite values stand in order, none below the one before.
fn is_rising(values: &[f64]) -> bool {
    values.iter().all(|value| value.is_finite()) && values.is_sorted()
}

/// The mean of so many people with each value.
fn mean(parts: &[(f64, f64)]) -> f64 {
    let people: f64 = parts.iter().map(|(people, _)| people).sum();
    parts.iter().map(|(people, value)| people * value).sum::<f64>() / people
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(bounds: Option<Bounds>) -> String {
        bounds.map_or("impossible".to_owned(), |bounds| format!("{:.1} to {:.1}", bounds.low, bounds.high))
    }

    #[test]
    fn two_of_five_with_at_least_eighty_four_hold_the_mean_together() {
        assert_eq!(show(mean_bounds(5, 16.0, 86.0, 2, 84.0)), "43.6 to 71.2");
        assert_eq!(show(mean_bounds_of_range(5, 16.0, 86.0)), "30.0 to 72.0");
    }

    #[test]
    fn all_but_one_above_leave_that_one_at_the_lowest_value() {
        assert_eq!(show(mean_bounds(3, 0.0, 9.0, 2, 6.0)), "5.0 to 6.0");
    }

    #[test]
    fn a_threshold_at_the_lowest_value_is_reached_by_everybody() {
        assert_eq!(show(mean_bounds(5, 16.0, 86.0, 5, 16.0)), "30.0 to 72.0");
        assert_eq!(show(mean_bounds(5, 16.0, 86.0, 4, 16.0)), "impossible");
    }

    #[test]
    fn a_threshold_at_the_highest_value_is_reached_by_those_who_have_it() {
        assert_eq!(show(mean_bounds(5, 0.0, 10.0, 3, 10.0)), "6.0 to 8.0");
    }

    #[test]
    fn what_nobody_can_have_is_impossible() {
        assert_eq!(show(mean_bounds(5, 16.0, 86.0, 0, 84.0)), "impossible");
        assert_eq!(show(mean_bounds(5, 16.0, 86.0, 5, 84.0)), "impossible");
        assert_eq!(show(mean_bounds(5, 16.0, 86.0, 6, 84.0)), "impossible");
        assert_eq!(show(mean_bounds(5, 16.0, 86.0, 2, 90.0)), "impossible");
        assert_eq!(show(mean_bounds(1, 16.0, 86.0, 1, 84.0)), "impossible");
        assert_eq!(show(mean_bounds(5, 16.0, 86.0, 2, f64::NAN)), "impossible");
        assert_eq!(show(mean_bounds_of_range(1, 16.0, 86.0)), "impossible");
        assert_eq!(show(mean_bounds_of_range(5, 86.0, 16.0)), "impossible");
    }
}
