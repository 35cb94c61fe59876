//! The map as JSON: every article, entity and link of the reader.

use serde::Serialize;

use crate::corpus::Corpus;
use crate::entities;
use crate::links::graph::Graph;

#[derive(Serialize)]
struct Map<'a> {
    articles: Vec<ArticleNode<'a>>,
    entities: Vec<EntityNode<'a>>,
    links: Vec<Link<'a>>,
}

#[derive(Serialize)]
struct ArticleNode<'a> {
    slug: &'a str,
    title: &'a str,
    date: Option<String>,
    url: String,
}

#[derive(Serialize)]
struct EntityNode<'a> {
    slug: &'a str,
    name: &'a str,
    kind: &'a str,
    url: String,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Link<'a> {
    Names {
        from: &'a str,
        to: &'a str,
        count: usize,
    },
    Links {
        from: &'a str,
        to: &'a str,
    },
    Related {
        from: &'a str,
        to: &'a str,
        reasons: Vec<String>,
    },
}

/// `{"articles": […], "entities": […], "links": […]}`. Addresses lead from the site's root. A link is of kind `names`
/// (article to entity, with a count), `links` (article to article) or `related` (two articles, with reasons).
///
/// All of the reader stands in it, so it grows as the reader does: by a line for what each article names, and for the
/// few articles that its page is joined to.
pub fn map(corpus: &Corpus, graph: &Graph<'_>) -> String {
    let articles = corpus.articles.values().map(|entry| ArticleNode {
        slug: &entry.article().slug,
        title: &entry.article().meta.title,
        date: entry.article().meta.date.map(|date| date.to_string()),
        url: entry.output(),
    });
    let shown = corpus.entities.iter();
    let shown = shown.filter(|(slug, _)| !corpus.merged.contains_key(*slug));
    let entities = shown.map(|(slug, entity)| EntityNode {
        slug,
        name: &entity.meta.name,
        kind: entity.meta.kind.as_str(),
        url: entities::output(slug),
    });
    let map = Map {
        articles: articles.collect(),
        entities: entities.collect(),
        links: links(graph),
    };
    // Text and numbers alone: JSON can hold them.
    serde_json::to_string(&map).unwrap_or_default()
}

fn links<'a>(graph: &Graph<'a>) -> Vec<Link<'a>> {
    let mut links = Vec::new();
    for (&from, names) in &graph.names {
        for (&to, &count) in names {
            links.push(Link::Names { from, to, count });
        }
    }
    for (&(from, to), pair) in &graph.pairs {
        if pair.there {
            links.push(Link::Links { from, to });
        }
        if pair.back {
            links.push(Link::Links { from: to, to: from });
        }
        if let Some(reasons) = &pair.related {
            let reasons = reasons.iter().map(ToString::to_string).collect();
            links.push(Link::Related { from, to, reasons });
        }
    }
    links
}
