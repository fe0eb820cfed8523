//! Whether a printed percentage or mean is possible at all for a number of people (GRIM).
//!
//! Brown & Heathers 2017, Soc Psychol Personal Sci 8:363–369: people are whole, and so are their scores. Only
//! the two whole numbers around what is printed need a try; any other lies farther away.

use super::rounding::Decimal;

/// Whether some number of people, from none to all, makes up the printed percentage.
///
/// False where there are no people.
pub fn percentage_is_possible(printed: &Decimal, people: u32) -> bool {
    let all = i128::from(people);
    let below = printed.units() * all / (100 * printed.scale());
    let near = [below, below + 1].into_iter().filter(|count| *count <= all);
    printed.units() >= 0 && near.into_iter().any(|count| printed.magnitude_holds(100 * count, all))
}

/// Whether some whole sum over all people makes up the printed mean.
///
/// It asks for single values that are whole, such as counts or scores; it does not know their range.
/// False where there are no people.
pub fn mean_is_possible(printed: &Decimal, people: u32) -> bool {
    let all = i128::from(people);
    let below = printed.units().abs() * all / printed.scale();
    [below, below + 1].into_iter().any(|sum| printed.magnitude_holds(sum, all))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks rows such as `23.7 of 59`, or `23.8 not of 59`, with a test for printed numbers.
    fn check(is_possible: fn(&Decimal, u32) -> bool, rows: &str) {
        for row in rows.lines().map(str::trim).filter(|row| !row.is_empty()) {
            let (printed, people) = row.split_once(" of ").unwrap();
            let number = printed.trim_end_matches(" not");
            let possible = is_possible(&Decimal::parse(number).unwrap(), people.parse().unwrap());
            assert_eq!(possible, number == printed, "{row}");
        }
    }

    #[test]
    fn a_percentage_needs_a_whole_number_of_people() {
        check(
            percentage_is_possible,
            "
            23.7 of 59
            23.8 not of 59
            0 of 7
            100 of 7
            100.0 of 7
            101 not of 7
            -1 not of 7
            14 of 7
            15 not of 7
            12 of 8
            13 of 8
            37 not of 8
            38 of 8
            50 not of 0
            33.3 of 4294967295
            ",
        );
    }

    /// The first row is the example of The Economist of 18 June 2016, which reported on GRIM.
    #[test]
    fn a_mean_needs_a_whole_sum() {
        check(
            mean_is_possible,
            "
            5.93 not of 49
            5.92 of 49
            5.94 of 49
            5.18 of 28
            5.19 not of 28
            5.21 of 28
            -5.18 of 28
            -5.19 not of 28
            0.00 of 3
            2.5 of 2
            2.4 not of 2
            3.45 not of 0
            ",
        );
    }

    #[test]
    fn the_neighbours_find_what_trying_all_counts_finds() {
        for people in 1..=40_u32 {
            for units in 0..=1010 {
                let printed = Decimal::parse(&format!("{}.{}", units / 10, units % 10)).unwrap();
                let by_trying = (0..=people).any(|k| printed.holds_ratio(100 * u64::from(k), people.into()));
                assert_eq!(percentage_is_possible(&printed, people), by_trying, "{units} tenths of {people}");
            }
        }
    }
}
