//! Faults of what is printed where: measures, figures, locators, quotations, seals.

use crate::mutation::base::{Base, Item, Line};
use crate::mutation::fault::{Edit, Fault};
use crate::mutation::text::{get, holds_number, typos, value, with};

pub fn measure(base: &Base) -> Vec<Fault> {
    let measures = ["outcomes", "biomarkers"].map(|kind| base.entries(kind)).concat();
    let mut faults = Vec::new();
    for item in base.items("findings") {
        let text = base.text_of(item.file).to_lowercase();
        let is_named = |file: &str| base.names(file).iter().any(|name| text.contains(&name.to_lowercase()));
        let others: Vec<&str> =
            measures.iter().filter(|(_, file)| !is_named(file)).map(|(id, _)| *id).collect();
        for line in ["measure", "measures"].iter().filter_map(|key| item.line(key)) {
            let own = line.text.split_once(": ").unwrap().1.trim_matches(['[', ']']);
            for own in own.split(", ") {
                let typed = others.iter().map(|other| line.text.replace(own, other));
                faults.extend(typed.map(|typed| Fault::at(line, typed)));
            }
        }
    }
    faults
}

pub fn time_point(base: &Base) -> Vec<Fault> {
    let mut faults = Vec::new();
    for item in base.items("findings") {
        let Some(line) = item.line("time-point") else { continue };
        let Some(at) = crate::mutation::text::number_in(line.text, &(0..line.text.len())) else { continue };
        let text = base.text_of(item.file);
        let own: u32 = line.text[at.clone()].parse().unwrap();
        let near = [own - 1, own + 1].map(|near| near.to_string());
        let others = typos(&own.to_string()).into_iter().chain(near);
        let others = others.filter(|other| other != "0" && !holds_number(text, other));
        faults.extend(others.map(|other| Fault::at(line, with(line.text, &at, &other))));
    }
    faults
}

pub fn printed(base: &Base) -> Vec<Fault> {
    let mut faults = Vec::new();
    for line in base.lines("content/sources/") {
        let Some(at) = value(line.text, "printed") else { continue };
        let text = base.text_of(line.file);
        for (nth, run) in runs(&line.text[at.clone()]) {
            let run_at = at.start + nth..at.start + nth + run.len();
            for typed in typos(run) {
                let changed = with(line.text, &run_at, &typed);
                let printed = get(&changed, "printed").unwrap();
                if !text.contains(printed) {
                    faults.push(Fault::at(line, changed));
                }
            }
        }
    }
    faults
}

/// The runs of digits of a text, each with its place.
fn runs(text: &str) -> Vec<(usize, &str)> {
    let mut runs = Vec::new();
    let mut start = None;
    for (at, char) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, char.is_ascii_digit()) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                runs.push((from, &text[from..at]));
                start = None;
            }
            _ => {}
        }
    }
    runs
}

pub fn record(base: &Base) -> Vec<Fault> {
    const RECORD: [&str; 6] = ["volume: ", "issue: ", "page: ", "PMID: ", "number: ", "DOI: "];
    const REPORT: [&str; 11] = [
        "issued",
        "registered",
        "first-posted",
        "last-update-posted",
        "start",
        "completion",
        "registry-id",
        "centers",
        "number-of-arms",
        "administrations",
        "enrollment",
    ];
    let mut faults = Vec::new();
    for line in base.lines("content/sources/") {
        let key = line.text.trim_start().split(": ").next().unwrap_or("");
        let of_record = RECORD.iter().any(|key| line.text.starts_with(key));
        if !of_record && !REPORT.contains(&key)
            || ["printed", "section: "].iter().any(|word| line.text.contains(word))
        {
            continue;
        }
        let text = base.text_of(line.file);
        // Of a date, the year: a day of the month may stand in the text by chance.
        let start = line.text.find(": ").unwrap();
        let is_date = line.text[start..].contains("20") && line.text[start..].matches('-').count() == 2;
        let runs = runs(&line.text[start..]).into_iter().take(if is_date { 1 } else { usize::MAX });
        for (nth, run) in runs {
            let at = start + nth..start + nth + run.len();
            let typed = typos(run).into_iter().filter(|typed| !holds_number(text, typed));
            // A century is not mistyped unseen, and no date lies before its form.
            let typed = typed.filter(|typed| !is_date || !typed.starts_with('0'));
            faults.extend(typed.map(|typed| Fault::at(line, with(line.text, &at, &typed))));
        }
    }
    faults
}

