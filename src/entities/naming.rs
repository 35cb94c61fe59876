//! [`Naming`]: who is named where, in the whole site.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::linkable::linked;
use super::{Mention, Vocabulary};
use crate::content::EntityLinks;
use crate::corpus::Corpus;
use crate::text::url;

/// Every mention of every entity, by article and by entity.
#[derive(Debug, Default)]
pub struct Naming {
    pub vocabulary: Arc<Vocabulary>,
    /// By the article's slug; in the order of the text.
    pub mentions: Arc<BTreeMap<String, Arc<Vec<Mention>>>>,
    /// By entity: the slugs of the articles that name it, in order.
    articles: Vec<Vec<String>>,
    /// By the article's slug: what is linked, and to which entity.
    linked: BTreeMap<String, Vec<Mention>>,
}

impl Naming {
    pub fn new(
        corpus: &Corpus,
        vocabulary: Arc<Vocabulary>,
        mentions: Arc<BTreeMap<String, Arc<Vec<Mention>>>>,
        links: EntityLinks,
    ) -> Self {
        let mut articles = vec![Vec::new(); vocabulary.slugs.len()];
        let mut all_linked = BTreeMap::new();
        for (slug, mentions) in mentions.iter() {
            for mention in mentions.iter() {
                if let Some(list) = articles.get_mut(mention.entity)
                    && list.last() != Some(slug)
                {
                    list.push(slug.clone());
                }
            }
            if let Some(entry) = corpus.articles.get(slug) {
                let linked = linked(entry.document(), mentions, links);
                all_linked.insert(slug.clone(), linked.into_iter().cloned().collect());
            }
        }
        Self {
            vocabulary,
            mentions,
            articles,
            linked: all_linked,
        }
    }

    /// The names in an article that link to entities (bytes of its plain text), with their addresses as its page `from`
    /// sees them.
    pub fn links(&self, article: &str, from: &str) -> impl Iterator<Item = (Range<usize>, String)> {
        let linked = self.linked.get(article).into_iter().flatten();
        linked.filter_map(move |mention| {
            let slug = self.vocabulary.slugs.get(mention.entity)?;
            Some((mention.range.clone(), url::relative(from, &output(slug))))
        })
    }

    /// The slugs of the articles that name an entity, in order.
    pub fn articles(&self, entity: usize) -> &[String] {
        self.articles.get(entity).map_or(&[], Vec::as_slice)
    }
}

/// Where an entity's page goes.
pub fn output(slug: &str) -> String {
    format!("entities/{slug}.html")
}
