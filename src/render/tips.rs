//! Tips: a few words on what a link in a text leads to, shown where the link stands.
//!
//! A page holds one tip for each entry that its texts name, at its end. A tip repeats what the
//! entry's own page says, in whole sentences: one cut short might lose its "not".

use super::Shared;
use super::view;
use crate::model::{EntryRef, Id, Kind};
use crate::strings::Word;
use serde::Serialize;
use std::collections::BTreeSet;

/// The most tips on a page, so that it stays light on a phone.
const MOST: usize = 25;

/// The most bytes of what they say.
const MOST_BYTES: usize = 5_000;

/// The most words of a tip.
const MOST_WORDS: usize = 40;

/// The tips of a page so far.
#[derive(Debug, Default)]
pub struct Tips {
    /// Whether links in the text that is being written get tips.
    pub wanted: bool,
    list: Vec<(EntryRef, Tip)>,
    /// Entries that have nothing short to say, or came when the page was full.
    without: BTreeSet<EntryRef>,
    bytes: usize,
}

/// What a tip says.
#[derive(Debug, Clone, Serialize)]
pub struct Tip {
    /// The anchor that links name.
    pub id: String,
    /// The name of the entry.
    pub name: String,
    /// Its kind: "Marker", "Study in mice".
    pub kind: Word,
    /// What a reader should know, in whole sentences.
    pub text: String,
}

impl Tips {
    /// The anchor of the tip on an entry, if it has one.
    pub fn anchor(&mut self, at: &EntryRef, shared: &Shared<'_>) -> Option<String> {
        if !self.wanted || self.without.contains(at) {
            return None;
        }
        if let Some((_, tip)) = self.list.iter().find(|(known, _)| known == at) {
            return Some(tip.id.clone());
        }
        let text = text(at, shared).filter(|text| self.bytes + text.len() <= MOST_BYTES);
        let Some(text) = text.filter(|_| self.list.len() < MOST) else {
            self.without.insert(at.clone());
            return None;
        };
        self.bytes += text.len();
        let id = format!("tip-{}", self.list.len() + 1);
        let name = shared.kb.entry(at).map(|entry| entry.title.value.clone()).unwrap_or_default();
        let tip = Tip { id: id.clone(), name, kind: view::kind_of(at, shared), text };
        self.list.push((at.clone(), tip));
        Some(id)
    }

    /// Every tip, in the order in which the page names its entry.
    pub fn list(&self) -> Vec<Tip> {
        self.list.iter().map(|(_, tip)| tip.clone()).collect()
    }
}

/// What the plain meaning of a term says, or the description of another entry.
fn text(at: &EntryRef, shared: &Shared<'_>) -> Option<String> {
    let said = match at.kind {
        Kind::Term => shared.kb.terms.get(&Id::new(at.id.clone()))?.plain.given(),
        _ => shared.kb.entry(at)?.description.as_ref(),
    };
    short(&said?.value)
}

/// The whole sentences among the first words; nothing where already the first is too long.
fn short(text: &str) -> Option<String> {
    let text = text.trim();
    let mut kept = None;
    let ends = text.match_indices(['.', '?', '!']).map(|(at, end)| at + end.len());
    for end in ends.chain([text.len()]) {
        let (Some(sentences), Some(rest)) = (text.get(..end), text.get(end..)) else { continue };
        if sentences.split_whitespace().count() > MOST_WORDS {
            break;
        }
        let starts_anew = rest.trim_start().chars().next().is_none_or(char::is_uppercase);
        if rest.is_empty() || (rest.starts_with(char::is_whitespace) && starts_anew) {
            kept = Some(sentences);
        }
    }
    kept.filter(|sentences| !sentences.is_empty()).map(str::to_owned)
}

/// The most bytes of a page that has tips.
const MOST_OF_PAGE: usize = 59_000;

/// Leaves out the last tips of a page that would grow too heavy; what they say stands on pages of
/// its own.
pub fn fit(mut html: String) -> String {
    for number in (1..=MOST).rev() {
        if html.len() <= MOST_OF_PAGE {
            break;
        }
        let opening = format!("<div popover=\"hint\" id=\"tip-{number}\"");
        let Some((before, rest)) = html.split_once(&opening) else { continue };
        let rest = rest.split_once("</div>").map_or("", |(_, rest)| rest.trim_start_matches('\n'));
        html = format!("{before}{rest}").replace(&format!(" interestfor=\"tip-{number}\""), "");
    }
    html
}

#[cfg(test)]
mod tests {
    use super::short;
    use crate::testing::pages;

    #[test]
    fn the_first_mention_in_each_section_has_a_tip_but_none_in_a_heading_or_table() {
        let pages = pages(
            "
            --- site.yaml
            title: Site
            --- glossary/dose.md
            title: Dose
            plain: How much is given.
            --- diseases/eczema.md
            description: It itches.
            --- pages/about.md
            ---
            A dose of a dose in [[eczema]].

            ## The [[dose]]

            | [[dose]] |
            | --- |
            | one |

            ## After

            The dose, and [[dose|again]].
            ",
        );
        let page = &pages["about.html"];
        let (main, tips) = page.split_once("</main>").unwrap();
        assert_eq!(main.matches("interestfor=\"tip-1\"").count(), 3, "{main}");
        assert_eq!(main.matches("interestfor=\"tip-2\">eczema</a>").count(), 1, "{main}");
        assert!(tips.contains("id=\"tip-1\" class=\"tip\"><strong>Dose</strong>"), "{tips}");
        assert!(tips.contains("<p>How much is given.</p>") && tips.contains("<p>It itches.</p>"), "{tips}");
    }

    #[test]
    fn a_heavy_page_loses_its_last_tips_and_the_way_to_them() {
        let tip = |number: usize| format!("<div popover=\"hint\" id=\"tip-{number}\">Tip</div>\n");
        let html = |text: &str| {
            format!("<a interestfor=\"tip-1\">1</a><a interestfor=\"tip-2\">2</a>{text}{}{}.", tip(1), tip(2))
        };
        assert_eq!(super::fit(html("")), html(""));
        let text = "x".repeat(super::MOST_OF_PAGE - html("").len() + 1);
        let fitted = super::fit(html(&text));
        assert!(fitted.starts_with("<a interestfor=\"tip-1\">1</a><a>2</a>x"), "{}", fitted.len());
        assert!(fitted.ends_with(&format!("x{}.", tip(1))), "{}", fitted.len());
    }

    #[test]
    fn a_tip_holds_whole_sentences_only() {
        assert_eq!(short("Body fat.").as_deref(), Some("Body fat."));
        assert_eq!(short("It is 0.5 or e.g. more").as_deref(), Some("It is 0.5 or e.g. more"));
        let long = format!("It does not heal. {}", "Word ".repeat(40));
        assert_eq!(short(&long).as_deref(), Some("It does not heal."));
        assert_eq!(short(&"word ".repeat(41)), None);
        assert_eq!(short(" "), None);
    }
}
