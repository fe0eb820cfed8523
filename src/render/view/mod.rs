//! What templates see: typed values, one view a kind, in a frame that all pages share.

mod backlinks;
mod chart;
mod checked;
mod cite;
mod finding;
mod glossary;
mod home;
mod list;
mod parts;
mod prose;
mod rules;
mod says;
mod source;
mod statement;
mod topic;
mod trial;

use super::Shared;
use super::context::{Note, WorkedOut, Writer};
use super::tips::Tip;
use super::{contribute, escape, words};
use crate::model::{EntryRef, Id, Kind, Vocabulary};
use crate::site::{LISTED, Page, Root, Route, Subject};
use crate::strings::Word;
use parts::{Link, Registered};
use serde::Serialize;

/// A page, ready for its template.
#[derive(Debug, Serialize)]
pub struct PageView {
    /// What every page has.
    pub page: Frame,
    /// What only this page has; its type is that of its template.
    pub view: Body,
    /// The sources that the page cites, numbered.
    pub references: Vec<Reference>,
    /// The notes of its texts.
    pub notes: Vec<Note>,
    /// Who refers to its entry.
    pub backlinks: Vec<backlinks::Group>,
    /// What its links to other entries say before they are followed.
    pub tips: Vec<Tip>,
    /// How the values were worked out that its texts use.
    pub worked_out: Vec<WorkedOut>,
    /// How to cite the page of an entry.
    pub cite: Option<cite::View>,
}

/// What every page has.
#[derive(Debug, Serialize)]
pub struct Frame {
    /// For the browser's title bar: "CCL17 – Markers – MSC evidence".
    pub title: String,
    /// The heading.
    pub heading: String,
    /// What kind of thing it is, above the heading.
    pub eyebrow: Option<Word>,
    /// That it is a study in animals, before all else.
    pub animals: Option<String>,
    /// One sentence, for search engines and previews.
    pub description: String,
    /// The same where an editor wrote it, below the heading.
    pub lead: Option<String>,
    /// Other names.
    pub aliases: Vec<String>,
    /// Numbers in registries.
    pub identifiers: Vec<Registered>,
    /// `trial`, `home`: for style sheets and scripts.
    pub kind: &'static str,
    /// The way to the top of the site.
    pub root: String,
    /// The address on the web, where it is known.
    pub canonical: Option<String>,
    /// Where the page is in the site.
    pub crumbs: Vec<Link>,
    /// The lists of the site; the current one has no address.
    pub navigation: Vec<NavigationItem>,
    /// The site's own pages.
    pub footer: Vec<Link>,
    /// Whether the entry is a draft.
    pub draft: bool,
    /// When somebody last looked it over, and who.
    pub reviewed: Option<String>,
    /// Who did.
    pub reviewed_by: Option<String>,
    /// Where to report an error and to change the page.
    pub contribute: contribute::Links,
    /// Free data of the entry.
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// An item of the navigation.
#[derive(Debug, Serialize)]
pub struct NavigationItem {
    /// The link.
    pub link: Link,
    /// Whether it is the list of this page.
    pub current: bool,
}

/// A source in the list of a page.
#[derive(Debug, Serialize)]
pub struct Reference {
    /// Its number on the page.
    pub number: usize,
    /// A link to its page.
    pub link: Link,
    /// The reference in the site's citation style, as HTML, where it says more than the link.
    pub html: Option<String>,
    /// The address of its record.
    pub address: String,
    /// What kind of evidence it is, and what of it was read.
    pub notes: Vec<Word>,
}

/// The body of a page.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Body {
    /// `pages/home.html`
    Home(Box<home::Home>),
    /// `pages/index.html`
    Index(list::Index),
    /// `pages/glossary.html`
    Glossary(glossary::List),
    /// `kinds/term.html`
    Term(Box<glossary::View>),
    /// `kinds/trial.html`
    Trial(Box<trial::View>),
    /// `kinds/source.html`
    Source(Box<source::View>),
    /// `kinds/disease.html`, `cell-type.html`, `biomarker.html`, `outcome.html`
    Topic(Box<topic::View>),
    /// `kinds/article.html`
    Article(prose::Parts),
    /// `pages/checks.html`
    Checks(rules::View),
    /// `pages/404.html`
    NotFound {
        /// The lists of the site.
        lists: Vec<home::Row>,
    },
}

/// The template of a page and what it shows.
pub fn view(page: &Page, shared: &Shared<'_>) -> (&'static str, PageView) {
    let root = match page.subject {
        Subject::NotFound => Root::absolute(&shared.base_path),
        _ => page.route.root(),
    };
    let mut writer = Writer::new(shared, root);
    let (template, body) = body(&page.subject, &mut writer);
    let backlinks = match &page.subject {
        Subject::Entry(at) => backlinks::groups(at, &writer),
        _ => Vec::new(),
    };
    let frame = frame(page, &writer);
    let references = references(&writer);
    let cite = match &page.subject {
        Subject::Entry(at) => cite::view(at, &page.route, shared),
        _ => None,
    };
    let (notes, tips) = (writer.notes.list(), writer.tips.list());
    let worked_out = writer.worked_out;
    (template, PageView { page: frame, view: body, references, notes, backlinks, tips, worked_out, cite })
}

