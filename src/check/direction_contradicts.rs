//! `direction-contradicts`: a direction that the finding's own figures speak against.
//!
//! Decided only on what the finding itself holds: a change with a sign, a value beside its
//! baseline, the shares of those who responded in two arms, and the two directions beside each
//! other. Where two readings are possible, nothing is said.

use super::thresholds::Thresholds;
use super::units::{differ, folded_unit};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span};
use crate::link::KnowledgeBase;
use crate::model::{
    Amount, Benefit, Better, Change, Comparator, Finding, Id, Metric, OutcomeClass, OutcomeMeasure, Reported,
    Significance, Vocabulary,
};
use crate::synthesis::{Threshold, threshold};

const HELP: &str =
    "correct one of the two; if the source says both, add `allow` to the file, with the reason";

/// Reports every finding that contradicts itself.
pub fn check(kb: &KnowledgeBase, diagnostics: &mut Diagnostics) {
    let thresholds = Thresholds::of(kb);
    for (_, finding) in kb.findings() {
        let judged = Judged { finding, outcomes: outcomes(kb, finding), thresholds: &thresholds };
        let against = judged.change_against_figures();
        let found = against.or_else(|| judged.benefit_against_change());
        let found = found.or_else(|| judged.benefit_against_figures());
        if let Some(found) = found.or_else(|| judged.benefit_against_shares()) {
            diagnostics.report(found);
        }
    }
}

/// The outcome measures of a finding, if all that it measured are some.
fn outcomes<'k>(kb: &'k KnowledgeBase, finding: &Finding) -> Vec<&'k OutcomeMeasure> {
    let found = finding.measures.iter().map(|measure| kb.outcomes.get(&Id::new(measure.value.as_str())));
    found.collect::<Option<Vec<_>>>().unwrap_or_default()
}

struct Judged<'k> {
    finding: &'k Finding,
    outcomes: Vec<&'k OutcomeMeasure>,
    thresholds: &'k Thresholds,
}

/// Up or down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Up,
    Down,
}

/// What figures say of the direction.
struct Figures {
    way: Way,
    /// The figures, quoted.
    quoted: String,
    span: Span,
}

