//! `identifier-malformed`: a number that is none of its registry.
//!
//! A link made from it would lead to another record or to none. Its form is judged here, and its
//! check digit where it has one; in prose as well ([`prose`]).

mod prose;

use super::sentences::OwnText;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::link::KnowledgeBase;
use crate::model::{Answer, Scheme, Vocabulary};

/// Reports every identifier that does not have the form of its scheme.
pub fn check(kb: &KnowledgeBase, texts: &[OwnText<'_>], diagnostics: &mut Diagnostics) {
    prose::check(kb, texts, diagnostics);
    for (_, entry) in kb.entries() {
        for identifier in &entry.identifiers {
            let (form, is_formed) = form_of(identifier.scheme);
            if !is_formed(&identifier.value) {
                report(identifier.scheme.word(), &identifier.value, identifier.value.span, form, diagnostics);
            }
        }
    }
    for source in kb.sources.values() {
        let record = &source.record;
        number("DOI", &record.doi, "10.1186/s13287-025-04763-y", is_doi, diagnostics);
        number("PMID", &record.pmid, "41331725", is_pmid, diagnostics);
        number("PMCID", &record.pmcid, "PMC1234567", is_pmcid, diagnostics);
        for orcid in record.author.given().into_iter().flatten().filter_map(|person| person.orcid.as_ref()) {
            let number = orcid.trim_start_matches("https://orcid.org/");
            if let Some(diagnostic) = orcid_fault(number, orcid.span) {
                diagnostics.report(diagnostic);
            }
        }
        for report_of in &source.reports {
            if let Answer::Given(id) = &report_of.registry_id
                && id.value.to_ascii_uppercase().starts_with("NCT")
                && !is_nct(&id.value)
            {
                report("registry", &id.value, id.span, "NCT04137562", diagnostics);
            }
        }
    }
}

/// Whether an identifier has the form of its scheme.
pub fn is_formed(scheme: Scheme, number: &str) -> bool {
    form_of(scheme).1(number)
}

fn number(
    scheme: &str,
    answer: &Answer<Spanned<String>>,
    form: &str,
    is_formed: impl Fn(&str) -> bool,
    diagnostics: &mut Diagnostics,
) {
    if let Answer::Given(value) = answer
        && !is_formed(value)
    {
        report(scheme, value, value.span, form, diagnostics);
    }
}

fn report(scheme: &str, value: &str, span: Span, form: &str, diagnostics: &mut Diagnostics) {
    diagnostics.report(of_other_form(scheme, value, span, form));
}

fn of_other_form(scheme: &str, value: &str, span: Span, form: &str) -> Diagnostic {
    let message = format!("`{value}` does not have the form of a {scheme} number");
    Diagnostic::new(Code::IdentifierMalformed, span, message)
        .help(format!("it looks like `{form}`; copy it from the registry or the source"))
}

/// What is wrong with an ORCID, if anything is.
fn orcid_fault(number: &str, span: Span) -> Option<Diagnostic> {
    let groups: Vec<&str> = number.split('-').collect();
    let is_last = |at: usize, char: char| at == 15 && char == 'X';
    let signs: String = groups.concat();
    let is_formed = groups.len() == 4
        && groups.iter().all(|group| group.len() == 4)
        && signs.chars().enumerate().all(|(at, char)| char.is_ascii_digit() || is_last(at, char));
    if !is_formed {
        return Some(of_other_form("ORCID", number, span, "0000-0002-1825-0097"));
    }
    let wanted = orcid_check_sign(&signs);
    (!signs.ends_with(wanted)).then(|| {
        let message = format!("`{number}` is no ORCID: its last sign would have to be {wanted}");
        Diagnostic::new(Code::IdentifierMalformed, span, message)
            .help("a digit was mistyped; copy it from orcid.org or the source")
    })
}

/// The check sign after the first 15 digits, by ISO 7064, MOD 11-2.
fn orcid_check_sign(signs: &str) -> char {
    let digits = signs.chars().take(15).filter_map(|char| char.to_digit(10));
    let total = digits.fold(0, |total, digit| (total + digit) * 2 % 11);
    match (12 - total) % 11 {
        10 => 'X',
        digit => char::from_digit(digit, 10).unwrap_or('X'),
    }
}

fn is_nct(text: &str) -> bool {
    prefixed(text, "NCT", 8..=8)
}

fn is_pmid(text: &str) -> bool {
    is_digits(text, 1..=8)
}

fn is_pmcid(text: &str) -> bool {
    prefixed(text, "PMC", 1..=9)
}

/// An example of each scheme's form, and whether a text has it.
fn form_of(scheme: Scheme) -> (&'static str, fn(&str) -> bool) {
    match scheme {
        Scheme::Nct => ("NCT04137562", is_nct),
        Scheme::Mondo => ("MONDO:0004980", |text| prefixed(text, "MONDO:", 7..=7)),
        Scheme::Mesh => ("D003876", |text| prefixed(text, "D", 6..=9) || prefixed(text, "C", 6..=9)),
        Scheme::Icd10 => ("L20", is_icd10),
        Scheme::Icd11 => ("EA80", |text| {
            text.len() >= 4 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.')
        }),
        Scheme::Orpha => ("ORPHA:79408", |text| prefixed(text, "ORPHA:", 1..=6)),
        Scheme::Omim => ("226600", |text| is_digits(text, 6..=6)),
        Scheme::Doid => ("DOID:3310", |text| prefixed(text, "DOID:", 1..=7)),
        Scheme::Efo => ("EFO:0000274", |text| prefixed(text, "EFO:", 7..=7)),
        Scheme::Gard => ("6308", |text| is_digits(text, 1..=7)),
        Scheme::Cl => ("CL:0000134", |text| prefixed(text, "CL:", 7..=7)),
        Scheme::Uberon => ("UBERON:0002097", |text| prefixed(text, "UBERON:", 7..=7)),
        Scheme::Hgnc => ("HGNC:5973", |text| prefixed(text, "HGNC:", 1..=6)),
        Scheme::Uniprot => ("Q92583", is_uniprot),
        Scheme::Hp => ("HP:0000989", |text| prefixed(text, "HP:", 7..=7)),
        Scheme::Ncit => ("C3520", |text| prefixed(text, "C", 1..=7)),
    }
}

fn is_digits(text: &str, length: std::ops::RangeInclusive<usize>) -> bool {
    length.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn prefixed(text: &str, prefix: &str, length: std::ops::RangeInclusive<usize>) -> bool {
    text.strip_prefix(prefix).is_some_and(|digits| is_digits(digits, length))
}

/// A registrant of four to nine digits, a slash, and a suffix without spaces.
fn is_doi(text: &str) -> bool {
    let Some((registrant, suffix)) = text.strip_prefix("10.").and_then(|rest| rest.split_once('/')) else {
        return false;
    };
    let registrant = registrant.split('.').next().unwrap_or("");
    is_digits(registrant, 4..=9) && !suffix.is_empty() && !suffix.contains(char::is_whitespace)
}

fn is_icd10(text: &str) -> bool {
    let (category, rest) = text.split_once('.').unwrap_or((text, ""));
    let mut chars = category.chars();
    chars.next().is_some_and(|char| char.is_ascii_uppercase())
        && is_digits(chars.as_str(), 2..=2)
        && rest.len() <= 4
        && rest.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// UniProt's own pattern for accession numbers.
fn is_uniprot(text: &str) -> bool {
    let bytes = text.as_bytes();
    let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_uppercase);
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let either = |at: usize| letter(at) || digit(at);
    let short = letter(0) && digit(1) && either(2) && either(3) && either(4) && digit(5);
    match bytes.len() {
        6 => short,
        10 => short && letter(6) && either(7) && either(8) && digit(9),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    #[test]
    fn numbers_of_another_form_are_reported() {
        check(
            "
            --- diseases/ad.md
            identifiers:
              mondo: MONDO:498   #~ identifier-malformed
              icd10: 20L   #~ identifier-malformed
            --- pages/about.md
            ---
            See [[ad]] and [@a].
            --- sources/a.md
            DOI: doi.org/10.1000/a   #~ identifier-malformed
            author:
              - {family: Right, orcid: 0000-0002-1825-0097}
              - {family: Also right, orcid: 0000-0002-1694-233X}
              - {family: Mistyped, orcid: 0000-0002-1825-0079}   #~ identifier-malformed
              - {family: Short, orcid: 0000-0002-1825}   #~ identifier-malformed
            PMID: PMID41331725   #~ identifier-malformed
            ",
        );
    }

    #[test]
    fn numbers_of_the_right_form_are_fine() {
        check(
            "
            --- diseases/ad.md
            identifiers: {mondo: \"MONDO:0004980\", icd10: L20, mesh: D003876, doid: \"DOID:3310\"}
            --- biomarkers/ccl17.md
            identifiers: {uniprot: Q92583}
            --- biomarkers/il-13.md
            identifiers: {hgnc: \"HGNC:5973\"}
            --- pages/about.md
            ---
            See [[ad]], [[ccl17]] and [[il-13]].
            ",
        );
    }
}
