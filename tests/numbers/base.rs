//! The files of a base as plain trees.
//!
//! Litweave's own readers are what is tested here, so none of them is used: the YAML library
//! splits the front matter into scalars, and each stays the characters that an editor wrote.

use serde_yaml::granit_parser::{Event, Parser};
use std::collections::BTreeMap;
use std::path::Path;
use walkdir::WalkDir;

/// The folders of `content/`, and what pages call the entries in them.
const KINDS: [(&str, &str); 8] = [
    ("sources", "source"),
    ("trials", "trial"),
    ("cell-types", "cell-type"),
    ("diseases", "disease"),
    ("biomarkers", "biomarker"),
    ("outcomes", "outcome"),
    ("glossary", "term"),
    ("pages", "article"),
];

/// What an editor writes where there is no value.
pub const ABSENCES: [&str; 3] = ["not-reported", "not-stated", "not-applicable"];

/// A value of a front matter.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// Text as written.
    Scalar(String),
    /// A list.
    List(Vec<Node>),
    /// Keys and values, in their order.
    Map(Vec<(String, Node)>),
}

/// A collection that is still open; a map's keys and values follow one another.
enum Open {
    List(Vec<Node>),
    Map(Vec<Node>),
}

impl Node {
    /// The tree of a YAML text; a fault ends the test.
    pub fn parse(yaml: &str) -> Self {
        let mut open = vec![Open::List(Vec::new())];
        for event in Parser::new_from_str(yaml) {
            let done = match event.unwrap().0 {
                Event::Scalar(text, ..) => Self::Scalar(text.into_owned()),
                Event::SequenceStart(..) => {
                    open.push(Open::List(Vec::new()));
                    continue;
                }
                Event::MappingStart(..) => {
                    open.push(Open::Map(Vec::new()));
                    continue;
                }
                Event::SequenceEnd | Event::MappingEnd => open.pop().unwrap().close(),
                _ => continue,
            };
            match open.last_mut().unwrap() {
                Open::List(items) | Open::Map(items) => items.push(done),
            }
        }
        match open.pop().unwrap().close() {
            Self::List(mut documents) => documents.pop().unwrap_or(Self::Map(Vec::new())),
            other => other,
        }
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Map(entries) => entries.iter().find(|(known, _)| known == key).map(|(_, node)| node),
            _ => None,
        }
    }

    /// The text of a key; `None` where an editor wrote that there is none.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.get(key)?.given()
    }

    /// The text of a scalar; `None` where an editor wrote that there is none.
    pub fn given(&self) -> Option<&str> {
        match self {
            Self::Scalar(text) if !ABSENCES.contains(&text.as_str()) => Some(text),
            _ => None,
        }
    }

    /// The items of a list; a single value is a list of one.
    pub fn items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            one => std::slice::from_ref(one),
        }
    }

    /// The items under a key; none where the key is missing.
    pub fn list(&self, key: &str) -> &[Self] {
        self.get(key).map_or(&[], Self::items)
    }

    /// The values of a map.
    pub fn values(&self) -> impl Iterator<Item = &Self> {
        let entries = match self {
            Self::Map(entries) => entries.as_slice(),
            _ => &[],
        };
        entries.iter().map(|(_, node)| node)
    }

    /// One step down: a key of a map, the `id` of an item of a list, or its number from 1.
    pub fn step(&self, step: &str) -> Option<&Self> {
        if let Some(node) = self.get(step) {
            return Some(node);
        }
        if let Some(item) = self.items().iter().find(|item| item.text("id") == Some(step)) {
            return Some(item);
        }
        let number: usize = step.parse().ok()?;
        self.items().get(number.checked_sub(1)?).filter(|_| !matches!(self, Self::Map(_)))
    }
}

impl Open {
    fn close(self) -> Node {
        match self {
            Self::List(items) => Node::List(items),
            Self::Map(items) => Node::Map(items.chunks(2).map(pair).collect()),
        }
    }
}

fn pair(pair: &[Node]) -> (String, Node) {
    match pair {
        [Node::Scalar(key), value] => (key.clone(), value.clone()),
        other => panic!("no key and value: {other:?}"),
    }
}

/// The front matters of a base, by `kind:id`.
#[derive(Debug, Default)]
pub struct Base {
    entries: BTreeMap<String, Node>,
}

