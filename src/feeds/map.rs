//! The map as JSON: every article, entity and link of the reader.

use serde_json::{Value, json};

use crate::corpus::Corpus;
use crate::entities;
use crate::links::graph::Graph;

/// `{"articles": […], "entities": […], "links": […]}`. Addresses lead from the site's root. A link is of kind `names`
/// (article to entity, with a count), `links` (article to article) or `related` (two articles, with reasons).
pub fn map(corpus: &Corpus, graph: &Graph<'_>) -> String {
    let articles = corpus.articles.values().map(|entry| {
        let meta = &entry.article().meta;
        json!({
            "slug": entry.article().slug,
            "title": meta.title,
            "date": meta.date.map(|date| date.to_string()),
            "url": entry.output(),
        })
    });
    let shown = corpus.entities.iter();
    let shown = shown.filter(|(slug, _)| !corpus.merged.contains_key(*slug));
    let entities = shown.map(|(slug, entity)| {
        json!({
            "slug": slug,
            "name": entity.meta.name,
            "kind": entity.meta.kind.as_str(),
            "url": entities::output(slug),
        })
    });
    let map = json!({
        "articles": articles.collect::<Vec<_>>(),
        "entities": entities.collect::<Vec<_>>(),
        "links": links(graph),
    });
    map.to_string()
}

fn links(graph: &Graph<'_>) -> Vec<Value> {
    let mut links = Vec::new();
    for (article, names) in &graph.names {
        for (entity, count) in names {
            links.push(json!({"kind": "names", "from": article, "to": entity, "count": count}));
        }
    }
    for ((one, other), pair) in &graph.pairs {
        if pair.there {
            links.push(json!({"kind": "links", "from": one, "to": other}));
        }
        if pair.back {
            links.push(json!({"kind": "links", "from": other, "to": one}));
        }
        if let Some(reasons) = &pair.related {
            let reasons: Vec<String> = reasons.iter().map(ToString::to_string).collect();
            links.push(json!({"kind": "related", "from": one, "to": other, "reasons": reasons}));
        }
    }
    links
}
