//! The home page, and the lists that the page for wrong addresses leads to.

use super::list::{counted, is_in_people, retold_only, where_read};
use super::parts::{self, Link, Mark};
use super::topic::{TrialRow, trial_rows};
use super::trial;
use crate::model::{Allocation, Disease, Entry, EntryRef, HasEntry, Id, Kind, Report, Source, Trial, Value};
use crate::render::context::{Shown, Writer};
use crate::render::{amounts, words};
use crate::site::{LISTED, Route};
use crate::strings::Word;
use crate::synthesis::{TrialDesign, is_retold};
use serde::Serialize;
use std::collections::BTreeSet;

/// What the home page shows.
#[derive(Debug, Serialize)]
pub struct Home {
    /// How much there is, each count with its name.
    pub counts: Vec<Count>,
    /// How many people the smallest and the largest trial had.
    pub people: Option<People>,
    /// A way in for each condition that was studied.
    pub doors: Vec<Door>,
    /// What the studies of each condition say so far.
    pub studied: Vec<Studied>,
    /// The list of all conditions, where more exist.
    pub all_conditions: Option<Link>,
    /// The newest sources that give a date.
    pub newest: Vec<Dated>,
    /// The first trials.
    pub trials: Vec<TrialRow>,
    /// Studies in animals.
    pub animals: Vec<TrialRow>,
    /// The list of all trials.
    pub all_trials: Link,
    /// The lists of the site.
    pub lists: Vec<Row>,
    /// Pages about the site.
    pub about: Vec<Link>,
}

/// A count and what is counted.
#[derive(Debug, Serialize)]
pub struct Count {
    /// The number.
    pub number: Shown,
    /// One or many of what.
    pub noun: Word,
}

/// How many people trials had, each number as a source prints it.
#[derive(Debug, Serialize)]
pub struct People {
    /// The fewest and who says it; `None` where it is no other number.
    pub fewest: Option<(Shown, Mark)>,
    /// The most and who says it.
    pub most: (Shown, Mark),
}

/// A way in: "I have eczema".
#[derive(Debug, Serialize)]
pub struct Door {
    /// The page.
    pub link: Link,
    /// The name that its description uses.
    pub name: String,
    /// Its full name, where that is another.
    pub title: Option<String>,
}

/// What the studies of a condition say so far: counts alone, no judgement.
#[derive(Debug, Serialize)]
pub struct Studied {
    /// The condition.
    pub link: Link,
    /// The name that its description uses, where it is another.
    pub name: Option<String>,
    /// How many trials, and in how many of them what holds.
    pub counts: Vec<Count>,
    /// How many people the largest trial had.
    pub people: Option<People>,
}

/// A source with its date.
#[derive(Debug, Serialize)]
pub struct Dated {
    /// The date.
    pub date: Shown,
    /// The source.
    pub link: Link,
    /// What kind of evidence it is.
    pub notes: Vec<Word>,
}

/// A list of the site with a sentence on it.
#[derive(Debug, Serialize)]
pub struct Row {
    /// The list.
    pub link: Link,
    /// One sentence on it.
    pub description: Word,
}

/// How many trials the home page shows.
const HOME_TRIALS: usize = 12;

/// How many conditions have a door and a summary.
const HOME_CONDITIONS: usize = 8;

/// How many dated sources it shows.
const HOME_SOURCES: usize = 5;

/// The home page.
pub fn home(writer: &mut Writer<'_>) -> Home {
    let kb = writer.shared.kb;
    let designs: Vec<_> = writer.shared.synthesis.trials.iter().collect();
    let mut conditions = studied_conditions(writer);
    conditions.truncate(HOME_CONDITIONS);
    let counts = counts(writer);
    let people = people(&designs, writer);
    let doors = conditions.iter().map(|disease| door(disease, writer)).collect();
    let studied: Vec<Studied> = conditions.iter().filter_map(|disease| studied(disease, writer)).collect();
    let (trials, animals) = trial_rows(kb.trials.keys().take(HOME_TRIALS), writer);
    let all_conditions = writer.shared.strings.get("home", "all-conditions");
    let all_trials = writer.shared.strings.get("home", "all-trials");
    Home {
        counts,
        people,
        doors,
        studied,
        all_conditions: (conditions.len() < kb.diseases.len())
            .then(|| writer.page(&Route::index(Kind::Disease), &all_conditions)),
        newest: newest(writer),
        trials,
        animals,
        all_trials: writer.page(&Route::index(Kind::Trial), &all_trials),
        lists: lists(writer),
        about: super::footer(writer),
    }
}

