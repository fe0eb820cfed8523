//! The lists of a kind: one table each, whole without scripts, which scripts may sort and filter.

use super::finding;
use super::parts::{self, Cell, Link, Mark};
use super::topic::{self, Count, trial_rows};
use crate::model::{
    Biomarker, BiomarkerKind, CellType, Disease, Entry, EntryRef, HasEntry, Id, Kind, OutcomeMeasure, Source,
    Species, Trial, Vocabulary, plain_word,
};
use crate::render::context::{Shown, Writer};
use crate::render::words;
use crate::synthesis::{MeasureFindings, TrialDesign, is_retold, reference};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What the list of a kind shows.
#[derive(Debug, Serialize)]
pub struct Index {
    /// One sentence on what it holds.
    pub introduction: &'static str,
    /// What one row is.
    pub row: &'static str,
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
    pub heading: String,
    /// Whether a reader may choose among its values.
    pub is_filter: bool,
    /// Whether its values are numbers.
    pub is_number: bool,
}

/// Rows that belong together.
#[derive(Debug, Serialize)]
pub struct Group {
    /// What they are, where there is more than one group.
    pub heading: Option<String>,
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
    pub notes: Vec<&'static str>,
    /// What stands in each column.
    pub fields: Vec<Field>,
}

/// What stands in one column of a row; never empty.
#[derive(Debug, Default, Serialize)]
pub struct Field {
    /// Entries.
    pub links: Vec<Link>,
    /// Words of this site.
    pub words: Vec<String>,
    /// Values, each with what is to be said beside it.
    pub values: Vec<(Shown, Option<String>)>,
    /// A count of this site, behind the words.
    pub count: Option<Shown>,
    /// One or many of what.
    pub noun: String,
    /// What findings say, counted.
    pub tally: Vec<Count>,
    /// Who says it.
    pub marks: Vec<Mark>,
    /// Why there is nothing.
    pub absent: Option<String>,
    /// What it is sorted by, where not by its words.
    pub sort: Option<String>,
}

impl Field {
    fn links(links: Vec<Link>, absent: String) -> Self {
        let absent = links.is_empty().then_some(absent);
        Self { links, absent, ..Self::default() }
    }

    fn word(word: Option<String>, absent: String) -> Self {
        let absent = word.is_none().then_some(absent);
        Self { words: word.into_iter().collect(), absent, ..Self::default() }
    }

    fn of_number(number: usize, shown: Shown) -> Self {
        Self { count: Some(shown), sort: Some(number.to_string()), ..Self::default() }
    }

    fn of_cell(cell: Cell) -> Self {
        let sort = cell.value.as_ref().map(|value| value.text.clone());
        Self {
            values: cell.value.map(|value| (value, cell.because.map(|why| why.text))).into_iter().collect(),
            absent: cell.absent.map(str::to_owned),
            marks: cell.marks,
            sort,
            ..Self::default()
        }
    }
}

