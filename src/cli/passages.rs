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

/// Prints every heading and sentence with its numbers: from the top of the text, as `opening` counts,
/// and under its heading.
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
    run::print("opening  sentence\n");
    for (in_opening, under_heading, text) in SourceText::new(&text).outline() {
        let number = |number: Option<usize>| number.map(|number| number.to_string()).unwrap_or_default();
        let (in_opening, under_heading) = (number(in_opening), number(under_heading));
        run::print(&format!("{in_opening:>7}  {under_heading:>8}  {text}\n"));
    }
    CLEAN
}
