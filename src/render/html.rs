//! Prose → safe HTML.
//!
//! Everything that leaves here was made by pulldown-cmark's own writer from escaped text, or by
//! the functions below. What an editor typed never reaches a page as markup.

use super::context::Writer;
use super::escape::escape;
use super::highlight;
use crate::link::{Cited, Destination, EntryLink, ProsePiece};
use crate::model::{Alert, EntryRef, Kind, Part, Piece};
use pulldown_cmark::{CowStr, Event, Tag, TagEnd, html::push_html};

/// Writes pieces of prose as HTML. Notes are kept in the writer, for the end of the page.
pub fn html<'p>(pieces: impl IntoIterator<Item = &'p ProsePiece>, writer: &mut Writer<'_>) -> String {
    let mut prose = ProseWriter {
        writer,
        events: Vec::new(),
        note: None,
        code: None,
        heading: None,
        alt: None,
        in_head: false,
        in_table: false,
    };
    for piece in pieces {
        prose.piece(piece);
    }
    let mut out = String::new();
    push_html(&mut out, prose.events.into_iter());
    out
}

struct ProseWriter<'w, 'k> {
    writer: &'w mut Writer<'k>,
    events: Vec<Event<'static>>,
    /// The note that is being read, and where its events begin.
    note: Option<(usize, usize)>,
    /// The language and the lines of a code block that is open.
    code: Option<(Option<String>, String)>,
    /// The level, anchor and words of a heading that is open, and where its events begin.
    heading: Option<(u8, Option<String>, String, usize)>,
    /// The address and description of a picture that is open.
    alt: Option<(String, String)>,
    in_head: bool,
    in_table: bool,
}

impl ProseWriter<'_, '_> {
    fn piece(&mut self, piece: &ProsePiece) {
        match piece {
            ProsePiece::Plain(piece) => self.plain(piece),
            ProsePiece::Entry(link) => {
                self.words(&link.words);
                if self.alt.is_none() {
                    let tip = self.tip(&link.to);
                    let markup = entry_link(link, &tip, self.writer);
                    self.raw(markup);
                }
            }
            ProsePiece::Cite(list) => {
                let markup = citations(list, self.writer);
                self.raw(markup);
            }
            ProsePiece::Value(value) => {
                let shown = self.writer.value_of_text(value);
                self.words(&shown.text);
                self.raw(shown.html());
            }
            ProsePiece::Link(destination) => {
                let tip = match destination {
                    Destination::Entry(to, _) => self.tip(to),
                    _ => String::new(),
                };
                let open = open_link(destination, &tip, self.writer);
                self.raw(open);
            }
            ProsePiece::Image(address) => self.alt = Some((address.value.clone(), String::new())),
        }
    }

    fn plain(&mut self, piece: &Piece) {
        match piece {
            Piece::Text(text) => {
                if let Some((_, code)) = &mut self.code {
                    code.push_str(text);
                } else {
                    self.words(text);
                    self.event_text(text);
                }
            }
            Piece::Unlinked(text) => {
                self.words(text);
                self.event_text(text);
            }
            Piece::Code(text) => {
                self.words(text);
                self.event(Event::Code(owned(text)));
            }
            Piece::SoftBreak => {
                self.words(" ");
                self.event(Event::SoftBreak);
            }
            Piece::HardBreak => self.event(Event::HardBreak),
            Piece::Rule => self.event(Event::Rule),
            Piece::TaskMarker(done) => {
                let (mark, key) = if *done { ("☑", "done") } else { ("☐", "open") };
                let word = escape(&self.writer.word(key, &[]));
                self.raw(format!("<span class=\"task\" role=\"img\" aria-label=\"{word}\">{mark}</span> "));
            }
            Piece::FootnoteReference(label) => {
                let number = self.writer.notes.number(label);
                let anchor = if self.writer.ids.claim(&format!("noteref-{number}")) {
                    format!(" id=\"noteref-{number}\"")
                } else {
                    String::new()
                };
                let label = escape(&self.writer.word("note", &[("number", &number.to_string())]));
                self.raw(format!(
                    "<sup class=\"noteref\"><a{anchor} href=\"#note-{number}\" aria-label=\"{label}\">{number}</a></sup>"
                ));
            }
            Piece::Start(part) => self.start(part),
            Piece::End(part) => self.end(part),
            // Followed by `link`; nothing of them is left here.
            Piece::Wikilink(_) | Piece::Citation(_) | Piece::Embed(_) => {}
        }
    }

