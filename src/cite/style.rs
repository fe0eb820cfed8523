//! The styles that can be chosen, by name.
//!
//! Takes a name from the site's settings and returns a [`Style`], or says what was meant. The
//! styles are those in hayagriva's archive; each is decoded and mended when it is first asked
//! for, and kept.

use std::fmt;
use std::sync::{LazyLock, OnceLock};

use hayagriva::archive::ArchivedStyle;
use hayagriva::citationberg::{IndependentStyle, Style as Archived};

use super::mend;
use crate::diagnostics;

/// A citation style, ready for use on any thread. Copying it is free.
#[derive(Clone, Copy)]
pub struct Style {
    name: &'static str,
    csl: Option<&'static IndependentStyle>,
}

/// A name that no style has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no citation style is called `{name}`")]
pub struct UnknownStyle {
    /// What was written.
    pub name: String,
}

impl Style {
    /// The style of this name: `elsevier-vancouver`, `apa`, `vancouver`, or the address of a
    /// style in the Zotero repository.
    pub fn by_name(name: &str) -> Result<Self, UnknownStyle> {
        ArchivedStyle::by_name(name).map(Self::load).ok_or_else(|| UnknownStyle { name: name.to_owned() })
    }

    /// The name that hayagriva gives first: `american-psychological-association` for `apa`.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Every name that [`Style::by_name`] knows, addresses left aside.
    pub fn names() -> impl Iterator<Item = &'static str> {
        ArchivedStyle::all().iter().flat_map(|archived| archived.names()).copied()
    }

    /// The rules, if the style has rules for a reference list.
    pub(super) fn csl(&self) -> Option<&'static IndependentStyle> {
        self.csl
    }

    fn load(archived: ArchivedStyle) -> Self {
        let name = archived.names().first().copied().unwrap_or_default();
        let slot = SHELF.iter().find(|slot| slot.archived == archived);
        let csl = slot.and_then(|slot| slot.csl.get_or_init(|| take_out(archived)).as_ref());
        Self { name, csl }
    }
}

/// `elsevier-vancouver`: numbered, with up to six authors, as biomedical journals do.
impl Default for Style {
    fn default() -> Self {
        Self::load(ArchivedStyle::ElsevierVancouver)
    }
}

impl fmt::Debug for Style {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Style").field(&self.name).finish()
    }
}

impl UnknownStyle {
    /// The name that looks most like what was written.
    pub fn nearest(&self) -> Option<&'static str> {
        diagnostics::nearest(&self.name, Style::names())
    }
}

/// Where a style stands once it has been decoded.
struct Slot {
    archived: ArchivedStyle,
    csl: OnceLock<Option<IndependentStyle>>,
}

static SHELF: LazyLock<Vec<Slot>> = LazyLock::new(|| {
    let empty = |&archived: &ArchivedStyle| Slot { archived, csl: OnceLock::new() };
    ArchivedStyle::all().iter().map(empty).collect()
});

/// Decodes a style and mends it.
fn take_out(archived: ArchivedStyle) -> Option<IndependentStyle> {
    let Archived::Independent(mut csl) = archived.get() else {
        return None;
    };
    csl.bibliography.as_ref()?;
    mend::mend(&mut csl);
    Some(csl)
}
