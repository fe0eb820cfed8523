//! What a check found, in words.

use crate::model::{Derived, Value};
use crate::render::amounts::{self, test_key};
use crate::render::context::{Family, Shown};
use crate::render::view::parts::Place;
use crate::render::view::says::{Scope, pieces, scope_html};
use crate::render::words;
use crate::statistics::Bounds;
use crate::synthesis::recompute::{
    ArmSum, Attainable, Check, Denominator, MeanBounds, PValueCheck, Percentage, Recalculated, ShareOfPeople,
    SignificanceCheck, Sizes, Subject, Unchecked, WholeMean,
};

/// The string of a line, and what is put into it.
type Filled = (&'static str, Vec<(&'static str, Vec<Scope>)>);

/// What a check found, as HTML.
pub fn html(check: &Check<'_>, subject: &Subject<'_>, place: &Place<'_>) -> String {
    let (key, values) = match check {
        Check::Percentage(check) => percentage(check, place),
        Check::ShareOfPeople(check) => share(check, place),
        Check::WholeMean(check) => whole_mean(check, place),
        Check::MeanBounds(check) => mean_bounds(check, subject, place),
        Check::ArmSum(check) => arms(check, place),
        Check::Denominator(check) => denominator(check, place),
        Check::PValue(check) => p_value(check, place),
        Check::Attainable(check) => smallest(check, place),
        Check::Significance(check) => significance(check, place),
        Check::Unchecked(check) => (unchecked(check), Vec::new()),
    };
    scope_html(&pieces(&place.strings.get("checked", key), &values))
}

/// Which lines are put together: those that say the same of several findings.
pub fn kind(check: &Check<'_>) -> &'static str {
    match check {
        Check::Denominator(check) if check.agrees() => "denominator-agrees",
        Check::Significance(check) if check.agrees => "significance-agrees",
        Check::Unchecked(check) => unchecked(check),
        Check::Attainable(_) => "smallest",
        _ => "",
    }
}

pub fn one(value: Shown) -> Vec<Scope> {
    vec![Scope { before: String::new(), value: Some(value) }]
}

/// Several values with words between them.
pub fn joined(values: impl IntoIterator<Item = Vec<Scope>>, between: &str) -> Vec<Scope> {
    let mut joined = Vec::new();
    for value in values {
        if !joined.is_empty() {
            joined.push(Scope { before: between.to_owned(), value: None });
        }
        joined.extend(value);
    }
    joined
}

impl Place<'_> {
    /// A value that this site worked out at a part of this place.
    fn derived<T>(&self, value: &Derived<T>, text: impl FnOnce(&T) -> String, part: &str) -> Vec<Scope> {
        one(Shown::derived(value, text, format!("{}/{part}", self.base), self.strings))
    }

    /// A number of this place.
    fn number(&self, number: u32, part: &str) -> Vec<Scope> {
        one(self.shown(number.to_string(), part))
    }
}

fn percentage(check: &Percentage, place: &Place<'_>) -> Filled {
    let part = &check.place.part;
    let share = |share: &String| format!("{share}%");
    let worked = place.derived(&check.worked_out(), share, &format!("{part}.percentage"));
    let printed = one(place.shown(&check.place.text, &check.place.value));
    let key = if check.agrees { "percentage-agrees" } else { "percentage-differs" };
    if check.place.value == *part {
        // Figures of a statement are one value.
        let key = if check.agrees { "figure-agrees" } else { "figure-differs" };
        return (key, vec![("printed", printed), ("worked", worked)]);
    }
    let count = place.number(check.count, &format!("{part}.count"));
    let of = place.number(check.of, &format!("{part}.of"));
    (key, vec![("printed", printed), ("count", count), ("of", of), ("worked", worked)])
}

fn share(check: &ShareOfPeople, place: &Place<'_>) -> Filled {
    let part = &check.place.part;
    let nearest = check.nearest().into_iter().map(|(count, share)| {
        let text = place.strings.fill(
            "checked",
            "nearest",
            &[("count", &count.to_string()), ("share", &share.value)],
        );
        place.derived(&share, |_| text, &format!("{part}.percentage-of-{count}"))
    });
    let values = vec![
        ("printed", one(place.shown(&check.place.text, &check.place.value))),
        ("of", place.number(check.of, &format!("{part}.of"))),
    ];
    if check.is_possible {
        return ("share-agrees", values);
    }
    let nearest = joined(nearest, &place.strings.get("checked", "and"));
    ("share-differs", values.into_iter().chain([("nearest", nearest)]).collect())
}

fn whole_mean(check: &WholeMean<'_>, place: &Place<'_>) -> Filled {
    let mean = one(place.shown(&check.printed.text, &format!("{}.mean", check.side.word())));
    (if check.is_possible { "mean-agrees" } else { "mean-differs" }, vec![("mean", mean)])
}

