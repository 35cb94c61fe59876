//! What the texts have to do with one another. No note has a part in it, so that nothing of it is done again when all
//! that changed is a note.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::bodies::Bodies;
use super::clock::Stopwatch;
use super::comparing::Comparer;
use super::naming::Named;
use super::passages::Sharer;
use super::ranking::{RANKED, Ranker};
use super::routes;
use crate::config::Config;
use crate::corpus::Corpus;
use crate::entities::Naming;
use crate::links::Links;
use crate::links::passages::with_shared_words;
use crate::memo::{Key, KeyBuilder, Table};
use crate::page::view::Terms;

/// Remembers what has to do with what.
#[derive(Debug, Default)]
pub(super) struct Weaver {
    pub ranker: Ranker,
    pub sharer: Sharer,
    comparer: Comparer,
    texts: Table<Texts>,
}

/// What is known of the texts before links are resolved.
#[derive(Debug)]
pub(super) struct Texts {
    /// Stands for the configuration, the articles, the entities and the pages.
    pub key: Key,
    /// Without backlinks: notes hold links too.
    pub links: Links,
    pub naming: Naming,
    /// See [`routes::of_texts`].
    pub outputs: Arc<BTreeSet<String>>,
    /// The first lines of all articles, by slug.
    pub excerpts: BTreeMap<String, Arc<String>>,
}

impl Weaver {
    /// `named` is what the articles of the corpus name.
    pub(super) fn weave(
        &mut self,
        config: &Config,
        corpus: &Corpus,
        terms: &Terms<'_>,
        named: &Named,
        bodies: &mut Bodies,
        watch: &mut Stopwatch,
    ) -> Arc<Texts> {
        let Self {
            ranker,
            sharer,
            comparer,
            texts,
        } = self;
        let key = key(config, corpus, named);
        texts.get(key, || {
            let ranking = ranker.rank(config, corpus, named, RANKED);
            watch.lap("rank");
            let shares = sharer.share(config, corpus);
            let mut links = Links {
                related: Arc::new(with_shared_words(&ranking, &shares, corpus)),
                shares,
                ..Links::default()
            };
            watch.lap("passages");
            let pairs = routes::pairs(config, corpus, &links);
            links.beside = Arc::new(routes::beside(&pairs));
            let naming = named.naming(corpus, config.entity_links);
            let compared = comparer.compare(config, corpus, &naming, &links, &pairs);
            links.compared = Arc::new(compared);
            let outputs = routes::of_texts(config, corpus, terms, &pairs);
            Texts {
                key,
                outputs: Arc::new(outputs),
                links,
                naming,
                excerpts: bodies.excerpts(corpus),
            }
        })
    }

    pub(super) fn forget_unused(&mut self) {
        self.sharer.forget_unused();
        self.comparer.forget_unused();
        self.texts.forget_unused();
    }
}

fn key(config: &Config, corpus: &Corpus, named: &Named) -> Key {
    // What is to be compared is no part of the configuration's JSON.
    let compare: Vec<_> = config.compare.iter().map(|pair| &pair.slugs).collect();
    KeyBuilder::new("texts")
        .with_value(config)
        .with_value(&compare)
        .with_key(corpus.texts_key())
        .with_key(named.key)
        .key()
}
