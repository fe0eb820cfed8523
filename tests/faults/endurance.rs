//! What no text can do: hold up a run, end it, or leave it without a word.
//!
//! A run is ended from outside after ten seconds of processor time, ten times what is promised
//! for a text of one megabyte.

use super::desk::Desk;
use super::marks::{complaints, places_shown};
use litweave::diagnostics::{Look, Severity, json, terminal};
use litweave::link::Drafts;
use litweave::model::Date;
use litweave::pipeline::{Goal, Request, run};
use std::collections::BTreeSet;
use std::fs;

/// A megabyte of one thing after the other, each of which has brought a reader of Markdown down.
const REPEATED: [(&str, &str); 44] = [
    ("open brackets", "["),
    ("open pictures", "!["),
    ("links not closed", "[a]("),
    ("links in angle brackets", "[a](<b"),
    ("wikilinks not closed", "[["),
    ("wikilinks", "[[x]] "),
    ("embeds not closed", "{{finding:"),
    ("citations not closed", "[@"),
    ("citations in one bracket", "[@a;"),
    ("raised letters", "a^"),
    ("lowered letters", "a~"),
    ("raised and lowered", "~a^b"),
    ("struck through", "~~a ~"),
    ("emphasis", "*a **a "),
    ("emphasis of two kinds", "*a_ "),
    ("stars", "*"),
    ("underscores", "_a __a "),
    ("quotations in one line", ">"),
    ("items in one line", "- "),
    ("numbers in one line", "1. "),
    ("smaller-than", "<"),
    ("HTML in a line", "<b>"),
    ("HTML in paragraphs", "<b>\n\n"),
    ("comments", "<!-- a -->"),
    ("comments not closed", "<!--"),
    ("data sections", "<![CDATA["),
    ("instructions", "<?"),
    ("entities", "&amp;"),
    ("ampersands", "&"),
    ("footnotes", "[^a]"),
    ("rows of a table", "|a|b|\n|-|-|\n"),
    ("one heading again and again", "## same\n"),
    ("headings with one anchor", "## a {#b}\n"),
    ("definitions", "a\n: b\n\n"),
    ("empty definitions", "a\n:\n"),
    ("hashes", "#"),
    ("backslashes", "\\"),
    ("empty lines", "\n"),
    ("tabs", "\t"),
    ("fences", "```\n"),
    ("addresses", "<http://a"),
    ("invisible characters", "a\u{200d}\u{202e}"),
    ("accents", "\u{301}"),
    ("words", "aaaaaaab "),
];

#[test]
fn a_megabyte_of_anything_ends_within_seconds() {
    ends_in_time(REPEATED.iter().map(|(name, part)| (*name, page(&part.repeat(1_000_000 / part.len())))));
}

#[test]
fn a_megabyte_with_a_pattern_ends_within_seconds() {
    let lines = |line: &dyn Fn(usize) -> String, count: usize| (0..count).map(line).collect::<String>();
    let columns = |count: usize| format!("{}|\n{}|\n", "|a".repeat(count), "|-".repeat(count));
    ends_in_time([
        ("backticks, one more each time", page(&lines(&|n| format!("e{}", "`".repeat(n)), 1400))),
        ("quotations in lines", page(&format!("{}\n", "> ".repeat(400)).repeat(1250))),
        ("lists in lists", page(&lines(&|n| format!("{}- a\n", "  ".repeat(n)), 1000))),
        ("a comment of many lines", page(&format!("<!--\n{}", "a\n".repeat(500_000)))),
        ("HTML of many lines", page(&format!("<div>\n{}", "<b>\n".repeat(250_000)))),
        ("footnotes with their texts", page(&lines(&|n| format!("[^{n}]\n\n[^{n}]: a\n\n"), 45_000))),
        (
            "links by reference",
            page(&format!("{}{}", lines(&|n| format!("[{n}]: https://a\n"), 40_000), "[1] ".repeat(100_000))),
        ),
        (
            "one long address by reference",
            page(&format!("[a]: https://{}\n\n{}", "x".repeat(500_000), "[a]".repeat(160_000))),
        ),
        (
            "a table of many columns and empty rows",
            page(&format!("{}{}", columns(2000), "|\n".repeat(400_000))),
        ),
        ("a table of one row", page(&columns(250_000))),
        ("code that is coloured", page(&format!("```rust\n{}\n```\n", "fn a() { let x = \"".repeat(55_000)))),
    ]);
}

