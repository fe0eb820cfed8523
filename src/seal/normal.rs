//! The normal form of a text: what looks the same is the same.

use unicode_normalization::UnicodeNormalization;

/// Puts one line or passage into normal form.
///
/// Unicode NFKC; every run of white space becomes one space; dashes and minus signs become `-`;
/// quotation marks and primes become `'` or `"`; soft hyphens and signs without width are
/// dropped. Raised digits become `^` and digits before that: NFKC alone would make 10⁶ into 106,
/// and a lost exponent would pass for the real one.
pub fn normalise(text: &str) -> String {
    let mut marked = String::with_capacity(text.len());
    let mut raised_before = false;
    // What is dropped must not stand between a letter and its accent, nor an accent be made of a
    // quotation mark: so signs are folded before Unicode's own form, and what this makes after it.
    for char in text.chars().filter_map(fold) {
        let raised = raised_digit(char);
        if raised.is_some() && !raised_before {
            marked.push('^');
        }
        raised_before = raised.is_some();
        marked.push(raised.unwrap_or(char));
    }
    let folded: String = marked.nfkc().filter_map(fold).collect();
    folded.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn fold(char: char) -> Option<char> {
    Some(match char {
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}' => {
            return None;
        }
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2043}' | '\u{fe58}' | '\u{fe63}' => '-',
        '‘' | '’' | '‚' | '‛' | '′' | '`' | '´' | '‹' | '›' => '\'',
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => '"',
        char if char.is_whitespace() || char.is_control() => ' ',
        char => char,
    })
}

fn raised_digit(char: char) -> Option<char> {
    Some(match char {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴'..='⁹' => char::from_digit(u32::from(char).checked_sub(0x2070)?, 10)?,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::normalise;

    #[test]
    fn what_looks_the_same_is_the_same() {
        for (printed, normal) in [
            ("  a \u{a0}\t b\r\n", "a b"),
            ("16\u{2013}86 weeks", "16-86 weeks"),
            ("P \u{2212} 3", "P - 3"),
            ("Investigator’s “global”", "Investigator's \"global\""),
            ("thera\u{ad}py", "therapy"),
            ("\u{feff}thera\u{200b}py", "therapy"),
            ("ﬁve", "five"),
            ("cafe\u{301}", "café"),
            ("１０ ㎏", "10 kg"),
            ("1 × 10⁶ cells", "1 × 10^6 cells"),
            ("10⁻⁶", "10-^6"),
            ("m²", "m^2"),
            ("", ""),
            (" \u{ad} ", ""),
            ("5´ and e\u{ad}\u{301}", "5' and é"),
        ] {
            assert_eq!(normalise(printed), normal, "{printed:?}");
        }
    }

    #[test]
    fn the_normal_form_of_a_normal_form_is_itself() {
        for printed in ["a  b", "x²³ – “y”", "e\u{301}\u{ad}\u{301}", "½ ﬀ ⅷ"] {
            let once = normalise(printed);
            assert_eq!(normalise(&once), once, "{printed:?}");
        }
    }

    #[test]
    fn a_lost_exponent_is_not_the_same() {
        assert_ne!(normalise("2 × 10⁷"), normalise("2 × 107"));
    }
}
