//! The guide as a text: its fences, the regions behind its marks, its tables.

use std::ops::Range;

/// The guide.
pub struct Guide {
    pub text: String,
}

/// A block between two lines of three backticks.
pub struct Fence<'g> {
    /// What stands behind the backticks: `yaml file=content/site.yaml`.
    pub info: &'g str,
    /// The lines between.
    pub body: &'g str,
    /// Where they stand.
    pub at: Range<usize>,
}

/// A piece of the guide that the program can write.
pub struct Part {
    /// What it is.
    pub name: String,
    /// Where it stands.
    pub at: Range<usize>,
    /// What should stand there.
    pub text: String,
}

impl Guide {
    /// Every fence, in order.
    pub fn fences(&self) -> impl Iterator<Item = Fence<'_>> {
        let mut open: Option<(&str, usize)> = None;
        let mut at = 0;
        self.text.split_inclusive('\n').filter_map(move |line| {
            let start = at;
            at += line.len();
            let info = line.strip_prefix("```")?.trim_end();
            match open.take() {
                None => {
                    open = Some((info, at));
                    None
                }
                Some((info, body)) => Some(Fence { info, body: &self.text[body..start], at: body..start }),
            }
        })
    }

    /// The fences that are files, or parts of files.
    pub fn files(&self) -> impl Iterator<Item = Fence<'_>> {
        self.fences().filter(|fence| fence.path().is_some())
    }

    /// The regions whose marks begin with `family`, with the rest of their names.
    pub fn regions<'g>(&'g self, family: &'g str) -> impl Iterator<Item = (&'g str, &'g str)> {
        let open = format!("<!-- {family}");
        let starts: Vec<usize> = self.text.match_indices(&open).map(|(at, _)| at + open.len()).collect();
        starts.into_iter().map(move |at| {
            let name = self.text[at..].split(" -->").next().unwrap();
            (name, &self.text[self.place(&format!("{family}{name}")).unwrap()])
        })
    }

    /// The text behind `<!-- name -->`.
    pub fn region(&self, name: &str) -> Option<&str> {
        self.place(name).map(|at| &self.text[at])
    }

    /// The place of a region: whole lines, from its mark to an empty line.
    pub fn place(&self, name: &str) -> Option<Range<usize>> {
        let mark = format!("<!-- {name} -->\n");
        let start = self.text.find(&mark)? + mark.len();
        let length = self.text[start..].find("\n\n").map_or(self.text.len() - start, |end| end + 1);
        Some(start..start + length)
    }

    /// The anchors of its headings, and those that are set by hand.
    pub fn anchors(&self) -> Vec<String> {
        let set = self.text.split("<a id=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned());
        self.headings().map(anchor).chain(set).collect()
    }

    /// The words of every heading; what stands in fences is none.
    fn headings(&self) -> impl Iterator<Item = &str> {
        let mut in_fence = false;
        self.text.lines().filter_map(move |line| {
            in_fence ^= line.starts_with("```");
            (!in_fence && line.starts_with('#')).then(|| line.trim_start_matches('#').trim())
        })
    }

    /// The text with these parts in their places.
    pub fn with(&self, parts: &[Part]) -> String {
        let mut parts: Vec<&Part> = parts.iter().collect();
        parts.sort_by_key(|part| part.at.start);
        let mut text = String::new();
        let mut done = 0;
        for part in parts {
            text.push_str(&self.text[done..part.at.start]);
            text.push_str(&part.text);
            done = part.at.end;
        }
        text + &self.text[done..]
    }
}

impl<'g> Fence<'g> {
    /// The file that it belongs to; several fences of one file stand one behind the other in it.
    pub fn path(&self) -> Option<&'g str> {
        self.info.split_once("file=").map(|(_, path)| path)
    }
}

impl Part {
    /// The lines that differ, if any do.
    pub fn difference(&self, guide: &Guide) -> Option<String> {
        let old = &guide.text[self.at.clone()];
        if old == self.text {
            return None;
        }
        let without = |one: &str, other: &str, sign: &str| -> Vec<String> {
            let other: Vec<&str> = other.lines().collect();
            let lines = one.lines().filter(|line| !other.contains(line));
            lines.map(|line| format!("    {sign} {line}")).collect()
        };
        let lines = [without(old, &self.text, "-"), without(&self.text, old, "+")].concat();
        let line = guide.text[..self.at.start].lines().count() + 1;
        Some(format!("{} (line {line})\n{}", self.name, lines.join("\n")))
    }
}

/// The cells of the rows below the head of a table.
pub fn rows(region: &str) -> Vec<Vec<String>> {
    let lines = region.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    lines.skip(2).map(|line| line.split(" | ").map(|cell| cell.trim().to_owned()).collect()).collect()
}

/// What stands between the backticks of a cell.
pub fn code(cell: &str) -> &str {
    cell.trim_matches('`')
}

/// The text with every run of white space as one space.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The anchor that GitHub gives a heading.
fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|char| char.is_alphanumeric() || " -_".contains(*char));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}
