//! The home page, the lists of a kind, and the glossary.

use super::backlinks;
use super::parts::{self, Link};
use super::source;
use super::topic::{TrialRow, trial_row};
use crate::model::{EntryRef, HasEntry, Id, Kind};
use crate::render::context::{Shown, Writer};
use crate::render::html::html;
use crate::render::words;
use crate::site::{LISTED, Route};
use serde::Serialize;

/// What the home page shows.
#[derive(Debug, Serialize)]
pub struct Home {
    /// How much there is, each count with its name.
    pub counts: Vec<Count>,
    /// The conditions.
    pub conditions: Vec<Row>,
    /// The first trials.
    pub trials: Vec<TrialRow>,
    /// The list of all trials, where more exist.
    pub all_trials: Option<Link>,
    /// The lists of the site.
    pub lists: Vec<Row>,
}

/// A count and what is counted.
#[derive(Debug, Serialize)]
pub struct Count {
    /// The number.
    pub number: Shown,
    /// One or many of what.
    pub noun: &'static str,
}

/// What the list of a kind shows.
#[derive(Debug, Serialize)]
pub struct Index {
    /// One sentence on what it holds.
    pub introduction: &'static str,
    /// The entries; empty for trials, which have a table of their own.
    pub rows: Vec<Row>,
    /// The trials.
    pub trials: Vec<TrialRow>,
}

/// An entry in a list.
#[derive(Debug, Serialize)]
pub struct Row {
    /// The entry.
    pub link: Link,
    /// Its other names.
    pub aliases: Vec<String>,
    /// One sentence on it.
    pub description: String,
    /// What kind of evidence a source is, and what of it was read.
    pub notes: Vec<&'static str>,
}

/// How many trials the home page shows.
const HOME_TRIALS: usize = 12;

/// The home page.
pub fn home(writer: &mut Writer<'_>) -> Home {
    let kb = writer.shared.kb;
    let count = |number: usize, part: &str, noun: &'static str| Count {
        number: Shown {
            text: number.to_string(),
            family: "derived",
            address: format!("site/{part}"),
            formula: Some("counted over this base".to_owned()),
        },
        noun,
    };
    let plural = |number: usize, one: &'static str, many: &'static str| if number == 1 { one } else { many };
    let findings = kb.findings().count();
    Home {
        counts: vec![
            count(kb.sources.len(), "sources", plural(kb.sources.len(), "source read", "sources read")),
            count(kb.trials.len(), "trials", plural(kb.trials.len(), "trial", "trials")),
            count(findings, "findings", plural(findings, "finding", "findings")),
        ],
        conditions: rows(Kind::Disease, writer),
        trials: kb.trials.keys().take(HOME_TRIALS).map(|id| trial_row(id, writer)).collect(),
        all_trials: (kb.trials.len() > HOME_TRIALS)
            .then(|| writer.page(&Route::index(Kind::Trial), "All trials")),
        lists: LISTED
            .into_iter()
            .chain([Kind::Term])
            .map(|kind| Row {
                link: writer.page(&Route::index(kind), words::heading(kind)),
                aliases: Vec::new(),
                description: words::introduction(kind).to_owned(),
                notes: Vec::new(),
            })
            .collect(),
    }
}

/// The list of a kind.
pub fn index(kind: Kind, writer: &mut Writer<'_>) -> Index {
    let kb = writer.shared.kb;
    let trials = if kind == Kind::Trial {
        kb.trials.keys().map(|id| trial_row(id, writer)).collect()
    } else {
        Vec::new()
    };
    let rows = if kind == Kind::Trial { Vec::new() } else { rows(kind, writer) };
    Index { introduction: words::introduction(kind), rows, trials }
}

fn rows(kind: Kind, writer: &Writer<'_>) -> Vec<Row> {
    let kb = writer.shared.kb;
    let mut rows: Vec<Row> = kb
        .entries()
        .filter(|(at, _)| at.kind == kind)
        .map(|(at, entry)| Row {
            link: writer.link(&at),
            aliases: parts::shown_aliases(entry),
            description: entry.description.as_ref().map(|text| text.value.clone()).unwrap_or_default(),
            notes: match kind {
                Kind::Source => {
                    kb.sources.get(&Id::new(at.id.clone())).map(source::summary).unwrap_or_default()
                }
                _ => Vec::new(),
            },
        })
        .collect();
    rows.sort_by_cached_key(|row| row.link.text.to_lowercase());
    rows
}

/// A word of the glossary.
#[derive(Debug, Serialize)]
pub struct Word {
    /// Its anchor.
    pub id: String,
    /// The word.
    pub title: String,
    /// Other forms of it.
    pub aliases: Vec<String>,
    /// In words that anyone knows.
    pub plain: String,
    /// For a clinician.
    pub clinical: Option<String>,
    /// How it is spoken.
    pub say: Option<String>,
    /// More on it, as HTML.
    pub more: String,
    /// Where it is used.
    pub used: Vec<backlinks::Group>,
}

/// The glossary, in the order of its words.
pub fn glossary(writer: &mut Writer<'_>) -> Vec<Word> {
    let kb = writer.shared.kb;
    let mut words: Vec<Word> = kb
        .terms
        .values()
        .map(|term| {
            let at = EntryRef::new(Kind::Term, term.entry.id.clone());
            writer.ids.claim(&term.entry.id);
            writer.notes.next_text();
            Word {
                id: term.id().to_string(),
                title: term.entry.title.value.clone(),
                aliases: parts::shown_aliases(&term.entry),
                plain: term.plain.given().map(|text| text.value.clone()).unwrap_or_default(),
                clinical: term.clinical.given().map(|text| text.value.clone()),
                say: term.say.clone(),
                more: html(kb.prose(&at).pieces.iter().map(|piece| &piece.value), writer),
                used: backlinks::groups(&at, writer),
            }
        })
        .collect();
    words.sort_by_cached_key(|word| word.title.to_lowercase());
    words
}
