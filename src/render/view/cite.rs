//! How to cite the page of an entry, and on the page of a source the source itself.
//!
//! A page is cited by its title, the site, who edits the site if that is said, the day of its
//! last change if that is said, and its address if it is published. Nothing is put in the place
//! of what is not known but the "n.d." that APA asks for.

use crate::model::EntryRef;
use crate::render::Shared;
use crate::site::Route;
use serde::Serialize;

/// The box of citations.
#[derive(Debug, Serialize)]
#[cfg_attr(not(feature = "cite"), allow(dead_code, reason = "only the library makes one"))]
pub struct View {
    /// This page.
    pub page: Vec<Form>,
    /// The source of which this is the page.
    pub source: Vec<Form>,
    /// The address of its record: `adstem-2025/record`.
    pub record: String,
    /// Whether the address is known.
    pub is_published: bool,
    /// A citation with places for a `{finding}` and an `{address}`, where there are anchors.
    pub pattern: Option<String>,
}

/// A citation in one form.
#[derive(Debug, Serialize)]
#[cfg_attr(not(feature = "cite"), allow(dead_code, reason = "only the library makes one"))]
pub struct Form {
    /// What the form is called: `AMA`, `BibTeX`.
    pub name: &'static str,
    /// The citation as plain text.
    pub text: String,
    /// Whether its line breaks matter.
    pub is_code: bool,
}

/// Without a citation library there is no box.
#[cfg(not(feature = "cite"))]
pub fn view(_: &EntryRef, _: &Route, _: &Shared<'_>) -> Option<View> {
    None
}

/// The box on the page of an entry.
#[cfg(feature = "cite")]
pub fn view(at: &EntryRef, route: &Route, shared: &Shared<'_>) -> Option<View> {
    use crate::model::{Id, Kind};
    let entry = shared.kb.entry(at)?;
    let base = shared.kb.settings.published_at();
    let address = base.map(|base| format!("{}/{}", base.as_str().trim_end_matches('/'), route.address()));
    let own = forms::page(&at.id, entry, address.as_deref(), shared);
    let source = shared.kb.sources.get(&Id::new(at.id.clone())).filter(|_| at.kind == Kind::Source);
    let has_anchors = source.is_some_and(|source| !source.findings.is_empty());
    Some(View {
        page: forms::all(&own, forms::NoDate::Said),
        source: source
            .map(|source| {
                let record = crate::render::references::item(at.id.as_ref(), &source.record);
                forms::all(&record, forms::NoDate::Silent)
            })
            .unwrap_or_default(),
        record: format!("{}/record", at.id),
        is_published: base.is_some(),
        pattern: has_anchors.then(|| forms::pattern(own, shared)),
    })
}

#[cfg(feature = "cite")]
mod forms {
    use super::Form;
    use crate::cite::{Item, Style, bibtex, format, ris};
    use crate::model::{Date, Entry, Settings};
    use crate::render::Shared;
    use serde_json::{Map, Value, json};

    /// What stands in an address until it is known.
    const ADDRESS: &str = "https://address.invalid";

    /// The styles by the names that people know, and that the library knows.
    const STYLES: [(&str, &str); 3] =
        [("Vancouver", "vancouver"), ("AMA", "american-medical-association"), ("APA", "apa")];

