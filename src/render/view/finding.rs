//! Findings as rows of a table.

use super::parts::{Cell, Link, Mark, Place};
use super::says::{self, Says};
use crate::model::{
    Absence, Among, Answer, ArmChoice, Comparator, EntryRef, Finding, HasEntry, Kind, Locator, Metric,
    PValue, Report, Source,
};
use crate::render::context::{Family, Shown, Writer};
use crate::render::{amounts, words};
use crate::site::finding_anchor;
use crate::strings::{Strings, Word};
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
    pub metric: Option<Word>,
    /// In whom, where not in people: "in mice".
    pub species: Option<Shown>,
    /// Whether the source retells it.
    pub is_retold: bool,
    /// The trial.
    pub trial: Option<Link>,
    /// In whom.
    pub arm: Word,
    /// Against what.
    pub comparator: Word,
    /// Both: "AtMSC against Placebo".
    pub compared: Word,
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
    let strings = &writer.shared.strings;
    let place = place(source, finding, strings);
    let report = report_of(source, finding);
    let at_source = Writer::source_ref(&source.id());
    Row {
        measures: measures(finding, writer),
        label: finding.label.as_ref().map(|label| place.shown(&label.value, "label")),
        criterion: criterion(finding, &place).filter(|_| !names_criterion(finding, writer)),
        metric: finding.metric.map(|metric| words::name(strings, metric)),
        trial: finding
            .trial
            .given()
            .map(|trial| writer.link(&EntryRef::new(Kind::Trial, trial.value.as_str()))),
        species: words::species(strings, finding.species).map(|species| place.shown(&*species, "species")),
        is_retold: is_retold(source),
        arm: arm(finding, report, strings),
        comparator: comparator(finding, report, strings),
        compared: compared(finding, report, strings),
        among: finding.among.given().map(|among| place.shown(among_words(among, strings), "among")),
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
pub fn criterion(finding: &Finding, place: &Place<'_>) -> Option<Shown> {
    match threshold(finding) {
        Threshold::Named(criterion) => Some(place.shown(criterion, "criterion")),
        Threshold::NotStated => {
            Some(place.shown(&*place.strings.get("finding", "threshold-not-stated"), "criterion"))
        }
        Threshold::None => None,
    }
}

/// The place of a finding's values.
pub fn place<'k>(source: &Source, finding: &Finding, strings: &'k Strings) -> Place<'k> {
    Place::new(Family::Finding, source, &finding.id.value, strings)
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
pub fn arm_label<'r>(report: Option<&'r Report>, id: &'r str) -> &'r str {
    let arms = report.and_then(|report| report.arms.given());
    let arm = arms.into_iter().flatten().find(|arm| arm.id.value == id);
    arm.and_then(|arm| arm.label.given()).map_or(id, |label| &label.value)
}

fn arm(finding: &Finding, report: Option<&Report>, strings: &Strings) -> Word {
    match finding.arm.given().map(|arm| &arm.value) {
        Some(ArmChoice::Arm(id)) => arm_label(report, id).into(),
        Some(ArmChoice::All) => strings.get("finding", "everyone"),
        None => strings.get("finding", "group-not-stated"),
    }
}

fn comparator(finding: &Finding, report: Option<&Report>, strings: &Strings) -> Word {
    match finding.comparator.given().map(|comparator| &comparator.value) {
        Some(Comparator::Arm(id)) => arm_label(report, id).into(),
        Some(Comparator::Baseline) => strings.get("finding", "baseline"),
        Some(Comparator::None) | None => strings.get("finding", "compared-with"),
    }
}

/// When it was measured; where no time is given, when it was greatest.
fn time(finding: &Finding, place: &Place<'_>) -> Cell {
    let cell = place.cell(&finding.time_point, "time-point", |time| time.text.clone());
    match (&cell.value, greatest(finding, place)) {
        (None, Some(greatest)) => Cell { value: Some(greatest), ..Cell::default() },
        _ => cell,
    }
}

fn greatest(finding: &Finding, place: &Place<'_>) -> Option<Shown> {
    let time = finding.maximal_at.given()?;
    Some(place.shown(place.strings.fill("finding", "greatest", &[("time", &time.text)]), "maximal-at"))
}

/// Who is compared with whom, in words.
fn compared(finding: &Finding, report: Option<&Report>, strings: &Strings) -> Word {
    let arm = arm(finding, report, strings);
    let key = match (finding.comparator.given().map(|known| &known.value), finding.comparator.absence()) {
        (Some(Comparator::None), _) => "no-comparison",
        (Some(Comparator::Baseline), _) if is_read(finding, report) => "against-read",
        (Some(_), _) => "against",
        (None, Some(Absence::NotApplicable)) => return arm,
        (None, _) => "comparison-not-stated",
    };
    let other = comparator(finding, report, strings);
    strings.fill("finding", key, &[("group", &arm), ("other", &other)]).into()
}

