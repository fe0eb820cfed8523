//! What `write` promises, on a real disk.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stderr)]

use std::collections::BTreeMap;
use std::fs::{self, Permissions};
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use litweave::output::{Body, OutputTree};
use litweave::write::{Exchange, WriteError, Written, write};
use tempfile::TempDir;

/// A folder for the site's sources, and one for the site.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir_all(desk.at("site/content")).unwrap();
        desk
    }

    fn at(&self, path: &str) -> PathBuf {
        self.folder.path().canonicalize().unwrap().join(path)
    }

    fn out(&self) -> PathBuf {
        self.at("site/public")
    }

    fn build(&self, files: &[(&str, &str)]) -> Result<Written, WriteError> {
        self.build_into(&self.out(), files)
    }

    fn build_into(&self, out: &Path, files: &[(&str, &str)]) -> Result<Written, WriteError> {
        write(&tree(files), out, &self.at("site"))
    }

    /// Every file of the live site with what it holds; the marker is checked and left out.
    fn live(&self) -> BTreeMap<String, String> {
        let mut files = files_in(&self.out());
        let marker = files.remove(".litweave").unwrap();
        assert!(marker.starts_with("made by litweave\n"));
        files
    }

    /// Starts the example that writes generations `first` to `last`.
    fn start(&self, first: usize, last: usize) -> Child {
        let (first, last) = (first.to_string(), last.to_string());
        Command::new(writer())
            .args([self.out(), self.at("site")])
            .args([first, last])
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }

    /// Runs `script` in which `$W` is the example, `$OUT` the site and `$SITE` its sources.
    fn shell(&self, script: &str) -> Output {
        Command::new("sh")
            .args(["-c", script])
            .envs([("W", writer()), ("OUT", self.out()), ("SITE", self.at("site"))])
            .output()
            .unwrap()
    }
}

fn tree(files: &[(&str, &str)]) -> OutputTree {
    let mut tree = OutputTree::new();
    for (path, text) in files {
        tree.claim(path, Body::Bytes(text.as_bytes().to_vec()), "a test").unwrap();
    }
    tree
}

/// The example, which `cargo test` builds beside the tests.
fn writer() -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    let path = tests.ancestors().nth(2).unwrap().join("examples/kill_writer");
    assert!(path.exists(), "run `cargo build --example kill_writer` first");
    path
}

