//! `link-text-empty`: a link without words.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span};
use crate::link::{KnowledgeBase, ProsePiece};
use crate::model::{Part, Piece};

/// Reports every link that shows nothing to follow.
pub fn check(kb: &KnowledgeBase, diagnostics: &mut Diagnostics) {
    for (_, prose) in kb.all_prose() {
        let mut open: Option<(Span, bool)> = None;
        for piece in &prose.pieces {
            match &piece.value {
                ProsePiece::Link(_) => open = Some((piece.span, false)),
                ProsePiece::Entry(link) if link.words.trim().is_empty() => {
                    let help = format!("write `[[{}]]`, or words behind the bar", link.to.id);
                    report(piece.span, help, diagnostics);
                }
                ProsePiece::Plain(Piece::End(Part::Link(_))) => {
                    if let Some((span, false)) = open.take() {
                        let help = "write between the brackets where it leads: `[About this site](about.md)`";
                        report(span, help.to_owned(), diagnostics);
                    }
                }
                ProsePiece::Plain(Piece::Text(text) | Piece::Code(text)) if !text.trim().is_empty() => {
                    open = open.map(|(span, _)| (span, true));
                }
                ProsePiece::Value(_) => open = open.map(|(span, _)| (span, true)),
                _ => {}
            }
        }
    }
}

fn report(span: Span, help: String, diagnostics: &mut Diagnostics) {
    diagnostics.report(Diagnostic::new(Code::LinkTextEmpty, span, "the link has no words").help(help));
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    #[test]
    fn a_link_without_words_is_reported() {
        check(
            "
            --- pages/about.md
            ---
            See [](https://example.org).   #~ link-text-empty
            ",
        );
    }

    #[test]
    fn a_link_with_words_is_fine() {
        check(
            "
            --- pages/about.md
            ---
            See [the *registry*](https://example.org).
            ",
        );
    }
}
