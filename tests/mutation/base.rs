//! The base in which faults are planted, read as lines, and folders in which it is changed.

use litweave::diagnostics::Severity;
use litweave::link::Drafts;
use litweave::model::Date;
use litweave::pipeline::{Goal, Request, run};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The files of the base: content as lines, texts as they are.
pub struct Base {
    pub files: BTreeMap<String, Vec<String>>,
    pub texts: BTreeMap<String, String>,
}

/// One line of the content.
#[derive(Clone, Copy)]
pub struct Line<'b> {
    pub file: &'b str,
    /// Counted from 0.
    pub at: usize,
    pub text: &'b str,
}

/// An item of `reports`, `findings` or `statements`: its first line holds a `- `.
pub struct Item<'b> {
    pub file: &'b str,
    pub first: usize,
    /// The line after the last one.
    pub end: usize,
    lines: &'b [String],
}

/// What a run says: code, message, the text that it points to, and where that stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Complaint {
    pub code: String,
    pub message: String,
    pub slice: String,
    pub file: String,
    /// Counted from 1.
    pub line: usize,
    pub is_note: bool,
}

impl Base {
    pub fn read() -> Self {
        let root = folder();
        let mut files = BTreeMap::new();
        for path in paths(&root.join("content")) {
            let text = fs::read_to_string(&path).unwrap();
            let name = path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
            files.insert(name, text.lines().map(str::to_owned).collect());
        }
        let texts = paths(&root.join("texts")).into_iter().map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(&path).unwrap())
        });
        Self { files, texts: texts.collect() }
    }

    /// Every line of the files whose path begins so.
    pub fn lines(&self, under: &str) -> impl Iterator<Item = Line<'_>> {
        let files = self.files.iter().filter(move |(file, _)| file.starts_with(under));
        files.flat_map(|(file, lines)| {
            lines.iter().enumerate().map(move |(at, text)| Line { file, at, text: text.as_str() })
        })
    }

    /// Every line of prose, below the second `---`.
    pub fn prose(&self) -> impl Iterator<Item = Line<'_>> {
        self.lines("content/").filter(|line| line.file.ends_with(".md") && line.at > self.fence(line.file))
    }

    /// The line `---` below the front matter.
    pub fn fence(&self, file: &str) -> usize {
        self.files[file].iter().skip(1).position(|line| line == "---").unwrap() + 1
    }

    /// Every item of a list of the sources, such as `findings`.
    pub fn items(&self, list: &str) -> Vec<Item<'_>> {
        let mut items = Vec::new();
        for (file, lines) in self.files.iter().filter(|(file, _)| file.starts_with("content/sources/")) {
            let head = format!("{list}:");
            let Some(start) = lines.iter().position(|line| *line == head) else { continue };
            let rest = lines.iter().enumerate().skip(start + 1);
            let end = rest.clone().find(|(_, line)| !line.is_empty() && !line.starts_with(' '));
            let end = end.map_or(lines.len(), |(at, _)| at);
            let firsts: Vec<usize> = (start + 1..end).filter(|at| lines[*at].starts_with("  - ")).collect();
            for (nth, first) in firsts.iter().enumerate() {
                let mut end = firsts.get(nth + 1).copied().unwrap_or(end);
                while lines[end - 1].is_empty() {
                    end -= 1;
                }
                items.push(Item { file, first: *first, end, lines: &lines[*first..end] });
            }
        }
        items
    }

    /// The text that a source was read from.
    pub fn text_of(&self, source: &str) -> &str {
        let line = self.files[source].iter().find(|line| line.starts_with("captured:")).unwrap();
        &self.texts[&line[super::text::value(line, "text").unwrap()]]
    }

    /// The title and other names of the entry in a file.
    pub fn names(&self, file: &str) -> Vec<String> {
        let lines = &self.files[file][..self.fence(file)];
        let of = |key: &str| lines.iter().find_map(|line| line.strip_prefix(key)).unwrap_or("");
        let aliases = of("aliases: ").trim_matches(['[', ']']);
        let names = aliases.split(", ").chain([of("title: ")]);
        names.map(|name| name.trim_matches('"').to_owned()).filter(|name| !name.is_empty()).collect()
    }

    /// The ids and files of a kind of entry.
    pub fn entries(&self, kind: &str) -> Vec<(&str, &str)> {
        let under = format!("content/{kind}/");
        let files = self.files.keys().filter_map(|file| Some((file.strip_prefix(&under)?, file.as_str())));
        files.map(|(name, file)| (name.trim_end_matches(".md"), file)).collect()
    }
}

impl<'b> Item<'b> {
    /// The line of a key of the item itself.
    pub fn line(&self, key: &str) -> Option<Line<'b>> {
        let keys = [format!("    {key}: "), format!("  - {key}: ")];
        let is_key = |line: &&String| keys.iter().any(|key| line.starts_with(key));
        let nth = self.lines.iter().position(|line| is_key(&line))?;
        Some(Line { file: self.file, at: self.first + nth, text: &self.lines[nth] })
    }

    /// What stands behind a key of the item itself.
    pub fn get(&self, key: &str) -> Option<&'b str> {
        self.line(key).map(|line| line.text.trim_start_matches([' ', '-']).split_once(": ").unwrap().1)
    }

    /// All its lines.
    pub fn lines(&self) -> impl Iterator<Item = Line<'b>> {
        let (file, first) = (self.file, self.first);
        self.lines.iter().enumerate().map(move |(nth, text)| Line { file, at: first + nth, text })
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mutation/base")
}

fn paths(folder: &Path) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { paths.extend(self::paths(&path)) } else { paths.push(path) }
    }
    paths.sort();
    paths
}

/// A copy of the base in a folder of its own.
pub struct Desk(tempfile::TempDir);

impl Desk {
    pub fn lay(base: &Base) -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        for (file, lines) in &base.files {
            desk.write(file, &(lines.join("\n") + "\n"));
        }
        for (file, text) in &base.texts {
            desk.write(&format!("texts/{file}"), text);
        }
        desk
    }

    fn write(&self, file: &str, text: &str) {
        let path = self.0.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// What is said of the base with one file changed, which is put back afterwards.
    pub fn changed(&self, file: &str, text: &str) -> Vec<Complaint> {
        let path = self.0.path().join(file);
        let before = fs::read(&path).unwrap();
        fs::write(&path, text).unwrap();
        let said = self.check();
        fs::write(&path, before).unwrap();
        said
    }

    /// What is said of the base.
    pub fn check(&self) -> Vec<Complaint> {
        let root = self.0.path().to_owned();
        let run = run(&Request {
            texts: Some(root.join("texts")),
            root,
            drafts: Drafts::LeftOut,
            base_url: None,
            repository: None,
            today: Date { year: 2026, month: Some(1), day: Some(1) },
            goal: Goal::Check,
        });
        let run = run.unwrap();
        let said = run.diagnostics.iter().map(|one| Complaint {
            code: one.code.name().to_owned(),
            message: one.message.clone(),
            slice: run.files.slice(one.span).to_owned(),
            file: run.files.path(one.span).to_owned(),
            line: run.files.position(one.span).line,
            is_note: one.severity() == Severity::Note,
        });
        let mut said: Vec<Complaint> = said.collect();
        said.sort();
        said
    }
}
