//! The files of the theme: the style sheet, those of one kind of page, the fonts and the scripts,
//! each under a name that holds its hash.
//!
//! A name changes with the content, so that a browser may keep a file for ever and never shows
//! an old one. A style sheet in a folder, `style/index/`, is for pages of this kind alone. The
//! default theme is compiled into the program; a file of the same name in the knowledge base's
//! own `static/` replaces it.

use crate::output::Body;
use crate::read::Folder;
use crate::site::{FirstPaint, Theme};
use base64::Engine as _;
use include_dir::{Dir, include_dir};
use lightningcss::printer::PrinterOptions;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, StyleSheet};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};

static DEFAULT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/static");

/// The script that stands in every page: it sets what the reader chose before anything is drawn.
const FIRST_PAINT: &str = "first-paint.js";

/// The module that starts all others.
const MAIN: &str = "main.js";

/// The files of the theme, ready to be written.
#[derive(Debug, Default)]
pub struct Assets {
    /// What every page links to.
    pub theme: Theme,
    /// Every file by its address.
    pub files: Vec<(String, Body)>,
}

/// The theme has a fault.
#[derive(Debug, thiserror::Error)]
pub enum AssetError {
    /// A style sheet cannot be read.
    #[error("`static/{file}:{line}:{column}`: {cause}")]
    Style {
        /// Which.
        file: String,
        /// The line, from 1.
        line: u32,
        /// The column, from 1.
        column: u32,
        /// What is wrong.
        cause: String,
    },
    /// Modules import each other.
    #[error("these scripts of `static/script/` import each other in a circle: {0}")]
    Circle(String),
}

/// Gathers the theme of a knowledge base.
pub fn assets(folder: &Folder) -> Result<Assets, AssetError> {
    let mut theme: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    collect(&DEFAULT, &mut theme);
    theme.extend(folder.theme.iter().cloned());
    let mut assets = Assets::default();
    let mut renamed = Vec::new();
    let mut style = String::new();
    let mut styles: BTreeMap<String, String> = BTreeMap::new();
    let mut scripts = BTreeMap::new();
    for (name, bytes) in theme {
        let is_guide = name.ends_with(".md");
        if let Some(file) = name.strip_prefix("fonts/").filter(|_| !is_guide) {
            let address = hashed(&format!("assets/{file}"), &bytes);
            if name.ends_with(".woff2") {
                assets.theme.fonts.push(address.clone());
            }
            renamed.push((format!("../{name}"), address.clone()));
            assets.files.push((address, Body::Bytes(bytes)));
        } else if let Some(file) = name.strip_prefix("style/").filter(|name| name.ends_with(".css")) {
            let sheet = match file.split_once('/') {
                Some((kind, _)) => styles.entry(kind.to_owned()).or_default(),
                None => &mut style,
            };
            sheet.push_str(&short_style(&name, &String::from_utf8_lossy(&bytes))?);
        } else if let Some(file) = name.strip_prefix("script/").filter(|name| name.ends_with(".js")) {
            scripts.insert(file.to_owned(), String::from_utf8_lossy(&bytes).into_owned());
        } else if name == "icon.svg" {
            let address = hashed("assets/icon.svg", &bytes);
            assets.theme.icon = Some(address.clone());
            assets.files.push((address, Body::Bytes(bytes)));
        }
    }
    for (written, address) in renamed {
        style = style.replace(&written, address.trim_start_matches("assets/"));
    }
    let names = short_names(&styles.values().fold(style.clone(), |all, more| all + more));
    for (kind, text) in styles {
        let text = rename(&text, &names);
        let address = hashed(&format!("assets/{kind}.css"), text.as_bytes());
        assets.files.push((address.clone(), Body::Bytes(text.into_bytes())));
        assets.theme.styles.insert(kind, address);
    }
    let style = rename(&style, &names);
    assets.theme.stylesheet = hashed("assets/style.css", style.as_bytes());
    assets.files.push((assets.theme.stylesheet.clone(), Body::Bytes(style.into_bytes())));
    assets.theme.first_paint = scripts.remove(FIRST_PAINT).map(|text| first_paint(&text));
    for (name, (address, text)) in modules(scripts)? {
        if name == MAIN {
            assets.theme.script = Some(address.clone());
        }
        assets.files.push((address, Body::Bytes(text.into_bytes())));
    }
    Ok(assets)
}

