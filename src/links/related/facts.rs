//! What reasons know of one article beside its words: whom and what it names, who wrote it, when.

use std::collections::HashMap;
use std::sync::Arc;

use super::names::{Names, Speech};
use super::{Article, Kind, Known};
use crate::text::edtf::Edtf;
use crate::text::hash::{hash, pair};

/// Equal facts give equal reasons.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Facts {
    pub(super) date: Option<Edtf>,
    /// Those of the authors who did not write half of the site.
    pub(super) authors: Vec<String>,
    /// Unless half of the site appeared in it.
    pub(super) publication: Option<String>,
    /// The events its front matter lists, ascending.
    pub(super) events: Vec<Event>,
    pub(super) named: Arc<Named>,
}

/// An event by its slug and its name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Event {
    pub(super) slug: String,
    pub(super) name: String,
}

/// The entities that an article names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Named {
    /// Ascending by key, each key once.
    pub(super) entities: Vec<Entity>,
    /// The keys of names that are entities' names here; ascending.
    pub(super) covered: Vec<u64>,
}

/// An entity as one article names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entity {
    /// The hash of its slug.
    pub(super) key: u64,
    pub(super) slug: Arc<str>,
    pub(super) name: Arc<str>,
    pub(super) kind: Kind,
    pub(super) speech: Speech,
    /// Whether it is named outright, not only by what stands for it.
    pub(super) outright: bool,
}

impl Named {
    pub(super) fn new(article: &Article<'_>, known: &[Option<Known>]) -> Self {
        let names: &Names = &article.terms.names;
        let mut found: HashMap<usize, Entity> = HashMap::new();
        for mention in article.mentions.iter() {
            let Some(Some(entity)) = known.get(mention.entity) else {
                continue;
            };
            let entry = found.entry(mention.entity).or_insert_with(|| Entity {
                key: pair(1, hash(entity.slug.as_bytes())),
                slug: Arc::clone(&entity.slug),
                name: Arc::clone(&entity.name),
                kind: entity.kind,
                speech: Speech::None,
                outright: false,
            });
            entry.outright |= !mention.metonym;
        }
        let mut covered = Vec::new();
        // Mentions are in the order of the text, and runs in that of their first appearance.
        for part in &names.parts {
            let range = names.range(*part);
            let from = article
                .mentions
                .partition_point(|mention| mention.range.end <= range.start);
            let here = article.mentions.iter().skip(from);
            for mention in here.take_while(|mention| mention.range.start < range.end) {
                covered.push(part.key);
                if let Some(entity) = found.get_mut(&mention.entity) {
                    entity.speech = entity.speech.max(names.speech(*part));
                }
            }
        }
        covered.sort_unstable();
        covered.dedup();
        let mut entities: Vec<Entity> = found.into_values().collect();
        entities.sort_unstable_by(|a, b| a.key.cmp(&b.key).then_with(|| a.slug.cmp(&b.slug)));
        entities.dedup_by_key(|entity| entity.key);
        Self { entities, covered }
    }
}

/// How often authors and publications stand in the whole site.
#[derive(Debug)]
pub(super) struct Bylines<'a> {
    articles: usize,
    authors: HashMap<&'a str, usize>,
    publications: HashMap<&'a str, usize>,
}

impl<'a> Bylines<'a> {
    pub(super) fn new(articles: &[Article<'a>]) -> Self {
        let mut authors = HashMap::new();
        let mut publications = HashMap::new();
        for article in articles {
            for author in article.authors {
                *authors.entry(author.as_str()).or_insert(0) += 1;
            }
            if let Some(publication) = article.publication {
                *publications.entry(publication).or_insert(0) += 1;
            }
        }
        Self {
            articles: articles.len(),
            authors,
            publications,
        }
    }

    pub(super) fn facts(&self, article: &Article<'_>, named: &Arc<Named>) -> Facts {
        let tells = |count: Option<&usize>| count.is_some_and(|count| count * 2 <= self.articles);
        let authors = article.authors.iter();
        let publication = article
            .publication
            .filter(|name| tells(self.publications.get(name)));
        let mut events: Vec<Event> = article
            .events
            .iter()
            .map(|(slug, name)| Event {
                slug: slug.clone(),
                name: name.clone(),
            })
            .collect();
        events.sort_unstable();
        events.dedup();
        Facts {
            date: article.date,
            authors: authors
                .filter(|author| tells(self.authors.get(author.as_str())))
                .cloned()
                .collect(),
            publication: publication.map(str::to_owned),
            events,
            named: Arc::clone(named),
        }
    }
}
