//! What changes in the content, and what is seen of it.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;

#[test]
fn a_changed_file_is_served_and_told() {
    let folder = folder();
    let content = folder.path().join("content");
    let server = Server::watching(&content);
    let mut events = server.listen();
    events.hear("event: site");

    fs::write(content.join("index.html"), "<body>second</body>").unwrap();
    events.hear("event: site");
    server.hear_rebuilt();
    assert!(server.get("/").body.contains("second"));
}

#[test]
fn the_mark_of_a_page_is_the_one_that_is_told() {
    let server = Server::of(&[("index.html", "home")]);
    let page = server.get("/").body;
    let mark = page.split('"').nth(3).unwrap();
    server.listen().hear(&format!("id: {mark}\n"));
}

#[test]
fn faults_are_told_and_the_last_good_page_stays() {
    let folder = folder();
    let content = folder.path().join("content");
    let server = Server::watching(&content);
    let mut events = server.listen();

    fs::write(content.join("new.html"), "a fault\r\non two lines").unwrap();
    assert!(server.hear_faults().contains("a fault"));
    events.hear("event: faults\ndata: new.html: a fault\ndata: on two lines\n");
    assert!(server.get("/").body.contains("first"));
    assert_eq!(server.get("/new.html").status, 404);
    // Whoever comes later hears of them, too.
    server.listen().hear("event: faults");

    fs::write(content.join("new.html"), "mended").unwrap();
    events.hear("event: site");
    assert!(server.get("/new.html").body.contains("mended"));
}

#[test]
fn faults_are_the_page_until_there_is_a_good_build() {
    let folder = folder();
    let content = folder.path().join("content");
    fs::write(content.join("new.html"), "a fault </pre><script>alert(1)</script> & more").unwrap();
    let server = Server::watching(&content);
    for path in ["/", "/style.css"] {
        let answer = server.get(path);
        assert_eq!(answer.status, 200);
        assert!(
            answer
                .body
                .contains("a fault &lt;/pre&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; more</pre>")
        );
        assert!(answer.body.contains("<script src=\"/_litweave/reload.js\""));
    }
    let mut events = server.listen();
    events.hear("event: site");
    fs::remove_file(content.join("new.html")).unwrap();
    events.hear("event: site");
    assert!(server.get("/").body.contains("first"));
}

#[test]
fn editors_save_in_many_ways() {
    let folder = folder();
    let content = folder.path().join("content");
    let page = content.join("index.html");
    let server = Server::watching(&content);

    // By renaming.
    fs::write(content.join(".index.tmp"), "<body>renamed</body>").unwrap();
    fs::rename(content.join(".index.tmp"), &page).unwrap();
    server.wait_for("/", "renamed");
    // With a backup.
    fs::rename(&page, content.join("index.html~")).unwrap();
    fs::write(&page, "<body>backed up</body>").unwrap();
    fs::remove_file(content.join("index.html~")).unwrap();
    server.wait_for("/", "backed up");
    // In parts.
    let mut file = fs::File::create(&page).unwrap();
    for part in ["<body>", "in ", "parts", "</body>"] {
        file.write_all(part.as_bytes()).unwrap();
        std::thread::sleep(Duration::from_millis(20));
    }
    server.wait_for("/", "in parts");
    // By renaming, and removed at once.
    fs::write(content.join(".index.tmp"), "<body>gone</body>").unwrap();
    fs::rename(content.join(".index.tmp"), &page).unwrap();
    fs::remove_file(&page).unwrap();
    server.wait_for("/", "There is no such page");
}

#[test]
fn a_folder_that_moves_away_and_back_is_still_watched() {
    let folder = folder();
    let (content, away) = (folder.path().join("content"), folder.path().join("away"));
    let server = Server::watching(&content);

    fs::rename(&content, &away).unwrap();
    server.wait_for("/", "There is no such page");
    fs::rename(&away, &content).unwrap();
    server.wait_for("/", "first");
    fs::write(content.join("index.html"), "<body>second</body>").unwrap();
    server.wait_for("/", "second");

    fs::remove_dir_all(&content).unwrap();
    server.wait_for("/", "There is no such page");
    fs::create_dir(&content).unwrap();
    fs::write(content.join("index.html"), "<body>third</body>").unwrap();
    server.wait_for("/", "third");
    fs::write(content.join("index.html"), "<body>fourth</body>").unwrap();
    server.wait_for("/", "fourth");
}

#[test]
fn what_is_made_later_is_watched_and_what_lies_beside_is_not() {
    let folder = folder();
    let (late, settings) = (folder.path().join("late"), folder.path().join("settings.toml"));
    let watch = vec![folder.path().join("content"), late.clone(), settings.clone()];
    let server = Server::start(Options { watch, ..any_port() }, || site(&[]));

    fs::write(folder.path().join("beside.txt"), "").unwrap();
    assert!(server.events.recv_timeout(Duration::from_millis(400)).is_err());
    fs::create_dir(&late).unwrap();
    server.hear_rebuilt();
    fs::create_dir(late.join("deep")).unwrap();
    server.hear_rebuilt();
    fs::write(late.join("deep/a.md"), "").unwrap();
    server.hear_rebuilt();
    for _ in 0..2 {
        fs::write(folder.path().join("new"), "").unwrap();
        fs::rename(folder.path().join("new"), &settings).unwrap();
        server.hear_rebuilt();
    }
}

#[test]
fn reading_leads_to_no_build_and_many_changes_to_few() {
    let folder = folder();
    let content = folder.path().join("content");
    let builds = Arc::new(AtomicUsize::new(0));
    let (root, counted) = (content.clone(), builds.clone());
    let options = Options { watch: vec![content.clone()], ..any_port() };
    let server = Server::start(options, move || {
        counted.fetch_add(1, Ordering::SeqCst);
        std::thread::sleep(Duration::from_millis(100));
        build_folder(&root)
    });
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(builds.load(Ordering::SeqCst), 1);
    for n in 0..200 {
        fs::write(content.join(format!("{n}.html")), n.to_string()).unwrap();
    }
    server.wait_for("/199.html", "199");
    assert!(builds.load(Ordering::SeqCst) <= 4);
}
