//! Faults of units, criteria, dates, and of what one source is beside another.

use crate::mutation::base::{Base, Item, Line};
use crate::mutation::fault::{Edit, Fault};
use crate::mutation::text::{get, number_in, typos, value, with};

pub fn duplicate(base: &Base) -> Vec<Fault> {
    let mut faults = Vec::new();
    for key in ["DOI: ", "PMID: "] {
        let lines: Vec<Line<'_>> =
            base.lines("content/sources/").filter(|line| line.text.starts_with(key)).collect();
        for line in &lines {
            for other in lines.iter().filter(|other| other.file != line.file) {
                faults.push(Fault::at(*line, other.text.to_owned()).or_at(*other));
            }
        }
    }
    for line in base.lines("content/sources/").filter(|line| line.text.starts_with("number: ")) {
        let others = base.lines("content/sources/").filter(|other| other.text == line.text);
        for other in others.filter(|other| other.file != line.file) {
            let has_day = |file: &str| base.files[file].iter().find(|line| line.starts_with("as-of: "));
            let (None, Some(day)) = (has_day(line.file), has_day(other.file)) else { continue };
            let mut fault = Fault::at(line, line.text.to_owned()).or_at(other);
            fault.edit.lines.push(day.clone());
            faults.push(fault);
        }
    }
    faults
}

pub fn unit(base: &Base) -> Vec<Fault> {
    const OTHERS: [(&str, [&str; 3]); 5] = [
        ("pg/mL", ["ng/mL", "µg/mL", "pg/L"]),
        ("kU/L", ["IU/mL", "U/L", "IU/L"]),
        ("µg/L", ["ng/L", "mg/L", "g/L"]),
        ("cells/µL", ["cells/mL", "g/L", "mL"]),
        ("µm", ["mm", "cm", "m"]),
    ];
    let mut faults = Vec::new();
    for item in base.items("findings") {
        for line in ["result", "versus"].iter().filter_map(|key| item.line(key)) {
            let Some(at) = value(line.text, "unit") else { continue };
            let (_, others) = OTHERS.iter().find(|(own, _)| *own == &line.text[at.clone()]).unwrap();
            let typed = others.iter().map(|other| with(line.text, &at, other));
            faults.extend(typed.map(|typed| Fault::within(&item, line, typed)));
        }
    }
    faults
}

pub fn base_or_time(base: &Base) -> Vec<Fault> {
    let mut faults = Vec::new();
    for line in base.lines("content/sources/") {
        let Some(printed) = get(line.text, "printed") else { continue };
        if let Some(at) = value(line.text, "per") {
            let other = if printed.contains("/kg") { "total" } else { "kg" };
            faults.push(Fault::at(line, with(line.text, &at, other)));
            let before = line.text[..at.start].rfind(", ").unwrap();
            faults.push(Fault::at(line, format!("{}{}", &line.text[..before], &line.text[at.end..])));
        }
        for unit in ["weeks", "days"].into_iter().filter(|unit| printed.contains(unit)) {
            let own = ["read", "unit"].iter().find_map(|key| value(line.text, key));
            let Some(at) = own.filter(|at| line.text[at.clone()].ends_with(unit)) else { continue };
            for other in
                ["hours", "days", "weeks", "months", "years"].into_iter().filter(|other| *other != unit)
            {
                faults.push(Fault::at(line, with(line.text, &(at.end - unit.len()..at.end), other)));
            }
        }
    }
    faults
}

pub fn criterion(base: &Base) -> Vec<Fault> {
    let mut faults = Vec::new();
    for item in base.items("findings") {
        let (Some(line), Some(measure)) = (item.line("criterion"), item.get("measure")) else { continue };
        for other in ["easi", "scorad", "poem"].into_iter().filter(|other| *other != measure) {
            for number in [50, 75, 90] {
                let text = format!("    criterion: {}-{number}", other.to_uppercase());
                faults.push(Fault::at(line, text));
            }
        }
    }
    faults
}

pub fn dates(base: &Base) -> Vec<Fault> {
    let mut faults = Vec::new();
    let year = |text: &str| text.get(..4).and_then(|year| year.parse::<u32>().ok());
    // A report: the later of two dates is moved before the earlier one.
    for report in base.items("reports") {
        for (first, last) in [("start", "completion"), ("first-posted", "last-update-posted")] {
            let (Some(first), Some(line)) = (report.get(first), report.line(last)) else { continue };
            let at = number_in(line.text, &(0..line.text.len())).unwrap();
            for earlier in 1..4 {
                let other = (year(first).unwrap() - earlier).to_string();
                faults.push(Fault::at(line, with(line.text, &at, &other)));
            }
        }
    }
    let lines: Vec<Line<'_>> = base.lines("content/").collect();
    for pair in lines.windows(2).filter(|pair| pair[0].file == pair[1].file) {
        let added = pair[0].text.trim_start().strip_prefix("added: ");
        let changed = pair[1].text.trim_start().strip_prefix("changed: ");
        if let (Some(added), Some(changed)) = (added, changed) {
            let other = changed.replacen(&changed[..4], &(year(added).unwrap() - 1).to_string(), 1);
            faults.push(Fault::at(pair[1], pair[1].text.replace(changed, &other)));
        }
    }
    for line in lines.iter().filter(|line| line.text.starts_with("captured: ")) {
        let at = value(line.text, "date").unwrap();
        let at = at.start..at.start + 4;
        let issued = base.files[line.file].iter().find_map(|line| year(line.strip_prefix("issued: ")?));
        let before = issued.map(|issued| issued - 1);
        for other in [before, Some(2027), Some(2034)].into_iter().flatten() {
            faults.push(Fault::at(*line, with(line.text, &at, &other.to_string())));
        }
    }
    faults
}

