//! Complaints for a person at a terminal, in the look of rustc.

use super::{Diagnostic, Diagnostics, Files, Severity, Span};
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

/// The lines that a span touches; the whole file would be scanned for every complaint.
fn snippet<'a>(
    span: Span,
    label: Option<&'a str>,
    files: &'a Files,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let text = files.get(span.file).map_or("", |file| file.text.as_str());
    let from = text
        .get(..span.start as usize)
        .and_then(|before| before.rfind('\n'))
        .map_or(0, |newline| newline + 1);
    let to = text
        .get(span.start as usize..)
        .and_then(|after| after.find('\n'))
        .map_or(text.len(), |newline| span.start as usize + newline);
    let line = text.get(from..to).unwrap_or("");
    let start = (span.start as usize - from).min(line.len());
    let end = (span.end as usize).saturating_sub(from).clamp(start, line.len());
    let annotation = AnnotationKind::Primary.span(start..end);
    Snippet::source(line).line_start(files.position(span).line).path(files.path(span)).annotation(match label
    {
        Some(label) => annotation.label(visible(label)),
        None => annotation,
    })
}

/// Content may hold control characters; a terminal must not obey them.
fn visible(text: &str) -> String {
    text.chars().map(|char| if char.is_control() { '\u{fffd}' } else { char }).collect()
}
