//! `masking-overstated`: our prose calls a trial better than its reports do.
//!
//! "Double-blind", "randomised" and "controlled" tell readers how far a result can be trusted. Only
//! where a sentence is plainly about one trial can this be judged: on the page of the trial, of a
//! source that reports no other, or where it links just one. What should be done in the future, what
//! is denied and what is quoted is left alone.

use super::sentences::{OwnText, PlacePart, Sentence};
use super::words::Words;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span};
use crate::link::KnowledgeBase;
use crate::model::{
    Allocation, ArmRole, Control, EntryRef, HasEntry as _, Id, Kind, Masking, Report, Reported, Source,
    Trial, Vocabulary as _,
};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// How each degree of masking is written.
const MASKINGS: [(&str, Masking); 10] = [
    ("single blind*", Masking::Single),
    ("single mask*", Masking::Single),
    ("double blind*", Masking::Double),
    ("double mask*", Masking::Double),
    ("doubly blind*", Masking::Double),
    ("triple blind*", Masking::Triple),
    ("triple mask*", Masking::Triple),
    ("quadruple blind*", Masking::Quadruple),
    ("quadruple mask*", Masking::Quadruple),
    ("observer blind*", Masking::Single),
];

const RANDOMISED: [&str; 6] =
    ["randomised", "randomized", "randomly assigned", "randomly allocated", "randomisation", "randomization"];

const CONTROLLED: [&str; 9] = [
    "placebo controlled",
    "sham controlled",
    "controlled trial",
    "controlled clinical trial",
    "controlled study",
    "controlled clinical study",
    "controlled phase",
    "controlled design",
    "controlled experiment",
];

/// Words of a sentence that is about research to come, or explains what a word means.
const OTHER_MATTERS: [&str; 20] = [
    "should",
    "would",
    "could",
    "need",
    "needs",
    "needed",
    "future",
    "further",
    "larger",
    "later",
    "planned",
    "must",
    "ask for",
    "asks for",
    "call for",
    "calls for",
    "means",
    "meaning",
    "if",
    "in contrast to",
];

/// What the reports on one trial say of its design.
#[derive(Default)]
struct Design<'kb> {
    reports: Vec<(&'kb Source, &'kb Report)>,
}

/// What the reports say of every trial.
fn designs(kb: &KnowledgeBase) -> BTreeMap<Id<Trial>, Design<'_>> {
    let mut designs: BTreeMap<Id<Trial>, Design<'_>> = BTreeMap::new();
    for (source, report) in kb.reports() {
        if let Some(trial) = report.trial.given() {
            designs.entry(trial.value.clone()).or_default().reports.push((source, report));
        }
    }
    designs
}

/// What a sentence says that no report does.
struct Overstated {
    at: Range<usize>,
    reported: String,
    help: String,
    span: Option<Span>,
}

