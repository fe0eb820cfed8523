//! Faults of direction: against the finding's own figures, and against the words of the sentence.

use crate::mutation::base::{Base, Item};
use crate::mutation::fault::{Edit, Fault};
use crate::mutation::text::{get, holds_number, value, with};

/// The line of a direction, turned round.
fn turned(item: &Item<'_>, key: &str) -> Option<Fault> {
    let line = item.line(key)?;
    let other = match item.get(key)? {
        "increased" => "decreased",
        "decreased" => "increased",
        "improved" => "worsened",
        "worsened" => "improved",
        _ => return None,
    };
    Some(Fault::within(item, line, format!("    {key}: {other}")))
}

pub fn against_figures(base: &Base) -> Vec<Fault> {
    let mut faults = Vec::new();
    for item in base.items("findings") {
        let (Some(result), Some(comparator)) = (item.line("result"), item.get("comparator")) else {
            continue;
        };
        let versus = item.line("versus");
        let is_said = item.get("change").is_some_and(|change| change.ends_with("creased"));
        let sign = value(result.text, "change").filter(|at| result.text[at.clone()].starts_with('-'));
        let mean = |text| get(text, "mean").map(str::to_owned);
        let means = mean(result.text).zip(versus.and_then(|versus| mean(versus.text)));
        let means = means.filter(|_| comparator == "baseline");
        if is_said && (sign.is_some() || means.is_some()) {
            faults.extend(turned(&item, "change"));
        }
        if let Some(at) = sign.filter(|_| is_said) {
            let text = format!("+{}", &result.text[at.start + 1..at.end]);
            faults.push(Fault::within(&item, result, with(result.text, &at, &text)));
        }
        if let (Some((now, before)), Some(versus)) = (means.filter(|_| is_said), versus) {
            let swap = |text: &str, to: &str| with(text, &value(text, "mean").unwrap(), to);
            let lines = vec![swap(result.text, &before), swap(versus.text, &now)];
            let edit = Edit { file: item.file.to_owned(), first: result.at, count: 2, lines };
            let place = (item.file.to_owned(), item.first + 1..=item.end);
            faults.push(Fault { edit, places: vec![place] });
        }
        if is_benefit_plain(base, &item) {
            faults.extend(turned(&item, "benefit"));
        }
    }
    faults
}

/// Whether more people reached a threshold, or a score of which less is better fell.
fn is_benefit_plain(base: &Base, item: &Item<'_>) -> bool {
    let counts = |key| item.line(key).is_some_and(|line| get(line.text, "count").is_some());
    let has_threshold =
        item.get("criterion").is_some_and(|text| text.ends_with(|end: char| end.is_ascii_digit()));
    let less_is_better = item.get("measure").is_some_and(|id| {
        let lines = base.files.get(&format!("content/outcomes/{id}.md"));
        lines.is_some_and(|lines| lines.iter().any(|line| line == "better: lower"))
    });
    let fell = item.get("change") == Some("decreased");
    has_threshold && counts("result") && counts("versus")
        || !has_threshold && less_is_better && fell && item.get("metric").is_none()
}

/// Words that say a direction, whatever else a sentence says.
const SAID: [(&str, &[&str]); 3] = [
    ("decreased", &["decreased", "fell", "fall", "declined"]),
    ("increased", &["increased", "rose"]),
    ("improved", &["improved", "improvement"]),
];

pub fn against_words(base: &Base) -> Vec<Fault> {
    let mut faults = Vec::new();
    for item in base.items("findings") {
        for key in ["change", "benefit"] {
            let Some((_, words)) = SAID.iter().find(|(said, _)| item.get(key) == Some(said)) else {
                continue;
            };
            let sentences = sentences_on(base, &item);
            let says = |sentence: &&str| {
                sentence.split(|char: char| !char.is_alphabetic()).any(|word| words.contains(&word))
            };
            if let [sentence] = sentences.as_slice()
                && says(sentence)
            {
                faults.extend(turned(&item, key).map(|mut fault| {
                    let line = item.line(key).unwrap().at + 1;
                    fault.places = vec![(item.file.to_owned(), line..=line)];
                    fault
                }));
            }
        }
    }
    faults
}

/// The sentences of the text that name the measure, its criterion, its time and, where several arms
/// are told apart, its arm.
fn sentences_on<'b>(base: &'b Base, item: &Item<'b>) -> Vec<&'b str> {
    let Some(measure) = item.get("measure") else { return Vec::new() };
    let files = ["outcomes", "biomarkers"].map(|kind| format!("content/{kind}/{measure}.md"));
    let names: Vec<String> = files
        .iter()
        .filter(|file| base.files.contains_key(*file))
        .flat_map(|file| base.names(file))
        .collect();
    let week = item.get("time-point").unwrap_or("").split(' ').next_back().unwrap_or("");
    let text = base.text_of(item.file);
    let sentences = text.split_inclusive(['\n']).flat_map(|line| line.split(". "));
    sentences
        .filter(|sentence| names.iter().any(|name| sentence.contains(name.as_str())))
        .filter(|sentence| holds_number(sentence, week))
        .filter(|sentence| item.get("criterion").is_none_or(|criterion| sentence.contains(criterion)))
        .filter(|sentence| item.get("p-value").is_none_or(|_| sentence.contains("(P")))
        .filter(|sentence| {
            !["low", "high"].contains(&item.get("arm").unwrap()) || {
                sentence.contains(&format!("{} dose", item.get("arm").unwrap()))
            }
        })
        .collect()
}
