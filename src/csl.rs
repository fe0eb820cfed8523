//! Bibliographic records as CSL-JSON, the form in which citation tools exchange them.
//!
//! Only what a source prints is there: no field is filled in, and labels of this site are left
//! out.

use crate::diagnostics::Spanned;
use crate::model::{Answer, Date, Person, Record, Vocabulary};
use serde_json::{Map, Value, json};

/// The record as an object of CSL-JSON, without an `id`.
pub fn csl(record: &Record) -> Map<String, Value> {
    let mut item = Map::new();
    if let Some(kind) = record.kind.given() {
        item.insert("type".into(), kind.word().into());
    }
    let texts: [(&str, &Answer<Spanned<String>>); 11] = [
        ("title", &record.title),
        ("container-title", &record.container_title),
        ("container-title-short", &record.container_title_short),
        ("publisher", &record.publisher),
        ("volume", &record.volume),
        ("issue", &record.issue),
        ("page", &record.page),
        ("number", &record.number),
        ("DOI", &record.doi),
        ("PMID", &record.pmid),
        ("PMCID", &record.pmcid),
    ];
    for (key, answer) in texts {
        if let Answer::Given(text) = answer {
            item.insert(key.into(), text.value.as_str().into());
        }
    }
    if let Answer::Given(url) = &record.url {
        item.insert("URL".into(), url.value.as_str().into());
    }
    if let Answer::Given(authors) = &record.author {
        item.insert("author".into(), authors.iter().map(name).collect());
    }
    for (key, answer) in [("issued", &record.issued), ("available-date", &record.available_date)] {
        if let Answer::Given(date) = answer {
            item.insert(key.into(), date_parts(date.value));
        }
    }
    item
}

fn name(person: &Person) -> Value {
    match &person.given {
        Some(given) => json!({"family": person.family, "given": given}),
        None => json!({"literal": person.family}),
    }
}

fn date_parts(date: Date) -> Value {
    let parts: Vec<u16> =
        std::iter::once(date.year).chain(date.month.map(u16::from)).chain(date.day.map(u16::from)).collect();
    json!({"date-parts": [parts]})
}
