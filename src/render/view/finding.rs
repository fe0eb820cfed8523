//! Findings as rows of a table.

use super::parts::{Cell, Link, Mark, Place};
use super::says::{self, Says};
use crate::model::{
    Absence, Among, Answer, ArmChoice, Comparator, EntryRef, Finding, HasEntry, Kind, Locator, Metric,
    PValue, Report, Source, plain_word,
};
use crate::render::context::{Shown, Writer};
use crate::render::words;
use crate::site::finding_anchor;
use crate::synthesis::{Threshold, is_retold, threshold};
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
    /// Its name in this finding, where the source gives one of its own.
    pub label: Option<Shown>,
    /// The threshold.
    pub criterion: Option<Shown>,
    /// What of the measure is compared, where it is a change.
    pub metric: Option<String>,
    /// In whom, where not in people: "in mice".
    pub species: Option<Shown>,
    /// Whether the source retells it.
    pub is_retold: bool,
    /// The trial.
    pub trial: Option<Link>,
    /// In whom.
    pub arm: String,
    /// Against what.
    pub comparator: String,
    /// Both: "AtMSC against Placebo".
    pub compared: String,
    /// The people, if they are a part of the arm.
    pub among: Option<Shown>,
    /// When.
    pub time: Cell,
    /// In the arm.
    pub result: Option<Cell>,
    /// In the comparator.
    pub versus: Option<Cell>,
    /// The p-value as printed, with its reading where it is misprinted.
    pub p_value: Cell,
    /// What the source says of it in words.
    pub says: Says,
    /// Specimen, method, and what else there is.
    pub notes: Vec<Shown>,
    /// Where it is printed.
    pub place: Vec<Shown>,
    /// A link to the finding on the page of its source.
    pub source: Link,
    /// The source's number on this page.
    pub mark: Mark,
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
    let place = place(source, finding);
    let report = report_of(source, finding);
    let at_source = Writer::source_ref(&source.id());
    Row {
        measures: measures(finding, writer),
        label: finding.label.as_ref().map(|label| place.shown(&label.value, "label")),
        criterion: criterion(finding, &place).filter(|_| !names_criterion(finding, writer)),
        metric: finding.metric.map(plain_word),
        trial: finding
            .trial
            .given()
            .map(|trial| writer.link(&EntryRef::new(Kind::Trial, trial.value.as_str()))),
        species: words::species(finding.species).map(|species| place.shown(species, "species")),
        is_retold: is_retold(source),
        arm: arm(finding, report),
        comparator: comparator(finding, report),
        compared: compared(finding, report),
        among: finding.among.given().map(|among| place.shown(among_words(among), "among")),
        time: time(finding, &place),
        result: amount(&place, &finding.result, "result"),
        versus: amount(&place, &finding.versus, "versus"),
        p_value: p_value(&place, finding),
        says: says::says(&place, finding),
        notes: notes(&place, finding),
        place: locators(&finding.locators, &place),
        source: writer.link_as(&at_source, Some(&id), writer.name(&at_source)),
        mark: writer.mark(&source.id()),
        address: place.base.clone(),
        id,
    }
}

/// The measures as links; one that its threshold names is called by it: "EASI-75".
fn measures(finding: &Finding, writer: &Writer<'_>) -> Vec<Link> {
    let known = finding.measures.iter().filter_map(|measure| writer.measure(measure.value.as_str()));
    let mut links: Vec<Link> = known.collect();
    if let ([link], Some(criterion)) = (links.as_mut_slice(), finding.criterion.given())
        && criterion.value.starts_with(&link.text)
    {
        link.text.clone_from(&criterion.value);
    }
    links
}

/// Whether the link to the measure is called by the threshold.
fn names_criterion(finding: &Finding, writer: &Writer<'_>) -> bool {
    let criterion = finding.criterion.given();
    criterion
        .is_some_and(|criterion| measures(finding, writer).iter().any(|link| link.text == criterion.value))
}

/// The threshold; that it is not stated is said, since it is another thing than none.
pub fn criterion(finding: &Finding, place: &Place) -> Option<Shown> {
    let text = match threshold(finding) {
        Threshold::Named(criterion) => criterion,
        Threshold::NotStated => words::NO_THRESHOLD,
        Threshold::None => return None,
    };
    Some(place.shown(text, "criterion"))
}

/// The place of a finding's values.
pub fn place(source: &Source, finding: &Finding) -> Place {
    Place {
        family: "finding",
        base: format!("{}/{}", source.id(), finding.id.value),
        read: source.read.given().copied(),
    }
}

impl Writer<'_> {
    /// A link to an outcome measure or biomarker.
    pub fn measure(&self, id: &str) -> Option<Link> {
        let (at, _) = self.shared.kb.measure(id)?;
        Some(self.link(&at))
    }

    /// A link to a trial.
    pub fn trial(&self, id: &str) -> Link {
        self.link(&EntryRef::new(Kind::Trial, id))
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
        None => "group not stated".to_owned(),
    }
}

