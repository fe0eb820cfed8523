//! One content file, changed in place.

use super::error::{WriteError, at};
use std::fs;
use std::io::Write as _;
use std::path::Path;

/// Puts `new` into the place of a content file that holds `old`; a byte order mark stays.
///
/// The file is replaced in one step, and only if nobody has changed it since it was read: returns
/// whether it was.
pub fn replace_content(path: &Path, old: &str, new: &str) -> Result<bool, WriteError> {
    let bytes = fs::read(path).map_err(at(path))?;
    let marked = bytes.starts_with("\u{feff}".as_bytes());
    let mark = if marked { "\u{feff}" } else { "" };
    if bytes.get(mark.len()..) != Some(old.as_bytes()) {
        return Ok(false);
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.litweave"));
    let written = fs::File::create(&beside).and_then(|mut file| {
        file.write_all(mark.as_bytes())?;
        file.write_all(new.as_bytes())?;
        file.set_permissions(fs::metadata(path)?.permissions())
    });
    let replaced = written.and_then(|()| fs::rename(&beside, path));
    if replaced.is_err() {
        let _ = fs::remove_file(&beside);
    }
    replaced.map(|()| true).map_err(at(path))
}
