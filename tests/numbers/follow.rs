//! From an address on a page to the value in the source's file, and what may be shown of it.
//!
//! An address is followed key by key in the plain trees of [`base`](super::base). The text of an
//! element that shows a number must then be one of the texts that [`texts`] makes of the value:
//! the characters in the file, in one of the wordings below. So a number that is changed, left
//! out, added or put in another place does not pass.

use super::base::{ABSENCES, Base, Node, measures};
use super::recomputed;
use super::record;
use std::collections::BTreeSet;

/// How pages word a value; `{}` is what the file holds. Without a wording, it stands alone.
const WORDINGS: [(&str, &str); 8] = [
    ("phase", "Phase {}"),
    ("administrations", "{} times"),
    ("administrations", "{} time"),
    ("analysed", "{} analysed"),
    ("maximal-at", "greatest at {}"),
    ("specimen", "in {}"),
    ("method", "by {}"),
    ("percent", "{}%"),
];

/// Keys whose values are lengths of time: `8-24 months` is shown as "8 to 24 months".
const LENGTHS: [&str; 3] = ["follow-up", "interval", "duration"];

/// How pages say that there is no value.
const ABSENT: [&str; 3] = ["not reported", "not stated", "not applicable"];

/// The fewest people whose share is put as "of 100".
const MIN_PEOPLE: u32 = 20;

/// Follows the address of an element and compares its text with what is there.
pub fn check(base: &Base, family: &str, address: &str, text: &str) -> Result<(), String> {
    if family == "derived" {
        let derived = derived(base, address)?;
        return compare(text, &[derived.value]);
    }
    let value = reach(base, family, address)?;
    match value {
        Value::Nothing if ABSENT.contains(&text) => Ok(()),
        Value::Nothing => Err("the address leads to no value".to_owned()),
        Value::Record(id, source) => record::compare(text, id, source),
        Value::At("references", cited @ Node::Map(_)) => record::compare(text, "", cited),
        Value::P(printed) if is_same_bound(text, printed) => Ok(()),
        Value::P(printed) => Err(format!("`{printed}` is another p-value")),
        Value::At("dose", node @ Node::Map(_)) => dose(text, node),
        Value::At("captured", node) => compare(text.rsplit(", on ").next().unwrap_or(text), &captured(node)),
        Value::At(key, node) => compare(text, &texts(key, node)),
    }
}

/// A value that this site works out, and the numbers of its formula.
pub struct Derived {
    /// The number, as pages show it.
    pub value: String,
    /// The numbers that its formula names, in their order.
    pub formula: Vec<usize>,
}

/// What an address leads to.
enum Value<'b> {
    /// A value and the last key of its address.
    At(&'b str, &'b Node),
    /// What a p-value means.
    P(&'b str),
    /// The bibliographic record of a source.
    Record(&'b str, &'b Node),
    /// A key that was left out: nothing is reported.
    Nothing,
}