fn collect(dir: &Dir<'_>, theme: &mut BTreeMap<String, Vec<u8>>) {
    for file in dir.files() {
        theme.insert(file.path().to_string_lossy().replace('\\', "/"), file.contents().to_vec());
    }
    for inner in dir.dirs() {
        collect(inner, theme);
    }
}

/// A style sheet without comments and spaces.
fn short_style(name: &str, text: &str) -> Result<String, AssetError> {
    let fault = |line: u32, column: u32, cause: String| AssetError::Style {
        file: name.to_owned(),
        line,
        column,
        cause,
    };
    let options = ParserOptions { filename: name.to_owned(), ..ParserOptions::default() };
    let mut sheet = StyleSheet::parse(text, options).map_err(|error| {
        let place = error.loc.as_ref().map_or((1, 1), |place| (place.line + 1, place.column));
        fault(place.0, place.1, error.kind.to_string())
    })?;
    sheet.minify(MinifyOptions::default()).map_err(|error| fault(1, 1, error.to_string()))?;
    let printed = sheet.to_css(PrinterOptions { minify: true, ..PrinterOptions::default() });
    printed.map(|printed| printed.code).map_err(|error| fault(1, 1, error.to_string()))
}

/// A short name for each custom property that the style sheets declare, the most used ones first:
/// a tenth of their bytes. Scripts and templates name none of them.
fn short_names(style: &str) -> BTreeMap<String, String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut declared = BTreeSet::new();
    for (at, name) in property_names(style) {
        *counts.entry(name).or_default() += 1;
        if style.get(at + name.len()..).is_some_and(|rest| rest.starts_with(':')) {
            declared.insert(name);
        }
    }
    counts.retain(|name, _| declared.contains(name));
    let mut names: Vec<(&str, usize)> = counts.into_iter().collect();
    names.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let letters = ('a'..='z').chain('A'..='Z').map(|letter| format!("--{letter}"));
    let numbers = (0..names.len()).map(|number| format!("--a{number}"));
    names.into_iter().map(|(name, _)| name.to_owned()).zip(letters.chain(numbers)).collect()
}

/// A style sheet with the short names.
fn rename(style: &str, names: &BTreeMap<String, String>) -> String {
    let mut out = String::with_capacity(style.len());
    let mut copied = 0;
    for (at, name) in property_names(style) {
        let Some(short) = names.get(name) else { continue };
        out.push_str(style.get(copied..at).unwrap_or(""));
        out.push_str(short);
        copied = at + name.len();
    }
    out + style.get(copied..).unwrap_or("")
}

/// Where names of custom properties stand in a style sheet; `.card--wide` holds none.
fn property_names(style: &str) -> impl Iterator<Item = (usize, &str)> {
    let in_name = |char: char| char.is_alphanumeric() || matches!(char, '-' | '_');
    style.match_indices("--").filter_map(move |(at, _)| {
        let is_start = !style.get(..at)?.ends_with(in_name);
        let name = style.get(at..)?.split(|char| !in_name(char)).next()?;
        is_start.then_some((at, name))
    })
}

/// The script in the page and the digest by which the policy of the page allows it.
fn first_paint(text: &str) -> FirstPaint {
    let script = text.trim().to_owned();
    let digest = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(script.as_bytes()));
    FirstPaint { script, digest: format!("sha256-{digest}") }
}

