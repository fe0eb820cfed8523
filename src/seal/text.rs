//! The text of a document as sentences under headings.
//!
//! One rule splits every text:
//!
//! - A sentence ends at the end of a line, and at `. ? !` (with closing brackets and quotation
//!   marks after it) before white space and a digit, an opening bracket or quotation mark, or a
//!   word that holds a capital letter ("Itch", "hUCB-MSC").
//! - The dot of an abbreviation ("Co.", "Ltd.", "Inj.", "et al."), of an initial ("U.") and of a
//!   number at the start of a line ("1. ") ends none.
//! - A run-in label (capitals and `:` or `.` at the start of a sentence: "RESULTS:") is no
//!   sentence: it opens a section.
//! - A line of at most ten words that begins with a capital, holds no `:` or `|` and does not end
//!   in `. ! ; ,` is a heading: it opens a section, too, and ends the one before.
//! - Empty lines are nothing.

use super::normal::normalise;
use std::ops::Range;

/// The most words that a heading has; a longer line is text.
const MAX_HEADING_WORDS: usize = 10;

/// Abbreviations whose dot ends no sentence.
const ABBREVIATIONS: &[&str] = &[
    "al", "approx", "ca", "co", "corp", "dept", "dr", "e.g", "eds", "eq", "etc", "fig", "figs", "i.e", "inc",
    "inj", "ltd", "mr", "mrs", "ms", "no", "nos", "pp", "prof", "ref", "refs", "st", "suppl", "tab", "univ",
    "vol", "vs",
];

/// The text of a document, split once.
#[derive(Debug, Clone)]
pub struct SourceText {
    pieces: Vec<Piece>,
    /// For each piece the heading or label before it, and its number after that.
    places: Vec<(Option<usize>, usize)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    text: String,
    role: Role,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Heading,
    Label,
    Sentence,
}

/// Sentences that stand one after the other, by their places in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage(Range<usize>);

/// Why a locator leads to no passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// No heading of this name is printed.
    Section,
    /// The section has fewer sentences: so many.
    Sentence(usize),
}

impl SourceText {
    /// Splits a text.
    pub fn new(text: &str) -> Self {
        let mut pieces = Vec::new();
        for line in text.lines().map(normalise).filter(|line| !line.is_empty()) {
            if is_heading(&line) {
                pieces.push(Piece { text: line, role: Role::Heading });
            } else {
                split(&line, &mut pieces);
            }
        }
        let mut place = (None, 0);
        let mut places = Vec::with_capacity(pieces.len());
        for (at, piece) in pieces.iter().enumerate() {
            place.1 += 1;
            places.push(place);
            if piece.role != Role::Sentence {
                place = (Some(at), 0);
            }
        }
        Self { pieces, places }
    }

    /// Whether nothing is printed.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// The whole text in normal form: its pieces, one a line.
    pub fn normal(&self) -> String {
        self.pieces.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join("\n")
    }

    /// The passage that holds everything.
    pub fn whole(&self) -> Passage {
        Passage(0..self.pieces.len())
    }

    /// The sentences, from the first to the last (counted from 1), of a section; all of them if
    /// none are named. `title` is what the record calls the document.
    ///
    /// `opening` and `registry entry` are the text from its first line on, `title` the line that
    /// prints the title, `byline` what follows it; there, headings count as sentences. `abstract`
    /// is the whole text where no such heading is printed.
    pub fn passage(
        &self,
        section: &str,
        sentences: Option<(u32, u32)>,
        title: Option<&str>,
    ) -> Result<Passage, Missing> {
        let named = normalise(section).to_lowercase();
        let section = match self.section(&named) {
            Some(section) => section,
            None => match named.as_str() {
                "opening" | "registry entry" | "abstract" => self.from(0),
                "title" => self.title(title).map(|at| vec![at]).ok_or(Missing::Section)?,
                "byline" => self.from(self.title(title).ok_or(Missing::Section)? + 1),
                _ => return Err(Missing::Section),
            },
        };
        let (first, last) = match sentences {
            Some((first, last)) => (first as usize, last as usize),
            None => (1, section.len()),
        };
        match (section.get(first.wrapping_sub(1)), section.get(last.wrapping_sub(1))) {
            (Some(start), Some(end)) if start <= end => Ok(Passage(*start..end + 1)),
            _ => Err(Missing::Sentence(section.len())),
        }
    }

