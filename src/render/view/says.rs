//! What a source says of a result in words: change, benefit, significance.
//!
//! The direction of a count describes those who are counted, and that of a part of a group this
//! part: "increased in 1 of 6". So a direction carries with it for whom it holds.

use super::parts::Place;
use crate::check::prints_number;
use crate::model::{Amount, Benefit, Change, Comparator, Finding, Reported, Vocabulary};
use crate::render::context::Shown;
use crate::render::escape::escape;
use crate::render::words;
use serde::Serialize;

/// What a source says, each part only as it says it.
#[derive(Debug, Clone, Serialize)]
pub struct Says {
    /// What became of the value; `None` where the source speaks of benefit alone, or of neither.
    pub change: Option<Direction>,
    /// What it meant for those treated.
    pub benefit: Option<Direction>,
    /// Who they are: `people`, `animals`.
    pub whom: &'static str,
    /// What it is where there is neither change nor benefit.
    pub plain: Option<&'static str>,
    /// What the source calls it.
    pub significance: Option<&'static str>,
}

/// A change with its mark, or a benefit.
#[derive(Debug, Clone, Serialize)]
pub struct Direction {
    /// For style sheets: `decreased`.
    pub code: &'static str,
    /// The mark; a benefit has none.
    pub mark: &'static str,
    /// The word.
    pub word: &'static str,
    /// For whom it holds, if for some alone.
    pub scope: Vec<Scope>,
}

/// A piece of the words that say for whom a direction holds: " in ", 1, " of ", 6.
#[derive(Debug, Clone, Serialize)]
pub struct Scope {
    /// The words before the value.
    pub before: &'static str,
    /// The value.
    pub value: Option<Shown>,
}

/// What a source says of a finding.
pub fn says(place: &Place, finding: &Finding) -> Says {
    let change = finding
        .change
        .as_ref()
        .filter(|change| finding.says_change() && change.value != Change::NotApplicable)
        .map(|change| of_change(change.value, scope(place, finding)));
    let benefit = finding
        .benefit
        .as_ref()
        .filter(|benefit| benefit.value != Benefit::NotApplicable)
        .map(|benefit| of_benefit(benefit.value, scope(place, finding)));
    let is_plain = finding.comparator.given().is_some_and(|known| known.value == Comparator::None);
    let significance = match finding.significance.given() {
        Some(significance) => Some(words::significance(*significance)),
        None => (!is_plain).then_some("significance not stated"),
    };
    let plain = match (&change, &benefit) {
        (None, None) if finding.result.given().is_some_and(prints_no_number) => {
            Some("said in words; the count is our reading")
        }
        (None, None) if finding.result.given().is_some() => Some("a plain count"),
        (None, None) => Some("said in words, without a figure"),
        _ => None,
    };
    Says { change, benefit, whom: words::studied(finding.species), plain, significance }
}

/// A change, and for whom it holds.
pub fn of_change(change: Change, scope: Vec<Scope>) -> Direction {
    let (mark, word) = words::change(change);
    let has_direction = !matches!(change, Change::NotStated | Change::NotApplicable);
    Direction { code: change.word(), mark, word, scope: if has_direction { scope } else { Vec::new() } }
}

/// A benefit, and for whom it holds.
pub fn of_benefit(benefit: Benefit, scope: Vec<Scope>) -> Direction {
    let has_direction = !matches!(benefit, Benefit::NotStated | Benefit::NotApplicable);
    let scope = if has_direction { scope } else { Vec::new() };
    Direction { code: benefit.word(), mark: "", word: words::benefit(benefit), scope }
}

/// For whom the direction of a finding holds: those whom its result counts, or a part of the
/// group. Empty where it holds for the group as a whole.
pub fn scope(place: &Place, finding: &Finding) -> Vec<Scope> {
    // Those who reached a threshold are not all who got better.
    let (opening, closing) = match finding.criterion.given() {
        Some(_) => (" (reached by ", ")"),
        None => (" in ", ""),
    };
    let result = finding.result.given().map(|result| counted(place, "result", opening, result));
    if let Some(mut scope) = result.filter(|scope| !scope.is_empty()) {
        if let Some(versus) = finding.versus.given() {
            scope.extend(counted(place, "versus", ", against ", versus));
        }
        scope.push(Scope { before: closing, value: None });
        return scope;
    }
    let Some(among) = finding.among.given() else { return Vec::new() };
    let Some(count) = among.count else {
        return vec![Scope { before: " in a part of the group (our reading)", value: None }];
    };
    let mut scope = vec![piece(place, " in ", count.to_string(), "among.count")];
    scope.extend(among.of.map(|of| piece(place, " of ", of.to_string(), "among.of")));
    scope
}

/// "in 14 of 59"; of a percentage only what is printed: "in 55%". Nothing for a measurement.
fn counted(place: &Place, side: &str, before: &'static str, reported: &Reported<Amount>) -> Vec<Scope> {
    let amount = &reported.value;
    let (text, key) = match (amount.count, &amount.percent) {
        (Some(count), _) => (count.to_string(), "count"),
        (None, Some(percent)) => (format!("{}%", percent.text), "percent"),
        (None, None) => return Vec::new(),
    };
    let mut scope = vec![piece(place, before, text, &format!("{side}.{key}"))];
    let is_printed = |of: &u32| {
        let printed = reported.printed.as_deref();
        amount.count.is_some() || printed.is_none_or(|printed| printed.contains(&of.to_string()))
    };
    let of = amount.denominator().filter(is_printed);
    scope.extend(of.map(|of| piece(place, " of ", of.to_string(), &format!("{side}.of"))));
    scope
}

/// Whether a count is read from words that hold no number: "no serious harm".
pub fn prints_no_number(result: &Reported<Amount>) -> bool {
    result.printed.as_deref().is_some_and(|printed| !prints_number(printed))
}

fn piece(place: &Place, before: &'static str, text: String, part: &str) -> Scope {
    Scope { before, value: Some(place.shown(text, part)) }
}

impl Direction {
    /// The words, each number in an element of its own.
    pub fn html(&self) -> String {
        format!("{}{}", escape(self.word), scope_html(&self.scope))
    }
}

/// For whom something holds, as HTML.
pub fn scope_html(scope: &[Scope]) -> String {
    scope
        .iter()
        .map(|piece| format!("{}{}", piece.before, piece.value.as_ref().map(Shown::html).unwrap_or_default()))
        .collect()
}
