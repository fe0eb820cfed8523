//! The texts of sources, and the passages that locators lead to.

use crate::link::KnowledgeBase;
use crate::model::{HasEntry as _, Id, Locator, Source};
use crate::read::Texts;
use crate::seal::{Missing, Passage, SourceText};
use std::collections::{BTreeMap, BTreeSet};

/// The texts at hand, split, by source.
#[derive(Debug, Default)]
pub struct Library {
    texts: BTreeMap<Id<Source>, SourceText>,
    unreadable: BTreeSet<String>,
}

impl Library {
    /// Splits the text of every source whose text is at hand.
    pub fn of(kb: &KnowledgeBase, texts: &Texts) -> Self {
        let of_source = |source: &Source| {
            let name = source.captured.given()?.text.as_ref()?;
            let text = SourceText::new(texts.get(&name.value)?.as_ref()?);
            (!text.is_empty()).then(|| (source.id(), text))
        };
        let unreadable = texts.iter().filter(|(_, text)| text.is_none()).map(|(name, _)| name.clone());
        Self { texts: kb.sources.values().filter_map(of_source).collect(), unreadable: unreadable.collect() }
    }

    /// Whether a text of this name could not be read, which was reported.
    pub fn is_unreadable(&self, name: &str) -> bool {
        self.unreadable.contains(name)
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
