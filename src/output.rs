//! The site as it will lie on disk: path → body, each path claimed once.
//!
//! Every stage that makes a file claims its path here and says for whom. Two claims on one path
//! are refused, also where they differ only in case: many disks and some hosts see one file in
//! `A.html` and `a.html`. Nothing here touches a disk; that is for [`write`](mod@crate::write).

use std::collections::BTreeMap;
use std::path::PathBuf;

/// The file at the top of a site that says that litweave made it, and may replace it.
pub const MARKER: &str = ".litweave";

/// The repository at the top of a site, which belongs to the user and stays.
pub const REPOSITORY: &str = ".git";

/// What stands at one path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// The bytes themselves.
    Bytes(Vec<u8>),
    /// A file to copy, never held in memory.
    File(PathBuf),
}

/// The site as it will lie on disk, in the order of its paths.
#[derive(Debug, Default)]
pub struct OutputTree {
    bodies: BTreeMap<String, Body>,
    /// Who claimed a file, by its folded path.
    files: BTreeMap<String, String>,
    /// Who first needed a folder, by its folded path.
    folders: BTreeMap<String, String>,
}

/// Why a path cannot be claimed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClaimError {
    /// Two owners want one path; letters that differ only in case are the same.
    #[error("`{path}` is claimed by {first} and by {second}: give one of them another name")]
    Collision {
        /// The path as the second owner spells it.
        path: String,
        /// Who claimed it before.
        first: String,
        /// Who claims it now.
        second: String,
    },
    /// One owner wants a file where another wants a folder.
    #[error("`{path}` is a file for {file} and a folder for {folder}: give one of them another name")]
    FileAndFolder {
        /// The contested path.
        path: String,
        /// Who wants the file.
        file: String,
        /// Who wants the folder.
        folder: String,
    },
    /// The path cannot stand in a site.
    #[error("{owner} claims `{path}`, which {why}")]
    Invalid {
        /// The path as it was claimed, escaped so that it can be shown.
        path: String,
        /// Who claims it.
        owner: String,
        /// What is wrong with it, to follow "which".
        why: &'static str,
    },
}

impl OutputTree {
    /// Starts a site that holds nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Claims `path` for `body` in the name of `owner`.
    ///
    /// The path is relative, with forward slashes, and stays inside the site: no component is
    /// empty, `.` or `..`, and none holds a backslash or NUL.
    pub fn claim(&mut self, path: &str, body: Body, owner: &str) -> Result<(), ClaimError> {
        if let Some(why) = fault(path) {
            let (path, owner) = (path.escape_debug().to_string(), owner.to_owned());
            return Err(ClaimError::Invalid { path, owner, why });
        }
        let folded = fold(path);
        self.check_free(path, &folded, owner)?;
        for folder in ancestors(&folded) {
            if self.folders.contains_key(folder) {
                break;
            }
            self.folders.insert(folder.to_owned(), owner.to_owned());
        }
        self.files.insert(folded, owner.to_owned());
        self.bodies.insert(path.to_owned(), body);
        Ok(())
    }

    /// Every path with its body, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Body)> {
        self.bodies.iter().map(|(path, body)| (path.as_str(), body))
    }

    /// What stands at `path`, spelled exactly so.
    pub fn get(&self, path: &str) -> Option<&Body> {
        self.bodies.get(path)
    }

    /// How many files the site holds.
    pub fn len(&self) -> usize {
        self.bodies.len()
    }

    /// Whether the site holds no file.
    pub fn is_empty(&self) -> bool {
        self.bodies.is_empty()
    }

    fn check_free(&self, path: &str, folded: &str, owner: &str) -> Result<(), ClaimError> {
        let second = owner.to_owned();
        if let Some(first) = self.files.get(folded).cloned() {
            return Err(ClaimError::Collision { path: path.to_owned(), first, second });
        }
        if let Some(folder) = self.folders.get(folded).cloned() {
            return Err(ClaimError::FileAndFolder { path: path.to_owned(), file: second, folder });
        }
        let blocking = ancestors(folded).find_map(|folder| self.files.get_key_value(folder));
        if let Some((path, file)) = blocking {
            let (path, file) = (path.clone(), file.clone());
            return Err(ClaimError::FileAndFolder { path, file, folder: second });
        }
        Ok(())
    }
}

