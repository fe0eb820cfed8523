//! `litweave check`: says what is wrong with the content, and how much of it is proven.

use super::run::{self, Input};
use crate::check::{Coverage, SourceCoverage, TokenCoverage};
use crate::diagnostics::{Severity, github, json, sarif};
use crate::pipeline::Goal;
use std::path::PathBuf;

/// The arguments of `check`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    input: Input,
    /// The folder that holds the texts of the sources: prove seals and figures against them.
    #[arg(long, value_name = "DIR")]
    texts: Option<PathBuf>,
    /// How to say it.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// List notes as well: what is worth knowing and no complaint; the pages say it.
    #[arg(long)]
    notes: bool,
    /// Count warnings as errors.
    #[arg(long)]
    deny_warnings: bool,
}

/// How complaints are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For a person.
    Human,
    /// For a program: every complaint and note, and how much of the sources is proven.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Workflow commands, which GitHub shows beside the lines of a change.
    Github,
}

/// Checks the content.
pub fn check(args: &Args) -> u8 {
    let mut request = args.input.request(Goal::Check);
    request.texts.clone_from(&args.texts);
    let run = match crate::pipeline::run(&request) {
        Ok(run) => run,
        Err(failure) => return run::could_not_run(&failure),
    };
    match args.format {
        Format::Json => {
            run::print(&json(&run.diagnostics, &run.files, &run.coverage));
            run::print("\n");
        }
        Format::Sarif => {
            run::print(&sarif(&run.diagnostics, &run.files, &args.input.folder()));
            run::print("\n");
        }
        Format::Github => run::print(&github(&run.diagnostics, &run.files, &args.input.folder())),
        Format::Human => {
            run::show(&run, if args.notes { run::Notes::Listed } else { run::Notes::Counted });
            run::print(&coverage(&run.coverage));
            if args.texts.is_none() {
                say_unverified(&run.coverage);
            }
            if run.diagnostics.is_empty() {
                run::say(&format!("Checked {} entries: nothing to complain of.", run.counts.entries));
            }
            let noted = run.diagnostics.count(Severity::Note);
            if noted > 0 && !args.notes {
                run::say(&format!("{}: `--notes` lists what is worth knowing.", run::counted(noted, "note")));
            }
        }
    }
    run::exit_code(&run, args.deny_warnings)
}

/// Says that seals prove nothing without the texts.
fn say_unverified(coverage: &Coverage) {
    let sealed: usize = coverage.sources.iter().map(|source| source.sealed).sum();
    if sealed > 0 {
        run::say(&format!("Passages: {sealed} sealed, not verified; `--texts DIR` proves them."));
    }
}

/// How much of each source is proven by its text, a line each; what is left out, with the reasons.
fn coverage(coverage: &Coverage) -> String {
    coverage.sources.iter().filter_map(|source| Some(of_source(source, source.tokens.as_ref()?))).collect()
}

fn of_source(source: &SourceCoverage, tokens: &TokenCoverage) -> String {
    let SourceCoverage { source: id, sealed, quoted, unproven, .. } = source;
    let mut text = format!(
        "{id}: passages: {sealed} sealed, {quoted} quoted, {unproven} neither; \
         numbers: {} accounted for, {} left out, {} neither\n",
        tokens.accounted,
        tokens.left_out.len(),
        tokens.open.len()
    );
    for left in &tokens.left_out {
        text.push_str(&format!("  `{}` left out: {} ({})\n", left.token, left.what, left.because));
    }
    text
}
