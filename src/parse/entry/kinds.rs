//! The readers of trials, cell types, diseases, biomarkers, outcome measures, terms and pages.

use super::{Raw, common};
use crate::diagnostics::Diagnostics;
use crate::model::{
    Article, Band, Biomarker, CellType, Decision, Disease, Entry, OutcomeMeasure, Scale, Settlement, Term,
    Trial,
};
use crate::parse::reader::{Fields, Read, malformed};
use crate::parse::yaml::Node;

/// Reads `title` and the keys that every entry has, and names unknown keys.
fn titled(mut raw: Raw<'_>, diagnostics: &mut Diagnostics) -> Option<Entry> {
    let title = raw.fields.required("title", diagnostics);
    let entry = common::entry(&mut raw, title, diagnostics)?;
    raw.fields.finish(diagnostics);
    Some(entry)
}

/// Reads a trial.
pub fn trial(mut raw: Raw<'_>, diagnostics: &mut Diagnostics) -> Option<Trial> {
    let settles = raw.fields.list("settles", diagnostics);
    Some(Trial { entry: titled(raw, diagnostics)?, settles })
}

/// Reads a cell type.
pub fn cell_type(raw: Raw<'_>, diagnostics: &mut Diagnostics) -> Option<CellType> {
    Some(CellType { entry: titled(raw, diagnostics)? })
}

/// Reads a disease.
pub fn disease(raw: Raw<'_>, diagnostics: &mut Diagnostics) -> Option<Disease> {
    Some(Disease { entry: titled(raw, diagnostics)? })
}

/// Reads a biomarker.
pub fn biomarker(mut raw: Raw<'_>, diagnostics: &mut Diagnostics) -> Option<Biomarker> {
    let kind = raw.fields.optional("kind", diagnostics);
    let cell_type = raw.fields.optional("cell-type", diagnostics);
    Some(Biomarker { entry: titled(raw, diagnostics)?, kind, cell_type })
}

/// Reads an outcome measure.
pub fn outcome_measure(mut raw: Raw<'_>, diagnostics: &mut Diagnostics) -> Option<OutcomeMeasure> {
    let class = raw.fields.optional("class", diagnostics);
    let better = raw.fields.optional("better", diagnostics);
    let scale = raw.fields.optional("scale", diagnostics);
    Some(OutcomeMeasure { entry: titled(raw, diagnostics)?, class, better, scale })
}

/// Reads a glossary term.
pub fn term(mut raw: Raw<'_>, diagnostics: &mut Diagnostics) -> Option<Term> {
    let plain = raw.fields.answer("plain", diagnostics);
    let clinical = raw.fields.answer_if_any("clinical", diagnostics);
    let say = raw.fields.optional("say", diagnostics);
    Some(Term { entry: titled(raw, diagnostics)?, plain, clinical, say })
}

/// Reads a page of the site's own.
pub fn article(raw: Raw<'_>, diagnostics: &mut Diagnostics) -> Option<Article> {
    Some(Article { entry: titled(raw, diagnostics)? })
}

impl Read for Settlement {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let mut fields = Fields::of(node, "a settled disagreement", diagnostics)?;
        let field = fields.required("field", diagnostics);
        let open: bool = fields.or("open", false, diagnostics);
        let shows = fields.optional("shows", diagnostics);
        let because = fields.required("because", diagnostics);
        fields.finish(diagnostics);
        let decision = match (open, shows) {
            (true, None) => Decision::Open,
            (false, Some(source)) => Decision::Shows(source),
            _ => {
                malformed(
                    node,
                    "one decision",
                    "write either `open: true` or `shows: source-id`",
                    diagnostics,
                );
                return None;
            }
        };
        Some(Self { field: field?, decision, because: because? })
    }
}

impl Read for Scale {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let mut fields = Fields::of(node, "a scale", diagnostics)?;
        let low = fields.required("low", diagnostics);
        let high = fields.required("high", diagnostics);
        let items = fields.optional("items", diagnostics);
        let bands = fields.list("bands", diagnostics);
        let scheme = fields.optional("scheme", diagnostics);
        let cites = fields.required("cites", diagnostics);
        fields.finish(diagnostics);
        Some(Self { low: low?, high: high?, items, bands, scheme, cites: cites?, span: node.span })
    }
}

impl Read for Band {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let mut fields = Fields::of(node, "a band of a scale", diagnostics)?;
        let name = fields.required("name", diagnostics);
        let low = fields.required("low", diagnostics);
        let high = fields.required("high", diagnostics);
        fields.finish(diagnostics);
        Some(Self { name: name?, low: low?, high: high? })
    }
}
