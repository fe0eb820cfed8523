//! What the program can write of the guide: its words, its codes, its abbreviations, its output.

use crate::newcomer::Newcomer;
use crate::page::{Guide, Part};
use crate::{file, modules};
use litweave::diagnostics::{Code, Severity};
use litweave::model::{self, Vocabulary};
use std::collections::BTreeMap;

/// Every part that the program can write.
pub fn parts(guide: &Guide) -> Vec<Part> {
    let written = |name: &str, text: String| {
        let at = guide.place(name).unwrap_or_else(|| panic!("the guide has no `<!-- {name} -->`"));
        Part { name: name.to_owned(), at, text }
    };
    let (absence, others): (Vec<Words>, Vec<Words>) =
        vocabularies().into_iter().partition(|words| words.name == "Absence");
    let newcomer = Newcomer::follow(guide);
    newcomer.lay_base();
    let mut parts = vec![
        written("words: Absence", absence[0].table()),
        written("all words", others.iter().map(Words::item).collect()),
        written("codes", codes()),
        written("abbreviations", abbreviations()),
        written("unseen", unseen(&newcomer)),
    ];
    parts.extend(newcomer.said);
    parts
}

/// The words of one vocabulary.
struct Words {
    /// The type: `Phase`.
    name: &'static str,
    /// What they name: "a phase".
    what: &'static str,
    /// What the type says of itself.
    meaning: String,
    /// Each word with its other spellings and its meaning.
    words: Vec<(&'static str, Vec<&'static str>, String)>,
}

/// What the types of `src/model/` say of themselves and of their words, by type and variant.
fn meanings() -> BTreeMap<String, (String, Vec<String>)> {
    let mut meanings: BTreeMap<String, (String, Vec<String>)> = BTreeMap::new();
    for (_, text) in modules("src/model") {
        for block in text.split("\nvocabulary! {\n").skip(1) {
            let block = block.split("\n}\n").next().unwrap();
            let (head, body) = block.split_once("pub enum ").unwrap();
            let name = body.split(' ').next().unwrap();
            let said = |text: &str| -> Vec<String> {
                let lines = text.lines().filter_map(|line| line.trim_start().strip_prefix("/// "));
                lines.map(str::to_owned).collect()
            };
            meanings.insert(name.to_owned(), (said(head).join(" "), said(body)));
        }
    }
    meanings
}

/// Every vocabulary, in the order of the guide.
fn vocabularies() -> Vec<Words> {
    let mut meanings = meanings();
    let mut list = Vec::new();
    macro_rules! take {
        ($($name:ident)*) => { $( list.push(words::<model::$name>(stringify!($name), &mut meanings)); )* };
    }
    take!(Absence RecordType Tier Reading CapturedFrom PublicationStatus);
    take!(Phase Species Allocation Masking Control ArmRole Donor Route DosePer DoseOf TimeUnit);
    take!(EndpointRole RecruitmentStatus DateKind Metric Change Benefit Significance Topic);
    take!(BiomarkerKind OutcomeClass Better Scheme OrganisationKind Kind);
    assert!(meanings.is_empty(), "name these in tests/guide/generated.rs: {:?}", meanings.keys());
    list
}

fn words<T: Vocabulary>(name: &'static str, meanings: &mut BTreeMap<String, (String, Vec<String>)>) -> Words {
    let (meaning, told) = meanings.remove(name).unwrap_or_else(|| panic!("src/model/ has no `{name}`"));
    let own: Vec<&str> =
        T::WORDS.iter().filter(|(word, of)| of.word() == *word).map(|(word, _)| *word).collect();
    assert_eq!(own.len(), told.len(), "each word of `{name}` has one line of meaning");
    let others = |own: &str| {
        let all = T::WORDS.iter().filter(|(word, of)| of.word() == own && *word != own);
        all.map(|(word, _)| *word).collect()
    };
    let words = own.into_iter().zip(told).map(|(word, meaning)| (word, others(word), meaning)).collect();
    Words { name, what: T::WHAT, meaning, words }
}

impl Words {
    /// The vocabulary as one item of a list.
    fn item(&self) -> String {
        let words = self.words.iter().map(|(word, others, meaning)| {
            let others: String = others.iter().map(|other| format!(", `{other}`")).collect();
            format!("`{word}`{others} ({})", meaning.trim_end_matches('.'))
        });
        let words = words.collect::<Vec<_>>().join(", ");
        let (what, meaning) = (self.what, self.meaning.trim_end_matches('.'));
        format!("- <a id=\"{}\"></a>**{what}**: {meaning}. {words}.\n", what.replace(' ', "-"))
    }

    /// The vocabulary as a table.
    fn table(&self) -> String {
        let rows = self.words.iter().map(|(word, _, meaning)| format!("| `{word}` | {meaning} |\n"));
        format!("| word | meaning |\n| --- | --- |\n{}", rows.collect::<String>())
    }
}

/// Keys that pages may leave out, each with the value that the base has for it.
const CANDIDATES: &[(&str, &str, &str)] = &[
    ("rated", "every entry", "Example scale"),
    ("added", "every entry, findings, statements", "2025-01-16"),
    ("changed", "every entry, findings, statements", "2025-02-04"),
    ("review-due", "every entry", "2099-02-03"),
    ("extra", "every entry", "for a template of our own"),
    ("orcid", "an author", "0000-0000-0000-0001"),
    ("settles", "a trial", "neither source explains the difference"),
    ("stages", "a report", "To find the dose"),
    ("participants-by", "a report", "four young people"),
    ("collaborators", "a report", "Birch Cells Union"),
    ("counted-from", "a follow-up", "the first infusion"),
    ("as-of", "a recruitment status", "2023-01-31"),
    ("bands", "a scale", "19.9"),
    ("scheme", "a scale", "after the manual"),
    ("quote", "a locator", "WIS fell in 55%"),
    ("editors", "`site.yaml`", "Example Editors"),
    ("review-interval", "`site.yaml`", "365"),
    ("organisations", "`site.yaml`", "Birchmed Holding"),
];

/// The candidates that no page has.
fn unseen(newcomer: &Newcomer) -> String {
    let (content, pages) = (newcomer.content(), newcomer.pages());
    for (key, of, value) in CANDIDATES {
        assert!(content.contains(value), "`{key}` of {of}: no example has `{value}`");
    }
    let unseen = CANDIDATES.iter().filter(|(_, _, value)| !pages.contains(value));
    let rows: String = unseen.map(|(key, of, _)| format!("| `{key}` | {of} |\n")).collect();
    format!("| key | of |\n| --- | --- |\n{rows}")
}

/// Each code with its severity and the first sentence of its explanation.
fn codes() -> String {
    let rows = Code::ALL.iter().map(|code| {
        let severity = match code.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        let meaning = code.explanation().meaning;
        let meaning = meaning.split_once(". ").map_or(meaning, |(first, _)| first);
        format!(
            "| `{}` | {severity} | {} |\n",
            code.name(),
            meaning.trim_end_matches('.').replace('|', "\\|")
        )
    });
    format!("| code | | meaning |\n| --- | --- | --- |\n{}", rows.collect::<String>())
}

/// The abbreviations whose dot ends no sentence.
fn abbreviations() -> String {
    let text = file("src/seal/text.rs");
    let (_, list) = text.split_once("const ABBREVIATIONS: &[&str] = &[").unwrap();
    let list = list.split("];").next().unwrap();
    let words = list.split('"').skip(1).step_by(2).map(|word| format!("`{word}.`"));
    format!("{}\n", words.collect::<Vec<_>>().join(", "))
}
