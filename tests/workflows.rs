//! What runs on GitHub: `.github/workflows/`.
//!
//! Both files are read as data: who may do what, which actions are used, and that nothing that
//! GitHub fills in reaches a shell as text. The shell steps of `pages.yml` are run as they are
//! printed, on a copy that holds what a clone would; `cargo run` stands there for the program that
//! was built for these tests. `LITEWEAVE_KEEP_SITE=DIR` keeps the site that they make.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const PROGRAM: &str = env!("CARGO_BIN_EXE_litweave");
const WORKFLOWS: [&str; 2] = ["ci.yml", "pages.yml"];

/// The newest majors that are known to exist. Another one is looked up before it stands here.
const ACTIONS: [&str; 6] = [
    "actions/cache@v6",
    "actions/checkout@v7",
    "actions/configure-pages@v6",
    "actions/deploy-pages@v5",
    "actions/upload-artifact@v7",
    "actions/upload-pages-artifact@v5",
];

/// Where the site is said to be published, in the form that `configure-pages` gives.
const BASE: &str = "https://example.github.io/litweave";

/// The stand-in for cargo: it knows one command only.
const CARGO: &str = r#"#!/bin/sh
if [ "$1 $2 $3" != "run --release --" ]; then
  echo "cargo is asked for something else: $*" >&2
  exit 64
fi
shift 3
exec "$PROGRAM" "$@"
"#;

fn workflow(name: &str) -> Value {
    let text = fs::read_to_string(Path::new(ROOT).join(".github/workflows").join(name)).unwrap();
    serde_yaml::from_str(&text).unwrap()
}

fn jobs(workflow: &Value) -> &Map<String, Value> {
    workflow["jobs"].as_object().unwrap()
}

fn steps(job: &Value) -> &[Value] {
    job["steps"].as_array().unwrap()
}

fn every_step(workflow: &Value) -> Vec<&Value> {
    jobs(workflow).values().flat_map(steps).collect()
}

#[test]
fn each_job_has_the_rights_it_needs_and_no_more() {
    let read = json!({"contents": "read"});
    let expected = [
        ("ci.yml", "site", read.clone()),
        ("ci.yml", "tests", read),
        ("pages.yml", "build", json!({"contents": "read", "pages": "read"})),
        ("pages.yml", "deploy", json!({"pages": "write", "id-token": "write"})),
    ];
    let mut found = Vec::new();
    for name in WORKFLOWS {
        let workflow = workflow(name);
        assert_eq!(workflow["permissions"], json!({}), "{name}: whoever names no right has none");
        for (job, rights) in jobs(&workflow) {
            found.push((name, job.clone(), rights["permissions"].clone()));
        }
    }
    found.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    assert_eq!(found, expected.map(|(file, job, rights)| (file, job.to_owned(), rights)));
}

#[test]
fn only_main_is_published_and_no_publication_is_cut_off() {
    let workflow = workflow("pages.yml");
    assert_eq!(workflow["on"], json!({"push": {"branches": ["main"]}, "workflow_dispatch": null}));
    assert_eq!(workflow["concurrency"], json!({"group": "pages", "cancel-in-progress": false}));
    assert_eq!(workflow["jobs"]["deploy"]["needs"], "build");
    assert_eq!(workflow["jobs"]["deploy"]["environment"]["name"], "github-pages");
}

#[test]
fn every_job_ends_within_an_hour() {
    for name in WORKFLOWS {
        for (job, body) in jobs(&workflow(name)) {
            let minutes = body["timeout-minutes"].as_u64();
            assert!(minutes.is_some_and(|minutes| minutes <= 60), "{name}, {job}: {minutes:?}");
        }
    }
}

#[test]
fn only_known_actions_are_used_and_all_of_the_list_are() {
    let workflows = WORKFLOWS.map(workflow);
    let used: BTreeSet<&str> =
        workflows.iter().flat_map(every_step).filter_map(|step| step["uses"].as_str()).collect();
    assert_eq!(used, BTreeSet::from(ACTIONS));
}

#[test]
fn what_github_fills_in_never_becomes_part_of_a_command() {
    let workflows = WORKFLOWS.map(workflow);
    let scripts: Vec<&str> =
        workflows.iter().flat_map(every_step).filter_map(|step| step["run"].as_str()).collect();
    assert_eq!(scripts.len(), 4);
    for script in scripts {
        assert!(!script.contains("${{"), "{script}");
    }
}

#[test]
fn hidden_files_are_kept_and_no_key_is_left_behind() {
    let with = |action: &str| -> Vec<Value> {
        let workflows = WORKFLOWS.map(workflow);
        let steps = workflows.iter().flat_map(every_step);
        steps.filter(|step| step["uses"] == action).map(|step| step["with"].clone()).collect()
    };
    for checkout in with("actions/checkout@v7") {
        assert_eq!(checkout, json!({"persist-credentials": false}));
    }
    for upload in [with("actions/upload-artifact@v7"), with("actions/upload-pages-artifact@v5")].concat() {
        assert_eq!((&upload["path"], &upload["include-hidden-files"]), (&json!("public"), &json!(true)));
    }
}

