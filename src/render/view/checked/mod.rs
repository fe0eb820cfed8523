//! What was worked out once more of printed numbers, and how it came out.
//!
//! One line a check: what cannot be right comes first, with what the editors say of it, then what
//! is worth knowing, what agrees, and what cannot be checked. A line about nothing but people who
//! agree, or about what is missing, holds all findings that it is true of.

mod compared;
mod lines;
mod notes;

use super::finding::{self, Row};
use super::parts::{Mark, Place};
use crate::diagnostics::Code;
use crate::model::{Allow, HasEntry, Id, Source, Trial};
use crate::render::context::{Family, Shown, Writer};
use crate::render::escape::escape;
use crate::strings::Word;
use crate::synthesis::TrialDesign;
use crate::synthesis::recompute::{Check, Outcome, Recomputed, Subject};
use compared::Compared;
use serde::Serialize;

/// What was checked on a page.
#[derive(Debug, Serialize)]
pub struct View {
    /// The lines by how they came out.
    pub groups: Vec<Group>,
    /// Two groups of counts that were compared.
    pub compared: Vec<Compared>,
    /// The way to the page that explains each check.
    pub how: String,
}

/// Lines that came out in one way.
#[derive(Debug, Serialize)]
pub struct Group {
    /// The key of the heading.
    #[serde(skip)]
    code: &'static str,
    /// How they came out.
    pub heading: Word,
    /// The lines.
    pub lines: Vec<Line>,
}

/// One check, or several of one kind.
#[derive(Debug, Serialize)]
pub struct Line {
    /// The findings that it is about; none if it is about the design.
    pub about: Vec<Of>,
    /// What was found, as HTML.
    pub html: String,
    /// What the editors say of it.
    pub because: Option<String>,
    /// Who prints it, where several sources are checked on one page.
    pub marks: Vec<Mark>,
    /// Whether it may hold several findings, so that these stand behind it.
    pub is_shared: bool,
    /// Which lines may be put together; empty if none.
    #[serde(skip)]
    kind: &'static str,
    /// The source.
    #[serde(skip)]
    source: Id<Source>,
}

/// A finding that a line is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Of {
    /// The way to it on the page of its source.
    pub href: String,
    /// What was measured, as HTML.
    pub name: String,
    /// When, as HTML.
    pub time: String,
}

impl Of {
    fn new(row: &Row, writer: &Writer<'_>) -> Self {
        let names: Vec<&str> = row.measures.iter().map(|link| link.text.as_str()).collect();
        let name = row.label.as_ref().map_or_else(|| escape(&names.join(", ")), Shown::html);
        let criterion = row.criterion.as_ref().map(|criterion| format!(", {}", criterion.html()));
        let time = match (&row.time.value, &row.time.absent) {
            (Some(time), _) => time.html(),
            (None, absent) => {
                let no_time = writer.shared.strings.get("checked", "no-time");
                escape(absent.as_ref().map_or("", |_| &*no_time))
            }
        };
        Self { href: row.source.href.clone(), name: name + &criterion.unwrap_or_default(), time }
    }
}

/// What was checked of these sources, of one trial or of all.
pub fn view<'k>(
    sources: impl IntoIterator<Item = &'k Source>,
    trial: Option<&Id<Trial>>,
    writer: &mut Writer<'k>,
) -> View {
    let mut view = View { groups: Vec::new(), compared: Vec::new(), how: writer.root.to("checks.html") };
    let is_wanted = |subject: &Subject<'_>| trial.is_none() || subject.trial() == trial;
    for source in sources {
        let synthesis = writer.shared.synthesis;
        let recomputed = synthesis.recomputed.get(&source.id()).into_iter().flatten();
        for recomputed in recomputed.filter(|one| is_wanted(&one.subject)) {
            let line = line(source, recomputed, writer);
            view.take(recomputed.check.outcome(), line, writer);
        }
        let findings = source.findings.iter().filter(|one| is_wanted(&Subject::Finding(one)));
        view.compared.extend(findings.filter_map(|finding| compared::compared(source, finding, writer)));
    }
    if let Some(trial) = trial {
        let empty = TrialDesign::default();
        let design = writer.shared.synthesis.trials.get(trial).unwrap_or(&empty);
        for line in notes::lines(trial.as_str(), design, writer) {
            view.take(Outcome::Noted, line, writer);
        }
    }
    view.name_sources();
    if trial.is_none() {
        view.stay_on_page();
    }
    view.groups.sort_by_key(|group| ORDER.iter().position(|(_, code)| *code == group.code));
    view
}