/// Whether the comparison with the start is read into a study of one group: nothing else can be
/// meant, but only a change from baseline is named as one.
fn is_read(finding: &Finding, report: Option<&Report>) -> bool {
    let groups = report.and_then(|report| report.arms.given()).map_or(0, Vec::len);
    groups == 1 && finding.metric != Some(Metric::ChangeFromBaseline)
}

/// "in 2 of 5: those with a good response": the count never runs into the words on who they are.
fn among_words(among: &Among, strings: &Strings) -> String {
    let fill = |key: &str, values: &[(&str, &str)]| strings.fill("finding", key, values);
    let people = match (among.count, among.of) {
        (Some(count), Some(of)) => {
            let people = fill("of", &[("count", &count.to_string()), ("of", &of.to_string())]);
            fill("among", &[("people", &people)])
        }
        (Some(count), None) => fill("among", &[("people", &count.to_string())]),
        _ => fill("among-some", &[]),
    };
    match among.who.as_deref() {
        Some(who) => fill("among-who", &[("among", &people), ("who", who)]),
        None => people,
    }
}

/// A result in words of this site, with the printed characters beside it.
fn amount(
    place: &Place<'_>,
    answer: &Answer<crate::model::Reported<crate::model::Amount>>,
    part: &str,
) -> Option<Cell> {
    let reported = answer.given()?;
    let mut cell = place.reported(answer, part, |known| amounts::amount(place.strings, known));
    if let Some(share) = amounts::bare_share(reported) {
        cell.value = Some(place.shown(share, &format!("{part}.percent")));
    }
    Some(cell)
}

/// The p-value; for a plain count the question does not arise.
fn p_value(place: &Place<'_>, finding: &Finding) -> Cell {
    let is_plain = finding.comparator.given().is_some_and(|known| known.value == Comparator::None);
    let mut cell = place.cell(&finding.p_value, "p-value", |p| p.printed.clone());
    match &finding.p_value {
        Answer::Given(PValue { because: Some(because), bound, .. }) => {
            cell.printed = Some(place.shown(bound.to_string(), "p-value.read"));
            cell.because = Some(place.shown(because, "p-value.because"));
        }
        Answer::Absent(_) if is_plain => {
            cell.absent = Some(words::name(place.strings, Absence::NotApplicable))
        }
        _ => {}
    }
    cell
}

fn notes(place: &Place<'_>, finding: &Finding) -> Vec<Shown> {
    let shown = |key: &str, values: &[(&str, &str)], part: &str| {
        place.shown(place.strings.fill("finding", key, values), part)
    };
    let mut notes = Vec::new();
    notes.extend(
        finding.specimen.given().map(|known| shown("specimen", &[("specimen", &known.value)], "specimen")),
    );
    notes.extend(finding.method.given().map(|known| shown("method", &[("method", &known.value)], "method")));
    notes.extend(
        finding
            .analysed
            .given()
            .map(|known| shown("analysed", &[("count", &known.value.to_string())], "analysed")),
    );
    if finding.time_point.given().is_some() {
        notes.extend(greatest(finding, place));
    }
    notes.extend(finding.interval.given().map(|interval| {
        let level = interval.level.as_ref().map_or("", |level| &level.text);
        let values = [("level", level), ("low", &*interval.low.text), ("high", &*interval.high.text)];
        shown(if level.is_empty() { "interval" } else { "interval-at" }, &values, "interval")
    }));
    notes
}

/// Where a fact is printed: "Results, sentence 2".
pub fn locators(locators: &[Locator], place: &Place<'_>) -> Vec<Shown> {
    locators_at(locators, place, "locator")
}

/// The same for a part of a place.
pub fn locators_at(locators: &[Locator], place: &Place<'_>, part: &str) -> Vec<Shown> {
    locators.iter().map(|locator| place.shown(locator_words(locator, place.strings), part)).collect()
}

/// "Results, sentence 2".
pub fn locator_words(locator: &Locator, strings: &Strings) -> String {
    let section = locator.section.value.as_str();
    let is_known = matches!(section, "title" | "byline" | "opening" | "abstract" | "references");
    let mut text = if is_known { strings.get("place", section).to_string() } else { section.to_owned() };
    if let Some((first, last)) = locator.sentences.as_ref().map(|sentences| sentences.value) {
        let key = if first == last { "sentence" } else { "sentences" };
        let (first, last) = (first.to_string(), last.to_string());
        let values = [("place", &*text), ("number", &*first), ("first", &*first), ("last", &*last)];
        text = strings.fill("place", key, &values);
    }
    for (key, part) in [("page", &locator.page), ("table", &locator.table), ("figure", &locator.figure)] {
        if let Some(part) = part {
            text = strings.fill("place", key, &[("place", &text), ("number", part)]);
        }
    }
    text
}