/// Reports every sentence on a trial that says more than its reports.
pub fn check(kb: &KnowledgeBase, texts: &[OwnText<'_>], diagnostics: &mut Diagnostics) {
    let by_source = trials_by_source(kb);
    let designs = designs(kb);
    for text in texts.iter().filter(|text| text.at.kind != Kind::Term) {
        let of_rows = trials_of_rows(text, &by_source);
        for sentence in &text.sentences {
            let words = Words::of(&sentence.text);
            if !words.has_any(&["blind*", "single", "double", "triple", "quadruple", "random*", "controlled"])
            {
                continue;
            }
            let about = match trial_of(text, sentence, &of_rows, &by_source) {
                Some(trial) => vec![(trial, 0..sentence.text.len())],
                None => trials_of_links(sentence, &by_source),
            };
            let about = about.into_iter().filter_map(|(trial, at)| Some((designs.get(&trial)?, trial, at)));
            let overstated = about.flat_map(|(design, trial, at)| {
                let found = design.overstated(sentence, &words).into_iter();
                let within = found.filter(move |one| at.start <= one.at.start && one.at.end <= at.end);
                within.map(move |one| (trial.clone(), one)).collect::<Vec<_>>()
            });
            for (trial, overstated) in overstated {
                let Some(span) = sentence.span(overstated.at.clone()) else { continue };
                let written = sentence.words(overstated.at.clone());
                let message = format!("`{written}` is said of `{}`; {}", trial, overstated.reported);
                let mut diagnostic =
                    Diagnostic::new(Code::MaskingOverstated, span, message).help(overstated.help);
                if let Some(span) = overstated.span {
                    diagnostic = diagnostic.related(span, "the report");
                }
                diagnostics.report(diagnostic);
            }
        }
    }
}

/// The trials that each source reports.
fn trials_by_source(kb: &KnowledgeBase) -> BTreeMap<Id<Source>, BTreeSet<Id<Trial>>> {
    let of_source = |source: &Source| {
        let trials = source.reports.iter().filter_map(|report| report.trial.given());
        (source.id(), trials.map(|trial| trial.value.clone()).collect())
    };
    kb.sources.values().map(of_source).collect()
}

type BySource = BTreeMap<Id<Source>, BTreeSet<Id<Trial>>>;

/// The trials that a sentence names, by itself or by a source.
fn named(sentence: &Sentence<'_>, by_source: &BySource) -> BTreeSet<Id<Trial>> {
    let of_source = |id: &Id<Source>| by_source.get(id).into_iter().flatten().cloned();
    let linked = sentence.links.iter().flat_map(|(_, to)| match to.kind {
        Kind::Trial => vec![Id::new(to.id.clone())],
        Kind::Source => of_source(&Id::new(to.id.clone())).collect(),
        _ => vec![],
    });
    let cited = sentence.cites.iter().flat_map(|id| of_source(id));
    let printed = sentence.values.iter().flat_map(|(_, value)| of_source(value.source()));
    linked.chain(cited).chain(printed).collect()
}

/// The trials that each row of a table names.
fn trials_of_rows(text: &OwnText<'_>, by_source: &BySource) -> BTreeMap<usize, BTreeSet<Id<Trial>>> {
    let mut rows: BTreeMap<usize, BTreeSet<Id<Trial>>> = BTreeMap::new();
    for sentence in &text.sentences {
        if let Some(row) = sentence.place.row {
            rows.entry(row).or_default().extend(named(sentence, by_source));
        }
    }
    rows
}

/// The one trial that a sentence is about.
fn trial_of(
    text: &OwnText<'_>,
    sentence: &Sentence<'_>,
    of_rows: &BTreeMap<usize, BTreeSet<Id<Trial>>>,
    by_source: &BySource,
) -> Option<Id<Trial>> {
    let mut trials = match sentence.place.row {
        Some(row) => of_rows.get(&row).cloned().unwrap_or_default(),
        None => named(sentence, by_source),
    };
    if trials.is_empty() && sentence.place.part != PlacePart::Heading {
        trials = own_trials(&text.at, by_source);
    }
    (trials.len() == 1).then(|| trials.pop_first()).flatten()
}

/// Words that lead to one trial speak of it, whatever else the sentence names.
fn trials_of_links(sentence: &Sentence<'_>, by_source: &BySource) -> Vec<(Id<Trial>, Range<usize>)> {
    let links = sentence.links.iter().filter_map(|(at, to)| {
        let mut trials = own_trials(to, by_source);
        (trials.len() == 1).then(|| trials.pop_first()).flatten().map(|trial| (trial, at.clone()))
    });
    links.collect()
}

/// What the whole page is about.
fn own_trials(at: &EntryRef, by_source: &BySource) -> BTreeSet<Id<Trial>> {
    match at.kind {
        Kind::Trial => BTreeSet::from([Id::new(at.id.clone())]),
        Kind::Source => by_source.get(&Id::new(at.id.clone())).cloned().unwrap_or_default(),
        _ => BTreeSet::new(),
    }
}

impl<'kb> Design<'kb> {
    /// What the reports give of one field.
    fn given<'d, T: 'kb>(
        &'d self,
        field: impl Fn(&'kb Report) -> Option<&'kb Reported<T>> + 'd,
    ) -> impl Iterator<Item = (&'kb Source, &'kb Reported<T>)> + 'd {
        self.reports.iter().filter_map(move |(source, report)| Some((*source, field(report)?)))
    }

    /// Whether every report that counts groups counts one.
    fn is_one_group(&self) -> bool {
        let counts: Vec<usize> = self.reports.iter().filter_map(|(_, report)| groups(report)).collect();
        !counts.is_empty() && counts.iter().all(|count| *count == 1)
    }

    fn overstated(&self, sentence: &Sentence<'_>, words: &Words<'_>) -> Vec<Overstated> {
        let is_other = words.has_any(&OTHER_MATTERS) || sentence.is_question();
        if is_other {
            return Vec::new();
        }
        let is_claim = |at: &Range<usize>| {
            !sentence.is_quoted(at)
                && !is_denied(sentence, at)
                && !words.before(at, 1).any(|word| word == "non")
                && !words.after(at, 5).any(|word| ["trials", "studies", "experiments"].contains(&word))
        };
        let mut found = Vec::new();
        for (phrase, claimed) in MASKINGS {
            found.extend(
                words.places(phrase).into_iter().filter(is_claim).filter_map(|at| self.masking(at, claimed)),
            );
        }
        let random = words.places_of_any(&RANDOMISED).into_iter().filter(is_claim);
        found.extend(random.filter_map(|at| self.randomised(at)));
        let controlled = words.places_of_any(&CONTROLLED).into_iter().filter(is_claim);
        found.extend(controlled.filter_map(|at| self.controlled(at, sentence)));
        found
    }

    fn masking(&self, at: Range<usize>, claimed: Masking) -> Option<Overstated> {
        let Some((source, highest)) =
            self.given(|report| report.masking.given()).max_by_key(|(_, masking)| masking.value)
        else {
            return Some(Overstated {
                at,
                reported: "no report on it gives its masking".to_owned(),
                help: "leave it out; or give `masking` in the report, if its source prints it".to_owned(),
                span: None,
            });
        };
        (claimed > highest.value).then(|| Overstated {
            at,
            reported: format!("`{}` reports `masking: {}`", source.id(), highest.value.word()),
            help: match highest.value {
                Masking::None => "write `open-label`".to_owned(),
                masking => format!(
                    "write `{}-blind`; or correct the report, if its source says more",
                    masking.word()
                ),
            },
            span: Some(highest.span),
        })
    }

    fn randomised(&self, at: Range<usize>) -> Option<Overstated> {
        let allocations: Vec<_> = self.given(|report| report.allocation.given()).collect();
        let help = "leave it out; or correct the report, if its source says that chance decided".to_owned();
        let Some((source, first)) = allocations.first() else {
            let reported = "its reports describe one group".to_owned();
            return self.is_one_group().then_some(Overstated { at, reported, help, span: None });
        };
        allocations.iter().all(|(_, one)| one.value != Allocation::Randomized).then(|| Overstated {
            at,
            reported: format!("`{}` reports `allocation: {}`", source.id(), first.value.word()),
            help,
            span: Some(first.span),
        })
    }

    fn controlled(&self, at: Range<usize>, sentence: &Sentence<'_>) -> Option<Overstated> {
        let wants_placebo = sentence.words(at.clone()).to_lowercase().starts_with("placebo");
        let controls: Vec<_> = self.given(|report| report.control.given()).collect();
        let help =
            "leave it out; or correct the report, if its source names what it was compared with".to_owned();
        let Some((source, first)) = controls.first() else {
            let reported = "its reports describe one group".to_owned();
            return self.is_one_group().then_some(Overstated { at, reported, help, span: None });
        };
        let is_control = |control: Control| match control {
            Control::None => false,
            Control::Placebo => true,
            _ => !wants_placebo || self.has_placebo_arm(),
        };
        controls.iter().all(|(_, one)| !is_control(one.value)).then(|| Overstated {
            at,
            reported: format!("`{}` reports `control: {}`", source.id(), first.value.word()),
            help,
            span: Some(first.span),
        })
    }

    fn has_placebo_arm(&self) -> bool {
        let arms = self.reports.iter().filter_map(|(_, report)| report.arms.given()).flatten();
        arms.filter_map(|arm| arm.role.given())
            .any(|role| matches!(role, ArmRole::PlaceboComparator | ArmRole::ShamComparator))
    }
}

/// Whether a denial stands before these words, or behind them in one clause with them. "Double-blind:
/// two sides did not know" denies nothing.
fn is_denied(sentence: &Sentence<'_>, at: &Range<usize>) -> bool {
    let behind = sentence.words(at.end..sentence.text.len());
    let clause = behind.split([':', ';', '(']).next().unwrap_or("");
    [sentence.words(0..at.start), clause].iter().any(|part| Words::of(part).denies_something())
}

/// How many groups a report counts or lists.
fn groups(report: &Report) -> Option<usize> {
    let counted = report.number_of_arms.given().and_then(|count| usize::try_from(count.value).ok());
    counted.or_else(|| report.arms.given().map(Vec::len)).filter(|count| *count > 0)
}

#[cfg(test)]
mod tests {
    use crate::testing::check;

    /// A source that reports a masked trial with placebo, and one that reports one group.
    const SOURCES: &str = "
            --- sources/a.md
            reports:
              - trial: masked
                registry-id: not-reported
                phase: 2
                allocation: randomized
                masking: single
                control: placebo
                enrollment: 20
                arms: [{id: cells}, {id: placebo}]
                follow-up: not-reported
                locator: {section: Methods}
            --- sources/b.md
            reports:
              - trial: one-group
                registry-id: not-reported
                phase: 1
                allocation: not-reported
                masking: not-reported
                control: not-reported
                enrollment: 5
                arms: [{id: cells}]
                follow-up: not-reported
                locator: {section: Methods}
            ";

    #[test]
    fn a_text_says_no_more_than_the_reports() {
        check(&format!(
            "{SOURCES}
            --- trials/masked.md
            description: A double-blind trial.   #~ masking-overstated
            ---
            It was randomised, single-blind and placebo-controlled.
            It was a triple-masked trial.   #~ masking-overstated
            It was double-blind: one side did not know.   #~ masking-overstated
            --- trials/one-group.md
            ---
            It was randomised.   #~ masking-overstated
            It was a placebo-controlled trial.   #~ masking-overstated
            It was single-blind.   #~ masking-overstated
            --- pages/about.md
            ---
            [[masked|One]] was double-blind.   #~ masking-overstated
            [[one-group|One]] stands beside a [[masked|double-blind]] one.   #~ masking-overstated

            | Trial | Design |
            |---|---|
            | [[one-group]] | randomised |   #~ masking-overstated
            "
        ));
    }

    #[test]
    fn what_is_to_come_denied_or_quoted_is_left_alone() {
        check(&format!(
            "{SOURCES}
            --- trials/masked.md
            ---
            The authors say that double-blind trials are needed.
            Further research includes a double-blind phase 3 trial.
            It was not double-blind.
            Whether it was double-blind is open.
            The page calls it “double-blind”.
            Double-blind means that nobody knows.
            Double-blind studies are rare.
            --- trials/one-group.md
            ---
            It was a non-randomised study, which usual treatments had not controlled.
            A later randomised trial followed.
            --- glossary/double-blind.md
            ---
            A trial such as [[masked]] may be double-blind.
            --- pages/about.md
            ---
            [[masked|One]] or [[one-group|the other]] was double-blind.
            A double-blind trial is fair.
            "
        ));
    }
}
