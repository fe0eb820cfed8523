//! Readers of doses, amounts, times, p-values and locators.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::model::{
    Allocation, Among, Amount, Bound, Centers, Control, Donor, Dose, DoseOf, DosePer, Duration, FollowUp,
    Interval, Locator, Masking, Number, PValue, Phase, Reported, Route, TimePoint,
};
use crate::parse::printed;
use crate::parse::reader::{Fields, Read, ReadPrinted, malformed, plain_or_printed, read_printed, text};
use crate::parse::yaml::{Node, Value};

read_printed!(Phase, Allocation, Masking, Control, Donor, Route, Duration, Centers);

impl Read for Duration {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        const WHAT: &str = "a length of time";
        const HELP: &str = "write `16 weeks` or `8 to 24 months`";
        let duration = printed::duration(text(node, WHAT, HELP, diagnostics)?);
        if duration.is_none() {
            malformed(node, WHAT, HELP, diagnostics);
        }
        duration
    }
}

impl Read for TimePoint {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        const WHAT: &str = "a time point";
        const HELP: &str = "write `week 16`, `day 56 to 112`, `over 84 weeks`, `baseline`, `end-point`, `after treatment`, `after 2 cycles`, `whole follow-up` or `not-stated`";
        let point = printed::time_point(text(node, WHAT, HELP, diagnostics)?);
        if point.is_none() {
            malformed(node, WHAT, HELP, diagnostics);
        }
        point
    }
}

impl Read for Centers {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        const HELP: &str = "write `multiple`, `single` or a count";
        match text(node, "a number of centres", HELP, diagnostics)? {
            "multiple" => Some(Self::Multiple),
            "single" => Some(Self::Single),
            digits if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
                u32::read(node, diagnostics).map(Self::Count)
            }
            _ => {
                malformed(node, "a number of centres", HELP, diagnostics);
                None
            }
        }
    }
}

/// Reads a count of cells, or reports; whether it is a plausible dose is judged with its reason.
fn count_of_cells(node: &Node, diagnostics: &mut Diagnostics) -> Option<f64> {
    const HELP: &str = "write `1e6`, `1000000` or `1×10^6`";
    let written = text(node, "a count of cells", HELP, diagnostics)?;
    let cells = printed::cells(written);
    match (printed::mangled_exponent(written), cells) {
        (Some(mangled), _) => diagnostics.report(
            Diagnostic::new(
                Code::ExponentMangled,
                node.span,
                format!("`{}` is no power of ten", mangled.written),
            )
            .help(format!("if {} is meant, write it as `1e6` is written for 10⁶", mangled.probably)),
        ),
        (None, Some(cells)) => return Some(cells),
        (None, None) => malformed(node, "a count of cells", HELP, diagnostics),
    }
    None
}

/// Reports a count that no dose has, unless the editor gives a reason; then it is none.
fn plausible(cells: f64, span: Span, is_explained: bool, diagnostics: &mut Diagnostics) -> Option<f64> {
    if is_explained || (1e4..=1e10).contains(&cells) {
        return Some(cells);
    }
    diagnostics.report(
        Diagnostic::new(Code::ExponentMangled, span, format!("`{cells}` is no plausible count of cells"))
            .help("doses lie between 1e4 and 1e10 cells; was an exponent lost?")
            .help("if it is meant so, say why with `because`"),
    );
    None
}

struct Cells(f64, Span);

impl Cells {
    fn plausible(self, is_explained: bool, diagnostics: &mut Diagnostics) -> Option<f64> {
        plausible(self.0, self.1, is_explained, diagnostics)
    }
}

impl Read for Cells {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        Some(Self(count_of_cells(node, diagnostics)?, node.span))
    }
}

/// The `read:` of a printed dose.
struct DoseReading {
    cells: Cells,
    to: Option<Cells>,
}

