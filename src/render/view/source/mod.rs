//! The page of a source.

mod people;
mod record;

use super::checked;
use super::finding::{self, Row, locators_at};
use super::parts::{Cell, Fact, Link, Place};
use super::prose::Parts;
use super::statement;
use crate::model::{EntryRef, HasEntry, Interests, Kind, PublicationStatus, Source, Tier, Work};
use crate::render::context::{Family, Shown, Writer};
use crate::render::{escape, words};
use crate::strings::{Strings, Word};
use crate::synthesis::is_retold;
use people::{Affiliation, Author, Company};
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
    pub tags: Vec<Word>,
    /// A publication that does not stand as it was: corrected, of concern, retracted.
    pub banner: Option<Word>,
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
    pub findings_caption: Word,
    /// Its statements.
    pub statements: Vec<statement::Group>,
    /// What was worked out once more.
    pub checked: checked::View,
    /// What it cites.
    pub cites: Vec<Cited>,
    /// What the text holds and this summary leaves out.
    pub left_out: Vec<LeftOut>,
}

/// How many authors stand in the open.
const FIRST_AUTHORS: usize = 6;

/// A trial that the source reports.
#[derive(Debug, Serialize)]
pub struct Reported {
    /// The trial.
    pub link: Link,
    /// In whom, where not in people.
    pub whom: Option<Word>,
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
pub fn view<'k>(source: &'k Source, writer: &mut Writer<'k>) -> View {
    let strings = &writer.shared.strings;
    let place = Place::new(Family::Report, source, "record", strings);
    let prose = Parts::of(&EntryRef::new(Kind::Source, source.entry.id.clone()), writer);
    let mut authors = people::authors(source, &place);
    let other_authors = authors.split_off(authors.len().min(FIRST_AUTHORS));
    let statements = statement::whole(source, writer);
    View {
        prose,
        reference: Some(writer.shared.reference(&source.id()))
            .filter(|reference| *reference != escape(&source.entry.title)),
        address: place.base.clone(),
        tags: summary(source, strings),
        banner: banner(source.status).map(|key| strings.get("source", key)),
        record: record::record(source, &place),
        authors,
        other_authors,
        money: record::labelled(
            vec![
                ("field-who-paid", funding(source, &place)),
                ("field-declared-interests", interests(source, &place)),
            ],
            strings,
        ),
        companies: people::companies(source, &place, writer),
        capture: record::capture(source, &place, writer),
        affiliations: people::affiliations(source, &place),
        trials: trials(source, writer),
        is_retold: is_retold(source) && source.tier.given() != Some(&Tier::RegistryRecord),
        findings: finding::rows(source.findings.iter().map(|finding| (source, finding)), writer),
        findings_caption: strings
            .get("source", if is_retold(source) { "findings-retold" } else { "findings-own" }),
        checked: checked::view([source], None, writer),
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
            whom: words::species(&writer.shared.strings, report.species),
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

/// What interests the authors declare.
pub fn interests(source: &Source, place: &Place<'_>) -> Cell {
    place.cell(&source.competing_interests, "competing-interests", |interests| match interests {
        Interests::DeclaredNone => place.strings.get("source", "none-declared").to_string(),
        Interests::Declared(words) => words.clone(),
    })
}

/// Who paid.
pub fn funding(source: &Source, place: &Place<'_>) -> Cell {
    place.cell(&source.funding, "funding", |names| {
        names.iter().map(|name| name.value.as_str()).collect::<Vec<_>>().join("; ")
    })
}

fn cites(source: &Source, place: &Place<'_>, writer: &Writer<'_>) -> Vec<Cited> {
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

/// The words of a tier and reading, for lists of sources.
pub fn summary(source: &Source, strings: &Strings) -> Vec<Word> {
    let tier = source.tier.given().map(|tier| words::name(strings, *tier));
    let read = source.read.given().map(|read| words::name(strings, *read));
    tier.into_iter().chain(read).collect()
}

/// When a source was published, as a value of its record.
pub fn published(source: &Source) -> Option<Shown> {
    let (date, field) = source.record.published()?;
    Some(Shown::reported(date.to_string(), Family::Report, format!("{}/record/{field}", source.entry.id)))
}
