//! The home page and the lists of a kind.

use super::parts::{self, Link};
use super::source;
use super::topic::{TrialRow, trial_rows};
use crate::model::{Disease, EntryRef, Id, Kind, Species};
use crate::render::context::{Shown, Writer};
use crate::render::words;
use crate::site::{LISTED, Route};
use crate::synthesis::is_retold;
use serde::Serialize;
use std::collections::BTreeSet;

/// What the home page shows.
#[derive(Debug, Serialize)]
pub struct Home {
    /// How much there is, each count with its name.
    pub counts: Vec<Count>,
    /// The conditions in which trials were made; all of them if there is no trial.
    pub conditions: Vec<Row>,
    /// The list of all conditions, where more exist.
    pub all_conditions: Option<Link>,
    /// The first trials.
    pub trials: Vec<TrialRow>,
    /// Studies in animals.
    pub animals: Vec<TrialRow>,
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
    /// Studies in animals.
    pub animals: Vec<TrialRow>,
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
    let designs = || writer.shared.synthesis.trials.values();
    let in_people = designs().filter(|design| design.species() == Species::Human).count();
    let in_animals = designs().count() - in_people;
    let mut counts = vec![
        count(kb.sources.len(), "sources", plural(kb.sources.len(), "source read", "sources read")),
        count(in_people, "trials.people", plural(in_people, "trial in people", "trials in people")),
    ];
    if in_animals > 0 {
        let noun = plural(in_animals, "study not in people", "studies not in people");
        counts.push(count(in_animals, "trials.animals", noun));
    }
    counts.push(count(findings, "findings", plural(findings, "finding", "findings")));
    let retold = kb.findings().filter(|(source, _)| is_retold(source)).count();
    if retold > 0 {
        counts.push(count(retold, "findings.retold", "of them retold"));
    }
    let conditions = conditions(writer);
    let (trials, animals) = trial_rows(kb.trials.keys().take(HOME_TRIALS), writer);
    Home {
        counts,
        all_conditions: (conditions.len() < kb.diseases.len())
            .then(|| writer.page(&Route::index(Kind::Disease), "All conditions")),
        conditions,
        trials,
        animals,
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
    let ids = kb.trials.keys().filter(|_| kind == Kind::Trial);
    let (trials, animals) = trial_rows(ids, writer);
    let rows = if kind == Kind::Trial { Vec::new() } else { rows(kind, writer) };
    Index { introduction: words::introduction(kind), rows, trials, animals }
}

/// What a reader of the home page came for: the conditions that were studied.
fn conditions(writer: &Writer<'_>) -> Vec<Row> {
    let designs = writer.shared.synthesis.trials.values();
    let studied: BTreeSet<Id<Disease>> = designs.flat_map(|design| design.diseases()).collect();
    let is_studied = |at: &EntryRef| studied.is_empty() || studied.contains(&Id::new(at.id.clone()));
    rows_of(Kind::Disease, is_studied, writer)
}

fn rows(kind: Kind, writer: &Writer<'_>) -> Vec<Row> {
    rows_of(kind, |_| true, writer)
}

fn rows_of(kind: Kind, is_wanted: impl Fn(&EntryRef) -> bool, writer: &Writer<'_>) -> Vec<Row> {
    let kb = writer.shared.kb;
    let mut rows: Vec<Row> = kb
        .entries()
        .filter(|(at, _)| at.kind == kind && is_wanted(at))
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
