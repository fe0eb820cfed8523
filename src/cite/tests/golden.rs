//! The four styles that sites will use, each checked by eye against its rules:
//!
//! - Elsevier Vancouver: six authors, short journal, year;volume:page, no issue, DOI as address;
//! - AMA, 11th edition: three authors if there are more than six, issue, page range in full;
//! - NLM citation sequence ("Vancouver"): six authors, full date, shortest page range, PMID;
//! - APA, 7th edition: all authors up to twenty, full journal in italics with its volume.

use serde_json::{Value, json};

use super::printed;

const ELSEVIER: &str = "elsevier-vancouver";
const AMA: &str = "american-medical-association";
const NLM: &str = "nlm-citation-sequence";
const APA: &str = "apa";

/// Asserts the plain text of a record in the four styles.
fn prints(csl: &Value, expected: [(&str, &str); 4]) {
    for (style, line) in expected {
        assert_eq!(printed(style, csl).text, line, "in {style}");
    }
}

/// An invented article with all there is.
fn article() -> Value {
    json!({
        "type": "article-journal",
        "title": "Invented stem cells for moderate atopic dermatitis: do they help?",
        "author": [
            {"family": "Alder", "given": "Anna B"},
            {"family": "Birch", "given": "Carl"},
            {"family": "van der Cedar", "given": "Dina"},
            {"family": "Dogwood", "given": "EJ"},
            {"family": "Elm", "given": "Tae-hoon"},
            {"family": "Fir", "given": "F.G."},
            {"family": "Ginkgo", "given": "Hana"},
        ],
        "container-title": "Journal of Invented Dermatology & Therapy",
        "container-title-short": "J. Invent. Dermatol. Ther.",
        "volume": "16",
        "issue": "1",
        "page": "671-678",
        "issued": {"date-parts": [[2025, 12, 2]]},
        "DOI": "10.5555/invented.2025",
        "PMID": "41000000",
    })
}

/// A record as a document gives it that prints neither title nor authors.
fn untitled() -> Value {
    json!({
        "type": "article-journal",
        "container-title-short": "Stem Cell Res Ther",
        "volume": 16,
        "issue": 1,
        "page": "671",
        "issued": {"date-parts": [[2025, 12, 2]]},
        "DOI": "10.1186/s13287-025-04763-y",
        "PMID": 41331725,
    })
}

fn webpage() -> Value {
    json!({
        "type": "webpage",
        "title": "An invented study in atopic dermatitis",
        "container-title": "ClinicalTrials.gov",
        "publisher": "National Library of Medicine",
        "issued": {"date-parts": [[2019, 10, 24]]},
        "accessed": {"date-parts": [[2026, 1, 5]]},
        "URL": "https://clinicaltrials.gov/study/NCT00000000",
    })
}

fn dataset() -> Value {
    json!({
        "type": "dataset",
        "title": "Invented EASI scores",
        "publisher": "Zenodo",
        "issued": {"date-parts": [[2024]]},
        "DOI": "10.5555/zenodo.1",
    })
}

#[test]
fn a_full_article() {
    prints(
        &article(),
        [
            (
                ELSEVIER,
                "Alder AB, Birch C, van der Cedar D, Dogwood EJ, Elm T-H, Fir FG, et al. Invented stem \
                 cells for moderate atopic dermatitis: do they help? J Invent Dermatol Ther \
                 2025;16:671–8. https://doi.org/10.5555/invented.2025.",
            ),
            (
                AMA,
                "Alder AB, Birch C, van der Cedar D, et al. Invented stem cells for moderate atopic \
                 dermatitis: do they help? J Invent Dermatol Ther. 2025;16(1):671-678. \
                 doi:10.5555/invented.2025",
            ),
            (
                NLM,
                "Alder AB, Birch C, van der Cedar D, Dogwood EJ, Elm TH, Fir FG, et al. Invented stem \
                 cells for moderate atopic dermatitis: do they help? J Invent Dermatol Ther. 2025 Dec \
                 2;16(1):671–8. doi:10.5555/invented.2025 PubMed PMID: 41000000.",
            ),
            (
                APA,
                "Alder, A. B., Birch, C., van der Cedar, D., Dogwood, E. J., Elm, T.-H., Fir, F. G., & \
                 Ginkgo, H. (2025). Invented stem cells for moderate atopic dermatitis: do they help? \
                 Journal of Invented Dermatology & Therapy, 16(1), 671–678. \
                 https://doi.org/10.5555/invented.2025",
            ),
        ],
    );
}

