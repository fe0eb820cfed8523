//! Numbers of registries in prose.
//!
//! A trial number in a text must be that of a trial of the base: nothing else shows to a reader
//! which trial is meant.

use super::{is_digits, is_doi, is_nct, is_pmcid, is_pmid, of_other_form, orcid_fault, prefixed};
use crate::check::sentences::{OwnText, Sentence};
use crate::check::words::Words;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, did_you_mean};
use crate::link::KnowledgeBase;
use crate::model::Scheme;
use std::collections::BTreeSet;
use std::ops::Range;

/// Reports every number in prose that has not the form of its registry, and every trial number
/// that no trial has.
pub fn check(kb: &KnowledgeBase, texts: &[OwnText<'_>], diagnostics: &mut Diagnostics) {
    let known = trial_numbers(kb);
    for sentence in texts.iter().flat_map(|text| &text.sentences) {
        if !sentence.text.contains(|char: char| char.is_ascii_digit()) {
            continue;
        }
        for (scheme, at) in numbers(sentence) {
            let Some(span) = sentence.span(at.clone()) else { continue };
            let written = sentence.words(at);
            let form = match scheme {
                Number::Nct if is_nct(written) && known.contains(written) => continue,
                Number::Nct if is_nct(written) => {
                    let near = did_you_mean(written, known.iter().map(String::as_str));
                    let help = near.unwrap_or_else(|| {
                        "compare it with the source; a trial of this base has it under `identifiers`"
                            .to_owned()
                    });
                    let message = format!("no trial has the number `{written}`");
                    diagnostics.report(Diagnostic::new(Code::UnknownReference, span, message).help(help));
                    continue;
                }
                Number::Orcid => {
                    if let Some(diagnostic) = orcid_fault(written, span) {
                        diagnostics.report(diagnostic);
                    }
                    continue;
                }
                Number::Nct => ("registry", "NCT04137562"),
                Number::Doi if is_doi(written) => continue,
                Number::Doi => ("DOI", "10.1186/s13287-025-04763-y"),
                Number::Pmid if is_pmid(written) => continue,
                Number::Pmid => ("PMID", "41331725"),
                Number::Pmcid if is_pmcid(written) => continue,
                Number::Pmcid => ("PMCID", "PMC1234567"),
                Number::Isrctn if prefixed(written, "ISRCTN", 8..=8) => continue,
                Number::Isrctn => ("registry", "ISRCTN12345678"),
            };
            diagnostics.report(of_other_form(form.0, written, span, form.1));
        }
    }
}

/// The trial numbers that the base knows.
fn trial_numbers(kb: &KnowledgeBase) -> BTreeSet<String> {
    let of_entries = kb.entries().flat_map(|(_, entry)| &entry.identifiers);
    let of_entries = of_entries.filter(|one| one.scheme == Scheme::Nct).map(|one| one.value.value.clone());
    let of_reports =
        kb.reports().filter_map(|(_, report)| report.registry_id.given()).map(|id| id.value.clone());
    let of_records = kb.sources.values().filter_map(|source| source.record.number.given());
    let all = of_entries.chain(of_reports).chain(of_records.map(|number| number.value.clone()));
    all.filter(|number| is_nct(number)).collect()
}

/// A kind of number that texts name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Number {
    Nct,
    Doi,
    Pmid,
    Pmcid,
    Orcid,
    Isrctn,
}

/// The numbers of a sentence, right or wrong, by what stands before them or how they begin.
fn numbers(sentence: &Sentence<'_>) -> Vec<(Number, Range<usize>)> {
    let text = sentence.text.as_str();
    let mut found = Vec::new();
    for (at, _) in Words::of(text).iter() {
        let word = text.get(at.clone()).unwrap_or("");
        let is_number = |prefix: &str| {
            word.strip_prefix(prefix).is_some_and(|rest| rest.starts_with(|char: char| char.is_ascii_digit()))
        };
        let named =
            |scheme: &str| word.eq_ignore_ascii_case(scheme).then(|| after_name(text, at.end)).flatten();
        if is_number("NCT") || is_number("Nct") || is_number("nct") {
            found.push((Number::Nct, at.clone()));
        } else if is_number("PMC") {
            found.push((Number::Pmcid, at.clone()));
        } else if is_number("ISRCTN") {
            found.push((Number::Isrctn, at.clone()));
        } else if let Some(place) = named("pmid") {
            found.push((Number::Pmid, place));
        } else if let Some(place) = named("doi") {
            found.push((Number::Doi, place));
        } else if let Some(place) = named("orcid") {
            found.push((Number::Orcid, place));
        } else if word == "NCT"
            && let Some(place) = split_number(text, at)
        {
            found.push((Number::Nct, place));
        }
    }
    found
}

/// A number that stands behind the name of its registry: "PMID: 41331725", "doi.org/10.1000/a".
fn after_name(text: &str, end: usize) -> Option<Range<usize>> {
    let rest = text.get(end..)?;
    let gap = [".org/", ": ", ":", " "].iter().find(|gap| rest.starts_with(**gap))?;
    let start = end + gap.len();
    let number =
        text.get(start..)?.split(|char: char| char.is_whitespace() || "[]{}<>”\"".contains(char)).next()?;
    let number = number.trim_end_matches(['.', ',', ';', ':', ')', '*', '_', '?', '!']);
    let is_number = number.starts_with(|char: char| char.is_ascii_digit());
    // "DOI 3 of them" names no number.
    let is_long = is_digits(number, 5..=99) || number.contains(['/', '-', '.']);
    (is_number && is_long).then(|| start..start + number.len())
}

/// `NCT 04137562`: a number that was split in two.
fn split_number(text: &str, name: &Range<usize>) -> Option<Range<usize>> {
    let rest = text.get(name.end..)?;
    let digits = rest.strip_prefix([' ', '-', ':'])?.trim_start();
    let start = text.len() - digits.len();
    let length = digits.bytes().take_while(u8::is_ascii_digit).count();
    (length >= 6).then(|| name.start..start + length)
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    #[test]
    fn numbers_in_prose_are_checked() {
        check(
            "
            --- trials/a.md
            identifiers: {nct: NCT04137562}
            --- pages/about.md
            description: The trial NCT0413756 is one.   #~ identifier-malformed
            ---
            The trial is [[a]], NCT04137562.
            It is NCT0413756.   #~ identifier-malformed
            It is NCT04137526.   #~ unknown-reference
            It is NCT 04137562.   #~ identifier-malformed
            See doi:10.11/a, or so.   #~ identifier-malformed
            See PMID 413317251.   #~ identifier-malformed
            See PMC81234567890.   #~ identifier-malformed
            By ORCID 0000-0002-1825-0079.   #~ identifier-malformed
            By ISRCTN1234567.   #~ identifier-malformed
            ",
        );
    }

    #[test]
    fn right_numbers_and_their_names_are_fine() {
        check(
            "
            --- sources/a.md
            number: NCT04137563
            --- pages/about.md
            ---
            Numbers: doi: 10.1186/s13287-025-04763-y; https://doi.org/10.1000/abc, PMID: 41331725, PMC8123456.
            NCT04137563 is a record. By 0000-0002-1825-0097, ORCID 0000-0002-1694-233X, ISRCTN12345678.
            An NCT number, a PMID, a DOI and an ORCID are numbers; so are `NCT1` and [there](https://example.org/NCT1).
            The DOI 3 people gave, PMID 12 times, and NCT 2 times.
            ",
        );
    }
}
