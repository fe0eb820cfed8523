//! The page that explains each check to readers, and lists those that are silenced.

use super::parts::Link;
use crate::diagnostics::Code;
use crate::model::{Allow, EntryRef};
use crate::render::context::Writer;
use crate::site::finding_anchor;
use crate::strings::Word;
use serde::Serialize;

/// What the page shows.
#[derive(Debug, Serialize)]
pub struct View {
    /// The checks, by what they look at.
    pub groups: Vec<Group>,
    /// Checks that are silenced somewhere.
    pub silenced: Vec<Silenced>,
}

/// Checks that look at one sort of thing.
#[derive(Debug, Serialize)]
pub struct Group {
    /// At what.
    pub heading: Word,
    /// Each check.
    pub rules: Vec<Rule>,
}

/// One check.
#[derive(Debug, Serialize)]
pub struct Rule {
    /// Its anchor: the name that editors see.
    pub code: &'static str,
    /// What it is called.
    pub title: Word,
    /// What it looks for, and what it cannot tell.
    pub text: Word,
}

/// A check that is silenced in one place.
#[derive(Debug, Serialize)]
pub struct Silenced {
    /// Which.
    pub rule: &'static str,
    /// Its name; that it is one of form, where the page does not explain it.
    pub title: Word,
    /// Where.
    pub place: Link,
    /// Why.
    pub because: String,
}

/// The checks of evidence, as the page groups them. Checks of form are for editors alone.
const GROUPS: &[(&str, &[Code])] = &[
    (
        "numbers",
        &[
            Code::PercentageDisagrees,
            Code::PercentageImpossible,
            Code::MeanImpossible,
            Code::MeanOutOfBounds,
            Code::ArmsDoNotAddUp,
            Code::PValueMalformed,
            Code::PValueNotReproduced,
            Code::PValueUnattainable,
            Code::SignificanceContradicts,
            Code::ExponentMangled,
            Code::UnitsMixed,
            Code::CriteriaMixed,
        ],
    ),
    (
        "sources",
        &[
            Code::FindingWithoutLocator,
            Code::SealBroken,
            Code::FigureNotInPassage,
            Code::MeasureNotInPassage,
            Code::FigureUnaccounted,
            Code::ReadingDisagrees,
            Code::FigureUntraced,
            Code::DirectionMissing,
            Code::DirectionContradicts,
            Code::DirectionNotInPassage,
            Code::DuplicateSource,
            Code::SecondaryCounted,
            Code::SpeciesMixed,
            Code::SourcesDisagree,
        ],
    ),
    (
        "studies",
        &[
            Code::DatesOutOfOrder,
            Code::RegisteredLate,
            Code::ResultsOverdue,
            Code::TrialWithoutFindings,
            Code::CoreOutcomesMissing,
            Code::Disclosure,
            Code::IdentifierMalformed,
            Code::IdentifierMislabelled,
        ],
    ),
    ("words", &[Code::MaskingOverstated, Code::Overclaim, Code::ClaimWithoutDate, Code::PlainLanguage]),
];

/// Puts the page together.
pub fn view(writer: &Writer<'_>) -> View {
    let strings = &writer.shared.strings;
    let rule = |code: &Code| Rule {
        code: code.name(),
        title: strings.get("rule-name", code.name()),
        text: strings.get("rule", code.name()),
    };
    let group = |(key, codes): &(&str, &[Code])| Group {
        heading: strings.get("rules", key),
        rules: codes.iter().map(rule).collect(),
    };
    View { groups: GROUPS.iter().map(group).collect(), silenced: silenced(writer) }
}

/// Every check that an entry or a finding silences.
fn silenced(writer: &Writer<'_>) -> Vec<Silenced> {
    let kb = writer.shared.kb;
    let one = |allow: &Allow, place: Link| {
        let code = allow.code.value;
        let is_explained = GROUPS.iter().any(|(_, codes)| codes.contains(&code));
        let title = match is_explained {
            true => writer.shared.strings.get("rule-name", code.name()),
            false => writer.shared.strings.get("rules", "of-form"),
        };
        Silenced { rule: code.name(), title, place, because: allow.because.clone() }
    };
    let of_entry = |(at, allow): (EntryRef, &Allow)| one(allow, writer.link(&at));
    let entries =
        kb.entries().flat_map(|(at, entry)| entry.allow.iter().map(move |allow| (at.clone(), allow)));
    let findings = kb.sources.values().flat_map(|source| {
        let at = Writer::source_ref(&crate::model::HasEntry::id(source));
        source.findings.iter().flat_map(move |finding| {
            let at = at.clone();
            finding.allow.iter().map(move |allow| {
                let anchor = finding_anchor(&finding.id.value);
                one(allow, writer.link_as(&at, Some(&anchor), writer.name(&at)))
            })
        })
    });
    entries.map(of_entry).chain(findings).collect()
}
