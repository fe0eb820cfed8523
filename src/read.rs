//! Reads the folders of a knowledge base: content, templates and static files.
//!
//! Takes the site's folder and returns the text of every content file, the templates that replace
//! our own, and the places of static files. Only regular files within the folders are opened:
//! links, pipes and devices are reported, never followed. What the texts mean is for
//! [`parse`](crate::parse).

use crate::diagnostics::{Code, Diagnostic, Diagnostics, FileId, Files, Span, Spanned, did_you_mean};
use crate::model::{Kind, id_fault};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// What a folder of a knowledge base holds.
#[derive(Debug, Default)]
pub struct Folder {
    /// The texts of all content files.
    pub files: Files,
    /// The settings, if there are any.
    pub site: Option<FileId>,
    /// The entries.
    pub entries: Vec<ContentFile>,
    /// Templates that replace or join our own: name and text.
    pub templates: Vec<(String, String)>,
    /// Static files of the content.
    pub statics: Vec<Static>,
    /// Static files of the theme: name and bytes.
    pub theme: Vec<(String, Vec<u8>)>,
}

/// A file that is published as it is.
#[derive(Debug, Clone)]
pub struct Static {
    /// Its address within the site.
    pub address: String,
    /// Its place on disk.
    pub path: PathBuf,
    /// Where complaints about it point.
    pub span: Span,
}

/// The file of one entry.
#[derive(Debug, Clone)]
pub struct ContentFile {
    /// Its text.
    pub id: FileId,
    /// The kind, by its folder.
    pub kind: Kind,
    /// The entry's id: the file's name without `.md`.
    pub stem: String,
}

/// The folder could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// There is no `content` folder.
    #[error(
        "there is no folder `{0}`: run litweave in the folder that holds `content/`, or name it with `--site`"
    )]
    NoContent(PathBuf),
    /// There is no folder of texts.
    #[error("there is no folder `{0}`: name the folder that holds the texts of the sources")]
    NoTexts(PathBuf),
    /// A folder or file could not be opened.
    #[error("cannot read `{path}`: {cause}")]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        cause: std::io::Error,
    },
}

/// The texts of documents, by the names of their files; `None` where one could not be read, which
/// was reported.
pub type Texts = BTreeMap<String, Option<String>>;

/// Reads the texts of these names in a folder. A name that is not there is left out; what is no
/// plain name, no regular file or no text in UTF-8 is reported at the place that names it.
pub fn read_texts<'a>(
    folder: &Path,
    names: impl IntoIterator<Item = &'a Spanned<String>>,
    diagnostics: &mut Diagnostics,
) -> Result<Texts, ReadError> {
    if !folder.is_dir() {
        return Err(ReadError::NoTexts(folder.to_owned()));
    }
    let mut texts = Texts::new();
    for name in names {
        match plain_name(&name.value).and_then(|name| read_source_text(&folder.join(name))) {
            Ok(Some(text)) => {
                texts.insert(name.value.clone(), Some(text));
            }
            Ok(None) => {}
            Err(fault) => {
                texts.insert(name.value.clone(), None);
                let message = format!("the text `{}` {fault}", name.value);
                diagnostics.report(
                    Diagnostic::new(Code::FileUnreadable, name.span, message)
                        .help("name a file of plain text in UTF-8 that lies in the folder of texts"),
                );
            }
        }
    }
    Ok(texts)
}

/// A name that leads out of no folder.
fn plain_name(name: &str) -> Result<&str, String> {
    let is_plain = !name.starts_with('.') && !name.contains(['/', '\\', '\0']);
    if is_plain { Ok(name) } else { Err("is not named by a plain file name".to_owned()) }
}

