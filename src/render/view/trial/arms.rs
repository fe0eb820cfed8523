//! The groups of a trial, and what each was given.

use super::place;
use crate::model::{
    Absence, Answer, Arm, ArmRole, EntryRef, HasEntry, Intervention, Kind, Report, Source, Species,
};
use crate::render::context::Writer;
use crate::render::view::finding;
use crate::render::view::parts::{Cell, Fact, Place};
use crate::render::{amounts, words};
use crate::strings::Strings;
use serde::Serialize;

/// A group of people.
#[derive(Debug, Serialize)]
pub struct ArmView {
    /// What it is called.
    pub label: String,
    /// What it is for.
    pub role: Option<String>,
    /// What is known of it.
    pub facts: Vec<Fact>,
}

/// One group.
pub fn arm_view(source: &Source, report: &Report, arm: &Arm, writer: &mut Writer<'_>) -> ArmView {
    let strings = &writer.shared.strings;
    let place = place(source, report, strings);
    let part = format!("arms.{}", arm.id.value);
    let mut facts = Vec::new();
    match &arm.intervention {
        Answer::Given(given) => {
            let part = format!("{part}.intervention");
            facts.extend(intervention(&place, &part, given, report.species, writer));
        }
        Answer::Absent(absence) => facts.push(Fact {
            label: strings.get("intervention", "treatment"),
            cells: vec![place.absent(*absence)],
        }),
    }
    let mark = writer.mark(&source.id());
    if let Some(cell) = facts.first_mut().and_then(|fact| fact.cells.first_mut()) {
        cell.marks.push(mark);
    }
    let label = finding::arm_label(Some(report), &arm.id.value);
    ArmView {
        role: arm
            .role
            .given()
            .filter(|role| tells_apart(report, **role))
            .map(|role| role_words(*role, label, strings)),
        label: label.to_owned(),
        facts,
    }
}

/// Whether a role tells a group from the others: where all have one role, it says nothing that the
/// source prints.
fn tells_apart(report: &Report, role: ArmRole) -> bool {
    let mut roles = report.arms.given().into_iter().flatten().map(|arm| arm.role.given());
    role != ArmRole::Other && roles.any(|other| other != Some(&role))
}

/// What an arm is for; words that its label has said already are left out.
fn role_words(role: ArmRole, label: &str, strings: &Strings) -> String {
    let words = words::capital(&words::name(strings, role));
    match words.strip_prefix(label).map(str::trim_start) {
        Some(rest) if !rest.is_empty() => words::capital(rest),
        _ => words,
    }
}

fn intervention(
    place: &Place<'_>,
    part: &str,
    given: &Intervention,
    species: Species,
    writer: &Writer<'_>,
) -> Vec<Fact> {
    let cells =
        given.cell_type.given().map(|id| writer.link(&EntryRef::new(Kind::CellType, id.value.as_str())));
    let strings = place.strings;
    let at = |key: &str| format!("{part}.{key}");
    let rows = [
        (
            "cells",
            match cells {
                Some(link) => Cell::links(vec![link]),
                None => place.cell(&given.cell_type, &at("cell-type"), |_| String::new()),
            },
        ),
        (
            "donor",
            place.reported(&given.donor, &at("donor"), |donor| {
                words::donor(strings, *donor, species).to_string()
            }),
        ),
        ("product", place.reported(&given.product, &at("product"), Clone::clone)),
        (
            "route",
            place.reported(&given.route, &at("route"), |route| words::name(strings, *route).to_string()),
        ),
        (
            "administrations",
            place.reported(&given.administrations, &at("administrations"), |count| {
                amounts::times(strings, *count)
            }),
        ),
        (
            "interval",
            place.reported(&given.interval, &at("interval"), |apart| amounts::duration(strings, apart)),
        ),
        ("dose", place.reported(&given.dose, &at("dose"), |dose| amounts::dose(strings, dose))),
        ("preparation", place.reported(&given.preparation, &at("preparation"), Clone::clone)),
        ("cycles", place.reported(&given.cycles, &at("cycles"), Clone::clone)),
        (
            "duration",
            place.reported(&given.duration, &at("duration"), |length| amounts::duration(strings, length)),
        ),
    ];
    let is_optional = |key: &str| matches!(key, "preparation" | "cycles" | "duration");
    // Doses that people were given stand in a table of their own.
    let is_elsewhere =
        |key: &str, cell: &Cell| key == "dose" && cell.value.is_some() && species == Species::Human;
    let not_applicable = place.absence(Absence::NotApplicable);
    let does_not_arise = |cell: &Cell| cell.absent.as_ref() == Some(&not_applicable);
    rows.into_iter()
        .filter(|(key, cell)| {
            !(does_not_arise(cell) || is_elsewhere(key, cell) || is_optional(key) && cell.absent.is_some())
        })
        .map(|(key, cell)| Fact { label: strings.get("intervention", key), cells: vec![cell] })
        .collect()
}
