//! The numbers that may stand on a page without an address.

use super::base::{Base, entry_at};
use super::follow;
use super::page::{NodeRef, Place, has_address, stands_at};
use scraper::ElementRef;
use std::collections::BTreeMap;
use std::ops::Range;

/// A kind of number that needs no address.
pub struct Exception {
    /// What it is.
    pub name: &'static str,
    /// Why it needs none.
    pub because: &'static str,
    /// The parts of a text that it covers.
    pub covered: fn(&Place<'_>) -> Vec<Range<usize>>,
}

/// All of them: a number that none of these covers needs an address.
pub const EXCEPTIONS: &[Exception] = &[
    Exception {
        name: "citation mark",
        because: "it counts the sources of the page, and leads to the only one with that number",
        covered: |place| mark(place, "cite", "ref-"),
    },
    Exception {
        name: "place in a citation",
        because: "it says where in the cited source to look, in the editor's words, and is no value of it",
        covered: |place| {
            let is_place = parent(place).is_some_and(|outer| has_class(outer, "place"));
            if is_place { whole(place.text) } else { Vec::new() }
        },
    },
    Exception {
        name: "place of a statement",
        because: "it is a link to the statement on the page of its source, and says where the file of this source locates it",
        covered: place_of_statement,
    },
    Exception {
        name: "mark of a note",
        because: "it counts the notes of the page, and leads to the only one with that number",
        covered: |place| if has_idle_note(place) { Vec::new() } else { mark(place, "noteref", "note-") },
    },
    Exception {
        name: "identifier",
        because: "it stands in the file of the page's own entry, to the character",
        covered: identifier,
    },
    Exception {
        name: "name of a vocabulary",
        because: "ICD-10 and ICD-11 are names; they stand before a number of the entry in them",
        covered: vocabulary,
    },
    Exception {
        name: "name in a link to its entry",
        because: "it is a title, another name, a label or a threshold of the entry that the link leads to, or begins one",
        covered: linked_name,
    },
    Exception {
        name: "name in a text",
        because: "it is a title, another name, a label or a threshold of an entry, as a whole word",
        covered: |place| if is_entry_link(place) { Vec::new() } else { place.names.covered(place.text) },
    },
    Exception {
        name: "citation of the page",
        because: "it is the id of the entry as a key or in the page's address, or a date of its file",
        covered: own_citation,
    },
    Exception {
        name: "base of a frequency",
        because: "“of 100” says what a value derived as `of-100` beside it is a part of",
        covered: base_of_frequency,
    },
    Exception {
        name: "level and formula of an interval",
        because: "it says how this site works out intervals: their level in the heading of the column, and Wilson's formula below the table, to the character",
        covered: interval_method,
    },
    Exception {
        name: "id of a finding",
        because: "it is the id itself, in the link to the anchor of that finding",
        covered: finding_id,
    },
];

/// The names that hold a number, in lower case, of every entry and of each.
pub struct Names {
    all: Vec<String>,
    of: BTreeMap<String, Vec<String>>,
}

impl Names {
    /// The names of a base.
    pub fn of(base: &Base) -> Self {
        let with_beginnings =
            |at: &str| base.names_of(at).into_iter().flat_map(|name| beginnings(&name)).collect();
        let of = base.entries().map(|at| (at.to_owned(), longest_first(with_beginnings(at)))).collect();
        let all = base.entries().flat_map(|at| base.names_of(at)).collect();
        Self { all: longest_first(all), of }
    }