/// The text of one source; `None` if there is no such file, an error in words if it is no text.
pub fn read_source_text(path: &Path) -> Result<Option<String>, String> {
    let found = match std::fs::symlink_metadata(path) {
        Ok(found) => found,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(format!("cannot be read: {error}")),
    };
    if !found.is_file() {
        return Err("is no regular file".to_owned());
    }
    if found.len() > MAX_BYTES {
        return Err("is larger than 16 MiB".to_owned());
    }
    let bytes = std::fs::read(path).map_err(|error| format!("cannot be read: {error}"))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        format!("is not UTF-8: byte {} cannot be read", error.utf8_error().valid_up_to() + 1)
    })?;
    if text.contains('\0') {
        return Err("has a NUL byte".to_owned());
    }
    Ok(Some(text))
}

/// The largest content file; a longer one is data, not a summary.
const MAX_BYTES: u64 = 16 << 20;

/// Reads everything below `root`.
pub fn read(root: &Path, diagnostics: &mut Diagnostics) -> Result<Folder, ReadError> {
    let content = root.join("content");
    if !content.is_dir() {
        return Err(ReadError::NoContent(content));
    }
    let mut folder = Folder::default();
    for entry in walk(&content)? {
        read_content(&entry, root, &mut folder, diagnostics)?;
    }
    for entry in walk(&root.join("templates"))? {
        let name = relative(entry.path(), &root.join("templates"));
        if !entry.file_type().is_file() {
            let path = relative(entry.path(), root);
            complain(&mut folder.files, &path, "", 0, "is no regular file and is left out", diagnostics);
        } else if is_text(&name, &["html", "xml", "txt", "json", "yaml"]) {
            let text = std::fs::read_to_string(entry.path()).map_err(unreadable(entry.path()))?;
            folder.templates.push((name, text));
        }
    }
    for entry in walk(&root.join("static"))? {
        let name = relative(entry.path(), &root.join("static"));
        if entry.file_type().is_file() && is_theme(&name) {
            let bytes = std::fs::read(entry.path()).map_err(unreadable(entry.path()))?;
            folder.theme.push((name, bytes));
        } else if entry.file_type().is_file() {
            let span = Span::new(folder.files.add(relative(entry.path(), root), ""), 0, 0);
            folder.statics.push(Static { address: name, path: entry.path().to_owned(), span });
        } else {
            let path = relative(entry.path(), root);
            complain(&mut folder.files, &path, "", 0, "is no regular file and is left out", diagnostics);
        }
    }
    Ok(folder)
}

/// Whether a file of `static/` belongs to the theme: style sheets, scripts, fonts and the icon,
/// which are published under names that hold their hash.
fn is_theme(name: &str) -> bool {
    ["style/", "script/", "fonts/"].iter().any(|folder| name.starts_with(folder)) || name == "icon.svg"
}

/// Everything in a folder but folders, in the order of paths; nothing if there is no folder.
fn walk(folder: &Path) -> Result<Vec<DirEntry>, ReadError> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let visible =
        |entry: &DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.');
    let mut entries = Vec::new();
    for entry in
        WalkDir::new(folder).follow_links(false).sort_by_file_name().into_iter().filter_entry(visible)
    {
        let entry = entry.map_err(|error| ReadError::Unreadable {
            path: error.path().unwrap_or(folder).to_owned(),
            cause: error.into_io_error().unwrap_or_else(|| std::io::Error::other("a folder lies in itself")),
        })?;
        if !entry.file_type().is_dir() {
            entries.push(entry);
        }
    }
    Ok(entries)
}

fn read_content(
    entry: &DirEntry,
    root: &Path,
    folder: &mut Folder,
    diagnostics: &mut Diagnostics,
) -> Result<(), ReadError> {
    let path = relative(entry.path(), root);
    let inside = relative(entry.path(), &root.join("content"));
    if inside == "README.md" {
        return Ok(());
    }
    if !entry.file_type().is_file() {
        complain(
            &mut folder.files,
            &path,
            "",
            0,
            "is no regular file: links and devices are not followed",
            diagnostics,
        );
        return Ok(());
    }
    if inside == "site.yaml" {
        folder.site = read_text(entry.path(), &path, &mut folder.files, diagnostics)?;
        return Ok(());
    }
    match place(&inside) {
        Ok((kind, stem)) => {
            if let Some(id) = read_text(entry.path(), &path, &mut folder.files, diagnostics)? {
                folder.entries.push(ContentFile { id, kind, stem: stem.to_owned() });
            }
        }
        Err((fault, help)) => {
            let id = folder.files.add(path.as_str(), "");
            let message = format!("`{path}` {fault}");
            diagnostics.report(Diagnostic::new(Code::FileMisplaced, Span::new(id, 0, 0), message).help(help));
        }
    }
    Ok(())
}

