//! Doses, durations and places in a text.

use super::{Number, vocabulary};
use crate::diagnostics::{Span, Spanned};

/// How many cells were given.
#[derive(Debug, Clone, PartialEq)]
pub struct Dose {
    /// Cells, the lower number where two are given.
    pub cells: f64,
    /// The higher number.
    pub to: Option<f64>,
    /// Per kilogram of body weight, or in all.
    pub per: DosePer,
    /// In one administration, or over the whole course.
    pub of: DoseOf,
}

vocabulary! {
    /// What a dose is counted by.
    "a base of a dose"
    pub enum DosePer {
        /// Cells per kilogram of body weight.
        Kilogram = "kg",
        /// Cells in all.
        Total = "total",
        /// The source does not say.
        NotStated = "not-stated",
    }
}

vocabulary! {
    /// What a dose is counted over.
    "an extent of a dose"
    pub enum DoseOf {
        /// One administration.
        Administration = "administration",
        /// The whole course.
        Course = "course",
        /// The source does not say.
        NotStated = "not-stated",
    }
}

/// A length of time: "16 weeks", "8-24 months".
#[derive(Debug, Clone, PartialEq)]
pub struct Duration {
    /// The length, or the shorter one.
    pub low: Number,
    /// The longer one.
    pub high: Option<Number>,
    /// Days, weeks …
    pub unit: TimeUnit,
}

vocabulary! {
    /// Units of time.
    "a unit of time"
    pub enum TimeUnit {
        /// Hours.
        Hour = "hour" | "hours",
        /// Days.
        Day = "day" | "days",
        /// Weeks.
        Week = "week" | "weeks",
        /// Months.
        Month = "month" | "months",
        /// Years.
        Year = "year" | "years",
    }
}

/// Where a fact is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Locator {
    /// A printed heading, or `title`, `byline`, `opening`, `abstract`, `references`.
    pub section: Spanned<String>,
    /// First and last sentence, counted within the section.
    pub sentences: Option<Spanned<(u32, u32)>>,
    /// Page.
    pub page: Option<String>,
    /// Table.
    pub table: Option<String>,
    /// Figure.
    pub figure: Option<String>,
    /// A short verbatim passage, where the licence allows one.
    pub quote: Option<Spanned<String>>,
    /// A digest of the passage.
    pub seal: Option<Spanned<String>>,
    /// Where the editor wrote it.
    pub span: Span,
}