    /// Where a text holds a name of any entry.
    pub fn covered(&self, text: &str) -> Vec<Range<usize>> {
        covered(text, &self.all)
    }
}

/// A name, and its beginnings of two words or more, which a link to its entry may leave it at:
/// "AtMSC phase 2" of "AtMSC phase 2 trial".
fn beginnings(name: &str) -> Vec<String> {
    let words: Vec<&str> = name.split(' ').collect();
    (2..words.len()).map(|end| words[..end].join(" ")).chain([name.to_owned()]).collect()
}

fn longest_first(mut names: Vec<String>) -> Vec<String> {
    names.retain(|name| name.chars().any(char::is_numeric));
    names.iter_mut().for_each(|name| name.make_ascii_lowercase());
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names
}

/// Where a text holds one of the names as a whole word, the longest one first.
fn covered(text: &str, names: &[String]) -> Vec<Range<usize>> {
    // Keeps the length, unlike full lower case.
    let lower = text.to_ascii_lowercase();
    let mut covered: Vec<Range<usize>> = Vec::new();
    for name in names {
        for (start, found) in lower.match_indices(name.as_str()) {
            let end = start + found.len();
            let is_free = covered.iter().all(|other| other.end <= start || end <= other.start);
            if is_free && !continues_back(&text[..start], name) && !continues(&text[end..]) {
                covered.push(start..end);
            }
        }
    }
    covered
}

/// Whether a word or number goes on: `EASI-75` is no word within `EASI-75.5` or `EASI-755`, and
/// `Th2` is one within `Th2-mediated`.
fn continues(rest: &str) -> bool {
    let mut chars = rest.chars();
    match chars.next() {
        Some('s') => chars.next().is_some_and(char::is_alphanumeric),
        Some(char) if char.is_alphanumeric() || "%‰⁺+".contains(char) => true,
        Some('.' | ',' | '-' | '–' | '/' | ':' | '·' | '×') => chars.next().is_some_and(char::is_numeric),
        _ => false,
    }
}

/// The same before it: a mark joins two numbers, as in `1/2`, and no names, as in `Th1/Th2`.
fn continues_back(before: &str, name: &str) -> bool {
    let mut chars = before.chars().rev();
    match chars.next() {
        Some(char) if char.is_alphanumeric() => true,
        Some('.' | ',' | '-' | '–' | '/' | ':' | '·' | '×') => {
            name.starts_with(char::is_numeric) && chars.next().is_some_and(char::is_numeric)
        }
        _ => false,
    }
}

/// The element that a text stands in.
fn parent<'p>(place: &Place<'p>) -> Option<ElementRef<'p>> {
    place.node.parent().and_then(ElementRef::wrap)
}

/// Elements around a text, the innermost first.
fn around<'p>(place: &Place<'p>) -> impl Iterator<Item = ElementRef<'p>> {
    place.node.ancestors().filter_map(ElementRef::wrap)
}

fn has_class(element: ElementRef<'_>, class: &str) -> bool {
    element.value().classes().any(|known| known == class)
}

fn whole(text: &str) -> Vec<Range<usize>> {
    std::iter::once(0..text.len()).collect()
}

/// A link within `.class` that is a number, to the item of a list with that number.
fn mark(place: &Place<'_>, class: &str, anchor: &str) -> Vec<Range<usize>> {
    let Some(link) = parent(place).filter(|link| link.value().name() == "a") else { return Vec::new() };
    let is_within = link.parent().and_then(ElementRef::wrap).is_some_and(|outer| has_class(outer, class));
    let leads_there = link.attr("href").is_some_and(|href| href == format!("#{anchor}{}", place.text));
    let root = place.node.tree().root();
    let is_there =
        place.text.parse().is_ok_and(|number| stands_at(root, &format!("{anchor}{number}"), number));
    if is_within && leads_there && is_there { whole(place.text) } else { Vec::new() }
}

/// Whether a note of the page has no mark: then the marks of others may lead to the wrong notes.
fn has_idle_note(place: &Place<'_>) -> bool {
    let elements = || place.node.tree().nodes().filter_map(ElementRef::wrap);
    let mut notes = elements().filter_map(|element| element.attr("id")).filter(|id| id.starts_with("note-"));
    notes.any(|id| {
        !elements().any(|link| link.attr("href").is_some_and(|href| href.strip_prefix('#') == Some(id)))
    })
}

