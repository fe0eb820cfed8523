//! Findings as rows of a table.

use super::parts::{Cell, Link, Mark, Place};
use crate::model::{
    Answer, ArmChoice, Comparator, EntryRef, Finding, HasEntry, Kind, Locator, PValue, Report, Source,
    plain_word,
};
use crate::render::context::{Shown, Writer};
use crate::render::words;
use crate::site::finding_anchor;
use serde::Serialize;

/// One finding.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Its anchor on the page of its source; other pages link there.
    pub id: String,
    /// `adstem-2025/easi-75-week-16`.
    pub address: String,
    /// What was measured.
    pub measures: Vec<Link>,
    /// Its name, where no instrument is named.
    pub label: Option<Shown>,
    /// The threshold.
    pub criterion: Option<Shown>,
    /// What of the measure is compared, where it is a change.
    pub metric: Option<String>,
    /// The trial.
    pub trial: Option<Link>,
    /// In whom.
    pub arm: String,
    /// Against what.
    pub comparator: String,
    /// When.
    pub time: Cell,
    /// In the arm.
    pub result: Option<Cell>,
    /// In the comparator.
    pub versus: Option<Cell>,
    /// The p-value as printed, with its reading where it is misprinted.
    pub p_value: Cell,
    /// What became of the value; `None` where the source speaks of benefit alone.
    pub change: Option<Direction>,
    /// Whether the change says more than the benefit beside it: "direction not stated" next to
    /// "improved" would look like a contradiction.
    pub shows_change: bool,
    /// What it meant for the people.
    pub benefit: Option<&'static str>,
    /// What the source calls it.
    pub significance: &'static str,
    /// Species, specimen, method.
    pub notes: Vec<Shown>,
    /// Where it is printed.
    pub place: Vec<Shown>,
    /// A link to the finding on the page of its source.
    pub source: Link,
    /// The source's number on this page.
    pub mark: Mark,
}

/// A change with its mark.
#[derive(Debug, Clone, Serialize)]
pub struct Direction {
    /// For style sheets: `decreased`.
    pub code: &'static str,
    /// The mark.
    pub mark: &'static str,
    /// The word.
    pub word: &'static str,
}

/// The rows of findings, in their order.
pub fn rows<'k>(
    findings: impl IntoIterator<Item = (&'k Source, &'k Finding)>,
    writer: &mut Writer<'_>,
) -> Vec<Row> {
    findings.into_iter().map(|(source, finding)| row(source, finding, writer)).collect()
}

fn row(source: &Source, finding: &Finding, writer: &mut Writer<'_>) -> Row {
    let id = finding_anchor(&finding.id.value);
    let place = Place {
        family: "finding",
        base: format!("{}/{}", source.id(), finding.id.value),
        read: source.read.given().copied(),
    };
    let report = report_of(source, finding);
    let at_source = Writer::source_ref(&source.id());
    Row {
        measures: finding
            .measures
            .iter()
            .filter_map(|measure| writer.measure(measure.value.as_str()))
            .collect(),
        label: finding.label.as_ref().map(|label| place.shown(&label.value, "label")),
        criterion: finding.criterion.given().map(|criterion| place.shown(&criterion.value, "criterion")),
        metric: finding.metric.map(plain_word),
        trial: finding
            .trial
            .given()
            .map(|trial| writer.link(&EntryRef::new(Kind::Trial, trial.value.as_str()))),
        arm: arm(finding, report),
        comparator: comparator(finding, report),
        time: place.cell(&finding.time_point, "time-point", |time| time.text.clone()),
        result: amount(&place, &finding.result, "result"),
        versus: amount(&place, &finding.versus, "versus"),
        p_value: p_value(&place, &finding.p_value),
        change: finding.change.as_ref().map(|change| {
            let (mark, word) = words::change(change.value);
            Direction { code: crate::model::Vocabulary::word(change.value), mark, word }
        }),
        benefit: finding.benefit.as_ref().map(|benefit| words::benefit(benefit.value)),
        shows_change: finding.says_change(),
        significance: finding
            .significance
            .given()
            .map_or("significance not stated", |significance| words::significance(*significance)),
        notes: notes(&place, finding),
        place: locators(&finding.locators, &place),
        source: writer.link_as(&at_source, Some(&id), writer.name(&at_source)),
        mark: writer.mark(&source.id()),
        address: place.base.clone(),
        id,
    }
}

