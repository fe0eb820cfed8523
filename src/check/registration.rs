//! `registered-late`, `results-overdue`: what the dates of a trial in people say of its registration.
//!
//! Both are notes, worded by what was read: a registration may be older than the one that a
//! source prints, and results may stand where nobody has looked yet.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::link::KnowledgeBase;
use crate::model::{Completion, Date, RecruitmentStatus, Report, Reported, Source, Species, Tier};
use crate::synthesis::{Synthesis, TrialDesign, is_retold};

/// Notes late registrations and overdue results; `today` counts where a record has no day.
pub fn check(kb: &KnowledgeBase, synthesis: &Synthesis<'_>, today: Date, diagnostics: &mut Diagnostics) {
    for id in kb.trials.keys() {
        let Some(design) = synthesis.trials.get(id) else { continue };
        if design.species() == Species::Human {
            registered_late(design, diagnostics);
            results_overdue(design, today, diagnostics);
        }
    }
}

/// When a report says that its trial was registered, and the field that says so. Days may pass
/// between a registration and its first posting.
fn registered(report: &Report) -> Option<(&'static str, &Reported<Date>)> {
    let registered = report.registered.given().map(|date| ("registered", date));
    registered.or_else(|| report.first_posted.given().map(|date| ("first-posted", date)))
}

/// A registration after the start: each of the two dates with its source and the field that says it.
pub struct Late<'k> {
    /// When it was registered.
    pub registered: Dated<'k>,
    /// When it began.
    pub start: Dated<'k>,
}

/// A date with its source and the field that says it.
#[derive(Clone, Copy)]
pub struct Dated<'k> {
    /// The source.
    pub source: &'k Source,
    /// The field.
    pub key: &'static str,
    /// The date.
    pub date: &'k Reported<Date>,
}

/// The registration of a trial and its start, where the first lies after the second.
pub fn late<'k>(design: &TrialDesign<'k>) -> Option<Late<'k>> {
    let registered = |(source, report): &(&'k Source, &'k Report)| {
        let (key, date) = registered(report)?;
        Some(Dated { source, key, date })
    };
    let start = |(source, report): &(&'k Source, &'k Report)| {
        Some(Dated { source, key: "start", date: report.start.given()? })
    };
    // One report with both dates comes before two that each have one.
    let of_one = design.reports.iter().find_map(|one| registered(one).zip(start(one)));
    let of_several = || design.reports.iter().find_map(registered).zip(design.reports.iter().find_map(start));
    let (registered, start) = of_one.or_else(of_several)?;
    start.date.value.is_before(registered.date.value).then_some(Late { registered, start })
}

fn registered_late(design: &TrialDesign<'_>, diagnostics: &mut Diagnostics) {
    if let Some(Late { registered: Dated { key, date, .. }, start: Dated { date: start, .. } }) = late(design)
    {
        let message = format!("`{key}: {}` lies after `start: {}`", date.value, start.value);
        diagnostics.report(
            Diagnostic::new(Code::RegisteredLate, date.span, message)
                .related(start.span, "when the trial began")
                .help("compare both dates with the registry; if they are right, nothing is to be changed"),
        );
    }
}

/// The end of a trial more than a year before the day that its record speaks for.
pub struct Overdue<'k> {
    /// The source of the date.
    pub source: &'k Source,
    /// The end.
    pub end: &'k Completion,
    /// The day that the record speaks for; `None` if it has none, and today was taken.
    pub as_of: Option<Date>,
}

