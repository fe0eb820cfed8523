//! The list of trials.

use super::{Field, Group, Lists, Row, columns, counted, retold_only, say, where_read};
use crate::model::{HasEntry, Id, Trial};
use crate::render::context::{Shown, Writer};
use crate::render::view::topic::{self, trial_rows};
use crate::render::view::trial;
use crate::render::{amounts, words};
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
    let all = ["condition", "cells", "how-many", "in-whom", "allocation", "phase", "result", "date"];
    let filters = ["condition", "cells", "in-whom", "allocation", "phase", "result"];
    (columns(&filters, &["how-many"], &all, writer), groups)
}

fn row(row: topic::TrialRow, writer: &mut Writer<'_>) -> Row {
    let empty = TrialDesign::default();
    let design = writer.shared.synthesis.trials.get(&row.id).unwrap_or(&empty);
    let strings = &writer.shared.strings;
    let not_reported = say(writer, "not-reported");
    let fields = vec![
        Field::links(row.conditions, not_reported.clone()),
        Field::links(row.cells, not_reported),
        Field::of_cell(row.people),
        Field::word(Some(words::species_of_list(strings, row.species)), Word::default()),
        Field::of_cell(row.allocation),
        Field::of_cell(row.phase),
        result(&row.id, design, writer),
        date(design, writer),
    ];
    let notes = row.known_from.into_iter().collect();
    Row { link: row.link, aliases: Vec::new(), more_names: String::new(), title: None, notes, fields }
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
    let own = design.reports.iter().find_map(|(source, _)| {
        let issued = source.record.issued.given().filter(|_| !is_retold(source))?;
        let address = format!("{}/record/issued", source.entry.id);
        Some((*source, Shown::reported(issued.value.to_string(), "report", address)))
    });
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
