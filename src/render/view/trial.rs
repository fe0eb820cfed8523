//! The page of a trial.

use super::finding::{self, Row};
use super::parts::{Cell, Fact, Link, Place, Registered, registered, word};
use super::prose::Parts;
use crate::model::{
    Absence, Answer, Arm, ArmRole, Donor, Endpoint, EntryRef, Finding, HasEntry, Id, Intervention, Kind,
    Phase, Report, Source, Species, Trial, Vocabulary, plain_word,
};
use crate::render::context::{Shown, Writer};
use crate::render::words;
use crate::synthesis::TrialDesign;
use serde::Serialize;

/// What the page of a trial shows.
#[derive(Debug, Serialize)]
pub struct View {
    /// The prose for patients and for clinicians.
    pub prose: Parts,
    /// The design in a few words: tags under the heading.
    pub tags: Vec<Cell>,
    /// Where it is known from, if no source of its own was read.
    pub known_from: Option<String>,
    /// The design, field by field.
    pub facts: Vec<Fact>,
    /// Its numbers in registries, those left out that the design gives.
    pub identifiers: Vec<Registered>,
    /// The groups.
    pub arms: Vec<ArmView>,
    /// What was to be measured.
    pub endpoints: Vec<EndpointView>,
    /// Who was studied, in the plural: `people`, `animals`.
    pub studied: &'static str,
    /// Findings on outcome measures.
    pub results: Vec<Row>,
    /// Findings on harms.
    pub harms: Vec<Row>,
    /// Findings on biomarkers.
    pub markers: Vec<Row>,
    /// What was to be measured and has no result in what was read.
    pub silent: Vec<Silence>,
    /// What of the sources was read: "only the abstract was read".
    pub read: Vec<&'static str>,
}

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

/// What was to be measured.
#[derive(Debug, Serialize)]
pub struct EndpointView {
    /// The instrument, or its name.
    pub what: Cell,
    /// Primary, secondary …
    pub role: Cell,
    /// When.
    pub times: Cell,
    /// How.
    pub method: Cell,
    /// In what: "in serum".
    pub specimen: Option<Shown>,
}

/// An endpoint without a result.
#[derive(Debug, Serialize)]
pub struct Silence {
    /// What it is.
    pub what: Cell,
    /// Where that leaves the reader.
    pub why: &'static str,
}

/// Puts the page together.
pub fn view(trial: &Trial, writer: &mut Writer<'_>) -> View {
    let prose = Parts::of(&EntryRef::new(Kind::Trial, trial.entry.id.clone()), writer);
    let empty = TrialDesign::default();
    let synthesis = writer.shared.synthesis;
    let design = synthesis.trials.get(&trial.id()).unwrap_or(&empty);
    let kb = writer.shared.kb;
    let all = design.findings.iter().copied();
    let (harms, others): (Vec<_>, Vec<_>) =
        all.partition(|(source, finding)| design.is_on_harms(source, finding, kb));
    let (markers, results): (Vec<_>, Vec<_>) =
        others.into_iter().partition(|(_, finding)| is_marker(finding, writer));
    let mut facts = facts(design, writer);
    let mut identifiers = registered(&trial.entry.identifiers);
    identifiers.retain(|one| !is_linked(one, &mut facts));
    View {
        identifiers,
        tags: tags(design),
        known_from: known_from(design),
        studied: words::studied(design.species()),
        facts,
        arms: design
            .arms()
            .into_iter()
            .map(|(source, report, arm)| arm_view(source, report, arm, writer))
            .collect(),
        endpoints: design
            .reports
            .iter()
            .flat_map(|(source, report)| endpoints(source, report, writer))
            .collect(),
        results: finding::rows(results, writer),
        harms: finding::rows(harms, writer),
        markers: finding::rows(markers, writer),
        silent: silent(design, writer),
        read: design
            .reports
            .iter()
            .filter_map(|(source, _)| source.read.given())
            .map(|read| words::reading(*read))
            .collect(),
        prose,
    }
}

