//! Who refers to an entry, and why.

use super::finding;
use super::parts::{Link, Place};
use super::says;
use crate::link::{Backlink, ProsePiece, Why};
use crate::model::{EntryRef, Finding, HasEntry, Id, Kind, Piece, Source, Statement};
use crate::render::Shared;
use crate::render::context::{Family, Shown, Writer};
use crate::render::escape::escape;
use crate::render::{amounts, words};
use crate::site::{finding_anchor, statement_anchor};
use crate::strings::{Word, fill};
use crate::synthesis::is_retold;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The pages of one kind that refer to an entry.
#[derive(Debug, Clone, Serialize)]
pub struct Group {
    /// The kind: "Conditions".
    pub heading: Word,
    /// Who refers, and why.
    pub pages: Vec<Referring>,
}

/// Everything that one entry says of another, or what several say in the same words.
#[derive(Debug, Clone, Serialize)]
pub struct Referring {
    /// Who refers.
    pub from: Vec<From>,
    /// Each reason, as HTML.
    pub reasons: Vec<String>,
}

/// A page that refers.
#[derive(Debug, Clone, Serialize)]
pub struct From {
    /// The page.
    pub link: Link,
    /// In whom, for a study that is not in people.
    pub whom: Option<Word>,
}

/// The backlinks of an entry, by the kind of the entries that refer to it.
pub fn groups(at: &EntryRef, writer: &Writer<'_>) -> Vec<Group> {
    let mut by_kind: BTreeMap<Kind, BTreeMap<&EntryRef, Vec<&Backlink>>> = BTreeMap::new();
    for link in writer.shared.kb.backlinks(at) {
        by_kind.entry(link.from.kind).or_default().entry(&link.from).or_default().push(link);
    }
    let is_crowded = at.kind != Kind::Source && by_kind.values().map(BTreeMap::len).sum::<usize>() > CROWD;
    by_kind
        .into_iter()
        .map(|(kind, mut entries)| {
            let mut pages: Vec<Referring> = Vec::new();
            if is_crowded {
                entries.values_mut().for_each(|links| links.retain(|link| !is_sentence(link)));
            }
            for (from, links) in entries {
                let page = From { link: writer.link(from), whom: whom(from, writer) };
                let reasons = reasons(at, &links, writer);
                match pages.iter_mut().find(|known| known.reasons == reasons) {
                    Some(known) => known.from.push(page),
                    None => pages.push(Referring { from: vec![page], reasons }),
                }
            }
            Group { heading: words::heading(&writer.shared.strings, kind), pages }
        })
        .collect()
}

/// In whom a study is, where not in people.
fn whom(at: &EntryRef, writer: &Writer<'_>) -> Option<Word> {
    let design =
        writer.shared.synthesis.trials.get(&Id::new(at.id.clone())).filter(|_| at.kind == Kind::Trial);
    words::species(&writer.shared.strings, design?.species())
}

/// What the page of an entry is, above its name.
pub fn kind(at: &EntryRef, shared: &Shared<'_>) -> Word {
    let design = shared.synthesis.trials.get(&Id::new(at.id.clone()));
    match design.filter(|_| at.kind == Kind::Trial) {
        Some(design) => words::study(&shared.strings, design.species()),
        None => words::eyebrow(&shared.strings, at.kind),
    }
}

/// The most pages that are quoted: where more refer to an entry that is no source, none is.
const CROWD: usize = 24;

fn is_sentence(link: &Backlink) -> bool {
    matches!(link.why, Why::Sentence(_))
}

/// Each reason; statements that the page of `at` shows in full are named by their topics.
fn reasons(at: &EntryRef, links: &[&Backlink], writer: &Writer<'_>) -> Vec<String> {
    let shows_statements =
        matches!(at.kind, Kind::Disease | Kind::CellType | Kind::Biomarker | Kind::Outcome);
    let topics: BTreeSet<_> = links
        .iter()
        .filter(|_| shows_statements)
        .filter_map(|link| match &link.why {
            Why::Statement(id) => Some(statement(link, id, writer)?.topic),
            _ => None,
        })
        .collect();
    let topics: Vec<Word> =
        topics.into_iter().map(|topic| words::name(&writer.shared.strings, topic)).collect();
    let states = (!topics.is_empty()).then(|| {
        let link = format!("<a href=\"#statements\">{}</a>", escape(&topics.join("; ")));
        say(writer, "states", &[("topics", &link)])
    });
    let is_shown = |link: &&&Backlink| shows_statements && matches!(link.why, Why::Statement(_));
    let others = links.iter().filter(|link| !is_shown(link) && !is_sentence(link));
    let sentences = links.iter().filter(|link| is_sentence(link));
    let named = others.chain(sentences).map(|link| reason(link, writer));
    states.into_iter().chain(named).collect()
}

fn statement<'k>(link: &Backlink, id: &str, writer: &Writer<'k>) -> Option<&'k Statement> {
    let source = writer.shared.kb.sources.get(&Id::new(link.from.id.clone()))?;
    source.statements.iter().find(|one| *one.id.value == *id)
}

/// A string of the interface as HTML; its values are HTML already.
fn say(writer: &Writer<'_>, key: &str, values: &[(&str, &str)]) -> String {
    fill(&escape(&writer.shared.strings.get("backlink", key)), values)
}

