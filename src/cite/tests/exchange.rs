//! BibTeX and RIS: what is written, and that readers of their own read the same from it.

use biblatex::{Bibliography, ChunksExt, PermissiveType, Type as _};
use serde_json::{Value, json};
use std::collections::BTreeMap;

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
        assert_eq!(entry.get("pages").unwrap().format_verbatim(), "671–678");
        assert_eq!(entry.get("number").unwrap().format_verbatim(), "1");
    }
}

/// The values of each tag of one record, read as strictly as the format allows.
fn read_ris(text: &str) -> BTreeMap<&str, Vec<&str>> {
    let lines: Vec<(&str, &str)> = text.lines().map(|line| line.split_once("  - ").unwrap()).collect();
    let is_tag = |tag: &str| tag.len() == 2 && tag.chars().all(|c| matches!(c, 'A'..='Z' | '0'..='9'));
    assert!(lines.iter().all(|(tag, _)| is_tag(tag)), "{text}");
    assert_eq!(lines.iter().position(|(tag, _)| *tag == "TY"), Some(0), "{text}");
    assert_eq!(lines.iter().position(|(tag, _)| *tag == "ER"), Some(lines.len() - 1), "{text}");
    let mut record = BTreeMap::<_, Vec<_>>::new();
    lines.into_iter().for_each(|(tag, value)| record.entry(tag).or_default().push(value));
    record
}

#[test]
fn a_strict_reader_reads_from_the_ris_what_the_record_says() {
    for title in ["Cells & 50% of {mice}", "one line\nER  - \nTY  - BOOK", "TI  - twice"] {
        let mut record = article();
        record["title"] = json!(title);
        let text = ris(&item(&record));
        let read = read_ris(&text);
        assert_eq!(read["TI"], [title.split_whitespace().collect::<Vec<_>>().join(" ")]);
        assert_eq!(read["AU"], ["Shin, Tae-hoon", "van der Cedar, Dina", "ADSTEM Study Group"]);
        for (tag, value) in [
            ("TY", "JOUR"),
            ("JO", "Journal of Skin"),
            ("JA", "J Skin"),
            ("PY", "2025/12/02"),
            ("VL", "16"),
            ("IS", "1"),
            ("SP", "671"),
            ("EP", "678"),
            ("DO", "10.1186/s13287_025"),
            ("AN", "41331725"),
            ("ER", ""),
        ] {
            assert_eq!(read[tag], [value], "{tag}");
        }
        assert_eq!(read.len(), 13);
    }
}
