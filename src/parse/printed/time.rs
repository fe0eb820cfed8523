//! Time points and lengths of time as editors write them.

use crate::model::{Duration, Number, TimePoint, TimeUnit, Vocabulary, When};

/// A length of time: `16 weeks`, `8-24 months`, `8 to 24 months`.
pub fn duration(text: &str) -> Option<Duration> {
    let (numbers, unit) = text.trim().rsplit_once(' ')?;
    span(numbers, unit)
}

/// A time point: `week 16`, `day 56 to 112`, `over 84 weeks`, `end-point`, `baseline` …
pub fn time_point(text: &str) -> Option<TimePoint> {
    let text = text.trim();
    let when = match text {
        "baseline" => When::Baseline,
        "end-point" => When::EndPoint,
        "after treatment" => When::AfterTreatment,
        "whole follow-up" => When::WholeFollowUp,
        _ => counted(text)?,
    };
    Some(TimePoint { text: text.to_owned(), when })
}

fn counted(text: &str) -> Option<When> {
    if let Some(rest) = text.strip_prefix("after ") {
        let counts = rest.strip_suffix(" cycles").or_else(|| rest.strip_suffix(" cycle"))?;
        let is_count = counts.split(" or ").all(|count| Number::parse(count).is_some());
        return is_count.then_some(When::AfterCycles);
    }
    if let Some(rest) = text.strip_prefix("over ") {
        return duration(rest).map(When::Over);
    }
    let (unit, numbers) = text.split_once(' ')?;
    span(numbers, unit).map(When::At)
}

fn span(numbers: &str, unit: &str) -> Option<Duration> {
    let unit = TimeUnit::by_word(unit)?;
    let parts = numbers.split_once(" to ").or_else(|| numbers.split_once(['-', '–']));
    let (low, high) = match parts {
        Some((low, high)) => (Number::parse(low.trim())?, Some(Number::parse(high.trim())?)),
        None => (Number::parse(numbers.trim())?, None),
    };
    let in_order = high.as_ref().is_none_or(|high| low.value <= high.value);
    (low.value >= 0.0 && in_order).then_some(Duration { low, high, unit })
}

#[cfg(test)]
mod tests {
    use super::{duration, time_point};
    use crate::model::TimeUnit::{Month, Week};

    #[test]
    fn lengths_of_time_are_read() {
        for (written, read) in [
            ("16 weeks", Some(("16", None, Week))),
            ("1 month", Some(("1", None, Month))),
            ("8-24 months", Some(("8", Some("24"), Month))),
            ("8 to 24 months", Some(("8", Some("24"), Month))),
            ("24-8 months", None),
            ("16", None),
            ("16 fortnights", None),
            ("some weeks", None),
        ] {
            let length = duration(written);
            let found = length
                .as_ref()
                .map(|length| (&*length.low.text, length.high.as_ref().map(|high| &*high.text), length.unit));
            assert_eq!(found, read, "{written}");
        }
    }

    #[test]
    fn time_points_are_read() {
        for written in [
            "week 16",
            "day 56 to 112",
            "over 84 weeks",
            "end-point",
            "baseline",
            "after treatment",
            "after 1 or 2 cycles",
            "after 3 cycles",
            "whole follow-up",
            "month 6",
        ] {
            assert!(time_point(written).is_some(), "{written}");
        }
        for written in ["16", "wk 16", "week", "week sixteen", "after some cycles", "over the hill", ""] {
            assert!(time_point(written).is_none(), "{written}");
        }
    }
}
