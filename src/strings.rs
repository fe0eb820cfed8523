//! What the interface says: every word of pages that no editor wrote, in one file a language.
//!
//! `templates/strings/en.yaml` holds the English ones by section and key. A knowledge base in
//! another language brings `templates/strings/<language>.yaml` with the same keys; a file for a
//! language that is built in changes only the keys that it names. What is missing, unknown or has
//! lost a value is told when the strings are loaded, all at once, so that no page is ever made
//! with a word missing.
//!
//! A string may hold values, `{count}`, and may have forms by number (`one`, `other`), which are
//! chosen by the plural rules of CLDR.

use include_dir::{Dir, include_dir};
use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules, operands::PluralOperands};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;
use unic_langid::LanguageIdentifier;

static BUILT_IN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/templates/strings");

/// The language in which every key is explained.
const REFERENCE: &str = "en";

/// A string of the interface; pages share it.
pub type Word = Arc<str>;

/// The strings of one language.
pub struct Strings {
    sections: Sections,
    rules: Option<PluralRules>,
}

type Sections = BTreeMap<String, BTreeMap<String, Text>>;

/// One string, or its forms by number.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(untagged)]
enum Text {
    One(Word),
    Forms(BTreeMap<String, Word>),
}

/// The strings of a language cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StringsError {
    /// There is no file for the language.
    #[error(
        "there are no interface strings for the language `{0}`: copy `strings/en.yaml` of the default theme to `templates/strings/{0}.yaml` and translate it"
    )]
    NoLanguage(String),
    /// A file cannot be read as YAML.
    #[error("`templates/{file}` cannot be read: {cause}")]
    Yaml {
        /// Which.
        file: String,
        /// Why, with the place.
        cause: String,
    },
    /// Keys or values are missing or unknown.
    #[error("`templates/{file}` does not match the English strings:{faults}")]
    Mismatch {
        /// Which.
        file: String,
        /// Every fault on a line of its own.
        faults: String,
    },
}

impl Strings {
    /// The strings of `language`, a BCP 47 tag; `own` are the templates of the knowledge base.
    pub fn load(language: &str, own: &[(String, String)]) -> Result<Self, StringsError> {
        let reference = built_in(REFERENCE)?.unwrap_or_default();
        let file = format!("strings/{language}.yaml");
        let theirs = match own.iter().find(|(name, _)| *name == file) {
            Some((_, text)) => Some(read(&file, text)?),
            None => None,
        };
        let primary = language.split('-').next().unwrap_or(language);
        let ours = match built_in(language)? {
            Some(sections) => Some(sections),
            None => built_in(primary)?,
        };
        let sections = match (ours, theirs) {
            (Some(ours), Some(theirs)) => over(ours, theirs),
            (Some(strings), None) | (None, Some(strings)) => strings,
            (None, None) => return Err(StringsError::NoLanguage(language.to_owned())),
        };
        let faults = faults(&reference, &sections);
        if !faults.is_empty() {
            return Err(StringsError::Mismatch { file, faults });
        }
        Ok(Self { sections, rules: rules(language).or_else(|| rules(REFERENCE)) })
    }

    /// A string by section and key. Tests hold that every key that is asked for exists; one that
    /// does not shows itself.
    pub fn get(&self, section: &str, key: &str) -> Word {
        match self.text(section, key) {
            Some(Text::One(text)) => text.clone(),
            Some(Text::Forms(forms)) => forms.get("other").cloned().unwrap_or_default(),
            None => format!("⟦{section}.{key}⟧").into(),
        }
    }

    /// A string with its values put in.
    pub fn fill(&self, section: &str, key: &str, values: &[(&str, &str)]) -> String {
        fill(&self.get(section, key), values)
    }

    /// The form of a string for a number, which may be written as text.
    pub fn count(&self, section: &str, key: &str, number: impl TryInto<PluralOperands>) -> Word {
        match self.text(section, key) {
            Some(Text::Forms(forms)) => {
                let category = self.rules.as_ref().and_then(|rules| rules.select(number).ok());
                let form = forms.get(category.map_or("other", word)).or_else(|| forms.get("other"));
                form.cloned().unwrap_or_default()
            }
            _ => self.get(section, key),
        }
    }

    /// Whether there is such a string.
    pub fn has(&self, section: &str, key: &str) -> bool {
        self.text(section, key).is_some()
    }

    /// All strings, for templates: `t.page.reviewed_by` is `reviewed-by` in the section `page`.
    pub fn for_templates(&self) -> impl Serialize {
        let name = |key: &String| key.replace('-', "_");
        let of_section = |texts: &BTreeMap<String, Text>| -> BTreeMap<String, Text> {
            texts.iter().map(|(key, text)| (name(key), text.clone())).collect()
        };
        let all = self.sections.iter();
        all.map(|(section, texts)| (name(section), of_section(texts))).collect::<BTreeMap<_, _>>()
    }

    fn text(&self, section: &str, key: &str) -> Option<&Text> {
        self.sections.get(section)?.get(key)
    }
}

/// Puts values into a string: `{count} of {of}`.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len());
    for (words, name) in pieces(text) {
        filled.push_str(words);
        let Some(name) = name else { continue };
        match values.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => filled.push_str(value),
            None => filled.extend(["{", name, "}"]),
        }
    }
    filled
}

