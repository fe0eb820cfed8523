//! The design of one trial, as all its sources report it.

use super::{Sourced, is_retold};
use crate::link::{KnowledgeBase, fold};
use crate::model::{
    Answer, Arm, CellType, Disease, Endpoint, Finding, HasEntry, Id, OutcomeClass, Report, Source, Species,
    Value,
};
use std::collections::BTreeSet;

/// What all sources say of one trial, in the order of their precedence.
#[derive(Debug, Default)]
pub struct TrialDesign<'k> {
    /// Every report.
    pub reports: Vec<Sourced<'k, Report>>,
    /// Every finding.
    pub findings: Vec<Sourced<'k, Finding>>,
}

/// One field of the design with the values that sources report.
#[derive(Debug)]
pub struct Field<'k> {
    /// The key: `enrollment`.
    pub key: &'static str,
    /// The values, the one to be printed first at the top; sources without one are left out.
    pub values: Vec<(&'k Source, &'k Report, Value<'k>)>,
}

/// Whether a report gives a field.
type IsReported = fn(&Report) -> bool;

/// The fields of a design that are merged, in the order in which pages show them.
const FIELDS: &[(&str, IsReported)] = &[
    ("phase", |report| is_given(&report.phase)),
    ("allocation", |report| is_given(&report.allocation)),
    ("masking", |report| is_given(&report.masking)),
    ("control", |report| is_given(&report.control)),
    ("enrollment", |report| is_given(&report.enrollment)),
    ("number-of-arms", |report| is_given(&report.number_of_arms)),
    ("centers", |report| is_given(&report.centers)),
    ("population", |report| is_given(&report.population)),
    ("ages", |report| is_given(&report.ages)),
    ("eligibility", |report| is_given(&report.eligibility)),
    ("aim", |report| is_given(&report.aim)),
    ("follow-up", |report| is_given(&report.follow_up)),
    ("visits", |report| is_given(&report.visits)),
    ("study-type", |report| is_given(&report.study_type)),
    ("initiated-by", |report| is_given(&report.initiated_by)),
    ("sponsor", |report| is_given(&report.sponsor)),
    ("registry-id", |report| is_given(&report.registry_id)),
    ("matched-by", |report| report.matched_by.is_some()),
    ("published", |report| is_given(&report.published)),
    ("registered", |report| is_given(&report.registered)),
    ("first-posted", |report| is_given(&report.first_posted)),
    ("start", |report| is_given(&report.start)),
    ("completion", |report| is_given(&report.completion)),
    ("recruitment", |report| is_given(&report.recruitment)),
    ("last-update-posted", |report| is_given(&report.last_update_posted)),
    ("results-posted", |report| is_given(&report.results_posted)),
];

fn is_given<T>(answer: &Answer<T>) -> bool {
    answer.given().is_some()
}

impl<'k> TrialDesign<'k> {
    /// Every field with what each source says of it; a field that none reports has no values.
    pub fn fields(&self) -> impl Iterator<Item = Field<'k>> {
        FIELDS.iter().map(|(key, is_reported)| Field {
            key,
            values: self
                .reports
                .iter()
                .filter(|(_, report)| is_reported(report))
                .filter_map(|(source, report)| Some((*source, *report, report.value(key)?)))
                .collect(),
        })
    }

    /// The first value of a field, with who reports it.
    pub fn first(&self, key: &str) -> Option<(&'k Source, &'k Report, Value<'k>)> {
        self.fields().find(|field| field.key == key)?.values.into_iter().next()
    }

    /// Who was studied: people or animals.
    pub fn species(&self) -> Species {
        self.reports.first().map_or(Species::Human, |(_, report)| report.species)
    }

    /// Whether no source of its own was read: each retells or mirrors another.
    pub fn is_retold(&self) -> bool {
        !self.reports.is_empty() && self.reports.iter().all(|(source, _)| is_retold(source))
    }

    /// Whether a result was read on what `source` declares: a finding that it names there, or one
    /// on the same measure or under the same label in any source.
    pub fn is_answered(&self, source: &Source, endpoint: &Endpoint) -> bool {
        self.findings.iter().any(|(of, finding)| {
            of.id() == source.id() && names(endpoint, finding) || is_on(finding, endpoint)
        })
    }

    /// Whether a finding is on harms: its measure is one of harm, or an endpoint names it as its
    /// result beside one that is.
    pub fn is_on_harms(&self, source: &Source, finding: &Finding, kb: &KnowledgeBase) -> bool {
        let own = self.findings.iter().filter(|(of, _)| of.id() == source.id());
        let harms: Vec<_> = own.map(|(_, other)| other).filter(|other| measures_harm(other, kb)).collect();
        let endpoints = self.reports.iter().filter(|(of, _)| of.id() == source.id());
        let mut endpoints = endpoints.flat_map(|(_, report)| &report.endpoints);
        measures_harm(finding, kb)
            || endpoints
                .any(|endpoint| names(endpoint, finding) && harms.iter().any(|other| names(endpoint, other)))
    }

    /// Every arm once, from the first report that names it.
    pub fn arms(&self) -> Vec<(&'k Source, &'k Report, &'k Arm)> {
        let mut seen = BTreeSet::new();
        let all = self.reports.iter().flat_map(|(source, report)| {
            report.arms.given().into_iter().flatten().map(move |arm| (*source, *report, arm))
        });
        all.filter(|(_, _, arm)| seen.insert(arm.id.value.as_str())).collect()
    }

    /// The diseases that were treated.
    pub fn diseases(&self) -> BTreeSet<Id<Disease>> {
        self.reports
            .iter()
            .flat_map(|(_, report)| &report.conditions)
            .map(|disease| disease.value.clone())
            .collect()
    }

    /// The cells that were given.
    pub fn cell_types(&self) -> BTreeSet<Id<CellType>> {
        self.reports.iter().flat_map(|(_, report)| report.cell_types()).collect()
    }
}

fn names(endpoint: &Endpoint, finding: &Finding) -> bool {
    endpoint.answered_by.iter().any(|id| id.value == finding.id.value)
}

fn is_on(finding: &Finding, endpoint: &Endpoint) -> bool {
    let has_measure = endpoint
        .measure
        .as_ref()
        .is_some_and(|measure| finding.measures.iter().any(|known| known.value == measure.value));
    let has_label = match (&endpoint.label, &finding.label) {
        (Some(label), Some(known)) => fold(label) == fold(known),
        _ => false,
    };
    has_measure || has_label
}

fn measures_harm(finding: &Finding, kb: &KnowledgeBase) -> bool {
    finding.measures.iter().any(|measure| {
        let outcome = kb.outcomes.get(&Id::new(measure.value.as_str()));
        outcome.is_some_and(|outcome| outcome.class == Some(OutcomeClass::Harm))
    })
}

impl Report {
    /// The cells that any arm was given.
    pub fn cell_types(&self) -> BTreeSet<Id<CellType>> {
        let arms = self.arms.given().into_iter().flatten();
        arms.filter_map(|arm| arm.intervention.given()?.cell_type.given())
            .map(|cells| cells.value.clone())
            .collect()
    }
}
