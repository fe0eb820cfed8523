//! Who refers to an entry, and why.

use super::parts::Link;
use crate::link::{Backlink, ProsePiece, Why};
use crate::model::{EntryRef, Finding, Id, Piece, Vocabulary};
use crate::render::context::{Shown, Writer};
use crate::render::escape::escape;
use crate::render::html::html;
use crate::render::words;
use crate::site::{finding_anchor, statement_anchor};
use serde::Serialize;
use std::collections::BTreeMap;

/// Everything that one entry says of another.
#[derive(Debug, Clone, Serialize)]
pub struct Group {
    /// Who refers.
    pub from: Link,
    /// Its kind.
    pub kind: &'static str,
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
            kind: words::eyebrow(from.kind),
            reasons: links.into_iter().map(|link| reason(link, writer)).collect(),
        })
        .collect()
}

fn reason(link: &Backlink, writer: &Writer<'_>) -> String {
    let named = |at: &EntryRef| {
        let link = writer.link(at);
        format!(
            "<a href=\"{}\" data-entry=\"{}\">{}</a>",
            escape(&link.href),
            escape(&link.entry),
            escape(&link.text)
        )
    };
    match &link.why {
        Why::Sentence(pieces) => sentence(pieces, writer),
        Why::Reports => "reports the design of this trial".to_owned(),
        Why::Condition(trial) => format!("reports the trial {} in people with it", named(trial)),
        Why::Given(trial) => format!("reports the trial {} that gave these cells", named(trial)),
        Why::Endpoint(trial) => format!("was a measure in the trial {}", named(trial)),
        Why::Finding(id) => finding_reason(link, id, writer),
        Why::Statement(id) => {
            let href = writer.root.to_entry(&link.from, Some(&statement_anchor(id)));
            statement_reason(link, id, &href, writer)
        }
        Why::Broader => "is a kind of it".to_owned(),
        Why::Counts => "counts these cells".to_owned(),
        Why::References => "cites it".to_owned(),
        Why::Retells => "retells it".to_owned(),
        Why::RestsOn => "rests on it".to_owned(),
    }
}

/// The topic as a link, and what is stated.
fn statement_reason(link: &Backlink, id: &str, href: &str, writer: &Writer<'_>) -> String {
    let source = writer.shared.kb.sources.get(&Id::new(link.from.id.clone()));
    let Some(statement) = source.and_then(|source| source.statements.iter().find(|one| *one.id.value == *id))
    else {
        return String::new();
    };
    let says = Shown::reported(&statement.says.value, "statement", format!("{}/{id}/says", link.from.id));
    format!("<a href=\"{}\">{}</a>: {}", escape(href), words::topic(statement.topic), says.html())
}

/// "EASI-75, week 16: improved", as a link to the finding.
fn finding_reason(link: &Backlink, id: &str, writer: &Writer<'_>) -> String {
    let href = writer.root.to_entry(&link.from, Some(&finding_anchor(id)));
    let source = Id::new(link.from.id.clone());
    let Some(finding) = writer.shared.kb.finding(&source, id) else { return String::new() };
    let name = finding_name(finding, link, id, writer);
    let time = finding.time_point.given().map(|time| {
        let text = escape(&time.text);
        format!(
            ", <span data-finding=\"{}/{}/time-point\">{text}</span>",
            escape(source.as_str()),
            escape(id)
        )
    });
    format!(
        "finding: <a href=\"{}\">{name}</a>{}: {}",
        escape(&href),
        time.unwrap_or_default(),
        direction(finding)
    )
}

/// What a finding is about, in a few words, as HTML.
fn finding_name(finding: &Finding, link: &Backlink, id: &str, writer: &Writer<'_>) -> String {
    let shown = |text: &str, part: &str| {
        Shown::reported(text, "finding", format!("{}/{id}/{part}", link.from.id)).html()
    };
    if let Some(criterion) = finding.criterion.given() {
        return shown(criterion, "criterion");
    }
    if let Some(label) = &finding.label {
        return shown(label, "label");
    }
    let names = finding.measures.iter().filter_map(|measure| writer.measure(measure.value.as_str()));
    escape(&names.map(|link| link.text).collect::<Vec<_>>().join(", "))
}

fn direction(finding: &Finding) -> String {
    match (&finding.change, &finding.benefit) {
        (_, Some(benefit)) if !matches!(benefit.value.word(), "not-stated" | "not-applicable") => {
            words::benefit(benefit.value).to_owned()
        }
        (Some(change), _) => words::change(change.value).1.to_owned(),
        _ => "direction not stated".to_owned(),
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
