//! From a window that two articles share to all the words around it that agree.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Article;
use super::postings::Seed;
use super::windows::WINDOW;

/// After words that differ, so many must agree again.
const AGAIN: usize = 4;

/// How many words may differ here and there, in the order in which it is tried: one changed, one more there, one more
/// here, and so on.
const GAPS: [(usize, usize); 6] = [(1, 1), (0, 1), (1, 0), (2, 2), (1, 2), (2, 1)];

/// All that two articles share.
#[derive(Debug, Clone)]
pub(super) struct Pair {
    /// The index of the article; it comes before the other.
    pub(super) one: usize,
    pub(super) other: usize,
    pub(super) runs: Vec<Run>,
}

/// Words that two texts share, but for a few between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    /// In order in both texts; not empty.
    pub(super) pieces: Vec<Piece>,
    /// Whether only windows that very many hold led to it.
    pub(super) common: bool,
}

/// Words that are the same in both texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    /// Indexes of words.
    pub(super) at: usize,
    pub(super) there: usize,
    pub(super) count: usize,
}

impl Pair {
    /// What the seeds of one pair lead to; they are in order.
    pub(super) fn new(articles: &[Article<'_>], seeds: &[Seed]) -> Option<Self> {
        let first = seeds.first()?;
        let keys = |at: usize| Some(articles.get(at)?.words.keys());
        let (one, other) = (keys(first.one)?, keys(first.other)?);
        // Where the last run on each diagonal ends: seeds inside it lead to it again.
        let mut reached: BTreeMap<isize, usize> = BTreeMap::new();
        let mut runs = Vec::new();
        for seed in seeds {
            let known = reached.get(&diagonal(seed.at, seed.there));
            if known.is_some_and(|end| seed.at + WINDOW <= *end) {
                continue;
            }
            let pieces = extend(one, other, seed.at, seed.there);
            for piece in &pieces {
                let end = reached.entry(diagonal(piece.at, piece.there)).or_default();
                *end = (*end).max(piece.at + piece.count);
            }
            if !pieces.is_empty() {
                runs.push(Run {
                    pieces,
                    common: seed.common,
                });
            }
        }
        Some(Self {
            one: first.one,
            other: first.other,
            runs,
        })
    }
}

#[expect(
    clippy::cast_possible_wrap,
    reason = "indexes of words, far below the half of what fits"
)]
fn diagonal(at: usize, there: usize) -> isize {
    at as isize - there as isize
}

/// The pieces around a place where both texts agree for a window.
fn extend(one: &[u64], other: &[u64], at: usize, there: usize) -> Vec<Piece> {
    let before = |at: usize, there: usize| {
        let pairs = one.iter().take(at).rev();
        let pairs = pairs.zip(other.iter().take(there).rev());
        pairs.take_while(|(a, b)| a == b).count()
    };
    let after = |at: usize, there: usize| {
        let pairs = one.iter().skip(at).zip(other.iter().skip(there));
        pairs.take_while(|(a, b)| a == b).count()
    };
    let count = after(at, there);
    if count < WINDOW {
        // Two windows with one hash.
        return Vec::new();
    }
    let back = before(at, there);
    let middle = Piece {
        at: at - back,
        there: there - back,
        count: count + back,
    };
    let mut earlier = Vec::new();
    let (mut start, mut start_there) = (middle.at, middle.there);
    while let Some(piece) = GAPS.iter().find_map(|(gap, gap_there)| {
        let (end, end_there) = (
            start.checked_sub(*gap)?,
            start_there.checked_sub(*gap_there)?,
        );
        let count = before(end, end_there);
        (count >= AGAIN).then(|| Piece {
            at: end - count,
            there: end_there - count,
            count,
        })
    }) {
        (start, start_there) = (piece.at, piece.there);
        earlier.push(piece);
    }
    let mut pieces: Vec<Piece> = earlier.into_iter().rev().collect();
    pieces.push(middle);
    let (mut end, mut end_there) = (middle.at + middle.count, middle.there + middle.count);
    while let Some(piece) = GAPS.iter().find_map(|(gap, gap_there)| {
        let (at, there) = (end + gap, end_there + gap_there);
        let count = after(at, there);
        (count >= AGAIN).then_some(Piece { at, there, count })
    }) {
        (end, end_there) = (piece.at + piece.count, piece.there + piece.count);
        pieces.push(piece);
    }
    pieces
}

impl Run {
    /// The words here, from the first to the last, those between the pieces included.
    pub(super) fn here(&self) -> Range<usize> {
        let end = self.pieces.last().map_or(0, |it| it.at + it.count);
        self.pieces.first().map_or(0, |it| it.at)..end
    }

    /// The words there, the same way.
    pub(super) fn there(&self) -> Range<usize> {
        let end = self.pieces.last().map_or(0, |it| it.there + it.count);
        self.pieces.first().map_or(0, |it| it.there)..end
    }

    /// How many words are the same.
    pub(super) fn count(&self) -> usize {
        self.pieces.iter().map(|piece| piece.count).sum()
    }

    /// The part of it whose words here lie in a range.
    pub(super) fn within_here(&self, range: &Range<usize>) -> Option<Self> {
        self.part(|piece| range.start.saturating_sub(piece.at)..range.end.saturating_sub(piece.at))
    }

    /// The part of it whose words there lie in a range.
    pub(super) fn within_there(&self, range: &Range<usize>) -> Option<Self> {
        self.part(|piece| {
            range.start.saturating_sub(piece.there)..range.end.saturating_sub(piece.there)
        })
    }

    /// The part of it that a range of the words of each piece leaves; none if that is nothing.
    fn part(&self, words: impl Fn(&Piece) -> Range<usize>) -> Option<Self> {
        let pieces: Vec<Piece> = self
            .pieces
            .iter()
            .filter_map(|piece| {
                let words = words(piece);
                let end = words.end.min(piece.count);
                (words.start < end).then(|| Piece {
                    at: piece.at + words.start,
                    there: piece.there + words.start,
                    count: end - words.start,
                })
            })
            .collect();
        (!pieces.is_empty()).then_some(Self {
            pieces,
            common: self.common,
        })
    }
}
