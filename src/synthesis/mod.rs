//! Puts together what all sources say of one thing.
//!
//! Takes the [`KnowledgeBase`] and returns the [`Synthesis`]: for each trial the values that every
//! source reports of its design, for each measure its findings in groups that may be compared,
//! for each disease and cell type its trials, and the values that this site works out.
//! Whether values that differ are a fault is for [`check`](crate::check) to say.

mod compare;
mod derive;
mod disagree;
mod measure;
pub mod recompute;
mod trial;

pub use compare::{Comparison, compare};
pub use derive::{derived, interval, of_100, rest_of_100};
pub use disagree::{Disagreement, Stated, disagreements, stated};
pub use measure::{MeasureFindings, Tally, Threshold, is_of_some, threshold};
pub use trial::{Field, TrialDesign};

use crate::link::KnowledgeBase;
use crate::model::{
    CellType, Disease, EntryRef, Finding, HasEntry, Id, Kind, Report, Source, Statement, Tier, Trial,
};
use rayon::prelude::*;
use recompute::Recomputed;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A fact with the source that prints it.
pub type Sourced<'k, T> = (&'k Source, &'k T);

/// What all sources say together.
#[derive(Debug, Default)]
pub struct Synthesis<'k> {
    /// The design and the findings of each trial.
    pub trials: BTreeMap<Id<Trial>, TrialDesign<'k>>,
    /// The findings on each outcome measure and biomarker.
    pub measures: BTreeMap<Arc<str>, MeasureFindings<'k>>,
    /// The trials in each disease, those of its members included.
    pub trials_of_disease: BTreeMap<Id<Disease>, BTreeSet<Id<Trial>>>,
    /// The trials that gave each cell type, those of its members included.
    pub trials_of_cells: BTreeMap<Id<CellType>, BTreeSet<Id<Trial>>>,
    /// What sources state about each entry.
    pub statements: BTreeMap<EntryRef, Vec<Sourced<'k, Statement>>>,
    /// The direct members of each class.
    pub members: BTreeMap<EntryRef, Vec<EntryRef>>,
    /// What was recomputed of each source.
    pub recomputed: BTreeMap<Id<Source>, Vec<Recomputed<'k>>>,
}

impl<'k> Synthesis<'k> {
    /// Everything that was recomputed, source by source.
    pub fn recomputed(&self) -> impl Iterator<Item = &Recomputed<'k>> {
        self.recomputed.values().flatten()
    }
}

/// Puts everything together.
pub fn synthesise(kb: &KnowledgeBase) -> Synthesis<'_> {
    let mut synthesis = Synthesis { members: members(kb), ..Synthesis::default() };
    let mut reports: Vec<Sourced<'_, Report>> = kb.reports().collect();
    reports.sort_by_key(|(source, _)| precedence(source));
    let mut findings: Vec<Sourced<'_, Finding>> = kb.findings().collect();
    findings.sort_by_key(|(source, _)| precedence(source));
    for id in kb.trials.keys() {
        synthesis.trials.insert(id.clone(), TrialDesign::default());
    }
    for (source, report) in reports {
        let Some(trial) = report.trial.given() else { continue };
        if let Some(design) = synthesis.trials.get_mut(&trial.value) {
            design.reports.push((source, report));
        }
        for disease in &report.conditions {
            for class in classes(kb, Kind::Disease, disease.value.as_str()) {
                synthesis.trials_of_disease.entry(Id::new(class)).or_default().insert(trial.value.clone());
            }
        }
        for cells in report.cell_types() {
            for class in classes(kb, Kind::CellType, cells.as_str()) {
                synthesis.trials_of_cells.entry(Id::new(class)).or_default().insert(trial.value.clone());
            }
        }
    }
    for (source, finding) in findings {
        if let Some(design) = finding.trial.given().and_then(|trial| synthesis.trials.get_mut(&trial.value)) {
            design.findings.push((source, finding));
        }
        for measure in &finding.measures {
            let group = synthesis.measures.entry(measure.value.as_str().into()).or_default();
            group.findings.push((source, finding));
        }
    }
    for group in synthesis.measures.values_mut() {
        group.findings.sort_by_key(|(source, finding)| (finding.species, is_retold(source)));
    }
    let sources: Vec<(&Id<Source>, &Source)> = kb.sources.iter().collect();
    let recomputed =
        sources.into_par_iter().map(|(id, source)| (id.clone(), recompute::recompute(kb, source)));
    synthesis.recomputed = recomputed.collect();
    for (source, statement) in kb.statements() {
        for at in kb.about(source, statement) {
            synthesis.statements.entry(at.clone()).or_default().push((source, statement));
        }
    }
    synthesis
}

/// Settled values come first (when they are), then primary reports, registry records, reviews,
/// secondary web pages; within a tier by id.
fn precedence(source: &Source) -> (u8, &str) {
    let tier = match source.tier.given() {
        Some(Tier::PrimaryReport) => 0,
        Some(Tier::RegistryRecord) => 1,
        Some(Tier::Review) => 2,
        Some(Tier::SecondaryWeb) => 3,
        Some(Tier::Reference) => 4,
        None => 5,
    };
    (tier, &source.entry.id)
}

fn members(kb: &KnowledgeBase) -> BTreeMap<EntryRef, Vec<EntryRef>> {
    let mut members: BTreeMap<EntryRef, Vec<EntryRef>> = BTreeMap::new();
    for (at, entry) in kb.entries() {
        for class in &entry.broader {
            members.entry(EntryRef::new(at.kind, class.value.clone())).or_default().push(at.clone());
        }
    }
    members
}

/// An entry and every class above it, each once, even where classes form a circle.
pub fn classes(kb: &KnowledgeBase, kind: Kind, id: &str) -> BTreeSet<Arc<str>> {
    let mut found: BTreeSet<Arc<str>> = BTreeSet::new();
    let mut open: Vec<Arc<str>> = vec![id.into()];
    while let Some(next) = open.pop() {
        if let Some(entry) = kb.entry(&EntryRef::new(kind, next.clone()))
            && found.insert(next)
        {
            open.extend(entry.broader.iter().map(|class| class.value.clone()));
        }
    }
    found
}

/// Whether a source retells another, so that its findings are in no tally.
pub fn is_retold(source: &Source) -> bool {
    !source.derived_from.is_empty()
}

/// The entry of an item of the base.
pub fn reference<T: HasEntry>(item: &T) -> EntryRef {
    EntryRef::new(T::KIND, item.entry().id.clone())
}