/// The folders that `path` lies in, the innermost first.
pub(crate) fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    path.rmatch_indices('/').filter_map(move |(slash, _)| path.get(..slash))
}

/// What is wrong with `path`, to follow "which".
fn fault(path: &str) -> Option<&'static str> {
    if path.starts_with('/') {
        return Some("begins with a slash: paths are relative to the site");
    }
    if path.contains(['\\', '\0']) {
        return Some("holds a backslash or NUL");
    }
    if path.split('/').any(|name| matches!(name, "" | "." | "..")) {
        return Some("has an empty, `.` or `..` component");
    }
    let top = fold(path.split('/').next().unwrap_or_default());
    match top.as_str() {
        MARKER => Some("is the name of litweave's own marker"),
        REPOSITORY => Some("belongs to the repository that the site may lie in"),
        _ => None,
    }
}

/// The form in which two spellings of one address are equal.
///
/// Up and down again, letter by letter, brings together what lower case alone leaves apart:
/// `ß` and `SS`, `ς` and `σ`.
fn fold(path: &str) -> String {
    path.chars().flat_map(char::to_uppercase).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// Claims each `path` in turn, in the name of `<path>.md`, and returns what the last one met.
    fn claim(paths: &[&str]) -> Result<(), ClaimError> {
        let mut tree = OutputTree::new();
        let claims = paths.iter().map(|path| {
            let owner = format!("{path}.md");
            tree.claim(path, Body::Bytes(Vec::new()), &owner)
        });
        claims.last().unwrap()
    }

    #[test]
    fn a_path_is_claimed_once_whatever_its_case() {
        for second in ["a/il-4.html", "a/IL-4.html", "A/il-4.html"] {
            let expected = ClaimError::Collision {
                path: second.to_owned(),
                first: "a/il-4.html.md".to_owned(),
                second: format!("{second}.md"),
            };
            assert_eq!(claim(&["a/il-4.html", second]), Err(expected));
        }
        assert!(claim(&["straße.html", "STRASSE.html"]).is_err());
        assert!(claim(&["οδος.html", "ΟΔΟΣ.html"]).is_err());
        assert_eq!(claim(&["a/il-4.html", "b/il-4.html"]), Ok(()));
    }

    #[test]
    fn a_collision_names_both_owners() {
        let told = claim(&["a.html", "A.html"]).unwrap_err().to_string();
        assert_eq!(told, "`A.html` is claimed by a.html.md and by A.html.md: give one of them another name");
    }

    #[test]
    fn a_file_is_no_folder() {
        for paths in [["a/b", "a/b/c/d"], ["a/b/c/d", "A/b"]] {
            let met = claim(&paths);
            assert!(matches!(met, Err(ClaimError::FileAndFolder { .. })), "{met:?}");
        }
        assert_eq!(claim(&["a/b/c", "a/b/d", "a/bc"]), Ok(()));
    }

    #[test]
    fn a_path_stays_inside_the_site() {
        for path in [
            "",
            "/",
            "/etc/passwd",
            ".",
            "..",
            "../a",
            "a/../b",
            "a/./b",
            "a//b",
            "a/",
            "a\\b",
            "a\0b",
            ".litweave",
            ".Litweave",
            ".git",
            ".git/config",
            ".GIT/config",
        ] {
            let met = claim(&[path]);
            assert!(matches!(met, Err(ClaimError::Invalid { .. })), "{path:?}: {met:?}");
        }
        for path in ["a", "a/.git", "...", ".nojekyll", ".well-known/x", "CNAME", "é/日本.html"] {
            assert_eq!(claim(&[path]), Ok(()), "{path:?}");
        }
    }

    #[test]
    fn a_refused_claim_leaves_the_tree_as_it_was() {
        let mut tree = OutputTree::new();
        tree.claim("a", Body::Bytes(vec![1]), "one").unwrap();
        tree.claim("a/b/c", Body::Bytes(vec![2]), "two").unwrap_err();
        tree.claim("b/c", Body::File("c".into()), "three").unwrap();
        let paths: Vec<_> = tree.iter().map(|(path, _)| path).collect();
        assert_eq!(paths, ["a", "b/c"]);
        assert_eq!(tree.get("a"), Some(&Body::Bytes(vec![1])));
        assert_eq!(tree.get("A"), None);
        assert_eq!((tree.len(), tree.is_empty()), (2, false));
    }
}
