//! Doses: one row each, those per kilogram and those in all on axes of their own.

use super::Mark;
use crate::model::{DosePer, HasEntry, Report, Source, Species, Vocabulary};
use crate::render::amounts;
use crate::render::context::Writer;
use crate::render::view::parts::{self, Cell, Link};
use crate::render::view::{finding, trial};
use crate::strings::Word;
use crate::synthesis::is_retold;
use serde::Serialize;

/// Doses that are counted alike.
#[derive(Debug, Serialize)]
pub struct Ladder {
    /// What they are.
    pub caption: Word,
    /// What they are counted per.
    pub unit: Word,
    /// Whether they are drawn: two or more, and their unit is stated.
    pub has_axis: bool,
    /// The doses, the smallest first.
    pub rows: Vec<Row>,
}

/// A dose of a group.
#[derive(Debug, Serialize)]
pub struct Row {
    /// The group.
    pub name: String,
    /// The trial.
    pub trial: Option<Link>,
    /// Whether a source retells it.
    pub is_retold: bool,
    /// The mark, or the line between two doses.
    pub plot: Vec<Mark>,
    /// The dose, as read and as printed.
    pub dose: Cell,
    /// In one treatment, in the whole course, or not stated.
    pub of: Word,
    /// The source's number on this page.
    pub mark: parts::Mark,
    #[serde(skip)]
    cells: (f64, f64),
}

/// The doses that reports of studies in people give, by what they are counted per; a dose is
/// never converted.
pub fn ladders<'k>(
    reports: impl IntoIterator<Item = (&'k Source, &'k Report)>,
    writer: &mut Writer<'_>,
) -> Vec<Ladder> {
    let strings = &writer.shared.strings;
    let word = |key: String| strings.get("chart", &key);
    let ladder = |per: DosePer| Ladder {
        caption: word(format!("doses-{}", per.word())),
        unit: word(format!("per-{}", per.word())),
        has_axis: false,
        rows: Vec::new(),
    };
    let pers = [DosePer::Kilogram, DosePer::Total, DosePer::NotStated];
    let mut ladders = pers.map(|per| (per, ladder(per)));
    for (source, report) in reports.into_iter().filter(|(_, report)| report.species == Species::Human) {
        let place = trial::place(source, report, strings);
        for arm in report.arms.given().into_iter().flatten() {
            let Some(given) = arm.intervention.given() else { continue };
            let Some(dose) = given.dose.given().map(|dose| &dose.value) else { continue };
            let part = format!("arms.{}.intervention.dose", arm.id.value);
            let row = Row {
                name: finding::arm_label(Some(report), &arm.id.value).to_owned(),
                trial: report.trial.given().map(|trial| writer.trial(trial.value.as_str())),
                is_retold: is_retold(source),
                plot: Vec::new(),
                dose: place.reported(&given.dose, &part, |dose| amounts::dose(strings, dose)),
                of: word(format!("of-{}", dose.of.word())),
                mark: writer.mark(&source.id()),
                cells: (dose.cells, dose.to.unwrap_or(dose.cells)),
            };
            let ladder = ladders.iter_mut().find(|(per, _)| *per == dose.per);
            if let Some((_, ladder)) = ladder {
                ladder.rows.push(row);
            }
        }
    }
    let drawn = ladders.into_iter().map(|(per, mut ladder)| {
        ladder.rows.sort_by(|one, other| one.cells.0.total_cmp(&other.cells.0));
        ladder.has_axis = per != DosePer::NotStated && ladder.rows.len() > 1;
        if ladder.has_axis {
            draw(&mut ladder.rows);
        }
        ladder
    });
    drawn.filter(|ladder| !ladder.rows.is_empty()).collect()
}

/// Places the doses on a logarithmic axis from the power of ten below the smallest one to the
/// power above the largest.
fn draw(rows: &mut [Row]) {
    let is_dose = |row: &&mut Row| row.cells.0 > 0.0 && row.cells.1.is_finite();
    let (low, high) = rows.iter().fold((f64::MAX, f64::MIN), |(low, high), row| {
        (low.min(row.cells.0.log10()), high.max(row.cells.1.log10()))
    });
    let (low, high) = (low.floor() - 1.0, high.ceil() + 1.0);
    for row in rows.iter_mut().filter(is_dose) {
        let at = |cells: f64| (cells.log10() - low) / (high - low);
        let (from, to) = row.cells;
        if from < to {
            row.plot.push(Mark::line(at(from), at(to)));
            row.plot.push(Mark::circle(at(to)));
        }
        row.plot.push(Mark::circle(at(from)));
    }
}
