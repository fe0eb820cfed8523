//! Who refers to an entry, and why.

use super::finding;
use super::parts::{Link, Place};
use super::says;
use crate::link::{Backlink, ProsePiece, Why};
use crate::model::{EntryRef, Finding, Id, Kind, Piece, Statement};
use crate::render::Shared;
use crate::render::context::{Shown, Writer};
use crate::render::escape::escape;
use crate::render::html::html;
use crate::render::words;
use crate::site::{finding_anchor, statement_anchor};
use crate::synthesis::is_retold;
use serde::Serialize;
use std::collections::BTreeMap;

/// Everything that one entry says of another.
#[derive(Debug, Clone, Serialize)]
pub struct Group {
    /// Who refers.
    pub from: Link,
    /// Its kind: "Condition", "Study in mice".
    pub kind: String,
    /// Each reason, as HTML.
    pub reasons: Vec<String>,
}

/// The backlinks of an entry, one group for each entry that refers to it.
pub fn groups(at: &EntryRef, writer: &Writer<'_>) -> Vec<Group> {
    let mut by_entry: BTreeMap<&EntryRef, Vec<&Backlink>> = BTreeMap::new();
    for link in writer.shared.kb.backlinks(at) {
        by_entry.entry(&link.from).or_default().push(link);
    }
    by_entry
        .into_iter()
        .map(|(from, links)| Group {
            from: writer.link(from),
            kind: kind(from, writer.shared),
            reasons: reasons(at, &links, writer),
        })
        .collect()
}

/// What the page of an entry is, above its name.
pub fn kind(at: &EntryRef, shared: &Shared<'_>) -> String {
    let design = shared.synthesis.trials.get(&Id::new(at.id.clone()));
    match design.filter(|_| at.kind == Kind::Trial) {
        Some(design) => words::study(design.species()),
        None => words::eyebrow(at.kind).to_owned(),
    }
}

/// Each reason; statements that the page of `at` shows in full are named by their topics.
fn reasons(at: &EntryRef, links: &[&Backlink], writer: &Writer<'_>) -> Vec<String> {
    let shows_statements =
        matches!(at.kind, Kind::Disease | Kind::CellType | Kind::Biomarker | Kind::Outcome);
    let is_shown = |link: &&&Backlink| shows_statements && matches!(link.why, Why::Statement(_));
    let topics: BTreeMap<_, _> = links
        .iter()
        .rev()
        .filter(is_shown)
        .filter_map(|link| match &link.why {
            Why::Statement(id) => Some((statement(link, id, writer)?.topic, (link, id))),
            _ => None,
        })
        .collect();
    let topics: Vec<String> = topics
        .into_iter()
        .map(|(topic, (link, id))| {
            let href = writer.root.to_entry(&link.from, Some(&statement_anchor(id)));
            format!("<a href=\"{}\">{}</a>", escape(&href), words::topic(topic))
        })
        .collect();
    let states = (!topics.is_empty()).then(|| format!("says of it: {}", topics.join("; ")));
    let others = links.iter().filter(|link| !is_shown(link)).map(|link| reason(link, writer));
    states.into_iter().chain(others).collect()
}

fn statement<'k>(link: &Backlink, id: &str, writer: &Writer<'k>) -> Option<&'k Statement> {
    let source = writer.shared.kb.sources.get(&Id::new(link.from.id.clone()))?;
    source.statements.iter().find(|one| *one.id.value == *id)
}

