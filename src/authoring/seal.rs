//! Writes the digests of located passages into source files.
//!
//! A seal that holds is left alone, and one that does not is no place to write silently: it is
//! reported, and replaced only where the editor asks for it after reading the passage again.

use super::edit::Edit;
use crate::check::{Library, check_seals, passage};
use crate::diagnostics::{Code, Diagnostics, File, FileId, Files, Severity, Span, Spanned};
use crate::link::KnowledgeBase;
use crate::model::{Captured, Locator, Source};
use crate::read::Texts;
use crate::seal::{SourceText, digest, holds};
use std::collections::BTreeSet;

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

/// Works out the seals of every locator that leads to a passage of a text at hand, and reports what
/// stands in the way.
///
/// A file with another fault than a broken seal is left alone: what its editor meant is not known
/// yet. Complaints about what is renewed are taken back.
pub fn seal(
    kb: &KnowledgeBase,
    texts: &Texts,
    files: &Files,
    renewal: Renewal,
    diagnostics: &mut Diagnostics,
) -> Sealing {
    let library = Library::of(kb, texts);
    check_seals(kb, &library, diagnostics);
    let faulty: BTreeSet<FileId> = diagnostics
        .iter()
        .filter(|one| one.severity() == Severity::Error)
        .filter(|one| !matches!(one.code, Code::SealBroken | Code::TextChanged))
        .map(|one| one.span.file)
        .collect();
    let sealing = edits(kb, &library, files, renewal, &faulty);
    let renewed: BTreeSet<Span> = sealing.edits.iter().map(|edit| edit.at).collect();
    diagnostics.retain(|one| !renewed.contains(&one.span));
    sealing
}

fn edits(
    kb: &KnowledgeBase,
    library: &Library,
    files: &Files,
    renewal: Renewal,
    faulty: &BTreeSet<FileId>,
) -> Sealing {
    let mut sealing = Sealing::default();
    for source in kb.sources.values() {
        let (Some(text), Some(file)) = (library.text(source), files.get(source.entry.file)) else { continue };
        if faulty.contains(&source.entry.file) {
            continue;
        }
        let mut done = BTreeSet::new();
        for locator in source.all_locators() {
            // Findings that are written as one share their locator.
            if done.insert(locator.span) {
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
            sealing.edits.extend(added(locator.span, locator.section.span, "seal", &digest(&passage), file));
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
            sealing.edits.extend(added(captured.span, name.span, "digest", &digest(&normal), file));
        }
        _ => {}
    }
}

/// The edits that add a key to a map: in brackets on one line before the closing one, on several
/// lines after the opening one (a comment may stand before the other), and in a block on a line of
/// its own after the one that holds the value at `after`.
fn added(map: Span, after: Span, key: &str, value: &str, file: &File) -> Vec<Edit> {
    let put = |offset: usize, text: String| Edit { at: Span::new(map.file, offset, offset), text };
    let start = map.start as usize;
    let inside = file.text.get(map.range()).unwrap_or("");
    if inside.starts_with('{') && inside.contains('\n') {
        return vec![put(start + 1, format!("{key}: {value}, "))];
    }
    if inside.starts_with('{') {
        let kept = inside.strip_suffix('}').unwrap_or(inside).trim_end();
        let comma = if kept.ends_with(',') { " " } else { ", " };
        return vec![put(start + kept.len(), format!("{comma}{key}: {value}"))];
    }
    let before = file.text.get(file.line_around(start).start..start).unwrap_or("");
    if !before.chars().all(|char| char == ' ' || char == '-') {
        // One pair in a list, `[section: Results]`, is a map without brackets of its own.
        return vec![put(start, "{".to_owned()), put(map.end as usize, format!(", {key}: {value}}}"))];
    }
    let line = file.line_around(after.start as usize);
    let text = file.text.get(line.clone()).unwrap_or("");
    let newline = if text.ends_with('\r') { "\r\n" } else { "\n" };
    let end = line.start + text.trim_end_matches('\r').len();
    vec![put(end, format!("{newline}{}{key}: {value}", " ".repeat(before.chars().count())))]
}