    fn start(&mut self, part: &Part) {
        match part {
            Part::Heading { level, anchor } => {
                self.heading = Some((*level, anchor.clone(), String::new(), self.events.len()));
            }
            Part::CodeBlock(language) => self.code = Some((language.clone(), String::new())),
            Part::Quote(Some(alert)) => {
                let name = alert_name(*alert);
                let title = escape(&self.writer.word(&format!("alert-{name}"), &[]));
                self.raw(format!(
                    "<aside class=\"alert\" data-alert=\"{name}\"><p class=\"alert-title\">{title}</p>\n"
                ));
            }
            Part::Footnote(label) => {
                let number = self.writer.notes.number(label);
                self.note = Some((number, self.events.len()));
            }
            Part::Table(_) => {
                self.in_table = true;
                let label = self.table_label();
                self.raw(format!(
                    "<section class=\"table-scroll\" tabindex=\"0\" aria-label=\"{label}\"><table>\n"
                ));
            }
            Part::TableHead => {
                self.in_head = true;
                self.raw("<thead><tr>".to_owned());
            }
            Part::TableRow => self.raw("<tr>".to_owned()),
            Part::TableCell => self.raw(if self.in_head { "<th scope=\"col\">" } else { "<td>" }.to_owned()),
            Part::Link(_) | Part::Image(_) => {}
            other => {
                if let Some(tag) = tag(other) {
                    self.event(Event::Start(tag));
                }
            }
        }
    }

    /// The attribute that leads to the tip on an entry; headings and tables have none.
    fn tip(&mut self, to: &EntryRef) -> String {
        if self.heading.is_some() || self.in_table {
            return String::new();
        }
        let anchor = self.writer.tips.anchor(to, self.writer.shared);
        anchor.map(|anchor| format!(" interestfor=\"{anchor}\"")).unwrap_or_default()
    }

    /// What a table is called aloud: no two of a page the same.
    fn table_label(&mut self) -> String {
        let free = ('A'..='Z').find(|letter| self.writer.ids.claim(&format!("table-{letter}")));
        let label = match free {
            Some(letter) => self.writer.word("table", &[("letter", &letter.to_string())]),
            None => self.writer.word("table-more", &[]),
        };
        escape(&label)
    }

    fn end(&mut self, part: &Part) {
        match part {
            Part::Heading { .. } => self.end_heading(),
            Part::CodeBlock(_) => {
                if let Some((language, code)) = self.code.take() {
                    let block = highlight::block(language.as_deref(), &code);
                    self.raw(block);
                }
            }
            Part::Quote(Some(_)) => self.raw("</aside>\n".to_owned()),
            Part::Footnote(_) => {
                if let Some((number, from)) = self.note.take() {
                    let events = self.events.split_off(from);
                    let mut text = String::new();
                    push_html(&mut text, events.into_iter());
                    self.writer.notes.write(number, text);
                }
            }
            Part::Table(_) => {
                self.in_table = false;
                self.raw("</tbody></table></section>\n".to_owned());
            }
            Part::TableHead => {
                self.in_head = false;
                self.raw("</tr></thead><tbody>\n".to_owned());
            }
            Part::TableRow => self.raw("</tr>\n".to_owned()),
            Part::TableCell => self.raw(if self.in_head { "</th>" } else { "</td>" }.to_owned()),
            Part::Link(_) => self.raw("</a>".to_owned()),
            Part::Image(_) => {
                if let Some((address, alt)) = self.alt.take() {
                    let source = self.writer.asset(&address);
                    self.raw(format!(
                        "<img src=\"{}\" alt=\"{}\" loading=\"lazy\">",
                        escape(&source),
                        escape(&alt)
                    ));
                }
            }
            other => {
                if let Some(tag) = tag(other) {
                    self.event(Event::End(TagEnd::from(tag)));
                }
            }
        }
    }

