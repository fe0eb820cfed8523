//! The list of sources.

use super::{Field, Lists, columns, counted, one_group, row, say};
use crate::model::{EntryRef, Id, Kind, Source, Trial};
use crate::render::context::Writer;
use crate::render::view::source;
use crate::render::words;
use std::collections::BTreeSet;

/// Every document, with what was read of it.
pub fn list(writer: &Writer<'_>) -> Lists {
    let strings = &writer.shared.strings;
    let row_of = |source: &Source| {
        let own = source.reports.iter().filter_map(|report| report.trial.given());
        let own: BTreeSet<&Id<Trial>> = own.map(|trial| &trial.value).collect();
        let trials = own.iter().map(|id| writer.link(&EntryRef::new(Kind::Trial, id.as_str())));
        let number = source.findings.len();
        let fields = vec![
            Field::word(source.tier.given().map(|tier| words::name(strings, *tier)), say(writer, "not-said")),
            Field::word(source.read.given().map(|read| words::name(strings, *read)), say(writer, "not-said")),
            issued(source, writer),
            Field::links(trials.collect(), say(writer, "no-trial")),
            Field::of_number(number, counted(number, format!("source/{}/findings", source.entry.id), writer)),
        ];
        let title = source.record.title.given().map(|title| title.value.clone());
        let mut row = row(source, writer, fields);
        row.title = title.filter(|title| *title != row.link.text);
        row
    };
    let all = ["kind", "read", "date", "reports", "findings"];
    let rows = writer.shared.kb.sources.values().map(row_of).collect();
    (columns(&["kind", "read"], &["findings"], &all, writer), one_group(rows))
}

fn issued(source: &Source, writer: &Writer<'_>) -> Field {
    match source::published(source) {
        None => Field::word(None, say(writer, "not-reported")),
        Some(shown) => {
            Field { sort: Some(shown.text.clone()), values: vec![(shown, None)], ..Field::default() }
        }
    }
}
