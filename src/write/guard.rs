//! Which folders may be replaced.
//!
//! A site is replaced whole, so the wrong folder would be lost whole. A place is refused for
//! where it lies ([`Place::choose`]) or for what lies in it ([`standing`]); the rest of
//! [`write`](mod@super) trusts both.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf, absolute};

use super::error::{WriteError, at};
use crate::output::MARKER;

/// What the marker says. Its first line alone is what makes a folder ours.
pub(super) const MARKER_TEXT: &str = "\
made by litweave

The next build replaces this folder whole: do not edit what is in it.
It is safe to delete. Only `.git` and `CNAME` beside this file are yours, and stay.
";

/// The folders of a site that a person writes.
const SITE_FOLDERS: [&str; 4] = ["content", "templates", "static", "src"];

/// Where a site lies, and the hidden names beside it.
#[derive(Debug)]
pub(super) struct Place {
    /// The folder that readers see.
    pub live: PathBuf,
    /// The folder that it lies in.
    pub parent: PathBuf,
    name: OsString,
}

/// What stands at a path that is to hold a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nothing.
    Missing,
    /// A folder with nothing in it.
    Empty,
    /// A folder with our marker.
    Ours,
    /// A folder with something in it, but not our marker.
    Foreign,
    /// A symbolic link.
    Link,
    /// A file, a pipe, a socket or a device.
    NotAFolder,
}

impl Place {
    /// Finds where `out` leads, and refuses the places that are never a site.
    pub fn choose(out: &Path, site_root: &Path, home: Option<&Path>) -> Result<Self, WriteError> {
        let live = locate(out)?;
        let (Some(parent), Some(name)) = (live.parent(), live.file_name()) else {
            return Err(WriteError::Root);
        };
        refuse_home(&live, home)?;
        refuse_site(&live, site_root)?;
        let hidden = name.to_string_lossy();
        if hidden.starts_with('.') && hidden.contains(MARKER) {
            return Err(WriteError::Reserved { path: live });
        }
        let (parent, name) = (parent.to_path_buf(), name.to_owned());
        Ok(Self { live, parent, name })
    }

    /// The other generation: the site before this one, which becomes the next one.
    pub fn staging(&self) -> PathBuf {
        self.beside("")
    }

    /// Where the live site waits for a moment if it cannot be exchanged in one step.
    pub fn aside(&self) -> PathBuf {
        self.beside("-old")
    }

    /// The file on which builds wait for each other.
    pub fn lock(&self) -> PathBuf {
        self.beside("-lock")
    }

    fn beside(&self, suffix: &str) -> PathBuf {
        let mut name = OsString::from(".");
        name.push(&self.name);
        name.push(MARKER);
        name.push(suffix);
        self.parent.join(name)
    }
}

impl Standing {
    /// Looks at what stands at `path`, without following a link.
    pub fn of(path: &Path) -> Result<Self, WriteError> {
        match fs::symlink_metadata(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Self::Missing),
            Err(error) => Err(at(path)(error)),
            Ok(metadata) if metadata.is_symlink() => Ok(Self::Link),
            Ok(metadata) if !metadata.is_dir() => Ok(Self::NotAFolder),
            Ok(_) => Self::of_folder(path).map_err(at(path)),
        }
    }

    fn of_folder(path: &Path) -> io::Result<Self> {
        if has_marker(path)? {
            Ok(Self::Ours)
        } else if fs::read_dir(path)?.next().is_none() {
            Ok(Self::Empty)
        } else {
            Ok(Self::Foreign)
        }
    }
}

/// What stands at `live`, if it may be replaced.
pub(super) fn standing(live: &Path) -> Result<Standing, WriteError> {
    let path = live.to_path_buf();
    match Standing::of(live)? {
        Standing::Link => Err(WriteError::Link { path }),
        Standing::NotAFolder => Err(WriteError::NotAFolder { path }),
        Standing::Foreign => Err(WriteError::Foreign { path }),
        fine => Ok(fine),
    }
}

/// What stands at `staging`, if it may be overwritten.
pub(super) fn staging_standing(staging: &Path) -> Result<Standing, WriteError> {
    match Standing::of(staging)? {
        fine @ (Standing::Missing | Standing::Empty | Standing::Ours) => Ok(fine),
        _ => Err(WriteError::ForeignStaging { path: staging.to_path_buf() }),
    }
}

/// Whether `folder` holds our marker, or the beginning of it that a killed build has left.
fn has_marker(folder: &Path) -> io::Result<bool> {
    let path = folder.join(MARKER);
    match fs::symlink_metadata(&path) {
        Ok(metadata) if metadata.is_file() => {}
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => return Ok(false),
    }
    let mut text = Vec::new();
    File::open(path)?.take(MARKER_TEXT.len() as u64).read_to_end(&mut text)?;
    let first_line = MARKER_TEXT.split_inclusive('\n').next().unwrap_or_default();
    Ok(text.starts_with(first_line.as_bytes()) || MARKER_TEXT.as_bytes().starts_with(&text))
}

fn refuse_home(live: &Path, home: Option<&Path>) -> Result<(), WriteError> {
    let Some(home) = home.filter(|home| home.is_absolute()) else {
        return Ok(());
    };
    if resolve(home).is_ok_and(|home| home.starts_with(live)) {
        return Err(WriteError::Home { path: live.to_path_buf() });
    }
    Ok(())
}

fn refuse_site(live: &Path, site_root: &Path) -> Result<(), WriteError> {
    let root = resolve(&whole(site_root)?)?;
    let path = live.to_path_buf();
    if root.starts_with(live) {
        return Err(WriteError::SiteRoot { path });
    }
    for name in SITE_FOLDERS {
        let folder = root.join(name);
        let folder = resolve(&folder).unwrap_or(folder);
        if live.starts_with(&folder) || folder.starts_with(live) {
            return Err(WriteError::SiteFolder { path, folder });
        }
    }
    Ok(())
}

/// Where `out` lies, with all links followed but the last: that one is to be refused.
fn locate(out: &Path) -> Result<PathBuf, WriteError> {
    let out = whole(out)?;
    match (out.parent(), out.file_name()) {
        (Some(parent), Some(name)) => Ok(resolve(parent)?.join(name)),
        _ => resolve(&out),
    }
}

/// Makes a path absolute; the empty one, a parent of a bare name, is the current folder.
fn whole(path: &Path) -> Result<PathBuf, WriteError> {
    absolute(Path::new(".").join(path)).map_err(at(path))
}

/// Follows all links of an absolute path, the last part of which need not exist yet.
fn resolve(path: &Path) -> Result<PathBuf, WriteError> {
    match (fs::canonicalize(path), path.parent()) {
        (Ok(found), _) => Ok(found),
        (Err(error), Some(parent)) if error.kind() == ErrorKind::NotFound => {
            let mut found = resolve(parent)?;
            match path.file_name() {
                Some(name) => found.push(name),
                // The path ends in `..`.
                None => _ = found.pop(),
            }
            Ok(found)
        }
        (Err(error), _) => Err(at(path)(error)),
    }
}
