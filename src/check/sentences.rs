//! Our own prose, sentence by sentence: what a reader sees, and where an editor wrote it.
//!
//! Values that are printed in place and code are one sign each ([`HOLE`]), citations are none. What
//! a text quotes as a whole is not ours and is left out.

use crate::diagnostics::{Span, Spanned};
use crate::link::{Destination, KnowledgeBase, Prose, ProsePiece};
use crate::model::{Entry, EntryRef, Id, Part, Piece, Source, ValueRef};
use crate::seal::is_abbreviation;
use std::ops::Range;

/// What stands for a value or code.
pub const HOLE: char = '\u{fffc}';

/// Longer runs of words are cut: nobody reads them, and a rule looks at a sentence as a whole.
const LONGEST: usize = 3000;

/// The prose of one entry.
pub struct OwnText<'kb> {
    /// Which entry.
    pub at: EntryRef,
    /// The entry.
    pub entry: &'kb Entry,
    /// The sentences of its description and of its body.
    pub sentences: Vec<Sentence<'kb>>,
}

/// A sentence, a heading, or the words of a cell.
pub struct Sentence<'kb> {
    /// What a reader sees; a new line of the file is a line break.
    pub text: String,
    /// How many bytes of it are a label that runs into it: "**Harms.** Nothing is known."
    pub label: usize,
    /// Where it stands.
    pub place: Place,
    /// Words that lead to an entry.
    pub links: Vec<(Range<usize>, &'kb EntryRef)>,
    /// The sources that it cites.
    pub cites: Vec<&'kb Id<Source>>,
    /// The values that it prints, each with the place of its hole.
    pub values: Vec<(usize, &'kb ValueRef)>,
    runs: Vec<Run>,
}

/// Where a sentence stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// In the description, in a heading or in the text.
    pub part: PlacePart,
    /// Whether it is for everyone: below `## In plain words`.
    pub is_plain: bool,
    /// The row of a table, counted through the whole text.
    pub row: Option<usize>,
}

/// What a sentence is a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlacePart {
    /// The `description` of the front matter.
    Description,
    /// A heading.
    Heading,
    /// A paragraph, an item, a cell.
    Text,
}

/// Characters that were written in one place of the file.
#[derive(Clone)]
struct Run {
    at: Range<usize>,
    span: Span,
}

impl Sentence<'_> {
    /// The words that stand between two bytes.
    pub fn words(&self, at: Range<usize>) -> &str {
        self.text.get(at).unwrap_or("")
    }

    /// Where an editor wrote these bytes.
    pub fn span(&self, at: Range<usize>) -> Option<Span> {
        let run_at = |byte: usize| {
            let next = self.runs.partition_point(|run| run.at.end <= byte);
            self.runs.get(next)
        };
        let first = run_at(at.start)?;
        let last = run_at(at.end.saturating_sub(1).max(at.start))?;
        let start = first.place(at.start).0;
        let end = last.place(at.end).1;
        (first.span.file == last.span.file && start <= end).then_some(Span {
            file: first.span.file,
            start,
            end,
        })
    }

    /// Where an editor wrote all of it.
    pub fn whole_span(&self) -> Option<Span> {
        let start = self.text.len() - self.text.trim_start().len();
        self.span(start.max(self.label)..self.text.trim_end().len())
    }

    /// Whether these bytes stand between quotation marks.
    pub fn is_quoted(&self, at: &Range<usize>) -> bool {
        let (before, after) = (self.words(0..at.start), self.words(at.end..self.text.len()));
        let open = |text: &str, sign: char| text.matches(sign).count();
        let curly = open(before, '“') > open(before, '”') && after.contains('”');
        let single = before
            .rfind('‘')
            .is_some_and(|from| !before.get(from..).unwrap_or("").contains('’') && after.contains('’'));
        let straight = open(before, '"') % 2 == 1 && after.contains('"');
        curly || single || straight
    }

    /// Whether it is a question.
    pub fn is_question(&self) -> bool {
        self.text.trim_end().ends_with('?')
    }
}

