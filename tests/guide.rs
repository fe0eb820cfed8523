//! The editors' guide, `content/README.md`, is whole and true.
//!
//! Its lists of words and codes and what it shows of the program's output are made anew and
//! compared; the keys in its tables are those that the readers ask for; its examples are laid out
//! and checked. `UPDATE_GUIDE=1 cargo test --release --test guide` writes the generated parts.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "guide/generated.rs"]
mod generated;
#[path = "guide/newcomer.rs"]
mod newcomer;
#[path = "guide/page.rs"]
mod page;
#[path = "guide/readers.rs"]
mod readers;

use litweave::model::{Date, Number};
use litweave::parse::printed;
use newcomer::Newcomer;
use page::Guide;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The text of a file of this project.
fn file(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The modules in a folder of this project, in order: name without `.rs`, and text.
fn modules(folder: &str) -> Vec<(String, String)> {
    let paths = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap();
    let mut modules: Vec<(String, String)> = paths
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| {
            (path.file_stem().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(path).unwrap())
        })
        .collect();
    modules.sort();
    modules
}

fn guide() -> Guide {
    Guide { text: file("content/README.md") }
}

/// Every file of content that the guide shows, and those of `tests/guide/base/`.
fn examples(guide: &Guide) -> String {
    let shown: String = guide.files().map(|fence| fence.body).collect();
    shown + &newcomer::base()
}

/// Fails with one fault a line.
#[track_caller]
fn none(faults: &[String], what: &str) {
    assert!(faults.is_empty(), "{what}:\n  {}\n", faults.join("\n  "));
}

#[test]
fn words_codes_and_outputs_are_those_of_the_program() {
    let guide = guide();
    let parts = generated::parts(&guide);
    if std::env::var_os("UPDATE_GUIDE").is_some() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/README.md");
        fs::write(path, guide.with(&parts)).unwrap();
        return;
    }
    let stale: Vec<String> = parts.iter().filter_map(|part| part.difference(&guide)).collect();
    none(&stale, "the guide is behind the program; `UPDATE_GUIDE=1` writes these parts anew");
}

#[test]
fn every_key_stands_in_the_table_of_its_kind_and_says_whether_it_may_be_left_out() {
    let guide = guide();
    let read = readers::keys();
    let told: BTreeMap<String, BTreeMap<String, String>> = guide
        .regions("keys: ")
        .map(|(kind, region)| {
            let rows = page::rows(region).into_iter();
            (kind.to_owned(), rows.map(|row| (page::code(&row[0]).to_owned(), row[1].clone())).collect())
        })
        .collect();
    let mut faults = Vec::new();
    for (kind, keys) in &read {
        let Some(table) = told.get(kind) else {
            faults.push(format!("{kind}: there is no table `<!-- keys: {kind} -->`"));
            continue;
        };
        for (key, asked) in keys {
            match table.get(key) {
                None => faults.push(format!("{kind}: the key `{key}` is missing ({asked})")),
                Some(word) if word != asked => {
                    faults.push(format!("{kind}: `{key}` is said to be {word}, and is {asked}"));
                }
                Some(_) => {}
            }
        }
        let unread = table.keys().filter(|key| !keys.contains_key(*key));
        faults.extend(unread.map(|key| format!("{kind}: no reader asks for `{key}`")));
    }
    let unknown = told.keys().filter(|kind| !read.contains_key(*kind));
    faults.extend(unknown.map(|kind| format!("{kind}: no reader reads this")));
    none(&faults, "content/README.md and src/parse/entry/ differ");
}

#[test]
fn every_key_has_an_example_that_stands_in_a_file() {
    let guide = guide();
    let files = page::one_line(&examples(&guide));
    let mut faults = Vec::new();
    for (kind, region) in guide.regions("keys: ") {
        for row in page::rows(region) {
            let example = page::code(row.last().unwrap());
            if !files.contains(&page::one_line(example)) {
                faults.push(format!("{kind}: `{example}`"));
            }
            if !files.contains(&format!("{}:", page::code(&row[0]))) {
                faults.push(format!("{kind}: no file has the key {}", row[0]));
            }
        }
    }
    none(&faults, "examples that stand in no file");
}

