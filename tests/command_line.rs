//! What the program says to whoever calls it: exit codes, complaints for people and for programs,
//! refusals and help.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "faults/desk.rs"]
#[allow(dead_code)]
mod desk;

use desk::{Desk, Said};
use litweave::diagnostics::Code;
use serde_json::Value;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const PROGRAM: &str = env!("CARGO_BIN_EXE_litweave");

/// One warning and no error.
const WARNING: &str = "---\ntitle: Bold\n---\nThis is <b>bold</b>.\n";
/// One error.
const ERROR: &str = "---\ntitle: A link\n---\nSee [[nowhere]].\n";

fn sound() -> Desk {
    let desk = Desk::new();
    desk.lay("sound");
    desk
}

/// Runs the program without a site.
fn run(arguments: &[&str]) -> Said {
    said(&Command::new(PROGRAM).args(arguments).output().unwrap())
}

fn said(output: &Output) -> Said {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    Said { code: output.status.code(), stdout: text(&output.stdout), stderr: text(&output.stderr) }
}

// Exit codes.

#[test]
fn the_exit_code_is_0_for_sound_content_and_for_warnings() {
    let desk = sound();
    assert_eq!(desk.run(&["check"]).code, Some(0));
    assert_eq!(desk.run(&["check", "--deny-warnings"]).code, Some(0));
    assert_eq!(desk.run(&["build"]).code, Some(0));
    desk.write("content/pages/bold.md", WARNING);
    assert_eq!(desk.run(&["check"]).code, Some(0));
    assert_eq!(desk.run(&["build"]).code, Some(0));
    assert!(desk.at("public/bold.html").exists());
}

#[test]
fn the_exit_code_is_1_for_errors_and_for_denied_warnings() {
    let desk = sound();
    desk.write("content/pages/bold.md", WARNING);
    assert_eq!(desk.run(&["check", "--deny-warnings"]).code, Some(1));
    assert_eq!(desk.run(&["check", "--deny-warnings", "--format", "json"]).code, Some(1));
    desk.write("content/pages/bold.md", ERROR);
    assert_eq!(desk.run(&["check"]).code, Some(1));
    assert_eq!(desk.run(&["check", "--format", "json"]).code, Some(1));
    assert_eq!(desk.run(&["build"]).code, Some(1));
    assert!(!desk.at("public").exists());
}

#[test]
fn the_exit_code_is_2_for_a_run_that_could_not_be_done() {
    let nothing = tempfile::tempdir().unwrap();
    let nowhere = nothing.path().to_str().unwrap();
    for (arguments, told) in [
        (&["check", "--site", nowhere][..], "there is no folder"),
        (&["build", "--site", nowhere], "there is no folder"),
        (&["check", "--format", "xml", "--site", nowhere], "human, json"),
        (&["check", "--sight", nowhere], "--sight"),
        (&["chekc"], "check"),
        (&["explain", "no-such-code-at-all"], "`litweave explain` lists them all"),
        (&[], "Usage:"),
    ] {
        let said = run(arguments);
        assert_eq!((said.code, said.stdout.as_str()), (Some(2), ""), "{arguments:?}: {}", said.stderr);
        assert!(said.stderr.contains(told), "{arguments:?}: {}", said.stderr);
    }
    assert!(run(&["check", "--site", nowhere]).stderr.contains("`content/`"));
    assert_eq!(
        fs::read_dir(nothing.path()).unwrap().count(),
        0,
        "a run that could not be done left something"
    );
}