/// The words of a string, each with the name of the value behind it; the last ones have none.
pub fn pieces(text: &str) -> Vec<(&str, Option<&str>)> {
    let mut pieces = Vec::new();
    let mut rest = text;
    let split =
        |text| str::split_once(text, '{').and_then(|(words, after)| Some((words, after.split_once('}')?)));
    while let Some((words, (name, after))) = split(rest) {
        pieces.push((words, Some(name)));
        rest = after;
    }
    pieces.push((rest, None));
    pieces
}

fn built_in(language: &str) -> Result<Option<Sections>, StringsError> {
    let name = format!("{language}.yaml");
    let Some(text) = BUILT_IN.get_file(&name).and_then(|file| file.contents_utf8()) else { return Ok(None) };
    read(&format!("strings/{name}"), text).map(Some)
}

fn read(file: &str, text: &str) -> Result<Sections, StringsError> {
    serde_yaml::from_str(text)
        .map_err(|error| StringsError::Yaml { file: file.to_owned(), cause: error.to_string() })
}

fn over(mut ours: Sections, theirs: Sections) -> Sections {
    for (section, texts) in theirs {
        ours.entry(section).or_default().extend(texts);
    }
    ours
}

fn rules(language: &str) -> Option<PluralRules> {
    let primary: LanguageIdentifier = language.split('-').next()?.parse().ok()?;
    PluralRules::create(primary, PluralRuleType::CARDINAL).ok()
}

fn word(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::ZERO => "zero",
        PluralCategory::ONE => "one",
        PluralCategory::TWO => "two",
        PluralCategory::FEW => "few",
        PluralCategory::MANY => "many",
        PluralCategory::OTHER => "other",
    }
}

/// What differs from the reference, a line each.
fn faults(reference: &Sections, found: &Sections) -> String {
    let keys = |sections: &Sections| -> BTreeSet<(String, String)> {
        let all = sections.iter();
        all.flat_map(|(section, texts)| texts.keys().map(move |key| (section.clone(), key.clone()))).collect()
    };
    let (wanted, given) = (keys(reference), keys(found));
    let mut faults = String::new();
    for (section, key) in wanted.difference(&given) {
        let _ = write!(faults, "\n  `{section}.{key}` is missing");
    }
    for (section, key) in given.difference(&wanted) {
        let _ = write!(faults, "\n  `{section}.{key}` is unknown");
    }
    for (section, key) in wanted.intersection(&given) {
        let text = |sections: &Sections| sections.get(section).and_then(|texts| texts.get(key)).cloned();
        let (Some(wanted), Some(given)) = (text(reference), text(found)) else { continue };
        if let (Text::Forms(_), Text::Forms(forms)) = (&wanted, &given)
            && !forms.contains_key("other")
        {
            let _ = write!(faults, "\n  `{section}.{key}` has no form `other`");
        }
        let (wanted, given) = (values(&wanted), values(&given));
        for value in wanted.symmetric_difference(&given) {
            let fault = if wanted.contains(value) { "has lost the value" } else { "asks for the value" };
            let _ = write!(faults, "\n  `{section}.{key}` {fault} `{{{value}}}`");
        }
    }
    faults
}

/// The values that a string holds: `count` in `{count} findings`.
fn values(text: &Text) -> BTreeSet<String> {
    let texts: Vec<&Word> = match text {
        Text::One(text) => vec![text],
        Text::Forms(forms) => forms.values().collect(),
    };
    let names = texts.into_iter().flat_map(|text| pieces(text)).filter_map(|(_, name)| name);
    names.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::{Strings, fill};

    #[test]
    fn values_are_put_in_once_and_never_read_again() {
        assert_eq!(fill("{a} of {b}", &[("a", "{b}"), ("b", "5")]), "{b} of 5");
        assert_eq!(fill("{a", &[("a", "1")]), "{a");
        assert_eq!(fill("{x} {a}", &[("a", "1")]), "{x} 1");
    }

    #[test]
    fn a_language_without_strings_says_what_to_do() {
        let message = Strings::load("tlh", &[]).err().unwrap().to_string();
        assert!(message.contains("templates/strings/tlh.yaml"), "{message}");
    }

    #[test]
    fn an_own_file_changes_what_it_names_and_no_more() {
        let own = vec![("strings/en.yaml".to_owned(), "page: {skip: Jump}".to_owned())];
        let strings = Strings::load("en-GB", &own).unwrap();
        assert_ne!(&*strings.get("page", "skip"), "Jump");
        let strings = Strings::load("en", &own).unwrap();
        assert_eq!(&*strings.get("page", "skip"), "Jump");
        assert!(strings.has("page", "site-navigation"));
    }

    #[test]
    fn every_fault_of_a_file_is_told_at_once() {
        let own = vec![("strings/de.yaml".to_owned(), "page: {skip: Weiter, skipp: x}".to_owned())];
        let message = Strings::load("de", &own).err().unwrap().to_string();
        for part in ["`page.skipp` is unknown", "`page.site-navigation` is missing", "strings/de.yaml"] {
            assert!(message.contains(part), "{message}");
        }
        let own = vec![("strings/en.yaml".to_owned(), "page: {reviewed-by: Reviewed}".to_owned())];
        let message = Strings::load("en", &own).err().unwrap().to_string();
        assert!(message.contains("`page.reviewed-by` has lost the value `{name}`"), "{message}");
        let own = vec![("strings/en.yaml".to_owned(), "page: [".to_owned())];
        assert!(Strings::load("en", &own).is_err());
    }
}
