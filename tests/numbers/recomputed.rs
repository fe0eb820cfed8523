//! What pages recompute, worked out from the files in other ways than litweave's.
//!
//! Shares and sums by whole numbers, intervals of differences and ratios by their definitions, the
//! bounds of a mean by trying who could have which value, and p-values from a table that SciPy made.

use super::base::Node;
use super::follow::{Derived, wilson_bound};

/// Two groups of counts.
type Counts = [usize; 4];
/// Each test with its p-value.
type Tests = [(&'static str, &'static str); 5];

/// P-values of two groups of counts: `count of of, other-count of other-of`, then by Pearson, Yates,
/// N − 1, Fisher and mid-p. SciPy 1.17: `chi2_contingency` with and without `correction`, the
/// statistic times (N − 1)/N by `chi2.sf`, `fisher_exact`, and `fisher_exact` less half the
/// probabilities that equal the observed one (`hypergeom.pmf`).
const P_VALUES: &[(Counts, Tests)] = &[(
    [14, 59, 4, 55],
    [
        ("pearson", "0.0161"),
        ("yates", "0.0315"),
        ("n-minus-1", "0.0165"),
        ("fisher", "0.0204"),
        ("mid-p", "0.0148"),
    ],
)];

/// What is worked out at a part of a finding, a statement or a report.
pub fn derived(source: &Node, name: &str, part: &str) -> Option<Derived> {
    let item = |list: &str, key: &str| source.list(list).iter().find(|item| item.text(key) == Some(name));
    if let Some(finding) = item("findings", "id") {
        return of_finding(finding, part).or_else(|| smallest(source, finding, part));
    }
    if let Some(statement) = item("statements", "id") {
        let at: usize = part.strip_prefix("figures.")?.strip_suffix(".percentage")?.parse().ok()?;
        let figure = statement.list("figures").get(at - 1)?.given()?;
        let (count, of) = figure
            .split(|char: char| !(char.is_ascii_digit() || char == '/'))
            .find_map(|run| run.split_once('/'))?;
        let printed = figure.split('%').next()?.rsplit(' ').next()?;
        return percentage(printed, count.parse().ok()?, of.parse().ok()?);
    }
    of_report(source, item("reports", "trial")?, part)
}

fn of_finding(finding: &Node, part: &str) -> Option<Derived> {
    let (head, quantity) = part.split_once('.').unwrap_or((part, ""));
    match (head, quantity) {
        ("result" | "versus", "percentage") => {
            let amount = finding.get(head)?;
            let printed = amount.text("percent").or_else(|| amount.text("printed")?.split('%').next())?;
            let (count, of) = share(amount)?;
            percentage(printed, count, of)
        }
        ("result" | "versus", "nearest") => {
            let amount = finding.get(head)?;
            let of: usize = amount.text("of")?.parse().ok()?;
            let percent = amount.text("percent")?;
            let decimals = percent.split_once('.').map_or(0, |(_, after)| after.len());
            let below = (percent.parse::<f64>().ok()? * of as f64 / 100.0) as usize;
            let one =
                |count: usize| format!("{count} would be {:.decimals$}%", 100.0 * count as f64 / of as f64);
            let value = format!("{}, {}", one(below), one(below + 1));
            Some(Derived { value, formula: vec![of] })
        }
        ("p-value", test) => {
            let groups = groups(finding)?;
            let (_, tests) = P_VALUES.iter().find(|(known, _)| *known == groups)?;
            let (_, p) = tests.iter().find(|(known, _)| *known == test)?;
            Some(Derived { value: (*p).to_owned(), formula: groups.to_vec() })
        }
        ("difference" | "ratio" | "needed", quantity) => {
            let groups = groups(finding)?;
            let value = compared(groups, head, quantity)?;
            Some(Derived { value, formula: groups.to_vec() })
        }
        _ => None,
    }
}

fn share(amount: &Node) -> Option<(usize, usize)> {
    Some((amount.text("count")?.parse().ok()?, amount.text("of")?.parse().ok()?))
}

fn groups(finding: &Node) -> Option<[usize; 4]> {
    let ((count, of), (other, other_of)) = (share(finding.get("result")?)?, share(finding.get("versus")?)?);
    Some([count, of, other, other_of])
}

/// A share in per cent, with one digit more than is printed, in whole numbers.
fn percentage(printed: &str, count: usize, of: usize) -> Option<Derived> {
    let decimals = printed.trim().split_once('.').map_or(0, |(_, after)| after.len()) + 1;
    let scale = 10usize.pow(u32::try_from(decimals).ok()?);
    let units = (2 * 100 * scale * count + of) / (2 * of);
    let value = format!("{}.{:0decimals$}%", units / scale, units % scale);
    Some(Derived { value, formula: vec![count, of, 100] })
}

