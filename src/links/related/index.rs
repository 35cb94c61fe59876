//! Who holds what: for each key the articles that hold it, kept up to date by what changed.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use rayon::prelude::*;

use super::hash::Hashed;
use super::weight::{Weight, step};

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

/// Most keys have one holder, which needs no list.
#[derive(Debug, Clone, Copy)]
enum Holders {
    One(u32),
    List(u32),
}

const SHARD_BITS: u32 = 6;
const LIST_BITS: u32 = u32::BITS - SHARD_BITS;

impl Default for Index {
    fn default() -> Self {
        let shards = (0..1 << SHARD_BITS).map(|_| Shard::default());
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
        let shards = self.shards.par_iter_mut().enumerate();
        let touched: Vec<Vec<u32>> = shards
            .map(|(at, shard)| {
                shard.free.append(&mut shard.emptied);
                let mut counts = Vec::new();
                for change in changes {
                    let before = of_shard(change.before, at, &key);
                    let after = of_shard(change.after, at, &key);
                    differences(before, after, &key, |key, added| {
                        if !all {
                            counts.push((key, shard.count(key)));
                        }
                        if added {
                            shard.add(key, change.article);
                        } else {
                            shard.remove(key, change.article);
                        }
                    });
                }
                shard.on_other_steps(counts)
            })
            .collect();
        touched.concat()
    }

    /// Takes new weights over. The articles' vectors ascend by term.
    pub(super) fn weigh(&mut self, changes: &[Change<'_, Weight>]) {
        let shards = self.shards.par_iter_mut().enumerate();
        shards.for_each(|(at, shard)| {
            let key = |weight: &Weight| u64::from(weight.term) << 32;
            for change in changes {
                for gone in of_shard(change.before, at, key) {
                    shard.weigh(gone.term, change.article, 0);
                }
                for weight in of_shard(change.after, at, key) {
                    shard.weigh(weight.term, change.article, weight.weight);
                }
            }
        });
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
        let shard = self.shards.get(at)?;
        let Holders::List(list) = *shard.known.get(&key)? else {
            return None;
        };
        let count = shard.lists.get(list as usize)?.len();
        let number = u32::try_from(at).ok()? << LIST_BITS | list;
        (count > 1).then_some((number, count_u32(count)))
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

/// Those of an ascending list whose keys are of one shard.
fn of_shard<T>(items: &[T], at: usize, key: impl Fn(&T) -> u64) -> &[T] {
    let from = items.partition_point(|item| shard(key(item)) < at);
    let rest = items.get(from..).unwrap_or_default();
    let to = rest.partition_point(|item| shard(key(item)) == at);
    rest.get(..to).unwrap_or_default()
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
        match self.known.get(&key) {
            None => 0,
            Some(Holders::One(_)) => 1,
            Some(Holders::List(list)) => {
                count_u32(self.lists.get(*list as usize).map_or(0, Vec::len))
            }
        }
    }

    fn add(&mut self, key: u64, article: u32) {
        let new = Posting { article, weight: 0 };
        match self.known.entry(key) {
            Entry::Vacant(vacant) => {
                vacant.insert(Holders::One(article));
            }
            Entry::Occupied(mut known) => match *known.get() {
                Holders::One(other) => {
                    let list = self.free.pop().unwrap_or_else(|| {
                        self.lists.push(Vec::new());
                        count_u32(self.lists.len() - 1)
                    });
                    known.insert(Holders::List(list));
                    if let Some(postings) = self.lists.get_mut(list as usize) {
                        let other = Posting {
                            article: other,
                            weight: 0,
                        };
                        postings.extend(if other.article < article {
                            [other, new]
                        } else {
                            [new, other]
                        });
                    }
                }
                Holders::List(list) => {
                    if let Some(postings) = self.lists.get_mut(list as usize) {
                        let at = postings.partition_point(|other| other.article < article);
                        postings.insert(at, new);
                    }
                }
            },
        }
    }

    fn remove(&mut self, key: u64, article: u32) {
        let Entry::Occupied(known) = self.known.entry(key) else {
            return;
        };
        match *known.get() {
            Holders::One(_) => {
                known.remove();
            }
            Holders::List(list) => {
                let Some(postings) = self.lists.get_mut(list as usize) else {
                    return;
                };
                if let Ok(at) = postings.binary_search_by_key(&article, |other| other.article) {
                    postings.remove(at);
                }
                if postings.is_empty() {
                    known.remove();
                    self.emptied.push(list);
                }
            }
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
                Some(Holders::One(article)) => touched.push(*article),
                Some(Holders::List(list)) => {
                    let postings = self.lists.get(*list as usize).into_iter().flatten();
                    touched.extend(postings.map(|posting| posting.article));
                }
            }
        }
        touched
    }
}
