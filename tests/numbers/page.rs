//! Walks the text of `<main>`, and finds for each number its address or its exception.

use super::base::{Base, entry_at};
use super::exceptions::{EXCEPTIONS, Names};
use super::follow;
use scraper::{ElementRef, Html};
use std::collections::BTreeMap;
use std::ops::{Deref, Range};

/// The attributes that hold an address, without `data-`.
const FAMILIES: [&str; 4] = ["finding", "report", "statement", "derived"];

/// How the title of a derived value begins.
const WORKED_OUT: &str = "Worked out by this site";

/// A node of a page; `scraper` uses the type, and does not name it.
pub type NodeRef<'p> = <ElementRef<'p> as Deref>::Target;

/// What was seen on pages.
#[derive(Debug, Default)]
pub struct Seen {
    /// Numbers that do not lead to their value, in the order of the page.
    pub faults: Vec<Fault>,
    /// How many numbers were followed, by family.
    pub followed: BTreeMap<&'static str, usize>,
    /// How many numbers each exception covers.
    pub excepted: BTreeMap<&'static str, usize>,
}

/// A number that does not lead to its value.
#[derive(Debug, PartialEq)]
pub struct Fault {
    /// The page.
    pub page: String,
    /// The number, or the text of the element that shows it.
    pub token: String,
    /// The words around it.
    pub context: String,
    /// What is wrong.
    pub why: String,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: `{}` in “{}”: {}", self.page, self.token, self.context, self.why)
    }
}

/// A text outside every element with an address.
pub struct Place<'p> {
    /// The page: `trials/adstem-phase-2.html`.
    pub page: &'p str,
    /// The base of the page.
    pub base: &'p Base,
    /// Its names.
    pub names: &'p Names,
    /// The entry of the page: `trial:adstem-phase-2`.
    pub entry: Option<&'p str>,
    /// The text.
    pub node: NodeRef<'p>,
    /// Its characters.
    pub text: &'p str,
}

/// Checks pages against one base.
pub struct Checker<'b> {
    base: &'b Base,
    names: Names,
}

impl<'b> Checker<'b> {
    /// For pages that were made from this base.
    pub fn new(base: &'b Base) -> Self {
        Self { base, names: Names::of(base) }
    }

    /// Checks every number in `<main>` of a page.
    pub fn check(&self, page: &str, html: &Html, seen: &mut Seen) {
        let entry = entry_at(page.strip_suffix(".html").unwrap_or(page));
        let elements = html.tree.nodes().filter_map(ElementRef::wrap);
        let mut mains = elements.filter(|element| element.value().name() == "main").peekable();
        if mains.peek().is_none() {
            seen.fault(page, "main", String::new(), "the page has no such element");
        }
        for main in mains {
            for node in main.descendants() {
                if let Some(element) = ElementRef::wrap(node) {
                    self.element(page, element, seen);
                } else if let Some(text) = node.value().as_text()
                    && !std::iter::once(node).chain(node.ancestors()).any(has_address)
                {
                    let place = Place {
                        page,
                        base: self.base,
                        names: &self.names,
                        entry: entry.as_deref(),
                        node,
                        text,
                    };
                    plain_text(page, &place, seen);
                }
            }
        }
    }

    /// An element with an address shows the value that stands there, and is of one family.
    fn element(&self, page: &str, element: ElementRef<'_>, seen: &mut Seen) {
        let addresses = addresses(element);
        let title = element.attr("title").unwrap_or("");
        if addresses.is_empty() && !title.starts_with(WORKED_OUT) {
            return;
        }
        let text = follow::plain(&element.text().collect::<String>());
        let mut fault = |why: &str| seen.fault(page, &text, context(*element, "", &text, ""), why);
        let [(family, address)] = *addresses.as_slice() else {
            return match addresses.is_empty() {
                true => fault("it says that it is worked out, without an address"),
                false => fault("it has two addresses"),
            };
        };
        if element.descendants().skip(1).any(has_address) {
            fault("another address stands within it");
        }
        let checked = match (family, address.strip_suffix(".formula")) {
            ("derived", Some(value)) => self.formula(value, &text),
            _ => follow::check(self.base, family, address, &text)
                .and_then(|()| self.title(family, address, title)),
        };
        if let Err(why) = checked {
            fault(&format!("data-{family}=\"{address}\": {why}"));
        }
        *seen.followed.entry(family).or_default() += tokens(&text).len();
    }

