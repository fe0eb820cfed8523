//! `disclosure`: who paid, for whom the authors work, and what interests they declare, side by side.
//!
//! Only facts that the source prints, or that `site.yaml` says of an organisation. Nothing is said
//! of anyone's conduct.

use super::folded::{FoldedText, folded_name};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span};
use crate::link::KnowledgeBase;
use crate::model::{Interests, OrganisationKind, Settings};

/// Notes every source in which a company stands beside interests that are not declared.
pub fn check(kb: &KnowledgeBase, diagnostics: &mut Diagnostics) {
    for source in kb.sources.values() {
        let interests = match source.competing_interests.given() {
            None => "not in the text that was read",
            Some(Interests::DeclaredNone) => "none declared",
            Some(Interests::Declared(_)) => continue,
        };
        let funders = source.funding.given().into_iter().flatten();
        let funders = funders.map(|name| (name.value.as_str(), name.span)).collect();
        let authors = source.record.author.given().into_iter().flatten();
        let affiliations = authors
            .flat_map(|person| person.affiliation.iter().map(|place| (place.as_str(), person.span)))
            .collect();
        let (funders, affiliations) =
            (companies(&kb.settings, funders), companies(&kb.settings, affiliations));
        let mut facts = Vec::new();
        facts.extend(listed("funding", &funders));
        facts.extend(listed("affiliations", &affiliations));
        if facts.is_empty() {
            continue;
        }
        let record = &source.record;
        let venue = record.container_title.given().or_else(|| record.container_title_short.given());
        facts.extend(venue.map(|venue| format!("published in {}", venue.value)));
        let message = format!("{}; competing interests: {interests}", facts.join("; "));
        let mut note = Diagnostic::new(Code::Disclosure, source.entry.title.span, message).help(
            "if the document declares interests, write them as `competing-interests: {declared: \"…\"}`",
        );
        if let Some((name, span)) = funders.first().or(affiliations.first()) {
            note = note.related(
                *span,
                format!("`{name}` is a company, by its name or by `organisations` in site.yaml"),
            );
        }
        diagnostics.report(note);
    }
}

fn listed(what: &str, names: &[(&str, Span)]) -> Option<String> {
    let names: Vec<String> = names.iter().map(|(name, _)| format!("`{name}`")).collect();
    (!names.is_empty()).then(|| format!("{what}: {}", names.join(", ")))
}

/// Those that are companies, each once.
fn companies<'s>(settings: &Settings, names: Vec<(&'s str, Span)>) -> Vec<(&'s str, Span)> {
    let mut found: Vec<(&str, Span)> = Vec::new();
    for (name, span) in names {
        if is_company(settings, name) && !found.iter().any(|(known, _)| *known == name) {
            found.push((name, span));
        }
    }
    found
}

/// Whether a name is that of a company: `site.yaml` knows it, else its own form tells.
fn is_company(settings: &Settings, name: &str) -> bool {
    let printed = FoldedText::new(name);
    let known = settings.organisations.iter().find(|known| {
        let mut names = std::iter::once(&known.name).chain(&known.aliases);
        names.any(|name| printed.names(&folded_name(name)))
    });
    match known.and_then(|known| known.kind) {
        Some(kind) => kind == OrganisationKind::Company,
        None => has_form_of_company(name),
    }
}

/// Whether a name ends in the form of a company, before a comma or at its end. `Co. Cork` is a
/// county.
fn has_form_of_company(name: &str) -> bool {
    let forms = ["ltd", "limited", "inc", "incorporated", "co", "corp", "corporation", "gmbh", "llc", "plc"];
    name.split(',').any(|part| {
        let words: Vec<&str> = part.split_whitespace().collect();
        let last = words.last().map(|word| word.trim_end_matches('.').to_lowercase()).unwrap_or_default();
        forms.contains(&last.as_str())
    })
}

#[cfg(test)]
mod tests {
    use super::has_form_of_company;
    use crate::testing::check;

    #[test]
    fn companies_are_known_by_their_form() {
        for (name, is_company) in [
            ("Kangstem Biotech Co. Ltd.", true),
            ("Example Co., Ltd., Incheon, Republic of Korea", true),
            ("Merck & Co., Inc., Rahway", true),
            ("Bayer GmbH", true),
            ("Institute of Biology, Co. Cork, Ireland", false),
            ("Department of Dermatology, Inha University, Incheon", false),
            ("Incheon", false),
        ] {
            assert_eq!(has_form_of_company(name), is_company, "{name}");
        }
    }

    #[test]
    fn a_company_beside_no_declared_interest_is_noted() {
        check(
            r#"
            --- site.yaml
            title: Base
            organisations:
              - {name: Acme Cells, kind: company}
              - {name: Good Works Inc., kind: foundation}
            --- sources/a.md
            label: Paid   #~ disclosure
            funding:
              - Example Biotech Inc.
            --- sources/b.md
            label: Employed   #~ disclosure
            author:
              - {family: Fern, affiliation: ["Acme Cells, Seoul"]}
            competing-interests: {declared: none}
            --- sources/c.md
            funding:
              - Example Biotech Inc.
            competing-interests: {declared: employees of the funder}
            --- sources/d.md
            funding:
              - Good Works Inc.
              - Inha University
            "#,
        );
    }
}
