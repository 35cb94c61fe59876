//! What an editor may mean by what was typed so far: tags, and what a note can lead to.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::answer::json;
use super::super::asked::{Answered, Asked};
use crate::corpus::Corpus;
use crate::text::fold::fold;

/// The most that are shown.
const MOST: usize = 12;

#[derive(Debug, PartialEq, Eq, Serialize)]
struct Found {
    /// What is written into the note.
    value: String,
    label: String,
    /// `article`, `page`, what an entity is, or how many have the tag.
    kind: String,
}

#[derive(Serialize)]
struct Answer {
    found: Vec<Found>,
}

/// `complete?of=tags|see&q=…`
pub(super) fn answer(asked: &Asked<'_>) -> Answered {
    let corpus = &asked.survey()?.corpus;
    let typed = fold(asked.parameter("q").unwrap_or_default().trim());
    let found = match asked.parameter("of") {
        Some("tags") => best(tags(corpus), &typed),
        _ => best(places(corpus), &typed),
    };
    Ok(json(&Answer { found }))
}

/// Those that hold all typed words: first those that begin with them, then the shortest.
fn best(all: impl Iterator<Item = Found>, typed: &str) -> Vec<Found> {
    let mut found: Vec<(bool, bool, usize, Found)> = all
        .filter_map(|found| {
            let (label, value) = (fold(&found.label), fold(&found.value));
            let holds = |word: &str| label.contains(word) || value.contains(word);
            typed.split_whitespace().all(holds).then(|| {
                let begins = label.starts_with(typed) || value.starts_with(typed);
                let inner = label.contains(&format!(" {typed}"));
                (!begins, !inner, label.chars().count(), found)
            })
        })
        .collect();
    found.sort_by(|a, b| (a.0, a.1, a.2, &a.3.label).cmp(&(b.0, b.1, b.2, &b.3.label)));
    let found = found.into_iter().map(|(.., found)| found);
    found.take(MOST).collect()
}

/// Tags of notes and articles.
fn tags(corpus: &Corpus) -> impl Iterator<Item = Found> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let articles = corpus.articles.values();
    let articles = articles.flat_map(|entry| &entry.article().meta.tags);
    let notes = corpus.notes().flat_map(|(_, note)| &note.tags);
    for tag in articles.chain(notes) {
        *counts.entry(tag).or_default() += 1;
    }
    let counts: Vec<(String, usize)> = counts
        .into_iter()
        .map(|(tag, count)| (tag.to_owned(), count))
        .collect();
    counts.into_iter().map(|(tag, count)| Found {
        value: tag.clone(),
        label: tag,
        kind: count.to_string(),
    })
}

/// Articles, pages, and the names that the site knows.
fn places(corpus: &Corpus) -> impl Iterator<Item = Found> {
    let found = |value: &str, label: &str, kind: &str| Found {
        value: value.to_owned(),
        label: label.to_owned(),
        kind: kind.to_owned(),
    };
    let articles = corpus.articles.iter();
    let articles =
        articles.map(move |(slug, entry)| found(slug, &entry.article().meta.title, "article"));
    let pages = corpus.pages.iter();
    let pages = pages.map(move |(slug, page)| found(slug, &page.meta.title, "page"));
    let entities = corpus.entities.iter();
    let entities = entities
        .filter(|(slug, _)| !corpus.merged.contains_key(*slug))
        .map(move |(slug, entity)| found(slug, &entity.meta.name, entity.meta.kind.as_str()));
    articles.chain(pages).chain(entities)
}
