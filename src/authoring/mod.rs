//! Changes to content files, made where they stand.
//!
//! An [`Edit`] replaces a run of bytes; all else in a file, comments and layout included, stays as
//! the editor wrote it. What is to be changed is worked out here from the knowledge base; writing
//! it down is for [`write`](crate::write).

mod edit;
mod seal;

pub use edit::{Edit, apply};
pub use seal::{Renewal, Sealing, seal};
