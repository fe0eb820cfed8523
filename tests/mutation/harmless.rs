//! Edits that change nothing of what the base says: the same complaints must stand.
//!
//! Each kind makes whole files, since some of them touch every line.

use super::base::{Base, Line};
use super::text::with;

/// A file in another dress.
pub struct Dress {
    pub file: String,
    pub line: usize,
    pub text: String,
}

/// A kind of edit that is harmless.
pub struct Kind {
    pub name: &'static str,
    pub edits: fn(&Base) -> Vec<Dress>,
}

/// Every kind.
pub const KINDS: &[Kind] = &[
    Kind { name: "a comment on a line of its own", edits: comment_line },
    Kind { name: "a comment behind a value", edits: comment_behind },
    Kind { name: "a blank line between keys", edits: blank_in_keys },
    Kind { name: "a blank line more in prose", edits: blank_in_prose },
    Kind { name: "keys of a map in another order", edits: reordered_map },
    Kind { name: "keys of a block in another order", edits: reordered_block },
    Kind { name: "quotation marks around plain text", edits: quoted },
    Kind { name: "other quotation marks", edits: single_quoted },
    Kind { name: "spaces within braces", edits: spaced },
    Kind { name: "a list over several lines", edits: block_list },
    Kind { name: "line ends of Windows", edits: carriage_returns },
    Kind { name: "a byte order mark", edits: byte_order_mark },
    Kind { name: "data of one's own under `extra`", edits: extra },
    Kind { name: "an alias that nobody else has", edits: alias },
    Kind { name: "a day of entry", edits: added },
    Kind { name: "findings in another order", edits: reordered_findings },
    Kind { name: "trailing spaces", edits: trailing_spaces },
    Kind { name: "a sentence more, without figures", edits: sentence },
    Kind { name: "a paragraph more, with a citation", edits: paragraph },
    Kind { name: "words reworded", edits: reworded },
    Kind { name: "a heading reworded", edits: heading },
    Kind { name: "another sign before items of a list", edits: list_sign },
    Kind { name: "another hyphen in a word", edits: hyphen },
    Kind { name: "a word emphasised", edits: emphasis },
    Kind { name: "a comment in prose", edits: prose_comment },
];

fn of_lines(file: &str, line: usize, lines: &[String]) -> Dress {
    Dress { file: file.to_owned(), line, text: lines.join("\n") + "\n" }
}

fn replaced(base: &Base, line: Line<'_>, text: String) -> Dress {
    let mut lines = base.files[line.file].clone();
    lines[line.at] = text;
    of_lines(line.file, line.at, &lines)
}

fn inserted(base: &Base, file: &str, at: usize, more: &[&str]) -> Dress {
    let mut lines = base.files[file].clone();
    lines.splice(at..at, more.iter().map(|line| (*line).to_owned()));
    of_lines(file, at, &lines)
}

/// The lines of front matter.
fn front(base: &Base) -> Vec<Line<'_>> {
    let lines = base.lines("content/").filter(|line| line.file.ends_with(".md"));
    lines.filter(|line| line.at > 0 && line.at < base.fence(line.file)).collect()
}

/// Lines of front matter that begin a key of the file.
fn keys(base: &Base) -> Vec<Line<'_>> {
    front(base).into_iter().filter(|line| line.text.starts_with(|char: char| char.is_alphabetic())).collect()
}

/// Lines of prose that hold a sentence.
fn sentences(base: &Base) -> Vec<Line<'_>> {
    let is_text = |line: &Line<'_>| line.text.starts_with(char::is_uppercase) && line.text.ends_with('.');
    base.prose().filter(is_text).collect()
}

fn comment_line(base: &Base) -> Vec<Dress> {
    keys(base)
        .into_iter()
        .map(|line| inserted(base, line.file, line.at, &["# Read twice: 3 of 4 (week 99)."]))
        .collect()
}

fn comment_behind(base: &Base) -> Vec<Dress> {
    let lines = front(base).into_iter().filter(|line| line.text.contains(": ") && !line.text.contains('#'));
    lines.map(|line| replaced(base, line, format!("{}   # see p. 7", line.text))).collect()
}

fn blank_in_keys(base: &Base) -> Vec<Dress> {
    keys(base).into_iter().map(|line| inserted(base, line.file, line.at, &["", ""])).collect()
}

fn blank_in_prose(base: &Base) -> Vec<Dress> {
    let blanks = base.prose().filter(|line| line.text.is_empty());
    blanks.map(|line| inserted(base, line.file, line.at, &["", "   "])).collect()
}

/// The pairs of the outermost flow map of a line, with its place.
fn pairs(line: &str) -> Option<(std::ops::Range<usize>, Vec<&str>)> {
    let start = line.find('{')? + 1;
    let (mut depth, mut is_quoted, mut from) = (0, false, start);
    let mut pairs = Vec::new();
    for (at, char) in line.char_indices().filter(|(at, _)| *at >= start) {
        match char {
            '"' => is_quoted = !is_quoted,
            _ if is_quoted => {}
            '}' if depth == 0 => {
                pairs.push(line[from..at].trim());
                return Some((start..at, pairs));
            }
            '{' | '[' => depth += 1,
            '}' | ']' => depth -= 1,
            ',' if depth == 0 => {
                pairs.push(line[from..at].trim());
                from = at + 1;
            }
            _ => {}
        }
    }
    None
}

