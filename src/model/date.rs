//! Dates as records give them: a year, a month or a day.

use std::fmt;

/// A date of the precision that was printed; nothing is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Year, four digits.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: Option<u8>,
    /// Day of the month; only with a month.
    pub day: Option<u8>,
}

impl Date {
    /// Reads `2025`, `2025-12` or `2025-12-02`; a day that the calendar does not have is refused.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = parts.next().filter(|part| part.len() == 4).and_then(digits::<u16>)?;
        let month = parts.next().map(|part| two_digits(part).filter(|month| (1..=12).contains(month)));
        let day = parts.next().map(two_digits);
        if parts.next().is_some() {
            return None;
        }
        let date = Self { year, month: flat(month)?, day: flat(day)? };
        date.is_in_calendar().then_some(date)
    }

    /// Whether this date lies before another, as far as both are known: 2020-05 does not lie before
    /// 2020-05-02, and 2020 not before 2020-05.
    pub fn is_before(self, other: Self) -> bool {
        if self.year != other.year {
            return self.year < other.year;
        }
        match (self.month, other.month, self.day, other.day) {
            (Some(month), Some(than), _, _) if month != than => month < than,
            (Some(_), Some(_), Some(day), Some(than)) => day < than,
            _ => false,
        }
    }

    /// The same date a year later; of 29 February, a day that no calendar has, to be compared only.
    pub fn next_year(self) -> Self {
        Self { year: self.year.saturating_add(1), ..self }
    }

    fn is_in_calendar(self) -> bool {
        match (self.month, self.day) {
            (Some(month), Some(day)) => {
                jiff::civil::Date::new(as_i16(self.year), as_i8(month), as_i8(day)).is_ok()
            }
            (None, Some(_)) => false,
            _ => self.year > 0,
        }
    }
}

fn digits<N: std::str::FromStr>(part: &str) -> Option<N> {
    part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok()).flatten()
}

fn two_digits(part: &str) -> Option<u8> {
    if part.len() == 2 { digits(part) } else { None }
}

/// A part that was given must have been readable; one that was left out is fine.
fn flat(part: Option<Option<u8>>) -> Option<Option<u8>> {
    match part {
        Some(None) => None,
        Some(some) => Some(some),
        None => Some(None),
    }
}

fn as_i16(number: u16) -> i16 {
    i16::try_from(number).unwrap_or(i16::MAX)
}

fn as_i8(number: u8) -> i8 {
    i8::try_from(number).unwrap_or(i8::MAX)
}

impl fmt::Display for Date {
    /// As editors write it: `2025-12-02`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn dates_keep_the_precision_that_was_written() {
        for text in ["2025", "2025-12", "2025-12-02", "2024-02-29"] {
            assert_eq!(Date::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn dates_are_compared_as_far_as_both_are_known() {
        for (date, other, is_before) in [
            ("2019", "2020-05", true),
            ("2020-04", "2020-05-02", true),
            ("2020-05-01", "2020-05-02", true),
            ("2020", "2020-05", false),
            ("2020-05", "2020-05-02", false),
            ("2020-05-02", "2020-05-02", false),
            ("2020-06", "2020-05-02", false),
        ] {
            let read = |text| Date::parse(text).unwrap();
            assert_eq!(read(date).is_before(read(other)), is_before, "{date}, {other}");
        }
    }

    #[test]
    fn a_day_that_the_calendar_lacks_is_no_date() {
        for text in ["2025-13", "2025-02-29", "2025-1-2", "25", "2025-12-02-01", "2025--02", "", "+025"] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }
}
