//! How cells of one type were given, study by study.

use crate::model::{Answer, Arm, CellType, EntryRef, HasEntry, Id, Kind, Report, Reported, Source, Trial};
use crate::render::context::Writer;
use crate::render::view::finding;
use crate::render::view::parts::{Cell, Link, Place};
use crate::render::view::trial;
use crate::render::{amounts, words};
use crate::strings::Word;
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A group of a trial that was given the cells.
#[derive(Debug, Serialize)]
pub struct Given {
    /// The trial.
    pub link: Link,
    /// In whom, where not in people.
    pub whom: Option<Word>,
    /// Where it is known from, if no source of its own was read.
    pub known_from: Option<Word>,
    /// What the group is called, where there are several that were given the cells.
    pub arm: Option<String>,
    /// In which conditions.
    pub conditions: Vec<Link>,
    /// Which cells, where the page is on a class of them.
    pub cells: Link,
    /// From whom.
    pub donor: Cell,
    /// Into where.
    pub route: Cell,
    /// How many cells at a time, in the unit that is printed.
    pub dose: Cell,
    /// How often.
    pub times: Cell,
    /// How many took part in the group.
    pub people: Cell,
}

/// Every group that was given one of these cells: those in people, and those in animals.
pub fn given<'i>(
    classes: &BTreeSet<Arc<str>>,
    trials: impl IntoIterator<Item = &'i Id<Trial>>,
    writer: &mut Writer<'_>,
) -> (Vec<Given>, Vec<Given>) {
    let strings = &writer.shared.strings;
    let mut rows = Vec::new();
    for id in trials {
        let Some(design) = writer.shared.synthesis.trials.get(id) else { continue };
        let arms = design.arms().into_iter().filter_map(|(source, report, arm)| {
            let cells = arm.intervention.given()?.cell_type.given()?;
            classes.contains(cells.value.as_str()).then_some((source, report, arm, cells.value.clone()))
        });
        let arms: Vec<_> = arms.collect();
        for (source, report, arm, cells) in &arms {
            let conditions = design.diseases();
            let mut row = group(id, source, report, arm, cells, writer);
            row.known_from =
                design.is_retold().then(|| words::known_from(strings, source.tier.given().copied()));
            row.arm = row.arm.filter(|_| arms.len() > 1);
            row.conditions = conditions
                .iter()
                .map(|disease| writer.link(&EntryRef::new(Kind::Disease, disease.as_str())))
                .collect();
            rows.push(row);
        }
    }
    rows.into_iter().partition(|row| row.whom.is_none())
}

fn group(
    id: &Id<Trial>,
    source: &Source,
    report: &Report,
    arm: &Arm,
    cells: &Id<CellType>,
    writer: &mut Writer<'_>,
) -> Given {
    let strings = &writer.shared.strings;
    let place = trial::place(source, report, strings);
    let part = |key: &str| format!("arms.{}.intervention.{key}", arm.id.value);
    let intervention = arm.intervention.given();
    let absent =
        || Cell { absent: arm.intervention.absence().map(|why| place.absence(why)), ..Cell::default() };
    Given {
        link: writer.link(&EntryRef::new(Kind::Trial, id.as_str())),
        whom: words::species(strings, report.species),
        known_from: None,
        arm: Some(finding::arm_label(Some(report), &arm.id.value).to_owned()),
        conditions: Vec::new(),
        cells: writer.link(&EntryRef::new(Kind::CellType, cells.as_str())),
        donor: intervention.map_or_else(absent, |given| {
            place.reported(&given.donor, &part("donor"), |donor| {
                words::donor(strings, *donor, report.species).to_string()
            })
        }),
        route: intervention.map_or_else(absent, |given| {
            place.reported(&given.route, &part("route"), |route| words::name(strings, *route).to_string())
        }),
        dose: intervention.map_or_else(absent, |given| {
            place.reported(&given.dose, &part("dose"), |dose| amounts::dose(strings, dose))
        }),
        times: intervention.map_or_else(absent, |given| {
            place.reported(&given.administrations, &part("administrations"), |count| {
                amounts::times(strings, *count)
            })
        }),
        // Why it is read so stands on the page of the trial.
        people: Cell { because: None, ..people(&place, arm, report) }.marked(writer.mark(&source.id())),
    }
}

/// How many took part in a group; of the only group of a study, how many took part at all.
fn people(place: &Place<'_>, arm: &Arm, report: &Report) -> Cell {
    let of_arm: &Answer<Reported<u32>> = &arm.participants;
    let is_only = report.arms.given().is_some_and(|arms| arms.len() == 1);
    match of_arm {
        Answer::Absent(_) if is_only => place.reported(&report.enrollment, "enrollment", u32::to_string),
        _ => place.reported(of_arm, &format!("arms.{}.participants", arm.id.value), u32::to_string),
    }
}
