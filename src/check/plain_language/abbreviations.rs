//! Abbreviations that a part for everyone does not explain.

use super::{is_explained, report};
use crate::check::sentences::{OwnText, Sentence};
use crate::check::words::Words;
use crate::diagnostics::Diagnostics;
use crate::link::{KnowledgeBase, fold};
use std::collections::BTreeSet;
use std::ops::Range;

/// What everyone knows, or is better known short.
const KNOWN: [&str; 10] = ["AI", "CC", "CSV", "DNA", "EU", "OK", "TV", "UK", "US", "USA"];

/// Reports each abbreviation of a part that nothing in it explains, once.
pub fn check(kb: &KnowledgeBase, text: &OwnText<'_>, plain: &[&Sentence<'_>], diagnostics: &mut Diagnostics) {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut unknown: Vec<(String, &Sentence<'_>, Range<usize>)> = Vec::new();
    let mut known: BTreeSet<String> = BTreeSet::new();
    for sentence in plain {
        let words = Words::of(&sentence.text);
        for (at, _) in words.iter() {
            let written = sentence.words(at.clone());
            let Some(short) = abbreviation(written) else { continue };
            if is_explained(sentence, &words, at) || stands_after_full_name(sentence, at) {
                known.insert(short.to_owned());
            } else if seen.insert(short.to_owned()) {
                unknown.push((short.to_owned(), sentence, at.clone()));
            }
        }
    }
    unknown.retain(|(short, ..)| !known.contains(short));
    if unknown.is_empty() {
        return;
    }
    let names = names(kb, text, plain);
    let initials = initials(plain);
    for (short, sentence, at) in unknown {
        let is_named = names.contains(&short) || names.contains(&fold(&short)) || is_body(kb, sentence, &at);
        if !is_named && !initials.iter().any(|run| spells(run, &short)) {
            let message = format!("`{short}` is not explained in the part for everyone");
            let help = format!(
                "write what it stands for, with `({short})` behind it, or link its entry as in `[[…|{short}]]`"
            );
            report(sentence.span(at), message, help, diagnostics);
        }
    }
}

/// A word of two capitals or more that are most of its letters, without the plural's s.
fn abbreviation(word: &str) -> Option<&str> {
    let word = match word.strip_suffix('s') {
        Some(singular) if singular.ends_with(char::is_uppercase) => singular,
        _ => word,
    };
    let capitals = word.chars().filter(|char| char.is_uppercase()).count();
    let small = word.chars().filter(|char| char.is_lowercase()).count();
    let is_roman = word.trim_end_matches(['a', 'b']).chars().all(|char| "IVX".contains(char));
    let is_number = word.chars().filter(char::is_ascii_digit).count() > 3;
    let is_short = capitals >= 2 && small < capitals && !is_roman && !is_number;
    (is_short && !KNOWN.contains(&word)).then_some(word)
}

/// "EASI, the Eczema Area and Severity Index".
fn stands_after_full_name(sentence: &Sentence<'_>, at: &Range<usize>) -> bool {
    let after = sentence.words(at.end..sentence.text.len());
    ["‑", "-"].iter().all(|joint| !after.starts_with(joint)) && after.starts_with(", the ")
}

/// The words of the names of this entry, and of all that are linked in the part.
fn names(kb: &KnowledgeBase, text: &OwnText<'_>, plain: &[&Sentence<'_>]) -> BTreeSet<String> {
    let linked = plain.iter().flat_map(|sentence| &sentence.links).filter_map(|(_, to)| kb.entry(to));
    let names = linked.chain([text.entry]).flat_map(|entry| entry.names());
    names
        .flat_map(|name| {
            let words = name.split(|char: char| !char.is_alphanumeric()).map(str::to_owned);
            let shorts = words.filter_map(|word| abbreviation(&word).map(str::to_owned)).collect::<Vec<_>>();
            shorts.into_iter().chain([fold(name)])
        })
        .collect()
}

/// Whether it opens the name of a company or university that a source names: "SCM Lifescience".
fn is_body(kb: &KnowledgeBase, sentence: &Sentence<'_>, at: &Range<usize>) -> bool {
    let rest = sentence.words(at.start..sentence.text.len());
    let mut words = rest.split(' ');
    let (Some(first), Some(second)) = (words.next(), words.next()) else { return false };
    let second = second.trim_end_matches(|char: char| !char.is_alphanumeric());
    if !second.starts_with(char::is_uppercase) {
        return false;
    }
    let name = format!("{first} {second}");
    kb.sources.values().any(|source| {
        let people = source.record.author.given().into_iter().flatten();
        let funders = source.funding.given().into_iter().flatten().map(|funder| funder.value.as_str());
        let affiliations = people.flat_map(|person| &person.affiliation).map(String::as_str);
        let sponsors = source.reports.iter().filter_map(|report| report.sponsor.given());
        funders
            .chain(affiliations)
            .chain(sponsors.map(|sponsor| sponsor.value.as_str()))
            .any(|body| body.contains(&name))
    })
}

/// The first letters of the words of each sentence.
fn initials(plain: &[&Sentence<'_>]) -> Vec<String> {
    let of_sentence = |sentence: &&Sentence<'_>| {
        let words = Words::of(&sentence.text);
        let long = words.iter().filter(|(_, word)| !["and", "of", "the", "for", "in"].contains(word));
        long.filter_map(|(_, word)| word.chars().next()).collect()
    };
    plain.iter().map(of_sentence).collect()
}

/// Whether words that follow each other begin with the letters of an abbreviation.
fn spells(run: &str, short: &str) -> bool {
    let letters: String =
        short.chars().filter(|char| char.is_alphabetic()).collect::<String>().to_lowercase();
    letters.chars().count() >= 3 && run.contains(&letters)
}
