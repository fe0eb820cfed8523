//! Single values of reports, findings and statements, by address.
//!
//! An address follows the keys that an editor wrote: `adstem-2025/easi-75-week-16/result.count`.
//! Pages put a value into words; where the source printed something else, they show both.

use super::{
    Absence, Allocation, Amount, Answer, Arm, ArmRole, Bound, Centers, Control, Donor, Dose, Duration,
    Finding, FollowUp, Id, Interval, Intervention, Masking, Phase, RecruitmentStatus, Report, Reported,
    Route, Source, Statement, Trial,
};
use std::{borrow::Cow, fmt, sync::Arc};

/// The address of one value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum ValueRef {
    /// A value of a finding; an empty part is its result.
    Finding {
        /// The source that prints it.
        source: Id<Source>,
        /// The finding.
        finding: Arc<str>,
        /// The keys below it, joined by dots.
        part: String,
    },
    /// A value of a report.
    Report {
        /// The source.
        source: Id<Source>,
        /// The trial; a source may report several.
        trial: Id<Trial>,
        /// The keys below it, joined by dots.
        part: String,
    },
    /// A figure of a statement.
    Statement {
        /// The source.
        source: Id<Source>,
        /// The statement.
        statement: Arc<str>,
        /// Which figure, from 1; empty for the first.
        part: String,
    },
    /// A value that this site works out from a finding.
    Derived {
        /// The source of the finding.
        source: Id<Source>,
        /// The finding.
        finding: Arc<str>,
        /// Side and quantity: `result.of-100`.
        part: String,
    },
}

impl ValueRef {
    /// The word that opens an embed, and the name of the attribute on pages.
    pub fn family(&self) -> &'static str {
        match self {
            Self::Finding { .. } => "finding",
            Self::Report { .. } => "report",
            Self::Statement { .. } => "statement",
            Self::Derived { .. } => "derived",
        }
    }

    /// The source that it comes from.
    pub fn source(&self) -> &Id<Source> {
        match self {
            Self::Finding { source, .. }
            | Self::Report { source, .. }
            | Self::Statement { source, .. }
            | Self::Derived { source, .. } => source,
        }
    }
}

impl fmt::Display for ValueRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (source, name, part) = match self {
            Self::Finding { source, finding, part } | Self::Derived { source, finding, part } => {
                (source, &**finding, part)
            }
            Self::Report { source, trial, part } => (source, trial.as_str(), part),
            Self::Statement { source, statement, part } => (source, &**statement, part),
        };
        write!(f, "{source}/{name}")?;
        if part.is_empty() { Ok(()) } else { write!(f, "/{part}") }
    }
}

