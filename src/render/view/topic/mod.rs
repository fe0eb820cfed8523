//! The pages of diseases, cell types, biomarkers and outcome measures: what all sources say of
//! one thing.

mod cells;
mod measures;
mod studies;
mod tally;

pub use studies::{TrialRow, trial_rows};
pub use tally::{Count, tally};

use super::chart::{self, Outcome};
use super::finding::{self, Row};
use super::parts::{Cell, Fact, Link};
use super::prose::Parts;
use super::statement;
use crate::model::{
    Biomarker, CellType, Disease, EntryRef, Finding, HasEntry, Id, Kind, OutcomeMeasure, Source, Trial,
};
use crate::render::context::{Family, Shown, Writer};
use crate::render::{amounts, words};
use crate::synthesis::{MeasureFindings, Sourced, Threshold, classes, reference, threshold};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

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
    /// The studies in it: in people, and in animals.
    pub studies: Studies,
    /// How its cells were given: in people, and in animals.
    pub given: (Vec<cells::Given>, Vec<cells::Given>),
    /// How many responded in trials of its cells, by condition.
    pub responders: Vec<Responders>,
    /// How many came to harm in them.
    pub harmed: Vec<Outcome>,
    /// Findings on harms in them.
    pub harms: Vec<Row>,
    /// Trials without a finding on it.
    pub silent: Vec<measures::Silent>,
    /// Findings on it.
    pub findings: Vec<Row>,
    /// How many findings say what, and those that speak for some of the people.
    pub tally: Vec<tally::Count>,
    /// Whether there are findings, and none that may be counted.
    pub none_counts: bool,
    /// What sources state about it.
    pub statements: Vec<statement::Group>,
}

/// The studies in a condition.
#[derive(Debug, Default, Serialize)]
pub struct Studies {
    /// Those in people.
    pub people: Vec<studies::Card>,
    /// Those in animals.
    pub animals: Vec<studies::Card>,
    /// Trials in people of which no result was read.
    pub without_result: Vec<Link>,
    /// Whether it is known of all those in people that none had another treatment to compare with.
    pub none_is_active: bool,
}

/// How many responded in trials of one condition, or of the same conditions.
#[derive(Debug, Serialize)]
pub struct Responders {
    /// The conditions.
    pub conditions: Vec<Link>,
    /// Their names.
    pub name: String,
    /// The outcomes.
    pub outcomes: Vec<Outcome>,
}

/// The page of a disease.
pub fn disease(disease: &Disease, writer: &mut Writer<'_>) -> View {
    let none = BTreeSet::new();
    let trials = writer.shared.synthesis.trials_of_disease.get(&disease.id()).unwrap_or(&none);
    let mut view = common(&reference(disease), Vec::new(), writer);
    let (people, animals) = studies::cards(trials, writer);
    let is_silent = |card: &&studies::Card| card.result.is_none() && card.harm.is_none();
    view.studies = Studies {
        without_result: people.iter().filter(is_silent).map(|card| card.row.link.clone()).collect(),
        none_is_active: studies::none_is_active(trials, writer),
        people,
        animals,
    };
    view
}

/// The page of a cell type.
pub fn cell_type(cells: &CellType, writer: &mut Writer<'_>) -> View {
    let none = BTreeSet::new();
    let shared = writer.shared;
    let trials = shared.synthesis.trials_of_cells.get(&cells.id()).unwrap_or(&none);
    let at = reference(cells);
    let mut view = common(&at, Vec::new(), writer);
    let designs: Vec<_> = trials.iter().filter_map(|id| shared.synthesis.trials.get(id)).collect();
    let mut harms: Vec<Sourced<'_, Finding>> = Vec::new();
    let mut others: BTreeMap<BTreeSet<Id<Disease>>, Vec<Sourced<'_, Finding>>> = BTreeMap::new();
    for design in designs {
        for (source, finding) in design.findings.iter().copied() {
            match design.is_on_harms(source, finding, shared.kb) {
                true => harms.push((source, finding)),
                false => others.entry(design.diseases()).or_default().push((source, finding)),
            }
        }
    }
    for (diseases, findings) in others {
        let outcomes = chart::responders(findings, writer);
        if !outcomes.is_empty() {
            let links = diseases.iter().map(|id| writer.link(&EntryRef::new(Kind::Disease, id.as_str())));
            let conditions: Vec<Link> = links.collect();
            let names: Vec<&str> = conditions.iter().map(|link| link.text.as_str()).collect();
            view.responders.push(Responders { name: names.join(", "), conditions, outcomes });
        }
    }
    view.harmed = chart::responders(harms.iter().copied(), writer);
    view.given = cells::given(&with_members(&at, trials, writer), trials, writer);
    view.harms = finding::rows(harms, writer);
    view
}

