//! Complaints as workflow commands, which GitHub shows beside the lines of a change.

use super::terminal::visible;
use super::{Diagnostic, Diagnostics, Files, Severity};

/// One command a complaint; `folder` is the way from the top of the repository to the site.
pub fn github(diagnostics: &Diagnostics, files: &Files, folder: &str) -> String {
    diagnostics.iter().map(|diagnostic| command(diagnostic, files, folder)).collect()
}

fn command(diagnostic: &Diagnostic, files: &Files, folder: &str) -> String {
    let (start, end) = (files.position(diagnostic.span), files.end(diagnostic.span));
    let level = match diagnostic.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    // GitHub reads columns only where the lines are one.
    let columns = match start.line == end.line {
        true => format!(",col={},endColumn={}", start.column, end.column.max(start.column + 1) - 1),
        false => String::new(),
    };
    let help: String = diagnostic.help.iter().map(|help| format!("\n{help}")).collect();
    format!(
        "::{level} file={},line={},endLine={}{columns},title={}::{}\n",
        property(&format!("{folder}{}", files.path(diagnostic.span))),
        start.line,
        end.line,
        diagnostic.code.name(),
        data(&format!("{}{help}", diagnostic.message))
    )
}

/// A message in which nothing ends the command, and nothing is obeyed by a terminal.
fn data(text: &str) -> String {
    visible(&text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A"))
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
