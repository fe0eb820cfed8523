//! Statements, grouped by topic, and within a topic by the source that makes them.

use super::finding::locator_words;
use super::parts::{Link, Mark, Place};
use crate::model::{HasEntry, Source, Statement, Topic};
use crate::render::context::{Family, Shown, Writer};
use crate::render::words;
use crate::site::statement_anchor;
use crate::strings::Word;
use serde::Serialize;
use std::collections::BTreeMap;

/// Statements on one topic.
#[derive(Debug, Clone, Serialize)]
pub struct Group {
    /// The topic's heading.
    pub heading: Word,
    /// Who makes them.
    pub sources: Vec<FromSource>,
}

/// What one source states on a topic; on its own page, what it states there of the same things.
#[derive(Debug, Clone, Serialize)]
pub struct FromSource {
    /// What the source is called, and its number on this page.
    pub mark: Mark,
    /// What all of them are about.
    pub about: Vec<Link>,
    /// The statements.
    pub statements: Vec<Item>,
    /// The first one that is left to the page of the source.
    pub more: Option<Link>,
}

/// The most statements of one source that describe a thing, under one heading of its page.
const DESCRIBING: usize = 2;

/// One statement.
#[derive(Debug, Clone, Serialize)]
pub struct Item {
    /// Its anchor on the page of its source.
    pub id: String,
    /// The fact, in our words.
    pub says: Words,
    /// The figures as printed.
    pub figures: Vec<Shown>,
    /// For whom or where it holds.
    pub scope: Option<Words>,
    /// Whom the source names for it.
    pub attributed_to: Option<Words>,
    /// In whom, where not in people.
    pub species: Option<Word>,
    /// Where it is printed, as a link to the statement on the page of its source.
    pub place: Link,
}

/// Words of a statement; where they hold a number, with its address.
#[derive(Debug, Clone, Serialize)]
pub struct Words {
    /// The words.
    pub text: String,
    /// The same with the address.
    pub value: Option<Shown>,
}

impl Words {
    fn of(shown: Shown) -> Self {
        let has_number = shown.text.chars().any(char::is_numeric);
        Self { text: shown.text.clone(), value: has_number.then_some(shown) }
    }
}

/// How much of what sources state a page shows.
#[derive(Clone, Copy)]
enum Extent {
    /// All of it: the page of the source.
    Whole,
    /// What describes a thing at length is read in full on the page of its source.
    Excerpt,
}

impl Extent {
    /// The most statements of one source on a topic. What is said of treatment, harms and evidence
    /// is never cut.
    fn most(self, topic: Topic) -> usize {
        match (self, topic) {
            (Self::Whole, _)
            | (_, Topic::Treatment | Topic::Safety | Topic::Evidence | Topic::Conclusion | Topic::Claim) => {
                usize::MAX
            }
            (Self::Excerpt, _) => DESCRIBING,
        }
    }
}

/// All statements of a source, by their topic, in the order of topics.
pub fn whole(source: &Source, writer: &mut Writer<'_>) -> Vec<Group> {
    by_topic(source.statements.iter().map(|statement| (source, statement)), Extent::Whole, writer)
}

/// What sources state about one thing, by topic.
pub fn excerpts<'k>(
    statements: impl IntoIterator<Item = (&'k Source, &'k Statement)>,
    writer: &mut Writer<'_>,
) -> Vec<Group> {
    by_topic(statements, Extent::Excerpt, writer)
}

fn by_topic<'k>(
    statements: impl IntoIterator<Item = (&'k Source, &'k Statement)>,
    extent: Extent,
    writer: &mut Writer<'_>,
) -> Vec<Group> {
    let mut by_topic: BTreeMap<Topic, Vec<(&Source, &Statement)>> = BTreeMap::new();
    for (source, statement) in statements {
        by_topic.entry(statement.topic).or_default().push((source, statement));
    }
    by_topic
        .into_iter()
        .map(|(topic, list)| Group {
            heading: words::name(&writer.shared.strings, topic),
            sources: by_source(&list, extent, extent.most(topic), writer),
        })
        .collect()
}

/// Statements of one source stand together; on its own page, those that are about the same things.
fn by_source(
    list: &[(&Source, &Statement)],
    extent: Extent,
    most: usize,
    writer: &mut Writer<'_>,
) -> Vec<FromSource> {
    let kb = writer.shared.kb;
    let belong = |(one, first): (&Source, &Statement), (other, second): (&Source, &Statement)| match extent {
        Extent::Whole => kb.about(one, first) == kb.about(other, second),
        Extent::Excerpt => one.id() == other.id(),
    };
    let mut parts: Vec<Vec<(&Source, &Statement)>> = Vec::new();
    for next in list.iter().copied() {
        match parts.iter_mut().find(|part| part.first().is_some_and(|first| belong(*first, next))) {
            Some(part) => part.push(next),
            None => parts.push(vec![next]),
        }
    }
    let of_part = |part: &Vec<(&Source, &Statement)>| {
        let (source, first) = part.first()?;
        let mark = writer.mark(&source.id());
        let about = kb.about(source, first).iter().map(|at| writer.link(at)).collect();
        let shown = part.iter().take(most);
        let statements = shown.map(|(source, statement)| item(source, statement, writer)).collect();
        let more = part.get(most).map(|(source, statement)| item(source, statement, writer).place);
        Some(FromSource { mark, about, statements, more })
    };
    parts.iter().filter_map(of_part).collect()
}

fn item(source: &Source, statement: &Statement, writer: &Writer<'_>) -> Item {
    let strings = &writer.shared.strings;
    let place = Place::new(Family::Statement, source, &statement.id.value, strings);
    let at_source = Writer::source_ref(&source.id());
    let id = statement_anchor(&statement.id.value);
    let figures = (1..).zip(&statement.figures);
    let printed_in: Vec<String> =
        statement.locators.iter().map(|locator| locator_words(locator, strings)).collect();
    Item {
        says: Words::of(place.shown(&statement.says.value, "says")),
        figures: figures.map(|(at, figure)| place.shown(&figure.value, &format!("figures.{at}"))).collect(),
        scope: statement.scope.as_ref().map(|scope| Words::of(place.shown(scope, "scope"))),
        attributed_to: statement
            .attributed_to
            .as_ref()
            .map(|who| Words::of(place.shown(who, "attributed-to"))),
        species: words::species(strings, statement.species),
        place: writer.link_as(&at_source, Some(&id), printed_in.join("; ")),
        id,
    }
}
