//! Complaints as SARIF 2.1.0 (OASIS), the form in which code hosts and editors take the results of
//! checkers.

use super::{Code, Diagnostic, Diagnostics, Files, Severity, Span};
use serde::Serialize;
use serde_json::{Value, json};

/// The schema that names this form.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// All complaints as one SARIF log; `folder` is the way from where the run began to the site, put
/// before the path of each file. Every code is among its rules, whether it was met or not.
pub fn sarif(diagnostics: &Diagnostics, files: &Files, folder: &str) -> String {
    let rules: Vec<Value> = Code::ALL.iter().map(|code| rule(*code)).collect();
    let results: Vec<Value> = diagnostics.iter().map(|one| result(one, files, folder)).collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "litweave",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    super::json::pretty(&log)
}

fn rule(code: Code) -> Value {
    let explanation = code.explanation();
    let help = format!("Wrong:\n\n{}\n\nRight:\n\n{}", explanation.wrong, explanation.right);
    json!({
        "id": code.name(),
        "shortDescription": {"text": explanation.meaning.split_inclusive(". ").next().unwrap_or("").trim_end()},
        "fullDescription": {"text": explanation.meaning},
        "help": {"text": help},
        "defaultConfiguration": {"level": level(code.severity())},
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn result(diagnostic: &Diagnostic, files: &Files, folder: &str) -> Value {
    let index = Code::ALL.iter().position(|code| *code == diagnostic.code);
    let help = diagnostic.help.iter().map(|help| format!("\n{help}"));
    let text: String = std::iter::once(diagnostic.message.clone()).chain(help).collect();
    let related: Vec<Value> = diagnostic
        .related
        .iter()
        .map(|(span, why)| {
            let mut place = location(*span, files, folder);
            if let Some(place) = place.as_object_mut() {
                place.insert("message".to_owned(), json!({ "text": why }));
            }
            place
        })
        .collect();
    json!({
        "ruleId": diagnostic.code.name(),
        "ruleIndex": index,
        "level": level(diagnostic.severity()),
        "message": {"text": text},
        "locations": [location(diagnostic.span, files, folder)],
        "relatedLocations": related,
    })
}

/// Where a complaint points; the region ends before the column that is named last.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

fn location(span: Span, files: &Files, folder: &str) -> Value {
    let (start, end) = (files.position(span), files.end(span));
    let region = Region {
        start_line: start.line,
        start_column: start.column,
        end_line: end.line,
        end_column: end.column,
    };
    let path = format!("{folder}{}", files.path(span));
    let scheme = if path.starts_with('/') { "file://" } else { "" };
    let uri = format!("{scheme}{}", address(&path));
    json!({"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}})
}

/// A relative path as a URI reference: what has a meaning there is written as `%20`.
fn address(path: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let write = |byte: u8| if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    path.bytes().map(write).collect()
}
