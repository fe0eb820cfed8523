//! How a new site takes the place of the old one, and what a killed build has left to mend.
//!
//! The two generations change places in one step, so that a reader finds the whole old site or
//! the whole new one. Where a file system cannot do that, the live site is renamed out of the way
//! and the new one into its place. A folder with the suffix `-old` then says that a build was
//! killed between the two, and [`recover`] puts it back.
//!
//! The user's `.git` can lie in one place only, so it follows after the exchange. A generation
//! that is not live holds one only if a build was killed in between; [`recover`] then brings it
//! to the live site, and nothing ever deletes it.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use rustix::fs::{CWD, RenameFlags, renameat_with};
use rustix::io::Errno;

use super::Exchange;
use super::error::{WriteError, at};
use super::guard::{Place, Standing};
use crate::output::REPOSITORY;

/// Mends what a build has left that was killed while it exchanged the generations.
pub(super) fn recover(place: &Place) -> Result<(), WriteError> {
    if Standing::of(&place.aside())? == Standing::Ours {
        match Standing::of(&place.live)? {
            Standing::Missing | Standing::Empty => rename(place, &place.aside(), &place.live)?,
            _ => rename(place, &place.aside(), &place.staging())?,
        }
    }
    if Standing::of(&place.live)? == Standing::Ours {
        bring_repository(place)?;
    }
    Ok(())
}

/// Puts the generation that was prepared into the place of the live one.
pub(super) fn exchange(place: &Place, live: Standing) -> Result<Exchange, WriteError> {
    if live != Standing::Ours {
        // There is no site yet: a rename replaces nothing but an empty folder.
        rename(place, &place.staging(), &place.live)?;
        return Ok(Exchange::OneStep);
    }
    let exchanged = match renameat_with(CWD, place.staging(), CWD, &place.live, RenameFlags::EXCHANGE) {
        Ok(()) => Exchange::OneStep,
        Err(Errno::NOSYS | Errno::INVAL | Errno::NOTSUP) => two_renames(place)?,
        Err(errno) => return Err(refused(place, &place.live)(errno.into())),
    };
    bring_repository(place)?;
    Ok(exchanged)
}

/// Exchanges the generations where the system cannot: for a moment there is no site.
fn two_renames(place: &Place) -> Result<Exchange, WriteError> {
    let aside = place.aside();
    rename(place, &place.live, &aside)?;
    if let Err(error) = rename(place, &place.staging(), &place.live) {
        rename(place, &aside, &place.live)?;
        return Err(error);
    }
    rename(place, &aside, &place.staging())?;
    Ok(Exchange::TwoRenames)
}

/// Moves `.git` from the other generation to the live one.
fn bring_repository(place: &Place) -> Result<(), WriteError> {
    let (staging, live) = (place.staging().join(REPOSITORY), place.live.join(REPOSITORY));
    if !stands(&staging)? {
        return Ok(());
    }
    if stands(&live)? {
        return Err(WriteError::TwoRepositories { live, staging });
    }
    rename(place, &staging, &live)
}

/// Whether there is anything at `path`, be it a link that leads nowhere.
fn stands(path: &Path) -> Result<bool, WriteError> {
    match fs::symlink_metadata(path) {
        Ok(_) => Ok(true),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(false),
        Err(error) => Err(at(path)(error)),
    }
}

fn rename(place: &Place, from: &Path, to: &Path) -> Result<(), WriteError> {
    fs::rename(from, to).map_err(refused(place, from))
}

/// Says why a folder did not move.
fn refused(place: &Place, path: &Path) -> impl FnOnce(io::Error) -> WriteError {
    move |error| match error.kind() {
        ErrorKind::ResourceBusy | ErrorKind::CrossesDevices => {
            WriteError::Immovable { path: place.live.clone() }
        }
        _ => at(path)(error),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::path::PathBuf;

    use tempfile::TempDir;

    use super::*;
    use crate::output::MARKER;

    /// A place with a live site that holds `old` and `.git`, and a prepared one that holds `new`.
    fn prepared() -> (TempDir, Place) {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().join("site");
        let place = Place::choose(&folder.path().join("public"), &site, None).unwrap();
        for (generation, page) in [(&place.live, "old"), (&place.staging(), "new")] {
            fs::create_dir(generation).unwrap();
            fs::write(generation.join(MARKER), "").unwrap();
            fs::write(generation.join(page), "").unwrap();
        }
        fs::write(place.live.join(REPOSITORY), "").unwrap();
        (folder, place)
    }

    /// What lies in a folder, but for the marker.
    fn names(folder: PathBuf) -> Vec<String> {
        let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<_> = names.map(|name| name.into_string().unwrap()).collect();
        names.retain(|name| name != MARKER);
        names.sort();
        names
    }

    #[test]
    fn two_renames_do_where_one_step_cannot() {
        let (_folder, place) = prepared();
        assert_eq!(two_renames(&place).unwrap(), Exchange::TwoRenames);
        bring_repository(&place).unwrap();
        assert_eq!(names(place.live.clone()), [".git", "new"]);
        assert_eq!(names(place.staging()), ["old"]);
        assert!(!place.aside().exists());
    }

    #[test]
    fn a_second_rename_that_fails_puts_the_site_back() {
        let (_folder, place) = prepared();
        fs::remove_dir_all(place.staging()).unwrap();
        two_renames(&place).unwrap_err();
        assert_eq!(names(place.live.clone()), [".git", "old"]);
        assert!(!place.aside().exists());
    }

    #[test]
    fn a_build_killed_between_the_renames_is_rolled_back() {
        for somebody_made_a_folder in [false, true] {
            let (_folder, place) = prepared();
            fs::rename(&place.live, place.aside()).unwrap();
            if somebody_made_a_folder {
                fs::create_dir(&place.live).unwrap();
            }
            recover(&place).unwrap();
            assert_eq!(names(place.live.clone()), [".git", "old"]);
            assert_eq!(names(place.staging()), ["new"]);
            assert!(!place.aside().exists());
        }
    }

    #[test]
    fn a_build_killed_after_the_renames_is_finished() {
        let (_folder, place) = prepared();
        fs::rename(&place.live, place.aside()).unwrap();
        fs::rename(place.staging(), &place.live).unwrap();
        recover(&place).unwrap();
        assert_eq!(names(place.live.clone()), [".git", "new"]);
        assert_eq!(names(place.staging()), ["old"]);
        assert!(!place.aside().exists());
    }

    #[test]
    fn a_folder_of_that_name_that_is_not_ours_stays() {
        let (_folder, place) = prepared();
        fs::create_dir(place.aside()).unwrap();
        fs::write(place.aside().join("file"), "").unwrap();
        recover(&place).unwrap();
        assert_eq!(names(place.aside()), ["file"]);
        two_renames(&place).unwrap_err();
        assert_eq!(names(place.live.clone()), [".git", "old"]);
    }
}
