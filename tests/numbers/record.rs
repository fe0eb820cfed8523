//! A reference in a citation style against the record that it was made from.
//!
//! How a style orders and abbreviates is for the style; here each number of a reference must be
//! a number of the record, and each number of the record may be used once.

use super::base::Node;
use super::page::tokens;

/// Fields that a reference repeats as they are, and whose numbers are part of them.
const WHOLE: [&str; 9] = [
    "title",
    "label",
    "container-title",
    "container-title-short",
    "publisher",
    "DOI",
    "PMID",
    "PMCID",
    "URL",
];

/// Compares a reference with the record of its source.
///
/// In BibTeX and RIS the key of the entry, tags, escapes and the spelling of the date are no
/// numbers of the record.
pub fn compare(text: &str, id: &str, source: &Node) -> Result<(), String> {
    let mut rest = text.to_owned();
    if text.starts_with('@') {
        rest = rest.replacen(&format!("{{{id},"), " ", 1);
        for escaped in ['&', '%', '#', '$', '_', '{', '}'] {
            rest = rest.replace(&format!("\\{escaped}"), &escaped.to_string());
        }
    } else if text.starts_with("TY - ") {
        rest = rest.replacen(" T2 - ", " ", 1);
        if let Some(date) = source.text("issued").or_else(|| source.text("available-date")) {
            let written = format!(" PY - {} ", date.replace('-', "/"));
            rest = rest.replacen(&written, &format!(" {} ", date.replace("-0", "-").replace('-', " ")), 1);
        }
    }
    let bodies = source.list("author").iter().filter_map(|author| author.text("literal"));
    let mut whole: Vec<&str> = WHOLE.iter().filter_map(|key| source.text(key)).chain(bodies).collect();
    whole.sort_by_key(|field| std::cmp::Reverse(field.len()));
    for field in whole {
        rest = rest.replace(field, " ");
    }
    let mut numbers = numbers(source);
    for token in tokens(&rest) {
        // A day must not pass for an issue.
        let before = &rest[..token.start];
        let is_issue = before.ends_with("number = {") || before.ends_with(" IS - ") || follows_volume(before);
        let issue = source.text("issue").or_else(|| source.text("number")).map(digits);
        if is_issue && issue.as_deref() != Some(&rest[token.clone()]) {
            return Err(format!("the issue is not `{}`", &rest[token]));
        }
        for part in rest[token].split(['-', '–', '/', ':']) {
            match numbers.iter().position(|number| number == part) {
                Some(at) => numbers.remove(at),
                None => return Err(format!("the record holds no `{part}`, or not twice")),
            };
        }
    }
    Ok(())
}

/// Whether a text ends in a volume and an opening bracket: `16(`.
fn follows_volume(before: &str) -> bool {
    before.strip_suffix('(').is_some_and(|before| before.ends_with(|char: char| char.is_ascii_digit()))
}

/// The numbers of a record: of its date, volume, issue, and first and last page, also shortened.
fn numbers(source: &Node) -> Vec<String> {
    let mut numbers = Vec::new();
    for part in source
        .text("issued")
        .or_else(|| source.text("available-date"))
        .unwrap_or_default()
        .split('-')
        .filter(|part| !part.is_empty())
    {
        numbers.push(part.trim_start_matches('0').to_owned());
    }
    numbers.extend(["volume", "issue", "number"].iter().filter_map(|key| source.text(key)).map(digits));
    let pages: Vec<&str> = source.text("page").unwrap_or_default().split(['-', '–']).collect();
    numbers.extend(pages.iter().map(|page| digits(page)).filter(|page| !page.is_empty()));
    if let [first, last] = pages.as_slice()
        && first.len() == last.len()
    {
        let same = first.chars().zip(last.chars()).take_while(|(one, other)| one == other).count();
        numbers.extend((1..=same).map(|from| last[from..].to_owned()));
    }
    numbers
}

/// The digits of a page: `e123` is 123.
fn digits(page: &str) -> String {
    page.chars().filter(char::is_ascii_digit).collect()
}
