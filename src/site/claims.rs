//! Every file of the built site, with what it was made from.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::feeding::Feeds;
use super::html::Html;
use super::redirects;
use super::routes::file_output;
use crate::config;
use crate::corpus::Corpus;
use crate::feeds::{self, map, robots, sitemap};
use crate::links::redirects::Redirect;
use crate::memo::{KeyBuilder, Table};
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

/// Where hosts look for old addresses.
const REDIRECTS: &str = "_redirects";

/// Remembers the files for machines.
#[derive(Debug, Default)]
pub(super) struct Machines {
    texts: Table<Arc<[u8]>>,
    sitemaps: Table<Vec<(String, Arc<[u8]>)>>,
    feeds: Feeds,
}

/// The claims of pages, feeds, static files and articles' own files, on their output paths.
pub(super) fn all(made: &Made<'_>, machines: &mut Machines) -> Vec<Claim> {
    let mut claims = files(made);
    claims.extend(machines.claims(made));
    claims.extend(redirects::claims(made.redirects, made.view.config));
    claims.extend(made.html.iter().map(|(path, html)| {
        let source = source(made.view.corpus, path);
        Claim {
            path: path.clone(),
            from: source.unwrap_or(config::FILE).to_owned(),
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

impl Machines {
    /// Feeds, site map and `robots.txt`, unless the site brings its own in `static/root/`.
    fn claims(&mut self, made: &Made<'_>) -> Vec<Claim> {
        let view = made.view;
        let base = view.config.base_url.as_deref();
        let mut texts: Vec<(String, Arc<[u8]>)> = vec![(
            "robots.txt".to_owned(),
            Arc::from(robots::robots(base).into_bytes()),
        )];
        let mut add = |path: &str, key: KeyBuilder, text: &dyn Fn() -> String| {
            let key = key.with(path).with_key(view.key).key();
            let text = self.texts.get(key, || Arc::from(text().into_bytes()));
            texts.push((path.to_owned(), Arc::clone(&*text)));
        };
        let key = || KeyBuilder::new("machines");
        if has_map(view.corpus) {
            let links = format!("{:?}", view.links.backlinks.notes);
            add(JSON, key().with(links), &|| {
                map::map(view.corpus, &view.graph())
            });
        }
        if let Some(base) = base {
            let paths = || made.html.keys().map(String::as_str);
            let key = paths().fold(key().with_key(view.key), KeyBuilder::with);
            let maps = self.sitemaps.get(key.key(), || {
                let maps = sitemap::sitemap(base, view.corpus, paths(), sitemap::LIMITS);
                let bytes = |(path, text): (_, String)| (path, Arc::from(text.into_bytes()));
                maps.into_iter().map(bytes).collect()
            });
            texts.extend(maps.iter().cloned());
            texts.extend(self.feeds.files(view, base));
        }
        let old =
            feeds::redirects::redirects(made.redirects, base, |path| made.html.contains_key(path));
        texts.extend(old.map(|text| (REDIRECTS.to_owned(), Arc::from(text.into_bytes()))));
        let annotations = annotations(view).into_iter();
        texts.extend(annotations.map(|(path, text)| (path, Arc::from(text.into_bytes()))));
        texts.retain(|(path, _)| !made.theme.assets.files.contains_key(path));
        let claim = |(path, bytes): (String, Arc<[u8]>)| Claim {
            path,
            from: config::FILE.to_owned(),
            bytes,
        };
        texts.into_iter().map(claim).collect()
    }

    pub(super) fn forget_unused(&mut self) {
        self.texts.forget_unused();
        self.sitemaps.forget_unused();
    }
}

/// The notes as Web Annotations: those of each article, and all of them.
fn annotations(view: &View<'_>) -> Vec<(String, String)> {
    // Both kinds of file lie one folder down.
    let base = view.config.base_url.as_deref().unwrap_or("../");
    let all = WebAnnotations::new(view.config, view.corpus, view.annotations, base);
    // Text, numbers and lists: JSON can hold them all.
    let json = |collection| serde_json::to_string(&collection).unwrap_or_default();
    let mut texts = Vec::new();
    for (slug, entry) in &view.corpus.articles {
        if let Some(path) = entry.annotations_output() {
            let text = json(all.of_article(&path, &entry.article().meta.title, slug));
            texts.push((path, text));
        }
    }
    if view.corpus.notes().next().is_some() {
        let text = json(all.collection(ANNOTATIONS, &view.config.title, |_| true));
        texts.push((ANNOTATIONS.to_owned(), text));
    }
    texts
}

/// The source file of a page that has one.
fn source<'a>(corpus: &'a Corpus, path: &str) -> Option<&'a str> {
    let slug = path.strip_suffix(".html")?;
    let article = || {
        let entry = corpus.article(slug.strip_prefix("articles/")?)?;
        Some(&*entry.article().file.path)
    };
    let page = corpus.pages.get(slug).map(|page| &*page.meta.file.path);
    page.or_else(article)
}
