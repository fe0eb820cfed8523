//! Records that nobody would write, in every style: none may panic, and none may get markup
//! through.

use serde_json::{Map, Value, json};

use super::super::{Item, Style, format};

/// Pieces of text that formatters stumble over.
const PIECES: [&str; 40] = [
    "",
    "a",
    "of",
    "mRNA",
    " ",
    ".",
    ",",
    "?",
    "...",
    "…",
    "“",
    "”",
    "\"",
    "'",
    "(",
    ")",
    "[",
    "]",
    "<script>",
    "</i>",
    "&",
    "\u{0}",
    "\u{1b}",
    "\n",
    "\u{E000}0",
    "\u{E001}",
    "\u{202e}",
    "王",
    "é",
    "e\u{301}",
    "ß",
    "İ",
    "👩‍👩‍👧",
    "-",
    "–",
    "0",
    "2147483648",
    "½",
    "{$x$}",
    "https://",
];

const TEXTS: [&str; 16] = [
    "type",
    "title",
    "title-short",
    "container-title",
    "container-title-short",
    "volume",
    "issue",
    "page",
    "edition",
    "DOI",
    "PMID",
    "URL",
    "publisher",
    "genre",
    "ISBN",
    "citation-label",
];

const TYPES: [&str; 8] =
    ["article-journal", "book", "chapter", "dataset", "report", "webpage", "motion_picture", "no-type"];

/// A small generator of the same numbers in every run.
struct Odd(u64);

impl Odd {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % limit
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        let place = self.below(from.len());
        from.get(place).copied().unwrap_or_default()
    }

    fn text(&mut self) -> Value {
        (0..self.below(6)).map(|_| self.pick(&PIECES)).collect::<String>().into()
    }

    fn name(&mut self) -> Value {
        let keys = ["family", "given", "literal", "suffix", "dropping-particle"];
        (0..self.below(4)).map(|_| (self.pick(&keys).to_owned(), self.text())).collect::<Map<_, _>>().into()
    }

    fn date(&mut self) -> Value {
        let numbers =
            [json!(2025), json!(0), json!(-32768), json!(13), json!("12"), json!(1e300), json!(null)];
        let mut part = || numbers.get(self.below(7)).cloned().unwrap_or_default();
        json!({"date-parts": [[part(), part(), part(), part()]], "season": part(), "circa": part()})
    }

    fn record(&mut self) -> Item {
        let mut csl = Map::new();
        csl.insert("type".to_owned(), self.pick(&TYPES).into());
        for _ in 0..self.below(9) {
            let (key, value) = match self.below(8) {
                0 => ("author", vec![self.name(), self.name()].into()),
                1 => ("issued", self.date()),
                2 => ("accessed", self.date()),
                3 => (self.pick(&TEXTS), self.date()),
                4 => (self.pick(&["author", "issued"]), self.text()),
                _ => (self.pick(&TEXTS), self.text()),
            };
            csl.insert(key.to_owned(), value);
        }
        Item { id: "odd".to_owned(), csl }
    }
}

/// Whether HTML has nothing but the elements that we write.
fn is_safe(html: &str) -> bool {
    let allowed = ["i>", "b>", "sup>", "sub>", "/", "a href=\"http", "span class=\"small-caps\">"];
    html.split('<').skip(1).all(|rest| allowed.iter().any(|element| rest.starts_with(element)))
        && !html.contains("</script")
}

#[test]
fn odd_records_are_formatted_or_refused() {
    let mut odd = Odd(7);
    let records: Vec<Item> = (0..60).map(|_| odd.record()).collect();
    for style in Style::names().filter_map(|name| Style::by_name(name).ok()) {
        for record in records.iter().filter(|_| style.csl().is_some()) {
            let formatted = format(&style, record);
            let csl = Value::from(record.csl.clone());
            let Ok(reference) = formatted else {
                assert_eq!(formatted, Ok(Default::default()), "{style:?}: {csl}");
                continue;
            };
            assert!(is_safe(&reference.html), "{style:?}: {csl}: {}", reference.html);
            assert!(!reference.text.contains(char::is_control), "{style:?}: {csl}: {}", reference.text);
            assert!(!reference.text.contains(['\u{E000}', '\u{E001}', '\u{E002}', '\u{E003}']), "{csl}");
        }
    }
}

#[test]
fn no_style_invents_words_or_leaves_punctuation_behind() {
    let sparse = [
        json!({"type": "article-journal", "container-title-short": "J Derm", "issued": "2025", "DOI": "10.1/x"}),
        json!({"type": "article-journal", "title": "T"}),
        json!({"type": "webpage", "title": "T", "URL": "https://a.org"}),
        json!({"type": "dataset", "author": [{"family": "A"}]}),
    ];
    for style in Style::names().filter_map(|name| Style::by_name(name).ok()) {
        for csl in sparse.iter().filter(|_| style.csl().is_some()) {
            let text = format(&style, &super::item(csl)).unwrap_or_default().text;
            let lower = text.to_lowercase();
            for word in ["n.d", "no date", "anon", "s.d.", "date unknown", "s.n.", "s.l."] {
                assert!(!lower.contains(word), "{style:?}: {text}");
            }
            for stray in ["..", ". .", ", ,", ",.", " .", " ,", "()", "[]", "( ", "  "] {
                assert!(!text.contains(stray), "{style:?}: {text}");
            }
            assert!(!text.starts_with(['.', ',', ';', ':', ' ']), "{style:?}: {text}");
        }
    }
}

#[test]
fn huge_texts_are_formatted() {
    let huge = "wide, ".repeat(50_000);
    let csl = json!({"type": "article-journal", "title": huge, "author": [{"family": huge}], "page": huge});
    assert!(
        format(&Style::default(), &super::item(&csl)).is_ok_and(|reference| reference.text.len() > 300_000)
    );
}

#[test]
fn styles_are_shared_between_threads() {
    fn shared<T: Send + Sync + Copy>(value: T) -> T {
        value
    }
    assert_eq!(shared(Style::default()).name(), "elsevier-vancouver");
}
