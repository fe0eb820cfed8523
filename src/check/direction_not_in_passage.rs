//! `direction-not-in-passage`: a direction of which the passage says only the opposite.
//!
//! Few words are sure signs of a direction, and only these accuse; many more may explain what was
//! read, and any of them acquits. So does a negation, and another finding on the same passage
//! that goes the other way.

use super::folded::{FoldedText, folded_name};
use super::measure_not_in_passage::measure_entry;
use super::passages::{Library, passages};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span};
use crate::link::KnowledgeBase;
use crate::model::{Benefit, Change, Finding, Source, Vocabulary};
use crate::seal::{Passage, SourceText};

/// Beginnings of words that say a direction for sure.
const UP: &[&str] =
    &["increas", "rose", "rise", "rising", "elevat", "upregulat", "heighten", "doubled", "tripled"];
const DOWN: &[&str] =
    &["decreas", "reduc", "fell", "fall", "declin", "downregulat", "diminish", "dropped", "lowered"];
const GOOD: &[&str] = &["improv", "amelior", "alleviat", "better", "reliev"];
const BAD: &[&str] = &["worse", "deteriorat", "aggravat", "exacerbat"];

/// Beginnings of words that may say a direction.
const MAYBE_UP: &[&str] = &[
    "rais",
    "higher",
    "gain",
    "enhanc",
    "more",
    "greater",
    "induc",
    "augment",
    "promot",
    "boost",
    "stimulat",
    "doubl",
    "tripl",
    "grew",
    "grow",
    "expand",
    "expansion",
    "restor",
    "accumulat",
    "enlarg",
    "surged",
    "activat",
    "improv",
    "recover",
    "amplif",
    "exceed",
    "upward",
];
const MAYBE_DOWN: &[&str] = &[
    "lower",
    "drop",
    "less",
    "suppress",
    "inhibit",
    "attenuat",
    "fewer",
    "smaller",
    "weaken",
    "abolish",
    "block",
    "prevent",
    "loss",
    "lost",
    "impair",
    "deplet",
    "halv",
    "shrink",
    "shrank",
    "improv",
    "amelior",
    "alleviat",
    "resol",
    "disappear",
    "eliminat",
    "minimi",
    "restrain",
    "limit",
    "regress",
    "subsid",
    "mitigat",
    "reliev",
    "eased",
    "easing",
    "clear",
    "remission",
    "healed",
    "healing",
    "normali",
    "dampen",
    "down",
];
const MAYBE_GOOD: &[&str] = &[
    "benefi",
    "effective",
    "efficac",
    "respon",
    "achiev",
    "reach",
    "healed",
    "healing",
    "recover",
    "remission",
    "resol",
    "reduc",
    "decreas",
    "fell",
    "less",
    "success",
    "clear",
    "favo",
];
const MAYBE_BAD: &[&str] =
    &["poorer", "increas", "flare", "relaps", "declin", "decreas", "lost", "loss", "fail", "recur", "rose"];

/// Words that deny, whole or as beginnings.
const DENIALS: &[&str] = &[
    "no",
    "not",
    "none",
    "nor",
    "neither",
    "never",
    "without",
    "cannot",
    "unchanged",
    "failed",
    "fails",
    "absence",
    "absent",
];

/// Reports every direction whose passage says only the opposite.
pub fn check(kb: &KnowledgeBase, library: &Library, diagnostics: &mut Diagnostics) {
    for source in kb.sources.values() {
        let Some(text) = library.text(source) else { continue };
        for finding in &source.findings {
            let places = passages(source, text, &finding.locators);
            let words = words(text, &places);
            let is_denied = words.iter().any(|word| DENIALS.contains(&word.as_str()));
            if words.is_empty() || is_denied {
                continue;
            }
            for said in directions(finding) {
                let of = |words: &'static [&'static str]| move |word: &&String| begins(word, words);
                let acquits = |word: &String| begins(word, said.own) || begins(word, said.maybe);
                let Some(opposite) = words.iter().find(of(said.opposite)) else { continue };
                if !words.iter().any(acquits) && !is_explained(kb, (source, text), finding, &places, &said) {
                    let message = format!("`{}` is read, but its passage says `{opposite}`", said.quoted);
                    diagnostics.report(
                        Diagnostic::new(Code::DirectionNotInPassage, said.span, message)
                            .help("read the passage again and correct the direction; if it is right, locate the sentence that says it as well"),
                    );
                }
            }
        }
    }
}

/// A direction, and the words that speak for and against it.
struct Said {
    quoted: String,
    span: Span,
    own: &'static [&'static str],
    maybe: &'static [&'static str],
    opposite: &'static [&'static str],
}

fn directions(finding: &Finding) -> impl Iterator<Item = Said> {
    let change = finding.change.as_ref().and_then(|change| {
        let (own, maybe, opposite) = match change.value {
            Change::Increased => (UP, MAYBE_UP, DOWN),
            Change::Decreased => (DOWN, MAYBE_DOWN, UP),
            _ => return None,
        };
        let quoted = format!("change: {}", change.value.word());
        Some(Said { quoted, span: change.span, own, maybe, opposite })
    });
    let benefit = finding.benefit.as_ref().and_then(|benefit| {
        let (own, maybe, opposite) = match benefit.value {
            Benefit::Improved => (GOOD, MAYBE_GOOD, BAD),
            Benefit::Worsened => (BAD, MAYBE_BAD, GOOD),
            _ => return None,
        };
        let quoted = format!("benefit: {}", benefit.value.word());
        Some(Said { quoted, span: benefit.span, own, maybe, opposite })
    });
    change.into_iter().chain(benefit)
}