impl Read for DoseReading {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let mut fields = Fields::of(node, "the reading of a dose", diagnostics)?;
        let cells = fields.required::<Cells>("cells", diagnostics);
        let to = fields.optional::<Cells>("to", diagnostics);
        fields.finish(diagnostics);
        Some(Self { cells: cells?, to })
    }
}

impl ReadPrinted for Dose {
    fn read_printed(node: &Node, diagnostics: &mut Diagnostics) -> Option<Reported<Self>> {
        let Value::Map(_) = node.value else {
            malformed(
                node,
                "a dose with its unit",
                "write `{cells: 1e6, per: kg, of: administration}`; `per: total` for cells in all",
                diagnostics,
            );
            return None;
        };
        let mut fields = Fields::of(node, "a dose", diagnostics)?;
        let cells = fields.optional::<Cells>("cells", diagnostics);
        let to = fields.optional::<Cells>("to", diagnostics);
        let reading = fields.optional::<DoseReading>("read", diagnostics);
        let per = fields.or("per", DosePer::NotStated, diagnostics);
        let of = fields.or("of", DoseOf::NotStated, diagnostics);
        let printed: Option<Spanned<String>> = fields.optional("printed", diagnostics);
        let because: Option<String> = fields.optional("because", diagnostics);
        let was_read = fields.has("cells") || fields.has("read");
        fields.finish(diagnostics);
        let (cells, to) = match (cells, reading) {
            (Some(cells), _) => (Some(cells), to),
            (None, Some(reading)) => (Some(reading.cells), reading.to),
            (None, None) if was_read => (None, None),
            (None, None) => (unread_dose(printed.as_ref(), node, diagnostics), None),
        };
        let is_explained = because.is_some();
        let cells = cells.and_then(|cells| cells.plausible(is_explained, diagnostics));
        let to = to.and_then(|cells| cells.plausible(is_explained, diagnostics));
        let value = Self { cells: cells?, to, per, of };
        Some(Reported { value, printed: printed.map(|printed| printed.value), because, span: node.span })
    }
}

/// A dose that has only its printed form: read it if its power of ten is whole.
fn unread_dose(
    printed: Option<&Spanned<String>>,
    node: &Node,
    diagnostics: &mut Diagnostics,
) -> Option<Cells> {
    let Some(printed) = printed else {
        malformed(node, "a count of cells", "add `cells: 1e6`", diagnostics);
        return None;
    };
    if let Some(cells) = printed::printed_cells(printed) {
        return Some(Cells(cells, printed.span));
    }
    let diagnostic = match printed::mangled_exponent(printed) {
        Some(mangled) => Diagnostic::new(
            Code::ExponentMangled,
            printed.span,
            format!("`{}` lost its exponent: {} may be meant", mangled.written, mangled.probably),
        )
        .help("keep `printed` and add `read: {cells: …}` with `because: …`"),
        None => Diagnostic::new(
            Code::ValueMalformed,
            printed.span,
            format!("`{}` is no count of cells", printed.value),
        )
        .help("add `cells: 1e6` with what the printed characters mean"),
    };
    diagnostics.report(diagnostic);
    None
}

impl ReadPrinted for FollowUp {
    fn read_printed(node: &Node, diagnostics: &mut Diagnostics) -> Option<Reported<Self>> {
        let is_map_of_numbers = matches!(&node.value, Value::Map(map) if map.entries.iter().any(|(key, _)| ["mean", "low", "high", "unit"].contains(&key.value.as_str())));
        if !is_map_of_numbers {
            let plain = plain_or_printed::<Duration>(node, diagnostics)?;
            let value = Self { time: plain.value, mean: None, counted_from: None };
            return Some(Reported {
                value,
                printed: plain.printed,
                because: plain.because,
                span: plain.span,
            });
        }
        let mut fields = Fields::of(node, "a follow-up", diagnostics)?;
        let mean: Option<Number> = fields.optional("mean", diagnostics);
        let low: Option<Number> = fields.optional("low", diagnostics);
        let high: Option<Number> = fields.optional("high", diagnostics);
        let unit = fields.required("unit", diagnostics);
        let counted_from = fields.optional("counted-from", diagnostics);
        let printed = fields.optional("printed", diagnostics);
        let because = fields.optional("because", diagnostics);
        fields.finish(diagnostics);
        let Some(first) = low.clone().or_else(|| mean.clone()) else {
            malformed(node, "a follow-up", "give `mean`, or `low` and `high`", diagnostics);
            return None;
        };
        if let (Some(low), Some(high)) = (&low, &high)
            && !in_order(low, high, node, diagnostics)
        {
            return None;
        }
        let time = Duration { low: first, high, unit: unit? };
        Some(Reported { value: Self { time, mean, counted_from }, printed, because, span: node.span })
    }
}

