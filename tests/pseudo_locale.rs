//! Every word of a page comes from what an editor wrote or from the interface strings.
//!
//! The bases in `tests/pseudo_locale/` are written in Greek letters, and their strings are the
//! English ones with each letter doubled and put into Armenian. So a Latin word on a page was
//! written by neither: it stands in the code or in a template. What may be Latin is listed below,
//! and so is each string that no page shows, so that the bases grow with the strings.

mod built;

use scraper::{ElementRef, Html};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use std::path::Path;
use std::sync::LazyLock;
use walkdir::WalkDir;

/// The language of the base: one that is written from the right, with more forms than English.
const LANGUAGE: &str = "ar";

/// Latin that the base itself holds: times, numbers and addresses as editors write them.
const CONTENT: &[&str] = &[
    "https://zz.test/",
    "week 4",
    "week 12",
    "day 1",
    "day 7",
    "day 56",
    // The first characters of a misprinted p-value, and a plain one.
    "p<0.0010",
    "over 84 weeks",
];

/// Names that are the same in every language.
const NAMES: &[&str] = &[
    // Styles of citations, and formats of records.
    "Vancouver",
    "AMA",
    "APA",
    "BibTeX",
    "RIS",
    // Registries, and their numbers with their prefixes.
    "ClinicalTrials.gov",
    "Mondo",
    "ICD-10",
    "Cell Ontology",
    "UniProt",
    "NCT01927705",
    "MONDO:0004980",
    "CL:0000134",
    "Q92583",
    "PMC7712345",
];

/// Values that scripts put into strings.
const VALUES: &[&str] =
    &["{address}", "{all}", "{count}", "{finding}", "{name}", "{shown}", "{text}", "{value}"];

/// Attributes whose words a reader sees or hears.
const SPOKEN: &[&str] = &["title", "alt", "aria-label", "aria-description", "placeholder", "label"];

/// Attributes with addresses, codes and numbers: nobody reads them. Every other `data-…` holds
/// words, for scripts to show.
const CODES: &[&str] = &[
    "data-address",
    "data-alert",
    "data-behaviour",
    "data-change",
    "data-citation",
    "data-derived",
    "data-facet",
    "data-filter",
    "data-finding",
    "data-identifier",
    "data-key",
    "data-kind",
    "data-method",
    "data-notice",
    "data-on",
    "data-page",
    // A citation in the style of the National Library of Medicine.
    "data-pattern",
    "data-reading",
    "data-report",
    "data-sort",
    "data-statement",
];

/// Strings that no page of the bases shows.
const UNSEEN: &[&str] = &[
    // Descriptions of pages that have one of their own: the list of articles is the home page, and
    // every word of the glossary has a plain meaning.
    "kind-holds.article",
    "kind-noun.term",
];

type NodeRef<'p> = <ElementRef<'p> as Deref>::Target;

static STRINGS: LazyLock<Value> = LazyLock::new(|| {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/strings/en.yaml");
    let english: Value = serde_yaml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut strings = accented(&english);
    strings["language"]["direction"] = "rtl".into();
    strings
});

/// The bases: one with everything, one with a single trial, one with next to nothing.
const BASES: [&str; 3] = ["full", "one", "bare"];

/// The pages of the bases, by base and address.
static PAGES: LazyLock<BTreeMap<String, String>> =
    LazyLock::new(|| BASES.iter().flat_map(|base| pages(base, &[])).collect());

/// The pages of one base, with templates of its own.
fn pages(base: &str, templates: &[(&str, String)]) -> BTreeMap<String, String> {
    let root = tempfile::tempdir().unwrap();
    lay_out(base, root.path());
    for (name, text) in templates {
        let to = root.path().join("templates").join(name);
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::write(to, text).unwrap();
    }
    built::pages(root.path()).into_iter().map(|(path, text)| (format!("{base}/{path}"), text)).collect()
}

