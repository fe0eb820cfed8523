//! The reader of `site.yaml`.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Spanned};
use crate::model::{Organisation, Settings};
use crate::parse::reader::{Fields, Read};
use crate::parse::yaml::Node;

/// Reads the settings; what is missing or wrong keeps its default.
pub fn settings(node: &Node, diagnostics: &mut Diagnostics) -> Settings {
    let default = Settings::default();
    let Some(mut fields) = Fields::of(node, "`site.yaml`", diagnostics) else { return default };
    let settings = Settings {
        title: fields.required("title", diagnostics).unwrap_or(default.title),
        description: fields.optional("description", diagnostics),
        base_url: fields.optional("base-url", diagnostics),
        language: fields.or("language", default.language, diagnostics),
        licence: fields.optional("licence", diagnostics),
        repository: fields.answer_if_any("repository", diagnostics),
        branch: branch(fields.optional("branch", diagnostics), diagnostics).unwrap_or(default.branch),
        editors: fields.list("editors", diagnostics),
        citation_style: fields.optional("citation-style", diagnostics),
        navigation: fields.list("navigation", diagnostics),
        review_interval: fields.optional("review-interval", diagnostics),
        organisations: fields.list("organisations", diagnostics),
    };
    fields.finish(diagnostics);
    settings
}

/// The name of a branch, as far as it must be right to stand in an address.
fn branch(written: Option<Spanned<String>>, diagnostics: &mut Diagnostics) -> Option<String> {
    let name = written?;
    let is_odd = |c: char| c.is_whitespace() || c.is_control() || "~^:?*[\\".contains(c);
    if !name.is_empty() && !name.contains(is_odd) && !name.contains("..") && !name.starts_with('-') {
        return Some(name.value);
    }
    let message = format!("no branch can be called `{}`", name.value);
    diagnostics.report(
        Diagnostic::new(Code::ValueMalformed, name.span, message)
            .help("write its name, as in `main`, or leave the key out"),
    );
    None
}

impl Read for url::Url {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let written: Spanned<String> = Read::read(node, diagnostics)?;
        match Self::parse(&written).ok().filter(|url| matches!(url.scheme(), "http" | "https")) {
            Some(url) => Some(url),
            None => {
                let message = format!("`{}` is no web address", written.value);
                diagnostics.report(
                    Diagnostic::new(Code::ValueMalformed, written.span, message)
                        .help("write it whole, as in `https://example.org/`"),
                );
                None
            }
        }
    }
}

impl Read for Organisation {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let mut fields = Fields::of(node, "an organisation", diagnostics)?;
        let name = fields.required("name", diagnostics);
        let aliases = fields.list("aliases", diagnostics);
        let kind = fields.optional("kind", diagnostics);
        fields.finish(diagnostics);
        Some(Self { name: name?, aliases, kind })
    }
}
