//! `claim-without-date`: "ongoing", "recent", "to date", and no date.
//!
//! Such a word is true on the day on which it is written. Who reads it a year later must be able to
//! see which day that was. In our own prose somebody must look; where a source is told that has no
//! date itself, no date can be given, and it is worth knowing.

use super::sentences::{OwnText, Sentence, of_words};
use super::words::Words;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span};
use crate::link::KnowledgeBase;
use crate::model::{Source, ValueRef};
use std::ops::Range;

/// Words that hold on some day.
const CLAIMS: [&str; 12] = [
    "ongoing",
    "recent",
    "recently",
    "to date",
    "currently",
    "so far",
    "at present",
    "up to now",
    "until now",
    "newest",
    "latest",
    "at the moment",
];

/// Words that give a date, or say that there is none.
const DATES: [&str; 12] = [
    "date",
    "dates",
    "dated",
    "undated",
    "as of",
    "no year",
    "a year",
    "the year",
    "day",
    "today",
    "does not say when",
    "when is not said",
];

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Reports every claim about time that no date stands beside.
pub fn check(kb: &KnowledgeBase, texts: &[OwnText<'_>], diagnostics: &mut Diagnostics) {
    for sentence in texts.iter().flat_map(|text| &text.sentences) {
        for (word, span) in claims(sentence) {
            let message = format!("`{word}` stands without a date");
            diagnostics.report(
                Diagnostic::new(Code::ClaimWithoutDate, span, message)
                    .help("say by which source and as of when, such as “by its record of May 2024”; or say that there is no date"),
            );
        }
    }
    for source in kb.sources.values().filter(|source| !is_dated(source)) {
        for statement in &source.statements {
            for (word, span) in of_words(&statement.says).iter().flat_map(claims) {
                let message =
                    format!("`{word}` is told of a source that has no date, so that nobody knows when");
                diagnostics.report(
                    Diagnostic::new(Code::ClaimWithoutDate, span, message)
                        .help("say in the sentence that the source has no date; add `issued` or `as-of` if it gives one")
                        .note(),
                );
            }
        }
    }
}

/// Whether a source says of which day it speaks.
fn is_dated(source: &Source) -> bool {
    source.as_of.given().is_some() || source.record.published().is_some()
}

/// The words of a sentence that claim something of a day, with their places.
fn claims(sentence: &Sentence<'_>) -> Vec<(String, Span)> {
    let words = Words::of(&sentence.text);
    let places = words.places_of_any(&CLAIMS);
    if places.is_empty() || sentence.is_question() || has_date(sentence, &words, &places) {
        return Vec::new();
    }
    let is_claim = |place: &Range<usize>| !sentence.is_quoted(place) && !is_other(&words, place);
    places
        .into_iter()
        .filter(is_claim)
        .filter(|place| !is_attributed(&words, place))
        .filter_map(|place| Some((sentence.words(place.clone()).to_owned(), sentence.span(place)?)))
        .collect()
}

/// "Up to date", "how recent" and "so far as" say nothing of a day.
fn is_other(words: &Words<'_>, place: &Range<usize>) -> bool {
    words.before(place, 1).any(|word| ["up", "how"].contains(&word))
        || words.after(place, 1).any(|word| word == "as")
}

/// Whether somebody calls it so: the word is theirs, not a claim of this text.
fn is_attributed(words: &Words<'_>, place: &Range<usize>) -> bool {
    let calls = |word: &str| ["call", "calls", "called", "word", "words", "names", "named"].contains(&word);
    words.before(place, 6).any(calls)
}

/// Whether a date stands in the sentence, or that there is none.
fn has_date(sentence: &Sentence<'_>, words: &Words<'_>, claims: &[Range<usize>]) -> bool {
    let is_free =
        |place: &Range<usize>| !claims.iter().any(|claim| claim.start < place.end && place.start < claim.end);
    let is_year =
        |word: &str| word.len() == 4 && word.parse::<u32>().is_ok_and(|year| (1900..=2100).contains(&year));
    let is_month = |word: &str| MONTHS.contains(&word) && word != "may";
    words.iter().any(|(_, word)| is_year(word) || is_month(word))
        || words.places_of_any(&DATES).iter().any(is_free)
        || sentence.values.iter().any(|(_, value)| is_date(value))
}

/// Whether a value that is printed in place is a date.
fn is_date(value: &ValueRef) -> bool {
    const DATED: [&str; 6] =
        ["registered", "published", "start", "completion", "first-posted", "last-update-posted"];
    matches!(value, ValueRef::Report { part, .. } if DATED.contains(&part.as_str()))
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    #[test]
    fn a_word_that_is_true_on_some_day_needs_the_day() {
        check(
            "
            --- pages/about.md
            description: The latest studies.   #~ claim-without-date
            ---
            Two trials are ongoing.   #~ claim-without-date
            To date there are no results.   #~ claim-without-date
            **Recently.** They found more.   #~ claim-without-date
            ",
        );
    }

    #[test]
    fn a_date_or_a_quotation_answers_it() {
        check(
            "
            --- pages/about.md
            ---
            In May 2024 two trials were ongoing.
            The page calls its studies “recent”, and others call them the newest.
            Recent studies are named, and the page has no date.
            **Ongoing trials.**
            There are two, without a date.
            Which studies are ongoing?
            The list is kept up to date, so far as we can.
            `ongoing` is a word.

            > Recent studies show it.
            ",
        );
    }

    #[test]
    fn a_source_without_a_date_makes_it_a_note() {
        check(
            "
            --- sources/a.md
            statements:
              - {id: a, about: msc, topic: claim, says: Trials are ongoing., locator: {section: Text}}   #~ claim-without-date
            --- sources/b.md
            issued: 2021
            statements:
              - {id: a, about: msc, topic: claim, says: Trials are ongoing., locator: {section: Text}}
            --- cell-types/msc.md
            ",
        );
    }
}
