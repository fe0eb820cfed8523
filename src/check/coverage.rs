//! `figure-unaccounted`, `figure-left-out`, and how much of each source is covered.
//!
//! Every numeric token of a text is accounted for by a fact whose passage holds it, or left out
//! with a reason. Digits inside the name of an entry (IL-13, EASI-75) are no figures.

use super::facts::{Fact, Form, facts};
use super::figures::{places, same, tokens};
use super::folded::{FoldedText, ManyNames, folded_name};
use super::passages::{Library, passages};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::link::KnowledgeBase;
use crate::model::{Entry, LeftOut, Source};
use crate::seal::{Passage, SourceText, normalise};
use serde::Serialize;
use std::ops::Range;

/// How much of the sources is proven.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Coverage {
    /// Each source, by id.
    pub sources: Vec<SourceCoverage>,
}

/// How much of one source is proven.
#[derive(Debug, Clone, Serialize)]
pub struct SourceCoverage {
    /// Its id.
    pub source: String,
    /// Locators with a seal.
    pub sealed: usize,
    /// Locators with a quotation and no seal.
    pub quoted: usize,
    /// Locators with neither.
    pub unproven: usize,
    /// Its numbers; `None` where the text is not at hand, so that nothing could be verified.
    pub tokens: Option<TokenCoverage>,
}

/// What became of the numeric tokens of a text.
#[derive(Debug, Clone, Default, Serialize)]
pub struct TokenCoverage {
    /// How many stand in a fact.
    pub accounted: usize,
    /// Those that are left out, with the reason.
    pub left_out: Vec<LeftToken>,
    /// Those of neither, with their place.
    pub open: Vec<OpenToken>,
}

/// A number that is left out on purpose.
#[derive(Debug, Clone, Serialize)]
pub struct LeftToken {
    /// As printed.
    pub token: String,
    /// What it belongs to.
    pub what: String,
    /// Why.
    pub because: String,
}

/// A number that nobody answers for.
#[derive(Debug, Clone, Serialize)]
pub struct OpenToken {
    /// As printed.
    pub token: String,
    /// The heading before it.
    pub section: String,
    /// The sentence under this heading.
    pub sentence: usize,
}

/// Follows every numeric token of every text at hand.
pub fn check(kb: &KnowledgeBase, library: &Library, diagnostics: &mut Diagnostics) -> Coverage {
    let names = if library.is_empty() { Names::default() } else { Names::of(kb) };
    let sources = kb.sources.values().map(|source| {
        let locators = || source.all_locators();
        let tokens = library.text(source).map(|text| of_text(source, text, &names, diagnostics));
        SourceCoverage {
            source: source.entry.id.to_string(),
            sealed: locators().filter(|one| one.seal.is_some()).count(),
            quoted: locators().filter(|one| one.seal.is_none() && one.quote.is_some()).count(),
            unproven: locators().filter(|one| one.seal.is_none() && one.quote.is_none()).count(),
            tokens,
        }
    });
    Coverage { sources: sources.collect() }
}

/// Names in which digits are no figures, and names of what results are about.
#[derive(Default)]
struct Names {
    /// Folded.
    with_digits: ManyNames,
    /// Folded, and as written.
    of_results: Vec<(String, String)>,
}

impl Names {
    fn of(kb: &KnowledgeBase) -> Self {
        let with_digits = kb
            .entries()
            .flat_map(|(_, entry)| entry.names())
            .filter(|name| name.contains(|char: char| char.is_ascii_digit()))
            .map(folded_name);
        let with_digits = ManyNames::of(with_digits);
        let measures = kb.outcomes.values().map(|outcome| &outcome.entry);
        let markers = kb.biomarkers.values().map(|marker| &marker.entry);
        let labels = kb.sources.values().flat_map(|source| &source.reports).flat_map(|report| {
            let arms = report.arms.given().into_iter().flatten();
            arms.filter_map(|arm| arm.label.given()).map(|label| label.value.clone())
        });
        let of_results = (measures.chain(markers).flat_map(Entry::names).map(str::to_owned))
            .chain(labels)
            .chain(["dose".to_owned(), "cells/kg".to_owned()])
            .map(|name| (folded_name(&name), name))
            .collect();
        Self { with_digits, of_results }
    }
}

/// What a fact covers: whole runs of characters, and numbers in any form.
struct Cover {
    passages: Vec<Passage>,
    runs: Vec<String>,
    numbers: Vec<f64>,
}

impl Cover {
    fn of(source: &Source, text: &SourceText, fact: &Fact<'_>) -> Self {
        let mut cover = Self {
            passages: passages(source, text, fact.locators.iter().copied()),
            runs: vec![],
            numbers: vec![],
        };
        for figure in &fact.figures {
            match &figure.form {
                Form::Printed(printed) => cover.runs.push(printed.clone()),
                Form::Meant(numbers) | Form::Read { numbers, .. } => cover.numbers.extend(numbers),
                Form::People(count) => cover.numbers.push(f64::from(*count)),
                Form::Share { read: (count, of), .. } => {
                    cover.numbers.extend([f64::from(*count), f64::from(*of)])
                }
            }
        }
        cover
    }

