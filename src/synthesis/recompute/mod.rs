//! What a source prints, worked out once more from what else it prints.
//!
//! Takes one [`Source`] with the [`KnowledgeBase`] around it and returns everything in it that can be
//! recomputed, each with its outcome: it agrees, it cannot be right, or it cannot be checked.
//! Rules report what cannot be right; pages show all three. Nothing is said where nothing can
//! be decided: a value that was read from words, or people of whom no number is given.

mod means;
mod p_values;
mod people;
mod shares;

pub use means::{Above, MeanBounds, WholeMean};
pub use p_values::{Attainable, Claim, PValueCheck, Recalculated, SignificanceCheck, Sizes, groups};
pub use people::{ArmSum, Denominator, Group};
pub use shares::{Percentage, Printed, ShareOfPeople};

use super::Sourced;
use crate::diagnostics::Span;
use crate::link::KnowledgeBase;
use crate::model::{Amount, Answer, Finding, Id, Report, Reported, Source, Statement, Trial};

/// One thing that was recomputed.
#[derive(Debug, Clone)]
pub struct Recomputed<'k> {
    /// In what it is printed.
    pub subject: Subject<'k>,
    /// What it is, with the outcome.
    pub check: Check<'k>,
}

/// What a recomputed value is printed in.
#[derive(Debug, Clone, Copy)]
pub enum Subject<'k> {
    /// A finding.
    Finding(&'k Finding),
    /// What is reported of the design of a trial.
    Report(&'k Report),
    /// A fact that is no result.
    Statement(&'k Statement),
}

/// A check with what went into it.
#[derive(Debug, Clone)]
pub enum Check<'k> {
    /// A percentage beside its count.
    Percentage(Percentage),
    /// A percentage of so many people, without a count.
    ShareOfPeople(ShareOfPeople),
    /// A mean of whole numbers.
    WholeMean(WholeMean<'k>),
    /// A mean beside the smallest and the largest value.
    MeanBounds(MeanBounds<'k>),
    /// The sizes of the arms beside the number of all.
    ArmSum(ArmSum<'k>),
    /// Of how many people a result speaks, beside the size of its arm.
    Denominator(Denominator),
    /// A p-value beside the counts of two groups.
    PValue(PValueCheck<'k>),
    /// The smallest p-value that so few people allow.
    Attainable(Attainable<'k>),
    /// A claim of significance beside a p-value or an interval.
    Significance(SignificanceCheck<'k>),
    /// Nothing is printed that it could be worked out from.
    Unchecked(Unchecked<'k>),
}

/// How a check came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// What is printed cannot be right as it is read.
    CannotBeRight,
    /// Worth knowing; nothing is wrong by itself.
    Noted,
    /// What was worked out is what is printed.
    Agrees,
    /// There is nothing to work it out from.
    CannotBeChecked,
}

/// A printed value without the figures that it could be worked out from.
#[derive(Debug, Clone, Copy)]
pub enum Unchecked<'k> {
    /// A p-value without the counts of two groups.
    PValue(&'k str),
    /// A claim of significance without a p-value.
    Claim(Claim),
    /// A percentage of people whose number is not given.
    Percentage(&'k str),
    /// A count of people out of a number that is not given.
    Count(u32),
}

/// The two groups of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// The arm.
    Result,
    /// What it is compared with.
    Versus,
}

impl Side {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Result, Self::Versus];

    /// The key under which editors write it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Result => "result",
            Self::Versus => "versus",
        }
    }

    /// The value of this side.
    pub fn of(self, finding: &Finding) -> Option<&Reported<Amount>> {
        let answer: &Answer<Reported<Amount>> = match self {
            Self::Result => &finding.result,
            Self::Versus => &finding.versus,
        };
        answer.given()
    }
}

impl Check<'_> {
    /// How it came out.
    pub fn outcome(&self) -> Outcome {
        let agrees = match self {
            Self::Percentage(check) => check.agrees,
            Self::ShareOfPeople(check) => check.is_possible,
            Self::WholeMean(check) => check.is_possible,
            Self::MeanBounds(check) => check.holds,
            Self::ArmSum(check) => check.agrees(),
            Self::Denominator(check) => check.agrees(),
            Self::PValue(check) => check.agrees(),
            Self::Significance(check) => check.agrees,
            Self::Attainable(_) => return Outcome::Noted,
            Self::Unchecked(_) => return Outcome::CannotBeChecked,
        };
        if agrees { Outcome::Agrees } else { Outcome::CannotBeRight }
    }
}

impl<'k> Subject<'k> {
    /// The trial that it is about.
    pub fn trial(&self) -> Option<&'k Id<Trial>> {
        match self {
            Self::Finding(finding) => finding.trial.given().map(|trial| &trial.value),
            Self::Report(report) => report.trial.given().map(|trial| &trial.value),
            Self::Statement(_) => None,
        }
    }

    /// Where the editor wrote it.
    pub fn span(&self) -> Span {
        match self {
            Self::Finding(finding) => finding.span,
            Self::Report(report) => report.span,
            Self::Statement(statement) => statement.span,
        }
    }
}

/// Works out what a source prints once more, in the order of its file.
pub fn recompute<'k>(kb: &KnowledgeBase, source: &'k Source) -> Vec<Recomputed<'k>> {
    let mut all = Vec::new();
    for report in &source.reports {
        let checks = people::of_report(report).into_iter().chain(means::of_report((source, report)));
        all.extend(checks.map(|check| Recomputed { subject: Subject::Report(report), check }));
    }
    for finding in &source.findings {
        let mut checks = shares::of_finding(finding);
        checks.extend(people::of_finding((source, finding)));
        checks.extend(means::of_finding(kb, (source, finding)));
        checks.extend(p_values::of_finding((source, finding)));
        all.extend(checks.into_iter().map(|check| Recomputed { subject: Subject::Finding(finding), check }));
    }
    for statement in &source.statements {
        let checks = shares::of_statement(statement);
        all.extend(
            checks.into_iter().map(|check| Recomputed { subject: Subject::Statement(statement), check }),
        );
    }
    all
}

/// The report of the finding's trial in the same source.
fn report_of<'k>((source, finding): Sourced<'k, Finding>) -> Option<&'k Report> {
    let trial = finding.trial.given()?;
    source.reports.iter().find(|report| report.trial.given().is_some_and(|known| known.value == trial.value))
}