fn files_in(root: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut ahead = vec![root.to_path_buf()];
    while let Some(folder) = ahead.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let (path, kind) = entry.map(|e| (e.path(), e.file_type().unwrap())).unwrap();
            if kind.is_dir() {
                ahead.push(path);
            } else {
                assert!(kind.is_file(), "{path:?}");
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                found.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    found
}

fn owned(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

fn told(result: Result<Written, WriteError>) -> String {
    let message = result.unwrap_err().to_string();
    assert!(message.starts_with(|c: char| c == '`' || c.is_lowercase()), "{message}");
    message
}

/// The generation that the live site holds: the same in every file, and no file missing.
fn generation(files: &BTreeMap<String, String>) -> Option<usize> {
    let generation: usize = files.get("index.html")?.lines().next()?.parse().ok()?;
    let text = format!("{generation}\n").repeat(50);
    let whole = files.len() == 202
        && files.contains_key(&format!("passing/{generation}/page.html"))
        && files.values().all(|found| *found == text);
    whole.then_some(generation)
}

fn mtime(path: &Path) -> SystemTime {
    fs::metadata(path).unwrap().modified().unwrap()
}

// What is written.

#[test]
fn a_first_build_makes_the_folder_and_its_parents() {
    let desk = Desk::new();
    let out = desk.at("elsewhere/deep/public");
    let files = [("index.html", "home"), ("a/b/c.html", "c"), ("empty", "")];
    let written = desk.build_into(&out, &files).unwrap();
    let expected =
        Written { files: 3, bytes: 5, changed: 3, removed: 0, exchanged: Exchange::OneStep, waited: false };
    assert_eq!(written, expected);
    let mut found = files_in(&out);
    found.remove(".litweave").unwrap();
    assert_eq!(found, owned(&files));
}

#[test]
fn an_empty_folder_becomes_the_site() {
    let desk = Desk::new();
    fs::create_dir(desk.out()).unwrap();
    assert_eq!(desk.build(&[("a", "1")]).unwrap().exchanged, Exchange::OneStep);
    assert_eq!(desk.live(), owned(&[("a", "1")]));
}

#[test]
fn a_site_without_a_page_is_written_too() {
    let desk = Desk::new();
    desk.build(&[("a", "1")]).unwrap();
    assert_eq!(desk.build(&[]).unwrap().removed, 1);
    assert_eq!(desk.live(), owned(&[]));
    assert_eq!(desk.build(&[]).unwrap().exchanged, Exchange::Nothing);
}

#[test]
fn a_build_without_a_change_touches_nothing() {
    let desk = Desk::new();
    let files = [("index.html", "home"), ("a/b.html", "b")];
    desk.build(&files).unwrap();
    let before = fs::metadata(desk.out()).unwrap();
    let written = desk.build(&files).unwrap();
    assert_eq!(written.exchanged, Exchange::Nothing);
    assert_eq!((written.files, written.changed, written.removed), (2, 0, 0));
    let after = fs::metadata(desk.out()).unwrap();
    assert_eq!((before.ino(), before.mtime_nsec()), (after.ino(), after.mtime_nsec()));
    assert!(!desk.at("site/.public.litweave").exists());
}

#[test]
fn what_is_gone_from_the_tree_is_gone_from_the_site() {
    let desk = Desk::new();
    desk.build(&[("a", "1"), ("b/c/d", "2"), ("b/e", "3")]).unwrap();
    for _ in 0..3 {
        desk.build(&[("a", "1"), ("b/c/d", "2"), ("b/e", "3")]).unwrap();
        let written = desk.build(&[("a", "1"), ("b/e", "4")]).unwrap();
        assert_eq!((written.changed, written.removed), (1, 1));
        assert!(!desk.out().join("b/c").exists());
        assert_eq!(desk.live(), owned(&[("a", "1"), ("b/e", "4")]));
    }
}

#[test]
fn a_file_becomes_a_folder_and_a_folder_a_file() {
    let desk = Desk::new();
    for _ in 0..3 {
        for files in [[("a/b", "1"), ("c", "2")], [("a", "3"), ("c/d", "4")]] {
            desk.build(&files).unwrap();
            assert_eq!(desk.live(), owned(&files));
        }
    }
}

#[test]
fn a_file_of_the_same_length_is_still_compared() {
    let desk = Desk::new();
    let (one, two) = ("x".repeat(200_000), format!("{}y", "x".repeat(199_999)));
    desk.build(&[("a", &one)]).unwrap();
    assert_eq!(desk.build(&[("a", &two)]).unwrap().changed, 1);
    assert_eq!(desk.build(&[("a", &one)]).unwrap().changed, 1);
    assert_eq!(desk.live(), owned(&[("a", &one)]));
}

#[test]
fn an_unchanged_page_keeps_its_time_and_a_changed_one_never_gets_older() {
    let desk = Desk::new();
    let page = desk.out().join("page");
    let same = desk.out().join("same");
    desk.build(&[("page", "x"), ("same", "1")]).unwrap();
    let (first, mut last) = (mtime(&same), mtime(&page));
    for text in ["y", "x", "x ", "y", "x"] {
        thread::sleep(Duration::from_millis(10));
        desk.build(&[("page", text), ("same", "1")]).unwrap();
        assert_eq!(mtime(&same), first);
        assert!(mtime(&page) > last, "{text:?}");
        last = mtime(&page);
    }
}

#[test]
fn static_files_are_copied_and_compared() {
    let desk = Desk::new();
    let source = desk.at("site/font.bin");
    fs::write(&source, vec![7; 300_000]).unwrap();
    fs::set_permissions(&source, Permissions::from_mode(0o600)).unwrap();
    let mut tree = OutputTree::new();
    tree.claim("fonts/font.bin", Body::File(source.clone()), "static/font.bin").unwrap();
    let build = || write(&tree, &desk.out(), &desk.at("site"));
    assert_eq!(build().unwrap().bytes, 300_000);
    assert_eq!(build().unwrap().exchanged, Exchange::Nothing);

    let mut other = vec![7; 300_000];
    other[299_999] = 8;
    fs::write(&source, &other).unwrap();
    assert_eq!(build().unwrap().changed, 1);
    let copy = desk.out().join("fonts/font.bin");
    assert_eq!(fs::read(&copy).unwrap(), other);
    assert_eq!(fs::metadata(copy).unwrap().mode() & 0o7777, 0o644);
}

#[test]
fn only_regular_files_are_copied() {
    let desk = Desk::new();
    desk.build(&[("a", "1")]).unwrap();
    symlink("/etc/passwd", desk.at("link")).unwrap();
    let _socket = UnixListener::bind(desk.at("socket")).unwrap();
    assert!(desk.shell("mkfifo \"$SITE/../pipe\"").status.success());
    assert!(fs::metadata(desk.at("pipe")).unwrap().file_type().is_fifo());
    for name in ["link", "socket", "pipe", "site"] {
        let mut tree = OutputTree::new();
        tree.claim("copy", Body::File(desk.at(name)), "a test").unwrap();
        let met = write(&tree, &desk.out(), &desk.at("site"));
        assert!(matches!(met, Err(WriteError::SourceNotAFile { .. })), "{name}: {met:?}");
    }
    let mut tree = OutputTree::new();
    tree.claim("copy", Body::File(desk.at("missing")), "a test").unwrap();
    let message = told(write(&tree, &desk.out(), &desk.at("site")));
    assert!(message.contains("/missing`"), "{message}");
    assert_eq!(desk.live(), owned(&[("a", "1")]));
}

#[test]
fn modes_are_the_same_under_any_umask() {
    for umask in ["000", "022", "077", "277"] {
        let desk = Desk::new();
        let script = format!("umask {umask}; \"$W\" \"$OUT\" \"$SITE\" 1 3");
        let run = desk.shell(&script);
        assert!(run.status.success(), "{run:?}");
        let list = desk.shell("find \"$OUT\" -type d ! -perm 755; find \"$OUT\" -type f ! -perm 644");
        assert_eq!(String::from_utf8_lossy(&list.stdout), "", "umask {umask}");
    }
}

#[test]
fn a_changed_mode_is_mended() {
    let desk = Desk::new();
    desk.build(&[("a/b", "1")]).unwrap();
    let (folder, file) = (desk.out().join("a"), desk.out().join("a/b"));
    fs::set_permissions(&file, Permissions::from_mode(0o666)).unwrap();
    fs::set_permissions(&folder, Permissions::from_mode(0o777)).unwrap();
    assert_eq!(desk.build(&[("a/b", "1")]).unwrap().exchanged, Exchange::OneStep);
    assert_eq!(fs::metadata(file).unwrap().mode() & 0o7777, 0o644);
    assert_eq!(fs::metadata(folder).unwrap().mode() & 0o7777, 0o755);
}

#[test]
fn a_second_name_of_a_page_never_changes() {
    let desk = Desk::new();
    desk.build(&[("a", "1")]).unwrap();
    fs::hard_link(desk.out().join("a"), desk.at("backup")).unwrap();
    for text in ["2", "3", "4"] {
        desk.build(&[("a", text)]).unwrap();
        assert_eq!(fs::read_to_string(desk.at("backup")).unwrap(), "1");
        assert_eq!(fs::metadata(desk.out().join("a")).unwrap().nlink(), 1);
    }
}

#[test]
fn links_in_a_generation_are_removed_and_not_followed() {
    let desk = Desk::new();
    fs::create_dir(desk.at("precious")).unwrap();
    fs::write(desk.at("precious/file"), "keep").unwrap();
    let files = |text| [("a/page", text), ("b", text), ("c", "same")];
    desk.build(&files("1")).unwrap();
    desk.build(&files("2")).unwrap();
    for generation in [desk.at("site/.public.litweave"), desk.out()] {
        fs::remove_dir_all(generation.join("a")).unwrap();
        fs::remove_file(generation.join("b")).unwrap();
        symlink(desk.at("precious"), generation.join("a")).unwrap();
        symlink(desk.at("precious/file"), generation.join("b")).unwrap();
        symlink(desk.at("precious"), generation.join("stray")).unwrap();
        symlink("/nowhere", generation.join("dangling")).unwrap();
    }
    desk.build(&files("3")).unwrap();
    assert_eq!(desk.live(), owned(&files("3")));
    desk.build(&files("4")).unwrap();
    assert_eq!(desk.live(), owned(&files("4")));
    assert_eq!(files_in(&desk.at("precious")), owned(&[("file", "keep")]));
}

#[test]
fn rubbish_in_either_generation_is_repaired() {
    let desk = Desk::new();
    let files = [("a", "one"), ("b/c", "two")];
    desk.build(&[("a", "old")]).unwrap();
    desk.build(&files).unwrap();
    let staging = desk.at("site/.public.litweave");
    fs::write(staging.join("a"), "on").unwrap();
    fs::write(staging.join(".litweave"), "").unwrap();
    fs::create_dir_all(staging.join("b/c/rest")).unwrap();
    assert!(desk.shell("mkfifo \"$SITE/.public.litweave/pipe\"").status.success());
    fs::write(desk.out().join("a"), "edited by hand").unwrap();
    let written = desk.build(&files).unwrap();
    assert_eq!((written.changed, written.exchanged), (1, Exchange::OneStep));
    assert_eq!(desk.live(), owned(&files));
}

// Where it may be written.

#[test]
fn dangerous_places_are_refused() {
    let desk = Desk::new();
    let site = desk.at("site");
    let refuse = |out: &Path| desk.build_into(out, &[("a", "1")]).unwrap_err();
    for root in ["/", "//", "/..", "/usr/.."] {
        assert!(matches!(refuse(Path::new(root)), WriteError::Root), "{root}");
    }
    for out in [site.clone(), desk.at(""), site.join("."), site.join("new/..")] {
        assert!(matches!(refuse(&out), WriteError::SiteRoot { .. }), "{out:?}");
    }
    for name in ["content", "content/a/b", "templates", "static/x", "src/../src/y", "a/../src"] {
        let met = refuse(&site.join(name));
        assert!(matches!(met, WriteError::SiteFolder { .. }), "{name}: {met}");
    }
    assert!(matches!(refuse(&site.join(".public.litweave")), WriteError::Reserved { .. }));
    assert_eq!(fs::read_dir(&site).unwrap().count(), 1, "nothing is made in the site");
    assert_eq!(fs::read_dir(site.join("content")).unwrap().count(), 0);
}

#[test]
fn a_source_folder_behind_a_link_is_refused_too() {
    let desk = Desk::new();
    fs::create_dir_all(desk.at("data/pages")).unwrap();
    symlink(desk.at("data/pages"), desk.at("site/static")).unwrap();
    symlink(desk.at("site"), desk.at("alias")).unwrap();
    for out in ["data/pages", "data/pages/x", "data", "site/static/y", "alias/content/z"] {
        let met = desk.build_into(&desk.at(out), &[("a", "1")]);
        assert!(matches!(met, Err(WriteError::SiteFolder { .. })), "{out}: {met:?}");
    }
    desk.build_into(&desk.at("alias/public"), &[("a", "1")]).unwrap();
    assert_eq!(desk.live(), owned(&[("a", "1")]));
}

#[test]
fn a_link_is_refused_wherever_it_leads() {
    let desk = Desk::new();
    desk.build_into(&desk.at("real"), &[("a", "1")]).unwrap();
    for target in ["real", "nowhere"] {
        symlink(desk.at(target), desk.out()).unwrap();
        for out in [desk.out(), desk.at("site/public/")] {
            let met = desk.build_into(&out, &[("a", "2")]);
            assert!(matches!(met, Err(WriteError::Link { .. })), "{met:?}");
        }
        fs::remove_file(desk.out()).unwrap();
    }
    assert_eq!(fs::read_to_string(desk.at("real/a")).unwrap(), "1");
}

#[test]
fn what_is_not_a_folder_is_refused() {
    let desk = Desk::new();
    let refuse = || {
        let met = desk.build(&[("a", "1")]);
        assert!(matches!(met, Err(WriteError::NotAFolder { .. })), "{met:?}");
        fs::remove_file(desk.out()).unwrap();
    };
    fs::write(desk.out(), "text").unwrap();
    refuse();
    let _socket = UnixListener::bind(desk.out()).unwrap();
    refuse();
    assert!(desk.shell("mkfifo \"$OUT\"").status.success());
    refuse();
}

#[test]
fn a_folder_without_our_marker_is_refused() {
    let desk = Desk::new();
    fs::create_dir(desk.out()).unwrap();
    fs::write(desk.out().join("thesis.tex"), "years of work").unwrap();
    let message = told(desk.build(&[("a", "1")]));
    assert!(message.contains("site/public`") && message.contains("--out"), "{message}");
    for foreign in ["litter", "made by hand\n"] {
        fs::write(desk.out().join(".litweave"), foreign).unwrap();
        told(desk.build(&[("a", "1")]));
    }
    fs::remove_file(desk.out().join(".litweave")).unwrap();
    symlink("/dev/null", desk.out().join(".litweave")).unwrap();
    told(desk.build(&[("a", "1")]));
    fs::remove_file(desk.out().join(".litweave")).unwrap();
    assert_eq!(files_in(&desk.out()), owned(&[("thesis.tex", "years of work")]));
    assert_eq!(fs::read_dir(desk.at("site")).unwrap().count(), 2, "nothing is made beside it");
}

#[test]
fn a_folder_is_handed_over_with_an_empty_marker() {
    let desk = Desk::new();
    fs::create_dir_all(desk.out().join("old")).unwrap();
    fs::write(desk.out().join("old/page"), "1").unwrap();
    fs::write(desk.out().join(".git"), "gitdir: elsewhere").unwrap();
    fs::write(desk.out().join(".litweave"), "").unwrap();
    let written = desk.build(&[("a", "1")]).unwrap();
    assert_eq!((written.changed, written.removed), (1, 1));
    assert_eq!(desk.live(), owned(&[(".git", "gitdir: elsewhere"), ("a", "1")]));
}

#[test]
fn a_foreign_folder_where_we_prepare_the_site_is_refused() {
    let desk = Desk::new();
    let staging = desk.at("site/.public.litweave");
    fs::create_dir(&staging).unwrap();
    fs::write(staging.join("file"), "keep").unwrap();
    let met = desk.build(&[("a", "1")]);
    assert!(matches!(met, Err(WriteError::ForeignStaging { .. })), "{met:?}");
    fs::remove_dir_all(&staging).unwrap();
    symlink("/tmp", &staging).unwrap();
    let met = desk.build(&[("a", "1")]);
    assert!(matches!(met, Err(WriteError::ForeignStaging { .. })), "{met:?}");
    assert!(!desk.out().exists());
}

#[test]
fn the_home_folder_is_refused_and_need_not_be_known() {
    let desk = Desk::new();
    let home = |script: &str| String::from_utf8(desk.shell(script).stderr).unwrap();
    let refused = home("mkdir -p \"$OUT/me\"; HOME=\"$OUT/me\" \"$W\" \"$OUT/me\" \"$SITE\" 1 1");
    assert!(refused.contains("home folder"), "{refused}");
    let refused = home("HOME=\"$OUT/me\" \"$W\" \"$OUT\" \"$SITE\" 1 1");
    assert!(refused.contains("home folder"), "{refused}");
    for (number, home) in ["unset HOME", "HOME=", "HOME=me", "HOME=/dev/null/me"].iter().enumerate() {
        let run = desk.shell(&format!("{home}; export HOME; \"$W\" \"$SITE/{number}\" \"$SITE\" 1 1"));
        assert!(run.status.success(), "{home}: {run:?}");
    }
}

#[test]
fn relative_paths_are_taken_from_the_current_folder() {
    let desk = Desk::new();
    for (out, site_root) in [("public", "."), ("./public/", ""), ("../site/x/../public", "../site")] {
        let script = format!("cd \"$SITE\" && mkdir -p x && \"$W\" \"{out}\" \"{site_root}\" 1 2");
        let run = desk.shell(&script);
        assert!(run.status.success(), "{run:?}");
        assert_eq!(generation(&desk.live()), Some(2));
        fs::remove_dir_all(desk.out()).unwrap();
    }
    let run = desk.shell("cd \"$SITE\" && \"$W\" . . 1 1");
    assert!(!run.status.success(), "{run:?}");
}

// What the user keeps there.

#[test]
fn a_repository_and_a_domain_stay() {
    let desk = Desk::new();
    desk.build(&[("a", "1")]).unwrap();
    fs::create_dir(desk.out().join(".git")).unwrap();
    fs::write(desk.out().join(".git/HEAD"), "ref").unwrap();
    fs::write(desk.out().join("CNAME"), "example.org").unwrap();
    for text in ["1", "2", "3"] {
        let written = desk.build(&[("a", text)]).unwrap();
        assert_eq!((written.files, written.removed), (1, 0));
        let expected = [(".git/HEAD", "ref"), ("CNAME", "example.org"), ("a", text)];
        assert_eq!(desk.live(), owned(&expected));
        assert!(!desk.at("site/.public.litweave/.git").exists());
    }
    fs::remove_file(desk.out().join("CNAME")).unwrap();
    desk.build(&[("a", "4")]).unwrap();
    assert_eq!(desk.live(), owned(&[(".git/HEAD", "ref"), ("a", "4")]));
}

#[test]
fn a_domain_in_the_tree_counts() {
    let desk = Desk::new();
    desk.build(&[("a", "1")]).unwrap();
    fs::write(desk.out().join("CNAME"), "old.example.org").unwrap();
    desk.build(&[("CNAME", "new.example.org")]).unwrap();
    assert_eq!(desk.live(), owned(&[("CNAME", "new.example.org")]));
}

#[test]
fn a_repository_that_a_killed_build_left_behind_comes_back() {
    let desk = Desk::new();
    let left = desk.at("site/.public.litweave/.git");
    desk.build(&[("a", "1")]).unwrap();
    desk.build(&[("a", "2")]).unwrap();

    fs::write(&left, "mine").unwrap();
    assert_eq!(desk.build(&[("a", "2")]).unwrap().exchanged, Exchange::Nothing);
    assert_eq!(desk.live(), owned(&[(".git", "mine"), ("a", "2")]));

    fs::rename(desk.out().join(".git"), &left).unwrap();
    fs::remove_dir_all(desk.out()).unwrap();
    desk.build(&[("a", "3")]).unwrap();
    assert_eq!(desk.live(), owned(&[(".git", "mine"), ("a", "3")]));

    desk.build(&[("a", "4")]).unwrap();
    fs::write(&left, "older").unwrap();
    let message = told(desk.build(&[("a", "5")]));
    assert!(message.contains("repository"), "{message}");
    assert_eq!(desk.live(), owned(&[(".git", "mine"), ("a", "4")]));
    assert_eq!(fs::read_to_string(left).unwrap(), "older");
}

// What happens meanwhile.

#[test]
fn a_reader_never_misses_a_page() {
    let desk = Desk::new();
    desk.build(&[("index.html", "generation 0"), ("trials/index.html", "0")]).unwrap();
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut reads = 0;
            while !done.load(Ordering::Relaxed) {
                let text = fs::read_to_string(desk.out().join("index.html")).unwrap();
                assert!(text.starts_with("generation "), "{text:?}");
                fs::metadata(desk.out().join("trials/index.html")).unwrap();
                reads += 1;
            }
            reads
        });
        for number in 1..=200 {
            let text = format!("generation {number}");
            let files = [("index.html", text.as_str()), ("trials/index.html", &text)];
            let written = desk.build(&files);
            let exchanged = written.map(|written| written.exchanged);
            done.fetch_or(exchanged.is_err(), Ordering::Relaxed);
            assert_eq!(exchanged.unwrap(), Exchange::OneStep);
        }
        done.store(true, Ordering::Relaxed);
        assert!(reader.join().unwrap() > 100);
    });
}

