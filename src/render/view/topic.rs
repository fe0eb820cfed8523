//! The pages of diseases, cell types, biomarkers and outcome measures: what all sources say of
//! one thing.

use super::finding::{self, Row};
use super::parts::{Cell, Fact, Link};
use super::prose::Parts;
use super::says::{self, Scope};
use super::statement;
use super::trial;
use crate::model::{
    Absence, Allocation, Benefit, Biomarker, BiomarkerKind, CellType, Change, Disease, Endpoint, EntryRef,
    Finding, HasEntry, Id, Kind, OutcomeMeasure, Source, Tier, Trial, Vocabulary, plain_word,
};
use crate::render::context::{Shown, Writer};
use crate::render::words;
use crate::synthesis::{MeasureFindings, Threshold, TrialDesign, reference};
use serde::Serialize;
use std::collections::BTreeSet;

/// What such a page shows.
#[derive(Debug, Serialize)]
pub struct View {
    /// The prose for patients and for clinicians.
    pub prose: Parts,
    /// What it is a kind of.
    pub broader: Vec<Link>,
    /// What is a kind of it.
    pub members: Vec<Link>,
    /// Facts of the entry itself.
    pub facts: Vec<Fact>,
    /// The trials in it or with it.
    pub trials: Vec<TrialRow>,
    /// Studies in animals.
    pub animals: Vec<TrialRow>,
    /// Trials that were to measure it and report no finding on it.
    pub silent: Vec<Silent>,
    /// Findings on it.
    pub findings: Vec<Row>,
    /// How many findings say what, and those that speak for some of the people.
    pub tally: Vec<Count>,
    /// Whether there are findings, and none that may be counted.
    pub none_counts: bool,
    /// What sources state about it.
    pub statements: Vec<statement::Group>,
}

/// A trial in a list.
#[derive(Debug, Serialize)]
pub struct TrialRow {
    /// The trial.
    pub link: Link,
    /// In whom, where not in people: "in mice".
    pub whom: Option<&'static str>,
    /// Where it is known from, if no source of its own was read.
    pub known_from: Option<&'static str>,
    /// Its phase.
    pub phase: Cell,
    /// How many people, or animals.
    pub people: Cell,
    /// In which conditions.
    pub conditions: Vec<Link>,
    /// Which cells.
    pub cells: Vec<Link>,
    /// Randomised or not.
    pub allocation: Cell,
}

/// A trial without a result.
#[derive(Debug, Serialize)]
pub struct Silent {
    /// The trial.
    pub link: Link,
    /// In whom, where not in people.
    pub whom: Option<&'static str>,
}

/// How many findings say one thing, or one finding that speaks for some of the people.
#[derive(Debug, Serialize)]
pub struct Count {
    /// For style sheets.
    pub code: &'static str,
    /// The mark.
    pub mark: &'static str,
    /// The threshold that is counted, where not the measure itself.
    pub threshold: Option<String>,
    /// Threshold and time of one finding.
    pub about: Vec<Shown>,
    /// What they say.
    pub word: &'static str,
    /// For whom: "in 1 of 6".
    pub scope: Vec<Scope>,
    /// How many say it; `None` for one that stands for itself.
    pub count: Option<Shown>,
    /// One finding, several findings.
    pub noun: &'static str,
}

/// The page of a disease.
pub fn disease(disease: &Disease, writer: &mut Writer<'_>) -> View {
    let synthesis = writer.shared.synthesis;
    let trials = synthesis.trials_of_disease.get(&disease.id());
    common(&reference(disease), trials, Vec::new(), writer)
}

/// The page of a cell type.
pub fn cell_type(cells: &CellType, writer: &mut Writer<'_>) -> View {
    let synthesis = writer.shared.synthesis;
    let trials = synthesis.trials_of_cells.get(&cells.id());
    common(&reference(cells), trials, Vec::new(), writer)
}

/// The page of a biomarker.
pub fn biomarker(marker: &Biomarker, writer: &mut Writer<'_>) -> View {
    let mut facts = Vec::new();
    if let Some(kind) = marker.kind {
        let text = match kind {
            BiomarkerKind::Cell => "a measure of cells".to_owned(),
            kind => plain_word(kind),
        };
        facts.push(Fact { label: "What it is".into(), cells: vec![plain(&text)] });
    }
    if let Some(cells) = &marker.cell_type {
        let link = writer.link(&EntryRef::new(Kind::CellType, cells.value.as_str()));
        facts.push(Fact { label: "Cells concerned".into(), cells: vec![Cell::links(vec![link], "")] });
    }
    measure(&reference(marker), facts, writer)
}

