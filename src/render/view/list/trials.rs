//! The list of trials.

use super::{Field, Group, Lists, Row, columns, counted, retold_only, say, where_read};
use crate::model::{HasEntry, Id, Trial};
use crate::render::amounts;
use crate::render::context::Writer;
use crate::render::view::topic::{self, trial_rows};
use crate::render::view::{parts, source, trial};
use crate::strings::Word;
use crate::synthesis::{TrialDesign, is_retold};

/// Those in people, and the other studies.
pub fn list(writer: &mut Writer<'_>) -> Lists {
    let kb = writer.shared.kb;
    let (people, animals) = trial_rows(kb.trials.keys(), writer);
    let is_mixed = !people.is_empty() && !animals.is_empty();
    let mut group = |rows: Vec<topic::TrialRow>, heading: &str| Group {
        heading: is_mixed.then(|| say(writer, heading)),
        rows: rows.into_iter().map(|row| self::row(row, writer)).collect(),
    };
    let groups = vec![group(people, "trials-in-people"), group(animals, "studies-not-in-people")];
    let all = ["how-many", "result", "condition", "cells", "allocation", "phase", "date"];
    let filters = ["condition", "cells", "allocation", "phase", "result"];
    (columns(&filters, &["how-many"], &all, writer), groups)
}

fn row(row: topic::TrialRow, writer: &mut Writer<'_>) -> Row {
    let empty = TrialDesign::default();
    let design = writer.shared.synthesis.trials.get(&row.id).unwrap_or(&empty);
    let not_reported = say(writer, "not-reported");
    let fields = vec![
        Field::of_cell(row.people),
        result(&row.id, design, writer),
        Field::links(row.conditions, not_reported.clone()),
        Field::links(row.cells, not_reported),
        Field::of_cell(row.allocation),
        Field::of_cell(row.phase),
        date(design, writer),
    ];
    let notes = row.whom.into_iter().chain(row.known_from).collect();
    let trial = writer.shared.kb.trials.get(&row.id);
    let aliases = trial.map(|trial| parts::shown_aliases(&trial.entry)).unwrap_or_default();
    Row { link: row.link, aliases, more_names: other_names(design, writer), title: None, notes, fields }
}

/// Other names of the conditions and cells of a study, by which a reader may look for it.
fn other_names(design: &TrialDesign<'_>, writer: &Writer<'_>) -> String {
    let kb = writer.shared.kb;
    let (diseases, cells) = (design.diseases(), design.cell_types());
    let diseases = diseases.iter().filter_map(|id| kb.diseases.get(id).map(|one| &one.entry));
    let cells = cells.iter().filter_map(|id| kb.cell_types.get(id).map(|one| &one.entry));
    let names = diseases.chain(cells).flat_map(parts::shown_aliases);
    names.collect::<Vec<_>>().join(", ")
}

/// Whether a result was read, and how many findings there are.
fn result(id: &Id<Trial>, design: &TrialDesign<'_>, writer: &Writer<'_>) -> Field {
    if !where_read(design) {
        return Field::word(Some(say(writer, "no-result")), Word::default());
    }
    let number = design.findings.len();
    let word = say(writer, if retold_only(design) { "result-retold" } else { "result-read" });
    Field {
        words: vec![word],
        count: Some(counted(number, format!("trial/{id}/findings"), writer)),
        noun: writer.shared.strings.count("list", "findings", number),
        sort: Some(number.to_string()),
        ..Field::default()
    }
}

/// The date that a source gives: of its own publication, if it made the study, or a year that it
/// tells.
fn date(design: &TrialDesign<'_>, writer: &mut Writer<'_>) -> Field {
    let strings = &writer.shared.strings;
    let own = design
        .reports
        .iter()
        .find_map(|(source, _)| Some((*source, source::published(source).filter(|_| !is_retold(source))?)));
    let told = || {
        let (source, report, value) = design.first("published")?;
        let text = amounts::value(strings, &value);
        Some((source, trial::place(source, report, strings).shown(text, "published")))
    };
    match own.or_else(told) {
        None => Field::word(None, say(writer, "not-reported")),
        Some((source, shown)) => Field {
            sort: Some(shown.text.clone()),
            values: vec![(shown, None)],
            marks: vec![writer.mark(&source.id())],
            ..Field::default()
        },
    }
}
