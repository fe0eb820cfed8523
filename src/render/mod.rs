//! Renders the pages of the site.
//!
//! Takes the [`KnowledgeBase`], the [`Synthesis`] and the [`Site`] and returns every page as
//! HTML, by its address. A template arranges what a [`view`] has made ready; nothing that an
//! editor typed reaches a page unescaped.

mod amounts;
mod contents;
mod context;
mod contribute;
mod environment;
mod escape;
mod highlight;
mod html;
mod references;
mod tips;
mod view;
mod words;

#[cfg(test)]
mod tests;

pub use environment::TemplateError;
pub use escape::escape;

use crate::link::KnowledgeBase;
use crate::model::{Id, Record, Source};
use crate::site::{FirstPaint, Page, Route, Site, Theme};
use crate::strings::Strings;
use crate::synthesis::Synthesis;
use rayon::prelude::*;
use references::Citations;
use serde::Serialize;
use std::collections::BTreeMap;
use tera::{Context, Tera};

/// What all pages share.
pub struct Shared<'k> {
    /// All entries.
    pub kb: &'k KnowledgeBase,
    /// What all sources say together.
    pub synthesis: &'k Synthesis<'k>,
    /// The reference of each source.
    pub citations: Citations,
    /// What the interface says.
    pub strings: Strings,
    /// The path under which the site is published: `/` or `/litweave/`.
    pub base_path: String,
}

impl Shared<'_> {
    /// The reference of a source in the site's style, as HTML.
    pub fn reference(&self, source: &Id<Source>) -> String {
        self.citations.get(source).cloned().unwrap_or_default()
    }

    /// The reference of a work that `source` cites and that is no source of this base.
    pub fn reference_of(&self, source: &Id<Source>, record: &Record) -> String {
        references::reference(self.kb, source.as_str(), record)
    }
}

/// What templates know of the site as a whole.
#[derive(Serialize)]
struct SiteContext<'a> {
    title: &'a str,
    language: &'a str,
    licence: Option<&'a str>,
    stylesheet: &'a str,
    styles: &'a BTreeMap<String, String>,
    icon: Option<&'a str>,
    fonts: &'a [String],
    script: Option<&'a str>,
    first_paint: Option<&'a FirstPaint>,
}

/// Renders every page and redirect.
pub fn render(
    kb: &KnowledgeBase,
    synthesis: &Synthesis<'_>,
    site: &Site,
    theme: &Theme,
    templates: &[(String, String)],
    strings: Strings,
) -> Result<Vec<(String, String)>, TemplateError> {
    let mut tera = environment::environment(templates)?;
    let settings = &kb.settings;
    let context = SiteContext {
        title: &settings.title,
        language: &settings.language,
        licence: settings.licence.as_deref(),
        stylesheet: &theme.stylesheet,
        styles: &theme.styles,
        icon: theme.icon.as_deref(),
        fonts: &theme.fonts,
        script: theme.script.as_deref(),
        first_paint: theme.first_paint.as_ref(),
    };
    tera.global_context().insert("site", &context);
    tera.global_context().insert("t", &strings.for_templates());
    let shared = Shared {
        kb,
        synthesis,
        citations: references::format(kb),
        strings,
        base_path: settings.base_url.as_ref().map_or_else(|| "/".to_owned(), |url| url.path().to_owned()),
    };
    let pages: Result<Vec<_>, _> =
        site.pages.par_iter().map(|page| page_html(page, &shared, &tera)).collect();
    let mut pages = pages?;
    for (from, to) in &site.redirects {
        pages.push((from.address().to_owned(), redirect(from, &Route::of(to), &tera)?));
    }
    Ok(pages)
}

fn page_html(page: &Page, shared: &Shared<'_>, tera: &Tera) -> Result<(String, String), TemplateError> {
    let address = page.route.address().to_owned();
    let (template, view) = view::view(page, shared);
    let context = Context::from_serialize(&view).map_err(|error| fault(&address, &error))?;
    let html = tera.render(template, &context).map_err(|error| fault(&address, &error))?;
    Ok((address, tips::fit(contents::insert(html, &shared.strings.get("page", "contents")))))
}

/// A page that leads on from an old address; a server of static files can send no redirect.
fn redirect(from: &Route, to: &Route, tera: &Tera) -> Result<String, TemplateError> {
    let mut context = Context::new();
    context.insert("target", &from.root().to(to.address()));
    tera.render("pages/redirect.html", &context).map_err(|error| fault(from.address(), &error))
}

fn fault(page: &str, error: &impl ToString) -> TemplateError {
    TemplateError::Render { page: page.to_owned(), cause: error.to_string() }
}
