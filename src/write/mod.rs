//! Writes the site, and changes to content files: the only module that does.
//!
//! There are two generations of a site: the live one, say `public`, and `.public.litweave` beside
//! it. [`write()`] brings the hidden one up to date, writing only what differs, and lets the two
//! change places in one step. What was live waits there for the next build.
//!
//! A build that is killed at any moment, or finds the disk full, has touched the hidden
//! generation only, and the next build compares that file by file; what it leaves in the narrow
//! steps around the exchange, `exchange` mends. Nothing is forced to the disk: after a power cut,
//! too, the next build finds by comparing what was lost.
//!
//! `.git` at the top of the live site moves along with the place, and `CNAME` is copied into each
//! generation unless the tree has one. All else in a folder that carries our marker is ours to
//! remove; a folder without it is not touched, nor a few that are never a site (`guard`).

mod content;
mod error;
mod exchange;
mod file;
mod generation;
mod guard;
mod lock;

use std::fs;
use std::path::{Path, PathBuf};

pub use content::replace_content;
pub use error::WriteError;

use crate::output::{Body, OutputTree};
use error::at;
use generation::{Survey, Wanted};
use guard::{Place, Standing};
use lock::Lock;

/// The file in which a host is told the domain of a site. It stays if the site has none.
const DOMAIN: &str = "CNAME";

/// What a build did to the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// How many files the site has.
    pub files: usize,
    /// How many bytes they have.
    pub bytes: u64,
    /// How many of them are new or other than in the site before.
    pub changed: usize,
    /// How many files of the site before are gone.
    pub removed: usize,
    /// How the new site came into its place.
    pub exchanged: Exchange,
    /// Whether another build into the same folder had to end first.
    pub waited: bool,
}

/// How a new site takes the place of the old one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exchange {
    /// In one step: a reader finds the one or the other.
    OneStep,
    /// In two steps, as the file system knows no other way: for a moment there is no site.
    TwoRenames,
    /// Not at all: nothing had changed.
    Nothing,
}

/// Makes the folder `out` hold the site in `tree`, which is made from what lies in `site_root`.
///
/// Waits for another build into the same folder to end.
pub fn write(tree: &OutputTree, out: &Path, site_root: &Path) -> Result<Written, WriteError> {
    let home = std::env::var_os("HOME").map(PathBuf::from);
    let place = Place::choose(out, site_root, home.as_deref())?;
    guard::standing(&place.live)?;
    let bytes = tree.iter().map(|(_, body)| file::size(body)).sum::<Result<_, _>>()?;

    fs::create_dir_all(&place.parent).map_err(at(&place.parent))?;
    let lock = Lock::take(&place.lock())?;
    exchange::recover(&place)?;

    let standing = guard::standing(&place.live)?;
    let domain = domain_to_keep(&place.live);
    let kept = domain.iter().map(|body| (DOMAIN, body));
    let wanted = Wanted::new(kept.chain(tree.iter()));
    let live = match standing {
        Standing::Ours => Survey::of(&place.live, &wanted)?,
        _ => Survey::default(),
    };
    let exchanged = if standing == Standing::Ours && live.is_up_to_date(&wanted) {
        Exchange::Nothing
    } else {
        generation::bring_up_to_date(&place.staging(), &wanted, &live)?;
        exchange::exchange(&place, standing)?
    };
    Ok(Written {
        files: tree.len(),
        bytes,
        changed: tree.iter().filter(|(path, _)| !live.is_right(path)).count(),
        removed: live.surplus(),
        exchanged,
        waited: lock.waited,
    })
}

/// The domain that the user has written into the live site.
fn domain_to_keep(live: &Path) -> Option<Body> {
    let path = live.join(DOMAIN);
    let is_file = fs::symlink_metadata(&path).is_ok_and(|found| found.is_file());
    is_file.then_some(Body::File(path))
}
