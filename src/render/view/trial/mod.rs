//! The page of a trial.

mod arms;
mod design;
mod endpoints;
mod paid;
mod pico;
mod provenance;

use super::chart::{self, Flow, Hundred, Ladder, Outcome, Timeline};
use super::checked;
use super::finding::{self, Row};
use super::parts::{Cell, Fact, Link, Place, Registered, registered};
use super::prose::Parts;
use crate::model::{EntryRef, Finding, HasEntry, Id, Kind, Report, Source, Trial};
use crate::render::context::{Family, Writer};
use crate::render::words;
use crate::strings::{Strings, Word};
use crate::synthesis::TrialDesign;
pub use pico::no_comparison;

use arms::ArmView;
use endpoints::{EndpointView, Silence};
use paid::Paid;
use provenance::Origin;
use serde::Serialize;

/// What the page of a trial shows.
#[derive(Debug, Serialize)]
pub struct View {
    /// The prose for patients and for clinicians.
    pub prose: Parts,
    /// The plain words after the first list, where the dots stand before them.
    pub plain_rest: String,
    /// How many of 100 people, or of a few.
    pub hundreds: Vec<Hundred>,
    /// The design in a few words: tags under the heading.
    pub tags: Vec<Cell>,
    /// Where it is known from, if no source of its own was read.
    pub known_from: Option<String>,
    /// Who was treated with what, compared with what, and what was measured.
    pub pico: Vec<Fact>,
    /// The design, field by field, without what stands there.
    pub facts: Vec<Fact>,
    /// Its numbers in registries, those left out that the design gives.
    pub identifiers: Vec<Registered>,
    /// The groups.
    pub arms: Vec<ArmView>,
    /// How many took part, and in which group.
    pub flow: Flow,
    /// When they were treated.
    pub timeline: Option<Timeline>,
    /// The doses.
    pub doses: Vec<Ladder>,
    /// What was to be measured.
    pub endpoints: Vec<EndpointView>,
    /// Whether the method of any is known.
    pub has_methods: bool,
    /// Who was studied, in the plural: `people`, `animals`.
    pub studied: Word,
    /// How many of each group responded.
    pub responders: Vec<Outcome>,
    /// The same of markers.
    pub marked: Vec<Outcome>,
    /// How many of each group came to harm.
    pub harmed: Vec<Outcome>,
    /// Findings on outcome measures.
    pub results: Vec<Row>,
    /// Findings on harms.
    pub harms: Vec<Row>,
    /// Findings on biomarkers.
    pub markers: Vec<Row>,
    /// What was to be measured and has no result in what was read.
    pub silent: Vec<Silence>,
    /// Who paid, and where the authors work.
    pub paid: Paid,
    /// What was worked out once more.
    pub checked: checked::View,
    /// Where each finding comes from.
    pub origins: Vec<Origin>,
}

