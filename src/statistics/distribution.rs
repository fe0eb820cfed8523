//! The binomial and the hypergeometric distribution, as lists of probabilities.
//!
//! Both rise to one peak and fall again, and the ratio of two neighbouring probabilities is simple. So a
//! [`Distribution`] is built from its peak outwards, as far as there are normal floats, and divided by its
//! sum: no factorial is needed, and a probability keeps its relative accuracy far out. (Subnormal floats
//! would not do: the smallest one times nine tenths is itself, and the list would not end.)

/// The probabilities of consecutive whole numbers; those left out are too small to be told from 0.
pub(super) struct Distribution {
    first: u32,
    probabilities: Vec<f64>,
}

impl Distribution {
    /// How many of `people` have an event that each has with the given probability.
    pub fn binomial(people: u32, probability: f64) -> Self {
        let odds = probability / (1.0 - probability);
        let peak = (probability * (f64::from(people) + 1.0)).floor() as u32;
        Self::around(peak.min(people), 0, people, |count| {
            odds * (f64::from(people - count)) / (f64::from(count) + 1.0)
        })
    }

    /// How many of `events` fall to the first of two groups, if they fall to people at random.
    pub fn hypergeometric(first_group: u32, second_group: u32, events: u32) -> Self {
        let [first, second, drawn] = [first_group, second_group, events].map(f64::from);
        let least = events.saturating_sub(second_group);
        let most = events.min(first_group);
        let peak = ((drawn + 1.0) * (first + 1.0) / (first + second + 2.0)).floor() as u32;
        Self::around(peak.clamp(least, most), least, most, |count| {
            let count = f64::from(count);
            (first - count) * (drawn - count) / ((count + 1.0) * (second - drawn + count + 1.0))
        })
    }

    /// From `least` to `most`, where `ratio(count)` is the probability of `count + 1` over that of `count`.
    fn around(peak: u32, least: u32, most: u32, ratio: impl Fn(u32) -> f64) -> Self {
        let falling = (least..peak).rev().scan(1.0, |weight, count| {
            *weight /= ratio(count);
            (*weight >= f64::MIN_POSITIVE).then_some(*weight)
        });
        let mut probabilities: Vec<f64> = falling.collect();
        let first = peak - probabilities.len() as u32;
        probabilities.reverse();
        probabilities.push(1.0);
        probabilities.extend((peak..most).scan(1.0, |weight, count| {
            *weight *= ratio(count);
            (*weight >= f64::MIN_POSITIVE).then_some(*weight)
        }));
        let total: f64 = probabilities.iter().sum();
        probabilities.iter_mut().for_each(|probability| *probability /= total);
        Self { first, probabilities }
    }

    /// The numbers and their probabilities, in order.
    pub fn iter(&self) -> impl Iterator<Item = (u32, f64)> {
        (self.first..).zip(self.probabilities.iter().copied())
    }

    /// The probability of exactly this number.
    pub fn at(&self, count: u32) -> f64 {
        let place = count.checked_sub(self.first).and_then(|place| self.probabilities.get(place as usize));
        place.copied().unwrap_or(0.0)
    }

    /// The probability of this number or more.
    pub fn at_least(&self, count: u32) -> f64 {
        let left_out = count.saturating_sub(self.first) as usize;
        self.probabilities.iter().skip(left_out).rev().sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(distribution: &Distribution) -> String {
        let rows: Vec<String> = distribution.iter().map(|(count, p)| format!("{count}: {p:.4}")).collect();
        rows.join(", ")
    }

    #[test]
    fn a_fair_coin_is_thrown_four_times() {
        let expected = "0: 0.0625, 1: 0.2500, 2: 0.3750, 3: 0.2500, 4: 0.0625";
        assert_eq!(show(&Distribution::binomial(4, 0.5)), expected);
    }

    #[test]
    fn a_certain_event_happens_to_all_and_an_impossible_one_to_nobody() {
        assert_eq!(Distribution::binomial(5, 1.0).at(5), 1.0);
        assert_eq!(Distribution::binomial(5, 0.0).at(0), 1.0);
    }

    #[test]
    fn the_lady_tasting_tea_has_seventy_ways_to_choose() {
        let expected = "0: 0.0143, 1: 0.2286, 2: 0.5143, 3: 0.2286, 4: 0.0143";
        assert_eq!(show(&Distribution::hypergeometric(4, 4, 4)), expected);
    }

    #[test]
    fn a_list_ends_where_the_floats_end() {
        let distribution = Distribution::binomial(1_000_000, 0.3);
        assert!(distribution.probabilities.len() < 40_000);
        assert_eq!(distribution.at(0), 0.0);
    }

    #[test]
    fn events_that_do_not_fit_into_the_second_group_fall_to_the_first() {
        assert_eq!(show(&Distribution::hypergeometric(3, 1, 3)), "2: 0.7500, 3: 0.2500");
    }
}
