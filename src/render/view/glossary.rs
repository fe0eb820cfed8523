//! The glossary: the list of its words, and the page of each.

use super::parts::{self, Link};
use super::prose::Parts;
use crate::model::{Entry, EntryRef, HasEntry, Term};
use crate::render::context::Writer;
use crate::site::Ids;
use crate::synthesis::reference;
use deunicode::deunicode_char;
use serde::Serialize;

/// What the list shows.
#[derive(Debug, Serialize)]
pub struct List {
    /// The words by their first letter, in the order of the alphabet.
    pub letters: Vec<Letter>,
}

/// The words that begin with one letter.
#[derive(Debug, Serialize)]
pub struct Letter {
    /// The letter, which is the anchor too; `None` for words that begin with none. An entry's own
    /// anchor is in small letters, so the two never meet.
    pub letter: Option<String>,
    /// The words.
    pub words: Vec<Word>,
}

/// A word in the list.
#[derive(Debug, Serialize)]
pub struct Word {
    /// Its anchor in the list.
    pub id: String,
    /// Its page.
    pub link: Link,
    /// Other forms of it.
    pub aliases: Vec<String>,
    /// In words that anyone knows.
    pub plain: String,
}

/// What the page of a word shows.
#[derive(Debug, Serialize)]
pub struct View {
    /// In words that anyone knows.
    pub plain: String,
    /// For a clinician.
    pub clinical: Option<String>,
    /// How it is spoken.
    pub say: Option<String>,
    /// More on it.
    pub prose: Parts,
}

/// The list, in the order of its words; measures and markers, which have pages of their own,
/// stand among them.
pub fn list(writer: &Writer<'_>) -> List {
    let mut ids = Ids::default();
    ids.claim("main");
    let kb = writer.shared.kb;
    let terms = kb.terms.values().map(|term| (reference(term), &term.entry, plain(term)));
    let outcomes = kb.outcomes.values().map(described);
    let markers = kb.biomarkers.values().map(described);
    let mut entries: Vec<_> = terms.chain(outcomes).chain(markers).collect();
    entries.sort_by_cached_key(|(_, entry, _)| {
        let title = entry.title.to_lowercase();
        (first_letter(&title).is_none(), deunicode::deunicode(&title), title)
    });
    let mut letters: Vec<Letter> = Vec::new();
    for (at, entry, plain) in entries {
        let letter = first_letter(&entry.title);
        if letters.last().is_none_or(|last| last.letter != letter) {
            letters.push(Letter { letter, words: Vec::new() });
        }
        if let Some(last) = letters.last_mut() {
            let aliases = parts::shown_aliases(entry);
            last.words.push(Word { id: ids.unique(&at.id), link: writer.link(&at), aliases, plain });
        }
    }
    List { letters }
}

/// An entry of another kind, with what it says of itself.
fn described<T: HasEntry>(item: &T) -> (EntryRef, &Entry, String) {
    let entry = item.entry();
    let text = entry.description.as_ref().map(|text| text.value.clone());
    (reference(item), entry, text.unwrap_or_default())
}

/// The page of a word.
pub fn view(term: &Term, writer: &mut Writer<'_>) -> View {
    View {
        plain: plain(term),
        clinical: term.clinical.given().map(|text| text.value.clone()),
        say: term.say.clone(),
        prose: Parts::of(&reference(term), writer),
    }
}

/// What a word means, in plain words.
pub fn plain(term: &Term) -> String {
    term.plain.given().map(|text| text.value.clone()).unwrap_or_default()
}

/// The letter under which a reader looks a word up: `É` stands under `E`.
fn first_letter(word: &str) -> Option<String> {
    let first = word.chars().find(|char| char.is_alphanumeric()).filter(|char| char.is_alphabetic())?;
    let ascii = deunicode_char(first).filter(|ascii| ascii.chars().count() == 1);
    Some(ascii.map_or_else(|| first.to_uppercase().to_string(), str::to_uppercase))
}

#[cfg(test)]
mod tests {
    use super::first_letter;

    #[test]
    fn a_word_stands_under_the_letter_where_it_is_looked_up() {
        for (word, letter) in [("placebo", Some("P")), ("éruption", Some("E")), ("“allergen”", Some("A"))]
        {
            assert_eq!(first_letter(word).as_deref(), letter, "{word}");
        }
        assert_eq!(first_letter("18-week"), None);
        assert_eq!(first_letter(""), None);
    }
}
