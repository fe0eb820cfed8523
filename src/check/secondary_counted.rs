//! `secondary-counted`: a source that retells others and does not say so.
//!
//! Findings of a review, of a web page about studies or of a copy of a registry are those of
//! others. `derived-from` keeps them out of every tally; a source that retells itself, by way of
//! others, has no first voice.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span};
use crate::link::KnowledgeBase;
use crate::model::{CapturedFrom, HasEntry, Id, Origin, Source, Tier};
use std::collections::BTreeSet;

/// Reports every source whose findings would be counted beside those that it retells.
pub fn check(kb: &KnowledgeBase, diagnostics: &mut Diagnostics) {
    for source in kb.sources.values() {
        if let Some(what) = what_retells(source)
            && source.derived_from.is_empty()
            && let Some((first, span)) = first_fact(source)
        {
            let message =
                format!("`{}` is {what}, but does not say what its {first} is taken from", source.id());
            diagnostics.report(
                Diagnostic::new(Code::SecondaryCounted, source.entry.title.span, message)
                    .related(span, "this would be counted as first told here")
                    .help("add `derived-from:` with the ids of the sources that it retells, or `derived-from: [not-in-base]`"),
            );
        }
        if let Some(circle) = circle(kb, source) {
            let path: Vec<String> = circle.path.iter().map(|id| format!("`{id}`")).collect();
            let message = format!("`{}` retells itself, by way of {}", source.id(), path.join(", "));
            let message = if path.is_empty() { format!("`{}` retells itself", source.id()) } else { message };
            diagnostics.report(Diagnostic::new(Code::SecondaryCounted, circle.span, message).help(
                "name in `derived-from` only what came first: one of these sources retells no other of them",
            ));
        }
    }
}

/// What makes a source one that retells.
fn what_retells(source: &Source) -> Option<&'static str> {
    let from = source.captured.given().map(|captured| captured.from);
    match source.tier.given() {
        Some(Tier::Review) => Some("a review"),
        Some(Tier::SecondaryWeb) => Some("a web page about studies of others"),
        Some(Tier::RegistryRecord) if from == Some(CapturedFrom::RegistryMirror) => {
            Some("a copy of a registry record")
        }
        _ => None,
    }
}

fn first_fact(source: &Source) -> Option<(&'static str, Span)> {
    let finding = source.findings.first().map(|finding| ("first finding", finding.id.span));
    finding.or_else(|| source.reports.first().map(|report| ("first report", report.span)))
}

/// A way from a source back to itself.
struct Circle<'k> {
    /// The reference with which it begins.
    span: Span,
    /// The sources between.
    path: Vec<&'k Id<Source>>,
}

/// The circle that begins at a source, if it is the first of all that lie on it.
fn circle<'k>(kb: &'k KnowledgeBase, source: &'k Source) -> Option<Circle<'k>> {
    let start = source.id();
    let mut seen = BTreeSet::new();
    let mut open: Vec<Circle<'k>> =
        origins(source).map(|(id, span)| Circle { span, path: vec![id] }).collect();
    while let Some(mut way) = open.pop() {
        let Some(last) = way.path.last().copied() else { continue };
        if *last == start {
            way.path.pop();
            return Some(way);
        }
        // Each circle is told once, at the first of its sources.
        if *last > start && seen.insert(last) {
            let next = kb.sources.get(last).into_iter().flat_map(origins);
            open.extend(next.map(|(id, _)| Circle {
                span: way.span,
                path: way.path.iter().copied().chain([id]).collect(),
            }));
        }
    }
    None
}

fn origins(source: &Source) -> impl Iterator<Item = (&Id<Source>, Span)> {
    source.derived_from.iter().filter_map(|origin| match origin {
        Origin::Source(id) => Some((&id.value, id.span)),
        Origin::NotInBase => None,
    })
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    const FINDING: &str = "findings:
              - {id: a, trial: a, label: itch, arm: all, comparator: baseline, time-point: not-stated, change: decreased, locator: {section: Results}}";

    #[test]
    fn what_retells_says_what() {
        check(&format!(
            "
            --- sources/page.md
            tier: secondary-web
            label: A page   #~ secondary-counted
            {FINDING}
            --- sources/review.md
            tier: review
            derived-from: [not-in-base]
            {FINDING}
            --- sources/copy.md
            tier: registry-record
            label: A copy   #~ secondary-counted
            captured: {{from: registry-mirror}}
            {FINDING}
            --- sources/record.md
            tier: registry-record
            captured: {{from: registry}}
            {FINDING}
            --- sources/first.md
            {FINDING}
            --- trials/a.md
            "
        ));
    }

    #[test]
    fn a_page_on_the_disease_alone_retells_no_result() {
        check(
            "
            --- sources/page.md
            tier: secondary-web
            statements:
              - {id: a, about: ad, topic: symptom, says: It itches., locator: {section: Symptoms}}
            --- diseases/ad.md
            ",
        );
    }

    #[test]
    fn no_source_retells_itself() {
        check(
            "
            --- sources/a.md
            derived-from: [b]   #~ secondary-counted
            --- sources/b.md
            derived-from: [c]
            --- sources/c.md
            derived-from: [not-in-base, a]
            --- sources/d.md
            derived-from: [a]
            --- sources/e.md
            derived-from: [e]   #~ secondary-counted
            ",
        );
    }
}
