//! Statements, grouped by topic.

use super::finding::locators;
use super::parts::{Link, Mark, Place};
use crate::model::{HasEntry, Source, Statement, Topic};
use crate::render::context::{Shown, Writer};
use crate::render::words;
use crate::site::statement_anchor;
use serde::Serialize;
use std::collections::BTreeMap;

/// Statements on one topic.
#[derive(Debug, Clone, Serialize)]
pub struct Group {
    /// The topic's heading.
    pub heading: &'static str,
    /// The statements.
    pub statements: Vec<Item>,
}

/// One statement.
#[derive(Debug, Clone, Serialize)]
pub struct Item {
    /// Its anchor on the page of its source.
    pub id: String,
    /// The fact, in our words.
    pub says: Shown,
    /// The figures as printed.
    pub figures: Vec<Shown>,
    /// For whom or where it holds.
    pub scope: Option<Shown>,
    /// Whom the source names for it.
    pub attributed_to: Option<Shown>,
    /// In whom, where not in people.
    pub species: Option<&'static str>,
    /// What it is about.
    pub about: Vec<Link>,
    /// Where it is printed.
    pub place: Vec<Shown>,
    /// A link to the statement on the page of its source.
    pub source: Link,
    /// The source's number on this page.
    pub mark: Mark,
}

/// Groups statements by their topic, in the order of topics.
pub fn groups<'k>(
    statements: impl IntoIterator<Item = (&'k Source, &'k Statement)>,
    writer: &mut Writer<'_>,
) -> Vec<Group> {
    let mut by_topic: BTreeMap<Topic, Vec<(&Source, &Statement)>> = BTreeMap::new();
    for (source, statement) in statements {
        by_topic.entry(statement.topic).or_default().push((source, statement));
    }
    by_topic
        .into_iter()
        .map(|(topic, list)| Group {
            heading: words::topic(topic),
            statements: list.into_iter().map(|(source, statement)| item(source, statement, writer)).collect(),
        })
        .collect()
}

fn item(source: &Source, statement: &Statement, writer: &mut Writer<'_>) -> Item {
    let place = Place {
        family: "statement",
        base: format!("{}/{}", source.id(), statement.id.value),
        read: source.read.given().copied(),
    };
    let at_source = Writer::source_ref(&source.id());
    let id = statement_anchor(&statement.id.value);
    let figures = (1..).zip(&statement.figures);
    Item {
        says: place.shown(&statement.says.value, "says"),
        figures: figures.map(|(at, figure)| place.shown(&figure.value, &format!("figures.{at}"))).collect(),
        scope: statement.scope.as_ref().map(|scope| place.shown(scope, "scope")),
        attributed_to: statement.attributed_to.as_ref().map(|who| place.shown(who, "attributed-to")),
        species: words::species(statement.species),
        about: writer.shared.kb.about(source, statement).iter().map(|at| writer.link(at)).collect(),
        place: locators(&statement.locators, &place),
        source: writer.link_as(&at_source, Some(&id), writer.name(&at_source)),
        mark: writer.mark(&source.id()),
        id,
    }
}
