//! The design of a trial: tags, and each field with what every source says.

use super::pico::no_comparison;
use super::place;
use crate::model::{Absence, Control, HasEntry, Phase, Report, Vocabulary, plain_word};
use crate::render::context::Writer;
use crate::render::view::parts::{Cell, Fact, Place, word};
use crate::render::words;
use crate::synthesis::TrialDesign;

/// Fields that stand elsewhere on the page: in the PICO line, with the people, with who paid.
const ELSEWHERE: [&str; 7] =
    ["control", "enrollment", "population", "ages", "sponsor", "initiated-by", "eligibility"];

/// Phase, allocation, masking and control as tags.
pub fn tags(design: &TrialDesign<'_>, writer: &Writer<'_>) -> Vec<Cell> {
    let Some((source, report)) = design.reports.first() else { return Vec::new() };
    let place = place(source, report);
    let tag = |text: Option<String>, part: &str| {
        text.map(|text| Cell { value: Some(place.shown(text, part)), ..Cell::default() })
    };
    [
        tag(report.phase.given().map(|phase| phase_words(phase.value)), "phase"),
        tag(
            report.allocation.given().map(|allocation| words::capital(words::allocation(allocation.value))),
            "allocation",
        ),
        tag(report.masking.given().map(|masking| masking_words(word(&masking.value))), "masking"),
        tag(
            report
                .control
                .given()
                .filter(|control| control.value != Control::None)
                .map(|control| format!("Control: {}", plain_word(control.value))),
            "control",
        ),
        no_comparison(design).map(|key| Cell::text(writer.shared.strings.get("trial", key))),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Where a trial is known from of which no source of its own was read.
pub fn known_from(design: &TrialDesign<'_>) -> Option<String> {
    let (source, _) = design.reports.first().filter(|_| design.is_retold())?;
    Some(words::capital(words::known_from(source.tier.given().copied())))
}

fn phase_words(phase: Phase) -> String {
    match phase {
        Phase::Preclinical => words::capital(phase.word()),
        phase => format!("Phase {}", phase.word()),
    }
}

fn masking_words(word: String) -> String {
    if word == "none" { "Open label".to_owned() } else { format!("Masking: {word}") }
}

/// Every field of the design with what each source says.
pub fn facts(design: &TrialDesign<'_>, writer: &mut Writer<'_>) -> Vec<Fact> {
    let mut facts: Vec<Fact> = Vec::new();
    let species = design.species();
    for field in design.fields().filter(|field| !ELSEWHERE.contains(&field.key)) {
        let cells: Vec<Cell> = field
            .values
            .iter()
            .map(|(source, report, text)| {
                let cell = field_cell(&place(source, report), report, field.key, text);
                let mark = writer.mark(&source.id());
                cell.marked(mark)
            })
            .collect();
        let is_core = matches!(field.key, "phase" | "allocation" | "masking" | "follow-up" | "registry-id");
        match (cells.is_empty(), is_core) {
            (false, _) => facts.push(Fact { label: words::field(field.key, species), cells }),
            (true, true) => facts.push(Fact {
                label: words::field(field.key, species),
                cells: vec![nowhere(design, field.key)],
            }),
            (true, false) => {}
        }
    }
    facts
}

/// A core field that no source reports: what was read, and that it is not there.
pub fn nowhere(design: &TrialDesign<'_>, key: &str) -> Cell {
    let Some((source, report)) = design.reports.first() else {
        return Cell { absent: Some("not reported"), ..Cell::default() };
    };
    let answer = |absence| words::absence(absence, source.read.given().copied());
    let absence = match key {
        "masking" => report.masking.absence(),
        "allocation" => report.allocation.absence(),
        "control" => report.control.absence(),
        "phase" => report.phase.absence(),
        "follow-up" => report.follow_up.absence(),
        _ => None,
    };
    Cell { absent: Some(answer(absence.unwrap_or(Absence::NotReported))), ..Cell::default() }
}

/// The value of a field, with printed form and reason where it has them.
pub fn field_cell(place: &Place, report: &Report, key: &str, text: &str) -> Cell {
    match key {
        "enrollment" => place.reported(&report.enrollment, key, u32::to_string),
        "number-of-arms" => place.reported(&report.number_of_arms, key, u32::to_string),
        "phase" => place.reported(&report.phase, key, word),
        "follow-up" => place.reported(&report.follow_up, key, words::follow_up),
        "allocation" => {
            place.reported(&report.allocation, key, |allocation| words::allocation(*allocation).to_owned())
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
        _ => Cell {
            value: Some(place.shown(text.replace('-', if is_word(key) { " " } else { "-" }), key)),
            ..Cell::default()
        },
    }
}

/// Fields whose values are words of a vocabulary.
fn is_word(key: &str) -> bool {
    matches!(key, "allocation" | "masking" | "control" | "recruitment")
}
