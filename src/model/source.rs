//! A document that prints facts: its record, how it reached us, and what it says.

use super::{Answer, Date, Entry, Finding, Id, Locator, Report, Statement, vocabulary};
use crate::diagnostics::{Span, Spanned};

/// The summary of one document.
#[derive(Debug, Clone)]
pub struct Source {
    /// Label and prose. The title of a source's page is its label.
    pub entry: Entry,
    /// The bibliographic record.
    pub record: Record,
    /// Where the record is printed.
    pub locators: Vec<Locator>,
    /// What kind of evidence it is.
    pub tier: Answer<Tier>,
    /// What of it was read.
    pub read: Answer<Reading>,
    /// How it reached us.
    pub captured: Answer<Captured>,
    /// What it retells or mirrors.
    pub derived_from: Vec<Origin>,
    /// What became of the publication.
    pub status: PublicationStatus,
    /// The day that a record speaks for.
    pub as_of: Answer<Date>,
    /// Who paid.
    pub funding: Answer<Vec<Spanned<String>>>,
    /// What interests the authors declare.
    pub competing_interests: Answer<Interests>,
    /// What the text holds and this summary leaves out on purpose.
    pub left_out: Vec<LeftOut>,
    /// What it says of each trial.
    pub reports: Vec<Report>,
    /// What it found.
    pub findings: Vec<Finding>,
    /// Facts that are no trial result.
    pub statements: Vec<Statement>,
}

impl Source {
    /// Every locator of the file, in the order in which it is kept.
    pub fn all_locators(&self) -> impl Iterator<Item = &Locator> {
        let of_record = self.locators.iter();
        let of_references = self.record.references.iter().flat_map(|cited| &cited.locators);
        let of_left_out = self.left_out.iter().flat_map(|left| &left.locators);
        let of_reports = self.reports.iter().flat_map(Report::all_locators);
        let of_findings = self.findings.iter().flat_map(|finding| &finding.locators);
        let of_statements = self.statements.iter().flat_map(|statement| &statement.locators);
        of_record
            .chain(of_references)
            .chain(of_left_out)
            .chain(of_reports)
            .chain(of_findings)
            .chain(of_statements)
    }
}

/// A bibliographic record, with the fields of CSL-JSON.
#[derive(Debug, Clone)]
pub struct Record {
    /// `article-journal`, `dataset`, `webpage` …
    pub kind: Answer<RecordType>,
    /// Title as printed.
    pub title: Answer<Spanned<String>>,
    /// Authors in the printed order.
    pub author: Answer<Vec<Person>>,
    /// Full name of the journal or site.
    pub container_title: Answer<Spanned<String>>,
    /// Its abbreviation, as printed.
    pub container_title_short: Answer<Spanned<String>>,
    /// Publisher.
    pub publisher: Answer<Spanned<String>>,
    /// Volume.
    pub volume: Answer<Spanned<String>>,
    /// Issue.
    pub issue: Answer<Spanned<String>>,
    /// Pages, or the article number.
    pub page: Answer<Spanned<String>>,
    /// Date of publication.
    pub issued: Answer<Spanned<Date>>,
    /// First published online.
    pub available_date: Answer<Spanned<Date>>,
    /// Number of a report or registry record.
    pub number: Answer<Spanned<String>>,
    /// Digital object identifier.
    pub doi: Answer<Spanned<String>>,
    /// PubMed number.
    pub pmid: Answer<Spanned<String>>,
    /// PubMed Central number.
    pub pmcid: Answer<Spanned<String>>,
    /// Address on the web.
    pub url: Answer<Spanned<String>>,
    /// What it cites.
    pub references: Vec<CitedWork>,
}

impl Record {
    /// When it was published, and the field that says so: where that is not given, the day on which
    /// it first stood online.
    pub fn published(&self) -> Option<(Date, &'static str)> {
        let date = |answer: &Answer<Spanned<Date>>| answer.given().map(|date| date.value);
        let online = || Some((date(&self.available_date)?, "available-date"));
        date(&self.issued).map(|date| (date, "issued")).or_else(online)
    }
}

