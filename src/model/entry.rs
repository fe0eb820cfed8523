//! What every entry has, and the kinds of entries.

use super::{Answer, Date, Document, Id, Kind, Number, Source, vocabulary};
use crate::diagnostics::{Code, FileId, Span, Spanned};
use std::sync::Arc;

/// The editorial part of an entry: its names, its place, its prose.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The stem of its file.
    pub id: Arc<str>,
    /// Its file.
    pub file: FileId,
    /// Display name, and where it is written.
    pub title: Spanned<String>,
    /// Other names, symbols and spellings.
    pub aliases: Vec<Spanned<String>>,
    /// One sentence for lists and previews.
    pub description: Option<Spanned<String>>,
    /// Numbers in registries and vocabularies.
    pub identifiers: Vec<Identifier>,
    /// Classes of the same kind of which it is a member.
    pub broader: Vec<Spanned<Arc<str>>>,
    /// Old addresses, each of which leads here.
    pub redirect_from: Vec<Spanned<String>>,
    /// When somebody last looked it over.
    pub reviewed: Option<Date>,
    /// Who did.
    pub reviewed_by: Option<String>,
    /// When it is to be looked at again.
    pub review_due: Option<Spanned<Date>>,
    /// A person's judgement of certainty.
    pub rated: Option<Rating>,
    /// Rules that are silenced here, each with a reason.
    pub allow: Vec<Allow>,
    /// Left out of the site unless drafts are wanted.
    pub draft: bool,
    /// Free data for templates.
    pub extra: serde_json::Map<String, serde_json::Value>,
    /// When it came into the base.
    pub added: Option<Date>,
    /// When what it says last changed.
    pub changed: Option<Spanned<Date>>,
    /// Whether glossary terms and names are linked by themselves in its prose.
    pub glossary: bool,
    /// The prose.
    pub body: Document,
}

impl Entry {
    /// Its title and other names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.title).chain(&self.aliases).map(|name| name.value.as_str())
    }
}

/// A number in a registry or vocabulary, as the registry prints it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identifier {
    /// Which registry.
    pub scheme: Scheme,
    /// The number.
    pub value: Spanned<String>,
}

vocabulary! {
    /// Registries and vocabularies that number things.
    "a scheme of identifiers"
    pub enum Scheme {
        /// ClinicalTrials.gov.
        Nct = "nct",
        /// Monarch disease ontology.
        Mondo = "mondo",
        /// Medical Subject Headings.
        Mesh = "mesh",
        /// International Classification of Diseases, 10th revision.
        Icd10 = "icd10",
        /// International Classification of Diseases, 11th revision.
        Icd11 = "icd11",
        /// Orphanet.
        Orpha = "orpha",
        /// Online Mendelian Inheritance in Man.
        Omim = "omim",
        /// Disease Ontology.
        Doid = "doid",
        /// Experimental Factor Ontology.
        Efo = "efo",
        /// Genetic and Rare Diseases Information Center.
        Gard = "gard",
        /// Cell Ontology.
        Cl = "cl",
        /// Anatomy ontology.
        Uberon = "uberon",
        /// HUGO gene nomenclature.
        Hgnc = "hgnc",
        /// Protein sequences.
        Uniprot = "uniprot",
        /// Human Phenotype Ontology.
        Hp = "hp",
        /// NCI Thesaurus.
        Ncit = "ncit",
    }
}

/// A person's judgement of how certain a body of evidence is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rating {
    /// By which scheme.
    pub scheme: String,
    /// The level within the scheme.
    pub level: String,
    /// Who judged.
    pub by: String,
    /// When.
    pub date: Date,
    /// Why.
    pub because: String,
}

/// A rule that is silenced for a reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allow {
    /// The rule.
    pub code: Spanned<Code>,
    /// The reason.
    pub because: String,
}

/// What every kind of entry has in common.
pub trait HasEntry: Sized {
    /// Which kind it is.
    const KIND: Kind;
    /// The editorial part.
    fn entry(&self) -> &Entry;
    /// The editorial part, to be changed.
    fn entry_mut(&mut self) -> &mut Entry;
    /// The name of this entry.
    fn id(&self) -> Id<Self> {
        Id::new(self.entry().id.clone())
    }
}

