//! Two shares against each other: the interval of their difference, their ratio and its interval.
//!
//! Everything reads `a` against `b`: the difference is `a − b`, the ratio `a / b`.

use super::share::{Bounds, Share, Z, wilson};

/// The interval of the difference `a − b`, 95 %, as proportions, from −1 to 1.
///
/// Newcombe 1998, Stat Med 17:873–890, method 10: the hybrid of two Wilson intervals, without continuity
/// correction. It takes the two groups as independent.
pub fn newcombe(a: Share, b: Share) -> Bounds {
    let difference = a.value() - b.value();
    let (around_a, around_b) = (wilson(a), wilson(b));
    let below = (a.value() - around_a.low).hypot(around_b.high - b.value());
    let above = (around_a.high - a.value()).hypot(b.value() - around_b.low);
    Bounds { low: difference - below, high: difference + above }
}

/// The relative risk: the proportion of `a` over that of `b`.
///
/// `None` where `b` has no events, since nothing is a multiple of zero. Where only `a` has none it is 0.
pub fn relative_risk(a: Share, b: Share) -> Option<f64> {
    (b.count() > 0).then(|| a.value() / b.value())
}

/// The interval of the relative risk, 95 %, on the logarithmic scale.
///
/// Katz, Baptista, Azen & Pike 1978, Biometrics 34:469–474. `None` where either count is zero: the
/// logarithm of the ratio and its variance, `1/x − 1/m + 1/y − 1/n`, are then infinite. Where both groups
/// have the event throughout the variance is 0, and the interval shrinks to the point 1.
pub fn katz(a: Share, b: Share) -> Option<Bounds> {
    let ratio = relative_risk(a, b).filter(|ratio| *ratio > 0.0)?;
    let variance = log_variance(a) + log_variance(b);
    let factor = (Z * variance.sqrt()).exp();
    Some(Bounds { low: ratio / factor, high: ratio * factor })
}

/// The variance of the logarithm of a share: `1/count − 1/of`.
fn log_variance(share: Share) -> f64 {
    f64::from(share.others()) / (f64::from(share.count()) * f64::from(share.of()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(text: &str) -> Share {
        let (count, of) = text.split_once('/').unwrap();
        Share::new(count.parse().unwrap(), of.parse().unwrap()).unwrap()
    }

    /// Newcombe 1998, Stat Med 17:873–890, table II, method 10.
    #[test]
    fn differences_have_the_intervals_that_newcombe_prints() {
        let rows = "
            56/70 48/80 0.0524 0.3339
            9/10 3/10 0.1705 0.8090
            6/7 2/7 0.0582 0.8062
            5/56 0/29 -0.0381 0.1926
            0/10 0/20 -0.1611 0.2775
            0/10 0/10 -0.2775 0.2775
            10/10 0/20 0.6791 1.0000
            10/10 0/10 0.6075 1.0000
        ";
        for row in rows.lines().map(str::trim).filter(|row| !row.is_empty()) {
            let (a, rest) = row.split_once(' ').unwrap();
            let (b, printed) = rest.split_once(' ').unwrap();
            let bounds = newcombe(share(a), share(b));
            assert_eq!(format!("{:.4} {:.4}", bounds.low, bounds.high), printed, "{a} - {b}");
        }
    }

    /// The trial of Perondi et al. 2004 as an example of the R package `contingencytables`, which belongs to
    /// Fagerland, Lydersen & Laake 2017, Statistical Analysis of Contingency Tables.
    #[test]
    fn a_relative_risk_of_seven_reaches_from_nine_tenths_to_fifty_four() {
        let (a, b) = (share("7/34"), share("1/34"));
        assert_eq!(relative_risk(a, b).map(|ratio| format!("{ratio:.4}")).as_deref(), Some("7.0000"));
        let bounds = katz(a, b).unwrap();
        assert_eq!(format!("{:.4} {:.4}", bounds.low, bounds.high), "0.9096 53.8695");
    }

    #[test]
    fn a_count_of_zero_leaves_the_ratio_without_an_interval() {
        assert_eq!(relative_risk(share("0/20"), share("5/20")), Some(0.0));
        assert_eq!(relative_risk(share("5/20"), share("0/20")), None);
        assert_eq!(katz(share("0/20"), share("5/20")), None);
        assert_eq!(katz(share("5/20"), share("0/20")), None);
    }
}
