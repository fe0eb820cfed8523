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
    /// The branch of the repository that the site is made from.
    pub branch: String,
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
            branch: "main".to_owned(),
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
            self.base_url = Some(from_outside(address));
        }
    }

    /// Sets where errors are reported, if that is known better than the settings know.
    pub fn report_to(&mut self, repository: Option<&url::Url>) {
        if let Some(repository) = repository {
            self.repository = Answer::Given(from_outside(repository));
        }
    }

    /// Where the site is published; none for the addresses that are kept for examples, which
    /// lead nowhere.
    pub fn published_at(&self) -> Option<&url::Url> {
        let url = &self.base_url.as_ref()?.value;
        let host = url.host_str()?;
        let reserved = ["example.org", "example.com", "example.net"];
        let is_example = reserved.iter().any(|name| {
            host.strip_suffix(name).is_some_and(|before| before.is_empty() || before.ends_with('.'))
        });
        (!is_example).then_some(url)
    }
}

/// An address that no file holds.
fn from_outside(address: &url::Url) -> Spanned<url::Url> {
    let span = crate::diagnostics::Span::new(crate::diagnostics::FileId(u32::MAX), 0, 0);
    Spanned::new(address.clone(), span)
}

#[cfg(test)]
mod tests {
    use super::Settings;

    #[test]
    fn an_address_for_examples_is_not_where_a_site_is_published() {
        for (address, is_published) in [
            ("https://example.org/", false),
            ("https://kb.example.com/x/", false),
            ("https://an-example.org/", true),
            ("https://someone.github.io/kb/", true),
            ("http://127.0.0.1:1111/", true),
        ] {
            let mut settings = Settings::default();
            assert_eq!(settings.published_at(), None);
            settings.publish_at(Some(&url::Url::parse(address).unwrap()));
            assert_eq!(settings.published_at().is_some(), is_published, "{address}");
        }
    }
}
