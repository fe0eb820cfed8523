//! Values of the base in the words of pages: "14 of 59; 23.7%", "1 to 3 × 10⁶ cells/kg".

use super::words;
use crate::model::{
    Absence, Amount, Centers, Dose, DosePer, Duration, FollowUp, Formula, Interval, Method, Reported, Value,
    Vocabulary,
};
use crate::statistics::Test;
use crate::strings::Strings;

/// Any value.
pub fn value(strings: &Strings, value: &Value<'_>) -> String {
    match value {
        Value::Text(text) => text.to_string(),
        Value::Absent(absence) => words::name(strings, *absence).to_string(),
        Value::Amount(known) => amount(strings, known),
        Value::Range(known) => range(strings, known),
        Value::Dose(known) => dose(strings, known),
        Value::Duration(known) => duration(strings, known),
        Value::FollowUp(known) => followed(strings, known),
        Value::Centers(Centers::Single) => strings.get("amount", "single").to_string(),
        Value::Centers(Centers::Multiple) => strings.get("amount", "multiple").to_string(),
        Value::Centers(Centers::Count(count)) => count.to_string(),
        Value::Phase(word) => words::name(strings, *word).to_string(),
        Value::Allocation(word) => words::name(strings, *word).to_string(),
        Value::Masking(word) => words::name(strings, *word).to_string(),
        Value::Control(word) => words::name(strings, *word).to_string(),
        Value::ArmRole(word) => words::name(strings, *word).to_string(),
        Value::Donor(word) => words::name(strings, *word).to_string(),
        Value::Route(word) => words::name(strings, *word).to_string(),
        Value::Recruitment(word) => words::name(strings, *word).to_string(),
        Value::YesNo(yes) => strings.get("amount", if *yes { "yes" } else { "no" }).to_string(),
    }
}

/// A count, a share or a measurement.
pub fn amount(strings: &Strings, amount: &Amount) -> String {
    let unit = amount.unit.as_deref().map(|unit| format!(" {unit}")).unwrap_or_default();
    let of = |count: String, of: Option<u32>| match of {
        Some(of) => strings.fill("amount", "of", &[("count", &count), ("of", &of.to_string())]),
        None => count,
    };
    let measured =
        |key: &str, value: &str| strings.fill("amount", key, &[("value", &format!("{value}{unit}"))]);
    let mut parts = Vec::new();
    if let Some(count) = amount.count {
        parts.push(of(count.to_string(), amount.denominator()));
    }
    if let Some(percent) = &amount.percent {
        parts.push(of(format!("{}%", percent.text), amount.denominator().filter(|_| amount.count.is_none())));
    }
    if let Some(mean) = &amount.mean {
        parts.push(match &amount.sd {
            Some(sd) => {
                let values = [("value", &*format!("{}{unit}", mean.text)), ("sd", &*sd.text)];
                strings.fill("amount", "mean-sd", &values)
            }
            None => measured("mean", &mean.text),
        });
    }
    parts.extend(amount.median.as_ref().map(|median| measured("median", &median.text)));
    parts.extend(amount.change.as_ref().map(|change| measured("change", &change.text)));
    parts.extend(amount.range.as_ref().map(|known| {
        let range = format!("{}{unit}", range(strings, known));
        strings.fill("amount", "range", &[("range", &range)])
    }));
    parts.join("; ")
}

/// Of how many; of a share only where the source prints it too.
pub fn printed_of(reported: &Reported<Amount>) -> Option<u32> {
    let amount = &reported.value;
    let is_printed = |of: &u32| {
        let printed = reported.printed.as_deref();
        amount.count.is_some() || printed.is_none_or(|printed| printed.contains(&of.to_string()))
    };
    amount.denominator().filter(is_printed)
}

