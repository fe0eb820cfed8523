//! `arms-do-not-add-up`: sizes of arms, the number of all, and denominators that differ.
//!
//! Within one source the arms add up to all who took part, unless an analysis set is named, and a
//! result speaks of as many people as its arm has, or as `among` or `analysed` name.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::synthesis::Synthesis;
use crate::synthesis::recompute::{ArmSum, Check, Denominator, Group, Subject};

/// Reports every sum and denominator that is another number.
pub fn check(synthesis: &Synthesis<'_>, diagnostics: &mut Diagnostics) {
    for recomputed in synthesis.recomputed() {
        match &recomputed.check {
            Check::ArmSum(check) if !check.agrees() => diagnostics.report(sum(check)),
            Check::Denominator(check) if !check.agrees() => {
                diagnostics.report(denominator(check, &recomputed.subject));
            }
            _ => {}
        }
    }
}

fn sum(check: &ArmSum<'_>) -> Diagnostic {
    let sizes: Vec<String> = check.arms.iter().map(|(_, size)| size.to_string()).collect();
    let message = format!(
        "the arms add up to {} ({}), and {} took part",
        check.sum.value,
        sizes.join(" + "),
        check.enrollment
    );
    Diagnostic::new(Code::ArmsDoNotAddUp, check.span, message).help(
        "correct the sizes or `enrollment`; if the sizes are those of an analysis set, name it in `because` of `participants`",
    )
}

fn denominator(check: &Denominator, subject: &Subject<'_>) -> Diagnostic {
    let whom = match &check.group {
        Group::Arm(id) => format!("the arm `{id}` has {}", check.size),
        Group::All => format!("{} took part", check.size),
        Group::Among => format!("`among` counts {}", check.size),
        Group::Analysed => format!("{} were analysed", check.size),
    };
    let message = format!("the result is one of {} people, and {whom}", check.of);
    let help = "correct `of`, the arm or its `participants`; if a part of the arm was analysed, say so with `analysed` or `among`";
    Diagnostic::new(Code::ArmsDoNotAddUp, check.span, message)
        .help(help)
        .related(subject.span(), "in this finding")
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    fn fixture(enrollment: &str, arms: &str, findings: &str) -> String {
        format!(
            "
            --- sources/a.md
            reports:
              - trial: a
                registry-id: not-reported
                phase: not-reported
                allocation: not-reported
                masking: not-reported
                control: not-reported
                enrollment: {enrollment}
                arms: [{arms}]
                follow-up: not-reported
                locator: {{section: Methods}}
            findings:
{findings}
            --- trials/a.md
            --- outcomes/easi.md
            "
        )
    }

    const ARMS: &str = "{id: cells, participants: 59}, {id: placebo, participants: 55}";

    fn finding(rest: &str) -> String {
        format!(
            "              - {{id: a, trial: a, measure: easi, time-point: not-stated, benefit: improved, locator: {{section: Results}}, {rest}"
        )
    }

    #[test]
    fn arms_add_up_to_all() {
        let none = "              []";
        check(&fixture("114", ARMS, none));
        check(&fixture("115   #~ arms-do-not-add-up", ARMS, none));
        check(&fixture(
            "115",
            "{id: cells, participants: 59}, {id: placebo, participants: not-reported}",
            none,
        ));
        let set = "{id: cells, participants: {count: 58, because: those who were analysed}}, {id: placebo, participants: 55}";
        check(&fixture("114", set, none));
        check(&fixture("114", "{id: cells, participants: 59}", none));
    }

    #[test]
    fn a_result_speaks_of_its_arm() {
        let of = |rest: &str| fixture("114", ARMS, &finding(rest));
        check(&of(
            "arm: cells, comparator: placebo, result: {count: 14, of: 59}, versus: {count: 4, of: 55}}",
        ));
        check(&of(
            "arm: placebo, comparator: cells, result: {count: 14, of: 59}, versus: {count: 4, of: 55}}   #~ arms-do-not-add-up",
        ));
        check(&of("arm: all, comparator: none, result: {count: 14, of: 114}}"));
        check(&of("arm: all, comparator: none, result: {count: 14, of: 59}}   #~ arms-do-not-add-up"));
        check(&of("arm: cells, comparator: none, analysed: 50, result: {count: 14, of: 50}}"));
        check(&of(
            "arm: cells, comparator: none, analysed: 50, result: {count: 14, of: 59}}   #~ arms-do-not-add-up",
        ));
        check(&of(
            "arm: cells, comparator: none, among: {count: 20, who: women}, result: {count: 14, of: 20}}",
        ));
        check(&of("arm: not-stated, comparator: none, result: {count: 14, of: 30}}"));
    }
}
