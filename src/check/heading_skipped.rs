//! `heading-skipped`: a heading that jumps over a level.
//!
//! People who listen to a page find their way by its headings. The page title is level 1.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::link::{KnowledgeBase, ProsePiece};
use crate::model::{Part, Piece};

/// Reports every heading that is more than one level below the one before it, and every `#`.
pub fn check(kb: &KnowledgeBase, diagnostics: &mut Diagnostics) {
    for (_, prose) in kb.all_prose() {
        let mut before = 1;
        for piece in &prose.pieces {
            let ProsePiece::Plain(Piece::Start(Part::Heading { level, .. })) = &piece.value else { continue };
            if *level == 1 || *level > before + 1 {
                let wanted = (before + 1).min(*level).max(2);
                let message = match level {
                    1 => "a heading of level 1 is the title of the page".to_owned(),
                    _ => format!("a heading of level {level} follows one of level {before}"),
                };
                diagnostics.report(
                    Diagnostic::new(Code::HeadingSkipped, piece.span, message)
                        .help(format!("write `{} …`", "#".repeat(usize::from(wanted)))),
                );
            }
            before = (*level).max(2);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    #[test]
    fn a_jump_over_a_level_is_reported() {
        check(
            "
            --- pages/about.md
            ---
            ## Results
            #### Week   #~ heading-skipped
            ",
        );
    }

    #[test]
    fn going_up_by_several_levels_is_no_jump() {
        check(
            "
            --- pages/about.md
            ---
            ## Results
            ### Week
            #### Day
            ## Harms
            ",
        );
    }
}