/// Strings with every letter doubled, in letters that neither English nor the base has; values in
/// braces stay.
fn accented(value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            Value::Object(map.iter().map(|(key, value)| (key.clone(), accented(value))).collect())
        }
        Value::String(text) => {
            let mut is_value = false;
            let accent = |char: char| {
                is_value = (is_value || char == '{') && char != '}';
                let (from, to) = if char.is_ascii_uppercase() { ('A', 'Ա') } else { ('a', 'ա') };
                match char.is_ascii_alphabetic() && !is_value {
                    true => {
                        let letter = char::from_u32(to as u32 + char as u32 - from as u32);
                        letter.unwrap().to_string().repeat(2)
                    }
                    false => char.to_string(),
                }
            };
            Value::String(text.chars().map(accent).collect())
        }
        other => other.clone(),
    }
}

/// Writes a base with its strings; `§section.key§` in it is a string.
fn lay_out(base: &str, root: &Path) {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pseudo_locale").join(base);
    for entry in
        WalkDir::new(&from).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file())
    {
        let to = root.join(entry.path().strip_prefix(&from).unwrap());
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        let text = std::fs::read_to_string(entry.path()).unwrap();
        let mut parts = text.split('§');
        let mut filled = parts.next().unwrap().to_owned();
        while let (Some(name), rest) = (parts.next(), parts.next().unwrap_or_default()) {
            let (section, key) = name.split_once('.').unwrap();
            filled.push_str(STRINGS[section][key].as_str().unwrap());
            filled.push_str(rest);
        }
        std::fs::write(to, filled).unwrap();
    }
    let strings = root.join("templates/strings");
    std::fs::create_dir_all(&strings).unwrap();
    std::fs::write(strings.join(format!("{LANGUAGE}.yaml")), STRINGS.to_string()).unwrap();
    std::fs::create_dir_all(root.join("static/images")).unwrap();
    std::fs::write(root.join("static/images/zz.png"), "").unwrap();
}

/// What a text holds in Latin letters beyond what may be: words of two letters or more. Ids of
/// the base begin with `zz`.
fn latin(text: &str) -> Vec<String> {
    let known = CONTENT.iter().chain(NAMES).chain(VALUES);
    let text = known.fold(text.to_owned(), |text, known| text.replace(known, " "));
    let words = text.split(|char: char| !char.is_ascii_alphanumeric());
    let is_foreign = |word: &&str| {
        let letters = word.trim_matches(|char: char| char.is_ascii_digit());
        letters.len() > 1
            && letters.chars().any(|char| char.is_ascii_alphabetic())
            && !letters.starts_with("zz")
    };
    words.filter(is_foreign).map(str::to_owned).collect()
}

/// Whether an element holds a citation that a CSL style made.
fn is_citation(element: &scraper::node::Element) -> bool {
    let address = element.attr("data-report").unwrap_or_default();
    element.attr("data-citation").is_some()
        || address.ends_with("/record")
        || address.contains("/record/references.") && !address.contains(".locator")
}

/// Latin words below a node, each with where it stands.
fn walk(node: NodeRef<'_>, found: &mut Vec<String>) {
    for child in node.children() {
        if let Some(text) = child.value().as_text() {
            let parent = child.parent().and_then(ElementRef::wrap).map(|parent| parent.html());
            let context: String = parent.unwrap_or_default().chars().take(160).collect();
            found.extend(latin(text).into_iter().map(|word| format!("`{word}` in {context}")));
        }
        let Some(element) = child.value().as_element() else {
            walk(child, found);
            continue;
        };
        for (name, value) in element.attrs() {
            let is_words = SPOKEN.contains(&name) || name.starts_with("data-") && !CODES.contains(&name);
            let is_meta = element.name() == "meta" && name == "content" && is_said(element);
            if is_words || is_meta {
                found.extend(latin(value).into_iter().map(|word| format!("`{word}` in {name}=\"{value}\"")));
            }
        }
        let is_code = element.name() == "style"
            || element.name() == "script" && element.attr("type") != Some("application/json");
        if !is_code && !is_citation(element) {
            walk(child, found);
        }
    }
}

/// Whether what a `<meta>` holds is words.
fn is_said(element: &scraper::node::Element) -> bool {
    let name = element.attr("name").or(element.attr("property")).unwrap_or_default();
    ["description", "og:title", "og:description", "og:site_name"].contains(&name)
}

