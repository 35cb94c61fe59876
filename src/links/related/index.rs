//! Who holds what: for each key the articles that hold it, kept up to date by what changed.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use rayon::prelude::*;

use super::weight::{Weight, step};
use crate::text::hash::Hashed;

/// An article among those that hold a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Posting {
    pub(super) article: u32,
    /// What the key weighs in it; 0 where it is held but not compared.
    pub(super) weight: u32,
}

/// An article's keys before and after; each list ascends and holds each key once.
#[derive(Debug)]
pub(super) struct Change<'a, T> {
    pub(super) article: u32,
    pub(super) before: &'a [T],
    pub(super) after: &'a [T],
}

/// The articles that hold each key.
#[derive(Debug)]
pub(super) struct Index {
    /// By the keys' highest bits: small maps are filled side by side and stay near the processor.
    shards: Vec<Shard>,
}

#[derive(Debug, Default)]
struct Shard {
    known: HashMap<u64, Holders, Hashed>,
    /// Each in the order of article numbers.
    lists: Vec<Vec<Posting>>,
    /// Lists without a key. They are given to other keys in the update after the one that emptied them: until then
    /// vectors may name them.
    free: Vec<u32>,
    emptied: Vec<u32>,
}

/// Who holds a key. Most keys have one holder, which needs no list.
#[derive(Debug, Clone, Copy)]
struct Holders {
    /// How many stand in the list; 0 for one article without list.
    listed: u32,
    /// The number of the list, or the article.
    at: u32,
}

impl Holders {
    fn count(self) -> u32 {
        self.listed.max(1)
    }
}

/// What befalls an article: it holds a key or does so no more.
#[derive(Debug, Clone, Copy)]
struct Difference {
    key: u64,
    article: u32,
    added: bool,
}

const SHARD_BITS: u32 = 6;
const SHARDS: usize = 1 << SHARD_BITS;
const LIST_BITS: u32 = u32::BITS - SHARD_BITS;
/// So many articles are sorted into shards before the shards take them over, so that memory is used again.
const ROUND: usize = 2_048;
/// So many of them are sorted by one thread at a time.
const PART: usize = 256;

impl Default for Index {
    fn default() -> Self {
        let shards = (0..SHARDS).map(|_| Shard::default());
        Self {
            shards: shards.collect(),
        }
    }
}

