//! Resolves the references between entries.
//!
//! Takes the [`Corpus`] as it was parsed and returns a [`KnowledgeBase`], in which every
//! reference leads to an entry: following one cannot fail. A reference that names nothing is
//! reported here and taken out, so that no later stage has to ask. Names in prose are linked,
//! and every reference is turned around into a backlink that says why.
//!
//! Whether a reference makes sense is for [`check`](crate::check) to say.

mod backlinks;
mod mentions;
mod names;
mod prose;
mod references;

pub use backlinks::{Backlink, Backlinks, Why};
pub use names::{Found, Names, fold};
pub use prose::{Cited, Destination, EntryLink, Prose, ProsePiece};

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span};
use crate::model::{
    Corpus, Document, Entries, Entry, EntryRef, Finding, HasEntry, Id, Kind, Report, Source, Statement,
};
use mentions::Mentions;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

/// Whether drafts are part of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drafts {
    /// They are left out.
    LeftOut,
    /// They are shown, and marked.
    Shown,
}

/// All entries, every reference followed.
#[derive(Debug)]
pub struct KnowledgeBase {
    corpus: Corpus,
    names: Names,
    about: BTreeMap<(Id<Source>, Arc<str>), Vec<EntryRef>>,
    prose: BTreeMap<EntryRef, Prose>,
    backlinks: Backlinks,
}

/// Follows every reference of `corpus`.
pub fn link(mut corpus: Corpus, drafts: Drafts, diagnostics: &mut Diagnostics) -> KnowledgeBase {
    let left_out = match drafts {
        Drafts::LeftOut => take_drafts(&mut corpus),
        Drafts::Shown => BTreeMap::new(),
    };
    measures_share_no_id(&corpus, diagnostics);
    let names = Names::of(&corpus, left_out, diagnostics);
    let about = references::resolve(&mut corpus, &names, diagnostics);
    let prose = resolve_prose(&mut corpus, &names, diagnostics);
    let backlinks = backlinks::draw(&corpus, &names, &about, &prose);
    KnowledgeBase { corpus, names, about, prose, backlinks }
}

/// Takes the drafts out and keeps their names.
fn take_drafts(corpus: &mut Corpus) -> BTreeMap<String, EntryRef> {
    fn of<T: HasEntry>(entries: &mut Entries<T>, names: &mut BTreeMap<String, EntryRef>) {
        entries.retain(|_, item| {
            let entry = item.entry();
            let at = EntryRef::new(T::KIND, entry.id.clone());
            if entry.draft {
                let all = entry.aliases.iter().map(|alias| alias.value.as_str());
                for name in all.chain([&*entry.id, entry.title.value.as_str()]) {
                    names.insert(fold(name), at.clone());
                }
            }
            !entry.draft
        });
    }
    let mut names = BTreeMap::new();
    of(&mut corpus.sources, &mut names);
    of(&mut corpus.trials, &mut names);
    of(&mut corpus.cell_types, &mut names);
    of(&mut corpus.diseases, &mut names);
    of(&mut corpus.biomarkers, &mut names);
    of(&mut corpus.outcomes, &mut names);
    of(&mut corpus.terms, &mut names);
    of(&mut corpus.articles, &mut names);
    names
}

/// Findings name a measure by its id alone.
fn measures_share_no_id(corpus: &Corpus, diagnostics: &mut Diagnostics) {
    for marker in corpus.biomarkers.values() {
        if let Some(outcome) = corpus.outcomes.get(&Id::new(marker.entry.id.clone())) {
            let message = format!("an outcome measure is called `{}` as well", marker.entry.id);
            diagnostics.report(
                Diagnostic::new(Code::IdClaimedTwice, marker.entry.title.span, message)
                    .related(outcome.entry.title.span, "the outcome measure")
                    .help("rename one of the two files: findings name a measure by its id alone"),
            );
        }
    }
}

