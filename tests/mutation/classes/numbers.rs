//! Faults of numbers: counts, percentages, means, p-values.

use crate::mutation::base::{Base, Line};
use crate::mutation::fault::Fault;
use crate::mutation::text::{get, gives, half_digit, number_in, numbers, typos, value, with};

/// The lines of findings that hold a result.
fn amounts(base: &Base) -> impl Iterator<Item = Line<'_>> {
    let lines = base.lines("content/sources/");
    lines.filter(|line| line.text.starts_with("    result: {") || line.text.starts_with("    versus: {"))
}

/// A count and of how many people.
fn share_of(line: &str) -> Option<(u32, u32)> {
    Some((get(line, "count")?.parse().ok()?, get(line, "of")?.parse().ok()?))
}

pub fn count(base: &Base) -> Vec<Fault> {
    let mut faults = Vec::new();
    for line in amounts(base) {
        let (Some((count, of)), Some(percent)) = (share_of(line.text), get(line.text, "percent")) else {
            continue;
        };
        let near = [count.saturating_sub(2), count.saturating_sub(1), count + 1, count + 2, count + 10];
        let typed = typos(&count.to_string()).into_iter().filter_map(|typed| typed.parse().ok());
        let others = typed.chain(near).filter(|other| *other <= of && !gives(*other, of, percent));
        let at = value(line.text, "count").unwrap();
        faults.extend(others.map(|other| Fault::at(line, with(line.text, &at, &other.to_string()))));
    }
    faults
}

pub fn percentage(base: &Base) -> Vec<Fault> {
    let mut faults = Vec::new();
    for line in amounts(base) {
        let (Some((count, of)), Some(at)) = (share_of(line.text), value(line.text, "percent")) else {
            continue;
        };
        let typed = typos(&line.text[at.clone()]).into_iter().filter(|typed| !gives(count, of, typed));
        faults.extend(typed.map(|typed| Fault::at(line, with(line.text, &at, &typed))));
    }
    faults
}

pub fn share(base: &Base) -> Vec<Fault> {
    let mut faults = Vec::new();
    for line in amounts(base).filter(|line| get(line.text, "count").is_none()) {
        let (Some(of), Some(at)) = (get(line.text, "of"), value(line.text, "percent")) else { continue };
        let of: u32 = of.parse().unwrap();
        let typed = typos(&line.text[at.clone()]).into_iter();
        let impossible = typed.filter(|typed| !(0..=of).any(|count| gives(count, of, typed)));
        faults.extend(impossible.map(|typed| Fault::at(line, with(line.text, &at, &typed))));
    }
    faults
}

pub fn printed_share(base: &Base) -> Vec<Fault> {
    let mut faults = Vec::new();
    for line in amounts(base) {
        let (Some((count, of)), Some(printed)) = (share_of(line.text), get(line.text, "printed")) else {
            continue;
        };
        if ![format!("{count}/{of}"), format!("{count} of {of}")].iter().any(|share| printed.contains(share))
        {
            continue;
        }
        for key in ["count", "of"] {
            let at = value(line.text, key).unwrap();
            let typed = typos(&line.text[at.clone()]).into_iter();
            // More than all of them is a fault of form.
            let fits = |number: u32| if key == "count" { number <= of } else { number >= count };
            let typed = typed.filter(|typed| typed.parse().is_ok_and(|number| number > 0 && fits(number)));
            faults.extend(typed.map(|typed| Fault::at(line, with(line.text, &at, &typed))));
        }
    }
    faults
}

pub fn printed_reading(base: &Base) -> Vec<Fault> {
    let mut faults = Vec::new();
    for line in base.lines("content/sources/") {
        let Some(printed) = get(line.text, "printed") else { continue };
        if let Some(at) = value(line.text, "read").filter(|_| line.text.starts_with("    phase: ")) {
            let others = ["1", "2", "3", "4", "1/2", "2/3"].into_iter();
            let others = others.filter(|other| *other != &line.text[at.clone()]);
            faults.extend(others.map(|other| Fault::at(line, with(line.text, &at, other))));
            continue;
        }
        let known = numbers(printed);
        let is_share = share_of(line.text).is_some();
        for key in ["read", "cells", "count", "low", "high", "mean", "change"] {
            let Some(at) = value(line.text, key).filter(|_| !is_share) else { continue };
            if at.len() > 9 || line.text[at.clone()].contains('{') {
                continue;
            }
            let Some(at) = number_in(line.text, &at) else { continue };
            let typed = typos(&line.text[at.clone()]).into_iter();
            let typed = typed.filter(|typed| !known.contains(typed) && typed.parse::<f64>() != Ok(0.0));
            faults.extend(typed.map(|typed| Fault::at(line, with(line.text, &at, &typed))));
        }
    }
    // Bounds in the wrong order are a fault of form.
    faults.retain(|fault| {
        let line = &fault.edit.lines[0];
        let bound = |key| get(line, key).and_then(|bound| bound.parse::<f64>().ok());
        bound("low").zip(bound("high")).is_none_or(|(low, high)| low <= high)
    });
    faults
}

