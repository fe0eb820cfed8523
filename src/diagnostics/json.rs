//! Complaints as JSON, for editors and other programs.

use super::{Diagnostic, Diagnostics, Files, Position, Severity, Span};
use serde::Serialize;

#[derive(Serialize)]
struct Report<'a, C> {
    errors: usize,
    warnings: usize,
    notes: usize,
    diagnostics: Vec<Item<'a>>,
    coverage: &'a C,
}

#[derive(Serialize)]
struct Item<'a> {
    severity: Severity,
    code: &'static str,
    message: &'a str,
    #[serde(flatten)]
    place: Place<'a>,
    help: &'a [String],
    related: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Place<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
struct Related<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    message: &'a str,
}

/// All complaints as one JSON object, with how much of the sources is proven; lines and columns
/// start at one, columns are characters.
pub fn json(diagnostics: &Diagnostics, files: &Files, coverage: &impl Serialize) -> String {
    let report = Report {
        errors: diagnostics.count(Severity::Error),
        warnings: diagnostics.count(Severity::Warning),
        notes: diagnostics.count(Severity::Note),
        diagnostics: diagnostics.iter().map(|diagnostic| item(diagnostic, files)).collect(),
        coverage,
    };
    pretty(&report)
}

/// JSON over several lines that a terminal can show.
pub fn pretty(value: &impl Serialize) -> String {
    escape_signs(&serde_json::to_string_pretty(value).unwrap_or_default())
}

/// JSON may hold signs that a terminal obeys when somebody prints it: these are written `\u009b`.
fn escape_signs(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for char in json.chars() {
        match char {
            '\u{7f}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                out.push_str(&format!("\\u{:04x}", u32::from(char)));
            }
            char => out.push(char),
        }
    }
    out
}

fn item<'a>(diagnostic: &'a Diagnostic, files: &'a Files) -> Item<'a> {
    Item {
        severity: diagnostic.severity(),
        code: diagnostic.code.name(),
        message: &diagnostic.message,
        place: place(diagnostic.span, files),
        help: &diagnostic.help,
        related: diagnostic
            .related
            .iter()
            .map(|(span, message)| Related { place: place(*span, files), message })
            .collect(),
    }
}

fn place(span: Span, files: &Files) -> Place<'_> {
    let Position { line, column } = files.position(span);
    let end = files.end(span);
    Place { file: files.path(span), line, column, end_line: end.line, end_column: end.column }
}
