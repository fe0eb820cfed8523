//! Small values that many views are made of.

use crate::link::fold;
use crate::model::{
    Absence, Answer, Entry, EntryRef, HasEntry, Id, Identifier, Reading, Reported, Scheme, Source,
};
use crate::render::context::{Family, Shown, Writer};
use crate::render::words;
use crate::site::Route;
use crate::strings::{Strings, Word};
use serde::Serialize;
use std::fmt::Display;

/// A link within the site.
#[derive(Debug, Clone, Serialize)]
pub struct Link {
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub text: String,
}

/// The number of a source on a page.
#[derive(Debug, Clone, Serialize)]
pub struct Mark {
    /// The number.
    pub number: usize,
    /// What the source is called.
    pub label: String,
}

/// What stands in one place of a table or list; never empty.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Cell {
    /// The value.
    pub value: Option<Shown>,
    /// Links instead of, or before, the value.
    pub links: Vec<Link>,
    /// The source's own name for what the links lead to.
    pub name: Option<Shown>,
    /// Why there is neither.
    pub absent: Option<Word>,
    /// The characters that the source printed, where they differ from the value.
    pub printed: Option<Shown>,
    /// Why the value is read so.
    pub because: Option<Shown>,
    /// Who says it.
    pub marks: Vec<Mark>,
}

/// A label and what stands beside it.
#[derive(Debug, Clone, Serialize)]
pub struct Fact {
    /// What it is.
    pub label: Word,
    /// What each source says.
    pub cells: Vec<Cell>,
}

/// The addresses of the values of one report, finding or record.
#[derive(Clone)]
pub struct Place<'k> {
    /// Where its values stand.
    pub family: Family,
    /// What comes before the part: `adstem-2025/adstem-phase-2`.
    pub base: String,
    /// What of the source was read.
    pub read: Option<Reading>,
    /// What the interface says.
    pub strings: &'k Strings,
}

impl<'k> Place<'k> {
    /// The values of one source, at `part` of it.
    pub fn new(family: Family, source: &Source, part: impl Display, strings: &'k Strings) -> Self {
        let base = format!("{}/{part}", source.id());
        Self { family, base, read: source.read.given().copied(), strings }
    }

    /// Why there is no value.
    pub fn absence(&self, absence: Absence) -> Word {
        words::absence(self.strings, absence, self.read)
    }

    /// A cell that says why there is no value.
    pub fn absent(&self, absence: Absence) -> Cell {
        Cell::absent(self.absence(absence))
    }

    /// The value of a part of this place. Words of a report stand without its address, which
    /// leads numbers back: the source is named beside them.
    pub fn shown(&self, text: impl Into<String>, part: &str) -> Shown {
        let text = text.into();
        if self.family == Family::Report && !text.contains(char::is_numeric) {
            return Shown::words(text);
        }
        Shown::reported(text, self.family, format!("{}/{part}", self.base))
    }

    /// A cell for a value that may be absent.
    pub fn cell<T>(&self, answer: &Answer<T>, part: &str, text: impl FnOnce(&T) -> String) -> Cell {
        match answer {
            Answer::Given(value) => Cell::value(self.shown(text(value), part)),
            Answer::Absent(absence) => self.absent(*absence),
        }
    }

    /// A cell for a reported value, with its printed form and the reason of its reading.
    pub fn reported<T>(
        &self,
        answer: &Answer<Reported<T>>,
        part: &str,
        text: impl FnOnce(&T) -> String,
    ) -> Cell {
        let mut cell = self.cell(answer, part, |reported| text(&reported.value));
        if let Answer::Given(reported) = answer {
            let shown_text = cell.value.as_ref().map_or("", |shown| shown.text.as_str()).to_owned();
            cell.printed = reported
                .printed
                .as_ref()
                .filter(|printed| !says_the_same(printed, &shown_text))
                .map(|printed| self.shown(printed, &format!("{part}.printed")));
            cell.because =
                reported.because.as_ref().map(|because| self.shown(because, &format!("{part}.because")));
        }
        cell
    }
}

/// Whether two texts hold the same numbers: "23.7% [14/59]" and "14 of 59; 23.7%".
pub fn says_the_same(printed: &str, shown: &str) -> bool {
    let numbers = |text: &str| {
        let split = text.split(|char: char| !(char.is_ascii_digit() || char == '.'));
        let mut numbers: Vec<String> = split
            .map(|number| number.trim_matches('.').to_owned())
            .filter(|number| !number.is_empty())
            .collect();
        numbers.sort();
        numbers
    };
    printed == shown || (!numbers(printed).is_empty() && numbers(printed) == numbers(shown))
}

impl Cell {
    /// A cell with a value.
    pub fn value(value: Shown) -> Self {
        Self { value: Some(value), ..Self::default() }
    }

    /// A cell of links.
    pub fn links(links: Vec<Link>) -> Self {
        Self { links, ..Self::default() }
    }

    /// A cell of links; `absent` stands there if there are none.
    pub fn links_or(links: Vec<Link>, absent: Word) -> Self {
        let absent = links.is_empty().then_some(absent);
        Self { links, absent, ..Self::default() }
    }

