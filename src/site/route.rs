//! Addresses of pages, and the way from one to another.

use crate::model::{EntryRef, Kind};

/// The address of a page within the site: `trials/adstem-phase-2.html`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Route {
    address: String,
}

/// The way from a page to the top of the site: empty, `../`, or an absolute path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Root(String);

impl Route {
    /// A route with this address.
    pub fn new(address: impl Into<String>) -> Self {
        Self { address: address.into() }
    }

    /// The page of an entry.
    pub fn of(at: &EntryRef) -> Self {
        Self::new(match at.kind {
            Kind::Article => format!("{}.html", at.id),
            kind => format!("{}/{}.html", kind.folder(), at.id),
        })
    }

    /// The list of all entries of a kind.
    pub fn index(kind: Kind) -> Self {
        Self::new(match kind {
            Kind::Term => "glossary.html".to_owned(),
            Kind::Article => "index.html".to_owned(),
            kind => format!("{}/index.html", kind.folder()),
        })
    }

    /// The address from the top of the site, without a leading slash.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The way to the top of the site; links are relative, so that pages work at any place.
    pub fn root(&self) -> Root {
        Root("../".repeat(self.address.matches('/').count()))
    }
}

impl Root {
    /// A root that is named from the server's top: for the page that a wrong address shows, which
    /// is served at any depth.
    pub fn absolute(path: &str) -> Self {
        Self(if path.ends_with('/') { path.to_owned() } else { format!("{path}/") })
    }

    /// The way to an address of the site.
    pub fn to(&self, address: &str) -> String {
        format!("{}{address}", self.0)
    }

    /// The way to an entry's page, or to a place on it.
    pub fn to_entry(&self, at: &EntryRef, anchor: Option<&str>) -> String {
        let page = self.to(Route::of(at).address());
        match anchor {
            Some(anchor) => format!("{page}#{anchor}"),
            None => page,
        }
    }

    /// As it stands before an address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::{Root, Route};
    use crate::model::{EntryRef, Kind};

    #[test]
    fn links_are_relative_and_name_the_file() {
        let trial = EntryRef::new(Kind::Trial, "adstem-phase-2");
        let term = EntryRef::new(Kind::Term, "placebo");
        let from_trial = Route::of(&trial).root();
        assert_eq!(from_trial.to_entry(&term, None), "../glossary/placebo.html");
        assert_eq!(
            Route::new("index.html").root().to_entry(&trial, Some("harms")),
            "trials/adstem-phase-2.html#harms"
        );
        assert_eq!(Root::absolute("/base").to("index.html"), "/base/index.html");
    }
}
