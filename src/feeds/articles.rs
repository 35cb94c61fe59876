//! Articles as feeds tell of them.

use std::cmp::Reverse;

use super::day;
use super::item::{Author, Body, Item};
use crate::config::Config;
use crate::corpus::Entry;
use crate::text::url;

/// The published `entries` that were new last, at most `limit`; those of one day in the order of their slugs. Articles with no
/// day at all are left out: feeds demand one, and none is invented.
pub fn newest<'a>(entries: &[&'a Entry], limit: usize) -> Vec<&'a Entry> {
    let shown = entries.iter().copied();
    let shown = shown.filter(|entry| !entry.is_draft() && day(&entry.article().meta).is_some());
    let mut shown: Vec<&Entry> = shown.collect();
    shown.sort_by_key(|entry| (Reverse(day(&entry.article().meta)), &entry.article().slug));
    shown.truncate(limit);
    shown
}

/// An article by its deck, or else by its `excerpt`.
pub fn item(config: &Config, base: &str, entry: &Entry, excerpt: &str) -> Item {
    let meta = &entry.article().meta;
    // Feeds want an author; where the text names none, its publication or the reader itself stands for it.
    let fallback = meta.publication.as_ref().unwrap_or(&config.title);
    let authors = if meta.authors.is_empty() {
        std::slice::from_ref(fallback)
    } else {
        &meta.authors
    };
    Item {
        url: url::absolute(base, &entry.output()),
        title: meta.title.clone(),
        language: meta.language.as_ref().unwrap_or(&config.language).clone(),
        published: meta.date.as_ref().map(|date| date.start.timestamp()),
        updated: day(meta)
            .map(|day| day.start.timestamp())
            .unwrap_or_default(),
        authors: authors.iter().map(|name| Author::named(name)).collect(),
        tags: meta.tags.clone(),
        body: Body::Summary(meta.description.as_deref().unwrap_or(excerpt).to_owned()),
    }
}