fn reach<'b>(base: &'b Base, family: &str, address: &'b str) -> Result<Value<'b>, String> {
    let mut parts = address.splitn(3, '/');
    let (id, name, part) =
        (parts.next().unwrap_or(""), parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    let source = base.source(id)?;
    let item = |list: &str, key: &str| {
        let found = source.list(list).iter().find(|item| item.text(key) == Some(name));
        found.ok_or_else(|| format!("`{id}` has nothing called `{name}` among its {list}"))
    };
    match (family, name, part) {
        ("report", "record", "") => Ok(Value::Record(id, source)),
        ("report", "record", part) => walk(source, part),
        ("report", "scale", outcome) => scale(base, id, outcome),
        ("report", ..) => walk(item("reports", "trial")?, part),
        ("statement", _, "") => walk(item("statements", "id")?, "figures.1"),
        ("statement", ..) => walk(item("statements", "id")?, part),
        ("finding", _, "") => {
            let finding = item("findings", "id")?;
            walk(finding, if finding.get("result").is_some() { "result" } else { "p-value" })
        }
        ("finding", _, "p-value.read") => match item("findings", "id")?.get("p-value") {
            Some(node) => reading(node).map(Value::P).ok_or_else(|| "there is no p-value".to_owned()),
            None => Ok(Value::Nothing),
        },
        ("finding", ..) => walk(item("findings", "id")?, part),
        (other, ..) => Err(format!("`{other}` is no family of values")),
    }
}

/// Follows keys joined by dots; only the last one may have been left out.
fn walk<'b>(from: &'b Node, part: &'b str) -> Result<Value<'b>, String> {
    let mut node = from;
    let mut key = part;
    let mut steps = part.split('.').peekable();
    while let Some(step) = steps.next() {
        if step.parse::<usize>().is_err() {
            key = step;
        }
        node = match (node.step(step), steps.peek()) {
            (Some(node), _) => node,
            (None, None) if matches!(node, Node::Map(_)) && step.parse::<usize>().is_err() => {
                return Ok(Value::Nothing);
            }
            (None, _) => return Err(format!("there is no `{step}` on the way to `{part}`")),
        };
    }
    Ok(Value::At(key, node))
}

/// The ends of a measure's scale stand in its own file, which names the sources that print them.
fn scale<'b>(base: &'b Base, source: &str, outcome: &str) -> Result<Value<'b>, String> {
    let scale = base.entry(&format!("outcome:{outcome}")).and_then(|entry| entry.get("scale"));
    let scale = scale.ok_or_else(|| format!("`{outcome}` has no scale"))?;
    let is_cited = scale.list("cites").iter().any(|cited| cited.given() == Some(source));
    if is_cited { Ok(Value::At("range", scale)) } else { Err(format!("the scale does not cite `{source}`")) }
}

/// The text must be one of those that the value allows, to the character.
///
/// Where neither holds a number, it is enough that the address leads to a value.
fn compare(text: &str, allowed: &[String]) -> Result<(), String> {
    let allowed: Vec<String> = allowed.iter().map(|text| plain(text)).collect();
    let has_number = |text: &str| text.chars().any(char::is_numeric);
    if allowed.iter().any(|one| one == text || !has_number(one) && !has_number(text)) {
        return Ok(());
    }
    Err(format!("the value there is `{}`", allowed.join("` or `")))
}

/// White space as a browser shows it.
pub fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every text that may show a value.
fn texts(key: &str, node: &Node) -> Vec<String> {
    match (key, node) {
        ("locator", node) => node.items().iter().map(locator).collect(),
        ("result" | "versus", Node::Map(_)) => {
            let printed = node.text("printed").map(str::to_owned);
            [amount(node)].into_iter().chain(printed).collect()
        }
        ("among", Node::Map(_)) => vec![among(node)],
        ("follow-up", Node::Map(_)) => {
            range(node).into_iter().flat_map(|one| counted_from(one, node)).collect()
        }
        ("criterion", Node::Scalar(text)) if text == "not-stated" => vec!["threshold not stated".to_owned()],
        ("author", Node::Map(_)) => vec![person(node)],
        ("completion", Node::Map(_)) => node.text("date").map(str::to_owned).into_iter().collect(),
        ("recruitment", Node::Map(_)) => node.text("status").map(str::to_owned).into_iter().collect(),
        ("p-value", Node::Map(_)) => node.text("printed").map(str::to_owned).into_iter().collect(),
        (_, Node::Map(_)) if node.get("low").is_some() || node.get("mean").is_some() => range(node),
        (_, Node::Map(_)) => {
            let read = ["read", "count", "declared", "printed"].iter().find_map(|key| node.get(key));
            read.map(|read| texts(key, read)).unwrap_or_default()
        }
        (_, Node::List(items)) => {
            let items: Vec<&str> = items.iter().filter_map(Node::given).collect();
            vec![items.join(if key == "time-points" { ", " } else { "; " })]
        }
        (_, Node::Scalar(text)) => scalar(key, text),
    }
}

