//! How many of each group responded, with the interval that this site works out.

use super::{About, Mark, row, sides, was_given_cells};
use crate::model::{Amount, Derived, Finding, HasEntry, Reported, Source, Species};
use crate::render::amounts;
use crate::render::context::{Shown, Writer};
use crate::render::view::finding;
use crate::render::view::parts::{self, Cell, Link, Place, says_the_same};
use crate::render::view::says::prints_no_number;
use crate::statistics::Bounds;
use crate::strings::Word;
use crate::synthesis::{interval, is_retold};
use serde::Serialize;

/// Findings on one outcome at one time: what may stand below one another.
#[derive(Debug, Serialize)]
pub struct Outcome {
    /// Which.
    pub about: About,
    /// The groups of people.
    pub groups: Vec<Group>,
    /// What may not be put together with other findings.
    #[serde(skip)]
    key: String,
}

/// One group of people of one finding.
#[derive(Debug, Serialize)]
pub struct Group {
    /// What it is called.
    pub name: Word,
    /// The trial.
    pub trial: Option<Link>,
    /// The marks: the interval, and the share.
    pub plot: Vec<Mark>,
    /// How many.
    pub count: Option<Shown>,
    /// Of how many.
    pub of: Option<Shown>,
    /// The characters of the source, where they hold other figures.
    pub printed: Option<Shown>,
    /// Why they are read so.
    pub because: Option<Shown>,
    /// The percentage as printed.
    pub percent: Option<Shown>,
    /// The bounds of the interval, worked out by this site.
    pub interval: Option<(Shown, Shown)>,
    /// How many rows the time and the p-value stand for; 0 in those below the first.
    pub rows: usize,
    /// The p-value as printed.
    pub p_value: Cell,
    /// The source's number on this page.
    pub mark: parts::Mark,
}

/// The groups of all findings that count people, by outcome and time.
///
/// Findings of different outcomes or times never stand together, nor do those that a source
/// retells with others; where no time is given, each finding stands alone.
pub fn responders<'k>(
    findings: impl IntoIterator<Item = (&'k Source, &'k Finding)>,
    writer: &mut Writer<'_>,
) -> Vec<Outcome> {
    let mut outcomes: Vec<Outcome> = Vec::new();
    for (source, finding) in findings.into_iter().filter(|(_, finding)| finding.species == Species::Human) {
        let groups = groups(source, finding, writer);
        let Some(row) = row(source, finding, writer).filter(|_| !groups.is_empty()) else { continue };
        let key = key(source, finding);
        match outcomes.iter_mut().find(|outcome| outcome.key == key) {
            Some(outcome) => outcome.groups.extend(groups),
            None => outcomes.push(Outcome { about: About::of(&row), groups, key }),
        }
    }
    outcomes
}

/// What tells findings apart that may not stand together.
fn key(source: &Source, finding: &Finding) -> String {
    let alone = || format!("{}/{}", source.id(), finding.id.value);
    let Some(time) = finding.time_point.given() else { return alone() };
    if finding.among.given().is_some() {
        return alone();
    }
    let measures: Vec<&str> = finding.measures.iter().map(|measure| measure.value.as_str()).collect();
    let label = finding.label.as_ref().map_or("", |label| label.value.as_str());
    let criterion = finding.criterion.given().map_or("", |criterion| criterion.value.as_str());
    let change = finding.change.as_ref().map(|change| change.value);
    format!("{measures:?} {label:?} {criterion:?} {change:?} {:?} {}", time.text, is_retold(source))
}

fn groups(source: &Source, finding: &Finding, writer: &mut Writer<'_>) -> Vec<Group> {
    let place = finding::place(source, finding, &writer.shared.strings);
    let Some(row) = row(source, finding, writer) else { return Vec::new() };
    let mut groups: Vec<Group> = sides(finding)
        .into_iter()
        .filter_map(|side| {
            let reported = side.amount.given()?;
            let shape = if was_given_cells(source, finding, side.key) { Mark::circle } else { Mark::rect };
            let name = if side.key == "result" { &row.arm } else { &row.comparator };
            let mut group = group(&place, side.key, reported, shape)?;
            group.name.clone_from(name);
            group.trial.clone_from(&row.trial);
            group.p_value = row.p_value.clone();
            group.mark = row.mark.clone();
            Some(group)
        })
        .collect();
    let rows = groups.len();
    if let Some(first) = groups.first_mut() {
        first.rows = rows;
    }
    groups
}

/// One group; `None` if its amount is no count of people.
fn group(place: &Place<'_>, key: &str, reported: &Reported<Amount>, shape: fn(f64) -> Mark) -> Option<Group> {
    let amount = &reported.value;
    let at = |part: &str| format!("{key}.{part}");
    // A count that is read from words is not drawn, and is no base for an interval.
    let is_printed = !prints_no_number(reported);
    let worked_out = interval(amount).filter(|_| is_printed);
    let bound = |interval: &Derived<Bounds>, bound: fn(&Bounds) -> f64, part: &str| {
        let address = format!("{}/{}", place.base, at(part));
        Shown::derived(interval, |both| format!("{:.1}%", bound(both) * 100.0), address, place.strings)
    };
    let share = match (amount.count, amount.denominator(), &amount.percent) {
        (Some(count), Some(of), _) if of > 0 && count <= of => f64::from(count) / f64::from(of),
        (None, _, Some(percent)) if (0.0..=100.0).contains(&percent.value) => percent.value / 100.0,
        _ => return None,
    };
    let line = worked_out.as_ref().map(|interval| Mark::line(interval.value.low, interval.value.high));
    Some(Group {
        name: Word::default(),
        trial: None,
        plot: line.into_iter().chain(is_printed.then(|| shape(share))).collect(),
        count: amount.count.map(|count| place.shown(count.to_string(), &at("count"))),
        of: amount.denominator().map(|of| place.shown(of.to_string(), &at("of"))),
        printed: reported
            .printed
            .as_ref()
            .filter(|printed| !says_the_same(printed, &amounts::amount(place.strings, amount)))
            .map(|printed| place.shown(printed, &at("printed"))),
        because: reported.because.as_ref().map(|because| place.shown(because, &at("because"))),
        percent: amount
            .percent
            .as_ref()
            .map(|percent| place.shown(format!("{}%", percent.text), &at("percent"))),
        interval: worked_out.map(|interval| {
            (
                bound(&interval, |both| both.low, "wilson-low"),
                bound(&interval, |both| both.high, "wilson-high"),
            )
        }),
        rows: 0,
        p_value: Cell::default(),
        mark: parts::Mark { number: 0, label: String::new() },
    })
}
