//! `identifier-malformed`: a number that is none of its registry.
//!
//! A link made from it would lead to another record or to none. Only the form is judged here.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::link::KnowledgeBase;
use crate::model::{Answer, Scheme, Vocabulary};

/// Reports every identifier that does not have the form of its scheme.
pub fn check(kb: &KnowledgeBase, diagnostics: &mut Diagnostics) {
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
        number("PMID", &record.pmid, "41331725", |text| is_digits(text, 1..=8), diagnostics);
        number("PMCID", &record.pmcid, "PMC1234567", |text| prefixed(text, "PMC", 1..=9), diagnostics);
        for report_of in &source.reports {
            if let Answer::Given(id) = &report_of.registry_id
                && id.value.to_ascii_uppercase().starts_with("NCT")
                && !prefixed(&id.value, "NCT", 8..=8)
            {
                report("registry", &id.value, id.span, "NCT04137562", diagnostics);
            }
        }
    }
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
    let message = format!("`{value}` does not have the form of a {scheme} number");
    diagnostics.report(
        Diagnostic::new(Code::IdentifierMalformed, span, message)
            .help(format!("it looks like `{form}`; copy it from the registry or the source")),
    );
}

/// An example of each scheme's form, and whether a text has it.
fn form_of(scheme: Scheme) -> (&'static str, fn(&str) -> bool) {
    match scheme {
        Scheme::Nct => ("NCT04137562", |text| prefixed(text, "NCT", 8..=8)),
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
            identifiers: {uniprot: Q92583, hgnc: \"HGNC:5973\"}
            --- pages/about.md
            ---
            See [[ad]] and [[ccl17]].
            ",
        );
    }
}
