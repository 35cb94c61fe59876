//! `sitemap.xml` (sitemaps.org, 0.9): every page but `404.html`.

use std::collections::BTreeMap;

use super::{day, escape};
use crate::corpus::Corpus;
use crate::page::html_context::canonical_url;

/// `paths` are the output paths of all pages.
pub fn sitemap<'a>(base: &str, corpus: &Corpus, paths: impl Iterator<Item = &'a str>) -> String {
    let days: BTreeMap<String, String> = corpus
        .articles
        .values()
        .filter_map(|entry| Some((entry.output(), day(&entry.article().meta)?.start.iso())))
        .collect();
    let mut xml = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n".to_owned();
    for path in paths.filter(|path| *path != "404.html") {
        let modified = days
            .get(path)
            .map(|day| format!("<lastmod>{day}</lastmod>"))
            .unwrap_or_default();
        let location = escape(&canonical_url(base, path));
        for part in ["  <url><loc>", &location, "</loc>", &modified, "</url>\n"] {
            xml.push_str(part);
        }
    }
    xml.push_str("</urlset>\n");
    xml
}
