//! A temporary site, and the program that is run on it.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant, SystemTime};
use tempfile::TempDir;
use walkdir::WalkDir;

/// The most processor time that a run may take, in seconds, however busy the machine is.
const PROCESSOR_SECONDS: u32 = 10;
/// After this a run counts as hanging.
const PATIENCE: Duration = Duration::from_secs(120);

/// A site in a temporary folder.
pub struct Desk {
    folder: TempDir,
}

/// What a run said.
#[derive(Debug)]
pub struct Said {
    /// The exit code; `None` if the run was ended from outside.
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Desk {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn at(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Writes a file, and the folders it lies in.
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let path = self.at(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    /// Lays a folder of `tests/faults/` over the site.
    pub fn lay(&self, fixture: &str) -> &Self {
        self.copy(fixture_folder(fixture), ".")
    }

    /// Copies the files of a folder into one of the site.
    pub fn copy(&self, from: impl AsRef<Path>, to: &str) -> &Self {
        let from = from.as_ref();
        for entry in WalkDir::new(from).into_iter().map(Result::unwrap) {
            if entry.file_type().is_file() {
                let inside = entry.path().strip_prefix(from).unwrap().to_str().unwrap();
                self.write(&format!("{to}/{inside}"), fs::read(entry.path()).unwrap());
            }
        }
        self
    }

    /// Lays some files of a folder of `tests/faults/` over the site.
    pub fn lay_some(&self, fixture: &str, files: &[&str]) -> &Self {
        for file in files {
            self.write(file, fs::read(fixture_folder(fixture).join(file)).unwrap());
        }
        self
    }

    /// Runs the program on the site, as if its output went into a file.
    pub fn run(&self, arguments: &[&str]) -> Said {
        self.run_with(arguments, &[])
    }

    /// Runs the program on the site, as if its output went to a terminal.
    pub fn run_in_colour(&self, arguments: &[&str]) -> Said {
        self.run_with(arguments, &[("CLICOLOR_FORCE", "1")])
    }

    /// Runs the program on the site. The day is the first of 2026.
    fn run_with(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Said {
        let logs = tempfile::tempdir().unwrap();
        let (out, err) = (logs.path().join("out"), logs.path().join("err"));
        let mut child = Command::new("sh")
            .args(["-c", &format!("ulimit -t {PROCESSOR_SECONDS}; exec \"$0\" \"$@\"")])
            .arg(env!("CARGO_BIN_EXE_litweave"))
            .args(arguments)
            .arg("--site")
            .arg(self.root())
            .env("SOURCE_DATE_EPOCH", "1767225600")
            .envs(environment.iter().copied())
            .stdout(File::create(&out).unwrap())
            .stderr(File::create(&err).unwrap())
            .spawn()
            .unwrap();
        let begun = Instant::now();
        let status = loop {
            match child.try_wait().unwrap() {
                Some(status) => break status.code(),
                None if begun.elapsed() > PATIENCE => {
                    child.kill().unwrap();
                    child.wait().unwrap();
                    break None;
                }
                None => std::thread::sleep(Duration::from_millis(5)),
            }
        };
        let read = |path: &Path| String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned();
        Said { code: status, stdout: read(&out), stderr: read(&err) }
    }

    /// Every file below a folder, with what it holds and when it was written.
    pub fn files(&self, folder: &str) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
        WalkDir::new(self.at(folder))
            .into_iter()
            .map(Result::unwrap)
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| {
                let written = entry.metadata().unwrap().modified().unwrap();
                (entry.path().to_owned(), (fs::read(entry.path()).unwrap(), written))
            })
            .collect()
    }
}

/// A folder of `tests/faults/`.
pub fn fixture_folder(fixture: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults").join(fixture)
}