/// The page of an outcome measure.
pub fn outcome(outcome: &OutcomeMeasure, writer: &mut Writer<'_>) -> View {
    let mut facts = Vec::new();
    if let Some(class) = outcome.class {
        facts.push(Fact {
            label: "Grouped by this site under".into(),
            cells: vec![plain(&plain_word(class))],
        });
    }
    if let Some(better) = outcome.better {
        facts.push(Fact { label: "Better".into(), cells: vec![plain(&plain_word(better))] });
    }
    if let Some(scale) = &outcome.scale {
        let marks: Vec<_> = scale.cites.iter().map(|source| writer.mark(&source.value)).collect();
        let base = scale.cites.first().map_or("", |source| source.value.as_str());
        let shown = Shown::reported(
            format!("{} to {}", scale.low.text, scale.high.text),
            "report",
            format!("{base}/scale/{}", outcome.entry.id),
        );
        facts.push(Fact {
            label: "Scale".into(),
            cells: vec![Cell { value: Some(shown), marks, ..Cell::default() }],
        });
    }
    measure(&reference(outcome), facts, writer)
}

/// A word of the entry itself, which is no value of a source.
fn plain(text: &str) -> Cell {
    let link = Link { href: String::new(), text: text.to_owned(), entry: String::new() };
    Cell::links(vec![link], "")
}

fn measure(at: &EntryRef, facts: Vec<Fact>, writer: &mut Writer<'_>) -> View {
    let empty = MeasureFindings::default();
    let synthesis = writer.shared.synthesis;
    let found = synthesis.measures.get(&at.id).unwrap_or(&empty);
    let mut view = common(at, None, facts, writer);
    view.findings = finding::rows(found.findings.iter().copied(), writer);
    view.tally = tally(at, found);
    view.none_counts = !found.findings.is_empty() && found.tally().counted == 0;
    view.silent = silent(at, found, writer);
    view
}

/// Trials that were to measure it and of which no source reports a finding on it.
fn silent(at: &EntryRef, found: &MeasureFindings<'_>, writer: &Writer<'_>) -> Vec<Silent> {
    let with_finding: BTreeSet<&Id<Trial>> = found
        .findings
        .iter()
        .filter_map(|(_, finding)| finding.trial.given())
        .map(|trial| &trial.value)
        .collect();
    let designs = &writer.shared.synthesis.trials;
    designs
        .iter()
        .filter(|(id, design)| !with_finding.contains(id) && was_planned(at, design))
        .map(|(id, design)| Silent {
            link: writer.link(&EntryRef::new(Kind::Trial, id.as_str())),
            whom: words::species(design.species()),
        })
        .collect()
}

/// Whether it was to be measured, and no finding is named as the answer.
fn was_planned(at: &EntryRef, design: &TrialDesign<'_>) -> bool {
    let endpoints = design
        .reports
        .iter()
        .flat_map(|(source, report)| report.endpoints.iter().map(move |endpoint| (*source, endpoint)));
    let is_on_it = |endpoint: &Endpoint| {
        endpoint.measure.as_ref().is_some_and(|measure| *measure.value.as_str() == *at.id)
    };
    endpoints
        .filter(|(_, endpoint)| is_on_it(endpoint))
        .any(|(source, endpoint)| !design.is_answered(source, endpoint))
}

/// Counts of findings by what they say; changes and benefits are never added up, and a finding
/// that speaks for some of the people is never one of many.
pub fn tally(at: &EntryRef, found: &MeasureFindings<'_>) -> Vec<Count> {
    let tally = found.tally();
    let changes = tally.changes.iter().filter(|((_, change), _)| *change != Change::NotApplicable).map(
        |((threshold, change), number)| {
            count(at, threshold, "change", says::of_change(*change, Vec::new()), *number)
        },
    );
    let benefits = tally
        .benefits
        .iter()
        .filter(|((_, benefit), _)| !matches!(benefit, Benefit::NotStated | Benefit::NotApplicable))
        .map(|((threshold, benefit), number)| {
            count(at, threshold, "benefit", says::of_benefit(*benefit, Vec::new()), *number)
        });
    let of_some = tally.of_some.iter().flat_map(|(source, finding)| stands_for_itself(source, finding));
    changes.chain(benefits).chain(of_some).collect()
}

