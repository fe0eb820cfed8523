//! Thresholds of outcome measures in a text: EASI-75, SCORAD-50.

use super::folded::folded_name;
use crate::link::KnowledgeBase;
use crate::model::{Entry, HasEntry};
use crate::seal::normalise;
use std::collections::BTreeSet;

/// The names of all outcome measures.
pub struct Thresholds {
    /// Folded name, and the id of its measure.
    names: Vec<(String, String)>,
}

/// A threshold of a measure: the id, and the number as printed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Threshold {
    /// The outcome measure.
    pub measure: String,
    /// `75` of EASI-75.
    pub number: String,
}

impl Thresholds {
    /// Takes the names of every outcome measure.
    pub fn of(kb: &KnowledgeBase) -> Self {
        let names = kb.outcomes.values().flat_map(|outcome| {
            let id = outcome.id();
            let names = Entry::names(&outcome.entry).map(folded_name);
            names
                .chain([folded_name(id.as_str())])
                .map(move |name| (name, id.to_string()))
                .collect::<Vec<_>>()
        });
        Self { names: names.filter(|(name, _)| !name.is_empty()).collect() }
    }

    /// The measures that a criterion is one of: the whole criterion is a name of theirs with a
    /// number behind it.
    pub fn of_criterion(&self, criterion: &str) -> BTreeSet<Threshold> {
        let folded = folded_name(criterion);
        let found = self.names.iter().filter_map(|(name, measure)| {
            let number = folded.strip_prefix(name.as_str())?;
            is_threshold(number).then(|| Threshold { measure: measure.clone(), number: number.to_owned() })
        });
        found.collect()
    }

    /// Every threshold that stands in a text, written in one word: `EASI-75`, but not `EASI 12`,
    /// which is a value.
    pub fn in_text(&self, text: &str) -> BTreeSet<Threshold> {
        let normal = normalise(text);
        let words = normal.split(|char: char| !(char.is_alphanumeric() || char == '-'));
        let words =
            words.filter(|word| word.contains('-') || word.ends_with(|char: char| char.is_ascii_digit()));
        words.flat_map(|word| self.of_criterion(word)).collect()
    }
}

/// A share of 100, as thresholds have it: 50, 75, 90.
fn is_threshold(number: &str) -> bool {
    let is_plain = number.bytes().all(|byte| byte.is_ascii_digit());
    is_plain && number.len() >= 2 && number.parse::<u32>().is_ok_and(|share| (10..=100).contains(&share))
}