impl Run {
    /// The first and last byte in the file of the character at a byte of the text. Where the text is
    /// not what the file says, both are those of the whole run.
    fn place(&self, byte: usize) -> (u32, u32) {
        let written = (self.span.end - self.span.start) as usize;
        let shown = self.at.end - self.at.start;
        let offset = u32::try_from(byte.saturating_sub(self.at.start)).unwrap_or(0);
        if written == shown {
            (self.span.start + offset, self.span.start + offset)
        } else {
            (self.span.start, self.span.end)
        }
    }
}

/// The prose of every entry.
pub fn own_texts(kb: &KnowledgeBase) -> Vec<OwnText<'_>> {
    kb.entries()
        .map(|(at, entry)| {
            let mut sentences = entry.description.as_ref().map(of_words).unwrap_or_default();
            sentences.extend(of_prose(kb.prose(&at)));
            OwnText { at, entry, sentences }
        })
        .collect()
}

/// The sentences of a value of the front matter.
pub fn of_words(text: &Spanned<String>) -> Vec<Sentence<'static>> {
    let mut reader = Reader::default();
    reader.place.part = PlacePart::Description;
    // A value in quotation marks begins one byte later.
    let is_quoted = text.span.range().len() == text.value.len() + 2;
    let span = if is_quoted { text.span.part(1, 1 + text.value.len()) } else { text.span };
    reader.push(&text.value, span);
    reader.end_block();
    reader.sentences
}

/// The sentences of a text.
pub fn of_prose(prose: &Prose) -> Vec<Sentence<'_>> {
    let mut reader = Reader::default();
    for piece in &prose.pieces {
        reader.take(&piece.value, piece.span);
    }
    reader.end_block();
    reader.sentences
}

struct Reader<'kb> {
    sentences: Vec<Sentence<'kb>>,
    place: Place,
    rows: usize,
    /// Blocks of code and quotations that are open.
    closed: usize,
    block: Block<'kb>,
}

