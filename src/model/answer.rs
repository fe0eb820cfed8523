//! Values as sources report them, and the ways in which they can be absent.

use super::vocabulary;
use crate::diagnostics::Span;
use crate::statistics::{Bounds, Share, Test};

vocabulary! {
    /// Why there is no value. Absence is data.
    "an absence"
    pub enum Absence {
        /// Not in the text that was read.
        NotReported = "not-reported",
        /// Reported, but without this part.
        NotStated = "not-stated",
        /// The question does not arise.
        NotApplicable = "not-applicable",
    }
}

/// A value, or the reason why there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer<T> {
    /// The source gives it.
    Given(T),
    /// The source does not.
    Absent(Absence),
}

impl<T> Answer<T> {
    /// The value, if there is one.
    pub fn given(&self) -> Option<&T> {
        match self {
            Self::Given(value) => Some(value),
            Self::Absent(_) => None,
        }
    }

    /// The reason why there is none.
    pub fn absence(&self) -> Option<Absence> {
        match self {
            Self::Given(_) => None,
            Self::Absent(absence) => Some(*absence),
        }
    }
}

impl<T> Default for Answer<T> {
    /// A key that is left out means that the text does not contain it.
    fn default() -> Self {
        Self::Absent(Absence::NotReported)
    }
}

/// A value that a source reports: what it means, and the characters it printed where they differ.
///
/// A value that this site worked out is a [`Derived`], a type of its own, so that no page can
/// show one as the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reported<T> {
    /// What the source means.
    pub value: T,
    /// The exact characters of the source, if the editor gave them.
    pub printed: Option<String>,
    /// Why the value is read so, where the printed form needs a reading.
    pub because: Option<String>,
    /// Where the editor wrote it.
    pub span: Span,
}

/// A value that this site worked out.
#[derive(Debug, Clone, PartialEq)]
pub struct Derived<T> {
    /// The result.
    pub value: T,
    /// How it was worked out.
    pub formula: Formula,
}

/// How a value was worked out, with the printed figures that it rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Formula {
    /// The share of those counted, of 100.
    Of100 {
        /// How many.
        count: u32,
        /// Of how many.
        of: u32,
    },
    /// The rest of the 100.
    RestOf100 {
        /// How many of 100 are counted.
        some: u32,
        /// How many.
        count: u32,
        /// Of how many.
        of: u32,
    },
    /// The score interval of a share.
    Wilson {
        /// How many.
        count: u32,
        /// Of how many.
        of: u32,
    },
    /// The share of those counted, in per cent.
    Percentage {
        /// How many.
        count: u32,
        /// Of how many.
        of: u32,
    },
    /// The whole numbers of people next to a share, each with its own.
    Nearest {
        /// Of how many people.
        of: u32,
    },
    /// What two groups of counts give.
    Groups {
        /// By which method.
        method: Method,
        /// The counts of the arm and of its comparator.
        groups: [Share; 2],
    },
    /// Between which values a mean must lie.
    MeanBounds {
        /// Of how many people.
        people: u32,
        /// The smallest and the largest value.
        range: Bounds,
        /// How many of them reached which value.
        above: Option<(u32, f64)>,
    },
    /// The smallest p-value of an exact test of ranks.
    SmallestP {
        /// How many people, or the sizes of two groups.
        people: (u32, Option<u32>),
    },
    /// The sum of the sizes of all groups.
    Sum,
    /// Things of the base that were counted.
    Counted,
    /// Findings that say one thing, counted.
    Tallied,
}

/// By which method two groups of counts are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// The difference of the two shares.
    Difference,
    /// Newcombe's interval of the difference.
    Newcombe,
    /// The relative risk.
    RelativeRisk,
    /// Katz's interval of the relative risk.
    Katz,
    /// The number needed to treat.
    NumberNeeded,
    /// A test.
    Test(Test),
}

/// A number with the characters that wrote it: `.016` stays `.016`.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// As written.
    pub text: String,
    /// What it counts or measures.
    pub value: f64,
}

impl Number {
    /// Reads a plain decimal number (no exponent, no grouping).
    pub fn parse(text: &str) -> Option<Self> {
        let unsigned = text.trim_start_matches(['+', '-', '−']);
        let sign_is_one = text.chars().count() - unsigned.chars().count() <= 1;
        let plain = unsigned.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
            && unsigned.bytes().any(|byte| byte.is_ascii_digit());
        if !(sign_is_one && plain) {
            return None;
        }
        let value = text.replace('−', "-").parse().ok()?;
        Some(Self { text: text.to_owned(), value })
    }
}
