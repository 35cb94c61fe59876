//! `robots.txt`: everything may be read.

/// Names the site map where there is one.
pub fn robots(base: Option<&str>) -> String {
    let sitemap = base
        .map(|base| format!("\nSitemap: {base}sitemap.xml\n"))
        .unwrap_or_default();
    format!("User-agent: *\nAllow: /\n{sitemap}")
}
