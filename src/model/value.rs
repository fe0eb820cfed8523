//! Single values of reports, findings and statements, by address.
//!
//! An address follows the keys that an editor wrote: `adstem-2025/easi-75-week-16/result.count`.
//! The text of a value is what a page prints; where the source printed something else, the page
//! shows both.

use super::{
    Amount, Answer, Arm, Bound, Centers, Dose, DosePer, Finding, FollowUp, Id, Intervention, Report,
    Reported, Source, Statement, Trial, Vocabulary,
};
use std::{fmt, sync::Arc};

/// The address of one value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum ValueRef {
    /// A value of a finding; an empty part is its result.
    Finding {
        /// The source that prints it.
        source: Id<Source>,
        /// The finding.
        finding: Arc<str>,
        /// The keys below it, joined by dots.
        part: String,
    },
    /// A value of a report.
    Report {
        /// The source.
        source: Id<Source>,
        /// The trial; a source may report several.
        trial: Id<Trial>,
        /// The keys below it, joined by dots.
        part: String,
    },
    /// A figure of a statement.
    Statement {
        /// The source.
        source: Id<Source>,
        /// The statement.
        statement: Arc<str>,
        /// Which figure, from 1; empty for the first.
        part: String,
    },
    /// A value that this site works out from a finding.
    Derived {
        /// The source of the finding.
        source: Id<Source>,
        /// The finding.
        finding: Arc<str>,
        /// Side and quantity: `result.of-100`.
        part: String,
    },
}

impl ValueRef {
    /// The word that opens an embed, and the name of the attribute on pages.
    pub fn family(&self) -> &'static str {
        match self {
            Self::Finding { .. } => "finding",
            Self::Report { .. } => "report",
            Self::Statement { .. } => "statement",
            Self::Derived { .. } => "derived",
        }
    }

    /// The source that it comes from.
    pub fn source(&self) -> &Id<Source> {
        match self {
            Self::Finding { source, .. }
            | Self::Report { source, .. }
            | Self::Statement { source, .. }
            | Self::Derived { source, .. } => source,
        }
    }
}

impl fmt::Display for ValueRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (source, name, part) = match self {
            Self::Finding { source, finding, part } | Self::Derived { source, finding, part } => {
                (source, &**finding, part)
            }
            Self::Report { source, trial, part } => (source, trial.as_str(), part),
            Self::Statement { source, statement, part } => (source, &**statement, part),
        };
        write!(f, "{source}/{name}")?;
        if part.is_empty() { Ok(()) } else { write!(f, "/{part}") }
    }
}

/// A value in words: "not reported" where there is none.
fn words<T>(answer: &Answer<T>, text: impl FnOnce(&T) -> String) -> String {
    match answer {
        Answer::Given(value) => text(value),
        Answer::Absent(absence) => plain_word(*absence),
    }
}

/// The word of an alternative as prose has it: without hyphens where it is no compound.
pub fn plain_word(word: impl Vocabulary) -> String {
    word.word().replace('-', " ")
}

fn read<T: fmt::Display>(answer: &Answer<Reported<T>>) -> String {
    words(answer, |reported| reported.value.to_string())
}

fn word<T: Vocabulary>(answer: &Answer<Reported<T>>) -> String {
    words(answer, |reported| reported.value.word().to_owned())
}

impl Finding {
    /// The text of a part of the finding; `None` if it has no such part.
    pub fn value(&self, part: &str) -> Option<String> {
        if let Some(part) = side(part, "result") {
            return amount(&self.result, part);
        }
        if let Some(part) = side(part, "versus") {
            return amount(&self.versus, part);
        }
        Some(match part {
            "" if self.result.given().is_some() => return amount(&self.result, ""),
            "" | "p-value" => words(&self.p_value, |p| p.printed.clone()),
            "p-value.read" => words(&self.p_value, |p| p.bound.to_string()),
            "time-point" => words(&self.time_point, |time| time.text.clone()),
            "maximal-at" => words(&self.maximal_at, |time| time.text.clone()),
            "criterion" => words(&self.criterion, |criterion| criterion.value.clone()),
            "analysed" => read(&self.analysed),
            "among.count" => self.among.given()?.count?.to_string(),
            "among.of" => self.among.given()?.of?.to_string(),
            "among.who" => self.among.given()?.who.clone()?,
            "interval" => {
                words(&self.interval, |interval| format!("{} to {}", interval.low.text, interval.high.text))
            }
            _ => return None,
        })
    }
}

