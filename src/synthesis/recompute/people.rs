//! Sizes of arms and denominators.

use super::{Check, Side, report_of};
use crate::diagnostics::Span;
use crate::model::{Amount, Arm, ArmChoice, Comparator, Derived, Finding, Formula, Report, Reported};
use crate::synthesis::Sourced;

/// The sizes of the arms of a report beside the number of all who took part.
#[derive(Debug, Clone)]
pub struct ArmSum<'k> {
    /// Each arm with its size.
    pub arms: Vec<(&'k Arm, u32)>,
    /// What they add up to.
    pub sum: Derived<u64>,
    /// The number that is reported.
    pub enrollment: u32,
    /// Where the editor wrote that number.
    pub span: Span,
}

impl ArmSum<'_> {
    /// Whether the two are one number.
    pub fn agrees(&self) -> bool {
        self.sum.value == u64::from(self.enrollment)
    }
}

/// Of how many people a result speaks, beside the size of the group that it is about.
#[derive(Debug, Clone)]
pub struct Denominator {
    /// The value that says so: `result.of`.
    pub part: String,
    /// Of how many people the result speaks.
    pub of: u32,
    /// Where the editor wrote it.
    pub span: Span,
    /// How many people the group has.
    pub size: u32,
    /// Which group that is.
    pub group: Group,
}

impl Denominator {
    /// Whether the two are one number.
    pub fn agrees(&self) -> bool {
        self.of == self.size
    }
}

/// The people that a result is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Group {
    /// Those of an arm.
    Arm(String),
    /// Everyone in the report.
    All,
    /// A part of an arm.
    Among,
    /// Those who were analysed.
    Analysed,
}

/// The sum of the arms. Nothing is said of sizes that are those of an analysis set.
pub fn of_report(report: &Report) -> Option<Check<'_>> {
    let enrollment = report.enrollment.given()?;
    let arms = report.arms.given()?;
    let sizes: Option<Vec<_>> = arms
        .iter()
        .map(|arm| {
            let size = arm.participants.given()?;
            let words = [size.printed.as_deref(), size.because.as_deref()];
            let is_set = words.into_iter().flatten().any(names_a_set);
            (!is_set).then_some((arm, size.value))
        })
        .collect();
    let arms = sizes.filter(|sizes| sizes.len() > 1)?;
    let sum = arms.iter().map(|(_, size)| u64::from(*size)).sum();
    let sum = Derived { value: sum, formula: Formula::Sum };
    Some(Check::ArmSum(ArmSum { arms, sum, enrollment: enrollment.value, span: enrollment.span }))
}

/// Whether words name a part of those who took part.
fn names_a_set(words: &str) -> bool {
    const SETS: [&str; 8] = [
        "analys",
        "analyz",
        "per protocol",
        "per-protocol",
        "intention to treat",
        "intention-to-treat",
        "safety set",
        "complete",
    ];
    let words = words.to_lowercase();
    SETS.iter().any(|set| words.contains(set))
}

/// Of how many people each side of a finding speaks.
pub fn of_finding<'k>((source, finding): Sourced<'k, Finding>) -> Vec<Check<'k>> {
    let report = report_of((source, finding));
    let checks = Side::ALL.into_iter().filter_map(|side| {
        let amount = side.of(finding)?;
        let of = amount.value.denominator()?;
        let (group, size) = group(finding, side, report)?;
        let part = format!("{}.of", side.word());
        let check = Denominator { part, of, span: amount.span, size, group };
        let is_telling =
            !check.agrees() || is_printed(of, amount) && !is_read_from(&check.group, report, amount);
        is_telling.then_some(Check::Denominator(check))
    });
    checks.chain(too_many_analysed(finding, report)).collect()
}

/// More people analysed than the arm has.
fn too_many_analysed<'k>(finding: &'k Finding, report: Option<&Report>) -> Option<Check<'k>> {
    let analysed = finding.analysed.given()?;
    let arm = &finding.arm.given()?.value;
    let size = size(arm, report?)?;
    let group = match arm {
        ArmChoice::Arm(id) => Group::Arm(id.clone()),
        ArmChoice::All => Group::All,
    };
    let is_of_both = finding.comparator_id().is_some();
    let check =
        Denominator { part: "analysed".to_owned(), of: analysed.value, span: analysed.span, size, group };
    (analysed.value > size && !is_of_both).then_some(Check::Denominator(check))
}

/// Whether the number stands among the printed characters of the result: one that was read into
/// them agrees with itself.
fn is_printed(of: u32, amount: &Reported<Amount>) -> bool {
    let printed = amount.printed.as_deref();
    printed.is_none_or(|printed| {
        printed.split(|char: char| !char.is_ascii_digit()).any(|number| number == of.to_string())
    })
}

/// Whether the size of an arm was read from the printed characters of this result.
fn is_read_from(group: &Group, report: Option<&Report>, amount: &Reported<Amount>) -> bool {
    let size = report.and_then(|report| match group {
        Group::Arm(id) => {
            let arm = report.arms.given()?.iter().find(|arm| arm.id.value == *id)?;
            arm.participants.given()?.printed.as_deref()
        }
        Group::All => report.enrollment.given()?.printed.as_deref(),
        Group::Among | Group::Analysed => None,
    });
    size.zip(amount.printed.as_deref()).is_some_and(|(size, printed)| printed.contains(size))
}

/// The people of one side, and how many they are.
fn group(finding: &Finding, side: Side, report: Option<&Report>) -> Option<(Group, u32)> {
    if let Some(among) = finding.among.given() {
        return Some((Group::Among, among.count.filter(|_| side == Side::Result)?));
    }
    if let Some(analysed) = finding.analysed.given() {
        let is_one_group = finding.comparator_id().is_none();
        return is_one_group.then_some((Group::Analysed, analysed.value));
    }
    let arm = match side {
        Side::Result => finding.arm.given().map(|arm| &arm.value)?.clone(),
        Side::Versus => match &finding.comparator.given()?.value {
            Comparator::Arm(id) => ArmChoice::Arm(id.clone()),
            Comparator::Baseline => finding.arm.given().map(|arm| &arm.value)?.clone(),
            Comparator::None => return None,
        },
    };
    let size = size(&arm, report?)?;
    Some(match arm {
        ArmChoice::Arm(id) => (Group::Arm(id), size),
        ArmChoice::All => (Group::All, size),
    })
}

/// How many people a report counts in an arm, or in all.
pub fn size(arm: &ArmChoice, report: &Report) -> Option<u32> {
    match arm {
        ArmChoice::Arm(id) => {
            let arm = report.arms.given()?.iter().find(|arm| arm.id.value == *id)?;
            arm.participants.given().map(|size| size.value)
        }
        ArmChoice::All => report.enrollment.given().map(|count| count.value),
    }
}
