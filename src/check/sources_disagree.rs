//! `sources-disagree`: values of one field that differ between sources, and nobody says why.
//!
//! The trial's file settles each: which value is printed first, or that it stays open on purpose.
//! A decision where all sources say the same decides nothing.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::link::KnowledgeBase;
use crate::model::HasEntry;
use crate::synthesis::{Synthesis, disagreements, stated};
use std::collections::BTreeSet;

/// Reports every disagreement that is not settled, and every settlement without one.
pub fn check(kb: &KnowledgeBase, synthesis: &Synthesis<'_>, diagnostics: &mut Diagnostics) {
    for found in disagreements(kb, synthesis) {
        if found.settlement(kb).is_some() {
            continue;
        }
        for (first, other) in found.pairs(kb) {
            let message = format!(
                "`{}` of `{}` is `{}` here, and `{}` in `{}`",
                found.field,
                found.trial,
                other.text,
                first.text,
                first.source.id()
            );
            diagnostics.report(
                Diagnostic::new(Code::SourcesDisagree, other.span, message)
                    .related(first.span, format!("what `{}` says", first.source.id()))
                    .help(format!(
                        "compare both with their sources; if both are right, add to `settles:` in trials/{}.md: `- {{field: {}, shows: {}, because: …}}`, or `open: true` in place of `shows`",
                        found.trial,
                        found.field,
                        first.source.id()
                    )),
            );
        }
    }
    settled_for_nothing(kb, synthesis, diagnostics);
}

