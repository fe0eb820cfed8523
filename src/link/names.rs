//! The names of all entries: which entry answers to which name.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Spanned};
use crate::model::{Corpus, EntryRef, Kind, Vocabulary};
use std::collections::{BTreeMap, BTreeSet};

/// Names, folded, with the entries that have them.
#[derive(Debug, Clone, Default)]
pub struct Names {
    folded: BTreeMap<String, BTreeSet<EntryRef>>,
    ids: BTreeMap<String, BTreeSet<EntryRef>>,
    /// Entries that are left out since they are drafts.
    drafts: BTreeMap<String, EntryRef>,
    /// Entries whose files could not be read.
    unread: BTreeSet<EntryRef>,
}

/// What a name leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// One entry.
    One(EntryRef),
    /// An entry that is left out.
    Draft,
    /// An entry whose file could not be read, which was reported.
    Unread,
    /// Several.
    Several(Vec<EntryRef>),
    /// None; perhaps a name that looks like it.
    Nothing(Option<String>),
}

/// Folds a name so that spellings of one name become equal: case, spaces, hyphens, Greek letters.
pub fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for char in name.chars().flat_map(char::to_lowercase) {
        match GREEK.iter().find(|(letter, _)| *letter == char) {
            Some((_, spelled)) => folded.push_str(spelled),
            None if char.is_alphanumeric() || "+/.%".contains(char) => folded.push(char),
            None => {}
        }
    }
    folded
}

const GREEK: [(char, &str); 10] = [
    ('α', "alpha"),
    ('β', "beta"),
    ('γ', "gamma"),
    ('δ', "delta"),
    ('ε', "epsilon"),
    ('κ', "kappa"),
    ('λ', "lambda"),
    ('μ', "mu"),
    ('µ', "mu"),
    ('ω', "omega"),
];

impl Names {
    /// Indexes every entry, and reports names that two entries of one kind claim.
    pub fn of(corpus: &Corpus, drafts: BTreeMap<String, EntryRef>, diagnostics: &mut Diagnostics) -> Self {
        let mut names = Self { drafts, unread: corpus.unread.clone(), ..Self::default() };
        let mut claimed: BTreeMap<(Kind, String), (EntryRef, Spanned<String>)> = BTreeMap::new();
        for (at, entry) in corpus.entries() {
            names.ids.entry(at.id.to_string()).or_default().insert(at.clone());
            names.folded.entry(fold(&at.id)).or_default().insert(at.clone());
            names.claim(&at, &entry.title, &mut claimed, diagnostics);
        }
        // Titles first: where a title and another name meet, the other name is the one to go.
        for (at, entry) in corpus.entries() {
            for alias in &entry.aliases {
                names.claim(&at, alias, &mut claimed, diagnostics);
            }
        }
        names
    }

    /// Notes a name; the titles of two documents may be one, and `similar-source` asks about that.
    fn claim(
        &mut self,
        at: &EntryRef,
        name: &Spanned<String>,
        claimed: &mut BTreeMap<(Kind, String), (EntryRef, Spanned<String>)>,
        diagnostics: &mut Diagnostics,
    ) {
        let folded = fold(name);
        if folded.is_empty() {
            return;
        }
        match claimed.get(&(at.kind, folded.clone())) {
            Some((other, first)) if other != at && at.kind != Kind::Source => {
                diagnostics.report(claimed_twice(at, name, other, first));
            }
            Some(_) => {}
            None => {
                claimed.insert((at.kind, folded.clone()), (at.clone(), name.clone()));
            }
        }
        self.folded.entry(folded).or_default().insert(at.clone());
    }

    /// What a name, or `kind:name`, leads to.
    pub fn find(&self, written: &str) -> Found {
        let (kind, name) = match written.split_once(':') {
            Some((kind, name)) if Kind::by_word(kind.trim()).is_some() => {
                (Kind::by_word(kind.trim()), name.trim())
            }
            _ => (None, written.trim()),
        };
        self.find_of(name, |found| kind.is_none_or(|kind| found == kind))
    }

    /// What a name leads to among the kinds that `wanted` accepts. An id wins over other names.
    pub fn find_of(&self, name: &str, wanted: impl Fn(Kind) -> bool) -> Found {
        let of = |map: &BTreeMap<String, BTreeSet<EntryRef>>, key: &str| -> Vec<EntryRef> {
            map.get(key).into_iter().flatten().filter(|at| wanted(at.kind)).cloned().collect()
        };
        let mut found = of(&self.ids, name);
        if found.is_empty() {
            found = of(&self.folded, &fold(name));
        }
        match found.len() {
            1 => found.pop().map_or(Found::Nothing(None), Found::One),
            0 if self.drafts.get(&fold(name)).is_some_and(|at| wanted(at.kind)) => Found::Draft,
            0 if self.unread.iter().any(|at| *at.id == *name && wanted(at.kind)) => Found::Unread,
            0 => Found::Nothing(self.near(name, wanted)),
            _ => Found::Several(found),
        }
    }

    fn near(&self, name: &str, wanted: impl Fn(Kind) -> bool) -> Option<String> {
        let candidates = self
            .ids
            .iter()
            .filter(|(_, entries)| entries.iter().any(|at| wanted(at.kind)))
            .map(|(id, _)| id.as_str());
        crate::diagnostics::nearest(name, candidates).map(str::to_owned)
    }
}

fn claimed_twice(
    at: &EntryRef,
    name: &Spanned<String>,
    other: &EntryRef,
    first: &Spanned<String>,
) -> Diagnostic {
    let message = format!("the name `{}` of `{at}` is also a name of `{other}`", name.value);
    Diagnostic::new(Code::AliasClaimedTwice, name.span, message)
        .related(first.span, "claimed here")
        .help("keep the name in one of them; say the other with its full name")
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn spellings_of_one_name_fold_together() {
        for (one, other) in [
            ("CCL-17", "CCL17"),
            ("TGF-β", "TGF-beta"),
            ("atopic dermatitis", "Atopic-Dermatitis"),
            ("IFN-γ", "ifn gamma"),
        ] {
            assert_eq!(fold(one), fold(other), "{one}, {other}");
        }
        assert_ne!(fold("IL-13"), fold("IL-17"));
        assert_ne!(fold("CD4+"), fold("CD4"));
    }
}