/// The kind and id that a path within `content/` gives an entry.
fn place(inside: &str) -> Result<(Kind, &str), (String, String)> {
    let folders = || Kind::ALL.into_iter().map(Kind::folder);
    let Some((folder, name)) = inside.split_once('/') else {
        let help = format!("move it into one of the folders {}", folders().collect::<Vec<_>>().join(", "));
        return Err(("lies in no folder of a kind".to_owned(), help));
    };
    let kind = Kind::by_folder(folder).ok_or_else(|| {
        let help = did_you_mean(folder, folders()).unwrap_or_else(|| {
            format!("use one of the folders {}", folders().collect::<Vec<_>>().join(", "))
        });
        (format!("lies in a folder `{folder}` that no kind has"), help)
    })?;
    let stem = name.strip_suffix(".md").ok_or_else(|| {
        (
            "is no entry: entries are files that end in `.md`".to_owned(),
            "rename it, or move it to `static/`".to_owned(),
        )
    })?;
    match id_fault(stem) {
        None => Ok((kind, stem)),
        Some(fault) => Err((
            format!("cannot become an address: its name {fault}"),
            "rename it with lower-case letters a–z, digits and single hyphens".to_owned(),
        )),
    }
}

/// The text of a file, without a byte order mark; what is no text is reported.
fn read_text(
    path: &Path,
    shown: &str,
    files: &mut Files,
    diagnostics: &mut Diagnostics,
) -> Result<Option<FileId>, ReadError> {
    let size = std::fs::metadata(path).map_err(unreadable(path))?.len();
    if size > MAX_BYTES {
        complain(files, shown, "", 0, "is larger than 16 MiB", diagnostics);
        return Ok(None);
    }
    let bytes = std::fs::read(path).map_err(unreadable(path))?;
    let fault = match std::str::from_utf8(&bytes) {
        Ok(text) => match text.find('\0') {
            None => {
                return Ok(Some(files.add(shown, text.strip_prefix('\u{feff}').unwrap_or(text))));
            }
            Some(at) => (at, format!("has a NUL byte at byte {}", at + 1)),
        },
        Err(error) => {
            let at = error.valid_up_to();
            (at, format!("is not UTF-8 text: byte {} cannot be read", at + 1))
        }
    };
    let text = String::from_utf8_lossy(&bytes);
    complain(files, shown, &text, fault.0, &fault.1, diagnostics);
    Ok(None)
}

fn complain(
    files: &mut Files,
    path: &str,
    text: &str,
    at: usize,
    fault: &str,
    diagnostics: &mut Diagnostics,
) {
    let id = files.add(path, text);
    diagnostics.report(
        Diagnostic::new(Code::FileUnreadable, Span::new(id, at, at), format!("`{path}` {fault}"))
            .help("save it as plain text in UTF-8"),
    );
}

fn is_text(name: &str, suffixes: &[&str]) -> bool {
    name.rsplit_once('.').is_some_and(|(_, suffix)| suffixes.contains(&suffix))
}

fn unreadable(path: &Path) -> impl FnOnce(std::io::Error) -> ReadError {
    let path = path.to_owned();
    move |cause| ReadError::Unreadable { path, cause }
}

/// The path below `base`, with forward slashes.
fn relative(path: &Path, base: &Path) -> String {
    let inside = path.strip_prefix(base).unwrap_or(path);
    inside.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
