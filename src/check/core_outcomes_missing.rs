//! `core-outcomes-missing`: parts of the core outcome set that nothing read of a trial covers.
//!
//! The HOME initiative asks trials in atopic dermatitis for signs (EASI), symptoms (POEM, peak
//! itch), quality of life (DLQI and its kin) and long-term control (RECAP, ADCT); doi
//! 10.1016/j.jaci.2022.03.017. A domain counts as covered if a finding or an endpoint names an
//! instrument of it or the domain itself.

use super::folded::{FoldedText, folded_name};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::link::KnowledgeBase;
use crate::model::{Disease, HasEntry, Id, Kind, Measure, Reading, Scheme, Source, Species};
use crate::synthesis::{Synthesis, TrialDesign, classes, is_retold};

/// A part of the core outcome set.
pub struct Domain {
    /// Its key among the words of pages.
    pub key: &'static str,
    /// What complaints call it.
    name: &'static str,
    /// The names by which it is known to be covered.
    names: &'static [&'static str],
}

/// The parts of the core outcome set.
pub const DOMAINS: [Domain; 4] = [
    Domain { key: "signs", name: "signs (EASI)", names: &["EASI", "Eczema Area and Severity Index"] },
    Domain {
        key: "symptoms",
        name: "symptoms (POEM, peak itch NRS)",
        names: &["POEM", "Patient-Oriented Eczema Measure", "itch", "pruritus", "NRS-11", "PP-NRS"],
    },
    Domain {
        key: "quality-of-life",
        name: "quality of life (DLQI, CDLQI, IDQoL)",
        names: &["DLQI", "CDLQI", "IDQoL", "IDQLI", "Dermatology Life Quality Index", "quality of life"],
    },
    Domain {
        key: "long-term-control",
        name: "long-term control (RECAP, ADCT)",
        names: &[
            "RECAP",
            "ADCT",
            "Recap of atopic eczema",
            "Atopic Dermatitis Control Tool",
            "long-term control",
        ],
    },
];

/// Notes, for each trial in people with atopic dermatitis, the domains that nothing covers.
pub fn check(kb: &KnowledgeBase, synthesis: &Synthesis<'_>, diagnostics: &mut Diagnostics) {
    for (id, trial) in &kb.trials {
        let Some(design) = synthesis.trials.get(id) else { continue };
        let missing: Vec<&str> = missing(kb, design).into_iter().map(|domain| domain.name).collect();
        if !missing.is_empty() {
            let message = format!("not in {}: {}", what_was_read(design), missing.join(", "));
            diagnostics.report(
                Diagnostic::new(Code::CoreOutcomesMissing, trial.entry.title.span, message)
                    .help("if a source names one of them, add it as an endpoint or a finding"),
            );
        }
    }
}

/// The parts that nothing read of a trial covers; none is asked of other trials than those in people
/// with atopic dermatitis.
pub fn missing(kb: &KnowledgeBase, design: &TrialDesign<'_>) -> Vec<&'static Domain> {
    let is_asked = design.species() == Species::Human
        && design.diseases().iter().any(|disease| is_atopic_dermatitis(kb, disease));
    if !is_asked {
        return Vec::new();
    }
    let named = names(kb, design);
    DOMAINS.iter().filter(|domain| !covers(&named, domain)).collect()
}

/// Whether a disease is atopic dermatitis or a kind of it.
fn is_atopic_dermatitis(kb: &KnowledgeBase, disease: &Id<Disease>) -> bool {
    classes(kb, Kind::Disease, disease.as_str()).iter().any(|class| {
        let entry = kb.diseases.get(&Id::new(class.clone())).map(HasEntry::entry);
        let has_number = entry.is_some_and(|entry| {
            entry
                .identifiers
                .iter()
                .any(|one| one.scheme == Scheme::Mondo && one.value.value == "MONDO:0004980")
        });
        &**class == "atopic-dermatitis" || has_number
    })
}

/// What findings and endpoints are on: names of measures, and labels.
fn names<'k>(kb: &'k KnowledgeBase, design: &TrialDesign<'k>) -> Vec<&'k str> {
    let findings = design.findings.iter().map(|(_, finding)| *finding);
    let endpoints = || design.reports.iter().flat_map(|(_, report)| &report.endpoints);
    let measures = findings.clone().flat_map(|finding| &finding.measures);
    let measures = measures.chain(endpoints().filter_map(|endpoint| endpoint.measure.as_ref()));
    let of_measures = measures.flat_map(|measure| names_of(kb, &measure.value));
    let labels = findings.filter_map(|finding| finding.label.as_ref());
    let labels = labels.chain(endpoints().filter_map(|endpoint| endpoint.label.as_ref()));
    of_measures.chain(labels.map(|label| label.value.as_str())).collect()
}

fn names_of<'k>(kb: &'k KnowledgeBase, measure: &'k Id<Measure>) -> Vec<&'k str> {
    let entry = kb.measure(measure.as_str()).map(|(_, entry)| entry);
    entry.into_iter().flat_map(|entry| entry.names()).chain([measure.as_str()]).collect()
}

fn covers(named: &[&str], domain: &Domain) -> bool {
    named.iter().any(|text| {
        let text = FoldedText::new(text);
        domain.names.iter().any(|name| text.names(&folded_name(name)))
    })
}

/// "the abstract": what of the trial's sources was read.
fn what_was_read(design: &TrialDesign<'_>) -> String {
    let reports = design.reports.iter().map(|(source, _)| *source);
    let sources = reports.chain(design.findings.iter().map(|(source, _)| *source));
    let mut read: Vec<&str> = sources.map(text_of).collect();
    read.sort_unstable();
    read.dedup();
    read.join(" or ")
}

fn text_of(source: &Source) -> &'static str {
    match source.read.given() {
        Some(Reading::Record) => "the record",
        _ if is_retold(source) => "the text that retells it",
        Some(Reading::FullText) => "the full text",
        Some(Reading::Abstract) => "the abstract",
        Some(Reading::Citation) | None => "what was read",
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    const REST: &str = "registry-id: not-reported, phase: not-reported, allocation: not-reported, masking: not-reported, control: not-reported, enrollment: not-reported, arms: not-reported, follow-up: not-reported, locator: {section: Methods}";

    #[test]
    fn what_nothing_covers_is_noted() {
        check(&format!(
            "
            --- sources/a.md
            reports:
              - {{trial: some, conditions: [eczema], endpoints: [{{measure: easi}}], {REST}}}
              - {{trial: all, conditions: [hand-eczema], endpoints: [{{measure: easi}}, {{label: weekly POEM}}, {{label: RECAP}}], {REST}}}
              - {{trial: mice, species: mouse, conditions: [eczema], {REST}}}
              - {{trial: asthma, conditions: [asthma], {REST}}}
            findings:
              - {{id: a, trial: all, label: quality of life, arm: all, comparator: baseline, time-point: not-stated, benefit: improved, locator: {{section: Results}}}}
            --- trials/some.md
            title: Some   #~ core-outcomes-missing
            --- trials/all.md
            --- trials/mice.md
            --- trials/asthma.md
            --- diseases/eczema.md
            identifiers: {{mondo: \"MONDO:0004980\"}}
            --- diseases/hand-eczema.md
            broader: [eczema]
            --- diseases/asthma.md
            --- outcomes/easi.md
            "
        ));
    }
}
