//! The same content gives the same bytes; a build that is killed leaves a whole site.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use walkdir::WalkDir;

/// The project's own knowledge base.
fn own_base() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Copies the content of our own base.
fn copy_base(to: &Path) {
    for entry in WalkDir::new(own_base().join("content")).into_iter().map(Result::unwrap) {
        let target = to.join(entry.path().strip_prefix(own_base()).unwrap());
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(target).unwrap();
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Every file of a folder with its bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap().to_string_lossy().into_owned();
            (path, std::fs::read(entry.path()).unwrap())
        })
        .collect()
}

fn build(site: &Path, out: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_litweave"));
    command.arg("build").arg("--site").arg(site).arg("--out").arg(out);
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

fn succeed(mut command: Command) {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn two_builds_in_two_places_are_the_same_to_the_byte() {
    let one = tempfile::tempdir().unwrap();
    let other = tempfile::tempdir().unwrap();
    let deep = other.path().join("a folder/with ünusual names");
    for place in [one.path(), &deep] {
        copy_base(place);
    }

    let mut first = build(one.path(), &one.path().join("public"));
    first.env("RAYON_NUM_THREADS", "1").env("LC_ALL", "C").env("TZ", "UTC");
    succeed(first);

    let mut second = Command::new("sh");
    second.arg("-c").arg("umask 077; exec \"$0\" build --site \"$1\" --out \"$1/elsewhere\"");
    second.arg(env!("CARGO_BIN_EXE_litweave")).arg(&deep);
    second.env("RAYON_NUM_THREADS", "2").env("LC_ALL", "tr_TR.UTF-8").env("LANG", "tr_TR.UTF-8");
    second.env("TZ", "Pacific/Kiritimati").env("SOURCE_DATE_EPOCH", "4102444800").stderr(Stdio::piped());
    succeed(second);

    let (one, other) = (files(&one.path().join("public")), files(&deep.join("elsewhere")));
    let pages = one.keys().filter(|path| path.ends_with(".html")).count();
    assert!(pages > 15, "only {pages} pages");
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    for (path, bytes) in &one {
        assert!(other.get(path) == Some(bytes), "{path} differs");
    }
}

#[test]
fn a_second_build_writes_nothing_and_a_gone_entry_takes_its_page_along() {
    let site = tempfile::tempdir().unwrap();
    copy_base(site.path());
    let out = site.path().join("public");
    let page = site.path().join("content/pages/extra.md");
    std::fs::write(&page, "---\ntitle: Extra\ndescription: A page that goes again.\n---\nWords.\n").unwrap();
    succeed(build(site.path(), &out));
    assert!(out.join("extra.html").exists());

    let output = build(site.path(), &out).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("nothing had changed"), "{said}");

    std::fs::remove_file(page).unwrap();
    succeed(build(site.path(), &out));
    assert!(!out.join("extra.html").exists());
}

/// The generation that each page of a site shows in its title.
fn generations(out: &Path) -> BTreeMap<String, Option<String>> {
    files(out)
        .into_iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| {
            let text = String::from_utf8(bytes).unwrap();
            let shown = text
                .split("Generation ")
                .nth(1)
                .map(|rest| rest.chars().take_while(char::is_ascii_digit).collect());
            (path, shown)
        })
        .collect()
}

#[test]
fn a_build_killed_at_any_moment_leaves_the_whole_old_site_or_the_whole_new_one() {
    let site = tempfile::tempdir().unwrap();
    copy_base(site.path());
    let out = site.path().join("public");
    let settings = site.path().join("content/site.yaml");
    let write_generation = |number: u64| {
        let text = format!("title: Generation {number}\nbase-url: https://example.org/\n");
        std::fs::write(&settings, text).unwrap();
    };

    write_generation(0);
    let begun = Instant::now();
    succeed(build(site.path(), &out));
    let whole = begun.elapsed();
    let pages = generations(&out).len();

    let (mut random, mut old, mut new, mut current) = (0x2545_f491_4f6c_dd1d_u64, 0, 0, 0);
    for number in 1..=20 {
        write_generation(number);
        let mut child = build(site.path(), &out).spawn().unwrap();
        // A xorshift generator: moments differ, and a failure can be seen again.
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        std::thread::sleep(Duration::from_nanos(random % (whole.as_nanos() as u64 + 1)));
        child.kill().unwrap();
        child.wait().unwrap();

        let shown = generations(&out);
        assert_eq!(shown.len(), pages, "a page is missing after kill {number}");
        let first = shown.values().next().unwrap().clone();
        assert!(shown.values().all(|page| *page == first), "two generations after kill {number}: {shown:?}");
        match first.as_deref() {
            Some(text) if text == number.to_string() => (new, current) = (new + 1, number),
            Some(text) if text == current.to_string() => old += 1,
            other => panic!("kill {number} shows generation {other:?}"),
        }
    }
    println!("20 kills: {old} left the old site, {new} the new one");

    write_generation(99);
    succeed(build(site.path(), &out));
    assert!(generations(&out).values().all(|page| page.as_deref() == Some("99")));
}
