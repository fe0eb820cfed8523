//! Words and phrases of a sentence, and what they do with a claim: deny it, or tell it as
//! somebody's.

use std::ops::Range;

/// The words of a text: runs of letters and digits, in lower case.
pub struct Words<'t> {
    text: &'t str,
    words: Vec<(Range<usize>, String)>,
}

/// Words that deny, doubt or ask.
const DENIALS: [&str; 16] = [
    "no", "not", "never", "neither", "nor", "without", "cannot", "none", "nobody", "nothing", "whether",
    "unclear", "unknown", "unproven", "lacks", "lack",
];

/// Words that tell something as what somebody says.
const TELLING: [&str; 50] = [
    "according",
    "argue",
    "argues",
    "argued",
    "assert*",
    "attribute*",
    "believe*",
    "by its",
    "call",
    "calls",
    "called",
    "claim*",
    "conclude*",
    "conclusion",
    "declare*",
    "describe*",
    "hold",
    "holds",
    "hope*",
    "in the words",
    "maintain*",
    "mention*",
    "name",
    "names",
    "named",
    "point to",
    "print",
    "printed",
    "prints",
    "promise*",
    "report",
    "reports",
    "reported",
    "say",
    "says",
    "said",
    "saying",
    "see in",
    "speak",
    "speaks",
    "spoke",
    "state",
    "states",
    "stated",
    "suggest*",
    "tell",
    "tells",
    "told",
    "write*",
    "wrote",
];

impl<'t> Words<'t> {
    /// Splits a text.
    pub fn of(text: &'t str) -> Self {
        let mut words = Vec::new();
        let mut start = None;
        for (at, char) in text.char_indices().chain([(text.len(), ' ')]) {
            match (start, char.is_alphanumeric()) {
                (None, true) => start = Some(at),
                (Some(from), false) => {
                    words.push((from..at, text.get(from..at).unwrap_or("").to_lowercase()));
                    start = None;
                }
                _ => {}
            }
        }
        Self { text, words }
    }

    /// Every word with its place.
    pub fn iter(&self) -> impl Iterator<Item = (&Range<usize>, &str)> {
        self.words.iter().map(|(at, word)| (at, word.as_str()))
    }

    /// Where a phrase stands: words that follow each other with spaces or hyphens between. A word
    /// that ends in `*` stands for all that begin so.
    pub fn places(&self, phrase: &str) -> Vec<Range<usize>> {
        let (first, rest) = phrase.split_once(' ').unwrap_or((phrase, ""));
        let starts = self.words.iter().enumerate().filter(|(_, (_, word))| is(word, first));
        starts.filter_map(|(nth, (at, _))| Some(at.start..self.follows(nth, rest)?)).collect()
    }

    /// Where any of these phrases stands, in the order of the text.
    pub fn places_of_any<'p>(&self, phrases: impl IntoIterator<Item = &'p &'p str>) -> Vec<Range<usize>> {
        let mut places: Vec<Range<usize>> =
            phrases.into_iter().flat_map(|phrase| self.places(phrase)).collect();
        places.sort_by_key(|place| (place.start, std::cmp::Reverse(place.end)));
        // Of two that begin or lie in one place, the longer one says more.
        let mut end = 0;
        places.retain(|place| {
            let is_new = place.start >= end;
            end = end.max(place.end);
            is_new
        });
        places
    }

    /// Whether any of these phrases stands in the text.
    pub fn has_any<'p>(&self, phrases: impl IntoIterator<Item = &'p &'p str>) -> bool {
        phrases.into_iter().any(|phrase| !self.places(phrase).is_empty())
    }

    /// The byte after the words that follow the `nth` one, if they do.
    fn follows(&self, nth: usize, phrase: &str) -> Option<usize> {
        let mut end = self.words.get(nth)?.0.end;
        for (step, wanted) in phrase.split(' ').filter(|word| !word.is_empty()).enumerate() {
            let (at, word) = self.words.get(nth + step + 1)?;
            let gap = self.text.get(end..at.start)?;
            let is_joined = gap.chars().all(|char| char.is_whitespace() || "-‐‑".contains(char));
            if !is_joined || !is(word, wanted) {
                return None;
            }
            end = at.end;
        }
        Some(end)
    }

    /// Up to so many words before a place, the nearest first.
    pub fn before(&self, place: &Range<usize>, most: usize) -> impl Iterator<Item = &str> {
        let nth = self.words.partition_point(|(at, _)| at.end <= place.start);
        self.words.get(..nth).unwrap_or(&[]).iter().rev().take(most).map(|(_, word)| word.as_str())
    }

    /// Up to so many words after a place.
    pub fn after(&self, place: &Range<usize>, most: usize) -> impl Iterator<Item = &str> {
        let nth = self.words.partition_point(|(at, _)| at.start < place.end);
        self.words.get(nth..).unwrap_or(&[]).iter().take(most).map(|(_, word)| word.as_str())
    }

    /// Whether a word near a place denies it, doubts it or asks.
    pub fn denies(&self, place: &Range<usize>) -> bool {
        let denies = |word: &str| DENIALS.contains(&word);
        self.before(place, 10).any(denies)
            || self.after(place, 4).any(denies)
            || ["n't", "n’t"].iter().any(|short| self.text.contains(short))
    }

    /// Whether any word denies, doubts or asks.
    pub fn denies_something(&self) -> bool {
        self.has_any(&DENIALS)
    }

    /// Whether it tells what somebody says.
    pub fn tells(&self) -> bool {
        self.has_any(&TELLING)
    }
}

/// Whether a word is the one that is wanted.
fn is(word: &str, wanted: &str) -> bool {
    match wanted.strip_suffix('*') {
        Some(beginning) => word.starts_with(beginning),
        None => word == wanted,
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn phrases_are_found_as_whole_words() {
        for (text, phrase, found) in [
            ("Up to date, and to date.", "to date", vec!["to date", "to date"]),
            ("A double-blind trial", "double blind*", vec!["double-blind"]),
            ("Double blinded, blind", "double blind*", vec!["Double blinded"]),
            ("to, date", "to date", vec![]),
            ("secure", "cure", vec![]),
        ] {
            let got: Vec<&str> = Words::of(text).places(phrase).into_iter().map(|at| &text[at]).collect();
            assert_eq!(got, found, "{phrase} in {text}");
        }
    }

    #[test]
    fn what_is_denied_or_told_is_not_claimed() {
        for (text, denied, told) in [
            ("It is not a cure.", true, false),
            ("Whether it is a cure, nobody can tell.", true, true),
            ("The page calls it a cure.", false, true),
            ("It is a cure.", false, false),
        ] {
            let words = Words::of(text);
            let place = words.places("cure").remove(0);
            assert_eq!((words.denies(&place), words.tells()), (denied, told), "{text}");
        }
    }
}
