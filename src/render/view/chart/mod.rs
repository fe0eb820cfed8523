//! Charts: what they show, and where each mark stands.
//!
//! Every chart stands beside its numbers: a mark is drawn in a cell of a table, or above a caption
//! that says the same. Marks are placed in per cent of their drawing and hold no words, so that
//! they never shrink, need no style of their own and print as they are.
//!
//! Results in animals are never drawn, and results that a source retells never beside others.

mod dose;
mod flow;
mod hundred;
mod responders;
mod timeline;

pub use dose::{Ladder, ladders};
pub use flow::{Flow, flow};
pub use hundred::{Hundred, hundred};
pub use responders::{Outcome, responders};
pub use timeline::{Timeline, timeline};

use super::finding;
use super::parts::Link;
use crate::model::{Answer, Finding, Reported, Source};
use crate::render::context::{Shown, Writer};
use crate::render::view::says::Direction;
use serde::Serialize;

/// A mark in a drawing.
#[derive(Debug, Clone, Serialize)]
pub struct Mark {
    /// `circle`, `rect`, `line` or `upright`.
    pub shape: &'static str,
    /// Where it is, or begins: "23.7%".
    pub x: String,
    /// Where it ends; for lines.
    pub end: Option<String>,
}

impl Mark {
    /// A circle: people who were given cells, or a measurement.
    pub fn circle(at: f64) -> Self {
        Self { shape: "circle", x: percent(at), end: None }
    }

    /// A square: people who were not.
    pub fn rect(at: f64) -> Self {
        Self { shape: "rect", x: percent(at), end: None }
    }

    /// An upright line: a treatment.
    pub fn upright(at: f64) -> Self {
        Self { shape: "upright", x: percent(at), end: None }
    }

    /// A line between two places.
    pub fn line(from: f64, to: f64) -> Self {
        Self { shape: "line", x: percent(from), end: Some(percent(to)) }
    }
}

/// A place between 0 and 1 in per cent, to a tenth.
fn percent(share: f64) -> String {
    let text = format!("{:.1}", share * 100.0);
    format!("{}%", text.strip_suffix(".0").unwrap_or(&text))
}

/// Of what a count is: measure, threshold and time.
#[derive(Debug, Clone, Serialize)]
pub struct About {
    /// The measure.
    pub measures: Vec<Link>,
    /// The source's own name for it.
    pub label: Option<Shown>,
    /// The threshold, where the link does not say it.
    pub criterion: Option<Shown>,
    /// What became of it in those counted, where no threshold says it.
    pub change: Option<Direction>,
    /// When.
    pub time: super::parts::Cell,
    /// The people, if they are a part of the group.
    pub among: Option<Shown>,
    /// In whom and by whom: "retold".
    pub is_retold: bool,
}

impl About {
    fn of(row: &finding::Row) -> Self {
        let has_threshold =
            row.criterion.is_some() || row.measures.iter().any(|link| link.text.contains('-'));
        let has_direction = |change: &Direction| !matches!(change.code, "not-stated" | "not-applicable");
        Self {
            measures: row.measures.clone(),
            label: row.label.clone(),
            criterion: row.criterion.clone(),
            change: row.says.change.clone().filter(|change| !has_threshold && has_direction(change)),
            time: row.time.clone(),
            among: row.among.clone(),
            is_retold: row.is_retold,
        }
    }
}

/// One group of a finding: the arm, or what it is compared with.
struct Side<'k> {
    key: &'static str,
    amount: &'k Answer<Reported<crate::model::Amount>>,
}

/// The groups of a finding, the arm first.
fn sides(finding: &Finding) -> [Side<'_>; 2] {
    [Side { key: "result", amount: &finding.result }, Side { key: "versus", amount: &finding.versus }]
}

/// Whether a group was given cells, as the report of the same source says.
fn was_given_cells(source: &Source, finding: &Finding, key: &str) -> bool {
    let id = if key == "versus" { finding.comparator_id() } else { finding.arm_id() };
    let trial = finding.trial.given();
    let report = source.reports.iter().find(|report| {
        trial.is_some_and(|trial| report.trial.given().is_some_and(|known| known.value == trial.value))
    });
    let arms = report.and_then(|report| report.arms.given());
    match (id, arms) {
        (Some(id), Some(arms)) => {
            let arm = arms.iter().find(|arm| arm.id.value == id);
            let intervention = arm.and_then(|arm| arm.intervention.given());
            intervention.is_some_and(|given| given.cell_type.given().is_some())
        }
        _ => key == "result",
    }
}

/// A row of a finding, for its words.
fn row<'k>(source: &'k Source, finding: &'k Finding, writer: &mut Writer<'_>) -> Option<finding::Row> {
    finding::rows([(source, finding)], writer).pop()
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn places_are_in_per_cent_to_a_tenth() {
        for (share, shown) in [(0.0, "0%"), (1.0, "100%"), (14.0 / 59.0, "23.7%"), (0.5, "50%")] {
            assert_eq!(percent(share), shown);
        }
    }
}
