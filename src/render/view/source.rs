//! The page of a source.

use super::finding::{self, Row, locators_at};
use super::parts::{Cell, Fact, Link, Place};
use super::prose::Parts;
use super::statement;
use crate::model::{
    Answer, EntryRef, HasEntry, Interests, Kind, OrganisationKind, Origin, Person, PublicationStatus, Source,
    Tier, Work,
};
use crate::render::context::{Shown, Writer};
use crate::render::{escape, words};
use crate::synthesis::is_retold;
use serde::Serialize;

/// What the page of a source shows.
#[derive(Debug, Serialize)]
pub struct View {
    /// Our summary.
    pub prose: Parts,
    /// The reference in the site's citation style, as HTML, where it says more than the heading.
    pub reference: Option<String>,
    /// The address of the record's values: `adstem-2025/record`.
    pub address: String,
    /// What kind of evidence it is, and what of it was read.
    pub tags: Vec<&'static str>,
    /// A publication that does not stand as it was: corrected, of concern, retracted.
    pub banner: Option<String>,
    /// The bibliographic record, field by field.
    pub record: Vec<Fact>,
    /// The first authors, with what is printed of them.
    pub authors: Vec<Author>,
    /// The others.
    pub other_authors: Vec<Author>,
    /// Who paid, and what interests are declared.
    pub money: Vec<Fact>,
    /// Authors who give an affiliation with an organisation that the site lists as a company.
    pub companies: Vec<Company>,
    /// How the text reached us, and what it rests on.
    pub capture: Vec<Fact>,
    /// Where they work.
    pub affiliations: Vec<Affiliation>,
    /// The trials that it reports.
    pub trials: Vec<Reported>,
    /// Whether it reports them from others.
    pub is_retold: bool,
    /// Its findings.
    pub findings: Vec<Row>,
    /// What they are.
    pub findings_caption: String,
    /// Its statements.
    pub statements: Vec<statement::Group>,
    /// What it cites.
    pub cites: Vec<Cited>,
    /// What the text holds and this summary leaves out.
    pub left_out: Vec<LeftOut>,
}

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

/// How many authors stand in the open.
const FIRST_AUTHORS: usize = 6;

/// A trial that the source reports.
#[derive(Debug, Serialize)]
pub struct Reported {
    /// The trial.
    pub link: Link,
    /// In whom, where not in people.
    pub whom: Option<&'static str>,
}

/// A work that the source cites.
#[derive(Debug, Serialize)]
pub struct Cited {
    /// The source of this base that it is.
    pub link: Option<Link>,
    /// The reference in the site's citation style, as HTML.
    pub html: String,
    /// The address of its record.
    pub address: String,
    /// Where it is cited.
    pub place: Vec<Shown>,
}

/// Something left out.
#[derive(Debug, Serialize)]
pub struct LeftOut {
    /// What.
    pub what: Shown,
    /// Why.
    pub because: Shown,
}

/// Puts the page together.
pub fn view(source: &Source, writer: &mut Writer<'_>) -> View {
    let place = Place {
        family: "report",
        base: format!("{}/record", source.id()),
        read: source.read.given().copied(),
    };
    let prose = Parts::of(&EntryRef::new(Kind::Source, source.entry.id.clone()), writer);
    let mut authors = authors(source, &place, writer);
    let other_authors = authors.split_off(authors.len().min(FIRST_AUTHORS));
    let statements = statement::whole(source, writer);
    View {
        prose,
        reference: Some(writer.shared.reference(&source.id()))
            .filter(|reference| *reference != escape(&source.entry.title)),
        address: place.base.clone(),
        tags: summary(source),
        banner: banner(source.status).map(|key| writer.shared.strings.get("source", key)),
        record: record(source, &place, writer),
        authors,
        other_authors,
        money: labelled(
            vec![
                ("field-who-paid", funding(source, &place)),
                ("field-declared-interests", interests(source, &place)),
            ],
            writer,
        ),
        companies: companies(source, &place, writer),
        capture: capture(source, &place, writer),
        affiliations: affiliations(source, &place),
        trials: trials(source, writer),
        is_retold: is_retold(source) && source.tier.given() != Some(&Tier::RegistryRecord),
        findings: finding::rows(source.findings.iter().map(|finding| (source, finding)), writer),
        findings_caption: writer
            .shared
            .strings
            .get("source", if is_retold(source) { "findings-retold" } else { "findings-own" }),
        statements,
        cites: cites(source, &place, writer),
        left_out: (1..)
            .zip(&source.left_out)
            .map(|(at, left)| LeftOut {
                what: place.shown(&left.what, &format!("left-out.{at}.what")),
                because: place.shown(&left.because, &format!("left-out.{at}.because")),
            })
            .collect(),
    }
}

