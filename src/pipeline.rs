//! The stages in order, and nothing else: this file is the diagram.
//!
//! ```text
//! content/ ─▶ read ─▶ parse ─▶ link ─▶ synthesise ─▶ check ─▶ plan ─▶ render · export · assets ─▶ write
//!             files   Corpus   KnowledgeBase  Synthesis  (Diagnostics)  Site         OutputTree
//! ```

use crate::assets::{AssetError, assets};
use crate::authoring::{self, Renewal, Sealing};
use crate::check::{Coverage, check};
use crate::diagnostics::{Diagnostics, Files, Spanned};
use crate::export::export;
use crate::link::{Drafts, KnowledgeBase, link};
use crate::model::Date;
use crate::output::{Body, ClaimError, OutputTree};
use crate::parse::parse;
use crate::read::{ReadError, Texts, read, read_texts};
use crate::render::{TemplateError, render};
use crate::site::plan;
use crate::strings::{Strings, StringsError};
use crate::synthesis::synthesise;
use std::path::PathBuf;

/// What a run is asked for.
#[derive(Debug, Clone)]
pub struct Request {
    /// The folder that holds `content/`.
    pub root: PathBuf,
    /// Whether drafts are part of the site.
    pub drafts: Drafts,
    /// Where the site will be published, in place of what `site.yaml` says.
    pub base_url: Option<url::Url>,
    /// Where errors are reported, in place of what `site.yaml` says.
    pub repository: Option<url::Url>,
    /// The day by which reviews are overdue.
    pub today: Date,
    /// How far to go.
    pub goal: Goal,
    /// The folder of the texts of sources, if they are at hand.
    pub texts: Option<PathBuf>,
}

/// How far a run goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goal {
    /// Up to the plan: everything that complains has spoken.
    Check,
    /// To the files of the site, if nothing is wrong.
    Build,
}

/// What a run gives.
#[derive(Debug)]
pub struct Run {
    /// The texts that complaints point into.
    pub files: Files,
    /// The complaints, in the order of files.
    pub diagnostics: Diagnostics,
    /// The site; `None` if an error was reported, or none was asked for.
    pub tree: Option<OutputTree>,
    /// How many entries were read, and how many pages were made.
    pub counts: Counts,
    /// How much of the sources is proven.
    pub coverage: Coverage,
}

/// How much there was.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counts {
    /// Entries.
    pub entries: usize,
    /// Pages.
    pub pages: usize,
}

/// Something around the content is wrong, so that the run could not go on.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A folder could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A template has a fault.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// The interface has no words for the language, or not all.
    #[error(transparent)]
    Strings(#[from] StringsError),
    /// The theme has a fault.
    #[error(transparent)]
    Assets(#[from] AssetError),
    /// Two files want one place.
    #[error(transparent)]
    Claim(#[from] ClaimError),
}

/// Runs the stages.
pub fn run(request: &Request) -> Result<Run, Failure> {
    let mut diagnostics = Diagnostics::default();
    let folder = read(&request.root, &mut diagnostics)?;
    let mut corpus = parse(&folder, &mut diagnostics);
    corpus.settings.publish_at(request.base_url.as_ref());
    corpus.settings.report_to(request.repository.as_ref());
    let kb = link(corpus, request.drafts, &mut diagnostics);
    let synthesis = synthesise(&kb);
    let texts = request.texts.as_deref().map(|texts| read_texts(texts, text_names(&kb), &mut diagnostics));
    let texts = texts.transpose()?;
    let coverage = check(&kb, &synthesis, request.today, texts.as_ref(), &mut diagnostics);
    let site = plan(&kb, &folder.statics, &mut diagnostics);
    diagnostics.sort();
    let counts = Counts { entries: kb.entries().count(), pages: site.pages.len() };
    if diagnostics.has_errors() || request.goal == Goal::Check {
        return Ok(Run { files: folder.files, diagnostics, tree: None, counts, coverage });
    }

    let assets = assets(&folder)?;
    let strings = Strings::load(&kb.settings.language, &folder.templates)?;
    let pages = render(&kb, &synthesis, &site, &assets.theme, &folder.templates, strings)?;
    let exports = export(&kb, &site);
    let mut tree = OutputTree::new();
    for (address, text) in pages.into_iter().chain(exports) {
        tree.claim(&address, Body::Bytes(text.into_bytes()), "the site itself")?;
    }
    for (address, body) in assets.files {
        tree.claim(&address, body, "the theme")?;
    }
    for file in site.statics {
        tree.claim(&file.address, Body::File(file.path), &format!("static/{}", file.address))?;
    }
    Ok(Run { files: folder.files, diagnostics, tree: Some(tree), counts, coverage })
}

/// What sealing came to, with the complaints about what could not be sealed.
#[derive(Debug)]
pub struct Sealed {
    /// The run that read the content.
    pub run: Run,
    /// The edits.
    pub sealing: Sealing,
}

/// Works out the seals that are to be written; complains only of what bears on them.
pub fn seal(request: &Request, renewal: Renewal) -> Result<Sealed, Failure> {
    let mut diagnostics = Diagnostics::default();
    let folder = read(&request.root, &mut diagnostics)?;
    let kb = link(parse(&folder, &mut diagnostics), request.drafts, &mut diagnostics);
    let texts = match &request.texts {
        Some(texts) => read_texts(texts, text_names(&kb), &mut diagnostics)?,
        None => Texts::new(),
    };
    let sealing = authoring::seal(&kb, &texts, &folder.files, renewal, &mut diagnostics);
    diagnostics.sort();
    let counts = Counts { entries: kb.entries().count(), pages: 0 };
    let run = Run { files: folder.files, diagnostics, tree: None, counts, coverage: Coverage::default() };
    Ok(Sealed { run, sealing })
}

/// The names of the texts that the sources were read from.
fn text_names(kb: &KnowledgeBase) -> impl Iterator<Item = &Spanned<String>> {
    kb.sources.values().filter_map(|source| source.captured.given()?.text.as_ref())
}
