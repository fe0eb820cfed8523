//! The citation style of `site.yaml` must be one that is built in.

use crate::diagnostics::Diagnostics;
use crate::link::KnowledgeBase;

/// Reports a style that no one knows, as an unknown reference.
#[cfg(feature = "cite")]
pub fn check(kb: &KnowledgeBase, diagnostics: &mut Diagnostics) {
    use crate::cite::Style;
    use crate::diagnostics::{Code, Diagnostic};
    let Some(written) = &kb.settings.citation_style else { return };
    if let Err(unknown) = Style::by_name(&written.value) {
        let near = unknown.nearest().map(|near| format!("did you mean `{near}`?"));
        let help = near.unwrap_or_else(|| {
            "use `elsevier-vancouver`, `american-medical-association`, `apa` or `vancouver`".to_owned()
        });
        diagnostics
            .report(Diagnostic::new(Code::UnknownReference, written.span, unknown.to_string()).help(help));
    }
}

/// Without a citation library every style prints the same.
#[cfg(not(feature = "cite"))]
pub fn check(_: &KnowledgeBase, _: &mut Diagnostics) {}
