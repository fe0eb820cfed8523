//! Results as one source prints them, and facts that are no result.

use super::{
    Allow, Answer, Date, Duration, Id, Locator, Measure, Number, Reported, Species, Trial, vocabulary,
};
use crate::diagnostics::{Span, Spanned};
use std::sync::Arc;

/// One result as one source prints it.
#[derive(Debug, Clone)]
pub struct Finding {
    /// Its name within the source.
    pub id: Spanned<Arc<str>>,
    /// In which trial.
    pub trial: Answer<Spanned<Id<Trial>>>,
    /// What was measured; several where they share all else.
    pub measures: Vec<Spanned<Id<Measure>>>,
    /// Its name, where no instrument is named.
    pub label: Option<Spanned<String>>,
    /// The threshold: EASI-75.
    pub criterion: Answer<Spanned<String>>,
    /// What of the measure is compared.
    pub metric: Option<Metric>,
    /// In whom.
    pub arm: Answer<Spanned<ArmChoice>>,
    /// Against what.
    pub comparator: Answer<Spanned<Comparator>>,
    /// When.
    pub time_point: Answer<Spanned<TimePoint>>,
    /// When the effect was greatest.
    pub maximal_at: Answer<Spanned<TimePoint>>,
    /// The people, if they are a part of the arm.
    pub among: Answer<Among>,
    /// How many people it rests on.
    pub analysed: Answer<Reported<u32>>,
    /// In the arm.
    pub result: Answer<Reported<Amount>>,
    /// In the comparator.
    pub versus: Answer<Reported<Amount>>,
    /// The interval that the source prints.
    pub interval: Answer<Interval>,
    /// The p-value that the source prints.
    pub p_value: Answer<PValue>,
    /// What became of the measured value, as the source says it.
    pub change: Option<Spanned<Change>>,
    /// What it meant for the person, as the source says it.
    pub benefit: Option<Spanned<Benefit>>,
    /// What the source calls it.
    pub significance: Answer<Significance>,
    /// In what it was measured.
    pub specimen: Answer<Reported<String>>,
    /// In whom: people by default.
    pub species: Species,
    /// By which method.
    pub method: Answer<Reported<String>>,
    /// Where it is printed.
    pub locators: Vec<Locator>,
    /// When it came into the base.
    pub added: Option<Date>,
    /// When it last changed.
    pub changed: Option<Spanned<Date>>,
    /// Rules that are silenced for this finding, each with a reason.
    pub allow: Vec<Allow>,
    /// Where the editor wrote it.
    pub span: Span,
    /// All that the editor wrote of it.
    pub extent: Span,
}

/// A fact that is no trial result.
#[derive(Debug, Clone)]
pub struct Statement {
    /// Its name within the source.
    pub id: Spanned<Arc<str>>,
    /// What it is about, as ids, titles or aliases of any kind.
    pub about: Vec<Spanned<String>>,
    /// What sort of fact.
    pub topic: Topic,
    /// The fact, in our words.
    pub says: Spanned<String>,
    /// The figures as printed.
    pub figures: Vec<Spanned<String>>,
    /// For whom or where it holds.
    pub scope: Option<String>,
    /// Whom the source names for it.
    pub attributed_to: Option<String>,
    /// In whom.
    pub species: Species,
    /// Where it is printed.
    pub locators: Vec<Locator>,
    /// When it came into the base.
    pub added: Option<Date>,
    /// When it last changed.
    pub changed: Option<Spanned<Date>>,
    /// Where the editor wrote it.
    pub span: Span,
}

/// In whom a result was found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum ArmChoice {
    /// An arm of the trial.
    Arm(String),
    /// Everyone in the report.
    All,
}

/// Against what a result was compared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Comparator {
    /// Another arm of the trial.
    Arm(String),
    /// The same people before.
    Baseline,
    /// Nothing: a plain count.
    None,
}

/// A part of an arm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Among {
    /// How many people.
    pub count: Option<u32>,
    /// Out of how many.
    pub of: Option<u32>,
    /// Who they are.
    pub who: Option<String>,
    /// Where the editor wrote it.
    pub span: Span,
}

/// A count, a share or a measurement.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Amount {
    /// How many people.
    pub count: Option<u32>,
    /// The share as printed, in per cent.
    pub percent: Option<Number>,
    /// Of how many people.
    pub of: Answer<u32>,
    /// Mean.
    pub mean: Option<Number>,
    /// Standard deviation.
    pub sd: Option<Number>,
    /// Change of the measured value.
    pub change: Option<Number>,
    /// Median.
    pub median: Option<Number>,
    /// Smallest and largest.
    pub range: Option<Interval>,
    /// Unit of measurement.
    pub unit: Option<String>,
}

/// Two bounds.
#[derive(Debug, Clone, PartialEq)]
pub struct Interval {
    /// The lower bound.
    pub low: Number,
    /// The upper bound.
    pub high: Number,
    /// The level of confidence, in per cent.
    pub level: Option<Number>,
}

