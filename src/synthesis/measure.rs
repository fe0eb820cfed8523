//! The findings on one measure, and how many say what.

use super::{Sourced, is_retold};
use crate::model::{Absence, Benefit, Change, Finding, Source, Species};
use std::collections::BTreeMap;

/// Every finding on one outcome measure or biomarker.
#[derive(Debug, Default)]
pub struct MeasureFindings<'k> {
    /// Those in people first, those that are retold last; then in the order of precedence of
    /// their sources.
    pub findings: Vec<Sourced<'k, Finding>>,
}

/// The threshold that a finding speaks of: EASI-50, EASI-75, and one that is not stated, never
/// share a count.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Threshold<'k> {
    /// The measure itself.
    None,
    /// This one.
    Named(&'k str),
    /// One that the source does not state.
    NotStated,
}

/// How many findings in people say what; findings that are retold are not counted.
#[derive(Debug, Default)]
pub struct Tally<'k> {
    /// By the change of the measured value.
    pub changes: BTreeMap<(Threshold<'k>, Change), usize>,
    /// By what it meant for the people.
    pub benefits: BTreeMap<(Threshold<'k>, Benefit), usize>,
    /// Findings that speak for some of the people: each stands for itself.
    pub of_some: Vec<Sourced<'k, Finding>>,
    /// How many were looked at.
    pub counted: usize,
}

impl<'k> MeasureFindings<'k> {
    /// Counts the findings in people by what they say.
    pub fn tally(&self) -> Tally<'k> {
        let mut tally = Tally::default();
        for (source, finding) in self.findings.iter().copied().filter(|(s, f)| is_tallied(s, f)) {
            tally.counted += 1;
            if is_of_some(finding) {
                tally.of_some.push((source, finding));
                continue;
            }
            let threshold = threshold(finding);
            if let Some(change) = finding.change.as_ref().filter(|_| finding.says_change()) {
                *tally.changes.entry((threshold.clone(), change.value)).or_default() += 1;
            }
            if let Some(benefit) = &finding.benefit {
                *tally.benefits.entry((threshold, benefit.value)).or_default() += 1;
            }
        }
        tally
    }
}

/// Whether a finding may be counted with others: in people, and not retold.
fn is_tallied(source: &Source, finding: &Finding) -> bool {
    finding.species == Species::Human && !is_retold(source)
}

/// Whether what a finding says holds for some of the people alone: for those that its result
/// counts, or for a part of the group.
pub fn is_of_some(finding: &Finding) -> bool {
    let counts = finding
        .result
        .given()
        .is_some_and(|amount| amount.value.count.is_some() || amount.value.percent.is_some());
    counts || finding.among.given().is_some()
}

/// The threshold that a finding speaks of.
pub fn threshold(finding: &Finding) -> Threshold<'_> {
    match (finding.criterion.given(), finding.criterion.absence()) {
        (Some(criterion), _) => Threshold::Named(&criterion.value),
        (None, Some(Absence::NotStated)) => Threshold::NotStated,
        (None, _) => Threshold::None,
    }
}
