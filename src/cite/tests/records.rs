//! What a record says is what the line says.

use serde_json::{Value, json};

use super::super::{CiteError, Style, format};
use super::{item, printed};

fn vancouver(csl: &Value) -> String {
    printed("vancouver", csl).text
}

/// An article with one more field.
fn article_with(field: &str, value: Value) -> Value {
    let mut csl = json!({"type": "article-journal", "title": "T", "container-title": "J", "DOI": "10.1/x"});
    if let Some(fields) = csl.as_object_mut() {
        fields.insert(field.to_owned(), value);
    }
    csl
}

#[test]
fn numbers_are_printed_as_the_record_has_them() {
    let table = [
        ("volume", "012", "T. J. 012. doi:10.1/x"),
        ("volume", "16 Suppl 1", "T. J. 16 Suppl 1. doi:10.1/x"),
        ("volume", "16-017", "T. J. 16-017. doi:10.1/x"),
        ("issue", "01", "T. J. (01). doi:10.1/x"),
        ("issue", "3 Pt 1", "T. J. (3 Pt 1). doi:10.1/x"),
        ("page", "e0123456", "T. J. e0123456. doi:10.1/x"),
        ("page", "S12-S18", "T. J. S12–8. doi:10.1/x"),
        ("page", "671.e1-671.e14", "T. J. 671.e1–671.e14. doi:10.1/x"),
        ("page", "99999999999", "T. J. 99999999999. doi:10.1/x"),
    ];
    for (field, number, line) in table {
        assert_eq!(vancouver(&article_with(field, json!(number))), line, "{field}: {number}");
    }
}

#[test]
fn names_keep_their_particles_and_all_their_initials() {
    let table = [
        (json!({"family": "van Zuuren", "given": "Esther J"}), "van Zuuren EJ"),
        (json!({"family": "Zuuren", "non-dropping-particle": "van", "given": "EJ"}), "van Zuuren EJ"),
        (json!({"family": "Kim", "given": "EY."}), "Kim EY"),
        (json!({"family": "De Bruin-Weller", "given": "M.S."}), "De Bruin-Weller MS"),
        (json!({"family": "Shin", "given": "Tae-hoon"}), "Shin TH"),
        (json!({"family": "King", "given": "Martin", "suffix": "Jr"}), "King M Jr"),
        (json!({"literal": "ADSTEM Study Group"}), "ADSTEM Study Group"),
        (json!({"given": "Hildegard"}), "Hildegard"),
    ];
    for (name, line) in table {
        let csl = json!({"type": "article-journal", "author": [name], "title": "T"});
        assert_eq!(vancouver(&csl), format!("{line}. T."));
    }
}

#[test]
fn dates_are_read_in_three_spellings_and_only_as_far_as_they_are_dates() {
    let table = [
        (json!({"date-parts": [[2025, 12, 2]]}), "T. J. 2025 Dec 2. doi:10.1/x"),
        (json!({"date-parts": [["2025", "12"]]}), "T. J. 2025 Dec. doi:10.1/x"),
        (json!({"date-parts": [[2025], [2026]]}), "T. J. 2025. doi:10.1/x"),
        (json!({"date-parts": [[2025, 0, 5]]}), "T. J. 2025. doi:10.1/x"),
        (json!({"date-parts": [[2025, 13]]}), "T. J. 2025. doi:10.1/x"),
        (json!({"date-parts": [[0, 1, 1]]}), "T. J. doi:10.1/x"),
        (json!({"date-parts": [[]]}), "T. J. doi:10.1/x"),
        (json!({"date-parts": []}), "T. J. doi:10.1/x"),
        (json!({"raw": "2025-12"}), "T. J. 2025 Dec. doi:10.1/x"),
        (json!("2025-12-02"), "T. J. 2025 Dec 2. doi:10.1/x"),
        (json!(2025), "T. J. 2025. doi:10.1/x"),
        (json!("in press"), "T. J. doi:10.1/x"),
    ];
    for (date, line) in table {
        assert_eq!(vancouver(&article_with("issued", date.clone())), line, "{date}");
    }
}

