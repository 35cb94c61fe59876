//! The map of the reader: its articles, the names that several of them share, and what joins the articles.

use std::collections::BTreeMap;

use serde::Serialize;

use super::map_drawing::{self, ArticleBox, Line, NameLabel, Side};
use super::shapes::TitledLink;
use super::view::{View, oldest_first};
use super::{Body, Page, Plan};
use crate::content::EntityKind;
use crate::corpus::{Corpus, Entry};
use crate::entities;
use crate::links::graph::Graph;
use crate::links::graph::Pair;
use crate::links::related::Reason;
use crate::memo::{KeyBuilder, Origin};
use crate::text::url;

/// Where it goes.
pub const PATH: &str = "map.html";
/// The whole graph for machines.
pub const JSON: &str = "map.json";
/// The most articles that are drawn: those that have most to do with others.
const ARTICLES: usize = 24;
/// The most names that are drawn: those that most of the drawn articles share.
const NAMES: usize = 44;

#[derive(Debug, Serialize)]
pub struct Map {
    pub title: String,
    /// How many there are, drawn or not.
    pub articles: usize,
    /// Entities, drawn or not.
    pub names: usize,
    pub drawing: MapDrawing,
    /// The names that are drawn, most shared first.
    pub shared: Vec<SharedName>,
    /// The articles that are drawn and joined, oldest first.
    pub pairs: Vec<PairView>,
    /// The whole graph.
    pub json_url: String,
}

/// All `x` are percents with their sign, all `y` and `height` pixels.
#[derive(Debug, Serialize)]
pub struct MapDrawing {
    pub height: usize,
    /// Oldest first, undated last.
    pub articles: Vec<ArticleBox>,
    pub names: Vec<NameLabel>,
    /// Brackets that join articles.
    pub pairs: Vec<Line>,
}

/// A name with the articles that have it.
#[derive(Debug, Serialize)]
pub struct SharedName {
    pub name: String,
    pub kind: &'static str,
    pub url: String,
    /// Those that are drawn, oldest first.
    pub articles: Vec<TitledLink>,
}

/// Two articles and what joins them.
#[derive(Debug, Serialize)]
pub struct PairView {
    pub one: TitledLink,
    pub other: TitledLink,
    /// A link leads from one to the other.
    pub linked: bool,
    /// Why they are related; empty where they are not.
    pub reasons: Vec<String>,
}

/// Every path that the map has in the built site.
pub fn paths(corpus: &Corpus) -> Vec<String> {
    let paths = [PATH, JSON].into_iter().filter(|_| has_map(corpus));
    paths.map(str::to_owned).collect()
}

/// One article is no map; and a site may have a page of that name.
pub fn has_map(corpus: &Corpus) -> bool {
    corpus.articles.len() > 1 && !corpus.pages.contains_key("map")
}

pub fn plan<'a>(view: &View<'a>) -> Option<Plan<'a>> {
    let links = format!("{:?}", view.links.backlinks.notes);
    let key = KeyBuilder::new("map").with_key(view.key).with(links).key();
    let plan = || Plan::new(PATH.to_owned(), page).from(Origin::new(key));
    has_map(view.corpus).then(plan)
}

fn page(view: &View<'_>) -> Page {
    let graph = view.graph();
    let articles = drawn_articles(view, &graph);
    let names = drawn_names(&graph, &articles);
    let title = view.string("map", "Map");
    let body = Map {
        title: title.clone(),
        articles: view.corpus.articles.len(),
        names: super::entity::shown(view.corpus).count(),
        drawing: drawing(view, &graph, &articles, &names),
        shared: shared(view, &graph, &articles, &names),
        pairs: pairs(view, &graph, &articles),
        json_url: url::relative(PATH, JSON),
    };
    Page::new(PATH.to_owned(), title, Body::Map(body))
}

/// Oldest first, undated last.
fn drawn_articles<'a>(view: &View<'a>, graph: &Graph<'_>) -> Vec<&'a Entry> {
    let mut naming: BTreeMap<&str, usize> = BTreeMap::new();
    for name in graph.names.values().flat_map(BTreeMap::keys) {
        *naming.entry(name).or_default() += 1;
    }
    let mut joined: BTreeMap<&str, usize> = BTreeMap::new();
    for (one, other) in graph.pairs.keys() {
        *joined.entry(one).or_default() += 1;
        *joined.entry(other).or_default() += 1;
    }
    let ties = |slug: &str| {
        let names = graph.names.get(slug).into_iter().flat_map(BTreeMap::keys);
        let shared = names.filter(|name| naming.get(*name).is_some_and(|count| *count > 1));
        joined.get(slug).copied().unwrap_or_default() * 4 + shared.count()
    };
    let mut entries: Vec<&Entry> = view.corpus.articles.values().collect();
    entries.sort_by_cached_key(|entry| std::cmp::Reverse(ties(&entry.article().slug)));
    entries.truncate(ARTICLES);
    entries.sort_by(|a, b| {
        let order = |entry: &Entry| (oldest_first(entry), entry.article().slug.clone());
        order(a).cmp(&order(b))
    });
    entries
}

