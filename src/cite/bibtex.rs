//! Writes a record as an entry of BibTeX.
//!
//! Takes an [`Item`] and returns one entry, one field a line, with what the record holds and
//! nothing else. Our own writer, though the crate `biblatex` has one: that one escapes `\`, `~`
//! and `^` in a way that TeX takes for a line break and for accents, and sorts the fields. It
//! reads what is written here in the tests.

use super::Item;
use super::entry::{bare_doi, date_parts};
use super::marks::plain;
use serde_json::{Map, Value};
use std::fmt::Write as _;

/// The entry of a record; its key is the item's id.
pub fn bibtex(item: &Item) -> String {
    let kind = kind(item.csl.get("type").and_then(Value::as_str).unwrap_or_default());
    let key: String = item.id.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    let mut entry = format!("@{kind}{{{key},\n");
    for (name, value) in fields(kind, &item.csl) {
        let _ = writeln!(entry, "  {name} = {value},");
    }
    entry.push('}');
    entry
}

/// Kinds that need more than the record may hold, or a degree, are `misc`.
fn kind(csl: &str) -> &'static str {
    match csl {
        "article-journal" => "article",
        "book" => "book",
        "chapter" => "incollection",
        "paper-conference" => "inproceedings",
        "report" => "techreport",
        _ => "misc",
    }
}

fn fields(kind: &str, csl: &Map<String, Value>) -> Vec<(&'static str, String)> {
    let text = |key: &str| csl.get(key).and_then(plain);
    let container = match kind {
        "article" => "journal",
        "incollection" | "inproceedings" => "booktitle",
        _ => "howpublished",
    };
    let publisher = if kind == "techreport" { "institution" } else { "publisher" };
    let number = text("number").or_else(|| text("issue"));
    let date = csl.get("issued").and_then(date_parts).unwrap_or_default();
    let of_date = |at: usize| date.get(at).copied();
    let month = of_date(1).and_then(|month| MONTHS.get(usize::try_from(month).ok()?.checked_sub(1)?));
    let long = text("container-title").or_else(|| text("container-title-short"));
    [
        ("author", names(csl.get("author"))),
        // A second pair of braces keeps capitals as they are.
        ("title", text("title").map(|title| braced(&braced(&escaped(&title))))),
        (container, long.map(|title| braced(&escaped(&title)))),
        ("year", of_date(0).map(|year| braced(&year.to_string()))),
        ("month", month.map(|month| (*month).to_owned())),
        ("day", of_date(2).map(|day| braced(&day.to_string()))),
        ("volume", text("volume").map(|volume| braced(&escaped(&volume)))),
        ("number", number.map(|number| braced(&escaped(&number)))),
        ("pages", text("page").map(|page| braced(&escaped(&page).replace(['-', '–'], "--")))),
        (publisher, text("publisher").map(|publisher| braced(&escaped(&publisher)))),
        ("doi", text("DOI").map(|doi| braced(&verbatim(bare_doi(&doi))))),
        ("pmid", text("PMID").map(|pmid| braced(&escaped(&pmid)))),
        ("url", text("URL").map(|url| braced(&verbatim(&url)))),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((name, value?)))
    .collect()
}

/// The words that every style of BibTeX knows.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// `{Shin}, {Tae-hoon} and {{ADSTEM Study Group}}`: braces keep a name whole.
fn names(list: Option<&Value>) -> Option<String> {
    let names = list?.as_array()?.iter().filter_map(|person| {
        let part = |key: &str| person.get(key).and_then(plain).map(|text| escaped(&text));
        match (part("literal"), part("family"), part("given")) {
            (Some(body), ..) | (None, Some(body), None) | (None, None, Some(body)) => Some(braced(&body)),
            (None, Some(family), Some(given)) => Some(format!("{}, {given}", kept_whole(&family))),
            (None, None, None) => None,
        }
    });
    let names: Vec<String> = names.collect();
    (!names.is_empty()).then(|| braced(&names.join(" and ")))
}

/// A family name of several words is not taken apart.
fn kept_whole(family: &str) -> String {
    if family.contains([' ', ',']) { braced(family) } else { family.to_owned() }
}

fn braced(text: &str) -> String {
    format!("{{{text}}}")
}

/// Text as TeX prints it.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => escaped.push_str("\\textbackslash{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '{' | '}' | '#' | '$' | '%' | '&' | '_' => escaped.extend(['\\', c]),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// An address or DOI, which is taken as it stands; braces and backslashes are percent-encoded.
fn verbatim(text: &str) -> String {
    text.replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C").replace(' ', "%20")
}
