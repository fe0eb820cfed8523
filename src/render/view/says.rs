//! What a source says of a result in words: change, benefit, significance.
//!
//! The direction of a count describes those who are counted, and that of a part of a group this
//! part: "increased in 1 of 6". So a direction carries with it for whom it holds.

use super::parts::Place;
use crate::check::prints_number;
use crate::model::{Amount, Benefit, Change, Comparator, Finding, Reported, Vocabulary};
use crate::render::context::Shown;
use crate::render::escape::escape;
use crate::render::{amounts, words};
use crate::strings::{self, Strings, Word};
use serde::Serialize;

/// What a source says, each part only as it says it.
#[derive(Debug, Clone, Serialize)]
pub struct Says {
    /// What became of the value; `None` where the source speaks of benefit alone, or of neither.
    pub change: Option<Direction>,
    /// What it meant for those treated.
    pub benefit: Option<Direction>,
    /// Who they are: `people`, `animals`.
    pub whom: Word,
    /// What it is where there is neither change nor benefit.
    pub plain: Option<Word>,
    /// What the source calls it.
    pub significance: Option<Word>,
}

/// A change with its mark, or a benefit.
#[derive(Debug, Clone, Serialize)]
pub struct Direction {
    /// For style sheets: `decreased`.
    pub code: &'static str,
    /// The mark; a benefit has none.
    pub mark: &'static str,
    /// The word.
    pub word: Word,
    /// For whom it holds, if for some alone.
    pub scope: Vec<Scope>,
}

/// A piece of the words that say for whom a direction holds: " in ", 1, " of ", 6.
#[derive(Debug, Clone, Serialize)]
pub struct Scope {
    /// The words before the value.
    pub before: String,
    /// The value.
    pub value: Option<Shown>,
}

/// What a source says of a finding.
pub fn says(place: &Place<'_>, finding: &Finding) -> Says {
    let strings = place.strings;
    let word = |key: &str| strings.get("finding", key);
    let change = finding
        .change
        .as_ref()
        .filter(|change| finding.says_change() && change.value != Change::NotApplicable)
        .map(|change| of_change(change.value, scope(place, finding), strings));
    let benefit = finding
        .benefit
        .as_ref()
        .filter(|benefit| benefit.value != Benefit::NotApplicable)
        .map(|benefit| of_benefit(benefit.value, scope(place, finding), strings));
    let is_plain = finding.comparator.given().is_some_and(|known| known.value == Comparator::None);
    let significance = match finding.significance.given() {
        Some(significance) => Some(words::name(strings, *significance)),
        None => (!is_plain).then(|| word("significance-not-stated")),
    };
    let plain = match (&change, &benefit) {
        (None, None) if finding.result.given().is_some_and(prints_no_number) => Some(word("count-is-read")),
        (None, None) if finding.result.given().is_some() => Some(word("plain-count")),
        (None, None) => Some(word("without-figure")),
        _ => None,
    };
    Says { change, benefit, whom: words::studied(strings, finding.species), plain, significance }
}

/// A change, and for whom it holds.
pub fn of_change(change: Change, scope: Vec<Scope>, strings: &Strings) -> Direction {
    let has_direction = !matches!(change, Change::NotStated | Change::NotApplicable);
    let scope = if has_direction { scope } else { Vec::new() };
    Direction { code: change.word(), mark: words::mark(change), word: words::name(strings, change), scope }
}

/// A benefit, and for whom it holds.
pub fn of_benefit(benefit: Benefit, scope: Vec<Scope>, strings: &Strings) -> Direction {
    let has_direction = !matches!(benefit, Benefit::NotStated | Benefit::NotApplicable);
    let scope = if has_direction { scope } else { Vec::new() };
    Direction { code: benefit.word(), mark: "", word: words::name(strings, benefit), scope }
}

