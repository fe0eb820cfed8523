//! Seals, and what they prove: a digit that is changed in a finding, or a word in a text, is told.
//!
//! `faults/sealed/` is a small base with the text of its one source; the text was written for
//! these tests. Whoever holds the texts of our own content names their folder in `LITWEAVE_TEXTS`:
//! then its findings and texts are changed as well.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "faults/desk.rs"]
#[allow(dead_code)]
mod desk;
#[path = "faults/marks.rs"]
#[allow(dead_code)]
mod marks;

use desk::{Desk, fixture_folder};
use marks::{complaints, differences, marks_in};
use std::fs;
use std::path::{Path, PathBuf};

/// The base with every passage sealed.
fn sealed() -> Desk {
    let desk = Desk::new();
    desk.lay("sealed");
    let said = desk.run(&["seal", "--texts", desk.at("texts").to_str().unwrap()]);
    assert_eq!(said.code, Some(0), "{}", said.stderr);
    desk
}

fn check(desk: &Desk, texts: &Path) -> desk::Said {
    desk.run(&["check", "--format", "json", "--texts", texts.to_str().unwrap()])
}

#[test]
fn sealing_adds_seals_and_changes_nothing_else() {
    let desk = sealed();
    let path = desk.at("content/sources/moss-2020.md");
    let text = fs::read_to_string(&path).unwrap();
    let written = fs::read_to_string(fixture_folder("sealed").join("content/sources/moss-2020.md")).unwrap();
    let mut without_seals = String::new();
    for line in text.lines().filter(|line| !line.trim_start().starts_with("seal:")) {
        let mut parts = line.split(", seal: b3-").flat_map(|part| part.split(", digest: b3-"));
        without_seals.push_str(parts.next().unwrap());
        parts.for_each(|part| without_seals.push_str(&part[16..]));
        without_seals.push('\n');
    }
    assert_eq!(without_seals, written);
    assert_eq!(text.matches("b3-").count(), 10, "{text}");
    assert!(text.contains("{section: Methods, seal: b3-"), "{text}");
    assert!(text.contains("      section: Results\n      seal: b3-"), "{text}");

    let again = desk.run(&["seal", "--texts", desk.at("texts").to_str().unwrap()]);
    assert!(again.stderr.contains("left 9 that hold; changed 0 files"), "{}", again.stderr);
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn a_byte_order_mark_and_line_ends_stay_where_they_are() {
    let desk = Desk::new();
    desk.lay("sealed");
    let path = desk.at("content/sources/moss-2020.md");
    let text = format!("\u{feff}{}", fs::read_to_string(&path).unwrap().replace('\n', "\r\n"));
    fs::write(&path, &text).unwrap();
    desk.run(&["seal", "--texts", desk.at("texts").to_str().unwrap()]);
    let sealed = fs::read_to_string(&path).unwrap();
    assert!(
        sealed.starts_with("\u{feff}---\r\n") && sealed.contains("      section: Results\r\n      seal: b3-")
    );
    assert_eq!(sealed.matches('\n').count(), sealed.matches("\r\n").count());
    assert_eq!(check(&desk, &desk.at("texts")).code, Some(0));
}

#[test]
fn a_sealed_base_is_proven_and_every_number_is_accounted_for() {
    let desk = sealed();
    let said = check(&desk, &desk.at("texts"));
    let report: serde_json::Value = serde_json::from_str(&said.stdout).unwrap();
    assert_eq!(report["diagnostics"].as_array().unwrap().len(), 0, "{}", said.stdout);
    let source = &report["coverage"]["sources"][0];
    assert_eq!((&source["sealed"], &source["unproven"]), (&9.into(), &0.into()), "{source}");
    assert_eq!(source["tokens"]["open"].as_array().unwrap().len(), 0, "{source}");
    assert_eq!(source["tokens"]["left_out"][0]["token"], "4.7");
    // Counted by hand in the text: 7 in its first line, then 1, 7, 6 and 1; RASH-50 and IL-6 are names.
    assert_eq!(source["tokens"]["accounted"], 22, "{source}");

    let without = desk.run(&["check"]);
    assert!(without.stderr.contains("9 sealed, not verified"), "{}", without.stderr);
}

#[test]
fn what_is_not_proven_is_told_with_its_place() {
    let desk = Desk::new();
    desk.lay("sealed").lay("unproven");
    let expected = marks_in(&fixture_folder("unproven"));
    let mut told = complaints(&check(&desk, &desk.at("texts")).stdout);
    // Most numbers of the text are in no fact now; the mark stands for all.
    told.retain(|one| one.place.code != "figure-unaccounted" || one.words.contains("`2020` (opening"));
    let differences = differences(&expected, &told);
    assert!(differences.is_empty(), "{} differences:\n{}", differences.len(), differences.join("\n"));
}

#[test]
fn a_seal_that_broke_is_renewed_only_when_asked() {
    let desk = sealed();
    let texts = desk.at("texts");
    let changed = fs::read_to_string(texts.join("moss.txt")).unwrap().replace("may help", "surely help");
    fs::write(texts.join("moss.txt"), changed.replace("fell in the blood", "fell in all blood")).unwrap();
    let before = fs::read(desk.at("content/sources/moss-2020.md")).unwrap();
    let said = desk.run(&["seal", "--texts", texts.to_str().unwrap()]);
    assert_eq!(said.code, Some(1));
    assert!(said.stderr.contains("seal-broken") && said.stderr.contains("text-changed"), "{}", said.stderr);
    assert_eq!(fs::read(desk.at("content/sources/moss-2020.md")).unwrap(), before);
    let said = desk.run(&["seal", "--renew", "--texts", texts.to_str().unwrap()]);
    assert!(said.stderr.contains("renewed 2"), "{}", said.stderr);
    assert_eq!(check(&desk, &texts).code, Some(0));
}

#[test]
fn sentences_are_numbered_for_the_editor() {
    let desk = sealed();
    let program = env!("CARGO_BIN_EXE_litweave");
    let text = desk.at("texts/moss.txt");
    let said = std::process::Command::new(program).arg("passages").arg(text).output().unwrap();
    let said = String::from_utf8(said.stdout).unwrap();
    let numbers = said.lines().find(|line| line.contains("At week 16")).unwrap();
    assert!(numbers.starts_with("     11         1  At week 16"), "{said}");
}

#[test]
fn a_digit_changed_in_a_finding_is_told_on_its_line() {
    for desk in bases() {
        let sources = desk.files("content/sources");
        let tried: usize =
            sources.keys().map(|source| change_every_digit(&desk, source, &desk.at("texts"))).sum();
        println!("{} sources: {tried} digits", sources.len());
        assert!(tried > 70, "{tried}");
    }
}

#[test]
fn a_word_changed_in_a_text_is_told() {
    for desk in bases() {
        let texts = desk.files("texts");
        let tried: usize = texts.keys().map(|text| change_every_word(&desk, text, &desk.at("texts"))).sum();
        println!("{} texts: {tried} words", texts.len());
        assert!(tried > 100, "{tried}");
    }
}

/// The base that was written for these tests, and our own content where its texts are at hand.
fn bases() -> Vec<Desk> {
    let own = std::env::var_os("LITWEAVE_TEXTS").map(|texts| own_content(Path::new(&texts)));
    std::iter::once(sealed()).chain(own).collect()
}

fn own_content(texts: &Path) -> Desk {
    let desk = Desk::new();
    desk.copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), "content").copy(texts, "texts");
    let said = check(&desk, &desk.at("texts"));
    assert_eq!(said.code, Some(0), "{}", said.stdout);
    desk
}

