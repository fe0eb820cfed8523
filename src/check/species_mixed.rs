//! `species-mixed`: a result in animals that would pass for one in people, or the reverse.
//!
//! A finding is in people unless it says otherwise. What was measured in cells outside a body may
//! stand beside either.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::link::KnowledgeBase;
use crate::model::{Finding, Id, Report, Source, Species, Trial, Vocabulary};
use std::collections::BTreeMap;

/// Reports findings and reports whose species differs from that of their trial.
pub fn check(kb: &KnowledgeBase, diagnostics: &mut Diagnostics) {
    for source in kb.sources.values() {
        for finding in &source.findings {
            of_finding(source, finding, diagnostics);
        }
    }
    let mut first: BTreeMap<&Id<Trial>, &Report> = BTreeMap::new();
    for (_, report) in kb.reports().filter(|(_, report)| report.species != Species::InVitro) {
        let Some(trial) = report.trial.given() else { continue };
        let known = *first.entry(&trial.value).or_insert(report);
        if known.species != report.species {
            let message = format!(
                "`{}` is reported in {} here, and in {} elsewhere",
                trial.value,
                name(report.species),
                name(known.species)
            );
            diagnostics.report(
                Diagnostic::new(Code::SpeciesMixed, report.span, message)
                    .related(known.span, "the other report")
                    .help("write the same `species` in both; a study in animals and one in people are two trials"),
            );
        }
    }
}

fn of_finding(source: &Source, finding: &Finding, diagnostics: &mut Diagnostics) {
    let Some(trial) = finding.trial.given() else { return };
    let is_of_trial = |report: &&Report| report.trial.given().is_some_and(|known| known.value == trial.value);
    let mut reports = source.reports.iter().filter(is_of_trial).peekable();
    let Some(first) = reports.peek().copied() else { return };
    if finding.species == Species::InVitro || reports.any(|report| report.species == finding.species) {
        return;
    }
    let message = format!(
        "`{}` is a finding in {}, but `{}` is reported in {}",
        finding.id.value,
        name(finding.species),
        trial.value,
        name(first.species)
    );
    diagnostics.report(
        Diagnostic::new(Code::SpeciesMixed, finding.id.span, message)
            .related(first.span, "the report of the trial")
            .help(format!("write `species: {}` in the finding, or correct the report", first.species.word())),
    );
}

fn name(species: Species) -> &'static str {
    match species {
        Species::Human => "people",
        Species::Mouse => "mice",
        Species::Rat => "rats",
        Species::Dog => "dogs",
        Species::InVitro => "cells outside a body",
        Species::OtherAnimal => "other animals",
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    const REST: &str = "registry-id: not-reported, phase: not-reported, allocation: not-reported, masking: not-reported, control: not-reported, enrollment: not-reported, arms: not-reported, follow-up: not-reported, locator: {section: Methods}";

    #[test]
    fn a_finding_is_in_the_species_of_its_trial() {
        check(&format!(
            "
            --- sources/a.md
            reports:
              - {{trial: mice, species: mouse, {REST}}}
              - {{trial: people, {REST}}}
            findings:
              - {{id: a, trial: mice, label: itch, arm: all, comparator: baseline, time-point: not-stated, change: decreased, locator: {{section: Results}}}}   #~ species-mixed
              - {{id: b, trial: mice, species: mouse, label: itch, arm: all, comparator: baseline, time-point: not-stated, change: decreased, locator: {{section: Results}}}}
              - {{id: c, trial: people, species: rat, label: itch, arm: all, comparator: baseline, time-point: not-stated, change: decreased, locator: {{section: Results}}}}   #~ species-mixed
              - {{id: d, trial: people, species: in-vitro, label: growth, arm: all, comparator: baseline, time-point: not-stated, change: decreased, locator: {{section: Results}}}}
            --- sources/b.md
            findings:
              - {{id: a, trial: mice, label: itch, arm: all, comparator: baseline, time-point: not-stated, change: decreased, locator: {{section: Results}}}}
            --- trials/mice.md
            --- trials/people.md
            "
        ));
    }

    #[test]
    fn a_trial_is_in_one_species() {
        check(&format!(
            "
            --- sources/a.md
            reports:
              - {{trial: a, species: mouse, {REST}}}
              - {{trial: a, species: in-vitro, {REST}}}
            --- sources/b.md
            reports:
              - trial: a   #~ species-mixed
                registry-id: not-reported
                phase: not-reported
                allocation: not-reported
                masking: not-reported
                control: not-reported
                enrollment: not-reported
                arms: not-reported
                follow-up: not-reported
                locator: {{section: Methods}}
            --- trials/a.md
            "
        ));
    }
}