#[test]
fn what_check_passes_can_be_built() {
    let collisions: [(&str, &[(&str, &str)]); 7] = [
        (
            "a redirect below a page",
            &[("content/pages/x.md", "---\ntitle: X\nredirect-from: [about.html/old.html]\n---\n")],
        ),
        ("a folder that is called as a page", &[("static/about.html/x.txt", "")]),
        ("a file in place of the first page", &[("static/index.html", "")]),
        ("a file in place of a list", &[("static/trials/index.html", "")]),
        ("a file in place of the site map", &[("static/sitemap.xml", "")]),
        ("a file in place of the word to search engines", &[("static/robots.txt", "")]),
        ("files that differ in case", &[("static/A.png", ""), ("static/a.png", "")]),
    ];
    let differ: Vec<String> = collisions
        .iter()
        .filter_map(|(name, files)| {
            let desk = sound();
            for (path, text) in *files {
                desk.write(path, text);
            }
            let (checked, built) = (desk.run(&["check"]), desk.run(&["build"]));
            let agree = checked.code == built.code;
            (!agree).then(|| {
                format!("{name}: check {:?}, build {:?}: {}", checked.code, built.code, built.stderr)
            })
        })
        .collect();
    assert!(differ.is_empty(), "{}", differ.concat());
}

// Explanations.

#[test]
fn every_code_is_explained_with_an_example() {
    let all = run(&["explain"]).stdout;
    for code in Code::ALL {
        assert!(
            all.lines().any(|line| line.split_whitespace().next() == Some(code.name())),
            "{}",
            code.name()
        );
        let Said { code: exit, stdout, stderr } = run(&["explain", code.name()]);
        assert_eq!((exit, stderr.as_str()), (Some(0), ""), "{}", code.name());
        let (head, rest) = stdout.split_once("\n\n").unwrap();
        let (meaning, rest) = rest.split_once("\n\nWrong:\n\n").unwrap();
        let (wrong, right) = rest.split_once("\n\nRight:\n\n").unwrap();
        assert!(head.starts_with(code.name()), "{head}");
        assert!(meaning.len() > 40 && meaning.ends_with('.') && !meaning.contains('\n'), "{meaning}");
        assert!(
            !wrong.trim().is_empty() && !right.trim().is_empty() && wrong.trim() != right.trim(),
            "{stdout}"
        );
        let is_indented = |line: &str| line.starts_with("    ");
        assert!(wrong.lines().chain(right.lines()).all(is_indented), "{stdout}");
    }
}

#[test]
fn a_code_that_is_misspelt_gets_the_one_that_was_meant() {
    for written in ["unknwon-key", "unknown_key", "Unknown-Key", "error[unknown-key]"] {
        let said = run(&["explain", written]);
        assert_eq!((said.code, said.stdout.as_str()), (Some(2), ""));
        assert!(said.stderr.contains("did you mean `unknown-key`?"), "{written}: {}", said.stderr);
    }
}

// Complaints for programs.

#[test]
fn json_and_the_terminal_count_the_same() {
    let desk = sound();
    desk.lay("broken");
    let (human, json) = (desk.run(&["check"]), desk.run(&["check", "--format", "json"]));
    assert_eq!((human.code, json.code, json.stderr.as_str()), (Some(1), Some(1), ""));
    assert_eq!(human.stdout, "");
    let report: Value = serde_json::from_str(&json.stdout).unwrap();
    let counted = |severity: &str| {
        let all = report["diagnostics"].as_array().unwrap();
        all.iter().filter(|one| one["severity"] == severity).count()
    };
    let (errors, warnings, notes) = (counted("error"), counted("warning"), counted("note"));
    assert_eq!((&report["errors"], &report["warnings"]), (&errors.into(), &warnings.into()));
    assert_eq!(report["notes"], notes);
    assert!(errors > 100 && warnings > 3 && notes > 3);
    assert_eq!(
        human.stderr.matches("\nerror[").count(),
        errors - usize::from(human.stderr.starts_with("error["))
    );
    let counts = format!("{errors} errors, {warnings} warnings.");
    assert!(human.stderr.lines().any(|line| line.starts_with(&counts)), "{}", human.stderr);
    assert!(!human.stderr.contains("\nnote["), "{}", human.stderr);
    let with_notes = desk.run(&["check", "--notes"]).stderr;
    assert_eq!(with_notes.matches("\nnote[").count(), notes, "{with_notes}");
}

