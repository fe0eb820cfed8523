//! Where each number of a trial comes from: its finding, and whether its place is sealed.

use crate::model::{Finding, HasEntry, Source};
use crate::render::context::Writer;
use crate::render::view::parts::{self, Link};
use crate::render::words;
use crate::site::finding_anchor;
use crate::strings::Word;
use crate::synthesis::TrialDesign;
use serde::Serialize;

/// A source with its findings on the trial.
#[derive(Debug, Serialize)]
pub struct Origin {
    /// Its page.
    pub source: Link,
    /// Its number on this page.
    pub mark: parts::Mark,
    /// What of it was read.
    pub read: Option<Word>,
    /// Where its text was found.
    pub captured: Option<Word>,
    /// Who looked its summary over.
    pub reviewed_by: Option<String>,
    /// Whether it has findings, and the passages of all of them are sealed.
    pub is_sealed: bool,
    /// The findings of which a passage is not.
    pub unsealed: Vec<Link>,
}

/// The sources of a trial, in the order of their precedence.
pub fn origins(design: &TrialDesign<'_>, writer: &mut Writer<'_>) -> Vec<Origin> {
    let strings = &writer.shared.strings;
    let mut origins: Vec<Origin> = Vec::new();
    let of_reports = design.reports.iter().map(|(source, _)| *source);
    let of_findings = design.findings.iter().map(|(source, _)| *source);
    let mut seen: Vec<&Source> = Vec::new();
    for source in of_reports.chain(of_findings) {
        if seen.iter().any(|known| known.id() == source.id()) {
            continue;
        }
        seen.push(source);
        let own =
            design.findings.iter().filter(|(of, _)| of.id() == source.id()).map(|(_, finding)| *finding);
        let (sealed, unsealed): (Vec<_>, Vec<_>) = own.partition(|finding| is_sealed(finding));
        origins.push(Origin {
            source: writer.link(&Writer::source_ref(&source.id())),
            mark: writer.mark(&source.id()),
            read: source.read.given().map(|read| words::name(strings, *read)),
            captured: source.captured.given().map(|captured| words::name(strings, captured.from)),
            reviewed_by: source.entry.reviewed_by.clone(),
            is_sealed: unsealed.is_empty() && !sealed.is_empty(),
            unsealed: unsealed.into_iter().map(|finding| link(source, finding, writer)).collect(),
        });
    }
    origins
}

fn is_sealed(finding: &Finding) -> bool {
    !finding.locators.is_empty() && finding.locators.iter().all(|locator| locator.seal.is_some())
}

/// The finding on the page of its source, by what was measured.
fn link(source: &Source, finding: &Finding, writer: &Writer<'_>) -> Link {
    let id = &finding.id.value;
    let measure = finding.measures.first().and_then(|measure| writer.measure(measure.value.as_str()));
    let name = measure.map_or_else(|| id.to_string(), |measure| measure.text);
    writer.link_as(&Writer::source_ref(&source.id()), Some(&finding_anchor(id)), name)
}
