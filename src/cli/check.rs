//! `litweave check`: says what is wrong with the content.

use super::run::{self, Input};
use crate::diagnostics::json;
use crate::pipeline::Goal;

/// The arguments of `check`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    input: Input,
    /// How to say it.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Count warnings as errors.
    #[arg(long)]
    deny_warnings: bool,
}

/// How complaints are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For a person.
    Human,
    /// For a program.
    Json,
}

/// Checks the content.
pub fn check(args: &Args) -> u8 {
    let run = match crate::pipeline::run(&args.input.request(Goal::Check)) {
        Ok(run) => run,
        Err(failure) => return run::could_not_run(&failure),
    };
    match args.format {
        Format::Json => {
            run::print(&json(&run.diagnostics, &run.files));
            run::print("\n");
        }
        Format::Human => {
            run::show(&run);
            if run.diagnostics.is_empty() {
                run::say(&format!("Checked {} entries: nothing to complain of.", run.counts.entries));
            }
        }
    }
    run::exit_code(&run, args.deny_warnings)
}
