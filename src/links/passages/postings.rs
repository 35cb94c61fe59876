//! Who holds which window, and from that where two articles may share more.

use std::collections::HashSet;

use rayon::prelude::*;

use super::Article;
use super::copies::Same;
use super::windows::{WINDOW, windows};
use crate::text::hash::Hashed;

/// A window that more articles hold brings none of them together: it is furniture, or a turn of phrase.
const MANY: usize = 16;

/// How many places of one window in one article are looked at.
const PLACES: usize = 3;

/// A window in an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Posting {
    window: u64,
    article: u32,
    /// The index of its first word.
    at: u32,
}

/// A window that two articles have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Seed {
    /// The index of the article; it comes before the other.
    pub(super) one: usize,
    pub(super) other: usize,
    /// Whether very many articles hold it, so that it only tells copies of the first of them.
    pub(super) common: bool,
    /// Indexes of words.
    pub(super) at: usize,
    pub(super) there: usize,
}

/// The windows that articles have in common, pair by pair: some of every [`CERTAIN`](super::windows::CERTAIN) words,
/// and all that are quoted on one side. Of articles with the same words only the first is looked at.
pub(super) fn seeds(articles: &[Article<'_>], same: &Same) -> Vec<Seed> {
    let quoted = quoted(articles, same);
    let mut postings: Vec<Posting> = (0_u32..)
        .zip(articles)
        .collect::<Vec<_>>()
        .into_par_iter()
        .filter(|(at, _)| same.is_first(*at as usize))
        .flat_map_iter(|(number, article)| {
            let reading = article.reading;
            let mut winnowed = reading.winnowed.iter().copied().peekable();
            let quoted = &quoted;
            (0_u32..)
                .zip(windows(article.words.keys()))
                .filter(move |(at, window)| {
                    winnowed.next_if_eq(at).is_some() || quoted.contains(window)
                })
                .map(move |(at, window)| Posting {
                    window,
                    article: number,
                    at,
                })
        })
        .collect();
    postings.par_sort_unstable();
    let mut seeds = Vec::new();
    for group in postings.chunk_by(|a, b| a.window == b.window) {
        let holders: Vec<&[Posting]> = group.chunk_by(|a, b| a.article == b.article).collect();
        if holders.len() <= MANY {
            for (nth, one) in holders.iter().enumerate() {
                for other in holders.iter().skip(nth + 1) {
                    join(one, other, false, &mut seeds);
                }
            }
        } else if let Some((first, others)) = holders.split_first() {
            for other in others {
                join(first, other, true, &mut seeds);
            }
        }
    }
    seeds.par_sort_unstable();
    seeds
}

fn join(one: &[Posting], other: &[Posting], common: bool, seeds: &mut Vec<Seed>) {
    for a in one.iter().take(PLACES) {
        for b in other.iter().take(PLACES) {
            seeds.push(Seed {
                one: a.article as usize,
                other: b.article as usize,
                common,
                at: a.at as usize,
                there: b.at as usize,
            });
        }
    }
}

/// All windows that stand inside quotation marks somewhere.
fn quoted(articles: &[Article<'_>], same: &Same) -> HashSet<u64, Hashed> {
    let mut all = HashSet::default();
    for (_, article) in articles
        .iter()
        .enumerate()
        .filter(|(at, _)| same.is_first(*at))
    {
        let reading = article.reading;
        let long = reading.quoted.iter().filter(|quote| quote.len() >= WINDOW);
        all.extend(
            long.filter_map(|quote| article.words.keys().get(quote.clone()))
                .flat_map(windows),
        );
    }
    all
}