/// A value as the base holds it: characters of a source, or what pages have words for.
#[derive(Debug, Clone)]
pub enum Value<'m> {
    /// Characters that a source prints, that an editor wrote, or a number.
    Text(Cow<'m, str>),
    /// There is none.
    Absent(Absence),
    /// A count, a share or a measurement.
    Amount(&'m Amount),
    /// From one number to another.
    Range(&'m Interval),
    /// How many cells.
    Dose(&'m Dose),
    /// A length of time.
    Duration(&'m Duration),
    /// How long those treated were followed.
    FollowUp(&'m FollowUp),
    /// How many places took part.
    Centers(Centers),
    /// The phase of a trial.
    Phase(Phase),
    /// How people came into an arm.
    Allocation(Allocation),
    /// Who did not know the arm.
    Masking(Masking),
    /// What a treatment was compared with.
    Control(Control),
    /// What an arm is for.
    ArmRole(ArmRole),
    /// From whom cells come.
    Donor(Donor),
    /// Into where they are given.
    Route(Route),
    /// Whether a trial recruits.
    Recruitment(RecruitmentStatus),
    /// Whether something is so.
    YesNo(bool),
}

impl<'m> Value<'m> {
    fn of<T>(answer: &'m Answer<T>, value: impl FnOnce(&'m T) -> Self) -> Self {
        match answer {
            Answer::Given(given) => value(given),
            Answer::Absent(absence) => Self::Absent(*absence),
        }
    }

    fn text(text: &'m str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }

    fn printed(text: impl fmt::Display) -> Self {
        Self::Text(Cow::Owned(text.to_string()))
    }
}

/// A reported value that is written as it is.
fn read<T: fmt::Display>(answer: &Answer<Reported<T>>) -> Value<'_> {
    Value::of(answer, |reported| Value::printed(&reported.value))
}

/// A reported text.
fn text(answer: &Answer<Reported<String>>) -> Value<'_> {
    Value::of(answer, |reported| Value::text(&reported.value))
}

/// A reported value that pages have words for.
fn as_is<'m, T>(answer: &'m Answer<Reported<T>>, value: fn(&'m T) -> Value<'m>) -> Value<'m> {
    Value::of(answer, |reported| value(&reported.value))
}

/// A reported alternative of the field.
fn word<T: Copy>(answer: &Answer<Reported<T>>, value: fn(T) -> Value<'static>) -> Value<'_> {
    Value::of(answer, |reported| value(reported.value))
}

impl Finding {
    /// The value of a part of the finding; `None` if it has no such part.
    pub fn value(&self, part: &str) -> Option<Value<'_>> {
        if let Some(part) = side(part, "result") {
            return amount(&self.result, part);
        }
        if let Some(part) = side(part, "versus") {
            return amount(&self.versus, part);
        }
        Some(match part {
            "" if self.result.given().is_some() => return amount(&self.result, ""),
            "" | "p-value" => Value::of(&self.p_value, |p| Value::text(&p.printed)),
            "p-value.read" => Value::of(&self.p_value, |p| Value::printed(p.bound)),
            "time-point" => Value::of(&self.time_point, |time| Value::text(&time.text)),
            "maximal-at" => Value::of(&self.maximal_at, |time| Value::text(&time.text)),
            "criterion" => Value::of(&self.criterion, |criterion| Value::text(&criterion.value)),
            "analysed" => read(&self.analysed),
            "among.count" => Value::printed(self.among.given()?.count?),
            "among.of" => Value::printed(self.among.given()?.of?),
            "among.who" => Value::text(self.among.given()?.who.as_deref()?),
            "interval" => Value::of(&self.interval, Value::Range),
            _ => return None,
        })
    }
}

/// The rest of a part that begins with `side`.
fn side<'p>(part: &'p str, side: &str) -> Option<&'p str> {
    let rest = part.strip_prefix(side)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix('.') }
}

fn amount<'m>(answer: &'m Answer<Reported<Amount>>, part: &str) -> Option<Value<'m>> {
    let reported = match answer {
        Answer::Given(reported) => reported,
        Answer::Absent(absence) => return part.is_empty().then_some(Value::Absent(*absence)),
    };
    let amount = &reported.value;
    let number = |number: &'m Option<super::Number>| number.as_ref().map(|number| Value::text(&number.text));
    match part {
        "" => Some(reported.printed.as_deref().map_or(Value::Amount(amount), Value::text)),
        "count" => amount.count.map(Value::printed),
        "of" => Some(Value::of(&amount.of, Value::printed)),
        "percent" => amount.percent.as_ref().map(|percent| Value::printed(format_args!("{}%", percent.text))),
        "mean" => number(&amount.mean),
        "sd" => number(&amount.sd),
        "change" => number(&amount.change),
        "median" => number(&amount.median),
        "range" => amount.range.as_ref().map(Value::Range),
        "unit" => amount.unit.as_deref().map(Value::text),
        _ => None,
    }
}

