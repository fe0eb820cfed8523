//! The bibliographic record of a source, and how its text reached us.

use crate::diagnostics::Spanned;
use crate::model::{Answer, EntryRef, Kind, Origin, Source, Tier};
use crate::render::context::Writer;
use crate::render::view::parts::{Cell, Fact, Link, Place};
use crate::render::words;
use crate::strings::Strings;

/// The bibliographic record, field by field.
pub fn record(source: &Source, place: &Place<'_>) -> Vec<Fact> {
    let record = &source.record;
    let text =
        |answer: &Answer<Spanned<String>>, part: &str| place.cell(answer, part, |value| value.value.clone());
    let mut rows = vec![
        (
            "field-kind-of-document",
            place.cell(&record.kind, "type", |kind| words::name(place.strings, *kind).to_string()),
        ),
        ("field-title", text(&record.title, "title")),
    ];
    if let Answer::Absent(absence) = &record.author {
        rows.push(("field-authors", place.absent(*absence)));
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
    labelled(rows, place.strings)
}

/// Fields under the names that the interface has for them.
pub fn labelled(rows: Vec<(&'static str, Cell)>, strings: &Strings) -> Vec<Fact> {
    rows.into_iter()
        .map(|(key, cell)| Fact { label: strings.get("source", key), cells: vec![cell] })
        .collect()
}

/// How the text reached us, for which day it speaks, and what it retells.
pub fn capture(source: &Source, place: &Place<'_>, writer: &Writer<'_>) -> Vec<Fact> {
    let strings = place.strings;
    let captured = place.cell(&source.captured, "captured", |captured| {
        let place = words::name(strings, captured.from);
        let fill = |key: &str, date: &str| strings.fill("source", key, &[("place", &place), ("date", date)]);
        match captured.date.given() {
            Some(date) => fill("captured-on", &date.value.to_string()),
            None => fill("captured", ""),
        }
    });
    let mut rows = vec![("field-captured", captured)];
    if let Answer::Given(as_of) = &source.as_of {
        rows.push(("field-as-of", Cell::value(place.shown(as_of.to_string(), "as-of"))));
    }
    if !source.derived_from.is_empty() {
        let is_copy = source.tier.given() == Some(&Tier::RegistryRecord);
        rows.push((if is_copy { "field-copy-of" } else { "field-retells" }, retells(source, writer)));
    }
    labelled(rows, strings)
}

/// DOI and other numbers, each a link to its record.
fn numbers(source: &Source, place: &Place<'_>) -> Vec<(&'static str, Cell)> {
    let record = &source.record;
    let outside = |answer: &Answer<Spanned<String>>, part: &str, base: &str| {
        let mut cell = place.cell(answer, part, |value| value.value.clone());
        if let Answer::Given(value) = answer {
            cell.links.push(Link { href: format!("{base}{}", value.value), text: String::new() });
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

fn retells(source: &Source, writer: &Writer<'_>) -> Cell {
    let links = source
        .derived_from
        .iter()
        .filter_map(|origin| match origin {
            Origin::Source(id) => Some(writer.link(&EntryRef::new(Kind::Source, id.value.as_str()))),
            Origin::NotInBase => None,
        })
        .collect();
    Cell::links_or(links, writer.shared.strings.get("source", "not-in-base"))
}
