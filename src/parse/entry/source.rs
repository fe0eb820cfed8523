//! The reader of source files.

use super::{Raw, common, quantity, record};
use crate::diagnostics::Diagnostics;
use crate::model::{Captured, Interests, LeftOut, Origin, PublicationStatus, Source};
use crate::parse::reader::{Fields, Read, malformed};
use crate::parse::yaml::{Node, Value};

/// Reads a source file.
pub fn source(mut raw: Raw<'_>, diagnostics: &mut Diagnostics) -> Option<Source> {
    let fields = &mut raw.fields;
    let record = record::record(fields, diagnostics);
    let label = fields.optional("label", diagnostics);
    let needs_label = record.title.given().is_none() || record.author.given().is_none();
    if needs_label && label.is_none() && !fields.has("label") {
        fields.must_answer("label", &[], diagnostics);
    }
    let title = label.or_else(|| record.title.given().cloned());
    let locators = fields.list("locator", diagnostics);
    let tier = fields.answer("tier", diagnostics);
    let read = fields.answer("read", diagnostics);
    let captured = fields.answer("captured", diagnostics);
    let derived_from = fields.list("derived-from", diagnostics);
    let status = fields.or("status", PublicationStatus::Current, diagnostics);
    let as_of = fields.answer_if_any("as-of", diagnostics);
    whole_names(fields.node("funding"), diagnostics);
    let funding = fields.answer("funding", diagnostics);
    let competing_interests = fields.answer("competing-interests", diagnostics);
    let left_out = fields.list("left-out", diagnostics);
    let reports = fields.list("reports", diagnostics);
    let findings = fields.list("findings", diagnostics);
    let statements = fields.list("statements", diagnostics);
    let entry = common::entry(&mut raw, title, diagnostics)?;
    raw.fields.finish(diagnostics);
    Some(Source {
        entry,
        record,
        locators,
        tier,
        read,
        captured,
        derived_from,
        status,
        as_of,
        funding,
        competing_interests,
        left_out,
        reports,
        findings,
        statements,
    })
}

impl Read for Captured {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let mut fields = Fields::of(node, "a capture", diagnostics)?;
        let from = fields.required("from", diagnostics);
        let date = fields.answer_if_any("date", diagnostics);
        let text = fields.optional("text", diagnostics);
        let digest = quantity::digest("digest", &mut fields, diagnostics);
        fields.finish(diagnostics);
        Some(Self { from: from?, date, text, digest, span: node.span })
    }
}

impl Read for Origin {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        match &node.value {
            Value::Scalar { text, .. } if text == "not-in-base" => Some(Self::NotInBase),
            _ => Read::read(node, diagnostics).map(Self::Source),
        }
    }
}

impl Read for Interests {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        if let Value::Scalar { .. } = node.value {
            malformed(
                node,
                "a declaration of interests",
                "write `{declared: none}`, `{declared: \"…\"}` or `not-reported`",
                diagnostics,
            );
            return None;
        }
        let mut fields = Fields::of(node, "a declaration of interests", diagnostics)?;
        let declared: Option<String> = fields.required("declared", diagnostics);
        fields.finish(diagnostics);
        match declared?.as_str() {
            "none" => Some(Self::DeclaredNone),
            words => Some(Self::Declared(words.to_owned())),
        }
    }
}

impl Read for LeftOut {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let mut fields = Fields::of(node, "something left out", diagnostics)?;
        let what = fields.required("what", diagnostics);
        let because = fields.required("because", diagnostics);
        let figures = fields.list("figures", diagnostics);
        let locators = fields.list("locator", diagnostics);
        fields.finish(diagnostics);
        Some(Self { what: what?, because: because?, figures, locators, span: node.span })
    }
}

/// Organisation names hold commas; a flow list cuts them there.
pub fn whole_names(node: Option<&Node>, diagnostics: &mut Diagnostics) {
    let Some(Node { value: Value::List(items), .. }) = node else { return };
    for item in items {
        if let Value::Scalar { text, .. } = &item.value
            && ["Ltd.", "Ltd", "Inc.", "Inc", "LTD.", "LLC", "GmbH", "S.A."].contains(&text.trim())
        {
            malformed(
                item,
                "the whole name of an organisation",
                "a flow list cut the name at its comma: write one name a line, each after `- `",
                diagnostics,
            );
        }
    }
}
