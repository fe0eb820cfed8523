//! Answers a path with what stands there, as GitHub Pages would.
//!
//! `/` and `/x/` are their `index.html`, `/a` is `a.html` where there is one, and `/x` leads to
//! `/x/` where that has an index. Anything else is the site's own `404.html`.
//!
//! A path is only ever a key: it is looked up in the map of pages exactly as it is decoded, and
//! nothing of it is joined to a path of the file system.

use std::sync::Arc;

use axum::{
    body::{Body, Bytes},
    http::{StatusCode, Uri, header},
    response::{IntoResponse, Response},
};

use super::{Page, Preview, files, reload};

const HTML: &str = "text/html; charset=utf-8";

/// Answers with the page at the path of `uri`, or with the page for what is not there.
///
/// Pages carry the script of live reload, and in it the `mark` of the build they come from.
pub async fn answer(preview: &Preview, uri: &Uri, mark: u64) -> Response {
    let shown = match find(preview, uri.path()) {
        Some(Found::Page(key, page)) => show(page, content_type(&key), mark).await,
        Some(Found::Folder) => Some(to_folder(uri)),
        None => None,
    };
    match shown {
        Some(response) => response,
        None => not_found(preview, mark).await,
    }
}

fn to_folder(uri: &Uri) -> Response {
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    let location = [(header::LOCATION, format!("{}/{query}", uri.path()))];
    (StatusCode::MOVED_PERMANENTLY, location).into_response()
}

async fn not_found(preview: &Preview, mark: u64) -> Response {
    let own = match preview.pages.get("404.html") {
        Some(page) => show(page, HTML, mark).await,
        None => None,
    };
    let body = own.unwrap_or_else(|| "There is no such page.\n".into_response());
    (StatusCode::NOT_FOUND, body).into_response()
}

/// What a path leads to.
enum Found<'a> {
    /// A page, and the key it stands under.
    Page(String, &'a Page),
    /// A folder with an index, asked for without its last slash.
    Folder,
}

fn find<'a>(preview: &'a Preview, path: &str) -> Option<Found<'a>> {
    let key = decode(path.strip_prefix('/')?)?;
    let page = |key: String| preview.pages.get(&key).map(|page| Found::Page(key, page));
    if key.is_empty() || key.ends_with('/') {
        return page(format!("{key}index.html"));
    }
    let index = format!("{key}/index.html");
    let folder = || preview.pages.contains_key(&index).then_some(Found::Folder);
    page(key.clone()).or_else(|| page(format!("{key}.html"))).or_else(folder)
}

/// Undoes percent-encoding; `None` where it is wrong, or hides what no link of ours would.
fn decode(path: &str) -> Option<String> {
    let mut bytes = path.bytes();
    let mut decoded = Vec::with_capacity(path.len());
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'%' => decode_escape(bytes.next()?, bytes.next()?)?,
            byte => byte,
        });
    }
    String::from_utf8(decoded).ok()
}

/// The byte behind `%2e`, unless it is a slash of either kind or a control character.
fn decode_escape(high: u8, low: u8) -> Option<u8> {
    let digit = |byte| char::from(byte).to_digit(16);
    let byte = u8::try_from(digit(high)? * 16 + digit(low)?).ok()?;
    (!matches!(byte, b'/' | b'\\') && !byte.is_ascii_control()).then_some(byte)
}

/// Sends a page; `None` where it is a file that has gone.
async fn show(page: &Page, content_type: &'static str, mark: u64) -> Option<Response> {
    let is_html = content_type == HTML;
    let body = match page {
        Page::Bytes(bytes) if is_html => reload::with_script(bytes, mark).into_response(),
        Page::Bytes(bytes) => Body::from(Bytes::from_owner(Arc::clone(bytes))).into_response(),
        Page::File(path) if is_html => reload::with_script(&files::read(path).await?, mark).into_response(),
        Page::File(path) => files::stream(path).await?,
    };
    Some(([(header::CONTENT_TYPE, content_type)], body).into_response())
}

/// The media type that GitHub Pages gives a file of this name, or a better one for data.
fn content_type(key: &str) -> &'static str {
    let name = key.rsplit('/').next().unwrap_or(key);
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    match extension.as_deref().unwrap_or_default() {
        "html" | "htm" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json; charset=utf-8",
        "jsonld" => "application/ld+json; charset=utf-8",
        "webmanifest" => "application/manifest+json; charset=utf-8",
        "xml" | "xsl" => "application/xml; charset=utf-8",
        "atom" => "application/atom+xml; charset=utf-8",
        "rss" => "application/rss+xml; charset=utf-8",
        "svg" => "image/svg+xml; charset=utf-8",
        "txt" | "log" => "text/plain; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "tsv" => "text/tab-separated-values; charset=utf-8",
        "yaml" | "yml" => "text/yaml; charset=utf-8",
        "bib" => "application/x-bibtex; charset=utf-8",
        "ris" => "application/x-research-info-systems; charset=utf-8",
        "ttl" => "text/turtle; charset=utf-8",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/vnd.microsoft.icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "wasm" => "application/wasm",
        "pdf" => "application/pdf",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "mp3" => "audio/mpeg",
        "zip" => "application/zip",
        "gz" => "application/gzip",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a path leads to in a site of a few pages: a key, a folder, or nothing.
    fn lead(path: &str) -> String {
        let keys = ["index.html", "a.html", "a.css", "x/index.html", "x/b.html", "ä b.html", "LICENSE"];
        let page = || Page::Bytes(Arc::from(*b""));
        let pages = keys.map(|key| (key.to_owned(), page())).into();
        match find(&Preview { pages }, path) {
            Some(Found::Page(key, _)) => key,
            Some(Found::Folder) => "folder".to_owned(),
            None => "nothing".to_owned(),
        }
    }

    #[test]
    fn a_path_leads_where_github_pages_leads_it() {
        let table = [
            ("/", "index.html"),
            ("/index.html", "index.html"),
            ("/index", "index.html"),
            ("/a", "a.html"),
            ("/a.html", "a.html"),
            ("/a.css", "a.css"),
            ("/LICENSE", "LICENSE"),
            ("/x", "folder"),
            ("/x/", "x/index.html"),
            ("/x/b", "x/b.html"),
            ("/%C3%A4%20b", "ä b.html"),
            ("/%61.html", "a.html"),
            ("/a/", "nothing"),
            ("/A.html", "nothing"),
        ];
        for (path, expected) in table {
            assert_eq!(lead(path), expected, "{path}");
        }
    }

    #[test]
    fn a_path_that_plays_tricks_leads_nowhere() {
        let table = [
            "",
            "*",
            "a.html",
            "//",
            "//a.html",
            "/./a.html",
            "/x/../a.html",
            "/%2e%2e/a.html",
            "/x%2fb.html",
            "/x%2Fb.html",
            "/x%5cb.html",
            "/a.html%00",
            "/%00",
            "/%",
            "/%2",
            "/%zz",
            "/%ff",
            "/%+1",
            "/a%252ehtml",
            "/x//b.html",
            "/a.html/",
            "/x\\b.html",
            "/%0d%0a",
        ];
        for path in table {
            assert_eq!(lead(path), "nothing", "{path}");
        }
    }
}
