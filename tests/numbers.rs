//! Every number on every page leads to its value.
//!
//! Every digit token in `<main>` stands in an element whose `data-finding`, `data-report`,
//! `data-statement` or `data-derived` leads to the value that it shows. The address is followed
//! in the files themselves, without litweave's readers, and the text of the element must be what
//! the file holds, in one of the wordings of [`follow`](numbers::follow).
//!
//! A number without an address must be covered by one of the
//! [`EXCEPTIONS`](numbers::exceptions::EXCEPTIONS): a mark that counts the sources or notes of the
//! page, an identifier of the page's entry, a name, or the "of 100" beside a derived share.
//! Numbers in words, in attributes and outside `<main>` are not looked at, but for the formula in
//! the title of a derived value.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

mod numbers {
    pub mod base;
    pub mod exceptions;
    pub mod follow;
    pub mod page;
    pub mod recomputed;
    pub mod record;
}

use litweave::link::Drafts;
use litweave::model::Date;
use litweave::output::Body;
use litweave::pipeline::{Goal, Request, run};
use numbers::base::Base;
use numbers::exceptions::EXCEPTIONS;
use numbers::page::{Checker, NodeRef, Seen};
use scraper::{ElementRef, Html, Node};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The pages of the site that is made from the base in `root`.
fn pages(root: &Path) -> BTreeMap<String, Html> {
    let request = Request {
        root: root.to_owned(),
        drafts: Drafts::LeftOut,
        base_url: None,
        repository: None,
        today: Date { year: 2026, month: Some(1), day: Some(1) },
        goal: Goal::Build,
        texts: None,
    };
    let run = run(&request).unwrap();
    let tree = run.tree.unwrap_or_else(|| panic!("the content has errors: {:#?}", run.diagnostics));
    let html = tree.iter().filter(|(path, _)| path.ends_with(".html"));
    html.map(|(path, body)| match body {
        Body::Bytes(bytes) => (path.to_owned(), Html::parse_document(std::str::from_utf8(bytes).unwrap())),
        other => panic!("{path} is no page: {other:?}"),
    })
    .collect()
}

/// Checks every number of every page of the base in `root`.
fn check_all(root: &Path) -> Seen {
    let base = Base::read(&root.join("content"));
    let checker = Checker::new(&base);
    let mut seen = Seen::default();
    let pages = pages(root);
    for (path, html) in &pages {
        checker.check(path, html, &mut seen);
    }
    println!("{} pages; numbers that were followed: {:?}", pages.len(), seen.followed);
    for exception in EXCEPTIONS {
        let count = seen.excepted.get(exception.name).unwrap_or(&0);
        println!("excepted: {count} as {} ({})", exception.name, exception.because);
    }
    seen
}

fn say(faults: &[impl std::fmt::Display]) -> String {
    let lines: Vec<String> = faults.iter().map(|fault| format!("  {fault}\n")).collect();
    format!("{} numbers lead nowhere:\n{}", lines.len(), lines.concat())
}

#[test]
fn every_number_of_every_page_leads_to_its_value() {
    let seen = check_all(Path::new(env!("CARGO_MANIFEST_DIR")));
    assert!(seen.faults.is_empty(), "{}", say(&seen.faults));
    for family in ["finding", "report", "statement", "derived"] {
        assert!(
            seen.followed.get(family).is_some_and(|count| *count > 5),
            "hardly any {family} was followed"
        );
    }
}