/// Each module with its address, its imports led to the addresses of the others.
fn modules(mut waiting: BTreeMap<String, String>) -> Result<BTreeMap<String, (String, String)>, AssetError> {
    let mut done: BTreeMap<String, (String, String)> = BTreeMap::new();
    while !waiting.is_empty() {
        let imports = |text: &str, name: &String| text.contains(&format!("\"./{name}\""));
        let ready: Vec<String> = waiting
            .iter()
            .filter(|(_, text)| !waiting.keys().any(|other| imports(text, other)))
            .map(|(name, _)| name.clone())
            .collect();
        if ready.is_empty() {
            return Err(AssetError::Circle(waiting.into_keys().collect::<Vec<_>>().join(", ")));
        }
        for name in ready {
            let Some(mut text) = waiting.remove(&name) else { continue };
            for (other, (address, _)) in &done {
                let file = address.trim_start_matches("assets/");
                text = text.replace(&format!("\"./{other}\""), &format!("\"./{file}\""));
            }
            done.insert(name.clone(), (hashed(&format!("assets/{name}"), text.as_bytes()), text));
        }
    }
    Ok(done)
}

/// `assets/style.css` → `assets/style.0f3a….css`.
fn hashed(address: &str, bytes: &[u8]) -> String {
    let hash = blake3::hash(bytes).to_hex();
    let short = hash.get(..12).unwrap_or("");
    match address.rsplit_once('.') {
        Some((stem, suffix)) => format!("{stem}.{short}.{suffix}"),
        None => format!("{address}.{short}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{assets, modules, rename, short_names};
    use crate::output::Body;
    use crate::read::Folder;
    use std::collections::BTreeMap;

    fn scripts(list: &[(&str, &str)]) -> BTreeMap<String, String> {
        list.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn modules_import_each_other_by_their_addresses() {
        let done = modules(scripts(&[("a.js", "import \"./b.js\";"), ("b.js", "1;")])).unwrap();
        let b = done["b.js"].0.trim_start_matches("assets/");
        assert_eq!(done["a.js"].1, format!("import \"./{b}\";"));
        let circle = modules(scripts(&[("a.js", "import \"./b.js\";"), ("b.js", "import \"./a.js\";")]));
        assert!(circle.unwrap_err().to_string().contains("a.js, b.js"));
    }

    #[test]
    fn a_faulty_style_sheet_is_told_with_its_place() {
        let theme = vec![("style/99-own.css".to_owned(), b".a { }\n.b { color: }}".to_vec())];
        let error = assets(&Folder { theme, ..Folder::default() }).unwrap_err().to_string();
        assert!(error.starts_with("`static/style/99-own.css:2:"), "{error}");
    }

    #[test]
    fn custom_properties_get_short_names_and_nothing_else_does() {
        let style = ":root{--text:red;--text-note:1px}.a--text:hover{color:var(--text);top:var(--text);left:var(--text-note,--tip)}";
        assert_eq!(
            rename(style, &short_names(style)),
            ":root{--a:red;--b:1px}.a--text:hover{color:var(--a);top:var(--a);left:var(--b,--tip)}"
        );
    }

    #[test]
    fn a_style_sheet_in_a_folder_is_for_the_pages_of_that_kind() {
        let theme = vec![("style/home/1.css".to_owned(), b".a { color: var(--text) }".to_vec())];
        let assets = assets(&Folder { theme, ..Folder::default() }).unwrap();
        let address = &assets.theme.styles["home"];
        let (_, body) = assets.files.iter().find(|(known, _)| known == address).unwrap();
        let Body::Bytes(bytes) = body else { panic!("a file to copy") };
        assert!(!String::from_utf8_lossy(bytes).contains("--text"));
        assert!(assets.theme.styles.contains_key("index"));
    }

    #[test]
    fn the_theme_has_every_part() {
        let theme = assets(&Folder::default()).unwrap().theme;
        assert!(theme.script.is_some() && theme.first_paint.is_some() && theme.icon.is_some());
        assert_eq!(theme.fonts.len(), 1);
    }
}
