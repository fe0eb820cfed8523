//! Units of measurement and of time, as sources print them.

use crate::model::TimeUnit;
use crate::seal::normalise;
use std::collections::BTreeSet;

/// A unit in the one spelling in which units are compared: µg, μg, ug and mcg are one, as are
/// `cells per kg` and `cell/kg`, IU/mL and iu/ml.
pub fn folded_unit(unit: &str) -> String {
    let plain = normalise(unit).to_lowercase();
    let plain = plain.replace(" per ", "/").replace("per cent", "%").replace("percent", "%");
    let parts = plain.split('/').map(|part| {
        let words: Vec<&str> = part.split_whitespace().map(singular).collect();
        match words.concat().as_str() {
            "ug" | "mcg" => "μg".to_owned(),
            "litre" | "liter" => "l".to_owned(),
            other => other.to_owned(),
        }
    });
    parts.collect::<Vec<_>>().join("/")
}

fn singular(word: &str) -> &str {
    if word.len() > 3 { word.strip_suffix('s').unwrap_or(word) } else { word }
}

/// Whether two units, folded, are surely two. Shares and multiples say something else of the same
/// measure, and of a unit that is written with powers nothing is known.
pub fn differ(one: &str, other: &str) -> bool {
    let is_relative = |unit: &str| ["%", "fold", "time", "ratio"].contains(&unit);
    let is_powered = |unit: &str| unit.contains("-1") || unit.contains("^-") || unit.contains('·');
    one != other && !is_relative(one) && !is_relative(other) && !is_powered(one) && !is_powered(other)
}

/// Units that are told apart in printed characters, folded.
const KNOWN: [&str; 35] = [
    "kg", "g", "mg", "μg", "ng", "pg", "g/l", "mg/l", "μg/l", "ng/l", "pg/l", "g/dl", "mg/dl", "mg/ml",
    "μg/ml", "ng/ml", "pg/ml", "mg/kg", "μg/kg", "iu/ml", "iu/l", "ku/l", "u/ml", "u/l", "mmol/l", "μmol/l",
    "nmol/l", "pmol/l", "mm", "cm", "m", "ml", "μl", "cell/ml", "cell/μl",
];

/// The unit that printed characters name in place of this one, if they name only others.
pub fn printed_instead(unit: &str, printed: &str) -> Option<String> {
    let unit = folded_unit(unit);
    let named = units_after_numbers(printed);
    (KNOWN.contains(&unit.as_str()) && !named.contains(&unit)).then(|| named.into_iter().next()).flatten()
}

/// The known units that follow a number: `20.3 (4.1) mg` has one.
fn units_after_numbers(printed: &str) -> BTreeSet<String> {
    let printed = normalise(printed).replace(" / ", "/").replace(" per ", "/");
    let mut after_number = false;
    let mut found = BTreeSet::new();
    for word in printed.split([' ', '(', ')', '[', ']', ',', ';']).filter(|word| !word.is_empty()) {
        let unit = word.trim_start_matches(|char: char| char.is_ascii_digit() || ".-+×".contains(char));
        let begins_with_number = unit.len() < word.len();
        if begins_with_number || after_number {
            let unit = folded_unit(unit.trim_end_matches('.'));
            if KNOWN.contains(&unit.as_str()) {
                found.insert(unit);
            }
        }
        after_number = word.ends_with(|char: char| char.is_ascii_digit());
    }
    found
}

/// Whether printed characters count per kilogram of body weight.
pub fn says_per_kilogram(printed: &str) -> bool {
    let plain: String = normalise(printed).to_lowercase().split_whitespace().collect();
    let ends = |sign: &str| {
        plain.match_indices(sign).any(|(at, found)| {
            let after = plain.get(at + found.len()..).and_then(|rest| rest.chars().next());
            after != Some('/')
        })
    };
    ends("/kg") || ends("perkg") || ends("perkilogram") || plain.contains("kg-1") || plain.contains("kg-^1")
}

/// Whether printed characters count cells in all.
pub fn says_in_total(printed: &str) -> bool {
    let plain = normalise(printed).to_lowercase();
    ["cells in total", "cells in all", "total cells", "cells total"].iter().any(|words| plain.contains(words))
}

/// The units of time that printed characters name.
pub fn times_named(printed: &str) -> BTreeSet<TimeUnit> {
    let plain = normalise(printed).to_lowercase();
    plain.split(|char: char| !char.is_alphabetic()).filter_map(time_unit).collect()
}

fn time_unit(word: &str) -> Option<TimeUnit> {
    Some(match word {
        "hour" | "hours" | "hourly" | "hr" | "hrs" => TimeUnit::Hour,
        "day" | "days" | "daily" => TimeUnit::Day,
        "week" | "weeks" | "weekly" | "biweekly" | "wk" | "wks" => TimeUnit::Week,
        "month" | "months" | "monthly" => TimeUnit::Month,
        "year" | "years" | "yearly" | "annual" | "annually" | "yr" | "yrs" => TimeUnit::Year,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{differ, folded_unit, printed_instead, says_per_kilogram, times_named};

    #[test]
    fn spellings_of_one_unit_are_one() {
        for (one, other, is_one) in [
            ("µg", "μg", true),
            ("mcg/mL", "µg / ml", true),
            ("cells per kg", "cells/kg", true),
            ("points", "point", true),
            ("per cent", "%", true),
            ("mg", "µg", false),
            ("cells", "cells/kg", false),
            ("pg/mL", "ng/mL", false),
        ] {
            assert_eq!(folded_unit(one) == folded_unit(other), is_one, "{one}, {other}");
        }
        assert!(differ("mg", "μg") && !differ("mg", "%") && !differ("pg/ml", "pgml-1"));
    }

    #[test]
    fn a_unit_is_found_behind_its_number() {
        for (unit, printed, instead) in [
            ("µg", "12 mg", Some("mg")),
            ("µg", "12 µg", None),
            ("mg", "20.3 (4.1) µg", Some("μg")),
            ("pg/mL", "3.1ng/ml", Some("ng/ml")),
            ("pg/mL", "3.1 ng (2.9 pg/mL)", None),
            ("points", "12 mg", None),
            ("mg", "from 12 to 14", None),
            ("mg", "in group m, 14", None),
        ] {
            assert_eq!(printed_instead(unit, printed).as_deref(), instead, "{unit}: {printed}");
        }
    }

    #[test]
    fn body_weight_is_told_from_concentration() {
        for (printed, is_per_kilogram) in [
            ("1 × 10⁶ cells/kg", true),
            ("1 × 10⁶ cells per kg of body weight", true),
            ("1 × 10⁶ cells kg⁻¹", true),
            ("1 × 10⁶ cells", false),
            ("given to people of 50 kg", false),
        ] {
            assert_eq!(says_per_kilogram(printed), is_per_kilogram, "{printed}");
        }
    }

    #[test]
    fn times_are_named_by_whole_words() {
        assert_eq!(times_named("16 weeks").len(), 1);
        assert_eq!(times_named("8-24 months (1-2 years)").len(), 2);
        assert_eq!(times_named("the weekend").len(), 0);
    }
}
