//! The pages of diseases, cell types, biomarkers and outcome measures: what all sources say of
//! one thing.

use super::finding::{self, Row};
use super::parts::{Cell, Fact, Link};
use super::prose::Parts;
use super::statement;
use super::trial;
use crate::model::{
    Allocation, Benefit, Biomarker, CellType, Change, Disease, EntryRef, HasEntry, Id, Kind, OutcomeMeasure,
    Trial, Vocabulary, plain_word,
};
use crate::render::context::{Shown, Writer};
use crate::render::words;
use crate::synthesis::{MeasureFindings, TrialDesign, reference};
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
    /// The trials in it, with it, or that measured it.
    pub trials: Vec<TrialRow>,
    /// Trials that were to measure it and report no finding on it.
    pub silent: Vec<Link>,
    /// Findings on it.
    pub findings: Vec<Row>,
    /// How many findings say what.
    pub tally: Vec<Count>,
    /// What sources state about it.
    pub statements: Vec<statement::Group>,
}

/// A trial in a list.
#[derive(Debug, Serialize)]
pub struct TrialRow {
    /// The trial.
    pub link: Link,
    /// Its phase.
    pub phase: Cell,
    /// How many people.
    pub people: Cell,
    /// In which conditions.
    pub conditions: Vec<Link>,
    /// Which cells.
    pub cells: Vec<Link>,
    /// Randomised or not.
    pub allocation: Cell,
}

/// How many findings say one thing.
#[derive(Debug, Serialize)]
pub struct Count {
    /// For style sheets.
    pub code: &'static str,
    /// The mark.
    pub mark: &'static str,
    /// What they say.
    pub word: &'static str,
    /// How many.
    pub count: Shown,
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
        let text = plain_word(kind);
        facts.push(Fact { label: "What it is".into(), cells: vec![plain(&text)] });
    }
    if let Some(cells) = &marker.cell_type {
        let link = writer.link(&EntryRef::new(Kind::CellType, cells.value.as_str()));
        facts.push(Fact { label: "Cells that are counted".into(), cells: vec![Cell::links(vec![link], "")] });
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
    view.silent = silent(at, found, writer);
    view
}

/// Trials that were to measure it and of which no source reports a finding on it.
fn silent(at: &EntryRef, found: &MeasureFindings<'_>, writer: &Writer<'_>) -> Vec<Link> {
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
        .map(|(id, _)| writer.link(&EntryRef::new(Kind::Trial, id.as_str())))
        .collect()
}

fn was_planned(at: &EntryRef, design: &TrialDesign<'_>) -> bool {
    let mut endpoints = design.reports.iter().flat_map(|(_, report)| &report.endpoints);
    endpoints
        .any(|endpoint| endpoint.measure.as_ref().is_some_and(|measure| *measure.value.as_str() == *at.id))
}

/// Counts of findings by what they say; changes and benefits are never added up.
fn tally(at: &EntryRef, found: &MeasureFindings<'_>) -> Vec<Count> {
    let tally = found.tally();
    let count = |number: usize, part: String| Shown {
        text: number.to_string(),
        family: "derived",
        address: format!("tally/{}/{part}", at.id),
        formula: Some("findings of this table in people, those that are retold left out".to_owned()),
    };
    let mut counts = Vec::new();
    for (change, number) in &tally.changes {
        if !matches!(change, Change::NotApplicable) {
            let (mark, word) = words::change(*change);
            let code = crate::model::Vocabulary::word(*change);
            counts.push(Count { code, mark, word, count: count(*number, format!("change.{code}")) });
        }
    }
    for (benefit, number) in &tally.benefits {
        if !matches!(benefit, Benefit::NotStated | Benefit::NotApplicable) {
            let code = crate::model::Vocabulary::word(*benefit);
            let word = words::benefit(*benefit);
            counts.push(Count { code, mark: "", word, count: count(*number, format!("benefit.{code}")) });
        }
    }
    counts
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
    let broader = kb.entry(at).into_iter().flat_map(|entry| &entry.broader);
    View {
        broader: broader.map(|class| writer.link(&EntryRef::new(at.kind, class.value.clone()))).collect(),
        members: synthesis.members.get(at).into_iter().flatten().map(|member| writer.link(member)).collect(),
        facts,
        trials: trials.into_iter().flatten().map(|id| trial_row(id, writer)).collect(),
        silent: Vec::new(),
        findings: Vec::new(),
        tally: Vec::new(),
        statements: statement::groups(statements, writer),
        prose,
    }
}

/// A trial as a row of a list.
pub fn trial_row(id: &Id<Trial>, writer: &mut Writer<'_>) -> TrialRow {
    let empty = TrialDesign::default();
    let synthesis = writer.shared.synthesis;
    let design = synthesis.trials.get(id).unwrap_or(&empty);
    let mut cell = |key: &str, text: fn(String) -> String| match design.first(key) {
        Some((source, report, value)) => {
            let shown = trial::place(source, report).shown(text(value), key);
            Cell { value: Some(shown), ..Cell::default() }.marked(writer.mark(&source.id()))
        }
        None => Cell { absent: Some("not reported"), ..Cell::default() },
    };
    let phase = cell("phase", |phase| phase);
    let people = cell("enrollment", |people| people);
    let allocation = cell("allocation", |word| {
        Allocation::by_word(&word).map_or(word, |known| words::allocation(known).to_owned())
    });
    TrialRow {
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