    /// The places of the sentences under a heading or label.
    fn section(&self, named: &str) -> Option<Vec<usize>> {
        let at = self.pieces.iter().position(|piece| {
            let is_name =
                piece.text.trim_end_matches([':', '.']).to_lowercase() == named.trim_end_matches(':');
            is_name && piece.role != Role::Sentence
        })?;
        let opens = self.pieces.get(at)?.role;
        let rest = self.pieces.iter().enumerate().skip(at + 1);
        let inside = rest.take_while(|(_, piece)| match piece.role {
            Role::Sentence => true,
            // Labels divide what stands under a heading.
            Role::Label => opens == Role::Heading,
            Role::Heading => false,
        });
        Some(inside.filter(|(_, piece)| piece.role == Role::Sentence).map(|(at, _)| at).collect())
    }

    /// Headings and sentences from a place on.
    fn from(&self, start: usize) -> Vec<usize> {
        (start..self.pieces.len())
            .filter(|at| self.pieces.get(*at).is_some_and(|piece| piece.role != Role::Label))
            .collect()
    }

    fn title(&self, title: Option<&str>) -> Option<usize> {
        let title = normalise(title?).to_lowercase();
        self.pieces.iter().position(|piece| piece.text.to_lowercase().trim_end_matches('.') == title)
    }

    /// The sentences of a passage, labels left out.
    pub fn sentences(&self, passage: &Passage) -> impl Iterator<Item = &str> {
        let pieces = self.pieces.get(passage.0.clone()).unwrap_or_default();
        pieces.iter().filter(|piece| piece.role != Role::Label).map(|piece| piece.text.as_str())
    }

    /// A passage in normal form: what a seal is the digest of.
    pub fn normal_passage(&self, passage: &Passage) -> String {
        self.sentences(passage).collect::<Vec<_>>().join(" ")
    }

    /// Every sentence and heading with its place, in order.
    pub fn numbered(&self) -> impl Iterator<Item = (usize, &str)> {
        let pieces = self.pieces.iter().enumerate();
        pieces.filter(|(_, piece)| piece.role != Role::Label).map(|(at, piece)| (at, piece.text.as_str()))
    }

    /// The text as an editor counts it: each piece with its number in `opening`, where only labels
    /// have none, and its number under the heading or label before it, where headings have none.
    pub fn outline(&self) -> impl Iterator<Item = (Option<usize>, Option<usize>, &str)> {
        let (mut from_top, mut under_heading) = (0, 0);
        self.pieces.iter().map(move |piece| {
            from_top += usize::from(piece.role != Role::Label);
            under_heading = if piece.role == Role::Sentence { under_heading + 1 } else { 0 };
            let in_opening = (piece.role != Role::Label).then_some(from_top);
            let in_section = (piece.role == Role::Sentence).then_some(under_heading);
            (in_opening, in_section, piece.text.as_str())
        })
    }

    /// The headings and labels as printed.
    pub fn headings(&self) -> impl Iterator<Item = &str> {
        let named = self.pieces.iter().filter(|piece| piece.role != Role::Sentence);
        named.map(|piece| piece.text.trim_end_matches([':', '.']))
    }

    /// Whether the passage holds the sentence at a place.
    pub fn holds(&self, passage: &Passage, at: usize) -> bool {
        passage.0.contains(&at)
    }

    /// Where in the text a run of so many sentences has this seal: its first sentence.
    pub fn find(&self, seal: &str, length: usize) -> Option<usize> {
        let sentences: Vec<(usize, &str)> = self.numbered().collect();
        let runs = (1..=sentences.len()).contains(&length).then(|| sentences.windows(length))?;
        let normal = |run: &[(usize, &str)]| run.iter().map(|(_, text)| *text).collect::<Vec<_>>().join(" ");
        runs.into_iter().find(|run| super::holds(seal, &normal(run))).and_then(|run| Some(run.first()?.0))
    }

    /// The section that a sentence stands in, as printed, and its number there; for complaints.
    pub fn place(&self, at: usize) -> (String, usize) {
        let (heading, number) = self.places.get(at).copied().unwrap_or((None, at + 1));
        match heading.and_then(|heading| self.pieces.get(heading)) {
            Some(piece) => (piece.text.trim_end_matches([':', '.']).to_owned(), number),
            None => ("opening".to_owned(), number),
        }
    }
}