/// Changes one digit of our own pages after the other: each change must be noticed.
///
/// What may pass is a name that becomes another name: "phase 2" and "phase 3" are both words of
/// the glossary.
#[test]
fn a_digit_that_is_changed_anywhere_is_noticed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let base = Base::read(&root.join("content"));
    let checker = Checker::new(&base);
    let (mut changes, mut passed) = (0, BTreeSet::new());
    for (path, mut html) in pages(root) {
        let is_in_main = |node: NodeRef<'_>| {
            node.ancestors().filter_map(ElementRef::wrap).any(|outer| outer.value().name() == "main")
        };
        let texts = html.tree.nodes().filter(|node| is_in_main(*node));
        let texts: Vec<_> =
            texts.filter_map(|node| Some((node.id(), node.value().as_text()?.to_string()))).collect();
        for (node, text) in texts {
            for (at, digit) in text.char_indices().filter(|(_, char)| char.is_ascii_digit()) {
                let other = char::from_digit((digit.to_digit(10).unwrap() + 1) % 10, 10).unwrap();
                let changed = format!("{}{other}{}", &text[..at], &text[at + 1..]);
                *html.tree.get_mut(node).unwrap().value() = text_node(&changed);
                let mut seen = Seen::default();
                checker.check(&path, &html, &mut seen);
                changes += 1;
                if seen.faults.is_empty() {
                    let from = changed[..at].char_indices().rev().nth(9).map_or(0, |(from, _)| from);
                    passed.insert(changed[from..=at].to_owned());
                }
            }
            *html.tree.get_mut(node).unwrap().value() = text_node(&text);
        }
    }
    println!("{changes} changes; passed: {passed:?}");
    assert!(changes > 500, "only {changes} changes");
    let others = ["phase 2", "phase 3", "step 2", "t-helper 2", "th2", "type 2"];
    let is_other_name = |words: &String| others.iter().any(|name| words.to_lowercase().ends_with(name));
    assert!(passed.iter().all(is_other_name), "{passed:?}");
}

fn text_node(text: &str) -> Node {
    Node::Text(scraper::node::Text { text: text.into() })
}

/// A source with one trial, as small as it can be and hold each kind of value.
const SHIN: &str = r#"---
type: article-journal
title: A trial of 24 people
label: Shin 2021
author: [{family: Shin, given: Hyun-Tae}]
container-title-short: Stem Cell
volume: 39
issue: 7
page: 100-108
issued: 2021-03-05
DOI: 10.1186/s13287-7
derived-from: []
references: [{title: Skin, container-title: Healthline, volume: 12, page: "539", issued: 2017-06-12}]
left-out: [{what: 3 pictures, because: page furniture}]
reports:
  - trial: one
    phase: I/IIa
    enrollment: {count: 24, printed: twenty-four, because: 2 words}
    follow-up: {mean: 9.5, low: 8, high: 12, unit: months, counted-from: treatment}
    centers: 6
    arms:
      - id: cells
        participants: 12
        intervention: {administrations: 2, interval: 4-6 weeks, dose: {cells: 1e6, to: 3e6, per: kg, printed: "1-3 × 106/kg"}}
    stages: [{label: Stage 4}]
    endpoints:
      - {measure: easi, time-points: [week 4, week 8]}
findings:
  - id: easi-75
    trial: one
    measure: easi
    criterion: EASI-75
    time-point: week 16
    result: {count: 14, of: 59, printed: "23.7% [14/59]"}
    versus: {percent: 7.3, of: 55}
    p-value: {printed: ".0.017", read: 0.017, because: two points}
    change: decreased
    locator: [{section: Results, sentence: 2}, {section: Methods, sentence: 3-4, table: 1}]
  - {id: few, trial: one, measure: easi, result: {count: 2, of: 12}, p-value: .016, change: decreased}
  - {id: mice, trial: one, measure: easi, species: mouse, change: decreased}
  - {id: all, trial: one, measure: easi, change: decreased}
  - {id: part, trial: one, measure: easi, change: decreased, among: {count: 2, of: 5, who: those treated}}
  - {id: mean-75, trial: one, measure: easi, criterion: EASI-75, change: decreased, result: {mean: 3}}
  - {id: other-75, trial: one, measure: easi, criterion: EASI-75, change: decreased}
statements:
  - {id: prevalence, says: About 1 of 10 children., figures: ["10.7%", "9%"], locator: {section: Background, sentence: 3}}
---
"#;

