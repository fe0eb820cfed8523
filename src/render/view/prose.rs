//! The prose of an entry, cut at the headings that have a place of their own.

use crate::link::ProsePiece;
use crate::model::{EntryRef, Part, Piece};
use crate::render::context::Writer;
use crate::render::html::html;
use serde::Serialize;

/// The prose of an entry as HTML.
#[derive(Debug, Default, Serialize)]
pub struct Parts {
    /// What comes before any reserved heading.
    pub opening: String,
    /// From the heading "In plain words" on.
    pub plain: String,
    /// From the heading "For clinicians" on.
    pub clinical: String,
}

impl Parts {
    /// The prose of `at`, in three parts; each may be empty.
    pub fn of(at: &EntryRef, writer: &mut Writer<'_>) -> Self {
        let (kb, strings) = (writer.shared.kb, &writer.shared.strings);
        writer.notes.next_text();
        let pieces: Vec<&ProsePiece> = kb.prose(at).pieces.iter().map(|piece| &piece.value).collect();
        let plain_from = heading(&pieces, &strings.get("glossary", "in-plain-words")).unwrap_or(pieces.len());
        let clinical_from =
            heading(&pieces, &strings.get("glossary", "for-clinicians")).unwrap_or(pieces.len());
        let mut cuts = [(plain_from, true), (clinical_from, false)];
        cuts.sort_by_key(|(at, _)| *at);
        let [(first, first_is_plain), (second, _)] = cuts;
        writer.tips.wanted = true;
        let mut part =
            |from: usize, to: usize| html(pieces.get(from..to).unwrap_or(&[]).iter().copied(), writer);
        let (opening, one, two) = (part(0, first), part(first, second), part(second, pieces.len()));
        writer.tips.wanted = false;
        let (plain, clinical) = if first_is_plain { (one, two) } else { (two, one) };
        Self { opening, plain, clinical }
    }
}

/// Where a heading of these words begins.
fn heading(pieces: &[&ProsePiece], words: &str) -> Option<usize> {
    pieces.windows(2).position(|pair| {
        matches!(pair, [ProsePiece::Plain(Piece::Start(Part::Heading { level: 2, .. })), ProsePiece::Plain(Piece::Text(text))] if text.trim() == words)
    })
}
