//! YAML text → one tree of nodes, each with its place.
//!
//! A derived `Deserialize` would stop at the first fault and turn `.016` into a float. This tree
//! keeps every plain scalar as it was written, so that the readers in [`entry`](super::entry) can
//! report every fault of a file and quote what they read. It is built from the events of the
//! YAML library's own parser, with a stack instead of recursion.
//!
//! A syntax error hides only the rest of the text: what came before it is kept, and marked as
//! cut off, so that nobody complains of keys that could not be read.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, FileId, Span, Spanned};
use serde_yaml::granit_parser::{Event, Parser, ScalarStyle, ScanError, Span as YamlSpan};

/// The deepest nesting that is read; real front matter has six levels.
const MAX_DEPTH: usize = 64;
/// The most nodes of one front matter.
const MAX_NODES: usize = 50_000;

/// A value and its place.
#[derive(Debug, Clone)]
pub struct Node {
    /// Where it stands.
    pub span: Span,
    /// What stands there.
    pub value: Value,
}

/// What a node holds.
#[derive(Debug, Clone)]
pub enum Value {
    /// Nothing: `key:` with no value, `~` or `null`.
    Null,
    /// Text as written; `quoted` if it stood in quotation marks or in a block.
    Scalar {
        /// The characters, quotation marks and escapes resolved.
        text: String,
        /// Whether it was marked as text.
        quoted: bool,
    },
    /// A list.
    List(Vec<Node>),
    /// Keys and values.
    Map(Map),
}

/// Keys and values in the order in which they were written.
#[derive(Debug, Clone, Default)]
pub struct Map {
    /// Each key once.
    pub entries: Vec<(Spanned<String>, Node)>,
    /// Whether a syntax error hid what follows.
    pub cut_off: bool,
}

impl Node {
    /// The words for what was read, in an editor's language.
    pub fn describe(&self) -> String {
        match &self.value {
            Value::Null => "nothing".to_owned(),
            Value::Scalar { text, .. } => format!("`{}`", shorten(text)),
            Value::List(items) => format!("a list of {}", items.len()),
            Value::Map(_) => "keys and values".to_owned(),
        }
    }
}

fn shorten(text: &str) -> String {
    let line = text.lines().next().unwrap_or("");
    match line.char_indices().nth(60) {
        Some((cut, _)) => format!("{}…", line.get(..cut).unwrap_or("")),
        None => line.to_owned(),
    }
}

/// Reads `text`, which lies in `file` from the byte `offset` on.
///
/// Returns the top-level map, cut off if there was a syntax error; `None` if there is none.
pub fn parse(text: &str, file: FileId, offset: usize, diagnostics: &mut Diagnostics) -> Option<Node> {
    let mut builder = Builder { text, file, offset, stack: Vec::new(), root: None, nodes: 0, diagnostics };
    for event in Parser::new_from_str(text) {
        let keep_going = match event {
            Ok((event, span)) => builder.take(event, span),
            Err(error) => builder.syntax_error(&error),
        };
        if !keep_going {
            return builder.cut_off();
        }
    }
    builder.root
}

/// A collection that is still open.
enum Open {
    List(Span, Vec<Node>),
    Map(Span, Map, Option<Spanned<String>>),
}

struct Builder<'a, 'd> {
    text: &'a str,
    file: FileId,
    offset: usize,
    stack: Vec<Open>,
    root: Option<Node>,
    nodes: usize,
    diagnostics: &'d mut Diagnostics,
}

