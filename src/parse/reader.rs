//! Readers: from a [`Node`] to a value of the model, reporting every fault on the way.
//!
//! A reader returns `None` after it has reported why. [`Fields`] walks the keys of a map,
//! remembers which keys its kind knows, and at the end names those that nobody asked for.

use super::yaml::{Map, Node, Value};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span, Spanned, did_you_mean};
use crate::model::{Absence, Answer, Date, Id, Number, Reported, Vocabulary};
use std::sync::Arc;

/// Makes a value from a node, or reports why it cannot.
pub trait Read: Sized {
    /// Reads the node.
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self>;
}

/// Reports that a value has the wrong form: what was expected, what was read, what to type.
pub fn malformed(node: &Node, expected: &str, help: &str, diagnostics: &mut Diagnostics) {
    let message = format!("{expected} is expected here, but {} was read", node.describe());
    diagnostics.report(Diagnostic::new(Code::ValueMalformed, node.span, message).help(help));
}

/// The text of a scalar.
pub fn text<'n>(
    node: &'n Node,
    expected: &str,
    help: &str,
    diagnostics: &mut Diagnostics,
) -> Option<&'n str> {
    match &node.value {
        Value::Scalar { text, .. } => Some(text),
        _ => {
            malformed(node, expected, help, diagnostics);
            None
        }
    }
}

impl Read for String {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let text = text(
            node,
            "text",
            "write words; put them in quotation marks if they hold `: ` or begin with a bracket",
            diagnostics,
        )?;
        if text.trim().is_empty() {
            malformed(node, "text", "write words, or leave the key out", diagnostics);
            return None;
        }
        Some(text.trim().to_owned())
    }
}

impl Read for Arc<str> {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let text = String::read(node, diagnostics)?;
        if let Some(fault) = crate::model::id_fault(&text) {
            let message = format!("`{text}` is no id: it {fault}");
            diagnostics.report(
                Diagnostic::new(Code::ValueMalformed, node.span, message)
                    .help("use lower-case letters a–z, digits and single hyphens, as in `easi-75-week-16`"),
            );
            return None;
        }
        Some(text.into())
    }
}

impl<T> Read for Id<T> {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        Arc::<str>::read(node, diagnostics).map(Self::new)
    }
}

impl Read for u32 {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        const WHAT: &str = "a whole number";
        const HELP: &str = "write digits only, such as `114`";
        let text = text(node, WHAT, HELP, diagnostics)?;
        let number = text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten();
        if number.is_none() {
            malformed(node, WHAT, HELP, diagnostics);
        }
        number
    }
}

impl Read for Number {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        const WHAT: &str = "a number";
        const HELP: &str = "write it as the source prints it, such as `23.7`";
        let written = text(node, WHAT, HELP, diagnostics)?;
        let number = Self::parse(written);
        if number.is_none() {
            let has_sign = Self::parse(written.trim_end_matches('%').trim()).is_some();
            let help = if has_sign { "write the number without the sign, such as `23.7`" } else { HELP };
            malformed(node, WHAT, help, diagnostics);
        }
        number
    }
}

impl Read for bool {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        match text(node, "`true` or `false`", "write `true` or `false`", diagnostics)? {
            "true" => Some(true),
            "false" => Some(false),
            _ => {
                malformed(node, "`true` or `false`", "write `true` or `false`", diagnostics);
                None
            }
        }
    }
}

impl Read for Date {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        const WHAT: &str = "a date";
        const HELP: &str = "write a year, a month or a day: `2025`, `2025-12` or `2025-12-02`";
        let date = Self::parse(text(node, WHAT, HELP, diagnostics)?);
        if date.is_none() {
            malformed(node, WHAT, HELP, diagnostics);
        }
        date
    }
}

impl<T: Vocabulary> Read for T {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let all = || T::WORDS.iter().map(|(word, _)| format!("`{word}`")).collect::<Vec<_>>().join(", ");
        let word = text(node, T::WHAT, &format!("write one of {}", all()), diagnostics)?;
        let meaning = T::by_word(word);
        if meaning.is_none() {
            let message = format!("{} is expected here, but {} was read", T::WHAT, node.describe());
            let near = did_you_mean(word, T::WORDS.iter().map(|(word, _)| *word));
            diagnostics.report(
                Diagnostic::new(Code::ValueMalformed, node.span, message)
                    .help(near.unwrap_or_else(|| format!("write one of {}", all()))),
            );
        }
        meaning
    }
}

impl<T: Read> Read for Spanned<T> {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        T::read(node, diagnostics).map(|value| Self::new(value, node.span))
    }
}

