//! Related articles, remembered: the counts of each article by its text, the ranking by all of them.

use std::sync::Arc;

use super::Ranking;
use crate::config::Config;
use crate::corpus::Corpus;
use crate::links::related::{self, Lexicon, Terms};
use crate::memo::{KeyBuilder, Table};

/// How many related articles a build ranks for each; a page shows fewer.
pub(super) const RANKED: usize = 10;

#[derive(Default)]
pub(super) struct Ranker {
    terms: Table<Terms>,
    rankings: Table<Ranking>,
    lexicon: Lexicon,
}

impl Ranker {
    /// Compares all articles, at most `limit` for each; each is counted once for each text it has had.
    pub(super) fn rank(&mut self, config: &Config, corpus: &Corpus, limit: usize) -> Arc<Ranking> {
        let entries: Vec<_> = corpus.articles.values().collect();
        let language = |entry: &crate::corpus::Entry| {
            entry
                .article()
                .meta
                .language
                .clone()
                .unwrap_or_else(|| config.language.clone())
        };
        let key = |entry: &&crate::corpus::Entry| {
            let plain = &entry.document().plain.text;
            KeyBuilder::new("terms")
                .with(&entry.article().meta.title)
                .with(plain)
                .with(language(entry))
                .key()
        };
        let lexicon = &self.lexicon;
        let terms = self.terms.get_all(&entries, key, |entry| {
            let title = &entry.article().meta.title;
            related::terms(
                title,
                &entry.document().plain.text,
                Some(&language(entry)),
                lexicon,
            )
        });
        let options = related::Options {
            limit,
            show: config.related,
        };
        let languages: Vec<String> = entries.iter().map(|entry| language(entry)).collect();
        let whole = entries.iter().zip(&languages).fold(
            KeyBuilder::new("ranking"),
            |all, (entry, language)| {
                let meta = &entry.article().meta;
                all.with(&entry.article().slug)
                    .with_key(key(entry))
                    .with(language)
                    .with_value(&(
                        &meta.date.map(|date| date.to_string()),
                        &meta.authors,
                        &meta.publication,
                    ))
                    .with_value(&(&meta.related, &meta.unrelated))
            },
        );
        self.rankings
            .get(whole.with_value(&(options.show, limit)).key(), || {
                let articles: Vec<related::Article<'_>> = entries
                    .iter()
                    .zip(&languages)
                    .zip(&terms)
                    .map(|((entry, language), terms)| {
                        let meta = &entry.article().meta;
                        related::Article {
                            slug: &entry.article().slug,
                            body: &entry.document().plain.text,
                            language: Some(language),
                            date: meta.date,
                            authors: &meta.authors,
                            publication: meta.publication.as_deref(),
                            related: &meta.related,
                            unrelated: &meta.unrelated,
                            terms,
                        }
                    })
                    .collect();
                related::rank(&articles, &options, lexicon)
            })
    }

    pub(super) fn forget_unused(&mut self) {
        self.terms.forget_unused();
        self.rankings.forget_unused();
    }
}