/// Those that two or more of the drawn articles have, most shared first.
fn drawn_names<'a>(graph: &Graph<'a>, articles: &[&Entry]) -> Vec<&'a str> {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for entry in articles {
        for (name, mentions) in graph
            .names
            .get(&*entry.article().slug)
            .into_iter()
            .flatten()
        {
            let count = counts.entry(name).or_default();
            *count = (count.0 + 1, count.1 + mentions);
        }
    }
    let mut names: Vec<_> = counts
        .into_iter()
        .filter(|(_, count)| count.0 > 1)
        .collect();
    names.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), *name));
    names.truncate(NAMES);
    names.into_iter().map(|(name, _)| name).collect()
}

fn drawing(view: &View<'_>, graph: &Graph<'_>, articles: &[&Entry], names: &[&str]) -> MapDrawing {
    let titled: Vec<TitledLink> = articles.iter().map(|entry| link(view, entry)).collect();
    let name = |slug: &&str| {
        let entity = view.entity(PATH, slug)?;
        let has = |entry: &&Entry| {
            let names = graph.names.get(&*entry.article().slug);
            names.is_some_and(|names| names.contains_key(slug))
        };
        let kind = view.corpus.entities.get(*slug)?.meta.kind;
        Some(map_drawing::Name {
            side: match kind {
                EntityKind::Person | EntityKind::Organisation => Side::Left,
                _ => Side::Right,
            },
            kind: entity.kind,
            link: TitledLink {
                title: entity.name,
                url: entity.url,
            },
            articles: (0..)
                .zip(articles)
                .filter(|(_, entry)| has(entry))
                .map(|(at, _)| at)
                .collect(),
        })
    };
    let place = |slug: &str| {
        articles
            .iter()
            .position(|entry| entry.article().slug == slug)
    };
    let joined = graph.pairs.iter().filter_map(|((one, other), pair)| {
        Some((place(one)?, place(other)?, pair.there || pair.back))
    });
    map_drawing::draw(
        &titled,
        &names.iter().filter_map(name).collect::<Vec<_>>(),
        &joined.collect::<Vec<_>>(),
    )
}

fn shared(
    view: &View<'_>,
    graph: &Graph<'_>,
    articles: &[&Entry],
    names: &[&str],
) -> Vec<SharedName> {
    let shared = |slug: &&str| {
        let entity = view.entity(PATH, slug)?;
        let has = |entry: &&&Entry| {
            let names = graph.names.get(&*entry.article().slug);
            names.is_some_and(|names| names.contains_key(slug))
        };
        Some(SharedName {
            name: entity.name,
            kind: entity.kind,
            url: url::relative(PATH, &entities::output(slug)),
            articles: articles
                .iter()
                .filter(has)
                .map(|entry| link(view, entry))
                .collect(),
        })
    };
    names.iter().filter_map(shared).collect()
}

fn pairs(view: &View<'_>, graph: &Graph<'_>, articles: &[&Entry]) -> Vec<PairView> {
    let mut pairs = Vec::new();
    for (at, one) in articles.iter().enumerate() {
        for other in articles.iter().skip(at + 1) {
            let (a, b) = (&*one.article().slug, &*other.article().slug);
            let key = if a < b { (a, b) } else { (b, a) };
            let Some(pair) = graph.pairs.get(&key) else {
                continue;
            };
            pairs.push(PairView {
                one: link(view, one),
                other: link(view, other),
                linked: pair.there || pair.back,
                reasons: reasons(pair, a < b),
            });
        }
    }
    pairs
}

/// As the first of two articles says them, or the second.
fn reasons(pair: &Pair, forward: bool) -> Vec<String> {
    let reasons = pair.related.iter().flatten();
    let told = |reason: &Reason| {
        if forward {
            reason.to_string()
        } else {
            reason.reversed().to_string()
        }
    };
    reasons.map(told).collect()
}

fn link(view: &View<'_>, entry: &Entry) -> TitledLink {
    let summary = view.summary(PATH, entry);
    TitledLink {
        title: summary.title,
        url: summary.url,
    }
}