/// A base of that source, and what it refers to.
fn small_base() -> Base {
    Base::of(&[
        ("sources/shin-2021.md", SHIN),
        (
            "trials/one.md",
            "---\ntitle: Trial 1\naliases: [phase 2 trial]\nidentifiers: {nct: NCT01927705, icd10: L20}\n---\n",
        ),
        ("outcomes/easi.md", "---\ntitle: EASI\nscale: {low: 0, high: 72, cites: shin-2021}\n---\n"),
        ("biomarkers/ccl17.md", "---\ntitle: CCL17\naliases: [CCL-17]\n---\n"),
        ("trials/hidden.md", "---\ntitle: Trial 2\ndraft: true\n---\n"),
    ])
}

/// What is said of a piece of the page `trials/one.html`.
fn faults(html: &str) -> Vec<String> {
    let base = small_base();
    let page = Html::parse_document(&format!("<body>7 <main>{html}</main> 8</body>"));
    let mut seen = Seen::default();
    Checker::new(&base).check("trials/one.html", &page, &mut seen);
    seen.faults.into_iter().map(|fault| format!("{}: {}", fault.token, fault.why)).collect()
}

/// The element of a value of the small base.
fn span(family: &str, part: &str, text: &str) -> String {
    format!("<span data-{family}=\"shin-2021/{part}\">{text}</span>")
}

#[test]
fn a_value_is_shown_as_the_file_holds_it_in_a_known_wording() {
    for (family, part, right, wrong) in [
        (
            "finding",
            "easi-75/result",
            "14 of 59",
            &["13 of 59", "59 of 14", "14 of 59 of 59", "14", "14% of 59", "many"][..],
        ),
        ("finding", "easi-75/result", "23.7% [14/59]", &["23.7% [4/59]", "[14/59]", "2.37% [14/59]"]),
        ("finding", "easi-75", "14 of 59", &["week 16"]),
        ("finding", "easi-75/result.count", "14", &["59", "1", "144", "+14"]),
        ("finding", "easi-75/versus", "7.3% of 55", &["7.3", "73% of 55", "7.30% of 55"]),
        ("finding", "easi-75/versus.percent", "7.3%", &["7%"]),
        ("finding", "easi-75/p-value", ".0.017", &["0.017", "0.0.017"]),
        ("finding", "easi-75/p-value.read", "0.017", &["0.0017", "&lt; 0.017", ".0.017"]),
        ("finding", "few/p-value", ".016", &["0.016", ".16"]),
        ("finding", "few/p-value.read", "0.016", &["0.16"]),
        ("finding", "easi-75/time-point", "week 16", &["week 6", "week 16 to 18"]),
        ("finding", "easi-75/criterion", "EASI-75", &["EASI-50"]),
        (
            "finding",
            "part/among",
            "in 2 of 5: those treated",
            &["in 2 of 5 those treated", "in 5 of 2: those treated"],
        ),
        ("finding", "part/among.count", "2", &["5"]),
        (
            "finding",
            "easi-75/locator",
            "Results, sentence 2",
            &["Results, sentence 3", "Methods, sentence 2"],
        ),
        (
            "finding",
            "easi-75/locator",
            "Methods, sentences 3 to 4, table 1",
            &["Methods, sentences 3 to 4", "Methods, sentence 3"],
        ),
        ("report", "one/phase", "Phase 1/2", &["Phase 2", "1"]),
        ("report", "one/enrollment", "24", &["42", "24 people and 5"]),
        ("report", "one/enrollment.because", "2 words", &["3 words"]),
        ("report", "one/centers", "6", &["multiple"]),
        (
            "report",
            "one/follow-up",
            "9.5 months on average (range 8 to 12), counted from treatment",
            &["9.5 months", "9.5 months on average (range 12 to 8), counted from treatment"],
        ),
        ("report", "one/arms.cells.participants", "12", &["24"]),
        (
            "report",
            "one/arms.cells.intervention.administrations",
            "2 times",
            &["4 times", "2 times a week and 3"],
        ),
        ("report", "one/arms.cells.intervention.interval", "4 to 6 weeks", &["46 weeks", "4 weeks"]),
        (
            "report",
            "one/arms.cells.intervention.dose",
            "1 to 3 × 10⁶ cells/kg",
            &[
                "1 to 3 × 10⁷ cells/kg",
                "1 to 3 × 10⁶ cells",
                "1 × 10⁶ cells/kg",
                "3 to 1 × 10⁶ cells/kg",
                "1 to 3 × 106 cells/kg",
            ],
        ),
        ("report", "one/arms.cells.intervention.dose.printed", "1-3 × 106/kg", &["1-3 × 10⁶/kg"]),
        ("report", "one/endpoints.1.time-points", "week 4, week 8", &["week 4", "week 8, week 4"]),
        ("report", "one/sponsor", "not reported", &["0"]),
        (
            "report",
            "record",
            "Shin HT. A trial of 24 people. Stem Cell 2021;39(7):100–8. https://doi.org/10.1186/s13287-7.",
            &["Stem Cell 2022;39:100–8.", "Stem Cell 2021;39:39.", "https://doi.org/10.1186/s13287-8."],
        ),
        (
            "report",
            "record/references.1",
            "Baird M. Skin. Healthline 2017;12:539.",
            &["Baird M. Skin. Healthline 2018;12:539.", "Baird M. Skin. Healthline 2017;12:540."],
        ),
        ("report", "record/issued", "2021-03-05", &["2021-05-03", "2021"]),
        ("report", "record/left-out.1.what", "3 pictures", &["4 pictures"]),
        ("report", "scale/easi", "0 to 72", &["0 to 103"]),
        ("statement", "prevalence", "10.7%", &["9%", "10.7"]),
        ("statement", "prevalence/figures.2", "9%", &["10.7%"]),
        ("statement", "prevalence/says", "About 1 of 10 children.", &["About 2 of 10 children."]),
    ] {
        assert_eq!(faults(&span(family, part, right)), Vec::<String>::new(), "{part}");
        for wrong in wrong {
            assert_eq!(faults(&span(family, part, wrong)).len(), 1, "{part} shown as {wrong}");
        }
    }
}