/// The rest of a part that begins with `side`.
fn side<'p>(part: &'p str, side: &str) -> Option<&'p str> {
    let rest = part.strip_prefix(side)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix('.') }
}

fn amount(answer: &Answer<Reported<Amount>>, part: &str) -> Option<String> {
    let Answer::Given(reported) = answer else {
        return part.is_empty().then(|| words(answer, |_| String::new()));
    };
    let amount = &reported.value;
    let number = |number: &Option<super::Number>| number.as_ref().map(|number| number.text.clone());
    match part {
        "" => Some(reported.printed.clone().unwrap_or_else(|| amount.to_string())),
        "count" => amount.count.map(|count| count.to_string()),
        "of" => Some(words(&amount.of, u32::to_string)),
        "percent" => amount.percent.as_ref().map(|percent| format!("{}%", percent.text)),
        "mean" => number(&amount.mean),
        "sd" => number(&amount.sd),
        "change" => number(&amount.change),
        "median" => number(&amount.median),
        "range" => amount.range.as_ref().map(|range| format!("{} to {}", range.low.text, range.high.text)),
        "unit" => amount.unit.clone(),
        _ => None,
    }
}

impl Report {
    /// The text of a part of the report; `None` if it has no such part.
    pub fn value(&self, part: &str) -> Option<String> {
        if let Some((id, part)) = part.strip_prefix("arms.").and_then(|rest| rest.split_once('.')) {
            return self.arms.given()?.iter().find(|arm| arm.id.value == id)?.value(part);
        }
        if let Some(rest) = part.strip_prefix("participants-by.") {
            let index: usize = rest.parse().ok()?;
            return self
                .participants_by
                .get(index.checked_sub(1)?)
                .map(|group| group.count.value.to_string());
        }
        if let Some((index, part)) = part.strip_prefix("stages.").and_then(|rest| rest.split_once('.')) {
            let stage = self.stages.get(index.parse::<usize>().ok()?.checked_sub(1)?)?;
            return Some(match part {
                "participants" => read(&stage.participants),
                "follow-up" => read(&stage.follow_up),
                "aim" => read(&stage.aim),
                _ => return None,
            });
        }
        if let Some((index, part)) = part.strip_prefix("endpoints.").and_then(|rest| rest.split_once('.')) {
            let endpoint = self.endpoints.get(index.parse::<usize>().ok()?.checked_sub(1)?)?;
            return Some(match part {
                "time-frame" => read(&endpoint.time_frame),
                "method" => read(&endpoint.method),
                "time-points" => {
                    endpoint.time_points.iter().map(|time| time.text.as_str()).collect::<Vec<_>>().join(", ")
                }
                _ => return None,
            });
        }
        Some(match part {
            "registry-id" => read(&self.registry_id),
            "registered" => read(&self.registered),
            "aim" => read(&self.aim),
            "phase" => word(&self.phase),
            "allocation" => word(&self.allocation),
            "masking" => word(&self.masking),
            "centers" => words(&self.centers, |centers| centers.value.to_string()),
            "control" => word(&self.control),
            "population" => read(&self.population),
            "enrollment" => read(&self.enrollment),
            "number-of-arms" => read(&self.number_of_arms),
            "follow-up" => read(&self.follow_up),
            "published" => read(&self.published),
            "initiated-by" => read(&self.initiated_by),
            "study-type" => read(&self.study_type),
            "sponsor" => read(&self.sponsor),
            "start" => read(&self.start),
            "completion" => words(&self.completion, |completion| completion.date.value.to_string()),
            "first-posted" => read(&self.first_posted),
            "last-update-posted" => read(&self.last_update_posted),
            "ages" => read(&self.ages),
            "eligibility" => words(&self.eligibility, |list| {
                list.iter().map(|one| one.value.as_str()).collect::<Vec<_>>().join("; ")
            }),
            "visits" => read(&self.visits),
            "recruitment" => words(&self.recruitment, |recruitment| plain_word(recruitment.status.value)),
            "results-posted" => words(&self.results_posted, |posted| yes_no(posted.value).to_owned()),
            "matched-by" => self.matched_by.clone()?,
            _ => return None,
        })
    }
}

fn yes_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

impl Arm {
    fn value(&self, part: &str) -> Option<String> {
        match part {
            "participants" => Some(read(&self.participants)),
            "label" => Some(words(&self.label, |label| label.value.clone())),
            "role" => Some(words(&self.role, |role| plain_word(*role))),
            _ => {
                let part = part.strip_prefix("intervention.")?;
                self.intervention.given()?.value(part)
            }
        }
    }
}