#[test]
fn every_address_of_a_value_is_told_and_used() {
    let guide = guide();
    let told = guide.region("values").unwrap();
    let used = examples(&guide);
    let parts = readers::values();
    let missing = |text: &str| -> Vec<String> {
        let is_in =
            |part: &str| ['.', '/', '`', '}'].iter().any(|end| text.contains(&format!("{part}{end}")));
        parts.iter().filter(|part| !is_in(part)).cloned().collect()
    };
    none(&missing(told), "values that the table of addresses leaves out");
    none(&missing(&used), "values that no example prints");
}

#[test]
fn what_a_newcomer_types_makes_a_base_without_complaint() {
    let guide = guide();
    let newcomer = Newcomer::follow(&guide);
    newcomer.lay_base();
    for arguments in ["check --deny-warnings", "check --deny-warnings --texts texts"] {
        let said = newcomer.run(arguments);
        assert!(said.contains("nothing to complain of"), "{arguments}:\n{said}");
    }
    let said = newcomer.run("seal --texts texts");
    assert!(said.contains("changed 0 files"), "all is sealed:\n{said}");

    let sealed = newcomer.content();
    let seals = guide.text.match_indices("b3-").map(|(at, _)| &guide.text[at..]);
    let seals =
        seals.map(|rest| &rest[..rest.find(|char: char| !char.is_alphanumeric() && char != '-').unwrap()]);
    let wrong: Vec<String> =
        seals.filter(|seal| seal.len() > 3 && !sealed.contains(*seal)).map(str::to_owned).collect();
    none(&wrong, "seals that no passage has");
}

#[test]
fn every_form_of_a_link_is_used() {
    let guide = guide();
    let used = examples(&guide);
    let rows = page::rows(guide.region("links").unwrap()).into_iter();
    let unused: Vec<String> =
        rows.map(|row| page::code(&row[0]).to_owned()).filter(|link| !used.contains(link)).collect();
    none(&unused, "links that no example has");
}

#[test]
fn every_form_of_a_value_is_read_or_refused_as_told() {
    let guide = guide();
    let is_date = |text: &str| Date::parse(text).is_some();
    let is_number = |text: &str| Number::parse(text).is_some();
    let is_duration = |text: &str| printed::duration(text).is_some();
    let mut faults = Vec::new();
    let mut compare = |cell: &str, is_read: &dyn Fn(&str) -> bool, wanted: bool| {
        let wrong = cell.split('`').skip(1).step_by(2).filter(|text| is_read(text) != wanted);
        faults.extend(wrong.map(|text| format!("`{text}` is {}read", if wanted { "not " } else { "" })));
    };
    for row in page::rows(guide.region("forms of values").unwrap()) {
        let is_read: &dyn Fn(&str) -> bool = match row[0].as_str() {
            "date" => &is_date,
            "number" => &is_number,
            "length of time" => &is_duration,
            _ => continue,
        };
        compare(&row[2], is_read, true);
        compare(&row[3], is_read, false);
    }
    for row in page::rows(guide.region("time points").unwrap()) {
        let is_read = |text: &str| text == "not-stated" || printed::time_point(text).is_some();
        compare(&row[0], &is_read, true);
    }
    none(&faults, "forms of values");
}

#[test]
fn every_link_within_the_guide_leads_to_a_place() {
    let guide = guide();
    let anchors = guide.anchors();
    let links = guide.text.match_indices("](#").map(|(at, _)| &guide.text[at + 3..]);
    let lost: Vec<String> = links
        .map(|rest| rest[..rest.find(')').unwrap()].to_owned())
        .filter(|anchor| !anchors.contains(anchor))
        .collect();
    none(&lost, "links that lead nowhere");
    let twice = |anchor: &&String| anchors.iter().filter(|known| known == anchor).count() > 1;
    none(&anchors.iter().filter(twice).cloned().collect::<Vec<_>>(), "places of one name");
}
