//! What `content/site.yaml` says of the site as a whole.

use super::{Answer, vocabulary};
use crate::diagnostics::Spanned;

/// The settings of a knowledge base.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Name of the site.
    pub title: String,
    /// One sentence on what it is.
    pub description: Option<String>,
    /// Where it is published; only addresses for other machines need it.
    pub base_url: Option<Spanned<url::Url>>,
    /// Language of the texts, as a BCP 47 tag.
    pub language: String,
    /// Licence of the content.
    pub licence: Option<String>,
    /// Address of the repository, for edits and reports of errors.
    pub repository: Answer<Spanned<url::Url>>,
    /// Who writes it.
    pub editors: Vec<String>,
    /// Style of reference lists.
    pub citation_style: Option<Spanned<String>>,
    /// Pages that stand in the footer, by id, in order; all of them if it is left out.
    pub navigation: Vec<Spanned<String>>,
    /// Days after which an entry is to be looked at again.
    pub review_interval: Option<u32>,
    /// Organisations that pay for or work on studies.
    pub organisations: Vec<Organisation>,
}

/// A company, university, hospital or foundation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Its name.
    pub name: String,
    /// Other spellings.
    pub aliases: Vec<String>,
    /// What it is.
    pub kind: Option<OrganisationKind>,
}

vocabulary! {
    /// What an organisation is.
    "a kind of organisation"
    pub enum OrganisationKind {
        /// Makes or sells something.
        Company = "company",
        /// A university.
        University = "university",
        /// A hospital.
        Hospital = "hospital",
        /// A foundation or charity.
        Foundation = "foundation",
    }
}

impl Default for Settings {
    /// A site without `site.yaml`.
    fn default() -> Self {
        Self {
            title: "Knowledge base".to_owned(),
            description: None,
            base_url: None,
            language: "en".to_owned(),
            licence: None,
            repository: Answer::default(),
            editors: Vec::new(),
            citation_style: None,
            navigation: Vec::new(),
            review_interval: None,
            organisations: Vec::new(),
        }
    }
}

impl Settings {
    /// Sets where the site will be published, if that is known better than the settings know.
    pub fn publish_at(&mut self, address: Option<&url::Url>) {
        if let Some(address) = address {
            let span = crate::diagnostics::Span::new(crate::diagnostics::FileId(u32::MAX), 0, 0);
            self.base_url = Some(Spanned::new(address.clone(), span));
        }
    }
}