/// Decisions on fields of which several sources say the very same.
fn settled_for_nothing(kb: &KnowledgeBase, synthesis: &Synthesis<'_>, diagnostics: &mut Diagnostics) {
    for (id, trial) in &kb.trials {
        let Some(design) = synthesis.trials.get(id) else { continue };
        for settled in &trial.settles {
            let values = stated(design, &settled.field);
            let texts: BTreeSet<&str> = values.iter().map(|value| value.text.as_str()).collect();
            if let [text] = texts.into_iter().collect::<Vec<_>>().as_slice()
                && values.len() > 1
            {
                let message = format!("all sources say `{text}` of `{}`", settled.field.value);
                diagnostics.report(
                    Diagnostic::new(Code::SourcesDisagree, settled.field.span, message)
                        .help("remove this decision, or correct its `field`"),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    /// Two sources on one trial: what each reports, a mark behind the second, and the trial's file.
    fn two(one: &str, other: &str, mark: &str, trial: &str) {
        let arms = |report: &str| if report.contains("arms:") { "" } else { "arms: not-reported, " };
        let rest = |report: &str| {
            let keys =
                ["registry-id", "phase", "allocation", "masking", "control", "enrollment", "follow-up"];
            let missing = keys.iter().filter(|key| !report.contains(&format!("{key}:")));
            missing.map(|key| format!("{key}: not-reported, ")).collect::<String>() + arms(report)
        };
        check(&format!(
            "
            --- sources/a.md
            reports:
              - {{trial: t, {one}, {}locator: {{section: Methods}}}}
            --- sources/b.md
            reports:
              - {{trial: t, {other}, {}locator: {{section: Methods}}}}{mark}
            --- trials/t.md
            {trial}
            --- cell-types/msc.md
            --- cell-types/fat-msc.md
            broader: [msc]
            --- cell-types/cord-msc.md
            broader: [msc]
            ",
            rest(one),
            rest(other)
        ));
    }

    fn arm(given: &str) -> String {
        format!("arms: [{{id: x, intervention: {{{given}}}}}, {{id: y}}]")
    }

    #[test]
    fn values_that_differ_are_reported_once() {
        for (one, other) in [
            ("enrollment: 114", "enrollment: 120"),
            ("phase: 1", "phase: 1/2"),
            ("masking: single", "masking: double"),
            ("registry-id: NCT04137562", "registry-id: NCT04137563"),
            ("centers: 6", "centers: single"),
            ("follow-up: 16 weeks", "follow-up: 12 weeks"),
            ("follow-up: 8 to 24 months", "follow-up: 6 to 24 months"),
            ("start: 2019-10", "start: 2019-11-02"),
            (
                "recruitment: {status: completed, as-of: 2024-01-01}",
                "recruitment: {status: recruiting, as-of: 2024-01-01}",
            ),
            ("arms: [{id: x, participants: 5}, {id: y}]", "arms: [{id: x, participants: 6}, {id: y}]"),
            (
                "enrollment: 5, arms: [{id: x, participants: 5}]",
                "enrollment: 6, arms: [{id: x, participants: 6}]",
            ),
        ] {
            two(one, other, "   #~ sources-disagree", "");
        }
        for (one, other) in [
            ("cell-type: fat-msc", "cell-type: cord-msc"),
            ("donor: autologous", "donor: allogeneic"),
            ("dose: {cells: 1e6, per: kg}", "dose: {cells: 2e6, per: kg}"),
            ("dose: {cells: 1e6, per: kg}", "dose: {cells: 1e6, per: total}"),
            ("administrations: 1", "interval: 2 weeks"),
            ("interval: 2 weeks", "interval: 4 weeks, duration: 12 weeks"),
        ] {
            two(&arm(one), &arm(other), "   #~ sources-disagree", "");
        }
    }

    #[test]
    fn what_may_be_one_is_left_alone() {
        for (one, other) in [
            ("enrollment: 114", "enrollment: not-reported"),
            ("phase: I/IIa", "phase: 1/2"),
            ("registry-id: NCT04137562", "registry-id: KCT0001234"),
            ("centers: 6", "centers: multiple"),
            ("follow-up: 4 weeks", "follow-up: 1 month"),
            ("follow-up: 8 to 24 months", "follow-up: 2 years"),
            ("start: 2019-10", "start: 2019-10-02"),
            ("completion: {date: 2019-10, type: estimated}", "completion: {date: 2020-10, type: actual}"),
            (
                "recruitment: {status: completed, as-of: 2024-01-02}",
                "recruitment: {status: recruiting, as-of: 2024-01-01}",
            ),
            ("population: adults", "population: children"),
            ("arms: [{id: x, participants: 5}]", "arms: [{id: y, participants: 6}]"),
        ] {
            two(one, other, "", "");
        }
        for (one, other) in [
            ("cell-type: msc", "cell-type: cord-msc"),
            ("dose: {cells: 1e6, per: kg}", "dose: {cells: 7e7, per: total}"),
            ("dose: {cells: 1e6, per: kg, of: administration}", "dose: {cells: 3e6, per: kg, of: course}"),
            ("dose: {cells: 1e6, to: 3e6, per: kg}", "dose: {cells: 2e6, per: kg}"),
            ("administrations: 3, interval: 2 weeks", "interval: 14 days"),
        ] {
            two(&arm(one), &arm(other), "", "");
        }
    }

    #[test]
    fn what_is_settled_is_silent() {
        let settles = "settles: [{field: enrollment, open: true, because: nobody knows}]";
        two("enrollment: 114", "enrollment: 120", "", settles);
        let settles = "settles: [{field: schedule, shows: a, because: first told}]";
        two(&arm("administrations: 1"), &arm("administrations: 2"), "", settles);
        let settles = "settles: [{field: arms/x/dose, shows: a, because: first told}]";
        two(&arm("dose: {cells: 1e6, per: kg}"), &arm("dose: {cells: 2e6, per: kg}"), "", settles);
    }

    #[test]
    fn a_decision_needs_a_disagreement() {
        let needless =
            "settles: [{field: enrollment, open: true, because: nobody knows}]   #~ sources-disagree";
        two("enrollment: 114", "enrollment: 114", "", needless);
        let settles = "settles: [{field: aim, open: true, because: nobody knows}]";
        two("aim: To see.", "aim: To hear.", "", settles);
    }
}
