//! Two groups of counts, compared by this site: a row a measure of comparison.

use super::Of;
use crate::model::{Derived, Finding, Source, Species};
use crate::render::amounts;
use crate::render::context::{Shown, Writer};
use crate::render::view::finding;
use crate::render::view::parts::{Mark, Place};
use crate::statistics::{Bounds, NumberNeeded, Side};
use crate::strings::Word;
use crate::synthesis::{Comparison, compare};
use serde::Serialize;

/// One finding with its two groups.
#[derive(Debug, Serialize)]
pub struct Compared {
    /// What it is on.
    pub of: Of,
    /// Who is compared with whom.
    pub groups: Word,
    /// Difference, relative risk, number needed.
    pub rows: Vec<Row>,
    /// Who prints the counts.
    pub mark: Mark,
}

/// One way to compare them.
#[derive(Debug, Serialize)]
pub struct Row {
    /// Which.
    pub label: Word,
    /// What it gives.
    pub value: Shown,
    /// Its interval, or the two rays that it is.
    pub interval: Shown,
}

/// Compares the groups of a finding in people; `None` where it does not print two counts.
pub fn compared<'k>(source: &'k Source, finding: &'k Finding, writer: &mut Writer<'k>) -> Option<Compared> {
    let comparison = compare(finding).filter(|_| finding.species == Species::Human)?;
    let row = finding::rows([(source, finding)], writer).pop()?;
    let place = finding::place(source, finding, &writer.shared.strings);
    let mut rows = vec![difference(&comparison, &place)];
    rows.extend(comparison.ratio.as_ref().map(|(ratio, bounds)| relative_risk(ratio, bounds, &place)));
    rows.extend(comparison.number_needed.as_ref().map(|needed| number_needed(needed, &place)));
    Some(Compared { groups: row.compared.clone(), mark: row.mark.clone(), of: Of::new(&row, writer), rows })
}

fn row<T>(
    place: &Place<'_>,
    (label, part): (&str, &str),
    value: (&Derived<T>, String),
    interval: Shown,
) -> Row {
    let address = format!("{}/{part}", place.base);
    let (derived, text) = value;
    Row {
        label: place.strings.get("checked", label),
        value: Shown::derived(derived, |_| text, address, place.strings),
        interval,
    }
}

/// An interval in words.
fn interval<T>(
    place: &Place<'_>,
    part: &str,
    derived: &Derived<T>,
    text: impl FnOnce(&T) -> String,
) -> Shown {
    Shown::derived(derived, text, format!("{}/{part}.interval", place.base), place.strings)
}

fn difference(comparison: &Comparison, place: &Place<'_>) -> Row {
    let points = |share: f64| signed(share * 100.0);
    let both = |both: &Bounds| amounts::to(place.strings, &points(both.low), &points(both.high));
    let interval = interval(place, "difference", &comparison.between, both);
    let value = (&comparison.difference, points(comparison.difference.value));
    row(place, ("difference", "difference"), value, interval)
}

fn relative_risk(ratio: &Derived<f64>, bounds: &Derived<Bounds>, place: &Place<'_>) -> Row {
    let text = |ratio: f64| format!("{ratio:.2}");
    let both = |both: &Bounds| amounts::to(place.strings, &text(both.low), &text(both.high));
    let interval = interval(place, "ratio", bounds, both);
    row(place, ("relative-risk", "ratio"), (ratio, text(ratio.value)), interval)
}

/// The number is rounded up, as the Cochrane Handbook (15.4) advises, and its interval outwards.
fn number_needed(needed: &Derived<NumberNeeded>, place: &Place<'_>) -> Row {
    let up = |people: f64| format!("{:.0}", people.ceil());
    let down = |people: f64| format!("{:.0}", people.floor());
    let (side, number) = match needed.value {
        NumberNeeded::Interval { side, value, .. } | NumberNeeded::Rays { side, value, .. } => (side, value),
    };
    let label = match side {
        Side::Benefit => "one-more",
        Side::Harm => "one-fewer",
    };
    let interval = interval(place, "needed", needed, |needed| match needed {
        NumberNeeded::Interval { bounds, .. } => {
            amounts::to(place.strings, &down(bounds.low), &up(bounds.high))
        }
        NumberNeeded::Rays { benefit_from, harm_from, .. } => {
            let values = [("more", &*down(*benefit_from)), ("fewer", &*down(*harm_from))];
            place.strings.fill("checked", "one-more-or-fewer", &values)
        }
    });
    row(place, (label, "needed"), (needed, up(number)), interval)
}

/// A number to one decimal with a real minus.
fn signed(number: f64) -> String {
    let text = format!("{number:.1}");
    match text.strip_prefix('-') {
        Some("0.0") => "0.0".to_owned(),
        Some(digits) => format!("−{digits}"),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::signed;

    #[test]
    fn numbers_have_a_real_minus_and_no_minus_zero() {
        for (number, shown) in [(16.45, "16.4"), (-3.06, "−3.1"), (-0.04, "0.0"), (0.0, "0.0")] {
            assert_eq!(signed(number), shown);
        }
    }
}