/// A short line that begins like a name and does not read like a sentence, a list or a record.
fn is_heading(line: &str) -> bool {
    let begins = line.chars().next().is_some_and(char::is_uppercase);
    let ends = line.chars().last().is_some_and(|last| !".!;,".contains(last));
    begins && ends && !line.contains([':', '|']) && line.split(' ').count() <= MAX_HEADING_WORDS
}

/// Splits a line in normal form into labels and sentences.
fn split(line: &str, pieces: &mut Vec<Piece>) {
    let mut rest = line;
    loop {
        if let Some((label, after)) = label(rest) {
            pieces.push(Piece { text: label.to_owned(), role: Role::Label });
            rest = after;
        }
        let end = sentence_end(rest, rest.len() == line.len());
        let (sentence, after) = rest.split_at(end);
        if !sentence.trim().is_empty() {
            pieces.push(Piece { text: sentence.trim().to_owned(), role: Role::Sentence });
        }
        rest = after.trim_start();
        if rest.is_empty() {
            return;
        }
    }
}

/// A run-in label at the start, and what follows: one to four words in capitals, five letters or
/// more, then `:` or `.`.
fn label(text: &str) -> Option<(&str, &str)> {
    let end = text.find([':', '.'])?;
    let (words, after) = text.split_at(end);
    let letters = words.chars().filter(|char| char.is_alphabetic()).count();
    let is_label = letters >= 5
        && words.split(' ').count() <= 4
        && words.chars().all(|char| char.is_uppercase() || " &/-".contains(char));
    let after = after.get(1..)?;
    (is_label && after.starts_with(' ')).then(|| (text.get(..end + 1).unwrap_or(words), after.trim_start()))
}

/// The byte after the first sentence of the text.
fn sentence_end(text: &str, at_line_start: bool) -> usize {
    for (at, stop) in text.match_indices(['.', '?', '!']) {
        let after = text.get(at + 1..).unwrap_or("");
        let closed = after.trim_start_matches([')', ']', '"', '\'', '.', '?', '!']);
        let Some(next) = closed.strip_prefix(' ') else { continue };
        let is_abbreviation = || stop == "." && is_abbreviation(text.get(..at).unwrap_or(""), at_line_start);
        if opens_sentence(next) && !is_abbreviation() {
            return text.len() - closed.len();
        }
    }
    text.len()
}

/// Whether a sentence can begin here: with a capital, a digit, a bracket or quotation mark, or a
/// word that holds a capital further on ("hUCB-MSC", "mRNA").
fn opens_sentence(text: &str) -> bool {
    let word = text.split(' ').next().unwrap_or("");
    word.starts_with(|first: char| first.is_ascii_digit() || "([{\"'".contains(first))
        || word.contains(char::is_uppercase)
}