#[test]
fn a_hundred_thousand_faults_end_within_seconds() {
    ends_in_time([
        ("unknown wikilinks", page(&"[[y]]\n".repeat(160_000))),
        ("unknown wikilinks in one line", page(&"[[y]] ".repeat(160_000))),
        ("unknown values", page(&"{{finding:a}}\n".repeat(70_000))),
        ("unknown citations", page(&"[@a]\n".repeat(200_000))),
        ("links without words", page(&"[](x.md)\n".repeat(100_000))),
        ("refused links", page(&"[a](javascript:x)\n".repeat(55_000))),
        ("pictures that are missing", page(&"![](a)\n".repeat(140_000))),
        ("headings of the first level", page(&"# a\n".repeat(250_000))),
        (
            "unknown keys",
            format!("---\ntitle: T\n{}---\n", (0..20_000).map(|n| format!("k{n}: v\n")).collect::<String>()),
        ),
        ("one key again and again", format!("---\ntitle: T\n{}---\n", "k: v\n".repeat(50_000))),
        ("names that are addresses", format!("---\ntitle: T\naliases: [{}]\n---\n", "/a, ".repeat(48_000))),
    ]);
}

#[test]
fn front_matter_that_explodes_ends_within_seconds() {
    let laugh = |n: u8| {
        format!("{}: &{0} [{}]\n", char::from(b'b' + n), format!("*{}, ", char::from(b'a' + n)).repeat(9))
    };
    let laughs: String = (0..9).map(laugh).collect();
    ends_in_time([
        ("a hundred thousand brackets", format!("---\ntitle: {}\n---\n", "[".repeat(100_000))),
        ("a hundred thousand braces", format!("---\ntitle: {}\n---\n", "{a: ".repeat(25_000))),
        ("a hundred thousand hyphens", format!("---\n{}\n---\n", "- ".repeat(100_000))),
        ("a hundred thousand question marks", format!("---\n{}\n---\n", "? ".repeat(100_000))),
        ("a billion laughs", format!("---\ntitle: T\na: &a [lol]\n{laughs}---\n")),
        ("300 KiB", format!("---\ntitle: T\nextra:\n{}---\n", "  k: v\n".repeat(45_000))),
        ("250 KiB of free data", format!("---\ntitle: T\nextra: [{}]\n---\n", "a, ".repeat(48_000))),
        ("a quotation of empty lines", format!("---\ntitle: \"{}\"\n---\n", "\n".repeat(200_000))),
        ("a long key", format!("---\ntitle: T\n? \"{}\"\n: v\n---\n", "k".repeat(200_000))),
        (
            "many names",
            format!(
                "---\ntitle: T\naliases: [{}]\n---\n",
                (0..20_000).map(|n| format!("a{n},")).collect::<String>()
            ),
        ),
        ("ten megabytes in one line", page(&"word ".repeat(2_000_000))),
        ("ten megabytes in one word", page(&"x".repeat(10_000_000))),
    ]);
}

#[test]
fn twenty_thousand_names_claimed_twice_end_within_seconds() {
    let desk = Desk::new();
    let names: String = (0..20_000).map(|n| format!("a{n},")).collect();
    for title in ["one", "two"] {
        desk.write(
            &format!("content/trials/{title}.md"),
            format!("---\ntitle: {title}\naliases: [{names}]\n---\n"),
        );
    }
    assert_eq!(desk.run(&["check"]).code, Some(1));
}

#[test]
fn a_slip_anywhere_is_told_and_never_ends_the_run() {
    let texts: Vec<(String, String)> = ["sound", "broken"].into_iter().flat_map(texts_of).collect();
    let mut chance = Chance(0x2545_f491_4f6c_dd1d);
    for round in 0..60 {
        let desk = Desk::new();
        for (path, text) in &texts {
            desk.write(path, chance.slip(text));
        }
        let run = run(&request(&desk, Goal::Check));
        let run = run.unwrap_or_else(|failure| panic!("round {round}: {failure}"));
        for one in run.diagnostics.iter() {
            let (start, end) = (run.files.position(one.span), run.files.end(one.span));
            assert!(start <= end && start.line > 0 && start.column > 0, "round {round}: {one:?}");
            assert!(!run.files.path(one.span).is_empty(), "round {round}: {one:?}");
            assert!(!one.message.contains('\n'), "round {round}: {}", one.message);
        }
        let shown = places_shown(&terminal(&run.diagnostics, &run.files, Look::Plain)).len();
        let told = complaints(&json(&run.diagnostics, &run.files, &run.coverage)).len();
        assert_eq!((shown, told), (run.diagnostics.iter().count(), shown), "round {round}");
    }
}

