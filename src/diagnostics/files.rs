//! The texts that spans point into.

use super::span::{FileId, Span};

/// One content file as it was read.
#[derive(Debug, Clone)]
pub struct File {
    /// The path as complaints print it: relative to the site, with forward slashes.
    pub path: String,
    /// The whole text.
    pub text: String,
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
        self.files.push(File { path: path.into(), text: text.into() });
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
        let text = self.get(file).map_or("", |file| file.text.as_str());
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let before = text.get(..offset).unwrap_or("");
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Position {
            line: before.bytes().filter(|&byte| byte == b'\n').count() + 1,
            column: before.get(line_start..).map_or(0, |line| line.chars().count()) + 1,
        }
    }

    /// Every file, in order.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &File)> {
        (0u32..).map(FileId).zip(&self.files)
    }
}