fn body(subject: &Subject, writer: &mut Writer<'_>) -> (&'static str, Body) {
    match subject {
        Subject::Home => ("pages/home.html", Body::Home(Box::new(home::home(writer)))),
        Subject::Index(kind) => ("pages/index.html", Body::Index(list::index(*kind, writer))),
        Subject::Glossary => ("pages/glossary.html", Body::Glossary(glossary::list(writer))),
        Subject::Checks => ("pages/checks.html", Body::Checks(rules::view(writer))),
        Subject::NotFound => ("pages/404.html", Body::NotFound { lists: home::lists(writer) }),
        Subject::Entry(at) => entry(at, writer),
    }
}

fn entry(at: &EntryRef, writer: &mut Writer<'_>) -> (&'static str, Body) {
    let kb = writer.shared.kb;
    let id = at.id.clone();
    let found = match at.kind {
        Kind::Trial => kb
            .trials
            .get(&Id::new(id))
            .map(|item| ("kinds/trial.html", Body::Trial(Box::new(trial::view(item, writer))))),
        Kind::Source => kb
            .sources
            .get(&Id::new(id))
            .map(|item| ("kinds/source.html", Body::Source(Box::new(source::view(item, writer))))),
        Kind::Disease => kb
            .diseases
            .get(&Id::new(id))
            .map(|item| ("kinds/disease.html", Body::Topic(Box::new(topic::disease(item, writer))))),
        Kind::CellType => kb
            .cell_types
            .get(&Id::new(id))
            .map(|item| ("kinds/cell-type.html", Body::Topic(Box::new(topic::cell_type(item, writer))))),
        Kind::Biomarker => kb
            .biomarkers
            .get(&Id::new(id))
            .map(|item| ("kinds/biomarker.html", Body::Topic(Box::new(topic::biomarker(item, writer))))),
        Kind::Outcome => kb
            .outcomes
            .get(&Id::new(id))
            .map(|item| ("kinds/outcome.html", Body::Topic(Box::new(topic::outcome(item, writer))))),
        Kind::Term => kb
            .terms
            .get(&Id::new(id))
            .map(|item| ("kinds/term.html", Body::Term(Box::new(glossary::view(item, writer))))),
        Kind::Article => None,
    };
    found.unwrap_or_else(|| ("kinds/article.html", Body::Article(prose::Parts::of(at, writer))))
}

fn frame(page: &Page, writer: &Writer<'_>) -> Frame {
    let shared = writer.shared;
    let (settings, strings) = (&shared.kb.settings, &shared.strings);
    let at = match &page.subject {
        Subject::Entry(at) => Some(at),
        _ => None,
    };
    let entry = at.and_then(|at| shared.kb.entry(at));
    let kind = match &page.subject {
        Subject::Entry(at) => Some(at.kind),
        Subject::Index(kind) => Some(*kind),
        Subject::Glossary => Some(Kind::Term),
        Subject::Home | Subject::NotFound | Subject::Checks => None,
    };
    let heading = match (&page.subject, entry) {
        (_, Some(entry)) => entry.title.value.clone(),
        (Subject::NotFound, _) => strings.get("page", "no-such").to_string(),
        (Subject::Checks, _) => strings.get("rules", "heading").to_string(),
        (Subject::Home, _) => settings.title.clone(),
        _ => kind.map_or_else(String::new, |kind| words::heading(strings, kind).to_string()),
    };
    let description = entry
        .and_then(|entry| entry.description.as_ref())
        .map(|text| text.value.clone())
        .or_else(|| match &page.subject {
            Subject::Entry(at) if at.kind == Kind::Term => {
                shared.kb.terms.get(&Id::new(at.id.clone())).map(glossary::plain)
            }
            Subject::Checks => Some(strings.get("rules", "lead").to_string()),
            Subject::Home => settings.description.clone(),
            Subject::NotFound => Some(strings.get("page", "nothing-here").to_string()),
            _ => None,
        })
        .unwrap_or_else(|| default_description(kind, &heading, shared));
    Frame {
        title: title(&page.subject, &heading, kind, shared),
        eyebrow: match (&page.subject, kind) {
            (Subject::Entry(at), Some(kind)) if kind != Kind::Article => Some(backlinks::kind(at, shared)),
            _ => None,
        },
        animals: at.and_then(|at| animals(at, writer)),
        description,
        lead: entry.and_then(|entry| entry.description.as_ref()).map(|text| text.value.clone()),
        aliases: entry.map(parts::shown_aliases).unwrap_or_default(),
        identifiers: entry.map(|entry| parts::registered(&entry.identifiers)).unwrap_or_default(),
        kind: match (&page.subject, kind) {
            (Subject::Home, _) => "home",
            (Subject::NotFound, _) => "not-found",
            (Subject::Index(_), _) => "index",
            (_, Some(kind)) => kind.word(),
            _ => "page",
        },
        root: writer.root.as_str().to_owned(),
        canonical: settings.base_url.as_ref().filter(|_| page.subject != Subject::NotFound).map(|base| {
            let base = base.value.as_str().trim_end_matches('/');
            format!("{base}/{}", page.route.address())
        }),
        crumbs: crumbs(&page.subject, kind, writer),
        navigation: navigation(kind, writer),
        footer: footer(writer),
        draft: entry.is_some_and(|entry| entry.draft),
        reviewed: entry.and_then(|entry| entry.reviewed).map(|date| date.to_string()),
        reviewed_by: entry.and_then(|entry| entry.reviewed_by.clone()),
        contribute: contribute::links(&heading, &page.route, at, shared),
        extra: entry.map(|entry| entry.extra.clone()).unwrap_or_default(),
        heading,
    }
}

