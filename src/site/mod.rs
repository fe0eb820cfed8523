//! Plans the site: which pages exist, and where they stand.
//!
//! Takes the [`KnowledgeBase`] and returns the [`Site`]: every page with its address, every
//! redirect, every static file. Two claims on one address and links to files that are not there
//! are reported here. What stands on the pages is for [`render`](crate::render).

mod anchors;
mod route;

pub use anchors::{Ids, finding_anchor, statement_anchor};
pub use route::{Root, Route};

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::link::{Destination, KnowledgeBase, ProsePiece};
use crate::model::{EntryRef, Kind};
use crate::read::Static;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Everything that the site will hold.
#[derive(Debug)]
pub struct Site {
    /// The pages, by address.
    pub pages: Vec<Page>,
    /// Old addresses and where they lead.
    pub redirects: Vec<(Route, EntryRef)>,
    /// Static files.
    pub statics: Vec<Static>,
}

/// The addresses of the theme's files that every page links to.
#[derive(Debug, Clone, Default)]
pub struct Theme {
    /// The style sheet.
    pub stylesheet: String,
    /// The style sheets that only pages of one kind link to, by this kind: `index`.
    pub styles: BTreeMap<String, String>,
    /// The icon, if there is one.
    pub icon: Option<String>,
    /// The fonts, to be loaded early.
    pub fonts: Vec<String>,
    /// The module that starts the others.
    pub script: Option<String>,
    /// The script that stands in every page.
    pub first_paint: Option<FirstPaint>,
}

/// A script that stands in every page, and its digest for the policy of the page.
#[derive(Debug, Clone, Serialize)]
pub struct FirstPaint {
    /// The script.
    pub script: String,
    /// `sha256-…`
    pub digest: String,
}

/// One page.
#[derive(Debug, Clone)]
pub struct Page {
    /// Where it stands.
    pub route: Route,
    /// What it shows.
    pub subject: Subject,
}

/// What a page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// The first page.
    Home,
    /// All entries of a kind.
    Index(Kind),
    /// One entry.
    Entry(EntryRef),
    /// Every word of the glossary in a list.
    Glossary,
    /// What each rule looks for, and which are silenced.
    Checks,
    /// What a wrong address shows.
    NotFound,
}

/// Kinds that have a folder of pages and an index.
pub const LISTED: [Kind; 6] =
    [Kind::Trial, Kind::Disease, Kind::CellType, Kind::Biomarker, Kind::Outcome, Kind::Source];

/// Addresses that the site keeps for itself, now or later.
const RESERVED: [&str; 13] = [
    "checks",
    "index",
    "search",
    "matrix",
    "gaps",
    "compare",
    "disagreements",
    "timeline",
    "graph",
    "data",
    "glossary",
    "404",
    "assets",
];

/// Plans the pages of a knowledge base. Static files are given with their address below `static/`.
pub fn plan(kb: &KnowledgeBase, statics: &[Static], diagnostics: &mut Diagnostics) -> Site {
    let mut site = Site { pages: Vec::new(), redirects: Vec::new(), statics: statics.to_vec() };
    let mut claims = Claims::default();
    for (subject, address) in [
        (Subject::Home, "index.html"),
        (Subject::Glossary, "glossary.html"),
        (Subject::Checks, "checks.html"),
        (Subject::NotFound, "404.html"),
    ] {
        site.pages.push(Page { route: Route::new(address), subject });
        claims.first(address, "the site itself", None);
    }
    for kind in LISTED {
        let route = Route::index(kind);
        claims.first(route.address(), "the site itself", None);
        site.pages.push(Page { route, subject: Subject::Index(kind) });
    }
    for address in ["sitemap.xml", "robots.txt", ".nojekyll"] {
        claims.first(address, "the site itself", None);
    }
    for file in statics {
        claims.claim(&file.address, &format!("static/{}", file.address), file.span, diagnostics);
    }
    for (at, entry) in kb.entries() {
        let route = Route::of(&at);
        let owner = format!("content/{}/{}.md", at.kind.folder(), at.id);
        if at.kind == Kind::Article && RESERVED.contains(&&*at.id) {
            let message = format!("the address `{}` belongs to the site itself", route.address());
            diagnostics.report(
                Diagnostic::new(Code::RouteCollision, entry.title.span, message).help("rename the file"),
            );
            continue;
        }
        claims.claim(route.address(), &owner, entry.title.span, diagnostics);
        site.pages.push(Page { route, subject: Subject::Entry(at) });
    }
    for (at, entry) in kb.entries() {
        for old in &entry.redirect_from {
            let owner = format!("content/{}/{}.md", at.kind.folder(), at.id);
            let stem = old.value.trim_end_matches(".html");
            if RESERVED.contains(&stem) {
                claims.first(&old.value, "the site itself", None);
            }
            if claims.claim(&old.value, &owner, old.span, diagnostics) {
                site.redirects.push((Route::new(old.value.as_str()), at.clone()));
            }
        }
    }
    assets_exist(kb, &site, diagnostics);
    anchors_exist(kb, diagnostics);
    site
}

