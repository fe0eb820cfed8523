//! The keys that every entry has.

use super::Raw;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Spanned, did_you_mean};
use crate::model::{Allow, Date, Entry, Identifier, Rating, Scheme, Vocabulary};
use crate::parse::reader::{Fields, Read, malformed};
use crate::parse::yaml::{Node, Value};

/// Reads the keys that every entry has; `title` names the key that holds the display name.
pub fn entry(
    raw: &mut Raw<'_>,
    title: Option<Spanned<String>>,
    diagnostics: &mut Diagnostics,
) -> Option<Entry> {
    let Raw { file, fields, body } = raw;
    let entry = Entry {
        id: file.stem.clone().into(),
        file: file.id,
        title: title.unwrap_or_else(|| Spanned::new(file.stem.clone(), fields.head())),
        aliases: fields.list("aliases", diagnostics),
        description: fields.optional("description", diagnostics),
        identifiers: identifiers(fields, diagnostics),
        broader: fields.list("broader", diagnostics),
        redirect_from: redirects(fields, diagnostics),
        reviewed: fields.optional("reviewed", diagnostics),
        reviewed_by: fields.optional("reviewed-by", diagnostics),
        review_due: review_due(fields, diagnostics),
        rated: fields.optional("rated", diagnostics),
        allow: fields.list("allow", diagnostics),
        draft: fields.or("draft", false, diagnostics),
        extra: extra(fields),
        added: fields.optional("added", diagnostics),
        changed: fields.optional("changed", diagnostics),
        glossary: switch(fields, "glossary", diagnostics),
        body: std::mem::take(body),
    };
    // Editors' tools read it; nothing here does.
    fields.node("$schema");
    aliases_are_no_addresses(&entry, diagnostics);
    Some(entry)
}

/// `on` (the default) or `off`.
fn switch(fields: &mut Fields<'_>, key: &'static str, diagnostics: &mut Diagnostics) -> bool {
    let Some(node) = fields.node(key) else { return true };
    match &node.value {
        Value::Scalar { text, .. } if text == "on" => true,
        Value::Scalar { text, .. } if text == "off" => false,
        _ => {
            malformed(node, "`on` or `off`", "write `on` or `off`", diagnostics);
            true
        }
    }
}

fn review_due(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Option<Spanned<Date>> {
    let due: Spanned<Date> = fields.optional("review-due", diagnostics)?;
    if due.day.is_none() {
        diagnostics.report(
            Diagnostic::new(Code::ValueMalformed, due.span, "a review is due on a day")
                .help("write a whole date, such as `2027-06-30`"),
        );
        return None;
    }
    Some(due)
}

/// Other generators keep old addresses under `aliases`.
fn aliases_are_no_addresses(entry: &Entry, diagnostics: &mut Diagnostics) {
    for alias in entry.aliases.iter().filter(|alias| alias.starts_with('/')) {
        let message = format!("`{}` is an address, and aliases are names", alias.value);
        diagnostics.report(
            Diagnostic::new(Code::ValueMalformed, alias.span, message)
                .help("put old addresses under `redirect-from:`"),
        );
    }
}

fn redirects(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Vec<Spanned<String>> {
    let mut paths: Vec<Spanned<String>> = fields.list("redirect-from", diagnostics);
    for path in &mut paths {
        path.value = path.value.trim_start_matches('/').to_owned();
    }
    paths.retain(|path| match redirect_fault(path) {
        None => true,
        Some(fault) => {
            let message = format!("`{}` cannot become a redirect: {fault}", path.value);
            diagnostics.report(
                Diagnostic::new(Code::ValueMalformed, path.span, message).help(
                    "write a path within the site that ends in `.html`, such as `trials/old-name.html`",
                ),
            );
            false
        }
    });
    paths
}

fn redirect_fault(path: &str) -> Option<&'static str> {
    let is_plain = |char: char| char.is_ascii_alphanumeric() || "-_./".contains(char);
    if !path.ends_with(".html") {
        Some("it does not end in `.html`")
    } else if !path.chars().all(is_plain) {
        Some("it holds something else than letters, digits and `-_./`")
    } else if path.split('/').any(|part| part.is_empty() || part.starts_with('.')) {
        Some("it has an empty or hidden part")
    } else {
        None
    }
}

fn extra(fields: &mut Fields<'_>) -> serde_json::Map<String, serde_json::Value> {
    match fields.node("extra").map(free) {
        Some(serde_json::Value::Object(map)) => map,
        _ => serde_json::Map::new(),
    }
}

/// Free data, every scalar as text.
fn free(node: &Node) -> serde_json::Value {
    match &node.value {
        Value::Null => serde_json::Value::Null,
        Value::Scalar { text, .. } => text.as_str().into(),
        Value::List(items) => items.iter().map(free).collect(),
        Value::Map(map) => map.entries.iter().map(|(key, node)| (key.value.clone(), free(node))).collect(),
    }
}

fn identifiers(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Vec<Identifier> {
    let Some(node) = fields.node("identifiers") else { return Vec::new() };
    let Value::Map(map) = &node.value else {
        malformed(node, "a map of schemes", "write `identifiers: {mondo: \"MONDO:0004980\"}`", diagnostics);
        return Vec::new();
    };
    map.entries.iter().flat_map(|(key, node)| of_scheme(key, node, diagnostics)).collect()
}

fn of_scheme(key: &Spanned<String>, node: &Node, diagnostics: &mut Diagnostics) -> Vec<Identifier> {
    let Some(scheme) = Scheme::by_word(&key.value) else {
        let message = format!("no registry is called `{}`", key.value);
        let known = || Scheme::WORDS.iter().map(|(word, _)| *word);
        let help = did_you_mean(&key.value, known())
            .unwrap_or_else(|| format!("write one of {}", known().collect::<Vec<_>>().join(", ")));
        diagnostics.report(Diagnostic::new(Code::UnknownKey, key.span, message).help(help));
        return Vec::new();
    };
    let values: Vec<Spanned<String>> = Vec::read(node, diagnostics).unwrap_or_default();
    values.into_iter().map(|value| Identifier { scheme, value }).collect()
}

impl Read for Rating {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let mut fields = Fields::of(node, "a rating", diagnostics)?;
        let scheme = fields.required("scheme", diagnostics);
        let level = fields.required("level", diagnostics);
        let by = fields.required("by", diagnostics);
        let date = fields.required("date", diagnostics);
        let because = fields.required("because", diagnostics);
        fields.finish(diagnostics);
        Some(Self { scheme: scheme?, level: level?, by: by?, date: date?, because: because? })
    }
}

impl Read for Allow {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let mut fields = Fields::of(node, "a silenced rule", diagnostics)?;
        let code: Option<Spanned<String>> = fields.required("code", diagnostics);
        let because = fields.required("because", diagnostics);
        fields.finish(diagnostics);
        let code = code?;
        let Some(known) = Code::by_name(&code.value) else {
            let message = format!("no rule is called `{}`", code.value);
            let near = did_you_mean(&code.value, Code::ALL.iter().map(|code| code.name()));
            diagnostics.report(Diagnostic::new(Code::ValueMalformed, code.span, message).maybe_help(near));
            return None;
        };
        Some(Self { code: Spanned::new(known, code.span), because: because? })
    }
}
