//! What pages say: content in, words out.

use crate::testing::pages;
use scraper::{Html, Selector};
use std::collections::BTreeMap;

/// A base with a trial in people, a study in mice, and one that is known from a retelling.
const BASE: &str = "
            --- diseases/eczema.md
            --- cell-types/msc.md
            --- outcomes/sae.md
            title: Serious adverse events
            class: harm
            --- outcomes/score.md
            title: Severity score
            --- biomarkers/c7.md
            title: C7
            --- biomarkers/il-4.md
            title: IL-4
            --- trials/people.md
            title: Cells in people
            --- trials/mice.md
            title: Cells in animals
            --- trials/told.md
            title: Cells as told
            --- sources/own.md
            label: Own report
            reports:
              - trial: people
                registry-id: not-reported
                phase: 2
                allocation: not-reported
                masking: not-reported
                control: not-reported
                conditions: [eczema]
                population: adults
                enrollment: 6
                arms: [{id: cells, label: Cells, participants: 6, intervention: {cell-type: msc}}]
                follow-up: {low: 8, high: 24, unit: months, counted-from: treatment}
                endpoints:
                  - {label: safety, answered-by: [tolerated, serious]}
                  - {measure: score, label: severity by day}
                  - {label: inflammatory markers}
                  - {label: Well-Being}
                locator: {section: Methods}
              - trial: mice
                registry-id: not-applicable
                phase: preclinical
                species: mouse
                allocation: not-reported
                masking: not-reported
                control: not-reported
                conditions: [eczema]
                population: mice with a model of it
                enrollment: 12
                arms: [{id: cells, label: Cells, participants: 12, intervention: {cell-type: msc}}]
                follow-up: {low: 8, high: 24, unit: days, counted-from: not-stated}
                endpoints: [{measure: c7}]
                locator: {section: Methods}
            findings:
              - {id: tolerated, trial: people, label: well tolerated, arm: cells, comparator: none, time-point: not-stated, change: not-applicable, locator: {section: Results}}
              - {id: serious, trial: people, measure: sae, arm: cells, comparator: none, time-point: not-stated, result: {count: 0, of: 6}, change: not-applicable, locator: {section: Results}}
              - {id: well-being, trial: people, label: well being, arm: cells, comparator: baseline, time-point: week 4, benefit: improved, locator: {section: Results}}
              - {id: c7, trial: people, measure: c7, arm: cells, comparator: baseline, time-point: day 56, result: {count: 1, of: 6}, change: increased, locator: {section: Results}}
              - {id: c7-part, trial: people, measure: c7, label: C7 in blood, arm: cells, comparator: baseline, time-point: day 90, among: {count: 2, of: 5, who: those who came}, change: decreased, locator: {section: Results}}
              - {id: c7-all, trial: people, measure: c7, arm: cells, comparator: baseline, time-point: day 112, change: increased, locator: {section: Results}}
              - {id: c7-mice, trial: mice, measure: c7, species: mouse, arm: cells, comparator: baseline, time-point: day 7, change: increased, benefit: improved, locator: {section: Results}}
            --- sources/web.md
            label: Web page
            tier: secondary-web
            derived-from: [not-in-base]
            reports:
              - trial: told
                registry-id: not-reported
                phase: 1
                allocation: not-reported
                masking: not-reported
                control: not-reported
                conditions: [eczema]
                enrollment: 37
                arms: [{id: cells, label: Cells, participants: 37, intervention: {cell-type: msc}}]
                follow-up: not-reported
                locator: {section: Text}
            findings:
              - {id: c7, trial: told, measure: c7, arm: cells, comparator: baseline, time-point: day 3, change: decreased, locator: {section: Text}}
              - {id: il-4, trial: told, measure: il-4, arm: cells, comparator: baseline, time-point: day 3, change: decreased, locator: {section: Text}}
              - {id: score, trial: told, measure: score, arm: cells, comparator: baseline, time-point: day 3, benefit: improved, locator: {section: Text}}
";

fn base() -> BTreeMap<String, String> {
    pages(BASE)
}

