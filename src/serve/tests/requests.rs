//! What is asked for, and what comes back.

use super::*;

#[test]
fn pages_are_served_with_the_script_and_what_is_not_there_with_the_sites_own_page() {
    let server = Server::of(&[
        ("index.html", "<body>home</body>"),
        ("404.html", "<body>lost</body>"),
        ("trials/index.html", "<body>trials</body>"),
        ("trials/a.html", "<body>a</body>"),
        ("style.css", "p {}"),
    ]);
    let home = server.get("/");
    assert_eq!(home.status, 200);
    assert!(home.body.starts_with("<body>home<script src=\"/_litweave/reload.js\" data-build=\""));
    assert!(home.body.ends_with("\"></script></body>"));
    assert!(server.get("/trials/?q=1").body.contains("trials"));
    assert!(server.get("/trials/a").body.contains("<body>a<"));
    assert_eq!(server.get("/style.css").body, "p {}");

    let lost = server.get("/nowhere");
    assert_eq!((lost.status, lost.body.contains("lost<script")), (404, true));
    assert_eq!(lost.header("content-type"), Some("text/html; charset=utf-8"));

    let folder = server.get("/trials?q=1");
    assert_eq!((folder.status, folder.header("location")), (301, Some("/trials/?q=1")));
}

#[test]
fn a_site_without_a_page_for_what_is_not_there_still_answers() {
    let lost = Server::of(&[("index.html", "home")]).get("/nowhere");
    assert_eq!((lost.status, lost.body.as_str()), (404, "There is no such page.\n"));
}

#[test]
fn every_answer_carries_its_type_and_is_not_stored() {
    let server = Server::of(&[
        ("index.html", ""),
        ("a.css", ""),
        ("a.js", ""),
        ("a.json", ""),
        ("a.xml", ""),
        ("a.svg", ""),
        ("a.txt", ""),
        ("a.CSV", ""),
        ("a.woff2", ""),
        ("a.wasm", ""),
        ("a.png", ""),
        ("LICENSE", ""),
        ("a.pf_index", ""),
    ]);
    let table = [
        ("/", "text/html; charset=utf-8"),
        ("/a.css", "text/css; charset=utf-8"),
        ("/a.js", "text/javascript; charset=utf-8"),
        ("/a.json", "application/json; charset=utf-8"),
        ("/a.xml", "application/xml; charset=utf-8"),
        ("/a.svg", "image/svg+xml; charset=utf-8"),
        ("/a.txt", "text/plain; charset=utf-8"),
        ("/a.CSV", "text/csv; charset=utf-8"),
        ("/a.woff2", "font/woff2"),
        ("/a.wasm", "application/wasm"),
        ("/a.png", "image/png"),
        ("/LICENSE", "application/octet-stream"),
        ("/a.pf_index", "application/octet-stream"),
        ("/nowhere", "text/plain; charset=utf-8"),
        ("/_litweave/reload.js", "text/javascript; charset=utf-8"),
    ];
    for (path, expected) in table {
        let answer = server.get(path);
        assert_eq!(answer.header("content-type"), Some(expected), "{path}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
        assert!(!answer.head.contains("access-control-"), "{path}");
    }
}

#[test]
fn head_tells_the_length_and_sends_nothing() {
    let folder = folder();
    let file = folder.path().join("data.bin");
    fs::write(&file, vec![7; 1000]).unwrap();
    let pages = [
        ("index.html".to_owned(), Page::Bytes((*b"<body></body>").into())),
        ("data.bin".to_owned(), Page::File(file)),
    ];
    let preview = Preview { pages: pages.into() };
    let server = Server::start(any_port(), move || Built::Site(preview.clone()));
    for path in ["/", "/data.bin", "/nowhere", "/_litweave/reload.js"] {
        let (head, get) = (server.ask("HEAD", path, &[]), server.get(path));
        assert_eq!((head.status, head.length), (get.status, 0), "{path}");
        assert_eq!(head.header("content-length"), Some(get.length.to_string().as_str()), "{path}");
    }
    let events = server.ask("HEAD", "/_litweave/events", &[]);
    assert_eq!((events.status, events.length), (200, 0));
}

#[test]
fn only_get_and_head_are_allowed() {
    let server = Server::of(&[("index.html", "home")]);
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW"] {
        for path in ["/", "/nowhere", "/_litweave/events"] {
            let answer = server.ask(method, path, &["Content-Length: 0"]);
            assert_eq!((answer.status, answer.header("allow")), (405, Some("get, head")), "{method} {path}");
        }
    }
    assert_eq!(server.ask("OPTIONS", "*", &[]).status, 405);
}

