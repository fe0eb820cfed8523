//! Somebody who does what the guide says, from its first line to its last: writes its files and
//! types its commands.

use crate::page::{Guide, Part};
use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;
use walkdir::WalkDir;

/// The files that have what the guide does not show.
const BASE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/guide/base");

/// A folder in which the guide was followed.
pub struct Newcomer {
    folder: TempDir,
    /// What the program said to each block of commands.
    pub said: Vec<Part>,
}

impl Newcomer {
    /// Follows the guide.
    pub fn follow(guide: &Guide) -> Self {
        let mut newcomer = Self { folder: tempfile::tempdir().unwrap(), said: Vec::new() };
        for fence in guide.fences() {
            if let Some(path) = fence.path() {
                newcomer.write(path, fence.body);
            } else if fence.info == "console" {
                let commands = fence.body.lines().filter_map(|line| line.strip_prefix("$ "));
                let text = commands.map(|command| newcomer.typed(command)).collect();
                newcomer.said.push(Part { name: "the output of commands".to_owned(), at: fence.at, text });
            }
        }
        newcomer
    }

    /// Adds to a file.
    fn write(&self, path: &str, text: &str) {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let mut file = OpenOptions::new().create(true).append(true).open(path).unwrap();
        file.write_all(text.as_bytes()).unwrap();
    }

    /// A command and what it says, as they stand at a terminal.
    fn typed(&self, command: &str) -> String {
        let arguments = command.strip_prefix("litweave ").unwrap_or_else(|| panic!("{command}"));
        let said = self.run(arguments);
        let lines: Vec<&str> = said.lines().map(str::trim_end).collect();
        format!("$ {command}\n{}\n", lines.join("\n").trim_end())
    }

    /// What the program says to these arguments. The day is the first of 2026.
    pub fn run(&self, arguments: &str) -> String {
        let out = tempfile::NamedTempFile::new().unwrap();
        let end: File = out.reopen().unwrap();
        Command::new(env!("CARGO_BIN_EXE_litweave"))
            .args(arguments.split(' '))
            .current_dir(self.folder.path())
            .env("SOURCE_DATE_EPOCH", "1767225600")
            .stdout(end.try_clone().unwrap())
            .stderr(end)
            .status()
            .unwrap();
        fs::read_to_string(out.path()).unwrap()
    }

    /// Adds the files of `tests/guide/base/`.
    pub fn lay_base(&self) {
        let base = Path::new(BASE);
        for path in files(base) {
            let to = self.folder.path().join(path.strip_prefix(base).unwrap());
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::copy(path, to).unwrap();
        }
    }

    /// All files of the content as they are now.
    pub fn content(&self) -> String {
        all(&self.folder.path().join("content"))
    }

    /// All pages of the site.
    pub fn pages(&self) -> String {
        let said = self.run("build");
        assert!(said.contains("Built"), "{said}");
        all(&self.folder.path().join("public"))
    }
}

/// Every file of `tests/guide/base/`.
pub fn base() -> String {
    all(Path::new(BASE))
}

/// The texts of a folder, one behind the other; style sheets and fonts left aside.
fn all(folder: &Path) -> String {
    let texts = files(folder).into_iter().filter(|path| {
        path.extension()
            .is_some_and(|extension| ["md", "yaml", "html"].iter().any(|known| extension == *known))
    });
    texts.map(|path| fs::read_to_string(path).unwrap()).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}
