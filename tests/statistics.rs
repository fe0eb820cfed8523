//! Compares the statistics with SciPy and statsmodels on grids of cases.
//!
//! The references lie in `tests/statistics/`, one case of each symmetry class, made by `reference.py`; every
//! test unfolds the symmetries. Each statistic prints one line with its largest error, absolute and relative,
//! and the cases where these are: `cargo test --test statistics -- --nocapture`.

use litweave::statistics::{
    Bounds, Share, Table, Test, clopper_pearson, katz, newcombe, smallest_rank_sum_p, smallest_sign_p,
    smallest_signed_rank_p, wilson,
};

/// What references with eleven significant digits leave open, and some more.
const CLOSE: f64 = 1e-9;

/// The largest difference of one statistic from its reference.
struct Comparison {
    name: &'static str,
    cases: usize,
    absolute: (f64, String),
    relative: (f64, String),
}

impl Comparison {
    fn of(name: &'static str) -> Self {
        Self { name, cases: 0, absolute: (0.0, "-".to_owned()), relative: (0.0, "-".to_owned()) }
    }

    fn add(&mut self, place: &str, ours: Option<f64>, reference: Option<f64>) {
        self.cases += 1;
        let (ours, reference) = match (ours, reference) {
            (Some(ours), Some(reference)) => (ours, reference),
            (ours, reference) => {
                return assert_eq!(ours, reference, "{} of {place} is defined for one only", self.name);
            }
        };
        let difference = (ours - reference).abs();
        assert!(difference.is_finite(), "{} of {place} is {ours}", self.name);
        if difference > self.absolute.0 {
            self.absolute = (difference, place.to_owned());
        }
        if difference > self.relative.0 * reference.abs() {
            self.relative = (difference / reference.abs(), place.to_owned());
        }
    }

    fn add_bounds(&mut self, place: &str, ours: Option<Bounds>, reference: [Option<f64>; 2]) {
        let [low, high] = reference;
        self.add(place, ours.map(|bounds| bounds.low), low);
        self.add(place, ours.map(|bounds| bounds.high), high);
    }

    /// Prints the line, and asserts that no absolute error is above the limit.
    fn within(self, limit: f64) {
        let Self { name, cases, absolute: (error, place), .. } = self;
        println!("{name:<24} {cases:>6} cases, largest error {error:.1e} at {place}");
        assert!(error <= limit, "{name} is wrong at {place}");
    }

    /// Prints the line, and asserts that no relative error is above the limit.
    fn within_relative(self, limit: f64) {
        let Self { name, cases, absolute: (error, place), relative: (share, other) } = self;
        let relative = format!("relative {share:.1e} at {other}");
        println!("{name:<24} {cases:>6} cases, largest error {error:.1e} at {place}, {relative}");
        assert!(share <= limit, "{name} is wrong at {other}");
    }
}

/// The rows of a reference below its comment and its heading; an empty field is a missing value.
fn rows<const FIELDS: usize>(text: &str) -> impl Iterator<Item = [&str; FIELDS]> {
    text.lines().skip(2).map(|line| {
        let fields: Vec<&str> = line.split(',').collect();
        fields.try_into().unwrap_or_else(|_| panic!("{line} does not have {FIELDS} fields"))
    })
}

fn count(field: &str) -> u32 {
    field.parse().unwrap()
}

fn value(field: &str) -> Option<f64> {
    (!field.is_empty()).then(|| field.parse().unwrap())
}

fn share(count: u32, of: u32) -> Share {
    Share::new(count, of).unwrap()
}

fn share_of(count_field: &str, of: &str) -> Share {
    share(count(count_field), count(of))
}

/// The share of those without the event, and the interval that belongs to it.
fn others(of: Share) -> Share {
    share(of.others(), of.of())
}

fn mirrored([low, high]: [Option<f64>; 2]) -> [Option<f64>; 2] {
    [high.map(|high| 1.0 - high), low.map(|low| 1.0 - low)]
}

#[test]
fn one_share_has_the_intervals_of_statsmodels_and_scipy() {
    let (mut score, mut exact) = (Comparison::of("wilson"), Comparison::of("clopper_pearson"));
    for [count, of, low, high, exact_low, exact_high] in rows(include_str!("statistics/single.csv")) {
        let (share, place) = (share_of(count, of), format!("{count}/{of}"));
        let (wilsons, exacts) = ([value(low), value(high)], [value(exact_low), value(exact_high)]);
        score.add_bounds(&place, Some(wilson(share)), wilsons);
        score.add_bounds(&place, Some(wilson(others(share))), mirrored(wilsons));
        exact.add_bounds(&place, Some(clopper_pearson(share)), exacts);
        exact.add_bounds(&place, Some(clopper_pearson(others(share))), mirrored(exacts));
    }
    score.within(CLOSE);
    exact.within(CLOSE);
}

#[test]
fn two_shares_have_the_intervals_of_statsmodels() {
    let mut difference = Comparison::of("newcombe");
    let mut ratio = Comparison::of("katz");
    for [a, m, b, n, low, high, ratio_low, ratio_high] in rows(include_str!("statistics/differences.csv")) {
        let (first, second) = (share_of(a, m), share_of(b, n));
        let place = format!("{a}/{m} and {b}/{n}");
        let [low, high, ratio_low, ratio_high] = [low, high, ratio_low, ratio_high].map(value);
        difference.add_bounds(&place, Some(newcombe(first, second)), [low, high]);
        let swapped = [high, low].map(|bound| bound.map(|bound| -bound));
        difference.add_bounds(&place, Some(newcombe(second, first)), swapped);
        ratio.add_bounds(&place, katz(first, second), [ratio_low, ratio_high]);
        let inverted = [ratio_high, ratio_low].map(|bound| bound.map(f64::recip));
        ratio.add_bounds(&place, katz(second, first), inverted);
    }
    difference.within(CLOSE);
    ratio.within_relative(CLOSE);
}

