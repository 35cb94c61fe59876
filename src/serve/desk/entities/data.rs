//! What the page of entities shows.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};

use serde::Serialize;

use super::super::answer::json;
use super::super::asked::{Answered, Asked};
use super::super::based_on::based_on;
use super::super::refusal::Refusal;
use crate::content::EntityKind;
use crate::corpus::Corpus;
use crate::document::PlainText;
use crate::entities::suggest::{Input, Proposal, Suggestion, Text, suggest};
use crate::entities::{Context, Mention};
use crate::memo::{Key, KeyBuilder};
use crate::site::{Named, Site, Survey};
use crate::text::name_slug::name_slug;

/// Suggestions that are shown at most, and contexts of each.
const MOST: usize = 200;
const CONTEXTS: usize = 4;

/// What was suggested last, for as long as the texts and the list stay as they are.
#[derive(Default)]
pub(in super::super) struct Memo(std::sync::Mutex<Option<(Key, Arc<Found>)>>);

/// What the texts hold.
pub(super) struct Found {
    pub(super) suggestions: Vec<Suggestion>,
    /// By the slug of an entity: how often it is named, and in how many articles.
    counts: BTreeMap<String, (usize, usize)>,
}

#[derive(Serialize)]
pub(super) struct Data {
    /// How many there are beyond those shown.
    total: usize,
    suggestions: Vec<Row>,
    entities: Vec<Known>,
    refused: Vec<Refused>,
    kinds: Vec<&'static str>,
}

#[derive(Serialize)]
struct Row {
    key: String,
    proposal: &'static str,
    entity: Option<String>,
    from: Option<String>,
    kind: Option<&'static str>,
    name: String,
    variants: Vec<String>,
    mentions: usize,
    articles: usize,
    contexts: Vec<Around>,
}

#[derive(Serialize)]
struct Around {
    article: String,
    #[serde(flatten)]
    context: Context,
}

/// An entity to choose.
#[derive(Serialize)]
pub(super) struct Known {
    slug: String,
    name: String,
    kind: &'static str,
    aliases: Vec<String>,
    mentions: usize,
    articles: usize,
    /// What a change of its file is based on.
    based_on: String,
}

#[derive(Serialize)]
struct Refused {
    key: String,
    name: String,
    reason: Option<String>,
}

/// All that can be suggested for the site as it was built last.
pub(super) fn found(asked: &Asked<'_>, corpus: &Corpus) -> Arc<Found> {
    let key = key(corpus);
    // What a panic left is whole.
    let mut memo = asked
        .desk
        .suggested
        .0
        .lock()
        .unwrap_or_else(PoisonError::into_inner);
    match memo.as_ref() {
        Some((known, found)) if *known == key => Arc::clone(found),
        _ => {
            let found = Arc::new(look(corpus, &Site::default().name(corpus)));
            *memo = Some((key, Arc::clone(&found)));
            found
        }
    }
}

fn key(corpus: &Corpus) -> Key {
    let mut key = KeyBuilder::new("suggestions").with(corpus.refusals.text());
    for (slug, entry) in &corpus.articles {
        key = key.with(slug).with(entry.document().plain.hash());
    }
    for (slug, entity) in &corpus.entities {
        key = key.with(slug).with(&*entity.meta.file.text);
    }
    key.key()
}

fn look(corpus: &Corpus, named: &Named) -> Found {
    let texts = corpus.articles.iter().map(|(slug, entry)| Text {
        slug,
        plain: &entry.document().plain,
        mentions: named.mentions.get(slug).map_or(&[], |all| all.as_slice()),
    });
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for mentions in named.mentions.values() {
        let mut here: BTreeMap<usize, usize> = BTreeMap::new();
        for mention in mentions.iter() {
            *here.entry(mention.entity).or_default() += 1;
        }
        for (entity, number) in here {
            if let Some(slug) = named.vocabulary.slugs.get(entity) {
                let (mentions, articles) = counts.entry(slug.clone()).or_default();
                (*mentions, *articles) = (*mentions + number, *articles + 1);
            }
        }
    }
    Found {
        suggestions: suggest(&Input {
            texts: texts.collect(),
            entities: corpus.entities.values().map(|it| &it.meta).collect(),
            slugs: &named.vocabulary.slugs,
            refusals: &corpus.refusals,
        }),
        counts,
    }
}