/// A list; a single value stands for a list of one.
impl<T: Read> Read for Vec<T> {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        match &node.value {
            Value::List(items) => Some(items.iter().filter_map(|item| T::read(item, diagnostics)).collect()),
            _ => T::read(node, diagnostics).map(|value| vec![value]),
        }
    }
}

/// The absence that a node names, if it names one.
pub fn absence(node: &Node) -> Option<Absence> {
    match &node.value {
        Value::Scalar { text, quoted: false } => Absence::by_word(text),
        _ => None,
    }
}

impl<T: Read> Read for Answer<T> {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        match absence(node) {
            Some(absence) => Some(Self::Absent(absence)),
            None => T::read(node, diagnostics).map(Self::Given),
        }
    }
}

/// A value that may come with the characters the source printed.
pub trait ReadPrinted: Sized {
    /// Reads the value plain, or as `{read, printed, because}`.
    fn read_printed(node: &Node, diagnostics: &mut Diagnostics) -> Option<Reported<Self>>;
}

impl<T: ReadPrinted> Read for Reported<T> {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        T::read_printed(node, diagnostics)
    }
}

/// A plain value, or `{read (or count), printed, because}`.
pub fn plain_or_printed<T: Read>(node: &Node, diagnostics: &mut Diagnostics) -> Option<Reported<T>> {
    let Value::Map(_) = &node.value else {
        let value = T::read(node, diagnostics)?;
        return Some(Reported { value, printed: None, because: None, span: node.span });
    };
    let mut fields = Fields::of(node, "a printed value", diagnostics)?;
    let read = fields.optional::<T>("read", diagnostics);
    let count = fields.optional::<T>("count", diagnostics);
    let printed = fields.optional("printed", diagnostics);
    let because = fields.optional("because", diagnostics);
    let was_given = fields.has("read") || fields.has("count");
    fields.finish(diagnostics);
    if !was_given {
        let message = "a printed value needs its reading";
        diagnostics.report(
            Diagnostic::new(Code::ValueMalformed, node.span, message)
                .help("add `read:` with what the printed characters mean"),
        );
    }
    Some(Reported { value: read.or(count)?, printed, because, span: node.span })
}

/// Lets types that are one scalar be written plain or with their printed form.
macro_rules! read_printed {
    ($($type:ty),* $(,)?) => { $(
        impl $crate::parse::reader::ReadPrinted for $type {
            fn read_printed(
                node: &$crate::parse::yaml::Node,
                diagnostics: &mut $crate::diagnostics::Diagnostics,
            ) -> Option<$crate::model::Reported<Self>> {
                $crate::parse::reader::plain_or_printed(node, diagnostics)
            }
        }
    )* };
}
pub(crate) use read_printed;

read_printed!(String, u32, bool, Date);

/// The keys of one map, as they are asked for.
pub struct Fields<'n> {
    what: &'static str,
    map: &'n Map,
    span: Span,
    known: Vec<&'static str>,
}

/// Keys that fingers know from other generators, and what to write instead.
const HABITS: &[(&str, &str)] = &[
    ("slug", "the file's name is the id; for an old address use `redirect-from`"),
    ("date", "use `added`, `changed` or `issued`"),
    ("lastmod", "use `changed`"),
    ("updated", "use `changed`"),
    ("summary", "use `description`"),
    ("tags", "refer to entries in the text or with `conditions`, `about` and `measure`; there are no tags"),
    ("categories", "the folder says the kind; there are no categories"),
    ("weight", "lists are sorted by the site; there is no weight"),
    ("layout", "the folder chooses the template"),
    ("template", "the folder chooses the template"),
    ("redirect_from", "write `redirect-from`"),
    ("doi", "write `DOI`, as CSL spells it"),
    ("pmid", "write `PMID`, as CSL spells it"),
    ("pmcid", "write `PMCID`, as CSL spells it"),
    ("url", "write `URL`, as CSL spells it"),
    ("journal", "use `container-title`, or `container-title-short` for the abbreviation"),
    ("authors", "use `author`"),
    ("year", "use `issued`"),
    ("pvalue", "use `p-value`"),
    ("p", "use `p-value`"),
    ("blinding", "use `masking`"),
    ("sample-size", "use `enrollment`"),
];

impl<'n> Fields<'n> {
    /// The keys of `node`; reports if it holds none. `what` is what the map describes: "a finding".
    pub fn of(node: &'n Node, what: &'static str, diagnostics: &mut Diagnostics) -> Option<Self> {
        match &node.value {
            Value::Map(map) => Some(Self { what, map, span: node.span, known: Vec::new() }),
            _ => {
                malformed(node, what, "write keys and values, such as `key: value`", diagnostics);
                None
            }
        }
    }

