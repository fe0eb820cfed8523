//! The smallest p-values that rank tests can give: a paper that prints a smaller one did not use the exact
//! test.
//!
//! All are two-sided and hold without ties and, for pairs, without differences of zero; with them the
//! smallest possible p-value is larger.

/// The smallest p-value of the exact Wilcoxon signed-rank test with `pairs` pairs: `2 / 2^n`, at most 1.
///
/// It is reached where all differences have the same sign, as one of the `2^n` equally probable patterns.
pub fn smallest_signed_rank_p(pairs: u32) -> f64 {
    (1.0 - f64::from(pairs)).exp2().min(1.0)
}

/// The smallest p-value of the exact sign test with `pairs` pairs: `2 / 2^n`, at most 1.
pub fn smallest_sign_p(pairs: u32) -> f64 {
    smallest_signed_rank_p(pairs)
}

/// The smallest p-value of the exact rank-sum test (Mann–Whitney) of `first` against `second` people, and of
/// any permutation test: 2 over the number of ways to choose one group from all, at most 1.
pub fn smallest_rank_sum_p(first: u32, second: u32) -> f64 {
    let (fewer, more) = (first.min(second), f64::from(first.max(second)));
    // The product is built up from its reciprocal, so that it runs to 0 and not through infinity.
    let choices = (1..=fewer).map(f64::from).map(|place| place / (more + place));
    let mut p = 2.0;
    for factor in choices {
        p *= factor;
        if p == 0.0 {
            break;
        }
    }
    p.min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_pairs_are_needed_to_pass_a_twentieth() {
        assert_eq!(smallest_signed_rank_p(5), 0.0625);
        assert_eq!(smallest_signed_rank_p(6), 0.03125);
        assert_eq!(smallest_sign_p(6), 0.03125);
    }

    #[test]
    fn three_against_three_cannot_pass_below_a_tenth() {
        assert!((smallest_rank_sum_p(3, 3) - 0.1).abs() < 1e-15);
        assert!((smallest_rank_sum_p(4, 4) - 2.0 / 70.0).abs() < 1e-15);
    }

    #[test]
    fn too_few_people_give_a_p_value_of_one() {
        assert_eq!([smallest_signed_rank_p(0), smallest_signed_rank_p(1)], [1.0, 1.0]);
        assert_eq!([smallest_rank_sum_p(1, 1), smallest_rank_sum_p(0, 9)], [1.0, 1.0]);
    }

    #[test]
    fn very_many_people_give_a_p_value_of_zero() {
        assert_eq!(smallest_signed_rank_p(u32::MAX), 0.0);
        assert_eq!(smallest_rank_sum_p(u32::MAX, u32::MAX), 0.0);
    }
}
