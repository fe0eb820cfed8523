//! Files for other programs.
//!
//! Takes the [`KnowledgeBase`] and the [`Site`] and returns each file by its address.

mod robots;
mod sitemap;

use crate::link::KnowledgeBase;
use crate::site::Site;

/// Every export.
pub fn export(kb: &KnowledgeBase, site: &Site) -> Vec<(String, String)> {
    let base = kb.settings.base_url.as_ref().map(|base| &base.value);
    let mut files = vec![
        // GitHub Pages would run the site through another generator and drop some of its files.
        (".nojekyll".to_owned(), String::new()),
        ("robots.txt".to_owned(), robots::robots(base)),
    ];
    if let Some(base) = base {
        files.push(("sitemap.xml".to_owned(), sitemap::sitemap(site, base)));
    }
    files
}
