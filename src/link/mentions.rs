//! Links the first mention of an entry's name in each section of a text.

use super::prose::{EntryLink, Prose, ProsePiece};
use crate::diagnostics::Spanned;
use crate::model::{Corpus, EntryRef, Kind, Part, Piece};
use aho_corasick::{AhoCorasick, MatchKind};
use std::collections::{BTreeMap, BTreeSet};

/// The shortest name that is linked by itself.
const MIN_NAME: usize = 2;

/// All names that are linked by themselves.
pub struct Mentions {
    machine: Option<AhoCorasick>,
    /// The entry of each name, and whether the name must match case for case.
    entries: Vec<(EntryRef, Option<String>)>,
}

impl Mentions {
    /// The names of everything but sources and pages. Where kinds share a name, the first kind
    /// of the site's order wins; where entries of one kind do, an error was reported.
    pub fn of(corpus: &Corpus) -> Self {
        let mut names: BTreeMap<String, (EntryRef, Option<String>)> = BTreeMap::new();
        for (at, entry) in corpus.entries() {
            if matches!(at.kind, Kind::Source | Kind::Article) {
                continue;
            }
            for name in std::iter::once(&entry.title).chain(&entry.aliases) {
                if name.chars().count() >= MIN_NAME {
                    let exact = is_abbreviation(name).then(|| name.value.clone());
                    names.entry(name.to_lowercase()).or_insert_with(|| (at.clone(), exact));
                }
            }
        }
        let machine = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(true)
            .build(names.keys())
            .ok();
        Self { machine, entries: names.into_values().collect() }
    }

    /// Links the first mention of each entry in each section of `prose`, but not of `own`.
    pub fn link(&self, prose: Prose, own: &EntryRef) -> Prose {
        let mut out = Vec::with_capacity(prose.pieces.len());
        let mut seen = BTreeSet::from([own.clone()]);
        let mut closed = 0usize;
        for piece in prose.pieces {
            match &piece.value {
                ProsePiece::Plain(Piece::Start(part)) => {
                    if matches!(part, Part::Heading { .. }) {
                        seen = BTreeSet::from([own.clone()]);
                    }
                    closed += usize::from(is_closed(part));
                }
                ProsePiece::Plain(Piece::End(part)) => {
                    closed = closed.saturating_sub(usize::from(is_closed(part)))
                }
                ProsePiece::Link(_) | ProsePiece::Image(_) => closed += 1,
                ProsePiece::Entry(link) => {
                    seen.insert(link.to.clone());
                }
                _ => {}
            }
            match piece.value {
                ProsePiece::Plain(Piece::Text(text)) if closed == 0 => {
                    self.split(&text, piece.span, &mut seen, &mut out);
                }
                value => out.push(Spanned::new(value, piece.span)),
            }
        }
        Prose { pieces: out }
    }

    /// Cuts a text where names begin and end.
    fn split(
        &self,
        text: &str,
        span: crate::diagnostics::Span,
        seen: &mut BTreeSet<EntryRef>,
        out: &mut Vec<Spanned<ProsePiece>>,
    ) {
        let mut plain = 0;
        let mut push =
            |from: usize, to: usize, value: ProsePiece| out.push(Spanned::new(value, span.part(from, to)));
        let words = |from: usize, to: usize| text.get(from..to).unwrap_or("").to_owned();
        for (from, to, entry) in self.names_in(text) {
            if !seen.insert(entry.clone()) {
                continue;
            }
            if plain < from {
                push(plain, from, ProsePiece::Plain(Piece::Text(words(plain, from))));
            }
            let link = EntryLink { to: entry.clone(), anchor: None, words: words(from, to) };
            push(from, to, ProsePiece::Entry(link));
            plain = to;
        }
        if plain < text.len() {
            push(plain, text.len(), ProsePiece::Plain(Piece::Text(words(plain, text.len()))));
        }
    }

    /// The names in a text that are whole words.
    fn names_in<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, usize, &'a EntryRef)> {
        let mut at = 0;
        std::iter::from_fn(move || {
            let machine = self.machine.as_ref()?;
            while let Some(found) = machine.find(aho_corasick::Input::new(text).range(at..)) {
                let (entry, exact) = self.entries.get(found.pattern().as_usize())?;
                let written = text.get(found.range()).unwrap_or("");
                let case_fits = exact.as_ref().is_none_or(|exact| exact == written);
                if case_fits && let Some(end) = whole_word(text, found.start(), found.end()) {
                    at = end;
                    return Some((found.start(), end, entry));
                }
                at = next_word(text, found.start());
            }
            None
        })
    }
}

/// An abbreviation matches case for case: AD is not "ad", IGA is not "iga".
fn is_abbreviation(name: &str) -> bool {
    let has_capital_inside = name.chars().skip(1).any(char::is_uppercase);
    has_capital_inside && !name.contains(' ')
}

/// What is never linked in: headings, links, code, and what is defined.
fn is_closed(part: &Part) -> bool {
    matches!(
        part,
        Part::Heading { .. } | Part::Link(_) | Part::Image(_) | Part::CodeBlock(_) | Part::DefinitionTitle
    )
}

/// Where the word ends if the match is whole words; a plural counts as the word.
fn whole_word(text: &str, start: usize, end: usize) -> Option<usize> {
    let before = text.get(..start)?.chars().next_back();
    if before.is_some_and(joins) {
        return None;
    }
    let rest = text.get(end..)?;
    match rest.chars().next() {
        Some('s') if !rest.chars().nth(1).is_some_and(joins) => Some(end + 1),
        Some(next) if joins(next) => None,
        // "IL-1" is no mention within "IL-1-beta", nor "placebo" within "placebo-controlled".
        Some('-') if rest.chars().nth(1).is_some_and(char::is_alphanumeric) => None,
        _ => Some(end),
    }
}

fn joins(char: char) -> bool {
    char.is_alphanumeric() || matches!(char, '_' | '/' | '-')
}

/// The start of the word after the one at `from`.
fn next_word(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or("");
    rest.char_indices()
        .skip(1)
        .find(|(_, char)| !char.is_alphanumeric())
        .map_or(text.len(), |(at, _)| from + at)
}