fn in_order(low: &Number, high: &Number, node: &Node, diagnostics: &mut Diagnostics) -> bool {
    let is_in_order = low.value <= high.value;
    if !is_in_order {
        let message = format!("the lower bound {} is above the upper bound {}", low.text, high.text);
        diagnostics.report(
            Diagnostic::new(Code::ValueMalformed, node.span, message)
                .help("write the smaller number as `low`"),
        );
    }
    is_in_order
}

impl Read for Interval {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let mut fields = Fields::of(node, "an interval", diagnostics)?;
        let low = fields.required("low", diagnostics);
        let high = fields.required("high", diagnostics);
        let level = fields.optional("level", diagnostics);
        fields.finish(diagnostics);
        let (low, high) = (low?, high?);
        in_order(&low, &high, node, diagnostics).then_some(Self { low, high, level })
    }
}

impl Read for Among {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let mut fields = Fields::of(node, "a part of an arm", diagnostics)?;
        let among = Self {
            count: fields.optional("count", diagnostics),
            of: fields.optional("of", diagnostics),
            who: fields.optional("who", diagnostics),
            span: node.span,
        };
        fields.finish(diagnostics);
        Some(among)
    }
}

impl ReadPrinted for Amount {
    fn read_printed(node: &Node, diagnostics: &mut Diagnostics) -> Option<Reported<Self>> {
        let mut fields = Fields::of(node, "a result", diagnostics)?;
        let amount = Self {
            count: fields.optional("count", diagnostics),
            percent: fields.optional("percent", diagnostics),
            of: fields.answer_if_any("of", diagnostics),
            mean: fields.optional("mean", diagnostics),
            sd: fields.optional("sd", diagnostics),
            change: fields.optional("change", diagnostics),
            median: fields.optional("median", diagnostics),
            range: fields.optional("range", diagnostics),
            unit: fields.optional("unit", diagnostics),
        };
        let printed = fields.optional("printed", diagnostics);
        let because = fields.optional("because", diagnostics);
        let needs_of = amount.percent.is_some() || amount.count.is_some();
        let cut_off = fields.cut_off();
        let has_of = fields.has("of");
        fields.finish(diagnostics);
        if needs_of && !has_of && !cut_off {
            let message = "a count or percentage needs to say of how many people";
            diagnostics.report(
                Diagnostic::new(Code::AnswerMissing, node.span, message)
                    .help("add `of: 59`, or `of: not-reported`"),
            );
        }
        share_is_possible(&amount, node, diagnostics).then_some(Reported {
            value: amount,
            printed,
            because,
            span: node.span,
        })
    }
}

fn share_is_possible(amount: &Amount, node: &Node, diagnostics: &mut Diagnostics) -> bool {
    if let (Some(count), Some(of)) = (amount.count, amount.of.given())
        && count > *of
    {
        let message = format!("{count} of {of} people cannot be");
        diagnostics.report(
            Diagnostic::new(Code::ValueMalformed, node.span, message)
                .help("check `count` and `of` against the source"),
        );
        return false;
    }
    true
}