pub(super) fn data(asked: &Asked<'_>) -> Result<Data, Refusal> {
    let survey = asked.survey()?;
    let corpus = &survey.corpus;
    let found = found(asked, corpus);
    let shown = found.suggestions.iter().take(MOST);
    let mut entities = known(survey);
    for entity in &mut entities {
        if let Some((mentions, articles)) = found.counts.get(&entity.slug) {
            (entity.mentions, entity.articles) = (*mentions, *articles);
        }
    }
    let refused = corpus.refusals.entries.iter().map(|entry| Refused {
        key: name_slug(&entry.name),
        name: entry.name.clone(),
        reason: entry.reason.clone(),
    });
    Ok(Data {
        total: found.suggestions.len(),
        suggestions: shown.map(|it| row(corpus, it)).collect(),
        entities,
        refused: refused.collect(),
        kinds: EntityKind::ALL.iter().map(|kind| kind.as_str()).collect(),
    })
}

fn row(corpus: &Corpus, it: &Suggestion) -> Row {
    let (proposal, entity, from) = match &it.proposal {
        Proposal::New => ("new", None, None),
        Proposal::Alias(entity) => ("alias", Some(entity.clone()), None),
        Proposal::Merge { from, into } => ("merge", Some(into.clone()), Some(from.clone())),
    };
    let around = it.places.iter().take(CONTEXTS).filter_map(|place| {
        let (article, _) = it.articles.get(place.article)?;
        let plain: &PlainText = &corpus.article(article)?.document().plain;
        Some(Around {
            article: article.clone(),
            context: Context::of(plain, place.range()),
        })
    });
    Row {
        key: it.key.clone(),
        proposal,
        entity,
        from,
        kind: it.kind.map(EntityKind::as_str),
        name: it.name.clone(),
        variants: it.variants.iter().map(|it| it.text.clone()).collect(),
        mentions: it.mentions,
        articles: it.articles.len(),
        contexts: around.collect(),
    }
}

/// All entities but those that were merged into others.
pub(super) fn known(survey: &Survey) -> Vec<Known> {
    let entities = survey.corpus.entities.values().map(|it| &it.meta);
    let own = entities.filter(|entity| entity.merged_into.is_none());
    own.map(|entity| Known {
        slug: entity.slug.clone(),
        name: entity.name.clone(),
        kind: entity.kind.as_str(),
        aliases: entity.aliases.iter().map(|it| it.text.clone()).collect(),
        mentions: 0,
        articles: 0,
        based_on: based_on(entity.file.text.as_bytes()),
    })
    .collect()
}

/// The slugs of the entities that a passage of an article names: `article`, and `start` and `end` in characters.
pub(super) fn named(asked: &Asked<'_>) -> Answered {
    let survey = asked.survey()?;
    let slug = asked.parameter("article").unwrap_or_default();
    let entry = survey.corpus.article(slug);
    let entry = entry.ok_or_else(|| Refusal::not_found("There is no article of this name."))?;
    let number = |name: &str| asked.parameter(name).and_then(|text| text.parse().ok());
    let (Some(start), Some(end)) = (number("start"), number("end")) else {
        return Err(Refusal::bad_request("say `start` and `end` in characters"));
    };
    let plain = &entry.document().plain;
    let range = plain.to_bytes(start..end);
    let entities = survey.corpus.entities.values().map(|it| &it.meta);
    let vocabulary = crate::entities::Vocabulary::new(entities);
    let mentions = vocabulary.mentions(&plain.text);
    let inside = |it: &&Mention| it.range.start < range.end && range.start < it.range.end;
    let mut slugs: Vec<&String> = mentions
        .iter()
        .filter(inside)
        .filter_map(|it| vocabulary.slugs.get(it.entity))
        .collect();
    slugs.sort();
    slugs.dedup();
    Ok(json(&slugs))
}