/// Newcombe's interval by its definition from the two Wilson intervals; Katz's by the logarithm.
fn compared([a, m, b, n]: [usize; 4], what: &str, quantity: &str) -> Option<String> {
    const Z: f64 = 1.959_963_984_540_054;
    let number = |number: usize| number as f64;
    let (p, q) = (number(a) / number(m), number(b) / number(n));
    let bound = |count: usize, of: usize, end: f64| wilson_bound(count as u32, of as u32, end);
    let low = p - q - (p - bound(a, m, 0.0)).hypot(bound(b, n, 1.0) - q);
    let high = p - q + (bound(a, m, 1.0) - p).hypot(q - bound(b, n, 0.0));
    let spread = (1.0 / number(a) - 1.0 / number(m) + 1.0 / number(b) - 1.0 / number(n)).sqrt();
    let points = |share: f64| format!("{:.1}", share * 100.0).replace('-', "−");
    let people = |difference: f64| format!("{:.0}", (1.0 / difference.abs()).ceil());
    let fewest = |difference: f64| format!("{:.0}", (1.0 / difference.abs()).floor());
    let crosses = low < 0.0 && high > 0.0;
    Some(match (what, quantity) {
        ("difference", "") => points(p - q),
        ("difference", "interval") => format!("{} to {}", points(low), points(high)),
        ("ratio", "") => format!("{:.2}", p / q),
        ("ratio", "interval") => {
            let end = |sign: f64| ((p / q).ln() + sign * Z * spread).exp();
            format!("{:.2} to {:.2}", end(-1.0), end(1.0))
        }
        ("needed", "") => people(p - q),
        ("needed", "interval") if crosses => {
            format!("for one more: {} or more; for one fewer: {} or more", fewest(high), fewest(low))
        }
        ("needed", "interval") => {
            format!("{} to {}", fewest(low.abs().max(high.abs())), people(low.abs().min(high.abs())))
        }
        _ => return None,
    })
}

/// The smallest p-value of ranks: of all signs, or of all orders, one is the most extreme on either
/// side.
fn smallest(source: &Node, finding: &Node, part: &str) -> Option<Derived> {
    if part != "p-value.smallest" {
        return None;
    }
    let trial = finding.text("trial")?;
    let report = source.list("reports").iter().find(|report| report.text("trial") == Some(trial))?;
    let size = |id: &str| -> Option<usize> {
        let arm = report.list("arms").iter().find(|arm| arm.text("id") == Some(id))?;
        number(arm.get("participants")?)
    };
    let arm = size(finding.text("arm")?);
    let (ways, formula) = match finding.text("comparator")? {
        "baseline" => {
            let people = finding.get("analysed").and_then(number).or(arm)?;
            (2f64.powi(people as i32), vec![people])
        }
        other => {
            let (first, second) = (arm?, size(other)?);
            let orders = (1..=second).fold(1.0, |ways, at| ways * (first + at) as f64 / at as f64);
            (orders, vec![first, second])
        }
    };
    Some(Derived { value: format!("{:.4}", 2.0 / ways), formula })
}

/// A number that is written plainly, or as a count with its printed form.
fn number(node: &Node) -> Option<usize> {
    node.given().or_else(|| node.text("count")).or_else(|| node.text("read"))?.parse().ok()
}

fn of_report(source: &Node, report: &Node, part: &str) -> Option<Derived> {
    if part == "arms.sum" {
        let sizes = report.list("arms").iter().filter_map(|arm| number(arm.get("participants")?));
        return Some(Derived { value: sizes.sum::<usize>().to_string(), formula: Vec::new() });
    }
    let end = part.strip_prefix("follow-up.mean-")?;
    let follow_up = report.get("follow-up")?;
    let people = number(report.get("enrollment")?)?;
    let value = |key: &str| -> Option<usize> { follow_up.text(key)?.parse().ok() };
    let (low, high) = (value("low")?, value("high")?);
    let over = source.list("findings").iter().find_map(|finding| {
        let time = finding.text("time-point")?.strip_prefix("over ")?.split(' ').next()?;
        Some((share(finding.get("result")?)?.0, time.parse::<usize>().ok()?))
    });
    let (count, reached) = over.unwrap_or((0, low));
    // Everybody as low, or as high, as can be; one at each end.
    let mut values: Vec<usize> = (0..people)
        .map(|at| match (end, at < count) {
            ("low", true) => reached,
            ("low", false) => low,
            (_, _) => high,
        })
        .collect();
    if end == "low" {
        values[0] = high;
    } else {
        values[people - 1] = low;
    }
    let mean = values.iter().sum::<usize>() as f64 / people as f64;
    let mut formula = vec![people, low, high];
    formula.extend(over.map(|(count, reached)| [count, reached]).into_iter().flatten());
    Some(Derived { value: format!("{mean:.1}"), formula })
}