/// A p-value as the source prints it, with the bound it states.
///
/// Sources misprint: `P = .0.017` is kept as it stands in `printed`, and `because` says how it
/// was read.
#[derive(Debug, Clone, PartialEq)]
pub struct PValue {
    /// The characters of the source.
    pub printed: String,
    /// What they mean.
    pub bound: Bound,
    /// Why they are read so, where they are misprinted.
    pub because: Option<String>,
    /// Where the editor wrote it.
    pub span: Span,
}

/// What a p-value states.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Bound {
    /// p is this.
    Equal(f64),
    /// p is below this.
    Below(f64),
    /// p is this or below.
    AtMost(f64),
    /// p is above this.
    Above(f64),
}

/// When something was measured.
#[derive(Debug, Clone, PartialEq)]
pub struct TimePoint {
    /// As it was written: `week 16`.
    pub text: String,
    /// What it means.
    pub when: When,
}

/// The meaning of a time point.
#[derive(Debug, Clone, PartialEq)]
pub enum When {
    /// Before treatment.
    Baseline,
    /// At the end that the source calls end-point.
    EndPoint,
    /// After treatment; when is not said.
    AfterTreatment,
    /// After so many rounds of treatment: "1 or 2".
    AfterCycles,
    /// At any time of the follow-up.
    WholeFollowUp,
    /// At a time, or between two.
    At(Duration),
    /// Longer than this.
    Over(Duration),
}

impl Finding {
    /// The arm, where one is named.
    pub fn arm_id(&self) -> Option<&str> {
        match self.arm.given().map(|arm| &arm.value) {
            Some(ArmChoice::Arm(id)) => Some(id),
            _ => None,
        }
    }

    /// Whether the change is to be told: it has a direction, or the source gives no benefit either.
    pub fn says_change(&self) -> bool {
        let has_benefit = self
            .benefit
            .as_ref()
            .is_some_and(|benefit| !matches!(benefit.value, Benefit::NotStated | Benefit::NotApplicable));
        let is_open =
            |change: &Spanned<Change>| matches!(change.value, Change::NotStated | Change::NotApplicable);
        self.change.as_ref().is_some_and(|change| !(is_open(change) && has_benefit))
    }

    /// The arm it was compared with, where one is named.
    pub fn comparator_id(&self) -> Option<&str> {
        match self.comparator.given().map(|comparator| &comparator.value) {
            Some(Comparator::Arm(id)) => Some(id),
            _ => None,
        }
    }
}

impl Amount {
    /// How many people a count or share refers to.
    pub fn denominator(&self) -> Option<u32> {
        self.of.given().copied()
    }
}

vocabulary! {
    /// What became of the measured value.
    "a change"
    pub enum Change {
        /// Higher than before, or than in the comparator.
        Increased = "increased",
        /// Lower.
        Decreased = "decreased",
        /// The same.
        Unchanged = "unchanged",
        /// One way in some, another way in others.
        Mixed = "mixed",
        /// The source gives no direction.
        NotStated = "not-stated",
        /// There is no direction.
        NotApplicable = "not-applicable",
    }
}

vocabulary! {
    /// What a result meant for the person.
    "a benefit"
    pub enum Benefit {
        /// Better.
        Improved = "improved",
        /// Worse.
        Worsened = "worsened",
        /// The same.
        Unchanged = "unchanged",
        /// Better for some, worse for others.
        Mixed = "mixed",
        /// The source does not say.
        NotStated = "not-stated",
        /// There is none to speak of.
        NotApplicable = "not-applicable",
    }
}

vocabulary! {
    /// What the source calls a result.
    "a significance"
    pub enum Significance {
        /// Significant.
        Significant = "significant",
        /// Not significant.
        NotSignificant = "not-significant",
    }
}

vocabulary! {
    /// What of a measure is compared.
    "a metric"
    pub enum Metric {
        /// The value at the time.
        Value = "value",
        /// Its change since baseline.
        ChangeFromBaseline = "change-from-baseline",
    }
}

vocabulary! {
    /// What sort of fact a statement is.
    "a topic"
    pub enum Topic {
        /// What something is.
        Definition = "definition",
        /// What people feel or show.
        Symptom = "symptom",
        /// Where it comes from.
        Cause = "cause",
        /// How it works.
        Mechanism = "mechanism",
        /// How common it is.
        Prevalence = "prevalence",
        /// How it goes on.
        Course = "course",
        /// What makes it likelier.
        RiskFactor = "risk-factor",
        /// What comes with it.
        Comorbidity = "comorbidity",
        /// How it is treated.
        Treatment = "treatment",
        /// What harm is known.
        Safety = "safety",
        /// What is known, and how well.
        Evidence = "evidence",
        /// What the authors conclude.
        Conclusion = "conclusion",
        /// What somebody claims.
        Claim = "claim",
    }
}
