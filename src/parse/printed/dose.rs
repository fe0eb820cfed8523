//! Numbers of cells as sources print them, and exponents that were lost on the way.

/// A power of ten that lost its raised digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MangledExponent {
    /// The characters: `107`, `10(6)`, `10e7`.
    pub written: String,
    /// What they probably were: `10⁷`.
    pub probably: String,
}

/// A count of cells as editors write it: `1000000`, `1e6`, `1.0e+6`, `1×10^6`, `1 × 10⁶`.
pub fn cells(text: &str) -> Option<f64> {
    let text: String = lower(text).chars().filter(|char| !char.is_whitespace()).collect();
    let (mantissa, exponent) = match text.split_once(['×', 'x', '*']) {
        Some((mantissa, power)) => (mantissa, power.strip_prefix("10")?.strip_prefix('^')?),
        None => match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.strip_prefix('+').unwrap_or(exponent)),
            None => (text.as_str(), "0"),
        },
    };
    let is_plain =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let mantissa: f64 = is_plain(mantissa).then(|| mantissa.parse().ok()).flatten()?;
    let exponent: i32 = exponent.parse().ok().filter(|exponent| (0..=15).contains(exponent))?;
    Some(mantissa * 10f64.powi(exponent))
}

/// The count of cells in a printed dose, if its power of ten is whole.
pub fn printed_cells(printed: &str) -> Option<f64> {
    let words: String = printed.chars().filter(|char| !char.is_whitespace()).collect();
    let end =
        words.find(|char: char| char.is_alphabetic() && char != 'x' && char != 'e').unwrap_or(words.len());
    cells(words.get(..end)?.trim_end_matches('/'))
}

/// Raised digits as `^` and plain digits: `10⁶` reads as `10^6`.
fn lower(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut raised_before = false;
    for char in text.chars() {
        let digit = RAISED.iter().find(|(raised, _)| *raised == char).map(|(_, digit)| *digit);
        if digit.is_some() && !raised_before {
            out.push('^');
        }
        out.push(digit.unwrap_or(char));
        raised_before = digit.is_some();
    }
    out
}

const RAISED: [(char, char); 10] = [
    ('⁰', '0'),
    ('¹', '1'),
    ('²', '2'),
    ('³', '3'),
    ('⁴', '4'),
    ('⁵', '5'),
    ('⁶', '6'),
    ('⁷', '7'),
    ('⁸', '8'),
    ('⁹', '9'),
];

/// The first power of ten in a text that lost its raised digits, if there is one.
///
/// `2 × 107` stood for 2 × 10⁷; `10(6)` and `10e7` are spellings that no reader takes for a
/// power of ten. `107` without a factor before it is a plain number.
pub fn mangled_exponent(text: &str) -> Option<MangledExponent> {
    let chars: Vec<char> = text.chars().filter(|char| !char.is_whitespace()).collect();
    for (at, factor) in chars.iter().enumerate() {
        let rest: String = chars.iter().skip(at + 1).collect();
        if !matches!(factor, '×' | 'x' | '*') {
            continue;
        }
        let Some(power) = rest.strip_prefix("10") else { continue };
        let digits: String =
            power.trim_start_matches(['(', 'e', 'E']).chars().take_while(char::is_ascii_digit).collect();
        if !digits.is_empty() && !power.starts_with('^') {
            let closing = if power.starts_with('(') { ")" } else { "" };
            let opening: String = power.chars().take_while(|char| matches!(char, '(' | 'e' | 'E')).collect();
            let raised: String = digits
                .chars()
                .filter_map(|digit| RAISED.iter().find(|(_, plain)| *plain == digit))
                .map(|(raised, _)| *raised)
                .collect();
            return Some(MangledExponent {
                written: format!("10{opening}{digits}{closing}"),
                probably: format!("10{raised}"),
            });
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{cells, mangled_exponent, printed_cells};

    #[test]
    fn counts_of_cells_are_read_in_every_spelling() {
        for (written, count) in [
            ("1000000", Some(1e6)),
            ("1e6", Some(1e6)),
            ("1.0e+6", Some(1e6)),
            ("1×10^6", Some(1e6)),
            ("2 x 10^7", Some(2e7)),
            ("5.0*10^7", Some(5e7)),
            ("2 × 107", None),
            ("many", None),
            ("-1e6", None),
            ("1e99", None),
            ("", None),
        ] {
            assert_eq!(cells(written), count, "{written}");
        }
    }

    #[test]
    fn a_whole_power_of_ten_is_read_from_print() {
        for (printed, count) in [
            ("1 × 10⁶ cells/kg", Some(1e6)),
            ("5.0x10^7 cells", Some(5e7)),
            ("2 × 107", None),
            ("1 x 10(6)", None),
        ] {
            assert_eq!(printed_cells(printed), count, "{printed}");
        }
    }

    #[test]
    fn a_lost_exponent_is_found() {
        for (printed, written, probably) in
            [("2 × 107", "107", "10⁷"), ("1 x 10(6)", "10(6)", "10⁶"), ("5 × 10e7 cells", "10e7", "10⁷")]
        {
            let mangled = mangled_exponent(printed).unwrap();
            assert_eq!(
                (mangled.written.as_str(), mangled.probably.as_str()),
                (written, probably),
                "{printed}"
            );
        }
        for sound in ["2 × 10^7", "2 × 10⁷", "107 cells", "1e6", "10 × 10 cm"] {
            assert_eq!(mangled_exponent(sound), None, "{sound}");
        }
    }
}
