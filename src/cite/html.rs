//! Writes hayagriva's tree of elements as a line of HTML and of plain text.
//!
//! Takes the tree and returns a [`Reference`]. hayagriva's own writer escapes nothing and sets
//! style attributes, so the tree is walked here: its texts become glyphs with a face, the
//! glyphs are tidied, and those of one face are written together.

use hayagriva::citationberg::{FontStyle, FontVariant, FontWeight, VerticalAlign};
use hayagriva::{Elem, ElemChild, ElemChildren, Formatted, Formatting};

use super::tidy::{Glyph, tidy};
use super::{Reference, marks};

/// How a run of glyphs looks, and where it leads.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Face {
    formatting: Formatting,
    link: Option<String>,
}

/// The glyphs of a line; the face of each is a place in `faces`.
#[derive(Debug, Default)]
struct Line {
    glyphs: Vec<Glyph>,
    faces: Vec<Face>,
}

/// Writes a formatted entry.
pub(super) fn write(tree: &ElemChildren) -> Reference {
    let mut line = Line::default();
    line.add_all(tree);
    let glyphs = tidy(&line.glyphs);
    let text = glyphs.iter().map(|glyph| glyph.character).collect();
    let runs = glyphs.chunk_by(|one, other| one.face == other.face);
    let html = runs.map(|run| line.write_run(run)).collect();
    Reference { html, text }
}

impl Line {
    fn add_all(&mut self, children: &ElemChildren) {
        for child in &children.0 {
            match child {
                ElemChild::Text(text) => self.add(text, None),
                ElemChild::Link { text, url } => self.add(text, address(url)),
                ElemChild::Elem(elem) => self.add_elem(elem),
                // Markup is for Typst, and a citation within the line for its caller: a record
                // makes neither.
                ElemChild::Markup(_) | ElemChild::Transparent { .. } => {}
            }
        }
    }

    /// What a style sets as a block stands in the line between spaces.
    fn add_elem(&mut self, elem: &Elem) {
        let space = Formatted { text: " ".to_owned(), formatting: Formatting::default() };
        if elem.display.is_some() {
            self.add(&space, None);
        }
        self.add_all(&elem.children);
        if elem.display.is_some() {
            self.add(&space, None);
        }
    }

    fn add(&mut self, text: &Formatted, link: Option<String>) {
        let fixed = link.is_some();
        let face = self.place(Face { formatting: text.formatting, link });
        let glyph = |character| Glyph { character, face, fixed };
        self.glyphs.extend(marks::unmark(&text.text).chars().map(glyph));
    }

    /// The place of a face, which is a new one unless it is the last.
    fn place(&mut self, face: Face) -> usize {
        if self.faces.last() != Some(&face) {
            self.faces.push(face);
        }
        self.faces.len().saturating_sub(1)
    }

    fn write_run(&self, run: &[Glyph]) -> String {
        let text: String = run.iter().map(|glyph| glyph.character).collect();
        let face = run.first().and_then(|glyph| self.faces.get(glyph.face));
        match face {
            Some(face) => face.wrap(escape(&text)),
            None => escape(&text),
        }
    }
}

impl Face {
    /// Sets the text in elements. Underlining is left out: it would look like a link.
    fn wrap(&self, text: String) -> String {
        let Formatting { font_style, font_variant, font_weight, vertical_align, .. } = self.formatting;
        let text = match vertical_align {
            VerticalAlign::Sup => format!("<sup>{text}</sup>"),
            VerticalAlign::Sub => format!("<sub>{text}</sub>"),
            VerticalAlign::None | VerticalAlign::Baseline => text,
        };
        let text = match font_variant {
            FontVariant::SmallCaps => format!(r#"<span class="small-caps">{text}</span>"#),
            FontVariant::Normal => text,
        };
        let text = match font_weight {
            FontWeight::Bold => format!("<b>{text}</b>"),
            FontWeight::Normal | FontWeight::Light => text,
        };
        let text = match font_style {
            FontStyle::Italic => format!("<i>{text}</i>"),
            FontStyle::Normal => text,
        };
        match &self.link {
            Some(address) => format!(r#"<a href="{}">{text}</a>"#, escape(address)),
            None => text,
        }
    }
}

/// The address of a link, if it leads to the web.
fn address(url: &str) -> Option<String> {
    let url = marks::unmark(url);
    let lower = url.to_lowercase();
    let web = lower.starts_with("https://") || lower.starts_with("http://");
    web.then(|| match url.strip_prefix("https://doi.org/") {
        // A DOI may contain what would start a query or a fragment.
        Some(doi) => format!("https://doi.org/{}", encode(doi, "#?")),
        None => encode(&url, ""),
    })
}

/// Percent-encodes what cannot stand in an address, and what is said to be `special`.
fn encode(address: &str, special: &str) -> String {
    let mut encoded = String::with_capacity(address.len());
    for c in address.chars() {
        let allowed = c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c);
        if allowed && !special.contains(c) {
            encoded.push(c);
        } else {
            let mut buffer = [0; 4];
            let bytes = c.encode_utf8(&mut buffer).bytes();
            bytes.for_each(|byte| encoded.push_str(&format!("%{byte:02X}")));
        }
    }
    encoded
}

/// Escapes text for an element or a quoted attribute.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(c),
        }
    }
    escaped
}
