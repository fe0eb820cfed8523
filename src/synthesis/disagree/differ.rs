//! Whether two values of one field can both be meant.

use super::Stated;
use crate::link::KnowledgeBase;
use crate::model::{
    Allocation, Answer, CellType, Centers, Completion, Date, DateKind, Dose, DoseOf, DosePer, Duration,
    FollowUp, HasEntry, Id, Intervention, Kind, Reported, TimeUnit,
};
use crate::synthesis::classes;

/// A value in the form in which it is compared.
#[derive(Debug, Clone)]
pub enum Comparable<'k> {
    /// Words or counts: they are one or they are not.
    Text(String),
    /// People, counted in one way or several.
    People(Vec<u32>),
    /// How people came into an arm.
    Allocation(Allocation),
    /// How many places took part.
    Centers(Centers),
    /// The cells that were given.
    CellType(&'k Id<CellType>),
    /// How many of them.
    Dose(&'k Dose),
    /// How often, how far apart and over how long, by arm.
    Schedule(Vec<(&'k str, &'k Intervention)>),
    /// How long people were followed.
    FollowUp(&'k FollowUp),
    /// A day, month or year.
    Date(Date),
    /// The end of a trial.
    Completion(&'k Completion),
    /// Whether it recruits, on a day.
    Status(String, Date),
    /// The number in a registry.
    RegistryId(String),
}

/// Whether two sources give values that cannot both be meant.
pub fn disagree(kb: &KnowledgeBase, one: &Stated<'_>, other: &Stated<'_>) -> bool {
    use Comparable as C;
    if one.source.id() == other.source.id() {
        return false;
    }
    match (&one.value, &other.value) {
        (C::Text(one), C::Text(other)) => one != other,
        (C::People(one), C::People(other)) => !one.iter().any(|count| other.contains(count)),
        (C::Allocation(one), C::Allocation(other)) => one != other && !is_without_chance(*one, *other),
        (C::Centers(one), C::Centers(other)) => centers_differ(*one, *other),
        (C::CellType(one), C::CellType(other)) => {
            let is_kind_of = |one: &Id<CellType>, class: &Id<CellType>| {
                classes(kb, Kind::CellType, one.as_str()).iter().any(|known| **known == *class.as_str())
            };
            !is_kind_of(one, other) && !is_kind_of(other, one)
        }
        (C::Dose(one), C::Dose(other)) => doses_differ(one, other),
        (C::Schedule(one), C::Schedule(other)) => one.iter().any(|(arm, given)| {
            let same = other.iter().find(|(id, _)| id == arm);
            same.is_some_and(|(_, other)| schedules_differ(given, other))
        }),
        (C::FollowUp(one), C::FollowUp(other)) => follow_ups_differ(one, other),
        (C::Date(one), C::Date(other)) => dates_differ(*one, *other),
        (C::Completion(one), C::Completion(other)) => {
            // An estimate is of its day; only what has come can be told in two ways.
            let has_come = |end: &Completion| end.kind.given() != Some(&DateKind::Estimated);
            has_come(one) && has_come(other) && dates_differ(one.date.value, other.date.value)
        }
        (C::Status(one, day), C::Status(other, other_day)) => day == other_day && one != other,
        (C::RegistryId(one), C::RegistryId(other)) => {
            // A number that lost a digit is malformed, which is reported elsewhere.
            registry(one) == registry(other) && one.len() == other.len() && one != other
        }
        _ => false,
    }
}

/// The letters with which the numbers of a registry begin: a trial may stand in several.
fn registry(id: &str) -> &str {
    id.split(|char: char| char.is_ascii_digit()).next().unwrap_or("")
}

/// One group is not filled by chance either.
fn is_without_chance(one: Allocation, other: Allocation) -> bool {
    one != Allocation::Randomized && other != Allocation::Randomized
}

fn centers_differ(one: Centers, other: Centers) -> bool {
    match (one, other) {
        (Centers::Count(one), Centers::Count(other)) => one != other,
        (Centers::Multiple, Centers::Count(count)) | (Centers::Count(count), Centers::Multiple) => count < 2,
        (Centers::Single, Centers::Count(count)) | (Centers::Count(count), Centers::Single) => count != 1,
        (one, other) => one != other,
    }
}

fn dates_differ(one: Date, other: Date) -> bool {
    one.is_before(other) || other.is_before(one)
}

/// People weigh so many kilograms.
const WEIGHTS: (f64, f64) = (2.0, 300.0);
/// A course has so many administrations.
const TIMES: (f64, f64) = (1.0, 100.0);

fn doses_differ(one: &Dose, other: &Dose) -> bool {
    // By which factors the number of the one may be that of the other.
    let per = match (one.per, other.per) {
        (one, other) if one == other => (1.0, 1.0),
        (DosePer::Kilogram, DosePer::Total) => WEIGHTS,
        (DosePer::Total, DosePer::Kilogram) => inverse(WEIGHTS),
        (DosePer::Total, DosePer::NotStated) | (DosePer::NotStated, DosePer::Total) => (1.0, 1.0),
        _ => return false,
    };
    let of = match (one.of, other.of) {
        (DoseOf::Administration, DoseOf::Course) => TIMES,
        (DoseOf::Course, DoseOf::Administration) => inverse(TIMES),
        _ => (1.0, 1.0),
    };
    let (least, most) = (per.0 * of.0, per.1 * of.1);
    let is_exact = least == 1.0 && most == 1.0;
    let (low, high) = (one.cells, one.to.unwrap_or(one.cells));
    let (other_low, other_high) = (other.cells, other.to.unwrap_or(other.cells));
    if is_exact && one.to.is_some() && other.to.is_some() {
        return !same(low, other_low) || !same(high, other_high);
    }
    !overlap((low * least, high * most), (other_low, other_high))
}

fn inverse((low, high): (f64, f64)) -> (f64, f64) {
    (1.0 / high, 1.0 / low)
}

fn same(one: f64, other: f64) -> bool {
    overlap((one, one), (other, other))
}

fn overlap(one: (f64, f64), other: (f64, f64)) -> bool {
    const ROUNDING: f64 = 1e-9;
    one.0 <= other.1 * (1.0 + ROUNDING) && other.0 <= one.1 * (1.0 + ROUNDING)
}

fn schedules_differ(one: &Intervention, other: &Intervention) -> bool {
    let count = |given: &Intervention| given.administrations.given().map(|count| count.value);
    let lengths_differ = |one: &Answer<Reported<Duration>>, other: &Answer<Reported<Duration>>| {
        one.given().zip(other.given()).is_some_and(|(one, other)| differ_in_length(&one.value, &other.value))
    };
    let is_single = |one: &Intervention, other: &Intervention| {
        count(one) == Some(1)
            && (other.interval.given().is_some() || count(other).is_some_and(|count| count > 1))
    };
    count(one).zip(count(other)).is_some_and(|(one, other)| one != other)
        || lengths_differ(&one.interval, &other.interval)
        || lengths_differ(&one.duration, &other.duration)
        || is_single(one, other)
        || is_single(other, one)
}

fn follow_ups_differ(one: &FollowUp, other: &FollowUp) -> bool {
    let is_counted_alike = match (&one.counted_from, &other.counted_from) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    };
    is_counted_alike && differ_in_length(&one.time, &other.time)
}

/// Whether two lengths of time are surely two. A time within a range may be one of those meant.
fn differ_in_length(one: &Duration, other: &Duration) -> bool {
    let days = |number: f64, unit: TimeUnit| {
        let (least, most) = days_of(unit);
        (number * least, number * most)
    };
    let low = |length: &Duration| days(length.low.value, length.unit);
    let high = |length: &Duration| days(length.high.as_ref().unwrap_or(&length.low).value, length.unit);
    if one.high.is_some() && other.high.is_some() {
        return !overlap(low(one), low(other)) || !overlap(high(one), high(other));
    }
    !overlap((low(one).0, high(one).1), (low(other).0, high(other).1))
}

/// How many days a unit has at least and at most. Four weeks pass for a month.
fn days_of(unit: TimeUnit) -> (f64, f64) {
    match unit {
        TimeUnit::Hour => (1.0 / 24.0, 1.0 / 24.0),
        TimeUnit::Day => (1.0, 1.0),
        TimeUnit::Week => (7.0, 7.0),
        TimeUnit::Month => (28.0, 31.0),
        TimeUnit::Year => (360.0, 366.0),
    }
}