pub fn derived_from(base: &Base) -> Vec<Fault> {
    let mut faults = Vec::new();
    for line in base.lines("content/sources/").filter(|line| line.text.starts_with("derived-from: [")) {
        let stem = line.file.rsplit('/').next().unwrap().trim_end_matches(".md");
        let heads = base
            .lines(line.file)
            .filter(|line| line.text.starts_with("title: ") || line.text.starts_with("label: "));
        let heads: Vec<Line<'_>> = heads.collect();
        let place_heads = |mut fault: Fault| {
            fault.places.extend(heads.iter().map(|line| (line.file.to_owned(), line.at + 1..=line.at + 1)));
            fault
        };
        let itself = format!("derived-from: [{stem}]");
        for text in ["derived-from: []", &format!("# {}", line.text), &itself] {
            faults.push(place_heads(Fault::at(line, text.to_owned())));
        }
        let mut removed = place_heads(Fault::at(line, String::new()));
        removed.edit.lines.clear();
        faults.push(removed);
        // What it retells retells it: a circle, which is told at one of its ends.
        let origins = line.text.trim_start_matches("derived-from: [").trim_end_matches(']').split(", ");
        for origin in origins {
            let file = format!("content/sources/{origin}.md");
            let tier = base.lines(&file).find(|line| line.text.starts_with("tier: ")).unwrap();
            let mut circle = Fault::at(tier, tier.text.to_owned()).or_at(line);
            circle.edit.lines.push(format!("derived-from: [{stem}]"));
            circle.places.push((file.clone(), tier.at + 2..=tier.at + 2));
            faults.push(circle);
        }
    }
    faults
}

pub fn species(base: &Base) -> Vec<Fault> {
    let mut faults = Vec::new();
    for item in base.items("findings") {
        let head = item.lines().next().unwrap();
        let place = vec![(item.file.to_owned(), head.at + 1..=head.at + 1)];
        match item.line("species") {
            Some(line) => {
                let others = ["rat", "dog", "human", "other-animal"]
                    .map(|other| vec![format!("    species: {other}")]);
                for lines in others.into_iter().chain([vec![]]) {
                    let edit = Edit { file: item.file.to_owned(), first: line.at, count: 1, lines };
                    faults.push(Fault { edit, places: place.clone() });
                }
            }
            None => {
                for other in ["mouse", "rat"] {
                    let lines = vec![head.text.to_owned(), format!("    species: {other}")];
                    let edit = Edit { file: item.file.to_owned(), first: head.at, count: 1, lines };
                    faults.push(Fault { edit, places: place.clone() });
                }
            }
        }
    }
    faults
}

/// Sources that report a trial after another one did, which comes first in the order of tiers.
const SECOND: [&str; 7] = [
    "alder-record",
    "alder-mirror",
    "birkin-record",
    "rowan-record",
    "moor-2022",
    "heath-2023",
    "sedge-2023",
];

pub fn second_report(base: &Base) -> Vec<Fault> {
    const WORDS: [(&str, &[&str]); 3] = [
        ("phase", &["1", "2", "3"]),
        ("allocation", &["randomized", "non-randomized"]),
        ("masking", &["none", "single", "double", "triple"]),
    ];
    const NUMBERS: [&str; 7] =
        ["enrollment", "centers", "participants", "administrations", "cells", "registered", "follow-up"];
    let mut faults = Vec::new();
    let is_second = |report: &Item<'_>| SECOND.iter().any(|name| report.file.contains(&format!("/{name}.")));
    for report in base.items("reports").into_iter().filter(is_second) {
        let has_one_arm = report.get("number-of-arms") == Some("1");
        for line in report.lines() {
            for (key, words) in WORDS {
                let Some(own) = report.line(key).filter(|own| own.at == line.at) else { continue };
                let at = value(own.text, "read").or_else(|| value(own.text, key)).unwrap();
                let said = &own.text[at.clone()];
                // Nothing said is nothing to contradict, and one group is not filled by chance either.
                let is_silent = said.starts_with("not-") || said == "single-group";
                let others = words.iter().filter(|word| **word != said && !is_silent);
                faults.extend(others.map(|word| Fault::at(line, with(line.text, &at, word))));
            }
            let counts = NUMBERS.iter().filter_map(|key| Some((*key, value(line.text, key)?)));
            for (key, at) in counts {
                // One group has one size: its enrolment is not told apart.
                if has_one_arm && ["enrollment", "participants"].contains(&key) {
                    continue;
                }
                let Some(at) = number_in(line.text, &(at.start..line.text.len())) else { continue };
                let typed = typos(&line.text[at.clone()]).into_iter().filter(|typed| {
                    typed.parse::<u32>().is_ok_and(|number| number > 0)
                        && (key != "registered" || typed.starts_with("20"))
                });
                faults.extend(typed.map(|typed| Fault::at(line, with(line.text, &at, &typed))));
            }
        }
    }
    faults
}
