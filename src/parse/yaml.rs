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

/// What to do about `&` and `*`, which often begin plain words.
const ANCHOR_HELP: &str =
    "write the value out where it is needed; text that begins with `&` or `*` goes in quotation marks";

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
        let tag_span = at.tag_span().map_or(span, |tag| self.span(tag));
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse_extras(anchor, tag.is_some().then_some(tag_span), span)
                    && self.count(span)
                    && self.place(scalar(text.into_owned(), style, span))
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.refuse_extras(anchor, tag.is_some().then_some(tag_span), span)
                    && self.open(Open::List(span, Vec::new()), span)
            }
            Event::MappingStart(_, anchor, tag) => {
                self.refuse_extras(anchor, tag.is_some().then_some(tag_span), span)
                    && self.open(Open::Map(span, Map::default(), None), span)
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.fault(span, "YAML aliases are not read here", ANCHOR_HELP);
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

    fn refuse_extras(&mut self, anchor: usize, tag: Option<Span>, span: Span) -> bool {
        if anchor != 0 {
            let place = self.anchor_before(span);
            self.fault(place, "YAML anchors are not read here", ANCHOR_HELP);
        } else if let Some(tag) = tag {
            self.fault(
                tag,
                "YAML tags are not read here",
                "remove the word that begins with `!`, or put the text in quotation marks",
            );
        }
        anchor == 0 && tag.is_none()
    }

    /// The `&name` before a node.
    fn anchor_before(&self, span: Span) -> Span {
        let before = self.text.get(..(span.start as usize).saturating_sub(self.offset)).unwrap_or("");
        let Some(start) = before.rfind('&') else { return span };
        let length =
            before.get(start..).map_or(0, |name| name.find(char::is_whitespace).unwrap_or(name.len()));
        Span::new(self.file, self.offset + start, self.offset + start + length)
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
        let at = self.byte_of(error);
        let line = self.text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
        let written = self.text.get(line..).and_then(|rest| rest.lines().next()).unwrap_or("");
        let info = error.info();
        let cause = info.trim_end_matches('.');
        let indent = written.find(|char: char| char != ' ' && char != '\t').unwrap_or(written.len());
        let tab = written.get(..indent).and_then(|indent| indent.find('\t'));
        let (start, help) = if let Some(tab) = tab {
            (line + tab, "indent with spaces, not with tabs")
        } else if cause.contains("anchor") {
            (at, ANCHOR_HELP)
        } else if let Some(bracket) = self.open_bracket().filter(|_| cause.contains("flow")) {
            (bracket, "close this bracket")
        } else if let Some(quote) = self.open_quote(at).filter(|_| cause.contains("quoted")) {
            (quote, "close this quotation mark, on the same line if you can")
        } else if cause.contains("unexpected character") {
            (at, "put the value in quotation marks: it begins with a sign that YAML keeps for itself")
        } else if written.matches(": ").count() > 1 {
            (at, "put a value that holds `: ` in quotation marks")
        } else if written.contains(':') && !written.contains(": ") {
            (at, "put a space behind the colon: `key: value`")
        } else {
            (at, "check brackets, quotation marks and indentation on this line and the one before it")
        };
        let span = Span::new(self.file, self.offset + start, self.offset + self.end_of_char(start));
        self.fault(span, &format!("this cannot be read as YAML: {cause}"), help);
        false
    }

    /// Where the innermost bracket that is still open stands.
    fn open_bracket(&self) -> Option<usize> {
        let starts = self.stack.iter().rev().map(|open| match open {
            Open::List(span, _) | Open::Map(span, ..) => (span.start as usize).saturating_sub(self.offset),
        });
        starts
            .into_iter()
            .find(|start| self.text.get(*start..).is_some_and(|rest| rest.starts_with(['[', '{'])))
    }

    /// Where the last quotation mark before `at` stands that may open a text.
    fn open_quote(&self, at: usize) -> Option<usize> {
        let before = self.text.get(..at)?;
        let opens = |(start, _): &(usize, &str)| {
            before.get(..*start).is_some_and(|text| text.ends_with([' ', '[', '{', ',', '\n']))
        };
        before.rmatch_indices(['"', '\'']).find(opens).map(|(start, _)| start)
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

/// A collection in brackets spans from one to the other; another spans from its first mark to its
/// last child.
fn finish(open: Open, end: Option<Span>) -> Node {
    let (start, last, value) = match open {
        Open::List(start, items) => (start, items.last().map(|item| item.span.end), Value::List(items)),
        Open::Map(start, map, _) => {
            (start, map.entries.last().map(|(_, node)| node.span.end), Value::Map(map))
        }
    };
    let is_bracket = start.end > start.start;
    let end = match (is_bracket, end, last) {
        (true, Some(end), _) => end.end,
        (_, _, Some(last)) => last,
        (_, Some(end), None) => end.end,
        (_, None, None) => start.end,
    };
    let first = match &value {
        Value::Map(map) if !is_bracket => map.entries.first().map_or(start.start, |(key, _)| key.span.start),
        _ => start.start,
    };
    Node { span: Span { start: first, end: end.max(first), ..start }, value }
}
