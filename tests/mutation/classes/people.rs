//! Faults of numbers of people, and of who is compared with whom.

use crate::mutation::base::{Base, Item, Line};
use crate::mutation::fault::{Edit, Fault};
use crate::mutation::text::{get, typos, value, with};
use std::collections::BTreeMap;

/// The sizes of the arms of a report, by id, each with its line; one arm a line or over several.
fn arms<'b>(report: &Item<'b>) -> BTreeMap<&'b str, (Line<'b>, u32)> {
    let mut arms = BTreeMap::new();
    let mut id = None;
    for line in report.lines() {
        let is_head = line.text.starts_with("      - ");
        if let Some(arm) = get(line.text, "id").filter(|_| is_head) {
            id = Some(arm);
        }
        let (Some(id), Some(at)) = (id, size_in(line.text)) else { continue };
        arms.insert(id, (line, line.text[at].parse().unwrap()));
    }
    arms
}

/// Where a line says how many people an arm has.
fn size_in(line: &str) -> Option<std::ops::Range<usize>> {
    let at = line.find("participants: ")? + "participants: ".len();
    let start = at + line[at..].strip_prefix("{count: ").map_or(0, |_| "{count: ".len());
    let length = line[start..].bytes().take_while(u8::is_ascii_digit).count();
    (length > 0).then_some(start..start + length)
}

fn report_of<'b>(base: &'b Base, item: &Item<'b>) -> Option<Item<'b>> {
    let is_it = |report: &Item<'b>| report.file == item.file && report.get("trial") == item.get("trial");
    base.items("reports").into_iter().find(is_it)
}

fn enrollment<'b>(report: &Item<'b>) -> Option<(Line<'b>, std::ops::Range<usize>)> {
    let line = report.line("enrollment")?;
    let at = value(line.text, "count").or_else(|| value(line.text, "enrollment"))?;
    Some((line, at))
}

pub fn denominator(base: &Base) -> Vec<Fault> {
    let mut faults = Vec::new();
    for item in base.items("findings") {
        let Some(report) = report_of(base, &item) else { continue };
        let mut sizes: Vec<u32> = arms(&report).values().map(|(_, size)| *size).collect();
        sizes.extend(enrollment(&report).map(|(line, at)| line.text[at].parse::<u32>().unwrap()));
        for line in ["result", "versus"].iter().filter_map(|key| item.line(key)) {
            let Some(at) = value(line.text, "of") else { continue };
            let own = &line.text[at.clone()];
            let others = typos(own).into_iter().chain(sizes.iter().map(u32::to_string));
            // Fewer than are counted is a fault of form.
            let count = get(line.text, "count").map_or(1, |count| count.parse::<u32>().unwrap().max(1));
            let others = others.filter(|other| other != own && other.parse::<u32>().unwrap() >= count);
            faults.extend(others.map(|other| Fault::at(line, with(line.text, &at, &other))));
        }
    }
    faults
}

pub fn size(base: &Base) -> Vec<Fault> {
    let mut faults = Vec::new();
    for report in base.items("reports") {
        let arms = arms(&report);
        let Some((sum, sum_at)) = enrollment(&report).filter(|_| arms.len() > 1) else { continue };
        let sizes = arms.values().map(|(line, _)| (*line, size_in(line.text).unwrap()));
        for (line, at) in sizes.chain([(sum, sum_at.clone())]) {
            let typed = typos(&line.text[at.clone()]).into_iter().filter(|typed| typed != "0");
            faults.extend(typed.map(|typed| Fault::at(line, with(line.text, &at, &typed)).or_at(sum)));
        }
    }
    faults
}

pub fn arm(base: &Base) -> Vec<Fault> {
    let mut faults = Vec::new();
    for item in base.items("findings") {
        let (Some(arm), Some(comparator)) = (item.line("arm"), item.line("comparator")) else { continue };
        let Some(report) = report_of(base, &item) else { continue };
        let arms = arms(&report);
        let (own, other) = (item.get("arm").unwrap(), item.get("comparator").unwrap());
        let has_number = item.line("result").is_some_and(|line| get(line.text, "of").is_some());
        let Some((_, size)) = arms.get(own).filter(|_| has_number) else { continue };
        let place = (item.file.to_owned(), item.first + 1..=item.end);
        if arms.get(other).is_some_and(|(_, other)| other != size) && comparator.at == arm.at + 1 {
            let lines = vec![format!("    arm: {other}"), format!("    comparator: {own}")];
            let edit = Edit { file: item.file.to_owned(), first: arm.at, count: 2, lines };
            faults.push(Fault { edit, places: vec![place.clone()] });
        }
        for (wrong, _) in arms.iter().filter(|(_, (_, other))| other != size) {
            faults.push(Fault::within(&item, arm, format!("    arm: {wrong}")));
        }
    }
    faults
}
