//! litweave: a static-site generator for clinical literature.

pub mod diagnostics;
pub mod model;
pub mod parse;
pub mod read;
