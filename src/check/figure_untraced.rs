//! `figure-untraced`: a number in our prose that no source of the page holds.
//!
//! A fact enters through a source, and a number that is typed into a text has left its source behind:
//! it may be mistyped, or remembered. Digits count, and number words before people; digits in names
//! (EASI-50, CCL17, phase 2) do not, nor what the text says it works out. Pages of the site's own
//! speak of many things; there, only sentences that lead to a source are judged.

use super::facts::{Form, facts};
use super::figures::{Token, numbers, same, tokens};
use super::folded::{FoldedText, ManyNames, folded_name};
use super::sentences::{OwnText, Sentence};
use super::words::Words;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::link::KnowledgeBase;
use crate::model::{EntryRef, HasEntry as _, Id, Kind, OutcomeMeasure, Source};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Words before a number that make it a name: "phase 2", "Table 3".
const NAMED_BY: [&str; 26] = [
    "appendix", "chapter", "class", "endpoint", "fig", "figure", "footnote", "grade", "group", "helper",
    "issue", "level", "no", "note", "number", "page", "part", "phase", "question", "section", "stage",
    "step", "steps", "table", "type", "version",
];

/// Words with which a text says that it works a number out, or that it is none of a study.
const WORKED_OUT: [&str; 8] = [
    "worked out",
    "works out",
    "work out",
    "added up",
    "adds up",
    "we count",
    "calculated by us",
    "for example",
];

