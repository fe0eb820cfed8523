//! `identifier-mislabelled`: an identifier of something else.
//!
//! Public lists are full of wrong codes, and a wrong one has the right form. So an entry is compared
//! with the [table](vocabulary) of concepts that were looked up, with the other entries of its kind,
//! and a trial with what its reports print.

mod vocabulary;

use super::identifier_malformed::is_formed;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span};
use crate::link::{KnowledgeBase, fold};
use crate::model::{Entry, EntryRef, HasEntry as _, Identifier, Kind, Scheme, Vocabulary as _};
use std::collections::{BTreeMap, BTreeSet};
use vocabulary::{CONCEPTS, Concept};

/// Reports every identifier that stands for something else than its entry.
pub fn check(kb: &KnowledgeBase, diagnostics: &mut Diagnostics) {
    let table: Vec<Row> = CONCEPTS.iter().map(Row::of).collect();
    let mut first: BTreeMap<(Kind, Scheme, &str), (EntryRef, Span)> = BTreeMap::new();
    for (at, entry) in kb.entries() {
        for identifier in &entry.identifiers {
            of_another_concept(&table, entry, identifier, diagnostics);
            let key = (at.kind, identifier.scheme, identifier.value.value.as_str());
            match first.get(&key) {
                Some((other, span)) if *other != at => {
                    diagnostics.report(claimed_twice(&at, identifier, other, *span));
                }
                Some(_) => {}
                None => _ = first.insert(key, (at.clone(), identifier.value.span)),
            }
        }
    }
    of_other_reports(kb, diagnostics);
}

/// A concept with its names folded.
struct Row {
    concept: &'static Concept,
    /// Names that stand for nothing else.
    sure: BTreeSet<String>,
    /// Names that other things have too.
    short: BTreeSet<String>,
}

impl Row {
    fn of(concept: &'static Concept) -> Self {
        let fold_all = |names: &[&str]| names.iter().map(|name| folded(name)).collect();
        Self { concept, sure: fold_all(concept.names), short: fold_all(concept.short) }
    }

    fn answers_to(&self, names: &BTreeSet<String>) -> bool {
        names.iter().any(|name| self.sure.contains(name) || self.short.contains(name))
    }

    fn is_surely(&self, names: &BTreeSet<String>) -> bool {
        names.iter().any(|name| self.sure.contains(name))
    }

    /// What complaints call it.
    fn name(&self) -> &'static str {
        self.concept.names.first().unwrap_or(&"")
    }
}

/// An identifier of the table under a name that is none of its concept, or a name of the table with
/// another identifier.
fn of_another_concept(table: &[Row], entry: &Entry, identifier: &Identifier, diagnostics: &mut Diagnostics) {
    let names: BTreeSet<String> = entry.names().map(folded).collect();
    let Identifier { scheme, value } = identifier;
    let owners: Vec<&Row> = table.iter().filter(|row| row.concept.has(*scheme, value)).collect();
    if let Some(owner) = owners.first() {
        if owners.iter().any(|row| row.answers_to(&names)) {
            return;
        }
        let message = format!(
            "`{}` is the number of {}, and no name of this entry is one of its names",
            value.value,
            owner.name()
        );
        diagnostics.report(Diagnostic::new(Code::IdentifierMislabelled, value.span, message).help(format!(
            "take it out, or look up the number of `{}`; if it is the same thing, add its name to `aliases`",
            entry.title.value
        )));
        return;
    }
    if !is_formed(*scheme, value) {
        return;
    }
    let is_meant = |row: &&Row| row.concept.of(*scheme).next().is_some() && row.is_surely(&names);
    if let Some(row) = table.iter().find(is_meant) {
        let wanted: Vec<String> = row.concept.of(*scheme).map(|number| format!("`{number}`")).collect();
        let message = format!("`{}` is not the number of {}", value.value, row.name());
        diagnostics.report(Diagnostic::new(Code::IdentifierMislabelled, value.span, message).help(format!(
            "its `{}` is {}",
            scheme.word(),
            wanted.join(" or ")
        )));
    }
}

fn claimed_twice(at: &EntryRef, identifier: &Identifier, other: &EntryRef, first: Span) -> Diagnostic {
    let message = format!("`{}` of `{at}` is also the number of `{other}`", identifier.value.value);
    Diagnostic::new(Code::IdentifierMislabelled, identifier.value.span, message)
        .related(first, "the other entry")
        .help("look up which of the two it stands for, and take it out of the other; two entries for one thing become one")
}