/// Whether the text before a dot ends in a word whose dot ends no sentence.
pub(crate) fn is_abbreviation(before: &str, at_line_start: bool) -> bool {
    let word = before.rsplit([' ', '(', '[']).next().unwrap_or("");
    let is_initial = word.chars().next_back().is_some_and(char::is_uppercase)
        && (word.chars().count() == 1 || word.split('.').all(|part| part.chars().count() == 1));
    let is_item =
        at_line_start && word.len() == before.len() && word.bytes().all(|byte| byte.is_ascii_digit());
    is_initial || is_item || ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::{Missing, SourceText};

    /// The sentences of a text, labels and headings marked.
    fn pieces(text: &str) -> Vec<String> {
        let text = SourceText::new(text);
        text.pieces.iter().map(|piece| format!("{:?}: {}", piece.role, piece.text)).collect()
    }

    #[test]
    fn sentences_end_before_a_capital_a_digit_or_a_bracket() {
        for (line, sentences) in [
            ("Itch fell. Pain rose.", vec!["Itch fell.", "Pain rose."]),
            (
                "Itch fell (P = .0.017, 0.015). At week 16 it rose.",
                vec!["Itch fell (P = .0.017, 0.015).", "At week 16 it rose."],
            ),
            ("Six took part. 4 adults stayed.", vec!["Six took part.", "4 adults stayed."]),
            (
                "Was it so? (It was!) [See below.] Yes.",
                vec!["Was it so?", "(It was!)", "[See below.]", "Yes."],
            ),
            ("SCM Co. Ltd. Incheon made it. Good.", vec!["SCM Co. Ltd. Incheon made it.", "Good."]),
            (
                "ADSTEM Inj. Step two, by Kim et al. Mesenchymal cells were given.",
                vec!["ADSTEM Inj. Step two, by Kim et al. Mesenchymal cells were given."],
            ),
            ("By Sun U. Song and H.S. Kim it was done.", vec!["By Sun U. Song and H.S. Kim it was done."]),
            (
                "See e.g. Figure 1 vs. Table 2 of it, which is long enough for text.",
                vec!["See e.g. Figure 1 vs. Table 2 of it, which is long enough for text."],
            ),
            ("Loading...", vec!["Loading..."]),
            (
                "Data sourced from clinicaltrials.gov and others of that kind .",
                vec!["Data sourced from clinicaltrials.gov and others of that kind ."],
            ),
            ("1. Daewoong Co. Ltd.", vec!["1. Daewoong Co. Ltd."]),
            ("a) lower case starts no heading", vec!["a) lower case starts no heading"]),
        ] {
            let expected: Vec<String> = sentences.iter().map(|one| format!("Sentence: {one}")).collect();
            assert_eq!(pieces(line), expected, "{line}");
        }
    }

    #[test]
    fn headings_and_labels_are_no_sentences() {
        assert_eq!(
            pieces(
                "Common Symptoms\n\nThey vary and include: \n  • Dry skin.\nHow is it Treated? \nBy creams."
            ),
            [
                "Heading: Common Symptoms",
                "Sentence: They vary and include:",
                "Sentence: • Dry skin.",
                "Heading: How is it Treated?",
                "Sentence: By creams.",
            ]
        );
        assert_eq!(
            pieces(
                "BACKGROUND. It is rare. METHODS. Six took part.\nTRIAL REGISTRATION: NCT04137562 it is.\nDOI: 10.1/x and more words after it to make it long."
            ),
            [
                "Label: BACKGROUND.",
                "Sentence: It is rare.",
                "Label: METHODS.",
                "Sentence: Six took part.",
                "Label: TRIAL REGISTRATION:",
                "Sentence: NCT04137562 it is.",
                "Sentence: DOI: 10.1/x and more words after it to make it long.",
            ]
        );
    }

    const TEXT: &str = "
Volume 48, Issue 8
Stem cells in five adults
By A. Shin.

ABSTRACT
BACKGROUND: Eczema is chronic. It itches.
RESULTS: Itch fell. Pain rose. Sleep improved.
Conflict of interest
None declared.
";

    #[test]
    fn a_locator_leads_to_sentences() {
        let text = SourceText::new(TEXT);
        let title = Some("Stem cells in five adults");
        for (section, sentences, passage) in [
            ("Results", Some((1, 1)), Ok("Itch fell.")),
            ("results", Some((2, 3)), Ok("Pain rose. Sleep improved.")),
            ("RESULTS:", None, Ok("Itch fell. Pain rose. Sleep improved.")),
            ("Results", Some((3, 4)), Err(Missing::Sentence(3))),
            ("Methods", Some((1, 1)), Err(Missing::Section)),
            ("abstract", Some((2, 3)), Ok("It itches. Itch fell.")),
            ("opening", Some((1, 1)), Ok("Volume 48, Issue 8")),
            ("title", None, Ok("Stem cells in five adults")),
            ("byline", Some((1, 1)), Ok("By A. Shin.")),
            ("Conflict of interest", Some((1, 1)), Ok("None declared.")),
        ] {
            let found = text.passage(section, sentences, title).map(|passage| text.normal_passage(&passage));
            assert_eq!(found.as_deref(), passage.as_ref().map(|text| *text), "{section} {sentences:?}");
        }
        assert_eq!(text.passage("title", None, None), Err(Missing::Section));
    }

    #[test]
    fn a_seal_is_found_wherever_its_sentences_stand() {
        let text = SourceText::new(TEXT);
        let place = |passage: &str, length| {
            text.find(&super::super::digest(passage), length).map(|at| text.place(at))
        };
        assert_eq!(place("Pain rose. Sleep improved.", 2), Some(("RESULTS".to_owned(), 2)));
        assert_eq!(place("Pain rose. Sleep worsened.", 2), None);
        assert_eq!(place("", 0), None);
        assert_eq!(place("", 99), None);
    }

    #[test]
    fn a_sentence_knows_where_it_stands() {
        let text = SourceText::new(TEXT);
        let at = text.numbered().find(|(_, sentence)| sentence.starts_with("Sleep")).unwrap().0;
        assert_eq!(text.place(at), ("RESULTS".to_owned(), 3));
    }
}