impl Index {
    /// Takes the changes over. Returns the articles that hold a key of which the number of holders is now on another
    /// [`step`], some of them more than once; nothing when `all` says that nobody asks.
    pub(super) fn update<T: Sync>(
        &mut self,
        changes: &[Change<'_, T>],
        key: impl Fn(&T) -> u64 + Sync,
        all: bool,
    ) -> Vec<u32> {
        let mut counts: Vec<Vec<(u64, u32)>> = vec![Vec::new(); SHARDS];
        for shard in &mut self.shards {
            shard.free.append(&mut shard.emptied);
        }
        for round in changes.chunks(ROUND) {
            let parts = by_shard(round, |change, put| {
                differences(change.before, change.after, &key, |key, added| {
                    let article = change.article;
                    let it = Difference {
                        key,
                        article,
                        added,
                    };
                    put(shard(key), it);
                });
            });
            let shards = self.shards.par_iter_mut().zip(&mut counts).enumerate();
            shards.for_each(|(at, (shard, counts))| {
                for it in parts.iter().filter_map(|part| part.get(at)).flatten() {
                    if !all {
                        counts.push((it.key, shard.count(it.key)));
                    }
                    if it.added {
                        shard.add(it.key, it.article);
                    } else {
                        shard.remove(it.key, it.article);
                    }
                }
            });
        }
        let shards = self.shards.iter().zip(counts);
        let touched: Vec<Vec<u32>> = shards
            .map(|(shard, counts)| shard.on_other_steps(counts))
            .collect();
        touched.concat()
    }

    /// Takes new weights over.
    pub(super) fn weigh(&mut self, changes: &[Change<'_, Weight>]) {
        for round in changes.chunks(ROUND) {
            let parts = by_shard(round, |change, put| {
                let gone = change.before.iter().map(|it| (it.term, 0));
                let new = change.after.iter().map(|it| (it.term, it.weight));
                for (term, weight) in gone.chain(new) {
                    let article = change.article;
                    put(
                        (term >> LIST_BITS) as usize,
                        (term, Posting { article, weight }),
                    );
                }
            });
            let shards = self.shards.par_iter_mut().enumerate();
            shards.for_each(|(at, shard)| {
                for (term, it) in parts.iter().filter_map(|part| part.get(at)).flatten() {
                    shard.weigh(*term, it.article, it.weight);
                }
            });
        }
    }

    /// How many articles hold a key.
    pub(super) fn count(&self, key: u64) -> u32 {
        self.shards
            .get(shard(key))
            .map_or(0, |shard| shard.count(key))
    }

    /// The number of a key, by which its postings are found, and how many articles hold it; none for a key of fewer
    /// than two.
    pub(super) fn shared(&self, key: u64) -> Option<(u32, u32)> {
        let at = shard(key);
        let holders = self.shards.get(at)?.known.get(&key)?;
        let number = u32::try_from(at).ok()? << LIST_BITS | holders.at;
        (holders.listed > 1).then_some((number, holders.listed))
    }

    /// The articles that hold the key of this number.
    pub(super) fn postings(&self, number: u32) -> &[Posting] {
        let shard = self.shards.get((number >> LIST_BITS) as usize);
        shard
            .and_then(|shard| shard.lists.get(list_of(number)))
            .map_or(&[], Vec::as_slice)
    }
}

fn shard(key: u64) -> usize {
    usize::try_from(key >> (u64::BITS - SHARD_BITS)).unwrap_or(0)
}

fn list_of(number: u32) -> usize {
    (number & ((1 << LIST_BITS) - 1)) as usize
}

fn count_u32(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// What `read` puts into which shard, for some of the changes after the others; all in the order of the changes.
fn by_shard<T: Sync, U: Send>(
    changes: &[Change<'_, T>],
    read: impl Fn(&Change<'_, T>, &mut dyn FnMut(usize, U)) + Sync,
) -> Vec<Vec<Vec<U>>> {
    let parts = changes.par_chunks(PART).map(|part| {
        let items = part.iter().map(|it| it.before.len() + it.after.len());
        // Hashes spread them evenly.
        let each = items.sum::<usize>() * 5 / 4 / SHARDS;
        let mut shards: Vec<Vec<U>> = (0..SHARDS).map(|_| Vec::with_capacity(each)).collect();
        for change in part {
            read(change, &mut |at, item| {
                if let Some(shard) = shards.get_mut(at) {
                    shard.push(item);
                }
            });
        }
        shards
    });
    parts.collect()
}

/// The keys of one list alone: `true` for those of the second.
fn differences<T>(
    before: &[T],
    after: &[T],
    key: impl Fn(&T) -> u64,
    mut found: impl FnMut(u64, bool),
) {
    let mut before = before.iter().map(&key).peekable();
    for new in after.iter().map(&key) {
        while let Some(gone) = before.next_if(|old| *old < new) {
            found(gone, false);
        }
        if before.next_if_eq(&new).is_none() {
            found(new, true);
        }
    }
    before.for_each(|gone| found(gone, false));
}

impl Shard {
    fn count(&self, key: u64) -> u32 {
        self.known.get(&key).map_or(0, |holders| holders.count())
    }

    fn add(&mut self, key: u64, article: u32) {
        let new = Posting { article, weight: 0 };
        match self.known.entry(key) {
            Entry::Vacant(vacant) => {
                vacant.insert(Holders {
                    listed: 0,
                    at: article,
                });
            }
            Entry::Occupied(mut known) => {
                let holders = known.get_mut();
                if holders.listed == 0 {
                    let list = self.free.pop().unwrap_or_else(|| {
                        self.lists.push(Vec::new());
                        count_u32(self.lists.len() - 1)
                    });
                    let other = Posting {
                        article: holders.at,
                        weight: 0,
                    };
                    (holders.listed, holders.at) = (1, list);
                    if let Some(postings) = self.lists.get_mut(list as usize) {
                        postings.push(other);
                    }
                }
                if let Some(postings) = self.lists.get_mut(holders.at as usize) {
                    let at = postings.partition_point(|other| other.article < article);
                    postings.insert(at, new);
                    holders.listed += 1;
                }
            }
        }
    }

    fn remove(&mut self, key: u64, article: u32) {
        let Entry::Occupied(mut known) = self.known.entry(key) else {
            return;
        };
        let holders = known.get_mut();
        if holders.listed == 0 {
            known.remove();
            return;
        }
        let Some(postings) = self.lists.get_mut(holders.at as usize) else {
            return;
        };
        if let Ok(at) = postings.binary_search_by_key(&article, |other| other.article) {
            postings.remove(at);
            holders.listed -= 1;
        }
        if postings.is_empty() {
            self.emptied.push(holders.at);
            known.remove();
        }
    }

    fn weigh(&mut self, number: u32, article: u32, weight: u32) {
        if let Some(postings) = self.lists.get_mut(list_of(number))
            && let Ok(at) = postings.binary_search_by_key(&article, |other| other.article)
            && let Some(posting) = postings.get_mut(at)
        {
            posting.weight = weight;
        }
    }

    /// The holders of keys that had so many before each change and are on another step now.
    fn on_other_steps(&self, mut counts: Vec<(u64, u32)>) -> Vec<u32> {
        // Stable, so that the first of a key is the count before all changes.
        counts.sort_by_key(|(key, _)| *key);
        counts.dedup_by_key(|(key, _)| *key);
        let mut touched = Vec::new();
        for (key, before) in counts {
            if step(before) == step(self.count(key)) {
                continue;
            }
            match self.known.get(&key) {
                None => {}
                Some(Holders { listed: 0, at }) => touched.push(*at),
                Some(Holders { at, .. }) => {
                    let postings = self.lists.get(*at as usize).into_iter().flatten();
                    touched.extend(postings.map(|posting| posting.article));
                }
            }
        }
        touched
    }
}
