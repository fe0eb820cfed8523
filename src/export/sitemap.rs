//! `sitemap.xml`: every page by its address on the web, for search engines.

use crate::site::{Site, Subject};
use std::fmt::Write as _;

/// The sitemap of a site that is published at `base`.
pub fn sitemap(site: &Site, base: &url::Url) -> String {
    let base = base.as_str().trim_end_matches('/');
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let mut addresses: Vec<&str> = site
        .pages
        .iter()
        .filter(|page| page.subject != Subject::NotFound)
        .map(|page| page.route.address())
        .collect();
    addresses.sort_unstable();
    for address in addresses {
        // Addresses are letters, digits, hyphens and slashes: nothing needs escaping.
        let _ = writeln!(out, "<url><loc>{}/{address}</loc></url>", base.replace('&', "&amp;"));
    }
    out.push_str("</urlset>\n");
    out
}
