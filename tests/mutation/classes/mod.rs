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

/// One class of faults.
pub struct Class {
    pub name: &'static str,
    /// What is planted, and where the complaint is looked for if not at the planted line.
    pub planted: &'static str,
    pub code: &'static str,
    /// Every fault of this class that the base has room for.
    pub faults: fn(&Base) -> Vec<Fault>,
}

const fn class(
    name: &'static str,
    code: &'static str,
    planted: &'static str,
    faults: fn(&Base) -> Vec<Fault>,
) -> Class {
    Class { name, planted, code, faults }
}

/// Every class.
pub const CLASSES: &[Class] = &[
    class(
        "count",
        "percentage-disagrees",
        "a count that does not round to the percentage beside it",
        numbers::count,
    ),
    class(
        "percentage",
        "percentage-disagrees",
        "a percentage to which the count beside it does not round",
        numbers::percentage,
    ),
    class(
        "percentage without a count",
        "percentage-impossible",
        "a percentage that no whole number of these people gives",
        numbers::share,
    ),
    class(
        "share beside its print",
        "reading-disagrees",
        "a count or a number of people that is not the printed `k/n`",
        numbers::printed_share,
    ),
    class(
        "reading beside its print",
        "reading-disagrees",
        "a reading that is no number of the printed characters",
        numbers::printed_reading,
    ),
    class(
        "mean out of bounds",
        "mean-out-of-bounds",
        "a mean that so many people between these values cannot have",
        numbers::mean_bounds,
    ),
    class("mean of whole numbers", "mean-impossible", "a mean whose sum is no whole number", numbers::mean),
    class(
        "p-value",
        "p-value-not-reproduced",
        "a digit of the p-value of two counts mistyped, or two swapped",
        numbers::p_value,
    ),
    class(
        "misprinted p-value",
        "p-value-malformed",
        "two dots, zero, above 1, no number, or a misprint without its reading",
        numbers::misprint,
    ),
    class(
        "significance",
        "significance-contradicts",
        "the other significance, or a p-value on the other side of .05; within the finding",
        numbers::significance,
    ),
    class(
        "denominator",
        "arms-do-not-add-up",
        "another number of people than the arm of the result has",
        people::denominator,
    ),
    class(
        "size or enrolment",
        "arms-do-not-add-up",
        "another size of an arm, or another enrolment; there, or at the enrolment",
        people::size,
    ),
    class(
        "arm",
        "arms-do-not-add-up",
        "arm and comparator swapped, or another arm of another size; within the finding",
        people::arm,
    ),
    class(
        "direction against figures",
        "direction-contradicts",
        "a change, benefit, sign or pair of means turned round; within the finding",
        directions::against_figures,
    ),
    class(
        "direction against words",
        "direction-not-in-passage",
        "a change or benefit turned round whose sentence says it in words",
        directions::against_words,
    ),
    class(
        "measure",
        "measure-not-in-passage",
        "another measure, which the text does not name",
        provenance::measure,
    ),
    class(
        "time point",
        "figure-not-in-passage",
        "a time point whose number the text does not print",
        provenance::time_point,
    ),
    class(
        "printed characters",
        "figure-not-in-passage",
        "printed characters with another digit, which the text does not print",
        provenance::printed,
    ),
    class(
        "figure of the record",
        "figure-not-in-passage",
        "a volume, page, number, date or plain count that the text does not print",
        provenance::record,
    ),
    class(
        "missing locator",
        "finding-without-locator",
        "the locator of a finding, statement or report taken out; at its head",
        provenance::locator_removed,
    ),
    class(
        "wrong locator",
        "passage-missing",
        "a section that the text does not print, or a sentence that it has not",
        provenance::locator_wrong,
    ),
    class(
        "quotation",
        "quote-missing",
        "a quotation with a word changed, left out or put in",
        provenance::quote,
    ),
    class("seal", "seal-broken", "another hexadecimal digit in a seal", provenance::seal),
    class(
        "number of a vocabulary",
        "identifier-mislabelled",
        "a number of the right form that is another concept's or nobody's",
        identifiers::vocabulary,
    ),
    class(
        "number of a trial",
        "identifier-mislabelled",
        "a registry number of a trial that its reports do not print",
        identifiers::trial,
    ),
    class(
        "form of an identifier",
        "identifier-malformed",
        "a digit lost, added or typed as a letter, or a prefix lost; in prose, too",
        identifiers::form,
    ),
    class(
        "ORCID",
        "identifier-malformed",
        "a digit of an ORCID mistyped, or two neighbours swapped",
        identifiers::orcid,
    ),
    class(
        "alias",
        "alias-claimed-twice",
        "a name of another entry of the kind, in another spelling; in either file",
        identifiers::alias,
    ),
    class(
        "document twice",
        "duplicate-source",
        "the DOI or PMID of another source, or the record's date in its copy; in either file",
        records::duplicate,
    ),
    class(
        "unit",
        "units-mixed",
        "another unit than the one printed or compared with; within the finding",
        records::unit,
    ),
    class(
        "base of a dose, unit of time",
        "units-mixed",
        "another base or unit than the printed characters have",
        records::base_or_time,
    ),
    class("criterion", "criteria-mixed", "a criterion of another measure", records::criterion),
    class(
        "order of dates",
        "dates-out-of-order",
        "an end before its start, a capture before publication or in the future",
        records::dates,
    ),
    class(
        "retelling",
        "secondary-counted",
        "`derived-from` of a retelling taken out, emptied, or leading to itself; there, or at the title",
        records::derived_from,
    ),
    class(
        "species",
        "species-mixed",
        "another species than the report's in a finding; at its head",
        records::species,
    ),
    class(
        "second report",
        "sources-disagree",
        "another value in a second report of the trial, of one field",
        records::second_report,
    ),
    class(
        "exponent of a dose",
        "exponent-mangled",
        "a dose whose power of ten lost its place, or whose reading is taken out",
        prose::dose,
    ),
    class(
        "exponent in prose",
        "exponent-mangled",
        "cells in prose whose power of ten lost its place",
        prose::exponent,
    ),
    class(
        "masking in prose",
        "masking-overstated",
        "more masking, chance or control than the trial's reports state",
        prose::masking,
    ),
    class(
        "number in prose",
        "figure-untraced",
        "a number that nothing in the base holds, in place of a value",
        prose::number,
    ),
];
