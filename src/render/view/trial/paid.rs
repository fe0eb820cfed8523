//! Who paid for a trial, and where the authors of its sources work.

use super::pico::reported;
use crate::model::{Absence, Species};
use crate::model::{HasEntry, Person, Source};
use crate::render::context::{Family, Shown, Writer};
use crate::render::view::parts::{Cell, Fact, Place};
use crate::render::view::source::{funding, interests};
use crate::render::words;
use crate::strings::{Strings, Word};
use crate::synthesis::TrialDesign;
use serde::Serialize;

/// Who paid, who is responsible, and who wrote.
#[derive(Debug, Serialize)]
pub struct Paid {
    /// Sponsor, funding and declared interests, as each source says.
    pub facts: Vec<Fact>,
    /// Places of work.
    pub affiliations: Vec<Affiliation>,
    /// What is said where there is none.
    pub none: Word,
}

/// A place of work, with the authors who give it.
#[derive(Debug, Serialize)]
pub struct Affiliation {
    /// As printed.
    pub name: Shown,
    /// The names.
    pub authors: Vec<String>,
}

/// What the sources of a trial print.
pub fn paid(design: &TrialDesign<'_>, writer: &mut Writer<'_>) -> Paid {
    let mut sources: Vec<&Source> = Vec::new();
    for (source, _) in &design.reports {
        if !sources.iter().any(|known| known.id() == source.id()) {
            sources.push(source);
        }
    }
    let strings = &writer.shared.strings;
    let mut facts: Vec<Fact> = Vec::new();
    for key in ["sponsor", "initiated-by"] {
        let cells = reported(design, key, writer);
        if !cells.is_empty() {
            facts.push(Fact { label: words::field(strings, key, Species::Human), cells });
        }
    }
    let (funded, declared) = (strings.get("trial", "funding"), strings.get("trial", "interests"));
    for (label, cell) in [
        (funded, funding as fn(&Source, &Place<'_>) -> Cell),
        (declared, interests as fn(&Source, &Place<'_>) -> Cell),
    ] {
        let cells = sources
            .iter()
            .map(|source| cell(source, &record(source, strings)).marked(writer.mark(&source.id())));
        facts.push(Fact { label, cells: cells.collect() });
    }
    let read = sources.first().and_then(|source| source.read.given().copied());
    Paid {
        facts,
        affiliations: sources.iter().flat_map(|source| affiliations(source, strings)).collect(),
        none: words::absence(strings, Absence::NotReported, read),
    }
}

/// The place of the values of a record.
fn record<'k>(source: &Source, strings: &'k Strings) -> Place<'k> {
    Place::new(Family::Report, source, "record", strings)
}

/// Each place of work once, in the order of the authors who give it first.
fn affiliations(source: &Source, strings: &Strings) -> Vec<Affiliation> {
    let place = record(source, strings);
    let mut list: Vec<Affiliation> = Vec::new();
    for (at, person) in (1..).zip(source.record.author.given().into_iter().flatten()) {
        for (nth, text) in (1..).zip(&person.affiliation) {
            match list.iter_mut().find(|known| known.name.text == *text) {
                Some(known) => known.authors.push(name(person)),
                None => list.push(Affiliation {
                    name: place.shown(text, &format!("author.{at}.affiliation.{nth}")),
                    authors: vec![name(person)],
                }),
            }
        }
    }
    list
}

fn name(person: &Person) -> String {
    match &person.given {
        Some(given) => format!("{given} {}", person.family),
        None => person.family.clone(),
    }
}
