//! Reading and changing a line as text: values of keys, numbers and their typing errors.

use std::collections::BTreeSet;
use std::ops::Range;

/// The value of a key in a line, without quotation marks: up to the comma or brace that ends it in
/// a flow map, else up to the end of the line.
pub fn value(line: &str, key: &str) -> Option<Range<usize>> {
    let head = format!("{key}: ");
    let at = line.match_indices(&head).map(|(at, _)| at).find(|at| {
        let before = &line[..*at];
        (before.is_empty() || before.ends_with([' ', '{'])) && before.matches('"').count().is_multiple_of(2)
    })?;
    let start = at + head.len();
    let rest = &line[start..];
    if let Some(quoted) = rest.strip_prefix('"') {
        return Some(start + 1..start + 1 + quoted.find('"')?);
    }
    let opened = |text: &str| text.matches(['{', '[']).count();
    let is_flow = opened(&line[..at]) > line[..at].matches(['}', ']']).count();
    let mut depth = 0;
    for (nth, char) in rest.char_indices().filter(|_| is_flow) {
        match char {
            ',' | '}' | ']' if depth == 0 => return Some(start..start + nth),
            '{' | '[' => depth += 1,
            '}' | ']' => depth -= 1,
            _ => {}
        }
    }
    Some(start..line.len())
}

/// What stands behind a key in a line.
pub fn get<'l>(line: &'l str, key: &str) -> Option<&'l str> {
    value(line, key).map(|at| &line[at])
}

/// The line with another text at a place.
pub fn with(line: &str, at: &Range<usize>, text: &str) -> String {
    format!("{}{text}{}", &line[..at.start], &line[at.end..])
}

/// The first number in a place of a line: digits, perhaps with a point.
pub fn number_in(line: &str, at: &Range<usize>) -> Option<Range<usize>> {
    let text = &line[at.clone()];
    let start = text.find(|char: char| char.is_ascii_digit())?;
    let length = text[start..].bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
    let length = text[start..start + length].trim_end_matches('.').len();
    Some(at.start + start..at.start + start + length)
}

/// What fingers make of a number: one digit replaced, two neighbours swapped.
pub fn typos(number: &str) -> Vec<String> {
    let chars: Vec<char> = number.chars().collect();
    let mut found = BTreeSet::new();
    for (nth, char) in chars.iter().enumerate() {
        let Some(digit) = char.to_digit(10) else { continue };
        for other in (0..10).filter(|other| *other != digit) {
            let mut typed = chars.clone();
            typed[nth] = char::from_digit(other, 10).unwrap();
            found.insert(typed.iter().collect::<String>());
        }
        if chars.get(nth + 1).is_some_and(char::is_ascii_digit) {
            let mut typed = chars.clone();
            typed.swap(nth, nth + 1);
            found.insert(typed.iter().collect());
        }
    }
    let leads_with_zero = |text: &str| text.len() > 1 && text.starts_with('0') && !text.starts_with("0.");
    let is_plain = !leads_with_zero(number);
    found.into_iter().filter(|typed| typed != number && !(is_plain && leads_with_zero(typed))).collect()
}

/// Every number of a text: runs of digits, also those on both sides of a point together, and words.
pub fn numbers(text: &str) -> BTreeSet<String> {
    const WORDS: [&str; 13] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    let runs = text.split(|char: char| !char.is_ascii_digit());
    let decimals = text.split(|char: char| !char.is_ascii_digit() && char != '.');
    let runs = runs.chain(decimals).map(|run| run.trim_matches('.'));
    let mut numbers: BTreeSet<String> =
        runs.filter(|run| !run.is_empty()).map(|run| run.trim_start_matches('0').to_owned()).collect();
    let lower = text.to_lowercase();
    for word in lower.split(|char: char| !char.is_alphabetic()) {
        numbers.extend(WORDS.iter().position(|known| *known == word).map(|number| number.to_string()));
        numbers.extend(["once", "single"].contains(&word).then(|| "1".to_owned()));
        numbers.extend((word == "twice").then(|| "2".to_owned()));
    }
    numbers
}

/// Whether a text holds a number in any form that [`numbers`] knows.
pub fn holds_number(text: &str, number: &str) -> bool {
    numbers(text).contains(number.trim_start_matches('0'))
}

/// How many digits stand behind the point.
pub fn decimals(number: &str) -> usize {
    number.split_once('.').map_or(0, |(_, rest)| rest.len())
}

/// Half of the last printed digit, and a little for binary fractions.
pub fn half_digit(number: &str) -> f64 {
    0.5 * 0.1f64.powi(decimals(number) as i32) + 1e-9
}

/// Whether a count of so many people gives a printed percentage, rounded either way.
pub fn gives(count: u32, of: u32, percent: &str) -> bool {
    let share = 100.0 * f64::from(count) / f64::from(of);
    percent.parse::<f64>().is_ok_and(|printed| (share - printed).abs() <= half_digit(percent))
}
