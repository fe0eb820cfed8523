//! Faults of identifiers and names.

use crate::mutation::base::{Base, Line};
use crate::mutation::fault::Fault;
use crate::mutation::text::{typos, with};
use std::ops::Range;

/// The identifiers of a line `identifiers: {…}`: scheme, and where its number stands.
fn numbers_in(line: &str) -> Vec<(String, Range<usize>)> {
    let mut found = Vec::new();
    let Some(map) = line.strip_prefix("identifiers: {") else { return found };
    let mut at = line.len() - map.len();
    for pair in map.trim_end_matches('}').split(", ") {
        let (scheme, number) = pair.split_once(": ").unwrap();
        let start = at + scheme.len() + 2 + usize::from(number.starts_with('"'));
        found.push((scheme.to_owned(), start..start + number.trim_matches('"').len()));
        at += pair.len() + 2;
    }
    found
}

/// The lines of identifiers of diseases, cells and biomarkers.
fn concepts(base: &Base) -> Vec<(Line<'_>, String, Range<usize>)> {
    let kinds = ["diseases", "cell-types", "biomarkers"];
    let lines = kinds.iter().flat_map(|kind| {
        base.lines("content/").filter(move |line| line.file.starts_with(&format!("content/{kind}/")))
    });
    lines
        .flat_map(|line| numbers_in(line.text).into_iter().map(move |(scheme, at)| (line, scheme, at)))
        .collect()
}

/// The last digits of a number, without its prefix.
fn digits(line: &str, at: &Range<usize>) -> Range<usize> {
    let number = &line[at.clone()];
    let length = number.bytes().rev().take_while(u8::is_ascii_digit).count();
    at.end - length..at.end
}

pub fn vocabulary(base: &Base) -> Vec<Fault> {
    let all = concepts(base);
    let mut faults = Vec::new();
    for (line, scheme, at) in &all {
        let own = &line.text[at.clone()];
        let last = digits(line.text, at);
        let typed = typos(&line.text[last.clone()]).into_iter().filter(|typed| !typed.is_empty());
        faults.extend(typed.map(|typed| Fault::at(*line, with(line.text, &last, &typed))));
        for (other, _, other_at) in all.iter().filter(|(_, other, _)| other == scheme) {
            let number = &other.text[other_at.clone()];
            if number != own {
                // Whoever has it by right may be the one that is named.
                faults.push(Fault::at(*line, with(line.text, at, number)).or_at(*other));
            }
        }
    }
    faults
}

/// The lines of trials with their registry numbers.
fn trials(base: &Base) -> Vec<(Line<'_>, Range<usize>)> {
    let lines = base.lines("content/trials/");
    lines.flat_map(|line| numbers_in(line.text).into_iter().map(move |(_, at)| (line, at))).collect()
}

pub fn trial(base: &Base) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (line, at) in trials(base) {
        let last = digits(line.text, &at);
        let typed = typos(&line.text[last.clone()]).into_iter();
        faults.extend(typed.map(|typed| Fault::at(line, with(line.text, &last, &typed))));
    }
    faults
}

/// Edits that leave no form of a scheme: those whose digits are counted exactly lose or gain one.
fn malformed(number: &str, digits: usize, is_counted: bool, can_grow: bool) -> Vec<String> {
    let (prefix, digits) = number.split_at(number.len() - digits);
    let mut found = Vec::new();
    if is_counted {
        found
            .extend((0..digits.len()).map(|nth| format!("{prefix}{}{}", &digits[..nth], &digits[nth + 1..])));
    }
    if is_counted && can_grow {
        found.push(format!("{number}0"));
    }
    if digits.contains('0') {
        found.extend([format!("{prefix}{}", digits.replacen('0', "O", 1))]);
    }
    if let Some(bare) = prefix.strip_suffix(':').filter(|bare| !bare.is_empty()) {
        found.extend([digits.to_owned(), format!("{bare}{digits}")]);
    }
    found
}

pub fn form(base: &Base) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (line, scheme, at) in concepts(base) {
        let number = &line.text[at.clone()];
        let length = digits(line.text, &at).len();
        let (is_counted, can_grow) = match scheme.as_str() {
            "mondo" | "efo" | "cl" => (true, true),
            // Six digits of MeSH may become seven; a code of the ICD and a UniProt number end in letters, too.
            "mesh" => (true, false),
            "uniprot" => (false, false),
            _ => (false, true),
        };
        let typed = malformed(number, length, is_counted, can_grow);
        faults.extend(typed.iter().map(|typed| Fault::at(line, with(line.text, &at, typed))));
    }
    let fields = base.lines("content/sources/").filter_map(|line| {
        let start = line.text.find("registry-id: NCT")? + "registry-id: ".len();
        Some((line, start..line.text.len()))
    });
    for (line, at) in trials(base).into_iter().chain(fields).chain(in_prose(base)) {
        let number = &line.text[at.clone()];
        let typed = malformed(number, 8, true, true);
        faults.extend(typed.iter().map(|typed| Fault::at(line, with(line.text, &at, typed))));
    }
    for line in base.lines("content/sources/") {
        if let Some(doi) = line.text.strip_prefix("DOI: ") {
            let wrong = [
                format!("doi:{doi}"),
                format!("doi.org/{doi}"),
                doi.replacen('/', ".", 1),
                doi.replacen("10", "1O", 1),
            ];
            faults.extend(wrong.iter().map(|doi| Fault::at(line, format!("DOI: {doi}"))));
        }
        if let Some(pmid) = line.text.strip_prefix("PMID: ") {
            let pmid = pmid.trim_matches('"');
            let wrong = [format!("PMID{pmid}"), format!("{pmid}0"), pmid.replacen('0', "O", 1)];
            faults.extend(wrong.iter().map(|pmid| Fault::at(line, format!("PMID: \"{pmid}\""))));
        }
    }
    faults
}

/// Trial numbers in prose.
fn in_prose(base: &Base) -> Vec<(Line<'_>, Range<usize>)> {
    let places = base.prose().flat_map(|line| {
        line.text.match_indices("NCT0").map(move |(at, _)| (line, at..at + 11)).collect::<Vec<_>>()
    });
    places.collect()
}

pub fn orcid(base: &Base) -> Vec<Fault> {
    let mut faults = Vec::new();
    for line in base.lines("content/sources/") {
        let Some(start) = line.text.find("orcid: ").map(|at| at + "orcid: ".len()) else { continue };
        let at = start..start + 19;
        let typed = typos(&line.text[at.clone()]).into_iter();
        faults.extend(typed.map(|typed| Fault::at(line, with(line.text, &at, &typed))));
    }
    faults
}

pub fn alias(base: &Base) -> Vec<Fault> {
    let mut faults = Vec::new();
    for kind in ["diseases", "cell-types", "biomarkers", "outcomes", "glossary", "trials"] {
        let entries = base.entries(kind);
        for (_, file) in &entries {
            let mut lines = base.lines(file);
            let Some(line) = lines.find(|line| line.text.starts_with("aliases: [")) else { continue };
            for (_, other) in entries.iter().filter(|(_, other)| other != file) {
                for name in base.names(other) {
                    let spellings =
                        [name.clone(), name.to_lowercase(), name.to_uppercase().replace(' ', "-")];
                    for name in spellings {
                        let text = line.text.replace(']', &format!(", {name}]"));
                        let names = (2..=3).map(|line| ((*other).to_owned(), line..=line));
                        let mut fault = Fault::at(line, text);
                        fault.places.extend(names);
                        faults.push(fault);
                    }
                }
            }
        }
    }
    faults
}