fn identifier(place: &Place<'_>) -> Vec<Range<usize>> {
    let is_within = around(place).any(|element| element.attr("data-identifier").is_some());
    let own = place.entry.and_then(|at| place.base.entry(at)).and_then(|entry| entry.get("identifiers"));
    let is_own = own.is_some_and(|own| own.values().any(|known| known.given() == Some(place.text.trim())));
    if is_within && is_own { whole(place.text) } else { Vec::new() }
}

fn vocabulary(place: &Place<'_>) -> Vec<Range<usize>> {
    let is_label = parent(place).is_some_and(|label| label.value().name() == "dt");
    let is_within = around(place).any(|list| has_class(list, "identifiers"));
    let own = place.entry.and_then(|at| place.base.entry(at)).and_then(|entry| entry.get("identifiers"));
    let is_known = match place.text.trim() {
        "ICD-10" => own.is_some_and(|own| own.get("icd10").is_some()),
        "ICD-11" => own.is_some_and(|own| own.get("icd11").is_some()),
        _ => false,
    };
    if is_label && is_within && is_known { whole(place.text) } else { Vec::new() }
}

/// The link to an entry that a text stands in.
fn entry_link(place: &Place<'_>) -> Option<String> {
    around(place).find_map(|element| entry_of(element.attr("href")?))
}

/// The entry that an address within the site leads to; its findings and statements are not it.
fn entry_of(href: &str) -> Option<String> {
    let (page, place) = href.split_once('#').unwrap_or((href, ""));
    let path = page.trim_start_matches("../").strip_suffix(".html")?;
    match (path, place) {
        ("glossary", term) => Some(format!("term:{term}")),
        (path, _) if path.ends_with("index") => None,
        (_, place) if place.starts_with("finding-") || place.starts_with("statement-") => None,
        (path, _) => entry_at(path),
    }
}

fn is_entry_link(place: &Place<'_>) -> bool {
    entry_link(place).is_some()
}

/// The whole words of a link to a statement, if they are the places that its source's file gives.
fn place_of_statement(place: &Place<'_>) -> Vec<Range<usize>> {
    let is_place = || {
        let href = around(place).find_map(|element| element.attr("href"))?;
        let (page, anchor) = href.split_once('#')?;
        let page = if page.is_empty() { place.page } else { page.trim_start_matches("../") };
        let source = entry_at(page.strip_suffix(".html")?).filter(|at| at.starts_with("source:"))?;
        let id = anchor.strip_prefix("statement-")?;
        let statements = place.base.entry(&source)?.list("statements");
        let statement = statements.iter().find(|known| known.text("id") == Some(id))?;
        let places: Vec<String> = statement.list("locator").iter().map(follow::locator).collect();
        Some(places.join("; ") == place.text)
    };
    if is_place() == Some(true) { whole(place.text) } else { Vec::new() }
}

fn linked_name(place: &Place<'_>) -> Vec<Range<usize>> {
    let own = entry_link(place).and_then(|at| place.names.of.get(&at));
    own.map(|names| covered(place.text, names)).unwrap_or_default()
}

/// In a citation of the page itself: the id, the days of the file, and the tag `T2` of RIS.
fn own_citation(place: &Place<'_>) -> Vec<Range<usize>> {
    let is_citation = parent(place).is_some_and(|block| block.attr("data-citation").is_some());
    let Some((at, entry)) =
        place.entry.filter(|_| is_citation).and_then(|at| Some((at, place.base.entry(at)?)))
    else {
        return Vec::new();
    };
    let id = at.split_once(':').map_or(at, |(_, id)| id);
    let mut phrases = vec![format!("{{{id},\n"), format!("/{id}.html"), "\nT2  - ".to_owned()];
    let date = ["changed", "added", "reviewed"].iter().find_map(|key| entry.text(key));
    let parts: Vec<&str> = date.into_iter().flat_map(|date| date.split('-')).collect();
    if let [year, ..] = parts.as_slice() {
        phrases.push(format!("PY  - {}\n", parts.join("/")));
        phrases.push(format!("year = {{{year}}}"));
        phrases.extend([format!(". {year}"), format!(" {year}."), format!("({year}"), format!(", {year}.")]);
    }
    if let [_, _, day] = parts.as_slice() {
        let day = day.trim_start_matches('0');
        phrases.push(format!("day = {{{day}}}"));
        phrases.extend([format!(" {day}."), format!(" {day})"), format!(" {day},")]);
    }
    let covered = phrases.iter().flat_map(|phrase| place.text.match_indices(phrase.as_str()));
    covered.map(|(start, phrase)| start..start + phrase.len()).collect()
}