/// Changes each digit of each finding in turn, and expects a complaint on its line. Left alone are
/// names that the source does not print: the finding's own id, and reasons.
fn change_every_digit(desk: &Desk, path: &PathBuf, texts: &Path) -> usize {
    let text = fs::read_to_string(path).unwrap();
    let file = path.strip_prefix(desk.root()).unwrap().to_str().unwrap().to_owned();
    let mut in_findings = false;
    let (mut tried, mut silent) = (0, Vec::new());
    let mut start = 0;
    for (number, line) in (1..).zip(text.split_inclusive('\n')) {
        if !line.starts_with([' ', '\n', '\r']) {
            in_findings = line.starts_with("findings:");
        }
        let is_name = ["- id:", "trial:", "arm:", "comparator:", "label:", "#"]
            .iter()
            .any(|key| line.trim_start().starts_with(key));
        let reason = line.find("because:").unwrap_or(line.len());
        if in_findings && !is_name {
            for (at, digit) in line.char_indices().filter(|(at, char)| *at < reason && char.is_ascii_digit())
            {
                // The last digits of a long seal prove as much as its first.
                let other = if digit == '9' { "8" } else { "9" };
                let mut changed = text.clone();
                changed.replace_range(start + at..start + at + 1, other);
                fs::write(path, changed).unwrap();
                let told = complaints(&check(desk, texts).stdout);
                let is_told = told.iter().any(|one| one.place.file == file && one.place.line == number);
                tried += 1;
                if !is_told {
                    silent.push(format!("{file}:{number}:{}: {}", at + 1, line.trim_end()));
                }
            }
        }
        start += line.len();
    }
    fs::write(path, text).unwrap();
    assert!(silent.is_empty(), "{} of {tried} changes are not noticed:\n{}", silent.len(), silent.join("\n"));
    tried
}

