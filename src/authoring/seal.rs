//! Writes the digests of located passages into source files.
//!
//! A seal that holds is left alone, and one that does not is no place to write silently: it is
//! reported, and replaced only where the editor asks for it after reading the passage again.

use super::edit::Edit;
use crate::check::{Library, passage};
use crate::diagnostics::{File, Files, Span, Spanned};
use crate::link::KnowledgeBase;
use crate::model::{Captured, Locator, Source};
use crate::seal::{SourceText, digest, holds};

/// What becomes of seals that no longer hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Renewal {
    /// They stay.
    Keep,
    /// They are replaced by that of the passage which the locator names now.
    Replace,
}

/// What sealing came to.
#[derive(Debug, Clone, Default)]
pub struct Sealing {
    /// What is to be changed, in any order.
    pub edits: Vec<Edit>,
    /// How many locators get their first seal.
    pub sealed: usize,
    /// How many seals and digests are replaced.
    pub renewed: usize,
    /// How many locators have a seal that holds.
    pub held: usize,
}

/// Works out the seals of every locator that leads to a passage of a text at hand.
pub fn seal(kb: &KnowledgeBase, library: &Library, files: &Files, renewal: Renewal) -> Sealing {
    let mut sealing = Sealing::default();
    for source in kb.sources.values() {
        let (Some(text), Some(file)) = (library.text(source), files.get(source.entry.file)) else { continue };
        let mut done: Vec<Span> = Vec::new();
        for locator in source.all_locators() {
            // Findings that are written as one share their locator.
            if !done.contains(&locator.span) {
                done.push(locator.span);
                one_locator(source, text, locator, file, renewal, &mut sealing);
            }
        }
        if let Some(captured) = source.captured.given() {
            whole_text(captured, text, file, renewal, &mut sealing);
        }
    }
    sealing
}

fn one_locator(
    source: &Source,
    text: &SourceText,
    locator: &Locator,
    file: &File,
    renewal: Renewal,
    sealing: &mut Sealing,
) {
    let Ok(passage) = passage(source, text, locator) else { return };
    let passage = text.normal_passage(&passage);
    match &locator.seal {
        Some(seal) if holds(seal, &passage) => sealing.held += 1,
        Some(seal) if renewal == Renewal::Replace => {
            sealing.renewed += 1;
            sealing.edits.push(Edit { at: seal.span, text: digest(&passage) });
        }
        Some(_) => {}
        None if locator.quote.is_some() => {}
        None => {
            sealing.sealed += 1;
            sealing.edits.push(added(locator.span, locator.section.span, "seal", &digest(&passage), file));
        }
    }
}

fn whole_text(captured: &Captured, text: &SourceText, file: &File, renewal: Renewal, sealing: &mut Sealing) {
    let normal = text.normal();
    match (&captured.digest, &captured.text) {
        (Some(old), _) if holds(old, &normal) => {}
        (Some(Spanned { span, .. }), _) if renewal == Renewal::Replace => {
            sealing.renewed += 1;
            sealing.edits.push(Edit { at: *span, text: digest(&normal) });
        }
        (None, Some(name)) => {
            sealing.edits.push(added(captured.span, name.span, "digest", &digest(&normal), file));
        }
        _ => {}
    }
}

/// The edit that adds a key to a map: before the closing bracket, or on a line of its own after
/// the one that holds the value at `after`.
fn added(map: Span, after: Span, key: &str, value: &str, file: &File) -> Edit {
    let at = |offset: usize| Span::new(map.file, offset, offset);
    let start = map.start as usize;
    let inside = file.text.get(map.range()).unwrap_or("");
    if inside.starts_with('{') {
        let kept = inside.strip_suffix('}').unwrap_or(inside).trim_end();
        let comma = if kept.ends_with(',') { " " } else { ", " };
        return Edit { at: at(start + kept.len()), text: format!("{comma}{key}: {value}") };
    }
    let column =
        file.text.get(file.line_around(start).start..start).map_or(0, |before| before.chars().count());
    let line = file.line_around(after.start as usize);
    let text = file.text.get(line.clone()).unwrap_or("");
    let newline = if text.ends_with('\r') { "\r\n" } else { "\n" };
    let end = line.start + text.trim_end_matches('\r').len();
    Edit { at: at(end), text: format!("{newline}{}{key}: {value}", " ".repeat(column)) }
}