#[test]
fn another_name_is_refused_with_help() {
    let server = Server::of(&[("index.html", "home")]);
    let refused = server.say("GET / HTTP/1.1\r\nHost: evil.example:80\r\nConnection: close\r\n\r\n");
    assert_eq!(refused.status, 403);
    assert!(refused.body.contains("--allow-host evil.example\n"), "{}", refused.body);
    for headers in ["", "Host: \r\n", "Host: localhost\r\nHost: localhost\r\n", "Host: localhost:1\r\n"] {
        let request = format!("GET / HTTP/1.1\r\n{headers}Connection: close\r\n\r\n");
        assert_eq!(server.say(&request).status, 403, "{headers}");
    }
    assert_eq!(server.say("GET / HTTP/1.0\r\n\r\n").status, 403);

    let allowed = Options { allow_hosts: vec!["preview.example".to_owned()], ..any_port() };
    let server = Server::start(allowed, || site(&[("index.html", "home")]));
    assert_eq!(
        server.say("GET / HTTP/1.1\r\nHost: preview.example\r\nConnection: close\r\n\r\n").status,
        200
    );
}

#[test]
fn a_page_elsewhere_cannot_listen() {
    let server = Server::of(&[("index.html", "home")]);
    for origin in ["http://evil.example", "null", "http://localhost"] {
        let header = format!("Origin: {origin}");
        assert_eq!(server.ask("GET", "/_litweave/events", &[&header]).status, 403, "{origin}");
    }
    let own = format!("Origin: http://{}", server.host());
    assert_eq!(server.ask("HEAD", "/_litweave/events", &[&own]).status, 200);
}

#[test]
fn a_path_never_reaches_the_file_system() {
    let server = Server::of(&[("index.html", "home"), ("a/b.html", "b")]);
    for path in [
        "/../../../../etc/passwd",
        "/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/..%5c..%5cetc%5cpasswd",
        "/..\\..\\etc\\passwd",
        "//etc/passwd",
        "///etc/passwd",
        "/etc/passwd",
        "/%00",
        "/index.html%00.png",
        "/a%2fb.html",
        "/%",
        "/%zz",
        "/%c0%ae%c0%ae/",
        "/a/../index.html",
        "/file:///etc/passwd",
        "..%5cetc",
        "http://",
        "/\u{1}",
    ] {
        let answer = server.get(path);
        assert!(matches!(answer.status, 400 | 403 | 404), "{path}: {}", answer.status);
        assert!(!answer.body.contains("root:"), "{path}");
    }
    let long = format!("/{}", "a".repeat(300_000));
    assert!((400..500).contains(&server.get(&long).status));
    assert!((400..500).contains(&server.say("nonsense\r\n\r\n").status));
}

#[test]
fn files_are_sent_whole_and_those_that_went_are_not_there() {
    let folder = folder();
    let large: Vec<u8> = (0..3_000_000_u32).map(|n| b'a' + (n % 23) as u8).collect();
    fs::write(folder.path().join("large.txt"), &large).unwrap();
    let file = |name: &str| (name.to_owned(), Page::File(folder.path().join("content").join(name)));
    let pages = [
        ("large.txt".to_owned(), Page::File(folder.path().join("large.txt"))),
        ("folder.txt".to_owned(), Page::File(folder.path().to_owned())),
        file("index.html"),
        file("404.html"),
    ];
    let preview = Preview { pages: pages.into() };
    let server = Server::start(any_port(), move || Built::Site(preview.clone()));
    let answer = server.get("/large.txt");
    assert_eq!(answer.header("content-length"), Some("3000000"));
    assert!(answer.body.as_bytes() == large);
    assert!(server.get("/").body.starts_with("<body>first<script"));

    assert_eq!(server.get("/folder.txt").status, 404);
    fs::remove_dir_all(folder.path().join("content")).unwrap();
    fs::remove_file(folder.path().join("large.txt")).unwrap();
    assert_eq!(server.get("/").status, 404);
    assert_eq!(server.get("/large.txt").status, 404);
}
