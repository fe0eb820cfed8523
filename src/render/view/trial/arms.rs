//! The groups of a trial, and what each was given.

use super::place;
use crate::model::{
    Answer, Arm, ArmRole, Donor, EntryRef, HasEntry, Intervention, Kind, Report, Source, Species,
};
use crate::render::context::Writer;
use crate::render::view::finding;
use crate::render::view::parts::{Cell, Fact, Place, word};
use crate::render::words;
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
    let place = place(source, report);
    let part = format!("arms.{}", arm.id.value);
    let mut facts = Vec::new();
    match &arm.intervention {
        Answer::Given(given) => {
            let part = format!("{part}.intervention");
            facts.extend(intervention(&place, &part, given, report.species, writer));
        }
        Answer::Absent(absence) => facts.push(Fact {
            label: "Treatment".into(),
            cells: vec![Cell { absent: Some(words::absence(*absence, place.read)), ..Cell::default() }],
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
            .map(|role| role_words(*role, &label)),
        label,
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
fn role_words(role: ArmRole, label: &str) -> String {
    let words = words::label(role);
    match words.strip_prefix(label).map(str::trim_start) {
        Some(rest) if !rest.is_empty() => words::capital(rest),
        _ => words,
    }
}

fn intervention(
    place: &Place,
    part: &str,
    given: &Intervention,
    species: Species,
    writer: &Writer<'_>,
) -> Vec<Fact> {
    let cells =
        given.cell_type.given().map(|id| writer.link(&EntryRef::new(Kind::CellType, id.value.as_str())));
    let at = |key: &str| format!("{part}.{key}");
    let rows = [
        (
            "Cells",
            match cells {
                Some(link) => Cell::links(vec![link], ""),
                None => place.cell(&given.cell_type, &at("cell-type"), |_| String::new()),
            },
        ),
        ("From", place.reported(&given.donor, &at("donor"), |donor| donor_words(*donor, species))),
        ("Product", place.reported(&given.product, &at("product"), Clone::clone)),
        ("How it is given", place.reported(&given.route, &at("route"), word)),
        ("Number of treatments", place.reported(&given.administrations, &at("administrations"), times)),
        ("How far apart", place.reported(&given.interval, &at("interval"), ToString::to_string)),
        ("Dose", place.reported(&given.dose, &at("dose"), ToString::to_string)),
        ("Preparation", place.reported(&given.preparation, &at("preparation"), Clone::clone)),
        ("Cycles", place.reported(&given.cycles, &at("cycles"), Clone::clone)),
        ("Over how long", place.reported(&given.duration, &at("duration"), ToString::to_string)),
    ];
    let is_optional = |label: &str| matches!(label, "Preparation" | "Cycles" | "Over how long");
    // Doses that people were given stand in a table of their own.
    let is_elsewhere =
        |label: &str, cell: &Cell| label == "Dose" && cell.value.is_some() && species == Species::Human;
    let does_not_arise = |cell: &Cell| cell.absent == Some("not applicable");
    rows.into_iter()
        .filter(|(label, cell)| {
            !(does_not_arise(cell)
                || is_elsewhere(label, cell)
                || is_optional(label) && cell.absent.is_some())
        })
        .map(|(label, cell)| Fact { label: label.into(), cells: vec![cell] })
        .collect()
}

/// From whom the cells come.
pub fn donor_words(donor: Donor, species: Species) -> String {
    let one = if species == Species::Human { "person" } else { "animal" };
    match donor {
        Donor::Autologous => format!("the {one} treated (autologous)"),
        Donor::Allogeneic => format!("another {one} (allogeneic)"),
        Donor::Xenogeneic => "another species (xenogeneic)".to_owned(),
    }
}

/// "1 time", "3 times".
pub fn times(count: &u32) -> String {
    match count {
        1 => "1 time".to_owned(),
        count => format!("{count} times"),
    }
}