/// The tables that swapping rows, swapping columns and transposing make of one.
fn images([a, b, c, d]: [u32; 4]) -> Vec<[u32; 4]> {
    let mut images = Vec::new();
    for [a, b, c, d] in [[a, b, c, d], [a, c, b, d]] {
        images.extend([[a, b, c, d], [c, d, a, b], [b, a, d, c], [d, c, b, a]]);
    }
    images.sort_unstable();
    images.dedup();
    images
}

#[test]
fn every_table_has_the_p_values_of_scipy() {
    let tests = [
        ("pearson", Test::Pearson),
        ("yates", Test::Yates),
        ("n_minus_1", Test::NMinus1),
        ("fisher", Test::Fisher),
        ("mid_p", Test::MidP),
    ];
    let mut comparisons = tests.map(|(name, test)| (Comparison::of(name), test));
    for [a, b, c, d, references @ ..] in rows::<9>(include_str!("statistics/tables.csv")) {
        for [a, b, c, d] in images([a, b, c, d].map(count)) {
            let (table, place) = (Table { a, b, c, d }, format!("{a} {b} | {c} {d}"));
            for ((comparison, test), reference) in comparisons.iter_mut().zip(references) {
                let without_events = (a + b > 0 && c + d > 0) && (a + c == 0 || b + d == 0);
                // Where only the group sizes are left, Fisher's test is certain; the reference leaves it out.
                let reference =
                    if *test == Test::Fisher && without_events { Some(1.0) } else { value(reference) };
                comparison.add(&place, test.p_value(table), reference);
            }
        }
    }
    assert!(comparisons.iter().all(|(comparison, _)| comparison.cases >= 13_usize.pow(4)));
    for (comparison, _) in comparisons {
        comparison.within_relative(CLOSE);
    }
}

#[test]
fn unconditional_tests_reach_the_supremum() {
    let (mut boschloo, mut barnard) =
        (Comparison::of("boschloo, supremum"), Comparison::of("barnard, supremum"));
    for [a, m, b, n, _, of_boschloo, _, of_barnard, _] in rows(UNCONDITIONAL) {
        let (first, second) = (share_of(a, m), share_of(b, n));
        for table in [Table::of(first, second), Table::of(others(second), others(first))] {
            let place = format!("{a}/{m} and {b}/{n}");
            boschloo.add(&place, Test::Boschloo.p_value(table), value(of_boschloo));
            barnard.add(&place, Test::Barnard.p_value(table), value(of_barnard));
        }
    }
    boschloo.within_relative(CLOSE);
    barnard.within_relative(CLOSE);
}

/// SciPy's optimiser may stop short of the supremum, so ours may be larger, but never smaller.
///
/// SciPy's Barnard test also leaves out tables whose statistic equals the observed one but comes out smaller
/// as a float; its p-value is then too small by far, and is only asked not to be the larger one.
#[test]
fn unconditional_tests_of_scipy_come_near_from_below() {
    let (mut boschloo, mut barnard) = (Comparison::of("boschloo, SciPy"), Comparison::of("barnard, SciPy"));
    let mut left_out = Comparison::of("barnard, SciPy, ties lost");
    for [a, m, b, n, by_boschloo, _, by_barnard, _, lost] in rows(UNCONDITIONAL) {
        let table = Table::of(share_of(a, m), share_of(b, n));
        let place = format!("{a}/{m} and {b}/{n}");
        let of_barnard = if count(lost) > 0 { &mut left_out } else { &mut barnard };
        for (test, comparison, reference) in
            [(Test::Boschloo, &mut boschloo, by_boschloo), (Test::Barnard, of_barnard, by_barnard)]
        {
            let (ours, reference) = (test.p_value(table), value(reference));
            assert!(ours >= reference.map(|p| p * (1.0 - CLOSE)), "SciPy passes {test:?} of {place}");
            comparison.add(&place, ours, reference);
        }
    }
    boschloo.within_relative(1e-5);
    barnard.within_relative(1e-5);
    left_out.within_relative(1.0);
}

const UNCONDITIONAL: &str = include_str!("statistics/unconditional.csv");

#[test]
fn rank_tests_have_the_smallest_p_values_of_scipy() {
    let names = ["signed_rank", "sign", "rank_sum"];
    let mut comparisons = names.map(Comparison::of);
    for [test, m, n, reference] in rows(include_str!("statistics/ranks.csv")) {
        let ours = match test {
            "signed_rank" => smallest_signed_rank_p(count(m)),
            "sign" => smallest_sign_p(count(m)),
            _ => smallest_rank_sum_p(count(m), count(n)),
        };
        let index = names.iter().position(|name| *name == test).unwrap();
        comparisons[index].add(&format!("{m} {n}"), Some(ours), value(reference));
    }
    for comparison in comparisons {
        comparison.within_relative(CLOSE);
    }
}
