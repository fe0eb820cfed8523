//! Writes generations of a site until it is done or killed, for the tests of `write`.
//!
//! `kill_writer OUT SITE_ROOT FIRST LAST [FILES]`: every file of generation N holds N, and a few
//! files come and go from one generation to the next.

#![allow(clippy::print_stderr)]

use std::path::Path;
use std::process::ExitCode;

use litweave::output::{Body, OutputTree};
use litweave::write::write;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [out, site_root, first, last, files @ ..] = arguments.as_slice() else {
        eprintln!("usage: kill_writer OUT SITE_ROOT FIRST LAST [FILES]");
        return ExitCode::from(2);
    };
    let number = |text: &String| text.parse::<usize>().unwrap_or_default();
    let files = files.first().map_or(200, number);
    for generation in number(first)..=number(last) {
        match write(&tree(generation, files), Path::new(out), Path::new(site_root)) {
            Ok(written) => eprintln!("{generation} {written:?}"),
            Err(error) => {
                eprintln!("{error}");
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}

fn tree(generation: usize, files: usize) -> OutputTree {
    let mut tree = OutputTree::new();
    let mut claim = |path: String| {
        let text = format!("{generation}\n").repeat(50);
        tree.claim(&path, Body::Bytes(text.into_bytes()), "kill_writer")
    };
    let folders = ["", "trials/", "sources/deep/er/"];
    let steady = (0..files).zip(folders.iter().cycle());
    let claims = steady
        .map(|(file, folder)| format!("{folder}{file}.html"))
        .chain(["index.html".to_owned()])
        .chain([format!("passing/{generation}/page.html")])
        .map(&mut claim);
    if claims.filter(Result::is_err).count() > 0 {
        eprintln!("two files of one name");
    }
    tree
}