/// Changes each word of a text in turn, and expects an error.
fn change_every_word(desk: &Desk, path: &PathBuf, texts: &Path) -> usize {
    let text = fs::read_to_string(path).unwrap();
    let words: Vec<(usize, &str)> = text
        .split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
        .collect();
    for (at, word) in &words {
        let mut changed = text.clone();
        changed.replace_range(*at..at + word.len(), "otherwise");
        fs::write(path, changed).unwrap();
        let said = check(desk, texts);
        assert_eq!(said.code, Some(1), "`{word}` at byte {at} was changed and nothing was said");
    }
    fs::write(path, &text).unwrap();
    words.len()
}

/// Layouts in which a key is easily put into the wrong place.
#[test]
fn a_seal_stands_where_yaml_reads_it() {
    let desk = Desk::new();
    desk.lay("sealed");
    let path = desk.at("content/sources/moss-2020.md");
    let text = fs::read_to_string(&path).unwrap();
    let layouts = [
        "locator: {section: Background,\n      sentence: 2 # the second\n    }",
        "locator: { # a comment\n      section: Background, sentence: 2, # another\n    }",
        "locator: [{section: Background, sentence: 2, }]",
        "locator:\n      - section: Background # here\n        sentence: 2",
    ];
    for layout in layouts {
        let changed = text.replace("locator: {section: Background, sentence: 2}", layout);
        assert_ne!(changed, text);
        fs::write(&path, changed).unwrap();
        let said = desk.run(&["seal", "--texts", desk.at("texts").to_str().unwrap()]);
        assert_eq!(said.code, Some(0), "{layout}: {}", said.stderr);
        let report: serde_json::Value =
            serde_json::from_str(&check(&desk, &desk.at("texts")).stdout).unwrap();
        assert_eq!(report["coverage"]["sources"][0]["sealed"], 9, "{layout}: {report}");
        assert_eq!(report["errors"], 0, "{layout}: {report}");
    }
    let pair = text.replace("locator: {section: Methods}", "locator: [section: Methods]");
    fs::write(&path, pair).unwrap();
    desk.run(&["seal", "--texts", desk.at("texts").to_str().unwrap()]);
    assert_eq!(check(&desk, &desk.at("texts")).code, Some(0), "{}", fs::read_to_string(&path).unwrap());
}

#[test]
fn nothing_is_sealed_in_a_file_with_a_fault_or_by_an_empty_text() {
    for (from, to) in [
        ("sentence: 2}\n  - id: more", "sentence: 3-2}\n  - id: more"),
        ("captured: {from: web,", "captured: {from: web, digest: b3-12,"),
        ("{section: Methods}", "{section: Methods, seal: }"),
    ] {
        let desk = Desk::new();
        desk.lay("sealed");
        let path = desk.at("content/sources/moss-2020.md");
        let text = fs::read_to_string(&path).unwrap().replace(from, to);
        fs::write(&path, &text).unwrap();
        let said = desk.run(&["seal", "--texts", desk.at("texts").to_str().unwrap()]);
        assert_eq!((said.code, fs::read_to_string(&path).unwrap()), (Some(1), text), "{to}: {}", said.stderr);
    }
    let desk = sealed();
    fs::write(desk.at("texts/moss.txt"), "").unwrap();
    let before = fs::read(desk.at("content/sources/moss-2020.md")).unwrap();
    let said = desk.run(&["seal", "--renew", "--texts", desk.at("texts").to_str().unwrap()]);
    assert!(said.stderr.contains("or it is empty"), "{}", said.stderr);
    assert_eq!(fs::read(desk.at("content/sources/moss-2020.md")).unwrap(), before);
}
