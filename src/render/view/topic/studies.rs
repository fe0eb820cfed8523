//! The studies in a condition, or of cells: as rows of a list, and as cards.

use super::measures::{self, Use};
use crate::model::{
    Absence, Answer, ArmRole, Benefit, Change, Control, EntryRef, Finding, HasEntry, Id, Kind, Masking,
    Phase, Reported, Source, Species, Tier, Trial, Value,
};
use crate::render::context::{Shown, Writer};
use crate::render::view::backlinks::finding_line;
use crate::render::view::parts::{Cell, Link};
use crate::render::view::trial;
use crate::render::{amounts, words};
use crate::strings::{Strings, Word};
use crate::synthesis::{TrialDesign, is_retold};
use serde::Serialize;
use std::cmp::Reverse;

/// A trial in a list.
#[derive(Debug, Serialize)]
pub struct TrialRow {
    /// Its id.
    #[serde(skip)]
    pub id: Id<Trial>,
    /// The trial.
    pub link: Link,
    /// In whom, where not in people: "in mice".
    pub whom: Option<Word>,
    /// Where it is known from, if no source of its own was read.
    pub known_from: Option<Word>,
    /// Its phase.
    pub phase: Cell,
    /// How many people, or animals.
    pub people: Cell,
    /// In which conditions.
    pub conditions: Vec<Link>,
    /// Which cells.
    pub cells: Vec<Link>,
    /// Randomised or not.
    pub allocation: Cell,
}

/// A study in a few lines.
#[derive(Debug, Serialize)]
pub struct Card {
    /// The study, its people, its cells and where it is known from.
    pub row: TrialRow,
    /// Allocation, masking and control in words, those that are reported.
    pub design: Vec<Cell>,
    /// How long those treated were followed.
    pub follow_up: Cell,
    /// The outcome measures that it names.
    pub measures: Vec<Use>,
    /// The first result on how they fared of which the source says how many or which way, in the
    /// order of the source, as HTML; the first at all if it says it of none.
    pub result: Option<String>,
    /// The first one on harms.
    pub harm: Option<String>,
}

/// Studies as cards: those in people, and those in animals.
pub fn cards<'i>(
    trials: impl IntoIterator<Item = &'i Id<Trial>>,
    writer: &mut Writer<'_>,
) -> (Vec<Card>, Vec<Card>) {
    in_order(trials, writer).into_iter().map(|id| card(id, writer)).partition(|card| card.row.whom.is_none())
}

/// The order in which a reader meets studies: those whose own sources give a result, those that
/// are retold, and those without a result; of each the larger first.
fn in_order<'i>(trials: impl IntoIterator<Item = &'i Id<Trial>>, writer: &Writer<'_>) -> Vec<&'i Id<Trial>> {
    let mut ids: Vec<&Id<Trial>> = trials.into_iter().collect();
    ids.sort_by_cached_key(|id| {
        let design = writer.shared.synthesis.trials.get(*id);
        let findings = design.map_or(&[][..], |design| &design.findings);
        let is_told_by_its_own = findings.iter().any(|(source, _)| !is_retold(source));
        let people = design.and_then(|design| {
            design.reports.iter().find_map(|(_, report)| report.enrollment.given().map(|people| people.value))
        });
        (!is_told_by_its_own, findings.is_empty(), Reverse(people), id.as_str().to_owned())
    });
    ids
}

fn card(id: &Id<Trial>, writer: &mut Writer<'_>) -> Card {
    let strings = &writer.shared.strings;
    let row = trial_row(id, writer);
    let empty = TrialDesign::default();
    let design = writer.shared.synthesis.trials.get(id).unwrap_or(&empty);
    let kb = writer.shared.kb;
    let is_harm = |(source, finding): &&(&Source, &Finding)| design.is_on_harms(source, finding, kb);
    let is_outcome = |(source, finding): &&(&Source, &Finding)| {
        let measures = finding.measures.iter();
        let mut markers =
            measures.filter(|measure| kb.biomarkers.contains_key(&Id::new(measure.value.as_str())));
        !design.is_on_harms(source, finding, kb) && markers.next().is_none()
    };
    let outcomes: Vec<_> = design.findings.iter().filter(is_outcome).copied().collect();
    let harms: Vec<_> = design.findings.iter().filter(is_harm).copied().collect();
    let line = |(source, finding): &(&Source, &Finding)| finding_line(source, finding, writer);
    Card {
        design: ["allocation", "masking", "control"]
            .iter()
            .filter_map(|key| word(design, key, strings))
            .chain(trial::no_comparison(design).map(|key| Cell::text(&strings.get("trial", key))))
            .collect(),
        follow_up: follow_up(design, strings),
        measures: measures::used(design, writer),
        result: counted(&outcomes).or(outcomes.iter().find(is_directed)).or(outcomes.first()).map(line),
        harm: counted(&harms).or(harms.first()).map(line),
        row,
    }
}