fn reason(link: &Backlink, writer: &Writer<'_>) -> String {
    let named = |at: &EntryRef| {
        let link = writer.link(at);
        format!("<a href=\"{}\">{}</a>", escape(&link.href), escape(&link.text))
    };
    let apart = |trial: &EntryRef| {
        let design = writer.shared.synthesis.trials.get(&Id::new(trial.id.clone()));
        design.and_then(|design| words::species(design.species()))
    };
    match &link.why {
        Why::Sentence(pieces) => sentence(pieces, writer),
        Why::Reports => "reports the design of this study".to_owned(),
        Why::Condition(trial) => match apart(trial) {
            None => format!("reports the trial {} in people with it", named(trial)),
            Some(whom) => format!("reports the study {} of it, {whom}", named(trial)),
        },
        Why::Given(trial) => match apart(trial) {
            None => format!("reports the trial {} of these cells", named(trial)),
            Some(whom) => format!("reports the study {} of these cells, {whom}", named(trial)),
        },
        Why::Endpoint(trial) => match apart(trial) {
            None => format!("was a measure in the trial {}", named(trial)),
            Some(whom) => format!("was a measure in the study {}, {whom}", named(trial)),
        },
        Why::Finding(id) => finding_reason(link, id, writer),
        Why::Statement(id) => {
            let href = writer.root.to_entry(&link.from, Some(&statement_anchor(id)));
            statement_reason(link, id, &href, writer)
        }
        Why::Broader => "is a kind of it".to_owned(),
        Why::Counts => "measures these cells".to_owned(),
        Why::References => "cites it".to_owned(),
        Why::Retells => "retells it".to_owned(),
        Why::RestsOn => "rests on it".to_owned(),
    }
}

/// The topic as a link, and what is stated.
fn statement_reason(link: &Backlink, id: &str, href: &str, writer: &Writer<'_>) -> String {
    let Some(statement) = statement(link, id, writer) else { return String::new() };
    let says = Shown::reported(&statement.says.value, "statement", format!("{}/{id}/says", link.from.id));
    format!("<a href=\"{}\">{}</a>: {}", escape(href), words::topic(statement.topic), says.html())
}

/// "EASI-75, week 16: improved in 14 of 59", as a link to the finding.
fn finding_reason(link: &Backlink, id: &str, writer: &Writer<'_>) -> String {
    let href = writer.root.to_entry(&link.from, Some(&finding_anchor(id)));
    let kb = writer.shared.kb;
    let source = Id::new(link.from.id.clone());
    let (Some(source), Some(finding)) = (kb.sources.get(&source), kb.finding(&source, id)) else {
        return String::new();
    };
    let place = finding::place(source, finding);
    let apart = [words::species(finding.species), is_retold(source).then_some("retold")];
    let apart: String = apart.into_iter().flatten().map(|word| format!(", {word}")).collect();
    let time = finding.time_point.given().map(|time| place.shown(&time.text, "time-point").html());
    format!(
        "finding{apart}: <a href=\"{}\">{}</a>{}{}",
        escape(&href),
        finding_name(finding, &place, writer),
        time.map(|time| format!(", {time}")).unwrap_or_default(),
        direction(finding, &place).map(|words| format!(": {words}")).unwrap_or_default()
    )
}

/// What a finding is about, in a few words, as HTML.
fn finding_name(finding: &Finding, place: &Place, writer: &Writer<'_>) -> String {
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
fn direction(finding: &Finding, place: &Place) -> Option<String> {
    let says = says::says(place, finding);
    let is_stated = |direction: &says::Direction| direction.code != "not-stated";
    if let Some(benefit) = says.benefit.filter(is_stated) {
        return Some(benefit.html());
    }
    match says.change {
        Some(change) => Some(change.html()),
        None if says.plain.is_none() => Some("direction not stated".to_owned()),
        None => finding.result.given().map(|result| place.shown(result.value.to_string(), "result").html()),
    }
}

/// A sentence in which the entry is mentioned, without its citations.
fn sentence(pieces: &[ProsePiece], writer: &Writer<'_>) -> String {
    let mut kept: Vec<ProsePiece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        if !matches!(piece, ProsePiece::Cite(_)) {
            kept.push(piece.clone());
        } else if let Some(ProsePiece::Plain(Piece::Text(text))) = kept.last_mut() {
            text.truncate(text.trim_end().len());
        }
    }
    let mut own = Writer::new(writer.shared, writer.root.clone());
    format!("“{}”", html(&kept, &mut own).trim())
}