fn reason(link: &Backlink, writer: &Writer<'_>) -> String {
    let of_trial = |people: &str, apart: &str, trial: &EntryRef| {
        let link = writer.link(trial);
        let named = format!("<a href=\"{}\">{}</a>", escape(&link.href), escape(&link.text));
        match whom(trial, writer) {
            None => say(writer, people, &[("trial", &named)]),
            Some(whom) => say(writer, apart, &[("study", &named), ("whom", &escape(&whom))]),
        }
    };
    let plain = |key: &str| say(writer, key, &[]);
    match &link.why {
        Why::Sentence(pieces) => sentence(pieces, writer),
        Why::Reports => plain("reports"),
        Why::Condition(trial) => of_trial("condition", "condition-apart", trial),
        Why::Given(trial) => of_trial("given", "given-apart", trial),
        Why::Endpoint(trial) => of_trial("endpoint", "endpoint-apart", trial),
        Why::Finding(id) => finding_reason(link, id, writer),
        Why::Statement(id) => {
            let href = writer.root.to_entry(&link.from, Some(&statement_anchor(id)));
            statement_reason(link, id, &href, writer)
        }
        Why::Broader => plain("broader"),
        Why::Counts => plain("counts"),
        Why::References => plain("references"),
        Why::Retells => plain("retells"),
        Why::RestsOn => plain("rests-on"),
    }
}

/// The topic as a link, and what is stated.
fn statement_reason(link: &Backlink, id: &str, href: &str, writer: &Writer<'_>) -> String {
    let Some(statement) = statement(link, id, writer) else { return String::new() };
    let topic = words::name(&writer.shared.strings, statement.topic);
    let says =
        Shown::reported(&statement.says.value, Family::Statement, format!("{}/{id}/says", link.from.id));
    format!("<a href=\"{}\">{}</a>: {}", escape(href), escape(&topic), says.html())
}

/// "finding, retold: EASI-75, week 16: improved in 14 of 59".
fn finding_reason(link: &Backlink, id: &str, writer: &Writer<'_>) -> String {
    let kb = writer.shared.kb;
    let source = Id::new(link.from.id.clone());
    let (Some(source), Some(finding)) = (kb.sources.get(&source), kb.finding(&source, id)) else {
        return String::new();
    };
    let strings = &writer.shared.strings;
    let retold = is_retold(source).then(|| strings.get("backlink", "retold"));
    let apart = words::species(strings, finding.species).into_iter().chain(retold);
    let apart: String = apart.map(|word| format!(", {}", escape(&word))).collect();
    let opening = say(writer, "finding", &[("apart", &apart)]);
    format!("{opening} {}", finding_line(source, finding, writer))
}

/// "EASI-75, week 16: improved in 14 of 59", its beginning a link to the finding, as HTML.
pub fn finding_line(source: &Source, finding: &Finding, writer: &Writer<'_>) -> String {
    let place = finding::place(source, finding, &writer.shared.strings);
    let href =
        writer.root.to_entry(&Writer::source_ref(&source.id()), Some(&finding_anchor(&finding.id.value)));
    let time = finding.time_point.given().map(|time| place.shown(&time.text, "time-point").html());
    format!(
        "<a href=\"{}\">{}</a>{}{}",
        escape(&href),
        finding_name(finding, &place, writer),
        time.map(|time| format!(", {time}")).unwrap_or_default(),
        direction(finding, &place, writer).map(|words| format!(": {words}")).unwrap_or_default()
    )
}

/// What a finding is about, in a few words, as HTML.
fn finding_name(finding: &Finding, place: &Place<'_>, writer: &Writer<'_>) -> String {
    let measures = finding.measures.iter().filter_map(|measure| writer.measure(measure.value.as_str()));
    let measures = escape(&measures.map(|link| link.text).collect::<Vec<_>>().join(", "));
    let name = match (&finding.label, measures.is_empty()) {
        (Some(label), true) => place.shown(&label.value, "label").html(),
        (Some(label), false) => format!("{} ({measures})", place.shown(&label.value, "label").html()),
        (None, _) => measures,
    };
    match finding::criterion(finding, place) {
        // "EASI-75" names its measure already.
        Some(criterion) if criterion.text.starts_with(&name) => criterion.html(),
        Some(criterion) => format!("{name}, {}", criterion.html()),
        None => name,
    }
}

/// What it says in one word, and for whom; of a plain count, the count.
fn direction(finding: &Finding, place: &Place<'_>, writer: &Writer<'_>) -> Option<String> {
    let says = says::says(place, finding);
    let is_stated = |direction: &says::Direction| direction.code != "not-stated";
    if let Some(benefit) = says.benefit.filter(is_stated) {
        return Some(benefit.html());
    }
    match says.change {
        Some(change) => Some(change.html()),
        None if says.plain.is_none() => Some(say(writer, "no-direction", &[])),
        None => finding.result.given().map(|result| {
            let count = place.shown(amounts::amount(place.strings, &result.value), "result").html();
            match says::prints_no_number(result) {
                true => say(writer, "our-reading", &[("count", &count)]),
                false => count,
            }
        }),
    }
}

/// A sentence in which the entry is mentioned: its words, each value with its address, without
/// links and citations.
fn sentence(pieces: &[ProsePiece], writer: &Writer<'_>) -> String {
    let mut words = String::new();
    for piece in pieces {
        match piece {
            ProsePiece::Plain(Piece::Text(text) | Piece::Unlinked(text) | Piece::Code(text)) => {
                words.push_str(&escape(text));
            }
            ProsePiece::Plain(Piece::SoftBreak | Piece::HardBreak) => words.push(' '),
            ProsePiece::Entry(link) => words.push_str(&escape(&link.words)),
            ProsePiece::Value(value) => words.push_str(&writer.value(value).html()),
            ProsePiece::Cite(_) => words.truncate(words.trim_end().len()),
            ProsePiece::Plain(_) | ProsePiece::Link(_) | ProsePiece::Image(_) => {}
        }
    }
    format!("“{}”", words.trim())
}
