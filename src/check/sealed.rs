//! `passage-missing`, `passage-moved`, `quote-missing`, `seal-broken`, `text-changed`,
//! `text-missing`: whether what is said to be printed is printed.
//!
//! A seal or quotation is looked up in the text that was captured, wherever its sentences stand;
//! a locator that leads elsewhere than its seal would send a reader to the wrong sentence.

use super::passages::{Library, passage};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span, did_you_mean};
use crate::link::KnowledgeBase;
use crate::model::{Captured, Locator, Source};
use crate::seal::{Missing, Passage, SourceText, digest, holds, normalise};

/// What to type where a seal no longer holds.
const RENEW: &str =
    "read the passage again and mend what has changed, then run `litweave seal --texts DIR --renew`";

/// Looks up the passages of every source whose text should be at hand.
pub fn check(kb: &KnowledgeBase, library: &Library, diagnostics: &mut Diagnostics) {
    for source in kb.sources.values() {
        let Some(captured) = source.captured.given() else { continue };
        let Some(name) = captured.text.as_ref().filter(|name| !library.is_unreadable(name)) else { continue };
        let Some(text) = library.text(source) else {
            let message = format!("there is no text `{}` in the folder of texts, or it is empty", name.value);
            diagnostics.report(
                Diagnostic::new(Code::TextMissing, name.span, message)
                    .help("put it there: without it, the seals of this file cannot be verified"),
            );
            continue;
        };
        whole_text(captured, text, diagnostics);
        for locator in source.all_locators() {
            one_passage(source, text, locator, diagnostics);
        }
    }
}

fn whole_text(captured: &Captured, text: &SourceText, diagnostics: &mut Diagnostics) {
    let Some(digest) = captured.digest.as_ref().filter(|digest| !holds(digest, &text.normal())) else {
        return;
    };
    let message =
        format!("the text is not the one that was captured: its digest is {}", self::digest(&text.normal()));
    diagnostics.report(Diagnostic::new(Code::TextChanged, digest.span, message).help(RENEW));
}

fn one_passage(source: &Source, text: &SourceText, locator: &Locator, diagnostics: &mut Diagnostics) {
    let found = passage(source, text, locator);
    if let Some(quote) = &locator.quote {
        let quoted = normalise(quote);
        if !text.normal_passage(&text.whole()).contains(&quoted) {
            let message = "the quotation does not stand in the text";
            diagnostics.report(
                Diagnostic::new(Code::QuoteMissing, quote.span, message)
                    .help("copy the passage from the text, word for word"),
            );
        }
    }
    let length = match (&found, locator.sentences.as_ref().map(|sentences| sentences.value)) {
        (Ok(passage), _) => text.sentences(passage).count(),
        (Err(_), Some((first, last))) => (last - first) as usize + 1,
        (Err(_), None) => 0,
    };
    let elsewhere = |seal: &str| text.find(seal, length).map(|at| text.place(at));
    let holds_here = |passage: &Passage, seal: &str| holds(seal, &text.normal_passage(passage));
    let moved = match (&found, &locator.seal) {
        (Ok(passage), Some(seal)) if holds_here(passage, seal) => return,
        (_, Some(seal)) => elsewhere(seal),
        (_, None) => None,
    };
    if let Some((section, sentence)) = moved {
        let message =
            format!("the sealed passage does not stand here, but at `{section}`, sentence {sentence}");
        diagnostics.report(Diagnostic::new(Code::PassageMoved, place(locator), message).help(
            "correct `section` and `sentence`; or, if these are right, remove the seal and run `litweave seal --texts DIR`",
        ));
        return;
    }
    match (found, &locator.seal) {
        (Ok(_), Some(seal)) => {
            let message = "the sealed passage does not stand in the text";
            diagnostics.report(Diagnostic::new(Code::SealBroken, seal.span, message).help(RENEW));
        }
        (Ok(_), None) => {}
        (Err(missing), _) => diagnostics.report(no_passage(text, locator, &missing)),
    }
}

fn no_passage(text: &SourceText, locator: &Locator, missing: &Missing) -> Diagnostic {
    let section = &locator.section;
    let (message, help) = match missing {
        Missing::Section => (
            format!("no heading `{}` is printed in the text", section.value),
            did_you_mean(section, text.headings()).unwrap_or_else(|| {
                "write a heading as printed, or `title`, `byline`, `opening` or `abstract`".to_owned()
            }),
        ),
        Missing::Sentence(count) => (
            format!("`{}` has {count} sentence{}", section.value, if *count == 1 { "" } else { "s" }),
            "count the sentences again: each line ends one, headings and run-in labels are none".to_owned(),
        ),
    };
    let span = if *missing == Missing::Section { section.span } else { place(locator) };
    Diagnostic::new(Code::PassageMissing, span, message).help(help)
}

/// The part of a locator that counts sentences, or its section.
fn place(locator: &Locator) -> Span {
    locator.sentences.as_ref().map_or(locator.section.span, |sentences| sentences.span)
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    // The seals are those of the program b3sum.
    const TEXT: &str = "
            --- texts/a.txt
            RESULTS: Itch fell. Pain rose. Sleep improved.
            ";

    #[test]
    fn a_seal_holds_while_the_passage_stands_where_it_is_said_to() {
        check(&format!(
            "{TEXT}
            --- sources/a.md
            captured: {{from: web, text: a.txt}}
            statements:
              - {{id: a, about: easi, topic: course, says: It fell., locator: {{section: Results, sentence: 2, seal: b3-1111111111111111}}}}   #~ seal-broken
              - {{id: b, about: easi, topic: course, says: It fell., locator: {{section: Results, sentence: 2-3, seal: b3-0763433d3bd70fff}}}}
              - {{id: c, about: easi, topic: course, says: It fell., locator: {{section: Results, sentence: 1-2, seal: b3-0763433d3bd70fff}}}}   #~ passage-moved
              - {{id: d, about: easi, topic: course, says: It fell., locator: {{section: Results, sentence: 4}}}}   #~ passage-missing
              - {{id: e, about: easi, topic: course, says: It fell., locator: {{section: Resluts}}}}   #~ passage-missing
              - {{id: f, about: easi, topic: course, says: It fell., locator: {{section: Results, quote: Pain rose}}}}
              - {{id: g, about: easi, topic: course, says: It fell., locator: {{section: Results, quote: Pain fell}}}}   #~ quote-missing
            --- outcomes/easi.md
            "
        ));
    }

    #[test]
    fn a_text_that_is_not_there_or_not_the_same_is_reported() {
        check(&format!(
            "{TEXT}
            --- sources/a.md
            captured: {{from: web, text: a.txt, digest: b3-1111111111111111}}   #~ text-changed
            --- sources/b.md
            captured: {{from: web, text: b.txt}}   #~ text-missing
            "
        ));
    }
}
