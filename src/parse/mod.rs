//! Parses content files into a [`Corpus`].
//!
//! Takes the texts of a [`Folder`] and returns every entry that could be read, with all faults
//! reported on the way. References are taken as they are written: whether they lead anywhere is
//! for [`link`](crate::link) to find out.

mod entry;
mod markdown;
pub mod printed;
mod reader;
mod yaml;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, FileId, Files, Span};
use crate::model::{Corpus, Document, Entries, EntryRef, HasEntry, Kind};
use crate::read::{ContentFile, Folder};
use entry::{Raw, Reader};
use rayon::prelude::*;
use reader::Fields;
use yaml::Node;

/// The largest front matter, in bytes.
const MAX_FRONT_MATTER: usize = 256 << 10;

/// Parses every content file of a folder.
pub fn parse(folder: &Folder, diagnostics: &mut Diagnostics) -> Corpus {
    let mut corpus = Corpus::default();
    if let Some(site) = folder.site {
        let text = folder.files.get(site).map_or("", |file| file.text.as_str());
        if let Some(node) = yaml::parse(text, site, 0, diagnostics) {
            corpus.settings = entry::settings(&node, diagnostics);
        }
    }
    corpus.sources = of_kind(folder, entry::source, diagnostics);
    corpus.trials = of_kind(folder, entry::trial, diagnostics);
    corpus.cell_types = of_kind(folder, entry::cell_type, diagnostics);
    corpus.diseases = of_kind(folder, entry::disease, diagnostics);
    corpus.biomarkers = of_kind(folder, entry::biomarker, diagnostics);
    corpus.outcomes = of_kind(folder, entry::outcome_measure, diagnostics);
    corpus.terms = of_kind(folder, entry::term, diagnostics);
    corpus.articles = of_kind(folder, entry::article, diagnostics);
    let files = folder.entries.iter().map(|file| EntryRef::new(file.kind, file.stem.as_str()));
    corpus.unread = files.filter(|at| corpus.entry(at).is_none()).collect();
    corpus
}

/// All entries of one kind, parsed side by side.
fn of_kind<T: HasEntry + Send>(
    folder: &Folder,
    reader: Reader<T>,
    diagnostics: &mut Diagnostics,
) -> Entries<T> {
    let parsed: Vec<(Option<T>, Diagnostics)> = folder
        .entries
        .par_iter()
        .filter(|file| file.kind == T::KIND)
        .map(|file| {
            let mut own = Diagnostics::default();
            (entry_of(file, &folder.files, reader, &mut own), own)
        })
        .collect();
    let mut entries = Entries::new();
    for (item, own) in parsed {
        diagnostics.absorb(own);
        if let Some(item) = item {
            entries.insert(item.id(), item);
        }
    }
    entries
}

fn entry_of<T>(
    file: &ContentFile,
    files: &Files,
    reader: Reader<T>,
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    let text = files.get(file.id).map_or("", |file| file.text.as_str());
    let (front, body_start) = split(text, file.id, diagnostics)?;
    let node = yaml::parse(front, file.id, 0, diagnostics);
    let body = markdown::parse(text, body_start, file.id, diagnostics);
    read_entry(file, node, body, reader, diagnostics)
}

fn read_entry<T>(
    file: &ContentFile,
    node: Option<Node>,
    body: Document,
    reader: Reader<T>,
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    let node = node?;
    let fields = Fields::of(&node, noun_with_article(file.kind), diagnostics)?;
    reader(Raw { file, fields, body }, diagnostics)
}

fn noun_with_article(kind: Kind) -> &'static str {
    match kind {
        Kind::Source => "a source",
        Kind::Trial => "a trial",
        Kind::CellType => "a cell type",
        Kind::Disease => "a disease",
        Kind::Biomarker => "a biomarker",
        Kind::Outcome => "an outcome measure",
        Kind::Term => "a glossary term",
        Kind::Article => "a page",
    }
}

/// The front matter from the first byte on, so that its lines count right, and where the text begins.
fn split<'t>(text: &'t str, file: FileId, diagnostics: &mut Diagnostics) -> Option<(&'t str, usize)> {
    let first = text.lines().next().unwrap_or("");
    if first.trim_end() != "---" {
        let help = if first.trim_end() == "+++" {
            "TOML is not read here: write the keys as `key: value` between two lines `---`"
        } else {
            "begin the file with a line `---`, then `title: …`, then another line `---`"
        };
        let span = Span::new(file, 0, first.len());
        diagnostics.report(
            Diagnostic::new(Code::FrontMatterMalformed, span, "the file has no front matter").help(help),
        );
        return None;
    }
    let mut offset = text.split_inclusive('\n').next().map_or(0, str::len);
    for line in text.split_inclusive('\n').skip(1) {
        if line.trim_end() == "---" {
            return sized(text, offset, offset + line.len(), file, diagnostics);
        }
        offset += line.len();
    }
    let span = Span::new(file, 0, first.len());
    diagnostics.report(
        Diagnostic::new(Code::FrontMatterMalformed, span, "the front matter does not end")
            .help("close it with a line `---`"),
    );
    None
}

fn sized<'t>(
    text: &'t str,
    end: usize,
    body: usize,
    file: FileId,
    diagnostics: &mut Diagnostics,
) -> Option<(&'t str, usize)> {
    if end > MAX_FRONT_MATTER {
        let message = format!("the front matter is longer than {} KiB", MAX_FRONT_MATTER >> 10);
        diagnostics.report(
            Diagnostic::new(Code::FrontMatterMalformed, Span::new(file, 0, 3), message)
                .help("split the source into several files"),
        );
        return None;
    }
    Some((text.get(..end)?, body))
}
