//! Every path of the built site, known before anything is rendered, so that links can be resolved.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Config;
use crate::corpus::{Corpus, Entry};
use crate::links::resolve::page_output;
use crate::links::{Links, side_by_side};
use crate::page::html_context::ANNOTATIONS;
use crate::page::view::{Terms, annotators, person_path};
use crate::theme::Assets;

/// Output paths; of an article's page with its slug.
pub(super) type Outputs = BTreeMap<String, Option<String>>;

pub(super) fn outputs(
    config: &Config,
    corpus: &Corpus,
    terms: &Terms<'_>,
    assets: &Assets,
    pairs: &[(String, String)],
) -> Outputs {
    let mut outputs = Outputs::new();
    let mut add = |path: String| outputs.insert(path, None);
    for path in [
        "index.html", "404.html", "articles/index.html", "robots.txt",
    ] {
        add(path.to_owned());
    }
    if config.base_url.is_some() {
        add("atom.xml".to_owned());
        add("sitemap.xml".to_owned());
    }
    for number in 2..=corpus.articles.len().div_ceil(config.page_size) {
        add(format!("articles/page/{number}.html"));
    }
    let lists = [
        ("tags", &terms.tags),
        ("publications", &terms.publications),
        ("series", &terms.series),
    ];
    for (folder, slugs) in lists {
        if !slugs.is_empty() {
            add(format!("{folder}/index.html"));
        }
        for slug in slugs.keys() {
            add(format!("{folder}/{slug}.html"));
        }
    }
    for person in annotators(config, terms) {
        add("people/index.html".to_owned());
        add(person_path(&person.id));
    }
    if corpus.notes().any(|(_, note)| note.reply_to.is_none()) {
        add("notes/index.html".to_owned());
        add(ANNOTATIONS.to_owned());
    }
    for path in crate::page::entity::paths(corpus) {
        add(path);
    }
    for path in crate::page::timeline::paths(corpus, config) {
        add(path);
    }
    for path in crate::page::map::paths(corpus) {
        add(path);
    }
    for (one, other) in pairs {
        add(side_by_side::path(one, other));
    }
    for slug in corpus.pages.keys().filter(|slug| *slug != "index") {
        add(page_output(slug));
    }
    for path in assets.files.keys() {
        add(path.clone());
    }
    for entry in corpus.articles.values() {
        for inside in entry.files.keys() {
            add(file_output(entry, inside));
        }
    }
    for path in corpus
        .articles
        .values()
        .filter_map(Entry::annotations_output)
    {
        add(path);
    }
    for (slug, entry) in &corpus.articles {
        outputs.insert(entry.output(), Some(slug.clone()));
    }
    outputs
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
    let lists = lists
        .into_iter()
        .filter(|(_, _, path)| outputs.contains_key(*path));
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
