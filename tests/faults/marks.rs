//! What fixtures expect, and what the program complained of: one form for both.
//!
//! An expectation stands beside the fault, in a comment that the program does not see.
//!
//! In front matter, below the line:
//!
//! ```yaml
//! signficance: significant
//! #~ 1-11 unknown-key significance
//!     trial: adstem-fase-2
//! #~         ^^^^^^^^^^^^^ unknown-reference adstem-phase-2
//! ```
//!
//! In prose, above the line, since a comment below it would join its paragraph:
//!
//! ```markdown
//! <!--~ 7-11 unknown-reference easi -->
//! See [[eassi]].
//! ```
//!
//! The carets, or the numbers of the first and last column, are the text that must change; one
//! caret or number alone says only where it begins. Behind the code stand words of the message or
//! its help. Lines and columns count from one, columns are characters. A line that is a comment of
//! this form is never the line that is meant, so that several may stand together.

use serde_json::Value;
use std::fmt;
use std::path::Path;
use walkdir::WalkDir;

/// A complaint that is expected.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// Where it points.
    pub place: Place,
    /// The last column that is underlined, where the fixture says it.
    pub last: Option<usize>,
    /// Words of the message or its help.
    pub words: String,
}

/// Where a complaint points, and its code.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub file: String,
    pub line: usize,
    pub column: usize,
    pub code: String,
}

/// A complaint that was made.
#[derive(Debug, Clone)]
pub struct Complaint {
    pub place: Place,
    /// The last column, if it lies on the same line.
    pub last: Option<usize>,
    /// The message, its help and what belongs to it.
    pub words: String,
    /// `error`, `warning` or `note`.
    pub severity: String,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{} {}", self.file, self.line, self.column, self.code)
    }
}

impl Place {
    pub fn new(file: &str, line: usize, column: usize, code: &str) -> Self {
        Self { file: file.to_owned(), line, column, code: code.to_owned() }
    }
}

/// Every expectation in the files below `folder`.
pub fn marks_in(folder: &Path) -> Vec<Mark> {
    let files = WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    files
        .filter(|entry| entry.file_type().is_file())
        .filter_map(|entry| {
            let text = std::fs::read_to_string(entry.path()).ok()?;
            let name = entry.path().strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
            Some(marks_of(&name, &text))
        })
        .flatten()
        .collect()
}

fn marks_of(file: &str, text: &str) -> Vec<Mark> {
    let lines: Vec<&str> = text.lines().collect();
    let is_mark = |at: &usize| lines[*at].starts_with("#~") || lines[*at].starts_with("<!--~");
    (0..lines.len())
        .filter(is_mark)
        .map(|at| {
            let (meant, comment) = match lines[at].strip_prefix("<!--~") {
                Some(comment) => {
                    let below = (at..lines.len()).find(|other| !is_mark(other)).unwrap();
                    (below, comment.strip_suffix("-->").unwrap())
                }
                None => ((0..at).rev().find(|other| !is_mark(other)).unwrap(), &lines[at][2..]),
            };
            mark(file, meant + 1, comment)
        })
        .collect()
}

/// Reads ` 1-7 code words` or `   ^^^ code words`, where the carets stand two columns further right.
fn mark(file: &str, line: usize, comment: &str) -> Mark {
    let trimmed = comment.trim_start();
    let (range, rest) = trimmed.split_once(' ').unwrap_or_else(|| panic!("{file}:{line}: no code"));
    let (code, words) = rest.trim().split_once(' ').unwrap_or((rest.trim(), ""));
    let number = |text: &str| text.parse().unwrap_or_else(|_| panic!("{file}:{line}: no column: {text}"));
    let (column, last) = if range.starts_with('^') {
        let column = 2 + (comment.len() - trimmed.len()) + 1;
        (column, (range.len() > 1).then(|| column + range.len() - 1))
    } else {
        match range.split_once('-') {
            Some((first, last)) => (number(first), Some(number(last))),
            None => (number(range), None),
        }
    };
    Mark { place: Place::new(file, line, column, code), last, words: words.trim().to_owned() }
}

/// The complaints that `check --format json` prints.
pub fn complaints(json: &str) -> Vec<Complaint> {
    let report: Value = serde_json::from_str(json).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let number = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    report["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            let (line, column) = (number(&one["line"]), number(&one["column"]));
            let ends_there = number(&one["end_line"]) == line;
            let further = one["help"].as_array().unwrap().iter().map(text);
            let related = one["related"].as_array().unwrap().iter();
            let related = related.flat_map(|one| [text(&one["file"]), text(&one["message"])]);
            let words: Vec<String> =
                std::iter::once(text(&one["message"])).chain(further).chain(related).collect();
            Complaint {
                place: Place::new(one["file"].as_str().unwrap(), line, column, one["code"].as_str().unwrap()),
                last: ends_there.then(|| number(&one["end_column"]) - 1),
                words: words.join(" / "),
                severity: text(&one["severity"]),
            }
        })
        .collect()
}

/// The places that a terminal shows: each `error[code]: …` with the `--> file:line:column` below it.
pub fn places_shown(terminal: &str) -> Vec<Place> {
    let lines: Vec<&str> = terminal.lines().collect();
    let heads = lines.windows(2).filter_map(|pair| {
        let rest = ["error[", "warning[", "note["].iter().find_map(|grave| pair[0].strip_prefix(grave))?;
        let (code, _) = rest.split_once("]: ")?;
        Some((code, pair[1].trim_start().strip_prefix("--> ")?))
    });
    heads
        .map(|(code, place)| {
            let mut parts = place.rsplitn(3, ':');
            let (column, line) = (parts.next().unwrap(), parts.next().unwrap());
            Place::new(parts.next().unwrap(), line.parse().unwrap(), column.parse().unwrap(), code)
        })
        .collect()
}

/// What is wrong with the complaints: what is missing, and what nobody expects.
pub fn differences(expected: &[Mark], made: &[Complaint]) -> Vec<String> {
    let mut left: Vec<&Complaint> = made.iter().collect();
    let mut wrong = Vec::new();
    for mark in expected {
        let fits = |one: &&Complaint| {
            one.place == mark.place
                && (mark.last.is_none() || mark.last == one.last)
                && one.words.contains(&mark.words)
        };
        match left.iter().position(fits) {
            Some(at) => _ = left.remove(at),
            None => wrong.push(format!("missing: {}{} {}", mark.place, to(mark.last), mark.words)),
        }
    }
    wrong.extend(left.iter().map(|one| format!("not expected: {}{} {}", one.place, to(one.last), one.words)));
    wrong.sort_by_key(|line| line.split_once(": ").unwrap().1.to_owned());
    wrong
}

fn to(last: Option<usize>) -> String {
    last.map_or_else(String::new, |last| format!(" to column {last}"))
}
