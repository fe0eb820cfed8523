//! Tests of rules: content in, codes out.
//!
//! A fixture is several files, each under a line `--- folder/name.md`: its front matter, then,
//! after a line `---`, its prose. What every kind must answer is added where the fixture leaves
//! it out, so that a test shows only the thing itself. A line that must be complained of ends in
//! `#~` and the codes.

use crate::diagnostics::{Diagnostic, Severity};
use crate::link::Drafts;
use crate::model::Date;
use crate::output::Body;
use crate::pipeline::{Goal, Request, run};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What a fixture expects or gets: file, line, code.
type Complaints = BTreeSet<(String, usize, String)>;

/// Checks the fixture and compares the complaints; `orphan` and notes, which small fixtures get by
/// the way, only where the fixture names them.
#[track_caller]
pub fn check(fixture: &str) {
    check_with(&[], fixture);
}

/// Checks the fixture as [`check`] does, and compares these codes also where it names none of them.
#[track_caller]
pub fn check_with(codes: &[&str], fixture: &str) {
    let folder = tempfile::tempdir().unwrap();
    let expected = lay_out(fixture, folder.path());
    let run = run(&request(folder.path(), Goal::Check)).unwrap();
    let is_compared = |one: &Diagnostic| {
        let name = one.code.name();
        let is_by_the_way = name == "orphan" || one.severity() == Severity::Note;
        !is_by_the_way || codes.contains(&name) || expected.iter().any(|(_, _, code)| code == name)
    };
    let got: Complaints = run
        .diagnostics
        .iter()
        .filter(|one| is_compared(one))
        .map(|one| {
            let path = run.files.path(one.span).trim_start_matches("content/").to_owned();
            (path, run.files.position(one.span).line, one.code.name().to_owned())
        })
        .collect();
    let messages: Vec<_> = run.diagnostics.iter().map(|one| &one.message).collect();
    assert_eq!(got, expected, "complaints (left) differ from the fixture's (right): {messages:#?}");
}

/// The pages that are made of the fixture, by address. It may hold no errors.
#[track_caller]
pub fn pages(fixture: &str) -> BTreeMap<String, String> {
    let folder = tempfile::tempdir().unwrap();
    lay_out(fixture, folder.path());
    let run = run(&request(folder.path(), Goal::Build)).unwrap();
    let tree = run.tree.unwrap_or_else(|| panic!("the fixture has errors: {:#?}", run.diagnostics));
    let html = tree.iter().filter(|(path, _)| path.ends_with(".html"));
    html.filter_map(|(path, body)| match body {
        Body::Bytes(bytes) => Some((path.to_owned(), String::from_utf8(bytes.clone()).unwrap())),
        _ => None,
    })
    .collect()
}

fn request(root: &Path, goal: Goal) -> Request {
    Request {
        root: root.to_owned(),
        drafts: Drafts::LeftOut,
        base_url: None,
        repository: None,
        today: Date::parse("2026-01-01").unwrap(),
        goal,
        texts: root.join("texts").is_dir().then(|| root.join("texts")),
    }
}

/// Writes the files of a fixture and returns the complaints that it expects.
fn lay_out(fixture: &str, root: &Path) -> Complaints {
    let mut expected = Complaints::new();
    std::fs::create_dir_all(root.join("content")).unwrap();
    let lines: Vec<&str> =
        fixture.lines().map(|line| line.strip_prefix("            ").unwrap_or(line)).collect();
    let starts: Vec<usize> = (0..lines.len()).filter(|&at| lines[at].starts_with("--- ")).collect();
    for (nth, &start) in starts.iter().enumerate() {
        let end = starts.get(nth + 1).copied().unwrap_or(lines.len());
        let name = lines[start].trim_start_matches("--- ").trim();
        if name.starts_with("texts/") {
            write(&root.join(name), &lines[start + 1..end].join("\n"));
            continue;
        }
        if name.starts_with("static/") {
            write(&root.join(name), "");
            continue;
        }
        if name == "site.yaml" {
            write(&root.join("content").join(name), &lines[start + 1..end].join("\n"));
            continue;
        }
        let mut text = vec!["---".to_owned()];
        for line in &lines[start + 1..end] {
            let (kept, codes) = line.split_once("   #~ ").unwrap_or((line, ""));
            text.push(kept.to_owned());
            for code in codes.split_whitespace() {
                expected.insert((name.to_owned(), text.len(), code.to_owned()));
            }
        }
        write(&root.join("content").join(name), &completed(name, text, &mut expected));
    }
    expected
}

/// Adds what the kind must answer. Lines after it move down, and so do their complaints.
fn completed(name: &str, mut text: Vec<String>, expected: &mut Complaints) -> String {
    let body = text.iter().skip(1).position(|line| line == "---").map_or(text.len(), |at| at + 1);
    let has = |key: &str| text[..body].iter().any(|line| line.starts_with(&format!("{key}:")));
    let stem = name.rsplit('/').next().unwrap().trim_end_matches(".md").to_owned();
    let mut wanted = match name.split('/').next().unwrap() {
        "sources" => vec![
            "type: article-journal",
            "author: not-reported",
            "issued: not-reported",
            "tier: primary-report",
            "read: abstract",
            "captured: not-reported",
            "funding: not-reported",
            "competing-interests: not-reported",
        ],
        "glossary" => vec!["plain: A word."],
        _ => vec![],
    };
    let title = format!("{}: {stem}", if name.starts_with("sources/") { "label" } else { "title" });
    wanted.push(&title);
    let missing: Vec<String> =
        wanted.into_iter().filter(|line| !has(line.split(':').next().unwrap())).map(str::to_owned).collect();
    let moved: Complaints = expected
        .iter()
        .map(|(file, line, code)| {
            let is_body = file == name && *line > body;
            (file.clone(), if is_body { line + missing.len() } else { *line }, code.clone())
        })
        .collect();
    *expected = moved;
    let has_end = body < text.len();
    text.splice(body..body, missing);
    if !has_end {
        text.push("---".to_owned());
    }
    text.join("\n") + "\n"
}

fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}
