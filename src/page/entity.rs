//! An entity's page: what it is, and where the articles speak of it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;

use super::drawing::Drawing;
use super::shapes::{Date, Summary};
use super::view::{View, oldest_first};
use super::{Body, Page, Plan};
use crate::content::{Entity, EntityKind};
use crate::corpus::{Corpus, Entry, Loaded};
use crate::entities::{Context, Mention, output};
use crate::links::resolve::Resolved;
use crate::memo::{KeyBuilder, Origin};
use crate::render;
use crate::text::url;

/// The most sentences that are shown of one article.
const CONTEXTS: usize = 4;

/// The most companions that are shown.
const COMPANIONS: usize = 12;

/// A paragraph that names more entities is a list: it brings nobody together.
const COMPANY: usize = 200;

#[derive(Debug, Serialize)]
pub struct EntityPage {
    pub slug: String,
    pub name: String,
    /// `person`, `place`, `organisation`, `event`, `work`, `thing`
    pub kind: &'static str,
    /// Other names, each once.
    pub aliases: Vec<String>,
    /// HTML: the description.
    pub html: String,
    pub date: Option<Date>,
    pub coordinates: Option<CoordinatesView>,
    /// Its item there.
    pub wikidata: Option<WikidataView>,
    /// How often it is named.
    pub mentions: usize,
    /// The articles that name it in time, with the event itself; none for less than three dates.
    pub drawing: Option<Drawing>,
    /// The articles that tell of this event by an editor’s word, oldest first, undated last.
    pub told: Vec<Summary>,
    /// Oldest first, undated last.
    pub articles: Vec<NamingView>,
    /// Whom it is named with in a paragraph, most often first.
    pub companions: Vec<EntityRef>,
}

#[derive(Debug, Serialize)]
pub struct CoordinatesView {
    /// `37.0021° N, 35.4259° E`
    pub text: String,
    /// A map elsewhere.
    pub url: String,
}

#[derive(Debug, Serialize)]
pub struct WikidataView {
    /// `Q16`
    pub id: String,
    pub url: String,
}

/// An article that names an entity.
#[derive(Debug, Serialize)]
pub struct NamingView {
    pub article: Summary,
    /// The first sentences that name it.
    pub contexts: Vec<NameContext>,
    /// How many sentences more do.
    pub more: usize,
}

/// The sentence around a name.
#[derive(Debug, Clone, Serialize)]
pub struct NameContext {
    /// The sentence up to the name.
    pub before: String,
    /// The name.
    pub words: String,
    /// The rest of the sentence.
    pub after: String,
    /// The paragraph.
    pub url: String,
}

/// An entity as other pages show it.
#[derive(Debug, Clone, Serialize)]
pub struct EntityRef {
    pub slug: String,
    pub name: String,
    pub kind: &'static str,
    pub url: String,
    /// Articles that name it; of a companion, paragraphs that name both.
    pub count: usize,
}

/// The entities of one kind that an article names.
#[derive(Debug, Clone, Serialize)]
pub struct EntityGroup {
    pub kind: &'static str,
    /// In the order of the text.
    pub entities: Vec<EntityRef>,
}

/// Every path that entities have in the built site.
pub fn paths(corpus: &Corpus) -> Vec<String> {
    let shown = || shown(corpus).map(|entity| &entity.meta);
    let kinds: BTreeSet<EntityKind> = shown().map(|entity| entity.kind).collect();
    let mut paths: Vec<String> = shown().map(|entity| output(&entity.slug)).collect();
    if !paths.is_empty() {
        paths.push(super::entities::ALL.to_owned());
    }
    paths.extend(kinds.into_iter().map(super::entities::path));
    paths
}

/// Entities with a page of their own: all but the merged ones.
pub(super) fn shown(corpus: &Corpus) -> impl Iterator<Item = &Arc<Loaded<Entity>>> {
    let all = corpus.entities.iter();
    all.filter(|(slug, _)| !corpus.merged.contains_key(*slug))
        .map(|(_, entity)| entity)
}

pub fn plans<'a>(view: &View<'a>) -> Vec<Plan<'a>> {
    let plan = |entity: &'a Arc<Loaded<Entity>>| {
        // Where the links of its description lead may change with the files that there are.
        let links = view.entity_links.get(&entity.meta.slug);
        let links = KeyBuilder::new("entity").with(format!("{links:?}"));
        let plan = Plan::new(output(&entity.meta.slug), move |view| page(view, entity));
        plan.from(Origin::new(links.with_key(view.key).key()))
    };
    shown(view.corpus).map(plan).collect()
}

