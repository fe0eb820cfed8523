//! Content is untrusted: whatever an entry holds, no active content reaches a page, and no entry
//! can swallow the page's warning or footer.

mod built;

use scraper::{ElementRef, Html, Selector};
use std::path::Path;

/// Texts that have broken other sites.
const ATTACKS: &[&str] = &[
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</main></body></html><!--",
    "<svg/onload=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "\\\"><script>alert(1)</script>",
    "{{ 7 * 7 }} {% include 'layouts/base.html' %} {{ <evidence.value value={x} /> }}",
    "<!-- --> --!> ]]> <![CDATA[ <plaintext>",
    "<style>*{display:none}</style><base href=//evil.example>",
    "\u{202e}txet desrever\u{202c}",
];

/// Prose that tries the same through Markdown.
const PROSE: &str = r#"
<script>alert(1)</script>

<div onclick="alert(1)" style="position:fixed">covering

[link](https://ok.example/"onmouseover=alert(1) "x\" onmouseover=\"alert(1)")
![alt" onerror="alert(1)](https://evil.example/x.png "t\" onload=\"alert(1)")
<https://ok.example/"onmouseover=alert(1)>

## Heading <img src=x onerror=alert(1)> {#a"onclick=alert(1) onclick=alert(1) style=color:red}

```"><script>alert(1)</script>
code </code></pre><script>alert(1)</script>
```

| <b>a</b> | `"><script>` |
|---|---|
| [[hostile\|words <img onerror=alert(1)>]] | x |

Note[^"><script>alert(1)</script>] and [@hostile, <script>alert(1)</script>].

[^"><script>alert(1)</script>]: text <script>alert(1)</script>

> [!WARNING]
> <iframe srcdoc="<script>alert(1)</script>"></iframe>

</article></main></body></html>
"#;

fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

/// Every page of a base whose entries hold `attack` in each field.
fn pages(attack: &str) -> Vec<(String, String)> {
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content");
    let quoted = serde_json::to_string(&format!("x {attack}")).unwrap();
    write(
        &content.join("site.yaml"),
        &format!("title: {quoted}\ndescription: {quoted}\nlicence: {quoted}\n"),
    );
    write(
        &content.join("sources/hostile.md"),
        &format!(
            "---\ntype: article-journal\ntitle: {quoted}\nlabel: {quoted}\ndescription: {quoted}\nauthor: [{{family: {quoted}, given: {quoted}, affiliation: [{quoted}]}}]\n\
             container-title: {quoted}\nvolume: {quoted}\nissued: 2025\ntier: primary-report\nread: abstract\ncaptured: not-reported\n\
             allow: [{{code: reading-disagrees, because: the attack is no number}}]\n\
             funding: [{quoted}]\ncompeting-interests: {{declared: {quoted}}}\nleft-out: [{{what: {quoted}, because: {quoted}}}]\n\
             reports:\n  - {{trial: hostile, registry-id: {quoted}, aim: {quoted}, phase: 2, allocation: randomized, masking: single, control: placebo, \
             population: {quoted}, conditions: [hostile], enrollment: {{count: 5, printed: {quoted}, because: {quoted}}}, \
             arms: [{{id: a, label: {quoted}, intervention: {{cell-type: hostile, product: {quoted}, preparation: {quoted}}}}}], follow-up: not-reported, \
             endpoints: [{{label: {quoted}, method: {quoted}}}], locator: {{section: {quoted}}}}}\n\
             findings:\n  - {{id: f, trial: hostile, measure: hostile, criterion: {quoted}, arm: a, comparator: baseline, time-point: week 1, specimen: {quoted}, \
             result: {{count: 1, of: 25, printed: {quoted}, because: {quoted}}}, change: decreased, locator: {{section: {quoted}, page: {quoted}}}}}\n\
             statements:\n  - {{id: s, about: [hostile], topic: claim, says: {quoted}, figures: [{quoted}], scope: {quoted}, attributed-to: {quoted}, locator: {{section: {quoted}}}}}\n---\n{PROSE}"
        )
        .replace("about: [hostile]", "about: [\"trial:hostile\"]"),
    );
    for folder in ["trials", "diseases", "cell-types", "outcomes", "pages"] {
        let text = format!(
            "---\ntitle: {quoted}\naliases: [{}]\ndescription: {quoted}\n---\n{PROSE}",
            quoted.replace("x ", "y ")
        );
        write(&content.join(folder).join("hostile.md"), &text.replace("[[hostile", "[[trial:hostile"));
    }
    let term =
        format!("---\ntitle: {quoted}\nplain: {quoted}\nclinical: {quoted}\nsay: {quoted}\n---\n{PROSE}");
    write(&content.join("glossary/hostile.md"), &term.replace("[[hostile", "[[trial:hostile"));
    let source = content.join("sources/hostile.md");
    let text = std::fs::read_to_string(&source).unwrap().replace("[[hostile", "[[trial:hostile");
    write(&source, &text);
    built::pages(folder.path())
}

#[test]
fn no_active_content_reaches_a_page() {
    let all = Selector::parse("*").unwrap();
    let mut drawings = 0;
    for attack in ATTACKS {
        for (path, text) in pages(attack) {
            let document = Html::parse_document(&text);
            for element in document.select(&all) {
                let name = element.value().name();
                if name == "script" && is_ours(&element) {
                    continue;
                }
                let forbidden = ["script", "iframe", "object", "embed", "style", "base", "form", "plaintext"];
                assert!(!forbidden.contains(&name), "{path}: <{name}> from {attack}");
                if name == "svg" {
                    drawings += 1;
                    assert!(is_drawing(&element), "{path}: {} from {attack}", element.html());
                }
                for (attribute, value) in element.value().attrs() {
                    assert!(!attribute.starts_with("on"), "{path}: {attribute} on <{name}> from {attack}");
                    assert_ne!(attribute, "style", "{path}: style on <{name}> from {attack}");
                    if ["href", "src", "action"].contains(&attribute) {
                        let scheme: String = value
                            .chars()
                            .filter(|char| !char.is_whitespace() && !char.is_control())
                            .collect();
                        let scheme = scheme.to_ascii_lowercase();
                        assert!(
                            !["javascript:", "data:", "vbscript:"].iter().any(|bad| scheme.starts_with(bad)),
                            "{path}: {attribute}={value}"
                        );
                    }
                }
            }
        }
    }
    assert!(drawings > 0, "no page holds a drawing");
}

/// A drawing of a chart: marks with numbers in their attributes, and no word.
fn is_drawing(svg: &ElementRef<'_>) -> bool {
    let is_number = |text: &str| {
        let number = text.strip_suffix('%').unwrap_or(text);
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
    };
    let is_of_hundred = |label: &str| {
        label
            .strip_suffix(" of 100 people")
            .is_some_and(|count| count.parse::<u32>().is_ok_and(|count| count <= 100))
    };
    let attributes: Vec<(&str, &str)> = svg.value().attrs().collect();
    let is_frame = match attributes.as_slice() {
        [("aria-hidden", "true"), ("class", "plot")] | [("class", "plot"), ("aria-hidden", "true")] => true,
        list => list.iter().all(|attribute| match *attribute {
            ("class", "dots") | ("role", "img") => true,
            ("aria-label", label) => is_of_hundred(label),
            _ => false,
        }),
    };
    let is_mark = |mark: ElementRef<'_>| {
        ["line", "circle", "rect"].contains(&mark.value().name())
            && mark.children().next().is_none()
            && mark.value().attrs().all(|(name, value)| match name {
                "x" | "x1" | "x2" | "y" | "y1" | "y2" | "cx" | "cy" | "r" | "width" | "height" => {
                    is_number(value)
                }
                "class" => value == "on",
                _ => false,
            })
    };
    is_frame && svg.children().all(|child| ElementRef::wrap(child).is_some_and(is_mark))
}

/// The scripts of the theme, and data blocks; neither runs anything that content says.
fn is_ours(script: &ElementRef<'_>) -> bool {
    let text: String = script.text().collect();
    let is_in_head =
        script.parent().and_then(ElementRef::wrap).is_some_and(|parent| parent.value().name() == "head");
    match (script.attr("type"), script.attr("src")) {
        (None, None) => is_in_head && text == include_str!("../static/script/first-paint.js").trim(),
        (Some("module"), Some(address)) => {
            let file = address.trim_start_matches("../").trim_start_matches('/');
            is_in_head && file.starts_with("assets/main.") && text.is_empty()
        }
        (Some("application/json"), None) => serde_json::from_str::<serde_json::Value>(&text).is_ok(),
        _ => false,
    }
}

#[test]
fn no_entry_swallows_the_frame_of_its_page() {
    let wanted = ["main", "footer.site-footer .provenance", "footer.site-footer .help", "header.site-header"];
    for attack in ATTACKS {
        for (path, text) in pages(attack) {
            let document = Html::parse_document(&text);
            for selector in wanted {
                let found = document.select(&Selector::parse(selector).unwrap()).count();
                assert_eq!(found, 1, "{path}: {selector} after {attack}");
            }
            let warned = document.select(&Selector::parse("main [data-notice=warning]").unwrap()).count();
            if path.starts_with("trials/hostile") || path.starts_with("diseases/hostile") {
                assert_eq!(warned, 1, "{path}: the warning after {attack}");
            }
            assert!(text.contains("Content-Security-Policy"), "{path}");
        }
    }
}

#[test]
fn content_is_never_a_template() {
    for (path, text) in pages("{{ 7 * 7 }}") {
        assert!(!text.contains("x 49"), "{path} has worked out 7 * 7");
    }
}
