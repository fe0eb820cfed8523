//! Where a reader reports an error of a page, and where an editor changes it.
//!
//! Takes the repository of the settings and returns addresses with the page filled in. Only
//! GitHub's forms are known; of another host there is the plain repository.

use super::Shared;
use crate::model::{EntryRef, Settings};
use crate::site::Route;
use serde::Serialize;
use url::Url;

/// The ways from a page to its repository.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Links {
    /// The form for a report, filled in.
    pub report: Option<String>,
    /// The repository, where its forms are not known.
    pub repository: Option<String>,
    /// The editor for the entry's file.
    pub edit: Option<String>,
    /// The page as a report names it; scripts put the anchor of a finding behind it.
    pub page: String,
}

/// The links of a page with this heading; `at` is its entry.
pub fn links(heading: &str, route: &Route, at: Option<&EntryRef>, shared: &Shared<'_>) -> Links {
    let settings = &shared.kb.settings;
    let page = match settings.published_at() {
        Some(base) => format!("{}/{}", base.as_str().trim_end_matches('/'), route.address()),
        None => route.address().to_owned(),
    };
    let Some(repository) = settings.repository.given() else { return Links { page, ..Links::default() } };
    let Some(repository) = on_github(&repository.value) else {
        return Links { repository: Some(repository.value.to_string()), page, ..Links::default() };
    };
    let title = shared.strings.fill("cite", "report-title", &[("title", heading)]);
    let body = shared.strings.fill("cite", "report-body", &[("title", heading), ("address", &page)]);
    let edit = at.map(|at| edit(&repository, settings, at));
    Links { report: Some(report(repository, &title, &body)), repository: None, edit, page }
}

/// The bare address of a repository on GitHub: `https://github.com/owner/name`.
fn on_github(repository: &Url) -> Option<Url> {
    if !matches!(repository.host_str(), Some("github.com" | "www.github.com")) {
        return None;
    }
    let mut segments = repository.path_segments()?.filter(|part| !part.is_empty());
    let (owner, name) = (segments.next()?, segments.next()?);
    let name = name.strip_suffix(".git").unwrap_or(name);
    Url::parse("https://github.com/").ok()?.join(&format!("{owner}/{name}")).ok()
}

fn report(mut repository: Url, title: &str, body: &str) -> String {
    add(&mut repository, &["issues", "new"]);
    repository.query_pairs_mut().append_pair("title", title).append_pair("body", body);
    repository.into()
}

fn edit(repository: &Url, settings: &Settings, at: &EntryRef) -> String {
    let mut address = repository.clone();
    let branch: Vec<&str> = settings.branch.split('/').collect();
    add(&mut address, &["edit"]);
    add(&mut address, &branch);
    add(&mut address, &["content", at.kind.folder(), &format!("{}.md", at.id)]);
    address.into()
}

/// Puts parts behind a path, encoded as they need.
fn add(address: &mut Url, parts: &[&str]) {
    if let Ok(mut path) = address.path_segments_mut() {
        path.pop_if_empty().extend(parts);
    }
}

#[cfg(test)]
mod tests {
    use super::{edit, on_github, report};
    use crate::model::{EntryRef, Kind, Settings};
    use url::Url;

    fn bare(address: &str) -> Option<String> {
        on_github(&Url::parse(address).unwrap()).map(String::from)
    }

    #[test]
    fn a_repository_on_github_has_one_bare_address() {
        for address in [
            "https://github.com/someone/kb",
            "https://github.com/someone/kb/",
            "https://github.com/someone/kb.git",
            "http://www.github.com/someone/kb/issues?q=1#x",
        ] {
            assert_eq!(bare(address).as_deref(), Some("https://github.com/someone/kb"), "{address}");
        }
        for address in [
            "https://gitlab.com/someone/kb",
            "https://github.com/someone",
            "https://github.com.evil.test/a/b",
        ] {
            assert_eq!(bare(address), None, "{address}");
        }
    }

    #[test]
    fn a_report_is_filled_in_whatever_the_title_holds() {
        let repository = Url::parse("https://github.com/someone/kb").unwrap();
        let address = report(repository, "50% & more? #1 \"α\"", "Page: a+b\n\nEnd");
        assert_eq!(
            address,
            "https://github.com/someone/kb/issues/new?title=50%25+%26+more%3F+%231+%22%CE%B1%22&body=Page%3A+a%2Bb%0A%0AEnd"
        );
        let pairs: Vec<_> = Url::parse(&address).unwrap().query_pairs().into_owned().collect();
        assert_eq!(
            pairs,
            [("title".into(), "50% & more? #1 \"α\"".into()), ("body".into(), "Page: a+b\n\nEnd".into())]
        );
    }

    #[test]
    fn an_edit_leads_to_the_file_on_the_branch() {
        let repository = Url::parse("https://github.com/someone/kb").unwrap();
        let at = EntryRef::new(Kind::CellType, "at-msc");
        for (branch, part) in [("main", "main"), ("release/2", "release/2"), ("a#b%", "a%23b%25")] {
            let settings = Settings { branch: branch.to_owned(), ..Settings::default() };
            assert_eq!(
                edit(&repository, &settings, &at),
                format!("https://github.com/someone/kb/edit/{part}/content/cell-types/at-msc.md")
            );
        }
    }
}
