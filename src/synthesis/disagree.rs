//! Where sources give different values for one field of a trial.
//!
//! What is absent never disagrees, and free text is never compared. Two values disagree only if
//! both cannot be meant: a share of body weight may be a dose in all, four weeks may be a month.

mod differ;

use super::{Synthesis, TrialDesign};
use crate::diagnostics::Span;
use crate::link::KnowledgeBase;
use crate::model::{
    Answer, Arm, Centers, Date, Dose, DoseOf, DosePer, Duration, Id, Intervention, Recruitment, Report,
    Reported, Settlement, Source, Trial, Value, Vocabulary,
};
use differ::{Comparable, disagree};
use std::collections::BTreeSet;

/// One field of a trial on which sources disagree.
#[derive(Debug, Clone)]
pub struct Disagreement<'k> {
    /// The trial.
    pub trial: Id<Trial>,
    /// The field, as `settles` writes it: `enrollment`, `arms/low-dose/dose`, `schedule`.
    pub field: String,
    /// What each source says, in the order of precedence; some may agree with each other.
    pub values: Vec<Stated<'k>>,
}

/// What one source says of a field.
#[derive(Debug, Clone)]
pub struct Stated<'k> {
    /// The source.
    pub source: &'k Source,
    /// Its report.
    pub report: &'k Report,
    /// The addresses of the values in the report: `arms.low-dose.intervention.dose`.
    pub parts: Vec<String>,
    /// The value in an editor's words.
    pub text: String,
    /// Where it is written.
    pub span: Span,
    value: Comparable<'k>,
}

impl Disagreement<'_> {
    /// What the trial's file decides about it.
    pub fn settlement<'k>(&self, kb: &'k KnowledgeBase) -> Option<&'k Settlement> {
        let trial = kb.trials.get(&self.trial)?;
        trial.settles.iter().find(|settled| settled.field.value == self.field)
    }

    /// Each value that disagrees with one before it, together with the first such.
    pub fn pairs<'d>(&'d self, kb: &KnowledgeBase) -> Vec<(&'d Stated<'d>, &'d Stated<'d>)> {
        // What was said twice need not be compared again, unless one source said it both times.
        let mut earlier: Vec<&Stated<'_>> = Vec::new();
        let mut pairs = Vec::new();
        for later in &self.values {
            pairs.extend(earlier.iter().find(|one| disagree(kb, one, later)).map(|one| (*one, later)));
            if earlier.iter().filter(|one| one.text == later.text).count() < 2 {
                earlier.push(later);
            }
        }
        pairs
    }
}

/// Every disagreement, by trial and field, whether it is settled or not.
pub fn disagreements<'k>(kb: &'k KnowledgeBase, synthesis: &Synthesis<'k>) -> Vec<Disagreement<'k>> {
    let of_trials = synthesis.trials.iter().flat_map(|(trial, design)| {
        fields(design).into_iter().filter_map(|(field, values)| {
            let found = Disagreement { trial: trial.clone(), field, values };
            let disagrees = !found.pairs(kb).is_empty();
            disagrees.then_some(found)
        })
    });
    of_trials.collect()
}

/// What every source says of a field that is compared; nothing for one that is not.
pub fn stated<'k>(design: &TrialDesign<'k>, field: &str) -> Vec<Stated<'k>> {
    fields(design).into_iter().find(|(key, _)| key == field).map(|(_, values)| values).unwrap_or_default()
}

/// A field with what is said of it.
type FieldOf<'k> = (String, Vec<Stated<'k>>);

