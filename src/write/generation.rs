//! Brings a folder up to date with what it should hold.
//!
//! A folder is judged by what lies in it, never by what a build once noted. A file is as it should
//! be if it has the right bytes and the right mode, and is a file of its own. One that is not is
//! made anew under its name rather than overwritten, so that no other name of it changes, and no
//! link is ever followed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rayon::prelude::*;

use super::error::{WriteError, at};
use super::file::{date_file, is_crooked, make_folder, overwrite, right_since, straighten, write_file};
use super::guard::{MARKER_TEXT, Standing, staging_standing};
use crate::output::{Body, MARKER, REPOSITORY, ancestors};

/// What a generation should hold, beside our marker.
#[derive(Debug)]
pub(super) struct Wanted<'a> {
    files: BTreeMap<&'a str, &'a Body>,
    folders: BTreeSet<&'a str>,
}

/// What a folder holds, measured against what it should.
#[derive(Debug, Default)]
pub(super) struct Survey<'a> {
    /// The files that are as they should be, and since when.
    right: BTreeMap<&'a str, SystemTime>,
    /// The files that have a right to be there, whatever they hold.
    files: BTreeMap<&'a str, &'a Body>,
    /// The folders that have a right to be there.
    folders: BTreeSet<&'a str>,
    /// Files, links and the like that should not be there.
    surplus: Vec<PathBuf>,
    /// Folders that should not be there, each before those in it.
    surplus_folders: Vec<PathBuf>,
    /// Folders that not everyone can read, or that others can write to.
    crooked: Vec<PathBuf>,
}

impl<'a> Wanted<'a> {
    /// Gathers what is wanted; of two bodies for one path, the last counts.
    pub fn new(files: impl Iterator<Item = (&'a str, &'a Body)>) -> Self {
        let files: BTreeMap<_, _> = files.collect();
        let folders = files.keys().flat_map(|path| ancestors(path)).collect();
        Self { files, folders }
    }
}

impl<'a> Survey<'a> {
    /// Looks through all of `folder`, which exists, and follows no link.
    pub fn of(folder: &Path, wanted: &Wanted<'a>) -> Result<Self, WriteError> {
        let mut survey = Self::default();
        let mut ahead = vec![PathBuf::new()];
        while let Some(inside) = ahead.pop() {
            ahead.extend(survey.look_into(folder, &inside, wanted)?);
        }
        let compare = |(path, body): (&&'a str, &&'a Body)| {
            let since = right_since(&folder.join(path), body).ok().flatten();
            since.map(|since| (*path, since))
        };
        survey.right = survey.files.par_iter().filter_map(compare).collect();
        Ok(survey)
    }

    /// Whether nothing is missing, wrong or surplus.
    pub fn is_up_to_date(&self, wanted: &Wanted) -> bool {
        self.right.len() == wanted.files.len()
            && self.surplus.is_empty()
            && self.surplus_folders.is_empty()
            && self.crooked.is_empty()
    }

    /// Whether the file at `path` is as it should be.
    pub fn is_right(&self, path: &str) -> bool {
        self.right.contains_key(path)
    }

    /// How many files should not be there.
    pub fn surplus(&self) -> usize {
        self.surplus.len()
    }

    /// Notes what lies in one folder, and returns the folders in it.
    fn look_into(
        &mut self,
        root: &Path,
        inside: &Path,
        wanted: &Wanted<'a>,
    ) -> Result<Vec<PathBuf>, WriteError> {
        let folder = root.join(inside);
        if is_crooked(&folder).map_err(at(&folder))? {
            self.crooked.push(folder.clone());
        }
        let mut folders = Vec::new();
        for entry in fs::read_dir(&folder).map_err(at(&folder))? {
            let entry = entry.map_err(at(&folder))?;
            let path = inside.join(entry.file_name());
            // The marker is laid and the repository moved by others.
            if path.as_os_str() == MARKER || path.as_os_str() == REPOSITORY {
                continue;
            }
            let kind = entry.file_type().map_err(at(&entry.path()))?;
            if kind.is_dir() {
                self.note_folder(entry.path(), path.to_str(), wanted);
                folders.push(path);
            } else {
                let path = path.to_str().filter(|_| kind.is_file());
                self.note_file(entry.path(), path, wanted);
            }
        }
        Ok(folders)
    }

    fn note_folder(&mut self, place: PathBuf, path: Option<&str>, wanted: &Wanted<'a>) {
        match path.and_then(|path| wanted.folders.get(path)) {
            Some(path) => _ = self.folders.insert(path),
            None => self.surplus_folders.push(place),
        }
    }

    fn note_file(&mut self, place: PathBuf, path: Option<&str>, wanted: &Wanted<'a>) {
        match path.and_then(|path| wanted.files.get_key_value(path)) {
            Some((path, body)) => _ = self.files.insert(path, body),
            None => self.surplus.push(place),
        }
    }
}

/// Makes `staging` hold what is wanted, and nothing else.
///
/// A file that the live site holds already has its time from there, and any other file the time
/// of this build: the two generations look like one to whoever goes by times, be it `rsync` or a
/// browser that asks for what is newer.
pub(super) fn bring_up_to_date(staging: &Path, wanted: &Wanted, live: &Survey) -> Result<(), WriteError> {
    found(staging)?;
    let survey = Survey::of(staging, wanted)?;
    for folder in &survey.crooked {
        straighten(folder)?;
    }
    remove(&survey)?;
    for path in wanted.folders.difference(&survey.folders) {
        make_folder(&staging.join(path))?;
    }
    wanted.files.par_iter().try_for_each(|(path, body)| {
        let since = live.right.get(path).copied();
        let target = staging.join(path);
        match survey.right.get(path) {
            Some(found) if Some(*found) == since => return Ok(()),
            Some(_) => return date_file(&target, since.unwrap_or_else(SystemTime::now)),
            None => {}
        }
        if survey.files.contains_key(path) {
            fs::remove_file(&target).map_err(at(&target))?;
        }
        write_file(&target, body, since)
    })
}

/// Makes the folder ours before anything else lies in it.
fn found(staging: &Path) -> Result<(), WriteError> {
    if staging_standing(staging)? == Standing::Missing {
        make_folder(staging)?;
    }
    let marker = staging.join(MARKER);
    if right_since(&marker, &Body::Bytes(MARKER_TEXT.into())).is_ok_and(|since| since.is_some()) {
        return Ok(());
    }
    // Overwritten and not made anew: at no moment may the folder be without it.
    overwrite(&marker, MARKER_TEXT)
}

fn remove(survey: &Survey) -> Result<(), WriteError> {
    for path in &survey.surplus {
        fs::remove_file(path).map_err(at(path))?;
    }
    for path in survey.surplus_folders.iter().rev() {
        fs::remove_dir(path).map_err(at(path))?;
    }
    Ok(())
}
