//! The reference of each source, in the citation style of the site.

use crate::link::KnowledgeBase;
use crate::model::{Id, Source};
use std::collections::BTreeMap;

/// References as HTML, by source.
pub type Citations = BTreeMap<Id<Source>, String>;

/// Formats every source once; pages number the ready references.
#[cfg(feature = "cite")]
pub fn format(kb: &KnowledgeBase) -> Citations {
    use crate::cite::{Item, Style, format};
    use rayon::prelude::*;
    let chosen = kb.settings.citation_style.as_ref().and_then(|name| Style::by_name(name).ok());
    let style = chosen.unwrap_or_default();
    kb.sources
        .par_iter()
        .map(|(id, source)| {
            let item = Item { id: id.to_string(), csl: crate::csl::csl(&source.record) };
            let html = format(&style, &item).map(|reference| reference.html).unwrap_or_default();
            (id.clone(), if html.is_empty() { super::escape(&source.entry.title) } else { html })
        })
        .collect()
}

/// Without a citation library: the printed fields one after the other.
#[cfg(not(feature = "cite"))]
pub fn format(kb: &KnowledgeBase) -> Citations {
    let plain = |source: &Source| {
        let record = &source.record;
        let fields =
            [&record.title, &record.container_title_short, &record.volume, &record.page, &record.doi];
        let printed: Vec<_> =
            fields.into_iter().filter_map(|field| field.given()).map(|text| text.value.as_str()).collect();
        if printed.is_empty() { source.entry.title.value.clone() } else { printed.join(". ") }
    };
    kb.sources.iter().map(|(id, source)| (id.clone(), super::escape(&plain(source)))).collect()
}
