//! `litweave explain CODE`: what a code means, with an example.

use super::{CLEAN, COULD_NOT_RUN, run};
use crate::diagnostics::{Code, Explanation, Severity, did_you_mean};

/// The arguments of `explain`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The code, as a complaint prints it between brackets. Without one, all codes are listed.
    code: Option<String>,
}

/// Prints what a code means.
pub fn explain(args: &Args) -> u8 {
    let Some(name) = &args.code else {
        let list: String =
            Code::ALL.iter().map(|code| format!("{:<26}{}\n", code.name(), severity(*code))).collect();
        run::print(&list);
        return CLEAN;
    };
    match Code::by_name(name) {
        Some(code) => {
            run::print(&text(code));
            CLEAN
        }
        None => {
            let near = did_you_mean(name, Code::ALL.iter().map(|code| code.name()));
            let help = near.unwrap_or_else(|| "`litweave explain` lists them all".to_owned());
            run::say(&format!("error: no code is called `{name}`: {help}"));
            COULD_NOT_RUN
        }
    }
}

fn text(code: Code) -> String {
    let Explanation { meaning, wrong, right } = code.explanation();
    let name = code.name();
    let severity = severity(code);
    format!(
        "{name} ({severity})\n\n{meaning}\n\nWrong:\n\n{}\n\nRight:\n\n{}\n",
        indented(wrong),
        indented(right)
    )
}

fn severity(code: Code) -> &'static str {
    match code.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn indented(example: &str) -> String {
    example.lines().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n")
}
