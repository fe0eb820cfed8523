//! Builds into one folder, one after the other.

use std::os::fd::OwnedFd;
use std::path::Path;

use rustix::fs::{FlockOperation, Mode, OFlags, flock, open};
use rustix::io::{Errno, retry_on_intr};

use super::error::{WriteError, at};

/// The right to write a site, held until it is dropped or the process dies.
///
/// The file stays when the lock is given back: another build may be waiting on it.
#[derive(Debug)]
pub(super) struct Lock {
    /// Whether another build had to end first.
    pub waited: bool,
    _file: OwnedFd,
}

impl Lock {
    /// Takes the lock at `path`, and waits for a build that holds it.
    pub fn take(path: &Path) -> Result<Self, WriteError> {
        Self::take_file(path).map_err(|errno| at(path)(errno.into()))
    }

    fn take_file(path: &Path) -> Result<Self, Errno> {
        // A pipe of this name must not make us wait, a link not lead us elsewhere.
        let flags = OFlags::RDWR | OFlags::CREATE;
        let flags = flags | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let file = open(path, flags, Mode::from_raw_mode(0o644))?;
        let waited = match flock(&file, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => false,
            Err(Errno::WOULDBLOCK | Errno::INTR) => {
                retry_on_intr(|| flock(&file, FlockOperation::LockExclusive))?;
                true
            }
            Err(errno) => return Err(errno),
        };
        Ok(Self { waited, _file: file })
    }
}