/// Every list of the site.
pub fn lists(writer: &Writer<'_>) -> Vec<Row> {
    let strings = &writer.shared.strings;
    let kinds = LISTED.into_iter().chain([Kind::Term]);
    kinds
        .map(|kind| Row {
            link: writer.page(&Route::index(kind), &words::heading(strings, kind)),
            description: words::introduction(strings, kind),
        })
        .collect()
}

fn count(number: usize, address: &str, noun: &str, writer: &Writer<'_>) -> Count {
    Count {
        number: counted(number, address.to_owned(), writer),
        noun: writer.shared.strings.count("home", noun, number),
    }
}

fn counts(writer: &Writer<'_>) -> Vec<Count> {
    let kb = writer.shared.kb;
    let designs = || writer.shared.synthesis.trials.values();
    let in_people = designs().filter(|design| is_in_people(design)).count();
    let in_animals = designs().count() - in_people;
    let findings = kb.findings().count();
    let retold = kb.findings().filter(|(source, _)| is_retold(source)).count();
    let all = [
        (kb.sources.len(), "site/sources", "sources-read"),
        (in_people, "site/trials.people", "trials-in-people"),
        (in_animals, "site/trials.animals", "studies-not-in-people"),
        (findings, "site/findings", "findings"),
        (retold, "site/findings.retold", "of-them-retold"),
    ];
    let is_shown = |(number, address, _): &(usize, &str, &str)| {
        *number > 0 || !matches!(*address, "site/trials.animals" | "site/findings.retold")
    };
    all.into_iter().filter(is_shown).map(|(number, at, noun)| count(number, at, noun, writer)).collect()
}

/// How many people the smallest and the largest of these trials had, as their sources print it.
///
/// The numbers are never added up: some say how many are to take part, some how many did, and
/// two trials may share people.
fn people<'k>(designs: &[(&Id<Trial>, &TrialDesign<'k>)], writer: &mut Writer<'_>) -> Option<People> {
    let strings = &writer.shared.strings;
    let enrolled = designs.iter().filter(|(_, design)| is_in_people(design)).filter_map(|(_, design)| {
        let (source, report, value) = design.first("enrollment")?;
        let text = amounts::value(strings, &value);
        Some((text.parse::<u64>().ok()?, source, report, text))
    });
    let enrolled: Vec<_> = enrolled.collect();
    let (most, source, report, text) = enrolled.iter().rev().max_by_key(|(number, ..)| *number)?;
    let fewest = enrolled.iter().min_by_key(|(number, ..)| *number).filter(|(number, ..)| number != most);
    let mut cited = |source: &Source, report: &Report, text: &str| {
        (trial::place(source, report, strings).shown(text, "enrollment"), writer.mark(&source.id()))
    };
    let fewest = fewest.map(|(_, source, report, text)| cited(source, report, text));
    Some(People { fewest, most: cited(source, report, text) })
}

/// The conditions that were studied, those with the most trials first; all of them if there is no
/// trial.
fn studied_conditions<'k>(writer: &Writer<'k>) -> Vec<&'k Disease> {
    let kb = writer.shared.kb;
    let synthesis = writer.shared.synthesis;
    let studied: BTreeSet<Id<Disease>> = synthesis.trials.values().flat_map(TrialDesign::diseases).collect();
    let is_wanted = |disease: &&Disease| studied.is_empty() || studied.contains(&disease.id());
    let mut conditions: Vec<&Disease> = kb.diseases.values().filter(is_wanted).collect();
    conditions.sort_by_cached_key(|disease| {
        let trials = synthesis.trials_of_disease.get(&disease.id()).map_or(0, BTreeSet::len);
        (std::cmp::Reverse(trials), disease.entry.title.to_lowercase())
    });
    conditions
}

