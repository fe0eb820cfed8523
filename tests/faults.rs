//! What an editor is told of faults, and what a fault cannot do.
//!
//! `faults/sound/` is a small base without faults. `faults/broken/` lies over it: each file, or
//! each entry within a file, shows one kind of fault that editors really make, with the complaint
//! that it must get written beside it (how, says [`marks`]). What does not live well in a
//! repository, such as a pipe or a text in UTF-16, is made here.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "faults/desk.rs"]
mod desk;
#[path = "faults/endurance.rs"]
mod endurance;
#[path = "faults/marks.rs"]
mod marks;

use desk::{Desk, Said, fixture_folder};
use litweave::diagnostics::Code;
use marks::{Mark, Place, complaints, differences, marks_in, places_shown};
use serde_json::Value;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::process::Command;

// Faults of content.

#[test]
fn every_fault_is_told_in_one_run_and_the_last_good_site_stays() {
    let desk = Desk::new();
    let built = desk.lay("sound").run(&["build"]);
    assert_eq!((built.code, complaints_of(&desk)), (Some(0), BTreeSet::new()), "{}", built.stderr);
    let good_site = desk.files("public");
    assert!(good_site.len() > 15);

    desk.lay("broken");
    let expected: Vec<Mark> =
        marks_in(&fixture_folder("broken")).into_iter().chain(unreadable(&desk)).collect();
    let entries: BTreeSet<&str> = expected.iter().map(|mark| mark.place.file.as_str()).collect();
    assert!(entries.len() > 40 && expected.len() > 100, "{} in {}", expected.len(), entries.len());

    let built = desk.run(&["build"]);
    assert_eq!(built.code, Some(1), "{}", built.stderr);
    assert!(built.stderr.contains("Nothing was written"), "{}", built.stderr);
    assert_eq!(desk.files("public"), good_site, "the last good site was touched");

    let made = complaints(&desk.run(&["check", "--format", "json"]).stdout);
    let mut shown = places_shown(&built.stderr);
    // Notes are no complaints: a build is silent about them.
    let complained = made.iter().filter(|one| one.severity != "note");
    let mut told: Vec<Place> = complained.map(|one| one.place.clone()).collect();
    shown.sort();
    told.sort();
    assert_eq!(shown, told, "a build and a check tell different things");
    let differences = differences(&expected, &made);
    assert!(differences.is_empty(), "{} differences:\n{}", differences.len(), differences.join("\n"));
}

#[test]
fn every_code_is_shown_by_a_fixture() {
    let desk = Desk::new();
    let expected: Vec<Mark> =
        marks_in(&fixture_folder("broken")).into_iter().chain(unreadable(&desk)).collect();
    // Those that need the texts of sources stand in a folder of their own (tests/sealing.rs).
    let expected: Vec<Mark> = expected.into_iter().chain(marks_in(&fixture_folder("unproven"))).collect();
    let shown: BTreeSet<&str> = expected.iter().map(|mark| mark.place.code.as_str()).collect();
    let all = Code::ALL.iter().map(|code| code.name());
    let missing: Vec<&str> = all.filter(|code| !shown.contains(code)).collect();
    assert!(missing.is_empty(), "no fixture shows {missing:?}");
}

#[test]
fn line_endings_and_a_byte_order_mark_move_no_complaint() {
    let desk = Desk::new();
    desk.lay("sound").lay("broken");
    let before = complaints_of(&desk);
    for path in desk.files("content").into_keys() {
        let text = fs::read_to_string(&path).unwrap().replace('\n', "\r\n");
        fs::write(&path, format!("\u{feff}{text}")).unwrap();
    }
    let after = complaints_of(&desk);
    assert!(before.len() > 100);
    let moved: Vec<String> = before.symmetric_difference(&after).map(Place::to_string).collect();
    assert!(moved.is_empty(), "before or after, but not both:\n{}", moved.join("\n"));
}

#[test]
fn a_pipe_or_link_among_the_templates_is_named_and_holds_up_nothing() {
    let desk = Desk::new();
    desk.lay("sound").write("templates/kept.html", "");
    make_pipe(&desk, "templates/pipe.html");
    symlink("/etc/passwd", desk.at("templates/link.html")).unwrap();
    let said = desk.run(&["check"]);
    assert!(said.code.is_some(), "it hangs");
    assert!(said.stderr.contains("pipe.html") && said.stderr.contains("link.html"), "{}", said.stderr);
}