fn reordered_map(base: &Base) -> Vec<Dress> {
    let lines = front(base).into_iter().filter_map(|line| {
        let (at, mut pairs) = pairs(line.text).filter(|(_, pairs)| pairs.len() > 1)?;
        pairs.rotate_left(1);
        Some(replaced(base, line, with(line.text, &at, &pairs.join(", "))))
    });
    lines.collect()
}

fn reordered_block(base: &Base) -> Vec<Dress> {
    let front = front(base);
    let pairs = front.windows(2).filter(|pair| {
        let is_key = |line: &Line<'_>| {
            line.text.starts_with("    ")
                && !line.text[4..].starts_with([' ', '-'])
                && !line.text.ends_with(':')
        };
        pair[0].file == pair[1].file && is_key(&pair[0]) && is_key(&pair[1])
    });
    pairs
        .map(|pair| {
            let mut lines = base.files[pair[0].file].clone();
            lines.swap(pair[0].at, pair[1].at);
            of_lines(pair[0].file, pair[0].at, &lines)
        })
        .collect()
}

/// Lines with a plain scalar behind their key, and where it stands. An absence in quotation marks
/// would be text.
fn scalars(base: &Base) -> Vec<(Line<'_>, usize)> {
    front(base)
        .into_iter()
        .filter_map(|line| {
            let at = line.text.find(": ")? + 2;
            let value = &line.text[at..];
            let is_plain = !value.contains(['"', '{', '[', '#', '\'', '\\']) && !value.starts_with("not-");
            is_plain.then_some((line, at))
        })
        .collect()
}

fn quoted(base: &Base) -> Vec<Dress> {
    let lines = scalars(base).into_iter();
    lines
        .map(|(line, at)| replaced(base, line, format!("{}\"{}\"", &line.text[..at], &line.text[at..])))
        .collect()
}

fn single_quoted(base: &Base) -> Vec<Dress> {
    let lines = front(base).into_iter().filter(|line| line.text.contains('"') && !line.text.contains('\''));
    lines.map(|line| replaced(base, line, line.text.replace('"', "'"))).collect()
}

fn spaced(base: &Base) -> Vec<Dress> {
    let lines = front(base).into_iter().filter_map(|line| {
        let (at, pairs) = pairs(line.text)?;
        Some(replaced(base, line, with(line.text, &at, &format!(" {} ", pairs.join(" ,  ")))))
    });
    lines.collect()
}

fn block_list(base: &Base) -> Vec<Dress> {
    let lists = front(base).into_iter().filter_map(|line| {
        let (key, list) = line.text.split_once(": [")?;
        let list =
            list.strip_suffix(']').filter(|list| !list.is_empty() && !list.contains(['{', '"', ']']))?;
        let indent = " ".repeat(key.len() - key.trim_start().len() + 2);
        let items: Vec<String> = list.split(", ").map(|item| format!("\n{indent}- {item}")).collect();
        (!key.contains(['{', '-'])).then(|| replaced(base, line, format!("{key}:{}", items.concat())))
    });
    lists.collect()
}

fn whole(base: &Base, dress: impl Fn(&str) -> String) -> Vec<Dress> {
    let files = base.files.iter();
    files
        .map(|(file, lines)| Dress { file: file.clone(), line: 0, text: dress(&(lines.join("\n") + "\n")) })
        .collect()
}

fn carriage_returns(base: &Base) -> Vec<Dress> {
    whole(base, |text| text.replace('\n', "\r\n"))
}

fn byte_order_mark(base: &Base) -> Vec<Dress> {
    whole(base, |text| format!("\u{feff}{text}"))
}

fn entries(base: &Base) -> impl Iterator<Item = &str> {
    base.files.keys().filter(|file| file.ends_with(".md")).map(String::as_str)
}

fn extra(base: &Base) -> Vec<Dress> {
    entries(base).map(|file| inserted(base, file, 1, &["extra: {note: of our own, shelf: 7}"])).collect()
}

fn alias(base: &Base) -> Vec<Dress> {
    let lines = front(base).into_iter().filter(|line| line.text.starts_with("aliases: ["));
    lines.map(|line| replaced(base, line, line.text.replace(']', ", Quillonwort]"))).collect()
}

fn added(base: &Base) -> Vec<Dress> {
    let files =
        entries(base).filter(|file| !base.files[*file].iter().any(|line| line.starts_with("added: ")));
    let of_files = files.map(|file| inserted(base, file, 1, &["added: 2024-03-01", "changed: 2024-03-02"]));
    let items = base.items("findings");
    let of_findings = items.iter().filter(|item| item.get("added").is_none());
    let of_findings = of_findings.map(|item| inserted(base, item.file, item.end, &["    added: 2024-03-01"]));
    of_files.chain(of_findings).collect()
}

