//! The lists of conditions and of cells: what was studied, and what sources speak of.

use super::{Field, Group, Lists, Row, columns, counted, is_in_people, row, say, sentence};
use crate::model::{Entry, EntryRef, HasEntry, Id, Kind, Trial, Vocabulary};
use crate::render::context::Writer;
use crate::synthesis::reference;
use std::collections::{BTreeMap, BTreeSet};

/// The conditions.
pub fn conditions(writer: &Writer<'_>) -> Lists {
    let (kb, synthesis) = (writer.shared.kb, writer.shared.synthesis);
    list(kb.diseases.values(), &synthesis.trials_of_disease, ["studied", "named"], writer)
}

/// The cells.
pub fn cells(writer: &Writer<'_>) -> Lists {
    let (kb, synthesis) = (writer.shared.kb, writer.shared.synthesis);
    list(kb.cell_types.values(), &synthesis.trials_of_cells, ["given", "not-given"], writer)
}

fn list<'k, T: HasEntry + 'k>(
    items: impl Iterator<Item = &'k T>,
    trials: &BTreeMap<Id<T>, BTreeSet<Id<Trial>>>,
    headings: [&str; 2],
    writer: &Writer<'_>,
) -> Lists {
    let row_of = |item: &T| {
        let (at, entry) = (reference(item), item.entry());
        let trials = trials.get(&item.id());
        let [people, animals] = studies(&at, trials, writer);
        let fields = vec![sentence(entry, writer), people, animals, broader(at.kind, entry, writer)];
        (trials.is_some(), row(item, writer, fields))
    };
    let groups = studied_first(items.map(row_of).collect(), headings, writer);
    let all = ["sentence", "trials", "studies", "broader"];
    (columns(&["broader"], &["trials", "studies"], &all, writer), groups)
}

/// How many trials in people, and how many other studies.
fn studies(at: &EntryRef, trials: Option<&BTreeSet<Id<Trial>>>, writer: &Writer<'_>) -> [Field; 2] {
    let designs = &writer.shared.synthesis.trials;
    let designs = || trials.into_iter().flatten().filter_map(|id| designs.get(id));
    let in_people = designs().filter(|design| is_in_people(design)).count();
    let field = |number: usize, key: &str| {
        let shown = counted(number, format!("{}/{}/{key}", at.kind.word(), at.id), writer);
        Field::of_number(number, shown)
    };
    [field(in_people, "trials.people"), field(designs().count() - in_people, "trials.animals")]
}

fn broader(kind: Kind, entry: &Entry, writer: &Writer<'_>) -> Field {
    let classes = entry.broader.iter();
    let links = classes.map(|class| writer.link(&EntryRef::new(kind, class.value.clone()))).collect();
    Field::links(links, say(writer, "nothing-broader"))
}

/// Two groups, those that were studied first.
fn studied_first(rows: Vec<(bool, Row)>, headings: [&str; 2], writer: &Writer<'_>) -> Vec<Group> {
    let (studied, others): (Vec<_>, Vec<_>) = rows.into_iter().partition(|(is_studied, _)| *is_studied);
    let is_mixed = !studied.is_empty() && !others.is_empty();
    let group = |rows: Vec<(bool, Row)>, heading: &str| {
        let mut rows: Vec<Row> = rows.into_iter().map(|(_, row)| row).collect();
        rows.sort_by_cached_key(|row| row.link.text.to_lowercase());
        Group { heading: is_mixed.then(|| say(writer, heading)), rows }
    };
    let [first, second] = headings;
    vec![group(studied, first), group(others, second)]
}