fn resolve_prose(
    corpus: &mut Corpus,
    names: &Names,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<EntryRef, Prose> {
    let documents: Vec<(EntryRef, Document, bool)> = corpus
        .entries_mut()
        .map(|(kind, entry)| {
            (EntryRef::new(kind, entry.id.clone()), std::mem::take(&mut entry.body), entry.glossary)
        })
        .collect();
    let corpus = &*corpus;
    let mentions = Mentions::of(corpus);
    let resolved: Vec<(EntryRef, Prose, Diagnostics)> = documents
        .into_par_iter()
        .map(|(at, document, links_names)| {
            let mut own = Diagnostics::default();
            let prose = prose::resolve(document, &at, corpus, names, &mut own);
            let prose = if links_names { mentions.link(prose, &at) } else { prose };
            (at, prose, own)
        })
        .collect();
    resolved
        .into_iter()
        .map(|(at, prose, own)| {
            diagnostics.absorb(own);
            (at, prose)
        })
        .collect()
}

/// Reports a name that leads to no entry; returns the entry if it leads to one.
fn report_unfound(
    found: Found,
    name: &str,
    noun: &str,
    span: Span,
    diagnostics: &mut Diagnostics,
) -> Option<EntryRef> {
    let diagnostic = match found {
        Found::One(at) => return Some(at),
        // The fault of its file was reported; its name is right.
        Found::Unread => return None,
        Found::Draft => {
            Diagnostic::new(Code::DraftLinked, span, format!("`{name}` is a draft and is left out"))
                .help("remove `draft: true` from it, or build with `--drafts`")
        }
        Found::Several(all) => {
            let list = all.iter().map(|at| format!("`{at}`")).collect::<Vec<_>>().join(" or ");
            Diagnostic::new(Code::AmbiguousReference, span, format!("several entries are called `{name}`"))
                .help(format!("write {list}"))
        }
        Found::Nothing(near) => {
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "write the id of an entry: the name of its file without `.md`".to_owned(),
            };
            Diagnostic::new(Code::UnknownReference, span, format!("no {noun} is called `{name}`")).help(help)
        }
    };
    diagnostics.report(diagnostic);
    None
}

impl Deref for KnowledgeBase {
    type Target = Corpus;

    /// The entries, from which every reference that named nothing was taken out.
    fn deref(&self) -> &Corpus {
        &self.corpus
    }
}

static NO_PROSE: Prose = Prose { pieces: Vec::new() };

impl KnowledgeBase {
    /// The names of all entries.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// The prose of an entry.
    pub fn prose(&self, at: &EntryRef) -> &Prose {
        self.prose.get(at).unwrap_or(&NO_PROSE)
    }

    /// All prose, by entry.
    pub fn all_prose(&self) -> impl Iterator<Item = (&EntryRef, &Prose)> {
        self.prose.iter()
    }

    /// Who refers to an entry, and why.
    pub fn backlinks(&self, at: &EntryRef) -> &[Backlink] {
        self.backlinks.get(at).map_or(&[], Vec::as_slice)
    }

    /// What a statement is about.
    pub fn about(&self, source: &Source, statement: &Statement) -> &[EntryRef] {
        self.about.get(&(source.id(), statement.id.value.clone())).map_or(&[], Vec::as_slice)
    }

    /// The entry of an outcome measure or biomarker.
    pub fn measure(&self, id: &str) -> Option<(EntryRef, &Entry)> {
        [Kind::Outcome, Kind::Biomarker].into_iter().find_map(|kind| {
            let at = EntryRef::new(kind, id);
            self.corpus.entry(&at).map(|entry| (at, entry))
        })
    }

    /// Every report, with its source.
    pub fn reports(&self) -> impl Iterator<Item = (&Source, &Report)> {
        self.sources.values().flat_map(|source| source.reports.iter().map(move |report| (source, report)))
    }

    /// Every finding, with its source.
    pub fn findings(&self) -> impl Iterator<Item = (&Source, &Finding)> {
        self.sources.values().flat_map(|source| source.findings.iter().map(move |finding| (source, finding)))
    }

    /// Every statement, with its source.
    pub fn statements(&self) -> impl Iterator<Item = (&Source, &Statement)> {
        self.sources
            .values()
            .flat_map(|source| source.statements.iter().map(move |statement| (source, statement)))
    }

    /// One finding of one source.
    pub fn finding(&self, source: &Id<Source>, finding: &str) -> Option<&Finding> {
        self.sources.get(source)?.findings.iter().find(|known| *known.id.value == *finding)
    }
}
