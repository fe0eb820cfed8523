//! `robots.txt`: every search engine may read every page, and finds them in the sitemap.

/// The file for a site that is published at `base`, if that is known.
pub fn robots(base: Option<&url::Url>) -> String {
    let sitemap =
        base.map(|base| format!("\nSitemap: {}/sitemap.xml\n", base.as_str().trim_end_matches('/')));
    format!("User-agent: *\nAllow: /\n{}", sitemap.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::robots;

    #[test]
    fn the_sitemap_is_named_by_its_whole_address() {
        let base = url::Url::parse("https://example.org/litweave/").ok();
        let expected = "User-agent: *\nAllow: /\n\nSitemap: https://example.org/litweave/sitemap.xml\n";
        assert_eq!(robots(base.as_ref()), expected);
        assert_eq!(robots(None), "User-agent: *\nAllow: /\n");
    }
}