fn scalar(key: &str, written: &str) -> Vec<String> {
    let mut texts = vec![written.to_owned()];
    match key {
        "phase" => texts = vec![phase(written)],
        _ if LENGTHS.contains(&key) => texts.push(written.replace(['-', '–'], " to ")),
        _ => {}
    }
    let wordings = WORDINGS.iter().filter(|(known, _)| *known == key);
    let worded: Vec<String> = wordings.map(|(_, wording)| wording.replace("{}", &texts[0])).collect();
    texts.extend(worded);
    texts
}

/// A phase in Arabic numbers, its letter left out: `I/IIa` is 1/2.
fn phase(written: &str) -> String {
    let arabic = |part: &str| {
        let part = part.trim_end_matches(['a', 'b']);
        let roman = [
            ("I", "1"),
            ("II", "2"),
            ("III", "3"),
            ("IV", "4"),
            ("Ⅰ", "1"),
            ("Ⅱ", "2"),
            ("Ⅲ", "3"),
            ("Ⅳ", "4"),
        ];
        roman.iter().find(|(roman, _)| *roman == part).map_or(part, |(_, arabic)| arabic).to_owned()
    };
    written.split('/').map(arabic).collect::<Vec<_>>().join("/")
}

/// "Results, sentences 2 to 3, table 1".
pub fn locator(node: &Node) -> String {
    let mut text = node.text("section").unwrap_or_default().to_owned();
    if let Some(sentence) = node.text("sentence") {
        match sentence.split_once(['-', '–']) {
            Some((first, last)) if first != last => text += &format!(", sentences {first} to {last}"),
            _ => text += &format!(", sentence {sentence}"),
        }
    }
    for key in ["page", "table", "figure"] {
        text += &node.text(key).map(|place| format!(", {key} {place}")).unwrap_or_default();
    }
    text
}

/// "14 of 59", "23.7% of 59", "mean 3.1 pg/mL (SD 0.4)".
fn amount(node: &Node) -> String {
    let unit = node.text("unit").map(|unit| format!(" {unit}")).unwrap_or_default();
    let of = node.text("of").map(|of| format!(" of {of}")).unwrap_or_default();
    let mut parts = Vec::new();
    if let Some(count) = node.text("count") {
        parts.push(format!("{count}{of}"));
    }
    if let Some(percent) = node.text("percent") {
        parts.push(format!("{percent}%{}", if node.get("count").is_none() { &*of } else { "" }));
    }
    if let Some(mean) = node.text("mean") {
        let sd = node.text("sd").map(|sd| format!(" (SD {sd})")).unwrap_or_default();
        parts.push(format!("mean {mean}{unit}{sd}"));
    }
    for key in ["median", "change"] {
        parts.extend(node.text(key).map(|number| format!("{key} {number}{unit}")));
    }
    if let Some(range) = node.get("range") {
        parts.extend(low_to_high(range).map(|range| format!("range {range}{unit}")));
    }
    parts.join("; ")
}

fn low_to_high(node: &Node) -> Option<String> {
    Some(format!("{} to {}", node.text("low")?, node.text("high")?))
}

/// A range, an interval with its level, or a follow-up with its mean.
fn range(node: &Node) -> Vec<String> {
    let bounds = low_to_high(node);
    let Some(unit) = node.text("unit").map(|unit| format!("{}s", unit.trim_end_matches('s'))) else {
        let level = node.text("level").map(|level| format!("{level}% ")).unwrap_or_default();
        return bounds.into_iter().flat_map(|bounds| [format!("{level}interval {bounds}"), bounds]).collect();
    };
    match (node.text("mean"), bounds) {
        (Some(mean), Some(bounds)) => vec![format!("{mean} {unit} on average (range {bounds})")],
        (Some(mean), None) => vec![format!("{mean} {unit} on average")],
        (None, bounds) => bounds.into_iter().map(|bounds| format!("{bounds} {unit}")).collect(),
    }
}

fn among(node: &Node) -> String {
    let count = node.text("count").unwrap_or("a part of the group");
    let of = node.text("of").map(|of| format!(" of {of}")).unwrap_or_default();
    let who = node.text("who").map(|who| format!(": {who}")).unwrap_or_default();
    format!("in {count}{of}{who}")
}

