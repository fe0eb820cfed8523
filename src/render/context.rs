//! What every page needs while it is put together: the way to the top of the site, the sources
//! it cites so far, the anchors it has given away.

use super::Shared;
use super::amounts;
use super::escape::escape;
use super::tips::Tips;
use crate::model::{Derived, EntryRef, Formula, Id, Kind, Source, ValueRef};
use crate::site::{Ids, Root};
use crate::strings::Strings;
use crate::synthesis;
use serde::Serialize;
use std::collections::BTreeMap;

/// The state of one page.
pub struct Writer<'k> {
    /// What all pages share.
    pub shared: &'k Shared<'k>,
    /// The way to the top of the site.
    pub root: Root,
    /// The sources cited so far.
    pub references: References,
    /// The anchors given away so far.
    pub ids: Ids,
    /// The notes so far.
    pub notes: Notes,
    /// The tips so far.
    pub tips: Tips,
    /// How the values were worked out that texts use, each once.
    pub worked_out: Vec<WorkedOut>,
}

/// How a value was worked out, for the end of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WorkedOut {
    /// The value.
    pub value: Shown,
    /// From what.
    pub formula: Shown,
}

/// The notes of a page, numbered in the order in which its texts refer to them.
#[derive(Debug, Default)]
pub struct Notes {
    /// Which text is being written: two texts may use one label.
    text: usize,
    numbers: BTreeMap<(usize, String), usize>,
    /// The HTML of each note.
    written: BTreeMap<usize, String>,
}

impl Notes {
    /// Begins another text of the page.
    pub fn next_text(&mut self) {
        self.text += 1;
    }

    /// The number of a note.
    pub fn number(&mut self, label: &str) -> usize {
        let next = self.numbers.len() + 1;
        *self.numbers.entry((self.text, label.to_owned())).or_insert(next)
    }

    /// Keeps the text of a note, as HTML.
    pub fn write(&mut self, number: usize, html: String) {
        self.written.insert(number, html);
    }

    /// Every note with its number.
    pub fn list(&self) -> Vec<Note> {
        self.written.iter().map(|(number, html)| Note { number: *number, html: html.clone() }).collect()
    }
}

/// A note at the end of a page.
#[derive(Debug, Serialize)]
pub struct Note {
    /// Its number.
    pub number: usize,
    /// What it says.
    pub html: String,
}

/// The sources that a page cites, in the order of first mention.
#[derive(Debug, Default)]
pub struct References {
    list: Vec<Id<Source>>,
}

impl References {
    /// The number of a source on this page.
    pub fn cite(&mut self, source: &Id<Source>) -> usize {
        match self.list.iter().position(|known| known == source) {
            Some(at) => at + 1,
            None => {
                self.list.push(source.clone());
                self.list.len()
            }
        }
    }

    /// Every source with its number.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &Id<Source>)> {
        self.list.iter().enumerate().map(|(at, source)| (at + 1, source))
    }
}

/// A value from the evidence as a page shows it: its text, and where it comes from.
///
/// There are two ways to make one: [`Shown::reported`] for what a source prints or an editor read
/// from it, and [`Shown::derived`], which asks for a [`Derived`] value. So nothing that this site
/// worked out can be shown as reported, and nothing reported as worked out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shown {
    /// What is printed.
    pub text: String,
    /// The attribute of the element is `data-` and this word; empty for words without an address.
    family: &'static str,
    /// The address of the value.
    address: String,
    /// That this site worked the value out, and how.
    formula: Option<String>,
}

/// Where a reported value stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// In a finding.
    Finding,
    /// In the report of a trial, or in the record of a source.
    Report,
    /// In a statement.
    Statement,
}

impl Family {
    /// The word of its attribute.
    pub fn word(self) -> &'static str {
        match self {
            Self::Finding => "finding",
            Self::Report => "report",
            Self::Statement => "statement",
        }
    }
}

impl Shown {
    /// Words that need no address.
    pub fn words(text: impl Into<String>) -> Self {
        Self { text: text.into(), family: "", address: String::new(), formula: None }
    }

    /// A reported value.
    pub fn reported(text: impl Into<String>, family: Family, address: impl Into<String>) -> Self {
        Self { text: text.into(), family: family.word(), address: address.into(), formula: None }
    }

