//! What CommonMark does not know, found in a run of words.
//!
//! `[@source]` cites, `{{finding:…}}` prints a value, and `10^6^` raises inside a word, which
//! pulldown-cmark 0.13 does not (its issues 1022 and 1078).

use crate::diagnostics::{Span, Spanned};
use crate::model::{Citation, Part, Piece};

/// The longest raised or lowered text inside a word.
const MAX_RAISED: usize = 24;
/// The longest value embed or citation.
const MAX_MARK: usize = 400;

/// The embeds that print a value; any other `{{ }}` is text.
const FAMILIES: [&str; 4] = ["finding:", "report:", "statement:", "derived:"];

/// Splits a run of words, which lies at `span`, into pieces.
pub fn split(text: &str, span: Span, pieces: &mut Vec<Spanned<Piece>>) {
    let mut plain = 0;
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find(['[', '{', '^', '~'])) {
        let here = at + found;
        match mark(text, here, span) {
            Some((end, found)) => {
                push_text(text, plain, here, span, pieces);
                pieces.extend(found);
                plain = end;
                at = end;
            }
            None => at = here + 1,
        }
    }
    push_text(text, plain, text.len(), span, pieces);
}

fn push_text(text: &str, from: usize, to: usize, span: Span, pieces: &mut Vec<Spanned<Piece>>) {
    if let Some(words) = text.get(from..to).filter(|words| !words.is_empty()) {
        pieces.push(Spanned::new(Piece::Text(words.to_owned()), span.part(from, to)));
    }
}

/// The mark that begins at `here`: where it ends, and its pieces.
fn mark(text: &str, here: usize, span: Span) -> Option<(usize, Vec<Spanned<Piece>>)> {
    let rest = text.get(here..)?;
    let one =
        |end: usize, piece: Piece| Some((here + end, vec![Spanned::new(piece, span.part(here, here + end))]));
    if rest.starts_with("{{") {
        let end = within(rest, MAX_MARK).find("}}")?;
        let inside = rest.get(2..end)?;
        let address = inside.trim();
        let start = here + 2 + (inside.len() - inside.trim_start().len());
        let is_value = FAMILIES.iter().any(|family| address.starts_with(family));
        let address = Spanned::new(address.to_owned(), span.part(start, start + address.len()));
        return is_value.then(|| one(end + 2, Piece::Embed(address))).flatten();
    }
    if rest.starts_with("[@") {
        let end = within(rest, MAX_MARK).find(']')?;
        let citations = citations(rest.get(1..end)?, span.part(here + 1, here + end))?;
        return one(end + 1, Piece::Citation(citations));
    }
    let before = text.get(..here)?.chars().next_back();
    let part = match rest.chars().next()? {
        '^' => Part::Superscript,
        '~' => Part::Subscript,
        _ => return None,
    };
    let mark = rest.get(..1)?;
    let inner = within(rest.get(1..)?, MAX_RAISED);
    let length = inner.find(mark)?;
    let raised = inner.get(..length)?;
    let is_inside_word = before.is_some_and(|char| !char.is_whitespace());
    if raised.is_empty() || raised.contains(char::is_whitespace) || !is_inside_word {
        return None;
    }
    let whole = span.part(here, here + length + 2);
    let pieces = vec![
        Spanned::new(Piece::Start(part.clone()), whole),
        Spanned::new(Piece::Text(raised.to_owned()), span.part(here + 1, here + 1 + length)),
        Spanned::new(Piece::End(part), whole),
    ];
    Some((here + length + 2, pieces))
}

/// The beginning of a text: marks are short, so that looking for their end stays cheap.
fn within(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or("")
}

/// `@a, Results; @b` → two citations; `None` if it is no citation at all.
fn citations(inside: &str, span: Span) -> Option<Vec<Citation>> {
    let mut list = Vec::new();
    let mut offset = 0;
    for one in inside.split(';') {
        let written = one.trim_start();
        let start = offset + (one.len() - written.len()) + 1;
        let words = written.strip_prefix('@')?;
        let (key, place) = match words.split_once(',') {
            Some((key, place)) => (key.trim_end(), Some(place.trim().to_owned())),
            None => (words.trim_end(), None),
        };
        if key.is_empty() || !key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)) {
            return None;
        }
        let source = Spanned::new(key.to_owned(), span.part(start, start + key.len()));
        list.push(Citation { source, place: place.filter(|place| !place.is_empty()) });
        offset += one.len() + 1;
    }
    Some(list)
}
