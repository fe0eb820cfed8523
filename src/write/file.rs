//! One file or folder of a generation: what it should be like, compared and made.
//!
//! Bytes are compared, not times: a build may have been killed at any moment, and a person may
//! have edited a page. Whatever is made here has the same mode under any umask.

use std::fs::{self, File, Metadata, OpenOptions, Permissions};
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;
use std::time::SystemTime;

use rustix::fs::{Mode, OFlags, open};
use rustix::io::Errno;

use super::error::{WriteError, at};
use crate::output::Body;

/// The mode of every file of a site.
const FILE_MODE: u32 = 0o644;

/// The mode of every folder of a site.
const FOLDER_MODE: u32 = 0o755;

/// How much of a file is held in memory while it is compared.
const BUFFER: usize = 64 * 1024;

/// Since when the file at `path` is what `body` says, if it is.
pub(super) fn right_since(path: &Path, body: &Body) -> io::Result<Option<SystemTime>> {
    let Some((file, found)) = open_regular(path)? else {
        return Ok(None);
    };
    let of_its_own = found.nlink() == 1 && found.mode() & 0o7777 == FILE_MODE;
    let right = of_its_own && holds(file, found.len(), body)?;
    right.then(|| found.modified()).transpose()
}

/// How many bytes `body` has, if it is one that can be written.
pub(super) fn size(body: &Body) -> Result<u64, WriteError> {
    match body {
        Body::Bytes(bytes) => Ok(bytes.len() as u64),
        Body::File(path) => open_source(path).map(|(_, found)| found.len()),
    }
}

/// Writes a file that does not exist, last changed at `since` if that is given.
pub(super) fn write_file(path: &Path, body: &Body, since: Option<SystemTime>) -> Result<(), WriteError> {
    let mut new = OpenOptions::new();
    new.write(true).create_new(true).mode(FILE_MODE);
    match body {
        Body::Bytes(bytes) => new.open(path).and_then(|file| fill(file, bytes.as_slice(), since)),
        Body::File(source) => {
            let (source, _) = open_source(source)?;
            new.open(path).and_then(|file| fill(file, source, since))
        }
    }
    .map_err(at(path))
}

/// Says of a file that was written before that it was last changed at `since`.
pub(super) fn date_file(path: &Path, since: SystemTime) -> Result<(), WriteError> {
    let file = OpenOptions::new().write(true).open(path);
    file.and_then(|file| file.set_modified(since)).map_err(at(path))
}

/// Writes `text` into a file in place, so that it is missing at no moment; follows no link.
pub(super) fn overwrite(path: &Path, text: &str) -> Result<(), WriteError> {
    overwrite_in_place(path, text).map_err(at(path))
}

/// Makes a folder that does not exist.
pub(super) fn make_folder(path: &Path) -> Result<(), WriteError> {
    fs::create_dir(path).map_err(at(path))?;
    straighten(path)
}

/// Whether a folder has another mode than folders of a site have.
pub(super) fn is_crooked(folder: &Path) -> io::Result<bool> {
    let found = fs::symlink_metadata(folder)?;
    Ok(found.mode() & 0o7777 != FOLDER_MODE)
}

/// Gives a folder the mode that folders of a site have.
pub(super) fn straighten(folder: &Path) -> Result<(), WriteError> {
    set_mode(folder, FOLDER_MODE).map_err(at(folder))
}

fn holds(file: File, length: u64, body: &Body) -> io::Result<bool> {
    match body {
        Body::Bytes(bytes) if bytes.len() as u64 == length => {
            same_bytes(buffered(file, length), bytes.as_slice())
        }
        Body::Bytes(_) => Ok(false),
        Body::File(source) => match open_regular(source)? {
            Some((source, found)) if found.len() == length => {
                same_bytes(buffered(file, length), buffered(source, length))
            }
            _ => Ok(false),
        },
    }
}

fn buffered(file: File, length: u64) -> BufReader<File> {
    let capacity = usize::try_from(length).unwrap_or(BUFFER).clamp(1, BUFFER);
    BufReader::with_capacity(capacity, file)
}

/// Whether two bodies of one length are the same.
fn same_bytes(mut left: impl BufRead, mut right: impl BufRead) -> io::Result<bool> {
    loop {
        // The length is known: what is in memory need not be read to the end of the file.
        let there = right.fill_buf()?;
        if there.is_empty() {
            return Ok(true);
        }
        let here = left.fill_buf()?;
        let length = here.len().min(there.len());
        if length == 0 || here.get(..length) != there.get(..length) {
            return Ok(false);
        }
        left.consume(length);
        right.consume(length);
    }
}

fn fill(mut file: File, mut body: impl Read, since: Option<SystemTime>) -> io::Result<()> {
    io::copy(&mut body, &mut file)?;
    allow_unsupported(file.set_permissions(Permissions::from_mode(FILE_MODE)))?;
    since.map_or(Ok(()), |since| file.set_modified(since))
}

fn overwrite_in_place(path: &Path, text: &str) -> io::Result<()> {
    let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let mut file = File::from(open(path, flags, Mode::from_raw_mode(FILE_MODE))?);
    file.write_all(text.as_bytes())?;
    file.set_len(text.len() as u64)?;
    set_mode(path, FILE_MODE)
}

/// Sets a mode whatever the umask.
fn set_mode(path: &Path, mode: u32) -> io::Result<()> {
    allow_unsupported(fs::set_permissions(path, Permissions::from_mode(mode)))
}

/// Lets pass that a file system such as FAT knows no modes.
fn allow_unsupported(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == ErrorKind::PermissionDenied => Ok(()),
        result => result,
    }
}

fn open_source(path: &Path) -> Result<(File, Metadata), WriteError> {
    let path = path.to_path_buf();
    match open_regular(&path) {
        Ok(Some(opened)) => Ok(opened),
        Ok(None) => Err(WriteError::SourceNotAFile { path }),
        Err(source) => Err(WriteError::Source { path, source }),
    }
}

/// Opens a file, but no link, and without waiting for the other end of a pipe.
fn open_regular(path: &Path) -> io::Result<Option<(File, Metadata)>> {
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let file = match open(path, flags, Mode::empty()) {
        Ok(file) => File::from(file),
        Err(Errno::LOOP | Errno::NXIO) => return Ok(None),
        Err(errno) => return Err(errno.into()),
    };
    let found = file.metadata()?;
    Ok(found.is_file().then_some((file, found)))
}