/// The words of a paragraph, item or cell.
#[derive(Default)]
struct Block<'kb> {
    text: String,
    runs: Vec<Run>,
    links: Vec<(Range<usize>, &'kb EntryRef)>,
    cites: Vec<(usize, &'kb Id<Source>)>,
    values: Vec<(usize, &'kb ValueRef)>,
    /// Where strong words stand.
    strong: Vec<Range<usize>>,
    /// The link that is open.
    open_link: Option<(usize, Option<&'kb EntryRef>)>,
    is_raised: bool,
}

impl Default for Reader<'_> {
    fn default() -> Self {
        let place = Place { part: PlacePart::Text, is_plain: false, row: None };
        Self { sentences: Vec::new(), place, rows: 0, closed: 0, block: Block::default() }
    }
}

impl<'kb> Reader<'kb> {
    fn take(&mut self, piece: &'kb ProsePiece, span: Span) {
        match piece {
            ProsePiece::Plain(Piece::Start(part)) => self.start(part),
            ProsePiece::Plain(Piece::End(part)) => self.end(part),
            ProsePiece::Link(destination) => {
                let to = match destination {
                    Destination::Entry(to, _) => Some(to),
                    _ => None,
                };
                self.block.open_link = Some((self.block.text.len(), to));
            }
            _ if self.closed > 0 => {}
            ProsePiece::Plain(Piece::Text(text) | Piece::Unlinked(text)) if self.block.is_raised => {
                let raised: String = text.chars().map(raise).collect();
                self.push(&raised, span);
            }
            ProsePiece::Plain(Piece::Text(text) | Piece::Unlinked(text)) => self.push(text, span),
            ProsePiece::Plain(Piece::SoftBreak | Piece::HardBreak) => self.push("\n", span),
            ProsePiece::Plain(Piece::Code(_)) => self.push(HOLE.encode_utf8(&mut [0; 4]), span),
            ProsePiece::Plain(_) | ProsePiece::Image(_) => {}
            ProsePiece::Entry(link) => {
                let start = self.block.text.len();
                self.push(&link.words, span);
                self.block.links.push((start..self.block.text.len(), &link.to));
            }
            ProsePiece::Cite(list) => {
                let at = self.block.text.len();
                self.block.cites.extend(list.iter().map(|cited| (at, &cited.source)));
            }
            ProsePiece::Value(value) => {
                self.block.values.push((self.block.text.len(), value));
                self.push(HOLE.encode_utf8(&mut [0; 4]), span);
            }
        }
    }

    fn start(&mut self, part: &Part) {
        match part {
            Part::Emphasis | Part::Strikethrough | Part::Subscript => {}
            Part::Strong => {
                let at = self.block.text.len();
                self.block.strong.push(at..at);
            }
            Part::Superscript => self.block.is_raised = true,
            Part::Heading { .. } => {
                self.end_block();
                self.place.part = PlacePart::Heading;
            }
            Part::TableHead | Part::TableRow => {
                self.end_block();
                self.rows += 1;
                self.place.row = Some(self.rows);
            }
            Part::CodeBlock(_) | Part::Quote(None) => {
                self.end_block();
                self.closed += 1;
            }
            _ => self.end_block(),
        }
    }

    fn end(&mut self, part: &Part) {
        match part {
            Part::Emphasis | Part::Strikethrough | Part::Subscript => {}
            Part::Strong => {
                let end = self.block.text.len();
                if let Some(open) = self.block.strong.iter_mut().rev().find(|range| range.start == range.end)
                {
                    open.end = end;
                }
            }
            Part::Superscript => self.block.is_raised = false,
            Part::Link(_) => {
                if let Some((start, Some(to))) = self.block.open_link.take() {
                    self.block.links.push((start..self.block.text.len(), to));
                }
            }
            Part::Image(_) => {}
            Part::Heading { level, .. } => {
                if *level <= 2 {
                    self.place.is_plain =
                        *level == 2 && self.block.text.trim().eq_ignore_ascii_case("in plain words");
                }
                self.end_block();
                self.place.part = PlacePart::Text;
            }
            Part::CodeBlock(_) | Part::Quote(None) => {
                self.closed = self.closed.saturating_sub(1);
            }
            Part::TableHead | Part::TableRow => {
                self.end_block();
                self.place.row = None;
            }
            _ => self.end_block(),
        }
    }

    fn push(&mut self, text: &str, span: Span) {
        let start = self.block.text.len();
        self.block.text.push_str(text);
        self.block.runs.push(Run { at: start..self.block.text.len(), span });
    }

    fn end_block(&mut self) {
        let block = std::mem::take(&mut self.block);
        let mut start = 0;
        while start < block.text.len() {
            let label = block.label(start);
            let end = block.sentence_end(label.max(start));
            if let Some(sentence) = block.sentence(start..end, label.saturating_sub(start), self.place) {
                self.sentences.push(sentence);
            }
            start = end;
        }
    }
}

impl<'kb> Block<'kb> {
    /// The byte after a strong label that opens the sentence at `start`: "**Harms.**".
    fn label(&self, start: usize) -> usize {
        let rest = self.text.get(start..).unwrap_or("");
        let first = start + rest.len() - rest.trim_start().len();
        let next = self.strong.partition_point(|range| range.start < first);
        self.strong
            .get(next)
            .filter(|range| range.start == first)
            .filter(|range| self.text.get((*range).clone()).is_some_and(|words| words.ends_with(['.', ':'])))
            .map_or(start, |range| range.end)
    }

    /// The byte after the sentence at `start`, white space included.
    fn sentence_end(&self, start: usize) -> usize {
        let rest = self.text.get(start..).unwrap_or("");
        // The search must not run to the end of a text without stops.
        let cut = boundary(rest, LONGEST);
        for (at, stop) in rest.get(..cut).unwrap_or("").match_indices(['.', '?', '!']) {
            let after = rest.get(at + 1..).unwrap_or("");
            let closing = after.chars().take(8).take_while(|char| ")]\"”’'.?!".contains(*char));
            let closed = after.get(closing.map(char::len_utf8).sum()..).unwrap_or("");
            let next = closed.trim_start();
            if next.is_empty() {
                return self.text.len();
            }
            if next.len() == closed.len() {
                continue;
            }
            let ends_line = closed.get(..closed.len() - next.len()).is_some_and(|gap| gap.contains('\n'));
            let is_abbreviation = || stop == "." && is_abbreviation(rest.get(..at).unwrap_or(""), false);
            if opens(next) && (ends_line || !is_abbreviation()) {
                return self.text.len() - next.len();
            }
        }
        start + cut
    }

    fn sentence(&self, at: Range<usize>, label: usize, place: Place) -> Option<Sentence<'kb>> {
        let text = self.text.get(at.clone()).filter(|text| !text.trim().is_empty())?;
        let within = |range: &Range<usize>| {
            range.start.max(at.start) - at.start..range.end.min(at.end).saturating_sub(at.start)
        };
        let runs = self.runs.iter().skip(self.runs.partition_point(|run| run.at.end <= at.start));
        let runs = runs.take_while(|run| run.at.start < at.end);
        let links = self.links.iter().skip(self.links.partition_point(|(one, _)| one.start < at.start));
        let cites = self.cites.iter().skip(self.cites.partition_point(|(one, _)| *one < at.start));
        let values = self.values.iter().skip(self.values.partition_point(|(one, _)| *one < at.start));
        Some(Sentence {
            text: text.to_owned(),
            label,
            place,
            links: links
                .take_while(|(one, _)| one.start < at.end)
                .map(|(one, to)| (within(one), *to))
                .collect(),
            cites: cites.take_while(|(one, _)| *one < at.end).map(|(_, source)| *source).collect(),
            values: values
                .take_while(|(one, _)| *one < at.end)
                .map(|(one, value)| (one - at.start, *value))
                .collect(),
            runs: runs.map(|run| run.within(&at)).collect(),
        })
    }
}

impl Run {
    /// The part of it in a sentence, with places counted from there.
    fn within(&self, sentence: &Range<usize>) -> Self {
        let (start, end) = (self.at.start.max(sentence.start), self.at.end.min(sentence.end));
        let is_verbatim = self.span.range().len() == self.at.len();
        let span =
            if is_verbatim { self.span.part(start - self.at.start, end - self.at.start) } else { self.span };
        Self { at: start - sentence.start..end - sentence.start, span }
    }
}

/// The byte after so many, or after the character that it lies in; the end of a shorter text.
fn boundary(text: &str, most: usize) -> usize {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end += 1;
    }
    end
}

