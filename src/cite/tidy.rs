//! Takes stray punctuation out of a formatted line.
//!
//! Styles put full stops and commas around what they print, and leave them standing where a
//! record has no title, no author or no date: `. Stem Cell Res Ther`, `2025. .`, `(2024, )`.
//! hayagriva also doubles some (`671.. https://…`) and adds a full stop to a question mark.
//!
//! Takes the glyphs of a line and returns those that belong there. A mark is looked at only
//! where it ends a word: `P = .016` and `e.g.` are as the record says. Links are left alone.

/// One character of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Glyph {
    /// The character.
    pub character: char,
    /// How it looks: a place in the faces of the line.
    pub face: usize,
    /// Whether it is part of a link.
    pub fixed: bool,
}

/// The line without stray punctuation; empty if nothing else is left.
pub(super) fn tidy(glyphs: &[Glyph]) -> Vec<Glyph> {
    let mut line = Line::default();
    let mut following = glyphs.iter().skip(1);
    for glyph in glyphs {
        line.add(*glyph, following.next().map(|next| next.character));
    }
    line.take_back(|c| c == ' ' || is_separator(c));
    if line.0.iter().any(|glyph| glyph.character.is_alphanumeric()) { line.0 } else { Vec::new() }
}

/// The glyphs that stay.
#[derive(Default)]
struct Line(Vec<Glyph>);

impl Line {
    fn add(&mut self, glyph: Glyph, next: Option<char>) {
        if glyph.fixed {
            self.0.push(glyph);
            return;
        }
        match glyph.character {
            c if c.is_whitespace() && c != '\u{A0}' => self.add_space(glyph),
            '.' if ends_word(next) => self.add_stop(glyph),
            ',' | ';' => self.add_separator(glyph),
            ':' if ends_word(next) => self.add_separator(glyph),
            c => self.add_character(glyph, opening(c)),
        }
    }

    fn add_space(&mut self, glyph: Glyph) {
        if !self.last().is_none_or(|last| last == ' ' || is_opening(last)) {
            self.0.push(Glyph { character: ' ', ..glyph });
        }
    }

    /// A full stop replaces a comma or another stop, and follows no colon.
    fn add_stop(&mut self, glyph: Glyph) {
        self.take_back(|c| matches!(c, ' ' | ',' | ';'));
        if !self.ends_with_ellipsis() {
            self.take_back(|c| matches!(c, ' ' | ',' | ';' | '.'));
        }
        let stopped = match self.last() {
            None | Some(':') => true,
            Some('.') => !self.ends_with_ellipsis(),
            Some(last) if is_closing_quote(last) => self.second_last().is_some_and(is_stop),
            Some(last) => is_stop(last) || is_opening(last),
        };
        if !stopped {
            self.0.push(glyph);
        }
    }

    /// A comma, a colon or a semicolon follows no other.
    fn add_separator(&mut self, glyph: Glyph) {
        if glyph.character != ':' {
            self.take_back(|c| c == ' ');
        }
        if !self.last().is_none_or(|last| is_separator(last) || is_opening(last)) {
            self.0.push(glyph);
        }
    }

    /// A closing bracket has something before it, or goes with its opening one. A comma may
    /// stand before a quotation mark, as in `“Title,” Journal`.
    fn add_character(&mut self, glyph: Glyph, opening: Option<char>) {
        let quote = is_closing_quote(glyph.character);
        if opening.is_some() {
            self.take_back(|c| c == ' ' || (is_separator(c) && !quote));
        }
        if opening.is_some() && opening == self.last() {
            self.0.pop();
        } else {
            self.0.push(glyph);
        }
    }

    /// Takes back what was added last, as long as it is this and no link.
    fn take_back(&mut self, stray: impl Fn(char) -> bool) {
        while self.0.pop_if(|last| !last.fixed && stray(last.character)).is_some() {}
    }

    fn last(&self) -> Option<char> {
        self.0.last().map(|glyph| glyph.character)
    }

    fn second_last(&self) -> Option<char> {
        self.0.iter().nth_back(1).map(|glyph| glyph.character)
    }

    fn ends_with_ellipsis(&self) -> bool {
        self.last() == Some('.') && self.second_last() == Some('.')
    }
}

fn ends_word(next: Option<char>) -> bool {
    next.is_none_or(|c| c.is_whitespace() || is_closing_quote(c) || opening(c).is_some())
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '?' | '!' | '…')
}

fn is_separator(c: char) -> bool {
    matches!(c, ',' | ';' | ':')
}

fn is_opening(c: char) -> bool {
    matches!(c, '(' | '[' | '“' | '‘')
}

fn is_closing_quote(c: char) -> bool {
    matches!(c, '”' | '’')
}

/// The bracket or quotation mark that this one closes. A single one may be an apostrophe.
fn opening(c: char) -> Option<char> {
    match c {
        ')' => Some('('),
        ']' => Some('['),
        '”' => Some('“'),
        _ => None,
    }
}
