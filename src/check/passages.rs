//! The texts of sources, and the passages that locators lead to.

use crate::link::{KnowledgeBase, fold};
use crate::model::{HasEntry as _, Id, Locator, Source};
use crate::read::Texts;
use crate::seal::{Missing, Passage, SourceText, normalise};
use std::collections::BTreeMap;
use std::ops::Range;

/// The texts at hand, split, by source.
#[derive(Debug, Default)]
pub struct Library {
    texts: BTreeMap<Id<Source>, SourceText>,
}

impl Library {
    /// Splits the text of every source whose text is at hand.
    pub fn of(kb: &KnowledgeBase, texts: &Texts) -> Self {
        let of_source = |source: &Source| {
            let name = source.captured.given()?.text.as_ref()?;
            Some((source.id(), SourceText::new(texts.get(&name.value)?)))
        };
        Self { texts: kb.sources.values().filter_map(of_source).collect() }
    }

    /// Whether no text is at hand.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// The text of a source, if it is at hand.
    pub fn text(&self, source: &Source) -> Option<&SourceText> {
        self.texts.get(&source.id())
    }
}

/// The passage that a locator of this source leads to.
pub fn passage(source: &Source, text: &SourceText, locator: &Locator) -> Result<Passage, Missing> {
    let title = source.record.title.given().map(|title| title.value.as_str());
    text.passage(&locator.section, locator.sentences.as_ref().map(|sentences| sentences.value), title)
}

/// The passages that locators lead to; those that lead to none are reported elsewhere.
pub fn passages<'a>(
    source: &Source,
    text: &SourceText,
    locators: impl IntoIterator<Item = &'a Locator>,
) -> Vec<Passage> {
    locators.into_iter().filter_map(|locator| passage(source, text, locator).ok()).collect()
}

/// Where a name stands in a text, spelled in any way that [`fold`] makes one: "IL-13" stands in
/// "interleukin (IL)-13". A plural is the same name.
pub fn places_of_name(text: &str, name: &str) -> Vec<Range<usize>> {
    let mut folded = String::new();
    let mut origins = Vec::new();
    for (at, char) in text.char_indices() {
        let piece = fold(char.encode_utf8(&mut [0; 4]));
        origins.resize(folded.len() + piece.len(), at..at + char.len_utf8());
        folded.push_str(&piece);
        if let Some(last) = origins.get_mut(folded.len().saturating_sub(1)).filter(|_| !piece.is_empty()) {
            *last = at..at + char.len_utf8();
        }
    }
    let name = fold(&normalise(name));
    if name.is_empty() {
        return Vec::new();
    }
    folded
        .match_indices(&name)
        .filter_map(|(at, found)| Some(origins.get(at)?.start..origins.get(at + found.len() - 1)?.end))
        .filter(|at| is_whole_name(text, at))
        .collect()
}

fn is_whole_name(text: &str, at: &Range<usize>) -> bool {
    let before = text.get(..at.start).and_then(|text| text.chars().next_back());
    let after = text.get(at.end..).unwrap_or("");
    let after = after.strip_prefix('s').unwrap_or(after).chars().next();
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::places_of_name;

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
            let got = places_of_name(text, name).first().map(|at| &text[at.clone()]);
            let got = got.map(|got| got.trim_end_matches('s'));
            assert_eq!(got, found.map(|found| found.trim_end_matches('s')), "{name} in {text}");
        }
    }
}
