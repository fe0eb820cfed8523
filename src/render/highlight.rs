//! Blocks of code, coloured by classes.
//!
//! A literature site hardly shows code: the sets are loaded when the first block is met. Colours
//! come from the site's own tokens, so that no inline style is needed.

use super::escape::escape;
use std::sync::LazyLock;
use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// The prefix of every class.
const STYLE: ClassStyle = ClassStyle::SpacedPrefixed { prefix: "z-" };

/// A block of code as HTML; plain where the language is not known.
pub fn block(language: Option<&str>, code: &str) -> String {
    let marked = language.and_then(|language| highlighted(language, code)).unwrap_or_else(|| escape(code));
    let label =
        language.map(|language| format!(" data-language=\"{}\"", escape(language))).unwrap_or_default();
    format!("<pre class=\"code\" tabindex=\"0\"{label}><code>{marked}</code></pre>\n")
}

fn highlighted(language: &str, code: &str) -> Option<String> {
    let syntax = SYNTAXES.find_syntax_by_token(language)?;
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, &SYNTAXES, STYLE);
    for line in LinesWithEndings::from(code) {
        generator.parse_html_for_line_which_includes_newline(line).ok()?;
    }
    Some(generator.finalize())
}

#[cfg(test)]
mod tests {
    use super::block;

    #[test]
    fn code_is_coloured_by_classes_and_never_by_style() {
        let html = block(Some("yaml"), "title: \"<b>\"\n");
        assert!(html.contains("class=\"z-"), "{html}");
        assert!(!html.contains("style=") && !html.contains("<b>"), "{html}");
    }

    #[test]
    fn an_unknown_language_stays_plain() {
        assert_eq!(
            block(Some("no\"such"), "a < b\n"),
            "<pre class=\"code\" tabindex=\"0\" data-language=\"no&quot;such\"><code>a &lt; b\n</code></pre>\n"
        );
    }
}
