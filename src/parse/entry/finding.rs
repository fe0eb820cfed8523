//! The readers of findings and statements.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Spanned};
use crate::model::{ArmChoice, Comparator, Finding, Id, Measure, Species, Statement};
use crate::parse::reader::{Fields, Read, text};
use crate::parse::yaml::Node;
use std::sync::Arc;

impl Read for Finding {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let mut fields = Fields::of(node, "a finding", diagnostics)?;
        let id: Option<Spanned<Arc<str>>> = fields.required("id", diagnostics);
        fields.must_answer("measure", &["measures", "label"], diagnostics);
        fields.must_answer("comparator", &[], diagnostics);
        let head = fields.head();
        let finding = Self {
            id: id.clone().unwrap_or_else(|| Spanned::new("".into(), head)),
            trial: fields.answer("trial", diagnostics),
            measures: measures(&mut fields, diagnostics),
            label: fields.optional("label", diagnostics),
            criterion: fields.answer_if_any("criterion", diagnostics),
            metric: fields.optional("metric", diagnostics),
            arm: fields.answer("arm", diagnostics),
            comparator: fields.answer_if_any("comparator", diagnostics),
            time_point: fields.answer("time-point", diagnostics),
            maximal_at: fields.answer_if_any("maximal-at", diagnostics),
            among: fields.answer_if_any("among", diagnostics),
            analysed: fields.answer_if_any("analysed", diagnostics),
            result: fields.answer_if_any("result", diagnostics),
            versus: fields.answer_if_any("versus", diagnostics),
            interval: fields.answer_if_any("interval", diagnostics),
            p_value: fields.answer_if_any("p-value", diagnostics),
            change: fields.optional("change", diagnostics),
            benefit: fields.optional("benefit", diagnostics),
            significance: fields.answer_if_any("significance", diagnostics),
            specimen: fields.answer_if_any("specimen", diagnostics),
            species: fields.or("species", Species::Human, diagnostics),
            method: fields.answer_if_any("method", diagnostics),
            locators: fields.list("locator", diagnostics),
            added: fields.optional("added", diagnostics),
            changed: fields.optional("changed", diagnostics),
            allow: fields.list("allow", diagnostics),
            span: head,
            extent: node.span,
        };
        let direction_was_tried = fields.has("change") || fields.has("benefit") || fields.cut_off();
        let locator_was_tried = fields.tries("locator");
        fields.finish(diagnostics);
        if !direction_was_tried {
            let message = "the finding says neither how the value changed nor what it meant for the people";
            diagnostics
                .report(Diagnostic::new(Code::DirectionMissing, head, message).help(
                    "add `change:` or `benefit:`; write `not-stated` if the source gives no direction",
                ));
        }
        if !locator_was_tried {
            diagnostics.report(without_locator("finding", head));
        }
        id.map(|_| finding)
    }
}

/// The complaint about a fact that cannot be found again.
pub fn without_locator(what: &str, span: crate::diagnostics::Span) -> Diagnostic {
    Diagnostic::new(Code::FindingWithoutLocator, span, format!("the {what} does not say where it is printed"))
        .help("add `locator: {section: …}` with the heading it stands under")
}

fn measures(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Vec<Spanned<Id<Measure>>> {
    let mut measures: Vec<_> = fields.list("measure", diagnostics);
    measures.extend(fields.list("measures", diagnostics));
    measures
}

impl Read for ArmChoice {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        match text(node, "an arm", "write the arm's id, `all` or `not-stated`", diagnostics)? {
            "all" => Some(Self::All),
            _ => Arc::<str>::read(node, diagnostics).map(|id| Self::Arm(id.to_string())),
        }
    }
}

impl Read for Comparator {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        match text(
            node,
            "a comparator",
            "write an arm's id, `baseline`, `none` or `not-stated`",
            diagnostics,
        )? {
            "baseline" => Some(Self::Baseline),
            "none" => Some(Self::None),
            _ => Arc::<str>::read(node, diagnostics).map(|id| Self::Arm(id.to_string())),
        }
    }
}

impl Read for Statement {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let mut fields = Fields::of(node, "a statement", diagnostics)?;
        let id: Option<Spanned<Arc<str>>> = fields.required("id", diagnostics);
        let about: Option<Vec<Spanned<String>>> = fields.required("about", diagnostics);
        let topic = fields.required("topic", diagnostics);
        let says = fields.required("says", diagnostics);
        let figures = fields.list("figures", diagnostics);
        let scope = fields.optional("scope", diagnostics);
        let attributed_to = fields.optional("attributed-to", diagnostics);
        let species = fields.or("species", Species::Human, diagnostics);
        let locators = fields.list("locator", diagnostics);
        let added = fields.optional("added", diagnostics);
        let changed = fields.optional("changed", diagnostics);
        let head = fields.head();
        let has_locator = fields.tries("locator");
        fields.finish(diagnostics);
        if !has_locator {
            diagnostics.report(without_locator("statement", head));
        }
        Some(Self {
            id: id?,
            about: about.unwrap_or_default(),
            topic: topic?,
            says: says?,
            figures,
            scope,
            attributed_to,
            species,
            locators,
            added,
            changed,
            span: head,
        })
    }
}