impl Intervention {
    fn value(&self, part: &str) -> Option<String> {
        Some(match part {
            "donor" => word(&self.donor),
            "product" => read(&self.product),
            "preparation" => read(&self.preparation),
            "route" => word(&self.route),
            "administrations" => read(&self.administrations),
            "interval" => read(&self.interval),
            "cycles" => read(&self.cycles),
            "duration" => read(&self.duration),
            "dose" => read(&self.dose),
            _ => return None,
        })
    }
}

impl Statement {
    /// The text of a figure, counted from 1; an empty part is the first. `None` if there is none.
    pub fn value(&self, part: &str) -> Option<String> {
        let index = match part.strip_prefix("figures.") {
            None if part.is_empty() => 0,
            None => return None,
            Some(number) => number.parse::<usize>().ok()?.checked_sub(1)?,
        };
        self.figures.get(index).map(|figure| figure.value.clone())
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = self.unit.as_deref().map(|unit| format!(" {unit}")).unwrap_or_default();
        let of = self.denominator().map(|of| format!(" of {of}")).unwrap_or_default();
        let mut parts = Vec::new();
        if let Some(count) = self.count {
            parts.push(format!("{count}{of}"));
        }
        if let Some(percent) = &self.percent {
            let of = if self.count.is_none() { of.as_str() } else { "" };
            parts.push(format!("{}%{of}", percent.text));
        }
        if let Some(mean) = &self.mean {
            let sd = self.sd.as_ref().map(|sd| format!(" (SD {})", sd.text)).unwrap_or_default();
            parts.push(format!("mean {}{unit}{sd}", mean.text));
        }
        if let Some(median) = &self.median {
            parts.push(format!("median {}{unit}", median.text));
        }
        if let Some(change) = &self.change {
            parts.push(format!("change {}{unit}", change.text));
        }
        if let Some(range) = &self.range {
            parts.push(format!("range {} to {}{unit}", range.low.text, range.high.text));
        }
        f.write_str(&parts.join("; "))
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Equal(p) => write!(f, "{p}"),
            Self::Below(p) => write!(f, "< {p}"),
            Self::AtMost(p) => write!(f, "≤ {p}"),
            Self::Above(p) => write!(f, "> {p}"),
        }
    }
}

impl fmt::Display for Centers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Single => f.write_str("single"),
            Self::Multiple => f.write_str("multiple"),
            Self::Count(count) => write!(f, "{count}"),
        }
    }
}

impl fmt::Display for FollowUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.mean {
            Some(mean) if self.time.high.is_some() => {
                let unit = self.time.unit.word();
                let high = self.time.high.as_ref().map_or("", |high| high.text.as_str());
                write!(f, "{} {unit}s on average (range {} to {high})", mean.text, self.time.low.text)
            }
            Some(_) => write!(f, "{} on average", self.time),
            None => write!(f, "{}", self.time),
        }
    }
}

impl fmt::Display for Dose {
    /// Cells as a power of ten, with their unit: "1 to 3 × 10⁶ cells/kg".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let exponent = self.cells.log10().floor();
        let scale = 10f64.powf(exponent);
        let mantissa = |cells: f64| {
            let rounded = (cells / scale * 1e6).round() / 1e6;
            rounded.to_string()
        };
        f.write_str(&mantissa(self.cells))?;
        if let Some(to) = self.to {
            write!(f, " to {}", mantissa(to))?;
        }
        write!(f, " × 10{} cells", raised(exponent))?;
        if self.per == DosePer::Kilogram { f.write_str("/kg") } else { Ok(()) }
    }
}

/// A whole number in raised digits.
fn raised(number: f64) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    format!("{number:.0}")
        .chars()
        .filter_map(|digit| DIGITS.get(digit.to_digit(10)? as usize).copied())
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::model::{Dose, DoseOf, DosePer};

    #[test]
    fn doses_are_shown_as_powers_of_ten_with_their_unit() {
        let dose = |cells, to, per| Dose { cells, to, per, of: DoseOf::NotStated }.to_string();
        assert_eq!(dose(1e6, Some(3e6), DosePer::Kilogram), "1 to 3 × 10⁶ cells/kg");
        assert_eq!(dose(2e7, None, DosePer::Total), "2 × 10⁷ cells");
        assert_eq!(dose(2.5e7, None, DosePer::Total), "2.5 × 10⁷ cells");
    }
}
