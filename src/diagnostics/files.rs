//! The texts that spans point into.

use super::span::{FileId, Span};

/// One content file as it was read.
#[derive(Debug, Clone)]
pub struct File {
    /// The path as complaints print it: relative to the site, with forward slashes.
    pub path: String,
    /// The whole text.
    pub text: String,
    /// The byte at which each line begins.
    lines: Vec<usize>,
}

/// All content files, in the order of their paths.
#[derive(Debug, Clone, Default)]
pub struct Files {
    files: Vec<File>,
}

/// A place as an editor counts it: both numbers start at one, columns are characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line.
    pub line: usize,
    /// Column.
    pub column: usize,
}

impl Files {
    /// Adds a file and returns its number.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        let text = text.into();
        let after_newlines =
            text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(after_newlines).collect();
        self.files.push(File { path: path.into(), text, lines });
        id
    }

    /// The file with this number.
    pub fn get(&self, id: FileId) -> Option<&File> {
        self.files.get(id.0 as usize)
    }

    /// The path of the file that a span lies in.
    pub fn path(&self, span: Span) -> &str {
        self.get(span.file).map_or("", |file| &file.path)
    }

    /// The text that a span covers.
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.file).and_then(|file| file.text.get(span.range())).unwrap_or("")
    }

    /// Where a span starts.
    pub fn position(&self, span: Span) -> Position {
        self.place(span.file, span.start as usize)
    }

    /// Where a span ends (the place after its last character).
    pub fn end(&self, span: Span) -> Position {
        self.place(span.file, span.end as usize)
    }

    fn place(&self, file: FileId, offset: usize) -> Position {
        let Some(file) = self.get(file) else { return Position { line: 1, column: 1 } };
        let offset = floor(&file.text, offset);
        let line = file.line_of(offset);
        let start = file.lines.get(line).copied().unwrap_or(0);
        Position {
            line: line + 1,
            column: file.text.get(start..offset).map_or(0, |line| line.chars().count()) + 1,
        }
    }

    /// Every file, in order.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &File)> {
        (0u32..).map(FileId).zip(&self.files)
    }
}

impl File {
    /// The line, counted from zero, that holds a byte.
    fn line_of(&self, offset: usize) -> usize {
        self.lines.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    /// The bytes of the line that holds a byte, without its line break.
    pub fn line_around(&self, offset: usize) -> std::ops::Range<usize> {
        let line = self.line_of(offset);
        let start = self.lines.get(line).copied().unwrap_or(0);
        let end = self.lines.get(line + 1).map_or(self.text.len(), |next| next - 1);
        start..end
    }
}

/// The offset, or the start of the character it lies in.
pub fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}
