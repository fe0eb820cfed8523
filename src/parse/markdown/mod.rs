//! Markdown → [`Document`]: a flat run of pieces, each with its place.
//!
//! pulldown-cmark does the parsing; [`words`] finds in its text what CommonMark does not know:
//! citations, value embeds, raised and lowered characters inside words. Raw HTML and links of
//! other kinds than http, https, mailto and site addresses end here, with a complaint.

mod words;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, FileId, Span, Spanned};
use crate::model::{Alert, Alignment, Document, Part, Piece, Wikilink};
use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, LinkType, Options, Parser, Tag};
use std::ops::Range;

/// Listed one by one: `all()` without the old footnotes would take the new ones away too.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_SUPERSCRIPT
        | Options::ENABLE_SUBSCRIPT
        | Options::ENABLE_WIKILINKS
}

/// Parses the prose of `text`, which begins at byte `start`.
pub fn parse(text: &str, start: usize, file: FileId, diagnostics: &mut Diagnostics) -> Document {
    let prose = text.get(start..).unwrap_or("");
    let mut builder = Builder {
        prose,
        start,
        file,
        pieces: Vec::new(),
        open: Vec::new(),
        run: None,
        wikilink: None,
        html_reported: false,
        in_comment: false,
        diagnostics,
    };
    for (event, range) in Parser::new_ext(prose, options()).into_offset_iter() {
        builder.take(event, range);
    }
    builder.flush();
    Document { pieces: builder.pieces }
}

struct Builder<'t, 'd> {
    prose: &'t str,
    start: usize,
    file: FileId,
    pieces: Vec<Spanned<Piece>>,
    /// Parts that are still open; `None` for one that leaves no piece.
    open: Vec<Option<Part>>,
    /// Neighbouring words that stand in the text as they are.
    run: Option<Range<usize>>,
    /// The wikilink that is being read.
    wikilink: Option<OpenWikilink>,
    html_reported: bool,
    in_comment: bool,
    diagnostics: &'d mut Diagnostics,
}

/// A wikilink of which not all was read.
struct OpenWikilink {
    target: Spanned<String>,
    has_words: bool,
    /// Its words so far; emphasis within them is dropped.
    words: String,
    /// How many parts within it are open.
    depth: usize,
}

