//! Accounts side by side, remembered by the texts, whom they name, and what they share.

use std::sync::Arc;

use crate::config::Config;
use crate::corpus::{Corpus, Entry};
use crate::entities::{Mention, Naming};
use crate::links::Links;
use crate::links::passages::Elsewhere;
use crate::links::related::Lexicon;
use crate::links::side_by_side::{Account, Compared, Rows, compare};
use crate::memo::{Key, KeyBuilder, Table};

#[derive(Debug, Default)]
pub(super) struct Comparer {
    rows: Table<Rows>,
    lexicon: Lexicon,
}

/// What one pair is made from.
struct Work<'a> {
    entries: [&'a Entry; 2],
    accounts: [Account<'a>; 2],
    passages: Vec<&'a Elsewhere>,
}

impl Comparer {
    /// Aligns the articles of all pairs.
    pub(super) fn compare(
        &mut self,
        config: &Config,
        corpus: &Corpus,
        naming: &Naming,
        links: &Links,
        pairs: &[(String, String)],
    ) -> Vec<Compared> {
        let work: Vec<Work<'_>> = pairs
            .iter()
            .filter_map(|(one, other)| {
                let entries = [corpus.article(one)?, corpus.article(other)?];
                let shares = links.shares.get(one);
                let passages = shares.into_iter().flat_map(|it| &it.passages);
                let passages = passages.flat_map(|it| &it.others);
                Some(Work {
                    entries,
                    accounts: entries.map(|entry| account(config, naming, entry)),
                    passages: passages.filter(|it| it.slug == *other).collect(),
                })
            })
            .collect();
        let lexicon = &self.lexicon;
        let rows = self.rows.get_all(&work, Work::key, |work| {
            let [one, other] = &work.accounts;
            compare(one, other, &work.passages, lexicon)
        });
        let compared = work.iter().zip(rows).map(|(work, rows)| {
            let [one, other] = work.entries.map(|it| it.article().slug.clone());
            Compared { one, other, rows }
        });
        compared.collect()
    }

    pub(super) fn forget_unused(&mut self) {
        self.rows.forget_unused();
    }
}

fn account<'a>(config: &'a Config, naming: &'a Naming, entry: &'a Entry) -> Account<'a> {
    let meta = &entry.article().meta;
    let mentions: Option<&Arc<Vec<Mention>>> = naming.mentions.get(&entry.article().slug);
    Account {
        plain: &entry.document().plain,
        language: Some(meta.language.as_ref().unwrap_or(&config.language)),
        mentions: mentions.map_or(&[], |all| all.as_slice()),
    }
}

impl Work<'_> {
    fn key(&self) -> Key {
        let mut key = KeyBuilder::new("side by side");
        for account in &self.accounts {
            let blocks = account.plain.blocks.iter();
            let blocks: Vec<_> = blocks.map(|it| (it.plain.start, it.plain.end)).collect();
            let mentions = account.mentions.iter();
            let mentions: Vec<_> = mentions
                .map(|it| (it.entity, it.range.start, it.range.end))
                .collect();
            key = key
                .with(&account.plain.text)
                .with_value(&(account.language, blocks, mentions));
        }
        let pieces = self.passages.iter().flat_map(|it| &it.pieces);
        let pieces: Vec<_> = pieces
            .map(|(a, b)| (a.start, a.end, b.start, b.end))
            .collect();
        key.with_value(&pieces).key()
    }
}
