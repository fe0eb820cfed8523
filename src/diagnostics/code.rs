//! The table of codes: every fault that content can have, by a name that never changes.

use serde::Serialize;

/// How grave a fault is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The site would say something false or lead nowhere.
    Error,
    /// Someone must look.
    Warning,
    /// Worth knowing; not a complaint.
    Note,
}

/// What a code means, with an example.
#[derive(Debug, Clone, Copy)]
pub struct Explanation {
    /// What is wrong and why it matters.
    pub meaning: &'static str,
    /// What trips it.
    pub wrong: &'static str,
    /// The same, mended.
    pub right: &'static str,
}

macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident $meaning:literal $wrong:literal $right:literal)*) => {
        /// The name of a fault.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "each variant's meaning stands in the table")]
        pub enum Code { $($variant),* }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name that complaints print.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// How grave the fault is.
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity),* }
            }

            /// What the fault means.
            pub fn explanation(self) -> Explanation {
                match self {
                    $(Self::$variant => Explanation { meaning: $meaning, wrong: $wrong, right: $right }),*
                }
            }
        }
    };
}

codes! {
    FileUnreadable "file-unreadable" Error
    "A file that cannot be read as text: not UTF-8, with a NUL byte, or no regular file (a link, a pipe). Content is never followed out of its folder."
    "content/trials/a.md saved as UTF-16"
    "content/trials/a.md saved as UTF-8"

    FileMisplaced "file-misplaced" Error
    "A file in a folder that no kind of entry has, or with a name that cannot become an address. It would reach no page."
    "content/trails/adstem.md"
    "content/trials/adstem.md"

    FrontMatterMalformed "front-matter-malformed" Error
    "The front matter cannot be read as YAML, or there is none. A file opens with a line `---`, then keys and values, then another `---`. Two keys of one name, tabs for indentation, anchors, aliases and TOML between `+++` are refused, since each of them makes a value easy to misread."
    "---\ntitle: EASI\ntitle: Eczema score\n---"
    "---\ntitle: EASI\naliases: [Eczema score]\n---"

    UnknownKey "unknown-key" Error
    "A key that this kind of entry does not have. It would be read by nobody, and the fact behind it would be lost."
    "comparater: placebo"
    "comparator: placebo"

    AnswerMissing "answer-missing" Error
    "A key that must be answered was left out. Absence is data: say `not-reported` if the text that was read does not contain it, `not-stated` if it is reported without this part, `not-applicable` if the question does not arise."
    "type: article-journal\nlabel: ADSTEM phase 2, 2025"
    "type: article-journal\nlabel: ADSTEM phase 2, 2025\nauthor: not-reported"

    ValueMalformed "value-malformed" Error
    "A value of the wrong type or form. The complaint says what was read and what is expected."
    "issued: 2. December 2025"
    "issued: 2025-12-02"

    IdentifierMalformed "identifier-malformed" Error
    "An identifier that does not have the form its registry gives it, or whose check digit is wrong, so that it would lead to another record or to none."
    "identifiers: {nct: NCT0413756}"
    "identifiers: {nct: NCT04137562}"

    PValueMalformed "p-value-malformed" Error
    "A p-value that no test can give: outside 0 to 1, with two decimal points, or exactly zero. If the source prints it so, keep the printed form and add what it means and why you think so."
    "p-value: .0.017"
    "p-value: {printed: \".0.017\", read: 0.017, because: two decimal points are printed}"

    ExponentMangled "exponent-mangled" Error
    "A dose whose power of ten was lost on the way, such as `107` for 10⁷, in a report or in a text. A reader would see a dose a hundred thousand times too small."
    "dose: {printed: \"2 × 107\", of: administration}"
    "dose: {printed: \"2 × 107\", read: {cells: 2e7}, because: the exponent lost its superscript, of: administration}"

    PercentageDisagrees "percentage-disagrees" Error
    "A percentage that its own count does not give, whether it is rounded half up or half to even. One of the two was mistyped, here or in the source."
    "result: {count: 14, of: 59, percent: 27.3}"
    "result: {count: 14, of: 59, percent: 23.7}"

    PercentageImpossible "percentage-impossible" Warning
    "A percentage that no whole number of the people gives. It may speak of other people than those that are named (the GRIM test, for counts)."
    "result: {percent: 55, of: 37}   # 20 are 54 %, 21 are 57 %"
    "result: {percent: 54, of: 37}"

    MeanImpossible "mean-impossible" Warning
    "A mean that whole numbers cannot have. Where the bands of a scale follow one another by one, every score is a whole number, and so is the sum over all people (the GRIM test)."
    "result: {mean: 5.19, of: 28}   # the sum would be 145.32"
    "result: {mean: 5.18, of: 28}"

    MeanOutOfBounds "mean-out-of-bounds" Warning
    "A mean that does not fit the smallest value, the largest value and the number of people, or a count of those who reached a value. One of these speaks of other people, or is mistyped."
    "follow-up: {mean: 38, low: 16, high: 86, unit: weeks}   # of 5 people, 2 of them over 84 weeks"
    "follow-up: {mean: 44, low: 16, high: 86, unit: weeks}"

    ArmsDoNotAddUp "arms-do-not-add-up" Warning
    "The sizes of the arms do not add up to the number of all who took part, or a result speaks of another number of people than its arm has. People may have dropped out: then say who was analysed."
    "enrollment: 115   # with arms of 59 and 55"
    "enrollment: 114"

    PValueNotReproduced "p-value-not-reproduced" Warning
    "A p-value that no usual test of the printed counts gives: Pearson's chi-squared test, Yates' correction, N − 1, Fisher's exact test, mid-p, Boschloo, Barnard, all two-sided."
    "result: {count: 14, of: 59}, versus: {count: 4, of: 55}, p-value: P = .061"
    "result: {count: 14, of: 59}, versus: {count: 4, of: 55}, p-value: P = .016"

    PValueUnattainable "p-value-unattainable" Note
    "So few people were analysed that an exact test of ranks cannot give a p-value as small as is claimed. Another test may have been used, which assumes more."
    "analysed: 5, significance: significant   # the smallest exact p-value is .0625"
    "analysed: 6, significance: significant   # .03125"

    SignificanceContradicts "significance-contradicts" Warning
    "A finding that is called significant beside a p-value of .05 or more, or the reverse, or beside an interval that holds no effect."
    "p-value: P = .5, significance: significant"
    "p-value: P = .5, significance: not-significant"

    UnknownReference "unknown-reference" Error
    "A reference to something that this knowledge base does not have: an entry, a source, an arm, a finding or a value."
    "trial: adstem-fase-2"
    "trial: adstem-phase-2"

    AmbiguousReference "ambiguous-reference" Error
    "A name that several entries have. Say which one by its kind and id."
    "[[AD]]"
    "[[disease:atopic-dermatitis|AD]]"

    AliasClaimedTwice "alias-claimed-twice" Error
    "Two entries of one kind claim one name, so that a link by this name could lead to either. Case, spaces, hyphens and spelled-out Greek letters make no difference: CCL-17 is CCL17, TGF-β is TGF-beta."
    "aliases: [CCL-17]   # in two files"
    "aliases: [CCL-17]   # in one file"

    IdClaimedTwice "id-claimed-twice" Error
    "Two findings, statements or arms of one source share an id, or an outcome measure and a biomarker do. A link to it could lead to either."
    "- {id: easi, …}\n- {id: easi, …}"
    "- {id: easi-week-8, …}\n- {id: easi-week-16, …}"

    RouteCollision "route-collision" Error
    "Two pages, redirects or files want one address. Addresses that differ only in upper and lower case are one address on many servers."
    "redirect-from: [biomarkers/ccl17.html]   # an entry lives there"
    "redirect-from: [biomarkers/tarc.html]"

    DuplicateSource "duplicate-source" Error
    "Two source files describe one document: the same DOI or PMID, or one registry record of one date. Its findings would be counted twice."
    "DOI: 10.1000/a   # in two files"
    "DOI: 10.1000/a   # in one file"

    SimilarSource "similar-source" Warning
    "Two sources have the same title and year. They may be one document captured twice."
    "title: Stem cells in eczema   # two files, both 2021"
    "derived-from: [stem-cells-2021]   # where one retells the other"

    SecondaryCounted "secondary-counted" Error
    "A source that retells others without saying so: a review, a web page about studies, a copy of a registry. Its findings would be counted beside those that it retells. Nor can a source retell itself, by way of others."
    "tier: secondary-web   # with findings, and no `derived-from`"
    "tier: secondary-web\nderived-from: [shin-2021]   # or [not-in-base]"

    SpeciesMixed "species-mixed" Error
    "A finding in another species than its source reports for the trial, or two reports that differ. A finding is in people unless it says otherwise, so that a result in mice would be counted as one in people."
    "- {id: ige, trial: mouse-study, …}   # its report says `species: mouse`"
    "- {id: ige, trial: mouse-study, species: mouse, …}"

    UnitsMixed "units-mixed" Error
    "Two units where one is meant: in the two sides of a finding, in findings on one measure, in the doses of one report, or between a value and its printed characters. A microgram is no milligram, and cells per kilogram are no cells in all."
    "result: {mean: 3.1, unit: mg}\nversus: {mean: 410, unit: µg}"
    "result: {mean: 3.1, unit: mg}\nversus: {mean: 0.41, unit: mg}"

    CriteriaMixed "criteria-mixed" Error
    "Two thresholds where one is meant: a criterion of another measure, or another number in the criterion than in the printed characters. More people reach EASI-50 than EASI-75, so that the two cannot be compared."
    "measure: easi\ncriterion: SCORAD-50"
    "measure: scorad\ncriterion: SCORAD-50"

    DirectionContradicts "direction-contradicts" Error
    "A change or benefit that the finding's own figures or its other direction speak against. One of them was mistyped, or the source contradicts itself, which is to be said."
    "result: {change: −20.3}\nchange: increased"
    "result: {change: −20.3}\nchange: decreased"

    DirectionNotInPassage "direction-not-in-passage" Error
    "A finding with a direction of which its passage says only the opposite. Where the passage has words of both directions or of neither, or denies something, nothing is judged."
    "change: increased   # the passage says that it fell"
    "change: decreased"

    DatesOutOfOrder "dates-out-of-order" Warning
    "Two dates that cannot both be right: an end before its start, a capture before the publication or in the future. Dates are compared as far as both are known."
    "start: 2021-05\ncompletion: 2020-11"
    "start: 2020-05\ncompletion: 2020-11"

    SourcesDisagree "sources-disagree" Warning
    "Sources give different values for one field of a trial, and the trial's file does not say which is printed first, or that it stays open on purpose. Free text is never compared, and what is absent never disagrees. Also: a decision on a field in which all sources agree."
    "enrollment: 114   # and 120 in another source"
    "settles:   # in the trial's file\n  - {field: enrollment, shows: adstem-2025, because: the report counts those who were treated}"

    Disclosure "disclosure" Note
    "A company paid for the work or employs an author, and beside it no interests are declared or none are in the text that was read. These are facts that readers may want to see together; they say nothing about anyone's conduct."
    "funding: [Example Biotech Inc.]\ncompeting-interests: not-reported"
    "funding: [Example Biotech Inc.]\ncompeting-interests: {declared: \"employees of the funder\"}"

    RegisteredLate "registered-late" Note
    "A trial that was registered after it had begun. Its aims could have been chosen once first results were known. Where a day is missing, months are compared."
    "registered: 2020-03\nstart: 2020-01"
    "registered: 2019-12\nstart: 2020-01"

    ResultsOverdue "results-overdue" Note
    "A trial that ended more than a year before the day that its record speaks for, without results in the registry as read, and without a finding from a primary report in this base."
    "completion: 2020-05   # nothing else is known"
    "results-posted: true"

    TrialWithoutFindings "trial-without-findings" Note
    "A trial of which no source of this base has a finding. Trials without a result are part of what is known."
    "content/trials/adstem-inj.md, and no finding with `trial: adstem-inj`"
    "findings: [{id: easi, trial: adstem-inj, …}]"

    CoreOutcomesMissing "core-outcomes-missing" Note
    "A trial in people with atopic dermatitis of which nothing that was read covers a part of the core outcome set of the HOME initiative: signs, symptoms, quality of life, long-term control. It says what was read, and not what was measured."
    "endpoints: [{measure: easi}]   # and no other"
    "endpoints: [{measure: easi}, {measure: poem}, {measure: dlqi}, {measure: recap}]"

    FindingWithoutLocator "finding-without-locator" Error
    "A finding, statement or report that does not say where it is printed. A reader who doubts a number must be able to find it in the source."
    "- {id: iga, measure: iga, benefit: improved}"
    "- {id: iga, measure: iga, benefit: improved, locator: {section: Results}}"

    DirectionMissing "direction-missing" Error
    "A finding that says neither how the measured value changed nor what it meant for the people. If the source does not say, write `not-stated`: a difference is not a direction."
    "- {id: tarc, measure: ccl17, p-value: p<0.05}"
    "- {id: tarc, measure: ccl17, p-value: p<0.05, change: not-stated}"

    ReadingDisagrees "reading-disagrees" Error
    "A value that is not what its printed characters say. One of the two was mistyped."
    "result: {count: 15, of: 59, printed: \"[14/59]\"}"
    "result: {count: 14, of: 59, printed: \"[14/59]\"}"

    TextMissing "text-missing" Warning
    "The text of a source is not in the folder that `--texts` names, so that its seals cannot be verified."
    "captured: {from: web, text: shin-2012.txt}"
    "captured: {from: web, text: shin-2021.txt}   # texts/shin-2021.txt exists"

    TextChanged "text-changed" Error
    "The text at hand is not the one that was captured. What it says now may differ from what this file says."
    "captured: {from: web, text: a.txt, digest: b3-6437b3ac38465133}   # a.txt was edited"
    "captured: {from: web, text: a.txt, digest: b3-0763433d3bd70fff}   # read again, then `litweave seal --texts DIR --renew`"

    PassageMissing "passage-missing" Error
    "A locator that leads to no passage of the text: no such heading is printed, or the section has fewer sentences. A reader who doubts the fact would not find it."
    "locator: {section: Resluts, sentence: 2}"
    "locator: {section: Results, sentence: 2}"

    PassageMoved "passage-moved" Warning
    "The sealed sentences stand in the text, but not where the locator says. A reader would look in the wrong place."
    "locator: {section: Results, sentence: 3, seal: b3-…}   # the seal is that of sentence 2"
    "locator: {section: Results, sentence: 2, seal: b3-…}"

    QuoteMissing "quote-missing" Error
    "A quotation that does not stand in the text, word for word."
    "locator: {section: Results, quote: itch rose}   # the text says that it fell"
    "locator: {section: Results, quote: itch fell}"

    SealBroken "seal-broken" Error
    "The passage of a seal does not stand in the text: the text was changed after the fact was read from it, or the seal is that of another passage."
    "locator: {section: Results, sentence: 2, seal: b3-0000000000000000}"
    "locator: {section: Results, sentence: 2, seal: b3-0763433d3bd70fff}   # written by `litweave seal --texts DIR`"

    FigureNotInPassage "figure-not-in-passage" Error
    "A number that the source does not print where it is said to. It may be mistyped, or the locator may lead to another sentence."
    "time-point: week 17   # the passage says 16"
    "time-point: week 16"

    MeasureNotInPassage "measure-not-in-passage" Error
    "A finding on something that its passage does not name. IL-13 and IL-17 differ in one sign: a result under the wrong one is false."
    "measure: il-17   # the passage names IL-13"
    "measure: il-13"

    FigureUnaccounted "figure-unaccounted" Warning
    "A number of the text that is in no fact and not left out. It may be a fact that was overlooked."
    "# the text says: 114 participants; no report has them"
    "enrollment: 114"

    FigureLeftOut "figure-left-out" Error
    "A number that was left out, though its sentence speaks of an outcome measure, a biomarker, an arm or a dose. Results are never left out."
    "left-out: [{what: a percentage, because: unclear, figures: [\"55%\"]}]"
    "findings: [{…, result: {percent: 55, of: not-reported, printed: \"55%\"}}]"

    Orphan "orphan" Warning
    "An entry that nothing refers to. Readers will hardly find it."
    "content/glossary/placebo.md, and no text mentions placebo"
    "Compared with [[placebo]], …"

    ClaimWithoutDate "claim-without-date" Warning
    "Words such as `ongoing`, `recent` or `to date`, and no date beside them. They were true on some day that the reader cannot know. A note only where a source is told that has no date of its own."
    "Two trials are ongoing."
    "By its record of May 2024, the trial was still recruiting."

    FigureUntraced "figure-untraced" Warning
    "A number in a text that no source of the page holds. It may be mistyped or remembered, or a source that holds it is not cited."
    "About 60 people took part [@adstem-2025].   # the source says 114"
    "{{report:adstem-2025/enrollment}} people took part [@adstem-2025]."

    IdentifierMislabelled "identifier-mislabelled" Error
    "An identifier that stands for something else than the entry: its registry has another name for it, another entry has it too, or the reports of the trial print another one. Its link would lead readers to the wrong record."
    "title: IL-17\nidentifiers: {hgnc: \"HGNC:5981\"}   # that is IL17A; IL-17 without a letter is a family"
    "title: IL-17A\nidentifiers: {hgnc: \"HGNC:5981\"}"

    MaskingOverstated "masking-overstated" Error
    "A text that calls a trial better than its reports do: double-blind where at most single masking is reported, randomised or controlled where there is one group."
    "The [[adstem-phase-2|trial]] was double-blind.   # masking: single"
    "The [[adstem-phase-2|trial]] was single-blind."

    Overclaim "overclaim" Warning
    "A word that promises more than studies can show, such as `proven`, `cure` or `breakthrough`, in our own text. Tell it as the words of somebody, or say what was measured."
    "Stem cells are a breakthrough in eczema."
    "The page calls stem cells a “breakthrough” [@stem-cell-page]."

    PlainLanguage "plain-language" Warning
    "Something under `## In plain words` that many people cannot read: a sentence of more than 25 words, an abbreviation that is not explained, a word of the clinic that has an everyday twin, or a percentage of fewer than 20 people."
    "The cells reduced pruritus in 80% of the 5 participants."
    "The cells eased itch in 4 of the 5 people."

    DraftLinked "draft-linked" Warning
    "A reference to a draft. Drafts are left out of the site, so that the words stay and the link is lost."
    "See [[new-trial]].   # new-trial says draft: true"
    "See [[adstem-phase-2]]."

    ReviewOverdue "review-overdue" Warning
    "The day on which the entry was to be looked at again has passed."
    "review-due: 2024-01-01"
    "review-due: 2027-01-01"

    AssetMissing "asset-missing" Error
    "A picture or file that the text links to is not in `static/`."
    "![Arm](img/arm.png)"
    "![Arm with dry patches](images/arm.png)   # static/images/arm.png exists"

    HeadingSkipped "heading-skipped" Error
    "A heading that jumps over a level. People who listen to a page find their way by its headings. The page title is level 1, so that text starts at `##`."
    "## Results\n#### Week 16"
    "## Results\n### Week 16"

    ImageWithoutAlt "image-without-alt" Error
    "A picture without words. Say what it shows; some readers will only hear that."
    "![](images/arm.png)"
    "![Forearm with dry, thickened patches](images/arm.png)"

    TableWithoutHeader "table-without-header" Error
    "A table whose header row is empty. A cell means nothing without the name of its column."
    "|  |  |\n|--|--|\n| 14 | 4 |"
    "| Cells | Placebo |\n|--|--|\n| 14 | 4 |"

    LinkTextEmpty "link-text-empty" Error
    "A link without words. Nobody can tell where it leads."
    "[](about.md)"
    "[About this site](about.md)"

    LinkRefused "link-refused" Error
    "A link of a kind that this site does not make. Allowed are http, https, mailto and addresses within the site."
    "[here](javascript:alert(1))"
    "[the registry](https://clinicaltrials.gov/study/NCT04137562)"

    HtmlDropped "html-dropped" Warning
    "HTML in the text was left out: no markup but our own reaches a page. Comments are dropped without a word."
    "<b>bold</b>"
    "**bold**"
}

impl Code {
    /// The code of this name.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }
}
