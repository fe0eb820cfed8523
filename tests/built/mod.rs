//! The pages of a knowledge base, as the library builds them.

use litweave::link::Drafts;
use litweave::model::Date;
use litweave::output::Body;
use litweave::pipeline::{Goal, Request, run};
use std::path::Path;

/// Every page of the base in a folder, drafts too, with its address.
pub fn pages(root: &Path) -> Vec<(String, String)> {
    let request = Request {
        root: root.to_owned(),
        drafts: Drafts::Shown,
        base_url: None,
        repository: None,
        today: Date::parse("2026-01-01").unwrap(),
        goal: Goal::Build,
        texts: None,
    };
    let run = run(&request).unwrap();
    let tree = run.tree.unwrap_or_else(|| panic!("the base has errors: {:#?}", run.diagnostics));
    tree.iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, body)| match body {
            Body::Bytes(bytes) => (path.to_owned(), String::from_utf8(bytes.clone()).unwrap()),
            Body::File(_) => panic!("a page is no file"),
        })
        .collect()
}