impl Builder<'_, '_> {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        if let Event::Text(text) = &event
            && self.wikilink.is_none()
            && self.is_verbatim(text, &range)
        {
            self.extend_run(range);
            return;
        }
        self.flush();
        let span = self.span(&range);
        match event {
            Event::Start(tag) => self.begin(tag, span),
            Event::End(_) => self.end(span),
            Event::Text(text) => match &mut self.wikilink {
                Some(link) => link.words.push_str(&text),
                None => self.push(Piece::Text(text.into_string()), span),
            },
            Event::Code(code) => match &mut self.wikilink {
                Some(link) => link.words.push_str(&code),
                None => self.push(Piece::Code(code.into_string()), span),
            },
            Event::Html(html) | Event::InlineHtml(html) => self.drop_html(&html, span),
            Event::FootnoteReference(label) => self.push(Piece::FootnoteReference(label.into_string()), span),
            Event::SoftBreak | Event::HardBreak if self.wikilink.is_some() => {
                self.wikilink.iter_mut().for_each(|link| link.words.push(' '));
            }
            Event::SoftBreak => self.push(Piece::SoftBreak, span),
            Event::HardBreak => self.push(Piece::HardBreak, span),
            Event::Rule => self.push(Piece::Rule, span),
            Event::TaskListMarker(done) => self.push(Piece::TaskMarker(done), span),
            Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.push(Piece::Text(text.into_string()), span)
            }
        }
    }

    fn is_verbatim(&self, text: &str, range: &Range<usize>) -> bool {
        self.prose.get(range.clone()) == Some(text)
    }

    fn extend_run(&mut self, range: Range<usize>) {
        match &mut self.run {
            Some(run) if run.end == range.start => run.end = range.end,
            _ => {
                self.flush();
                self.run = Some(range);
            }
        }
    }

    /// Looks into the words collected so far.
    fn flush(&mut self) {
        let Some(range) = self.run.take() else { return };
        let span = self.span(&range);
        let text = self.prose.get(range).unwrap_or("");
        let is_code = self.open.iter().flatten().any(|part| matches!(part, Part::CodeBlock(_)));
        if is_code {
            self.push(Piece::Text(text.to_owned()), span);
        } else {
            words::split(text, span, &mut self.pieces);
        }
    }

    fn begin(&mut self, tag: Tag<'_>, span: Span) {
        if let Some(link) = &mut self.wikilink {
            link.depth += 1;
            return;
        }
        if let Tag::Link { link_type: LinkType::WikiLink { has_pothole }, dest_url, .. } = &tag {
            // Within a table the bar is escaped, and its backslash stays behind.
            let target = dest_url.trim_end_matches('\\').trim().to_owned();
            let at = self
                .prose
                .get(span.range().start - self.start..)
                .and_then(|rest| rest.find("[["))
                .unwrap_or(0);
            let target_span = span.part(at + 2, at + 2 + target.len());
            self.wikilink = Some(OpenWikilink {
                target: Spanned::new(target, target_span),
                has_words: *has_pothole,
                words: String::new(),
                depth: 0,
            });
            return;
        }
        let part = match tag {
            Tag::HtmlBlock | Tag::MetadataBlock(_) => None,
            Tag::Link { dest_url, link_type, .. } => {
                Some(Part::Link(self.address(&dest_url, link_type, span)))
            }
            Tag::Image { dest_url, .. } => Some(Part::Image(self.address(&dest_url, LinkType::Inline, span))),
            other => Some(part(other)),
        };
        if let Some(part) = &part {
            self.push(Piece::Start(part.clone()), span);
        }
        self.open.push(part);
    }

    fn end(&mut self, span: Span) {
        if let Some(link) = self.wikilink.as_mut().filter(|link| link.depth > 0) {
            link.depth -= 1;
            return;
        }
        if let Some(OpenWikilink { target, has_words, words, .. }) = self.wikilink.take() {
            let piece = match target.strip_prefix('!') {
                Some(plain) => {
                    Piece::Unlinked(if has_words { words.trim().to_owned() } else { plain.to_owned() })
                }
                None => {
                    Piece::Wikilink(Wikilink { target, words: has_words.then(|| words.trim().to_owned()) })
                }
            };
            self.push(piece, span);
            return;
        }
        self.html_reported = false;
        self.in_comment = false;
        if let Some(Some(part)) = self.open.pop() {
            self.push(Piece::End(part), span);
        }
    }

    /// The address of a link, or an empty one after a complaint.
    fn address(&mut self, written: &str, link_type: LinkType, span: Span) -> Spanned<String> {
        let place = self.place_of(written, span);
        if link_type == LinkType::Email {
            return Spanned::new(format!("mailto:{written}"), place);
        }
        match scheme(written) {
            None | Some("http" | "https" | "mailto") => Spanned::new(written.to_owned(), place),
            Some(scheme) => {
                let message = format!("links to `{scheme}:` are not made");
                self.diagnostics.report(
                    Diagnostic::new(Code::LinkRefused, place, message)
                        .help("link to an http or https address, a mail address, or a page of this site"),
                );
                Spanned::new(String::new(), place)
            }
        }
    }

    /// Where the address of a link is written: behind `](`; the whole link where it is elsewhere.
    fn place_of(&self, written: &str, span: Span) -> Span {
        let range = span.start as usize - self.start..span.end as usize - self.start;
        let link = self.prose.get(range).unwrap_or("");
        match link.rfind("](").map(|at| at + 2) {
            Some(at) => {
                let rest = link.get(at..).unwrap_or("");
                let length = if rest.starts_with(written) {
                    written.len()
                } else {
                    rest.find([' ', '"']).unwrap_or(rest.len()).min(rest.trim_end_matches(')').len())
                };
                span.part(at, at + length)
            }
            None => span,
        }
    }

    fn drop_html(&mut self, html: &str, span: Span) {
        let begins_comment = html.trim_start().starts_with("<!--");
        let is_comment = begins_comment || self.in_comment;
        // A comment in a block of HTML comes line by line.
        self.in_comment = is_comment && !html.contains("-->");
        if is_comment || self.html_reported || html.trim().is_empty() {
            return;
        }
        self.html_reported = true;
        let what: String = html.trim().chars().take(40).collect();
        self.diagnostics.report(
            Diagnostic::new(Code::HtmlDropped, span, format!("HTML is left out: `{what}`"))
                .help("use Markdown, such as `**bold**`, `10^6^` or a table"),
        );
    }

    fn push(&mut self, piece: Piece, span: Span) {
        self.pieces.push(Spanned::new(piece, span));
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.file, self.start + range.start, self.start + range.end)
    }
}

