//! Checks what the knowledge base says: one rule a file.
//!
//! Takes the [`KnowledgeBase`] and the [`Synthesis`] and reports what is false, leads nowhere or
//! needs a second look. A rule that cannot decide says nothing: a false alarm costs more trust
//! than a miss. What an entry allows with a reason is not reported.

mod arms_do_not_add_up;
mod citation_style;
mod claim_without_date;
mod core_outcomes_missing;
mod coverage;
mod criteria_mixed;
mod dates_out_of_order;
mod direction_contradicts;
mod direction_not_in_passage;
mod disclosure;
mod duplicate_source;
mod exponent_mangled;
mod facts;
mod figure_not_in_passage;
mod figure_untraced;
mod figures;
mod folded;
mod heading_skipped;
mod identifier_malformed;
mod identifier_mislabelled;
mod image_without_alt;
mod link_text_empty;
mod masking_overstated;
mod mean_impossible;
mod mean_out_of_bounds;
mod measure_not_in_passage;
mod orphan;
mod overclaim;
mod p_value_not_reproduced;
mod p_value_unattainable;
mod passages;
mod percentage_disagrees;
mod percentage_impossible;
mod plain_language;
mod reading_disagrees;
mod registration;
mod review_overdue;
mod sealed;
mod secondary_counted;
mod sentences;
mod significance_contradicts;
mod sources_disagree;
mod species_mixed;
mod table_without_header;
mod thresholds;
mod trial_without_findings;
mod units;
mod units_mixed;
mod words;

use crate::diagnostics::{Code, Diagnostics, FileId, Severity, Span};
use crate::link::KnowledgeBase;
use crate::model::Date;
use crate::read::Texts;
use crate::synthesis::Synthesis;
use std::collections::BTreeSet;

pub use core_outcomes_missing::missing as missing_core_outcomes;
pub use coverage::{Coverage, LeftToken, OpenToken, SourceCoverage, TokenCoverage};
pub use figures::prints_number;
pub use passages::{Library, passage};
pub use registration::{Dated, Late, Overdue, late as registered_late, overdue as results_overdue};
pub use sealed::check as check_seals;

/// Runs every rule, and says how much of each source is proven. `today` decides what is overdue;
/// what needs the texts of sources is judged where they are at hand.
pub fn check(
    kb: &KnowledgeBase,
    synthesis: &Synthesis<'_>,
    today: Date,
    texts: Option<&Texts>,
    diagnostics: &mut Diagnostics,
) -> Coverage {
    let mut found = Diagnostics::default();
    form(kb, today, &mut found);
    numbers(synthesis, &mut found);
    texts_of_our_own(kb, &mut found);
    record(kb, synthesis, today, &mut found);
    let library = texts.map(|texts| Library::of(kb, texts)).unwrap_or_default();
    if texts.is_some() {
        sealed::check(kb, &library, &mut found);
        figure_not_in_passage::check(kb, &library, &mut found);
        measure_not_in_passage::check(kb, &library, &mut found);
        direction_not_in_passage::check(kb, &library, &mut found);
    }
    let coverage = coverage::check(kb, &library, &mut found);
    silence(kb, &mut found);
    hold_back_notes(diagnostics, &mut found);
    diagnostics.absorb(found);
    coverage
}

/// Pages that can be read and followed.
fn form(kb: &KnowledgeBase, today: Date, found: &mut Diagnostics) {
    citation_style::check(kb, found);
    heading_skipped::check(kb, found);
    image_without_alt::check(kb, found);
    link_text_empty::check(kb, found);
    orphan::check(kb, found);
    review_overdue::check(kb, today, found);
    table_without_header::check(kb, found);
}

/// Printed numbers against what else is printed.
fn numbers(synthesis: &Synthesis<'_>, found: &mut Diagnostics) {
    arms_do_not_add_up::check(synthesis, found);
    mean_impossible::check(synthesis, found);
    mean_out_of_bounds::check(synthesis, found);
    p_value_not_reproduced::check(synthesis, found);
    p_value_unattainable::check(synthesis, found);
    percentage_disagrees::check(synthesis, found);
    percentage_impossible::check(synthesis, found);
    significance_contradicts::check(synthesis, found);
}

/// What editors write in words of their own, against what sources hold.
fn texts_of_our_own(kb: &KnowledgeBase, found: &mut Diagnostics) {
    let texts = sentences::own_texts(kb);
    claim_without_date::check(kb, &texts, found);
    exponent_mangled::check(&texts, found);
    figure_untraced::check(kb, &texts, found);
    identifier_malformed::check(kb, &texts, found);
    masking_overstated::check(kb, &texts, found);
    overclaim::check(&texts, found);
    plain_language::check(kb, &texts, found);
}

/// What sources report of trials, against itself and against each other.
fn record(kb: &KnowledgeBase, synthesis: &Synthesis<'_>, today: Date, found: &mut Diagnostics) {
    duplicate_source::check(kb, found);
    identifier_mislabelled::check(kb, found);
    reading_disagrees::check(kb, found);
    secondary_counted::check(kb, found);
    species_mixed::check(kb, found);
    units_mixed::check(kb, found);
    criteria_mixed::check(kb, found);
    direction_contradicts::check(kb, found);
    dates_out_of_order::check(kb, today, found);
    sources_disagree::check(kb, synthesis, found);
    disclosure::check(kb, found);
    registration::check(kb, synthesis, today, found);
    trial_without_findings::check(kb, synthesis, found);
    core_outcomes_missing::check(kb, synthesis, found);
}

/// Takes out the notes on files that were read in part: what is missing there may stand in the
/// part that could not be read.
fn hold_back_notes(earlier: &Diagnostics, found: &mut Diagnostics) {
    let errors = earlier.iter().filter(|one| one.severity() == Severity::Error);
    let broken: BTreeSet<FileId> = errors.map(|one| one.span.file).collect();
    found.retain(|one| one.severity() != Severity::Note || !broken.contains(&one.span.file));
}

/// Takes out what entries and findings allow. Only rules can be allowed: a fault of form or a
/// reference that leads nowhere has no page to stand on.
fn silence(kb: &KnowledgeBase, found: &mut Diagnostics) {
    let allowed: BTreeSet<(FileId, Code)> = kb
        .entries()
        .flat_map(|(_, entry)| entry.allow.iter().map(move |allow| (entry.file, allow.code.value)))
        .collect();
    let in_findings: Vec<(Span, Code)> = kb
        .findings()
        .flat_map(|(_, finding)| finding.allow.iter().map(|allow| (finding.extent, allow.code.value)))
        .collect();
    let is_in = |span: Span, extent: Span| {
        span.file == extent.file && extent.start <= span.start && span.end <= extent.end
    };
    found.retain(|diagnostic| {
        !allowed.contains(&(diagnostic.span.file, diagnostic.code))
            && !in_findings
                .iter()
                .any(|(extent, code)| *code == diagnostic.code && is_in(diagnostic.span, *extent))
    });
}
