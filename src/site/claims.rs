//! Every file of the built site, with what it was made from.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::html::Html;
use super::redirects;
use super::routes::file_output;
use crate::config;
use crate::content::Note;
use crate::corpus::Entry;
use crate::feeds::{atom, map, robots, sitemap};
use crate::links::redirects::Redirect;
use crate::links::resolve::page_output;
use crate::notes::interchange::WebAnnotations;
use crate::output::Claim;
use crate::page::View;
use crate::page::html_context::ANNOTATIONS;
use crate::page::map::{JSON, has_map};
use crate::source::Snapshot;
use crate::theme::Theme;

/// What there is to be written.
pub(super) struct Made<'a> {
    pub view: &'a View<'a>,
    pub theme: &'a Theme,
    pub snapshot: &'a Snapshot,
    pub html: &'a BTreeMap<String, Html>,
    pub redirects: &'a BTreeMap<String, Redirect>,
}

/// The claims of pages, feeds, static files and articles' own files, on their output paths.
pub(super) fn all(made: &Made<'_>) -> Vec<Claim> {
    let mut claims = files(made);
    claims.extend(machines(made));
    claims.extend(redirects::claims(made.redirects, made.view.config));
    let sources = page_sources(made.view);
    claims.extend(made.html.iter().map(|(path, html)| {
        Claim {
            path: path.clone(),
            from: sources
                .get(path)
                .cloned()
                .unwrap_or_else(|| config::FILE.to_owned()),
            bytes: Arc::clone(&html.bytes),
        }
    }));
    claims
}

/// What stands in the same bytes somewhere in the site.
fn files(made: &Made<'_>) -> Vec<Claim> {
    let assets = made.theme.assets.files.iter();
    let mut claims: Vec<Claim> = assets
        .map(|(path, bytes)| Claim {
            path: path.clone(),
            from: format!("static: {path}"),
            bytes: Arc::clone(bytes),
        })
        .collect();
    for entry in made.view.corpus.articles.values() {
        for (inside, from) in &entry.files {
            let Some(file) = made.snapshot.files.get(from) else {
                continue;
            };
            claims.push(Claim {
                path: file_output(entry, inside),
                from: from.clone(),
                bytes: Arc::clone(&file.bytes),
            });
        }
    }
    claims
}

/// Feeds, site map and `robots.txt`, unless the site brings its own in `static/root/`.
fn machines(made: &Made<'_>) -> Vec<Claim> {
    let view = made.view;
    let base = view.config.base_url.as_deref();
    let excerpt = |entry: &Entry| {
        view.excerpts
            .get(&entry.article().slug)
            .map(|text| String::clone(text))
            .unwrap_or_default()
    };
    let mut texts = vec![("robots.txt".to_owned(), robots::robots(base))];
    if let Some(base) = base {
        texts.push((
            "atom.xml".to_owned(),
            atom::atom(view.config, base, view.corpus, excerpt),
        ));
        texts.push((
            "sitemap.xml".to_owned(),
            sitemap::sitemap(base, view.corpus, made.html.keys().map(String::as_str)),
        ));
    }
    texts.extend(annotations(view));
    if has_map(view.corpus) {
        texts.push((JSON.to_owned(), map::map(view.corpus, view.graph)));
    }
    texts.retain(|(path, _)| !made.theme.assets.files.contains_key(path));
    let claim = |(path, text): (String, String)| Claim {
        path,
        from: config::FILE.to_owned(),
        bytes: Arc::from(text.into_bytes()),
    };
    texts.into_iter().map(claim).collect()
}

/// The notes as Web Annotations: those of each article, and all of them.
fn annotations(view: &View<'_>) -> Vec<(String, String)> {
    // Both kinds of file lie one folder down.
    let base = view.config.base_url.as_deref().unwrap_or("../");
    let all = WebAnnotations::new(view.config, view.corpus, view.annotations, base);
    let text = |path: &str, label: &str, wanted: &dyn Fn(&Note) -> bool| {
        let collection = all.collection(path, label, wanted);
        // Text, numbers and lists: JSON can hold them all.
        serde_json::to_string(&collection).unwrap_or_default()
    };
    let mut texts = Vec::new();
    for (slug, entry) in &view.corpus.articles {
        if let Some(path) = entry.annotations_output() {
            let title = &entry.article().meta.title;
            let text = text(&path, title, &|note| note.article == *slug);
            texts.push((path, text));
        }
    }
    if view.corpus.notes().next().is_some() {
        let text = text(ANNOTATIONS, &view.config.title, &|_| true);
        texts.push((ANNOTATIONS.to_owned(), text));
    }
    texts
}

/// The source files of the pages that have one.
fn page_sources(view: &View<'_>) -> BTreeMap<String, String> {
    let articles = view
        .corpus
        .articles
        .values()
        .map(|entry| (entry.output(), entry.article().file.path.clone()));
    let pages = view
        .corpus
        .pages
        .values()
        .map(|page| (page_output(&page.meta.slug), page.meta.file.path.clone()));
    articles.chain(pages).collect()
}