/// What stands before the colon of an address, in lower case and known, as browsers read it.
fn scheme(address: &str) -> Option<&'static str> {
    let visible: String =
        address.chars().filter(|char| !char.is_control() && !char.is_whitespace()).collect();
    let (scheme, _) = visible.split_once(':')?;
    if scheme.contains(['/', '?', '#']) {
        return None;
    }
    Some(match scheme.to_ascii_lowercase().as_str() {
        "http" => "http",
        "https" => "https",
        "mailto" => "mailto",
        "javascript" => "javascript",
        "data" => "data",
        "file" => "file",
        _ => "other",
    })
}

fn part(tag: Tag<'_>) -> Part {
    match tag {
        Tag::Heading { level, id, .. } => {
            Part::Heading { level: level as u8, anchor: id.map(|id| id.into_string()) }
        }
        Tag::BlockQuote(kind) => Part::Quote(kind.map(alert)),
        Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
            let language = info.split([' ', ',', '{']).next().unwrap_or("").to_owned();
            Part::CodeBlock(Some(language).filter(|language| !language.is_empty()))
        }
        Tag::CodeBlock(CodeBlockKind::Indented) => Part::CodeBlock(None),
        Tag::List(first) => Part::List(first),
        Tag::Item => Part::Item,
        Tag::FootnoteDefinition(label) => Part::Footnote(label.into_string()),
        Tag::DefinitionList => Part::DefinitionList,
        Tag::DefinitionListTitle => Part::DefinitionTitle,
        Tag::DefinitionListDefinition => Part::Definition,
        Tag::Table(columns) => Part::Table(columns.into_iter().map(alignment).collect()),
        Tag::TableHead => Part::TableHead,
        Tag::TableRow => Part::TableRow,
        Tag::TableCell => Part::TableCell,
        Tag::Emphasis => Part::Emphasis,
        Tag::Strong => Part::Strong,
        Tag::Strikethrough => Part::Strikethrough,
        Tag::Superscript => Part::Superscript,
        Tag::Subscript => Part::Subscript,
        // Links and pictures are made with their place, by the builder.
        Tag::Paragraph | Tag::Link { .. } | Tag::Image { .. } | Tag::HtmlBlock | Tag::MetadataBlock(_) => {
            Part::Paragraph
        }
    }
}

fn alert(kind: BlockQuoteKind) -> Alert {
    match kind {
        BlockQuoteKind::Note => Alert::Note,
        BlockQuoteKind::Tip => Alert::Tip,
        BlockQuoteKind::Important => Alert::Important,
        BlockQuoteKind::Warning => Alert::Warning,
        BlockQuoteKind::Caution => Alert::Caution,
    }
}

