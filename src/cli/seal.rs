//! `litweave seal`: writes the digests of located passages into the source files.

use super::run::{self, Input};
use super::{CLEAN, COULD_NOT_RUN, ERRORS};
use crate::authoring::{Renewal, apply};
use crate::pipeline::{Goal, Sealed};
use std::path::PathBuf;

/// The arguments of `seal`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    input: Input,
    /// The folder that holds the texts of the sources.
    #[arg(long, value_name = "DIR")]
    texts: PathBuf,
    /// Replace seals that no longer hold, too: after the passages were read again.
    #[arg(long)]
    renew: bool,
}

/// Seals every locator that leads to a passage.
pub fn seal(args: &Args) -> u8 {
    let mut request = args.input.request(Goal::Check);
    request.texts = Some(args.texts.clone());
    let renewal = if args.renew { Renewal::Replace } else { Renewal::Keep };
    let Sealed { run, sealing } = match crate::pipeline::seal(&request, renewal) {
        Ok(sealed) => sealed,
        Err(failure) => return run::could_not_run(&failure),
    };
    run::show(&run, run::Notes::Counted);
    let mut changed = 0;
    for (id, file) in run.files.iter() {
        let edits: Vec<_> = sealing.edits.iter().filter(|edit| edit.at.file == id).cloned().collect();
        if edits.is_empty() {
            continue;
        }
        let path = args.input.site.join(&file.path);
        match crate::write::replace_content(&path, &file.text, &apply(&file.text, &edits)) {
            Ok(true) => changed += 1,
            Ok(false) => {
                run::say(&format!("error: `{}` was changed meanwhile: run `litweave seal` again", file.path));
                return COULD_NOT_RUN;
            }
            Err(error) => {
                run::say(&format!("error: {error}"));
                return COULD_NOT_RUN;
            }
        }
    }
    run::say(&format!(
        "Sealed {} passage{}, renewed {}, left {} that hold; changed {changed} file{}.",
        sealing.sealed,
        if sealing.sealed == 1 { "" } else { "s" },
        sealing.renewed,
        sealing.held,
        if changed == 1 { "" } else { "s" }
    ));
    if run.diagnostics.has_errors() { ERRORS } else { CLEAN }
}