pub fn mean_bounds(base: &Base) -> Vec<Fault> {
    let mut faults = Vec::new();
    for line in base.lines("content/sources/") {
        let number = |text: &str, key: &str| get(text, key)?.parse::<f64>().ok();
        let people = number(line.text, "of").or_else(|| {
            let report = base
                .items("reports")
                .into_iter()
                .find(|item| item.file == line.file && (item.first..item.end).contains(&line.at))?;
            number(report.line("enrollment")?.text, "count")
        });
        let has_range = get(line.text, "low").is_some() && get(line.text, "high").is_some();
        let (Some(people), Some(at)) = (people, value(line.text, "mean").filter(|_| has_range)) else {
            continue;
        };
        let mean = &line.text[at.clone()];
        let digits = crate::mutation::text::decimals(mean);
        let (low, high) = (number(line.text, "low").unwrap(), number(line.text, "high").unwrap());
        let least = (low * (people - 1.0) + high) / people;
        let most = (high * (people - 1.0) + low) / people;
        let step = 2.0 * 0.1f64.powi(digits as i32);
        let near = [low - 1.0, low, least - step, most + step, high, high + 1.0, high + 10.0];
        let others = near.map(|mean| format!("{mean:.digits$}")).into_iter().chain(typos(mean));
        let is_outside = |mean: &String| {
            let (number, slack) = (mean.parse::<f64>().unwrap(), half_digit(mean));
            number >= 0.0 && (number < least - slack || number > most + slack)
        };
        faults.extend(others.filter(is_outside).map(|mean| Fault::at(line, with(line.text, &at, &mean))));
    }
    faults
}

pub fn mean(base: &Base) -> Vec<Fault> {
    let adds_up = |id: &str| {
        base.files.get(&format!("content/outcomes/{id}.md")).is_some_and(|lines| {
            lines.iter().any(|line| line.starts_with("scale: ") && line.contains("bands: "))
        })
    };
    let mut faults = Vec::new();
    for item in base.items("findings").iter().filter(|item| item.get("measure").is_some_and(adds_up)) {
        for line in ["result", "versus"].iter().filter_map(|key| item.line(key)) {
            let (Some(of), Some(at)) = (get(line.text, "of"), value(line.text, "mean")) else { continue };
            let of: f64 = of.parse().unwrap();
            let is_impossible = |mean: &String| {
                let (number, slack) = (mean.parse::<f64>().unwrap(), half_digit(mean));
                let sum = ((number * of).floor(), (number * of).ceil());
                [sum.0, sum.1].iter().all(|sum| (sum / of - number).abs() > slack)
            };
            let typed = typos(&line.text[at.clone()]).into_iter().filter(is_impossible);
            faults.extend(typed.map(|mean| Fault::at(line, with(line.text, &at, &mean))));
        }
    }
    faults
}

/// The p-value of a finding that prints it exactly: its line, and the number.
fn exact<'b>(item: &crate::mutation::base::Item<'b>) -> Option<(Line<'b>, std::ops::Range<usize>)> {
    let line = item.line("p-value").filter(|line| get(line.text, "read").is_none())?;
    let printed = value(line.text, "printed").filter(|at| line.text[at.clone()].starts_with("P = "))?;
    Some((line, printed.start + 4..printed.end))
}

pub fn p_value(base: &Base) -> Vec<Fault> {
    let mut faults = Vec::new();
    for item in base.items("findings") {
        let is_counted = |key| item.line(key).is_some_and(|line| share_of(line.text).is_some());
        let Some((line, at)) = exact(&item).filter(|_| is_counted("result") && is_counted("versus")) else {
            continue;
        };
        let typed = typos(&line.text[at.clone()]).into_iter();
        let typed = typed.filter(|typed| typed.parse::<f64>().is_ok_and(|p| p > 0.0));
        faults.extend(typed.map(|typed| Fault::at(line, with(line.text, &at, &typed))));
    }
    faults
}

pub fn misprint(base: &Base) -> Vec<Fault> {
    let mut faults = Vec::new();
    for item in base.items("findings") {
        let Some(line) = item.line("p-value") else { continue };
        if let Some((_, at)) = exact(&item) {
            let digits = line.text[at.clone()].trim_start_matches(['0', '.']);
            let (first, rest) = digits.split_at(1);
            let above = format!("{first}.{rest}").trim_end_matches('.').to_owned();
            let dots = format!(".0{}", &line.text[at.clone()]);
            for misprint in [dots, "0".to_owned(), ".000".to_owned(), above, ".".to_owned()] {
                faults.push(Fault::at(line, with(line.text, &at, &misprint)));
            }
        } else if let Some(at) = line.text.find(", read: ") {
            faults.push(Fault::at(line, format!("{}}}", &line.text[..at])));
        }
    }
    faults
}

pub fn significance(base: &Base) -> Vec<Fault> {
    let mut faults = Vec::new();
    for item in base.items("findings") {
        let (Some((line, at)), Some(claim)) = (exact(&item), item.line("significance")) else { continue };
        let (said, other) = match item.get("significance") {
            Some("significant") => ("significant", "not-significant"),
            Some("not-significant") => ("not-significant", "significant"),
            _ => continue,
        };
        faults.push(Fault::within(&item, claim, claim.text.replace(said, other)));
        let p = &line.text[at.clone()];
        let is_below = |p: &str| p.parse::<f64>().is_ok_and(|p| p < 0.05);
        let moved = if is_below(p) { p.replacen(".0", ".", 1) } else { p.replacen('.', ".0", 1) };
        let moved = if is_below(&moved) == is_below(p) { moved.replacen(".0", ".", 1) } else { moved };
        if is_below(&moved) != is_below(p) {
            faults.push(Fault::within(&item, line, with(line.text, &at, &moved)));
        }
    }
    faults
}
