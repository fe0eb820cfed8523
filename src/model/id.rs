//! Names of entries.

use super::vocabulary;
use std::{cmp::Ordering, fmt, hash, marker::PhantomData, sync::Arc};

vocabulary! {
    /// What an entry is about; also the name of its folder and its template.
    "a kind of entry"
    pub enum Kind {
        /// A document that prints facts.
        Source = "source",
        /// A trial or study.
        Trial = "trial",
        /// A therapeutic or immune cell.
        CellType = "cell-type",
        /// A disease.
        Disease = "disease",
        /// Something measured in blood or tissue.
        Biomarker = "biomarker",
        /// An instrument: EASI, SCORAD.
        Outcome = "outcome",
        /// A word of the glossary.
        Term = "term",
        /// A page of the site's own.
        Article = "article",
    }
}

impl Kind {
    /// Every kind, in the order in which the site lists them.
    pub const ALL: [Self; 8] = [
        Self::Trial,
        Self::Disease,
        Self::CellType,
        Self::Biomarker,
        Self::Outcome,
        Self::Source,
        Self::Term,
        Self::Article,
    ];

    /// The folder below `content/`, and the first part of the address.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Source => "sources",
            Self::Trial => "trials",
            Self::CellType => "cell-types",
            Self::Disease => "diseases",
            Self::Biomarker => "biomarkers",
            Self::Outcome => "outcomes",
            Self::Term => "glossary",
            Self::Article => "pages",
        }
    }

    /// The kind whose entries lie in this folder.
    pub fn by_folder(folder: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.folder() == folder)
    }

    /// What an editor calls one of them.
    pub fn noun(self) -> &'static str {
        match self {
            Self::CellType => "cell type",
            Self::Outcome => "outcome measure",
            Self::Term => "glossary term",
            Self::Article => "page",
            Self::Source => "source",
            Self::Trial => "trial",
            Self::Disease => "disease",
            Self::Biomarker => "biomarker",
        }
    }
}

/// The name of an entry of one kind: the stem of its file.
///
/// The type parameter keeps a trial's name from being used for a disease's.
pub struct Id<T> {
    text: Arc<str>,
    kind: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    /// Takes a name as it is; whether it is well formed and leads anywhere is judged elsewhere.
    pub fn new(text: impl Into<Arc<str>>) -> Self {
        Self { text: text.into(), kind: PhantomData }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        Self { text: self.text.clone(), kind: PhantomData }
    }
}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text.cmp(&other.text)
    }
}
impl<T> hash::Hash for Id<T> {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, f)
    }
}
impl<T> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// An entry of any kind: what backlinks, mentions and statements point to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryRef {
    /// Its kind.
    pub kind: Kind,
    /// Its name within the kind.
    pub id: Arc<str>,
}

impl EntryRef {
    /// Kind and name together.
    pub fn new(kind: Kind, id: impl Into<Arc<str>>) -> Self {
        Self { kind, id: id.into() }
    }
}

impl fmt::Display for EntryRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use super::Vocabulary;
        write!(f, "{}:{}", self.kind.word(), self.id)
    }
}

/// Why a name is no id, if it is none.
///
/// Ids become file names and addresses on every system, so they are short, lower case and plain.
pub fn id_fault(text: &str) -> Option<&'static str> {
    const DEVICES: [&str; 5] = ["con", "prn", "aux", "nul", "clock"];
    let numbered_device = ["com", "lpt"].iter().any(|device| {
        text.strip_prefix(device)
            .is_some_and(|rest| rest.len() == 1 && rest.as_bytes().iter().all(u8::is_ascii_digit))
    });
    if text.is_empty() {
        Some("is empty")
    } else if text.len() > 80 {
        Some("is longer than 80 characters")
    } else if !text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-') {
        Some("holds something else than lower-case letters a–z, digits and hyphens")
    } else if text.starts_with('-') || text.ends_with('-') || text.contains("--") {
        Some("begins or ends with a hyphen, or has two in a row")
    } else if DEVICES.contains(&text) || numbered_device {
        Some("is the name of a device on Windows")
    } else {
        None
    }
}
