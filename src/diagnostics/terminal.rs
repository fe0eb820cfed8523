//! Complaints for a person at a terminal, in the look of rustc.

use super::files::floor;
use super::{Diagnostic, Diagnostics, File, Files, Severity, Span};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

/// With colours, or as plain text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// ANSI colours.
    Styled,
    /// No escape sequences.
    Plain,
}

/// All complaints, one after the other, with the lines they are about.
pub fn terminal(diagnostics: &Diagnostics, files: &Files, look: Look) -> String {
    let renderer = match look {
        Look::Styled => Renderer::styled(),
        Look::Plain => Renderer::plain(),
    };
    let mut out = String::new();
    for diagnostic in diagnostics.iter() {
        out.push_str(&renderer.render(&report(diagnostic, files)));
        out.push_str("\n\n");
    }
    out
}

fn report<'a>(diagnostic: &'a Diagnostic, files: &'a Files) -> Vec<Group<'a>> {
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(visible(&diagnostic.message)).id(diagnostic.code.name());
    let mut group = title.element(snippet(diagnostic.span, None, files));
    for (span, why) in &diagnostic.related {
        group = group.element(snippet(*span, Some(why), files));
    }
    for help in &diagnostic.help {
        group = group.element(Level::HELP.message(visible(help)));
    }
    vec![group]
}

/// The line in which a span begins; of a very long line, what stands around it.
fn snippet<'a>(
    span: Span,
    label: Option<&'a str>,
    files: &'a Files,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let (line, start) = files.get(span.file).map_or(("", 0), |file| excerpt(file, span.start as usize));
    // What the terminal must not obey is replaced, so that places in the line move.
    let place = |offset: u32| {
        let within = floor(line, (offset as usize).saturating_sub(start));
        visible(line.get(..within).unwrap_or("")).len()
    };
    let from = place(span.start);
    let annotation = AnnotationKind::Primary.span(from..place(span.end).max(from));
    Snippet::source(visible(line))
        .line_start(files.position(span).line)
        .path(visible(files.path(span)))
        .annotation(match label {
            Some(label) => annotation.label(visible(label)),
            None => annotation,
        })
}

/// How many bytes of a line are shown on either side of a fault.
const MARGIN: usize = 400;

/// The line around a byte, and where it begins.
fn excerpt(file: &File, at: usize) -> (&str, usize) {
    let line = file.line_around(at);
    let start = floor(&file.text, line.start.max(at.saturating_sub(MARGIN)));
    let end = floor(&file.text, line.end.min(at + MARGIN)).max(start);
    (file.text.get(start..end).unwrap_or("").trim_end_matches('\r'), start)
}

/// Content may hold control characters and signs that turn the direction of writing around; a
/// terminal must not obey them. A tab stays.
pub fn visible(text: &str) -> String {
    let is_obeyed = |char: char| {
        (char.is_control() && char != '\t')
            || matches!(char, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|char| if is_obeyed(char) { '\u{fffd}' } else { char }).collect()
}
