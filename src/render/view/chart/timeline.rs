//! When each group was treated, and from when results are told, on one axis.

use super::Mark;
use crate::model::{Arm, Duration, HasEntry, Source, Species, TimePoint, TimeUnit, When};
use crate::render::amounts;
use crate::render::context::{Shown, Writer};
use crate::render::view::parts::{Cell, Link};
use crate::render::view::{finding, trial};
use crate::synthesis::TrialDesign;
use serde::Serialize;

/// The time of a trial.
#[derive(Debug, Serialize)]
pub struct Timeline {
    /// The groups.
    pub rows: Vec<Row>,
    /// The times from which results are told, in their order.
    pub times: Vec<Time>,
    /// The last of them: the end of the axis.
    pub end: Shown,
    /// Whether treatments are drawn.
    pub has_treatments: bool,
}

/// A group.
#[derive(Debug, Serialize)]
pub struct Row {
    /// What it is called.
    pub name: String,
    /// Treatments and times of results.
    pub plot: Vec<Mark>,
    /// How often it was treated, and how far apart.
    pub treatment: Vec<Cell>,
}

/// A time from which results are told.
#[derive(Debug, Serialize)]
pub struct Time {
    /// When.
    pub time: Shown,
    /// On what.
    pub measures: Vec<Link>,
    #[serde(skip)]
    days: (f64, f64),
}

/// The time of a trial in people, where its own source prints times as numbers in one kind of
/// unit, and at least two of them.
pub fn timeline(design: &TrialDesign<'_>, writer: &mut Writer<'_>) -> Option<Timeline> {
    let (source, report) = design.reports.first().filter(|_| !design.is_retold())?;
    if report.species != Species::Human {
        return None;
    }
    let times = times(design, source, writer)?;
    let last = times.iter().max_by(|one, other| one.days.1.total_cmp(&other.days.1))?;
    let (end, length) = (last.time.clone(), last.days.1);
    let arms = report.arms.given().into_iter().flatten();
    let treatments: Vec<Vec<f64>> = arms.clone().map(|arm| treatments(arm).unwrap_or_default()).collect();
    let has_treatments = treatments.iter().any(|list| !list.is_empty());
    let is_within = treatments.iter().flatten().all(|day| *day <= length);
    if !is_within || length <= 0.0 || times.len() + usize::from(has_treatments) < 2 {
        return None;
    }
    let strings = &writer.shared.strings;
    let place = trial::place(source, report, strings);
    let rows = arms.zip(&treatments).map(|(arm, days)| {
        let part = |key: &str| format!("arms.{}.intervention.{key}", arm.id.value);
        let given = arm.intervention.given();
        let times_given = given.map(|given| {
            place.reported(&given.administrations, &part("administrations"), |count| {
                amounts::times(strings, *count)
            })
        });
        let apart = given.map(|given| {
            place.reported(&given.interval, &part("interval"), |apart| amounts::duration(strings, apart))
        });
        Row {
            name: finding::arm_label(Some(report), &arm.id.value).to_owned(),
            plot: days
                .iter()
                .map(|day| Mark::upright(day / length))
                .chain(times.iter().map(|time| mark(time.days, length)))
                .collect(),
            treatment: times_given.into_iter().chain(apart).collect(),
        }
    });
    Some(Timeline { rows: rows.collect(), has_treatments, end, times })
}

fn mark((from, to): (f64, f64), length: f64) -> Mark {
    if from < to { Mark::line(from / length, to / length) } else { Mark::circle(from / length) }
}

/// The times of the source's findings, each once; `None` if there is none.
fn times(design: &TrialDesign<'_>, source: &Source, writer: &mut Writer<'_>) -> Option<Vec<Time>> {
    let mut times: Vec<Time> = Vec::new();
    for (_, finding) in design.findings.iter().filter(|(of, _)| of.id() == source.id()) {
        let place = finding::place(source, finding, &writer.shared.strings);
        let given = finding.time_point.given().map(|time| (time, "time-point"));
        let greatest = finding.maximal_at.given().map(|time| (time, "maximal-at"));
        let measures: Vec<Link> =
            finding.measures.iter().filter_map(|measure| writer.measure(measure.value.as_str())).collect();
        for (time, part) in given.into_iter().chain(greatest) {
            let Some(days) = at(time) else { continue };
            let known = times.iter_mut().find(|known| known.time.text == time.text);
            let list = match known {
                Some(known) => &mut known.measures,
                None => {
                    let shown = place.shown(&time.text, part);
                    times.push(Time { time: shown, measures: Vec::new(), days });
                    let Some(last) = times.last_mut() else { continue };
                    &mut last.measures
                }
            };
            let new = measures.iter().filter(|one| !list.iter().any(|known| known.href == one.href));
            let new: Vec<Link> = new.cloned().collect();
            list.extend(new);
        }
    }
    times.sort_by(|one, other| one.days.0.total_cmp(&other.days.0).then(one.days.1.total_cmp(&other.days.1)));
    (!times.is_empty()).then_some(times)
}

/// First and last day of a time that is a number of days or weeks. Months have no fixed length.
fn at(time: &TimePoint) -> Option<(f64, f64)> {
    match &time.when {
        When::At(duration) => days(duration),
        _ => None,
    }
}

fn days(duration: &Duration) -> Option<(f64, f64)> {
    let length = match duration.unit {
        TimeUnit::Day => 1.0,
        TimeUnit::Week => 7.0,
        TimeUnit::Hour | TimeUnit::Month | TimeUnit::Year => return None,
    };
    let high = duration.high.as_ref().unwrap_or(&duration.low);
    Some((duration.low.value * length, high.value * length))
}

/// The days of the treatments, the first one on day 0; `None` if it is not printed how often or
/// how far apart they were.
fn treatments(arm: &Arm) -> Option<Vec<f64>> {
    const MOST: u32 = 60;
    let given = arm.intervention.given()?;
    let number = given.administrations.given()?.value;
    let (apart, longest) = days(&given.interval.given()?.value)?;
    let is_plain = apart == longest && (1..=MOST).contains(&number) && given.cycles.given().is_none();
    is_plain.then(|| (0..number).map(|nth| f64::from(nth) * apart).collect())
}