/// A cell type and those below it that the trials gave.
fn with_members(at: &EntryRef, trials: &BTreeSet<Id<Trial>>, writer: &Writer<'_>) -> BTreeSet<Arc<str>> {
    let designs = trials.iter().filter_map(|id| writer.shared.synthesis.trials.get(id));
    let given = designs.flat_map(|design| design.cell_types());
    let is_below =
        |cells: &Id<CellType>| classes(writer.shared.kb, Kind::CellType, cells.as_str()).contains(&at.id);
    given.filter(is_below).map(|cells| Arc::from(cells.as_str())).collect()
}

/// The page of a biomarker.
pub fn biomarker(marker: &Biomarker, writer: &mut Writer<'_>) -> View {
    let strings = &writer.shared.strings;
    let mut facts = Vec::new();
    if let Some(kind) = marker.kind {
        let text = words::name(strings, kind);
        facts.push(Fact { label: strings.get("topic", "what"), cells: vec![Cell::text(&text)] });
    }
    if let Some(cells) = &marker.cell_type {
        let link = writer.link(&EntryRef::new(Kind::CellType, cells.value.as_str()));
        facts.push(Fact {
            label: strings.get("topic", "cells-concerned"),
            cells: vec![Cell::links(vec![link])],
        });
    }
    measure(&reference(marker), facts, writer)
}

/// The page of an outcome measure.
pub fn outcome(outcome: &OutcomeMeasure, writer: &mut Writer<'_>) -> View {
    let strings = &writer.shared.strings;
    let mut facts = Vec::new();
    if let Some(class) = outcome.class {
        facts.push(Fact {
            label: strings.get("topic", "class"),
            cells: vec![Cell::text(&words::name(strings, class))],
        });
    }
    if let Some(better) = outcome.better {
        facts.push(Fact {
            label: strings.get("topic", "better"),
            cells: vec![Cell::text(&words::name(strings, better))],
        });
    }
    if let Some(scale) = &outcome.scale {
        let marks: Vec<_> = scale.cites.iter().map(|source| writer.mark(&source.value)).collect();
        let base = scale.cites.first().map_or("", |source| source.value.as_str());
        let shown = Shown::reported(
            amounts::to(strings, &scale.low.text, &scale.high.text),
            Family::Report,
            format!("{base}/scale/{}", outcome.entry.id),
        );
        facts.push(Fact {
            label: strings.get("topic", "scale"),
            cells: vec![Cell { value: Some(shown), marks, ..Cell::default() }],
        });
    }
    let mut view = measure(&reference(outcome), facts, writer);
    let thresholds = thresholds(&outcome.id(), writer);
    if !thresholds.is_empty() {
        let label = strings.get("topic", "thresholds");
        view.facts.push(Fact { label, cells: thresholds });
    }
    view
}

/// The thresholds that findings on a measure speak of, each with who prints it first.
fn thresholds(id: &Id<OutcomeMeasure>, writer: &mut Writer<'_>) -> Vec<Cell> {
    let Some(found) = writer.shared.synthesis.measures.get(id.as_str()) else { return Vec::new() };
    let mut seen = BTreeSet::new();
    let named = |(source, finding): &(&Source, &Finding)| match threshold(finding) {
        Threshold::Named(criterion) => seen.insert(criterion.to_owned()).then(|| {
            let shown = finding::place(source, finding, &writer.shared.strings).shown(criterion, "criterion");
            (source.id(), shown)
        }),
        Threshold::None | Threshold::NotStated => None,
    };
    let first: Vec<(Id<Source>, Shown)> = found.findings.iter().filter_map(named).collect();
    first.into_iter().map(|(source, shown)| Cell::value(shown).marked(writer.mark(&source))).collect()
}

fn measure(at: &EntryRef, facts: Vec<Fact>, writer: &mut Writer<'_>) -> View {
    let empty = MeasureFindings::default();
    let synthesis = writer.shared.synthesis;
    let found = synthesis.measures.get(&at.id).unwrap_or(&empty);
    let mut view = common(at, facts, writer);
    view.findings = finding::rows(found.findings.iter().copied(), writer);
    view.tally = tally(at, found, writer);
    view.none_counts = !found.findings.is_empty() && found.tally().counted == 0;
    view.silent = measures::silent(at, found, writer);
    view
}

fn common(at: &EntryRef, facts: Vec<Fact>, writer: &mut Writer<'_>) -> View {
    let kb = writer.shared.kb;
    let synthesis = writer.shared.synthesis;
    let prose = Parts::of(at, writer);
    let statements = synthesis.statements.get(at).into_iter().flatten().copied();
    let broader = kb.entry(at).into_iter().flat_map(|entry| &entry.broader);
    View {
        broader: broader.map(|class| writer.link(&EntryRef::new(at.kind, class.value.clone()))).collect(),
        members: synthesis.members.get(at).into_iter().flatten().map(|member| writer.link(member)).collect(),
        facts,
        studies: Studies::default(),
        given: Default::default(),
        responders: Vec::new(),
        harmed: Vec::new(),
        harms: Vec::new(),
        none_counts: false,
        silent: Vec::new(),
        findings: Vec::new(),
        tally: Vec::new(),
        statements: statement::excerpts(statements, writer),
        prose,
    }
}