fn comparator(finding: &Finding, report: Option<&Report>) -> String {
    match finding.comparator.given().map(|comparator| &comparator.value) {
        Some(Comparator::Arm(id)) => arm_label(report, id),
        Some(Comparator::Baseline) => "baseline".to_owned(),
        Some(Comparator::None) | None => "compared with".to_owned(),
    }
}

/// When it was measured; where no time is given, when it was greatest.
fn time(finding: &Finding, place: &Place) -> Cell {
    let cell = place.cell(&finding.time_point, "time-point", |time| time.text.clone());
    match (&cell.value, greatest(finding, place)) {
        (None, Some(greatest)) => Cell { value: Some(greatest), ..Cell::default() },
        _ => cell,
    }
}

fn greatest(finding: &Finding, place: &Place) -> Option<Shown> {
    let time = finding.maximal_at.given()?;
    Some(place.shown(format!("greatest at {}", time.text), "maximal-at"))
}

/// Who is compared with whom, in words.
fn compared(finding: &Finding, report: Option<&Report>) -> String {
    let arm = arm(finding, report);
    match (finding.comparator.given().map(|comparator| &comparator.value), finding.comparator.absence()) {
        (Some(Comparator::None), _) => format!("{arm}; no comparison"),
        (Some(Comparator::Baseline), _) if is_read(finding, report) => {
            format!("{arm} against baseline (our reading)")
        }
        (Some(_), _) => format!("{arm} against {}", comparator(finding, report)),
        (None, Some(Absence::NotApplicable)) => arm,
        (None, _) => format!("{arm}; comparison not stated"),
    }
}

/// Whether the comparison with the start is read into a study of one group: nothing else can be
/// meant, but only a change from baseline is named as one.
fn is_read(finding: &Finding, report: Option<&Report>) -> bool {
    let groups = report.and_then(|report| report.arms.given()).map_or(0, Vec::len);
    groups == 1 && finding.metric != Some(Metric::ChangeFromBaseline)
}

/// "in 2 of 5: those with a good response": the count never runs into the words on who they are.
fn among_words(among: &Among) -> String {
    let of = match (among.count, among.of) {
        (Some(count), Some(of)) => format!("in {count} of {of}"),
        (Some(count), None) => format!("in {count}"),
        _ => "of them".to_owned(),
    };
    let who = among.who.as_deref().map(|who| format!(": {who}")).unwrap_or_default();
    format!("{of}{who}")
}

/// A result in words of this site, with the printed characters beside it.
fn amount(
    place: &Place,
    answer: &Answer<crate::model::Reported<crate::model::Amount>>,
    part: &str,
) -> Option<Cell> {
    answer.given().map(|_| place.reported(answer, part, ToString::to_string))
}

/// The p-value; for a plain count the question does not arise.
fn p_value(place: &Place, finding: &Finding) -> Cell {
    let is_plain = finding.comparator.given().is_some_and(|known| known.value == Comparator::None);
    let mut cell = place.cell(&finding.p_value, "p-value", |p| p.printed.clone());
    match &finding.p_value {
        Answer::Given(PValue { because: Some(because), bound, .. }) => {
            cell.printed = Some(place.shown(bound.to_string(), "p-value.read"));
            cell.because = Some(place.shown(because, "p-value.because"));
        }
        Answer::Absent(_) if is_plain => cell.absent = Some(words::absence(Absence::NotApplicable, None)),
        _ => {}
    }
    cell
}

fn notes(place: &Place, finding: &Finding) -> Vec<Shown> {
    let mut notes = Vec::new();
    notes.extend(
        finding.specimen.given().map(|specimen| place.shown(format!("in {}", specimen.value), "specimen")),
    );
    notes.extend(finding.method.given().map(|method| place.shown(format!("by {}", method.value), "method")));
    notes.extend(
        finding.analysed.given().map(|people| place.shown(format!("{} analysed", people.value), "analysed")),
    );
    if finding.time_point.given().is_some() {
        notes.extend(greatest(finding, place));
    }
    notes.extend(finding.interval.given().map(|interval| {
        let level = interval.level.as_ref().map(|level| format!("{}% ", level.text)).unwrap_or_default();
        place.shown(format!("{level}interval {} to {}", interval.low.text, interval.high.text), "interval")
    }));
    notes
}

/// Where a fact is printed: "Results, sentence 2".
pub fn locators(locators: &[Locator], place: &Place) -> Vec<Shown> {
    locators_at(locators, place, "locator")
}

/// The same for a part of a place.
pub fn locators_at(locators: &[Locator], place: &Place, part: &str) -> Vec<Shown> {
    locators.iter().map(|locator| place.shown(locator_words(locator), part)).collect()
}

/// "Results, sentence 2".
pub fn locator_words(locator: &Locator) -> String {
    let mut text = locator.section.value.clone();
    match locator.sentences.as_ref().map(|sentences| sentences.value) {
        Some((first, last)) if first == last => text.push_str(&format!(", sentence {first}")),
        Some((first, last)) => text.push_str(&format!(", sentences {first} to {last}")),
        None => {}
    }
    for (word, part) in [("page", &locator.page), ("table", &locator.table), ("figure", &locator.figure)] {
        if let Some(part) = part {
            text.push_str(&format!(", {word} {part}"));
        }
    }
    text
}
