//! Articles that are copies of one another, told as what they are and not as many passages.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::runs::Pair;
use super::{Article, Extent};

/// Fewer words are no text that could be copied.
const TEXT: usize = 50;

/// So many of a hundred words of a text are most of it.
const MOST: usize = 70;

/// Which articles have the very same words.
#[derive(Debug)]
pub(super) struct Same {
    /// By article: the first with the same words, which may be it.
    pub(super) texts: Vec<usize>,
    /// The same, but each that is no text to copy is its own.
    firsts: Vec<usize>,
    /// By the first of several: all of them, in order.
    groups: BTreeMap<usize, Vec<usize>>,
}

impl Same {
    /// Whether it is to be looked at: it is no copy of an article before it.
    pub(super) fn is_first(&self, article: usize) -> bool {
        self.firsts.get(article) == Some(&article)
    }

    /// All with the words of an article, that one included, if they are enough to speak of.
    pub(super) fn as_article(&self, article: usize) -> &[usize] {
        let first = self.firsts.get(article);
        first
            .and_then(|first| self.groups.get(first))
            .map_or(&[], Vec::as_slice)
    }
}

pub(super) fn same(articles: &[Article<'_>]) -> Same {
    let mut known: HashMap<&[u64], usize> = HashMap::with_capacity(articles.len());
    let texts: Vec<usize> = articles
        .iter()
        .enumerate()
        .map(|(at, article)| *known.entry(article.words.keys()).or_insert(at))
        .collect();
    let mut firsts: Vec<usize> = (0..articles.len()).collect();
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let slots = firsts.iter_mut().zip(&texts).zip(articles).enumerate();
    for (at, ((slot, first), article)) in slots {
        if article.words.keys().len() >= TEXT {
            *slot = *first;
            groups.entry(*first).or_default().push(at);
        }
    }
    groups.retain(|_, group| group.len() > 1);
    Same {
        texts,
        firsts,
        groups,
    }
}

/// The pairs that are nearly the same text, or of which one holds most of the other: how it is seen from the first.
pub(super) type Near = BTreeMap<(usize, usize), Extent>;

pub(super) fn near(articles: &[Article<'_>], pairs: &[Pair]) -> Near {
    let length = |at: usize| articles.get(at).map_or(0, |it| it.words.keys().len());
    let near = pairs.iter().filter_map(|pair| {
        let (one, other) = (length(pair.one), length(pair.other));
        if one.min(other) < TEXT {
            return None;
        }
        let here: Vec<Range<usize>> = pieces(pair, |it| it.at..it.at + it.count);
        let there: Vec<Range<usize>> = pieces(pair, |it| it.there..it.there + it.count);
        let most = |shared: usize, all: usize| shared * 100 >= all * MOST;
        let extent = match (most(covered(here), one), most(covered(there), other)) {
            (true, true) => Extent::Nearly,
            (true, false) => Extent::Within,
            (false, true) => Extent::Holds,
            (false, false) => return None,
        };
        Some(((pair.one, pair.other), extent))
    });
    near.collect()
}

fn pieces(pair: &Pair, range: impl Fn(&super::runs::Piece) -> Range<usize>) -> Vec<Range<usize>> {
    let pieces = pair.runs.iter().flat_map(|run| &run.pieces);
    pieces.map(range).collect()
}

/// How many words lie in some of the ranges.
fn covered(mut ranges: Vec<Range<usize>>) -> usize {
    ranges.sort_unstable_by_key(|range| (range.start, range.end));
    let mut end = 0;
    let mut count = 0;
    for range in ranges {
        count += range.end.saturating_sub(range.start.max(end));
        end = end.max(range.end);
    }
    count
}

impl Extent {
    /// The same from the other article.
    pub(super) fn turned(self) -> Self {
        match self {
            Self::Within => Self::Holds,
            Self::Holds => Self::Within,
            even => even,
        }
    }
}