/// Reports every number of a text that none of its sources holds.
pub fn check(kb: &KnowledgeBase, texts: &[OwnText<'_>], diagnostics: &mut Diagnostics) {
    if kb.sources.is_empty() {
        return;
    }
    let held = Held::of(kb);
    let names = names_with_digits(kb);
    for text in texts.iter().filter(|text| !text.at.kind.eq(&Kind::Term)) {
        let mut of_page: Option<Known> = None;
        for sentence in &text.sentences {
            let is_about_site = text.at.kind == Kind::Article && !leads_to_a_source(sentence);
            if is_about_site {
                continue;
            }
            for (at, figures) in candidates(sentence, &names) {
                let known = of_page.get_or_insert_with(|| held.of_page(kb, text));
                if known.holds(&figures) {
                    continue;
                }
                let Some(span) = sentence.span(at.clone()) else { continue };
                let message = format!("`{}` is in no source of this page", sentence.words(at));
                diagnostics.report(Diagnostic::new(Code::FigureUntraced, span, message).help(
                    "print the value by its address, such as `{{report:SOURCE/enrollment}}`; or cite the source that holds it",
                ));
            }
        }
    }
}

/// Whether a sentence cites, prints or links what sources tell of.
fn leads_to_a_source(sentence: &Sentence<'_>) -> bool {
    let is_told = |kind: Kind| matches!(kind, Kind::Source | Kind::Trial);
    !sentence.cites.is_empty()
        || !sentence.values.is_empty()
        || sentence.links.iter().any(|(_, to)| is_told(to.kind))
}

/// The numbers of a page's sources.
struct Known(Vec<f64>);

impl Known {
    /// Whether each number of a token is held; of a power of ten, its value is enough.
    fn holds(&self, figures: &[f64]) -> bool {
        let holds = |number: f64| self.0.iter().any(|one| same(*one, number));
        figures.iter().all(|number| holds(*number))
            || figures.iter().any(|number| *number >= 1e4 && figures.len() > 2 && holds(*number))
    }
}

/// What each source holds, and which sources tell of an entry.
struct Held {
    numbers: BTreeMap<Id<Source>, Vec<f64>>,
    telling: BTreeMap<EntryRef, BTreeSet<Id<Source>>>,
}

impl Held {
    fn of(kb: &KnowledgeBase) -> Self {
        let mut telling: BTreeMap<EntryRef, BTreeSet<Id<Source>>> = BTreeMap::new();
        let mut tell = |at: EntryRef, source: &Source| _ = telling.entry(at).or_default().insert(source.id());
        for (source, report) in kb.reports() {
            if let Some(trial) = report.trial.given() {
                tell(EntryRef::new(Kind::Trial, trial.as_str()), source);
            }
            for disease in &report.conditions {
                tell(EntryRef::new(Kind::Disease, disease.as_str()), source);
            }
            let arms = report.arms.given().into_iter().flatten();
            for cell in arms.filter_map(|arm| arm.intervention.given()?.cell_type.given()) {
                tell(EntryRef::new(Kind::CellType, cell.as_str()), source);
            }
            for measure in report.endpoints.iter().filter_map(|endpoint| endpoint.measure.as_ref()) {
                for kind in [Kind::Outcome, Kind::Biomarker] {
                    tell(EntryRef::new(kind, measure.as_str()), source);
                }
            }
        }
        for (source, finding) in kb.findings() {
            if let Some(trial) = finding.trial.given() {
                tell(EntryRef::new(Kind::Trial, trial.as_str()), source);
            }
            for measure in &finding.measures {
                for kind in [Kind::Outcome, Kind::Biomarker] {
                    tell(EntryRef::new(kind, measure.as_str()), source);
                }
            }
        }
        for (source, statement) in kb.statements() {
            for at in kb.about(source, statement) {
                tell(at.clone(), source);
            }
        }
        let numbers = kb.sources.values().map(|source| (source.id(), numbers_of(source))).collect();
        Self { numbers, telling }
    }

    /// The numbers of the sources that a page cites, prints or leads to, and of those that tell of it;
    /// of all sources, if there are none.
    fn of_page(&self, kb: &KnowledgeBase, text: &OwnText<'_>) -> Known {
        let mut sources: BTreeSet<&Id<Source>> = self.telling.get(&text.at).into_iter().flatten().collect();
        let own: Id<Source> = Id::new(text.at.id.clone());
        let mut linked: Vec<Id<Source>> = Vec::new();
        if text.at.kind == Kind::Source {
            linked.push(own);
        }
        let mut scales: Vec<&OutcomeMeasure> = Vec::new();
        let mut measures = vec![text.at.clone()];
        for sentence in &text.sentences {
            sources.extend(&sentence.cites);
            sources.extend(sentence.values.iter().map(|(_, value)| value.source()));
            for (_, to) in &sentence.links {
                match to.kind {
                    Kind::Source => linked.push(Id::new(to.id.clone())),
                    Kind::Trial => sources.extend(self.telling.get(to).into_iter().flatten()),
                    _ => measures.push((*to).clone()),
                }
            }
        }
        sources.extend(&linked);
        for at in measures.iter().filter(|at| at.kind == Kind::Outcome) {
            scales.extend(kb.outcomes.get(&Id::new(at.id.clone())));
        }
        let of_sources: Vec<f64> = if sources.is_empty() {
            self.numbers.values().flatten().copied().collect()
        } else {
            sources.iter().filter_map(|id| self.numbers.get(*id)).flatten().copied().collect()
        };
        Known(of_sources.into_iter().chain(scales.into_iter().flat_map(numbers_of_scale)).collect())
    }
}

/// Every number that the file of a source holds as a fact.
fn numbers_of(source: &Source) -> Vec<f64> {
    let mut all = Vec::new();
    for figure in facts(source).into_iter().flat_map(|fact| fact.figures) {
        match figure.form {
            Form::Printed(printed) => all.extend(numbers(&printed)),
            Form::Meant(meant) => all.extend(meant),
            Form::Read { numbers: read, printed, .. } => {
                all.extend(read);
                all.extend(numbers(&printed));
            }
            Form::People(count) => all.push(f64::from(count)),
            Form::Share { read: (count, of), printed } => {
                all.extend([f64::from(count), f64::from(of), printed.0, printed.1]);
            }
        }
    }
    // What was left out on purpose was looked at, and a text may say so.
    let left_out = source.left_out.iter().flat_map(|left| &left.figures);
    all.extend(left_out.flat_map(|figure| numbers(&crate::seal::normalise(figure))));
    all
}

fn numbers_of_scale(outcome: &OutcomeMeasure) -> Vec<f64> {
    let Some(scale) = &outcome.scale else { return Vec::new() };
    let bands = scale.bands.iter().flat_map(|band| [band.low.value, band.high.value]);
    [scale.low.value, scale.high.value].into_iter().chain(bands).chain(scale.items.map(f64::from)).collect()
}

/// Folded names in which digits are no figures.
fn names_with_digits(kb: &KnowledgeBase) -> ManyNames {
    let entries = kb.entries().flat_map(|(_, entry)| entry.names().map(str::to_owned).collect::<Vec<_>>());
    let criteria =
        kb.findings().filter_map(|(_, finding)| finding.criterion.given()).map(|one| one.value.clone());
    let names: BTreeSet<String> = entries
        .chain(criteria)
        .filter(|name| name.contains(|char: char| char.is_ascii_digit()))
        .map(|name| folded_name(&name))
        .collect();
    ManyNames::of(names)
}

/// The numbers of a sentence that a source must hold, with their places.
fn candidates(sentence: &Sentence<'_>, names: &ManyNames) -> Vec<(Range<usize>, Vec<f64>)> {
    let (plain, origins) = with_plain_signs(&sentence.text);
    let all = tokens(&plain);
    if all.is_empty() {
        return Vec::new();
    }
    let words = Words::of(&sentence.text);
    if words.has_any(&WORKED_OUT) {
        return Vec::new();
    }
    let origin = |token: &Token| -> Option<Range<usize>> {
        Some(*origins.get(token.at.start)?..*origins.get(token.at.end)?)
    };
    let of_100 = sentence.values.iter().any(|(_, value)| value.family() == "derived");
    let folded = FoldedText::new(&sentence.text);
    let has_digits = sentence.text.contains(|char: char| char.is_ascii_digit());
    let in_names: Vec<Range<usize>> = match has_digits {
        true => names.places(&folded),
        false => Vec::new(),
    };
    all.iter()
        .filter_map(|token| Some((origin(token)?, token)))
        .filter(|(at, token)| {
            let is_base = of_100 && token.numbers == [100.0];
            let is_named = in_names.iter().any(|name| name.start < at.end && at.start < name.end);
            !is_base && !is_named && !sentence.is_quoted(at) && is_figure(sentence, &words, at)
        })
        .map(|(at, token)| (at, token.numbers.clone()))
        .collect()
}

/// Whether a token stands for itself: no part of a name or address, no ordinal, no grammar.
fn is_figure(sentence: &Sentence<'_>, words: &Words<'_>, at: &Range<usize>) -> bool {
    let written = sentence.words(at.clone());
    let before = sentence.words(0..at.start);
    let after = sentence.words(at.end..sentence.text.len());
    if !written.starts_with(|char: char| char.is_ascii_digit()) {
        const PEOPLE: [&str; 7] =
            ["patients", "participants", "adults", "children", "percent", "volunteers", "subjects"];
        return words.after(at, 1).any(|word| PEOPLE.contains(&word));
    }
    let mut left = before.chars().rev();
    let is_joined = match left.next() {
        Some(joint) if "-‐‑–/_.".contains(joint) => left.next().is_some_and(char::is_alphanumeric),
        Some(char) => char.is_alphanumeric() || "#§".contains(char),
        None => false,
    };
    let is_cut = after.starts_with(char::is_alphabetic);
    let word_start = before.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let word = sentence.words(word_start..sentence.text.len()).split_whitespace().next().unwrap_or("");
    let is_address = word.contains("://") || word.contains("www.") || word.contains('@');
    let is_label = words.before(at, 1).any(|word| NAMED_BY.contains(&word));
    !is_joined && !is_cut && !is_address && !is_label
}

/// The text with dashes and raised digits as [`tokens`] reads them; for each byte of it, and its
/// end, the byte that it comes from.
fn with_plain_signs(text: &str) -> (String, Vec<usize>) {
    let mut plain = String::with_capacity(text.len());
    let mut origins = Vec::with_capacity(text.len() + 1);
    let mut raised_before = false;
    for (at, char) in text.char_indices() {
        let raised = "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|raised| raised == char);
        if raised.is_some() && !raised_before {
            plain.push('^');
        }
        match (raised, char) {
            (Some(digit), _) => plain.push_str(&digit.to_string()),
            (None, '‐'..='―' | '−') => plain.push('-'),
            (None, '\n' | '\u{a0}' | '\u{202f}') => plain.push(' '),
            (None, char) => plain.push(char),
        }
        raised_before = raised.is_some();
        origins.resize(plain.len(), at);
    }
    origins.push(text.len());
    (plain, origins)
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    const SOURCES: &str = "
            --- sources/a.md
            issued: 2021
            reports:
              - trial: a
                registry-id: not-reported
                phase: 2
                allocation: not-reported
                masking: not-reported
                control: not-reported
                enrollment: 114
                arms: [{id: cells, intervention: {dose: {cells: 1e6, per: kg}}}]
                follow-up: 16 weeks
                locator: {section: Methods}
            --- sources/b.md
            issued: 2025
            ";

    #[test]
    fn a_number_stands_in_a_source_of_the_page() {
        check(&format!(
            "{SOURCES}
            --- trials/a.md
            description: 115 people took part.   #~ figure-untraced
            ---
            In 2021, 114 people were followed for 16 weeks after 1 × 10^6^ cells per kg.
            It had 60 people, of whom three patients left.   #~ figure-untraced
            --- pages/about.md
            ---
            The trial [@b] had 114 people.   #~ figure-untraced
            --- diseases/d.md
            ---
            It was in 114 people, and 113 of them.   #~ figure-untraced
            --- pages/more.md
            ---
            See [[disease:d]].
            "
        ));
    }

    #[test]
    fn names_and_what_is_worked_out_are_no_figures() {
        check(&format!(
            "{SOURCES}
            --- trials/a.md
            ---
            The EASI-50 of CCL17, M2 and IL-13 in phase 2, step 3 and the 2nd part of Table 4.
            Added up by this site, 999 took part. The page prints “998 people”.
            Of both kinds, two were seen once; one of them fell.

            1. One.
            2. Two.
            --- outcomes/easi.md
            title: EASI score
            aliases: [EASI 90]
            ---
            We read of EASI 90 in `77 people`.
            --- pages/about.md
            ---
            The page has 25 words, of 2026.
            See [[easi]].
            "
        ));
    }
}