#[test]
fn json_is_whole_where_nothing_is_wrong() {
    let said = sound().run(&["check", "--format", "json"]);
    let report: Value = serde_json::from_str(&said.stdout).unwrap();
    let passages = |source: &str, unproven: u32| serde_json::json!({"source": source, "sealed": 0, "quoted": 0, "unproven": unproven, "tokens": null});
    let coverage = [passages("adstem-2025", 4), passages("shin-2021", 0)];
    assert_eq!(
        report,
        serde_json::json!({
            "errors": 0, "warnings": 0, "notes": 0, "diagnostics": [], "coverage": {"sources": coverage}
        })
    );
    assert_eq!(said.stderr, "");
}

#[test]
fn a_check_of_sound_content_says_so() {
    let said = sound().run(&["check"]);
    assert_eq!(
        (said.stdout.as_str(), said.stderr.as_str()),
        ("", "Checked 12 entries: nothing to complain of.\n")
    );
}

#[test]
fn a_count_of_many_complaints_counts_those_that_are_not_listed() {
    let desk = sound();
    desk.write("content/pages/many.md", format!("---\ntitle: Many\n---\n{}", "[[nowhere]]\n\n".repeat(1000)));
    let said = desk.run(&["check"]);
    assert!(said.stderr.lines().last().unwrap().starts_with("1000 errors"), "{}", said.stderr);
    let report: Value = serde_json::from_str(&desk.run(&["check", "--format", "json"]).stdout).unwrap();
    assert_eq!(report["errors"], 1000);
}

// Where a site may be written.

#[test]
fn no_folder_is_replaced_that_was_not_made_by_a_build() {
    let desk = sound();
    let home = tempfile::tempdir().unwrap();
    desk.write("foreign/letter.txt", "dear reader").write("file", "");
    symlink(desk.at("foreign"), desk.at("link")).unwrap();
    let before = desk.files(".");
    for (out, told) in [
        ("/", "cannot be the site"),
        ("$HOME", "home folder"),
        ("$HOME/..", "home folder"),
        (".", "the folder that the site is made from"),
        ("..", "would be replaced whole"),
        ("content", "from which the site is made"),
        ("content/deep/below", "from which the site is made"),
        ("static", "from which the site is made"),
        ("foreign", "was not made by litweave"),
        ("link", "symbolic link"),
        ("file", "not a folder"),
    ] {
        let out = out.replace("$HOME", home.path().to_str().unwrap());
        let mut command = Command::new(PROGRAM);
        command.args(["build", "--out", &out]).current_dir(desk.root()).env("HOME", home.path());
        let said = said(&command.output().unwrap());
        assert_eq!(said.code, Some(2), "{out}: {}", said.stderr);
        assert!(said.stderr.starts_with("error: ") && said.stderr.contains(told), "{out}: {}", said.stderr);
        assert!(
            said.stderr.contains("name ") || said.stderr.contains("remove it"),
            "no way out: {}",
            said.stderr
        );
        assert_eq!(said.stderr.trim_end().lines().count(), 1, "{}", said.stderr);
    }
    assert_eq!(desk.files("."), before);
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
}

#[test]
fn a_wrong_base_url_is_refused_before_anything_is_built() {
    let desk = sound();
    for wrong in [
        "example.org",
        "www.example.org/base",
        "https://",
        "ftp://example.org/",
        "mailto:a@example.org",
        "javascript:alert(1)",
        "file:///srv/site",
        "",
    ] {
        let said = desk.run(&["build", "--base-url", wrong]);
        assert_eq!(said.code, Some(2), "{wrong}: {}", said.stderr);
        assert!(said.stderr.contains("https://example.org/"), "{wrong} gets no example: {}", said.stderr);
        assert!(!desk.at("public").exists(), "{wrong}");
    }
    assert_eq!(desk.run(&["build", "--base-url", "https://example.org/knowledge/"]).code, Some(0));
}

