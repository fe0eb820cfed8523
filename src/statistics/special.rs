//! The one special function that the tests need.

use std::f64::consts::{FRAC_2_SQRT_PI, PI};

/// Where the series gives way to the continued fraction: below, the series loses no digits that matter.
const SERIES_ENDS: f64 = 1.25;

/// The complementary error function of a number that is not negative, to a relative error near 1e-14.
///
/// By the series 7.6.2 of the NIST Digital Library of Mathematical Functions up to 1.25, and the continued
/// fraction 7.9.2 above.
pub(super) fn erfc(x: f64) -> f64 {
    if x < SERIES_ENDS { 1.0 - erf_by_series(x) } else { erfc_by_fraction(x) }
}

/// `2/√π · e^(−x²) · Σ 2^k x^(2k+1) / (1·3·…·(2k+1))`.
fn erf_by_series(x: f64) -> f64 {
    let (mut term, mut sum, mut odd) = (x, x, 1.0);
    while term > f64::EPSILON * 1e-3 * sum {
        odd += 2.0;
        term *= 2.0 * x * x / odd;
        sum += term;
    }
    FRAC_2_SQRT_PI * (-x * x).exp() * sum
}

/// `e^(−x²)/√π · 1/(x + (1/2)/(x + 1/(x + (3/2)/(x + …))))`, from a depth at which nothing changes any more.
fn erfc_by_fraction(x: f64) -> f64 {
    const DEPTH: u32 = 200;
    let fraction = (1..=DEPTH).rev().fold(x, |below, step| x + 0.5 * f64::from(step) / below);
    (-x * x).exp() / (PI.sqrt() * fraction)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values to 15 digits, computed in multiple precision.
    #[test]
    fn erfc_is_accurate_near_and_far() {
        for (x, expected) in ERFC {
            assert!((erfc(x) / expected - 1.0).abs() < 2e-14, "erfc({x}) is {:e}, not {expected:e}", erfc(x));
        }
    }

    const ERFC: [(f64, f64); 12] = [
        (0.0, 1.0),
        (0.1, 0.8875370839817151),
        (0.5, 0.47950012218695346),
        (1.0, 0.15729920705028513),
        (1.5, 0.033894853524689273),
        (1.999, 0.0046984433486294877),
        (2.0, 0.0046777349810472658),
        (2.001, 0.0046571092814753503),
        (3.0, 2.2090496998585441e-5),
        (5.0, 1.5374597944280349e-12),
        (10.0, 2.0884875837625448e-45),
        (20.0, 5.3958656116079009e-176),
    ];
}