/// The words of each element that a selector finds, white space as a browser shows it.
fn texts(page: &str, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    Html::parse_document(page).select(&selector).map(|element| words(element.text())).collect()
}

fn words<'t>(text: impl Iterator<Item = &'t str>) -> String {
    text.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of the section under a heading.
fn section(page: &str, anchor: &str) -> String {
    texts(page, &format!("section[aria-labelledby={anchor}]")).join(" ")
}

/// The rows of all tables of findings, each as its words.
fn rows(page: &str) -> Vec<String> {
    texts(page, "table.evidence tbody tr")
}

#[track_caller]
fn assert_says(text: &str, expected: &str) {
    assert!(text.contains(expected), "`{expected}` is not in:\n{text}");
}

#[track_caller]
fn assert_silent(text: &str, unwanted: &str) {
    assert!(!text.contains(unwanted), "`{unwanted}` is in:\n{text}");
}

#[test]
fn an_endpoint_is_answered_by_the_findings_that_it_names() {
    let page = &base()["trials/people.html"];
    let silent = texts(page, ".silent li");
    assert_eq!(
        silent,
        [
            "severity by day (Severity score): not in the abstract",
            "inflammatory markers: not in the abstract"
        ]
    );
    let harms = section(page, "harms");
    assert_says(&harms, "well tolerated");
    assert_says(&harms, "Serious adverse events");
    assert_silent(&section(page, "results"), "well tolerated");
}

#[test]
fn a_study_without_a_result_on_harms_says_so() {
    assert_says(&section(&base()["trials/mice.html"], "harms"), "gives no result on harms");
}

#[test]
fn a_direction_of_a_count_stands_with_the_count() {
    let base = base();
    let marker = &base["biomarkers/c7.html"];
    let tally = texts(marker, ".tally li");
    assert_eq!(
        tally,
        ["▲ increased: 1 finding", "day 56: ▲ increased in 1 of 6 [1]", "day 90: ▼ decreased in 2 of 5 [1]"]
    );
    let rows = rows(marker);
    assert_says(&rows[0], "▲ increased in 1 of 6");
    assert_says(&rows[1], "▼ decreased in 2 of 5");
    assert_says(&rows[1], "in 2 of 5: those who came");
    let backlinks = section(marker, "backlinks");
    assert_says(&backlinks, "finding: C7, day 56: increased in 1 of 6");
    assert_says(&backlinks, "finding: C7 in blood (C7), day 90: decreased in 2 of 5");
}

#[test]
fn a_count_without_a_direction_is_called_a_plain_count() {
    let base = base();
    let harms = rows(&base["outcomes/sae.html"]).join(" ");
    assert_says(&harms, "a plain count");
    assert_silent(&harms, "significance");
    assert_says(&section(&base["outcomes/sae.html"], "backlinks"), "finding: Serious adverse events: 0 of 6");
}

#[test]
fn thresholds_never_share_a_count() {
    let of = |id: &str, criterion: &str| {
        format!(
            "              - {{id: {id}, trial: people, measure: score, {criterion}arm: cells, comparator: baseline, \
             time-point: week 1, change: decreased, locator: {{section: Results}}}}\n"
        )
    };
    let more = [
        ("a", ""),
        ("b", "criterion: SCORE-50, "),
        ("c", "criterion: SCORE-75, "),
        ("d", "criterion: SCORE-75, "),
        ("e", "criterion: not-stated, "),
    ];
    let more: String = more.iter().map(|(id, criterion)| of(id, criterion)).collect();
    let fixture =
        BASE.replace("            --- sources/web.md\n", &format!("{more}            --- sources/web.md\n"));
    let tally = texts(&pages(&fixture)["outcomes/score.html"], ".tally li");
    assert_eq!(
        tally,
        [
            "▼ decreased: 1 finding",
            "SCORE-50: ▼ decreased: 1 finding",
            "SCORE-75: ▼ decreased: 2 findings",
            "threshold not stated: ▼ decreased: 1 finding"
        ]
    );
}

#[test]
fn a_label_and_its_measure_are_told_apart() {
    let page = &base()["trials/people.html"];
    let measured = texts(page, "table.endpoints tbody th");
    assert_eq!(
        measured,
        ["safety", "severity by day (Severity score)", "inflammatory markers", "Well-Being"]
    );
    assert!(texts(page, "table.evidence tbody th").contains(&"C7 in blood (C7) day 90".to_owned()));
}

#[test]
fn a_study_in_mice_says_so_before_all_else() {
    let page = &base()["trials/mice.html"];
    let header = texts(page, ".entry-header").remove(0);
    assert!(header.starts_with("This is a study in mice, not in people."), "{header}");
    let main = texts(page, "main").remove(0);
    for wrong in ["People", "for the people", "Who took part"] {
        assert_silent(&main, wrong);
    }
    for right in
        ["Animals in the study", "for the animals: improved", "mice with a model of it", "Preclinical"]
    {
        assert_says(&main, right);
    }
}

#[test]
fn animals_stand_apart_from_people_in_every_list() {
    let base = base();
    let cards = texts(&base["diseases/eczema.html"], ".studies");
    assert_eq!(cards.len(), 2);
    assert_silent(&cards[0], "Cells in animals");
    assert_says(&cards[1], "Cells in animals in mice How many12");
    assert_silent(&cards[1], "People");
    let groups = texts(&base["trials/index.html"], "table.trials tbody");
    assert!(
        groups[0].starts_with("Trials in people") && groups[1].starts_with("Studies that are not in people")
    );
    assert_silent(&groups[0], "Cells in animals");
    assert_says(&groups[1], "Cells in animals");
    for page in ["index.html", "cell-types/msc.html"] {
        let tables = texts(&base[page], "table.trials");
        assert_eq!(tables.len(), 2, "{page}");
        assert_silent(&tables[0], "Cells in animals");
        assert_says(&tables[1], "Cells in animals in mice");
        assert_silent(&tables[1], "People");
    }
    assert_says(&texts(&base["index.html"], ".counts")[0], "2 trials in people, 1 study not in people");
    let rows = rows(&base["biomarkers/c7.html"]);
    let in_mice: Vec<bool> = rows.iter().map(|row| row.contains("in mice")).collect();
    assert_eq!(in_mice, [false, false, false, false, true]);
    assert_says(
        &section(&base["diseases/eczema.html"], "backlinks"),
        "reports the study Cells in animals of it, in mice",
    );
    assert_says(&section(&base["biomarkers/c7.html"], "backlinks"), "finding, in mice: C7, day 7: improved");
}

#[test]
fn what_is_retold_says_so_in_every_row_and_is_in_no_tally() {
    let base = base();
    let retold = |page: &str| rows(&base[page]).iter().filter(|row| row.contains("retold")).count();
    assert_eq!(retold("trials/told.html"), 3);
    assert_eq!(retold("sources/web.html"), 3);
    assert_eq!(retold("biomarkers/c7.html"), 1);
    assert_eq!(retold("biomarkers/il-4.html"), 1);
    assert_eq!(retold("sources/own.html"), 0);
    assert_eq!(texts(&base["biomarkers/il-4.html"], ".tally li"), [""; 0]);
    assert_says(&section(&base["biomarkers/il-4.html"], "findings"), "None of these findings is counted");
    assert_says(
        &section(&base["biomarkers/il-4.html"], "backlinks"),
        "finding, retold: IL-4, day 3: decreased",
    );
    for page in ["cell-types/msc.html", "trials/index.html"] {
        assert_says(&texts(&base[page], "table.trials tbody th").join(" "), "Cells as told retold");
    }
    assert_says(&texts(&base["diseases/eczema.html"], ".studies")[0], "Cells as told retold; no report");
    assert_says(&texts(&base["trials/told.html"], ".tags")[0], "Retold");
}

#[test]
fn follow_up_says_from_when_it_is_counted() {
    let base = base();
    let facts = |page: &str| section(&base[page], "clinical");
    assert_says(&facts("trials/people.html"), "8 to 24 months, counted from treatment");
    assert_says(&facts("trials/mice.html"), "8 to 24 days");
    assert_silent(&facts("trials/mice.html"), "counted from");
}

#[test]
fn a_source_shows_its_authors_where_they_work_and_what_it_cites() {
    let page = &pages(
        "
            --- sources/a.md
            author:
              - {family: Shin, given: Ann, affiliation: [\"Clinic, Incheon\"], equal-contribution: true}
              - {family: Song, given: Ben, affiliation: [\"Clinic, Incheon\", \"Firm, Seoul\"], corresponding: true}
            references:
              - type: article-journal
                title: Cells in skin
                author: [{family: Kim, given: EY.}]
                container-title-short: Skin J
                volume: 12
                page: \"539\"
                issued: 2021
                locator: {section: Text, sentence: 2}
        ",
    )["sources/a.html"];
    let record = section(page, "record");
    assert_says(&record, "Ann Shin (contributed equally), Ben Song (corresponding author)");
    assert_says(&record, "Clinic, IncheonAnn Shin, Ben Song");
    assert_says(&record, "Firm, SeoulBen Song");
    let cited = section(page, "cites");
    for part in ["Kim EY", "Cells in skin", "Skin J", "12", "539", "2021", "Cited in: Text, sentence 2"] {
        assert_says(&cited, part);
    }
}

#[test]
fn a_reference_that_says_no_more_than_the_label_is_printed_once() {
    let base = pages(
        "
            --- sources/bare.md
            label: Bare record
            type: not-reported
            --- diseases/b.md
            title: B
            ---
            About it [@bare].
        ",
    );
    assert_eq!(section(&base["diseases/b.html"], "sources").matches("Bare record").count(), 1);
    assert_eq!(texts(&base["sources/bare.html"], ".reference"), [""; 0]);
}

#[test]
fn a_page_without_a_description_has_no_lead() {
    let base = pages("--- biomarkers/a.md\ntitle: IgE");
    assert_eq!(texts(&base["biomarkers/a.html"], ".lead"), [""; 0]);
}

#[test]
fn nothing_is_said_twice_in_a_row() {
    let fixture = BASE
        .replace(
            "{id: cells, label: Cells, participants: 6,",
            "{id: other}, {id: cells, label: Placebo, role: placebo-comparator, participants: 6,",
        )
        .replace(
            "                registry-id: not-reported\n                phase: 2\n",
            "                registry-id: NCT01234567\n                phase: 2\n",
        )
        .replace(
            "            title: Cells in people\n",
            "            title: Cells in people\n            identifiers: {nct: NCT01234567}\n",
        )
        .replace("            title: Severity score\n", "            title: EASI\n")
        .replace("measure: score, arm: cells", "measure: score, criterion: EASI-75, arm: cells");
    let base = pages(&fixture);
    let page = &base["trials/people.html"];
    assert_eq!(texts(page, ".card h4"), ["other", "Placebo Comparator"]);
    assert_eq!(section(page, "clinical").matches("NCT01234567").count(), 1);
    assert_eq!(texts(page, "#facts ~ dl a[rel=external]"), ["NCT01234567"]);
    assert_says(&texts(&base["outcomes/score.html"], "table.evidence tbody th")[0], "EASI-75 retold");
}

#[test]
fn a_backlink_quotes_more_than_a_label_that_runs_in() {
    let base = pages(
        "
            --- diseases/eczema.md
            title: Eczema
            --- cell-types/msc.md
            title: MSC
            ---
            **In [[eczema]].** A study gave the cells to people with it. Another did not.

            *Harms*. In [[eczema]], none.
        ",
    );
    let backlinks = section(&base["diseases/eczema.html"], "backlinks");
    assert_says(&backlinks, "“In Eczema. A study gave the cells to people with it.”");
    assert_silent(&backlinks, "Another");
}

#[test]
fn the_home_page_begins_with_the_conditions_that_were_studied() {
    let fixture =
        format!("{BASE}            --- diseases/asthma.md\n            ---\n            Not [[eczema]].\n");
    let page = &pages(&fixture)["index.html"];
    let doors = texts(page, "section[aria-labelledby=conditions] li a");
    assert_eq!(doors, ["I have eczema", "All conditions", "I am a clinician"]);
}

#[test]
fn a_condition_shows_each_study_with_its_first_result_and_its_harms() {
    let page = &base()["diseases/eczema.html"];
    let cards = texts(page, ".studies .card");
    assert_says(&cards[0], "People6 [1]");
    assert_says(&cards[0], "Followed for8 to 24 months, counted from treatment");
    assert_says(&cards[0], "First resultwell being, week 4: improved");
    // A count, before the word that the treatment was well tolerated.
    assert_says(&cards[0], "HarmsSerious adverse events: 0 of 6");
    assert_says(&cards[0], "DesignNo comparison group is described");
    assert_says(&cards[1], "Cells as told");
    assert_says(&cards[1], "First resultSeverity score, day 3: improved");
    assert_says(&cards[1], "Harmsno result was read");
    // What two of the studies were compared with is not known.
    assert_silent(page, "active treatment");
    let fixture = BASE.replace("control: not-reported", "control: placebo");
    assert_says(&pages(&fixture)["diseases/eczema.html"], "compared with another active treatment");
    let fixture = fixture.replacen("control: placebo", "control: active", 1);
    assert_silent(&pages(&fixture)["diseases/eczema.html"], "active treatment");
}

#[test]
fn a_marker_names_the_studies_of_which_no_finding_on_it_was_read() {
    let base = base();
    let silent = |page: &str| texts(&base[page], ".silent li");
    assert_eq!(
        silent("biomarkers/il-4.html"),
        ["Cells in animals, in mice: not in the abstract", "Cells in people: not in the abstract"]
    );
    assert_eq!(
        silent("outcomes/score.html"),
        [
            "Cells in animals, in mice: not in the abstract",
            "Cells in people: not in the abstract; it was to be measured"
        ]
    );
}

#[test]
fn statements_stand_by_topic_and_source_each_with_its_place() {
    let base = pages(
        "
            --- diseases/eczema.md
            title: Eczema
            --- sources/a.md
            label: Source A
            statements:
              - {id: one, about: [eczema], topic: symptom, says: It itches., locator: {section: Text, sentence: 2}}
              - {id: two, about: [eczema], topic: symptom, says: It itches in 9 of 10., figures: [\"9\"], locator: {section: Text, sentence: 3-4}}
            --- sources/b.md
            label: Source B
            statements:
              - {id: three, about: [eczema], topic: symptom, says: It is dry., scope: adults, locator: {section: Text}}
        ",
    );
    let section = section(&base["diseases/eczema.html"], "statements");
    assert_says(
        &section,
        "Signs and symptoms Source A It itches. Text, sentence 2 It itches in 9 of 10. Printed: “9”. Text, sentences 3 to 4 Source B It is dry. For: adults. Text",
    );
    let places = |page: &str| {
        let selector = Selector::parse("section[aria-labelledby=statements] li > a").unwrap();
        let html = Html::parse_document(&base[page]);
        html.select(&selector).map(|link| link.attr("href").unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(places("diseases/eczema.html")[1], "../sources/a.html#says-two");
    assert_eq!(places("sources/a.html"), ["#says-one", "#says-two"]);
    assert_eq!(
        texts(&base["diseases/eczema.html"], "[data-statement$='two/says']"),
        ["It itches in 9 of 10."]
    );
}

#[test]
fn pages_that_say_the_same_of_an_entry_stand_together() {
    let one = |name: &str| {
        format!(
            "            --- outcomes/{}.md\n            title: {name}\n            ---\n            It was used by people who have [[eczema]]. No more.\n",
            name.to_lowercase()
        )
    };
    let fixture = format!(
        "\n            --- diseases/eczema.md\n            title: Eczema\n{}{}            --- diseases/dry.md\n            title: Dry\n            broader: [eczema]\n",
        one("Itch"),
        one("Pain")
    );
    let backlinks = section(&pages(&fixture)["diseases/eczema.html"], "backlinks");
    assert_says(&backlinks, "Itch, Pain: “It was used by people who have Eczema.”");
    assert_silent(&backlinks, "No more");
    assert_says(&backlinks, "Dry: is a kind of it");
}