/// Every field that is compared.
fn fields<'k>(design: &TrialDesign<'k>) -> Vec<FieldOf<'k>> {
    let collect = |key: &str, read: Reader<'k>| {
        let values = design.reports.iter().filter_map(|(source, report)| {
            let (value, text, span) = read(source, report)?;
            Some(Stated { source, report, parts: vec![key.to_owned()], text, span, value })
        });
        (key.to_owned(), values.collect::<Vec<_>>())
    };
    let arms: BTreeSet<&str> = design.arms().iter().map(|(_, _, arm)| arm.id.value.as_str()).collect();
    let has_one_group = arms.len() == 1;
    let mut fields: Vec<FieldOf<'k>> = FIELDS.iter().map(|(key, read)| collect(key, *read)).collect();
    fields.push(("enrollment".to_owned(), enrollment(design, has_one_group)));
    fields.push(("schedule".to_owned(), schedule(design)));
    for id in arms {
        if !has_one_group {
            fields.push(of_arm(design, id, "participants", "participants", |arm| {
                let people = arm.participants.given()?;
                Some((Comparable::Text(people.value.to_string()), people.value.to_string(), people.span))
            }));
        }
        fields.push(of_arm(design, id, "cell-type", "intervention.cell-type", |arm| {
            let cells = arm.intervention.given()?.cell_type.given()?;
            Some((Comparable::CellType(&cells.value), cells.value.to_string(), cells.span))
        }));
        fields.push(of_arm(design, id, "donor", "intervention.donor", |arm| {
            word(&arm.intervention.given()?.donor)
        }));
        fields.push(of_arm(design, id, "route", "intervention.route", |arm| {
            word(&arm.intervention.given()?.route)
        }));
        fields.push(of_arm(design, id, "dose", "intervention.dose", |arm| {
            let dose = arm.intervention.given()?.dose.given()?;
            Some((Comparable::Dose(&dose.value), dose_in_words(&dose.value), dose.span))
        }));
    }
    fields
}

/// A value with its words and its place.
type Found<'k> = Option<(Comparable<'k>, String, Span)>;
type Reader<'k> = fn(&'k Source, &'k Report) -> Found<'k>;
type NamedReader = (&'static str, for<'k> fn(&'k Source, &'k Report) -> Found<'k>);

/// The fields of a report that stand for themselves.
const FIELDS: &[NamedReader] = &[
    ("registry-id", |_, report| {
        let id = report.registry_id.given()?;
        Some((Comparable::RegistryId(id.value.trim().to_uppercase()), id.value.clone(), id.span))
    }),
    ("phase", |_, report| word(&report.phase)),
    ("allocation", |_, report| {
        let allocation = report.allocation.given()?;
        Some((Comparable::Allocation(allocation.value), allocation.value.word().to_owned(), allocation.span))
    }),
    ("masking", |_, report| word(&report.masking)),
    ("control", |_, report| word(&report.control)),
    ("centers", |_, report| {
        let centers = report.centers.given()?;
        let text = match centers.value {
            Centers::Single => "single".to_owned(),
            Centers::Multiple => "multiple".to_owned(),
            Centers::Count(count) => count.to_string(),
        };
        Some((Comparable::Centers(centers.value), text, centers.span))
    }),
    ("number-of-arms", |_, report| {
        let count = report.number_of_arms.given()?;
        Some((Comparable::Text(count.value.to_string()), count.value.to_string(), count.span))
    }),
    ("follow-up", |_, report| {
        let follow_up = report.follow_up.given()?;
        Some((Comparable::FollowUp(&follow_up.value), length_in_words(&follow_up.value.time), follow_up.span))
    }),
    ("registered", |_, report| date(&report.registered)),
    ("first-posted", |_, report| date(&report.first_posted)),
    ("start", |_, report| date(&report.start)),
    ("completion", |_, report| {
        let end = report.completion.given()?;
        Some((Comparable::Completion(end), end.date.value.to_string(), end.date.span))
    }),
    ("recruitment", |source, report| {
        let known: &Recruitment = report.recruitment.given()?;
        let as_of = known.as_of.given().or(source.as_of.given())?;
        let word = known.status.value.word();
        Some((Comparable::Status(word.to_owned(), *as_of), format!("{word} on {as_of}"), known.status.span))
    }),
];

fn word<'k, T: Vocabulary>(answer: &'k Answer<Reported<T>>) -> Found<'k> {
    let reported = answer.given()?;
    let word = reported.value.word().to_owned();
    Some((Comparable::Text(word.clone()), word, reported.span))
}

fn date<'k>(answer: &'k Answer<Reported<Date>>) -> Found<'k> {
    let reported = answer.given()?;
    Some((Comparable::Date(reported.value), reported.value.to_string(), reported.span))
}

