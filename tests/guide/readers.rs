//! What the readers of front matter ask for, read from their source.

use crate::{file, modules};
use std::collections::{BTreeMap, BTreeSet};

/// The keys of each kind of map, with the word that says whether they may be left out.
pub type Keys = BTreeMap<String, BTreeMap<String, &'static str>>;

/// What functions read that are handed the keys of another one's map.
const HANDED: &[(&str, &str, &str)] = &[
    ("common", "", "every entry"),
    ("kinds", "titled", "every entry"),
    ("kinds", "trial", "a trial"),
    ("kinds", "biomarker", "a biomarker"),
    ("kinds", "outcome_measure", "an outcome measure"),
    ("kinds", "term", "a glossary term"),
    ("record", "record", "a record"),
    ("record", "optional_record", "a record"),
    ("source", "source", "a source"),
    ("finding", "measures", "a finding"),
    ("report", "time_points", "an endpoint"),
];

/// Keys whose reader says less than what is asked for.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    // A complaint of its own asks for a place.
    ("a report", "locator", "needed"),
    ("a finding", "locator", "needed"),
    ("a statement", "locator", "needed"),
    // Another key may stand in their place, and they take no absence.
    ("a finding", "measure", "free"),
    ("an endpoint", "measure", "free"),
    ("a source", "label", "free"),
    // Read by hand.
    ("an endpoint", "time-points", "absence"),
];

/// The methods that ask for a key, with what they ask; the first that is used decides.
const METHODS: [(&str, &str); 7] = [
    ("required", "needed"),
    ("must_answer", "answered"),
    ("answer", "answered"),
    ("answer_if_any", "absence"),
    ("optional", "free"),
    ("list", "free"),
    ("or", "free"),
];

/// Every key that a reader asks for.
pub fn keys() -> Keys {
    let mut keys = Keys::new();
    for (module, text) in modules("src/parse/entry") {
        for (name, body) in functions(&text) {
            take(&module, &name, &body, &mut keys);
        }
    }
    let reader = file("src/parse/reader.rs");
    let (name, body) = functions(&reader).into_iter().find(|(name, _)| name == "plain_or_printed").unwrap();
    take("reader", &name, &body, &mut keys);
    for (kind, key, asked) in EXCEPTIONS {
        let of_kind = keys.get_mut(*kind).unwrap();
        assert!(of_kind.insert((*key).to_owned(), asked).is_some(), "{kind} has no key `{key}`");
    }
    keys
}

/// The functions of a module: name, and body on one line.
fn functions(text: &str) -> Vec<(String, String)> {
    let text = text.split("#[cfg(test)]").next().unwrap();
    let text = text.replace("pub fn ", "fn ");
    let mut functions = Vec::new();
    for part in text.split("fn ").skip(1) {
        let name: String = part.chars().take_while(|char| char.is_alphanumeric() || *char == '_').collect();
        let body = crate::page::one_line(part).replace("( ", "(");
        functions.push((name, body));
    }
    functions
}

fn take(module: &str, name: &str, body: &str, keys: &mut Keys) {
    let mut asked: BTreeMap<String, usize> = BTreeMap::new();
    let mut ask = |key: &str, rank: usize| {
        let known = asked.entry(key.to_owned()).or_insert(rank);
        *known = rank.min(*known);
    };
    for (rank, (method, _)) in METHODS.iter().enumerate() {
        for rest in body.split(&format!(".{method}")).skip(1) {
            // `.optional::<Cells>("to", …`
            let rest =
                rest.split_once(">(").filter(|_| rest.starts_with("::<")).map_or(rest, |(_, rest)| rest);
            let key = rest.strip_prefix('(').unwrap_or(rest).strip_prefix('"');
            if let Some((key, _)) = key.and_then(|key| key.split_once('"')) {
                ask(key, rank);
            }
        }
    }
    for by_hand in [".node(\"", "digest(\"", "switch(fields, \""] {
        for rest in body.split(by_hand).skip(1) {
            ask(rest.split('"').next().unwrap(), METHODS.len() - 1);
        }
    }
    // `for key in ["type", "author"] { fields.must_answer(key, …) }`
    if let Some((_, list)) = body.split_once("for key in [") {
        let list = list.split(']').next().unwrap();
        list.split('"').skip(1).step_by(2).for_each(|key| ask(key, 1));
    }
    if asked.is_empty() {
        return;
    }
    let kind = kind_of(module, name, body);
    let known = keys.entry(kind).or_default();
    for (key, rank) in asked {
        let word = METHODS[rank].1;
        let stronger = known.get(&key).is_none_or(|other| strength(word) < strength(other));
        if stronger {
            known.insert(key, word);
        }
    }
}

fn strength(word: &str) -> usize {
    METHODS.iter().position(|(_, known)| *known == word).unwrap()
}

/// What the map is called whose keys a function reads.
fn kind_of(module: &str, name: &str, body: &str) -> String {
    if let Some((_, rest)) = body.split_once("Fields::of(node, \"") {
        return rest.split('"').next().unwrap().to_owned();
    }
    let is_it =
        |(of, function, _): &&(&str, &str, &str)| *of == module && (*function == name || function.is_empty());
    let found = HANDED.iter().find(is_it);
    found
        .unwrap_or_else(|| panic!("say in tests/guide/readers.rs whose keys `{name}` in {module}.rs reads"))
        .2
        .to_owned()
}

/// Every part of an address that `src/model/value.rs` knows.
pub fn values() -> BTreeSet<String> {
    let text = file("src/model/value.rs");
    let text = text.split("#[cfg(test)]").next().unwrap();
    let mut parts = BTreeSet::new();
    for line in text.lines() {
        let matched = line.split_once(" => ").map_or("", |(pattern, _)| pattern);
        let stripped = line.split_once("strip_prefix(").map_or("", |(_, rest)| rest);
        let side = line.split_once("side(part, ").map_or("", |(_, rest)| rest);
        for piece in [matched, stripped, side] {
            let quoted = piece.split('"').skip(1).step_by(2);
            let is_part = |part: &&str| {
                !part.is_empty() && part.chars().all(|char| char.is_ascii_lowercase() || "-.".contains(char))
            };
            parts.extend(quoted.filter(is_part).map(|part| part.trim_end_matches('.').to_owned()));
        }
    }
    assert!(parts.len() > 50, "{parts:?}");
    parts.extend(
        ["result.of-100", "result.rest-of-100", "versus.of-100", "versus.rest-of-100"].map(str::to_owned),
    );
    parts
}
