//! Complaints about content, and how they are shown.
//!
//! What is wrong with the content is a value: a [`Diagnostic`] with a [`Code`], a [`Span`], a
//! message and help, collected in [`Diagnostics`] while the run goes on. What is wrong around us
//! (no such folder, a full disk) is an `Err` of the stage that met it, and is not found here.

mod code;
mod files;
mod github;
mod json;
mod sarif;
mod span;
mod terminal;

pub use code::{Code, Explanation, Severity};
pub use files::{File, Files, Position};
pub use github::github;
pub use json::json;
pub use sarif::sarif;
pub use span::{FileId, Span, Spanned};
pub use terminal::{Look, terminal};

use std::collections::BTreeMap;

/// One complaint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which fault it is.
    pub code: Code,
    /// The smallest text that must change.
    pub span: Span,
    /// One line in lower case, for an editor.
    pub message: String,
    /// What to type.
    pub help: Vec<String>,
    /// Other places that belong to it, each with a word on why.
    pub related: Vec<(Span, String)>,
    severity: Severity,
}

impl Diagnostic {
    /// A complaint whose severity is that of its code.
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        // What is quoted from content may hold line breaks; a message is one line.
        let message = message.into().replace(['\n', '\r', '\t'], " ");
        Self { code, span, message, help: Vec::new(), related: Vec::new(), severity: code.severity() }
    }

    /// Adds what to type.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// Adds help if there is any.
    #[must_use]
    pub fn maybe_help(self, help: Option<String>) -> Self {
        match help {
            Some(help) => self.help(help),
            None => self,
        }
    }

    /// Points to another place that belongs to the fault.
    #[must_use]
    pub fn related(mut self, span: Span, why: impl Into<String>) -> Self {
        self.related.push((span, why.into()));
        self
    }

    /// Makes it a note: worth knowing here, where elsewhere someone must look.
    #[must_use]
    pub fn note(mut self) -> Self {
        self.severity = Severity::Note;
        self
    }

    /// How grave it is: as grave as its code, unless it is a note.
    pub fn severity(&self) -> Severity {
        self.severity
    }
}

/// All complaints of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    /// How often each fault was reported in each file.
    counts: BTreeMap<(FileId, Code), usize>,
    /// How many were reported and are not kept.
    dropped: BTreeMap<Severity, usize>,
}

/// The most complaints of one code that are kept for one file. Nobody reads more, and a text
/// that is made to be wrong everywhere must not make the run long.
const MOST_OF_A_KIND: usize = 200;

impl Diagnostics {
    /// Takes a complaint and lets the caller carry on.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        let count = self.counts.entry((diagnostic.span.file, diagnostic.code)).or_default();
        *count += 1;
        if *count <= MOST_OF_A_KIND {
            self.list.push(diagnostic);
        } else {
            *self.dropped.entry(diagnostic.severity).or_default() += 1;
        }
    }

    /// Takes over the complaints of another collector.
    pub fn absorb(&mut self, other: Self) {
        self.list.extend(other.list);
        for (kind, count) in other.counts {
            *self.counts.entry(kind).or_default() += count;
        }
        for (severity, count) in other.dropped {
            *self.dropped.entry(severity).or_default() += count;
        }
    }

    /// Leaves only the complaints that `keep` wants.
    pub fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.list.retain(keep);
    }

    /// Puts the complaints in the order of files and lines, each once.
    ///
    /// Stages run in parallel, so that complaints arrive in no order of their own.
    pub fn sort(&mut self) {
        self.list
            .sort_by(|a, b| (a.span, a.code.name(), &a.message).cmp(&(b.span, b.code.name(), &b.message)));
        self.list.dedup();
        for ((file, code), count) in std::mem::take(&mut self.counts) {
            let mut of_kind = self.list.iter_mut().filter(|one| one.span.file == file && one.code == code);
            if count > MOST_OF_A_KIND
                && let Some(last) = of_kind.next_back()
            {
                let more = count - MOST_OF_A_KIND;
                last.help.push(format!("{more} more of this kind in this file are not listed"));
            }
        }
    }

    /// Every complaint.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// How many of one severity were reported, those that are not listed included.
    pub fn count(&self, severity: Severity) -> usize {
        let listed = self.list.iter().filter(|diagnostic| diagnostic.severity() == severity).count();
        listed + self.dropped.get(&severity).copied().unwrap_or(0)
    }

    /// Whether the site would say something false or lead nowhere.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// Whether there is nothing to complain of; a note is no complaint.
    pub fn is_empty(&self) -> bool {
        self.list.iter().all(|diagnostic| diagnostic.severity() == Severity::Note)
    }

    /// The same without the notes.
    #[must_use]
    pub fn without_notes(&self) -> Self {
        let mut complaints = self.clone();
        complaints.retain(|diagnostic| diagnostic.severity() != Severity::Note);
        complaints
    }
}

/// The candidate that looks most like `written`, if one is near enough to suggest.
pub fn nearest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = written.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&folded, &candidate.to_lowercase()), candidate))
        .filter(|(likeness, _)| *likeness >= 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, candidate)| candidate)
}

/// The help line for a near name: "did you mean `…`?".
pub fn did_you_mean<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(written, candidates).map(|near| format!("did you mean `{near}`?"))
}