fn mean_bounds(check: &MeanBounds<'_>, subject: &Subject<'_>, place: &Place<'_>) -> Filled {
    let part = check.part;
    let printed = one(place.shown(printed_mean(check, subject, place), part));
    let tenth = |bound: fn(&Bounds) -> f64| move |bounds: &Bounds| format!("{:.1}", bound(bounds));
    let least = place.derived(&check.bounds, tenth(|both| both.low), &format!("{part}.mean-low"));
    let most = place.derived(&check.bounds, tenth(|both| both.high), &format!("{part}.mean-high"));
    if check.holds {
        return ("bounds-agree", vec![("printed", printed)]);
    }
    let mut values = vec![("printed", printed), ("least", least), ("most", most)];
    let Some(above) = check.above else { return ("bounds-differ", values) };
    let source = place.base.split('/').next().unwrap_or("");
    let base = format!("{source}/{}", above.finding.id.value);
    let finding = Place { family: Family::Finding, base, ..place.clone() };
    let time = above.finding.time_point.given().map_or("", |time| &time.text);
    values.push(("count", finding.number(above.count, "result.count")));
    values.push(("time", one(finding.shown(time, "time-point"))));
    ("bounds-above-differ", values)
}

/// A mean with its range, as pages show it elsewhere.
fn printed_mean(check: &MeanBounds<'_>, subject: &Subject<'_>, place: &Place<'_>) -> String {
    let value = match subject {
        Subject::Report(report) => report.value(check.part),
        Subject::Finding(finding) => {
            // The value as this site words it, and not the printed run of characters.
            let amount = [&finding.result, &finding.versus];
            let side = amount.into_iter().zip(["result", "versus"]).find(|(_, key)| *key == check.part);
            side.and_then(|(amount, _)| amount.given()).map(|amount| Value::Amount(&amount.value))
        }
        Subject::Statement(_) => None,
    };
    value.map(|value| amounts::value(place.strings, &value)).unwrap_or_default()
}

fn arms(check: &ArmSum<'_>, place: &Place<'_>) -> Filled {
    let sizes = check
        .arms
        .iter()
        .map(|(arm, size)| place.number(*size, &format!("arms.{}.participants", arm.id.value)));
    let enrollment = place.number(check.enrollment, "enrollment");
    let sum = place.derived(&check.sum, u64::to_string, "arms.sum");
    let values = vec![("sizes", joined(sizes, " + ")), ("sum", sum), ("enrollment", enrollment)];
    (if check.agrees() { "arms-agree" } else { "arms-differ" }, values)
}

fn denominator(check: &Denominator, place: &Place<'_>) -> Filled {
    if check.agrees() {
        return ("denominator-agrees", Vec::new());
    }
    let of = place.number(check.of, &format!("{}.of", check.side.word()));
    ("denominator-differs", vec![("of", of)])
}

fn p_value(check: &PValueCheck<'_>, place: &Place<'_>) -> Filled {
    let printed = one(place.shown(&check.printed.printed, "p-value"));
    let test = |test: &Recalculated| {
        let name = place.strings.get("test", test_key(test.test));
        let mut words = vec![Scope { before: format!("{name} "), value: None }];
        let part = format!("p-value.{}", test_key(test.test));
        words.extend(place.derived(&test.p, |p| p_text(*p, place), &part));
        words
    };
    let (agree, others): (Vec<_>, Vec<_>) = check.tests.iter().partition(|test| test.agrees);
    let list = |tests: Vec<&Recalculated>| joined(tests.into_iter().map(test), ", ");
    let key = match (agree.is_empty(), others.is_empty()) {
        (true, _) => "p-differs",
        (false, true) => "p-agrees-all",
        (false, false) => "p-agrees",
    };
    let mut values = vec![("printed", printed)];
    if check.agrees() {
        values.push(("tests", list(agree)));
    }
    values.push(("others", list(others)));
    let is_rough = check.smallest_expected < FEW_EXPECTED;
    let rough =
        if is_rough { place.strings.get("checked", "few-expected").to_string() } else { String::new() };
    values.push(("rough", vec![Scope { before: rough, value: None }]));
    (key, values)
}

/// The count below which a chi-squared test is called rough, by custom (W. G. Cochran, 1954).
const FEW_EXPECTED: f64 = 5.0;

/// A p-value to four decimals.
fn p_text(p: f64, place: &Place<'_>) -> String {
    if p < 0.0001 { place.strings.get("checked", "p-tiny").to_string() } else { format!("{p:.4}") }
}

fn smallest(check: &Attainable, place: &Place<'_>) -> Filled {
    let smallest = place.derived(&check.smallest, |p| p_text(*p, place), "p-value.smallest");
    let key = match check.sizes {
        Sizes::Pairs(_) => "smallest-pairs",
        Sizes::Groups(..) => "smallest-groups",
    };
    (key, vec![("p", smallest)])
}

fn significance(check: &SignificanceCheck<'_>, place: &Place<'_>) -> Filled {
    if check.agrees {
        return ("significance-agrees", Vec::new());
    }
    let claim = Scope { before: words::name(place.strings, check.claim).to_string(), value: None };
    let claim = ("claim", vec![claim]);
    match (check.p_value, check.interval) {
        (Some(p), _) => {
            let printed = one(place.shown(&p.printed, "p-value"));
            ("significance-differs", vec![claim, ("printed", printed)])
        }
        (None, interval) => {
            let range = interval.map(|interval| amounts::range(place.strings, interval)).unwrap_or_default();
            ("significance-interval", vec![claim, ("printed", one(place.shown(range, "interval")))])
        }
    }
}

fn unchecked(check: &Unchecked<'_>) -> &'static str {
    match check {
        Unchecked::PValue(_) => "unchecked-p-value",
        Unchecked::Claim(_) => "unchecked-claim",
        Unchecked::Percentage(_) => "unchecked-percentage",
        Unchecked::Count(_) => "unchecked-count",
    }
}
