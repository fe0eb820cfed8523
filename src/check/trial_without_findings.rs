//! `trial-without-findings`: a trial of which no source has a result.
//!
//! Trials that were begun and never reported are part of what is known.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::link::KnowledgeBase;
use crate::synthesis::Synthesis;

/// Notes every trial without a finding.
pub fn check(kb: &KnowledgeBase, synthesis: &Synthesis<'_>, diagnostics: &mut Diagnostics) {
    for (id, trial) in &kb.trials {
        if synthesis.trials.get(id).is_some_and(|design| design.findings.is_empty()) {
            let title = &trial.entry.title;
            let message = format!("no source of this base has a finding of `{}`", title.value);
            diagnostics.report(Diagnostic::new(Code::TrialWithoutFindings, title.span, message).help(
                format!("once a result was read, add it to its source as a finding with `trial: {id}`"),
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    #[test]
    fn a_trial_without_a_result_is_noted() {
        check(
            "
            --- sources/a.md
            findings:
              - {id: a, trial: known, label: itch, arm: all, comparator: baseline, time-point: not-stated, change: decreased, locator: {section: Results}}
            --- trials/known.md
            --- trials/unknown.md
            title: Unknown   #~ trial-without-findings
            --- trials/read-in-part.md
            colour: red   #~ unknown-key
            ",
        );
    }
}
