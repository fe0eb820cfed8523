//! The template engine: our own templates, replaced where a knowledge base has its own.

use include_dir::{Dir, include_dir};
use std::collections::BTreeMap;
use tera::Tera;

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
    tera.add_raw_templates(templates).map_err(|error| TemplateError::Load(error.to_string()))?;
    Ok(tera)
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
