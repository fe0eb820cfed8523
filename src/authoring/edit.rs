//! Edits of a text by place.

use crate::diagnostics::Span;

/// New characters in place of a run of others.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// What is replaced; empty where something is put in.
    pub at: Span,
    /// What stands there afterwards.
    pub text: String,
}

/// The text with all edits made. Edits that overlap an earlier one, or lie outside of the text,
/// are left out.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort();
    edits.dedup();
    let mut changed = String::with_capacity(text.len());
    let mut done = 0;
    for edit in edits {
        let range = edit.at.range();
        let Some(kept) = text.get(done..range.start) else { continue };
        if text.get(range.clone()).is_some() {
            changed.push_str(kept);
            changed.push_str(&edit.text);
            done = range.end;
        }
    }
    changed.push_str(text.get(done..).unwrap_or(""));
    changed
}

#[cfg(test)]
mod tests {
    use super::{Edit, apply};
    use crate::diagnostics::{FileId, Span};

    #[test]
    fn edits_change_their_places_only() {
        let edit =
            |start, end, text: &str| Edit { at: Span::new(FileId(0), start, end), text: text.to_owned() };
        for (edits, changed) in [
            (vec![], "sealed – 1"),
            (vec![edit(0, 6, "open"), edit(12, 12, "2")], "open – 12"),
            (vec![edit(12, 12, "2"), edit(0, 6, "open"), edit(0, 6, "open")], "open – 12"),
            (vec![edit(0, 6, "open"), edit(3, 4, "x")], "open – 1"),
            (vec![edit(8, 9, "inside a sign"), edit(90, 91, "beyond")], "sealed – 1"),
        ] {
            assert_eq!(apply("sealed – 1", &edits), changed, "{edits:?}");
        }
    }
}
