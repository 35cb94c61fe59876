//! Related articles, kept up to date: each article is counted once for each text it has had.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::naming::Named;
use crate::config::Config;
use crate::content::{Article, EntityKind};
use crate::corpus::{Corpus, Entry, Loaded};
use crate::links::related::{self, Kind, Known, Lexicon, Ranking, Terms};

/// How many related articles a build ranks for each; a page shows fewer.
pub(super) const RANKED: usize = 10;

#[derive(Debug, Default)]
pub(super) struct Ranker {
    /// By slug.
    counted: HashMap<String, Counted>,
    lexicon: Lexicon,
    lists: related::Ranker,
}

/// The terms of an article, and what they were counted in.
#[derive(Debug)]
struct Counted {
    loaded: Arc<Loaded<Article>>,
    language: String,
    terms: Arc<Terms>,
}

impl Ranker {
    /// Compares all articles, at most `limit` for each.
    pub(super) fn rank(
        &mut self,
        config: &Config,
        corpus: &Corpus,
        named: &Named,
        limit: usize,
    ) -> Arc<Ranking> {
        self.count(config, corpus);
        let known: Vec<Option<Known>> = named
            .vocabulary
            .slugs
            .iter()
            .map(|slug| known(corpus, slug))
            .collect();
        let events: HashMap<&str, Vec<(String, String)>> = corpus
            .articles
            .iter()
            .filter(|(_, entry)| !entry.article().meta.events.is_empty())
            .map(|(slug, entry)| (slug.as_str(), events(corpus, entry)))
            .collect();
        let unnamed = Arc::default();
        let articles: Vec<related::Article<'_>> = corpus
            .articles
            .iter()
            .filter_map(|(slug, entry)| {
                let meta = &entry.article().meta;
                Some(related::Article {
                    slug,
                    body: &entry.document().plain.text,
                    date: meta.date,
                    authors: &meta.authors,
                    publication: meta.publication.as_deref(),
                    events: events.get(&**slug).map_or(&[], Vec::as_slice),
                    related: &meta.related,
                    unrelated: &meta.unrelated,
                    terms: &self.counted.get(slug)?.terms,
                    mentions: named.mentions.get(slug).unwrap_or(&unnamed),
                })
            })
            .collect();
        let options = related::Options {
            limit,
            show: config.related,
        };
        self.lists.update(&articles, &known, options)
    }

    fn count(&mut self, config: &Config, corpus: &Corpus) {
        let new: Vec<(String, Counted)> = corpus
            .articles
            .iter()
            .filter(|(slug, entry)| {
                let known = self.counted.get(*slug);
                !known.is_some_and(|known| {
                    Arc::ptr_eq(&known.loaded, &entry.loaded)
                        && known.language == language(config, entry)
                })
            })
            .collect::<Vec<_>>()
            .into_par_iter()
            .map(|(slug, entry)| {
                let language = language(config, entry);
                let title = &entry.article().meta.title;
                let plain = &entry.document().plain;
                let terms = related::terms(
                    title,
                    &plain.text,
                    plain.words(),
                    Some(language),
                    &self.lexicon,
                );
                let counted = Counted {
                    loaded: Arc::clone(&entry.loaded),
                    language: language.to_owned(),
                    terms: Arc::new(terms),
                };
                (slug.clone(), counted)
            })
            .collect();
        self.counted.extend(new);
        if self.counted.len() > corpus.articles.len() {
            self.counted
                .retain(|slug, _| corpus.articles.contains_key(slug));
        }
    }
}

fn language<'a>(config: &'a Config, entry: &'a Entry) -> &'a str {
    let own = entry.article().meta.language.as_deref();
    own.unwrap_or(&config.language)
}

fn known(corpus: &Corpus, slug: &str) -> Option<Known> {
    let entity = &corpus.entities.get(slug)?.meta;
    Some(Known {
        slug: slug.into(),
        name: entity.name.as_str().into(),
        kind: match entity.kind {
            EntityKind::Person => Kind::Person,
            EntityKind::Event => Kind::Event,
            _ => Kind::Other,
        },
    })
}

/// The events that an article's front matter lists, each with its name; one without a file has its slug for a name.
fn events(corpus: &Corpus, entry: &Entry) -> Vec<(String, String)> {
    let listed = entry.article().meta.events.iter();
    listed
        .map(|slug| {
            let slug = corpus.merged.get(slug).unwrap_or(slug);
            let name = corpus.entities.get(slug).map_or_else(
                || slug.replace(['-', '_'], " "),
                |entity| entity.meta.name.clone(),
            );
            (slug.clone(), name)
        })
        .collect()
}
