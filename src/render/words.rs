//! The words that pages use for the alternatives of the field.
//!
//! Each alternative has a string of its own, in the section of its vocabulary and under the word
//! that editors write. The functions here look them up, and say what hangs on two things.

use crate::model::{
    Absence, Allocation, ArmRole, Benefit, Better, BiomarkerKind, CapturedFrom, Change, Control, Donor,
    EndpointRole, Kind, Masking, Metric, OutcomeClass, Phase, Reading, RecordType, RecruitmentStatus, Route,
    Significance, Species, Tier, Topic, Vocabulary,
};
use crate::strings::{Strings, Word};

/// A vocabulary of which pages name each alternative.
pub trait Named: Vocabulary {
    /// The section of the strings that names them.
    const SECTION: &'static str;
}

macro_rules! named {
    ($($vocabulary:ident: $section:literal),+ $(,)?) => {
        $(impl Named for $vocabulary {
            const SECTION: &'static str = $section;
        })+

        /// Sections and words of every alternative.
        #[cfg(test)]
        fn all() -> Vec<(&'static str, &'static str)> {
            let mut all = Vec::new();
            $(all.extend($vocabulary::WORDS.iter().map(|(_, one)| ($section, one.word())));)+
            all
        }
    };
}

named! {
    Absence: "absence",
    Allocation: "allocation",
    ArmRole: "arm-role",
    Benefit: "benefit",
    Better: "better",
    BiomarkerKind: "biomarker-kind",
    CapturedFrom: "capture",
    Change: "change",
    Control: "control",
    Donor: "donor",
    EndpointRole: "endpoint-role",
    Masking: "masking",
    Metric: "metric",
    OutcomeClass: "outcome-class",
    Phase: "phase",
    Reading: "reading",
    RecordType: "document",
    RecruitmentStatus: "recruitment",
    Route: "route",
    Significance: "significance",
    Species: "species",
    Tier: "tier",
    Topic: "topic-heading",
}

/// What pages call an alternative.
pub fn name<T: Named>(strings: &Strings, one: T) -> Word {
    strings.get(T::SECTION, one.word())
}

/// The heading of the list of a kind, and its name in the navigation.
pub fn heading(strings: &Strings, kind: Kind) -> Word {
    strings.get("kind-list", kind.word())
}

/// What one entry of a kind is called above its name.
pub fn eyebrow(strings: &Strings, kind: Kind) -> Word {
    strings.get("kind", kind.word())
}

/// One sentence on what a list of a kind holds.
pub fn introduction(strings: &Strings, kind: Kind) -> Word {
    strings.get("kind-holds", kind.word())
}

/// The mark of a change, which never stands without its word.
pub fn mark(change: Change) -> &'static str {
    match change {
        Change::Increased => "▲",
        Change::Decreased => "▼",
        Change::Unchanged => "●",
        Change::Mixed | Change::NotStated => "◆",
        Change::NotApplicable => "–",
    }
}

/// Why there is no value, with what was read.
pub fn absence(strings: &Strings, absence: Absence, read: Option<Reading>) -> Word {
    match (absence, read) {
        (Absence::NotReported, Some(Reading::Abstract)) => strings.get("absence", "not-reported-in-abstract"),
        (Absence::NotReported, Some(Reading::Record)) => strings.get("absence", "not-reported-in-record"),
        _ => name(strings, absence),
    }
}

/// Where a study is known from of which no source of its own was read.
pub fn known_from(strings: &Strings, tier: Option<Tier>) -> Word {
    let is_record = tier == Some(Tier::RegistryRecord);
    strings.get("known-from", if is_record { "registry" } else { "others" })
}

/// In whom something was found; people are not mentioned.
pub fn species(strings: &Strings, species: Species) -> Option<Word> {
    (species != Species::Human).then(|| name(strings, species))
}

/// Who was studied, in the plural.
pub fn studied(strings: &Strings, species: Species) -> Word {
    strings.get("studied", group(species))
}

fn group(species: Species) -> &'static str {
    match species {
        Species::Human => "people",
        Species::InVitro => "cells",
        Species::Mouse | Species::Rat | Species::Dog | Species::OtherAnimal => "animals",
    }
}

/// What a study is called: a trial is in people.
pub fn study(strings: &Strings, species: Species) -> Word {
    match self::species(strings, species) {
        Some(whom) => strings.fill("kind", "study-apart", &[("whom", &whom)]).into(),
        None => eyebrow(strings, Kind::Trial),
    }
}

/// From whom the cells come that were given in `species`.
pub fn donor(strings: &Strings, donor: Donor, species: Species) -> Word {
    let animal = if species == Species::Human { "" } else { "-animal" };
    strings.get("donor-from", &format!("{}{animal}", donor.word()))
}

/// The label of a field of the design of a study in `species`.
pub fn field(strings: &Strings, key: &str, species: Species) -> Word {
    match key {
        "enrollment" if species != Species::Human => {
            strings.get("field", &format!("{key}-{}", group(species)))
        }
        _ => strings.get("field", key),
    }
}

/// Words with a capital at their beginning.
pub fn capital(words: &str) -> String {
    let mut chars = words.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{all, group};
    use crate::model::{Donor, Kind, Species, TimeUnit, Vocabulary};
    use crate::strings::Strings;
    use crate::synthesis::TrialDesign;

    #[test]
    fn every_alternative_of_the_field_has_its_words() {
        let strings = Strings::load("en", &[]).unwrap();
        let mut wanted: Vec<(&str, String)> =
            all().into_iter().map(|(section, word)| (section, word.to_owned())).collect();
        for kind in Kind::ALL {
            for section in ["kind", "kind-list", "kind-holds", "kind-noun"] {
                wanted.push((section, kind.word().to_owned()));
            }
        }
        for (_, species) in Species::WORDS {
            wanted.push(("studied", group(*species).to_owned()));
            if *species != Species::Human {
                wanted.push(("field", format!("enrollment-{}", group(*species))));
            }
        }
        for (_, donor) in Donor::WORDS {
            wanted.push(("donor-from", donor.word().to_owned()));
            wanted.push(("donor-from", format!("{}-animal", donor.word())));
        }
        wanted.extend(TimeUnit::WORDS.iter().map(|(_, unit)| ("amount", unit.word().to_owned())));
        // These stand in the list of population, comparator and so on, without labels of their own.
        let without = ["control", "population", "ages", "eligibility"];
        let empty = TrialDesign::default();
        let labelled = empty.fields().filter(|field| !without.contains(&field.key));
        wanted.extend(labelled.map(|field| ("field", field.key.to_owned())));
        let missing: Vec<_> = wanted.iter().filter(|(section, key)| !strings.has(section, key)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}
