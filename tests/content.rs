//! Our own content, as its readers meet it.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use scraper::{Html, Selector};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use walkdir::WalkDir;

/// Names that documents use for one thing, and its page.
const ONE_THING: [(&str, &[&str]); 3] = [
    ("biomarkers/ccl17.html", &["TARC", "CCL17", "CCL-17"]),
    ("biomarkers/type-vii-collagen.html", &["C7", "Type VII collagen"]),
    ("diseases/atopic-dermatitis.html", &["eczema", "atopic dermatitis"]),
];

/// The pages of the site, by address.
fn pages() -> BTreeMap<String, Html> {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("public");
    let built = Command::new(env!("CARGO_BIN_EXE_litweave"))
        .args(["build", "--site", env!("CARGO_MANIFEST_DIR"), "--out"])
        .arg(&out)
        .output()
        .unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let html = |path: &Path| Html::parse_document(&std::fs::read_to_string(path).unwrap());
    WalkDir::new(&out)
        .into_iter()
        .map(Result::unwrap)
        .filter(|file| file.path().extension().is_some_and(|extension| extension == "html"))
        .map(|file| (file.path().strip_prefix(&out).unwrap().to_str().unwrap().to_owned(), html(file.path())))
        .collect()
}

#[test]
fn every_name_of_one_thing_leads_to_its_one_page() {
    let pages = pages();
    let links = Selector::parse("main a[href]").unwrap();
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (address, html) in &pages {
        for link in html.select(&links) {
            let text = link.text().collect::<String>();
            let href = link.value().attr("href").unwrap();
            // What was found on it leads to where it is printed.
            if href.contains("#finding-") {
                continue;
            }
            let to = href.split('#').next().unwrap().trim_start_matches("../");
            for (page, names) in ONE_THING {
                if let Some(name) = names.iter().find(|name| name.eq_ignore_ascii_case(text.trim())) {
                    let in_folder = address.rsplit_once('/').map_or("", |(folder, _)| folder);
                    let leads = page == to
                        || page
                            .strip_prefix(in_folder)
                            .is_some_and(|rest| rest.trim_start_matches('/') == to);
                    assert!(leads, "{address}: `{text}` leads to {href}, not to {page}");
                    *counts.entry((page, name)).or_default() += 1;
                }
            }
        }
    }
    for (page, names) in ONE_THING {
        for name in names {
            assert!(counts.contains_key(&(page, name)), "no page links `{name}`: {counts:#?}");
        }
        let index = format!("{}/index.html", page.split('/').next().unwrap());
        let listed = pages[&index].select(&links).filter(|link| {
            link.value().attr("href").is_some_and(|href| page.ends_with(href.trim_start_matches("../")))
        });
        assert_eq!(listed.count(), 1, "{index} lists {page} once");
    }
}