/// The line at which an item begins.
fn head<'b>(item: &Item<'b>) -> Line<'b> {
    item.lines().next().unwrap()
}

pub fn locator_removed(base: &Base) -> Vec<Fault> {
    let mut faults = Vec::new();
    let items = ["findings", "statements", "reports"].iter().flat_map(|list| base.items(list));
    for item in items.filter(|item| !item.lines().any(|line| line.text.starts_with("    locators:"))) {
        let head = head(&item);
        let place = vec![(item.file.to_owned(), head.at + 1..=head.at + 1)];
        if let Some(line) = item.line("locator") {
            let edit = Edit { file: item.file.to_owned(), first: line.at, count: 1, lines: vec![] };
            faults.push(Fault { edit, places: place });
        } else if let Some(at) = head.text.find(", locator: {") {
            faults.push(Fault::at(head, format!("{}}}", &head.text[..at])));
        }
    }
    faults
}

pub fn locator_wrong(base: &Base) -> Vec<Fault> {
    let mut faults = Vec::new();
    // A seal would say where the passage stands instead.
    for line in base.lines("content/sources/").filter(|line| !line.text.contains("seal: ")) {
        let Some(at) = value(line.text, "section") else { continue };
        let text = base.text_of(line.file).to_lowercase();
        let section = &line.text[at.clone()];
        for nth in 0..section.len() - 1 {
            let mut chars: Vec<char> = section.chars().collect();
            chars.swap(nth, nth + 1);
            let swapped: String = chars.into_iter().collect();
            let is_new = !text.contains(&swapped.to_lowercase()) && !swapped.eq_ignore_ascii_case(section);
            if is_new && !swapped.contains("  ") && swapped.trim() == swapped {
                faults.push(Fault::at(line, with(line.text, &at, &swapped)));
            }
        }
        faults.push(Fault::at(line, with(line.text, &at, "Discussion")));
        if let Some(at) = value(line.text, "sentence").filter(|_| at.end < line.text.len()) {
            let sentences = text.matches(". ").count() + text.lines().count() + 1;
            for beyond in [1, 3, 10] {
                let number = (sentences + beyond).to_string();
                faults.push(Fault::at(line, with(line.text, &at, &number)));
            }
        }
    }
    faults
}

pub fn quote(base: &Base) -> Vec<Fault> {
    let mut faults = Vec::new();
    for line in base.lines("content/sources/") {
        let Some(at) = value(line.text, "quote") else { continue };
        let text = base.text_of(line.file);
        let quote = &line.text[at.clone()];
        let words: Vec<&str> = quote.split(' ').collect();
        for nth in 0..words.len() {
            let left_out = [&words[..nth], &words[nth + 1..]].concat().join(" ");
            let mut other = words.clone();
            other[nth] = "otherwise";
            let mut more = words.clone();
            more.insert(nth, "clearly");
            for typed in [left_out, other.join(" "), more.join(" ")] {
                if !text.contains(&typed) {
                    faults.push(Fault::at(line, with(line.text, &at, &typed)));
                }
            }
        }
    }
    faults
}

pub fn seal(base: &Base) -> Vec<Fault> {
    let mut faults = Vec::new();
    for line in base.lines("content/sources/") {
        for (at, _) in line.text.match_indices("seal: b3-") {
            let start = at + "seal: b3-".len();
            for nth in 0..16 {
                let digit = &line.text[start + nth..start + nth + 1];
                let other = if digit == "a" { "4" } else { "a" };
                faults.push(Fault::at(line, with(line.text, &(start + nth..start + nth + 1), other)));
            }
        }
    }
    faults
}
