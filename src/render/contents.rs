//! "On this page": the list of a page's headings, put where the layout asks for it.
//!
//! It is made from the page as rendered, so that it names what is there and nothing else.

use super::escape::escape;
use std::fmt::Write as _;

/// What a layout writes where the list is to stand.
const PLACE: &str = "<!--contents-->";

/// The fewest headings that make a list worth its room.
const FEWEST: usize = 4;

/// Puts the list in its place; `title` is what it is called.
pub fn insert(html: String, title: &str) -> String {
    let Some((before, after)) = html.split_once(PLACE) else { return html };
    let main = after.split_once("</main>").map_or(after, |(main, _)| main);
    let headings = headings(main);
    let mut list = String::new();
    if headings.len() >= FEWEST {
        let title = escape(title);
        let _ = write!(
            list,
            "<nav class=\"contents\" aria-label=\"{title}\"><details><summary>{title}</summary><ol>"
        );
        for (id, words) in headings {
            let _ = write!(list, "<li><a href=\"#{id}\">{words}</a></li>");
        }
        list.push_str("</ol></details></nav>");
    }
    format!("{before}{list}{after}")
}

/// The anchor and the words of each heading of the second level that has an anchor.
fn headings(main: &str) -> Vec<(&str, String)> {
    main.split("<h2 id=\"")
        .skip(1)
        .filter_map(|rest| {
            let (id, rest) = rest.split_once('"')?;
            let (_, rest) = rest.split_once('>')?;
            let (inside, _) = rest.split_once("</h2>")?;
            Some((id, without_tags(inside)))
        })
        .collect()
}

/// Escaped text without the elements that stand in it.
fn without_tags(html: &str) -> String {
    let mut pieces = html.split('<');
    let first = pieces.next().unwrap_or("").to_owned();
    let text = pieces.fold(first, |text, piece| text + piece.split_once('>').map_or("", |(_, text)| text));
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::insert;

    #[test]
    fn a_list_names_each_heading_that_has_an_anchor() {
        let page = |count: usize| {
            let headings: String =
                (1..=count).map(|at| format!("<h2 id=\"h{at}\">A <em>B</em> &amp; {at}</h2>")).collect();
            insert(format!("<!--contents--><h2>No</h2>{headings}</main><h2 id=\"x\">X</h2>"), "On \"it\"")
        };
        assert!(page(3).starts_with("<h2>No</h2>"));
        let four = page(4);
        assert!(four.contains("<nav class=\"contents\" aria-label=\"On &quot;it&quot;\">"), "{four}");
        assert!(four.contains("<li><a href=\"#h4\">A B &amp; 4</a></li></ol>"), "{four}");
        assert_eq!(insert("as it is".to_owned(), "x"), "as it is");
    }
}