/// "of 100" right after a derived share, or before it in the same sentence with no other number.
fn base_of_frequency(place: &Place<'_>) -> Vec<Range<usize>> {
    let phrases = ["of 100", "Of 100"].into_iter().flat_map(|phrase| place.text.match_indices(phrase));
    let phrases = phrases.map(|(start, phrase)| start..start + phrase.len());
    let is_base = |phrase: &Range<usize>| {
        let (before, rest) = (&place.text[..phrase.start], &place.text[phrase.end..]);
        let is_after = before == " " && place.node.prev_sibling().is_some_and(is_share);
        let is_before = || !ends_or_counts(rest) && leads_to_share(place.node);
        !continues_back(before, "of 100") && !continues(rest) && (is_after || is_before())
    };
    phrases.filter(is_base).collect()
}

/// Whether the next number behind a text, in its sentence, is a derived share.
fn leads_to_share(node: NodeRef<'_>) -> bool {
    for next in node.next_siblings() {
        if is_share(next) {
            return true;
        }
        let text: String =
            next.descendants().filter_map(|node| node.value().as_text()).map(|text| &**text).collect();
        if has_address(next) || ends_or_counts(&text) {
            return false;
        }
    }
    false
}

/// Whether a sentence ends in a text, or another number stands in it.
fn ends_or_counts(text: &str) -> bool {
    text.chars().any(|char| char.is_numeric() || ".!?;".contains(char))
}

fn is_share(node: NodeRef<'_>) -> bool {
    let address = ElementRef::wrap(node).and_then(|element| element.attr("data-derived"));
    address.is_some_and(|address| address.ends_with("of-100"))
}

/// The level in the heading of a column, and the formula that is told below.
fn interval_method(place: &Place<'_>) -> Vec<Range<usize>> {
    const HEADINGS: [&str; 2] =
        ["95% interval, worked out by this site", "Worked out, with its 95% interval"];
    const FORMULA: &str = "The interval is the score interval of E. B. Wilson (1927) at the level of 95%: (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) ÷ (1 + z²/n). p is the share, n the number of people in the group, and z 1.96. Small groups give wide intervals. It is not an interval of a source.";
    let is_told = parent(place).is_some_and(|outer| match outer.value().name() {
        "th" => HEADINGS.contains(&place.text),
        "p" => outer.attr("data-method") == Some("wilson") && place.text == FORMULA,
        _ => false,
    });
    if is_told { whole(place.text) } else { Vec::new() }
}

/// The id of a finding in a link to its anchor on the page of its source.
fn finding_id(place: &Place<'_>) -> Vec<Range<usize>> {
    let Some(link) = parent(place).filter(|link| link.value().name() == "a") else { return Vec::new() };
    let address = link.attr("href").unwrap_or("");
    let (page, anchor) = address.split_once('#').unwrap_or((address, ""));
    let source = page.rsplit('/').next().and_then(|file| file.strip_suffix(".html")).unwrap_or("");
    let is_finding = place.base.source(source).is_ok_and(|source| {
        source.list("findings").iter().any(|finding| finding.text("id") == Some(place.text))
    });
    if is_finding && anchor.strip_prefix("finding-") == Some(place.text) {
        whole(place.text)
    } else {
        Vec::new()
    }
}