#[test]
fn any_mixture_of_marks_is_told_or_becomes_a_page() {
    const MARKS: [&str; 36] = [
        "word ",
        "**",
        "_",
        "`",
        "```",
        "~~",
        "^",
        "~",
        "> ",
        "- ",
        "1. ",
        "|",
        "|-",
        "\n",
        "\n\n",
        "    ",
        "\t",
        "[",
        "]",
        "(",
        ")",
        "<",
        ">",
        "&amp;",
        "\\",
        ":",
        "\n: ",
        "[^1]",
        "\n[^1]: ",
        "[[easi]]",
        "[[!EASI]]",
        "[[placebo|x",
        "[@adstem-2025, p. 3]",
        "{{finding:adstem-2025/easi-75-week-16}}",
        "EASI",
        "ü\u{301}",
    ];
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    for round in 0..8 {
        let desk = Desk::new();
        desk.lay("sound");
        for page_number in 0..60 {
            let prose: String = (0..120).map(|_| MARKS[chance.below(MARKS.len())]).collect();
            let front = "title: Marks\nallow: [{code: html-dropped, because: marks}, {code: table-without-header, because: marks}]";
            let title = format!("Marks {page_number}");
            desk.write(
                &format!("content/pages/m{page_number}.md"),
                format!("---\n{}\n---\n{prose}", front.replace("Marks", &title)),
            );
        }
        // A mixture may be a fault; the other pages are made.
        let checked = run(&request(&desk, Goal::Check)).unwrap();
        let faults = checked.diagnostics.iter().filter(|one| one.severity() == Severity::Error);
        let faulty: BTreeSet<&str> = faults.map(|one| checked.files.path(one.span)).collect();
        assert!(faulty.len() < 30, "round {round}: {faulty:?}");
        faulty.iter().for_each(|path| fs::remove_file(desk.at(path)).unwrap());
        let built = run(&request(&desk, Goal::Build)).unwrap();
        let told = terminal(&built.diagnostics, &built.files, Look::Plain);
        assert!(built.tree.is_some(), "round {round}: {told}");
    }
}

/// Every text of a fixture, by its path.
fn texts_of(fixture: &str) -> Vec<(String, String)> {
    let desk = Desk::new();
    let files = desk.lay(fixture).files("content").into_keys();
    files
        .map(|path| {
            let name = path.strip_prefix(desk.root()).unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(path).unwrap())
        })
        .collect()
}

fn request(desk: &Desk, goal: Goal) -> Request {
    let today = Date::parse("2026-01-01").unwrap();
    Request {
        root: desk.root().to_owned(),
        drafts: Drafts::LeftOut,
        base_url: None,
        repository: None,
        today,
        goal,
        texts: None,
    }
}

/// A xorshift generator: rounds differ, and a failure can be seen again.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit.max(1) as u64).unwrap()
    }

    /// The text with a few slips of the fingers: letters lost, doubled or replaced, a line lost,
    /// the rest lost.
    fn slip(&mut self, text: &str) -> String {
        const WRONG: [char; 16] =
            ['[', ']', '{', '}', '"', '\'', ':', '-', '#', '|', '\t', '\n', '\u{a0}', '&', '*', '\u{1b}'];
        let mut chars: Vec<char> = text.chars().collect();
        for _ in 0..=self.below(3) {
            let at = self.below(chars.len());
            match self.below(5) {
                _ if chars.is_empty() => {}
                0 => _ = chars.remove(at),
                1 => chars.insert(at, chars[at]),
                2 => chars[at] = WRONG[self.below(WRONG.len())],
                3 => {
                    let end = chars[at..]
                        .iter()
                        .position(|char| *char == '\n')
                        .map_or(chars.len(), |end| at + end + 1);
                    chars.drain(at..end);
                }
                _ => {
                    if self.below(4) == 0 {
                        chars.truncate(at);
                    }
                }
            }
        }
        chars.into_iter().collect()
    }
}

fn page(prose: &str) -> String {
    format!("---\ntitle: T\n---\n{prose}")
}

/// Builds a site of each text; it must end by itself, with the exit code of a run that went well
/// or found faults.
fn ends_in_time<'a>(texts: impl IntoIterator<Item = (&'a str, String)>) {
    let failed: Vec<String> = texts
        .into_iter()
        .filter_map(|(name, text)| {
            let desk = Desk::new();
            desk.write("content/pages/x.md", text);
            let said = desk.run(&["build"]);
            let is_fine = matches!(said.code, Some(0 | 1));
            let last: String = said.stderr.lines().last().unwrap_or("").chars().take(200).collect();
            (!is_fine).then(|| format!("{name}: exit code {:?}, {last}", said.code))
        })
        .collect();
    assert!(failed.is_empty(), "did not end well:\n{}", failed.join("\n"));
}
