//! Turns a record into what hayagriva takes.
//!
//! Takes the fields of an [`Item`](super::Item) and returns hayagriva's own CSL-JSON item,
//! which keeps all types of CSL (a dataset stays one) and reads titles as plain text. Its
//! parser is not used: it rejects a whole record for one odd field, and what it accepts can
//! make the formatter panic (an empty date, a range, month zero).
//!
//! hayagriva reads numbers, names and abbreviations in ways that change what the record says.
//! Where it would, the text is marked with characters of the private use area, which the
//! record cannot contain and [`unmark`] takes out of the formatted line.

use std::str::FromStr;

use hayagriva::citationberg::json::{DateValue, Item, Value, VecDate, VecDateRange};
use hayagriva::citationberg::taxonomy::{StandardVariable, Variable};
use hayagriva::types::{Numeric, PageRanges};
use serde::Deserialize;
use serde::de::value::{Error, StrDeserializer};
use serde_json::{Map, Value as Json};

use super::marks::{VERBATIM, keep_inner_stops, text};
use super::names;

/// The record as hayagriva takes it. Fields that CSL does not know are left out.
pub(super) fn read(csl: &Map<String, Json>) -> Item {
    let mut item = Item(csl.iter().filter_map(|(key, value)| field(key, value)).collect());
    share_title(&mut item, "container-title", "container-title-short");
    share_title(&mut item, "container-title-short", "container-title");
    close_title(&mut item);
    item
}

/// Whether the record has nothing to print: a type alone is no reference.
pub(super) fn is_blank(item: &Item) -> bool {
    item.0.keys().all(|key| key == "type" || key == "language")
}

fn field(key: &str, value: &Json) -> Option<(String, Value)> {
    if key == "type" {
        return Some((key.to_owned(), Value::String(text(value)?)));
    }
    let variable = Variable::deserialize(StrDeserializer::<Error>::new(key)).ok()?;
    let value = match variable {
        Variable::Date(_) => Value::Date(date(value)?),
        Variable::Name(_) => Value::Names(names::read(value)?),
        Variable::Number(_) => Value::String(number::<Numeric>(text(value)?)),
        Variable::Page(_) => Value::String(number::<PageRanges>(text(value)?)),
        Variable::Standard(variable) => Value::String(standard(variable, text(value)?)),
    };
    Some((variable.to_string(), value))
}

/// A journal known by one title only has it as long and as short title.
fn share_title(item: &mut Item, from: &str, to: &str) {
    if let Some(title) = item.0.get(from).cloned() {
        item.0.entry(to.to_owned()).or_insert(title);
    }
}

/// Styles put the stop after a title before the journal; where none is known, the title has its own.
fn close_title(item: &mut Item) {
    let has_journal = item.0.contains_key("container-title");
    let has_numbers = ["volume", "issue", "page"].iter().any(|key| item.0.contains_key(*key));
    if let Some(Value::String(title)) = item.0.get_mut("title").filter(|_| !has_journal && has_numbers)
        && !title.ends_with(['.', '?', '!'])
    {
        title.push('.');
    }
}

/// Fields that hold text but are more than that.
fn standard(variable: StandardVariable, text: String) -> String {
    match variable {
        StandardVariable::DOI => bare_doi(&text).to_owned(),
        StandardVariable::ContainerTitle | StandardVariable::ContainerTitleShort => keep_inner_stops(&text),
        _ => text,
    }
}

/// A DOI without the address or scheme that it is often written with.
pub(super) fn bare_doi(text: &str) -> &str {
    let start = text.find("10.").unwrap_or_default();
    match text.split_at_checked(start) {
        Some((before, doi)) if is_doi_prefix(before) => doi,
        _ => text,
    }
}

fn is_doi_prefix(text: &str) -> bool {
    let written = text.trim().to_lowercase();
    let scheme = written.trim_start_matches("https://").trim_start_matches("http://");
    matches!(scheme, "doi:" | "doi.org/" | "dx.doi.org/" | "www.doi.org/")
}

/// A number, marked if hayagriva would read it and then print other digits.
fn number<T: FromStr + ToString>(text: String) -> String {
    let squashed =
        |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace() && !is_dash(*c)).collect() };
    match text.parse::<T>() {
        Ok(number) if squashed(&number.to_string()) != squashed(&text) => text + VERBATIM,
        _ => text,
    }
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2014}')
}

/// A date: `{"date-parts": [[2025, 12, 2]]}`, `{"raw": "2025-12-02"}`, `"2025-12-02"` or
/// `2025`. Of a range, hayagriva can print the start alone.
fn date(value: &Json) -> Option<DateValue> {
    Some(DateValue::DateParts {
        date_parts: VecDateRange(vec![VecDate(date_parts(value)?)]),
        literal: None,
        season: value.get("season").and_then(text),
        circa: value.get("circa").and_then(Json::as_bool).unwrap_or_default(),
    })
}

/// Year, month and day of a date, as far as it has them.
pub(super) fn date_parts(value: &Json) -> Option<Vec<i16>> {
    let parts = match value.get("date-parts").and_then(|range| range.get(0)) {
        Some(parts) => parts.as_array()?.iter().map_while(part).collect(),
        None => iso_parts(&text(value.get("raw").unwrap_or(value))?),
    };
    calendar(&parts)
}

fn iso_parts(date: &str) -> Vec<i16> {
    date.split('-').map_while(|part| part.parse().ok()).collect()
}

fn part(value: &Json) -> Option<i16> {
    text(value)?.parse().ok()
}

/// Year, month and day as far as they are a date: hayagriva panics on others.
fn calendar(parts: &[i16]) -> Option<Vec<i16>> {
    let ranges = [1..=9999, 1..=12, 1..=31];
    let valid = parts.iter().zip(ranges).take_while(|(part, range)| range.contains(*part));
    let parts: Vec<i16> = valid.map(|(part, _)| *part).collect();
    (!parts.is_empty()).then_some(parts)
}
