//! No sentence of a document stands in the base: eight words in a row from a text are a copy.
//!
//! Titles, names and printed figures of three words or more are excepted, since they are kept as
//! printed. Whoever holds the texts of our own content names their folder in `LITWEAVE_TEXTS`: then
//! it is compared as well.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "faults/desk.rs"]
#[allow(dead_code)]
mod desk;

use desk::Desk;
use scraper::{ElementRef, Html, Selector};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// So many words in a row are a copy.
const RUN: usize = 8;

/// The words of a text, in lower case, without signs.
fn words(text: &str) -> Vec<String> {
    let split = text.split(|char: char| !char.is_alphanumeric());
    split.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// Every run of words in `texts` that stands in one of `pages`, once a page, with the page's name.
fn copies(texts: &[String], exceptions: &[String], pages: &BTreeMap<String, String>) -> BTreeSet<String> {
    let mut runs = BTreeSet::new();
    // The longest first: a name that stands in a title would cut it, and the rest would be no title.
    let mut exceptions: Vec<Vec<String>> = exceptions.iter().map(|text| words(text)).collect();
    exceptions.sort_by_key(|words| std::cmp::Reverse(words.len()));
    for text in texts {
        let mut words: Vec<Option<String>> = words(text).into_iter().map(Some).collect();
        for exception in exceptions.iter().filter(|words| words.len() >= 3) {
            for at in 0..words.len().saturating_sub(exception.len() - 1) {
                let window = &mut words[at..at + exception.len()];
                if window.iter().zip(exception).all(|(word, known)| word.as_ref() == Some(known)) {
                    window.fill(None);
                }
            }
        }
        for window in words.windows(RUN) {
            runs.extend(window.iter().cloned().collect::<Option<Vec<_>>>());
        }
    }
    let mut found = BTreeSet::new();
    for (name, page) in pages {
        for window in words(page).windows(RUN).filter(|window| runs.contains(*window)) {
            found.insert(format!("{name}: {}", window.join(" ")));
        }
    }
    found
}

/// What is kept as printed: titles, names and figures, as the keys of source files hold them.
fn kept_as_printed(content: &str) -> Vec<String> {
    let mut kept = Vec::new();
    for line in content.lines() {
        for key in ["title: ", "printed: ", "publisher: ", "label: ", "product: ", "funding: ", "criterion: "]
        {
            if let Some((_, value)) = line.split_once(key) {
                let quoted = value.strip_prefix('"').and_then(|value| value.split('"').next());
                kept.push(quoted.unwrap_or(value.split([',', '}']).next().unwrap()).to_owned());
            }
        }
        for key in ["figures: [", "aliases: [", "affiliation: [", "family: ", "given: "] {
            if let Some((_, value)) = line.split_once(key) {
                let list = value.split([']', '}']).next().unwrap();
                kept.extend(list.split('"').map(str::to_owned));
                kept.extend(list.split(", ").map(str::to_owned));
            }
        }
        kept.extend(line.strip_prefix("  - ").filter(|item| !item.contains(": ")).map(str::to_owned));
    }
    kept
}

/// The files of the base and the text of its pages, by name.
fn pages(desk: &Desk) -> BTreeMap<String, String> {
    let said = desk.run(&["build"]);
    assert_eq!(said.code, Some(0), "{}", said.stderr);
    let main = Selector::parse("main").unwrap();
    let mut pages = BTreeMap::new();
    for folder in ["content", "public"] {
        for path in desk.files(folder).into_keys() {
            let name = path.strip_prefix(desk.root()).unwrap().to_string_lossy().into_owned();
            let Ok(text) = fs::read_to_string(&path) else { continue };
            if name.ends_with(".html") {
                let html = Html::parse_document(&text);
                let nodes = html.select(&main).flat_map(|main| main.descendants());
                // A reference repeats the line that the document prints of itself.
                let is_citation = |node: &<ElementRef<'_> as Deref>::Target| {
                    let outer = node.ancestors().filter_map(ElementRef::wrap);
                    outer.filter_map(|outer| outer.attr("class")).any(|class| class == "cite-box")
                };
                let texts = nodes.filter(|node| !is_citation(node)).filter_map(|node| node.value().as_text());
                let text = texts.map(|text| &**text).collect::<Vec<_>>().join(" ");
                pages.insert(name, text);
            } else if name.ends_with(".md") {
                pages.insert(name, text);
            }
        }
    }
    pages
}

fn texts_in(folder: &Path) -> Vec<String> {
    let files = WalkDir::new(folder).max_depth(1).into_iter().map(Result::unwrap);
    files.filter_map(|file| fs::read_to_string(file.path()).ok()).collect()
}

#[test]
fn a_copied_sentence_is_found_in_content_and_on_pages() {
    let desk = Desk::new();
    desk.lay("sealed");
    let kept =
        |desk: &Desk| kept_as_printed(&fs::read_to_string(desk.at("content/sources/moss-2020.md")).unwrap());
    let texts = texts_in(&desk.at("texts"));
    assert_eq!(copies(&texts, &kept(&desk), &pages(&desk)), BTreeSet::new());

    let path = desk.at("content/sources/moss-2020.md");
    let copied = "They say: a second group had something, and were followed for 12–20 months. A second group had 2 × 10⁷";
    fs::write(&path, fs::read_to_string(&path).unwrap() + copied).unwrap();
    let found: Vec<String> = copies(&texts, &kept(&desk), &pages(&desk)).into_iter().collect();
    assert!(
        found.iter().any(|one| one.starts_with("content/sources/moss-2020.md: were followed")),
        "{found:?}"
    );
    assert!(found.iter().any(|one| one.starts_with("public/sources/moss-2020.html: ")), "{found:?}");
}

#[test]
fn no_content_copies_a_sentence() {
    for (content, texts) in bases() {
        let desk = Desk::new();
        desk.copy(&content, "content");
        let kept: Vec<String> = desk
            .files("content")
            .into_values()
            .flat_map(|(bytes, _)| kept_as_printed(&String::from_utf8(bytes).unwrap()))
            .collect();
        let texts = texts_in(&texts);
        assert!(!texts.is_empty());
        let found = copies(&texts, &kept, &pages(&desk));
        let list = found.iter().map(String::as_str).collect::<Vec<_>>().join("\n");
        assert!(found.is_empty(), "{} copies:\n{list}", found.len());
    }
}

/// Content and its texts: what was written for these tests, and our own where its texts are at hand.
fn bases() -> Vec<(PathBuf, PathBuf)> {
    let written = desk::fixture_folder("sealed");
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let own = std::env::var_os("LITWEAVE_TEXTS").map(|texts| (own, PathBuf::from(texts)));
    std::iter::once((written.join("content"), written.join("texts"))).chain(own).collect()
}