/// Puts the page together.
pub fn view<'k>(trial: &'k Trial, writer: &mut Writer<'k>) -> View {
    let mut prose = Parts::of(&EntryRef::new(Kind::Trial, trial.entry.id.clone()), writer);
    let plain_rest = after_first_list(&mut prose.plain);
    let empty = TrialDesign::default();
    let synthesis = writer.shared.synthesis;
    let design = synthesis.trials.get(&trial.id()).unwrap_or(&empty);
    let kb = writer.shared.kb;
    let all = design.findings.iter().copied();
    let (harms, others): (Vec<_>, Vec<_>) =
        all.partition(|(source, finding)| design.is_on_harms(source, finding, kb));
    let (markers, results): (Vec<_>, Vec<_>) =
        others.into_iter().partition(|(_, finding)| is_marker(finding, writer));
    let mut facts = design::facts(design, writer);
    let mut identifiers = registered(&trial.entry.identifiers);
    identifiers.retain(|one| !is_linked(one, &mut facts));
    let endpoints: Vec<EndpointView> = design
        .reports
        .iter()
        .flat_map(|(source, report)| endpoints::endpoints(source, report, writer))
        .collect();
    View {
        has_methods: endpoints.iter().any(|endpoint| endpoint.method.value.is_some()),
        identifiers,
        tags: design::tags(design, writer),
        known_from: design::known_from(design, &writer.shared.strings),
        plain_rest,
        hundreds: chart::hundred(results.iter().copied(), writer),
        pico: pico::pico(design, writer),
        flow: chart::flow(design, writer),
        timeline: chart::timeline(design, writer),
        doses: chart::ladders(design.reports.iter().copied(), writer),
        responders: chart::responders(results.iter().copied(), writer),
        marked: chart::responders(markers.iter().copied(), writer),
        harmed: chart::responders(harms.iter().copied(), writer),
        studied: words::studied(&writer.shared.strings, design.species()),
        facts,
        arms: design
            .arms()
            .into_iter()
            .map(|(source, report, arm)| arms::arm_view(source, report, arm, writer))
            .collect(),
        endpoints,
        results: rows(results, design, writer),
        harms: rows(harms, design, writer),
        markers: rows(markers, design, writer),
        silent: endpoints::silent(design, writer),
        paid: paid::paid(design, writer),
        checked: checked::view(sources(design), Some(&trial.id()), writer),
        origins: provenance::origins(design, writer),
        prose,
    }
}

/// The sources that report a trial or print a finding of it, each once.
fn sources<'k>(design: &TrialDesign<'k>) -> Vec<&'k Source> {
    let reports = design.reports.iter().map(|(source, _)| *source);
    let mut sources: Vec<&Source> = Vec::new();
    for source in reports.chain(design.findings.iter().map(|(source, _)| *source)) {
        if !sources.iter().any(|known| known.id() == source.id()) {
            sources.push(source);
        }
    }
    sources
}

/// The rows of findings; where one source reports the trial, they name it by its number alone.
fn rows<'k>(
    findings: Vec<(&'k Source, &'k Finding)>,
    design: &TrialDesign<'_>,
    writer: &mut Writer<'_>,
) -> Vec<Row> {
    let mut rows = finding::rows(findings, writer);
    if let [(source, _)] = design.reports.as_slice()
        && design.findings.iter().all(|(of, _)| of.id() == source.id())
    {
        rows.iter_mut().for_each(|row| row.source.text.clear());
    }
    rows
}

/// Cuts plain words behind their first list and returns the rest.
fn after_first_list(plain: &mut String) -> String {
    let ends = ["</ul>\n<p>", "</ul>\n<h3"].into_iter().filter_map(|end| plain.find(end));
    ends.min().map(|end| plain.split_off(end + "</ul>\n".len())).unwrap_or_default()
}

/// Makes the numbers that the design gives links to the registry; whether there is one.
fn is_linked(identifier: &Registered, facts: &mut [Fact]) -> bool {
    let Some(href) = &identifier.href else { return false };
    let mut is_linked = false;
    for cell in facts.iter_mut().flat_map(|fact| &mut fact.cells) {
        if cell.value.as_ref().is_some_and(|value| value.text == identifier.number) {
            cell.links.push(Link { href: href.clone(), text: String::new() });
            is_linked = true;
        }
    }
    is_linked
}

fn is_marker(finding: &Finding, writer: &Writer<'_>) -> bool {
    finding
        .measures
        .first()
        .and_then(|measure| writer.shared.kb.measure(measure.value.as_str()))
        .is_some_and(|(at, _)| at.kind == Kind::Biomarker)
}

/// The place of a report's values.
pub fn place<'k>(source: &Source, report: &Report, strings: &'k Strings) -> Place<'k> {
    let trial = report.trial.given().map_or_else(|| Id::new(""), |trial| trial.value.clone());
    Place::new(Family::Report, source, trial, strings)
}