macro_rules! has_entry {
    ($($name:ident $kind:ident),*) => { $(
        impl HasEntry for $name {
            const KIND: Kind = Kind::$kind;
            fn entry(&self) -> &Entry { &self.entry }
            fn entry_mut(&mut self) -> &mut Entry { &mut self.entry }
        }
    )* };
}
has_entry!(Source Source, Trial Trial, CellType CellType, Disease Disease, Biomarker Biomarker,
    OutcomeMeasure Outcome, Term Term, Article Article);

/// A trial or study; what is known of it enters through sources.
#[derive(Debug, Clone)]
pub struct Trial {
    /// Names and prose.
    pub entry: Entry,
    /// Which values are printed first where sources disagree.
    pub settles: Vec<Settlement>,
}

/// An editor's answer to a disagreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settlement {
    /// The field: `enrollment`, `arms/low-dose/dose`.
    pub field: Spanned<String>,
    /// What the editor decided.
    pub decision: Decision,
    /// Why.
    pub because: String,
}

/// How a disagreement is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// It stays open on purpose.
    Open,
    /// This source's value is printed first.
    Shows(Spanned<Id<Source>>),
}

/// A therapeutic or immune cell.
#[derive(Debug, Clone)]
pub struct CellType {
    /// Names and prose.
    pub entry: Entry,
}

/// A disease.
#[derive(Debug, Clone)]
pub struct Disease {
    /// Names and prose.
    pub entry: Entry,
}

/// Something measured in blood or tissue.
#[derive(Debug, Clone)]
pub struct Biomarker {
    /// Names and prose.
    pub entry: Entry,
    /// What it is: protein, cell, antibody …
    pub kind: Option<BiomarkerKind>,
    /// The cells that are counted, where cells are measured.
    pub cell_type: Option<Spanned<Id<CellType>>>,
}

vocabulary! {
    /// What a biomarker is.
    "a kind of biomarker"
    pub enum BiomarkerKind {
        /// A protein, cytokines among them.
        Protein = "protein",
        /// A count of cells or their infiltration.
        Cell = "cell",
        /// An antibody.
        Antibody = "antibody",
        /// A short chain of amino acids.
        Peptide = "peptide",
        /// The expression of a gene.
        Gene = "gene",
        /// Something else.
        Other = "other",
    }
}

/// An instrument that measures disease or harm: EASI, SCORAD.
#[derive(Debug, Clone)]
pub struct OutcomeMeasure {
    /// Names and prose.
    pub entry: Entry,
    /// Whether it measures benefit or harm.
    pub class: Option<OutcomeClass>,
    /// Which direction is better for the person.
    pub better: Option<Better>,
    /// Its range and bands, as a reference source prints them.
    pub scale: Option<Scale>,
}

vocabulary! {
    /// What an outcome measure is about.
    "a class of outcomes"
    pub enum OutcomeClass {
        /// How well a treatment works.
        Efficacy = "efficacy",
        /// What harm it does.
        Harm = "harm",
    }
}

vocabulary! {
    /// Which direction is better for the person.
    "a direction"
    pub enum Better {
        /// Low values are good.
        Lower = "lower",
        /// High values are good.
        Higher = "higher",
    }
}

/// The range of an instrument.
#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    /// Lowest possible value.
    pub low: Number,
    /// Highest possible value.
    pub high: Number,
    /// Number of items, if it adds up items.
    pub items: Option<u32>,
    /// Named bands.
    pub bands: Vec<Band>,
    /// The name of the band scheme.
    pub scheme: Option<String>,
    /// The sources that print it.
    pub cites: Vec<Spanned<Id<Source>>>,
    /// Where the editor wrote it.
    pub span: Span,
}

/// A named part of a scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    /// Its name.
    pub name: String,
    /// Lowest value of the band.
    pub low: Number,
    /// Highest value of the band.
    pub high: Number,
}

/// A word of the glossary.
#[derive(Debug, Clone)]
pub struct Term {
    /// Names and prose.
    pub entry: Entry,
    /// What it means, in words that anyone knows.
    pub plain: Answer<Spanned<String>>,
    /// What it means, for a clinician.
    pub clinical: Answer<Spanned<String>>,
    /// How it is spoken.
    pub say: Option<String>,
}

/// A page of the site's own.
#[derive(Debug, Clone)]
pub struct Article {
    /// Names and prose.
    pub entry: Entry,
}
