//! Every path of the built site, known before anything is rendered, so that links can be resolved.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::config::Config;
use crate::corpus::{Corpus, Entry};
use crate::feeds::sitemap;
use crate::links::resolve::page_output;
use crate::links::{Links, side_by_side};
use crate::memo::{Key, KeyBuilder};
use crate::page::feed::{self, Of};
use crate::page::html_context::ANNOTATIONS;
use crate::page::view::{Terms, annotators, person_path};
use crate::theme::Assets;

/// Every output path of a site.
pub(super) struct Outputs {
    texts: Arc<BTreeSet<String>>,
    /// Of the theme, and of what lies in articles' folders.
    files: BTreeSet<String>,
    /// What there is because there are notes.
    notes: BTreeSet<String>,
    /// Stands for the files.
    pub files_key: Key,
}

impl Outputs {
    /// `texts` are those [of the texts](of_texts); the others are looked up here.
    pub(super) fn new(
        texts: Arc<BTreeSet<String>>,
        config: &Config,
        corpus: &Corpus,
        terms: &Terms<'_>,
        assets: &Assets,
    ) -> Self {
        let mut notes = BTreeSet::new();
        for person in annotators(config, terms) {
            notes.insert("people/index.html".to_owned());
            notes.insert(person_path(&person.id));
        }
        if corpus.notes().any(|(_, note)| note.reply_to.is_none()) {
            notes.insert("notes/index.html".to_owned());
            notes.insert(ANNOTATIONS.to_owned());
        }
        if config.base_url.is_some() {
            let feeds = feed::sources(config, corpus, terms).into_iter();
            let feeds = feeds.filter(|it| !matches!(it.of, Of::Articles(_)));
            notes.extend(feeds.flat_map(|it| feed::paths(&it.page)));
        }
        let articles = corpus.articles.values();
        notes.extend(articles.clone().filter_map(Entry::annotations_output));
        let files = articles.flat_map(|entry| {
            let inside = entry.files.keys();
            inside.map(|inside| file_output(entry, inside))
        });
        let files: BTreeSet<String> = files.chain(assets.files.keys().cloned()).collect();
        let key = files
            .iter()
            .fold(KeyBuilder::new("files"), KeyBuilder::with);
        Self {
            texts,
            files,
            notes,
            files_key: key.key(),
        }
    }

    pub(super) fn has(&self, path: &str) -> bool {
        self.texts.contains(path) || self.files.contains(path) || self.notes.contains(path)
    }

    /// Whether a path may be one that there is because of a note, now or when another comes.
    pub(super) fn may_be_of_notes(path: &str) -> bool {
        path.starts_with("people/") || path.starts_with("notes/") || path.ends_with(".jsonld")
    }
}

/// The output paths that are known by the articles, entities and pages alone.
pub(super) fn of_texts(
    config: &Config,
    corpus: &Corpus,
    terms: &Terms<'_>,
    pairs: &[(String, String)],
) -> BTreeSet<String> {
    let mut paths: Vec<String> = [
        "index.html", "404.html", "articles/index.html", "robots.txt",
    ]
    .map(str::to_owned)
    .into();
    if config.base_url.is_some() {
        paths.push(sitemap::PATH.to_owned());
        let feeds = feed::sources(config, corpus, terms).into_iter();
        let feeds = feeds.filter(|it| matches!(it.of, Of::Articles(_)));
        paths.extend(feeds.flat_map(|it| feed::paths(&it.page)));
    }
    let pages = 2..=corpus.articles.len().div_ceil(config.page_size);
    paths.extend(pages.map(|number| format!("articles/page/{number}.html")));
    let lists = [
        ("tags", &terms.tags),
        ("publications", &terms.publications),
        ("series", &terms.series),
    ];
    for (folder, slugs) in lists {
        if !slugs.is_empty() {
            paths.push(format!("{folder}/index.html"));
        }
        paths.extend(slugs.keys().map(|slug| format!("{folder}/{slug}.html")));
    }
    paths.extend(crate::page::entity::paths(corpus));
    paths.extend(crate::page::timeline::paths(corpus, config));
    paths.extend(crate::page::map::paths(corpus));
    let pairs = pairs.iter();
    paths.extend(pairs.map(|(one, other)| side_by_side::path(one, other)));
    let pages = corpus.pages.keys().filter(|slug| *slug != "index");
    paths.extend(pages.map(|slug| page_output(slug)));
    paths.extend(corpus.articles.values().map(Entry::output));
    paths.into_iter().collect()
}

/// The articles that have a page side by side.
pub(super) fn pairs(config: &Config, corpus: &Corpus, links: &Links) -> Vec<(String, String)> {
    let named = config.compare.iter();
    let named = named.map(|pair| pair.slugs.each_ref().map(String::as_str));
    side_by_side::pairs(corpus, named, links)
}

/// The other articles of each article's pairs.
pub(super) fn beside(pairs: &[(String, String)]) -> BTreeMap<String, BTreeSet<String>> {
    let mut beside: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (one, other) in pairs {
        beside.entry(one.clone()).or_default().insert(other.clone());
        beside.entry(other.clone()).or_default().insert(one.clone());
    }
    beside
}

/// Where a file of an article's folder goes.
pub(super) fn file_output(entry: &Entry, inside: &str) -> String {
    format!("articles/{}/{inside}", entry.article().slug)
}

/// Label and path of what the navigation shows: what there is, then the pages in their order.
pub(super) fn nav(
    corpus: &Corpus,
    outputs: &Outputs,
    label: impl Fn(&str, &str) -> String,
) -> Vec<(String, String)> {
    let lists = [
        ("articles", "Articles", "articles/index.html"),
        ("notes", "Notes", "notes/index.html"),
        ("timeline", "Timeline", "timeline.html"),
        ("map", "Map", "map.html"),
        ("entities", "Names", "entities/index.html"),
        ("tags", "Tags", "tags/index.html"),
        ("many_series", "Series", "series/index.html"),
        ("publications", "Publications", "publications/index.html"),
        ("people", "Annotators", "people/index.html"),
    ];
    let lists = lists.into_iter().filter(|(_, _, path)| outputs.has(path));
    let mut nav: Vec<(String, String)> = lists
        .map(|(name, default, path)| (label(name, default), path.to_owned()))
        .collect();
    let mut pages: Vec<_> = corpus
        .pages
        .values()
        .filter(|page| page.meta.nav && page.meta.slug != "index")
        .collect();
    pages.sort_by_key(|page| {
        (
            page.meta.order.unwrap_or(usize::MAX),
            page.meta.slug.clone(),
        )
    });
    nav.extend(
        pages
            .iter()
            .map(|page| (page.meta.title.clone(), page_output(&page.meta.slug))),
    );
    nav
}
