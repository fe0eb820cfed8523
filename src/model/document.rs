//! Prose as it was parsed: a flat run of pieces, each with its place.
//!
//! Pieces are flat and not a tree, so that no depth of nesting in a text can exhaust the stack.
//! Raw HTML never becomes a piece.

use crate::diagnostics::{Span, Spanned};

/// The prose of one entry.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// The pieces, in reading order; every [`Piece::Start`] has its [`Piece::End`].
    pub pieces: Vec<Spanned<Piece>>,
}

/// One piece of prose.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// A part begins.
    Start(Part),
    /// The part that began last ends.
    End(Part),
    /// Words.
    Text(String),
    /// Code within a line.
    Code(String),
    /// A line ends; a space.
    SoftBreak,
    /// A line ends, and shows it.
    HardBreak,
    /// A rule between parts.
    Rule,
    /// A mark that leads to a footnote.
    FootnoteReference(String),
    /// A box of a task list, ticked or not.
    TaskMarker(bool),
    /// `[[entry]]`: a reference to an entry.
    Wikilink(Wikilink),
    /// `[[!EASI]]`: words that are not linked.
    Unlinked(String),
    /// `[@source]`: one or more citations.
    Citation(Vec<Citation>),
    /// `{{finding:…}}`: a value, printed in place.
    Embed(Spanned<String>),
}

/// A part of a text that holds other pieces.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// A paragraph.
    Paragraph,
    /// A heading; 1 is the highest level.
    Heading {
        /// Its level, 1 to 6.
        level: u8,
        /// Its anchor, if the editor gave one.
        anchor: Option<String>,
    },
    /// A quotation, or an alert.
    Quote(Option<Alert>),
    /// A block of code, with the language if one is named.
    CodeBlock(Option<String>),
    /// A list; numbered lists know their first number.
    List(Option<u64>),
    /// An item of a list.
    Item,
    /// The text of a footnote.
    Footnote(String),
    /// A definition list.
    DefinitionList,
    /// What is defined.
    DefinitionTitle,
    /// What it means.
    Definition,
    /// A table with the alignment of its columns.
    Table(Vec<Alignment>),
    /// The header row.
    TableHead,
    /// A row of the body.
    TableRow,
    /// A cell.
    TableCell,
    /// Emphasis.
    Emphasis,
    /// Strong emphasis.
    Strong,
    /// Struck through.
    Strikethrough,
    /// Raised: 10^6^.
    Superscript,
    /// Lowered: H~2~O.
    Subscript,
    /// A link; its address is a web address, or one within the site.
    Link(Spanned<String>),
    /// A picture; what it holds is its description.
    Image(Spanned<String>),
}

/// What an alert says of its urgency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alert {
    /// Worth knowing.
    Note,
    /// Helpful.
    Tip,
    /// Needed.
    Important,
    /// Needs attention now.
    Warning,
    /// May do harm.
    Caution,
}

/// How the cells of a column are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alignment {
    /// As the language reads.
    Start,
    /// In the middle.
    Center,
    /// Against the reading direction.
    End,
}

/// A reference to an entry by id, title or alias.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wikilink {
    /// What was written before the bar: `kind:name#anchor`.
    pub target: Spanned<String>,
    /// What was written behind the bar.
    pub words: Option<String>,
}

/// One citation of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The source's id.
    pub source: Spanned<String>,
    /// A place in the source: "Results", "p. 3".
    pub place: Option<String>,
}

impl Document {
    /// Every piece with its place.
    pub fn iter(&self) -> impl Iterator<Item = (&Piece, Span)> {
        self.pieces.iter().map(|piece| (&piece.value, piece.span))
    }
}
