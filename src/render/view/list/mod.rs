//! The lists of a kind: one table each, whole without scripts, which scripts may sort and filter.

mod measures;
mod sources;
mod topics;
mod trials;

use super::parts::{self, Cell, Link, Mark};
use super::topic::Count;
use crate::model::{Derived, Entry, Formula, HasEntry, Kind, Species};
use crate::render::context::{Shown, Writer};
use crate::render::words;
use crate::strings::Word;
use crate::synthesis::{TrialDesign, is_retold, reference};
use serde::Serialize;

/// What the list of a kind shows.
#[derive(Debug, Serialize)]
pub struct Index {
    /// One sentence on what it holds.
    pub introduction: Word,
    /// What one row is.
    pub row: Word,
    /// The columns behind the name of the entry.
    pub columns: Vec<Column>,
    /// The rows, in groups that are kept apart.
    pub groups: Vec<Group>,
}

/// A column of the table.
#[derive(Debug, Serialize)]
pub struct Column {
    /// Its name in addresses, and of its heading among the strings.
    pub key: &'static str,
    /// Its heading.
    pub heading: Word,
    /// Whether a reader may choose among its values.
    pub is_filter: bool,
    /// Whether its values are numbers.
    pub is_number: bool,
}

/// Rows that belong together.
#[derive(Debug, Serialize)]
pub struct Group {
    /// What they are, where there is more than one group.
    pub heading: Option<Word>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// An entry in a list.
#[derive(Debug, Serialize)]
pub struct Row {
    /// The entry.
    pub link: Link,
    /// Its first other names.
    pub aliases: Vec<String>,
    /// The others, to be found by.
    pub more_names: String,
    /// The title of a document.
    pub title: Option<String>,
    /// Where it is known from.
    pub notes: Vec<Word>,
    /// What stands in each column.
    pub fields: Vec<Field>,
}

/// What stands in one column of a row; never empty.
#[derive(Debug, Default, Serialize)]
pub struct Field {
    /// Entries.
    pub links: Vec<Link>,
    /// Words of this site.
    pub words: Vec<Word>,
    /// Values, each with what is to be said beside it.
    pub values: Vec<(Shown, Option<Word>)>,
    /// A count of this site, behind the words.
    pub count: Option<Shown>,
    /// One or many of what.
    pub noun: Word,
    /// What findings say, counted.
    pub tally: Vec<Count>,
    /// Who says it.
    pub marks: Vec<Mark>,
    /// Why there is nothing.
    pub absent: Option<Word>,
    /// What it is sorted by, where not by its words.
    pub sort: Option<String>,
}

impl Field {
    fn links(links: Vec<Link>, absent: Word) -> Self {
        let absent = links.is_empty().then_some(absent);
        Self { links, absent, ..Self::default() }
    }

    fn word(word: Option<Word>, absent: Word) -> Self {
        let absent = word.is_none().then_some(absent);
        Self { words: word.into_iter().collect(), absent, ..Self::default() }
    }

    fn of_number(number: usize, shown: Shown) -> Self {
        Self { count: Some(shown), sort: Some(number.to_string()), ..Self::default() }
    }

    fn of_cell(cell: Cell) -> Self {
        let sort = cell.value.as_ref().map(|value| value.text.clone());
        Self {
            values: cell
                .value
                .map(|value| (value, cell.because.map(|why| why.text.into())))
                .into_iter()
                .collect(),
            absent: cell.absent,
            marks: cell.marks,
            sort,
            ..Self::default()
        }
    }
}

/// The list of a kind.
pub fn index(kind: Kind, writer: &mut Writer<'_>) -> Index {
    let (columns, groups) = match kind {
        Kind::Trial => trials::list(writer),
        Kind::Disease => topics::conditions(writer),
        Kind::CellType => topics::cells(writer),
        Kind::Biomarker => measures::markers(writer),
        Kind::Outcome => measures::outcomes(writer),
        Kind::Source => sources::list(writer),
        Kind::Term | Kind::Article => (Vec::new(), Vec::new()),
    };
    let groups = groups.into_iter().filter(|group: &Group| !group.rows.is_empty()).collect();
    let strings = &writer.shared.strings;
    let (introduction, row) = (words::introduction(strings, kind), words::eyebrow(strings, kind));
    let mut index = Index { introduction, row, columns, groups };
    index.leave_out_empty_columns();
    index
}

impl Index {
    /// A column in which no row has anything is no column.
    fn leave_out_empty_columns(&mut self) {
        for at in (0..self.columns.len()).rev() {
            let mut rows = self.groups.iter().flat_map(|group| &group.rows);
            if !rows.any(|row| row.fields.get(at).is_some_and(|field| field.absent.is_none())) {
                self.columns.remove(at);
                let rows = self.groups.iter_mut().flat_map(|group| &mut group.rows);
                rows.filter(|row| at < row.fields.len()).for_each(|row| drop(row.fields.remove(at)));
            }
        }
    }
}

/// A number that this site counted.
pub fn counted(number: usize, address: String, writer: &Writer<'_>) -> Shown {
    let strings = &writer.shared.strings;
    let counted = Derived { value: number, formula: Formula::Counted };
    Shown::derived(&counted, usize::to_string, address, strings)
}

/// Whether a study is in people.
pub fn is_in_people(design: &TrialDesign<'_>) -> bool {
    design.species() == Species::Human
}

/// Whether any source that was read gives a result of a study.
pub fn where_read(design: &TrialDesign<'_>) -> bool {
    !design.findings.is_empty()
}

/// Whether results of a study are known from sources alone that retell it.
pub fn retold_only(design: &TrialDesign<'_>) -> bool {
    where_read(design) && design.findings.iter().all(|(source, _)| is_retold(source))
}

/// How many other names a row shows.
const SHOWN_NAMES: usize = 3;

type Lists = (Vec<Column>, Vec<Group>);

/// Columns of words; those of the first list can be chosen from.
fn columns(
    filters: &[&'static str],
    numbers: &[&'static str],
    all: &[&'static str],
    writer: &Writer<'_>,
) -> Vec<Column> {
    let column = |key: &&'static str| Column {
        key,
        heading: writer.shared.strings.get("list", &format!("column-{key}")),
        is_filter: filters.contains(key),
        is_number: numbers.contains(key),
    };
    all.iter().map(column).collect()
}

fn say(writer: &Writer<'_>, key: &str) -> Word {
    writer.shared.strings.get("list", key)
}

fn row<T: HasEntry>(item: &T, writer: &Writer<'_>, fields: Vec<Field>) -> Row {
    let mut aliases = parts::shown_aliases(item.entry());
    let more = aliases.split_off(aliases.len().min(SHOWN_NAMES));
    let link = writer.link(&reference(item));
    Row { link, aliases, more_names: more.join(", "), title: None, notes: Vec::new(), fields }
}

/// One group, in the order of the names.
fn one_group(mut rows: Vec<Row>) -> Vec<Group> {
    rows.sort_by_cached_key(|row| row.link.text.to_lowercase());
    vec![Group { heading: None, rows }]
}

/// What an entry is in one sentence.
fn sentence(entry: &Entry, writer: &Writer<'_>) -> Field {
    let text = entry.description.as_ref().map(|text| Word::from(text.value.as_str()));
    Field::word(text, say(writer, "no-sentence"))
}