    /// Whether APA says that there is no date.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum NoDate {
        /// "n.d.", of our own pages.
        Said,
        /// Of sources only what the record holds is said.
        Silent,
    }

    /// The page of an entry as a record.
    pub fn page(id: &str, entry: &Entry, address: Option<&str>, shared: &Shared<'_>) -> Item {
        let changed = entry.changed.as_ref().map(|date| date.value);
        let date = changed.or(entry.added).or(entry.reviewed);
        record(id, &entry.title, date, address, &shared.kb.settings)
    }

    fn record(id: &str, title: &str, date: Option<Date>, address: Option<&str>, settings: &Settings) -> Item {
        let mut csl = Map::new();
        csl.insert("type".into(), "webpage".into());
        csl.insert("title".into(), title.into());
        csl.insert("container-title".into(), settings.title.as_str().into());
        if !settings.editors.is_empty() {
            let names = settings.editors.iter().map(|name| json!({"literal": name}));
            csl.insert("author".into(), names.collect());
        }
        if let Some(date) = date {
            csl.insert("issued".into(), date_parts(date));
        }
        if let Some(address) = address {
            csl.insert("URL".into(), address.into());
        }
        Item { id: id.to_owned(), csl }
    }

    fn date_parts(date: Date) -> Value {
        let parts = [Some(date.year), date.month.map(u16::from), date.day.map(u16::from)];
        json!({"date-parts": [parts.into_iter().flatten().collect::<Vec<_>>()]})
    }

    /// A record in every form.
    pub fn all(item: &Item, no_date: NoDate) -> Vec<Form> {
        let styled = STYLES.iter().map(|(name, style)| {
            let says_none = *style == "apa" && no_date == NoDate::Said && !item.csl.contains_key("issued");
            let text = if says_none { styled(style, &undated(item)) } else { styled(style, item) };
            Form { name, text, is_code: false }
        });
        let code = |name, text| Form { name, text, is_code: true };
        let mut forms: Vec<Form> = styled.filter(|form| !form.text.is_empty()).collect();
        // A record that no style finds anything in is no reference.
        if !forms.is_empty() {
            forms.extend([code("BibTeX", bibtex(item)), code("RIS", ris(item))]);
        }
        forms
    }

    fn styled(style: &str, item: &Item) -> String {
        // Without a journal the style of the National Library of Medicine prints a volume twice.
        let has_journal =
            ["container-title", "container-title-short"].iter().any(|key| item.csl.contains_key(*key));
        let style = if style == "vancouver" && !has_journal { "elsevier-vancouver" } else { style };
        let style = Style::by_name(style).unwrap_or_default();
        format(&style, item).map(|reference| reference.text).unwrap_or_default()
    }

    /// The style prints a status in the place of a date.
    fn undated(item: &Item) -> Item {
        let mut item = item.clone();
        item.csl.insert("status".into(), "n.d.".into());
        item
    }

    /// The citation of a finding on a page, with places for its name and address.
    pub fn pattern(mut page: Item, shared: &Shared<'_>) -> String {
        let title = page.csl.get("title").and_then(Value::as_str).unwrap_or_default();
        let named = shared.strings.fill("cite", "finding-on", &[("title", title)]);
        page.csl.insert("title".into(), named.into());
        page.csl.insert("URL".into(), ADDRESS.into());
        styled("vancouver", &page).replace(ADDRESS, "{address}")
    }

    #[cfg(test)]
    mod tests {
        use super::{Date, NoDate, Settings, all, record};

        fn forms(date: Option<&str>, address: Option<&str>, editors: &[&str]) -> Vec<String> {
            let settings = Settings {
                title: "MSC evidence".to_owned(),
                editors: editors.iter().map(|name| (*name).to_owned()).collect(),
                ..Settings::default()
            };
            let page = record("ccl17", "CCL17", date.and_then(Date::parse), address, &settings);
            all(&page, NoDate::Said).into_iter().map(|form| form.text).collect()
        }

        #[test]
        fn what_is_known_of_a_page_is_in_its_citation() {
            let address = Some("https://kb.test/biomarkers/ccl17.html");
            assert_eq!(
                forms(Some("2026-03-05"), address, &["Kim Example"]),
                [
                    "Kim Example. MSC evidence [Internet]. 2026. CCL17. Available from: https://kb.test/biomarkers/ccl17.html",
                    "Kim Example. CCL17. MSC evidence. March 5, 2026. https://kb.test/biomarkers/ccl17.html",
                    "Kim Example. (2026, March 5). CCL17. MSC evidence. https://kb.test/biomarkers/ccl17.html",
                    "@misc{ccl17,\n  author = {{Kim Example}},\n  title = {{CCL17}},\n  howpublished = {MSC evidence},\n  year = {2026},\n  month = mar,\n  day = {5},\n  url = {https://kb.test/biomarkers/ccl17.html},\n}",
                    "TY  - ELEC\nAU  - Kim Example\nTI  - CCL17\nT2  - MSC evidence\nPY  - 2026/03/05\nUR  - https://kb.test/biomarkers/ccl17.html\nER  - ",
                ]
            );
        }

        #[test]
        fn what_is_not_known_of_a_page_is_left_out() {
            assert_eq!(
                forms(None, None, &[]),
                [
                    "MSC evidence. CCL17.",
                    "CCL17. MSC evidence.",
                    "CCL17. (n.d.). MSC evidence.",
                    "@misc{ccl17,\n  title = {{CCL17}},\n  howpublished = {MSC evidence},\n}",
                    "TY  - ELEC\nTI  - CCL17\nT2  - MSC evidence\nER  - ",
                ]
            );
        }
    }
}
