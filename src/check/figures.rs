//! Numbers in a text: its numeric tokens, and what they mean.
//!
//! A numeric token is a longest run of digits with inner `. , / - × %` and exponents, or a number
//! word from one to ten, half or twice.

use std::ops::Range;

/// A number as it is printed.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// Where it stands in the text.
    pub at: Range<usize>,
    /// The numbers that it holds: `14/59` holds 14 and 59, `1 x 10(6)` holds 1, 10, 6 and 10⁶.
    pub numbers: Vec<f64>,
}

const WORDS: [(&str, f64); 12] = [
    ("half", 0.5),
    ("one", 1.0),
    ("two", 2.0),
    ("twice", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
];

/// Months by their first three letters and what may follow these.
const MONTHS: [(&str, &str); 12] = [
    ("Jan", "uary"),
    ("Feb", "ruary"),
    ("Mar", "ch"),
    ("Apr", "il"),
    ("May", ""),
    ("Jun", "e"),
    ("Jul", "y"),
    ("Aug", "ust"),
    ("Sep", "tember"),
    ("Oct", "ober"),
    ("Nov", "ember"),
    ("Dec", "ember"),
];

/// Number words beyond those of a token, for readings.
const LARGER_WORDS: [(&str, f64); 18] = [
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("thirteen", 13.0),
    ("fourteen", 14.0),
    ("fifteen", 15.0),
    ("sixteen", 16.0),
    ("seventeen", 17.0),
    ("eighteen", 18.0),
    ("nineteen", 19.0),
    ("twenty", 20.0),
    ("thirty", 30.0),
    ("forty", 40.0),
    ("fifty", 50.0),
    ("sixty", 60.0),
    ("seventy", 70.0),
    ("eighty", 80.0),
    ("ninety", 90.0),
    ("hundred", 100.0),
];

/// The numeric tokens of a text in normal form, in order.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(char) = text.get(at..).and_then(|rest| rest.chars().next()) {
        if char.is_ascii_digit() {
            let end = run_of_digits(text, at);
            tokens.push(Token { at: at..end, numbers: numbers_of_run(text.get(at..end).unwrap_or("")) });
            at = end;
        } else if char.is_alphabetic() {
            let rest = text.get(at..).unwrap_or("");
            let word: &str = rest.split(|char: char| !char.is_alphabetic()).next().unwrap_or("");
            let end = at + word.len();
            if let Some((_, number)) = WORDS.iter().find(|(known, _)| word.eq_ignore_ascii_case(known)) {
                tokens.push(Token { at: at..end, numbers: vec![*number] });
            }
            at = end;
        } else {
            at += char.len_utf8();
        }
    }
    tokens
}

/// Whether a text holds a number, in digits or as a word.
pub fn prints_number(text: &str) -> bool {
    !tokens(&crate::seal::normalise(text)).is_empty()
}

/// The byte after a run of digits with its inner signs, exponents and factors.
fn run_of_digits(text: &str, start: usize) -> usize {
    let is_digit = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    let mut end = start;
    loop {
        while is_digit(end) {
            end += 1;
        }
        let rest = text.get(end..).unwrap_or("");
        if let Some(inner) = [".", ",", "/", "-", "×", "%", "^", " × ", " x ", "x"]
            .iter()
            .find(|sign| rest.starts_with(**sign) && is_digit(end + sign.len()))
        {
            end += inner.len();
        } else if let Some(exponent) = bracketed_exponent(text.get(start..end).unwrap_or(""), rest) {
            end += exponent;
        } else {
            return if rest.starts_with('%') { end + 1 } else { end };
        }
    }
}

/// The length of `(6)` after a factor and `10`.
fn bracketed_exponent(before: &str, rest: &str) -> Option<usize> {
    let is_base = ["×10", "× 10", "x10", "x 10"].iter().any(|base| before.ends_with(base));
    let digits = rest.strip_prefix('(')?.split(')').next()?;
    let is_exponent = matches!(digits.len(), 1..=2) && digits.bytes().all(|byte| byte.is_ascii_digit());
    (is_base && is_exponent).then(|| digits.len() + 2)
}

fn numbers_of_run(run: &str) -> Vec<f64> {
    let mut numbers = Vec::new();
    for part in run.split(|char: char| !(char.is_ascii_digit() || char == '.' || char == ',')) {
        // 1,236 is a thousand; 0,5 is told apart by its length.
        let grouped = part.split(',').skip(1).all(|group| group.len() == 3);
        let plain = if grouped { part.replace(',', "") } else { part.replace(',', " ") };
        numbers.extend(plain.split(' ').filter_map(|one| one.parse::<f64>().ok()));
    }
    numbers.extend(powers(run));
    numbers
}