/// One field of one arm.
fn of_arm<'k>(
    design: &TrialDesign<'k>,
    id: &str,
    field: &str,
    part: &str,
    read: fn(&'k Arm) -> Found<'k>,
) -> FieldOf<'k> {
    let values = design.reports.iter().filter_map(|(source, report)| {
        let arm = arms_of(report).find(|arm| arm.id.value == id)?;
        let (value, text, span) = read(arm)?;
        Some(Stated { source, report, parts: vec![format!("arms.{id}.{part}")], text, span, value })
    });
    (format!("arms/{id}/{field}"), values.collect())
}

fn arms_of(report: &Report) -> impl Iterator<Item = &Arm> {
    report.arms.given().into_iter().flatten()
}

/// Who took part; where there is one group, its size says the same.
fn enrollment<'k>(design: &TrialDesign<'k>, has_one_group: bool) -> Vec<Stated<'k>> {
    let values = design.reports.iter().filter_map(|(source, report)| {
        let in_all = report.enrollment.given().map(|people| ("enrollment".to_owned(), people));
        let of_group = arms_of(report).filter(|_| has_one_group).filter_map(|arm| {
            Some((format!("arms.{}.participants", arm.id.value), arm.participants.given()?))
        });
        let said: Vec<(String, &Reported<u32>)> = in_all.into_iter().chain(of_group).collect();
        let (_, first) = said.first()?;
        Some(Stated {
            source,
            report,
            text: first.value.to_string(),
            span: first.span,
            value: Comparable::People(said.iter().map(|(_, people)| people.value).collect()),
            parts: said.into_iter().map(|(part, _)| part).collect(),
        })
    });
    values.collect()
}

/// How often, how far apart and over how long the arms were treated, as one field.
fn schedule<'k>(design: &TrialDesign<'k>) -> Vec<Stated<'k>> {
    let values = design.reports.iter().filter_map(|(source, report)| {
        let arms = arms_of(report).filter_map(|arm| {
            let given = arm.intervention.given()?;
            (!schedule_in_words(given).is_empty()).then_some((arm.id.value.as_str(), given))
        });
        let arms: Vec<(&str, &Intervention)> = arms.collect();
        let (_, first) = arms.first()?;
        let parts = arms.iter().flat_map(|(id, _)| {
            ["administrations", "interval", "duration"].map(|part| format!("arms.{id}.intervention.{part}"))
        });
        let parts = parts.filter(|part| report.value(part).is_some_and(|value| !is_absent(&value))).collect();
        let mut texts: Vec<String> = arms.iter().map(|(_, given)| schedule_in_words(given)).collect();
        texts.dedup();
        let text = texts.join("; ");
        let span = span_of_schedule(first);
        Some(Stated { source, report, parts, text, span, value: Comparable::Schedule(arms) })
    });
    values.collect()
}

fn is_absent(value: &Value<'_>) -> bool {
    matches!(value, Value::Absent(_))
}

fn span_of_schedule(given: &Intervention) -> Span {
    let count = given.administrations.given().map(|count| count.span);
    let interval = given.interval.given().map(|length| length.span);
    let duration = given.duration.given().map(|length| length.span);
    count.or(interval).or(duration).unwrap_or(given.span)
}

/// "3 times, every 2 weeks, for 12 weeks".
fn schedule_in_words(given: &Intervention) -> String {
    let count = given.administrations.given().map(|count| match count.value {
        1 => "once".to_owned(),
        count => format!("{count} times"),
    });
    let every = given.interval.given().map(|length| format!("every {}", length_in_words(&length.value)));
    let over = given.duration.given().map(|length| format!("for {}", length_in_words(&length.value)));
    [count, every, over].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn length_in_words(length: &Duration) -> String {
    let unit = length.unit.word();
    match &length.high {
        Some(high) => format!("{} to {} {unit}s", length.low.text, high.text),
        None if length.low.text == "1" => format!("1 {unit}"),
        None => format!("{} {unit}s", length.low.text),
    }
}

/// "1e6 to 3e6 cells per kg".
fn dose_in_words(dose: &Dose) -> String {
    let to = dose.to.map(|to| format!(" to {to:e}")).unwrap_or_default();
    let per = match dose.per {
        DosePer::Kilogram => " per kg",
        DosePer::Total => " in all",
        DosePer::NotStated => "",
    };
    let of = match dose.of {
        DoseOf::Administration => ", each time",
        DoseOf::Course => ", over the course",
        DoseOf::NotStated => "",
    };
    format!("{:e}{to} cells{per}{of}", dose.cells)
}
