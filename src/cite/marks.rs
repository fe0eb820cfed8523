//! Characters that carry a text through hayagriva unharmed, and are taken out again.
//!
//! hayagriva re-reads numbers, divides names and strips full stops. Marks from a private range
//! keep it from doing so where it would change what a source prints.

use serde_json::Value as Json;

/// Ends a number that hayagriva would print otherwise: with a second number behind it, it is
/// taken for text.
pub(super) const VERBATIM: &str = "\u{E000}0";
/// A full stop within a word, which belongs to no abbreviation.
const INNER_STOP: char = '\u{E001}';
/// A space within a name, at which the name must not be divided.
const NAME_SPACE: char = '\u{E002}';
/// Stands before a text that begins with a punctuation mark: hayagriva would take back the
/// space before it, and panic if a longer character follows.
const GUARD: char = '\u{E003}';

/// Takes the marks out of a formatted text.
pub(super) fn unmark(text: &str) -> String {
    let text = text.replace(VERBATIM, "").replace(GUARD, "");
    text.replace(INNER_STOP, ".").replace(NAME_SPACE, " ")
}

/// The same text for formats that need no marks.
pub(super) fn plain(value: &Json) -> Option<String> {
    text(value).map(|text| unmark(&text))
}

/// A text without control characters, its spaces single; none if nothing is left.
pub(super) fn text(value: &Json) -> Option<String> {
    let text = match value {
        Json::String(text) => text.clone(),
        Json::Number(number) => number.to_string(),
        Json::Null | Json::Bool(_) | Json::Array(_) | Json::Object(_) => return None,
    };
    let visible = |c: char| if c.is_control() { ' ' } else { c };
    let unmarked = text.chars().filter(|c| !('\u{E000}'..=GUARD).contains(c));
    let plain: String = unmarked.map(visible).collect();
    let text = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.chars().next()? {
        '.' | ',' | ')' | ']' => Some(format!("{GUARD}{text}")),
        _ => Some(text),
    }
}

/// Styles strip the full stops of abbreviated journals, and must not make `ClinicalTrialsgov`.
pub(super) fn keep_inner_stops(title: &str) -> String {
    let mut following = title.chars().skip(1);
    let mark = |c| match following.next() {
        Some(next) if c == '.' && next.is_alphanumeric() => INNER_STOP,
        _ => c,
    };
    title.chars().map(mark).collect()
}

/// A name that hayagriva does not divide: it takes the `van` of `van Zuuren` for a particle.
pub(super) fn undivided(name: &str) -> String {
    name.replace(' ', &NAME_SPACE.to_string())
}