/// A share alone, of people whose number the source does not print: "55%".
pub fn bare_share(reported: &Reported<Amount>) -> Option<String> {
    let amount = &reported.value;
    let numbers = [&amount.mean, &amount.median, &amount.change];
    let has_more =
        amount.count.is_some() || amount.range.is_some() || numbers.iter().any(|one| one.is_some());
    let percent = amount.percent.as_ref().filter(|_| !has_more && printed_of(reported).is_none())?;
    Some(format!("{}%", percent.text))
}

/// From one number to another.
pub fn range(strings: &Strings, range: &Interval) -> String {
    to(strings, &range.low.text, &range.high.text)
}

/// "4 to 11".
pub fn to(strings: &Strings, low: &str, high: &str) -> String {
    strings.fill("amount", "to", &[("low", low), ("high", high)])
}

/// "1 time", "3 times".
pub fn times(strings: &Strings, count: u32) -> String {
    crate::strings::fill(&strings.count("amount", "times", count), &[("count", &count.to_string())])
}

/// A length of time: "16 weeks", "8 to 24 months".
pub fn duration(strings: &Strings, duration: &Duration) -> String {
    match &duration.high {
        Some(high) => {
            let count = to(strings, &duration.low.text, &high.text);
            time(strings, duration, &high.text, &count)
        }
        None => time(strings, duration, &duration.low.text, &duration.low.text),
    }
}

/// A number of units of time in the form for `number`.
fn time(strings: &Strings, duration: &Duration, number: &str, shown: &str) -> String {
    crate::strings::fill(&strings.count("amount", duration.unit.word(), number), &[("count", shown)])
}

/// How long those treated were followed.
fn followed(strings: &Strings, follow_up: &FollowUp) -> String {
    match (&follow_up.mean, &follow_up.time.high) {
        (Some(mean), Some(high)) => {
            let time = time(strings, &follow_up.time, &mean.text, &mean.text);
            let values = [("time", &*time), ("low", &*follow_up.time.low.text), ("high", &*high.text)];
            strings.fill("amount", "on-average-range", &values)
        }
        (Some(_), None) => {
            let time = duration(strings, &follow_up.time);
            strings.fill("amount", "on-average", &[("time", &time)])
        }
        (None, _) => duration(strings, &follow_up.time),
    }
}

/// How long those treated were followed, and from when, where the source says it.
pub fn follow_up(strings: &Strings, follow_up: &FollowUp) -> String {
    let time = followed(strings, follow_up);
    let from = follow_up.counted_from.as_deref().filter(|from| Absence::by_word(from).is_none());
    match from {
        Some(from) => strings.fill("amount", "counted-from", &[("time", &time), ("from", from)]),
        None => time,
    }
}

/// Cells as a power of ten, with their unit: "1 to 3 × 10⁶ cells/kg".
pub fn dose(strings: &Strings, dose: &Dose) -> String {
    let exponent = dose.cells.log10().floor();
    let scale = 10f64.powf(exponent);
    let mantissa = |cells: f64| ((cells / scale * 1e6).round() / 1e6).to_string();
    let mantissas = match dose.to {
        Some(high) => to(strings, &mantissa(dose.cells), &mantissa(high)),
        None => mantissa(dose.cells),
    };
    let number = format!("{mantissas} × 10{}", raised(exponent));
    let key = if dose.per == DosePer::Kilogram { "cells-per-kg" } else { "cells" };
    strings.fill("amount", key, &[("number", &number)])
}

/// A whole number in raised digits.
fn raised(number: f64) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    format!("{number:.0}")
        .chars()
        .filter_map(|digit| DIGITS.get(digit.to_digit(10)? as usize).copied())
        .collect()
}