    /// Where complaints about the map as a whole point: its first key.
    pub fn head(&self) -> Span {
        self.map.entries.first().map_or(self.span, |(key, _)| key.span)
    }

    /// Whether the key was written.
    pub fn has(&self, key: &str) -> bool {
        self.map.entries.iter().any(|(known, _)| known.value == key)
    }

    /// The node of a key, if it was written.
    pub fn node(&mut self, key: &'static str) -> Option<&'n Node> {
        self.known.push(key);
        self.map.entries.iter().find(|(known, _)| known.value == key).map(|(_, node)| node)
    }

    /// A value that may be left out. A key without a value is reported.
    pub fn optional<T: Read>(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Option<T> {
        let node = self.node(key)?;
        if let Value::Null = node.value {
            if !self.map.cut_off {
                let message = format!("the key `{key}` has no value");
                diagnostics.report(
                    Diagnostic::new(Code::ValueMalformed, self.key_span(key), message)
                        .help("write its value, or remove the key"),
                );
            }
            return None;
        }
        T::read(node, diagnostics)
    }

    /// A value that may be left out, with what it is then.
    pub fn or<T: Read>(&mut self, key: &'static str, default: T, diagnostics: &mut Diagnostics) -> T {
        self.optional(key, diagnostics).unwrap_or(default)
    }

    /// A list that may be left out.
    pub fn list<T: Read>(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Vec<T> {
        self.optional(key, diagnostics).unwrap_or_default()
    }

    /// A key that needs a value: no absence will do.
    pub fn required<T: Read>(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Option<T> {
        if !self.has(key) && !self.map.cut_off {
            let message = format!("{} needs the key `{key}`", self.what);
            diagnostics.report(
                Diagnostic::new(Code::AnswerMissing, self.head(), message).help(format!("add `{key}: …`")),
            );
        }
        self.optional(key, diagnostics)
    }

    /// A key that must be answered, with a value or an absence.
    pub fn answer<T: Read>(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Answer<T> {
        self.must_answer(key, &[], diagnostics);
        self.answer_if_any(key, diagnostics)
    }

    /// A key that may be left out; then the text does not contain it.
    pub fn answer_if_any<T: Read>(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Answer<T> {
        self.optional(key, diagnostics).unwrap_or_default()
    }

    /// Reports if neither `key` nor one of `others` was written.
    pub fn must_answer(&self, key: &'static str, others: &[&'static str], diagnostics: &mut Diagnostics) {
        if self.has(key) || others.iter().any(|other| self.has(other)) || self.map.cut_off {
            return;
        }
        let either: String = others.iter().map(|other| format!(" or `{other}`")).collect();
        let message = format!("{} must answer `{key}`{either}", self.what);
        diagnostics.report(Diagnostic::new(Code::AnswerMissing, self.head(), message).help(format!(
            "add `{key}:` with a value, or `{key}: not-reported` if the text does not contain it"
        )));
    }

    /// The keys that were asked for so far.
    pub fn known(&self) -> &[&'static str] {
        &self.known
    }

    /// Whether something was written under the key, or hidden by a syntax error; an empty list is
    /// nothing.
    pub fn tries(&self, key: &str) -> bool {
        let is_nothing = |node: &Node| matches!(&node.value, Value::List(items) if items.is_empty());
        self.map.cut_off
            || self.map.entries.iter().any(|(known, node)| known.value == key && !is_nothing(node))
    }

    /// Whether a syntax error hid some of the keys.
    pub fn cut_off(&self) -> bool {
        self.map.cut_off
    }

    /// Where a key stands.
    pub fn key_span(&self, key: &str) -> Span {
        self.map.entries.iter().find(|(known, _)| known.value == key).map_or(self.span, |(key, _)| key.span)
    }

    /// Names the keys that nobody asked for.
    pub fn finish(self, diagnostics: &mut Diagnostics) {
        for (key, _) in &self.map.entries {
            if self.known.contains(&key.value.as_str()) {
                continue;
            }
            let message = format!("{} has no key `{}`", self.what, key.value);
            let habit =
                HABITS.iter().find(|(other, _)| *other == key.value).map(|(_, ours)| (*ours).to_owned());
            let help = habit
                .or_else(|| did_you_mean(&key.value, self.known.iter().copied()))
                .unwrap_or_else(|| "put data of your own under `extra:` at the top level".to_owned());
            diagnostics.report(Diagnostic::new(Code::UnknownKey, key.span, message).help(help));
        }
    }
}
