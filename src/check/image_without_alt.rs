//! `image-without-alt`: a picture without words.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span};
use crate::link::{KnowledgeBase, ProsePiece};
use crate::model::{Part, Piece};

/// Reports every picture whose description is empty.
pub fn check(kb: &KnowledgeBase, diagnostics: &mut Diagnostics) {
    for (_, prose) in kb.all_prose() {
        let mut open: Option<(Span, bool)> = None;
        for piece in &prose.pieces {
            match &piece.value {
                ProsePiece::Image(_) => open = Some((piece.span, false)),
                ProsePiece::Plain(Piece::End(Part::Image(_))) => {
                    if let Some((span, false)) = open.take() {
                        diagnostics.report(
                            Diagnostic::new(Code::ImageWithoutAlt, span, "the picture has no description")
                                .help("write what it shows between the brackets: `![Forearm with dry patches](…)`"),
                        );
                    }
                }
                ProsePiece::Plain(Piece::Text(text)) if !text.trim().is_empty() => {
                    open = open.map(|(span, _)| (span, true));
                }
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    #[test]
    fn a_picture_without_words_is_reported() {
        check(
            "
            --- static/a.png
            --- pages/about.md
            ---
            ![](a.png)   #~ image-without-alt
            ",
        );
    }

    #[test]
    fn a_described_picture_is_fine() {
        check(
            "
            --- static/a.png
            --- pages/about.md
            ---
            ![A forearm](a.png)
            ",
        );
    }
}
