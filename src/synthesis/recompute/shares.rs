//! Percentages beside counts of people.

use super::{Check, Side, Unchecked};
use crate::diagnostics::Span;
use crate::model::{Amount, Derived, Finding, Formula, Number, Reported, Statement};
use crate::statistics::{Decimal, percentage_is_possible};

/// A percentage beside its count.
#[derive(Debug, Clone)]
pub struct Percentage {
    /// How many.
    pub count: u32,
    /// Of how many.
    pub of: u32,
    /// The percentage as printed.
    pub printed: Decimal,
    /// Where it stands.
    pub place: Printed,
    /// Where the editor wrote it.
    pub span: Span,
    /// Whether the share, rounded to the printed digits, is the printed one.
    pub agrees: bool,
}

/// A percentage of so many people, without a count.
#[derive(Debug, Clone)]
pub struct ShareOfPeople {
    /// Of how many.
    pub of: u32,
    /// The percentage as printed.
    pub printed: Decimal,
    /// Where it stands.
    pub place: Printed,
    /// Where the editor wrote it.
    pub span: Span,
    /// Whether a whole number of these people gives the printed percentage.
    pub is_possible: bool,
}

/// Where a percentage stands, and the characters that print it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// The part that it belongs to: `result`, `figures.1`.
    pub part: String,
    /// The value that shows it: `result.percent`, `result.printed`, `figures.1`.
    pub value: String,
    /// What that value prints.
    pub text: String,
}

impl Percentage {
    fn new(count: u32, of: u32, printed: Decimal, place: Printed, span: Span) -> Option<Self> {
        let agrees = printed.holds_ratio(u64::from(count) * 100, u64::from(of));
        (of > 0).then_some(Self { count, of, printed, place, span, agrees })
    }

    /// The percentage that the count gives, with one more digit than is printed.
    pub fn worked_out(&self) -> Derived<String> {
        let share = 100.0 * f64::from(self.count) / f64::from(self.of);
        let decimals = self.printed.decimals() as usize + 1;
        let formula = Formula::Percentage { count: self.count, of: self.of };
        Derived { value: format!("{share:.decimals$}"), formula }
    }
}

impl ShareOfPeople {
    /// The counts next to the printed share, each with its percentage to the printed digits.
    pub fn nearest(&self) -> Vec<(u32, Derived<String>)> {
        let decimals = self.printed.decimals() as usize;
        let below = (self.printed.value() / 100.0 * f64::from(self.of)).floor().max(0.0) as u32;
        (below..=below.saturating_add(1))
            .filter(|count| *count <= self.of)
            .map(|count| {
                let value = format!("{:.decimals$}", 100.0 * f64::from(count) / f64::from(self.of));
                (count, Derived { value, formula: Formula::Percentage { count, of: self.of } })
            })
            .collect()
    }
}

/// The percentages of a finding.
pub fn of_finding(finding: &Finding) -> Vec<Check<'_>> {
    Side::ALL.into_iter().filter_map(|side| of_amount(side, side.of(finding)?)).collect()
}

fn of_amount(side: Side, reported: &Reported<Amount>) -> Option<Check<'_>> {
    let amount = &reported.value;
    let Some((printed, place)) = percentage(side, reported) else {
        let count = amount.count.filter(|_| amount.of.given().is_none())?;
        return Some(Check::Unchecked(Unchecked::Count(count)));
    };
    let people = amount.of.given().copied();
    match (amount.count, people) {
        (Some(count), Some(of)) => {
            Some(Check::Percentage(Percentage::new(count, of, printed, place, reported.span)?))
        }
        (None, Some(of)) => {
            let is_possible = percentage_is_possible(&printed, of);
            let span = reported.span;
            // Of enough people, any percentage is possible: that tells nothing.
            if is_possible && u64::from(of) >= 100 * 10u64.pow(printed.decimals()) {
                return None;
            }
            Some(Check::ShareOfPeople(ShareOfPeople { of, printed, place, span, is_possible }))
        }
        (_, None) => {
            let percent = amount.percent.as_ref()?;
            Some(Check::Unchecked(Unchecked::Percentage(&percent.text)))
        }
    }
}

/// The percentage of an amount: the one that was read, or the only one of its printed characters.
fn percentage(side: Side, reported: &Reported<Amount>) -> Option<(Decimal, Printed)> {
    let part = side.word();
    let place =
        |key: &str, text: String| Printed { part: part.to_owned(), value: format!("{part}.{key}"), text };
    match &reported.value.percent {
        Some(Number { text, .. }) => Some((Decimal::parse(text)?, place("percent", format!("{text}%")))),
        None => {
            let printed = reported.printed.as_deref()?;
            Some((only(percentages(printed))?, place("printed", printed.to_owned())))
        }
    }
}

fn only<T>(mut all: Vec<T>) -> Option<T> {
    let last = all.pop();
    last.filter(|_| all.is_empty())
}

/// The percentages beside shares in the figures of a statement: `80% (4/5)`.
pub fn of_statement(statement: &Statement) -> Vec<Check<'_>> {
    let checks = (1..).zip(&statement.figures).filter_map(|(at, figure)| {
        let printed = only(percentages(&figure.value))?;
        let (count, of) = only(fractions(&figure.value))?;
        let part = format!("figures.{at}");
        let place = Printed { value: part.clone(), part, text: figure.value.clone() };
        Percentage::new(count, of, printed, place, figure.span).map(Check::Percentage)
    });
    checks.collect()
}

/// Every number before a per cent sign; a range of two is none.
fn percentages(printed: &str) -> Vec<Decimal> {
    let mut found = Vec::new();
    for (at, _) in printed.match_indices('%') {
        let before = printed.get(..at).unwrap_or("").trim_end();
        let digits = before.trim_end_matches(|char: char| char.is_ascii_digit() || char == '.');
        let number = before.get(digits.len()..).unwrap_or("");
        let is_range = digits.trim_end().ends_with(['-', '–', '−', ',', '+', '±']);
        found.extend(Decimal::parse(number).filter(|_| !is_range));
    }
    found
}

/// Every `4/5` of a text.
fn fractions(printed: &str) -> Vec<(u32, u32)> {
    let parts: Vec<&str> = printed.split('/').collect();
    let pairs = parts.iter().zip(parts.iter().skip(1)).filter_map(|(before, after)| {
        let count = before.trim_end().rsplit(|char: char| !char.is_ascii_digit()).next()?;
        let of = after.trim_start().split(|char: char| !char.is_ascii_digit()).next()?;
        Some((count.parse().ok()?, of.parse().ok()?))
    });
    pairs.collect()
}

#[cfg(test)]
mod tests {
    use super::{fractions, percentages};

    #[test]
    fn percentages_and_shares_are_found_in_what_is_printed() {
        for (printed, shares, of) in [
            ("23.7% [14/59]", vec![23.7], vec![(14, 59)]),
            ("80 % (4 / 5)", vec![80.0], vec![(4, 5)]),
            ("55% of patients", vec![55.0], vec![]),
            ("23–25% of 40", vec![], vec![]),
            ("4 of 5", vec![], vec![]),
            ("%", vec![], vec![]),
        ] {
            let found: Vec<f64> = percentages(printed).iter().map(|one| one.value()).collect();
            assert_eq!(found, shares, "{printed}");
            assert_eq!(fractions(printed), of, "{printed}");
        }
    }
}