fn count(
    at: &EntryRef,
    threshold: &Threshold<'_>,
    key: &str,
    direction: says::Direction,
    number: usize,
) -> Count {
    let (threshold, end) = match threshold {
        Threshold::None => (None, String::new()),
        Threshold::Named(criterion) => (Some(*criterion), format!("/{criterion}")),
        Threshold::NotStated => (Some(words::NO_THRESHOLD), "/not-stated".to_owned()),
    };
    let address = format!("tally/{}/{key}.{}{end}", at.id, direction.code);
    let formula = "findings of this table in people, those that are retold left out";
    let count =
        Shown { text: number.to_string(), family: "derived", address, formula: Some(formula.to_owned()) };
    Count {
        code: direction.code,
        mark: direction.mark,
        threshold: threshold.map(str::to_owned),
        about: Vec::new(),
        word: direction.word,
        scope: direction.scope,
        count: Some(count),
        noun: if number == 1 { "finding" } else { "findings" },
    }
}

/// A finding that speaks for some of the people, once for its change and once for its benefit.
fn stands_for_itself(source: &Source, finding: &Finding) -> Vec<Count> {
    let place = finding::place(source, finding);
    let says = says::says(&place, finding);
    let is_stated = |direction: &says::Direction| direction.code != "not-stated";
    let time = finding.time_point.given().map(|time| place.shown(&time.text, "time-point"));
    let about: Vec<Shown> = finding::criterion(finding, &place).into_iter().chain(time).collect();
    let both = says.change.into_iter().chain(says.benefit).filter(is_stated);
    both.map(|direction| Count {
        code: direction.code,
        mark: direction.mark,
        threshold: None,
        about: about.clone(),
        word: direction.word,
        scope: direction.scope,
        count: None,
        noun: "",
    })
    .collect()
}

fn common(
    at: &EntryRef,
    trials: Option<&BTreeSet<Id<Trial>>>,
    facts: Vec<Fact>,
    writer: &mut Writer<'_>,
) -> View {
    let kb = writer.shared.kb;
    let synthesis = writer.shared.synthesis;
    let prose = Parts::of(at, writer);
    let statements = synthesis.statements.get(at).into_iter().flatten().copied();
    let (trials, animals) = trial_rows(trials.into_iter().flatten(), writer);
    let broader = kb.entry(at).into_iter().flat_map(|entry| &entry.broader);
    View {
        broader: broader.map(|class| writer.link(&EntryRef::new(at.kind, class.value.clone()))).collect(),
        members: synthesis.members.get(at).into_iter().flatten().map(|member| writer.link(member)).collect(),
        facts,
        trials,
        animals,
        none_counts: false,
        silent: Vec::new(),
        findings: Vec::new(),
        tally: Vec::new(),
        statements: statement::groups(statements, writer),
        prose,
    }
}

/// Trials as rows: those in people, and those in animals.
pub fn trial_rows<'i>(
    trials: impl IntoIterator<Item = &'i Id<Trial>>,
    writer: &mut Writer<'_>,
) -> (Vec<TrialRow>, Vec<TrialRow>) {
    trials.into_iter().map(|id| trial_row(id, writer)).partition(|row| row.whom.is_none())
}

/// What kind of evidence speaks first of a trial.
fn tier(design: &TrialDesign<'_>) -> Option<Tier> {
    design.reports.first().and_then(|(source, _)| source.tier.given().copied())
}

fn trial_row(id: &Id<Trial>, writer: &mut Writer<'_>) -> TrialRow {
    let empty = TrialDesign::default();
    let synthesis = writer.shared.synthesis;
    let design = synthesis.trials.get(id).unwrap_or(&empty);
    let read = design.reports.first().and_then(|(source, _)| source.read.given().copied());
    let absent = words::absence(Absence::NotReported, read);
    let mut cell = |key: &str, text: fn(String) -> String| match design.first(key) {
        Some((source, report, value)) => {
            let shown = trial::place(source, report).shown(text(value), key);
            Cell { value: Some(shown), ..Cell::default() }.marked(writer.mark(&source.id()))
        }
        None => Cell { absent: Some(absent), ..Cell::default() },
    };
    let phase = cell("phase", |phase| phase);
    let people = cell("enrollment", |people| people);
    let allocation = cell("allocation", |word| {
        Allocation::by_word(&word).map_or(word, |known| words::allocation(known).to_owned())
    });
    TrialRow {
        whom: words::species(design.species()),
        known_from: design.is_retold().then(|| words::known_from(tier(design))),
        phase,
        people,
        allocation,
        conditions: design
            .diseases()
            .iter()
            .map(|disease| writer.link(&EntryRef::new(Kind::Disease, disease.as_str())))
            .collect(),
        cells: design
            .cell_types()
            .iter()
            .map(|cells| writer.link(&EntryRef::new(Kind::CellType, cells.as_str())))
            .collect(),
        link: writer.link(&EntryRef::new(Kind::Trial, id.as_str())),
    }
}
