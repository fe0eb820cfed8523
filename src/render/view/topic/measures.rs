//! Which studies measured what: the silence on a measure, and the measures of a condition.

use crate::model::{Absence, Disease, Endpoint, EntryRef, Id, Kind, Trial};
use crate::render::context::Writer;
use crate::render::view::parts::Link;
use crate::render::words;
use crate::strings::Word;
use crate::synthesis::{MeasureFindings, TrialDesign};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A trial of which no finding on a measure was read.
#[derive(Debug, Serialize)]
pub struct Silent {
    /// The trial.
    pub link: Link,
    /// In whom, where not in people.
    pub whom: Option<Word>,
    /// Whether it was to be measured.
    pub was_planned: bool,
    /// Where that leaves the reader: "not in the abstract".
    pub why: Word,
}

/// An outcome measure that a trial names.
#[derive(Debug, Serialize)]
pub struct Use {
    /// The measure.
    pub link: Link,
    /// Whether no result on it was read.
    pub is_silent: bool,
}

/// Trials without a finding on a measure: those that were to measure it, and those in a condition
/// in which others did. Of a condition in which nobody measured it, silence says nothing.
pub fn silent(at: &EntryRef, found: &MeasureFindings<'_>, writer: &Writer<'_>) -> Vec<Silent> {
    let strings = &writer.shared.strings;
    let designs = &writer.shared.synthesis.trials;
    let with_finding: BTreeSet<&Id<Trial>> =
        found.findings.iter().filter_map(|(_, finding)| Some(&finding.trial.given()?.value)).collect();
    let conditions: BTreeSet<Id<Disease>> =
        with_finding.iter().filter_map(|id| designs.get(id)).flat_map(TrialDesign::diseases).collect();
    let others = designs.iter().filter(|(id, _)| !with_finding.contains(id));
    others
        .filter_map(|(id, design)| {
            let was_planned = was_planned(at, design);
            let is_near = !design.diseases().is_disjoint(&conditions);
            let (source, _) = design.reports.first().filter(|_| was_planned || is_near)?;
            Some(Silent {
                link: writer.link(&EntryRef::new(Kind::Trial, id.as_str())),
                whom: words::species(strings, design.species()),
                was_planned,
                why: words::absence(strings, Absence::NotReported, source.read.given().copied()),
            })
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

/// The outcome measures that a trial names, in plans or findings.
pub fn used(design: &TrialDesign<'_>, writer: &Writer<'_>) -> Vec<Use> {
    let kb = writer.shared.kb;
    let found = design.findings.iter().flat_map(|(_, finding)| &finding.measures);
    let found: BTreeSet<&str> = found.map(|measure| measure.value.as_str()).collect();
    let endpoints = design
        .reports
        .iter()
        .flat_map(|(source, report)| report.endpoints.iter().map(move |endpoint| (*source, endpoint)));
    let mut answered: BTreeMap<&str, bool> = found.into_iter().map(|measure| (measure, true)).collect();
    for (source, endpoint) in endpoints {
        if let Some(measure) = &endpoint.measure {
            *answered.entry(measure.value.as_str()).or_default() |= design.is_answered(source, endpoint);
        }
    }
    let outcomes = answered.into_iter().filter(|(id, _)| kb.outcomes.contains_key(&Id::new(*id)));
    outcomes
        .map(|(id, is_answered)| Use {
            link: writer.link(&EntryRef::new(Kind::Outcome, id)),
            is_silent: !is_answered,
        })
        .collect()
}
