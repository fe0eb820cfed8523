//! What can stand in the way of writing a site.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// Why the site was not written, with what to do. What lay there before is untouched.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The root of the file system.
    #[error("`/` cannot be the site: name a folder of its own, such as `--out public`")]
    Root,
    /// The home folder, or a folder that holds it.
    #[error(
        "`{path}` is or holds your home folder and would be replaced whole: \
         name a folder of its own, such as `--out public`"
    )]
    Home {
        /// What `--out` leads to.
        path: PathBuf,
    },
    /// The folder that the site is made from, or one that holds it.
    #[error(
        "`{path}` is or holds the folder that the site is made from and would be replaced whole: \
         name a folder of its own, such as `--out public`"
    )]
    SiteRoot {
        /// What `--out` leads to.
        path: PathBuf,
    },
    /// A folder that holds, or lies in, what the site is made from.
    #[error(
        "`{path}` overlaps with `{folder}`, from which the site is made: \
         name a folder beside it, such as `--out public`"
    )]
    SiteFolder {
        /// What `--out` leads to.
        path: PathBuf,
        /// The folder of the site that it overlaps with.
        folder: PathBuf,
    },
    /// A name that litweave gives to what lies beside a site.
    #[error(
        "`{path}` is a name that litweave keeps for itself: \
         name another folder, such as `--out public`"
    )]
    Reserved {
        /// What `--out` leads to.
        path: PathBuf,
    },
    /// A symbolic link.
    #[error(
        "`{path}` is a symbolic link, which could not be replaced in one step: \
         name the folder that it leads to, or another one with `--out`"
    )]
    Link {
        /// What `--out` leads to.
        path: PathBuf,
    },
    /// A file, a pipe, a socket or a device.
    #[error("`{path}` is not a folder: remove it, or name another one with `--out`")]
    NotAFolder {
        /// What `--out` leads to.
        path: PathBuf,
    },
    /// A folder that something else has filled.
    #[error(
        "`{path}` was not made by litweave and would be replaced whole: name another folder with \
         `--out`, or put an empty file called `.litweave` in it if nothing there is to be kept"
    )]
    Foreign {
        /// What `--out` leads to.
        path: PathBuf,
    },
    /// Something else stands where the other generation of the site belongs.
    #[error(
        "`{path}` was not made by litweave, which prepares the site there: \
         move it away, or name another folder with `--out`"
    )]
    ForeignStaging {
        /// Where the other generation belongs.
        path: PathBuf,
    },
    /// A folder that the system does not let us move.
    #[error(
        "`{path}` cannot be moved, as it is a mount point or part of a container's image: \
         name a folder inside it with `--out`"
    )]
    Immovable {
        /// The folder of the site.
        path: PathBuf,
    },
    /// A build was killed before it put `.git` back, and there is a new one by now.
    #[error(
        "there is a repository in `{live}`, and one that a killed build left in `{staging}`: \
         move away the one that you do not need"
    )]
    TwoRepositories {
        /// The one in the site.
        live: PathBuf,
        /// The one that was left beside it.
        staging: PathBuf,
    },
    /// No room.
    #[error(
        "no room is left in `{folder}` for the new site; what is there stays as it was: \
         free some space there and build again"
    )]
    Full {
        /// The folder on the disk that is full.
        folder: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// No right to write.
    #[error(
        "`{folder}` cannot be written to ({source}): \
         make it writable, or name another folder with `--out`"
    )]
    ReadOnly {
        /// The folder that refuses.
        folder: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file to copy that cannot be opened.
    #[error("`{path}` cannot be copied into the site ({source})")]
    Source {
        /// The file to copy.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Something to copy that is a link, a folder, a pipe or a device.
    #[error(
        "`{path}` cannot be copied into the site, as it is not a regular file: \
         put the file itself in its place"
    )]
    SourceNotAFile {
        /// What was to be copied.
        path: PathBuf,
    },
    /// Anything else that the system says.
    #[error("cannot work on `{path}` ({source})")]
    Io {
        /// The place that it was about.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Wraps what the system said about `path`, for use with `map_err`.
pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> WriteError {
    let path = path.to_path_buf();
    move |source| {
        let folder = || path.parent().unwrap_or(&path).to_path_buf();
        match source.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
                WriteError::Full { folder: folder(), source }
            }
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                WriteError::ReadOnly { folder: folder(), source }
            }
            _ => WriteError::Io { path, source },
        }
    }
}
