//! Words of the clinic that have an everyday twin.

use super::{is_explained, report};
use crate::check::sentences::Sentence;
use crate::check::words::Words;
use crate::diagnostics::Diagnostics;
use std::ops::Range;

/// Words, and what everyone says.
const TWINS: [(&[&str], &str); 34] = [
    (&["efficacy", "efficacious"], "how well it works"),
    (
        &["adverse event", "adverse events", "adverse effect", "adverse effects", "adverse reaction*"],
        "harm, or side effect",
    ),
    (
        &["administered", "administer", "administers", "administering", "administration", "administrations"],
        "given",
    ),
    (&["subsequently", "subsequent"], "later"),
    (&["pruritus", "pruritic"], "itch"),
    (&["erythema", "erythematous"], "redness"),
    (&["lesion", "lesions", "lesional"], "patch, or sore"),
    (&["intravenous", "intravenously"], "into a vein"),
    (&["subcutaneous", "subcutaneously"], "under the skin"),
    (&["intradermal", "intradermally"], "into the skin"),
    (&["intramuscular", "intramuscularly"], "into a muscle"),
    (&["autologous"], "the person's own"),
    (&["allogeneic", "allogenic"], "from a donor"),
    (&["refractory"], "that treatment did not help enough"),
    (&["baseline"], "the start"),
    (&["cohort", "cohorts"], "group"),
    (&["cutaneous", "dermal"], "of the skin"),
    (&["oedema", "edema"], "swelling"),
    (&["paediatric", "pediatric"], "of children"),
    (&["prophylaxis", "prophylactic", "prophylactically"], "to prevent it"),
    (&["aetiology", "etiology", "pathogenesis"], "how it comes about"),
    (&["prognosis"], "how it is likely to go on"),
    (&["exacerbation", "exacerbations", "exacerbated"], "getting worse"),
    (&["remission", "remissions"], "a time without signs of it"),
    (&["comorbidity", "comorbidities", "comorbid"], "other diseases that come with it"),
    (&["morbidity"], "disease"),
    (&["mortality"], "deaths"),
    (&["tolerability"], "how well people cope with it"),
    (&["hypertension"], "high blood pressure"),
    (&["renal"], "of the kidneys"),
    (&["hepatic"], "of the liver"),
    (&["analgesic", "analgesics"], "painkiller"),
    (&["xerosis"], "dry skin"),
    (&["lichenification", "lichenified"], "thick skin"),
];

/// Reports each word of the clinic that nothing in the part explains, once.
pub fn check(plain: &[&Sentence<'_>], diagnostics: &mut Diagnostics) {
    let words: Vec<Words<'_>> = plain.iter().map(|sentence| Words::of(&sentence.text)).collect();
    for (forms, twin) in TWINS {
        let mut places: Vec<(&Sentence<'_>, &Words<'_>, Range<usize>)> = Vec::new();
        for (sentence, words) in plain.iter().zip(&words) {
            let here = words.places_of_any(forms).into_iter();
            places.extend(here.map(|at| (*sentence, words, at)));
        }
        if places.iter().any(|(sentence, words, at)| is_explained(sentence, words, at)) {
            continue;
        }
        if let Some((sentence, _, at)) = places.first() {
            let written = sentence.words(at.clone());
            let message = format!("`{written}` has an everyday twin");
            let help = format!("write “{twin}”, explain it in brackets, or link the glossary");
            report(sentence.span(at.clone()), message, help, diagnostics);
        }
    }
}