/// In which order the outcomes stand.
const ORDER: [(Outcome, &str); 4] = [
    (Outcome::CannotBeRight, "cannot-be-right"),
    (Outcome::Noted, "noted"),
    (Outcome::Agrees, "agrees"),
    (Outcome::CannotBeChecked, "cannot-be-checked"),
];

impl View {
    /// Takes the marks out where all lines are of one source.
    fn name_sources(&mut self) {
        let lines = || self.groups.iter().flat_map(|group| &group.lines);
        let first = lines().next().map(|line| line.source.clone());
        if lines().all(|line| Some(&line.source) == first.as_ref()) {
            self.groups.iter_mut().flat_map(|group| &mut group.lines).for_each(|line| line.marks.clear());
        }
    }

    /// Leads to findings of the page itself: on the page of their source the anchor is enough.
    fn stay_on_page(&mut self) {
        let of_lines =
            self.groups.iter_mut().flat_map(|group| &mut group.lines).flat_map(|line| &mut line.about);
        for of in of_lines.chain(self.compared.iter_mut().map(|compared| &mut compared.of)) {
            of.href = of.href.find('#').map(|at| of.href.split_off(at)).unwrap_or_default();
        }
    }

    fn take(&mut self, outcome: Outcome, line: Line, writer: &Writer<'_>) {
        let Some((_, code)) = ORDER.iter().find(|(known, _)| *known == outcome) else { return };
        let at = self.groups.iter().position(|group| group.code == *code);
        let at = at.unwrap_or_else(|| {
            let heading = writer.shared.strings.get("checked", code);
            self.groups.push(Group { code, heading, lines: Vec::new() });
            self.groups.len() - 1
        });
        let Some(group) = self.groups.get_mut(at) else { return };
        let is_alike = |known: &&mut Line| {
            !line.kind.is_empty() && known.kind == line.kind && known.source == line.source
        };
        match group.lines.iter_mut().find(is_alike) {
            Some(known) => {
                let new = line.about.into_iter().filter(|of| !known.about.contains(of));
                known.about.extend(new.collect::<Vec<_>>());
            }
            None => group.lines.push(line),
        }
    }
}

fn line<'k>(source: &'k Source, recomputed: &Recomputed<'k>, writer: &mut Writer<'k>) -> Line {
    let strings = &writer.shared.strings;
    let (about, place, allow) = match recomputed.subject {
        Subject::Finding(finding) => {
            let place = finding::place(source, finding, strings);
            (of(source, finding, writer), place, finding.allow.as_slice())
        }
        Subject::Report(report) => {
            let trial = report.trial.given().map_or("", |trial| trial.value.as_str());
            (None, Place::new(Family::Report, source, trial, strings), [].as_slice())
        }
        Subject::Statement(statement) => {
            let place = Place::new(Family::Statement, source, &statement.id.value, strings);
            (None, place, [].as_slice())
        }
    };
    let because = code(&recomputed.check)
        .filter(|_| recomputed.check.outcome() == Outcome::CannotBeRight)
        .and_then(|code| reason(code, allow).or_else(|| reason(code, &source.entry.allow)));
    Line {
        about: about.into_iter().collect(),
        html: lines::html(&recomputed.check, &recomputed.subject, &place),
        because: because.map(str::to_owned),
        marks: vec![writer.mark(&source.id())],
        is_shared: !lines::kind(&recomputed.check).is_empty(),
        kind: lines::kind(&recomputed.check),
        source: source.id(),
    }
}

/// A finding as a line names it.
fn of<'k>(source: &'k Source, finding: &'k crate::model::Finding, writer: &mut Writer<'k>) -> Option<Of> {
    let row = finding::rows([(source, finding)], writer).pop()?;
    Some(Of::new(&row, writer))
}

fn reason(code: Code, allow: &[Allow]) -> Option<&str> {
    allow.iter().find(|allow| allow.code.value == code).map(|allow| allow.because.as_str())
}

/// The rule that complains of a check.
fn code(check: &Check<'_>) -> Option<Code> {
    Some(match check {
        Check::Percentage(_) => Code::PercentageDisagrees,
        Check::ShareOfPeople(_) => Code::PercentageImpossible,
        Check::WholeMean(_) => Code::MeanImpossible,
        Check::MeanBounds(_) => Code::MeanOutOfBounds,
        Check::ArmSum(_) | Check::Denominator(_) => Code::ArmsDoNotAddUp,
        Check::PValue(_) => Code::PValueNotReproduced,
        Check::Significance(_) => Code::SignificanceContradicts,
        Check::Attainable(_) | Check::Unchecked(_) => return None,
    })
}