#[test]
fn builds_into_one_folder_wait_for_each_other() {
    let desk = Desk::new();
    let writers: Vec<_> = (1..=4).map(|writer| desk.start(writer * 100, writer * 100 + 20)).collect();
    let mut waited = false;
    for writer in writers {
        let run = writer.wait_with_output().unwrap();
        let said = String::from_utf8(run.stderr).unwrap();
        assert!(run.status.success(), "{said}");
        waited |= said.contains("waited: true");
        assert!(generation(&desk.live()).is_some());
    }
    assert!(waited);
}

#[test]
fn a_killed_build_leaves_a_whole_site() {
    let desk = Desk::new();
    let started = Instant::now();
    assert!(desk.start(1, 10).wait_with_output().unwrap().status.success());
    let one = started.elapsed() / 10;
    let mut random = u64::from(std::process::id()) | 1;
    let mut before = 10;
    for _ in 0..30 {
        fs::write(desk.out().join(".git"), "mine").unwrap();
        let mut writer = desk.start(before + 1, usize::MAX - 1);
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        thread::sleep(one.mul_f64((random >> 40) as f64 / f64::from(1 << 24) * 4.0));
        writer.kill().unwrap();
        writer.wait().unwrap();

        let mut live = desk.live();
        live.remove(".git");
        let found = generation(&live).unwrap();
        assert!(found >= before, "{found} after {before}");
        before = found + 2;
        let run = desk.start(before, before).wait_with_output().unwrap();
        assert!(run.status.success(), "{run:?}");
        let mut live = desk.live();
        assert_eq!(live.remove(".git").as_deref(), Some("mine"));
        assert_eq!(generation(&live), Some(before));
    }
}

