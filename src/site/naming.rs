//! Where the articles name entities, remembered by the text and by all names.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::content::EntityLinks;
use crate::corpus::{Corpus, Entry};
use crate::entities::{Mention, Naming, Vocabulary};
use crate::memo::{Key, KeyBuilder, Table};

#[derive(Debug, Default)]
pub(super) struct Namer {
    mentions: Table<Vec<Mention>>,
    named: Table<Named>,
}

/// What the articles name.
#[derive(Debug, Clone)]
pub struct Named {
    pub vocabulary: Arc<Vocabulary>,
    /// By the article's slug; in the order of the text.
    pub mentions: Arc<BTreeMap<String, Arc<Vec<Mention>>>>,
    /// Stands for all articles and entities that were read.
    pub(super) key: Key,
}

impl Named {
    pub(super) fn naming(&self, corpus: &Corpus, links: EntityLinks) -> Naming {
        let (vocabulary, mentions) = (Arc::clone(&self.vocabulary), Arc::clone(&self.mentions));
        Naming::new(corpus, vocabulary, mentions, links)
    }
}

impl Namer {
    /// Reads all articles; each is read once for each text it has had with the same names.
    pub(super) fn read(&mut self, corpus: &Corpus) -> Named {
        let key = KeyBuilder::new("named")
            .with_key(corpus.articles_key())
            .with_key(corpus.entities_key())
            .key();
        let mentions = &mut self.mentions;
        let named = self.named.get(key, || read(mentions, corpus, key));
        Named::clone(&named)
    }

    pub(super) fn forget_unused(&mut self) {
        self.mentions.forget_unused();
        self.named.forget_unused();
    }
}

fn read(mentions: &mut Table<Vec<Mention>>, corpus: &Corpus, key: Key) -> Named {
    let vocabulary = Vocabulary::new(corpus.entities.values().map(|entity| &entity.meta));
    let entries: Vec<&Entry> = corpus.articles.values().collect();
    let text = |entry: &&Entry| {
        let key = KeyBuilder::new("mentions").with_key(entry.loaded.key);
        match vocabulary.key {
            Some(names) => key.with_key(names).key(),
            None => key.key(),
        }
    };
    let mentions = mentions.get_all(&entries, text, |entry| {
        vocabulary.mentions(&entry.document().plain.text)
    });
    let slugs = entries.iter().map(|entry| entry.article().slug.clone());
    Named {
        mentions: Arc::new(slugs.zip(mentions).collect()),
        vocabulary: Arc::new(vocabulary),
        key,
    }
}