impl Read for PValue {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let Value::Map(_) = node.value else {
            let printed =
                text(node, "a p-value", "write it as the source prints it, such as `P = .016`", diagnostics)?;
            let bound = bound(printed, node, diagnostics)?;
            return Some(Self { printed: printed.to_owned(), bound, because: None, span: node.span });
        };
        let mut fields = Fields::of(node, "a p-value", diagnostics)?;
        let printed: Option<Spanned<String>> = fields.required("printed", diagnostics);
        let read_node = fields.node("read");
        let because: Option<String> = fields.optional("because", diagnostics);
        fields.finish(diagnostics);
        let printed = printed?;
        let bound = match read_node {
            Some(read) => bound(text(read, "a p-value", "write `0.017`", diagnostics)?, read, diagnostics)?,
            None => {
                let printed_node = Node {
                    span: printed.span,
                    value: Value::Scalar { text: printed.value.clone(), quoted: true },
                };
                bound(&printed.value, &printed_node, diagnostics)?
            }
        };
        if read_node.is_some() && because.is_none() {
            let message = "the reading of a p-value needs its reason";
            diagnostics
                .report(Diagnostic::new(Code::AnswerMissing, node.span, message).help("add `because: …`"));
        }
        Some(Self { printed: printed.value, bound, because, span: node.span })
    }
}

fn bound(printed: &str, node: &Node, diagnostics: &mut Diagnostics) -> Option<Bound> {
    let bound = printed::p_value(printed);
    if bound.is_none() {
        let message = format!("`{printed}` is no p-value: it must lie above 0 and at most at 1");
        diagnostics.report(
            Diagnostic::new(Code::PValueMalformed, node.span, message)
                .help("if the source prints it so, write `{printed: \"…\", read: …, because: …}`"),
        );
    }
    bound
}

/// `3` or `3-4`.
struct Sentences(u32, u32);

impl Read for Sentences {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        const WHAT: &str = "the number of a sentence";
        const HELP: &str = "count within the section from 1: `3` or `3-4`";
        let written = text(node, WHAT, HELP, diagnostics)?;
        let (first, last) = written.split_once(['-', '–']).unwrap_or((written, written));
        match (first.trim().parse(), last.trim().parse()) {
            (Ok(first), Ok(last)) if 0 < first && first <= last => Some(Self(first, last)),
            _ => {
                malformed(node, WHAT, HELP, diagnostics);
                None
            }
        }
    }
}

impl Read for Locator {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let mut fields = Fields::of(node, "a locator", diagnostics)?;
        let section = fields.required("section", diagnostics);
        let sentences: Option<Spanned<Sentences>> = fields.optional("sentence", diagnostics);
        let locator = Self {
            section: section.unwrap_or_else(|| Spanned::new(String::new(), node.span)),
            sentences: sentences
                .map(|Spanned { value: Sentences(first, last), span }| Spanned::new((first, last), span)),
            page: fields.optional("page", diagnostics),
            table: fields.optional("table", diagnostics),
            figure: fields.optional("figure", diagnostics),
            quote: fields.optional("quote", diagnostics),
            seal: digest("seal", &mut fields, diagnostics),
            span: node.span,
        };
        fields.finish(diagnostics);
        (!locator.section.is_empty()).then_some(locator)
    }
}

/// A digest of a passage or a text: `b3-` and 16 or more hexadecimal digits.
pub fn digest(
    key: &'static str,
    fields: &mut Fields<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Spanned<String>> {
    let digest: Spanned<String> = fields.optional(key, diagnostics)?;
    let digits = digest.strip_prefix("b3-").unwrap_or("");
    let is_hexadecimal = digits.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
    if !(16..=64).contains(&digits.len()) || !is_hexadecimal {
        let message = format!("`{}` is no {key}", digest.value);
        let help = format!(
            "a {key} is `b3-` and 16 to 64 hexadecimal digits: remove it and run `litweave seal --texts DIR`"
        );
        diagnostics.report(Diagnostic::new(Code::ValueMalformed, digest.span, message).help(help));
        return None;
    }
    Some(digest)
}
