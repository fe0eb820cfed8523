//! The command line: one file a command. Decides how complaints are shown.

mod build;
mod check;
mod explain;
mod passages;
mod run;
mod seal;
#[cfg(feature = "serve")]
mod serve;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Nothing is wrong, or warnings only.
const CLEAN: u8 = 0;
/// The content has errors.
const ERRORS: u8 = 1;
/// The run could not go on.
const COULD_NOT_RUN: u8 = 2;
/// A fault of ours.
const INTERNAL: u8 = 70;

/// A static-site generator for clinical literature: every number cited and checked.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make the site.
    Build(build::Args),
    /// Say what is wrong with the content, without making the site.
    Check(check::Args),
    /// Explain a code that a complaint names.
    Explain(explain::Args),
    /// Number the sentences of a text, as locators count them.
    Passages(passages::Args),
    /// Write the digests of located passages into the source files.
    Seal(seal::Args),
    /// Show the site on this machine, and again after every change.
    #[cfg(feature = "serve")]
    Serve(serve::Args),
}

/// Runs the command that the arguments name.
pub fn main(arguments: impl IntoIterator<Item = std::ffi::OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            let code = if error.use_stderr() { COULD_NOT_RUN } else { CLEAN };
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    let outcome = std::panic::catch_unwind(|| match cli.command {
        Command::Build(args) => build::build(&args),
        Command::Check(args) => check::check(&args),
        Command::Explain(args) => explain::explain(&args),
        Command::Passages(args) => passages::passages(&args),
        Command::Seal(args) => seal::seal(&args),
        #[cfg(feature = "serve")]
        Command::Serve(args) => serve::serve(args),
    });
    ExitCode::from(outcome.unwrap_or_else(|_| {
        run::say("internal error: this is a fault of litweave, not of your content. Please report it with the lines above.");
        INTERNAL
    }))
}
