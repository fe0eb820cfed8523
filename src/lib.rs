//! litweave: a static-site generator for clinical literature.
//!
//! `ARCHITECTURE.md` names the rooms and their floors; [`pipeline`] is the way of the data.

#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::print_stdout,
        clippy::print_stderr
    )
)]

pub mod assets;
pub mod authoring;
pub mod check;
#[cfg(feature = "cite")]
pub mod cite;
pub mod cli;
pub mod csl;
pub mod diagnostics;
pub mod export;
pub mod link;
pub mod model;
pub mod output;
pub mod parse;
pub mod pipeline;
pub mod read;
pub mod render;
pub mod seal;
#[cfg(feature = "serve")]
pub mod serve;
pub mod site;
pub mod statistics;
pub mod strings;
pub mod synthesis;
pub mod write;

#[cfg(test)]
mod testing;