#[test]
fn the_steps_of_the_workflow_make_the_site_for_its_address() {
    let desk = tempfile::tempdir().unwrap();
    let clone = desk.path().join("clone");
    copy_what_git_would_keep(&desk.path().join("git"), &clone);
    put_cargo_at(&desk.path().join("bin"));

    let workflow = workflow("pages.yml");
    let mut ran = 0;
    for step in steps(&workflow["jobs"]["build"]).iter().filter(|step| step["run"].is_string()) {
        let output = run_as_github_does(step, desk.path(), &clone);
        let (stdout, stderr) =
            (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "{}:\n{stdout}{stderr}", step["name"]);
        ran += 1;
    }
    assert_eq!(ran, 2);

    let site = clone.join("public");
    judge(&site);
    if let Some(folder) = std::env::var_os("LITEWEAVE_KEEP_SITE") {
        copy_folder(&site, Path::new(&folder));
    }
}

/// The site can be served by GitHub, and names itself by its address there.
fn judge(site: &Path) {
    assert!(site.join(".nojekyll").is_file());
    let robots = fs::read_to_string(site.join("robots.txt")).unwrap();
    assert!(robots.contains(&format!("Sitemap: {BASE}/sitemap.xml\n")), "{robots}");
    assert!(fs::read_to_string(site.join("404.html")).unwrap().contains("href=\"/litweave/"));
    let canonical = scraper::Selector::parse("link[rel=canonical]").unwrap();
    let mut pages = 0;
    for file in files_below(site).iter().filter(|file| file.extension().is_some_and(|end| end == "html")) {
        assert_eq!(fs::metadata(file).unwrap().permissions().mode() & 0o444, 0o444, "{}", file.display());
        let page = scraper::Html::parse_document(&fs::read_to_string(file).unwrap());
        let Some(link) = page.select(&canonical).next() else { continue };
        let href = link.value().attr("href").unwrap();
        assert!(href.starts_with(&format!("{BASE}/")), "{}: {href}", file.display());
        pages += 1;
    }
    assert!(pages >= 50, "{pages} pages name their address");
}

/// Runs a step in the shell that GitHub runs it in, with the variables that it gives.
fn run_as_github_does(step: &Value, desk: &Path, clone: &Path) -> Output {
    let script = desk.join("step.sh");
    fs::write(&script, step["run"].as_str().unwrap()).unwrap();
    let path = std::env::join_paths(
        std::iter::once(desk.join("bin"))
            .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())),
    );
    let mut command = Command::new("bash");
    command.args(["--noprofile", "--norc", "-eo", "pipefail"]).arg(&script).current_dir(clone);
    command.env("PATH", path.unwrap()).env("PROGRAM", PROGRAM);
    command.env("CI", "true").env("GITHUB_ACTIONS", "true");
    command.env("GITHUB_SERVER_URL", "https://github.com").env("GITHUB_REPOSITORY", "example/litweave");
    for (name, value) in step["env"].as_object().into_iter().flatten() {
        // The one value that a step before it would have given.
        assert_eq!(value, "${{ steps.pages.outputs.base_url }}", "{name}");
        command.env(name, BASE);
    }
    command.output().expect("bash runs the steps")
}

fn put_cargo_at(folder: &Path) {
    fs::create_dir(folder).unwrap();
    let cargo = folder.join("cargo");
    fs::write(&cargo, CARGO).unwrap();
    fs::set_permissions(&cargo, fs::Permissions::from_mode(0o755)).unwrap();
}

/// Copies every file of this project that `.gitignore` lets in: what a clone holds once the work
/// at hand is committed.
fn copy_what_git_would_keep(empty: &Path, clone: &Path) {
    let git = |arguments: &[&str]| {
        let output = Command::new("git")
            .env("GIT_DIR", empty)
            .env("GIT_WORK_TREE", ROOT)
            .current_dir(ROOT)
            .args(arguments)
            .output()
            .expect("git tells which files count");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    git(&["init", "--quiet"]);
    let listed = git(&["ls-files", "-z", "--others", "--exclude-standard"]);
    for name in listed.split_terminator('\0') {
        copy_file(&Path::new(ROOT).join(name), &clone.join(name));
    }
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let (folders, mut files): (Vec<PathBuf>, Vec<PathBuf>) =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).partition(|path| path.is_dir());
    files.extend(folders.iter().flat_map(|folder| files_below(folder)));
    files
}

fn copy_folder(from: &Path, to: &Path) {
    for file in files_below(from) {
        copy_file(&file, &to.join(file.strip_prefix(from).unwrap()));
    }
}

fn copy_file(from: &Path, to: &Path) {
    fs::create_dir_all(to.parent().unwrap()).unwrap();
    fs::copy(from, to).unwrap();
}
