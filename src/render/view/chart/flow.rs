//! How many took part, in which group, and how many of them were analysed.

use crate::model::{Absence, HasEntry, Source, Species};
use crate::render::context::Writer;
use crate::render::view::parts::{Cell, Place};
use crate::render::view::{finding, trial};
use crate::render::words;
use crate::synthesis::TrialDesign;
use serde::Serialize;

/// The way of those who took part.
#[derive(Debug, Serialize)]
pub struct Flow {
    /// How many took part, as each source says.
    pub total: Vec<Cell>,
    /// Who they are: `people`, `animals`.
    pub whom: &'static str,
    /// People counted by another grouping than arms.
    pub groups: Vec<Group>,
    /// The arms.
    pub arms: Vec<Group>,
}

/// A group.
#[derive(Debug, Serialize)]
pub struct Group {
    /// What it is called.
    pub name: String,
    /// How many.
    pub people: Cell,
    /// How many were analysed, each number once, or that it is not stated.
    pub analysed: Vec<Cell>,
}

/// The flow of a trial. Numbers of those analysed are only those that a source prints as such.
pub fn flow(design: &TrialDesign<'_>, writer: &mut Writer<'_>) -> Flow {
    let species = design.species();
    let mut total = Vec::new();
    let mut groups = Vec::new();
    for (source, report) in &design.reports {
        let place = trial::place(source, report);
        if report.enrollment.given().is_some() {
            let cell = place.reported(&report.enrollment, "enrollment", u32::to_string);
            total.push(cell.marked(writer.mark(&source.id())));
        }
        groups.extend((1..).zip(&report.participants_by).map(|(at, group)| {
            let answer = crate::model::Answer::Given(group.count.clone());
            let people = place.reported(&answer, &format!("participants-by.{at}"), u32::to_string);
            Group { name: group.group.clone(), people, analysed: Vec::new() }
        }));
    }
    let read = design.reports.first().and_then(|(source, _)| source.read.given().copied());
    if total.is_empty() {
        total.push(Cell { absent: Some(words::absence(Absence::NotReported, read)), ..Cell::default() });
    }
    let arms = design.arms().into_iter().map(|(source, report, arm)| {
        let place = trial::place(source, report);
        let part = format!("arms.{}.participants", arm.id.value);
        Group {
            name: finding::arm_label(Some(report), &arm.id.value),
            people: place.reported(&arm.participants, &part, u32::to_string),
            analysed: analysed(design, source, &arm.id.value, &place),
        }
    });
    Flow { total, whom: whom(species), groups, arms: arms.collect() }
}

fn whom(species: Species) -> &'static str {
    words::studied(species)
}

/// The numbers that findings on an arm print as analysed; each with what it holds for.
fn analysed(design: &TrialDesign<'_>, source: &Source, arm: &str, place: &Place) -> Vec<Cell> {
    let findings = design.findings.iter().filter(|(of, finding)| {
        of.id() == source.id() && finding.arm_id() == Some(arm) && finding.comparator_id().is_none()
    });
    let mut cells: Vec<Cell> = Vec::new();
    for (source, finding) in findings.filter(|(_, finding)| finding.analysed.given().is_some()) {
        let at = finding::place(source, finding);
        let cell = at.reported(&finding.analysed, "analysed", |people| format!("{people} analysed"));
        let text = |cell: &Cell| cell.value.as_ref().map(|value| value.text.clone());
        if !cells.iter().any(|known| text(known) == text(&cell)) {
            cells.push(cell);
        }
    }
    if cells.is_empty() {
        let absent = words::absence(Absence::NotReported, place.read);
        cells.push(Cell { absent: Some(absent), ..Cell::default() });
    }
    cells
}
