//! Faults of doses, and of our own prose.

use crate::mutation::base::Base;
use crate::mutation::fault::Fault;
use crate::mutation::text::{get, numbers, value, with};

/// How `10⁶` loses its raised digits.
fn lost(exponent: &str) -> [String; 3] {
    [format!("10{exponent}"), format!("10({exponent})"), format!("10e{exponent}")]
}

/// The digit of a raised one.
fn lowered(raised: char) -> Option<String> {
    "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|known| known == raised).map(|digit| digit.to_string())
}

pub fn dose(base: &Base) -> Vec<Fault> {
    let mut faults = Vec::new();
    for line in base.lines("content/sources/").filter(|line| line.text.contains("dose: {")) {
        if let Some(at) = value(line.text, "cells").filter(|_| get(line.text, "read").is_none()) {
            let (factor, exponent) = line.text[at.clone()].split_once('e').unwrap();
            let powers = lost(exponent).map(|power| format!("{factor} × {power}"));
            let others = [
                format!("{factor} x 10({exponent})"),
                factor.to_owned(),
                format!("{factor}e2"),
                format!("{factor}e1{exponent}"),
            ];
            let others = powers.into_iter().chain(others);
            faults.extend(others.map(|other| Fault::at(line, with(line.text, &at, &other))));
        } else if let (Some(from), Some(to)) = (line.text.find(", read: {"), line.text.find(", because: ")) {
            let end = from + line.text[from..].find('}').unwrap() + 1;
            faults.push(Fault::at(line, format!("{}{}}}", &line.text[..from], &line.text[end..to])));
        } else if let Some(at) = value(line.text, "printed") {
            let printed = &line.text[at.clone()];
            let Some((digit, exponent)) = printed.chars().find_map(|char| Some((char, lowered(char)?)))
            else {
                continue;
            };
            for power in lost(&exponent) {
                let other = printed.replace(&format!("10{digit}"), &power);
                faults.push(Fault::at(line, with(line.text, &at, &other)));
            }
        }
    }
    faults
}

pub fn exponent(base: &Base) -> Vec<Fault> {
    let mut faults = Vec::new();
    for line in base.prose() {
        for (at, _) in line.text.match_indices("× 10") {
            let start = at + "× ".len();
            let rest = &line.text[start + 2..];
            let power = match rest.strip_prefix('^') {
                Some(raised) => {
                    raised.split_once('^').map(|(digits, _)| (digits.len() + 2, digits.to_owned()))
                }
                None => rest.chars().next().and_then(|char| Some((char.len_utf8(), lowered(char)?))),
            };
            let Some((length, exponent)) = power else { continue };
            let place = start..start + 2 + length;
            faults.extend(lost(&exponent).map(|power| Fault::at(line, with(line.text, &place, &power))));
        }
    }
    faults
}

pub fn masking(base: &Base) -> Vec<Fault> {
    const MORE: [(&str, &[&str]); 3] = [
        ("single-blind", &["double-blind", "triple-blind", "double-masked", "quadruple-blind"]),
        ("double-blind", &["triple-blind", "triple-masked", "quadruple-blind"]),
        ("open-label", &["single-blind", "double-blind", "randomised", "placebo-controlled"]),
    ];
    let mut faults = Vec::new();
    for line in base.prose() {
        for (said, more) in MORE {
            for (at, _) in line.text.match_indices(said) {
                // A link by its name would lead to nothing.
                if line.text[..at].ends_with("[[") {
                    continue;
                }
                let place = at..at + said.len();
                faults.extend(more.iter().map(|more| Fault::at(line, with(line.text, &place, more))));
            }
        }
    }
    faults
}

pub fn number(base: &Base) -> Vec<Fault> {
    let all: String =
        base.files.values().flatten().chain(base.texts.values()).cloned().collect::<Vec<_>>().join("\n");
    let known = numbers(&all);
    let strange: Vec<String> = (13..4000)
        .step_by(37)
        .map(|number| number.to_string())
        .filter(|number| !known.contains(number))
        .collect();
    let mut faults = Vec::new();
    for line in base.prose() {
        for (start, _) in line.text.match_indices("{{") {
            let end = start + line.text[start..].find("}}").unwrap() + 2;
            let address = &line.text[start..end];
            // The number behind "phase" is a name.
            if line.text[..start].ends_with("phase ") || !says_number(address) {
                continue;
            }
            let numbers = strange.iter().map(|number| match address.contains("/time-point") {
                true => format!("week {number}"),
                false => number.clone(),
            });
            faults.extend(numbers.map(|number| Fault::at(line, with(line.text, &(start..end), &number))));
        }
    }
    faults
}

/// Whether the value is a number, and no date.
fn says_number(address: &str) -> bool {
    !["first-posted", "p-value"].iter().any(|part| address.contains(part))
}
