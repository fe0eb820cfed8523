//! The template engine: our own templates, replaced where a knowledge base has its own.

use crate::strings;
use include_dir::{Dir, include_dir};
use std::collections::BTreeMap;
use tera::{Kwargs, State, Tera, TeraResult};

/// The default theme, compiled into the program.
static TEMPLATES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// A template could not be read or rendered.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    /// A template has a fault.
    #[error("a template cannot be read:\n{0}")]
    Load(String),
    /// A page could not be made.
    #[error("the page `{page}` cannot be made:\n{cause}")]
    Render {
        /// Its address.
        page: String,
        /// What the template engine says.
        cause: String,
    },
}

/// Loads the default templates, with `own` in place of or beside them.
pub fn environment(own: &[(String, String)]) -> Result<Tera, TemplateError> {
    let mut templates: BTreeMap<String, String> = BTreeMap::new();
    collect(&TEMPLATES, &mut templates);
    templates.extend(own.iter().cloned());
    let mut tera = Tera::new();
    tera.register_filter("fill", fill);
    tera.register_filter("before", before);
    tera.register_filter("after", after);
    tera.add_raw_templates(templates).map_err(|error| TemplateError::Load(error.to_string()))?;
    Ok(tera)
}

/// Puts values into a string of the interface: `{{ t.page.reviewed_by | fill(name=page.reviewer) }}`.
fn fill(text: &str, values: Kwargs, _: &State<'_>) -> TeraResult<String> {
    let values: Vec<(String, String)> =
        values.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
    let values: Vec<(&str, &str)> =
        values.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    Ok(strings::fill(text, &values))
}

/// What comes before a value in a string, where markup takes its place.
fn before(text: &str, of: Kwargs, _: &State<'_>) -> TeraResult<String> {
    parts(text, &of).map(|(before, _)| before)
}

/// What comes after a value in a string, where markup takes its place.
fn after(text: &str, of: Kwargs, _: &State<'_>) -> TeraResult<String> {
    parts(text, &of).map(|(_, after)| after)
}

fn parts(text: &str, of: &Kwargs) -> TeraResult<(String, String)> {
    let name: &str = of.must_get("value")?;
    let parts = text.split_once(&format!("{{{name}}}"));
    let (before, after) = parts
        .ok_or_else(|| tera::Error::message(format!("the string `{text}` holds no value `{{{name}}}`")))?;
    Ok((before.to_owned(), after.to_owned()))
}

fn collect(dir: &Dir<'_>, templates: &mut BTreeMap<String, String>) {
    for file in dir.files() {
        let name = file.path().to_string_lossy().replace('\\', "/");
        if let Some(text) = file.contents_utf8().filter(|_| name.ends_with(".html")) {
            templates.insert(name, text.to_owned());
        }
    }
    for inner in dir.dirs() {
        collect(inner, templates);
    }
}
