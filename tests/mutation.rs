//! Single faults, planted by the hundred, and what is said of each.
//!
//! `mutation/base/` is a knowledge base without faults, written for this test with all its texts;
//! people, places and studies are invented. The [table](classes::CLASSES) of classes says what is
//! planted and which one code must be reported. The program looks for sites itself, makes every
//! fault that fits the class's definition, picks evenly among the sites, and plants each alone.
//!
//! Edits that change nothing of what the base says are made as well: they raise nothing new.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::print_stdout)]

mod mutation {
    pub mod base;
    pub mod classes;
    pub mod fault;
    pub mod harmless;
    pub mod pick;
    pub mod text;
}

use mutation::{base, fault};

use base::{Base, Complaint, Desk};
use fault::Fault;
use litweave::diagnostics::Code;
use mutation::classes::{CLASSES, Class, Planter};
use mutation::harmless::{Dress, KINDS};
use mutation::pick::{Random, evenly};
use rayon::prelude::*;

/// How many faults are planted, and how many edits are made that are none.
const FAULTS: usize = 600;
const HARMLESS: usize = 600;
/// Of each class, so many of a hundred must be told.
const LEAST: usize = 95;

#[test]
fn planted_faults_are_told_with_their_code_at_their_line() {
    assert_eq!(FAULTS % CLASSES.len(), 0, "{} classes do not share {FAULTS} evenly", CLASSES.len());
    let base = Base::read();
    // More than the 600 may be asked for, to see how each class fares on all that it can plant.
    let asked = std::env::var("LITWEAVE_FAULTS").ok().and_then(|asked| asked.parse().ok());
    let of_each = asked.unwrap_or(FAULTS / CLASSES.len());
    let planted: Vec<(&Class, Fault)> = CLASSES
        .iter()
        .flat_map(|class| picked(&base, class, of_each).into_iter().map(move |fault| (class, fault)))
        .collect();
    let results: Vec<(&Class, Option<String>)> = planted
        .par_iter()
        .map_init(|| Desk::lay(&base), |desk, (class, fault)| (*class, missed(&base, desk, class, fault)))
        .collect();

    println!("| class | planted | code | faults | told | share |\n| --- | --- | --- | ---: | ---: | ---: |");
    let mut short = Vec::new();
    for class in CLASSES {
        let of_class: Vec<_> = results.iter().filter(|(of, _)| of.name == class.name).collect();
        let missed: Vec<&String> = of_class.iter().filter_map(|(_, missed)| missed.as_ref()).collect();
        let told = of_class.len() - missed.len();
        let share = 100 * told / of_class.len().max(1);
        let Class { name, planted, code, .. } = class;
        println!("| {name} | {planted} | `{code}` | {} | {told} | {share} % |", of_class.len());
        let is_full = asked.is_some() || of_class.len() == of_each;
        if !is_full || share < LEAST || Code::by_name(code).is_none() {
            short.push(format!("{name}: {told} of {}", of_class.len()));
        }
        short.extend(missed.into_iter().cloned());
    }
    println!("{} faults in {} classes", results.len(), CLASSES.len());
    let is_short = short.iter().any(|line| !line.starts_with(' '));
    println!("{}", short.join("\n"));
    assert!(!is_short, "some classes fall short: see above");
}

/// Faults of a class, evenly over its kinds and their sites.
fn picked(base: &Base, class: &Class, wanted: usize) -> Vec<Fault> {
    let mut random = Random::new(class.name);
    let kinds = class.planters.len();
    let of_kind = |(nth, planter): (usize, &Planter)| {
        let part = wanted / kinds + usize::from(nth < wanted % kinds);
        let site = |fault: &Fault| (fault.edit.file.clone(), fault.edit.first);
        evenly(planter(base), part, &mut random, site, |fault| fault.edit.clone())
    };
    class.planters.iter().enumerate().flat_map(of_kind).collect()
}