/// The list of a kind.
pub fn index(kind: Kind, writer: &mut Writer<'_>) -> Index {
    let (columns, groups) = match kind {
        Kind::Trial => trials(writer),
        Kind::Disease => conditions(writer),
        Kind::CellType => cells(writer),
        Kind::Biomarker => markers(writer),
        Kind::Outcome => outcomes(writer),
        Kind::Source => sources(writer),
        Kind::Term | Kind::Article => (Vec::new(), Vec::new()),
    };
    let groups = groups.into_iter().filter(|group: &Group| !group.rows.is_empty()).collect();
    let mut index =
        Index { introduction: words::introduction(kind), row: words::eyebrow(kind), columns, groups };
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
    let formula = writer.shared.strings.get("list", "counted");
    Shown { text: number.to_string(), family: "derived", address, formula: Some(formula) }
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

fn say(writer: &Writer<'_>, key: &str) -> String {
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

fn trials(writer: &mut Writer<'_>) -> Lists {
    let kb = writer.shared.kb;
    let (people, animals) = trial_rows(kb.trials.keys(), writer);
    let is_mixed = !people.is_empty() && !animals.is_empty();
    let mut group = |rows: Vec<topic::TrialRow>, heading: &str| Group {
        heading: is_mixed.then(|| say(writer, heading)),
        rows: rows.into_iter().map(|row| trial(row, writer)).collect(),
    };
    let groups = vec![group(people, "trials-in-people"), group(animals, "studies-not-in-people")];
    let all = ["condition", "cells", "how-many", "in-whom", "allocation", "phase", "result", "date"];
    let filters = ["condition", "cells", "in-whom", "allocation", "phase", "result"];
    (columns(&filters, &["how-many"], &all, writer), groups)
}

fn trial(row: topic::TrialRow, writer: &mut Writer<'_>) -> Row {
    let empty = TrialDesign::default();
    let synthesis = writer.shared.synthesis;
    let id = row.link.entry.strip_prefix("trial:").unwrap_or_default().to_owned();
    let design = synthesis.trials.get(&Id::new(id.as_str())).unwrap_or(&empty);
    let not_reported = say(writer, "not-reported");
    let whom =
        row.whom.map_or_else(|| say(writer, "people"), |whom| whom.trim_start_matches("in ").to_owned());
    let fields = vec![
        Field::links(row.conditions, not_reported.clone()),
        Field::links(row.cells, not_reported),
        Field::of_cell(row.people),
        Field::word(Some(whom), String::new()),
        Field::of_cell(row.allocation),
        Field::of_cell(row.phase),
        result(&id, design, writer),
        date(design, writer),
    ];
    let notes = row.known_from.into_iter().collect();
    Row { link: row.link, aliases: Vec::new(), more_names: String::new(), title: None, notes, fields }
}

/// Whether a result was read, and how many findings there are.
fn result(id: &str, design: &TrialDesign<'_>, writer: &Writer<'_>) -> Field {
    if !where_read(design) {
        return Field::word(Some(say(writer, "no-result")), String::new());
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
    let own = design.reports.iter().find_map(|(source, _)| {
        Some((*source, super::source::published(source).filter(|_| !is_retold(source))?))
    });
    let told = || {
        let (source, report, text) = design.first("published")?;
        Some((source, super::trial::place(source, report).shown(text, "published")))
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

fn sentence(entry: &Entry, writer: &Writer<'_>) -> Field {
    let text = entry.description.as_ref().map(|text| text.value.clone());
    Field::word(text, say(writer, "no-sentence"))
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

fn conditions(writer: &Writer<'_>) -> Lists {
    let synthesis = writer.shared.synthesis;
    let row_of = |disease: &Disease| {
        let trials = synthesis.trials_of_disease.get(&disease.id());
        let [people, animals] = studies(&reference(disease), trials, writer);
        let entry = &disease.entry;
        let fields = vec![people, animals, sentence(entry, writer), broader(Kind::Disease, entry, writer)];
        (trials.is_some(), row(disease, writer, fields))
    };
    let all = ["trials", "studies", "sentence", "broader"];
    let rows = writer.shared.kb.diseases.values().map(row_of).collect();
    let groups = studied_first(rows, ["studied", "named"], writer);
    (columns(&["broader"], &["trials", "studies"], &all, writer), groups)
}

fn cells(writer: &Writer<'_>) -> Lists {
    let synthesis = writer.shared.synthesis;
    let row_of = |cells: &CellType| {
        let trials = synthesis.trials_of_cells.get(&cells.id());
        let [people, animals] = studies(&reference(cells), trials, writer);
        let entry = &cells.entry;
        let fields = vec![people, animals, sentence(entry, writer), broader(Kind::CellType, entry, writer)];
        (trials.is_some(), row(cells, writer, fields))
    };
    let all = ["trials", "studies", "sentence", "broader"];
    let rows = writer.shared.kb.cell_types.values().map(row_of).collect();
    let groups = studied_first(rows, ["given", "not-given"], writer);
    (columns(&["broader"], &["trials", "studies"], &all, writer), groups)
}

fn markers(writer: &mut Writer<'_>) -> Lists {
    let kb = writer.shared.kb;
    let row_of = |marker: &Biomarker| {
        let kind = marker.kind.map(|kind| match kind {
            BiomarkerKind::Cell => say(writer, "measure-of-cells"),
            kind => plain_word(kind),
        });
        let mut fields = vec![Field::word(kind, say(writer, "not-said"))];
        fields.extend(findings(&reference(marker), writer));
        fields.push(sentence(&marker.entry, writer));
        row(marker, writer, fields)
    };
    let all = ["what", "findings", "say", "others", "tissue", "sentence"];
    let rows = kb.biomarkers.values().map(row_of).collect();
    (columns(&["what", "say", "tissue"], &["findings", "others"], &all, writer), one_group(rows))
}

fn outcomes(writer: &mut Writer<'_>) -> Lists {
    let kb = writer.shared.kb;
    let row_of = |outcome: &OutcomeMeasure| {
        let mut fields = vec![
            Field::word(outcome.class.map(plain_word), say(writer, "not-said")),
            Field::word(outcome.better.map(plain_word), say(writer, "not-said")),
        ];
        fields.extend(findings(&reference(outcome), writer));
        fields.push(sentence(&outcome.entry, writer));
        row(outcome, writer, fields)
    };
    let all = ["class", "better", "findings", "say", "others", "tissue", "sentence"];
    let rows = kb.outcomes.values().map(row_of).collect();
    (columns(&["class", "say"], &["findings", "others"], &all, writer), one_group(rows))
}

/// The findings on a measure that count, what they say, the others, and in what it was measured.
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
        number(own, "findings"),
        Field { tally, absent, ..Field::default() },
        number(others, "findings.others"),
        tissues(found, writer),
    ]
}

/// In what it was measured, each once, and in whom where that is not people.
fn tissues(found: &MeasureFindings<'_>, writer: &Writer<'_>) -> Field {
    let mut seen: BTreeMap<(String, Species), (Shown, Option<String>)> = BTreeMap::new();
    for (source, finding) in &found.findings {
        if let Some(specimen) = finding.specimen.given() {
            let shown = finding::place(source, finding).shown(&specimen.value, "specimen");
            let key = (specimen.value.to_lowercase(), finding.species);
            seen.entry(key).or_insert((shown, words::species(finding.species).map(str::to_owned)));
        }
    }
    let absent = seen.is_empty().then(|| say(writer, "not-reported"));
    Field { values: seen.into_values().collect(), absent, ..Field::default() }
}

fn sources(writer: &Writer<'_>) -> Lists {
    let row_of = |source: &Source| {
        let own = source.reports.iter().filter_map(|report| report.trial.given());
        let own: BTreeSet<&Id<Trial>> = own.map(|trial| &trial.value).collect();
        let trials = own.iter().map(|id| writer.link(&EntryRef::new(Kind::Trial, id.as_str())));
        let number = source.findings.len();
        let fields = vec![
            Field::word(
                source.tier.given().map(|tier| words::tier(*tier).to_owned()),
                say(writer, "not-said"),
            ),
            Field::word(
                source.read.given().map(|read| words::reading(*read).to_owned()),
                say(writer, "not-said"),
            ),
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
    match super::source::published(source) {
        None => Field::word(None, say(writer, "not-reported")),
        Some(shown) => {
            Field { sort: Some(shown.text.clone()), values: vec![(shown, None)], ..Field::default() }
        }
    }
}