    fn end_heading(&mut self) {
        let Some((level, anchor, words, from)) = self.heading.take() else { return };
        let level = level.clamp(2, 6);
        let wanted = anchor.unwrap_or(words);
        let id = self.writer.ids.unique(&wanted);
        let mut inside = String::new();
        push_html(&mut inside, self.events.split_off(from).into_iter());
        self.raw(format!("<h{level} id=\"{id}\">{}</h{level}>\n", inside.trim()));
    }

    /// Words that a heading or a picture's description is made of.
    fn words(&mut self, words: &str) {
        if let Some((_, _, heading, _)) = &mut self.heading {
            heading.push_str(words);
        }
        if let Some((_, alt)) = &mut self.alt {
            alt.push_str(words);
        }
    }

    fn event_text(&mut self, text: &str) {
        let safe = escape(text);
        self.raw(safe);
    }

    fn event(&mut self, event: Event<'static>) {
        if self.alt.is_none() {
            self.events.push(event);
        }
    }

    fn raw(&mut self, markup: String) {
        self.event(Event::InlineHtml(CowStr::from(markup)));
    }
}

fn owned(text: &str) -> CowStr<'static> {
    CowStr::from(text.to_owned())
}

/// Parts that pulldown-cmark's own writer knows how to write.
fn tag(part: &Part) -> Option<Tag<'static>> {
    Some(match part {
        Part::Paragraph => Tag::Paragraph,
        Part::Quote(None) => Tag::BlockQuote(None),
        Part::List(first) => Tag::List(*first),
        Part::Item => Tag::Item,
        Part::DefinitionList => Tag::DefinitionList,
        Part::DefinitionTitle => Tag::DefinitionListTitle,
        Part::Definition => Tag::DefinitionListDefinition,
        Part::Emphasis => Tag::Emphasis,
        Part::Strong => Tag::Strong,
        Part::Strikethrough => Tag::Strikethrough,
        Part::Superscript => Tag::Superscript,
        Part::Subscript => Tag::Subscript,
        _ => return None,
    })
}

fn alert_name(alert: Alert) -> &'static str {
    match alert {
        Alert::Note => "note",
        Alert::Tip => "tip",
        Alert::Important => "important",
        Alert::Warning => "warning",
        Alert::Caution => "caution",
    }
}

/// A link to an entry.
fn entry_link(link: &EntryLink, tip: &str, writer: &Writer<'_>) -> String {
    let href = writer.root.to_entry(&link.to, link.anchor.as_ref().map(|anchor| anchor.value.as_str()));
    let class = if link.to.kind == Kind::Term { " class=\"term\"" } else { "" };
    format!("<a{class} href=\"{}\"{tip}>{}</a>", escape(&href), escape(&link.words))
}

fn open_link(destination: &Destination, tip: &str, writer: &Writer<'_>) -> String {
    let open = |href: &str, attributes: &str| format!("<a href=\"{}\"{attributes}>", escape(href));
    match destination {
        Destination::Entry(to, anchor) => {
            open(&writer.root.to_entry(to, anchor.as_ref().map(|anchor| anchor.value.as_str())), tip)
        }
        Destination::Web(address) => open(address, " rel=\"external\""),
        Destination::Asset(address) => open(&writer.asset(&address.value), ""),
        Destination::Here(anchor) => open(&format!("#{}", anchor.value), ""),
        Destination::Nowhere => "<a>".to_owned(),
    }
}

/// `[1, Results; 2]`, each number a link to the page's list of sources.
fn citations(list: &[Cited], writer: &mut Writer<'_>) -> String {
    let marks: Vec<String> = list
        .iter()
        .map(|cited| {
            let mark = writer.references.cite(&cited.source);
            let place = cited
                .place
                .as_deref()
                .map(|place| format!("<span class=\"place\">, {}</span>", escape(place)))
                .unwrap_or_default();
            let name = writer.name(&EntryRef::new(Kind::Source, cited.source.as_str()));
            let label = escape(&writer.word("source", &[("number", &mark.to_string()), ("name", &name)]));
            format!("<a href=\"#ref-{mark}\" aria-label=\"{label}\">{mark}</a>{place}")
        })
        .collect();
    format!("<span class=\"cite\">[{}]</span>", marks.join("; "))
}
