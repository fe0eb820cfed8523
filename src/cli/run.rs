//! What the commands have in common: the folder, the day, and how complaints are shown.

use super::{CLEAN, COULD_NOT_RUN, ERRORS};
use crate::diagnostics::{Look, Severity, terminal};
use crate::link::Drafts;
use crate::model::Date;
use crate::pipeline::{Failure, Goal, Request, Run};
use std::io::Write as _;
use std::path::PathBuf;

/// Where the content is, and what of it counts.
#[derive(Debug, Clone, clap::Args)]
pub struct Input {
    /// The folder that holds `content/`.
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub site: PathBuf,
    /// Count drafts in.
    #[arg(long)]
    pub drafts: bool,
}

impl Input {
    /// The request that these arguments make.
    pub fn request(&self, goal: Goal) -> Request {
        Request {
            root: self.site.clone(),
            drafts: if self.drafts { Drafts::Shown } else { Drafts::LeftOut },
            base_url: None,
            repository: None,
            today: today(),
            goal,
            texts: None,
        }
    }
}

impl Input {
    /// The way to the site, to be put before the paths of its files; empty for the current folder.
    pub fn folder(&self) -> String {
        let here = std::env::current_dir().unwrap_or_default();
        let path = self.site.strip_prefix(&here).unwrap_or(&self.site);
        let path = path.to_string_lossy().replace('\\', "/");
        let path = path.trim_start_matches("./").trim_end_matches('/');
        if path.is_empty() || path == "." { String::new() } else { format!("{path}/") }
    }
}

/// The address of a repository.
pub fn repository(written: &str) -> Result<url::Url, String> {
    web_address(written, "https://github.com/someone/knowledge")
}

/// A web address; the help of the library's own complaint would not say what to type.
pub fn web_address(written: &str, example: &str) -> Result<url::Url, String> {
    let url = url::Url::parse(written).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    url.ok_or_else(|| format!("write it whole, such as {example}"))
}

/// The day of SOURCE_DATE_EPOCH, where it is set, or of this machine's clock.
fn today() -> Date {
    let seconds = std::env::var("SOURCE_DATE_EPOCH")
        .ok()
        .and_then(|text| text.parse::<i64>().ok())
        .unwrap_or_else(|| {
            let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
            since.map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(0))
        });
    let day =
        jiff::Timestamp::from_second(seconds).unwrap_or_default().to_zoned(jiff::tz::TimeZone::UTC).date();
    Date {
        year: u16::try_from(day.year()).unwrap_or(0),
        month: u8::try_from(day.month()).ok(),
        day: u8::try_from(day.day()).ok(),
    }
}

/// Says something to the person at the terminal. A closed pipe is no fault.
pub fn say(line: &str) {
    let _ = writeln!(anstream::stderr(), "{line}");
}

/// Prints a result. A closed pipe is no fault.
pub fn print(text: &str) {
    let _ = write!(anstream::stdout(), "{text}");
}

/// Whether notes are listed, or only counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notes {
    /// Each with its place.
    Listed,
    /// How many there are.
    Counted,
}

/// Shows every complaint, then counts them.
pub fn show(run: &Run, notes: Notes) {
    let shown = match notes {
        Notes::Listed => run.diagnostics.clone(),
        Notes::Counted => run.diagnostics.without_notes(),
    };
    // The stream takes the colours away where they are not wanted.
    let text = terminal(&shown, &run.files, Look::Styled);
    let _ = write!(anstream::stderr(), "{text}");
    if let Some(line) = count(run, notes) {
        say(&line);
    }
}

/// "2 errors, 1 warning", if there is anything.
fn count(run: &Run, notes: Notes) -> Option<String> {
    let note = (notes == Notes::Listed).then_some((Severity::Note, "note"));
    let counted: Vec<String> = [(Severity::Error, "error"), (Severity::Warning, "warning")]
        .into_iter()
        .chain(note)
        .map(|(severity, noun)| (run.diagnostics.count(severity), noun))
        .filter(|(count, _)| *count > 0)
        .map(|(count, noun)| counted(count, noun))
        .collect();
    (!counted.is_empty())
        .then(|| format!("{}. `litweave explain CODE` says more about each.", counted.join(", ")))
}

/// "1 note", "2 notes".
pub fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// The exit code of a run that went to its end.
pub fn exit_code(run: &Run, warnings_are_errors: bool) -> u8 {
    let warned = run.diagnostics.count(Severity::Warning) > 0;
    if run.diagnostics.has_errors() || (warnings_are_errors && warned) { ERRORS } else { CLEAN }
}

/// Says why a run could not go on.
pub fn could_not_run(failure: &Failure) -> u8 {
    say(&format!("error: {failure}"));
    COULD_NOT_RUN
}
