//! How many took part, in which group, and how many of them were analysed.

use crate::model::{Absence, HasEntry, Source};
use crate::render::context::Writer;
use crate::render::view::parts::{Cell, Link, Place};
use crate::render::view::{finding, trial};
use crate::render::words;
use crate::strings::Word;
use crate::synthesis::TrialDesign;
use serde::Serialize;

/// The way of those who took part.
#[derive(Debug, Serialize)]
pub struct Flow {
    /// How many took part, as each source says.
    pub total: Vec<Cell>,
    /// What their number is called: "People in the study".
    pub label: Word,
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
    pub analysed: Vec<Analysed>,
}

/// How many were analysed.
#[derive(Debug, Serialize)]
pub struct Analysed {
    /// The number, or that it is not stated.
    pub people: Cell,
    /// On which measures; none where it is not stated.
    pub measures: Vec<Link>,
}

/// The flow of a trial. Numbers of those analysed are only those that a source prints as such.
pub fn flow(design: &TrialDesign<'_>, writer: &mut Writer<'_>) -> Flow {
    let (species, strings) = (design.species(), &writer.shared.strings);
    let mut total = Vec::new();
    let mut groups = Vec::new();
    for (source, report) in &design.reports {
        let place = trial::place(source, report, strings);
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
        total.push(Cell::absent(words::absence(strings, Absence::NotReported, read)));
    }
    let arms = design.arms().into_iter().map(|(source, report, arm)| {
        let place = trial::place(source, report, strings);
        let part = format!("arms.{}.participants", arm.id.value);
        Group {
            name: finding::arm_label(Some(report), &arm.id.value).to_owned(),
            people: place.reported(&arm.participants, &part, u32::to_string),
            analysed: analysed(design, source, &arm.id.value, &place, writer),
        }
    });
    Flow { total, label: words::field(strings, "enrollment", species), groups, arms: arms.collect() }
}

/// The numbers that findings on an arm print as analysed, each with the measures that it holds for.
fn analysed(
    design: &TrialDesign<'_>,
    source: &Source,
    arm: &str,
    place: &Place<'_>,
    writer: &Writer<'_>,
) -> Vec<Analysed> {
    let findings = design.findings.iter().filter(|(of, finding)| {
        of.id() == source.id() && finding.arm_id() == Some(arm) && finding.comparator_id().is_none()
    });
    let given = findings.filter(|(_, finding)| finding.analysed.given().is_some());
    let mut list: Vec<Analysed> = given
        .map(|(source, finding)| {
            let at = finding::place(source, finding, place.strings);
            let measures =
                finding.measures.iter().filter_map(|measure| writer.measure(measure.value.as_str()));
            Analysed {
                people: at.reported(&finding.analysed, "analysed", u32::to_string),
                measures: measures.collect(),
            }
        })
        .collect();
    if list.is_empty() {
        let people = place.absent(Absence::NotReported);
        list.push(Analysed { people, measures: Vec::new() });
    }
    list
}