impl Writer<'_> {
    /// A link to an outcome measure or biomarker.
    pub fn measure(&self, id: &str) -> Option<Link> {
        let (at, _) = self.shared.kb.measure(id)?;
        Some(self.link(&at))
    }
}

/// The report of the finding's trial in the same source.
fn report_of<'s>(source: &'s Source, finding: &Finding) -> Option<&'s Report> {
    let trial = finding.trial.given()?;
    source.reports.iter().find(|report| report.trial.given().is_some_and(|known| known.value == trial.value))
}

/// What pages call an arm.
pub fn arm_label(report: Option<&Report>, id: &str) -> String {
    let arms = report.and_then(|report| report.arms.given());
    let arm = arms.into_iter().flatten().find(|arm| arm.id.value == id);
    arm.and_then(|arm| arm.label.given()).map_or_else(|| id.to_owned(), |label| label.value.clone())
}

fn arm(finding: &Finding, report: Option<&Report>) -> String {
    match finding.arm.given().map(|arm| &arm.value) {
        Some(ArmChoice::Arm(id)) => arm_label(report, id),
        Some(ArmChoice::All) => "everyone".to_owned(),
        None => "not stated".to_owned(),
    }
}

fn comparator(finding: &Finding, report: Option<&Report>) -> String {
    match finding.comparator.given().map(|comparator| &comparator.value) {
        Some(Comparator::Arm(id)) => arm_label(report, id),
        Some(Comparator::Baseline) => "baseline".to_owned(),
        Some(Comparator::None) => "nothing (a plain count)".to_owned(),
        None => "not stated".to_owned(),
    }
}

/// A result in words of this site, with the printed characters beside it.
fn amount(
    place: &Place,
    answer: &Answer<crate::model::Reported<crate::model::Amount>>,
    part: &str,
) -> Option<Cell> {
    answer.given().map(|_| place.reported(answer, part, ToString::to_string))
}

fn p_value(place: &Place, answer: &Answer<PValue>) -> Cell {
    let mut cell = place.cell(answer, "p-value", |p| p.printed.clone());
    if let Answer::Given(PValue { because: Some(because), bound, .. }) = answer {
        cell.printed = Some(place.shown(bound.to_string(), "p-value.read"));
        cell.because = Some(place.shown(because, "p-value.because"));
    }
    cell
}

fn notes(place: &Place, finding: &Finding) -> Vec<Shown> {
    let mut notes = Vec::new();
    notes.extend(words::species(finding.species).map(|species| place.shown(species, "species")));
    notes.extend(
        finding.specimen.given().map(|specimen| place.shown(format!("in {}", specimen.value), "specimen")),
    );
    notes.extend(finding.method.given().map(|method| place.shown(format!("by {}", method.value), "method")));
    if let Some(among) = finding.among.given() {
        let of = match (among.count, among.of) {
            (Some(count), Some(of)) => format!("in {count} of {of}"),
            (Some(count), None) => format!("in {count}"),
            _ => "in a part".to_owned(),
        };
        let who = among.who.as_deref().map(|who| format!(" {who}")).unwrap_or_default();
        notes.push(place.shown(format!("{of}{who}"), "among"));
    }
    notes.extend(
        finding.analysed.given().map(|people| place.shown(format!("{} analysed", people.value), "analysed")),
    );
    notes.extend(
        finding
            .maximal_at
            .given()
            .map(|time| place.shown(format!("greatest at {}", time.text), "maximal-at")),
    );
    notes.extend(finding.interval.given().map(|interval| {
        let level = interval.level.as_ref().map(|level| format!("{}% ", level.text)).unwrap_or_default();
        place.shown(format!("{level}interval {} to {}", interval.low.text, interval.high.text), "interval")
    }));
    notes
}

/// Where a fact is printed: "Results, sentence 2".
pub fn locators(locators: &[Locator], place: &Place) -> Vec<Shown> {
    locators
        .iter()
        .map(|locator| {
            let mut text = locator.section.value.clone();
            match locator.sentences {
                Some((first, last)) if first == last => text.push_str(&format!(", sentence {first}")),
                Some((first, last)) => text.push_str(&format!(", sentences {first} to {last}")),
                None => {}
            }
            for (word, part) in
                [("page", &locator.page), ("table", &locator.table), ("figure", &locator.figure)]
            {
                if let Some(part) = part {
                    text.push_str(&format!(", {word} {part}"));
                }
            }
            place.shown(text, "locator")
        })
        .collect()
}