/// The first finding that counts people: it tells more than that people improved, or that a
/// treatment was well tolerated.
fn counted<'f, 'k>(findings: &'f [(&'k Source, &'k Finding)]) -> Option<&'f (&'k Source, &'k Finding)> {
    findings.iter().find(|(_, finding)| finding.result.given().is_some())
}

/// Whether a source says of a result which way.
fn is_directed((_, finding): &&(&Source, &Finding)) -> bool {
    let change = finding.change.as_ref().map(|change| change.value);
    let benefit = finding.benefit.as_ref().map(|benefit| benefit.value);
    change.is_some_and(|change| !matches!(change, Change::NotStated | Change::NotApplicable))
        || benefit.is_some_and(|benefit| !matches!(benefit, Benefit::NotStated | Benefit::NotApplicable))
}

fn follow_up(design: &TrialDesign<'_>, strings: &Strings) -> Cell {
    let told = design.first("follow-up").map(|(source, report, _)| (source, report));
    match told.or_else(|| design.reports.first().copied()) {
        Some((source, report)) => {
            let place = trial::place(source, report, strings);
            place.reported(&report.follow_up, "follow-up", |time| amounts::follow_up(strings, time))
        }
        None => Cell::absent(words::name(strings, Absence::NotReported)),
    }
}

/// A word of the design, if a source reports it.
fn word(design: &TrialDesign<'_>, key: &str, strings: &Strings) -> Option<Cell> {
    let (source, report, value) = design.first(key)?;
    let word = amounts::value(strings, &value);
    let text = match value {
        Value::Masking(Masking::None) => strings.get("topic", "open-label").to_string(),
        Value::Masking(_) => strings.fill("topic", "of-masking", &[("masking", &word)]),
        Value::Control(_) => strings.fill("topic", "of-control", &[("control", &word)]),
        _ => word,
    };
    Some(Cell::value(trial::place(source, report, strings).shown(text, key)))
}

/// Whether every one of these trials in people says what it was compared with, and none of it is
/// another treatment.
pub fn none_is_active<'i>(trials: impl IntoIterator<Item = &'i Id<Trial>>, writer: &Writer<'_>) -> bool {
    let designs = trials.into_iter().filter_map(|id| writer.shared.synthesis.trials.get(id));
    let mut designs = designs.filter(|design| design.species() == Species::Human).peekable();
    let is_active = |design: &TrialDesign<'_>| {
        design.reports.iter().any(|(_, report)| {
            let control = report.control.given().map(|control| control.value);
            let mut arms = report.arms.given().into_iter().flatten();
            matches!(control, Some(Control::Active | Control::StandardCare))
                || arms.any(|arm| arm.role.given() == Some(&ArmRole::ActiveComparator))
        })
    };
    designs.peek().is_some() && designs.all(|design| design.first("control").is_some() && !is_active(design))
}

/// Trials as rows: those in people, and those in animals.
pub fn trial_rows<'i>(
    trials: impl IntoIterator<Item = &'i Id<Trial>>,
    writer: &mut Writer<'_>,
) -> (Vec<TrialRow>, Vec<TrialRow>) {
    in_order(trials, writer).into_iter().map(|id| trial_row(id, writer)).partition(|row| row.whom.is_none())
}

/// Whether a phase is a label of ours: the source prints none.
fn is_our_label(phase: &Answer<Reported<Phase>>) -> bool {
    phase.given().is_some_and(|phase| phase.printed.is_none() && phase.because.is_some())
}

/// What kind of evidence speaks first of a trial.
fn tier(design: &TrialDesign<'_>) -> Option<Tier> {
    design.reports.first().and_then(|(source, _)| source.tier.given().copied())
}

pub fn trial_row(id: &Id<Trial>, writer: &mut Writer<'_>) -> TrialRow {
    let empty = TrialDesign::default();
    let synthesis = writer.shared.synthesis;
    let design = synthesis.trials.get(id).unwrap_or(&empty);
    let read = design.reports.first().and_then(|(source, _)| source.read.given().copied());
    let strings = &writer.shared.strings;
    let absent = words::absence(strings, Absence::NotReported, read);
    let mut cell = |key: &str| match design.first(key) {
        Some((source, report, value)) => {
            let text = amounts::value(strings, &value);
            let shown = trial::place(source, report, strings).shown(text, key);
            Cell::value(shown).marked(writer.mark(&source.id()))
        }
        None => Cell::absent(absent.clone()),
    };
    let [mut phase, people, allocation] = ["phase", "enrollment", "allocation"].map(&mut cell);
    if design.first("phase").is_some_and(|(_, report, _)| is_our_label(&report.phase)) {
        let words = Shown::words(&*strings.get("topic", "our-label"));
        phase = Cell { because: Some(words), marks: Vec::new(), ..phase };
    }
    TrialRow {
        id: id.clone(),
        whom: words::species(strings, design.species()),
        known_from: design.is_retold().then(|| words::known_from(strings, tier(design))),
        phase,
        people,
        allocation,
        conditions: design
            .diseases()
            .iter()
            .map(|disease| writer.link(&EntryRef::new(Kind::Disease, disease.as_str())))
            .collect(),
        cells: design
            .cell_types()
            .iter()
            .map(|cells| writer.link(&EntryRef::new(Kind::CellType, cells.as_str())))
            .collect(),
        link: writer.link(&EntryRef::new(Kind::Trial, id.as_str())),
    }
}
