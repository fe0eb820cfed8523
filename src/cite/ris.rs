//! Writes a record in RIS, which reference managers read.
//!
//! Takes an [`Item`] and returns one record, one tag a line, with what the record holds and
//! nothing else. Our own writer: the crates for RIS read it and do not write it. The tests read
//! what is written here with a strict reader of their own.

use super::Item;
use super::entry::{bare_doi, date_parts};
use super::marks::plain;
use serde_json::{Map, Value};
use std::fmt::Write as _;

/// The record of a source, with the line that ends it.
pub fn ris(item: &Item) -> String {
    let kind = kind(item.csl.get("type").and_then(Value::as_str).unwrap_or_default());
    let mut record = format!("TY  - {kind}\n");
    for (tag, value) in fields(kind, &item.csl) {
        let _ = writeln!(record, "{tag}  - {value}");
    }
    record.push_str("ER  - ");
    record
}

fn kind(csl: &str) -> &'static str {
    match csl {
        "article-journal" => "JOUR",
        "dataset" => "DATA",
        "webpage" => "ELEC",
        "post-weblog" => "BLOG",
        "report" => "RPRT",
        "book" => "BOOK",
        "chapter" => "CHAP",
        "thesis" => "THES",
        "paper-conference" => "CONF",
        _ => "GEN",
    }
}

fn fields(kind: &str, csl: &Map<String, Value>) -> Vec<(&'static str, String)> {
    let text = |key: &str| csl.get(key).and_then(plain);
    let page = text("page").unwrap_or_default();
    let (first, last) = match page.split_once(['-', '–']) {
        Some((first, last)) => (first.trim().to_owned(), Some(last.trim().to_owned())),
        None => (page, None),
    };
    let container = if kind == "JOUR" { "JO" } else { "T2" };
    let authors = csl.get("author").and_then(Value::as_array).into_iter().flatten().filter_map(name);
    let date = csl.get("issued").and_then(date_parts);
    let rest = [
        ("TI", text("title")),
        (container, text("container-title").or_else(|| text("container-title-short"))),
        ("JA", text("container-title-short").filter(|_| kind == "JOUR")),
        ("PY", date.map(|parts| written(&parts))),
        ("VL", text("volume")),
        ("IS", text("issue")),
        ("SP", Some(first).filter(|page| !page.is_empty())),
        ("EP", last.filter(|page| !page.is_empty())),
        ("PB", text("publisher")),
        ("DO", text("DOI").map(|doi| bare_doi(&doi).to_owned())),
        ("AN", text("PMID").or_else(|| text("number"))),
        ("UR", text("URL")),
    ];
    let rest = rest.into_iter().filter_map(|(tag, value)| Some((tag, value?)));
    authors.map(|name| ("AU", name)).chain(rest).collect()
}

fn name(person: &Value) -> Option<String> {
    let part = |key: &str| person.get(key).and_then(plain);
    match (part("literal"), part("family"), part("given")) {
        (None, Some(family), Some(given)) => Some(format!("{family}, {given}")),
        (body, family, given) => body.or(family).or(given),
    }
}

/// `2025`, `2025/12` or `2025/12/02`.
fn written(parts: &[i16]) -> String {
    parts.iter().map(|part| format!("{part:02}")).collect::<Vec<_>>().join("/")
}