/// What the page of an entry is, in one or two words: "Marker", "Study in mice".
pub fn kind_of(at: &EntryRef, shared: &Shared<'_>) -> Word {
    backlinks::kind(at, shared)
}

/// What must be said first of a study that is not in people.
fn animals(at: &EntryRef, writer: &Writer<'_>) -> Option<String> {
    let trials = &writer.shared.synthesis.trials;
    let design = trials.get(&Id::new(at.id.clone())).filter(|_| at.kind == Kind::Trial)?;
    let strings = &writer.shared.strings;
    let whom = words::species(strings, design.species())?;
    Some(strings.fill("page", "not-people", &[("whom", &whom)]))
}

fn title(subject: &Subject, heading: &str, kind: Option<Kind>, shared: &Shared<'_>) -> String {
    let site = &shared.kb.settings.title;
    match (subject, kind) {
        (Subject::Home, _) => site.to_owned(),
        (Subject::Entry(_), Some(kind)) if kind != Kind::Article => {
            format!("{heading} – {} – {site}", words::heading(&shared.strings, kind))
        }
        _ => format!("{heading} – {site}"),
    }
}

fn default_description(kind: Option<Kind>, heading: &str, shared: &Shared<'_>) -> String {
    let (strings, site) = (&shared.strings, &shared.kb.settings.title);
    match kind {
        Some(kind) if *words::heading(strings, kind) == *heading => {
            words::introduction(strings, kind).to_string()
        }
        Some(kind) => {
            let noun = strings.get("kind-noun", kind.word());
            let values = [("name", heading), ("kind", &*noun), ("site", site)];
            strings.fill("page", "of-kind", &values)
        }
        None => site.clone(),
    }
}

fn crumbs(subject: &Subject, kind: Option<Kind>, writer: &Writer<'_>) -> Vec<Link> {
    let strings = &writer.shared.strings;
    let mut crumbs = Vec::new();
    if *subject != Subject::Home {
        crumbs.push(writer.page(&Route::new("index.html"), &strings.get("page", "home")));
    }
    if let (Subject::Entry(_), Some(kind)) = (subject, kind.filter(|kind| *kind != Kind::Article)) {
        crumbs.push(writer.page(&Route::index(kind), &words::heading(strings, kind)));
    }
    crumbs
}

fn navigation(current: Option<Kind>, writer: &Writer<'_>) -> Vec<NavigationItem> {
    LISTED
        .into_iter()
        .chain([Kind::Term])
        .map(|kind| NavigationItem {
            link: writer.page(&Route::index(kind), &words::heading(&writer.shared.strings, kind)),
            current: current == Some(kind),
        })
        .collect()
}

/// The pages of the site's own, in the order that the settings give.
fn footer(writer: &Writer<'_>) -> Vec<Link> {
    let kb = writer.shared.kb;
    let chosen = &kb.settings.navigation;
    let ids: Vec<_> = match chosen.is_empty() {
        true => kb.articles.keys().map(|id| id.as_str().to_owned()).collect(),
        false => chosen.iter().map(|id| id.value.clone()).collect(),
    };
    ids.into_iter().map(|id| writer.link(&EntryRef::new(Kind::Article, id))).collect()
}

fn references(writer: &Writer<'_>) -> Vec<Reference> {
    writer
        .references
        .iter()
        .map(|(number, id)| {
            let link = writer.link(&Writer::source_ref(id));
            let html = Some(writer.shared.reference(id)).filter(|html| *html != escape(&link.text));
            let notes = writer.shared.kb.sources.get(id);
            let notes =
                notes.map(|source| source::summary(source, &writer.shared.strings)).unwrap_or_default();
            Reference { number, link, html, address: format!("{id}/record"), notes }
        })
        .collect()
}