/// An author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Family name, or the whole name of a body.
    pub family: String,
    /// Given names.
    pub given: Option<String>,
    /// Where they work, as printed.
    pub affiliation: Vec<String>,
    /// ORCID.
    pub orcid: Option<Spanned<String>>,
    /// Contributed as much as the others who are so marked.
    pub equal_contribution: bool,
    /// Answers letters.
    pub corresponding: bool,
    /// Where the editor wrote it.
    pub span: Span,
}

/// A work that a source cites.
#[derive(Debug, Clone)]
pub struct CitedWork {
    /// Which.
    pub work: Work,
    /// Where it is cited.
    pub locators: Vec<Locator>,
}

/// What a citation leads to.
#[derive(Debug, Clone)]
pub enum Work {
    /// A source of this base.
    Source(Spanned<Id<Source>>),
    /// A work that is known only by this citation.
    Item(Box<Record>),
}

vocabulary! {
    /// What kind of document it is, as CSL spells it.
    "a type of document"
    pub enum RecordType {
        /// An article in a journal; reviews too.
        ArticleJournal = "article-journal",
        /// An article elsewhere.
        Article = "article",
        /// A registry record.
        Dataset = "dataset",
        /// A page of a web site.
        Webpage = "webpage",
        /// A post of a web log.
        PostWeblog = "post-weblog",
        /// A report.
        Report = "report",
        /// A book.
        Book = "book",
        /// A part of a book.
        Chapter = "chapter",
        /// A thesis.
        Thesis = "thesis",
        /// A paper at a conference.
        PaperConference = "paper-conference",
    }
}

vocabulary! {
    /// How close a document is to the people who were studied.
    "a tier of evidence"
    pub enum Tier {
        /// The investigators report their own study.
        PrimaryReport = "primary-report",
        /// A record in a trial registry.
        RegistryRecord = "registry-record",
        /// A review of studies.
        Review = "review",
        /// A web page about studies of others.
        SecondaryWeb = "secondary-web",
        /// A description of an instrument or vocabulary.
        Reference = "reference",
    }
}

vocabulary! {
    /// What of a document was read.
    "a depth of reading"
    pub enum Reading {
        /// All of it.
        FullText = "full-text",
        /// Its abstract only.
        Abstract = "abstract",
        /// A registry record.
        Record = "record",
        /// Nothing: it is known through a source that cites it.
        Citation = "citation",
    }
}

/// How the text of a document reached us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Captured {
    /// From where.
    pub from: CapturedFrom,
    /// When.
    pub date: Answer<Spanned<Date>>,
    /// The name of the text's file, below the folder that is named by `--texts`.
    pub text: Option<Spanned<String>>,
    /// Digest of the normalised text.
    pub digest: Option<Spanned<String>>,
    /// Where the editor wrote it.
    pub span: Span,
}

vocabulary! {
    /// Where a text was found.
    "a place of capture"
    pub enum CapturedFrom {
        /// The publisher's page.
        Publisher = "publisher",
        /// PubMed.
        Pubmed = "pubmed",
        /// A trial registry.
        Registry = "registry",
        /// A copy of a trial registry.
        RegistryMirror = "registry-mirror",
        /// A platform that collects abstracts.
        Aggregator = "aggregator",
        /// The web.
        Web = "web",
    }
}

/// What a source retells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A source of this base.
    Source(Spanned<Id<Source>>),
    /// A document that is not in this base.
    NotInBase,
}

vocabulary! {
    /// What became of a publication.
    "a status of a publication"
    pub enum PublicationStatus {
        /// It stands.
        Current = "current",
        /// A correction was published.
        Corrected = "corrected",
        /// An expression of concern was published.
        Concern = "concern",
        /// It was withdrawn.
        Retracted = "retracted",
    }
}

/// What the authors declare.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Interests {
    /// They declare that there are none.
    DeclaredNone,
    /// These.
    Declared(String),
}

/// Something that the text holds and the summary leaves out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// What.
    pub what: String,
    /// Why.
    pub because: String,
    /// The printed figures that are left out with it.
    pub figures: Vec<Spanned<String>>,
    /// Where they are printed; anywhere in the text if it is not said.
    pub locators: Vec<Locator>,
    /// Where the editor wrote it.
    pub span: Span,
}