    /// A value that this site worked out, in the words that `text` makes of it.
    pub fn derived<T>(
        derived: &Derived<T>,
        text: impl FnOnce(&T) -> String,
        address: impl Into<String>,
        strings: &Strings,
    ) -> Self {
        let formula = amounts::formula(strings, derived.formula);
        let formula = Some(strings.fill("derived", "by-us", &[("formula", &formula)]));
        Self { text: text(&derived.value), family: "derived", address: address.into(), formula }
    }

    /// How a value was worked out, in words, for those who ask.
    pub fn formula(formula: Formula, address: &str, strings: &Strings) -> Self {
        let text = amounts::formula(strings, formula);
        Self { text, family: "derived", address: format!("{address}.formula"), formula: None }
    }

    /// The element that prints it.
    pub fn html(&self) -> String {
        if self.family.is_empty() {
            return escape(&self.text);
        }
        let formula = self
            .formula
            .as_deref()
            .map(|formula| format!(" title=\"{}\"", escape(formula)))
            .unwrap_or_default();
        format!(
            "<span data-{}=\"{}\"{formula}>{}</span>",
            self.family,
            escape(&self.address),
            escape(&self.text)
        )
    }
}

impl<'k> Writer<'k> {
    /// The state of a page that begins.
    pub fn new(shared: &'k Shared<'k>, root: Root) -> Self {
        Self {
            shared,
            root,
            references: References::default(),
            ids: Ids::of_templates(),
            notes: Notes::default(),
            tips: Tips::default(),
            worked_out: Vec::new(),
        }
    }

    /// What a value of a text shows; how it was worked out is told at the end of the page.
    pub fn value_of_text(&mut self, value: &ValueRef) -> Shown {
        let Some(worked_out) = self.work_out(value) else { return self.value(value) };
        let shown = worked_out.value.clone();
        if !self.worked_out.contains(&worked_out) {
            self.worked_out.push(worked_out);
        }
        shown
    }

    /// A derived value, and how it was worked out.
    fn work_out(&self, value: &ValueRef) -> Option<WorkedOut> {
        let ValueRef::Derived { source, finding, part } = value else { return None };
        let (kb, strings) = (self.shared.kb, &self.shared.strings);
        let derived = synthesis::derived(kb.finding(source, finding)?, part)?;
        let address = value.to_string();
        Some(WorkedOut {
            formula: Shown::formula(derived.formula, &address, strings),
            value: Shown::derived(&derived, u32::to_string, address, strings),
        })
    }

    /// What a value shows. `link` has made sure that it is there.
    pub fn value(&self, value: &ValueRef) -> Shown {
        let (kb, strings) = (self.shared.kb, &self.shared.strings);
        let (family, found) = match value {
            ValueRef::Finding { source, finding, part } => {
                (Family::Finding, kb.finding(source, finding).and_then(|finding| finding.value(part)))
            }
            ValueRef::Report { source, trial, part } => {
                let of_trial = |report: &&crate::model::Report| {
                    report.trial.given().is_some_and(|known| known.value == *trial)
                };
                let value = |source: &'k Source| source.reports.iter().find(of_trial)?.value(part);
                (Family::Report, kb.sources.get(source).and_then(value))
            }
            ValueRef::Statement { source, statement, part } => {
                let value = |source: &'k Source| {
                    source.statements.iter().find(|known| known.id.value == *statement)?.value(part)
                };
                (Family::Statement, kb.sources.get(source).and_then(value))
            }
            ValueRef::Derived { .. } => {
                return self.work_out(value).map_or_else(|| Shown::words(""), |worked_out| worked_out.value);
            }
        };
        let text = found.map(|found| amounts::value(strings, &found)).unwrap_or_default();
        Shown::reported(text, family, value.to_string())
    }

    /// A word that stands in texts of its own: "Note 1", "Warning".
    pub fn word(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.shared.strings.fill("prose", key, values)
    }

    /// The display name of an entry.
    pub fn name(&self, at: &EntryRef) -> String {
        self.shared.kb.entry(at).map_or_else(|| at.id.to_string(), |entry| entry.title.value.clone())
    }

    /// The way to a file of `static/`, or an address outside as it is.
    pub fn asset(&self, address: &str) -> String {
        if address.contains("://") || address.starts_with("mailto:") || address.is_empty() {
            return address.to_owned();
        }
        self.root.to(address.trim_start_matches(['.', '/']))
    }

    /// The entry of a source.
    pub fn source_ref(source: &Id<Source>) -> EntryRef {
        EntryRef::new(Kind::Source, source.as_str())
    }
}
