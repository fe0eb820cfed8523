//! References as text: a record goes in, the line comes out.

mod exchange;
mod golden;
mod odd;
mod records;

use serde_json::Value;

use super::{Item, Reference, Style, format};

/// What a record prints in a style. Faults of the test are told in place of the line.
fn printed(style: &str, csl: &Value) -> Reference {
    let fault = |text: String| Reference { html: text.clone(), text };
    let style = match Style::by_name(style) {
        Ok(style) => style,
        Err(unknown) => return fault(unknown.to_string()),
    };
    format(&style, &item(csl)).unwrap_or_else(|error| fault(error.to_string()))
}

fn item(csl: &Value) -> Item {
    Item { id: "a-source".to_owned(), csl: csl.as_object().cloned().unwrap_or_default() }
}
