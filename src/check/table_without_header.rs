//! `table-without-header`: a table whose columns have no names.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::link::{KnowledgeBase, ProsePiece};
use crate::model::{Part, Piece};

/// Reports every table in whose header row nothing is written.
pub fn check(kb: &KnowledgeBase, diagnostics: &mut Diagnostics) {
    for (_, prose) in kb.all_prose() {
        let mut head = None;
        for piece in &prose.pieces {
            match &piece.value {
                ProsePiece::Plain(Piece::Start(Part::TableHead)) => head = Some((piece.span, false)),
                ProsePiece::Plain(Piece::End(Part::TableHead)) => {
                    if let Some((span, false)) = head.take() {
                        diagnostics.report(
                            Diagnostic::new(
                                Code::TableWithoutHeader,
                                span,
                                "the columns of the table have no names",
                            )
                            .help("write a name into each cell of the first row"),
                        );
                    }
                }
                ProsePiece::Plain(Piece::Start(_) | Piece::End(_)) => {}
                _ => head = head.map(|(span, _)| (span, true)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    #[test]
    fn columns_without_names_are_reported() {
        check(
            "
            --- pages/about.md
            ---
            |  |  |   #~ table-without-header
            |--|--|
            | a | b |
            ",
        );
    }

    #[test]
    fn columns_with_names_are_fine() {
        check(
            "
            --- pages/about.md
            ---
            | Cells | Placebo |
            |-------|---------|
            | a | b |
            ",
        );
    }
}
