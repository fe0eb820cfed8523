//! Every reference, seen from where it leads: who refers to an entry, and why.

use super::names::{Found, Names};
use super::prose::{Destination, Prose, ProsePiece};
use crate::diagnostics::Spanned;
use crate::model::{Corpus, Decision, EntryRef, HasEntry, Id, Kind, Origin, Part, Piece, Source, Work};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// One reference to an entry.
#[derive(Debug, Clone, PartialEq)]
pub struct Backlink {
    /// Who refers.
    pub from: EntryRef,
    /// In which words or by which relation.
    pub why: Why,
}

/// Why an entry is referred to.
#[derive(Debug, Clone, PartialEq)]
pub enum Why {
    /// A sentence of the prose.
    Sentence(Vec<ProsePiece>),
    /// A source reports the design of this trial.
    Reports,
    /// A source reports a trial in this disease.
    Condition(EntryRef),
    /// A source reports a trial that gave these cells.
    Given(EntryRef),
    /// A trial declared it would measure this.
    Endpoint(EntryRef),
    /// A finding on this measure, or of this trial.
    Finding(Arc<str>),
    /// A statement about it.
    Statement(Arc<str>),
    /// It is the class of the other.
    Broader,
    /// A biomarker counts these cells.
    Counts,
    /// A source cites it.
    References,
    /// A source retells it.
    Retells,
    /// A scale or a settled disagreement rests on it.
    RestsOn,
}

/// All backlinks, by the entry they lead to, each once.
pub type Backlinks = BTreeMap<EntryRef, Vec<Backlink>>;

/// Turns every reference of the base around.
pub fn draw(
    corpus: &Corpus,
    names: &Names,
    about: &BTreeMap<(Id<Source>, Arc<str>), Vec<EntryRef>>,
    prose: &BTreeMap<EntryRef, Prose>,
) -> Backlinks {
    let mut drawing = Drawing { names, backlinks: Backlinks::new() };
    for source in corpus.sources.values() {
        drawing.source(source, about);
    }
    for (from, entry) in corpus.entries() {
        for class in &entry.broader {
            drawing.add(EntryRef::new(from.kind, class.value.clone()), &from, Why::Broader);
        }
    }
    for marker in corpus.biomarkers.values() {
        if let Some(cells) = &marker.cell_type {
            drawing.add(at(Kind::CellType, cells), &self_of(marker), Why::Counts);
        }
    }
    for trial in corpus.trials.values() {
        for settled in &trial.settles {
            if let Decision::Shows(source) = &settled.decision {
                drawing.add(at(Kind::Source, source), &self_of(trial), Why::RestsOn);
            }
        }
    }
    for outcome in corpus.outcomes.values() {
        for source in outcome.scale.iter().flat_map(|scale| &scale.cites) {
            drawing.add(at(Kind::Source, source), &self_of(outcome), Why::RestsOn);
        }
    }
    for (from, prose) in prose {
        drawing.prose(from, prose);
    }
    drawing.backlinks
}

fn at<T>(kind: Kind, id: &Spanned<Id<T>>) -> EntryRef {
    EntryRef::new(kind, id.value.as_str())
}

fn self_of<T: HasEntry>(item: &T) -> EntryRef {
    EntryRef::new(T::KIND, item.entry().id.clone())
}

struct Drawing<'k> {
    names: &'k Names,
    backlinks: Backlinks,
}

impl Drawing<'_> {
    fn add(&mut self, to: EntryRef, from: &EntryRef, why: Why) {
        if to != *from {
            let links = self.backlinks.entry(to).or_default();
            let link = Backlink { from: from.clone(), why };
            // One source gives its reasons one after the other: only the last few can repeat.
            if !links.iter().rev().take(16).any(|known| *known == link) {
                links.push(link);
            }
        }
    }

    fn measure<T>(&self, measure: &Spanned<Id<T>>) -> Option<EntryRef> {
        let is_measure = |kind| matches!(kind, Kind::Outcome | Kind::Biomarker);
        match self.names.find_of(measure.value.as_str(), is_measure) {
            Found::One(at) => Some(at),
            _ => None,
        }
    }

    fn source(&mut self, source: &Source, about: &BTreeMap<(Id<Source>, Arc<str>), Vec<EntryRef>>) {
        let from = self_of(source);
        for report in &source.reports {
            let Some(trial) = report.trial.given().map(|id| at(Kind::Trial, id)) else { continue };
            self.add(trial.clone(), &from, Why::Reports);
            for disease in &report.conditions {
                self.add(at(Kind::Disease, disease), &from, Why::Condition(trial.clone()));
            }
            for arm in report.arms.given().into_iter().flatten() {
                if let Some(cells) = arm.intervention.given().and_then(|given| given.cell_type.given()) {
                    self.add(at(Kind::CellType, cells), &from, Why::Given(trial.clone()));
                }
            }
            for endpoint in &report.endpoints {
                if let Some(measure) = endpoint.measure.as_ref().and_then(|measure| self.measure(measure)) {
                    self.add(measure, &from, Why::Endpoint(trial.clone()));
                }
            }
        }
        for finding in &source.findings {
            for measure in
                finding.measures.iter().filter_map(|measure| self.measure(measure)).collect::<Vec<_>>()
            {
                self.add(measure, &from, Why::Finding(finding.id.value.clone()));
            }
            if let Some(trial) = finding.trial.given() {
                self.add(at(Kind::Trial, trial), &from, Why::Finding(finding.id.value.clone()));
            }
        }
        for statement in &source.statements {
            let id = &statement.id.value;
            for to in about.get(&(source.id(), id.clone())).into_iter().flatten() {
                self.add(to.clone(), &from, Why::Statement(id.clone()));
            }
        }
        for cited in &source.record.references {
            if let Work::Source(id) = &cited.work {
                self.add(at(Kind::Source, id), &from, Why::References);
            }
        }
        for origin in &source.derived_from {
            if let Origin::Source(id) = origin {
                self.add(at(Kind::Source, id), &from, Why::Retells);
            }
        }
    }

    /// The first sentence of a text that refers to each entry.
    fn prose(&mut self, from: &EntryRef, prose: &Prose) {
        let mut seen = BTreeSet::new();
        for sentence in sentences(prose) {
            for to in sentence.iter().flat_map(targets) {
                if seen.insert(to.clone()) {
                    self.add(to, from, Why::Sentence(sentence.clone()));
                }
            }
        }
    }
}