fn trials(source: &Source, writer: &Writer<'_>) -> Vec<Reported> {
    let reports = source.reports.iter().filter_map(|report| Some((report, report.trial.given()?)));
    reports
        .map(|(report, trial)| Reported {
            link: writer.link(&EntryRef::new(Kind::Trial, trial.value.as_str())),
            whom: words::species(report.species),
        })
        .collect()
}

/// The key of what is said first of a publication that does not stand as it was.
fn banner(status: PublicationStatus) -> Option<&'static str> {
    match status {
        PublicationStatus::Current => None,
        PublicationStatus::Corrected => Some("corrected"),
        PublicationStatus::Concern => Some("concern"),
        PublicationStatus::Retracted => Some("retracted"),
    }
}

fn record(source: &Source, place: &Place, writer: &Writer<'_>) -> Vec<Fact> {
    let record = &source.record;
    let text = |answer: &Answer<crate::diagnostics::Spanned<String>>, part: &str| {
        place.cell(answer, part, |value| value.value.clone())
    };
    let mut rows = vec![
        (
            "field-kind-of-document",
            place.cell(&record.kind, "type", |kind| words::document(*kind).to_owned()),
        ),
        ("field-title", text(&record.title, "title")),
    ];
    if let Answer::Absent(absence) = &record.author {
        rows.push((
            "field-authors",
            Cell { absent: Some(words::absence(*absence, place.read)), ..Cell::default() },
        ));
    }
    let optional = [
        ("field-journal", text(&record.container_title, "container-title")),
        ("field-journal-short", text(&record.container_title_short, "container-title-short")),
        ("field-publisher", text(&record.publisher, "publisher")),
        ("field-volume", text(&record.volume, "volume")),
        ("field-issue", text(&record.issue, "issue")),
        ("field-pages", text(&record.page, "page")),
        ("field-number", text(&record.number, "number")),
        (
            "field-first-published",
            place.cell(&record.available_date, "available-date", |date| date.value.to_string()),
        ),
    ];
    rows.extend(optional.into_iter().filter(|(_, cell)| cell.absent.is_none()));
    rows.push(("field-published-on", place.cell(&record.issued, "issued", |date| date.value.to_string())));
    rows.extend(numbers(source, place).into_iter().filter(|(_, cell)| cell.absent.is_none()));
    labelled(rows, writer)
}

