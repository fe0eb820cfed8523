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
    "An identifier that does not have the form its registry gives it, so that its link would lead to another record or to none."
    "identifiers: {nct: NCT0413756}"
    "identifiers: {nct: NCT04137562}"

    PValueMalformed "p-value-malformed" Error
    "A p-value that no test can give: outside 0 to 1, with two decimal points, or exactly zero. If the source prints it so, keep the printed form and add what it means and why you think so."
    "p-value: .0.017"
    "p-value: {printed: \".0.017\", read: 0.017, because: two decimal points are printed}"

    ExponentMangled "exponent-mangled" Error
    "A dose whose power of ten was lost on the way, such as `107` for 10⁷. A reader would see a dose a hundred thousand times too small."
    "dose: {printed: \"2 × 107\", of: administration}"
    "dose: {printed: \"2 × 107\", read: {cells: 2e7}, because: the exponent lost its superscript, of: administration}"

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

    FindingWithoutLocator "finding-without-locator" Error
    "A finding, statement or report that does not say where it is printed. A reader who doubts a number must be able to find it in the source."
    "- {id: iga, measure: iga, benefit: improved}"
    "- {id: iga, measure: iga, benefit: improved, locator: {section: Results}}"

    DirectionMissing "direction-missing" Error
    "A finding that says neither how the measured value changed nor what it meant for the people. If the source does not say, write `not-stated`: a difference is not a direction."
    "- {id: tarc, measure: ccl17, p-value: p<0.05}"
    "- {id: tarc, measure: ccl17, p-value: p<0.05, change: not-stated}"

    Orphan "orphan" Warning
    "An entry that nothing refers to. Readers will hardly find it."
    "content/glossary/placebo.md, and no text mentions placebo"
    "Compared with [[placebo]], …"

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