// What the machine refuses.

/// Runs `script` in a name space of its own, where it may mount; `None` where that is forbidden.
fn in_name_space(desk: &Desk, script: &str) -> Option<Output> {
    if !desk.shell("unshare -rm true").status.success() {
        eprintln!("not tested: no name spaces here");
        return None;
    }
    Some(desk.shell(&format!("unshare -rm sh -ec '{script}'")))
}

#[test]
fn a_full_disk_leaves_the_site_as_it_was() {
    let desk = Desk::new();
    let script = r#"
        mkdir "$SITE/disk"; mount -t tmpfs -o size=1200k tmpfs "$SITE/disk"
        "$W" "$SITE/disk/public" "$SITE" 7 7
        head -c 1000000 /dev/zero > "$SITE/disk/ballast" || true
        "$W" "$SITE/disk/public" "$SITE" 8 8 && exit 9
        cp -r "$SITE/disk/public" "$OUT"
        rm "$SITE/disk/ballast"; mount -o remount,size=10m "$SITE/disk"
        "$W" "$SITE/disk/public" "$SITE" 9 9
        grep -qx 9 "$SITE/disk/public/index.html"
    "#;
    let Some(run) = in_name_space(&desk, script) else {
        return;
    };
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(run.status.success(), "{said}");
    assert!(said.contains("no room is left in `") && said.contains("/site/disk"), "{said}");
    assert_eq!(generation(&desk.live()), Some(7), "{said}");
}