impl Judged<'_> {
    fn change_against_figures(&self) -> Option<Diagnostic> {
        let change = self.finding.change.as_ref()?;
        let figures = self.figures()?;
        let is_significant = self.finding.significance.given() == Some(&Significance::Significant);
        let contradicts = match change.value {
            Change::Increased => figures.way == Way::Down,
            Change::Decreased => figures.way == Way::Up,
            Change::Unchanged => is_significant,
            Change::Mixed | Change::NotStated | Change::NotApplicable => false,
        };
        contradicts.then(|| {
            let message = format!("`change: {}` stands beside {}", change.value.word(), figures.quoted);
            contradiction(change.span, message).related(figures.span, "the figures")
        })
    }

    fn benefit_against_change(&self) -> Option<Diagnostic> {
        let (change, benefit) = (self.finding.change.as_ref()?, self.finding.benefit.as_ref()?);
        let way = match change.value {
            Change::Increased => Way::Up,
            Change::Decreased => Way::Down,
            _ => return None,
        };
        let (better, expected) = self.benefit_of(way)?;
        is_opposite(benefit.value, expected).then(|| {
            let message = format!(
                "`benefit: {}` stands beside `change: {}`, and {} is better",
                benefit.value.word(),
                change.value.word(),
                better.word()
            );
            contradiction(benefit.span, message).related(change.span, "the change")
        })
    }

    fn benefit_against_figures(&self) -> Option<Diagnostic> {
        let benefit = self.finding.benefit.as_ref()?;
        let figures = self.figures()?;
        let (better, expected) = self.benefit_of(figures.way)?;
        is_opposite(benefit.value, expected).then(|| {
            let message = format!(
                "`benefit: {}` stands beside {}, and {} is better",
                benefit.value.word(),
                figures.quoted,
                better.word()
            );
            contradiction(benefit.span, message).related(figures.span, "the figures")
        })
    }

    /// What a direction of the value means for the person, by what is better in all its measures.
    fn benefit_of(&self, way: Way) -> Option<(Better, Benefit)> {
        // A criterion, a label or a change that is compared may turn the direction around.
        let is_plain = threshold(self.finding) == Threshold::None
            && self.finding.label.is_none()
            && self.finding.metric != Some(Metric::ChangeFromBaseline);
        let better = self.outcomes.first()?.better?;
        let is_one = self.outcomes.iter().all(|outcome| outcome.better == Some(better));
        let meant = match (better, way) {
            (Better::Lower, Way::Down) | (Better::Higher, Way::Up) => Benefit::Improved,
            (Better::Lower, Way::Up) | (Better::Higher, Way::Down) => Benefit::Worsened,
        };
        (is_plain && is_one).then_some((better, meant))
    }

    /// The direction that the finding's own figures show.
    fn figures(&self) -> Option<Figures> {
        let result = self.finding.result.given()?;
        let versus = self.finding.versus.given();
        match self.finding.comparator.given().map(|comparator| &comparator.value)? {
            Comparator::Baseline => self.signed(result).or_else(|| self.since_baseline(result, versus?)),
            Comparator::None => self.signed(result),
            Comparator::Arm(_) => self.against_arm(result, versus?),
        }
    }

    /// A change that is printed with its sign.
    fn signed(&self, result: &Reported<Amount>) -> Option<Figures> {
        let amount = &result.value;
        let is_change = self.finding.metric == Some(Metric::ChangeFromBaseline);
        let number = amount.change.as_ref().or_else(|| amount.mean.as_ref().filter(|_| is_change))?;
        let has_sign = number.text.starts_with(['-', '−', '+']);
        let way = way(number.value, 0.0).filter(|_| has_sign)?;
        Some(Figures { way, quoted: format!("a change of `{}`", number.text), span: result.span })
    }

    /// A value beside that of the same people before.
    fn since_baseline(&self, result: &Reported<Amount>, versus: &Reported<Amount>) -> Option<Figures> {
        let unit = |amount: &Amount| amount.unit.as_deref().map(folded_unit).unwrap_or_default();
        let is_comparable = self.finding.metric != Some(Metric::ChangeFromBaseline)
            && !differ(&unit(&result.value), &unit(&versus.value));
        let pairs = [
            (&result.value.mean, &versus.value.mean),
            (&result.value.median, &versus.value.median),
            (&result.value.percent, &versus.value.percent),
        ];
        let pairs = pairs.iter().filter_map(|(now, before)| Some((now.as_ref()?, before.as_ref()?)));
        let pairs: Vec<_> = pairs.filter(|_| is_comparable).collect();
        let (now, before) = pairs.first()?;
        let way = way(now.value, before.value)?;
        let agree = pairs.iter().all(|(now, before)| self::way(now.value, before.value) == Some(way));
        let quoted = format!("`{}`, and `{}` before", now.text, before.text);
        agree.then_some(Figures { way, quoted, span: result.span })
    }

    /// Two signed changes: only where both the change itself and its difference go one way does it
    /// not matter which of them is meant.
    fn against_arm(&self, result: &Reported<Amount>, versus: &Reported<Amount>) -> Option<Figures> {
        let figures = self.signed(result)?;
        let change = result.value.change.as_ref().or(result.value.mean.as_ref())?;
        let other = versus.value.change.as_ref().or(versus.value.mean.as_ref())?;
        (way(change.value, other.value) == Some(figures.way)).then(|| Figures {
            quoted: format!("a change of `{}`, and `{}` in the comparator", change.text, other.text),
            ..figures
        })
    }

    /// The share of those who reached a criterion, or had a harm, in two arms.
    fn benefit_against_shares(&self) -> Option<Diagnostic> {
        let finding = self.finding;
        let benefit = finding.benefit.as_ref()?;
        finding.comparator_id()?;
        let (result, versus) = (finding.result.given()?, finding.versus.given()?);
        let way = way_of_shares(&result.value, &versus.value)?;
        let first = self.outcomes.first()?;
        let is_harm = first.class == Some(OutcomeClass::Harm);
        let is_one = self.outcomes.iter().all(|outcome| outcome.class == first.class);
        // Of a criterion in other words nobody knows whether it is good to reach it.
        let counts_responders =
            finding.criterion.given().is_some_and(|text| !self.thresholds.of_criterion(text).is_empty());
        if !is_one || (!is_harm && !counts_responders) || finding.label.is_some() {
            return None;
        }
        let expected = if (way == Way::Up) == is_harm { Benefit::Worsened } else { Benefit::Improved };
        is_opposite(benefit.value, expected).then(|| {
            let more = if way == Way::Up { "more" } else { "fewer" };
            let what = if is_harm { "had the harm" } else { "reached the criterion" };
            let message = format!(
                "`benefit: {}`, but {more} people {what} than in the comparator",
                benefit.value.word()
            );
            contradiction(benefit.span, message).related(result.span, "the figures")
        })
    }
}

