//! The reference of each source, in the citation style of the site.

use crate::link::KnowledgeBase;
use crate::model::{Id, Record, Source};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// References as HTML, by source.
pub type Citations = BTreeMap<Id<Source>, String>;

/// Formats every source once; pages number the ready references.
pub fn format(kb: &KnowledgeBase) -> Citations {
    let formatted = |(id, source): (&Id<Source>, &Source)| {
        let html = reference(kb, id.as_str(), &source.record);
        (id.clone(), if html.is_empty() { super::escape(&source.entry.title) } else { html })
    };
    kb.sources.par_iter().map(formatted).collect()
}

/// One record as HTML; `id` is for messages. Empty where the record prints nothing.
#[cfg(feature = "cite")]
pub fn reference(kb: &KnowledgeBase, id: &str, record: &Record) -> String {
    use crate::cite::{Style, format};
    let chosen = kb.settings.citation_style.as_ref().and_then(|name| Style::by_name(name).ok());
    let item = item(id, record);
    format(&chosen.unwrap_or_default(), &item).map(|reference| reference.html).unwrap_or_default()
}

/// A record as citations take it.
#[cfg(feature = "cite")]
pub fn item(id: &str, record: &Record) -> crate::cite::Item {
    let mut csl = crate::csl::csl(record);
    // A reference has one date: that of the issue, or else of the first publication.
    if let Some(first) = csl.get("available-date").filter(|_| !csl.contains_key("issued")).cloned() {
        csl.insert("issued".to_owned(), first);
    }
    crate::cite::Item { id: id.to_owned(), csl }
}

/// Without a citation library: the printed fields one after the other.
#[cfg(not(feature = "cite"))]
pub fn reference(_: &KnowledgeBase, _: &str, record: &Record) -> String {
    let authors = record.author.given().into_iter().flatten();
    let names = authors.map(|person| match &person.given {
        Some(given) => format!("{given} {}", person.family),
        None => person.family.clone(),
    });
    let names = names.collect::<Vec<_>>().join(", ");
    let texts = [
        &record.title,
        &record.container_title,
        &record.container_title_short,
        &record.volume,
        &record.page,
        &record.doi,
    ];
    let texts = texts.into_iter().filter_map(|field| field.given()).map(|text| text.value.clone());
    let issued = record.issued.given().map(|date| date.value.to_string());
    let printed = std::iter::once(names).chain(texts).chain(issued).filter(|text| !text.is_empty());
    super::escape(&printed.collect::<Vec<_>>().join(". "))
}
