//! The files of the theme: one style sheet and its fonts, each under a name that holds its hash.
//!
//! A name changes with the content, so that a browser may keep a file for ever and never shows
//! an old one. The default theme is compiled into the program; a file of the same name in the
//! knowledge base's own `static/` replaces it.

use crate::output::Body;
use crate::read::Folder;
use crate::site::Theme;
use include_dir::{Dir, include_dir};
use std::collections::BTreeMap;

static DEFAULT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/static");

/// The files of the theme, ready to be written.
#[derive(Debug, Default)]
pub struct Assets {
    /// What every page links to.
    pub theme: Theme,
    /// Every file by its address.
    pub files: Vec<(String, Body)>,
}

/// Gathers the theme of a knowledge base.
pub fn assets(folder: &Folder) -> Assets {
    let mut theme: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    collect(&DEFAULT, &mut theme);
    theme.extend(folder.theme.iter().cloned());
    let mut assets = Assets::default();
    let mut renamed = Vec::new();
    let mut style = String::new();
    for (name, bytes) in theme {
        let is_guide = name.ends_with(".md");
        if let Some(file) = name.strip_prefix("fonts/").filter(|_| !is_guide) {
            let address = hashed(&format!("assets/{file}"), &bytes);
            if name.ends_with(".woff2") {
                assets.theme.fonts.push(address.clone());
            }
            renamed.push((format!("../{name}"), address.clone()));
            assets.files.push((address, Body::Bytes(bytes)));
        } else if name.starts_with("style/") && name.ends_with(".css") {
            style.push_str(&String::from_utf8_lossy(&bytes));
        } else if name == "icon.svg" {
            let address = hashed("assets/icon.svg", &bytes);
            assets.theme.icon = Some(address.clone());
            assets.files.push((address, Body::Bytes(bytes)));
        }
    }
    for (written, address) in renamed {
        style = style.replace(&written, address.trim_start_matches("assets/"));
    }
    assets.theme.stylesheet = hashed("assets/style.css", style.as_bytes());
    assets.files.push((assets.theme.stylesheet.clone(), Body::Bytes(style.into_bytes())));
    assets
}

fn collect(dir: &Dir<'_>, theme: &mut BTreeMap<String, Vec<u8>>) {
    for file in dir.files() {
        theme.insert(file.path().to_string_lossy().replace('\\', "/"), file.contents().to_vec());
    }
    for inner in dir.dirs() {
        collect(inner, theme);
    }
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
