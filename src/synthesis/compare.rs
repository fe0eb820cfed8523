//! What two groups of counts give together: difference, relative risk, number needed to treat.

use super::recompute::groups;
use crate::model::{Derived, Finding, Formula, Method};
use crate::statistics::{Bounds, NumberNeeded, Share, katz, newcombe, number_needed, relative_risk};

/// Two groups of one finding, compared.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The share of the arm less that of its comparator, between −1 and 1.
    pub difference: Derived<f64>,
    /// The interval of the difference.
    pub between: Derived<Bounds>,
    /// The share of the arm divided by that of its comparator, with its interval; `None` where
    /// nobody is counted in one of the two.
    pub ratio: Option<(Derived<f64>, Derived<Bounds>)>,
    /// How many people must be treated for one more to be counted, or one fewer; `None` where the
    /// shares are equal.
    pub number_needed: Option<Derived<NumberNeeded>>,
}

/// Compares the counts of two arms; `None` where the finding does not print both.
pub fn compare(finding: &Finding) -> Option<Comparison> {
    let groups = groups(finding)?;
    let [first, second]: [Share; 2] = groups;
    let by = |method: Method| Formula::Groups { method, groups };
    let ratio = relative_risk(first, second).zip(katz(first, second));
    Some(Comparison {
        difference: Derived { value: first.value() - second.value(), formula: by(Method::Difference) },
        between: Derived { value: newcombe(first, second), formula: by(Method::Newcombe) },
        ratio: ratio.map(|(ratio, bounds)| {
            let ratio = Derived { value: ratio, formula: by(Method::RelativeRisk) };
            (ratio, Derived { value: bounds, formula: by(Method::Katz) })
        }),
        number_needed: number_needed(first, second)
            .map(|value| Derived { value, formula: by(Method::NumberNeeded) }),
    })
}
