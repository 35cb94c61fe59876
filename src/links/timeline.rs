//! What happened when: the dates of articles and of events, and what came before and after an article.

use std::collections::BTreeSet;

use super::Links;
use crate::content::EntityKind;
use crate::corpus::{Corpus, Entry};
use crate::entities::Naming;
use crate::text::edtf::Edtf;

/// How many moments are told on each side of an article.
const SIDE: usize = 3;

/// What has a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// An entity of that kind.
    Event,
    Article,
}

/// An article or event on the timeline. Ordered by date as lists of articles are, then events first, then by
/// slug.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment<'a> {
    /// None when unknown.
    pub date: Option<Edtf>,
    pub subject: Subject,
    pub slug: &'a str,
}

impl Moment<'_> {
    fn order(&self) -> impl Ord + use<'_> {
        (self.date.is_none(), self.date, self.subject, self.slug)
    }
}

/// All articles and events of a corpus, in their order; those without a date last.
pub fn timeline(corpus: &Corpus) -> Vec<Moment<'_>> {
    let articles = corpus.articles.values().map(article);
    let events = corpus
        .entities
        .keys()
        .filter_map(|slug| event(corpus, slug));
    let mut moments: Vec<Moment<'_>> = articles.chain(events).collect();
    moments.sort_by(|a, b| a.order().cmp(&b.order()));
    moments
}

fn article(entry: &Entry) -> Moment<'_> {
    Moment {
        date: entry.article().meta.date,
        subject: Subject::Article,
        slug: &entry.article().slug,
    }
}

/// An event with a page of its own.
fn event<'a>(corpus: &'a Corpus, slug: &str) -> Option<Moment<'a>> {
    let slug = corpus.merged.get(slug).map_or(slug, String::as_str);
    let entity = &corpus.entities.get(slug)?.meta;
    let shown = entity.kind == EntityKind::Event && !corpus.merged.contains_key(&entity.slug);
    shown.then_some(Moment {
        date: entity.date,
        subject: Subject::Event,
        slug: &entity.slug,
    })
}

/// The articles that name an entity, in the order of time; with the entity itself, if it is an event.
pub fn of_entity<'a>(corpus: &'a Corpus, slug: &str, articles: &[&'a Entry]) -> Vec<Moment<'a>> {
    let articles = articles.iter().map(|entry| article(entry));
    let mut moments: Vec<Moment<'a>> = articles.chain(event(corpus, slug)).collect();
    moments.sort_by(|a, b| a.order().cmp(&b.order()));
    moments
}

/// What lies around an article in time, each list in the order of time.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Around<'a> {
    /// Certainly earlier, the nearest ones.
    pub before: Vec<Moment<'a>>,
    /// Perhaps at the same time, the nearest ones.
    pub meanwhile: Vec<Moment<'a>>,
    /// Certainly later, the nearest ones.
    pub after: Vec<Moment<'a>>,
}

/// What lies around an article: of those related to it, and of the events that it or the related
/// articles on its page name. Nothing for an article without a date.
pub fn around<'a>(
    corpus: &'a Corpus,
    links: &Links,
    naming: &Naming,
    entry: &'a Entry,
) -> Around<'a> {
    let Some(own) = entry.article().meta.date else {
        return Around::default();
    };
    let mut around = Around::default();
    for moment in concerning(corpus, links, naming, entry) {
        let Some(date) = moment.date else {
            continue;
        };
        let list = if date.is_before(&own) {
            &mut around.before
        } else if own.is_before(&date) {
            &mut around.after
        } else {
            &mut around.meanwhile
        };
        list.push(moment);
    }
    for list in [&mut around.before, &mut around.meanwhile, &mut around.after] {
        list.sort_by(|a, b| a.order().cmp(&b.order()));
        list.dedup();
    }
    around
        .before
        .drain(..around.before.len().saturating_sub(SIDE));
    nearest(&mut around.meanwhile, own);
    around.after.truncate(SIDE);
    around
}

/// Keeps those whose middle lies nearest to that of a date.
fn nearest(moments: &mut Vec<Moment<'_>>, own: Edtf) {
    let middle = |date: Edtf| date.days().start() + date.days().end();
    let far = |moment: &Moment<'_>| moment.date.map(|date| middle(date).abs_diff(middle(own)));
    moments.sort_by_key(far);
    moments.truncate(SIDE);
    moments.sort_by(|a, b| a.order().cmp(&b.order()));
}

/// The moments that have to do with an article.
fn concerning<'a>(
    corpus: &'a Corpus,
    links: &Links,
    naming: &Naming,
    entry: &'a Entry,
) -> Vec<Moment<'a>> {
    let own = &entry.article().slug;
    let related = || {
        links
            .related
            .get(own)
            .into_iter()
            .flat_map(|list| list.iter())
    };
    let mut articles: BTreeSet<&str> = related()
        .filter(|related| related.shown || related.score > 0)
        .map(|related| related.slug.as_str())
        .collect();
    let shown = related().filter(|related| related.shown);
    let mut events: BTreeSet<&str> = BTreeSet::new();
    for slug in shown.map(|related| &related.slug).chain([own]) {
        let mentions = naming.mentions.get(slug).into_iter();
        let named = mentions.flat_map(|mentions| mentions.iter());
        let named = named.filter(|mention| !mention.metonym);
        events.extend(
            named
                .filter_map(|it| naming.vocabulary.slugs.get(it.entity))
                .map(String::as_str),
        );
        let listed = corpus
            .article(slug)
            .map(|entry| &entry.article().meta.events);
        events.extend(listed.into_iter().flatten().map(String::as_str));
    }
    articles.remove(own.as_str());
    let articles = articles.into_iter().filter_map(|slug| corpus.article(slug));
    let mut moments: Vec<Moment<'a>> = articles.map(article).collect();
    moments.extend(events.into_iter().filter_map(|slug| event(corpus, slug)));
    moments
}