/// For whom the direction of a finding holds: those whom its result counts, or a part of the
/// group. Empty where it holds for the group as a whole.
pub fn scope(place: &Place<'_>, finding: &Finding) -> Vec<Scope> {
    let result = finding.result.given().map(|result| counted(place, "result", result));
    if let Some(people) = result.filter(|people| !people.is_empty()) {
        let versus = finding.versus.given().map(|versus| counted(place, "versus", versus));
        // Those who reached a threshold are not all who got better.
        let is_threshold = finding.criterion.given().is_some();
        return match (is_threshold, versus.filter(|others| !others.is_empty())) {
            (false, None) => spread(place, "scope", &[("people", people)]),
            (false, Some(others)) => {
                spread(place, "scope-against", &[("people", people), ("others", others)])
            }
            (true, None) => spread(place, "reached", &[("people", people)]),
            (true, Some(others)) => {
                spread(place, "reached-against", &[("people", people), ("others", others)])
            }
        };
    }
    let Some(among) = finding.among.given() else { return Vec::new() };
    let Some(count) = among.count else { return spread(place, "part-of-group", &[]) };
    let count = place.shown(count.to_string(), "among.count");
    let of = among.of.map(|of| place.shown(of.to_string(), "among.of"));
    spread(place, "scope", &[("people", of_all(place, count, of))])
}

/// "14 of 59"; of a percentage only what is printed: "55%". Nothing for a measurement.
fn counted(place: &Place<'_>, side: &str, reported: &Reported<Amount>) -> Vec<Scope> {
    let amount = &reported.value;
    let (text, key) = match (amount.count, &amount.percent) {
        (Some(count), _) => (count.to_string(), "count"),
        (None, Some(percent)) => (format!("{}%", percent.text), "percent"),
        (None, None) => return Vec::new(),
    };
    let of = amounts::printed_of(reported);
    let of = of.map(|of| place.shown(of.to_string(), &format!("{side}.of")));
    of_all(place, place.shown(text, &format!("{side}.{key}")), of)
}

/// "14 of 59", each number a piece of its own.
fn of_all(place: &Place<'_>, count: Shown, of: Option<Shown>) -> Vec<Scope> {
    let piece = |value: Shown| vec![Scope { before: String::new(), value: Some(value) }];
    match of {
        Some(of) => {
            pieces(&place.strings.get("finding", "of"), &[("count", piece(count)), ("of", piece(of))])
        }
        None => piece(count),
    }
}

/// Words behind a direction, apart from it by a space.
fn spread(place: &Place<'_>, key: &str, values: &[(&str, Vec<Scope>)]) -> Vec<Scope> {
    let text = place.strings.get("finding", key);
    let mut spread = vec![Scope { before: " ".to_owned(), value: None }];
    spread.extend(pieces(&text, values));
    spread
}

/// A string of the interface, whose values are pieces of their own.
pub fn pieces(text: &str, values: &[(&str, Vec<Scope>)]) -> Vec<Scope> {
    let mut pieces = Vec::new();
    for (words, name) in strings::pieces(text) {
        pieces.push(Scope { before: words.to_owned(), value: None });
        let value = values.iter().find(|(known, _)| Some(*known) == name);
        pieces.extend(value.into_iter().flat_map(|(_, value)| value.clone()));
    }
    pieces
}

/// Whether a count is read from words that hold no number: "no serious harm".
pub fn prints_no_number(result: &Reported<Amount>) -> bool {
    result.printed.as_deref().is_some_and(|printed| !prints_number(printed))
}

impl Direction {
    /// The words, each number in an element of its own.
    pub fn html(&self) -> String {
        format!("{}{}", escape(&self.word), scope_html(&self.scope))
    }
}

/// For whom something holds, as HTML.
pub fn scope_html(scope: &[Scope]) -> String {
    scope
        .iter()
        .map(|piece| {
            format!("{}{}", escape(&piece.before), piece.value.as_ref().map(Shown::html).unwrap_or_default())
        })
        .collect()
}