/// The counts that a factor and a power of ten make: `1 x 10(6)`, `2 × 10^7`, `1-3 × 10^6`.
fn powers(run: &str) -> Vec<f64> {
    let plain: String = run.chars().filter(|char| *char != ' ').collect();
    let read = || {
        let (factors, power) = plain.split_once(['×', 'x'])?;
        let exponent = power.strip_prefix("10")?;
        let exponent =
            exponent.strip_prefix('^').or_else(|| exponent.strip_prefix('(')?.strip_suffix(')'))?;
        let exponent: i32 = exponent.parse().ok().filter(|exponent| (1..=15).contains(exponent))?;
        let scale = 10f64.powi(exponent);
        Some(
            factors
                .split('-')
                .filter_map(|factor| factor.parse::<f64>().ok())
                .map(|factor| factor * scale)
                .collect(),
        )
    };
    read().unwrap_or_default()
}

/// Every number that a text gives in any form: tokens, months by name, phases in Roman numerals,
/// and zero where it says that there is none.
pub fn numbers(text: &str) -> Vec<f64> {
    let mut numbers: Vec<f64> = tokens(text).into_iter().flat_map(|token| token.numbers).collect();
    let spelled: Vec<&str> = text.split(|char: char| !char.is_alphanumeric()).collect();
    let lower: Vec<String> = spelled.iter().map(|word| word.to_lowercase()).collect();
    let words: Vec<&str> = lower.iter().map(String::as_str).collect();
    for (at, word) in words.iter().enumerate() {
        let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
        let is_dated = || {
            beside.filter_map(|at| words.get(at)).any(|word| word.starts_with(|c: char| c.is_ascii_digit()))
        };
        if let Some(month) = spelled.get(at).and_then(|word| month(word)).filter(|_| is_dated()) {
            numbers.push(month);
        }
        if let Some((_, number)) = LARGER_WORDS.iter().find(|(known, _)| known == word) {
            let unit = words.get(at + 1).and_then(|next| unit(next)).filter(|_| *number < 100.0);
            numbers.push(number + unit.unwrap_or(0.0));
        }
        if ["no", "none", "nobody", "nothing", "never", "without", "not", "zero"].contains(word) {
            numbers.push(0.0);
        }
        if word.starts_with("phase") {
            let phases = words.iter().skip(at + 1).take(4).map_while(|word| roman(word));
            numbers.extend(phases);
        }
        if *word == "once" || *word == "single" {
            numbers.push(1.0);
        }
    }
    numbers
}

/// The number of a word from one to nine, which may follow "thirty".
fn unit(word: &str) -> Option<f64> {
    let (_, number) = WORDS.iter().find(|(known, _)| *known == word && *known != "twice")?;
    (1.0..10.0).contains(number).then_some(*number)
}

/// The month of a name with its capital: "Oct", "October". Only beside a number is it a date.
fn month(word: &str) -> Option<f64> {
    let at = MONTHS.iter().position(|(short, rest)| {
        word.strip_prefix(short).is_some_and(|after| after.is_empty() || after == *rest || (word == "Sept"))
    })?;
    Some(at as f64 + 1.0)
}

fn roman(word: &str) -> Option<f64> {
    match word.trim_end_matches(['a', 'b']) {
        "i" | "1" => Some(1.0),
        "ii" | "2" => Some(2.0),
        "iii" | "3" => Some(3.0),
        "iv" | "4" => Some(4.0),
        _ => None,
    }
}

/// The first share in a text in normal form: `14/59`, "3 of 9", "two out of five".
pub fn share(text: &str) -> Option<(f64, f64)> {
    let tokens = tokens(text);
    let slashed = tokens.iter().find_map(|token| match token.numbers.as_slice() {
        [count, of] if text.get(token.at.clone())?.contains('/') => Some((*count, *of)),
        _ => None,
    });
    slashed.or_else(|| {
        tokens.iter().zip(tokens.iter().skip(1)).find_map(|(count, of)| {
            let between = text.get(count.at.end..of.at.start)?;
            let is_share = [" of ", " of the ", " out of ", " in "].contains(&between);
            is_share.then(|| Some((*count.numbers.first()?, *of.numbers.first()?)))?
        })
    })
}

/// Whether two numbers are one.
pub fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1e-300)
}