/// Where the complaints of a check point.
fn complaints_of(desk: &Desk) -> BTreeSet<Place> {
    let said = desk.run(&["check", "--format", "json"]);
    complaints(&said.stdout).into_iter().map(|one| one.place).collect()
}

/// Makes what no repository keeps well, and says what is to be told of it.
fn unreadable(desk: &Desk) -> Vec<Mark> {
    let utf16: Vec<u8> =
        "\u{feff}---\ntitle: UTF-16\n---\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    desk.write("content/trials/utf-16.md", utf16)
        .write("content/trials/latin-1.md", b"---\ntitle: Gr\xf6\xdfe\n---\n")
        .write(
            "content/trials/cut-in-a-letter.md",
            "---\ntitle: Größe\n---\nEnds: ü".as_bytes().split_last().unwrap().1,
        )
        .write("content/trials/with-nul.md", "---\ntitle: NUL\n---\nüü\0\n")
        .write("content/trials/large.md", "")
        .write("outside/entry.md", "---\ntitle: Outside\n---\n");
    fs::File::create(desk.at("content/trials/large.md")).unwrap().set_len((16 << 20) + 1).unwrap();
    symlink(desk.at("outside/entry.md"), desk.at("content/trials/link.md")).unwrap();
    symlink(desk.at("outside"), desk.at("content/trials/linked-folder")).unwrap();
    symlink("nowhere.md", desk.at("content/trials/link-to-nothing.md")).unwrap();
    make_pipe(desk, "content/trials/pipe.md");
    fs::create_dir_all(desk.at("static")).unwrap();
    make_pipe(desk, "static/pipe.png");
    fs::write(desk.at("content/trials").join(OsStr::from_bytes(b"gr\xf6sse.md")), "").unwrap();
    desk.write("content/trials/con.md", "").write(&format!("content/trials/{}.md", "long-".repeat(17)), "");
    let long = format!("content/trials/{}.md", "long-".repeat(17));
    [
        (long.as_str(), 1, 1, "file-misplaced", "80 characters"),
        ("content/trials/utf-16.md", 1, 1, "file-unreadable", "byte 1"),
        ("content/trials/latin-1.md", 2, 10, "file-unreadable", "byte 14"),
        ("content/trials/cut-in-a-letter.md", 4, 7, "file-unreadable", "byte 30"),
        ("content/trials/with-nul.md", 4, 3, "file-unreadable", "NUL byte at byte 24"),
        ("content/trials/large.md", 1, 1, "file-unreadable", "larger than 16 MiB"),
        ("content/trials/link.md", 1, 1, "file-unreadable", "not followed"),
        ("content/trials/linked-folder", 1, 1, "file-unreadable", "not followed"),
        ("content/trials/link-to-nothing.md", 1, 1, "file-unreadable", "not followed"),
        ("content/trials/pipe.md", 1, 1, "file-unreadable", "no regular file"),
        ("static/pipe.png", 1, 1, "file-unreadable", "no regular file"),
        ("content/trials/gr\u{fffd}sse.md", 1, 1, "file-misplaced", "lower-case"),
        ("content/trials/con.md", 1, 1, "file-misplaced", "device on Windows"),
    ]
    .map(|(file, line, column, code, words)| Mark {
        place: Place::new(file, line, column, code),
        last: None,
        words: words.to_owned(),
    })
    .to_vec()
}

fn make_pipe(desk: &Desk, path: &str) {
    assert!(Command::new("mkfifo").arg(desk.at(path)).status().unwrap().success());
}

// How it looks.

/// Files of `faults/broken/` whose complaints are typical.
const TYPICAL: [&str; 15] = [
    "content/biomarkers/transforming-growth-factor.md",
    "content/pages/headings.md",
    "content/pages/html.md",
    "content/pages/search.md",
    "content/pages/wikilinks.md",
    "content/sources/cut-name.md",
    "content/sources/doses.md",
    "content/sources/finding-id-twice.md",
    "content/sources/finding-without-locator.md",
    "content/sources/habit-of-another-generator.md",
    "content/sources/misspelt-trial.md",
    "content/sources/time-point-without-unit.md",
    "content/trails/adstem.md",
    "content/trials/front-matter-not-closed.md",
    "content/trials/key-twice.md",
];

#[test]
fn typical_complaints_look_so_at_the_terminal() {
    let desk = Desk::new();
    desk.lay("sound").lay_some("broken", &TYPICAL);
    insta::assert_snapshot!("terminal", desk.run(&["check"]).stderr);
}

