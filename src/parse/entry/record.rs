//! Readers of bibliographic records, in the words of CSL-JSON.

use crate::diagnostics::{Diagnostics, Spanned};
use crate::model::{CitedWork, Id, Person, Record, Work};
use crate::parse::reader::{Fields, Read, malformed};
use crate::parse::yaml::{Node, Value};

/// Reads the keys of a record that stand among other keys of a source.
pub fn record(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Record {
    for key in ["type", "author", "issued"] {
        fields.must_answer(key, &[], diagnostics);
    }
    fields.must_answer("title", &["label"], diagnostics);
    optional_record(fields, diagnostics)
}

fn optional_record(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Record {
    Record {
        kind: fields.answer_if_any("type", diagnostics),
        title: fields.answer_if_any("title", diagnostics),
        author: fields.answer_if_any("author", diagnostics),
        container_title: fields.answer_if_any("container-title", diagnostics),
        container_title_short: fields.answer_if_any("container-title-short", diagnostics),
        publisher: fields.answer_if_any("publisher", diagnostics),
        volume: fields.answer_if_any("volume", diagnostics),
        issue: fields.answer_if_any("issue", diagnostics),
        page: fields.answer_if_any("page", diagnostics),
        issued: fields.answer_if_any("issued", diagnostics),
        available_date: fields.answer_if_any("available-date", diagnostics),
        number: fields.answer_if_any("number", diagnostics),
        doi: fields.answer_if_any("DOI", diagnostics),
        pmid: fields.answer_if_any("PMID", diagnostics),
        pmcid: fields.answer_if_any("PMCID", diagnostics),
        url: fields.answer_if_any("URL", diagnostics),
        references: fields.list("references", diagnostics),
    }
}

impl Read for Person {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        if let Value::Scalar { .. } = node.value {
            malformed(
                node,
                "an author",
                "write one a line: `- {family: Shin, given: Hyun-Tae}`; `{literal: …}` for a body",
                diagnostics,
            );
            return None;
        }
        let mut fields = Fields::of(node, "an author", diagnostics)?;
        let family: Option<String> = fields.optional("family", diagnostics);
        let literal: Option<String> = fields.optional("literal", diagnostics);
        let person = Self {
            given: fields.optional("given", diagnostics),
            affiliation: fields.list("affiliation", diagnostics),
            orcid: fields.optional("orcid", diagnostics),
            equal_contribution: fields.or("equal-contribution", false, diagnostics),
            corresponding: fields.or("corresponding", false, diagnostics),
            family: family.or(literal).unwrap_or_default(),
            span: node.span,
        };
        let is_named = fields.has("family") || fields.has("literal");
        fields.finish(diagnostics);
        if !is_named {
            malformed(
                node,
                "a name",
                "write `{family: Shin, given: Hyun-Tae}`, or `{literal: …}` for a body",
                diagnostics,
            );
        }
        (!person.family.is_empty()).then_some(person)
    }
}

impl Read for CitedWork {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let is_source = matches!(&node.value, Value::Map(map) if map.entries.iter().any(|(key, _)| key.value == "source"));
        let mut fields = Fields::of(node, "a cited work", diagnostics)?;
        let locators = fields.list("locator", diagnostics);
        let work = if is_source {
            let source: Option<Spanned<Id<crate::model::Source>>> = fields.required("source", diagnostics);
            source.map(Work::Source)
        } else {
            Some(Work::Item(Box::new(optional_record(&mut fields, diagnostics))))
        };
        fields.finish(diagnostics);
        Some(Self { work: work?, locators })
    }
}
