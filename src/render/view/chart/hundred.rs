//! How many of 100 people: dots, the counted ones first; below 20 people a sentence.

use super::{About, row, sides};
use crate::check::prints_number;
use crate::model::{Amount, Finding, Reported, Source, Species};
use crate::render::context::{Shown, Writer};
use crate::render::view::finding;
use crate::strings::Word;
use crate::synthesis::{is_retold, of_100};
use serde::Serialize;

/// The dots of one finding, its groups side by side.
#[derive(Debug, Serialize)]
pub struct Hundred {
    /// Of what.
    pub about: About,
    /// Whether dots are drawn: each group has 20 people or more.
    pub has_dots: bool,
    /// The groups, the arm first.
    pub groups: Vec<Group>,
}

/// A group of people.
#[derive(Debug, Serialize)]
pub struct Group {
    /// What it is called.
    pub name: Word,
    /// How many of 100.
    pub of_100: Option<Shown>,
    /// The rows of dots.
    pub dots: Vec<Dots>,
    /// How many.
    pub count: Shown,
    /// Of how many.
    pub of: Shown,
}

/// Dots beside one another, as a line that is dashed into dots.
#[derive(Debug, PartialEq, Serialize)]
pub struct Dots {
    /// Whether they are people who are counted.
    pub is_counted: bool,
    /// The middle of the first dot, in pixels.
    pub from: u32,
    /// A little beyond the middle of the last.
    pub to: u32,
    /// The height of the line.
    pub y: u32,
}

/// From the middle of one dot to the next, in pixels.
const STEP: u32 = 11;

/// Results whose count the source prints as a number, in people, and of studies of its own.
pub fn hundred<'k>(
    findings: impl IntoIterator<Item = (&'k Source, &'k Finding)>,
    writer: &mut Writer<'_>,
) -> Vec<Hundred> {
    let findings = findings
        .into_iter()
        .filter(|(source, finding)| finding.species == Species::Human && !is_retold(source));
    findings.filter_map(|(source, finding)| one(source, finding, writer)).collect()
}

fn one(source: &Source, finding: &Finding, writer: &mut Writer<'_>) -> Option<Hundred> {
    let strings = &writer.shared.strings;
    let place = finding::place(source, finding, strings);
    let row = row(source, finding, writer)?;
    let counted: Vec<_> = sides(finding)
        .into_iter()
        .filter_map(|side| Some((side.key, side.amount.given().filter(|amount| is_printed(amount))?)))
        .collect();
    let has_dots = !counted.is_empty() && counted.iter().all(|(_, amount)| of_100(&amount.value).is_some());
    let groups: Vec<Group> = counted
        .iter()
        .filter_map(|(key, amount)| {
            let share = of_100(&amount.value).filter(|_| has_dots);
            let shown = |text: String, part: &str| place.shown(text, &format!("{key}.{part}"));
            Some(Group {
                name: if *key == "result" { row.arm.clone() } else { row.comparator.clone() },
                dots: share.as_ref().map(|share| dots(share.value)).unwrap_or_default(),
                of_100: share.map(|share| {
                    let address = format!("{}/{key}.of-100", place.base);
                    Shown::derived(&share, u32::to_string, address, strings)
                }),
                count: shown(amount.value.count?.to_string(), "count"),
                of: shown(amount.value.denominator()?.to_string(), "of"),
            })
        })
        .collect();
    (!groups.is_empty()).then(|| Hundred { about: About::of(&row), has_dots, groups })
}

/// Whether a count of people is printed as a number, and no reading of words.
fn is_printed(reported: &Reported<Amount>) -> bool {
    let amount = &reported.value;
    let is_count = amount.count.is_some_and(|count| amount.denominator().is_some_and(|of| count <= of));
    is_count && reported.printed.as_deref().is_none_or(prints_number)
}

/// Ten rows of ten dots, the counted ones first.
fn dots(counted: u32) -> Vec<Dots> {
    let mut lines = Vec::new();
    for line in 0..10 {
        let filled = counted.saturating_sub(line * 10).min(10);
        for (is_counted, first, behind) in [(true, 0, filled), (false, filled, 10)] {
            if first < behind {
                lines.push(Dots {
                    is_counted,
                    from: STEP / 2 + first * STEP,
                    to: STEP / 2 + (behind - 1) * STEP + 1,
                    y: STEP / 2 + line * STEP,
                });
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{STEP, dots};

    #[test]
    fn a_hundred_dots_are_drawn_and_the_counted_ones_come_first() {
        for counted in 0..=100 {
            let lines = dots(counted);
            let number = |is_counted| -> u32 {
                let lines = lines.iter().filter(|line| line.is_counted == is_counted);
                lines.map(|line| (line.to - line.from) / STEP + 1).sum()
            };
            assert_eq!((number(true), number(false)), (counted, 100 - counted));
            let places: Vec<_> = lines.iter().map(|line| (line.y, line.from, !line.is_counted)).collect();
            assert!(places.is_sorted());
            assert!(lines.iter().map(|line| !line.is_counted).is_sorted());
        }
    }
}
