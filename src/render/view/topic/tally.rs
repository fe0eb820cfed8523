//! How many findings on a measure say what.

use crate::model::{Benefit, Change, Derived, EntryRef, Finding, Formula, HasEntry, Source};
use crate::render::context::{Shown, Writer};
use crate::render::view::finding;
use crate::render::view::parts::Mark;
use crate::render::view::says::{self, Scope};
use crate::strings::{Strings, Word};
use crate::synthesis::{MeasureFindings, Threshold};
use serde::Serialize;

/// How many findings say one thing, or one finding that speaks for some of the people.
#[derive(Debug, Serialize)]
pub struct Count {
    /// For style sheets.
    pub code: &'static str,
    /// The mark.
    pub mark: &'static str,
    /// The threshold that is counted, where not the measure itself.
    pub threshold: Option<Word>,
    /// Threshold and time of one finding.
    pub about: Vec<Shown>,
    /// What they say.
    pub word: Word,
    /// For whom: "in 1 of 6".
    pub scope: Vec<Scope>,
    /// How many say it; `None` for one that stands for itself.
    pub count: Option<Shown>,
    /// One finding, several findings.
    pub noun: Word,
    /// Who reports the one that stands for itself.
    pub marks: Vec<Mark>,
}

/// Counts of findings by what they say; changes and benefits are never added up, and a finding
/// that speaks for some of the people is never one of many.
pub fn tally(at: &EntryRef, found: &MeasureFindings<'_>, writer: &mut Writer<'_>) -> Vec<Count> {
    let (tally, strings) = (found.tally(), &writer.shared.strings);
    let changes = tally.changes.iter().filter(|((_, change), _)| *change != Change::NotApplicable).map(
        |((threshold, change), number)| {
            count(at, threshold, "change", says::of_change(*change, Vec::new(), strings), *number, strings)
        },
    );
    let benefits = tally
        .benefits
        .iter()
        .filter(|((_, benefit), _)| !matches!(benefit, Benefit::NotStated | Benefit::NotApplicable))
        .map(|((threshold, benefit), number)| {
            count(at, threshold, "benefit", says::of_benefit(*benefit, Vec::new(), strings), *number, strings)
        });
    let of_some =
        tally.of_some.iter().flat_map(|(source, finding)| stands_for_itself(source, finding, writer));
    changes.chain(benefits).chain(of_some).collect()
}

fn count(
    at: &EntryRef,
    threshold: &Threshold<'_>,
    key: &str,
    direction: says::Direction,
    number: usize,
    strings: &Strings,
) -> Count {
    let (threshold, end) = match threshold {
        Threshold::None => (None, String::new()),
        Threshold::Named(criterion) => (Some(Word::from(*criterion)), format!("/{criterion}")),
        Threshold::NotStated => {
            (Some(strings.get("finding", "threshold-not-stated")), "/not-stated".to_owned())
        }
    };
    let address = format!("tally/{}/{key}.{}{end}", at.id, direction.code);
    let tallied = Derived { value: number, formula: Formula::Tallied };
    let count = Shown::derived(&tallied, usize::to_string, address, strings);
    Count {
        code: direction.code,
        mark: direction.mark,
        threshold,
        about: Vec::new(),
        word: direction.word,
        scope: direction.scope,
        count: Some(count),
        noun: strings.count("list", "findings", number),
        marks: Vec::new(),
    }
}

/// A finding that speaks for some of the people, once for its change and once for its benefit.
fn stands_for_itself(source: &Source, finding: &Finding, writer: &mut Writer<'_>) -> Vec<Count> {
    let mark = writer.mark(&source.id());
    let place = finding::place(source, finding, &writer.shared.strings);
    let says = says::says(&place, finding);
    let is_stated = |direction: &says::Direction| direction.code != "not-stated";
    let time = finding.time_point.given().map(|time| place.shown(&time.text, "time-point"));
    let about: Vec<Shown> = finding::criterion(finding, &place).into_iter().chain(time).collect();
    let both = says.change.into_iter().chain(says.benefit).filter(is_stated);
    both.map(|direction| Count {
        code: direction.code,
        mark: direction.mark,
        threshold: None,
        about: about.clone(),
        word: direction.word,
        scope: direction.scope,
        count: None,
        noun: Word::default(),
        marks: vec![mark.clone()],
    })
    .collect()
}
