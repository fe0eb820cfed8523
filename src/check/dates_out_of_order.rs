//! `dates-out-of-order`: two dates that cannot both be right.
//!
//! Dates are compared as far as both are known: 2020 is neither before nor after 2020-05.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::link::KnowledgeBase;
use crate::model::{Answer, Date, Report, Source};

/// Reports every pair of dates of which the later comes first.
pub fn check(kb: &KnowledgeBase, today: Date, diagnostics: &mut Diagnostics) {
    for (_, entry) in kb.entries() {
        added_and_changed(entry.added, entry.changed.as_ref(), diagnostics);
        if let (Some(reviewed), Some(due)) = (entry.reviewed, &entry.review_due)
            && due.value.is_before(reviewed)
        {
            let message = format!("`review-due: {}` lies before `reviewed: {reviewed}`", due.value);
            diagnostics.report(warning(due.span, message).help("write a new day for the next review"));
        }
    }
    for source in kb.sources.values() {
        captured(source, today, diagnostics);
        for report in &source.reports {
            of_report(report, diagnostics);
        }
        for finding in &source.findings {
            added_and_changed(finding.added, finding.changed.as_ref(), diagnostics);
        }
        for statement in &source.statements {
            added_and_changed(statement.added, statement.changed.as_ref(), diagnostics);
        }
    }
}

fn warning(span: Span, message: String) -> Diagnostic {
    Diagnostic::new(Code::DatesOutOfOrder, span, message)
}

fn added_and_changed(added: Option<Date>, changed: Option<&Spanned<Date>>, diagnostics: &mut Diagnostics) {
    if let (Some(added), Some(changed)) = (added, changed)
        && changed.value.is_before(added)
    {
        let message = format!("`changed: {}` lies before `added: {added}`", changed.value);
        diagnostics.report(warning(changed.span, message).help("correct one of the two dates"));
    }
}

/// The day on which a text was captured, beside its publication and today.
fn captured(source: &Source, today: Date, diagnostics: &mut Diagnostics) {
    let Some(date) = source.captured.given().and_then(|captured| captured.date.given()) else { return };
    if today.is_before(date.value) {
        let message = format!("the text was captured on {}, a day to come", date.value);
        diagnostics.report(
            warning(date.span, message).help("correct the date: it is the day on which the text was saved"),
        );
    }
    // An issue may be dated long after its articles stand online.
    let record = &source.record;
    let published: Vec<Date> = [&record.issued, &record.available_date]
        .iter()
        .filter_map(|date| Some(date.given()?.value))
        .collect();
    if let Some(first) = published.iter().find(|one| !published.iter().any(|other| other.is_before(**one)))
        && published.iter().all(|one| date.value.is_before(*one))
    {
        let message = format!("the text was captured on {}, before it was published on {first}", date.value);
        diagnostics.report(
            warning(date.span, message)
                .help("correct one of the dates; what stood online earlier has its day in `available-date`"),
        );
    }
}

fn of_report(report: &Report, diagnostics: &mut Diagnostics) {
    let start = report.start.given().map(|date| (date.value, date.span));
    let end = report.completion.given().map(|end| (end.date.value, end.date.span));
    in_order(("start", start), ("completion", end), diagnostics);
    let day = |answer: &Answer<_>| reported(answer);
    let (posted, updated) = (day(&report.first_posted), day(&report.last_update_posted));
    in_order(("first-posted", posted), ("last-update-posted", updated), diagnostics);
}

fn reported(answer: &Answer<crate::model::Reported<Date>>) -> Option<(Date, Span)> {
    answer.given().map(|date| (date.value, date.span))
}

type Named = (&'static str, Option<(Date, Span)>);

fn in_order(first: Named, last: Named, diagnostics: &mut Diagnostics) {
    let ((key, Some((date, span))), (other_key, Some((other, other_span)))) = (first, last) else { return };
    if other.is_before(date) {
        let message = format!("`{other_key}: {other}` lies before `{key}: {date}`");
        diagnostics.report(warning(other_span, message).related(span, "the date that must come first").help(
            "compare both with the source and correct one; if it prints them so, add `allow` with the reason",
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    #[test]
    fn what_comes_first_is_first() {
        check(
            "
            --- sources/a.md
            issued: 2025-12-02
            captured: {from: web, date: 2025-11}   #~ dates-out-of-order
            added: 2025-12-20
            changed: 2025-12-19   #~ dates-out-of-order
            reports:
              - trial: a
                registry-id: not-reported
                phase: not-reported
                allocation: not-reported
                masking: not-reported
                control: not-reported
                enrollment: not-reported
                arms: not-reported
                follow-up: not-reported
                start: 2021-05
                completion: {date: 2020-11-30, type: actual}   #~ dates-out-of-order
                first-posted: 2021-06-01
                last-update-posted: 2021-05-30   #~ dates-out-of-order
                locator: {section: Methods}
            --- sources/b.md
            captured: {from: web, date: 2026-01-02}   #~ dates-out-of-order
            --- trials/a.md
            reviewed: 2026-03-01
            review-due: 2026-02-28   #~ dates-out-of-order
            ",
        );
    }

    #[test]
    fn what_may_be_in_order_is_fine() {
        check(
            "
            --- sources/a.md
            issued: 2025-12-02
            available-date: 2025-11-20
            captured: {from: web, date: 2025-11-30}
            added: 2025-12
            changed: 2025-12-01
            reports:
              - trial: a
                registry-id: not-reported
                phase: not-reported
                allocation: not-reported
                masking: not-reported
                control: not-reported
                enrollment: not-reported
                arms: not-reported
                follow-up: not-reported
                start: 2021-05-12
                completion: 2021-05
                first-posted: 2021-05-30
                last-update-posted: 2021-05-30
                locator: {section: Methods}
            --- sources/b.md
            captured: {from: web, date: 2026}
            --- trials/a.md
            ",
        );
    }
}
