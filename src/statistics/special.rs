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

    /// The nearest floats to values computed in multiple precision.
    #[test]
    fn erfc_is_accurate_near_and_far() {
        for (x, expected) in ERFC {
            assert!((erfc(x) / expected - 1.0).abs() < 2e-14, "erfc({x}) is {:e}, not {expected:e}", erfc(x));
        }
    }

    const ERFC: [(f64, f64); 12] = [
        (0.0, 1.0),
        (0.1, 0.8875370839817152),
        (0.5, 0.4795001221869535),
        (1.0, 0.15729920705028513),
        (1.2, 0.08968602177036462),
        (1.3, 0.06599205505934756),
        (1.5, 0.033894853524689274),
        (2.0, 0.004677734981047266),
        (3.0, 2.209049699858544e-05),
        (5.0, 1.537459794428035e-12),
        (10.0, 2.088487583762545e-45),
        (20.0, 5.395865611607901e-176),
    ];
}