fn targets(piece: &ProsePiece) -> Vec<EntryRef> {
    match piece {
        ProsePiece::Entry(link) => vec![link.to.clone()],
        ProsePiece::Cite(list) => {
            list.iter().map(|cited| EntryRef::new(Kind::Source, cited.source.as_str())).collect()
        }
        ProsePiece::Value(value) => vec![EntryRef::new(Kind::Source, value.source().as_str())],
        ProsePiece::Link(Destination::Entry(to, _)) => vec![to.clone()],
        _ => Vec::new(),
    }
}

/// The fewest words of a sentence: "In atopic dermatitis." runs in before another.
const MIN_WORDS: usize = 4;

/// The sentences of a text that hold a reference, without their formatting.
fn sentences(prose: &Prose) -> Vec<Vec<ProsePiece>> {
    let mut done = Vec::new();
    let mut current: Vec<ProsePiece> = Vec::new();
    let mut finish = |current: &mut Vec<ProsePiece>| {
        let sentence = std::mem::take(current);
        if sentence.iter().any(|piece| !targets(piece).is_empty()) {
            done.push(sentence);
        }
    };
    for Spanned { value, .. } in &prose.pieces {
        match value {
            ProsePiece::Plain(Piece::Text(text)) => {
                let mut rest = text.as_str();
                while let Some(end) = sentence_end(rest) {
                    let (sentence, after) = rest.split_at(end);
                    current.push(ProsePiece::Plain(Piece::Text(sentence.to_owned())));
                    if is_label(&current) {
                        current.push(ProsePiece::Plain(Piece::SoftBreak));
                    } else {
                        finish(&mut current);
                    }
                    rest = after.trim_start();
                }
                if !rest.is_empty() {
                    current.push(ProsePiece::Plain(Piece::Text(rest.to_owned())));
                }
            }
            ProsePiece::Plain(Piece::SoftBreak | Piece::HardBreak) => {
                let ended = matches!(current.last(), Some(ProsePiece::Plain(Piece::Text(text))) if text.ends_with(['.', '?', '!']));
                if ended && !is_label(&current) {
                    finish(&mut current);
                } else {
                    current.push(ProsePiece::Plain(Piece::SoftBreak));
                }
            }
            ProsePiece::Plain(Piece::Start(part) | Piece::End(part)) if !is_inline(part) => {
                finish(&mut current)
            }
            ProsePiece::Plain(
                Piece::Start(Part::Superscript | Part::Subscript)
                | Piece::End(Part::Superscript | Part::Subscript)
                | Piece::Code(_)
                | Piece::Unlinked(_),
            )
            | ProsePiece::Entry(_)
            | ProsePiece::Cite(_)
            | ProsePiece::Value(_)
            | ProsePiece::Link(Destination::Entry(..)) => current.push(value.clone()),
            ProsePiece::Plain(Piece::End(Part::Link(_))) => current.push(value.clone()),
            _ => {}
        }
    }
    finish(&mut current);
    done
}

/// Whether so few words stand here that they can only introduce what follows.
fn is_label(pieces: &[ProsePiece]) -> bool {
    let words =
        |text: &str| text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
    let count = pieces.iter().map(|piece| match piece {
        ProsePiece::Plain(Piece::Text(text) | Piece::Unlinked(text)) => words(text),
        ProsePiece::Entry(link) => words(&link.words),
        ProsePiece::Cite(_) | ProsePiece::Plain(_) => 0,
        _ => 1,
    });
    count.sum::<usize>() < MIN_WORDS
}

fn is_inline(part: &Part) -> bool {
    matches!(
        part,
        Part::Emphasis
            | Part::Strong
            | Part::Strikethrough
            | Part::Superscript
            | Part::Subscript
            | Part::Link(_)
            | Part::Image(_)
    )
}

/// Where the first sentence of a text ends, if it ends within it and another begins.
fn sentence_end(text: &str) -> Option<usize> {
    text.char_indices().find_map(|(at, char)| {
        let rest = text.get(at + char.len_utf8()..)?;
        let next = rest.trim_start().chars().next()?;
        let ends = matches!(char, '.' | '?' | '!') && rest.starts_with(char::is_whitespace);
        (ends && (next.is_uppercase() || next.is_ascii_digit() || "([".contains(next)))
            .then(|| at + char.len_utf8())
    })
}
