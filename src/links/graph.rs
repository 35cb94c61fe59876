//! The graph of a reader: articles, the entities they name, and how articles hang together.

use std::collections::BTreeMap;

use super::Links;
use super::related::Reason;
use crate::corpus::Corpus;
use crate::entities::Naming;

/// What leads from where to where, all by slug.
#[derive(Debug, Default)]
pub struct Graph<'a> {
    /// By article: the entities it names, and how often.
    pub names: BTreeMap<&'a str, BTreeMap<&'a str, usize>>,
    /// By two articles, the first in the order of slugs first.
    pub pairs: BTreeMap<(&'a str, &'a str), Pair>,
}

/// What joins two articles.
#[derive(Debug, Default)]
pub struct Pair {
    /// A link leads from the first to the second, from its words or from a note on it.
    pub there: bool,
    /// A link leads back.
    pub back: bool,
    /// One is shown among the related articles of the other, for these reasons, as the first would say them.
    pub related: Option<Vec<Reason>>,
}

impl<'a> Graph<'a> {
    pub fn new(corpus: &'a Corpus, links: &'a Links, naming: &'a Naming) -> Self {
        let mut graph = Self::default();
        for slug in corpus.articles.keys() {
            let names = graph.names.entry(slug).or_default();
            let mentions = naming.mentions.get(slug).into_iter();
            let mentions = mentions.flat_map(|mentions| mentions.iter());
            for mention in mentions.filter(|mention| !mention.metonym) {
                if let Some(entity) = naming.vocabulary.slugs.get(mention.entity)
                    && corpus.entities.contains_key(entity)
                {
                    *names.entry(entity).or_default() += 1;
                }
            }
        }
        for (to, backlink) in links.backlinks.all() {
            let (pair, forward) = graph.pair(&backlink.slug, to);
            *(if forward {
                &mut pair.there
            } else {
                &mut pair.back
            }) = true;
        }
        for (slug, related) in links.related.iter() {
            for other in related.iter().filter(|other| other.shown) {
                let (pair, forward) = graph.pair(slug, &other.slug);
                if forward {
                    pair.related = Some(other.reasons.clone());
                } else if pair.related.is_none() {
                    pair.related = Some(other.reasons.iter().map(Reason::reversed).collect());
                }
            }
        }
        graph
    }

    /// What joins two articles, and whether they are in the order in which it is filed.
    fn pair(&mut self, one: &'a str, other: &'a str) -> (&mut Pair, bool) {
        let forward = one < other;
        let key = if forward { (one, other) } else { (other, one) };
        (self.pairs.entry(key).or_default(), forward)
    }
}