#[test]
fn complaints_look_so_to_a_program() {
    let desk = Desk::new();
    desk.lay("sound")
        .lay_some("broken", &["content/sources/finding-id-twice.md", "content/trials/key-twice.md"]);
    insta::assert_snapshot!("json", desk.run(&["check", "--format", "json"]).stdout);
}

#[test]
fn complaints_look_so_to_code_scanning_and_beside_a_change() {
    let desk = Desk::new();
    desk.lay("sound")
        .lay_some("broken", &["content/sources/finding-id-twice.md", "content/trials/key-twice.md"]);
    let sarif: Value = serde_json::from_str(&desk.run(&["check", "--format", "sarif"]).stdout).unwrap();
    let run = &sarif["runs"][0];
    let rules: Vec<&str> = run["tool"]["driver"]["rules"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|rule| rule["id"].as_str())
        .collect();
    assert_eq!(rules, Code::ALL.iter().map(|code| code.name()).collect::<Vec<_>>());
    for result in run["results"].as_array().unwrap() {
        let index = result["ruleIndex"].as_u64().unwrap() as usize;
        assert_eq!(result["ruleId"], rules[index]);
    }
    let here = desk.at("").to_string_lossy().into_owned();
    let without_folder = |text: &str| text.replace(&format!("file://{here}"), "").replace(&here, "");
    insta::assert_snapshot!("sarif", without_folder(&serde_json::to_string_pretty(&run["results"]).unwrap()));
    insta::assert_snapshot!("github", without_folder(&desk.run(&["check", "--format", "github"]).stdout));
}

#[test]
fn control_characters_of_content_never_reach_the_terminal() {
    let desk = Desk::new();
    let title = "---\ntitle: \"\\e]0;stolen\\a \\x9b2J \\u202e \\u2066 \\x7f\"\n";
    desk.lay("sound")
        .write(
            "content/trials/escaped.md",
            format!("{title}\"\\e[2J key\": x\n---\n[[a\u{1b}[2J]] \u{9b}2J {{\u{1b}]0;a\u{7}}}\n"),
        )
        .write("content/trials/raw.md", "---\ntitle: \u{1b}]0;a\u{7} \u{9b}2J\n---\n")
        .write(
            "content/trials/raw-key.md",
            "---\n\u{1b}[2Jkey: \u{202e}x\n---\n[[\u{202e}x]] [](\u{1b}]0;a\u{7})\n",
        )
        .write("content/trials/a\u{1b}]0;a\u{7}.md", "")
        .write("content/trials/b\u{202e}dm.md", "")
        .write("content/c\u{9b}2J/d.md", "")
        .write("static/e\u{1b}[2J.html", "")
        .write(
            "content/pages/f.md",
            "---\ntitle: F\nredirect-from: [\"e\\e[2J.html\"]\n---\n![a](\u{1b}[2J.png)\n<b\u{1b}[2J>\n",
        );
    let commands = |char: char| char.is_control() && char != '\n';
    let turns = |char: char| matches!(char, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let formats = ["json", "sarif", "github"].map(|format| ["check", "--format", format]);
    let runs = [&["check"][..], &["build"], &["check", "--notes"]]
        .into_iter()
        .chain(formats.iter().map(|one| &one[..]));
    let obeyed: BTreeSet<String> = runs
        .flat_map(|arguments| {
            let Said { stdout, stderr, .. } = desk.run_in_colour(arguments);
            assert!(stderr.len() + stdout.len() > 1000);
            let said = without_colours(&(stdout + &stderr));
            // A program is told the exact text; a person sees it.
            let is_for_people = !arguments.contains(&"json");
            let is_feared = |char: char| commands(char) || (is_for_people && turns(char));
            let lines = said.lines().filter(|line| line.chars().any(is_feared));
            lines.map(|line| format!("{}: {}", arguments.join(" "), line.escape_debug())).collect::<Vec<_>>()
        })
        .collect();
    let obeyed: Vec<String> = obeyed.into_iter().collect();
    assert!(obeyed.is_empty(), "the terminal would obey:\n{}", obeyed.join("\n"));
}

/// Takes out the sequences that colour a text, and no others.
fn without_colours(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let mut plain = parts.next().unwrap().to_owned();
    for part in parts {
        let end = part.find(|char: char| !char.is_ascii_digit() && char != ';').unwrap_or(0);
        match part[end..].strip_prefix('m') {
            Some(rest) => plain.push_str(rest),
            None => plain.push_str(&format!("\u{1b}[{part}")),
        }
    }
    plain
}