fn link(disease: &Disease, writer: &Writer<'_>) -> Link {
    writer.link(&EntryRef::new(Kind::Disease, disease.entry.id.clone()))
}

fn door(disease: &Disease, writer: &Writer<'_>) -> Door {
    let name = everyday_name(&disease.entry);
    Door {
        link: link(disease, writer),
        title: name.is_some().then(|| disease.entry.title.value.clone()),
        name: name.unwrap_or(&disease.entry.title).to_owned(),
    }
}

/// The other name that the description of an entry uses: a word rather than an abbreviation.
fn everyday_name(entry: &Entry) -> Option<&str> {
    let description = entry.description.as_ref()?.value.as_str();
    let is_abbreviation = |name: &str| name.chars().filter(|char| char.is_uppercase()).nth(1).is_some();
    let shown = parts::shown_aliases(entry);
    let named = entry.aliases.iter().map(|alias| alias.value.as_str());
    let named = named.filter(|alias| shown.iter().any(|one| one == alias) && has_word(description, alias));
    named.min_by_key(|name| is_abbreviation(name))
}

/// Whether a text has a name as whole words.
fn has_word(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, found)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + found.len()..).and_then(|after| after.chars().next());
        !before.into_iter().chain(after).any(|char| char.is_alphanumeric() || char == '-')
    })
}

/// Counts of the trials in a condition; `None` where there is none.
fn studied(disease: &Disease, writer: &mut Writer<'_>) -> Option<Studied> {
    let synthesis = writer.shared.synthesis;
    let trials = synthesis.trials_of_disease.get(&disease.id())?;
    let designs: Vec<_> = trials.iter().filter_map(|id| synthesis.trials.get_key_value(id)).collect();
    let in_people = || designs.iter().map(|(_, design)| *design).filter(|design| is_in_people(design));
    let is_randomised = |design: &&TrialDesign<'_>| {
        matches!(design.first("allocation"), Some((.., Value::Allocation(Allocation::Randomized))))
    };
    let with_result = in_people().filter(|design| where_read(design)).count();
    let all = [
        (in_people().count(), "trials.people", "trials-in-people"),
        (in_people().filter(is_randomised).count(), "trials.randomised", "of-them-randomised"),
        (with_result, "trials.results", "of-them-with-result"),
        (in_people().filter(|design| retold_only(design)).count(), "trials.retold", "of-them-retold-only"),
        (designs.len() - in_people().count(), "trials.animals", "studies-not-in-people"),
    ];
    let is_shown = |(number, key, _): &(usize, &str, &str)| {
        *number > 0 || !matches!(*key, "trials.animals" | "trials.retold")
    };
    let counts = all.into_iter().filter(is_shown).map(|(number, key, noun)| {
        count(number, &format!("disease/{}/{key}", disease.entry.id), noun, writer)
    });
    let counts = counts.collect();
    Some(Studied {
        link: link(disease, writer),
        name: everyday_name(&disease.entry).map(str::to_owned),
        counts,
        people: people(&designs, writer),
    })
}

/// The sources that give the date of their publication, the newest first.
fn newest(writer: &Writer<'_>) -> Vec<Dated> {
    let dated = writer.shared.kb.sources.values();
    let mut dated: Vec<(&Source, _)> =
        dated.filter_map(|source| Some((source, source.record.published()?.0))).collect();
    dated.sort_by_key(|(source, date)| (std::cmp::Reverse(*date), source.entry.id.clone()));
    let newest = dated.into_iter().take(HOME_SOURCES);
    newest
        .filter_map(|(source, _)| Some((source, super::source::published(source)?)))
        .map(|(source, date)| Dated {
            date,
            link: writer.link(&Writer::source_ref(&source.id())),
            notes: super::source::summary(source, &writer.shared.strings),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::has_word;

    #[test]
    fn a_name_is_found_as_whole_words_alone() {
        assert!(has_word("Atopic dermatitis, often called eczema, is", "eczema"));
        assert!(has_word("RDEB", "RDEB"));
        assert!(!has_word("eczematous skin", "eczema"));
        assert!(!has_word("ADULT", "AD"));
    }
}
