//! Means beside the number of people and the range.

use super::{Check, Side, people, report_of};
use crate::diagnostics::Span;
use crate::link::KnowledgeBase;
use crate::model::{
    Amount, ArmChoice, Band, Derived, Finding, FollowUp, Formula, Id, Number, Report, Scale, Source,
    TimePoint, When,
};
use crate::statistics::{Bounds, Decimal, mean_bounds, mean_bounds_of_range, mean_is_possible};
use crate::synthesis::Sourced;

/// A mean of whole numbers: its sum over all people is a whole number, too.
#[derive(Debug, Clone)]
pub struct WholeMean<'k> {
    /// In which of the two groups.
    pub side: Side,
    /// The mean as printed.
    pub printed: &'k Number,
    /// Of how many people.
    pub people: u32,
    /// Where the editor wrote it.
    pub span: Span,
    /// Whether whole numbers of so many people can have this mean.
    pub is_possible: bool,
}

/// A mean beside the smallest and the largest value, and what else is reported of the same people.
#[derive(Debug, Clone)]
pub struct MeanBounds<'k> {
    /// The value that holds it: `follow-up`, `result`.
    pub part: &'static str,
    /// The mean as printed.
    pub printed: &'k Number,
    /// Of how many people.
    pub people: u32,
    /// The smallest value.
    pub low: &'k Number,
    /// The largest value.
    pub high: &'k Number,
    /// A count of those who reached a value.
    pub above: Option<Above<'k>>,
    /// Between which the mean must lie.
    pub bounds: Derived<Bounds>,
    /// Where the editor wrote it.
    pub span: Span,
    /// Whether it does.
    pub holds: bool,
}

/// So many of the same people reached a value.
#[derive(Debug, Clone, Copy)]
pub struct Above<'k> {
    /// The finding that says so.
    pub finding: &'k Finding,
    /// How many.
    pub count: u32,
    /// The value.
    pub value: &'k Number,
}

/// The mean time of follow-up.
pub fn of_report((source, report): Sourced<'_, Report>) -> Option<Check<'_>> {
    let follow_up = report.follow_up.given()?;
    let people = report.enrollment.given()?.value;
    let FollowUp { time, mean, .. } = &follow_up.value;
    let (printed, low, high) = (mean.as_ref()?, &time.low, time.high.as_ref()?);
    let above = above(source, report, people);
    let mean = Mean { part: "follow-up", printed, people, low, high, span: follow_up.span };
    bounds_check(mean, above)
}

/// A mean with its range.
struct Mean<'k> {
    part: &'static str,
    printed: &'k Number,
    people: u32,
    low: &'k Number,
    high: &'k Number,
    span: Span,
}

fn bounds_check<'k>(mean: Mean<'k>, above: Option<Above<'k>>) -> Option<Check<'k>> {
    let Mean { part, printed, people, low, high, span } = mean;
    let with_count =
        above.and_then(|above| mean_bounds(people, low.value, high.value, above.count, above.value.value));
    let above = above.filter(|_| with_count.is_some());
    let bounds = match with_count {
        Some(bounds) => bounds,
        None => mean_bounds_of_range(people, low.value, high.value)?,
    };
    // A printed mean stands for everything that rounds to it.
    let slack =
        Decimal::parse(&printed.text).map_or(0.0, |mean| 0.5 * 0.1f64.powf(f64::from(mean.decimals())));
    let holds = bounds.low - slack <= printed.value && printed.value <= bounds.high + slack;
    let formula = Formula::MeanBounds {
        people,
        range: Bounds { low: low.value, high: high.value },
        above: above.map(|above| (above.count, above.value.value)),
    };
    let bounds = Derived { value: bounds, formula };
    Some(Check::MeanBounds(MeanBounds { part, printed, people, low, high, above, bounds, span, holds }))
}

/// A count of the people of a report who were followed for longer than a time, in the unit of its
/// follow-up.
fn above<'k>(source: &'k Source, report: &Report, people: u32) -> Option<Above<'k>> {
    let unit = report.follow_up.given()?.value.time.unit;
    let trial = &report.trial.given()?.value;
    source.findings.iter().find_map(|finding| {
        let is_of_report = finding.trial.given().is_some_and(|of| of.value == *trial);
        let TimePoint { when: When::Over(time), .. } = &finding.time_point.given()?.value else {
            return None;
        };
        let amount = &finding.result.given()?.value;
        let count = amount.count.filter(|_| amount.denominator() == Some(people))?;
        let is_known = is_of_report && time.unit == unit && time.high.is_none() && count > 0;
        is_known.then_some(Above { finding, count, value: &time.low })
    })
}

/// The means of a finding.
pub fn of_finding<'k>(kb: &KnowledgeBase, at: Sourced<'k, Finding>) -> Vec<Check<'k>> {
    let (_, finding) = at;
    let mut checks = Vec::new();
    for side in Side::ALL {
        let Some(amount) = side.of(finding) else { continue };
        let Some((mean, people)) = amount.value.mean.as_ref().zip(people_of(at, side, &amount.value)) else {
            continue;
        };
        if is_whole(kb, finding)
            && let Some(printed) = Decimal::parse(&mean.text)
        {
            let is_possible = mean_is_possible(&printed, people);
            let span = amount.span;
            // Of enough people, any mean is possible: that tells nothing.
            if !is_possible || u64::from(people) < 10u64.pow(printed.decimals()) {
                checks.push(Check::WholeMean(WholeMean { side, printed: mean, people, span, is_possible }));
            }
        }
        if let Some(range) = &amount.value.range {
            let (part, span) = (side.word(), amount.span);
            let mean = Mean { part, printed: mean, people, low: &range.low, high: &range.high, span };
            checks.extend(bounds_check(mean, None));
        }
    }
    checks
}

/// Of how many people a mean is taken.
fn people_of(at: Sourced<'_, Finding>, side: Side, amount: &Amount) -> Option<u32> {
    let (_, finding) = at;
    let of_arm = || {
        let is_part = finding.among.given().is_some();
        let arm = match side {
            Side::Result => finding.arm.given()?.value.clone(),
            Side::Versus => ArmChoice::Arm(finding.comparator_id()?.to_owned()),
        };
        people::size(&arm, report_of(at)?).filter(|_| !is_part)
    };
    let analysed = finding.analysed.given().map(|count| count.value).filter(|_| side == Side::Result);
    amount.denominator().or(analysed).or_else(of_arm)
}

/// Whether every value of the measure is a whole number, as far as is known: its bands follow one
/// another by one, so that nothing lies between them.
fn is_whole(kb: &KnowledgeBase, finding: &Finding) -> bool {
    let has_whole_bands = |scale: &Scale| {
        let follows = |pair: (&Band, &Band)| pair.0.high.value + 1.0 == pair.1.low.value;
        let is_whole = |band: &Band| band.low.value.fract() == 0.0 && band.high.value.fract() == 0.0;
        scale.bands.len() > 1
            && scale.bands.iter().all(is_whole)
            && scale.bands.iter().zip(scale.bands.iter().skip(1)).all(follows)
    };
    !finding.measures.is_empty()
        && finding.measures.iter().all(|measure| {
            let outcome = kb.outcomes.get(&Id::new(measure.value.as_str()));
            outcome.and_then(|outcome| outcome.scale.as_ref()).is_some_and(has_whole_bands)
        })
}
