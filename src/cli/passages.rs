//! `litweave passages`: the sentences of a text, numbered as locators count them.

use super::{CLEAN, COULD_NOT_RUN, run};
use crate::seal::SourceText;
use std::path::PathBuf;

/// The arguments of `passages`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The text of a source.
    text: PathBuf,
}

/// Prints every heading, and every sentence under it with its number.
pub fn passages(args: &Args) -> u8 {
    let text = match crate::read::read_source_text(&args.text) {
        Ok(Some(text)) => text,
        Ok(None) => {
            run::say(&format!("error: there is no file `{}`", args.text.display()));
            return COULD_NOT_RUN;
        }
        Err(fault) => {
            run::say(&format!("error: `{}` {fault}", args.text.display()));
            return COULD_NOT_RUN;
        }
    };
    for (number, text) in SourceText::new(&text).outline() {
        match number {
            Some(number) => run::print(&format!("  {number:>3}  {text}\n")),
            None => run::print(&format!("{text}\n")),
        }
    }
    CLEAN
}
