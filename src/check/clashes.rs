//! Pages that want one address, and slugs that mean two things.

use std::collections::BTreeMap;

use crate::config;
use crate::corpus::Corpus;
use crate::diagnostic::{Diagnostic, Place};
use crate::entities;
use crate::links::resolve::page_output;
use crate::page::Plan;

/// Pages with the path of another: only one of them can be written. `pages` in the order of their paths.
pub fn pages(corpus: &Corpus, pages: &[Plan<'_>]) -> Vec<Diagnostic> {
    let twice = pages.windows(2).filter_map(|pair| match pair {
        [one, other] if one.path == other.path => Some(&one.path),
        _ => None,
    });
    let told = |path: &String| {
        let message = format!("two pages of the site would be `{path}`");
        Diagnostic::error("output-clash", message)
            .at(Place::file(source(corpus, path)))
            .help("rename the file or the folder: the build makes a page of that name itself")
    };
    twice.map(told).collect()
}

/// The file somebody wrote that becomes the page `path`.
fn source(corpus: &Corpus, path: &str) -> String {
    let article = corpus
        .articles
        .values()
        .find(|entry| entry.output() == path)
        .map(|entry| &entry.article().file);
    let page = corpus
        .pages
        .values()
        .find(|page| page_output(&page.meta.slug) == path)
        .map(|page| &page.meta.file);
    let entity = || {
        let mut entities = corpus.entities.values();
        let entity = entities.find(|entity| entities::output(&entity.meta.slug) == path);
        entity.map(|entity| &entity.meta.file)
    };
    article
        .or(page)
        .or_else(entity)
        .map_or_else(|| config::FILE.to_owned(), |file| file.path.clone())
}

/// Pages that have the slug of an article: a wikilink to it leads to the article.
pub fn slugs(corpus: &Corpus) -> Vec<Diagnostic> {
    let both: BTreeMap<_, _> = corpus
        .pages
        .iter()
        .filter(|(slug, _)| corpus.articles.contains_key(*slug))
        .collect();
    let told = |(slug, page): (&String, &std::sync::Arc<_>)| {
        let page: &crate::corpus::Loaded<crate::content::Page> = page;
        let message = format!("this page has the slug of an article: `[[{slug}]]` leads there");
        Diagnostic::warning("ambiguous-slug", message)
            .at(Place::file(&*page.meta.file.path))
            .help("rename the page's file")
    };
    both.into_iter().map(told).collect()
}