/// How a value was worked out.
pub fn formula(strings: &Strings, formula: Formula) -> String {
    let fill = |key: &str, numbers: &[(&str, String)]| {
        let values: Vec<(&str, &str)> = numbers.iter().map(|(name, number)| (*name, &**number)).collect();
        strings.fill("derived", key, &values)
    };
    let share =
        |key: &str, count: u32, of: u32| fill(key, &[("count", count.to_string()), ("of", of.to_string())]);
    match formula {
        Formula::Of100 { count, of } => share("of-100", count, of),
        Formula::RestOf100 { some, count, of } => {
            let numbers = [("some", some.to_string()), ("count", count.to_string()), ("of", of.to_string())];
            fill("rest-of-100", &numbers)
        }
        Formula::Wilson { count, of } => share("wilson", count, of),
        Formula::Percentage { count, of } => share("percentage", count, of),
        Formula::Nearest { of } => fill("nearest", &[("of", of.to_string())]),
        Formula::Groups { method, groups: [first, second] } => {
            let numbers = [
                ("count", first.count()),
                ("of", first.of()),
                ("other-count", second.count()),
                ("other-of", second.of()),
            ];
            fill(method_key(method), &numbers.map(|(name, number)| (name, number.to_string())))
        }
        Formula::MeanBounds { people, range, above } => {
            let mut numbers = vec![
                ("people", people.to_string()),
                ("low", range.low.to_string()),
                ("high", range.high.to_string()),
            ];
            let Some((count, value)) = above else { return fill("mean-bounds", &numbers) };
            numbers.extend([("count", count.to_string()), ("value", value.to_string())]);
            fill("mean-bounds-above", &numbers)
        }
        Formula::SmallestP { people: (people, None) } => {
            fill("smallest-signed-rank", &[("people", people.to_string())])
        }
        Formula::SmallestP { people: (first, Some(second)) } => {
            fill("smallest-rank-sum", &[("first", first.to_string()), ("second", second.to_string())])
        }
        Formula::Sum => strings.get("derived", "sum").to_string(),
        Formula::Counted => strings.get("list", "counted").to_string(),
        Formula::Tallied => strings.get("finding", "tally-formula").to_string(),
    }
}

/// The string that explains a method.
fn method_key(method: Method) -> &'static str {
    match method {
        Method::Difference => "difference",
        Method::Newcombe => "newcombe",
        Method::RelativeRisk => "relative-risk",
        Method::Katz => "katz",
        Method::NumberNeeded => "number-needed",
        Method::Test(test) => test_key(test),
    }
}

/// The string that names a test, and that explains it.
pub fn test_key(test: Test) -> &'static str {
    match test {
        Test::Pearson => "pearson",
        Test::Yates => "yates",
        Test::NMinus1 => "n-minus-1",
        Test::Fisher => "fisher",
        Test::MidP => "mid-p",
        Test::Boschloo => "boschloo",
        Test::Barnard => "barnard",
    }
}

#[cfg(test)]
mod tests {
    use super::{dose, duration, times};
    use crate::model::{Dose, DoseOf, DosePer, Duration, Number, TimeUnit};
    use crate::strings::Strings;

    #[test]
    fn doses_are_shown_as_powers_of_ten_with_their_unit() {
        let strings = Strings::load("en", &[]).unwrap();
        let dose = |cells, to, per| dose(&strings, &Dose { cells, to, per, of: DoseOf::NotStated });
        assert_eq!(dose(1e6, Some(3e6), DosePer::Kilogram), "1 to 3 × 10⁶ cells/kg");
        assert_eq!(dose(2e7, None, DosePer::Total), "2 × 10⁷ cells");
        assert_eq!(dose(2.5e7, None, DosePer::Total), "2.5 × 10⁷ cells");
    }

    #[test]
    fn times_and_units_have_the_form_of_their_number() {
        let strings = Strings::load("en", &[]).unwrap();
        let length = |low: &str, high: Option<&str>| {
            let high = high.and_then(Number::parse);
            let length = Duration { low: Number::parse(low).unwrap(), high, unit: TimeUnit::Week };
            duration(&strings, &length)
        };
        assert_eq!(length("1", None), "1 week");
        assert_eq!(length("1.5", None), "1.5 weeks");
        assert_eq!(length("1", Some("2")), "1 to 2 weeks");
        assert_eq!((times(&strings, 1), times(&strings, 3)), ("1 time".to_owned(), "3 times".to_owned()));
    }
}
