//! The words that pages use for the alternatives of the field.

use crate::model::{
    Absence, Allocation, Benefit, CapturedFrom, Change, FollowUp, Kind, Reading, RecordType, Significance,
    Species, Tier, Topic, Vocabulary, plain_word,
};

/// The heading of the list of a kind, and its name in the navigation.
pub fn heading(kind: Kind) -> &'static str {
    match kind {
        Kind::Trial => "Trials",
        Kind::Disease => "Conditions",
        Kind::CellType => "Cell types",
        Kind::Biomarker => "Markers",
        Kind::Outcome => "Outcome measures",
        Kind::Source => "Sources",
        Kind::Term => "Glossary",
        Kind::Article => "About",
    }
}

/// What one entry of a kind is called above its name.
pub fn eyebrow(kind: Kind) -> &'static str {
    match kind {
        Kind::Trial => "Trial",
        Kind::Disease => "Condition",
        Kind::CellType => "Cell type",
        Kind::Biomarker => "Marker",
        Kind::Outcome => "Outcome measure",
        Kind::Source => "Source",
        Kind::Term => "Glossary",
        Kind::Article => "About this site",
    }
}

/// One sentence on what a list of a kind holds.
pub fn introduction(kind: Kind) -> &'static str {
    match kind {
        Kind::Trial => "Studies of these treatments that the sources report.",
        Kind::Disease => "The conditions that the studies and sources are about.",
        Kind::CellType => "Cells that are given as a treatment, and cells of the body that sources speak of.",
        Kind::Biomarker => "What studies measured in the body.",
        Kind::Outcome => "The scores and counts with which studies measured how those treated fared.",
        Kind::Source => "The documents that this site read. Every result on it comes from one of them.",
        Kind::Term => "The words of this site, in plain language.",
        Kind::Article => "How this site is made.",
    }
}

/// A change with its mark; the mark never stands without the word.
pub fn change(change: Change) -> (&'static str, &'static str) {
    match change {
        Change::Increased => ("▲", "increased"),
        Change::Decreased => ("▼", "decreased"),
        Change::Unchanged => ("●", "no clear change"),
        Change::Mixed => ("◆", "mixed"),
        Change::NotStated => ("◆", "direction not stated"),
        Change::NotApplicable => ("–", "not applicable"),
    }
}

/// What a result meant for the people.
pub fn benefit(benefit: Benefit) -> &'static str {
    match benefit {
        Benefit::Improved => "improved",
        Benefit::Worsened => "worsened",
        Benefit::Unchanged => "no clear change",
        Benefit::Mixed => "mixed",
        Benefit::NotStated => "not stated",
        Benefit::NotApplicable => "not applicable",
    }
}

/// What the source calls a result.
pub fn significance(significance: Significance) -> &'static str {
    match significance {
        Significance::Significant => "called significant by the source",
        Significance::NotSignificant => "called not significant by the source",
    }
}

/// Why there is no value, with what was read.
pub fn absence(absence: Absence, read: Option<Reading>) -> &'static str {
    match (absence, read) {
        (Absence::NotReported, Some(Reading::Abstract)) => "not in the abstract",
        (Absence::NotReported, Some(Reading::Record)) => "not in the copy that was read",
        (Absence::NotReported, _) => "not reported",
        (Absence::NotStated, _) => "not stated",
        (Absence::NotApplicable, _) => "not applicable",
    }
}

/// What kind of evidence a source is.
pub fn tier(tier: Tier) -> &'static str {
    match tier {
        Tier::PrimaryReport => "Report by the study’s own authors",
        Tier::RegistryRecord => "Record in a trial registry",
        Tier::Review => "Review of studies",
        Tier::SecondaryWeb => "Web page about studies of others",
        Tier::Reference => "Description of an instrument or vocabulary",
    }
}

/// Where a study is known from of which no source of its own was read.
pub fn known_from(tier: Option<Tier>) -> &'static str {
    match tier {
        Some(Tier::RegistryRecord) => "known from a copy of a registry record",
        _ => "retold; no report of the study itself was read",
    }
}

/// What kind of document it is.
pub fn document(kind: RecordType) -> &'static str {
    match kind {
        RecordType::ArticleJournal => "Journal article",
        RecordType::Article => "Article",
        RecordType::Dataset => "Registry record",
        RecordType::Webpage => "Web page",
        RecordType::PostWeblog => "Post of a web log",
        RecordType::Report => "Report",
        RecordType::Book => "Book",
        RecordType::Chapter => "Chapter of a book",
        RecordType::Thesis => "Thesis",
        RecordType::PaperConference => "Paper at a conference",
    }
}