fn contradiction(span: Span, message: String) -> Diagnostic {
    Diagnostic::new(Code::DirectionContradicts, span, message).help(HELP)
}

fn is_opposite(said: Benefit, expected: Benefit) -> bool {
    matches!(
        (said, expected),
        (Benefit::Improved, Benefit::Worsened) | (Benefit::Worsened, Benefit::Improved)
    )
}

fn way(now: f64, before: f64) -> Option<Way> {
    match now.partial_cmp(&before)? {
        std::cmp::Ordering::Less => Some(Way::Down),
        std::cmp::Ordering::Equal => None,
        std::cmp::Ordering::Greater => Some(Way::Up),
    }
}

/// Whether the share is larger or smaller than the other, if counts and percentages agree.
fn way_of_shares(result: &Amount, versus: &Amount) -> Option<Way> {
    let counted = |amount: &Amount| {
        let (count, of) = (amount.count?, amount.denominator().filter(|of| *of > 0)?);
        Some(f64::from(count) / f64::from(of))
    };
    let printed = |amount: &Amount| amount.percent.as_ref().map(|percent| percent.value);
    let by = |share: &dyn Fn(&Amount) -> Option<f64>| way(share(result)?, share(versus)?);
    match (by(&counted), by(&printed)) {
        (Some(one), Some(other)) => (one == other).then_some(one),
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    const REST: &str = "trial: a, time-point: week 4, locator: {section: Results}";
    const ENTRIES: &str = "reports:
              - trial: a
                registry-id: not-reported
                phase: not-reported
                allocation: not-reported
                masking: not-reported
                control: not-reported
                enrollment: not-reported
                arms: [{id: cells}, {id: placebo}]
                follow-up: not-reported
                locator: {section: Methods}
            --- trials/a.md
            --- biomarkers/ige.md
            --- outcomes/easi.md
            better: lower
            --- outcomes/function.md
            better: higher
            --- outcomes/falls.md
            class: harm
            ";

    #[test]
    fn a_change_goes_the_way_of_its_figures() {
        check(&format!(
            "
            --- sources/a.md
            findings:
              - {{id: a, {REST}, measure: ige, arm: all, comparator: baseline, result: {{change: −20.3}}, change: increased}}   #~ direction-contradicts
              - {{id: b, {REST}, measure: ige, arm: all, comparator: baseline, result: {{change: −20.3}}, change: decreased}}
              - {{id: c, {REST}, measure: ige, arm: all, comparator: baseline, result: {{change: 20.3}}, change: decreased}}
              - {{id: d, {REST}, measure: ige, arm: all, comparator: baseline, result: {{mean: 12}}, versus: {{mean: 30}}, change: increased}}   #~ direction-contradicts
              - {{id: e, {REST}, measure: ige, arm: all, comparator: baseline, result: {{mean: 12}}, versus: {{mean: 30}}, change: unchanged}}
              - {{id: f, {REST}, measure: ige, arm: all, comparator: baseline, result: {{mean: 12}}, versus: {{mean: 30}}, change: unchanged, significance: significant}}   #~ direction-contradicts
              - {{id: g, {REST}, measure: ige, arm: all, comparator: baseline, result: {{mean: 12, median: 31}}, versus: {{mean: 30, median: 30}}, change: increased}}
              - {{id: h, {REST}, measure: ige, arm: cells, comparator: placebo, result: {{mean: 12}}, versus: {{mean: 30}}, change: increased}}
              - {{id: i, {REST}, measure: ige, arm: cells, comparator: placebo, result: {{change: -5}}, versus: {{change: -9}}, change: increased}}
              - {{id: j, {REST}, measure: ige, arm: cells, comparator: placebo, result: {{change: -9}}, versus: {{change: -5}}, change: increased}}   #~ direction-contradicts
              - {{id: k, {REST}, measure: ige, arm: all, comparator: baseline, result: {{mean: 12, unit: mg}}, versus: {{mean: 30, unit: µg}}, change: increased}}   #~ units-mixed
            {ENTRIES}"
        ));
    }

    #[test]
    fn a_benefit_goes_with_what_is_better() {
        check(&format!(
            "
            --- sources/a.md
            findings:
              - {{id: a, {REST}, measure: easi, arm: all, comparator: baseline, change: decreased, benefit: worsened}}   #~ direction-contradicts
              - {{id: b, {REST}, measure: easi, arm: all, comparator: baseline, change: decreased, benefit: improved}}
              - {{id: c, {REST}, measure: easi, arm: all, comparator: baseline, change: decreased, benefit: unchanged}}
              - {{id: d, {REST}, measure: function, arm: all, comparator: baseline, change: decreased, benefit: improved}}   #~ direction-contradicts
              - {{id: e, {REST}, measure: easi, label: fall of EASI, arm: all, comparator: baseline, change: decreased, benefit: worsened}}
              - {{id: f, {REST}, measure: easi, metric: change-from-baseline, arm: all, comparator: baseline, change: increased, benefit: improved}}
              - {{id: g, {REST}, measure: easi, arm: all, comparator: baseline, result: {{mean: 30}}, versus: {{mean: 20}}, benefit: improved}}   #~ direction-contradicts
              - {{id: h, {REST}, measure: falls, arm: all, comparator: baseline, change: decreased, benefit: worsened}}
            {ENTRIES}"
        ));
    }

    #[test]
    fn more_responders_and_fewer_harms_are_better() {
        let shares =
            "arm: cells, comparator: placebo, result: {count: 4, of: 59}, versus: {count: 14, of: 55}";
        check(&format!(
            "
            --- sources/a.md
            findings:
              - {{id: a, {REST}, measure: easi, criterion: EASI-75, {shares}, benefit: improved}}   #~ direction-contradicts
              - {{id: b, {REST}, measure: easi, criterion: EASI-75, {shares}, benefit: worsened}}
              - {{id: c, {REST}, measure: easi, criterion: relapse, {shares}, benefit: improved}}
              - {{id: d, {REST}, measure: easi, {shares}, benefit: improved}}
              - {{id: e, {REST}, measure: falls, {shares}, benefit: improved}}
              - {{id: f, {REST}, measure: falls, {shares}, benefit: worsened}}   #~ direction-contradicts
              - {{id: g, {REST}, measure: easi, criterion: EASI-75, arm: cells, comparator: placebo, result: {{percent: 23.7, of: 59}}, versus: {{percent: 7.3, of: 55}}, benefit: worsened}}   #~ direction-contradicts
            {ENTRIES}"
        ));
    }
}
