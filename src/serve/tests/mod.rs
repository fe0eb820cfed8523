//! Talks to a server as a browser would, and as nobody should.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod changes;
mod requests;
mod running;

use std::{
    fs,
    io::{Read, Write},
    net::TcpStream,
    path::Path,
    sync::mpsc::{self, Receiver},
    thread::JoinHandle,
    time::{Duration, Instant},
};

use tempfile::TempDir;
use tokio::sync::oneshot;

use super::*;

const SOON: Duration = Duration::from_secs(10);

/// A server that runs for as long as it is held.
struct Server {
    url: String,
    events: Receiver<Event>,
    end: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<Result<(), ServeError>>>,
}

impl Server {
    fn start(options: Options, build: impl FnMut() -> Built + Send + 'static) -> Self {
        let (tell, events) = mpsc::channel();
        let (end, ended) = oneshot::channel();
        let thread = std::thread::spawn(move || {
            let end = async { ended.await.unwrap_or_default() };
            serve_until(end, options, build, Arc::new(move |event| tell.send(event).unwrap_or_default()))
        });
        let mut server = Self { url: String::new(), events, end: Some(end), thread: Some(thread) };
        server.url = server.hear(|event| match event {
            Event::Listening { url } => Some(url),
            _ => None,
        });
        server
    }

    /// A server of the same few pages for ever.
    fn of(pages: &[(&str, &str)]) -> Self {
        let built = site(pages);
        Self::start(any_port(), move || built.clone())
    }

    /// A server of a folder: each file is a page, a file that says `fault` is a fault.
    fn watching(folder: &Path) -> Self {
        let root = folder.to_owned();
        let options = Options { watch: vec![folder.to_owned()], ..any_port() };
        Self::start(options, move || build_folder(&root))
    }

    /// Waits for an event of a kind.
    fn hear<T>(&self, mut wanted: impl FnMut(Event) -> Option<T>) -> T {
        let start = Instant::now();
        while let Ok(event) = self.events.recv_timeout(SOON.saturating_sub(start.elapsed())) {
            if let Some(found) = wanted(event) {
                return found;
            }
        }
        panic!("the event did not come");
    }

    fn hear_rebuilt(&self) {
        self.hear(|event| matches!(event, Event::Rebuilt { .. }).then_some(()));
    }

    fn hear_faults(&self) -> String {
        self.hear(|event| match event {
            Event::Faults { text } => Some(text),
            _ => None,
        })
    }

    /// Waits until a page contains a text: a change may take more than one build to be seen.
    fn wait_for(&self, path: &str, text: &str) {
        let start = Instant::now();
        while !self.get(path).body.contains(text) {
            assert!(start.elapsed() < SOON, "{path} never said {text}");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    fn host(&self) -> &str {
        self.url.trim_start_matches("http://").trim_end_matches('/')
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.host()).unwrap();
        stream.set_read_timeout(Some(SOON)).unwrap();
        stream
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[])
    }

    fn ask(&self, method: &str, path: &str, headers: &[&str]) -> Answer {
        let host = format!("Host: {}", self.host());
        let headers = [&[host.as_str()], headers].concat().join("\r\n");
        self.say(&format!("{method} {path} HTTP/1.1\r\n{headers}\r\nConnection: close\r\n\r\n"))
    }

    fn say(&self, request: &str) -> Answer {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        // A server that refuses a request may reset the connection after its answer.
        let _ = stream.read_to_end(&mut answer);
        Answer::read(&answer)
    }

    fn listen(&self) -> Events {
        let mut stream = self.connect();
        write!(stream, "GET /_litweave/events HTTP/1.1\r\nHost: {}\r\n\r\n", self.host()).unwrap();
        Events { stream, heard: String::new() }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let ended = self.end.take().is_some_and(|end| end.send(()).is_ok());
        let result = self.thread.take().map(|thread| thread.join().unwrap());
        assert!(!ended || matches!(result, Some(Ok(()))), "{result:?}");
    }
}

struct Answer {
    status: u16,
    head: String,
    body: String,
    length: usize,
}

impl Answer {
    fn read(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        let length = bytes.len() - (head.len() + 4).min(bytes.len());
        Self { status, head: head.to_ascii_lowercase(), body: body.to_owned(), length }
    }

    fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(key, _)| *key == name).map(|(_, value)| value)
    }
}

/// The events of live reload.
struct Events {
    stream: TcpStream,
    heard: String,
}

impl Events {
    /// Waits for a text, and forgets what came before it.
    fn hear(&mut self, text: &str) {
        let mut buffer = [0; 4096];
        loop {
            if let Some(at) = self.heard.find(text) {
                self.heard.drain(..at + text.len());
                return;
            }
            let read = self.stream.read(&mut buffer).unwrap();
            assert!(read > 0, "the events ended with {}", self.heard);
            self.heard.push_str(&String::from_utf8_lossy(&buffer[..read]));
        }
    }
}

fn any_port() -> Options {
    Options { port: 0, ..Options::default() }
}

fn site(pages: &[(&str, &str)]) -> Built {
    let page = |text: &str| Page::Bytes(text.as_bytes().into());
    let pages = pages.iter().map(|(path, text)| ((*path).to_owned(), page(text))).collect();
    Built::Site(Preview { pages })
}

fn build_folder(folder: &Path) -> Built {
    let mut pages = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        match fs::read_to_string(entry.path()) {
            Ok(text) if text.contains("fault") => {
                return Built::Faults { text: format!("{name}: {text}") };
            }
            Ok(text) => pages.push((name, text)),
            Err(_) => {}
        }
    }
    let pages: Vec<_> = pages.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    site(&pages)
}

/// A folder with one page that says `first`.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("content")).unwrap();
    fs::write(folder.path().join("content/index.html"), "<body>first</body>").unwrap();
    folder
}