/// "8 to 24 months, counted from treatment"; prose says the latter in words of its own.
fn counted_from(range: String, node: &Node) -> Vec<String> {
    let from = node.text("counted-from").map(|from| format!("{range}, counted from {from}"));
    std::iter::once(range).chain(from).collect()
}

fn person(node: &Node) -> String {
    let family = node.text("family").or_else(|| node.text("literal")).unwrap_or_default();
    node.text("given").map_or_else(|| family.to_owned(), |given| format!("{given} {family}"))
}

fn captured(node: &Node) -> Vec<String> {
    vec![node.text("date").unwrap_or("no date").to_owned()]
}

/// The reading of a p-value: the editor's, or else the printed characters themselves.
fn reading(node: &Node) -> Option<&str> {
    node.given().or_else(|| node.text("read")).or_else(|| node.text("printed"))
}

/// Whether two p-values state the same bound on the same number.
fn is_same_bound(one: &str, other: &str) -> bool {
    let bound = |text: &str| {
        let text = text.trim_start_matches(['P', 'p', ' ', '=']).replace("<=", "≤");
        let number: String = text.chars().filter(|char| char.is_ascii_digit() || *char == '.').collect();
        let sign = text.chars().next().filter(|char| "<≤>".contains(*char));
        Some((sign, number.parse::<f64>().ok()?))
    };
    bound(one).is_some() && bound(one) == bound(other)
}

/// "1 to 3 × 10⁶ cells/kg" must be the same numbers of cells, per the same.
fn dose(text: &str, node: &Node) -> Result<(), String> {
    let reading = node.get("read").unwrap_or(node);
    let cells = reading.text("cells").or_else(|| node.text("printed")).and_then(cells);
    let to = reading.text("to").and_then(self::cells);
    let per = if node.text("per") == Some("kg") { " cells/kg" } else { " cells" };
    let shown = text.strip_suffix(per).and_then(|text| text.split_once(" × "));
    let shown = shown.map(|(numbers, power)| {
        let (low, high) = numbers.split_once(" to ").map_or((numbers, None), |(low, high)| (low, Some(high)));
        let times = |number: &str| self::cells(&format!("{number} × {power}"));
        (times(low), high.and_then(times))
    });
    let is_near = |one: Option<f64>, other: Option<f64>| match (one, other) {
        (Some(one), Some(other)) => (one - other).abs() <= one * 1e-6,
        (one, other) => one == other,
    };
    let is_same = shown.is_some_and(|(low, high)| low.is_some() && is_near(low, cells) && is_near(high, to));
    if is_same { Ok(()) } else { Err(format!("the dose there is {cells:?} to {to:?}{per}")) }
}

/// A count of cells: `1000000`, `1e6`, `1×10^6`, `1 × 10⁶`; `1 × 106` lost its power.
fn cells(written: &str) -> Option<f64> {
    const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    let mut text = String::new();
    for char in written.split("cells").next()?.chars().filter(|char| !char.is_whitespace()) {
        let raised = RAISED.chars().position(|digit| digit == char);
        if raised.is_some() && text.ends_with("×10") {
            text.push('^');
        }
        text.push(raised.and_then(|digit| char::from_digit(digit as u32, 10)).unwrap_or(char));
    }
    match text.split_once('×') {
        Some((number, power)) => {
            Some(number.parse::<f64>().ok()? * 10f64.powi(power.strip_prefix("10^")?.parse().ok()?))
        }
        None => text.parse().ok(),
    }
}