impl Base {
    /// Reads the files below `content`; drafts are no part of the site.
    pub fn read(content: &Path) -> Self {
        let mut base = Self::default();
        for file in WalkDir::new(content).into_iter().map(Result::unwrap) {
            let path = file.path().strip_prefix(content).unwrap().to_string_lossy().into_owned();
            if file.file_type().is_file() && path.ends_with(".md") {
                base.add(&path, &std::fs::read_to_string(file.path()).unwrap());
            }
        }
        base
    }

    /// A base of files written down in a test.
    pub fn of(files: &[(&str, &str)]) -> Self {
        let mut base = Self::default();
        for (path, text) in files {
            base.add(path, text);
        }
        base
    }

    fn add(&mut self, path: &str, text: &str) {
        let Some(at) = entry_at(path.strip_suffix(".md").unwrap()) else { return };
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        let Some(inside) = text.strip_prefix("---\n") else { return };
        let front = inside.split("\n---").next().unwrap();
        let node = Node::parse(front);
        if node.text("draft") != Some("true") {
            self.entries.insert(at, node);
        }
    }

    /// An entry: `source:adstem-2025`.
    pub fn entry(&self, at: &str) -> Option<&Node> {
        self.entries.get(at)
    }

    /// A source by its id.
    pub fn source(&self, id: &str) -> Result<&Node, String> {
        self.entry(&format!("source:{id}")).ok_or_else(|| format!("no source is called `{id}`"))
    }

    /// Every entry of a kind.
    pub fn of_kind(&self, kind: &str) -> impl Iterator<Item = &Node> {
        let prefix = format!("{kind}:");
        self.entries.iter().filter(move |(at, _)| at.starts_with(&prefix)).map(|(_, node)| node)
    }

    /// Every finding with its source.
    pub fn findings(&self) -> impl Iterator<Item = (&Node, &Node)> {
        self.of_kind("source")
            .flat_map(|source| source.list("findings").iter().map(move |finding| (source, finding)))
    }

    /// Every name of an entry: title, label, other names, the thresholds of a measure, and the
    /// stages of a trial.
    pub fn names_of(&self, at: &str) -> Vec<String> {
        let Some(entry) = self.entry(at) else { return Vec::new() };
        let id = at.split_once(':').unwrap().1;
        let own = [entry.text("title"), entry.text("label")];
        let others = entry.list("aliases").iter().map(Node::given);
        let is_measure = at.starts_with("outcome:") || at.starts_with("biomarker:");
        let criteria =
            self.findings().filter(|(_, finding)| is_measure && measures(finding).any(|known| known == id));
        let criteria = criteria.map(|(_, finding)| finding.text("criterion"));
        let reports = self.of_kind("source").flat_map(|source| source.list("reports"));
        let reports = reports.filter(|report| at.strip_prefix("trial:") == report.text("trial"));
        let stages = reports.flat_map(|report| report.list("stages")).map(|stage| stage.text("label"));
        own.into_iter().chain(others).chain(criteria).chain(stages).flatten().map(str::to_owned).collect()
    }

    /// Whether an entry is one of a class, or the class itself.
    pub fn lies_below(&self, kind: &str, id: &str, class: &str) -> bool {
        let mut open = vec![id];
        let mut seen: Vec<&str> = Vec::new();
        while let Some(next) = open.pop() {
            if next == class {
                return true;
            }
            if let Some(entry) = self.entry(&format!("{kind}:{next}")).filter(|_| !seen.contains(&next)) {
                seen.push(next);
                open.extend(entry.list("broader").iter().filter_map(Node::given));
            }
        }
        false
    }

    /// What every entry is called: `trial:adstem-phase-2`.
    pub fn entries(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }
}

/// The measures of a finding.
pub fn measures(finding: &Node) -> impl Iterator<Item = &str> {
    finding.list("measure").iter().chain(finding.list("measures")).filter_map(Node::given)
}

/// The entry of a path without its ending: `trials/adstem-phase-2`; pages of the site's own lie at the top.
pub fn entry_at(path: &str) -> Option<String> {
    let (folder, rest) = path.split_once('/').unwrap_or(("pages", path));
    let (_, kind) = KINDS.iter().find(|(known, _)| *known == folder)?;
    let id = rest.rsplit('/').next()?;
    Some(format!("{kind}:{id}"))
}
