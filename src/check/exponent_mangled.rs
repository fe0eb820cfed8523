//! `exponent-mangled` in prose: a power of ten that lost its raised digits.
//!
//! "2 × 107 cells" is a dose a hundred thousand times too small; "10(6)" and "10e7" are no power of
//! ten to a reader. Only beside cells is this certain: elsewhere 107 is a number. The doses of
//! reports are judged where they are read.

use super::sentences::{OwnText, PlacePart, Sentence};
use super::words::Words;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use std::ops::Range;

/// What is counted in powers of ten.
const CELLS: [&str; 4] = ["cell", "cells", "msc", "mscs"];

/// Reports every lost exponent beside cells.
pub fn check(texts: &[OwnText<'_>], diagnostics: &mut Diagnostics) {
    for sentence in texts.iter().flat_map(|text| &text.sentences) {
        for (at, exponent) in mangled(sentence) {
            let Some(span) = sentence.span(at.clone()) else { continue };
            let written = sentence.words(at);
            let help = match sentence.place.part {
                PlacePart::Description => format!("write `10{}`", raised(&exponent)),
                _ => format!("write `10^{exponent}^`"),
            };
            let message = format!("`{written}` beside cells is no power of ten");
            diagnostics.report(Diagnostic::new(Code::ExponentMangled, span, message).help(help));
        }
    }
}

fn raised(exponent: &str) -> String {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    exponent.chars().filter_map(|digit| RAISED.get(digit.to_digit(10)? as usize).copied()).collect()
}

/// The lost exponents of a sentence: where they stand, and their digits.
fn mangled(sentence: &Sentence<'_>) -> Vec<(Range<usize>, String)> {
    let text = sentence.text.as_str();
    let words = Words::of(text);
    if !words.has_any(&CELLS) {
        return Vec::new();
    }
    text.match_indices("10")
        .filter_map(|(at, _)| {
            let before = text.get(..at)?;
            let (length, exponent) = power(text.get(at + 2..)?, has_factor(before))?;
            let place = at..at + 2 + length;
            let is_cut = before.ends_with(|char: char| char.is_alphanumeric() || ".,".contains(char));
            let is_beside = words.after(&place, 4).any(|word| CELLS.contains(&word));
            (!is_cut && is_beside && !sentence.is_quoted(&place)).then_some((place, exponent))
        })
        .collect()
}

/// Whether a factor stands before a power of ten: `2 ×`.
fn has_factor(before: &str) -> bool {
    let Some(factor) = before.trim_end().strip_suffix(['×', 'x', '*']) else { return false };
    factor.trim_end().ends_with(|char: char| char.is_ascii_digit())
}

/// What follows `10` in a lost exponent: its length, and the digits of the exponent.
fn power(rest: &str, has_factor: bool) -> Option<(usize, String)> {
    let (opening, closing) = match rest.chars().next()? {
        '(' => (1, 1),
        'e' | 'E' => (1, 0),
        _ if has_factor => (0, 0),
        _ => return None,
    };
    let after = rest.get(opening..)?;
    let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
    let end = after.get(digits.len()..)?;
    let is_closed = if closing == 1 { end.starts_with(')') } else { !goes_on(end) };
    let is_plausible = digits.parse::<u32>().is_ok_and(|exponent| (3..=12).contains(&exponent));
    (is_plausible && is_closed).then(|| (opening + digits.len() + closing, digits))
}

/// Whether a number or word goes on.
fn goes_on(rest: &str) -> bool {
    let mut chars = rest.chars();
    match chars.next() {
        Some('.' | ',') => chars.next().is_some_and(|char| char.is_ascii_digit()),
        Some(next) => next.is_alphanumeric() || next == '^',
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    #[test]
    fn a_lost_exponent_beside_cells_is_reported() {
        check(
            "
            --- pages/about.md
            description: They got 2 × 107 cells.   #~ exponent-mangled
            ---
            They got 2 × 107 cells.   #~ exponent-mangled
            They got 10e7 cells/kg.   #~ exponent-mangled
            They got 1 x 10(6) to 3 x 10(6) cells.   #~ exponent-mangled exponent-mangled
            ",
        );
    }

    #[test]
    fn other_numbers_are_fine() {
        check(
            "
            --- pages/about.md
            ---
            They got 2 × 10^7^ cells, or 2 × 10⁷ cells, or 107 cells.
            The page prints “2 × 107 cells”, in `10(6) cells`.
            Volume 10(6) tells of it, and 3 × 100 people got cells of 1000 kinds.
            It was 3 × 10.5 ml of cells, and 2 × 107 days.
            ",
        );
    }
}
