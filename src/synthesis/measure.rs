//! The findings on one measure, and how many say what.

use super::{Sourced, is_retold};
use crate::model::{Benefit, Change, Finding, Species};
use std::collections::BTreeMap;

/// Every finding on one outcome measure or biomarker.
#[derive(Debug, Default)]
pub struct MeasureFindings<'k> {
    /// In the order of precedence of their sources.
    pub findings: Vec<Sourced<'k, Finding>>,
}

/// How many findings in people say what; findings that are retold are not counted.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// By the change of the measured value.
    pub changes: BTreeMap<Change, usize>,
    /// By what it meant for the people.
    pub benefits: BTreeMap<Benefit, usize>,
    /// How many were counted.
    pub counted: usize,
}

impl MeasureFindings<'_> {
    /// Counts the findings in people by what they say.
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        for (source, finding) in &self.findings {
            if finding.species != Species::Human || is_retold(source) {
                continue;
            }
            tally.counted += 1;
            if let Some(change) = finding.change.as_ref().filter(|_| finding.says_change()) {
                *tally.changes.entry(change.value).or_default() += 1;
            }
            if let Some(benefit) = &finding.benefit {
                *tally.benefits.entry(benefit.value).or_default() += 1;
            }
        }
        tally
    }
}
