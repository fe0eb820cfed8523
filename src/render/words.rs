//! The words that pages use for the alternatives of the field.

use crate::model::{
    Absence, Allocation, Benefit, CapturedFrom, Change, Kind, Reading, RecordType, Significance, Species,
    Tier, Topic, Vocabulary, plain_word,
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
        Kind::CellType => "The cells that are given as a treatment.",
        Kind::Biomarker => "What studies measured in the body.",
        Kind::Outcome => "The scores with which studies measured the condition.",
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
        (Absence::NotReported, Some(Reading::Record)) => "not in the registry record",
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
        Reading::Record => "The registry record was read",
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
pub fn species(species: Species) -> Option<String> {
    (species != Species::Human).then(|| format!("in {}", plain_word(species)))
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

/// The label of a field of a trial's design.
pub fn field(key: &str) -> &str {
    match key {
        "phase" => "Phase",
        "allocation" => "Allocation",
        "masking" => "Masking",
        "control" => "Compared with",
        "enrollment" => "People in the study",
        "number-of-arms" => "Groups",
        "centers" => "Centres",
        "population" => "Who took part",
        "ages" => "Ages",
        "eligibility" => "Who could take part",
        "aim" => "Aim",
        "follow-up" => "Follow-up",
        "visits" => "Visits",
        "study-type" => "Type of study",
        "initiated-by" => "Started by",
        "sponsor" => "Sponsor",
        "registry-id" => "Registry number",
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

/// Words with a capital at their beginning.
pub fn capital(words: &str) -> String {
    let mut chars = words.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}