#[test]
fn an_article_without_title_and_authors() {
    prints(
        &untitled(),
        [
            (ELSEVIER, "Stem Cell Res Ther 2025;16:671. https://doi.org/10.1186/s13287-025-04763-y."),
            (AMA, "Stem Cell Res Ther. 2025;16(1):671. doi:10.1186/s13287-025-04763-y"),
            (
                NLM,
                "Stem Cell Res Ther. 2025 Dec 2;16(1):671. doi:10.1186/s13287-025-04763-y PubMed PMID: \
                 41331725.",
            ),
            (APA, "(2025). Stem Cell Res Ther, 16(1), 671. https://doi.org/10.1186/s13287-025-04763-y"),
        ],
    );
}

#[test]
fn a_web_page() {
    prints(
        &webpage(),
        [
            (
                ELSEVIER,
                "An invented study in atopic dermatitis. ClinicalTrials.gov 2019. \
                 https://clinicaltrials.gov/study/NCT00000000 (accessed January 5, 2026).",
            ),
            (
                AMA,
                "An invented study in atopic dermatitis. ClinicalTrials.gov. October 24, 2019. Accessed \
                 January 5, 2026. https://clinicaltrials.gov/study/NCT00000000",
            ),
            (
                NLM,
                "ClinicalTrials.gov [Internet]. National Library of Medicine; 2019 [cited 2026 Jan 5]. An \
                 invented study in atopic dermatitis. Available from: \
                 https://clinicaltrials.gov/study/NCT00000000",
            ),
            (
                APA,
                "National Library of Medicine. (2019, October 24). An invented study in atopic \
                 dermatitis. ClinicalTrials.gov. https://clinicaltrials.gov/study/NCT00000000",
            ),
        ],
    );
}

#[test]
fn a_dataset_without_authors() {
    prints(
        &dataset(),
        [
            (ELSEVIER, "Invented EASI scores 2024. https://doi.org/10.5555/zenodo.1."),
            (AMA, "Invented EASI scores. Published online 2024. doi:10.5555/zenodo.1"),
            (NLM, "Invented EASI scores. Zenodo; 2024. doi:10.5555/zenodo.1"),
            (APA, "Invented EASI scores. (2024). [Dataset]. Zenodo. https://doi.org/10.5555/zenodo.1"),
        ],
    );
}

#[test]
fn html_has_italics_and_links() {
    assert_eq!(
        printed(APA, &untitled()).html,
        "(2025). <i>Stem Cell Res Ther</i>, <i>16</i>(1), 671. \
         <a href=\"https://doi.org/10.1186/s13287-025-04763-y\">\
         https://doi.org/10.1186/s13287-025-04763-y</a>"
    );
    assert_eq!(
        printed(NLM, &untitled()).html,
        "Stem Cell Res Ther. 2025 Dec 2;16(1):671. \
         doi:<a href=\"https://doi.org/10.1186/s13287-025-04763-y\">10.1186/s13287-025-04763-y</a> \
         PubMed PMID: <a href=\"https://www.ncbi.nlm.nih.gov/pubmed/41331725\">41331725</a>."
    );
    let nature = printed("nature", &untitled()).html;
    assert!(nature.starts_with("<i>Stem Cell Res Ther</i> <b>16"), "{nature}");
}
