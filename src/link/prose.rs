//! Prose whose references lead somewhere.

use super::names::Names;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::model::{Corpus, Document, EntryRef, Id, Kind, Part, Piece, Source, ValueRef};

/// The prose of one entry, its references followed.
#[derive(Debug, Clone, Default)]
pub struct Prose {
    /// The pieces, in reading order.
    pub pieces: Vec<Spanned<ProsePiece>>,
}

/// One piece of prose.
#[derive(Debug, Clone, PartialEq)]
pub enum ProsePiece {
    /// A piece that refers to nothing.
    Plain(Piece),
    /// Words that lead to an entry.
    Entry(EntryLink),
    /// Citations of sources.
    Cite(Vec<Cited>),
    /// A value, printed in place.
    Value(ValueRef),
    /// A link of the text begins; it ends with the end of [`Part::Link`].
    Link(Destination),
    /// A picture begins; it ends with the end of [`Part::Image`].
    Image(Spanned<String>),
}

/// Words that lead to an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryLink {
    /// Where.
    pub to: EntryRef,
    /// A place on its page.
    pub anchor: Option<Spanned<String>>,
    /// The words.
    pub words: String,
}

/// A citation of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    /// Which.
    pub source: Id<Source>,
    /// Where in it.
    pub place: Option<String>,
}

/// Where a link of the text leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// To an entry.
    Entry(EntryRef, Option<Spanned<String>>),
    /// Out of the site.
    Web(String),
    /// To a file of `static/`, by its address within the site.
    Asset(Spanned<String>),
    /// To a place on the same page.
    Here(Spanned<String>),
    /// Nowhere: the link was refused.
    Nowhere,
}

/// Follows the references of a document of the entry `of`.
pub fn resolve(
    document: Document,
    of: &EntryRef,
    corpus: &Corpus,
    names: &Names,
    diagnostics: &mut Diagnostics,
) -> Prose {
    let mut resolver = Resolver { of, corpus, names, diagnostics };
    let pieces = document
        .pieces
        .into_iter()
        .map(|Spanned { value, span }| Spanned::new(resolver.piece(value), span))
        .collect();
    Prose { pieces }
}

struct Resolver<'k, 'd> {
    of: &'k EntryRef,
    corpus: &'k Corpus,
    names: &'k Names,
    diagnostics: &'d mut Diagnostics,
}

impl Resolver<'_, '_> {
    fn piece(&mut self, piece: Piece) -> ProsePiece {
        match piece {
            Piece::Wikilink(link) => {
                let (name, anchor) = match link.target.split_once('#') {
                    Some((name, anchor)) => (name, Some(place_in(&link.target, name, anchor))),
                    None => (link.target.value.as_str(), None),
                };
                let span = link.target.span.part(0, name.len());
                let found =
                    super::report_unfound(self.names.find(name), name, "entry", span, self.diagnostics);
                match found {
                    Some(to) => {
                        let words = link.words.unwrap_or_else(|| self.shown_name(name, &to));
                        ProsePiece::Entry(EntryLink { to, anchor, words })
                    }
                    None => ProsePiece::Plain(Piece::Text(link.words.unwrap_or_else(|| name.to_owned()))),
                }
            }
            Piece::Citation(list) => ProsePiece::Cite(
                list.into_iter().filter_map(|one| self.cited(&one.source, one.place)).collect(),
            ),
            Piece::Embed(address) => match self.value(&address) {
                Some(value) => ProsePiece::Value(value),
                None => ProsePiece::Plain(Piece::Text(format!("{{{{{}}}}}", address.value))),
            },
            Piece::Start(Part::Link(address)) => ProsePiece::Link(self.destination(&address)),
            Piece::Start(Part::Image(address)) => ProsePiece::Image(address),
            other => ProsePiece::Plain(other),
        }
    }

    /// What a wikilink shows: the words as written, or the title where an id was written.
    fn shown_name(&self, written: &str, to: &EntryRef) -> String {
        let name = written.split_once(':').map_or(written, |(_, name)| name).trim();
        match self.corpus.entry(to) {
            Some(entry) if *name == *to.id => entry.title.value.clone(),
            _ => name.to_owned(),
        }
    }

    fn cited(&mut self, source: &Spanned<String>, place: Option<String>) -> Option<Cited> {
        let found = self.names.find_of(source, |kind| kind == Kind::Source);
        let at = super::report_unfound(found, source, "source", source.span, self.diagnostics)?;
        Some(Cited { source: Id::new(at.id), place })
    }

    fn destination(&mut self, written: &Spanned<String>) -> Destination {
        let span = written.span;
        let address = written.value.as_str();
        if address.is_empty() {
            return Destination::Nowhere;
        }
        if let Some(anchor) = address.strip_prefix('#') {
            return Destination::Here(place_in(written, "", anchor));
        }
        if address.contains(':') && !address.starts_with(['/', '.']) {
            return Destination::Web(address.to_owned());
        }
        let (path, anchor) = match address.split_once('#') {
            Some((path, anchor)) => (path, Some(place_in(written, path, anchor))),
            None => (address, None),
        };
        let Some(file) = path.strip_suffix(".md") else {
            return Destination::Asset(Spanned::new(path.trim_start_matches(['.', '/']).to_owned(), span));
        };
        let (folder, stem) = file.rsplit_once('/').unwrap_or(("", file));
        let folder = folder.rsplit('/').next().unwrap_or("");
        let kind = match folder {
            "" | "." => Some(self.of.kind),
            folder => Kind::by_folder(folder),
        };
        let found = self.names.find_of(stem, |found| kind == Some(found));
        match super::report_unfound(found, path, "file", span.part(0, path.len()), self.diagnostics) {
            Some(to) => Destination::Entry(to, anchor),
            None => Destination::Nowhere,
        }
    }