/// Who has claimed which address; upper and lower case are one address on many servers.
#[derive(Default)]
struct Claims {
    owners: BTreeMap<String, (String, Option<Span>)>,
}

impl Claims {
    fn first(&mut self, address: &str, owner: &str, span: Option<Span>) {
        self.owners.entry(address.to_lowercase()).or_insert_with(|| (owner.to_owned(), span));
    }

    fn claim(&mut self, address: &str, owner: &str, span: Span, diagnostics: &mut Diagnostics) -> bool {
        let folded = address.to_lowercase();
        // A page cannot be a folder: `about.html/old.html` would lie below `about.html`.
        let above = folded.match_indices('/').find_map(|(at, _)| self.owners.get(folded.get(..at)?));
        let inside = format!("{folded}/");
        let below = self.owners.range(inside.clone()..).next();
        let below = below.filter(|(known, _)| known.starts_with(&inside)).map(|(_, owner)| owner);
        let Some((other, first)) = self.owners.get(&folded).or(above).or(below) else {
            self.first(address, owner, Some(span));
            return true;
        };
        let message = format!("the address `{address}` of {owner} is taken by {other}");
        let mut diagnostic = Diagnostic::new(Code::RouteCollision, span, message)
            .help("rename one of the two, or remove the redirect");
        if let Some(first) = first {
            diagnostic = diagnostic.related(*first, "claimed here");
        }
        diagnostics.report(diagnostic);
        false
    }
}

/// Reports links and pictures whose file is not in `static/`, and that are no page of the site's own.
fn assets_exist(kb: &KnowledgeBase, site: &Site, diagnostics: &mut Diagnostics) {
    let own = site.pages.iter().filter(|page| !matches!(page.subject, Subject::Entry(_)));
    let own = own.map(|page| page.route.address());
    let known: BTreeSet<&str> = site.statics.iter().map(|file| file.address.as_str()).chain(own).collect();
    for (_, prose) in kb.all_prose() {
        for Spanned { value, .. } in &prose.pieces {
            let (address, span) = match value {
                ProsePiece::Link(Destination::Asset(asset)) => (asset.value.as_str(), asset.span),
                ProsePiece::Image(address) if !address.is_empty() && !address.contains("://") => {
                    (address.trim_start_matches(['.', '/']), address.span)
                }
                _ => continue,
            };
            if !known.contains(address) {
                let near = crate::diagnostics::did_you_mean(address, known.iter().copied());
                let help = near.unwrap_or_else(|| {
                    "put the file into `static/`; to link to an entry write `[[its-id]]` or the path of its `.md` file".to_owned()
                });
                let message = format!("there is no file `static/{address}`");
                diagnostics.report(Diagnostic::new(Code::AssetMissing, span, message).help(help));
            }
        }
    }
}

/// Reports links to places that a page does not have.
fn anchors_exist(kb: &KnowledgeBase, diagnostics: &mut Diagnostics) {
    let mut known: BTreeMap<EntryRef, Ids> = BTreeMap::new();
    for (from, prose) in kb.all_prose() {
        for Spanned { value, .. } in &prose.pieces {
            let (to, anchor) = match value {
                ProsePiece::Entry(link) => (&link.to, link.anchor.as_ref()),
                ProsePiece::Link(Destination::Entry(to, anchor)) => (to, anchor.as_ref()),
                ProsePiece::Link(Destination::Here(anchor)) => (from, Some(anchor)),
                _ => continue,
            };
            let Some(anchor) = anchor else { continue };
            let ids = known.entry(to.clone()).or_insert_with(|| anchors::anchors(kb, to));
            if !ids.has(&anchor.value) {
                let message = format!("the page of `{}` has no place `{}`", to.id, anchor.value);
                let help = "use a heading of that page in lower case with hyphens, such as `what-we-know`";
                diagnostics.report(Diagnostic::new(Code::UnknownReference, anchor.span, message).help(help));
            }
        }
    }
}
