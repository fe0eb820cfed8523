//! Which studies measured what: the silence on a measure, and the measures of a condition.

use crate::model::{Absence, Disease, Endpoint, EntryRef, HasEntry, Id, Kind, OutcomeMeasure, Trial};
use crate::render::context::Writer;
use crate::render::view::parts::Link;
use crate::render::words;
use crate::synthesis::{MeasureFindings, TrialDesign};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A trial of which no finding on a measure was read.
#[derive(Debug, Serialize)]
pub struct Silent {
    /// The trial.
    pub link: Link,
    /// In whom, where not in people.
    pub whom: Option<&'static str>,
    /// Whether it was to be measured.
    pub was_planned: bool,
    /// Where that leaves the reader: "not in the abstract".
    pub why: &'static str,
}

/// An outcome measure with the trials in which it is named.
#[derive(Debug, Serialize)]
pub struct Used {
    /// The measure.
    pub link: Link,
    /// The trials.
    pub trials: Vec<Use>,
}

/// A trial that names a measure.
#[derive(Debug, Serialize)]
pub struct Use {
    /// The trial.
    pub link: Link,
    /// In whom, where not in people.
    pub whom: Option<&'static str>,
    /// Whether no result on it was read.
    pub is_silent: bool,
}

/// Trials without a finding on a measure: those that were to measure it, and those in a condition
/// in which others did. Of a condition in which nobody measured it, silence says nothing.
pub fn silent(at: &EntryRef, found: &MeasureFindings<'_>, writer: &Writer<'_>) -> Vec<Silent> {
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
                whom: words::species(design.species()),
                was_planned,
                why: words::absence(Absence::NotReported, source.read.given().copied()),
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

/// The outcome measures that trials name, in plans or findings, each with its trials.
pub fn used<'i>(trials: impl IntoIterator<Item = &'i Id<Trial>>, writer: &Writer<'_>) -> Vec<Used> {
    let kb = writer.shared.kb;
    let mut trials_of: BTreeMap<EntryRef, Vec<Use>> = BTreeMap::new();
    for id in trials {
        let Some(design) = writer.shared.synthesis.trials.get(id) else { continue };
        let found = design.findings.iter().flat_map(|(_, finding)| &finding.measures);
        let found: BTreeSet<&str> = found.map(|measure| measure.value.as_str()).collect();
        let endpoints = design
            .reports
            .iter()
            .flat_map(|(source, report)| report.endpoints.iter().map(|endpoint| (*source, endpoint)));
        let planned: BTreeMap<&str, bool> = endpoints
            .filter_map(|(source, endpoint)| {
                let measure = endpoint.measure.as_ref()?;
                Some((measure.value.as_str(), design.is_answered(source, endpoint)))
            })
            .collect();
        let named: BTreeSet<&str> = found.iter().copied().chain(planned.keys().copied()).collect();
        for measure in named {
            let outcome: Option<&OutcomeMeasure> = kb.outcomes.get(&Id::new(measure));
            let Some(outcome) = outcome else { continue };
            let is_answered = found.contains(measure) || planned.get(measure) == Some(&true);
            trials_of.entry(EntryRef::new(Kind::Outcome, outcome.id().as_str())).or_default().push(Use {
                link: writer.link(&EntryRef::new(Kind::Trial, id.as_str())),
                whom: words::species(design.species()),
                is_silent: !is_answered,
            });
        }
    }
    trials_of.into_iter().map(|(at, trials)| Used { link: writer.link(&at), trials }).collect()
}
