//! What is worth knowing of a trial as a whole, in words: its registration, its results, and what
//! every trial in its disease should measure.

use super::Line;
use super::lines::{joined, one};
use crate::check::{Dated, Late, missing_core_outcomes, registered_late, results_overdue};
use crate::model::{Date, HasEntry, Source, Species};
use crate::render::context::{Family, Shown, Writer};
use crate::render::view::says::{Scope, pieces, scope_html};
use crate::synthesis::TrialDesign;

/// The lines of one trial, each with its source.
pub fn lines(trial: &str, design: &TrialDesign<'_>, writer: &mut Writer<'_>) -> Vec<Line> {
    let late = registered_late(design).filter(|_| design.species() == Species::Human);
    let overdue = results_overdue(design, NO_DAY).filter(|_| design.species() == Species::Human);
    let mut lines = Vec::new();
    lines.extend(late.map(|late| of_late(trial, &late, writer)));
    lines.extend(overdue.and_then(|overdue| {
        let shown = |text: String, part: &str| of_report(overdue.source, trial, text, part);
        let as_of = overdue.as_of?.to_string();
        let as_of = match overdue.source.as_of.given() {
            Some(_) => of_report(overdue.source, "record", as_of, "as-of"),
            None => shown(as_of, "recruitment.as-of"),
        };
        let values =
            [("end", one(shown(overdue.end.date.value.to_string(), "completion"))), ("as-of", one(as_of))];
        Some(line(overdue.source, "results-overdue", &values, writer))
    }));
    lines.extend(core_outcomes(design, writer));
    lines
}

/// A day before every end: a page does not hang on the day on which it is made, and says nothing
/// where a record has no day of its own.
const NO_DAY: Date = Date { year: 0, month: None, day: None };

fn of_late(trial: &str, late: &Late<'_>, writer: &mut Writer<'_>) -> Line {
    let shown = |dated: &Dated<'_>| of_report(dated.source, trial, dated.date.value.to_string(), dated.key);
    let values = [("registered", one(shown(&late.registered))), ("start", one(shown(&late.start)))];
    line(late.registered.source, "registered-late", &values, writer)
}

fn core_outcomes(design: &TrialDesign<'_>, writer: &mut Writer<'_>) -> Option<Line> {
    let missing = missing_core_outcomes(writer.shared.kb, design);
    let (source, _) = design.reports.first().filter(|_| !missing.is_empty())?;
    let strings = &writer.shared.strings;
    let domains = missing.into_iter().map(|domain| {
        let name = strings.get("core-outcome", domain.key);
        vec![Scope { before: name.to_string(), value: None }]
    });
    let domains = joined(domains, &strings.get("checked", "and"));
    Some(line(source, "core-outcomes-missing", &[("domains", domains)], writer))
}

fn of_report(source: &Source, trial: &str, text: String, part: &str) -> Shown {
    Shown::reported(text, Family::Report, format!("{}/{trial}/{part}", source.id()))
}

fn line(source: &Source, key: &str, values: &[(&str, Vec<Scope>)], writer: &mut Writer<'_>) -> Line {
    let html = scope_html(&pieces(&writer.shared.strings.get("checked", key), values));
    Line {
        about: Vec::new(),
        html,
        because: None,
        marks: vec![writer.mark(&source.id())],
        is_shared: false,
        kind: "",
        source: source.id(),
    }
}