/// Latin words of pages, each with its page and place.
fn faults(pages: &BTreeMap<String, String>) -> BTreeSet<String> {
    let mut faults = BTreeSet::new();
    for (path, html) in pages {
        let mut found = Vec::new();
        walk(*Html::parse_document(html).root_element(), &mut found);
        faults.extend(found.into_iter().map(|fault| format!("{path}: {fault}")));
        assert!(!html.contains('⟦'), "{path} asks for a string that does not exist");
    }
    faults
}

#[test]
fn no_word_of_a_page_stands_in_code_or_templates() {
    let faults = faults(&PAGES);
    assert!(faults.is_empty(), "{} words are no strings: {faults:#?}", faults.len());
}

#[test]
fn a_word_in_a_template_is_told_wherever_it_is_said() {
    let name = "pages/404.html";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates").join(name);
    let template = std::fs::read_to_string(path).unwrap();
    for (word, markup) in [
        ("Hello", "<p>Hello</p></header>"),
        ("Open", "<button title=\"Open\">1</button></header>"),
        ("Sum", "<p aria-label=\"Sum\">1</p></header>"),
        ("Copied", "<p data-done=\"Copied\">1</p></header>"),
        ("Saved", "<script type=\"application/json\">{\"1\": \"Saved\"}</script></header>"),
    ] {
        let broken = template.replacen("</header>", markup, 1);
        let faults = faults(&pages("bare", &[(name, broken)]));
        let is_told = faults.len() == 1 && faults.iter().all(|fault| fault.contains(&format!("`{word}`")));
        assert!(is_told, "{word}: {faults:#?}");
    }
}

#[test]
fn every_page_names_its_language_and_direction() {
    for (path, html) in PAGES.iter() {
        assert!(html.contains(&format!("<html lang=\"{LANGUAGE}\" dir=\"rtl\">")), "{path}");
    }
    let kinds = PAGES.keys().filter_map(|path| path.split('/').nth(1)).collect::<BTreeSet<_>>();
    for kind in ["trials", "diseases", "cell-types", "biomarkers", "outcomes", "sources", "glossary"] {
        assert!(kinds.contains(kind), "there is no page below {kind}");
    }
}

#[test]
fn the_bases_show_every_string_that_a_page_can_show() {
    let all: String = PAGES.values().map(|html| decoded(html)).collect::<String>().to_lowercase();
    let mut unseen = BTreeSet::new();
    for (section, keys) in STRINGS.as_object().unwrap() {
        for (key, text) in keys.as_object().unwrap() {
            let forms: Vec<&str> = match text {
                Value::Object(forms) => forms.values().filter_map(Value::as_str).collect(),
                text => text.as_str().into_iter().collect(),
            };
            // The pieces between its values; a capital may have come to its beginning.
            let is_seen = |form: &&str| {
                let pieces =
                    form.split('{').map(|piece| piece.split_once('}').map_or(piece, |(_, rest)| rest));
                pieces.map(|piece| piece.trim().to_lowercase()).all(|piece| all.contains(&piece))
            };
            if !forms.iter().any(is_seen) {
                unseen.insert(format!("{section}.{key}"));
            }
        }
    }
    let known: BTreeSet<String> = UNSEEN.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(unseen, known, "strings that no page shows (left) are not those that are listed (right)");
}

/// A page with its entities and the queries of its addresses read.
fn decoded(html: &str) -> String {
    let text =
        html.replace("&#39;", "'").replace("&#x27;", "'").replace("&quot;", "\"").replace("&amp;", "&");
    let addresses = html.split("https://github.com/").skip(1).filter_map(|rest| rest.split('"').next());
    let addresses = addresses.filter_map(|rest| {
        let address = url::Url::parse(&format!("https://github.com/{}", rest.replace("&amp;", "&"))).ok()?;
        Some(address.query_pairs().map(|(_, value)| value.into_owned()).collect::<String>())
    });
    text + &addresses.collect::<String>()
}