/// How people came into an arm.
pub fn allocation(allocation: Allocation) -> &'static str {
    match allocation {
        Allocation::Randomized => "randomised",
        Allocation::NonRandomized => "not randomised",
        Allocation::SingleGroup => "one group",
    }
}

/// What of a document was read.
pub fn reading(reading: Reading) -> &'static str {
    match reading {
        Reading::FullText => "The full text was read",
        Reading::Abstract => "Only the abstract was read",
        Reading::Record => "A copy of the registry record was read",
        Reading::Citation => "Known only through a source that cites it",
    }
}

/// Where a text was found.
pub fn captured(from: CapturedFrom) -> &'static str {
    match from {
        CapturedFrom::Publisher => "the publisher’s page",
        CapturedFrom::Pubmed => "PubMed",
        CapturedFrom::Registry => "a trial registry",
        CapturedFrom::RegistryMirror => "a copy of a trial registry",
        CapturedFrom::Aggregator => "a platform that collects abstracts",
        CapturedFrom::Web => "the web",
    }
}

/// In whom something was found; people are not mentioned.
pub fn species(species: Species) -> Option<&'static str> {
    match species {
        Species::Human => None,
        Species::Mouse => Some("in mice"),
        Species::Rat => Some("in rats"),
        Species::Dog => Some("in dogs"),
        Species::InVitro => Some("in cells outside a body"),
        Species::OtherAnimal => Some("in animals"),
    }
}

/// Who was studied, in the plural.
pub fn studied(species: Species) -> &'static str {
    match species {
        Species::Human => "people",
        Species::InVitro => "cells",
        Species::Mouse | Species::Rat | Species::Dog | Species::OtherAnimal => "animals",
    }
}

/// What a study is called: a trial is in people.
pub fn study(species: Species) -> String {
    match self::species(species) {
        Some(whom) => format!("Study {whom}"),
        None => eyebrow(Kind::Trial).to_owned(),
    }
}

/// How long those treated were followed, and from when, where the source says it.
pub fn follow_up(follow_up: &FollowUp) -> String {
    let from = follow_up.counted_from.as_deref().filter(|from| Absence::by_word(from).is_none());
    match from {
        Some(from) => format!("{follow_up}, counted from {from}"),
        None => follow_up.to_string(),
    }
}

/// The heading of statements on a topic.
pub fn topic(topic: Topic) -> &'static str {
    match topic {
        Topic::Definition => "What it is",
        Topic::Symptom => "Signs and symptoms",
        Topic::Cause => "Causes",
        Topic::Mechanism => "How it works",
        Topic::Prevalence => "How common it is",
        Topic::Course => "How it goes on",
        Topic::RiskFactor => "What makes it likelier",
        Topic::Comorbidity => "What comes with it",
        Topic::Treatment => "Treatment",
        Topic::Safety => "Safety",
        Topic::Evidence => "What is known, and how well",
        Topic::Conclusion => "What the authors conclude",
        Topic::Claim => "What is claimed",
    }
}

/// The label of a field of the design of a study in `species`.
pub fn field(key: &str, species: Species) -> String {
    let whom = studied(species);
    match key {
        "enrollment" => capital(&format!("{whom} in the study")),
        "population" if species != Species::Human => capital(&format!("which {whom}")),
        "eligibility" if species != Species::Human => capital(&format!("which {whom} could be studied")),
        _ => field_of_people(key).to_owned(),
    }
}

fn field_of_people(key: &str) -> &str {
    match key {
        "phase" => "Phase",
        "allocation" => "Allocation",
        "masking" => "Masking",
        "control" => "Compared with",
        "number-of-arms" => "Groups",
        "centers" => "Centres",
        "population" => "Who is studied",
        "ages" => "Ages",
        "eligibility" => "Who could take part",
        "aim" => "Aim",
        "follow-up" => "Follow-up",
        "visits" => "Visits",
        "study-type" => "Type of study",
        "initiated-by" => "Started by",
        "sponsor" => "Sponsor",
        "registry-id" => "Registry number",
        "matched-by" => "Recognised as this study by",
        "published" => "Year that the source gives",
        "registered" => "Registered on",
        "first-posted" => "First posted",
        "start" => "Start",
        "completion" => "Completion",
        "recruitment" => "Recruitment",
        "last-update-posted" => "Last update posted",
        "results-posted" => "Results in the registry",
        other => other,
    }
}

/// A word of a vocabulary with a capital: a label in a table.
pub fn label(word: impl Vocabulary) -> String {
    capital(&plain_word(word))
}

/// Where a source counts those who reached a threshold, and does not say which.
pub const NO_THRESHOLD: &str = "threshold not stated";

/// Words with a capital at their beginning.
pub fn capital(words: &str) -> String {
    let mut chars = words.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}
