//! The trial in one list: population, intervention, comparator, outcomes.

use super::design::{field_cell, not_reported, nowhere};
use super::endpoints::endpoint_name;
use super::place;
use crate::model::{Allocation, ArmRole, Control, Endpoint, EndpointRole, EntryRef, HasEntry, Kind, Report};
use crate::render::context::Writer;
use crate::render::view::parts::{Cell, Fact, Link};
use crate::render::words;
use crate::synthesis::TrialDesign;

/// The list; each part says so where nothing is reported.
pub fn pico(design: &TrialDesign<'_>, writer: &mut Writer<'_>) -> Vec<Fact> {
    let strings = &writer.shared.strings;
    let fact = |key: &str, cells: Vec<Cell>| Fact { label: strings.get("trial", key), cells };
    vec![
        fact("population", population(design, writer)),
        Fact {
            label: words::field(strings, "enrollment", design.species()),
            cells: reported_or_not(design, "enrollment", writer),
        },
        fact("intervention", intervention(design, writer)),
        fact("comparator", comparator(design, writer)),
        fact("outcomes", outcomes(design, writer)),
    ]
}

/// What each source says of a field, or that it is not reported.
fn reported_or_not(design: &TrialDesign<'_>, key: &str, writer: &mut Writer<'_>) -> Vec<Cell> {
    let cells = reported(design, key, writer);
    if cells.is_empty() { vec![nowhere(design, key, &writer.shared.strings)] } else { cells }
}

fn population(design: &TrialDesign<'_>, writer: &mut Writer<'_>) -> Vec<Cell> {
    let diseases = design.diseases();
    let links = diseases.iter().map(|id| writer.link(&EntryRef::new(Kind::Disease, id.as_str()))).collect();
    let mut cells = vec![Cell::links_or(links, not_reported(&writer.shared.strings))];
    for key in ["population", "ages", "eligibility"] {
        cells.extend(reported(design, key, writer));
    }
    cells
}

/// What each source says of a field.
pub fn reported(design: &TrialDesign<'_>, key: &str, writer: &mut Writer<'_>) -> Vec<Cell> {
    let field = design.fields().find(|field| field.key == key);
    let values = field.into_iter().flat_map(|field| field.values);
    let strings = &writer.shared.strings;
    values
        .map(|(source, report, value)| {
            field_cell(&place(source, report, strings), report, key, &value).marked(writer.mark(&source.id()))
        })
        .collect()
}

/// Cells and routes of the groups that are tested.
fn intervention(design: &TrialDesign<'_>, writer: &Writer<'_>) -> Vec<Cell> {
    let strings = &writer.shared.strings;
    let mut cells: Vec<Cell> = Vec::new();
    for (source, report, arm) in design.arms() {
        let place = place(source, report, strings);
        let Some(given) = arm.intervention.given() else { continue };
        let Some(cell_type) = given.cell_type.given() else { continue };
        let link = writer.link(&EntryRef::new(Kind::CellType, cell_type.value.as_str()));
        let part = format!("arms.{}.intervention.route", arm.id.value);
        let mut cell = place.reported(&given.route, &part, |route| words::name(strings, *route).to_string());
        // The route stands before the cells, as in "intravenous (cells from bone marrow)".
        cell.name = cell.value.take();
        cell.links = vec![link];
        cell.absent = None;
        let is_same = |known: &Cell| {
            known.links.first().map(|link| &link.href) == cell.links.first().map(|link| &link.href)
                && known.name.as_ref().map(|name| &name.text) == cell.name.as_ref().map(|name| &name.text)
        };
        if !cells.iter().any(is_same) {
            cells.push(cell);
        }
    }
    if cells.is_empty() {
        cells.push(Cell::absent(not_reported(strings)));
    }
    cells
}

/// What the treatment was compared with; for one group that there is nothing.
fn comparator(design: &TrialDesign<'_>, writer: &mut Writer<'_>) -> Vec<Cell> {
    match no_comparison(design) {
        Some(key) => vec![Cell::text(&writer.shared.strings.get("trial", key))],
        None => reported_or_not(design, "control", writer),
    }
}

/// The words for a trial without a comparison group, where it is one: that a source says so, or
/// that the sources describe a single group.
pub fn no_comparison(design: &TrialDesign<'_>) -> Option<&'static str> {
    let is_one = |report: &Report| {
        report.allocation.given().is_some_and(|known| known.value == Allocation::SingleGroup)
            || report.control.given().is_some_and(|known| known.value == Control::None)
    };
    let has_control = design.reports.iter().any(|(_, report)| {
        report.control.given().is_some_and(|known| known.value != Control::None)
            || report.number_of_arms.given().is_some_and(|known| known.value > 1)
    });
    let arms = design.arms();
    let is_tested = |role: Option<&ArmRole>| role.is_none_or(|role| *role == ArmRole::Experimental);
    match arms.as_slice() {
        _ if has_control => None,
        [_] | [] if design.reports.iter().any(|(_, report)| is_one(report)) => Some("no-comparison"),
        [(_, _, arm)] if is_tested(arm.role.given()) => Some("no-comparison-described"),
        _ => None,
    }
}

/// What was to be measured: where sources name primary endpoints, these, and the way to the
/// others; else the known measures in one line, then what has a name of the source's.
fn outcomes(design: &TrialDesign<'_>, writer: &Writer<'_>) -> Vec<Cell> {
    let strings = &writer.shared.strings;
    let is_primary = |endpoint: &Endpoint| endpoint.role.given() == Some(&EndpointRole::Primary);
    let mut endpoints = design.reports.iter().flat_map(|(_, report)| &report.endpoints);
    let has_primary = endpoints.any(is_primary);
    let mut links: Vec<Link> = Vec::new();
    let mut named = Vec::new();
    for (source, report) in &design.reports {
        let place = place(source, report, strings);
        let listed = (1..).zip(&report.endpoints);
        for (at, endpoint) in listed.filter(|(_, endpoint)| !has_primary || is_primary(endpoint)) {
            let cell = endpoint_name(&place, at, endpoint, writer);
            match cell.name.is_none() && cell.value.is_none() {
                true => add(&mut links, cell.links),
                false => named.push(cell),
            }
        }
    }
    if links.is_empty() && named.is_empty() {
        let measures = design.findings.iter().flat_map(|(_, finding)| &finding.measures);
        add(&mut links, measures.filter_map(|measure| writer.measure(measure.value.as_str())));
    }
    let known = (!links.is_empty() || named.is_empty()).then(|| Cell::links_or(links, not_reported(strings)));
    let others = has_primary.then(|| {
        let text = strings.get("trial", "all-measures").to_string();
        Cell::links(vec![Link { href: "#measured".to_owned(), text }])
    });
    let mut cells: Vec<Cell> =
        known.filter(|cell| !has_primary || cell.absent.is_none()).into_iter().chain(named).collect();
    if has_primary {
        let primary = Cell::text(&strings.get("trial", "primary"));
        cells.insert(0, primary);
    }
    cells.extend(others);
    cells
}

/// Adds links, each page once.
fn add(links: &mut Vec<Link>, new: impl IntoIterator<Item = Link>) {
    for link in new {
        if !links.iter().any(|known| known.href == link.href) {
            links.push(link);
        }
    }
}
