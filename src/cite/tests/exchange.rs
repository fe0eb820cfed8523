//! BibTeX and RIS: what is written, and that other programs' readers read the same from it.

use biblatex::{Bibliography, ChunksExt, PermissiveType, Type as _};
use biblib::{CitationParser, RisParser};
use serde_json::{Value, json};

use super::super::{bibtex, ris};
use super::item;

fn article() -> Value {
    json!({
        "type": "article-journal",
        "title": "Cells & 50% of {mice}: IL-4Rα_2 ~ #1",
        "author": [
            {"family": "Shin", "given": "Tae-hoon"},
            {"family": "van der Cedar", "given": "Dina"},
            {"literal": "ADSTEM Study Group"},
        ],
        "container-title": "Journal of Skin",
        "container-title-short": "J Skin",
        "volume": "16",
        "issue": "1",
        "page": "671-678",
        "issued": {"date-parts": [[2025, 12, 2]]},
        "DOI": "10.1186/s13287_025",
        "PMID": "41331725",
    })
}

fn page() -> Value {
    json!({
        "type": "webpage", "title": "CCL17", "container-title": "MSC evidence",
        "URL": "https://kb.test/biomarkers/ccl17.html",
    })
}

#[test]
fn an_article_is_written_in_bibtex() {
    assert_eq!(
        bibtex(&item(&article())),
        r"@article{a-source,
  author = {Shin, Tae-hoon and {van der Cedar}, Dina and {ADSTEM Study Group}},
  title = {{Cells \& 50\% of \{mice\}: IL-4Rα\_2 \textasciitilde{} \#1}},
  journal = {Journal of Skin},
  year = {2025},
  month = dec,
  day = {2},
  volume = {16},
  number = {1},
  pages = {671--678},
  doi = {10.1186/s13287_025},
  pmid = {41331725},
}"
    );
}

#[test]
fn an_article_is_written_in_ris() {
    assert_eq!(
        ris(&item(&article())),
        "TY  - JOUR
AU  - Shin, Tae-hoon
AU  - van der Cedar, Dina
AU  - ADSTEM Study Group
TI  - Cells & 50% of {mice}: IL-4Rα_2 ~ #1
JO  - Journal of Skin
JA  - J Skin
PY  - 2025/12/02
VL  - 16
IS  - 1
SP  - 671
EP  - 678
DO  - 10.1186/s13287_025
AN  - 41331725
ER  - "
    );
}

#[test]
fn nothing_is_put_where_the_record_has_nothing() {
    assert_eq!(
        bibtex(&item(&page())),
        "@misc{a-source,
  title = {{CCL17}},
  howpublished = {MSC evidence},
  url = {https://kb.test/biomarkers/ccl17.html},
}"
    );
    assert_eq!(
        ris(&item(&page())),
        "TY  - ELEC\nTI  - CCL17\nT2  - MSC evidence\nUR  - https://kb.test/biomarkers/ccl17.html\nER  - "
    );
    assert_eq!(bibtex(&item(&json!({"type": "thesis"}))), "@misc{a-source,\n}");
    assert_eq!(ris(&item(&json!({"type": "thesis"}))), "TY  - THES\nER  - ");
}

#[test]
fn another_reader_reads_from_the_bibtex_what_the_record_says() {
    for title in ["Cells & 50% of {mice}: IL-4Rα_2 ~ #1", r"a\b^c $d$ ~", "\"quoted\" – 10⁶ <i>", "@misc{x,"]
    {
        let mut record = article();
        record["title"] = json!(title);
        let read = Bibliography::parse(&bibtex(&item(&record))).unwrap();
        assert_eq!(read.len(), 1);
        let entry = read.get("a-source").unwrap();
        assert_eq!(entry.title().unwrap().format_verbatim(), title);
        let authors = entry.author().unwrap();
        let names: Vec<_> = authors.iter().map(|one| (one.name.as_str(), one.given_name.as_str())).collect();
        assert_eq!(names, [("Shin", "Tae-hoon"), ("van der Cedar", "Dina"), ("ADSTEM Study Group", "")]);
        let PermissiveType::Typed(date) = entry.date().unwrap() else { panic!("no date") };
        assert_eq!(date.to_chunks().format_verbatim(), "2025-12-02");
        assert_eq!(entry.journal().unwrap().format_verbatim(), "Journal of Skin");
        assert_eq!(entry.doi().unwrap(), "10.1186/s13287_025");
        assert_eq!(entry.get("pages").unwrap().format_verbatim(), "671--678");
        assert_eq!(entry.get("number").unwrap().format_verbatim(), "1");
    }
}

#[test]
fn another_reader_reads_from_the_ris_what_the_record_says() {
    for title in ["Cells & 50% of {mice}", "one line\nER  - \nTY  - BOOK", "TI  - twice"] {
        let mut record = article();
        record["title"] = json!(title);
        let read = RisParser::new().parse(&ris(&item(&record))).unwrap();
        let [citation] = read.as_slice() else { panic!("{} records", read.len()) };
        assert_eq!(citation.title, title.split_whitespace().collect::<Vec<_>>().join(" "));
        let names: Vec<_> = citation.authors.iter().map(|author| author.name.as_str()).collect();
        assert_eq!(names, ["Shin", "van der Cedar", "ADSTEM Study Group"]);
        let date = citation.date.as_ref().unwrap();
        assert_eq!((date.year, date.month, date.day), (2025, Some(12), Some(2)));
        assert_eq!(citation.journal.as_deref(), Some("Journal of Skin"));
        assert_eq!(citation.pages.as_deref(), Some("671-678"));
        assert_eq!(citation.doi.as_deref(), Some("10.1186/s13287_025"));
    }
}