/// Whether another finding on the same sentences goes the other way, so that the words are its own.
/// The sentences must name what it measured: a finding that is located in the whole section does not
/// explain all of them.
fn is_explained(
    kb: &KnowledgeBase,
    (source, text): (&Source, &SourceText),
    finding: &Finding,
    places: &[Passage],
    said: &Said,
) -> bool {
    let meets = |other: &Finding| {
        let others = passages(source, text, &other.locators);
        text.numbered().any(|(at, _)| {
            let holds = |places: &[Passage]| places.iter().any(|place| text.holds(place, at));
            holds(places) && holds(&others)
        })
    };
    let printed: Vec<String> = places.iter().map(|place| text.normal_passage(place)).collect();
    let is_named = |other: &Finding| {
        let entries = other.measures.iter().filter_map(|measure| measure_entry(kb, &measure.value));
        let mut names = entries.flat_map(|entry| entry.names().map(folded_name).collect::<Vec<_>>());
        other.measures.is_empty()
            || names.any(|name| printed.iter().any(|passage| FoldedText::new(passage).names(&name)))
    };
    let others = source.findings.iter().filter(|other| other.id.value != finding.id.value);
    let others = others.filter(|other| is_named(other));
    others.filter(|other| directions(other).any(|one| one.own == said.opposite)).any(meets)
}

/// The words of passages in lower case, hyphens taken out.
fn words(text: &SourceText, places: &[Passage]) -> Vec<String> {
    let printed = places.iter().map(|place| text.normal_passage(place).to_lowercase().replace('-', ""));
    let words = printed.flat_map(|passage| {
        let words = passage.split(|char: char| !char.is_alphanumeric());
        words.filter(|word| !word.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    });
    words.collect()
}

fn begins(word: &str, stems: &[&str]) -> bool {
    stems.iter().any(|stem| word.starts_with(stem))
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    fn with_passage(passage: &str, direction: &str, mark: &str) -> String {
        format!(
            "
            --- texts/a.txt
            RESULTS: {passage}
            --- sources/a.md
            captured: {{from: web, text: a.txt}}
            findings:
              - {{id: a, trial: a, label: IgE, arm: all, comparator: baseline, time-point: not-stated, {direction}, locator: {{section: Results}}}}{mark}
            --- trials/a.md
            "
        )
    }

    #[test]
    fn a_direction_is_that_of_its_passage() {
        for (passage, direction) in [
            ("Serum levels of IgE were reduced.", "change: increased"),
            ("IgE was down-regulated.", "change: increased"),
            ("IgE rose in all of them.", "change: decreased"),
            ("Itch got worse.", "benefit: improved"),
            ("Itch was alleviated.", "benefit: worsened"),
        ] {
            check(&with_passage(passage, direction, "   #~ direction-not-in-passage"));
        }
    }

    #[test]
    fn what_may_be_meant_is_left_alone() {
        for (passage, direction) in [
            ("Serum levels of IgE were reduced.", "change: decreased"),
            ("IgE differed from before.", "change: increased"),
            ("IgE did not decrease.", "change: increased"),
            ("IgE was reduced, and induced in some.", "change: increased"),
            ("Reduced IgE was followed by higher IgE.", "change: increased"),
            ("Reduced levels were restored.", "change: increased"),
            ("An increased level of IgE was attenuated.", "change: decreased"),
            ("Without harm, IgE was reduced.", "change: increased"),
            ("Itch got worse, then improved.", "benefit: improved"),
            ("IgE was reduced.", "change: mixed"),
            ("Regardless, they unfolded.", "change: increased"),
        ] {
            check(&with_passage(passage, direction, ""));
        }
    }

    #[test]
    fn words_of_another_finding_accuse_nobody() {
        check(
            "
            --- texts/a.txt
            RESULTS: Cells reduced IgE and brought about growth.
            --- sources/a.md
            captured: {from: web, text: a.txt}
            findings:
              - {id: a, trial: a, label: IgE, arm: all, comparator: baseline, time-point: not-stated, change: decreased, locator: {section: Results, sentence: 1}}
              - {id: b, trial: a, label: growth, arm: all, comparator: baseline, time-point: not-stated, change: increased, locator: {section: Results, sentence: 1}}
            --- trials/a.md
            ",
        );
    }

    #[test]
    fn a_finding_that_the_sentence_does_not_name_explains_nothing() {
        check(
            "
            --- texts/a.txt
            RESULTS: IL-4 rose. TARC declined.
            --- sources/a.md
            captured: {from: web, text: a.txt}
            findings:
              - {id: a, trial: a, measure: il-4, arm: all, comparator: baseline, time-point: not-stated, change: decreased, locator: {section: Results}}
              - {id: b, trial: a, measure: ccl17, arm: all, comparator: baseline, time-point: not-stated, change: increased, locator: {section: Results, sentence: 2}}   #~ direction-not-in-passage
            --- trials/a.md
            --- biomarkers/il-4.md
            title: IL-4
            --- biomarkers/ccl17.md
            aliases: [TARC]
            ",
        );
    }
}
