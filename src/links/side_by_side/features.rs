//! What a paragraph is compared by.

use std::collections::{BTreeMap, HashMap};

use super::Account;
use super::quantities::{Quantity, quantities};
use crate::links::related::Lexicon;
use crate::text::hash::{hash, pair};
use crate::text::words::words;

/// No more features of one paragraph are looked at: longer ones are no paragraphs.
const MOST: usize = 2000;

/// Paragraphs are taken to have so many rare words more than they have.
const SHORT: u64 = 2;

/// What each kind of feature weighs against a word.
const WORD: u64 = 1;
const NAME: u64 = 2;
const QUANTITY: u64 = 2;

/// A paragraph, made ready.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    /// Ascending: hash and weight; the latter is 0 until [`weigh`].
    pub(super) features: Vec<(u64, u64)>,
    /// The sum of the weights, and a little more.
    pub(super) total: u64,
    /// The indexes of the entities it names, ascending.
    pub(super) entities: Vec<usize>,
    pub(super) quantities: Vec<Quantity>,
    /// The words that are not those of every text, as hashes with their places in the plain text.
    pub(super) words: Vec<(u64, std::ops::Range<usize>)>,
}

impl Paragraph {
    /// The weight of a word; none if it is not in it.
    pub(super) fn weight(&self, key: u64) -> Option<u64> {
        let at = self.features.binary_search_by_key(&key, |it| it.0).ok()?;
        self.features.get(at).map(|it| it.1)
    }
}

/// One for each block of the plain text.
pub(super) fn paragraphs(account: &Account<'_>, lexicon: &Lexicon) -> Vec<Paragraph> {
    let plain = account.plain;
    lexicon.with(account.language, |reader| {
        let blocks = plain.blocks.iter().map(|block| {
            let start = block.plain.start;
            let text = plain.slice(block.plain.clone());
            let words: Vec<_> = words(text)
                .filter_map(|word| {
                    let place = start + word.start..start + word.end();
                    Some((reader.unit(word.text)?, place))
                })
                .take(MOST)
                .collect();
            let first = account
                .mentions
                .partition_point(|it| it.range.start < start);
            let mut entities: Vec<usize> = account
                .mentions
                .iter()
                .skip(first)
                .take_while(|it| it.range.start < block.plain.end)
                .map(|it| it.entity)
                .take(MOST)
                .collect();
            entities.sort_unstable();
            entities.dedup();
            let mut unit = |word: &str| reader.unit(word);
            let quantities = quantities(text, start, account.language, &mut unit);
            let named = entities
                .iter()
                .map(|entity| pair(NAME, hash(&entity.to_le_bytes())));
            let counted = quantities.iter().flat_map(Quantity::keys);
            let keys = words.iter().map(|it| it.0).chain(named).chain(counted);
            let mut features: Vec<(u64, u64)> = keys.map(|key| (key, 0)).collect();
            features.sort_unstable();
            features.dedup();
            Paragraph {
                features,
                total: 0,
                entities,
                quantities,
                words,
            }
        });
        blocks.collect()
    })
}

/// Gives each feature its weight: the rarer in the paragraphs of both, the more it says.
pub(super) fn weigh(here: &mut [Paragraph], there: &mut [Paragraph]) {
    let mut held: HashMap<u64, u64> = HashMap::new();
    for (key, _) in here.iter().chain(&*there).flat_map(|it| &it.features) {
        *held.entry(*key).or_default() += 1;
    }
    let all = (here.len() + there.len()) as u64;
    let mut kinds: BTreeMap<u64, u64> = BTreeMap::new();
    for paragraph in here.iter().chain(&*there) {
        let named = paragraph.entities.iter();
        kinds.extend(named.map(|entity| (pair(NAME, hash(&entity.to_le_bytes())), NAME)));
        let counted = paragraph.quantities.iter().flat_map(Quantity::keys);
        kinds.extend(counted.map(|key| (key, QUANTITY)));
    }
    // One word in common is not much, however short the paragraphs.
    let short = SHORT * (all * 256).isqrt();
    for paragraph in here.iter_mut().chain(there) {
        paragraph.total = short;
        for (key, weight) in &mut paragraph.features {
            let count = held.get(key).copied().unwrap_or(1);
            let kind = kinds.get(key).copied().unwrap_or(WORD);
            *weight = kind * (all * 256 / count).isqrt();
            // What is counted makes paragraphs alike, but not unlike.
            if kind != QUANTITY || count > 1 {
                paragraph.total += *weight;
            }
        }
    }
}

/// How alike two paragraphs are, in thousandths: the cosine of their weights' roots.
pub(super) fn likeness(one: &Paragraph, other: &Paragraph) -> u64 {
    let mut theirs = other.features.iter().peekable();
    let mut shared = 0;
    for (key, weight) in &one.features {
        while theirs.next_if(|it| it.0 < *key).is_some() {}
        if theirs.next_if(|it| it.0 == *key).is_some() {
            shared += weight;
        }
    }
    let norm = one.total.saturating_mul(other.total).isqrt().max(1);
    shared * 1000 / norm
}
