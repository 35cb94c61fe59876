//! Shared passages, remembered: the words of each article by its body, what they share by all of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::Config;
use crate::corpus::{Corpus, Entry};
use crate::links::passages::{Article, Reading, Shares, sharing};
use crate::memo::{KeyBuilder, Table};

#[derive(Debug, Default)]
pub(super) struct Sharer {
    readings: Table<Reading>,
    shares: Table<BTreeMap<String, Shares>>,
}

impl Sharer {
    /// Compares all articles; each is read once for each body it has had.
    pub(super) fn share(
        &mut self,
        config: &Config,
        corpus: &Corpus,
    ) -> Arc<BTreeMap<String, Shares>> {
        let entries: Vec<&Entry> = corpus.articles.values().collect();
        // The plain text alone does not tell what is a block quotation.
        let key = |entry: &&Entry| {
            KeyBuilder::new("reading")
                .with(entry.article().file.body())
                .with_value(&config.smart_punctuation)
                .key()
        };
        let readings = self
            .readings
            .get_all(&entries, key, |entry| Reading::new(entry.document()));
        let articles = || {
            let articles = entries.iter().zip(&readings);
            articles.map(|(entry, reading)| {
                let meta = &entry.article().meta;
                Article {
                    slug: &entry.article().slug,
                    text: &entry.document().plain.text,
                    language: Some(meta.language.as_ref().unwrap_or(&config.language)),
                    publication: meta.publication.as_deref(),
                    words: entry.document().plain.words(),
                    reading,
                }
            })
        };
        let whole =
            articles()
                .zip(&entries)
                .fold(KeyBuilder::new("sharing"), |all, (article, entry)| {
                    all.with(article.slug)
                        .with_key(key(entry))
                        .with_value(&(article.language, article.publication))
                });
        self.shares
            .get(whole.key(), || sharing(&articles().collect::<Vec<_>>()))
    }

    pub(super) fn forget_unused(&mut self) {
        self.readings.forget_unused();
        self.shares.forget_unused();
    }
}
