//! The design of a trial: tags, and each field with what every source says.

use super::pico::no_comparison;
use super::place;
use crate::model::{Absence, Control, HasEntry, Masking, Phase, Report, Value};
use crate::render::context::Writer;
use crate::render::view::parts::{Cell, Fact, Place};
use crate::render::{amounts, words};
use crate::strings::{Strings, Word};
use crate::synthesis::TrialDesign;

/// Fields that stand elsewhere on the page: in the PICO line, with the people, with who paid.
const ELSEWHERE: [&str; 7] =
    ["control", "enrollment", "population", "ages", "sponsor", "initiated-by", "eligibility"];

/// Phase, allocation, masking and control as tags.
pub fn tags(design: &TrialDesign<'_>, writer: &Writer<'_>) -> Vec<Cell> {
    let Some((source, report)) = design.reports.first() else { return Vec::new() };
    let strings = &writer.shared.strings;
    let place = place(source, report, strings);
    let tag = |text: Option<String>, part: &str| text.map(|text| Cell::value(place.shown(text, part)));
    [
        tag(report.phase.given().map(|phase| phase_words(phase.value, strings)), "phase"),
        tag(
            report.allocation.given().map(|known| words::capital(&words::name(strings, known.value))),
            "allocation",
        ),
        tag(report.masking.given().map(|masking| masking_words(masking.value, strings)), "masking"),
        tag(
            report.control.given().filter(|control| control.value != Control::None).map(|control| {
                let control = words::name(strings, control.value);
                strings.fill("trial", "of-control", &[("control", &control)])
            }),
            "control",
        ),
        no_comparison(design).map(|key| Cell::text(&strings.get("trial", key))),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Where a trial is known from of which no source of its own was read.
pub fn known_from(design: &TrialDesign<'_>, strings: &Strings) -> Option<String> {
    let (source, _) = design.reports.first().filter(|_| design.is_retold())?;
    Some(words::capital(&words::known_from(strings, source.tier.given().copied())))
}

fn phase_words(phase: Phase, strings: &Strings) -> String {
    let word = words::name(strings, phase);
    match phase {
        Phase::Preclinical => words::capital(&word),
        _ => strings.fill("trial", "of-phase", &[("phase", &word)]),
    }
}

fn masking_words(masking: Masking, strings: &Strings) -> String {
    match masking {
        Masking::None => strings.get("trial", "open-label").to_string(),
        _ => strings.fill("trial", "of-masking", &[("masking", &words::name(strings, masking))]),
    }
}

/// Every field of the design with what each source says.
pub fn facts(design: &TrialDesign<'_>, writer: &mut Writer<'_>) -> Vec<Fact> {
    let mut facts: Vec<Fact> = Vec::new();
    let (species, strings) = (design.species(), &writer.shared.strings);
    for field in design.fields().filter(|field| !ELSEWHERE.contains(&field.key)) {
        let cells: Vec<Cell> = field
            .values
            .iter()
            .map(|(source, report, value)| {
                let cell = field_cell(&place(source, report, strings), report, field.key, value);
                let mark = writer.mark(&source.id());
                cell.marked(mark)
            })
            .collect();
        let is_core = matches!(field.key, "phase" | "allocation" | "masking" | "follow-up" | "registry-id");
        match (cells.is_empty(), is_core) {
            (false, _) => facts.push(Fact { label: words::field(strings, field.key, species), cells }),
            (true, true) => facts.push(Fact {
                label: words::field(strings, field.key, species),
                cells: vec![nowhere(design, field.key, strings)],
            }),
            (true, false) => {}
        }
    }
    facts
}

/// A core field that no source reports: what was read, and that it is not there.
pub fn nowhere(design: &TrialDesign<'_>, key: &str, strings: &Strings) -> Cell {
    let Some((source, report)) = design.reports.first() else {
        return Cell::absent(not_reported(strings));
    };
    let absence = match key {
        "masking" => report.masking.absence(),
        "allocation" => report.allocation.absence(),
        "control" => report.control.absence(),
        "phase" => report.phase.absence(),
        "follow-up" => report.follow_up.absence(),
        _ => None,
    };
    place(source, report, strings).absent(absence.unwrap_or(Absence::NotReported))
}

/// That nothing is said, where no source is to be named.
pub fn not_reported(strings: &Strings) -> Word {
    words::name(strings, Absence::NotReported)
}

/// The value of a field, with printed form and reason where it has them.
pub fn field_cell(place: &Place<'_>, report: &Report, key: &str, value: &Value<'_>) -> Cell {
    let strings = place.strings;
    match key {
        "enrollment" => place.reported(&report.enrollment, key, u32::to_string),
        "number-of-arms" => place.reported(&report.number_of_arms, key, u32::to_string),
        "phase" => place.reported(&report.phase, key, |phase| words::name(strings, *phase).to_string()),
        "follow-up" => place.reported(&report.follow_up, key, |time| amounts::follow_up(strings, time)),
        "allocation" => {
            place.reported(&report.allocation, key, |word| words::name(strings, *word).to_string())
        }
        "population" => place.reported(&report.population, key, Clone::clone),
        "ages" => place.reported(&report.ages, key, Clone::clone),
        "visits" => place.reported(&report.visits, key, Clone::clone),
        "study-type" => place.reported(&report.study_type, key, Clone::clone),
        "initiated-by" => place.reported(&report.initiated_by, key, Clone::clone),
        "sponsor" => place.reported(&report.sponsor, key, Clone::clone),
        "registry-id" => place.reported(&report.registry_id, key, Clone::clone),
        "published" => place.reported(&report.published, key, ToString::to_string),
        "registered" => place.reported(&report.registered, key, ToString::to_string),
        "first-posted" => place.reported(&report.first_posted, key, ToString::to_string),
        "start" => place.reported(&report.start, key, ToString::to_string),
        _ => Cell::value(place.shown(amounts::value(strings, value), key)),
    }
}