    fn holds(
        &self,
        text: &SourceText,
        at: usize,
        sentence: &str,
        token: &Range<usize>,
        numbers: &[f64],
    ) -> bool {
        self.passages.iter().any(|passage| text.holds(passage, at))
            && (stands_in_run(sentence, &self.runs, token)
                || numbers.iter().all(|number| self.numbers.iter().any(|one| same(*one, *number))))
    }
}

/// Whether a token lies within one of these runs of characters.
fn stands_in_run(sentence: &str, runs: &[String], token: &Range<usize>) -> bool {
    let inside = |run: &Range<usize>| run.start <= token.start && token.end <= run.end;
    runs.iter().any(|run| places(sentence, run).iter().any(inside))
}

fn of_text(
    source: &Source,
    text: &SourceText,
    names: &Names,
    diagnostics: &mut Diagnostics,
) -> TokenCoverage {
    let facts = facts(source);
    let covers: Vec<Cover> = facts.iter().map(|fact| Cover::of(source, text, fact)).collect();
    let mut coverage = TokenCoverage::default();
    for (at, sentence) in text.numbered() {
        let folded = FoldedText::new(sentence);
        let in_names: Vec<Range<usize>> = names.with_digits.places(&folded);
        for token in tokens(sentence) {
            let written = sentence.get(token.at.clone()).unwrap_or("").to_owned();
            let is_name = written.starts_with(|char: char| char.is_ascii_digit())
                && in_names.iter().any(|name| name.start <= token.at.start && token.at.start < name.end);
            if is_name {
                continue;
            }
            let left = left_out(source, text, at, sentence, &token.at);
            // An editor who leaves a figure out at its place has looked at it; a fact that is
            // located there may hold the number by chance.
            let is_meant = left.is_some_and(|left| !left.locators.is_empty());
            if !is_meant
                && covers.iter().any(|cover| cover.holds(text, at, sentence, &token.at, &token.numbers))
            {
                coverage.accounted += 1;
            } else if let Some(left) = left {
                no_result(left, &folded, &written, names, diagnostics);
                let LeftOut { what, because, .. } = left;
                coverage.left_out.push(LeftToken {
                    token: written,
                    what: what.clone(),
                    because: because.clone(),
                });
            } else {
                let (section, number) = text.place(at);
                coverage.open.push(OpenToken { token: written, section, sentence: number });
            }
        }
    }
    for open in &coverage.open {
        unaccounted(source, open, diagnostics);
    }
    coverage
}

fn left_out<'s>(
    source: &'s Source,
    text: &SourceText,
    at: usize,
    sentence: &str,
    token: &Range<usize>,
) -> Option<&'s LeftOut> {
    source.left_out.iter().find(|left| {
        let runs: Vec<String> = left.figures.iter().map(|figure| normalise(figure)).collect();
        let passages = passages(source, text, &left.locators);
        let is_here = left.locators.is_empty() || passages.iter().any(|passage| text.holds(passage, at));
        is_here && stands_in_run(sentence, &runs, token)
    })
}

/// A number in a sentence about a result is never left out.
fn no_result(
    left: &LeftOut,
    sentence: &FoldedText<'_>,
    token: &str,
    names: &Names,
    diagnostics: &mut Diagnostics,
) {
    let Some((_, name)) = names.of_results.iter().find(|(folded, _)| sentence.names(folded)) else { return };
    let span = left.figures.first().map_or(left.span, |figure| figure.span);
    let message = format!("`{token}` is left out, but its sentence speaks of `{name}`");
    diagnostics.report(
        Diagnostic::new(Code::FigureLeftOut, span, message)
            .help("put it into a report, a finding or the `figures` of a statement"),
    );
}

fn unaccounted(source: &Source, open: &OpenToken, diagnostics: &mut Diagnostics) {
    let Some(name) = source.captured.given().and_then(|captured| captured.text.as_ref()) else { return };
    let message = format!(
        "`{}` ({}, sentence {}) is in no fact and not left out",
        open.token, open.section, open.sentence
    );
    diagnostics.report(Diagnostic::new(Code::FigureUnaccounted, name.span, message).help(
        "put it into a fact that is located there, or into the `figures` of a `left-out`, with the reason",
    ));
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    #[test]
    fn every_number_is_in_a_fact_or_left_out() {
        check(
            r#"
            --- texts/a.txt
            Volume 48, rated 4.7 by 3 readers.
            RESULTS: EASI-50 was reached by two of 5. The dose was 12 units.
            --- sources/a.md
            volume: 48
            locator: {section: opening, sentence: 1}
            captured: {from: web, text: a.txt}   #~ figure-unaccounted
            left-out:
              - {what: the rating, because: no fact about the study, figures: ["4.7"]}
              - {what: a count in a fact, because: meant so, figures: [of 5], locator: {section: Results, sentence: 1}}   #~ figure-left-out
              - {what: the dose, because: too long, figures: ["12"]}   #~ figure-left-out
            statements:
              - {id: a, about: easi, topic: course, says: It fell., figures: [two of 5], locator: {section: Results, sentence: 1}}
            --- outcomes/easi.md
            aliases: [EASI-50]
            "#,
        );
    }
}