    /// A cell without a value.
    pub fn absent(why: Word) -> Self {
        Self { absent: Some(why), ..Self::default() }
    }

    /// A cell of words of this site, with no number.
    pub fn text(words: &str) -> Self {
        Self::links(vec![Link { href: String::new(), text: words.to_owned() }])
    }

    /// Adds who says it.
    #[must_use]
    pub fn marked(mut self, mark: Mark) -> Self {
        self.marks.push(mark);
        self
    }
}

impl Writer<'_> {
    /// A link to an entry, with its name.
    pub fn link(&self, at: &EntryRef) -> Link {
        self.link_as(at, None, self.name(at))
    }

    /// A link to an entry in other words.
    pub fn link_as(&self, at: &EntryRef, anchor: Option<&str>, text: String) -> Link {
        Link { href: self.root.to_entry(at, anchor), text }
    }

    /// A link to a page of the site.
    pub fn page(&self, route: &Route, text: &str) -> Link {
        Link { href: self.root.to(route.address()), text: text.to_owned() }
    }

    /// The number of a source on this page.
    pub fn mark(&mut self, source: &Id<Source>) -> Mark {
        Mark { number: self.references.cite(source), label: self.name(&Self::source_ref(source)) }
    }
}

/// A number of an entry in a registry, with the address of its record.
#[derive(Debug, Clone, Serialize)]
pub struct Registered {
    /// The registry.
    pub label: &'static str,
    /// The number, as the registry prints it.
    pub number: String,
    /// The address of the record, where the registry has one for each.
    pub href: Option<String>,
}

/// The identifiers of an entry.
pub fn registered(identifiers: &[Identifier]) -> Vec<Registered> {
    identifiers
        .iter()
        .map(|identifier| {
            let (label, address) = registry(identifier.scheme);
            let number = identifier.value.value.clone();
            let bare = number.split_once(':').map_or(number.as_str(), |(_, bare)| bare).to_owned();
            let href = address.map(|address| address.replace("{id}", &number).replace("{bare}", &bare));
            Registered { label, number, href }
        })
        .collect()
}

/// What a registry is called, and the address of a record: `{id}` is the number as printed,
/// `{bare}` the digits behind its prefix.
fn registry(scheme: Scheme) -> (&'static str, Option<&'static str>) {
    match scheme {
        Scheme::Nct => ("ClinicalTrials.gov", Some("https://clinicaltrials.gov/study/{id}")),
        Scheme::Mondo => ("Mondo", Some("https://monarchinitiative.org/{id}")),
        Scheme::Mesh => ("MeSH", Some("https://meshb.nlm.nih.gov/record/ui?ui={id}")),
        Scheme::Icd10 => ("ICD-10", None),
        Scheme::Icd11 => ("ICD-11", None),
        Scheme::Orpha => ("Orphanet", Some("https://www.orpha.net/en/disease/detail/{bare}")),
        Scheme::Omim => ("OMIM", Some("https://omim.org/entry/{id}")),
        Scheme::Doid => ("Disease Ontology", Some("https://disease-ontology.org/?id={id}")),
        Scheme::Efo => ("EFO", Some("https://www.ebi.ac.uk/efo/EFO_{bare}")),
        Scheme::Gard => ("GARD", Some("https://rarediseases.info.nih.gov/diseases/{id}/index")),
        Scheme::Cl => ("Cell Ontology", Some("http://purl.obolibrary.org/obo/CL_{bare}")),
        Scheme::Uberon => ("Uberon", Some("http://purl.obolibrary.org/obo/UBERON_{bare}")),
        Scheme::Hgnc => ("HGNC", Some("https://www.genenames.org/data/gene-symbol-report/#!/hgnc_id/{id}")),
        Scheme::Uniprot => ("UniProt", Some("https://www.uniprot.org/uniprotkb/{id}/entry")),
        Scheme::Hp => ("HPO", Some("https://hpo.jax.org/browse/term/{id}")),
        Scheme::Ncit => ("NCI Thesaurus", Some("http://purl.obolibrary.org/obo/NCIT_{id}")),
    }
}

/// The other names of an entry that tell a reader something: plurals and other spellings of a
/// name that is shown serve linking alone.
pub fn shown_aliases(entry: &Entry) -> Vec<String> {
    let mut folded = vec![fold(&entry.title)];
    let mut shown = Vec::new();
    for alias in &entry.aliases {
        let name = fold(alias);
        let singular = name.strip_suffix('s').unwrap_or(&name).to_owned();
        if !folded.contains(&name) && !folded.contains(&singular) && !is_mark_on(entry, alias) {
            shown.push(alias.value.clone());
            folded.push(name);
        }
    }
    shown
}

/// Whether a name is a mark on the measure, such as EASI-75 on EASI: a result by it is another
/// result.
fn is_mark_on(entry: &Entry, alias: &str) -> bool {
    let rest = alias.strip_prefix(entry.title.value.as_str()).and_then(|rest| rest.strip_prefix('-'));
    rest.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
}
