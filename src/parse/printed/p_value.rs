//! P-values as journals print them: `P = .016`, `p<0.001`, `0.05`.

use crate::model::Bound;

/// The bound that a printed p-value states; `None` if it cannot be read or lies outside 0 to 1.
pub fn p_value(printed: &str) -> Option<Bound> {
    let text = printed.trim();
    let text = text.strip_prefix(['P', 'p']).unwrap_or(text).trim_start();
    let text =
        text.strip_prefix("-value").or_else(|| text.strip_prefix(" value")).unwrap_or(text).trim_start();
    let (bound, number): (fn(f64) -> Bound, &str) = if let Some(number) = strip_any(text, &["<=", "≤", "⩽"])
    {
        (Bound::AtMost, number)
    } else if let Some(number) = text.strip_prefix('<') {
        (Bound::Below, number)
    } else if let Some(number) = text.strip_prefix('>') {
        (Bound::Above, number)
    } else {
        (Bound::Equal, text.strip_prefix('=').unwrap_or(text))
    };
    probability(number.trim()).map(bound)
}

fn strip_any<'t>(text: &'t str, prefixes: &[&str]) -> Option<&'t str> {
    prefixes.iter().find_map(|prefix| text.strip_prefix(prefix))
}

/// A number above 0 and at most 1: no test gives exactly zero.
fn probability(text: &str) -> Option<f64> {
    let text = text.replace(['·', ','], ".");
    let is_decimal = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
    let value: f64 = (is_decimal && has_digit).then(|| text.parse().ok()).flatten()?;
    (value > 0.0 && value <= 1.0).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::p_value;
    use crate::model::Bound::{Above, AtMost, Below, Equal};

    #[test]
    fn p_values_are_read_as_journals_print_them() {
        for (printed, meaning) in [
            ("P = .016", Some(Equal(0.016))),
            ("p<0.001", Some(Below(0.001))),
            ("< 0.001", Some(Below(0.001))),
            ("0.05", Some(Equal(0.05))),
            ("P ≤ 0.05", Some(AtMost(0.05))),
            ("p <= .05", Some(AtMost(0.05))),
            ("p>0.05", Some(Above(0.05))),
            ("P-value = 0.04", Some(Equal(0.04))),
            ("P=0·03", Some(Equal(0.03))),
            ("1", Some(Equal(1.0))),
            ("P = .0.017", None),
            (".0.017", None),
            ("P = 0", None),
            ("1.2", None),
            ("-0.1", None),
            ("NS", None),
            ("", None),
        ] {
            assert_eq!(p_value(printed), meaning, "{printed}");
        }
    }
}
