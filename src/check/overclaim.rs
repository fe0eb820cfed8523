//! `overclaim`: words that promise more than studies can show.
//!
//! What somebody says may be told as theirs: in quotation marks, with "the page says", or with a
//! citation. What is denied is no promise.

use super::sentences::OwnText;
use super::words::Words;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};

/// Promises.
const PROMISES: [&str; 33] = [
    "proven",
    "cure",
    "cures",
    "cured",
    "curing",
    "curative",
    "breakthrough*",
    "miracle*",
    "miraculous*",
    "wonder drug*",
    "safe and effective",
    "effective and safe",
    "guarantee",
    "guarantees",
    "guaranteed",
    "revolutionary",
    "revolutioni*",
    "game changer*",
    "game changing",
    "completely safe",
    "absolutely safe",
    "entirely safe",
    "perfectly safe",
    "totally safe",
    "fully safe",
    "100 safe",
    "no side effects",
    "no adverse effects",
    "without side effects",
    "free of side effects",
    "free from side effects",
    "risk free",
    "without any risk",
];

/// Reports every promise of our own.
pub fn check(texts: &[OwnText<'_>], diagnostics: &mut Diagnostics) {
    for sentence in texts.iter().flat_map(|text| &text.sentences) {
        let words = Words::of(&sentence.text);
        let places = words.places_of_any(&PROMISES);
        if places.is_empty() || sentence.is_question() || !sentence.cites.is_empty() || words.tells() {
            continue;
        }
        for place in places {
            let is_ours = !sentence.is_quoted(&place) && !words.denies(&place);
            if !is_ours || is_proof(&words, sentence.words(place.clone())) {
                continue;
            }
            let Some(span) = sentence.span(place.clone()) else { continue };
            let message = format!("`{}` promises more than studies can show", sentence.words(place));
            diagnostics.report(Diagnostic::new(Code::Overclaim, span, message).help(
                "say what was measured; or tell it as somebody's words, such as “the page claims … [@source]”",
            ));
        }
    }
}

/// Whether what is proven is that a passage stands in a text.
fn is_proof(words: &Words<'_>, promise: &str) -> bool {
    promise.eq_ignore_ascii_case("proven") && words.has_any(&["seal*", "passage*", "locator*", "quotation*"])
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    #[test]
    fn a_promise_of_our_own_is_reported() {
        check(
            "
            --- cell-types/msc.md
            description: A breakthrough in eczema.   #~ overclaim
            ---
            Stem cells are a proven treatment.   #~ overclaim
            They are safe and effective.   #~ overclaim
            They are a game-changer, with no side effects.   #~ overclaim
            --- pages/about.md
            ---
            [[msc]]
            ",
        );
    }

    #[test]
    fn what_is_denied_or_told_is_no_promise() {
        check(
            "
            --- sources/a.md
            --- pages/about.md
            ---
            It is not proven that they work, and there is no cure.
            The page calls them a “miracle”.
            The page says that they are safe and effective.
            They are proven to work [@a].
            Nobody can call them completely safe.
            Is it a cure?
            A seal proves that a passage stands in the text; a secured one is proven.
            ",
        );
    }
}
