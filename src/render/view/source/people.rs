//! Who wrote a source, where they work, and for which companies.

use crate::model::{OrganisationKind, Person, Source};
use crate::render::context::{Shown, Writer};
use crate::render::view::parts::Place;
use serde::Serialize;

/// An author.
#[derive(Debug, Serialize)]
pub struct Author {
    /// The name.
    pub name: Shown,
    /// What else is printed of them.
    pub notes: Vec<Shown>,
}

/// A place of work, once, with those who give it.
#[derive(Debug, Serialize)]
pub struct Affiliation {
    /// The place as printed.
    pub name: Shown,
    /// The authors, in their order.
    pub authors: Vec<Shown>,
}

/// A company of the site's list, with the authors whose affiliation names it.
#[derive(Debug, Serialize)]
pub struct Company {
    /// Its name, as the site lists it.
    pub name: String,
    /// The authors, in their order.
    pub authors: Vec<Shown>,
}

/// Every author, with what is printed of them.
pub fn authors(source: &Source, place: &Place<'_>) -> Vec<Author> {
    let list = source.record.author.given().into_iter().flatten();
    (1..)
        .zip(list)
        .map(|(at, person)| Author {
            name: place.shown(full_name(person), &format!("author.{at}")),
            notes: author_notes(person, place, at),
        })
        .collect()
}

fn author_notes(person: &Person, place: &Place<'_>, at: usize) -> Vec<Shown> {
    let part = |key: &str| format!("author.{at}.{key}");
    let mut notes = Vec::new();
    if person.equal_contribution {
        let words = place.strings.get("source", "contributed-equally");
        notes.push(place.shown(&*words, &part("equal-contribution")));
    }
    if person.corresponding {
        let words = place.strings.get("source", "corresponding-author");
        notes.push(place.shown(&*words, &part("corresponding")));
    }
    notes
}

/// Each place of work once, in the order of the authors who give it first.
pub fn affiliations(source: &Source, place: &Place<'_>) -> Vec<Affiliation> {
    let mut list: Vec<Affiliation> = Vec::new();
    for (at, person) in (1..).zip(source.record.author.given().into_iter().flatten()) {
        let name = place.shown(full_name(person), &format!("author.{at}"));
        for (nth, text) in (1..).zip(&person.affiliation) {
            match list.iter_mut().find(|known| known.name.text == *text) {
                Some(known) => known.authors.push(name.clone()),
                None => list.push(Affiliation {
                    name: place.shown(text, &format!("author.{at}.affiliation.{nth}")),
                    authors: vec![name.clone()],
                }),
            }
        }
    }
    list
}

fn full_name(person: &Person) -> String {
    match &person.given {
        Some(given) => format!("{given} {}", person.family),
        None => person.family.clone(),
    }
}

/// Companies of the site's list that authors give among their places of work. That an author
/// gives one is printed; what it means is not for this site to say.
pub fn companies(source: &Source, place: &Place<'_>, writer: &Writer<'_>) -> Vec<Company> {
    let listed = writer.shared.kb.settings.organisations.iter();
    let companies = listed.filter(|one| one.kind == Some(OrganisationKind::Company));
    let people = || (1..).zip(source.record.author.given().into_iter().flatten());
    companies
        .filter_map(|company| {
            let is_named = |person: &Person| {
                let names = std::iter::once(&company.name).chain(&company.aliases);
                names.into_iter().any(|name| person.affiliation.iter().any(|place| names_whole(place, name)))
            };
            let authors: Vec<Shown> = people()
                .filter(|(_, person)| is_named(person))
                .map(|(at, person)| place.shown(full_name(person), &format!("author.{at}")))
                .collect();
            (!authors.is_empty()).then(|| Company { name: company.name.clone(), authors })
        })
        .collect()
}

/// Whether a text holds a name as whole words.
fn names_whole(text: &str, name: &str) -> bool {
    let is_apart = |char: Option<char>| char.is_none_or(|char| !char.is_alphanumeric());
    !name.is_empty()
        && text.match_indices(name).any(|(at, _)| {
            let (before, after) = (text.get(..at).unwrap_or(""), text.get(at + name.len()..).unwrap_or(""));
            is_apart(before.chars().next_back()) && is_apart(after.chars().next())
        })
}

#[cfg(test)]
mod tests {
    use super::names_whole;

    #[test]
    fn a_company_is_named_by_whole_words() {
        for (text, name, expected) in [
            ("SCM Lifescience, Incheon", "SCM Lifescience", true),
            ("R&D, SCM Lifescience Co.", "SCM Lifescience", true),
            ("SCM Lifesciences", "SCM Lifescience", false),
            ("XSCM Lifescience", "SCM Lifescience", false),
            ("Clinic", "", false),
        ] {
            assert_eq!(names_whole(text, name), expected, "{name} in {text}");
        }
    }
}