/// Fields under the names that the interface has for them.
fn labelled(rows: Vec<(&'static str, Cell)>, writer: &Writer<'_>) -> Vec<Fact> {
    let label = |key: &str| writer.shared.strings.get("source", key);
    rows.into_iter().map(|(key, cell)| Fact { label: label(key), cells: vec![cell] }).collect()
}

/// How the text reached us, for which day it speaks, and what it retells.
fn capture(source: &Source, place: &Place, writer: &Writer<'_>) -> Vec<Fact> {
    let captured = place.cell(&source.captured, "captured", |captured| {
        let when = captured.date.given().map(|date| format!(", on {date}")).unwrap_or_default();
        format!("from {}{when}", words::captured(captured.from))
    });
    let mut rows = vec![("field-captured", captured)];
    if let Answer::Given(as_of) = &source.as_of {
        rows.push((
            "field-as-of",
            Cell { value: Some(place.shown(as_of.to_string(), "as-of")), ..Cell::default() },
        ));
    }
    if !source.derived_from.is_empty() {
        let is_copy = source.tier.given() == Some(&Tier::RegistryRecord);
        rows.push((if is_copy { "field-copy-of" } else { "field-retells" }, retells(source, writer)));
    }
    labelled(rows, writer)
}

/// What interests the authors declare.
pub fn interests(source: &Source, place: &Place) -> Cell {
    place.cell(&source.competing_interests, "competing-interests", |interests| match interests {
        Interests::DeclaredNone => "none declared".to_owned(),
        Interests::Declared(words) => words.clone(),
    })
}

/// Companies of the site's list that authors give among their places of work. That an author
/// gives one is printed; what it means is not for this site to say.
fn companies(source: &Source, place: &Place, writer: &Writer<'_>) -> Vec<Company> {
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

/// DOI and other numbers, each a link to its record.
fn numbers(source: &Source, place: &Place) -> Vec<(&'static str, Cell)> {
    let record = &source.record;
    let outside = |answer: &Answer<crate::diagnostics::Spanned<String>>, part: &str, base: &str| {
        let mut cell = place.cell(answer, part, |value| value.value.clone());
        if let Answer::Given(value) = answer {
            cell.links.push(Link {
                href: format!("{base}{}", value.value),
                text: String::new(),
                entry: String::new(),
            });
        }
        cell
    };
    vec![
        ("field-doi", outside(&record.doi, "DOI", "https://doi.org/")),
        ("field-pubmed", outside(&record.pmid, "PMID", "https://pubmed.ncbi.nlm.nih.gov/")),
        ("field-pubmed-central", outside(&record.pmcid, "PMCID", "https://pmc.ncbi.nlm.nih.gov/articles/")),
        ("field-address", outside(&record.url, "URL", "")),
    ]
}

/// Who paid.
pub fn funding(source: &Source, place: &Place) -> Cell {
    place.cell(&source.funding, "funding", |names| {
        names.iter().map(|name| name.value.as_str()).collect::<Vec<_>>().join("; ")
    })
}

fn retells(source: &Source, writer: &Writer<'_>) -> Cell {
    let links = source
        .derived_from
        .iter()
        .filter_map(|origin| match origin {
            Origin::Source(id) => Some(writer.link(&EntryRef::new(Kind::Source, id.value.as_str()))),
            Origin::NotInBase => None,
        })
        .collect();
    Cell::links(links, "a document that is not in this base")
}

fn authors(source: &Source, place: &Place, writer: &Writer<'_>) -> Vec<Author> {
    let list = source.record.author.given().into_iter().flatten();
    (1..)
        .zip(list)
        .map(|(at, person)| Author {
            name: place.shown(full_name(person), &format!("author.{at}")),
            notes: author_notes(person, place, at, writer),
        })
        .collect()
}

fn author_notes(person: &Person, place: &Place, at: usize, writer: &Writer<'_>) -> Vec<Shown> {
    let part = |key: &str| format!("author.{at}.{key}");
    let mut notes = Vec::new();
    if person.equal_contribution {
        notes.push(
            place.shown(
                writer.shared.strings.get("source", "contributed-equally"),
                &part("equal-contribution"),
            ),
        );
    }
    if person.corresponding {
        notes.push(
            place.shown(writer.shared.strings.get("source", "corresponding-author"), &part("corresponding")),
        );
    }
    notes
}

/// Each place of work once, in the order of the authors who give it first.
fn affiliations(source: &Source, place: &Place) -> Vec<Affiliation> {
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

fn cites(source: &Source, place: &Place, writer: &Writer<'_>) -> Vec<Cited> {
    let works = (1..).zip(&source.record.references);
    works
        .map(|(at, cited)| {
            let (link, html, address) = match &cited.work {
                Work::Source(id) => (
                    Some(writer.link(&EntryRef::new(Kind::Source, id.value.as_str()))),
                    writer.shared.reference(&id.value),
                    format!("{}/record", id.value),
                ),
                Work::Item(record) => {
                    let part = format!("references.{at}");
                    (None, writer.shared.reference_of(&source.id(), record), format!("{}/{part}", place.base))
                }
            };
            let located = locators_at(&cited.locators, place, &format!("references.{at}.locator"));
            Cited { link, html, address, place: located }
        })
        .collect()
}

/// When a source was published, as a value of its record.
pub fn published(source: &Source) -> Option<Shown> {
    let (date, field) = source.record.published()?;
    Some(Shown::reported(date.to_string(), "report", format!("{}/record/{field}", source.entry.id)))
}

/// The words of a tier and reading, for lists of sources.
pub fn summary(source: &Source) -> Vec<&'static str> {
    let tier = source.tier.given().map(|tier| words::tier(*tier));
    let read = source.read.given().map(|read| words::reading(*read));
    tier.into_iter().chain(read).collect()
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