#[test]
fn a_read_only_folder_leaves_the_site_as_it_was() {
    let desk = Desk::new();
    let script = r#"
        mkdir "$SITE/disk"; mount -t tmpfs tmpfs "$SITE/disk"
        "$W" "$SITE/disk/public" "$SITE" 7 7
        mount -o remount,ro "$SITE/disk"
        "$W" "$SITE/disk/public" "$SITE" 8 8 && exit 9
        cp -r "$SITE/disk/public" "$OUT"
    "#;
    let Some(run) = in_name_space(&desk, script) else {
        return;
    };
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(run.status.success(), "{said}");
    assert!(said.contains("/site/disk` cannot be written to"), "{said}");
    assert_eq!(generation(&desk.live()), Some(7), "{said}");
}

#[test]
fn a_mount_point_is_refused() {
    let desk = Desk::new();
    let script = r#"
        mkdir "$SITE/disk"; mount -t tmpfs tmpfs "$SITE/disk"
        "$W" "$SITE/disk" "$SITE" 1 1 && exit 9
        "$W" "$SITE/disk/public" "$SITE" 1 1
    "#;
    let Some(run) = in_name_space(&desk, script) else {
        return;
    };
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(run.status.success(), "{said}");
    assert!(said.contains("mount point"), "{said}");
}