/// Makes the numbers that the design gives links to the registry; whether there is one.
fn is_linked(identifier: &Registered, facts: &mut [Fact]) -> bool {
    let Some(href) = &identifier.href else { return false };
    let mut is_linked = false;
    for cell in facts.iter_mut().flat_map(|fact| &mut fact.cells) {
        if cell.value.as_ref().is_some_and(|value| value.text == identifier.number) {
            cell.links.push(Link { href: href.clone(), text: String::new(), entry: String::new() });
            is_linked = true;
        }
    }
    is_linked
}

fn is_marker(finding: &Finding, writer: &Writer<'_>) -> bool {
    finding
        .measures
        .first()
        .and_then(|measure| writer.shared.kb.measure(measure.value.as_str()))
        .is_some_and(|(at, _)| at.kind == Kind::Biomarker)
}

/// The place of a report's values.
pub fn place(source: &Source, report: &Report) -> Place {
    let trial = report.trial.given().map_or_else(|| Id::new(""), |trial| trial.value.clone());
    Place { family: "report", base: format!("{}/{trial}", source.id()), read: source.read.given().copied() }
}

/// Phase, allocation, masking and control as tags.
fn tags(design: &TrialDesign<'_>) -> Vec<Cell> {
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
            report.control.given().map(|control| format!("Control: {}", plain_word(control.value))),
            "control",
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn known_from(design: &TrialDesign<'_>) -> Option<String> {
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
fn facts(design: &TrialDesign<'_>, writer: &mut Writer<'_>) -> Vec<Fact> {
    let mut facts: Vec<Fact> = Vec::new();
    let species = design.species();
    let diseases = design.diseases();
    if let Some((source, _)) = design.reports.first() {
        let links =
            diseases.iter().map(|id| writer.link(&EntryRef::new(Kind::Disease, id.as_str()))).collect();
        let mark = writer.mark(&source.id());
        facts.push(Fact {
            label: "Condition".into(),
            cells: vec![Cell::links(links, "not reported").marked(mark)],
        });
    }
    for field in design.fields() {
        let cells: Vec<Cell> = field
            .values
            .iter()
            .map(|(source, report, text)| {
                let cell = field_cell(&place(source, report), report, field.key, text);
                let mark = writer.mark(&source.id());
                cell.marked(mark)
            })
            .collect();
        let is_core = matches!(
            field.key,
            "phase"
                | "allocation"
                | "masking"
                | "control"
                | "enrollment"
                | "follow-up"
                | "registry-id"
                | "sponsor"
        );
        match (cells.is_empty(), is_core) {
            (false, _) => facts.push(Fact { label: words::field(field.key, species), cells }),
            (true, true) => facts.push(Fact {
                label: words::field(field.key, species),
                cells: vec![nowhere(design, field.key)],
            }),
            (true, false) => {}
        }
        if field.key == "enrollment" {
            facts.extend(groups(design, writer));
        }
    }
    facts
}

/// People counted by another grouping than arms: "Adults: 4".
fn groups(design: &TrialDesign<'_>, writer: &mut Writer<'_>) -> Vec<Fact> {
    let mut facts: Vec<Fact> = Vec::new();
    for (source, report) in &design.reports {
        let place = place(source, report);
        for (at, group) in (1..).zip(&report.participants_by) {
            let answer = Answer::Given(group.count.clone());
            let cell = place.reported(&answer, &format!("participants-by.{at}"), u32::to_string);
            let cell = cell.marked(writer.mark(&source.id()));
            let label = words::capital(&group.group);
            match facts.iter_mut().find(|fact| fact.label == label) {
                Some(fact) => fact.cells.push(cell),
                None => facts.push(Fact { label, cells: vec![cell] }),
            }
        }
    }
    facts
}

/// A core field that no source reports: what was read, and that it is not there.
fn nowhere(design: &TrialDesign<'_>, key: &str) -> Cell {
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
fn field_cell(place: &Place, report: &Report, key: &str, text: &str) -> Cell {
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

fn arm_view(source: &Source, report: &Report, arm: &Arm, writer: &mut Writer<'_>) -> ArmView {
    let place = place(source, report);
    let part = format!("arms.{}", arm.id.value);
    let mut facts = vec![Fact {
        label: words::capital(words::studied(report.species)),
        cells: vec![place.reported(&arm.participants, &format!("{part}.participants"), u32::to_string)],
    }];
    match &arm.intervention {
        Answer::Given(given) => {
            let part = format!("{part}.intervention");
            facts.extend(intervention(&place, &part, given, report.species, writer))
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
    let does_not_arise = |cell: &Cell| cell.absent == Some("not applicable");
    rows.into_iter()
        .filter(|(label, cell)| !(does_not_arise(cell) || is_optional(label) && cell.absent.is_some()))
        .map(|(label, cell)| Fact { label: label.into(), cells: vec![cell] })
        .collect()
}

fn donor_words(donor: Donor, species: Species) -> String {
    let one = if species == Species::Human { "person" } else { "animal" };
    match donor {
        Donor::Autologous => format!("the {one} treated (autologous)"),
        Donor::Allogeneic => format!("another {one} (allogeneic)"),
        Donor::Xenogeneic => "another species (xenogeneic)".to_owned(),
    }
}

fn times(count: &u32) -> String {
    match count {
        1 => "1 time".to_owned(),
        count => format!("{count} times"),
    }
}

fn endpoints(source: &Source, report: &Report, writer: &Writer<'_>) -> Vec<EndpointView> {
    let place = place(source, report);
    let mut views = Vec::new();
    for (at, endpoint) in (1..).zip(&report.endpoints) {
        let part = |key: &str| format!("endpoints.{at}.{key}");
        let times = endpoint.time_points.iter().map(|time| time.text.as_str()).collect::<Vec<_>>().join(", ");
        let absent = words::absence(Absence::NotReported, place.read);
        views.push(EndpointView {
            what: endpoint_name(&place, at, endpoint, writer),
            role: match &endpoint.role {
                Answer::Given(role) => {
                    Cell { value: Some(place.shown(plain_word(*role), &part("role"))), ..Cell::default() }
                }
                Answer::Absent(absence) => {
                    Cell { absent: Some(words::absence(*absence, place.read)), ..Cell::default() }
                }
            },
            times: match times.is_empty() {
                true if endpoint.time_frame.given().is_some() => {
                    place.reported(&endpoint.time_frame, &part("time-frame"), Clone::clone)
                }
                false => Cell { value: Some(place.shown(times, &part("time-points"))), ..Cell::default() },
                true => Cell { absent: Some(absent), ..Cell::default() },
            },
            method: place.reported(&endpoint.method, &part("method"), Clone::clone),
            specimen: endpoint
                .specimen
                .given()
                .map(|specimen| place.shown(format!("in {}", specimen.value), &part("specimen"))),
        });
    }
    views
}

/// The source's own name for it, with the instrument in brackets behind; either may be missing.
fn endpoint_name(place: &Place, at: usize, endpoint: &Endpoint, writer: &Writer<'_>) -> Cell {
    let link = endpoint.measure.as_ref().and_then(|measure| writer.measure(measure.value.as_str()));
    let label =
        endpoint.label.as_ref().map(|label| place.shown(&label.value, &format!("endpoints.{at}.label")));
    match (link, label) {
        (Some(link), label) => Cell { name: label, ..Cell::links(vec![link], "") },
        (None, value) => Cell { value, ..Cell::default() },
    }
}

/// Endpoints for which what was read gives no result: silence is not zero.
fn silent(design: &TrialDesign<'_>, writer: &Writer<'_>) -> Vec<Silence> {
    let mut silent = Vec::new();
    for (source, report) in &design.reports {
        let place = place(source, report);
        for (at, endpoint) in (1..).zip(&report.endpoints) {
            if !design.is_answered(source, endpoint) {
                silent.push(Silence {
                    what: endpoint_name(&place, at, endpoint, writer),
                    why: words::absence(Absence::NotReported, place.read),
                });
            }
        }
    }
    silent
}