impl Report {
    /// The value of a part of the report; `None` if it has no such part.
    pub fn value(&self, part: &str) -> Option<Value<'_>> {
        if let Some((id, part)) = part.strip_prefix("arms.").and_then(|rest| rest.split_once('.')) {
            return self.arms.given()?.iter().find(|arm| arm.id.value == id)?.value(part);
        }
        if let Some(rest) = part.strip_prefix("participants-by.") {
            let index: usize = rest.parse().ok()?;
            return self
                .participants_by
                .get(index.checked_sub(1)?)
                .map(|group| Value::printed(group.count.value));
        }
        if let Some((index, part)) = part.strip_prefix("stages.").and_then(|rest| rest.split_once('.')) {
            let stage = self.stages.get(index.parse::<usize>().ok()?.checked_sub(1)?)?;
            return Some(match part {
                "participants" => read(&stage.participants),
                "follow-up" => as_is(&stage.follow_up, Value::FollowUp),
                "aim" => text(&stage.aim),
                _ => return None,
            });
        }
        if let Some((index, part)) = part.strip_prefix("endpoints.").and_then(|rest| rest.split_once('.')) {
            let endpoint = self.endpoints.get(index.parse::<usize>().ok()?.checked_sub(1)?)?;
            return Some(match part {
                "time-frame" => text(&endpoint.time_frame),
                "method" => text(&endpoint.method),
                "time-points" => {
                    let times = endpoint.time_points.iter().map(|time| time.text.as_str());
                    Value::Text(Cow::Owned(times.collect::<Vec<_>>().join(", ")))
                }
                _ => return None,
            });
        }
        Some(match part {
            "registry-id" => text(&self.registry_id),
            "registered" => read(&self.registered),
            "aim" => text(&self.aim),
            "phase" => word(&self.phase, Value::Phase),
            "allocation" => word(&self.allocation, Value::Allocation),
            "masking" => word(&self.masking, Value::Masking),
            "centers" => word(&self.centers, Value::Centers),
            "control" => word(&self.control, Value::Control),
            "population" => text(&self.population),
            "enrollment" => read(&self.enrollment),
            "number-of-arms" => read(&self.number_of_arms),
            "follow-up" => as_is(&self.follow_up, Value::FollowUp),
            "published" => read(&self.published),
            "initiated-by" => text(&self.initiated_by),
            "study-type" => text(&self.study_type),
            "sponsor" => text(&self.sponsor),
            "start" => read(&self.start),
            "completion" => Value::of(&self.completion, |completion| Value::printed(completion.date.value)),
            "first-posted" => read(&self.first_posted),
            "last-update-posted" => read(&self.last_update_posted),
            "ages" => text(&self.ages),
            "eligibility" => Value::of(&self.eligibility, |list| {
                let list: Vec<_> = list.iter().map(|one| one.value.as_str()).collect();
                Value::Text(Cow::Owned(list.join("; ")))
            }),
            "visits" => text(&self.visits),
            "recruitment" => Value::of(&self.recruitment, |known| Value::Recruitment(known.status.value)),
            "results-posted" => Value::of(&self.results_posted, |posted| Value::YesNo(posted.value)),
            "matched-by" => Value::text(self.matched_by.as_deref()?),
            _ => return None,
        })
    }
}

impl Arm {
    fn value(&self, part: &str) -> Option<Value<'_>> {
        match part {
            "participants" => Some(read(&self.participants)),
            "label" => Some(Value::of(&self.label, |label| Value::text(&label.value))),
            "role" => Some(Value::of(&self.role, |role| Value::ArmRole(*role))),
            _ => {
                let part = part.strip_prefix("intervention.")?;
                self.intervention.given()?.value(part)
            }
        }
    }
}

impl Intervention {
    fn value(&self, part: &str) -> Option<Value<'_>> {
        Some(match part {
            "donor" => word(&self.donor, Value::Donor),
            "product" => text(&self.product),
            "preparation" => text(&self.preparation),
            "route" => word(&self.route, Value::Route),
            "administrations" => read(&self.administrations),
            "interval" => as_is(&self.interval, Value::Duration),
            "cycles" => text(&self.cycles),
            "duration" => as_is(&self.duration, Value::Duration),
            "dose" => as_is(&self.dose, Value::Dose),
            _ => return None,
        })
    }
}

impl Statement {
    /// A figure, counted from 1; an empty part is the first. `None` if there is none.
    pub fn value(&self, part: &str) -> Option<Value<'_>> {
        let index = match part.strip_prefix("figures.") {
            None if part.is_empty() => 0,
            None => return None,
            Some(number) => number.parse::<usize>().ok()?.checked_sub(1)?,
        };
        self.figures.get(index).map(|figure| Value::text(&figure.value))
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Equal(p) => write!(f, "{p}"),
            Self::Below(p) => write!(f, "< {p}"),
            Self::AtMost(p) => write!(f, "≤ {p}"),
            Self::Above(p) => write!(f, "> {p}"),
        }
    }
}
