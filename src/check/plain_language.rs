//! `plain-language`: what stands under `## In plain words` and is not.
//!
//! Patients read that part. A sentence of more than 25 words, an abbreviation that is not explained,
//! a word of the clinic and a percentage of a few people each lose some of them. A word that is
//! linked or explained once in the part is known there.

mod abbreviations;
mod clinical;

use super::figures::tokens;
use super::sentences::{OwnText, PlacePart, Sentence, of_words};
use super::words::Words;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span};
use crate::link::KnowledgeBase;
use crate::model::{Amount, ValueRef};
use crate::seal::normalise;

/// The most words of a sentence.
const MOST_WORDS: usize = 25;
/// Below so many people, a percentage promises more than was seen.
const FEW: u32 = 20;

/// Reports what is hard to read in the parts for everyone, and long sentences in the plain words of
/// the glossary.
pub fn check(kb: &KnowledgeBase, texts: &[OwnText<'_>], diagnostics: &mut Diagnostics) {
    for term in kb.terms.values() {
        for sentence in term.plain.given().map(of_words).unwrap_or_default() {
            long_sentence(&sentence, diagnostics);
        }
    }
    for text in texts {
        let plain: Vec<&Sentence<'_>> = text
            .sentences
            .iter()
            .filter(|one| one.place.is_plain && one.place.part == PlacePart::Text)
            .collect();
        for sentence in &plain {
            long_sentence(sentence, diagnostics);
            percentage_of_few(kb, sentence, diagnostics);
        }
        abbreviations::check(kb, text, &plain, diagnostics);
        clinical::check(&plain, diagnostics);
    }
}

fn report(span: Option<Span>, message: String, help: String, diagnostics: &mut Diagnostics) {
    if let Some(span) = span {
        diagnostics.report(Diagnostic::new(Code::PlainLanguage, span, message).help(help));
    }
}

fn long_sentence(sentence: &Sentence<'_>, diagnostics: &mut Diagnostics) {
    let text = sentence.words(sentence.label..sentence.text.len());
    let is_word =
        |word: &&str| word.contains(|char: char| char.is_alphanumeric() || char == super::sentences::HOLE);
    let count = text.split_whitespace().filter(is_word).count();
    if count > MOST_WORDS {
        let first: Vec<&str> = text.split_whitespace().take(4).collect();
        let message = format!("a sentence of {count} words: `{} …`", first.join(" "));
        let help = format!("make two of it: up to {MOST_WORDS} words, one thought each");
        report(sentence.whole_span(), message, help, diagnostics);
    }
}

fn percentage_of_few(kb: &KnowledgeBase, sentence: &Sentence<'_>, diagnostics: &mut Diagnostics) {
    const HELP: &str = "write how many of the people: “4 of the 5 people”";
    for (at, value) in &sentence.values {
        if let Some(of) = few_behind(kb, value) {
            let message = format!("a percentage of {of} people: `{{{{{}:{value}}}}}`", value.family());
            report(sentence.span(*at..*at + 1), message, HELP.to_owned(), diagnostics);
        }
    }
    if !sentence.text.contains('%') {
        return;
    }
    let normal = normalise(&sentence.text);
    let tokens = tokens(&normal);
    for (percent, of) in tokens.iter().zip(tokens.iter().skip(1)) {
        let between = normal.get(percent.at.end..of.at.start).unwrap_or("");
        let is_percent = normal.get(percent.at.clone()).is_some_and(|token| token.ends_with('%'));
        let (Some(number), true) = (of.numbers.last(), is_percent) else { continue };
        // "80% of the 5 people", "80% (4/5)".
        let is_of = [" of ", " of the ", " of all "].contains(&between);
        let is_share = [" (", " ["].contains(&between)
            && normal.get(of.at.clone()).is_some_and(|token| token.contains('/'));
        if (is_of || is_share) && *number < f64::from(FEW) && number.fract() == 0.0 {
            let written = normal.get(percent.at.start..of.at.end).unwrap_or("");
            let at = sentence.text.find(written).map(|at| at..at + written.len());
            let span = at.and_then(|at| sentence.span(at)).or_else(|| sentence.whole_span());
            report(
                span,
                format!("a percentage of {number} people: `{written}`"),
                HELP.to_owned(),
                diagnostics,
            );
        }
    }
}

/// How many people are behind a percentage that is printed in place, where they are few.
fn few_behind(kb: &KnowledgeBase, value: &ValueRef) -> Option<u32> {
    let (ValueRef::Finding { source, finding, part } | ValueRef::Derived { source, finding, part }) = value
    else {
        return None;
    };
    let finding = kb.finding(source, finding)?;
    let side = if part.starts_with("versus") { &finding.versus } else { &finding.result };
    let amount = side.given()?;
    let is_percentage = match part.split_once('.') {
        Some((_, quantity)) => quantity == "percent",
        None => {
            matches!(part.as_str(), "" | "result" | "versus")
                && amount
                    .printed
                    .as_ref()
                    .is_some_and(|printed| printed.contains('%') && !printed.contains('/'))
        }
    };
    people(&amount.value).filter(|of| is_percentage && *of < FEW)
}

fn people(amount: &Amount) -> Option<u32> {
    amount.of.given().copied()
}

/// Whether a place lies within the words of a link, or is explained beside it: in the bracket that
/// follows, in a bracket itself, or by "called", "means", "which is".
fn is_explained(sentence: &Sentence<'_>, words: &Words<'_>, at: &std::ops::Range<usize>) -> bool {
    let is_linked = sentence.links.iter().any(|(link, _)| link.start <= at.start && at.end <= link.end);
    let after = sentence.words(at.end..sentence.text.len());
    let before = sentence.words(0..at.start);
    let in_bracket = before.matches('(').count() > before.matches(')').count();
    let introduced = |word: &str| ["called", "calls", "named", "term", "word"].contains(&word);
    let explains = |word: &str| ["means", "mean", "meaning"].contains(&word);
    is_linked
        || in_bracket
        || sentence.is_quoted(at)
        || after.trim_start().starts_with('(')
        || after.starts_with(", which")
        || after.starts_with(", or ")
        || after.starts_with(", that is")
        || words.before(at, 4).any(introduced)
        || words.after(at, 3).any(explains)
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    #[test]
    fn plain_words_are_plain() {
        check(
            "
            --- trials/a.md
            ---
            ## In plain words
            One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty and one and two and three.   #~ plain-language
            The score was the XYZ.   #~ plain-language
            ### What we know
            The cells reduced pruritus.   #~ plain-language
            It fell in 80% of the 5 people.   #~ plain-language
            It fell in {{finding:a/few/result.percent}}.   #~ plain-language
            ## For clinicians
            The cells reduced pruritus, by the XYZ, in 80% of the 5 people.
            --- sources/a.md
            findings:
              - {id: few, trial: a, label: fall, arm: all, comparator: none, time-point: not-stated, result: {percent: 80, of: 5}, change: decreased, locator: {section: Results}}
            --- glossary/long.md
            plain: One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty and one and two and three.   #~ plain-language
            ",
        );
    }

    #[test]
    fn what_is_short_explained_or_linked_is_fine() {
        check(
            "
            --- trials/a.md
            title: The QRS trial
            ---
            ## In plain words
            **Harms and other things that the text names here.** One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty and so on.
            The score was the ABC (a better count). ABC fell in this QRS trial, in phase II, in the USA.
            Recessive dystrophic epidermolysis bullosa is a disease. RDEB is rare.
            The [[outcome:score|XYZ-75]] fell, and so did XYZ.
            They had pruritus (itch). Pruritus is bad. Efficacy is known.
            In 80% of the 59 people it fell; {{finding:a/many/result.percent}} of all.
            --- sources/a.md
            findings:
              - {id: many, trial: a, label: fall, arm: all, comparator: none, time-point: not-stated, result: {percent: 80, of: 59}, change: decreased, locator: {section: Results}}
            --- outcomes/score.md
            aliases: [XYZ]
            --- glossary/efficacy.md
            ",
        );
    }
}
