//! One edit of one file, and where it must be complained of.

use super::base::{Base, Item, Line};
use std::ops::RangeInclusive;

/// An edit: some lines of a file stand for others.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    pub file: String,
    /// The first line that goes, counted from 0.
    pub first: usize,
    /// How many lines go.
    pub count: usize,
    /// What comes in their place.
    pub lines: Vec<String>,
}

/// A fault with the places at which it may be complained of.
#[derive(Debug, Clone)]
pub struct Fault {
    pub edit: Edit,
    /// Files, and lines of the changed file counted from 1.
    pub places: Vec<(String, RangeInclusive<usize>)>,
}

impl Edit {
    pub fn of(line: Line<'_>, text: String) -> Self {
        Self { file: line.file.to_owned(), first: line.at, count: 1, lines: vec![text] }
    }

    /// The file with this edit.
    pub fn applied(&self, base: &Base) -> String {
        let mut lines = base.files[&self.file].clone();
        lines.splice(self.first..self.first + self.count, self.lines.iter().cloned());
        lines.join("\n") + "\n"
    }

    pub fn before(&self, base: &Base) -> String {
        base.files[&self.file][self.first..self.first + self.count].join(" ⏎ ")
    }
}

impl Fault {
    /// A line that reads otherwise, and is complained of there.
    pub fn at(line: Line<'_>, text: String) -> Self {
        let place = (line.file.to_owned(), line.at + 1..=line.at + 1);
        Self { edit: Edit::of(line, text), places: vec![place] }
    }

    /// A line of an item that reads otherwise; the complaint may stand at any line of the item.
    pub fn within(item: &Item<'_>, line: Line<'_>, text: String) -> Self {
        let place = (item.file.to_owned(), item.first + 1..=item.end);
        Self { edit: Edit::of(line, text), places: vec![place] }
    }

    /// Allows the complaint at another line, too.
    pub fn or_at(mut self, line: Line<'_>) -> Self {
        self.places.push((line.file.to_owned(), line.at + 1..=line.at + 1));
        self
    }
}
