//! Repairs the styles of the archive for our purpose.
//!
//! Takes a style as it was decoded and changes it in place, so that its reference list
//!
//! - has no leading number or label: pages number ready references;
//! - invents nothing: no "n.d." for a missing date, no "Anonymous" for a missing author;
//! - names the authors: hayagriva 0.10 prints none where a style gives `names` a `label` but
//!   no `name`, as the NLM styles do;
//! - abbreviates journals: hayagriva 0.10 has no short form of `container-title` for CSL-JSON,
//!   but knows `container-title-short`;
//! - leaves capitals alone: hayagriva's title case makes `Clinicaltrials.gov` of
//!   `ClinicalTrials.gov`, its sentence case `staphylococcus` of `Staphylococcus`.

use hayagriva::citationberg::taxonomy::{
    NumberOrPageVariable, NumberVariable, OtherTerm, StandardVariable, Term, Variable,
};
use hayagriva::citationberg::{
    Choose, ChooseBranch, IndependentStyle, LayoutRenderingElement as Element, LongShortForm, Name, Names,
    NamesChild, Text, TextCase, TextTarget,
};

/// Mends a whole style.
pub(super) fn mend(style: &mut IndependentStyle) {
    style.macros.iter_mut().for_each(|shared| mend_all(&mut shared.children));
    if let Some(list) = &mut style.bibliography {
        mend_all(&mut list.layout.elements);
        list.sort = None;
        list.second_field_align = None;
    }
    leave_out_citations(style);
}

/// We format no citations in running text: hayagriva need not either.
fn leave_out_citations(style: &mut IndependentStyle) {
    style.citation.layout.elements.clear();
    style.citation.sort = None;
}

fn mend_all(elements: &mut Vec<Element>) {
    elements.retain(|element| !is_label(element) && !is_placeholder(element));
    elements.iter_mut().for_each(mend_one);
}

fn mend_one(element: &mut Element) {
    match element {
        Element::Text(text) => mend_text(text),
        Element::Names(names) => mend_names(names),
        Element::Group(group) => mend_all(&mut group.children),
        Element::Choose(choose) => mend_choose(choose),
        Element::Date(_) | Element::Number(_) | Element::Label(_) => {}
    }
}

fn mend_choose(choose: &mut Choose) {
    let mend_branch = |branch: &mut ChooseBranch| mend_all(&mut branch.children);
    mend_branch(&mut choose.if_);
    choose.else_if.iter_mut().for_each(mend_branch);
    if let Some(otherwise) = &mut choose.otherwise {
        mend_all(&mut otherwise.children);
    }
}

fn mend_text(text: &mut Text) {
    match &mut text.target {
        TextTarget::Variable { var, form: LongShortForm::Short }
            if *var == Variable::Standard(StandardVariable::ContainerTitle) =>
        {
            *var = Variable::Standard(StandardVariable::ContainerTitleShort);
        }
        TextTarget::Variable { .. } | TextTarget::Macro { .. } => {}
        TextTarget::Term { .. } | TextTarget::Value { .. } => return,
    }
    text.text_case =
        text.text_case.filter(|case| !matches!(case, TextCase::TitleCase | TextCase::SentenceCase));
}

/// Names that have a label, or anything else, need a `name` to be printed at all.
fn mend_names(names: &mut Names) {
    if names.name().is_none() && !names.children.is_empty() {
        names.children.insert(0, NamesChild::Name(Name::default()));
    }
    for child in &mut names.children {
        if let NamesChild::Substitute(substitute) = child {
            mend_substitute(&mut substitute.children);
        }
    }
}

/// The names in a substitute stay as they are: they take over the `name` of their parent.
fn mend_substitute(elements: &mut Vec<Element>) {
    elements.retain(|element| !is_placeholder(element));
    elements.iter_mut().filter(|element| !is_names(element)).for_each(mend_one);
}

fn is_names(element: &Element) -> bool {
    matches!(element, Element::Names(_))
}

/// Whether an element prints the number or label of an entry.
fn is_label(element: &Element) -> bool {
    match element {
        Element::Text(text) => matches!(
            text.target,
            TextTarget::Variable {
                var: Variable::Number(NumberVariable::CitationNumber)
                    | Variable::Standard(StandardVariable::CitationLabel),
                ..
            }
        ),
        Element::Number(number) => {
            number.variable == NumberOrPageVariable::Number(NumberVariable::CitationNumber)
        }
        _ => false,
    }
}

/// Whether an element prints a word for something that the record does not have.
fn is_placeholder(element: &Element) -> bool {
    let Element::Text(text) = element else {
        return false;
    };
    match &text.target {
        TextTarget::Term { term, .. } => {
            matches!(term, Term::Other(OtherTerm::NoDate | OtherTerm::Anonymous))
        }
        TextTarget::Value { val } => val == "[S.d.]",
        TextTarget::Variable { .. } | TextTarget::Macro { .. } => false,
    }
}