impl Builder<'_, '_> {
    /// Takes one event; `false` ends the reading.
    fn take(&mut self, event: Event<'_>, at: YamlSpan) -> bool {
        let span = self.span(at);
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse_extras(anchor, tag.is_some(), span)
                    && self.count(span)
                    && self.place(scalar(text.into_owned(), style, span))
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.refuse_extras(anchor, tag.is_some(), span)
                    && self.open(Open::List(span, Vec::new()), span)
            }
            Event::MappingStart(_, anchor, tag) => {
                self.refuse_extras(anchor, tag.is_some(), span)
                    && self.open(Open::Map(span, Map::default(), None), span)
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.fault(span, "YAML aliases are not read here", "write the value out");
                false
            }
            Event::DocumentStart(..) if self.root.is_some() => {
                self.fault(
                    span,
                    "a second YAML document begins here",
                    "keep all keys between the first two `---` lines",
                );
                false
            }
            _ => true,
        }
    }

    fn refuse_extras(&mut self, anchor: usize, tagged: bool, span: Span) -> bool {
        if anchor != 0 {
            self.fault(
                span,
                "YAML anchors are not read here",
                "remove the `&name` and write the value out where it is needed",
            );
        } else if tagged {
            self.fault(
                span,
                "YAML tags are not read here",
                "remove the word that begins with `!`, or put the text in quotation marks",
            );
        }
        anchor == 0 && !tagged
    }

    fn count(&mut self, span: Span) -> bool {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            self.fault(
                span,
                &format!("more than {MAX_NODES} values in one front matter"),
                "split the source into several files",
            );
        }
        self.nodes <= MAX_NODES
    }

    fn open(&mut self, open: Open, span: Span) -> bool {
        if self.stack.len() >= MAX_DEPTH {
            self.fault(
                span,
                &format!("values are nested more than {MAX_DEPTH} deep"),
                "look for brackets that are not closed",
            );
            return false;
        }
        self.stack.push(open);
        self.count(span)
    }

    fn close(&mut self, end: Span) -> bool {
        match self.stack.pop() {
            Some(open) => self.place(finish(open, Some(end))),
            None => true,
        }
    }

    /// Puts a finished node where it belongs.
    fn place(&mut self, node: Node) -> bool {
        match self.stack.last_mut() {
            None => self.root = Some(node),
            Some(Open::List(_, items)) => items.push(node),
            Some(Open::Map(_, map, pending)) => match pending.take() {
                None => match node.value {
                    Value::Scalar { text, .. } => *pending = Some(Spanned::new(text, node.span)),
                    _ => {
                        let message = format!("a key must be a word, but {} was read", node.describe());
                        self.fault(node.span, &message, "write `key: value`");
                        return false;
                    }
                },
                Some(key) => match map.entries.iter().find(|(known, _)| known.value == key.value) {
                    None => map.entries.push((key, node)),
                    Some((first, _)) => {
                        let diagnostic = Diagnostic::new(
                            Code::FrontMatterMalformed,
                            key.span,
                            format!("the key `{}` stands here a second time", key.value),
                        )
                        .related(first.span, "first written here")
                        .help("remove one of them, or make one list of both values");
                        self.diagnostics.report(diagnostic);
                    }
                },
            },
        }
        true
    }

    fn syntax_error(&mut self, error: &ScanError) -> bool {
        let start = self.byte_of(error);
        let span = Span::new(self.file, self.offset + start, self.offset + self.end_of_char(start));
        let cause = error.info();
        let cause = cause.trim_end_matches('.');
        let line =
            self.text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
        let written = self.text.get(line..).and_then(|rest| rest.lines().next()).unwrap_or("");
        let help = if written.contains('\t') {
            "indent with spaces, not with tabs"
        } else if written.matches(": ").count() > 1 {
            "put a value that holds `: ` in quotation marks"
        } else {
            "check brackets, quotation marks and indentation on this line and the one before it"
        };
        self.fault(span, &format!("this cannot be read as YAML: {cause}"), help);
        false
    }

    /// The scanner gives no byte for some faults: count lines and columns then.
    fn byte_of(&self, error: &ScanError) -> usize {
        let mark = error.marker();
        mark.byte_offset()
            .unwrap_or_else(|| {
                let line_start: usize =
                    self.text.split_inclusive('\n').take(mark.line().saturating_sub(1)).map(str::len).sum();
                let line = self.text.get(line_start..).unwrap_or("");
                line_start + line.char_indices().nth(mark.col()).map_or(line.len(), |(byte, _)| byte)
            })
            .min(self.text.len())
    }

    fn end_of_char(&self, start: usize) -> usize {
        self.text
            .get(start..)
            .and_then(|rest| rest.chars().next())
            .map_or(start, |char| start + char.len_utf8())
    }

    fn span(&self, at: YamlSpan) -> Span {
        let range = at.byte_range().unwrap_or(0..0);
        Span::new(self.file, self.offset + range.start, self.offset + range.end)
    }

    fn fault(&mut self, span: Span, message: &str, help: &str) {
        self.diagnostics.report(Diagnostic::new(Code::FrontMatterMalformed, span, message).help(help));
    }

    /// Closes what is open and marks every map as cut off.
    fn cut_off(mut self) -> Option<Node> {
        let mut inner: Option<Node> = self.root.take();
        while let Some(mut open) = self.stack.pop() {
            match &mut open {
                Open::List(_, items) => items.extend(inner.take()),
                Open::Map(_, map, pending) => {
                    if let (Some(key), Some(node)) = (pending.take(), inner.take()) {
                        map.entries.push((key, node));
                    }
                    map.cut_off = true;
                }
            }
            inner = Some(finish(open, None));
        }
        inner
    }
}

fn scalar(text: String, style: ScalarStyle, span: Span) -> Node {
    let plain = style == ScalarStyle::Plain;
    let value = match text.as_str() {
        "" | "~" | "null" | "Null" | "NULL" if plain => Value::Null,
        _ => Value::Scalar { text, quoted: !plain },
    };
    Node { span, value }
}

/// A collection spans from its first to its last child; an empty one keeps its own place.
fn finish(open: Open, end: Option<Span>) -> Node {
    let own = |start: Span| Span { end: end.map_or(start.end, |end| end.end.max(start.end)), ..start };
    match open {
        Open::List(start, items) => {
            let span = match (items.first(), items.last()) {
                (Some(first), Some(last)) => Span { start: first.span.start, end: last.span.end, ..start },
                _ => own(start),
            };
            Node { span, value: Value::List(items) }
        }
        Open::Map(start, map, _) => {
            let span = match (map.entries.first(), map.entries.last()) {
                (Some((key, _)), Some((_, last))) => {
                    Span { start: key.span.start, end: last.span.end, ..start }
                }
                _ => own(start),
            };
            Node { span, value: Value::Map(map) }
        }
    }
}