#[test]
fn an_address_leads_somewhere() {
    for (family, part) in [
        ("finding", "easi-90/result.count"),
        ("finding", "easi-75/result.sd.low"),
        ("finding", "easi-75/locator.3"),
        ("finding", "prevalence/says"),
        ("report", "two/enrollment"),
        ("report", "one/enrolment"),
        ("report", "one/arms.placebo.participants"),
        ("report", "one/endpoints.2.time-points"),
        ("report", "record/left-out.0.what"),
        ("report", "scale/ccl17"),
        ("statement", "prevalence/figures.3"),
        ("derived", "easi-75/result.of-1000"),
        ("derived", "easi-75/versus.of-100"),
        ("derived", "few/result.of-100"),
    ] {
        assert_eq!(faults(&span(family, part, "14")).len(), 1, "{family} {part}");
    }
    assert_eq!(faults("<b data-finding=\"shin-2022/easi-75/result.count\">14</b>").len(), 1);
    assert_eq!(faults("<b data-finding=\"\">14</b>").len(), 1);
}

#[test]
fn a_derived_value_is_worked_out_again_and_says_so() {
    let derived = |address: &str, text: &str, title: &str| {
        faults(&format!(
            "<span data-derived=\"{address}\" title=\"Worked out by this site: {title}\">{text}</span>"
        ))
    };
    let share = "shin-2021/easi-75/result.of-100";
    let rest = "shin-2021/easi-75/result.rest-of-100";
    for (address, right, title) in [
        (share, "24", "14 ÷ 59 × 100, rounded"),
        (rest, "76", "100 − 24 (14 ÷ 59 × 100, rounded)"),
        ("site/sources", "1", "counted"),
        ("site/trials.people", "1", "counted"),
        ("site/trials.animals", "0", "counted"),
        ("site/findings", "7", "counted"),
        ("tally/easi/change.decreased", "1", "counted"),
        ("tally/easi/change.decreased/EASI-75", "2", "counted"),
        ("tally/easi/change.increased", "0", "counted"),
    ] {
        assert_eq!(derived(address, right, title), Vec::<String>::new(), "{address}");
        let number: usize = right.parse().unwrap();
        for wrong in [number + 1, number.wrapping_sub(1), number + 10] {
            assert_eq!(derived(address, &wrong.to_string(), title).len(), 1, "{address} shown as {wrong}");
        }
    }
    for (address, text, title) in [
        (share, "24", "14 ÷ 95 × 100, rounded"),
        (share, "24", "rounded"),
        (share, "about 24", "14 ÷ 59 × 100, rounded"),
        ("site/readers", "1", "counted"),
        ("tally/easi/sum.decreased", "2", "counted"),
    ] {
        assert_eq!(derived(address, text, title).len(), 1, "{address} {text} {title}");
    }
    assert_eq!(faults(&format!("<span data-derived=\"{share}\">24</span>")).len(), 1);
}

