//! Where the articles name entities, remembered by the text and by all names.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::content::EntityLinks;
use crate::corpus::Corpus;
use crate::entities::{Mention, Naming, Vocabulary};
use crate::memo::{KeyBuilder, Table};

#[derive(Debug, Default)]
pub(super) struct Namer {
    mentions: Table<Vec<Mention>>,
}

/// What the articles name.
pub struct Named {
    pub vocabulary: Vocabulary,
    /// By the article's slug; in the order of the text.
    pub mentions: BTreeMap<String, Arc<Vec<Mention>>>,
}

impl Named {
    pub(super) fn naming(self, corpus: &Corpus, links: EntityLinks) -> Naming {
        Naming::new(corpus, self.vocabulary, self.mentions, links)
    }
}

impl Namer {
    /// Reads all articles; each is read once for each text it has had with the same names.
    pub(super) fn read(&mut self, corpus: &Corpus) -> Named {
        let vocabulary = Vocabulary::new(corpus.entities.values().map(|entity| &entity.meta));
        let entries: Vec<_> = corpus.articles.values().collect();
        let key = |entry: &&crate::corpus::Entry| {
            let key = KeyBuilder::new("mentions").with(&entry.document().plain.text);
            match vocabulary.key {
                Some(names) => key.with_key(names).key(),
                None => key.key(),
            }
        };
        let mentions = self.mentions.get_all(&entries, key, |entry| {
            vocabulary.mentions(&entry.document().plain.text)
        });
        let mentions: BTreeMap<String, Arc<Vec<Mention>>> = entries
            .iter()
            .map(|entry| entry.article().slug.clone())
            .zip(mentions)
            .collect();
        Named {
            vocabulary,
            mentions,
        }
    }

    pub(super) fn forget_unused(&mut self) {
        self.mentions.forget_unused();
    }
}
