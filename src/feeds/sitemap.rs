//! `sitemap.xml` (sitemaps.org, 0.9): every page but `404.html`. A site that is too big for one file has it in parts,
//! which `sitemap.xml` names.

use std::collections::BTreeMap;

use super::{day, escape};
use crate::corpus::Corpus;
use crate::page::html_context::canonical_url;
use crate::text::url;

/// The map, or the list of its parts.
pub const PATH: &str = "sitemap.xml";

/// How much a file may hold.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    pub addresses: usize,
    pub bytes: usize,
}

/// Those of sitemaps.org.
pub const LIMITS: Limits = Limits {
    addresses: 50_000,
    bytes: 50 * 1024 * 1024,
};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
const OPEN: &str = "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
const CLOSE: &str = "</urlset>\n";

/// The address of a part, from 1.
pub fn part(number: usize) -> String {
    format!("sitemap-{number}.xml")
}

/// The files of the map by their paths. `paths` are the output paths of all pages.
pub fn sitemap<'a>(
    base: &str,
    corpus: &Corpus,
    paths: impl Iterator<Item = &'a str>,
    limits: Limits,
) -> Vec<(String, String)> {
    let days: BTreeMap<String, String> = corpus
        .articles
        .values()
        .filter_map(|entry| {
            let day = day(&entry.article().meta)?.start;
            // A month or a year is no date for a map.
            let exact = day.day.is_some() && !day.approximate && !day.uncertain;
            exact.then(|| (entry.output(), day.iso()))
        })
        .collect();
    let paths = paths.filter(|path| *path != "404.html");
    let lines = paths.map(|path| {
        let modified = days
            .get(path)
            .map(|day| format!("<lastmod>{day}</lastmod>"))
            .unwrap_or_default();
        let location = escape(&canonical_url(base, path));
        format!("  <url><loc>{location}</loc>{modified}</url>\n")
    });
    let mut parts = parts(lines, limits);
    match (parts.pop(), parts.is_empty()) {
        (only, true) => vec![(PATH.to_owned(), whole(&only.unwrap_or_default()))],
        (last, false) => {
            parts.extend(last);
            let files = parts.iter().enumerate();
            let mut files: Vec<_> = files
                .map(|(at, lines)| (part(at + 1), whole(lines)))
                .collect();
            files.insert(0, (PATH.to_owned(), index(base, files.len())));
            files
        }
    }
}

/// The lines, as many in one part as it may hold.
fn parts(lines: impl Iterator<Item = String>, limits: Limits) -> Vec<String> {
    let around = HEAD.len() + OPEN.len() + CLOSE.len();
    let (mut parts, mut count) = (Vec::<String>::new(), 0);
    for line in lines {
        match parts.last_mut() {
            Some(part)
                if count < limits.addresses && around + part.len() + line.len() <= limits.bytes =>
            {
                part.push_str(&line);
                count += 1;
            }
            _ => {
                parts.push(line);
                count = 1;
            }
        }
    }
    parts
}

fn whole(lines: &str) -> String {
    [HEAD, OPEN, lines, CLOSE].concat()
}

/// The list of the parts.
fn index(base: &str, parts: usize) -> String {
    let parts = (1..=parts).map(|number| {
        let location = escape(&url::absolute(base, &part(number)));
        format!("  <sitemap><loc>{location}</loc></sitemap>\n")
    });
    let parts: String = parts.collect();
    format!(
        "{HEAD}<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{parts}</sitemapindex>\n"
    )
}