/// The places of `figure` in `text`, both in normal form, where no longer number holds it.
pub fn places(text: &str, figure: &str) -> Vec<Range<usize>> {
    if figure.is_empty() {
        return Vec::new();
    }
    text.match_indices(figure)
        .map(|(at, found)| at..at + found.len())
        .filter(|at| !is_cut(text, at.start) && !is_cut(text, at.end))
        .collect()
}

/// Whether a place lies within a number, or within a word.
fn is_cut(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|text| text.chars().next_back());
    let after = text.get(at..).and_then(|text| text.chars().next());
    let beyond = |skip: usize| text.get(at..).and_then(|text| text.chars().nth(skip));
    let (Some(before), Some(after)) = (before, after) else { return false };
    let digit = |char: char| char.is_ascii_digit();
    digit(before) && digit(after)
        || before.is_alphabetic() && after.is_alphabetic()
        || digit(before) && after == '.' && beyond(1).is_some_and(digit)
        || before == '.' && digit(after) && text.get(..at - 1).is_some_and(|text| text.ends_with(digit))
}

#[cfg(test)]
mod tests {
    use super::{numbers, places, tokens};
    use crate::seal::normalise;

    #[test]
    fn tokens_are_the_longest_runs() {
        for (printed, expected) in [
            ("Volume 48, Issue 8 pp. 1236-1242", vec!["48", "8", "1236-1242"]),
            (
                "2025 Dec 2;16(1):671. doi: 10.1186/s13287-025",
                vec!["2025", "2", "16", "1", "671", "10.1186", "13287-025"],
            ),
            ("80% (4/5) achieved EASI-50 after one or two cycles", vec!["80%", "4/5", "50", "one", "two"]),
            ("(P = .0.017, 0.015, < 0.001)", vec!["0.017", "0.015", "0.001"]),
            ("1 x 10(6) to 3 x 10(6) cells/kg every 2 weeks", vec!["1 x 10(6)", "3 x 10(6)", "2"]),
            ("2 × 107 or 5 × 10⁷", vec!["2 × 107", "5 × 10^7"]),
            ("range, 16–86", vec!["16-86"]),
            ("Half of them, twice; someone often", vec!["Half", "twice"]),
            ("t%20necessarily%20cause", vec!["20", "20"]),
            ("no numbers", vec![]),
        ] {
            let text = normalise(printed);
            let got: Vec<&str> = tokens(&text).iter().map(|token| &text[token.at.clone()]).collect();
            assert_eq!(got, expected, "{printed}");
        }
    }

    #[test]
    fn a_text_gives_numbers_in_many_forms() {
        for (printed, number) in [
            ("14/59", 59.0),
            ("1 x 10(6) cells", 1e6),
            ("2 × 10⁷", 2e7),
            ("17,800 people", 17_800.0),
            ("0,5 and 3", 5.0),
            ("October 21, 2019", 10.0),
            ("phase I/IIa", 2.0),
            ("Phase 1, 2 and 1/II", 2.0),
            ("without serious adverse events", 0.0),
            ("Four adults", 4.0),
            ("5 Sept 2020", 9.0),
            ("May 2020", 5.0),
            ("twelve people", 12.0),
            ("thirty-four people", 34.0),
            ("1–3 × 10⁶ cells", 3e6),
        ] {
            assert!(numbers(&normalise(printed)).contains(&number), "{printed}: {number}");
        }
        for (printed, number) in [
            ("2 × 107", 2e7),
            ("someone", 1.0),
            ("in phase two", 1.0),
            ("It may have decreased", 12.0),
            ("It may have decreased", 5.0),
            ("the marker fell", 3.0),
        ] {
            assert!(!numbers(printed).contains(&number), "{printed}: {number}");
        }
    }

    #[test]
    fn a_share_says_which_number_is_which() {
        for (printed, share) in [
            ("23.7% [14/59]", Some((14.0, 59.0))),
            ("1 of 6 patients", Some((1.0, 6.0))),
            ("two of the five", Some((2.0, 5.0))),
            ("one in three", Some((1.0, 3.0))),
            ("two patients", None),
            ("55% of patients", None),
        ] {
            assert_eq!(super::share(printed), share, "{printed}");
        }
    }

    #[test]
    fn a_figure_stands_for_itself_only() {
        for (text, figure, found) in [
            ("at week 16", "16", true),
            ("at week 116", "16", false),
            ("at week 16.5", "16", false),
            ("0.16", "16", false),
            ("ended at 16.", "16", true),
            ("P = .016", "P = .016", true),
            ("one in three", "one", true),
            ("someone", "one", false),
            ("", "", false),
        ] {
            assert_eq!(!places(text, figure).is_empty(), found, "{figure} in {text}");
        }
    }
}