/// Works a derived value out from the files.
pub fn derived(base: &Base, address: &str) -> Result<Derived, String> {
    let unknown = || format!("nothing is worked out at `{address}`");
    let counted = |value: usize| Ok(Derived { value: value.to_string(), formula: Vec::new() });
    match *address.split('/').collect::<Vec<_>>().as_slice() {
        ["site", "sources"] => counted(base.of_kind("source").count()),
        ["site", "trials.people"] => counted(base.of_kind("trial").count() - animal_studies(base)),
        ["site", "trials.animals"] => counted(animal_studies(base)),
        ["site", "findings"] => counted(base.findings().count()),
        ["site", "findings.retold"] => {
            counted(base.findings().filter(|(source, _)| !source.list("derived-from").is_empty()).count())
        }
        ["trial", trial, "findings"] => counted(findings_of(base, trial).count()),
        ["source", source, "findings"] => counted(base.source(source)?.list("findings").len()),
        ["measure", measure, "findings"] => counted(on_measure(base, measure, true)),
        ["measure", measure, "findings.others"] => counted(on_measure(base, measure, false)),
        [kind @ ("disease" | "cell-type"), class, what] => {
            studies(base, kind, class, what).ok_or_else(unknown).and_then(counted)
        }
        ["tally", measure, what] => tally(base, measure, what, None).ok_or_else(unknown).and_then(counted),
        ["tally", measure, what, criterion] => {
            tally(base, measure, what, Some(criterion)).ok_or_else(unknown).and_then(counted)
        }
        [source, name, part] => {
            let source = base.source(source)?;
            recomputed::derived(source, name, part)
                .or_else(|| of_amount(source, name, part))
                .ok_or_else(unknown)
        }
        _ => Err(unknown()),
    }
}

/// What is worked out of one side of a finding.
fn of_amount(source: &Node, finding: &str, part: &str) -> Option<Derived> {
    let (side, quantity) = part.split_once('.')?;
    let finding = source.list("findings").iter().find(|known| known.text("id") == Some(finding))?;
    let amount = finding.get(side)?;
    of_100(amount, quantity).or_else(|| wilson(amount, quantity))
}

/// The findings of a trial, each with its source.
fn findings_of<'b>(base: &'b Base, trial: &'b str) -> impl Iterator<Item = (&'b Node, &'b Node)> {
    base.findings().filter(move |(_, finding)| finding.text("trial") == Some(trial))
}

/// How many findings on a measure are in people and from those who made the study, or the others.
fn on_measure(base: &Base, measure: &str, wanted: bool) -> usize {
    let on_it = base.findings().filter(|(_, finding)| measures(finding).any(|known| known == measure));
    on_it.filter(|(source, finding)| (is_in_people(finding) && !is_retold(source)) == wanted).count()
}

/// How many studies of a disease, or with a kind of cell, or of what lies below it, are such.
fn studies(base: &Base, kind: &str, class: &str, what: &str) -> Option<usize> {
    let reports = || base.of_kind("source").flat_map(|source| source.list("reports"));
    let is_of_class = |report: &Node| match kind {
        "disease" => report
            .list("conditions")
            .iter()
            .filter_map(Node::given)
            .any(|id| base.lies_below(kind, id, class)),
        _ => report.list("arms").iter().any(|arm| {
            let cells = arm.get("intervention").and_then(|given| given.text("cell-type"));
            cells.is_some_and(|id| base.lies_below(kind, id, class))
        }),
    };
    let trials: BTreeSet<&str> =
        reports().filter(|one| is_of_class(one)).filter_map(|one| one.text("trial")).collect();
    let of =
        |trial: &&str| -> Vec<&Node> { reports().filter(|one| one.text("trial") == Some(*trial)).collect() };
    let in_people = |trial: &&str| of(trial).iter().all(|report| is_in_people(report));
    let has_result = |trial: &&str| findings_of(base, trial).next().is_some();
    let holds = |trial: &&str| match what {
        "trials.people" => in_people(trial),
        "trials.animals" => !in_people(trial),
        "trials.randomised" => {
            in_people(trial) && of(trial).iter().any(|report| report.text("allocation") == Some("randomized"))
        }
        "trials.results" => in_people(trial) && has_result(trial),
        _ => {
            in_people(trial)
                && has_result(trial)
                && findings_of(base, trial).all(|(source, _)| is_retold(source))
        }
    };
    let known = ["people", "animals", "randomised", "results", "retold"];
    known
        .iter()
        .any(|key| what.strip_prefix("trials.") == Some(key))
        .then(|| trials.iter().filter(|trial| holds(trial)).count())
}

fn is_retold(source: &Node) -> bool {
    !source.list("derived-from").is_empty()
}

