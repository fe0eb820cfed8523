//! The table of classes of faults: what is planted, and the one code that must be reported.
//!
//! Each class finds its own sites in the base and makes every edit of its kind that is false by
//! the class's own definition. No class asks what the program says.

mod directions;
mod identifiers;
mod numbers;
mod people;
mod prose;
mod provenance;
mod records;

use super::base::Base;
use super::fault::Fault;

/// What finds the sites of one kind of fault and makes every such fault.
pub type Planter = fn(&Base) -> Vec<Fault>;

/// One class of faults.
pub struct Class {
    pub name: &'static str,
    /// The one code that must be reported.
    pub code: &'static str,
    /// What is planted, and where the complaint is looked for if not at the planted line.
    pub planted: &'static str,
    /// The kinds of it, which have equal parts.
    pub planters: &'static [Planter],
}

const fn class(
    name: &'static str,
    code: &'static str,
    planted: &'static str,
    planters: &'static [Planter],
) -> Class {
    Class { name, code, planted, planters }
}

/// Every class.
pub const CLASSES: &[Class] = &[
    class(
        "count or percentage",
        "percentage-disagrees",
        "a count that does not round to the percentage beside it, or the reverse",
        &[numbers::count, numbers::percentage],
    ),
    class(
        "percentage without a count",
        "percentage-impossible",
        "a percentage that no whole number of these people gives",
        &[numbers::share],
    ),
    class(
        "reading",
        "reading-disagrees",
        "a count, number of people or other value that its printed characters do not hold",
        &[numbers::printed_share, numbers::printed_reading],
    ),
    class(
        "mean and range",
        "mean-out-of-bounds",
        "a mean that so many people between these values cannot have",
        &[numbers::mean_bounds],
    ),
    class(
        "mean of whole numbers",
        "mean-impossible",
        "a mean whose sum is no whole number",
        &[numbers::mean],
    ),
    class(
        "p-value",
        "p-value-not-reproduced",
        "a digit of the p-value of two counts mistyped, or two swapped",
        &[numbers::p_value],
    ),
    class(
        "misprinted p-value",
        "p-value-malformed",
        "two dots, zero, above 1, no number, or a misprint without its reading",
        &[numbers::misprint],
    ),
    class(
        "significance",
        "significance-contradicts",
        "the other significance, or a p-value on the other side of .05; within the finding",
        &[numbers::significance],
    ),
    class(
        "people and arms",
        "arms-do-not-add-up",
        "another denominator than the arm has; another size or enrolment (there, or at the enrolment); arms swapped (within the finding)",
        &[people::denominator, people::size, people::arm],
    ),
    class(
        "direction against figures",
        "direction-contradicts",
        "a change, benefit, sign or pair of means turned round; within the finding",
        &[directions::against_figures],
    ),
    class(
        "direction against words",
        "direction-not-in-passage",
        "a change or benefit turned round whose sentence says it in words",
        &[directions::against_words],
    ),
    class(
        "measure",
        "measure-not-in-passage",
        "another measure, which the text does not name",
        &[provenance::measure],
    ),
    class(
        "figure",
        "figure-not-in-passage",
        "a time point, printed characters, or a figure of the record or report that the text does not print",
        &[provenance::time_point, provenance::printed, provenance::record],
    ),
    class(
        "locator left out",
        "finding-without-locator",
        "the locator of a finding, statement or report taken out; at its head",
        &[provenance::locator_removed],
    ),
    class(
        "locator that leads nowhere",
        "passage-missing",
        "a section that the text does not print, or a sentence that it has not",
        &[provenance::locator_wrong],
    ),
    class(
        "quotation",
        "quote-missing",
        "a quotation with a word changed, left out or put in",
        &[provenance::quote],
    ),
    class("seal", "seal-broken", "another hexadecimal digit in a seal", &[provenance::seal]),
    class(
        "identifier of something else",
        "identifier-mislabelled",
        "a number of the right form that is another concept's or nobody's, or that no report of the trial prints",
        &[identifiers::vocabulary, identifiers::trial],
    ),
    class(
        "form of an identifier",
        "identifier-malformed",
        "a digit lost, added or typed as a letter, a prefix lost, in prose, too; a mistyped digit of an ORCID",
        &[identifiers::form, identifiers::orcid],
    ),
    class(
        "alias",
        "alias-claimed-twice",
        "a name of another entry of the kind, in another spelling; in either file",
        &[identifiers::alias],
    ),
    class(
        "document twice",
        "duplicate-source",
        "the DOI or PMID of another source, or the record's date in its copy; in either file",
        &[records::duplicate],
    ),
    class(
        "unit",
        "units-mixed",
        "another unit than is printed or compared with, of a value (within the finding), a dose or a time",
        &[records::unit, records::base_or_time],
    ),
    class("criterion", "criteria-mixed", "a criterion of another measure", &[records::criterion]),
    class(
        "order of dates",
        "dates-out-of-order",
        "an end before its start, a capture before publication or in the future",
        &[records::dates],
    ),
    class(
        "retelling",
        "secondary-counted",
        "`derived-from` taken out, emptied, or leading back; there, at the title, or at the other end",
        &[records::derived_from],
    ),
    class(
        "species",
        "species-mixed",
        "another species than the report's in a finding; at its head",
        &[records::species],
    ),
    class(
        "second report",
        "sources-disagree",
        "another value in a second report of a trial",
        &[records::second_report],
    ),
    class(
        "exponent",
        "exponent-mangled",
        "a power of ten that lost its place, in a dose or beside cells in prose",
        &[prose::dose, prose::exponent],
    ),
    class(
        "masking in prose",
        "masking-overstated",
        "more masking, chance or control than the trial's reports state",
        &[prose::masking],
    ),
    class(
        "number in prose",
        "figure-untraced",
        "a number that nothing in the base holds, in place of a value",
        &[prose::number],
    ),
];