#[test]
fn a_doi_may_be_written_as_an_address() {
    for doi in ["10.1/x", "doi:10.1/x", "https://doi.org/10.1/x", "http://dx.doi.org/10.1/x"] {
        let html = printed("vancouver", &json!({"type": "article-journal", "DOI": doi})).html;
        assert_eq!(html, r#"doi:<a href="https://doi.org/10.1/x">10.1/x</a>"#);
    }
}

#[test]
fn addresses_are_encoded() {
    let csl = json!({"type": "article-journal", "DOI": "10.1002/(SICI)1:2<135::AID-P#>3.0.CO;2-\""});
    assert_eq!(
        printed("vancouver", &csl).html,
        "doi:<a href=\"https://doi.org/10.1002/(SICI)1:2%3C135::AID-P%23%3E3.0.CO;2-%22\">\
         10.1002/(SICI)1:2&lt;135::AID-P#&gt;3.0.CO;2-&quot;</a>"
    );
}

#[test]
fn only_web_addresses_are_links() {
    let csl = json!({"type": "webpage", "title": "T", "URL": "javascript:alert(1)"});
    assert_eq!(printed("vancouver", &csl).html, "T [Internet]. Available from: javascript:alert(1)");
}

#[test]
fn text_is_escaped_and_its_punctuation_kept() {
    let csl = json!({
        "type": "article-journal",
        "title": "P < .05 & <script>alert('x')</script>: {curly} $math$ ... etc.",
        "container-title": "J",
    });
    assert_eq!(
        printed("vancouver", &csl).html,
        "P &lt; .05 &amp; &lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;: {curly} $math$ ... etc. J."
    );
}

#[test]
fn punctuation_around_what_is_missing_goes() {
    let csl = json!({
        "type": "paper-conference", "title": "T", "container-title": "Congress", "volume": "5", "page": "3",
    });
    assert_eq!(printed("elsevier-vancouver", &csl).text, "T. In: Congress, vol. 5, p. 3.");
    let csl = json!({"type": "article-journal", "container-title": "J", "issued": 2025, "volume": 5});
    assert_eq!(vancouver(&csl), "J. 2025;5.");
}

#[test]
fn capitals_stay_as_they_are() {
    let csl = json!({"type": "book", "title": "mRNA of Staphylococcus in the IL-4Rα pathway"});
    for style in ["american-medical-association", "chicago-author-date", "ieee", "apa"] {
        let text = printed(style, &csl).text;
        assert!(text.contains("mRNA of Staphylococcus in the IL-4Rα pathway"), "{style}: {text}");
    }
}

#[test]
fn a_journal_known_by_one_title_only_has_it_in_both_places() {
    let short = json!({"type": "article-journal", "container-title-short": "Stem Cell Res Ther"});
    let long = json!({"type": "article-journal", "container-title": "Stem Cell Res Ther"});
    for style in ["vancouver", "apa"] {
        assert_eq!(printed(style, &short).text, "Stem Cell Res Ther.");
        assert_eq!(printed(style, &long).text, "Stem Cell Res Ther.");
    }
}

#[test]
fn a_record_with_nothing_to_print_gives_an_empty_line() {
    for csl in [json!({}), json!({"type": "article-journal"}), json!({"title": " \n", "author": [{}]})] {
        for style in ["elsevier-vancouver", "apa", "iso-690-author-date", "gb-7714-2015-numeric"] {
            assert_eq!(printed(style, &csl).html, "", "{style}: {csl}");
        }
    }
}

#[test]
fn an_unknown_style_suggests_one() {
    let unknown = Style::by_name("elsevier-vancuver").err();
    assert_eq!(unknown.as_ref().and_then(|it| it.nearest()), Some("elsevier-vancouver"));
    let message = unknown.map(|it| it.to_string());
    assert_eq!(message.as_deref(), Some("no citation style is called `elsevier-vancuver`"));
}

#[test]
fn the_default_style_is_elsevier_vancouver() {
    assert_eq!(Style::default().name(), "elsevier-vancouver");
}

#[test]
fn a_style_without_a_reference_list_is_an_error() {
    let formatted = Style::by_name("alphanumeric").map(|style| format(&style, &item(&json!({}))));
    assert_eq!(formatted, Ok(Err(CiteError::NoReferenceList("alphanumeric".to_owned()))));
}
