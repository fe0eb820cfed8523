//! The house: a module imports only from lower floors, so that there are no circles.
//!
//! Reads the `use` lines and paths of `src/` against the table below, the twin of the one in
//! `ARCHITECTURE.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use walkdir::WalkDir;

/// Each room with its floor.
const FLOORS: &[(&str, u8)] = &[
    ("main", 12),
    ("cli", 11),
    ("serve", 10),
    ("pipeline", 9),
    ("render", 8),
    ("export", 8),
    ("assets", 8),
    ("write", 8),
    ("output", 7),
    ("authoring", 6),
    ("site", 6),
    ("check", 5),
    ("synthesis", 4),
    ("link", 3),
    ("parse", 3),
    ("cite", 3),
    ("seal", 3),
    ("csl", 3),
    ("model", 2),
    ("read", 2),
    ("statistics", 1),
    ("strings", 1),
    ("diagnostics", 1),
];

/// Arrows between rooms of one floor that are meant: each leads one way only.
const SAME_FLOOR: &[(&str, &str)] = &[("read", "model")];

/// Rooms that a room refers to, with the place of one such line.
type Arrows = BTreeMap<(String, String), String>;

fn arrows() -> Arrows {
    let mut arrows = Arrows::new();
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in WalkDir::new(&src).sort_by_file_name().into_iter().map(Result::unwrap) {
        let path = entry.path().strip_prefix(&src).unwrap().to_string_lossy().into_owned();
        let is_rust =
            path.ends_with(".rs") && !path.contains("/tests") && path != "lib.rs" && path != "testing.rs";
        if !is_rust {
            continue;
        }
        let room = path.split(['/', '.']).next().unwrap().to_owned();
        let text = std::fs::read_to_string(entry.path()).unwrap();
        // What only tests use builds no floor.
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
        for (number, line) in
            text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"))
        {
            let paths = line.match_indices("crate::").chain(line.match_indices("litweave::"));
            for (at, prefix) in paths {
                let to: String = line[at + prefix.len()..]
                    .chars()
                    .take_while(|char| char.is_alphanumeric() || *char == '_')
                    .collect();
                if !to.is_empty() && to != room {
                    arrows.entry((room.clone(), to)).or_insert_with(|| format!("src/{path}:{}", number + 1));
                }
            }
        }
    }
    arrows
}

fn floor(room: &str) -> u8 {
    let found = FLOORS.iter().find(|(name, _)| *name == room);
    found.unwrap_or_else(|| panic!("`{room}` has no floor: add it here and in ARCHITECTURE.md")).1
}

#[test]
fn no_arrow_runs_upward() {
    let upward: Vec<String> = arrows()
        .into_iter()
        .filter(|((from, to), _)| {
            let is_meant = SAME_FLOOR.contains(&(from.as_str(), to.as_str()));
            floor(to) > floor(from) || (floor(to) == floor(from) && !is_meant)
        })
        .map(|((from, to), place)| format!("{place}: {from} ({}) uses {to} ({})", floor(&from), floor(&to)))
        .collect();
    assert!(upward.is_empty(), "{upward:#?}");
}

#[test]
fn every_room_has_a_floor_and_every_floor_its_room() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let rooms: BTreeSet<String> = std::fs::read_dir(src)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().trim_end_matches(".rs").to_owned())
        .filter(|room| !["lib", "testing"].contains(&room.as_str()))
        .collect();
    let named: BTreeSet<String> = FLOORS.iter().map(|(room, _)| (*room).to_owned()).collect();
    assert_eq!(rooms, named);
}

#[test]
fn the_architecture_names_every_room() {
    let text =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md")).unwrap();
    for (room, floor) in FLOORS {
        let row = text
            .lines()
            .find(|line| line.starts_with(&format!("| {floor} |")) && line.contains(&format!("`{room}")));
        assert!(row.is_some(), "ARCHITECTURE.md has no row for `{room}` on floor {floor}");
    }
}

#[test]
fn only_read_and_write_touch_the_disk() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in WalkDir::new(&src).into_iter().map(Result::unwrap) {
        let path = entry.path().strip_prefix(&src).unwrap().to_string_lossy().into_owned();
        let may = ["read.rs", "write", "serve", "testing.rs"].iter().any(|room| path.starts_with(room));
        if path.ends_with(".rs") && !may {
            let text = std::fs::read_to_string(entry.path()).unwrap();
            assert!(!text.contains("std::fs"), "src/{path} touches the disk");
        }
    }
}