/// A trial that has ended and of which no result was read; `today` counts where its record has no
/// day.
pub fn overdue<'k>(design: &TrialDesign<'k>, today: Date) -> Option<Overdue<'k>> {
    let reports = || design.reports.iter().map(|(_, report)| *report);
    let has_results =
        reports().any(|report| report.results_posted.given().is_some_and(|posted| posted.value));
    let is_withdrawn = reports().any(|report| {
        report.recruitment.given().is_some_and(|known| known.status.value == RecruitmentStatus::Withdrawn)
    });
    let is_first_hand =
        |source: &Source| source.tier.given() == Some(&Tier::PrimaryReport) && !is_retold(source);
    let is_reported = design.findings.iter().any(|(source, _)| is_first_hand(source));
    if has_results || is_withdrawn || is_reported {
        return None;
    }
    let ends = design
        .reports
        .iter()
        .filter_map(|(source, report)| Some((source, report, report.completion.given()?)));
    let (source, report, end) = ends.into_iter().next()?;
    let as_of = as_of(source, report);
    end.date.value.next_year().is_before(as_of.unwrap_or(today)).then_some(Overdue { source, end, as_of })
}

fn results_overdue(design: &TrialDesign<'_>, today: Date, diagnostics: &mut Diagnostics) {
    if let Some(Overdue { end, as_of, .. }) = overdue(design, today) {
        let as_of = as_of.unwrap_or(today);
        let message = format!(
            "completed on {}, and as of {as_of} neither results in the registry nor a primary report were read",
            end.date.value
        );
        diagnostics.report(Diagnostic::new(Code::ResultsOverdue, end.date.span, message).help(
            "look for results; add a source that reports them, or `results-posted: true` with the day in `as-of`",
        ));
    }
}

/// The day that a report speaks for.
fn as_of(source: &Source, report: &Report) -> Option<Date> {
    let of_status = report.recruitment.given().and_then(|known| known.as_of.given().copied());
    source.as_of.given().copied().or(of_status)
}

#[cfg(test)]
mod tests {
    use crate::testing::check_with;

    /// A registry record of one trial with these dates.
    fn record(dates: &str, mark: &str) -> String {
        format!(
            "
            --- sources/a.md
            tier: registry-record
            as-of: 2024-06
            reports:
              - {{trial: a, {dates}, registry-id: not-reported, phase: not-reported, allocation: not-reported, masking: not-reported, control: not-reported, enrollment: not-reported, arms: not-reported, follow-up: not-reported, locator: {{section: Methods}}}}{mark}
            --- trials/a.md
            "
        )
    }

    #[test]
    fn a_trial_is_registered_before_it_begins() {
        for (dates, is_late) in [
            ("registered: 2020-03-01, start: 2020-02", true),
            ("first-posted: 2021, start: 2020-02", true),
            ("registered: 2020-02-20, start: 2020-02", false),
            ("registered: 2020-02, start: 2020-02-01", false),
            ("registered: 2020-02-01, first-posted: 2020-02-09, start: 2020-02-05", false),
            ("species: mouse, registered: 2020-03-01, start: 2020-02", false),
        ] {
            let mark = if is_late { "   #~ registered-late" } else { "" };
            check_with(&["registered-late"], &record(dates, mark));
        }
    }

    #[test]
    fn results_are_due_a_year_after_the_end() {
        for (dates, is_overdue) in [
            ("completion: 2023-05", true),
            ("completion: 2023-05, results-posted: false", true),
            ("completion: 2023-06", false),
            ("completion: 2023", false),
            ("completion: 2023-05, results-posted: true", false),
            ("completion: 2023-05, recruitment: {status: withdrawn}", false),
        ] {
            let mark = if is_overdue { "   #~ results-overdue" } else { "" };
            check_with(&["results-overdue"], &record(dates, mark));
        }
    }

    #[test]
    fn a_primary_report_is_a_result() {
        let finding = "findings:
              - {id: a, trial: a, label: itch, arm: all, comparator: baseline, time-point: not-stated, change: decreased, locator: {section: Results}}";
        let record = record("completion: 2020-05", "");
        check_with(&["results-overdue"], &format!("{record}--- sources/b.md\n            {finding}\n"));
        let record = self::record("completion: 2020-05", "   #~ results-overdue");
        check_with(
            &["results-overdue"],
            &format!(
                "{record}--- sources/b.md\n            derived-from: [not-in-base]\n            {finding}\n"
            ),
        );
    }
}