#[test]
fn reported_and_derived_are_never_mixed() {
    let title = "title=\"Worked out by this site: 14 ÷ 59 × 100, rounded\"";
    for mixed in [
        format!("<span data-finding=\"shin-2021/easi-75/result.count\" {title}>14</span>"),
        format!("<span {title}>many</span>"),
        format!("<span data-finding=\"shin-2021/easi-75\" data-derived=\"shin-2021/easi-75/result.of-100\" {title}>24</span>"),
        "<b data-report=\"shin-2021/one/enrollment\" data-finding=\"shin-2021/easi-75\">many</b>".to_owned(),
        "<b data-report=\"shin-2021/one/aim\"><i data-report=\"shin-2021/one/population\">not reported</i></b>".to_owned(),
    ] {
        assert_eq!(faults(&mixed).len(), 1, "{mixed}");
    }
}

/// Each template of an entry, and the lists, show a reported value and a derived one on one page; the
/// checker has followed each by its own rules, so that neither stands in the place of the other.
#[test]
fn every_template_keeps_reported_and_derived_apart() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/numbers/every-value");
    let base = Base::read(&root.join("content"));
    let checker = Checker::new(&base);
    let pages = pages(&root);
    for page in [
        "biomarkers/ccl17.html",
        "cell-types/msc.html",
        "diseases/atopic-dermatitis.html",
        "glossary/phase-2.html",
        "outcomes/easi.html",
        "sources/shin-2021.html",
        "trials/dose-trial.html",
        "about.html",
        "trials/index.html",
    ] {
        let mut seen = Seen::default();
        checker.check(page, &pages[page], &mut seen);
        assert!(seen.faults.is_empty(), "{}", say(&seen.faults));
        let shown = |family: &str| seen.followed.get(family).copied().unwrap_or_default();
        let reported = shown("finding") + shown("report") + shown("statement");
        assert!(reported > 0 && shown("derived") > 0, "{page} does not show both: {:?}", seen.followed);
    }
}