#[test]
fn a_repository_is_given_by_its_whole_address() {
    let desk = sound();
    for wrong in
        ["someone/knowledge", "github.com/someone/knowledge", "git@github.com:someone/knowledge.git", ""]
    {
        for command in ["build", "serve"] {
            let said = desk.run(&[command, "--repository", wrong]);
            assert_eq!(said.code, Some(2), "{wrong}: {}", said.stderr);
            assert!(said.stderr.contains("https://github.com/someone/knowledge"), "{wrong}: {}", said.stderr);
        }
    }
    let said = desk.run(&["build", "--repository", "https://github.com/someone/knowledge"]);
    assert_eq!(said.code, Some(0), "{}", said.stderr);
    let home = fs::read_to_string(desk.at("public/index.html")).unwrap();
    assert!(home.contains("https://github.com/someone/knowledge/issues/new?title="), "{home}");
}

// Terminals and pipes.

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let desk = sound();
    desk.lay("broken");
    let broken = desk.root().to_str().unwrap().to_owned();
    for arguments in [
        &["explain"][..],
        &["explain", "unknown-key"],
        &["--help"],
        &["check", "--format", "json", "--site", &broken],
        &["check", "--site", &broken],
        &["build", "--site", &broken],
        &["explain", "nothing"],
    ] {
        for closes_errors in [false, true] {
            let (reader, writer) = std::io::pipe().unwrap();
            drop(reader);
            let mut command = Command::new(PROGRAM);
            command.args(arguments).stdout(writer).stderr(Stdio::piped());
            if closes_errors {
                let (reader, writer) = std::io::pipe().unwrap();
                drop(reader);
                command.stderr(writer);
            }
            let said = said(&command.output().unwrap());
            assert!(matches!(said.code, Some(0..=2)), "{arguments:?}: {:?} {}", said.code, said.stderr);
            assert!(!said.stderr.contains("panicked"), "{arguments:?}: {}", said.stderr);
        }
    }
}

#[test]
fn escape_sequences_go_to_terminals_that_want_them_and_nowhere_else() {
    let desk = sound();
    desk.write("content/pages/x.md", ERROR);
    let run = |variables: &[(&str, &str)]| {
        let mut command = Command::new(PROGRAM);
        command.arg("check").arg("--site").arg(desk.root());
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TERM"] {
            command.env_remove(name);
        }
        said(&command.envs(variables.iter().copied()).output().unwrap()).stderr
    };
    let plain = run(&[]);
    assert!(!plain.contains('\u{1b}'), "{plain:?}");
    assert_eq!(run(&[("TERM", "xterm-256color")]), plain);
    assert_eq!(run(&[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")]), plain);
    assert!(run(&[("CLICOLOR_FORCE", "1")]).contains("\u{1b}["));
    for arguments in [&["--help"][..], &["explain"], &["nothing"]] {
        let said = run_with_terminal_type(arguments);
        assert!(!said.stdout.contains('\u{1b}') && !said.stderr.contains('\u{1b}'), "{arguments:?}");
    }
}

fn run_with_terminal_type(arguments: &[&str]) -> Said {
    said(&Command::new(PROGRAM).args(arguments).env("TERM", "xterm-256color").output().unwrap())
}

// Help.

#[test]
fn the_help_reads_well() {
    let commands = [&["--help"][..], &["build", "--help"], &["check", "--help"], &["explain", "--help"]];
    let helps = commands.map(|arguments| {
        let said = run(arguments);
        assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""));
        let trimmed: Vec<&str> = said.stdout.lines().map(str::trim_end).collect();
        format!("$ litweave {}\n{}\n", arguments.join(" "), trimmed.join("\n"))
    });
    insta::assert_snapshot!("help", helps.join("\n"));
}

#[test]
fn every_option_is_explained_and_named_in_the_usage() {
    for command in ["build", "check", "explain"] {
        let help = run(&[command, "-h"]).stdout;
        assert!(help.contains(&format!("Usage: litweave {command}")), "{help}");
        for line in help.lines().filter(|line| line.trim_start().starts_with('-')) {
            let words = line.trim_start().split_once("  ").map_or("", |(_, words)| words.trim());
            assert!(words.len() > 5, "an option without a word on it: {line}");
        }
    }
    assert!(Path::new(PROGRAM).ends_with("litweave"));
    assert_eq!(run(&["--version"]).stdout, format!("litweave {}\n", env!("CARGO_PKG_VERSION")));
}
