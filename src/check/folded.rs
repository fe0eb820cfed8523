//! Names in a printed text, in any spelling.

use crate::link::fold;
use crate::seal::normalise;
use aho_corasick::AhoCorasick;
use std::ops::Range;

/// A text with what makes no difference in a name folded away, so that names can be looked up in
/// any spelling: "IL-13" stands in "interleukin (IL)-13". A plural is the same name.
pub struct FoldedText<'t> {
    text: &'t str,
    folded: String,
    /// For each byte of the folded text, the bytes of the character that it comes from.
    origins: Vec<Range<usize>>,
}

impl<'t> FoldedText<'t> {
    /// Folds a text.
    pub fn new(text: &'t str) -> Self {
        let mut folded = String::with_capacity(text.len());
        let mut origins = Vec::with_capacity(text.len());
        for (at, char) in text.char_indices() {
            folded.push_str(&fold(char.encode_utf8(&mut [0; 4])));
            origins.resize(folded.len(), at..at + char.len_utf8());
        }
        Self { text, folded, origins }
    }

    /// Where a name, folded as well, stands as a whole word.
    pub fn places(&self, folded_name: &str) -> Vec<Range<usize>> {
        if folded_name.is_empty() {
            return Vec::new();
        }
        self.folded
            .match_indices(folded_name)
            .filter_map(|(at, found)| {
                Some(self.origins.get(at)?.start..self.origins.get(at + found.len() - 1)?.end)
            })
            .filter(|at| is_whole_name(self.text, at))
            .collect()
    }

    /// Whether the name stands in the text.
    pub fn names(&self, folded_name: &str) -> bool {
        !self.places(folded_name).is_empty()
    }
}

/// Many names, looked up in one pass over a text, however many they are.
#[derive(Default)]
pub struct ManyNames(Option<AhoCorasick>);

impl ManyNames {
    /// Takes names as [`folded_name`] writes them; empty ones stand nowhere.
    pub fn of(names: impl IntoIterator<Item = String>) -> Self {
        Self(AhoCorasick::new(names.into_iter().filter(|name| !name.is_empty())).ok())
    }

    /// Where any of them stands as a whole word.
    pub fn places(&self, text: &FoldedText<'_>) -> Vec<Range<usize>> {
        let found = self.0.iter().flat_map(|names| names.find_overlapping_iter(&text.folded));
        found
            .filter_map(|name| {
                Some(text.origins.get(name.start())?.start..text.origins.get(name.end() - 1)?.end)
            })
            .filter(|at| is_whole_name(text.text, at))
            .collect()
    }
}

/// A name as [`FoldedText`] looks it up.
pub fn folded_name(name: &str) -> String {
    fold(&normalise(name))
}

fn is_whole_name(text: &str, at: &Range<usize>) -> bool {
    let before = text.get(..at.start).and_then(|text| text.chars().next_back());
    let after = text.get(at.end..).unwrap_or("");
    let after = after.strip_prefix('s').unwrap_or(after).chars().next();
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::{FoldedText, ManyNames, folded_name};

    #[test]
    fn a_name_is_found_in_every_spelling() {
        for (text, name, found) in [
            ("interleukin (IL)-13 fell", "IL-13", Some("IL)-13")),
            ("CCL-17, and others", "CCL17", Some("CCL-17")),
            ("blister counts rose", "Blister count", Some("blister counts")),
            ("IL-131 rose", "IL-13", None),
            ("EASIER", "EASI", None),
            ("TGF-β rose", "TGF-beta", Some("TGF-β")),
            ("", "IL-13", None),
            ("IL-13", "–", None),
        ] {
            let places = FoldedText::new(text).places(&folded_name(name));
            let got = places.first().map(|at| &text[at.clone()]);
            let got = got.map(|got| got.trim_end_matches('s'));
            assert_eq!(got, found.map(|found| found.trim_end_matches('s')), "{name} in {text}");
            let together = ManyNames::of(["SCORAD", name, "IL"].map(folded_name));
            let among: Vec<_> = together.places(&FoldedText::new(text));
            assert!(places.iter().all(|place| among.contains(place)), "{name} in {text}");
        }
    }
}