    /// A derived value says so, with the numbers that it is made of; a reported value never does.
    fn title(&self, family: &str, address: &str, title: &str) -> Result<(), String> {
        let says_derived = title.starts_with(WORKED_OUT);
        if family != "derived" {
            return if says_derived {
                Err("a reported value is called worked out".to_owned())
            } else {
                Ok(())
            };
        }
        if !says_derived {
            return Err(format!("a derived value needs the title “{WORKED_OUT} …”"));
        }
        self.formula(address, title)
    }

    /// What says how a value was worked out names the numbers that it is made of.
    fn formula(&self, address: &str, text: &str) -> Result<(), String> {
        let named: Vec<&str> = tokens(text).into_iter().map(|token| &text[token]).collect();
        let expected: Vec<String> =
            follow::derived(self.base, address)?.formula.iter().map(usize::to_string).collect();
        if named == expected {
            Ok(())
        } else {
            Err(format!("its formula names {named:?} and not {expected:?}"))
        }
    }
}

/// Every number of a text without an address is covered by an exception.
fn plain_text(page: &str, place: &Place<'_>, seen: &mut Seen) {
    for token in tokens(place.text) {
        let covers = |covered: &Range<usize>| covered.start <= token.start && token.end <= covered.end;
        match EXCEPTIONS.iter().find(|exception| (exception.covered)(place).iter().any(covers)) {
            Some(exception) => *seen.excepted.entry(exception.name).or_default() += 1,
            None => {
                let (before, after) = (&place.text[..token.start], &place.text[token.end..]);
                let context = context(place.node, before, &place.text[token.clone()], after);
                seen.fault(
                    page,
                    &place.text[token],
                    context,
                    "it has no address, and no exception covers it",
                );
            }
        }
    }
}

impl Seen {
    fn fault(&mut self, page: &str, token: &str, context: String, why: &str) {
        self.faults.push(Fault {
            page: page.to_owned(),
            token: token.to_owned(),
            context,
            why: why.to_owned(),
        });
    }
}

/// The words around a part of a text, or of an element whose text it is.
fn context(node: NodeRef<'_>, before: &str, token: &str, after: &str) -> String {
    const WORDS: usize = 50;
    let text = |node: NodeRef<'_>| -> String {
        node.descendants().filter_map(|node| node.value().as_text()).map(|text| &**text).collect()
    };
    let mut siblings: Vec<String> = node.prev_siblings().map(text).collect();
    siblings.reverse();
    let before = siblings.concat() + before;
    let after = after.to_owned() + &node.next_siblings().map(text).collect::<String>();
    let from = before.char_indices().rev().nth(WORDS).map_or(0, |(at, _)| at);
    let after: String = after.chars().take(WORDS).collect();
    follow::plain(&format!("{}{token}{after}", &before[from..]))
}

/// The addresses of an element, by family.
fn addresses(element: ElementRef<'_>) -> Vec<(&'static str, &str)> {
    FAMILIES
        .into_iter()
        .filter_map(|family| Some((family, element.attr(&format!("data-{family}"))?)))
        .collect()
}

/// Whether a node is an element with an address.
pub fn has_address(node: NodeRef<'_>) -> bool {
    ElementRef::wrap(node).is_some_and(|element| !addresses(element).is_empty())
}

/// The numbers of a text: each a longest run of digits, raised ones too, with inner `. , · : / – -`.
pub fn tokens(text: &str) -> Vec<Range<usize>> {
    let mut tokens: Vec<Range<usize>> = Vec::new();
    let mut joins = false;
    for (at, char) in text.char_indices() {
        let end = at + char.len_utf8();
        match tokens.last_mut() {
            Some(last) if char.is_numeric() && (last.end == at || joins) => last.end = end,
            _ if char.is_numeric() => tokens.push(at..end),
            // A mark joins two digits if one stands right before it.
            Some(last) if last.end == at && ".,·:/–-−".contains(char) => {
                joins = true;
                continue;
            }
            _ => {}
        }
        joins = false;
    }
    tokens
}

/// Whether one item of the page's numbered lists has this anchor, and this number.
pub fn stands_at(root: NodeRef<'_>, anchor: &str, number: usize) -> bool {
    let lists =
        root.descendants().filter_map(ElementRef::wrap).filter(|element| element.value().name() == "ol");
    let items = lists.flat_map(|list| (1..).zip(list.child_elements()));
    let mut found = items.filter(|(_, item)| item.attr("id") == Some(anchor));
    found.next().is_some_and(|(at, _)| at == number) && found.next().is_none()
}