/// The sentences of the blocks read so far, by the article's slug and where in its plain text the block starts.
type Sentences<'a> = BTreeMap<(&'a str, usize), Vec<Range<usize>>>;

fn page(view: &View<'_>, entity: &Loaded<Entity>) -> Page {
    let mut read = Sentences::new();
    let meta = &entity.meta;
    let path = output(&meta.slug);
    let slugs = &view.naming.vocabulary.slugs;
    let at = slugs.binary_search(&meta.slug).ok();
    let mut articles: Vec<&Entry> = at
        .map_or(&[][..], |at| view.naming.articles(at))
        .iter()
        .filter_map(|slug| view.corpus.article(slug))
        .collect();
    articles.sort_by_key(|entry| oldest_first(entry));
    let told = view.terms.events.get(meta.slug.as_str());
    let told = told.map_or(&[][..], Vec::as_slice);
    let mut dated = articles.clone();
    let named: BTreeSet<&str> = articles.iter().map(|it| &*it.article().slug).collect();
    dated.extend(
        told.iter()
            .filter(|it| !named.contains(&*it.article().slug)),
    );
    let drawing = view.drawing_of(&path, &meta.slug, &dated);
    let mut mentions = 0;
    let mut together: BTreeMap<usize, usize> = BTreeMap::new();
    let mut shown = Vec::new();
    for entry in articles {
        let all = view.naming.mentions.get(&entry.article().slug);
        let all = all.map_or(&[][..], |all| all.as_slice());
        let own: Vec<&Mention> = all.iter().filter(|it| Some(it.entity) == at).collect();
        mentions += own.len();
        companions(entry, all, &own, &mut together);
        let (contexts, more) = contexts(&path, entry, &own, &mut read);
        shown.push(NamingView {
            article: view.summary(&path, entry),
            contexts,
            more,
        });
    }
    let mut together: Vec<(usize, usize)> = together.into_iter().collect();
    together.sort_by_key(|&(at, count)| (std::cmp::Reverse(count), at));
    let companions = together.into_iter().take(COMPANIONS);
    let companions = companions.filter_map(|(at, count)| {
        let slug = slugs.get(at)?;
        Some(EntityRef {
            count,
            ..view.entity(&path, slug)?
        })
    });
    let body = EntityPage {
        slug: meta.slug.clone(),
        name: meta.name.clone(),
        kind: meta.kind.as_str(),
        aliases: aliases(view.corpus, meta),
        html: description(view, &path, entity),
        date: meta.date.as_ref().map(Into::into),
        coordinates: meta.coordinates.map(coordinates),
        wikidata: meta.wikidata.as_ref().map(|id| WikidataView {
            id: id.clone(),
            url: format!("https://www.wikidata.org/wiki/{id}"),
        }),
        mentions,
        drawing,
        told: view.summaries(&path, told),
        articles: shown,
        companions: companions.collect(),
    };
    Page::new(path, meta.name.clone(), Body::Entity(Box::new(body)))
}

/// Its other names and those of the entities merged into it, but not those that differ from a former in case alone.
fn aliases(corpus: &Corpus, meta: &Entity) -> Vec<String> {
    let merged = corpus.merged.iter().filter(|(_, to)| **to == meta.slug);
    let merged = merged.filter_map(|(slug, _)| corpus.entities.get(slug));
    let merged =
        merged.flat_map(|entity| std::iter::once(&*entity.meta.name).chain(others(&entity.meta)));
    let mut seen = BTreeSet::from([meta.name.to_lowercase()]);
    others(meta)
        .chain(merged)
        .filter(|name| seen.insert(name.to_lowercase()))
        .map(str::to_owned)
        .collect()
}

/// Its aliases but for those that stand for it.
fn others(entity: &Entity) -> impl Iterator<Item = &str> {
    let aliases = entity.aliases.iter().filter(|alias| !alias.metonym);
    aliases.map(|alias| alias.text.as_str())
}

fn description(view: &View<'_>, path: &str, entity: &Loaded<Entity>) -> String {
    let links = view.entity_links.get(&entity.meta.slug);
    let links = links.map_or(&[][..], |links| links.as_slice());
    let hrefs = Resolved::all_titled(links, path, view.corpus, &entity.document);
    render::fragment(&entity.document, &hrefs, view.highlight, "about-")
}

fn coordinates(point: crate::content::Coordinates) -> CoordinatesView {
    let (north, east) = (point.latitude, point.longitude);
    let side = |degrees: f64, plus: char, minus: char| if degrees < 0.0 { minus } else { plus };
    CoordinatesView {
        text: format!(
            "{}° {}, {}° {}",
            north.abs(),
            side(north, 'N', 'S'),
            east.abs(),
            side(east, 'E', 'W')
        ),
        url: format!(
            "https://www.openstreetmap.org/?mlat={north}&mlon={east}#map=9/{north}/{east}"
        ),
    }
}

