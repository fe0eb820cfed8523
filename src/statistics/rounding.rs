//! Printed decimal numbers, kept exactly, and whether a value rounds to one.
//!
//! Papers round half up (away from zero) or half to even, and rarely say which; either is accepted. Cutting
//! decimals off is not rounding and is not.

use std::fmt;

/// A number as it is printed, with its decimals: `23.7`, `.016`, `80`, `-4.20`, `−47.3`.
///
/// `4.20` is not `4.2`: it claims more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    /// The number in units of its last decimal.
    units: i64,
    decimals: u32,
}

impl fmt::Display for Decimal {
    /// As it was printed, with a zero before a bare point.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.*}", self.decimals as usize, self.value())
    }
}

impl Decimal {
    /// How many significant digits and how many decimals are read: as many as a float tells apart.
    const MOST_DIGITS: usize = 15;

    /// Reads a number in digits, with a point between or before them and a minus (or U+2212) before all.
    ///
    /// `None` for anything else: spaces, a plus, a point at the end, separators of thousands, more than 15
    /// significant digits, or more than 15 decimals.
    pub fn parse(printed: &str) -> Option<Self> {
        let unsigned = printed.strip_prefix(['-', '\u{2212}']);
        let text = unsigned.unwrap_or(printed);
        let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
        let digits = format!("{whole}{decimals}");
        if text.ends_with('.') || digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        if digits.trim_start_matches('0').len().max(decimals.len()) > Self::MOST_DIGITS {
            return None;
        }
        let units: i64 = digits.parse().ok()?;
        let units = if unsigned.is_some() { -units } else { units };
        Some(Self { units, decimals: u32::try_from(decimals.len()).ok()? })
    }

    /// How many decimals are printed.
    pub fn decimals(&self) -> u32 {
        self.decimals
    }

    /// The number as a float.
    pub fn value(&self) -> f64 {
        self.units as f64 / self.scale() as f64
    }

    /// Whether a ratio of whole numbers rounds to the printed number, by exact arithmetic.
    ///
    /// Half up and half to even are both right: 12.5 may be printed as 13 or 12, but 13.5 as 14 only.
    /// Nothing holds for a denominator of zero.
    pub fn holds_ratio(&self, numerator: u64, denominator: u64) -> bool {
        self.units >= 0 && self.magnitude_holds(i128::from(numerator), i128::from(denominator))
    }

    /// Whether a float rounds to the printed number: it lies at most half a unit of the last place away.
    ///
    /// Floats cannot tell a tie from its neighbourhood, so a tie holds both ways, with a slack of 1e-9 of the
    /// half unit and of what a float of this size loses.
    pub fn holds(&self, value: f64) -> bool {
        let half = 0.5 / self.scale() as f64;
        let slack = 1e-9 * half + 4.0 * f64::EPSILON * self.value().abs();
        (value - self.value()).abs() <= half + slack
    }

    /// The printed number in units of its last decimal.
    pub(super) fn units(&self) -> i128 {
        i128::from(self.units)
    }

    /// How many units make 1: a power of ten.
    pub(super) fn scale(&self) -> i128 {
        10_i128.pow(self.decimals)
    }

    /// Whether a ratio rounds to the printed number without its sign.
    pub(super) fn magnitude_holds(&self, numerator: i128, denominator: i128) -> bool {
        let units = self.units().abs();
        // How far the ratio lies above what is printed, in halves of a unit over the denominator.
        let above = 2 * (numerator * self.scale() - units * denominator);
        let tie_goes_down = units % 2 == 0;
        let highest = if tie_goes_down { denominator } else { denominator - 1 };
        denominator > 0 && -denominator <= above && above <= highest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(printed: &str) -> Decimal {
        Decimal::parse(printed).unwrap()
    }

    #[test]
    fn numbers_are_read_as_papers_print_them() {
        let rows = "
            23.7 | 23.7 with 1
            .016 | 0.016 with 3
            80 | 80 with 0
            -4.20 | -4.2 with 2
            −47.3 | -47.3 with 1
            −.5 | -0.5 with 1
            0 | 0 with 0
            007.0 | 7 with 1
            123456789012345 | 123456789012345 with 0
            0.000000000000001 | 0.000000000000001 with 15
        ";
        for row in rows.lines().map(str::trim).filter(|row| !row.is_empty()) {
            let (printed, expected) = row.split_once(" | ").unwrap();
            let read = decimal(printed);
            assert_eq!(format!("{} with {}", read.value(), read.decimals()), expected, "{printed}");
        }
    }

    #[test]
    fn anything_else_is_not_a_number() {
        let odd =
            ["", ".", "-", "80.", "+4", " 4", "4 ", "1,234", "1.2.3", "1e3", "--4", "4-", "٣", "23.7%", "-."];
        let long = ["1234567890123456", "1.234567890123456", "0.0000000000000001"];
        for printed in odd.into_iter().chain(long) {
            assert_eq!(Decimal::parse(printed), None, "{printed}");
        }
    }

    /// Rows such as `23.7 = 1400/59`, or `!` where the ratio does not round to the number.
    #[test]
    fn a_ratio_rounds_half_up_or_half_to_even() {
        let rows = "
            23.7 = 1400/59
            7.3 = 400/55
            7.2 ! 400/55
            13 = 25/2
            12 = 25/2
            14 = 27/2
            13 ! 27/2
            0.13 = 1/8
            0.12 = 1/8
            0.38 = 3/8
            0.37 ! 3/8
            66.7 = 200/3
            66.6 ! 200/3
            0 = 0/7
            0 = 1/2
            1 = 1/2
            0 ! 51/100
            -1 ! 1/1
            5 ! 5/0
        ";
        for row in rows.lines().map(str::trim).filter(|row| !row.is_empty()) {
            let words: Vec<&str> = row.split(' ').collect();
            let (numerator, denominator) = words[2].split_once('/').unwrap();
            let holds =
                decimal(words[0]).holds_ratio(numerator.parse().unwrap(), denominator.parse().unwrap());
            assert_eq!(holds, words[1] == "=", "{row}");
        }
    }

    #[test]
    fn the_largest_numbers_do_not_overflow() {
        assert!(!decimal("0.000000000000001").holds_ratio(u64::MAX, 1));
        assert!(!decimal("999999999999999").holds_ratio(1, u64::MAX));
        assert!(decimal("1.000000000000").holds_ratio(u64::MAX, u64::MAX));
    }

    #[test]
    fn a_float_rounds_within_half_a_unit() {
        for value in [23.65, 23.7, 23.728_813_559, 23.75] {
            assert!(decimal("23.7").holds(value), "{value}");
        }
        for value in [23.649, 23.7501, -23.7, f64::NAN, f64::INFINITY] {
            assert!(!decimal("23.7").holds(value), "{value}");
        }
        assert!(decimal("−4.20").holds(-4.2049));
        assert!(decimal("100000000.02").holds(100_000_000.015));
    }
}