/// The registry number of a trial is the one that its reports print.
fn of_other_reports(kb: &KnowledgeBase, diagnostics: &mut Diagnostics) {
    for (source, report) in kb.reports() {
        let trial = report.trial.given().and_then(|trial| kb.trials.get(&trial.value));
        // A number of another registry, or a malformed one, is another matter.
        let printed = report.registry_id.given().filter(|printed| is_formed(Scheme::Nct, &printed.value));
        let (Some(trial), Some(printed)) = (trial, printed) else { continue };
        let mut own = trial.entry.identifiers.iter().filter(|one| one.scheme == Scheme::Nct);
        let Some(number) = own.clone().next() else { continue };
        if own.any(|one| one.value.value == printed.value) {
            continue;
        }
        let message = format!(
            "`{}` is not the number that `{}` reports: `{}`",
            number.value.value,
            source.id(),
            printed.value
        );
        diagnostics.report(
            Diagnostic::new(Code::IdentifierMislabelled, number.value.span, message)
                .related(printed.span, "the report")
                .help("compare both with the source; if the report is of another trial, name that one in it"),
        );
    }
}

/// A name with what makes no difference folded away; a plural is the same name.
fn folded(name: &str) -> String {
    let folded = fold(name);
    match folded.strip_suffix('s') {
        Some(singular) if !singular.ends_with('s') && singular.len() > 3 => singular.to_owned(),
        _ => folded,
    }
}

impl Concept {
    /// Its numbers of a scheme.
    fn of(&self, scheme: Scheme) -> impl Iterator<Item = &'static str> {
        self.numbers.iter().filter(move |(of, _)| *of == scheme).map(|(_, number)| *number)
    }

    /// Whether a number is its own; in the ICD, `L20.8` is a part of `L20`.
    fn has(&self, scheme: Scheme, number: &str) -> bool {
        self.of(scheme).any(|own| {
            own == number
                || scheme == Scheme::Icd10
                    && number.strip_prefix(own).is_some_and(|rest| rest.starts_with('.'))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::vocabulary::CONCEPTS;
    use crate::testing::check;

    #[test]
    fn every_concept_has_a_name_and_a_number() {
        assert!(CONCEPTS.iter().all(|concept| !concept.names.is_empty() && !concept.numbers.is_empty()));
    }

    #[test]
    fn a_number_stands_for_its_concept_only() {
        check(
            "
            --- biomarkers/il-17.md
            title: IL-17
            identifiers: {hgnc: \"HGNC:5981\"}   #~ identifier-mislabelled
            --- biomarkers/il-13.md
            title: IL-13
            identifiers: {hgnc: \"HGNC:6014\"}   #~ identifier-mislabelled
            --- diseases/ad.md
            title: Atopic dermatitis
            identifiers:
              mondo: MONDO:0004981   #~ identifier-mislabelled
              icd10: L21   #~ identifier-mislabelled
            --- diseases/a.md
            identifiers: {mondo: \"MONDO:0000001\"}
            --- diseases/b.md
            identifiers: {mondo: \"MONDO:0000001\"}   #~ identifier-mislabelled
            --- trials/a.md
            identifiers: {nct: NCT04137562}   #~ identifier-mislabelled
            --- sources/a.md
            reports:
              - trial: a
                registry-id: NCT04137526
                phase: 2
                allocation: not-reported
                masking: not-reported
                control: not-reported
                enrollment: not-reported
                arms: not-reported
                follow-up: not-reported
                locator: {section: Methods}
            --- pages/about.md
            ---
            [[il-17]] [[il-13]] [[ad]] [[disease:a]] [[disease:b]] [[trial:a]]
            ",
        );
    }

    #[test]
    fn names_of_any_spelling_and_unknown_numbers_are_fine() {
        check(
            "
            --- biomarkers/il-17a.md
            title: Interleukin-17A
            aliases: [IL-17]
            identifiers: {hgnc: \"HGNC:5981\"}
            --- biomarkers/c7.md
            title: Complement component C7
            aliases: [C7]
            identifiers: {uniprot: P10643}
            --- diseases/ad.md
            title: Eczema
            aliases: [Atopic-Dermatitis]
            identifiers: {mondo: \"MONDO:0004980\", icd10: L20.8, ncit: C3001}
            --- diseases/alzheimer.md
            title: Alzheimer disease
            aliases: [AD]
            identifiers: {mondo: \"MONDO:0004975\"}
            --- cell-types/eosinophil.md
            title: Eosinophils
            identifiers: {cl: \"CL:0000771\"}
            --- outcomes/itch.md
            identifiers: {hp: \"HP:0000989\"}
            --- diseases/pruritus.md
            identifiers: {hp: \"HP:0000989\"}
            --- pages/about.md
            ---
            [[il-17a]] [[c7]] [[disease:ad]] [[alzheimer]] [[eosinophil]] [[itch]] [[pruritus]]
            ",
        );
    }
}