    /// The value that an embed names; it must exist.
    fn value(&mut self, address: &Spanned<String>) -> Option<ValueRef> {
        let (family, path) = address.value.split_once(':')?;
        let (source_id, rest) = path.split_once('/').unwrap_or((path, ""));
        let (name, part) = rest.split_once('/').unwrap_or((rest, ""));
        // Where each part stands, so that a complaint points at the one that is wrong.
        let at = |from: usize, text: &str| address.span.part(from, from + text.len());
        let source_span = at(family.len() + 1, source_id);
        let name_span = at(family.len() + source_id.len() + 2, name);
        let source: Id<Source> = Id::new(source_id);
        let Some(printed) = self.corpus.sources.get(&source) else {
            if self.corpus.unread.contains(&EntryRef::new(Kind::Source, source_id)) {
                return None;
            }
            let known = self.corpus.sources.keys().map(Id::as_str);
            let help = crate::diagnostics::did_you_mean(source_id, known);
            return self.no_value(format!("no source is called `{source_id}`"), help, source_span);
        };
        let value = match family {
            "report" => report_value(printed, source, name, part),
            "statement" => statement_value(printed, source, name, part),
            _ => finding_value(printed, source, family, name, part),
        };
        let known = names_in(printed, family);
        match value {
            Some((value, true)) => Some(value),
            Some((_, false)) => {
                let (what, span) = if part.is_empty() {
                    (name, name_span)
                } else {
                    (part, at(family.len() + source_id.len() + name.len() + 3, part))
                };
                let help =
                    "write the keys as they stand in the source file, joined by dots, such as `result.count`";
                self.no_value(format!("there is no value `{what}`"), Some(help.to_owned()), span)
            }
            // The report's own trial is unknown, and that was reported where it stands.
            None if family == "report"
                && printed.reports.iter().any(|report| report.trial.given().is_none()) =>
            {
                None
            }
            None => {
                let near = crate::diagnostics::did_you_mean(name, known.iter().map(String::as_str));
                let help = near.unwrap_or_else(|| format!("`{source_id}` has: {}", known.join(", ")));
                self.no_value(format!("`{source_id}` has no {family} called `{name}`"), Some(help), name_span)
            }
        }
    }

    fn no_value(&mut self, message: String, help: Option<String>, span: Span) -> Option<ValueRef> {
        self.diagnostics.report(Diagnostic::new(Code::UnknownReference, span, message).maybe_help(help));
        None
    }
}

/// The anchor behind `before` and a `#`.
fn place_in(written: &Spanned<String>, before: &str, anchor: &str) -> Spanned<String> {
    let start = before.len() + 1;
    Spanned::new(anchor.to_owned(), written.span.part(start, start + anchor.len()))
}

/// What an embed of a family can name in a source.
fn names_in(printed: &Source, family: &str) -> Vec<String> {
    match family {
        "report" => {
            let trials = printed.reports.iter().filter_map(|report| report.trial.given());
            trials.map(|id| id.value.to_string()).collect()
        }
        "statement" => printed.statements.iter().map(|one| one.id.value.to_string()).collect(),
        _ => printed.findings.iter().map(|one| one.id.value.to_string()).collect(),
    }
}

/// A value that may be named, and whether it is there.
type Named = Option<(ValueRef, bool)>;

fn statement_value(printed: &Source, source: Id<Source>, name: &str, part: &str) -> Named {
    let statement = printed.statements.iter().find(|statement| *statement.id.value == *name)?;
    let exists = statement.value(part).is_some();
    Some((
        ValueRef::Statement { source, statement: statement.id.value.clone(), part: part.to_owned() },
        exists,
    ))
}

fn finding_value(printed: &Source, source: Id<Source>, family: &str, name: &str, part: &str) -> Named {
    let finding = printed.findings.iter().find(|finding| *finding.id.value == *name)?;
    let (id, owned) = (finding.id.value.clone(), part.to_owned());
    Some(if family == "finding" {
        (ValueRef::Finding { source, finding: id, part: owned }, finding.value(part).is_some())
    } else {
        (ValueRef::Derived { source, finding: id, part: owned }, derived_exists(finding, part))
    })
}

/// `source/field`, where the source reports one trial, or `source/trial/field`.
fn report_value(printed: &Source, source: Id<Source>, name: &str, part: &str) -> Named {
    let of_trial =
        printed.reports.iter().find(|report| report.trial.given().is_some_and(|id| id.as_str() == name));
    let (report, part) = match (of_trial, printed.reports.as_slice()) {
        (Some(report), _) => (report, part.to_owned()),
        (None, [only]) => (only, name.to_owned()),
        _ => return None,
    };
    let trial = report.trial.given()?.value.clone();
    let exists = report.value(&part).is_some();
    Some((ValueRef::Report { source, trial, part }, exists))
}

/// Whether this site can work the value out: a frequency needs a count of 20 people or more.
fn derived_exists(finding: &crate::model::Finding, part: &str) -> bool {
    let Some((side, quantity)) = part.split_once('.') else { return false };
    let amount = match side {
        "result" => finding.result.given(),
        "versus" => finding.versus.given(),
        _ => None,
    };
    // Below 20 people a frequency per hundred would promise more than was seen.
    let has_counts = amount.is_some_and(|amount| {
        amount.value.count.is_some() && amount.value.denominator().is_some_and(|of| of >= 20)
    });
    has_counts && matches!(quantity, "of-100" | "rest-of-100")
}