/// What was planted and said, where the fault was not told as its class wants it.
fn missed(base: &Base, desk: &Desk, class: &Class, fault: &Fault) -> Option<String> {
    let said = desk.changed(&fault.edit.file, &fault.edit.applied(base));
    let is_at = |one: &Complaint| {
        fault.places.iter().any(|(file, lines)| *file == one.file && lines.contains(&one.line))
    };
    let is_told = said.iter().any(|one| one.code == class.code && is_at(one));
    let is_change = fault.edit.applied(base) != base.files[&fault.edit.file].join("\n") + "\n";
    assert!(is_change, "nothing was planted: {fault:?}");
    let said = said.iter().filter(|one| !one.is_note);
    let said: Vec<String> =
        said.map(|one| format!("{}:{} [{}] {}", one.file, one.line, one.code, one.message)).collect();
    (!is_told).then(|| {
        let edit = &fault.edit;
        format!(
            "  {}: {}:{}\n    before: {}\n    after:  {}\n    said:   {}",
            class.name,
            edit.file,
            edit.first + 1,
            edit.before(base),
            edit.lines.join(" ⏎ "),
            if said.is_empty() { "nothing".to_owned() } else { said.join("\n            ") }
        )
    })
}

#[test]
fn harmless_edits_raise_nothing_new() {
    let base = Base::read();
    let of_base = essence(&Desk::lay(&base).check());
    assert!(of_base.iter().all(|(_, _, _, is_note)| *is_note), "the base has faults: {of_base:#?}");
    let mut made: Vec<(usize, Dress)> = Vec::new();
    let mut open: Vec<Vec<Dress>> = KINDS.iter().map(|kind| harmless(&base, kind.name, kind.edits)).collect();
    while made.len() < HARMLESS && open.iter().any(|kind| !kind.is_empty()) {
        for (kind, edits) in open.iter_mut().enumerate() {
            made.extend(edits.pop().map(|edit| (kind, edit)));
        }
    }
    made.truncate(HARMLESS);
    let new: Vec<String> = made
        .par_iter()
        .map_init(
            || Desk::lay(&base),
            |desk, (kind, edit)| {
                let said = essence(&desk.changed(&edit.file, &edit.text));
                let other = said.iter().filter(|one| !of_base.contains(one));
                let other: Vec<_> = other.chain(of_base.iter().filter(|one| !said.contains(one))).collect();
                (said != of_base)
                    .then(|| format!("{}: {}:{}: {other:#?}", KINDS[*kind].name, edit.file, edit.line + 1))
            },
        )
        .flatten()
        .collect();

    println!("| harmless edit | made |\n| --- | ---: |");
    for (nth, kind) in KINDS.iter().enumerate() {
        let count = made.iter().filter(|(of, _)| *of == nth).count();
        println!("| {} | {count} |", kind.name);
        assert!(count > 0, "no place for: {}", kind.name);
    }
    println!("{} edits of {} kinds; {} raise something", made.len(), KINDS.len(), new.len());
    assert!(new.is_empty() && made.len() == HARMLESS, "{}", new.join("\n"));
}

/// Edits of a kind, those of files in turn.
fn harmless(base: &Base, name: &str, edits: fn(&Base) -> Vec<Dress>) -> Vec<Dress> {
    let mut edits = evenly(
        edits(base),
        HARMLESS,
        &mut Random::new(name),
        |edit| edit.file.clone(),
        |edit| (edit.file.clone(), edit.text.clone()),
    );
    edits.reverse();
    edits
}

/// What complaints say, wherever it stands now.
fn essence(said: &[Complaint]) -> Vec<(String, String, String, bool)> {
    let one = |one: &Complaint| (one.code.clone(), one.message.clone(), one.slice.clone(), one.is_note);
    let mut essence: Vec<_> = said.iter().map(one).collect();
    essence.sort();
    essence
}
