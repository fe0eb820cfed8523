//! `review-overdue`: an entry that was to be looked at again.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::link::KnowledgeBase;
use crate::model::Date;

/// Reports every entry whose day has passed.
pub fn check(kb: &KnowledgeBase, today: Date, diagnostics: &mut Diagnostics) {
    for (_, entry) in kb.entries() {
        if let Some(due) = &entry.review_due
            && due.value < today
        {
            let message = format!("`{}` was to be reviewed by {}", entry.title.value, due.value);
            diagnostics.report(
                Diagnostic::new(Code::ReviewOverdue, due.span, message)
                    .help("read it again against its sources, then set `reviewed` and a new `review-due`"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    #[test]
    fn a_day_that_has_passed_is_reported() {
        check(
            "
            --- pages/about.md
            review-due: 2020-01-31   #~ review-overdue
            ",
        );
    }

    #[test]
    fn a_day_to_come_is_fine() {
        check(
            "
            --- pages/about.md
            review-due: 2999-01-31
            ",
        );
    }
}
