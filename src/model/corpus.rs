//! All entries as they were parsed, their references not yet followed.

use super::{
    Article, Biomarker, CellType, Disease, Entry, EntryRef, HasEntry, Id, Kind, OutcomeMeasure, Settings,
    Source, Term, Trial,
};
use std::collections::{BTreeMap, BTreeSet};

/// An outcome measure or a biomarker: their ids are unique together.
#[derive(Debug)]
pub enum Measure {}

/// The entries of one kind, by id.
pub type Entries<T> = BTreeMap<Id<T>, T>;

/// Everything that was parsed.
#[derive(Debug, Clone, Default)]
pub struct Corpus {
    /// Entries whose files could not be read.
    pub unread: BTreeSet<EntryRef>,
    /// What `site.yaml` says.
    pub settings: Settings,
    /// Documents.
    pub sources: Entries<Source>,
    /// Trials and studies.
    pub trials: Entries<Trial>,
    /// Cells.
    pub cell_types: Entries<CellType>,
    /// Diseases.
    pub diseases: Entries<Disease>,
    /// What is measured in blood and tissue.
    pub biomarkers: Entries<Biomarker>,
    /// Instruments.
    pub outcomes: Entries<OutcomeMeasure>,
    /// Words.
    pub terms: Entries<Term>,
    /// Pages of the site's own.
    pub articles: Entries<Article>,
}

impl Corpus {
    /// The editorial part of every entry, kind by kind.
    pub fn entries(&self) -> impl Iterator<Item = (EntryRef, &Entry)> {
        fn of<T: HasEntry>(entries: &Entries<T>) -> impl Iterator<Item = (EntryRef, &Entry)> {
            entries.values().map(|item| (EntryRef::new(T::KIND, item.entry().id.clone()), item.entry()))
        }
        of(&self.trials)
            .chain(of(&self.diseases))
            .chain(of(&self.cell_types))
            .chain(of(&self.biomarkers))
            .chain(of(&self.outcomes))
            .chain(of(&self.sources))
            .chain(of(&self.terms))
            .chain(of(&self.articles))
    }

    /// The editorial part of every entry, to be changed.
    pub fn entries_mut(&mut self) -> impl Iterator<Item = (Kind, &mut Entry)> {
        fn of<T: HasEntry>(entries: &mut Entries<T>) -> impl Iterator<Item = (Kind, &mut Entry)> {
            entries.values_mut().map(|item| (T::KIND, item.entry_mut()))
        }
        of(&mut self.trials)
            .chain(of(&mut self.diseases))
            .chain(of(&mut self.cell_types))
            .chain(of(&mut self.biomarkers))
            .chain(of(&mut self.outcomes))
            .chain(of(&mut self.sources))
            .chain(of(&mut self.terms))
            .chain(of(&mut self.articles))
    }

    /// The editorial part of one entry.
    pub fn entry(&self, at: &EntryRef) -> Option<&Entry> {
        fn of<'a, T: HasEntry>(entries: &'a Entries<T>, at: &EntryRef) -> Option<&'a Entry> {
            entries.get(&Id::new(at.id.clone())).map(HasEntry::entry)
        }
        match at.kind {
            Kind::Source => of(&self.sources, at),
            Kind::Trial => of(&self.trials, at),
            Kind::CellType => of(&self.cell_types, at),
            Kind::Disease => of(&self.diseases, at),
            Kind::Biomarker => of(&self.biomarkers, at),
            Kind::Outcome => of(&self.outcomes, at),
            Kind::Term => of(&self.terms, at),
            Kind::Article => of(&self.articles, at),
        }
    }
}
