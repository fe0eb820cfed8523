//! What a trial was to measure, and what of it has no result.

use super::place;
use crate::model::{Absence, Endpoint, Report, Source};
use crate::render::context::{Shown, Writer};
use crate::render::view::parts::{Cell, Place};
use crate::render::words;
use crate::strings::Word;
use crate::synthesis::TrialDesign;
use serde::Serialize;

/// What was to be measured.
#[derive(Debug, Serialize)]
pub struct EndpointView {
    /// The instrument, or its name.
    pub what: Cell,
    /// Primary, secondary …
    pub role: Cell,
    /// When.
    pub times: Cell,
    /// How.
    pub method: Cell,
    /// In what: "in serum".
    pub specimen: Option<Shown>,
}

/// An endpoint without a result.
#[derive(Debug, Serialize)]
pub struct Silence {
    /// What it is.
    pub what: Cell,
    /// Where that leaves the reader.
    pub why: Word,
}

/// What one source says was to be measured.
pub fn endpoints(source: &Source, report: &Report, writer: &Writer<'_>) -> Vec<EndpointView> {
    let strings = &writer.shared.strings;
    let place = place(source, report, strings);
    let mut views = Vec::new();
    for (at, endpoint) in (1..).zip(&report.endpoints) {
        let part = |key: &str| format!("endpoints.{at}.{key}");
        let times = endpoint.time_points.iter().map(|time| time.text.as_str()).collect::<Vec<_>>().join(", ");
        views.push(EndpointView {
            what: endpoint_name(&place, at, endpoint, writer),
            role: place.cell(&endpoint.role, &part("role"), |role| words::name(strings, *role).to_string()),
            times: match times.is_empty() {
                true if endpoint.time_frame.given().is_some() => {
                    place.reported(&endpoint.time_frame, &part("time-frame"), Clone::clone)
                }
                false => Cell::value(place.shown(times, &part("time-points"))),
                true => place.absent(Absence::NotReported),
            },
            method: place.reported(&endpoint.method, &part("method"), Clone::clone),
            specimen: endpoint
                .specimen
                .given()
                .map(|known| strings.fill("finding", "specimen", &[("specimen", &known.value)]))
                .map(|words| place.shown(words, &part("specimen"))),
        });
    }
    views
}

/// The source's own name for it, with the instrument in brackets behind; either may be missing.
pub fn endpoint_name(place: &Place<'_>, at: usize, endpoint: &Endpoint, writer: &Writer<'_>) -> Cell {
    let link = endpoint.measure.as_ref().and_then(|measure| writer.measure(measure.value.as_str()));
    let label =
        endpoint.label.as_ref().map(|label| place.shown(&label.value, &format!("endpoints.{at}.label")));
    match (link, label) {
        (Some(link), label) => Cell { name: label, ..Cell::links(vec![link]) },
        (None, value) => Cell { value, ..Cell::default() },
    }
}

/// Endpoints for which what was read gives no result: silence is not zero.
pub fn silent(design: &TrialDesign<'_>, writer: &Writer<'_>) -> Vec<Silence> {
    let mut silent = Vec::new();
    for (source, report) in &design.reports {
        let place = place(source, report, &writer.shared.strings);
        for (at, endpoint) in (1..).zip(&report.endpoints) {
            if !design.is_answered(source, endpoint) {
                silent.push(Silence {
                    what: endpoint_name(&place, at, endpoint, writer),
                    why: place.absence(Absence::NotReported),
                });
            }
        }
    }
    silent
}