/// How many trials a source reports in animals.
fn animal_studies(base: &Base) -> usize {
    let reports = base.of_kind("source").flat_map(|source| source.list("reports"));
    let in_animals = reports.filter(|report| !is_in_people(report));
    in_animals.filter_map(|report| report.text("trial")).collect::<BTreeSet<_>>().len()
}

fn is_in_people(node: &Node) -> bool {
    node.text("species").is_none_or(|species| species == "human")
}

/// How many findings on a measure, or on one of its thresholds, say a word: `change.decreased`.
///
/// Counted are findings in people that no source retells and that speak for all of a group:
/// neither a count of some of them, nor a part.
fn tally(base: &Base, measure: &str, what: &str, criterion: Option<&str>) -> Option<usize> {
    let (key, word) = what.split_once('.').filter(|(key, _)| ["change", "benefit"].contains(key))?;
    let is_open = ABSENCES.contains(&word);
    let is_counted = |source: &Node, finding: &Node| {
        let counts = finding
            .get("result")
            .is_some_and(|result| result.get("count").is_some() || result.get("percent").is_some());
        let written = finding.get("criterion");
        let is_of_criterion = match criterion {
            None => written.is_none_or(|node| node == &Node::Scalar("not-reported".to_owned())),
            Some(criterion) => written == Some(&Node::Scalar(criterion.to_owned())),
        };
        is_in_people(finding)
            && measures(finding).any(|known| known == measure)
            && finding.get(key) == Some(&Node::Scalar(word.to_owned()))
            // A direction that is not stated is not told beside a benefit that is.
            && !(key == "change" && is_open && finding.text("benefit").is_some())
            && source.list("derived-from").is_empty()
            && !counts
            && finding.get("among").is_none()
            && is_of_criterion
    };
    Some(base.findings().filter(|(source, finding)| is_counted(source, finding)).count())
}

/// How many of 100 people, rounded half up, or the others.
fn of_100(amount: &Node, quantity: &str) -> Option<Derived> {
    let count: u32 = amount.text("count")?.parse().ok()?;
    let of: u32 = amount.text("of")?.parse().ok()?;
    if of < MIN_PEOPLE || count > of {
        return None;
    }
    // In whole numbers: `.5` of a person is exact, and rounds up.
    let (whole, rest) = (100 * count / of, 100 * count % of);
    let some = if 2 * rest >= of { whole + 1 } else { whole };
    let numbers = |list: &[u32]| list.iter().map(|number| *number as usize).collect();
    match quantity {
        "of-100" => Some(Derived { value: some.to_string(), formula: numbers(&[count, of, 100]) }),
        "rest-of-100" => {
            Some(Derived { value: (100 - some).to_string(), formula: numbers(&[100, some, count, of, 100]) })
        }
        _ => None,
    }
}

/// A bound of Wilson's interval, by its meaning: the share from which what was seen lies 1.96
/// standard errors away. Found by halving, and not by the formula.
fn wilson(amount: &Node, quantity: &str) -> Option<Derived> {
    let count: u32 = amount.text("count")?.parse().ok()?;
    let of: u32 = amount.text("of")?.parse().ok()?;
    if of == 0 || count > of {
        return None;
    }
    let end = match quantity {
        "wilson-low" => 0.0,
        "wilson-high" => 1.0,
        _ => return None,
    };
    let tenths = (wilson_bound(count, of, end) * 1000.0).round() as u32;
    Some(Derived {
        value: format!("{}.{}%", tenths / 10, tenths % 10),
        formula: vec![count as usize, of as usize],
    })
}

/// The bound of Wilson's interval towards an end, 0 or 1.
pub fn wilson_bound(count: u32, of: u32, end: f64) -> f64 {
    const Z: f64 = 1.959_963_984_540_054;
    let (seen, people) = (f64::from(count) / f64::from(of), f64::from(of));
    let (mut near, mut far) = (seen, end);
    for _ in 0..200 {
        let middle: f64 = (near + far) / 2.0;
        let is_within = (seen - middle).abs() <= Z * (middle * (1.0 - middle) / people).sqrt();
        *if is_within { &mut near } else { &mut far } = middle;
    }
    near
}
