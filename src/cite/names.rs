//! Turns the names of a record into what hayagriva takes.
//!
//! Takes a list as CSL-JSON spells it, `[{"family": "Shin", "given": "Tae-hoon"}]` or
//! `[{"literal": "ADSTEM Study Group"}]`, and returns it with given names spelled so that
//! hayagriva finds every initial. What is not a name is left out.

use hayagriva::citationberg::json::{LiteralName, NameItem, NameValue};
use serde_json::Value as Json;

use super::marks::{text, undivided};

/// The names of a list, or none if nobody is named.
pub(super) fn read(value: &Json) -> Option<Vec<NameValue>> {
    let names: Vec<NameValue> = value.as_array()?.iter().filter_map(name).collect();
    (!names.is_empty()).then_some(names)
}

fn name(value: &Json) -> Option<NameValue> {
    let part = |key| value.get(key).and_then(text);
    if let Some(literal) = part("literal") {
        return Some(institution(literal));
    }
    let Some(family) = part("family") else {
        return part("given").map(institution);
    };
    let family = match part("non-dropping-particle") {
        Some(particle) => format!("{particle} {family}"),
        None => family,
    };
    Some(NameValue::Item(NameItem {
        family: undivided(&family),
        given: part("given").map(|given| spell_out(&given)),
        non_dropping_particle: None,
        dropping_particle: part("dropping-particle"),
        suffix: part("suffix"),
        comma_suffix: value.get("comma-suffix").and_then(Json::as_bool),
    }))
}

/// A name that is printed as it stands.
fn institution(literal: String) -> NameValue {
    NameValue::Literal(LiteralName { literal })
}

/// Spells given names so that each initial stands where hayagriva looks for it: `EJ`, `EJ.` and
/// `E.J.` become `E J`, `E J` and `E. J.`, and `Tae-hoon` becomes `Tae-Hoon`.
fn spell_out(given: &str) -> String {
    let bare = given.trim_end_matches('.');
    if are_initials(bare) {
        let letters: Vec<String> = bare.chars().map(String::from).collect();
        return letters.join(" ");
    }
    let mut spelled = String::with_capacity(given.len());
    let mut previous = ' ';
    for c in given.chars() {
        match previous {
            '.' if c.is_alphabetic() => spelled.extend([' ', c]),
            '-' | '\u{2010}' => spelled.extend(c.to_uppercase()),
            _ => spelled.push(c),
        }
        previous = c;
    }
    spelled
}

/// Whether given names are written as PubMed does: two or three capitals in a row.
fn are_initials(given: &str) -> bool {
    (2..=3).contains(&given.chars().count()) && given.chars().all(char::is_uppercase)
}
