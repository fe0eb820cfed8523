//! The lists of markers and of outcome measures, with what findings on them say.

use super::{Field, Group, Lists, columns, counted, one_group, row, say, sentence};
use crate::model::{EntryRef, HasEntry, Species};
use crate::render::context::{Shown, Writer};
use crate::render::view::{finding, topic};
use crate::render::words::{self, Named};
use crate::strings::Word;
use crate::synthesis::{MeasureFindings, reference};
use std::collections::BTreeMap;

/// The markers.
pub fn markers(writer: &mut Writer<'_>) -> Lists {
    let markers = writer.shared.kb.biomarkers.values();
    let groups = list(markers, writer, |marker, writer| vec![field(marker.kind, writer)]);
    let all = ["say", "what", "findings", "others", "tissue", "sentence"];
    (columns(&["what", "say", "tissue"], &["findings", "others"], &all, writer), groups)
}

/// The outcome measures.
pub fn outcomes(writer: &mut Writer<'_>) -> Lists {
    let outcomes = writer.shared.kb.outcomes.values();
    let groups = list(outcomes, writer, |outcome, writer| {
        vec![field(outcome.class, writer), field(outcome.better, writer)]
    });
    let all = ["say", "class", "better", "findings", "others", "tissue", "sentence"];
    (columns(&["class", "say"], &["findings", "others"], &all, writer), groups)
}

/// What an entry says of itself, in front of the findings on it.
fn list<'k, T: HasEntry + 'k>(
    items: impl Iterator<Item = &'k T>,
    writer: &mut Writer<'_>,
    own: impl Fn(&T, &Writer<'_>) -> Vec<Field>,
) -> Vec<Group> {
    let row_of = |item: &T| {
        let [say, rest @ ..] = findings(&reference(item), writer);
        let mut fields = vec![say];
        fields.extend(own(item, writer));
        fields.extend(rest);
        fields.push(sentence(item.entry(), writer));
        row(item, writer, fields)
    };
    one_group(items.map(row_of).collect())
}

/// An alternative of the field, where the entry gives one.
fn field<T: Named>(one: Option<T>, writer: &Writer<'_>) -> Field {
    Field::word(one.map(|one| words::name(&writer.shared.strings, one)), say(writer, "not-said"))
}

/// What findings on a measure say, how many they are, how many others there are, and in what it
/// was measured.
fn findings(at: &EntryRef, writer: &mut Writer<'_>) -> [Field; 4] {
    let none = MeasureFindings::default();
    let synthesis = writer.shared.synthesis;
    let found = synthesis.measures.get(&at.id).unwrap_or(&none);
    let (own, others) = (found.tally().counted, found.findings.len() - found.tally().counted);
    let tally = topic::tally(at, found, writer);
    let number = |number: usize, key: &str| {
        Field::of_number(number, counted(number, format!("measure/{}/{key}", at.id), writer))
    };
    let absent = tally.is_empty().then(|| {
        let key = match (own, others) {
            (0, 0) => "no-finding",
            (0, _) => "no-finding-counts",
            _ => "no-direction",
        };
        say(writer, key)
    });
    [
        Field { tally, absent, ..Field::default() },
        number(own, "findings"),
        number(others, "findings.others"),
        tissues(found, writer),
    ]
}

/// In what it was measured, each once, and in whom where that is not people.
fn tissues(found: &MeasureFindings<'_>, writer: &Writer<'_>) -> Field {
    let strings = &writer.shared.strings;
    let mut seen: BTreeMap<(String, Species), (Shown, Option<Word>)> = BTreeMap::new();
    for (source, finding) in &found.findings {
        if let Some(specimen) = finding.specimen.given() {
            let shown = finding::place(source, finding, strings).shown(&specimen.value, "specimen");
            let key = (specimen.value.to_lowercase(), finding.species);
            seen.entry(key).or_insert((shown, words::species(strings, finding.species)));
        }
    }
    let absent = seen.is_empty().then(|| say(writer, "not-reported"));
    Field { values: seen.into_values().collect(), absent, ..Field::default() }
}
