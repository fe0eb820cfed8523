//! `litweave build`: makes the site.

use super::run::{self, Input};
use super::{COULD_NOT_RUN, ERRORS};
use crate::pipeline::{Counts, Goal};
use crate::write::{Exchange, Written, write};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// The arguments of `build`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    input: Input,
    /// The folder to write; only one that litweave made is ever replaced.
    #[arg(long, short, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Where the site will be published, such as https://example.org/knowledge/
    #[arg(long, value_name = "URL", value_parser = address)]
    base_url: Option<url::Url>,
    /// The repository in which errors are reported, such as https://github.com/someone/knowledge
    #[arg(long, value_name = "URL", value_parser = run::repository)]
    repository: Option<url::Url>,
}

fn address(written: &str) -> Result<url::Url, String> {
    run::web_address(written, "https://example.org/knowledge/")
}

/// Makes the site, if nothing is wrong with its content.
pub fn build(args: &Args) -> u8 {
    let begun = Instant::now();
    let mut request = args.input.request(Goal::Build);
    request.base_url = args.base_url.clone();
    request.repository = args.repository.clone();
    let run = match crate::pipeline::run(&request) {
        Ok(run) => run,
        Err(failure) => return run::could_not_run(&failure),
    };
    run::show(&run, run::Notes::Counted);
    let out = args.out.clone().unwrap_or_else(|| args.input.site.join("public"));
    let Some(tree) = &run.tree else {
        run::say(&format!("Nothing was written: `{}` is as it was.", out.display()));
        return ERRORS;
    };
    match write(tree, &out, &args.input.site) {
        Ok(written) => {
            run::say(&summary(&written, run.counts, &out, begun.elapsed()));
            run::exit_code(&run, false)
        }
        Err(error) => {
            run::say(&format!("error: {error}"));
            COULD_NOT_RUN
        }
    }
}

fn summary(written: &Written, counts: Counts, out: &std::path::Path, took: Duration) -> String {
    let what = match (written.changed, written.removed) {
        _ if matches!(written.exchanged, Exchange::Nothing) => "nothing had changed".to_owned(),
        (changed, 0) => format!("{changed} files new or changed"),
        (changed, removed) => format!("{changed} files new or changed, {removed} removed"),
    };
    let waited = if written.waited { " Another build was running: this one waited for it." } else { "" };
    let renames = if matches!(written.exchanged, Exchange::TwoRenames) {
        " This disk cannot exchange two folders in one step: it was done in two."
    } else {
        ""
    };
    format!(
        "Built {} pages from {} entries into `{}` in {:.2} s: {what}.{waited}{renames}",
        counts.pages,
        counts.entries,
        out.display(),
        took.as_secs_f64()
    )
}
