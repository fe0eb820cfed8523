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

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::print_stdout)]

mod numbers {
    pub mod base;
    pub mod exceptions;
    pub mod follow;
    pub mod page;
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
        today: Date { year: 2026, month: Some(1), day: Some(1) },
        goal: Goal::Build,
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
    for exception in &EXCEPTIONS {
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
        assert!(seen.followed.get(family).is_some_and(|count| *count > 5), "hardly any {family} was followed");
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
        let is_in_main = |node: NodeRef<'_>| node.ancestors().filter_map(ElementRef::wrap).any(|outer| outer.value().name() == "main");
        let texts = html.tree.nodes().filter(|node| is_in_main(*node));
        let texts: Vec<_> = texts.filter_map(|node| Some((node.id(), node.value().as_text()?.to_string()))).collect();
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
    let is_other_name = |words: &String| words.to_lowercase().ends_with("phase 3");
    assert!(passed.iter().all(is_other_name), "{passed:?}");
}

fn text_node(text: &str) -> Node {
    Node::Text(scraper::node::Text { text: text.into() })
}