#[test]
fn a_number_without_an_address_is_reported() {
    let share = "<b data-derived=\"shin-2021/easi-75/result.of-100\" title=\"Worked out by this site: 14 ÷ 59 × 100\">24</b>";
    let share = |before: &str, after: &str| format!("<p>{before}{share}{after}</p>");
    for (html, expected) in [
        ("<p>No number.</p>", &[][..]),
        ("<p>14 people, 10⁶ cells and ½ of Ⅱ</p>", &["14", "10⁶", "½", "Ⅱ"]),
        ("<p>23.7% [14/59], 1,000 and .016; 8–24</p>", &["23.7", "14/59", "1,000", "016", "8–24"]),
        ("<details><summary>x</summary><svg><text>3</text></svg></details>", &["3"]),
        // Beside an element, not in it.
        (&format!("{}5", span("finding", "easi-75/result.count", "14")), &["5"]),
        // Names, as whole words.
        ("<p>EASI-75, CCL17s, ccl-17, Trial 1. The “phase 2 trial” and Shin 2021</p>", &[]),
        (
            "<p>EASI-90 EASI-75.5 EASI-750 1EASI-75 CCL17a phase 2 trial1 Trial 1/2 EASI-75%</p>",
            &["90", "75.5", "750", "1", "75", "17", "2", "1", "1/2", "75"],
        ),
        ("<p>phase 2 and Trial 2, stage 4 and stage 5</p>", &["2", "2", "5"]),
        (
            "<a href=\"../trials/one.html\">phase 2</a> <a href=\"../trials/one.html\">phase 3 of 1</a>",
            &["3", "1"],
        ),
        // In a link to an entry only a name of that entry.
        (
            "<a href=\"../outcomes/easi.html\">EASI-75</a> <a href=\"../trials/one.html\">the phase 2 trial</a>",
            &[],
        ),
        (
            "<a href=\"../biomarkers/ccl17.html\">EASI-75</a> <a href=\"../trials/one.html\">all 24</a> <a href=\"x.html\">Trial 1</a>",
            &["75", "24", "1"],
        ),
        // Where a statement is printed, in a link to it.
        ("<a href=\"../sources/shin-2021.html#statement-prevalence\">Background, sentence 3</a>", &[]),
        (
            "<a href=\"../sources/shin-2021.html#statement-prevalence\">Background, sentence 4</a> <a href=\"../sources/shin-2021.html#statement-x\">Background, sentence 3</a> <a href=\"#statement-prevalence\">Background, sentence 3</a>",
            &["4", "3", "3"],
        ),
        // Marks of sources and notes.
        (
            "<i class=\"cite\">[<a href=\"#ref-1\">1</a>; <a href=\"#ref-2\">2</a>]</i><ol><li id=\"ref-1\"></li><li id=\"ref-2\"></li></ol>",
            &[],
        ),
        (
            "<i class=\"cite\">[<a href=\"#ref-2\">1</a>, page 3; <a href=\"#ref-2\">2</a>]</i><ol><li id=\"ref-2\"></li></ol>",
            &["1", "3", "2"],
        ),
        ("<a href=\"#ref-1\">1</a><ol><li id=\"ref-1\"></li></ol>", &["1"]),
        ("<sup class=\"noteref\"><a href=\"#note-1\">1</a></sup><ol><li id=\"note-1\"></li></ol>", &[]),
        (
            "<sup class=\"noteref\"><a href=\"#note-1\">1</a></sup><ol><li id=\"note-1\"></li></ol><ol><li id=\"note-1\"></li></ol>",
            &["1"],
        ),
        (
            "<sup class=\"noteref\"><a href=\"#note-1\">1</a></sup><ol><li id=\"note-1\"></li><li id=\"note-2\"></li></ol>",
            &["1"],
        ),
        // Identifiers of the page's own entry.
        ("<dl class=\"identifiers\"><dt>ICD-10</dt><dd data-identifier><a>NCT01927705</a></dd></dl>", &[]),
        (
            "<dl class=\"identifiers\"><dt>ICD-11</dt><dd data-identifier>NCT01927706</dd></dl><dd>NCT01927705</dd>",
            &["11", "01927706", "01927705"],
        ),
        // The base of a frequency.
        (&share("", " of 100 people"), &[]),
        (&share("Of these: of 100 people who had <i>cells</i>, about ", " did"), &[]),
        (&share("", " of 1000 people"), &["1000"]),
        (&share("", " of 50 people"), &["50"]),
        (&share("", " people of 100"), &["100"]),
        (&share("Out of 100 people. About ", ""), &["100"]),
        (&share("of 100 people and 3 more ", ""), &["100", "3"]),
        ("<p>of 100 people</p>", &["100"]),
        (&format!("{} of 100 people", span("finding", "easi-75/result.count", "14")), &["100"]),
    ] {
        let faults = faults(html);
        let found: Vec<&str> =
            faults.iter().map(|fault| fault.split(": it has no").next().unwrap()).collect();
        assert_eq!(found, expected, "{html}");
    }
}

#[test]
fn every_kind_of_value_leads_back() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/numbers/every-value");
    let seen = check_all(&root);
    assert!(seen.faults.is_empty(), "{}", say(&seen.faults));
}