/// Whether a sentence can begin here.
fn opens(text: &str) -> bool {
    let beginning = text.get(..boundary(text, 80)).unwrap_or(text);
    let word = beginning.split(char::is_whitespace).next().unwrap_or("");
    let first = word.chars().next();
    !first.is_some_and(char::is_lowercase) || word.contains(char::is_uppercase)
}

fn raise(char: char) -> char {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    char.to_digit(10).and_then(|digit| RAISED.get(digit as usize)).copied().unwrap_or(char)
}

#[cfg(test)]
mod tests {
    use super::of_words;
    use crate::diagnostics::{FileId, Span, Spanned};

    #[test]
    fn sentences_end_before_a_capital_or_a_line() {
        for (text, expected) in [
            ("It fell. It rose.", vec!["It fell.", "It rose."]),
            ("ADSTEM Inj. and others, e.g. two.", vec!["ADSTEM Inj. and others, e.g. two."]),
            ("ADSTEM Inj. Step two", vec!["ADSTEM Inj. Step two"]),
            ("ADSTEM Inj.\nStep two", vec!["ADSTEM Inj.", "Step two"]),
            ("“It fell.” That was it.", vec!["“It fell.”", "That was it."]),
            ("P = .016 at week 16.5 (so)", vec!["P = .016 at week 16.5 (so)"]),
            ("Größe – ü. Ä.", vec!["Größe – ü.", "Ä."]),
            ("", vec![]),
        ] {
            let span = Span::new(FileId(0), 0, text.len());
            let sentences = of_words(&Spanned::new(text.to_owned(), span));
            let got: Vec<&str> = sentences.iter().map(|one| one.text.trim()).collect();
            assert_eq!(got, expected);
        }
    }
}
