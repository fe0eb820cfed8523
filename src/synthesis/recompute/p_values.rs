//! P-values and claims of significance beside what they rest on.

use super::{Check, Side, Unchecked, people, report_of};
use crate::diagnostics::Span;
use crate::model::{
    ArmChoice, Bound, Comparator, Derived, Finding, Formula, Interval, Method, Metric, PValue, Significance,
};
use crate::statistics::{Decimal, Share, Table, Test, smallest_rank_sum_p, smallest_signed_rank_p};
use crate::synthesis::Sourced;

/// The p-value below which results are called significant by custom.
const LEVEL: f64 = 0.05;

/// A printed p-value beside those that tests of two groups of counts give.
#[derive(Debug, Clone)]
pub struct PValueCheck<'k> {
    /// As printed and read.
    pub printed: &'k PValue,
    /// The counts.
    pub groups: [Share; 2],
    /// What each test gives, in the order of the tests.
    pub tests: Vec<Recalculated>,
    /// The smallest count that would be expected if both groups were alike.
    pub smallest_expected: f64,
}

/// What one test gives.
#[derive(Debug, Clone)]
pub struct Recalculated {
    /// The test.
    pub test: Test,
    /// Its p-value, two-sided.
    pub p: Derived<f64>,
    /// Whether it is what is printed, at the printed digits.
    pub agrees: bool,
}

impl PValueCheck<'_> {
    /// Whether any test gives what is printed.
    pub fn agrees(&self) -> bool {
        self.tests.iter().any(|test| test.agrees)
    }
}

/// The smallest p-value that the number of people allows, where more is claimed.
#[derive(Debug, Clone)]
pub struct Attainable<'k> {
    /// How many people.
    pub sizes: Sizes,
    /// The smallest p-value of an exact rank test, two-sided.
    pub smallest: Derived<f64>,
    /// The p-value that is printed; without one, the word alone is claimed.
    pub printed: Option<&'k str>,
    /// Where the claim stands.
    pub span: Span,
}

/// How many people a test of ranks compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sizes {
    /// So many, each with themselves.
    Pairs(u32),
    /// Two groups.
    Groups(u32, u32),
}

/// What a source claims of significance.
pub type Claim = Significance;

/// A claim of significance beside a p-value or an interval.
#[derive(Debug, Clone)]
pub struct SignificanceCheck<'k> {
    /// What the source calls it.
    pub claim: Claim,
    /// The p-value beside it, if that is what it was compared with.
    pub p_value: Option<&'k PValue>,
    /// The interval, if that is what it was compared with.
    pub interval: Option<&'k Interval>,
    /// Where the editor wrote it.
    pub span: Span,
    /// Whether the two fit.
    pub agrees: bool,
}

/// Everything about the p-value and the significance of a finding.
pub fn of_finding<'k>(at: Sourced<'k, Finding>) -> Vec<Check<'k>> {
    let (_, finding) = at;
    let mut checks = Vec::new();
    match (finding.p_value.given(), finding.significance.given()) {
        (Some(printed), _) => checks.push(of_p_value(finding, printed)),
        (None, Some(claim)) => checks.push(Check::Unchecked(Unchecked::Claim(*claim))),
        (None, None) => {}
    }
    checks.extend(significance(finding));
    checks.extend(attainable(at));
    checks
}

fn of_p_value<'k>(finding: &'k Finding, printed: &'k PValue) -> Check<'k> {
    let Some(groups) = groups(finding) else {
        return Check::Unchecked(Unchecked::PValue(&printed.printed));
    };
    let table = Table::of(groups[0], groups[1]);
    let run = |test: &Test| {
        let p = test.p_value(table)?;
        let formula = Formula::Groups { method: Method::Test(*test), groups };
        Some(Recalculated { test: *test, p: Derived { value: p, formula }, agrees: gives(printed, p) })
    };
    let mut tests: Vec<Recalculated> = QUICK.iter().filter_map(run).collect();
    if !tests.iter().any(|test| test.agrees) {
        tests.extend(SLOW.iter().filter_map(run));
    }
    if tests.is_empty() {
        return Check::Unchecked(Unchecked::PValue(&printed.printed));
    }
    let smallest_expected = crate::statistics::smallest_expected(table);
    Check::PValue(PValueCheck { printed, groups, tests, smallest_expected })
}

/// Tests that take no time.
const QUICK: [Test; 5] = [Test::Pearson, Test::Yates, Test::NMinus1, Test::Fisher, Test::MidP];
/// Tests that take longer, asked only where no other gives what is printed.
const SLOW: [Test; 2] = [Test::Boschloo, Test::Barnard];

/// The counts of the two arms that a finding compares.
pub fn groups(finding: &Finding) -> Option<[Share; 2]> {
    let is_compared = matches!(finding.comparator.given()?.value, Comparator::Arm(_));
    let share = |side: Side| {
        let amount = &side.of(finding)?.value;
        Share::new(amount.count?, amount.denominator()?)
    };
    is_compared.then_some([share(Side::Result)?, share(Side::Versus)?])
}

/// Whether a p-value is the printed one, at its digits.
fn gives(printed: &PValue, p: f64) -> bool {
    match printed.bound {
        Bound::Equal(value) => digits(printed, value).is_some_and(|digits| digits.holds(p)),
        Bound::Below(value) => p < value,
        Bound::AtMost(value) => p <= value,
        Bound::Above(value) => p > value,
    }
}

