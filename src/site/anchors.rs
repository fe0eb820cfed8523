//! Anchors: the places on a page that links lead to.

use crate::diagnostics::Spanned;
use crate::link::{KnowledgeBase, ProsePiece};
use crate::model::{EntryRef, Kind, Part, Piece};
use std::collections::{BTreeMap, BTreeSet};

/// The anchors that templates use.
const OF_TEMPLATES: &[&str] = &[
    "main",
    "top",
    "facts",
    "groups",
    "measured",
    "results",
    "markers",
    "harms",
    "sources",
    "backlinks",
    "worked-out",
    "trials",
    "findings",
    "statements",
    "record",
    "left-out",
    "capture",
    "identifiers",
    "authors",
    "members",
    "view",
    "notes",
    "cites",
    "conditions",
    "lists",
    "so-far",
    "newest",
    "about-site",
    "clinical",
    "flow",
    "doses",
    "timeline",
    "paid",
    "provenance",
];

/// The anchors of a page, each once.
#[derive(Debug, Default)]
pub struct Ids {
    taken: BTreeSet<String>,
    /// How often an anchor of these words was asked for.
    asked: BTreeMap<String, usize>,
}

impl Ids {
    /// The anchors of a page before any text is written.
    pub fn of_templates() -> Self {
        let taken = OF_TEMPLATES.iter().map(|anchor| (*anchor).to_owned()).collect();
        Self { taken, asked: BTreeMap::new() }
    }

    /// Whether an anchor was given away.
    pub fn has(&self, id: &str) -> bool {
        self.taken.contains(id)
    }

    /// Takes an anchor; `false` if it is taken.
    pub fn claim(&mut self, id: &str) -> bool {
        self.taken.insert(id.to_owned())
    }

    /// An anchor made from words, with a number if another one has it.
    pub fn unique(&mut self, words: &str) -> String {
        let slug = slug(words);
        let asked = self.asked.entry(slug.clone()).or_insert(0);
        loop {
            *asked += 1;
            let id = if *asked == 1 { slug.clone() } else { format!("{slug}-{asked}") };
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// Words as an anchor: lower-case ASCII letters, digits and hyphens.
pub fn slug(words: &str) -> String {
    let mut slug = String::new();
    for char in deunicode::deunicode(words).chars() {
        if char.is_ascii_alphanumeric() {
            slug.push(char.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "section".to_owned() } else { slug.to_owned() }
}

/// The anchors of an entry's page: of its template, its headings, its findings and statements.
pub fn anchors(kb: &KnowledgeBase, at: &EntryRef) -> Ids {
    let mut ids = Ids::of_templates();
    let mut heading: Option<(Option<&str>, String)> = None;
    for Spanned { value, .. } in &kb.prose(at).pieces {
        match (value, &mut heading) {
            (ProsePiece::Plain(Piece::Start(Part::Heading { anchor, .. })), _) => {
                heading = Some((anchor.as_deref(), String::new()));
            }
            (ProsePiece::Plain(Piece::End(Part::Heading { .. })), Some((anchor, words))) => {
                ids.unique(anchor.unwrap_or(words));
                heading = None;
            }
            (
                ProsePiece::Plain(Piece::Text(text) | Piece::Code(text) | Piece::Unlinked(text)),
                Some((_, words)),
            ) => {
                words.push_str(text);
            }
            (ProsePiece::Plain(Piece::SoftBreak), Some((_, words))) => words.push(' '),
            (ProsePiece::Entry(link), Some((_, words))) => words.push_str(&link.words),
            _ => {}
        }
    }
    if at.kind == Kind::Source
        && let Some(source) = kb.sources.get(&crate::model::Id::new(at.id.clone()))
    {
        for finding in &source.findings {
            ids.claim(&finding_anchor(&finding.id.value));
        }
        for statement in &source.statements {
            ids.claim(&statement_anchor(&statement.id.value));
        }
    }
    ids
}

/// The anchor of a finding on the page of its source.
pub fn finding_anchor(finding: &str) -> String {
    format!("finding-{finding}")
}

/// The anchor of a statement on the page of its source.
pub fn statement_anchor(statement: &str) -> String {
    format!("says-{statement}")
}

#[cfg(test)]
mod tests {
    use super::{Ids, slug};

    #[test]
    fn anchors_are_plain_and_each_is_given_once() {
        assert_eq!(slug("What we know"), "what-we-know");
        assert_eq!(slug("10⁶ cells/kg – IFN-γ"), "106-cells-kg-ifn-g");
        assert_eq!(slug("  "), "section");
        let mut ids = Ids::default();
        assert_eq!([ids.unique("Results"), ids.unique("results")], ["results", "results-2"]);
    }
}