fn reordered_findings(base: &Base) -> Vec<Dress> {
    let items = base.items("findings");
    let pairs = items.windows(2).filter(|pair| pair[0].file == pair[1].file);
    pairs
        .map(|pair| {
            let mut lines = base.files[pair[0].file].clone();
            lines[pair[0].first..pair[1].end].rotate_left(pair[1].first - pair[0].first);
            of_lines(pair[0].file, pair[0].first, &lines)
        })
        .collect()
}

fn trailing_spaces(base: &Base) -> Vec<Dress> {
    let lines = base.lines("content/").filter(|line| !line.text.is_empty() && line.text != "---");
    lines.map(|line| replaced(base, line, format!("{}  ", line.text))).collect()
}

fn sentence(base: &Base) -> Vec<Dress> {
    let lines = sentences(base).into_iter();
    lines
        .map(|line| inserted(base, line.file, line.at + 1, &["More of it stands in the table below."]))
        .collect()
}

fn paragraph(base: &Base) -> Vec<Dress> {
    let sources = ["alder-2021", "rowan-2020", "birkin-2019"];
    let lines = sentences(base).into_iter().enumerate();
    lines
        .map(|(nth, line)| {
            let cited = format!("A summary of it stands in a source of this base [@{}].", sources[nth % 3]);
            let lines = &base.files[line.file];
            let end = (line.at..lines.len()).find(|at| lines[*at].is_empty()).unwrap_or(lines.len());
            inserted(base, line.file, end, &["", &cited])
        })
        .collect()
}

fn reworded(base: &Base) -> Vec<Dress> {
    const WORDS: [(&str, &str); 14] = [
        (" took part", " joined in"),
        (" were given", " received"),
        (" compared ", " set side by side "),
        (" had reached ", " reached "),
        (" does not say ", " is silent on "),
        ("A long-lasting", "A lasting"),
        (" people call ", " of us call "),
        (" that makes ", " which makes "),
        (" An experiment", " A test"),
        (" was better", " did better"),
        (" were better", " did better"),
        (" which was ", " that was "),
        (" often comes ", " comes often "),
        (" brings about", " causes"),
    ];
    let mut edits = Vec::new();
    for line in base.prose() {
        let known = WORDS.iter().filter(|(from, _)| line.text.contains(from));
        edits.extend(known.map(|(from, to)| replaced(base, line, line.text.replace(from, to))));
    }
    edits
}

fn heading(base: &Base) -> Vec<Dress> {
    const OTHERS: [&str; 6] = [
        "The contents",
        "Its contents in short",
        "What stands here",
        "In a few lines",
        "Left and right",
        "An overview",
    ];
    let lines = base.lines("content/pages/").filter(|line| line.text.starts_with("## "));
    lines.flat_map(|line| OTHERS.map(|other| replaced(base, line, format!("## {other}")))).collect()
}

fn list_sign(base: &Base) -> Vec<Dress> {
    let files = entries(base).filter(|file| base.files[*file].iter().any(|line| line.starts_with("- ")));
    let mut edits = Vec::new();
    for file in files {
        for sign in ["* ", "+ ", "-  ", "1. "] {
            let mut lines = base.files[file].clone();
            for line in lines.iter_mut().filter(|line| line.starts_with("- ")) {
                *line = line.replacen("- ", sign, 1);
            }
            edits.push(of_lines(file, 0, &lines));
        }
    }
    edits
}

fn hyphen(base: &Base) -> Vec<Dress> {
    let mut edits = Vec::new();
    for line in sentences(base) {
        for (at, _) in line.text.match_indices('-') {
            let before = &line.text[..at];
            let is_open =
                |open: &str, close: &str| before.matches(open).count() > before.matches(close).count();
            let letter = |char: Option<char>| char.is_some_and(char::is_alphabetic);
            let in_word = letter(before.chars().next_back()) && letter(line.text[at + 1..].chars().next());
            if in_word
                && ![("[[", "]]"), ("{{", "}}"), ("[@", "]")].iter().any(|(open, close)| is_open(open, close))
            {
                for other in ["\u{2010}", "\u{2011}"] {
                    edits.push(replaced(base, line, with(line.text, &(at..at + 1), other)));
                }
            }
        }
    }
    edits
}

fn emphasis(base: &Base) -> Vec<Dress> {
    let lines = sentences(base).into_iter().filter_map(|line| {
        let (first, rest) = line.text.split_once(' ')?;
        first.chars().all(char::is_alphabetic).then(|| replaced(base, line, format!("*{first}* {rest}")))
    });
    lines.collect()
}

fn prose_comment(base: &Base) -> Vec<Dress> {
    let blanks = base.prose().filter(|line| line.text.is_empty());
    blanks
        .map(|line| inserted(base, line.file, line.at, &["", "<!-- 17 of 18, to be looked at -->", ""]))
        .collect()
}