/// The digits of a printed p-value; of one that was read, those of its reading.
fn digits(printed: &PValue, value: f64) -> Option<Decimal> {
    let signs = |char: char| !(char.is_ascii_digit() || char == '.');
    let as_printed =
        printed.printed.rsplit(signs).find(|part| part.contains(|char: char| char.is_ascii_digit()));
    let as_printed = as_printed.and_then(Decimal::parse).filter(|one| (one.value() - value).abs() < 1e-12);
    as_printed.or_else(|| Decimal::parse(&value.to_string()))
}

/// A claim of significance beside the p-value, or beside an interval.
fn significance(finding: &Finding) -> Vec<Check<'_>> {
    let Some(claim) = finding.significance.given().copied() else { return Vec::new() };
    let check = |p_value, interval, span, agrees| {
        Check::Significance(SignificanceCheck { claim, p_value, interval, span, agrees })
    };
    let is_claimed = claim == Significance::Significant;
    let by_p = finding.p_value.given().and_then(|p| {
        let agrees = is_significant(p.bound)? == is_claimed;
        Some(check(Some(p), None, p.span, agrees))
    });
    let by_interval = finding.interval.given().and_then(|interval| {
        let agrees = excludes_no_effect(finding, interval)? == is_claimed;
        Some(check(None, Some(interval), finding.span, agrees))
    });
    by_p.into_iter().chain(by_interval).collect()
}

/// Whether a p-value lies below the customary level; `None` where it may lie on either side.
fn is_significant(bound: Bound) -> Option<bool> {
    match bound {
        Bound::Equal(p) => Some(p < LEVEL),
        Bound::Below(p) => (p <= LEVEL).then_some(true),
        Bound::AtMost(p) => (p < LEVEL).then_some(true),
        Bound::Above(p) => (p >= LEVEL).then_some(false),
    }
}

/// Whether an interval of 95 % leaves out no effect; `None` where it is not known what that is, or
/// of what the interval speaks: that of one group says nothing of a comparison.
fn excludes_no_effect(finding: &Finding, interval: &Interval) -> Option<bool> {
    let level = interval.level.as_ref().map_or(95.0, |level| level.value);
    let holds = |value: f64| interval.low.value <= value && value <= interval.high.value;
    let has_change = finding.result.given().is_some_and(|amount| amount.value.change.is_some());
    let is_of_change = finding.metric == Some(Metric::ChangeFromBaseline) || has_change;
    match &finding.comparator.given()?.value {
        _ if level != 95.0 => None,
        Comparator::Baseline if is_of_change => Some(!holds(0.0)),
        // A difference is nothing at 0, a ratio at 1: an interval that holds both tells.
        Comparator::Arm(_) if finding.result.given().is_none() && holds(0.0) && holds(1.0) => Some(false),
        _ => None,
    }
}

/// More than so few people can show by ranks.
fn attainable<'k>(at: Sourced<'k, Finding>) -> Option<Check<'k>> {
    let (_, finding) = at;
    let claimed = claimed_below(finding)?;
    let sizes = sizes(at)?;
    let smallest = match sizes {
        Sizes::Pairs(pairs) => smallest_signed_rank_p(pairs),
        Sizes::Groups(first, second) => smallest_rank_sum_p(first, second),
    };
    let p_value = finding.p_value.given();
    let span = p_value.map_or(finding.span, |p| p.span);
    // What is rounded to the printed digits is no smaller than they say.
    let is_rounded = p_value.is_some_and(|p| gives(p, smallest));
    let people = match sizes {
        Sizes::Pairs(people) => (people, None),
        Sizes::Groups(first, second) => (first, Some(second)),
    };
    let derived = Derived { value: smallest, formula: Formula::SmallestP { people } };
    let is_claimed = smallest > claimed && !is_rounded;
    let printed = p_value.map(|p| p.printed.as_str());
    is_claimed.then_some(Check::Attainable(Attainable { sizes, smallest: derived, printed, span }))
}

/// The p-value below which a finding is claimed to lie.
fn claimed_below(finding: &Finding) -> Option<f64> {
    let is_claimed = finding.significance.given() == Some(&Significance::Significant);
    match finding.p_value.given().map(|p| p.bound) {
        Some(Bound::Equal(p) | Bound::Below(p) | Bound::AtMost(p)) => {
            Some(p.min(1.0)).filter(|p| *p < LEVEL || is_claimed)
        }
        Some(Bound::Above(_)) => None,
        None => is_claimed.then_some(LEVEL),
    }
}

/// How many people are compared: with themselves, or two groups. Counts are no ranks.
fn sizes(at: Sourced<'_, Finding>) -> Option<Sizes> {
    let (_, finding) = at;
    let counts =
        Side::ALL.into_iter().filter_map(|side| side.of(finding)).any(|one| one.value.count.is_some());
    if counts || finding.among.given().is_some() {
        return None;
    }
    let report = report_of(at);
    let size = |arm: &ArmChoice| people::size(arm, report?);
    match &finding.comparator.given()?.value {
        Comparator::Baseline => {
            let analysed = finding.analysed.given().map(|count| count.value);
            let of = finding.result.given().and_then(|amount| amount.value.denominator());
            analysed.or(of).or_else(|| size(&finding.arm.given()?.value)).map(Sizes::Pairs)
        }
        Comparator::Arm(id) => {
            Some(Sizes::Groups(size(&finding.arm.given()?.value)?, size(&ArmChoice::Arm(id.clone()))?))
        }
        Comparator::None => None,
    }
}
