//! Two groups of counts, compared by this site: a row a measure of comparison.

use super::Of;
use crate::model::{Derived, Finding, Source, Species};
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
    /// Its interval: from, and to.
    pub interval: [Shown; 2],
    /// Whether the interval is two rays: from the first in one direction, from the second in the
    /// other.
    pub is_open: bool,
    /// How it was worked out.
    pub formula: Shown,
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
    interval: [Shown; 2],
    is_open: bool,
) -> Row {
    let address = format!("{}/{part}", place.base);
    let (derived, text) = value;
    Row {
        label: place.strings.get("checked", label),
        formula: Shown::formula(derived.formula, &address, place.strings),
        value: Shown::derived(derived, |_| text, address, place.strings),
        interval,
        is_open,
    }
}

/// Both ends of an interval, each in words of its own.
fn ends<T>(
    place: &Place<'_>,
    part: &str,
    derived: &Derived<T>,
    ends: [(&str, fn(&T) -> f64); 2],
    text: fn(f64) -> String,
) -> [Shown; 2] {
    ends.map(|(end, number)| {
        let address = format!("{}/{part}.{end}", place.base);
        Shown::derived(derived, |value| text(number(value)), address, place.strings)
    })
}

const LOW_HIGH: [(&str, fn(&Bounds) -> f64); 2] = [("low", |both| both.low), ("high", |both| both.high)];

fn difference(comparison: &Comparison, place: &Place<'_>) -> Row {
    let points = |share: f64| signed(share * 100.0);
    let interval = ends(place, "difference", &comparison.between, LOW_HIGH, points);
    let value = (&comparison.difference, points(comparison.difference.value));
    row(place, ("difference", "difference"), value, interval, false)
}

fn relative_risk(ratio: &Derived<f64>, bounds: &Derived<Bounds>, place: &Place<'_>) -> Row {
    let text = |ratio: f64| format!("{ratio:.2}");
    let interval = ends(place, "ratio", bounds, LOW_HIGH, text);
    row(place, ("relative-risk", "ratio"), (ratio, text(ratio.value)), interval, false)
}

/// The number is rounded up, as the Cochrane Handbook (15.4) advises.
fn number_needed(needed: &Derived<NumberNeeded>, place: &Place<'_>) -> Row {
    let up = |people: f64| format!("{:.0}", people.ceil());
    let (side, number) = match needed.value {
        NumberNeeded::Interval { side, value, .. } | NumberNeeded::Rays { side, value, .. } => (side, value),
    };
    let label = match side {
        Side::Benefit => "one-more",
        Side::Harm => "one-fewer",
    };
    let both: [(&str, fn(&NumberNeeded) -> f64); 2] = match needed.value {
        NumberNeeded::Interval { .. } => [("low", lower), ("high", upper)],
        NumberNeeded::Rays { .. } => [("more-from", lower), ("fewer-from", upper)],
    };
    let interval = ends(place, "needed", needed, both, up);
    let is_open = matches!(needed.value, NumberNeeded::Rays { .. });
    row(place, (label, "needed"), (needed, up(number)), interval, is_open)
}

fn lower(needed: &NumberNeeded) -> f64 {
    match needed {
        NumberNeeded::Interval { bounds, .. } => bounds.low,
        NumberNeeded::Rays { benefit_from, .. } => *benefit_from,
    }
}

fn upper(needed: &NumberNeeded) -> f64 {
    match needed {
        NumberNeeded::Interval { bounds, .. } => bounds.high,
        NumberNeeded::Rays { harm_from, .. } => *harm_from,
    }
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
