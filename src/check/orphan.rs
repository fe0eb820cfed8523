//! `orphan`: an entry that nothing refers to.
//!
//! Sources and pages of the site's own are found through lists and the footer.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::link::KnowledgeBase;
use crate::model::Kind;

/// Reports every entry without a backlink.
pub fn check(kb: &KnowledgeBase, diagnostics: &mut Diagnostics) {
    for (at, entry) in kb.entries() {
        if !matches!(at.kind, Kind::Source | Kind::Article) && kb.backlinks(&at).is_empty() {
            let message = format!("nothing refers to the {} `{}`", at.kind.noun(), entry.title.value);
            diagnostics.report(
                Diagnostic::new(Code::Orphan, entry.title.span, message)
                    .help(format!("mention it where it matters, as in `[[{}]]`, or remove the file", at.id)),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    #[test]
    fn an_entry_that_nothing_mentions_is_reported() {
        check(
            "
            --- biomarkers/ccl17.md
            title: CCL17   #~ orphan
            ",
        );
    }

    #[test]
    fn a_name_in_a_text_is_a_mention() {
        check(
            "
            --- biomarkers/ccl17.md
            title: CCL17
            aliases: [TARC]
            --- pages/about.md
            ---
            We follow TARC.
            ",
        );
    }
}