fn alignment(alignment: pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::None | pulldown_cmark::Alignment::Left => Alignment::Start,
        pulldown_cmark::Alignment::Center => Alignment::Center,
        pulldown_cmark::Alignment::Right => Alignment::End,
    }
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::diagnostics::{Diagnostics, FileId};
    use crate::model::{Part, Piece};

    fn pieces(text: &str) -> Vec<Piece> {
        let mut diagnostics = Diagnostics::default();
        parse(text, 0, FileId(0), &mut diagnostics).pieces.into_iter().map(|piece| piece.value).collect()
    }

    fn codes(text: &str) -> Vec<&'static str> {
        let mut diagnostics = Diagnostics::default();
        parse(text, 0, FileId(0), &mut diagnostics);
        diagnostics.iter().map(|diagnostic| diagnostic.code.name()).collect()
    }

    #[test]
    fn raised_and_lowered_characters_are_found_inside_words() {
        let raised = |text: &str| {
            let pieces = pieces(text);
            let at = pieces.iter().position(|piece| *piece == Piece::Start(Part::Superscript)).unwrap();
            pieces[at + 1].clone()
        };
        assert_eq!(raised("10^6^/kg"), Piece::Text("6".into()));
        assert_eq!(raised("CD4^+^ cells"), Piece::Text("+".into()));
        assert_eq!(raised("cm ^2^"), Piece::Text("2".into()));
        assert!(pieces("H~2~O").contains(&Piece::Start(Part::Subscript)));
        assert!(pieces("~~gone~~").contains(&Piece::Start(Part::Strikethrough)));
    }

    #[test]
    fn wikilinks_in_tables_keep_their_words() {
        for (written, target, words) in [
            (r"[[ccl17\|TARC]]", "ccl17", Some("TARC")),
            (r"a [[ccl17 \| TARC]] b", "ccl17", Some("TARC")),
            (r"[[biomarker:ccl17\|TARC (CCL17)]] and x", "biomarker:ccl17", Some("TARC (CCL17)")),
            (r"[[easi#bands\|the *bands* of `EASI`]]", "easi#bands", Some("the bands of EASI")),
            (r"**[[ccl17\|TARC]]**, 1", "ccl17", Some("TARC")),
            ("[[ccl17]]", "ccl17", None),
        ] {
            for table in [
                format!("| a | b |\n|---|---|\n| {written} | x |\n"),
                format!("| a | b |\n|---|---|\n| x | {written} |\n"),
                format!("| {written} | b |\n|---|---|\n| x | y |\n"),
                format!("a | b\n---|---\nx | {written}\n"),
            ] {
                let pieces = pieces(&table);
                let links: Vec<_> = pieces
                    .iter()
                    .filter_map(|piece| match piece {
                        Piece::Wikilink(link) => Some((link.target.value.as_str(), link.words.as_deref())),
                        _ => None,
                    })
                    .collect();
                assert_eq!(links, [(target, words)], "{table}");
                let cells = pieces.iter().filter(|piece| **piece == Piece::Start(Part::TableCell)).count();
                assert_eq!(cells, 4, "{table}");
                let text: String = pieces
                    .iter()
                    .filter_map(|piece| match piece {
                        Piece::Text(text) => Some(text.as_str()),
                        _ => None,
                    })
                    .collect();
                assert!(!text.contains(['[', ']', '\\', '|']), "{table}: {text}");
            }
        }
    }

    #[test]
    fn words_of_a_wikilink_may_be_emphasised_and_run_over_a_line() {
        let pieces = pieces("See [[easi|the *total **score***\nof it]], please.");
        let [Piece::Start(_), Piece::Text(before), Piece::Wikilink(link), Piece::Text(after), Piece::End(_)] =
            pieces.as_slice()
        else {
            panic!("{pieces:?}")
        };
        assert_eq!((before.as_str(), after.as_str()), ("See ", ", please."));
        assert_eq!(link.words.as_deref(), Some("the total score of it"));
    }

    #[test]
    fn embeds_and_citations_are_found_and_other_braces_are_text() {
        let pieces = pieces("See {{finding:a/b}} and {{ 7*7 }} [@a, Results; @b].");
        assert!(
            pieces
                .iter()
                .any(|piece| matches!(piece, Piece::Embed(address) if address.value == "finding:a/b"))
        );
        assert!(pieces.iter().any(|piece| matches!(piece, Piece::Text(text) if text.contains("{{ 7*7 }}"))));
        let cited = pieces.iter().find_map(|piece| match piece {
            Piece::Citation(list) => {
                Some(list.iter().map(|one| (one.source.value.clone(), one.place.clone())).collect::<Vec<_>>())
            }
            _ => None,
        });
        assert_eq!(cited, Some(vec![("a".into(), Some("Results".into())), ("b".into(), None)]));
    }

    #[test]
    fn no_html_and_no_script_link_becomes_a_piece() {
        assert_eq!(codes("a <b onclick=x>b</b>"), ["html-dropped"]);
        assert_eq!(codes("<script>\nalert(1)\n</script>"), ["html-dropped"]);
        assert_eq!(codes("[a](javascript:alert(1))"), ["link-refused"]);
        assert_eq!(codes("[a](JaVa\tscript:alert(1))").len(), 0);
        assert_eq!(codes("[a](<JaVa&#9;script:alert(1)>)"), ["link-refused"]);
        assert_eq!(codes("![a](data:image/svg+xml;base64,AAAA)"), ["link-refused"]);
        assert_eq!(codes("<!-- a\n\nb -->"), [""; 0]);
    }

    #[test]
    fn deep_nesting_is_read_without_end() {
        for hostile in [
            ">".repeat(40_000),
            "[[".repeat(20_000),
            "*a ".repeat(30_000),
            "^a".repeat(30_000),
            "{{".repeat(30_000),
            "[@".repeat(30_000),
        ] {
            assert!(!pieces(&hostile).is_empty());
        }
    }
}