/// Counts the paragraphs of an article in which others are named with the entity, but for those that name more than
/// [`COMPANY`].
fn companions(
    entry: &Entry,
    all: &[Mention],
    own: &[&Mention],
    together: &mut BTreeMap<usize, usize>,
) {
    let plain = &entry.document().plain;
    let mut last = 0..0;
    for mention in own {
        let Some(block) = plain.block_at(mention.range.start) else {
            continue;
        };
        if last == block.plain {
            continue;
        }
        last = block.plain.clone();
        let first = all.partition_point(|it| it.range.start < last.start);
        let here = all.iter().skip(first);
        let mut named = BTreeSet::new();
        for other in here.take_while(|it| it.range.start < last.end) {
            if named.len() > COMPANY {
                break;
            }
            if !other.metonym {
                named.insert(other.entity);
            }
        }
        if named.len() > COMPANY {
            continue;
        }
        for other in named.into_iter().filter(|it| *it != mention.entity) {
            *together.entry(other).or_default() += 1;
        }
    }
}

/// The first sentences that name an entity, each once, and how many there are more.
fn contexts<'a>(
    from: &str,
    entry: &'a Entry,
    own: &[&Mention],
    read: &mut Sentences<'a>,
) -> (Vec<NameContext>, usize) {
    let plain = &entry.document().plain;
    let mut contexts = Vec::new();
    let mut more = 0;
    let mut end = 0;
    for mention in own {
        if mention.range.start < end {
            continue;
        }
        let start = mention.range.start;
        let Some(block) = plain.block_at(start) else {
            continue;
        };
        let sentences = read
            .entry((&entry.article().slug, block.plain.start))
            .or_insert_with(|| plain.sentences(block).collect());
        let after = sentences.partition_point(|it| it.start <= start);
        let Some(sentence) = after.checked_sub(1).and_then(|it| sentences.get(it)) else {
            continue;
        };
        end = sentence.end.max(mention.range.end);
        if contexts.len() == CONTEXTS {
            more += 1;
            continue;
        }
        let url = match block.id.as_str() {
            "" => url::relative(from, &entry.output()),
            id => url::relative_to(from, &entry.output(), id),
        };
        let context = Context::within(plain, &(sentence.start..end), mention.range.clone());
        contexts.push(NameContext {
            before: context.before,
            words: context.words,
            after: context.after,
            url,
        });
    }
    (contexts, more)
}

impl View<'_> {
    /// An entity by its slug, as the page `from` shows it.
    pub fn entity(&self, from: &str, slug: &str) -> Option<EntityRef> {
        let meta = &self.corpus.entities.get(slug)?.meta;
        let at = self.naming.vocabulary.slugs.binary_search(&meta.slug);
        Some(EntityRef {
            slug: meta.slug.clone(),
            name: meta.name.clone(),
            kind: meta.kind.as_str(),
            url: url::relative(from, &output(slug)),
            count: self.count(at.ok(), slug),
        })
    }

    /// How many articles name an entity, or tell of it by an editor's word.
    fn count(&self, at: Option<usize>, slug: &str) -> usize {
        let naming = at.map_or(&[][..], |at| self.naming.articles(at));
        let told = self.terms.events.get(slug).into_iter().flatten();
        let only_told = told.filter(|entry| naming.binary_search(&entry.article().slug).is_err());
        naming.len() + only_told.count()
    }

    /// Whom an article names, by kind; each kind in the order of the first mentions.
    pub fn entities_of(&self, entry: &Entry) -> Vec<EntityGroup> {
        let mentions = self.naming.mentions.get(&entry.article().slug);
        let mut seen = BTreeSet::new();
        let named: Vec<EntityRef> = mentions
            .map_or(&[][..], |mentions| mentions.as_slice())
            .iter()
            .filter(|mention| !mention.metonym && seen.insert(mention.entity))
            .filter_map(|mention| {
                let slug = self.naming.vocabulary.slugs.get(mention.entity)?;
                self.entity(&entry.output(), slug)
            })
            .collect();
        let groups = EntityKind::ALL.iter().map(|kind| EntityGroup {
            kind: kind.as_str(),
            entities: named
                .iter()
                .filter(|entity| entity.kind == kind.as_str())
                .cloned()
                .collect(),
        });
        groups.filter(|group| !group.entities.is_empty()).collect()
    }
}
