//! [`Reading`]: an article, word for word.

use std::ops::Range;

use super::quotes::quotes;
use super::windows::winnow;
use crate::document::Document;
use crate::links::related::hash::folded;
use crate::text::words::words;

/// The words of an article as they are compared. Depends on its document alone: can be remembered by the hash of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// The hashes of the folded words.
    pub(super) keys: Vec<u64>,
    /// Where each word stands, in bytes of the plain text.
    places: Vec<(u32, u32)>,
    /// The words of each block that has some: indexes of words.
    pub(super) blocks: Vec<Range<usize>>,
    /// What is quoted: indexes of words, in order and without overlaps.
    pub(super) quoted: Vec<Range<usize>>,
    /// Where windows start that stand for all: see [`winnow`].
    pub(super) winnowed: Vec<u32>,
}

impl Reading {
    pub fn new(document: &Document) -> Self {
        let plain = &document.plain;
        let all = words(&plain.text);
        let (keys, places): (Vec<u64>, Vec<(u32, u32)>) = all
            .map(|word| (folded(word.text), (small(word.start), small(word.end()))))
            .unzip();
        let within = |range: &Range<usize>| {
            let at = |byte: usize| places.partition_point(|(start, _)| *start < small(byte));
            let words = at(range.start)..at(range.end);
            (!words.is_empty()).then_some(words)
        };
        Self {
            blocks: plain
                .blocks
                .iter()
                .filter_map(|block| within(&block.plain))
                .collect(),
            quoted: quotes(document).iter().filter_map(within).collect(),
            winnowed: winnow(&keys),
            keys,
            places,
        }
    }

    /// Where words stand, from the first to the last: bytes of the plain text.
    pub(super) fn bytes(&self, words: &Range<usize>) -> Range<usize> {
        let last = words.end.checked_sub(1);
        let first = self.places.get(words.start);
        match (first, last.and_then(|last| self.places.get(last))) {
            (Some((start, _)), Some((_, end))) => *start as usize..*end as usize,
            _ => 0..0,
        }
    }

    /// The quotations that hold some of these words.
    pub(super) fn quotes_in(&self, words: &Range<usize>) -> impl Iterator<Item = &Range<usize>> {
        let first = self.quoted.partition_point(|it| it.end <= words.start);
        let end = words.end;
        let rest = self.quoted.iter().skip(first);
        rest.take_while(move |quote| quote.start < end)
    }

    /// Whether at least half of the words are quoted.
    pub(super) fn quotes_most(&self, words: &Range<usize>) -> bool {
        let quoted = self.quotes_in(words);
        let count: usize = quoted
            .map(|quote| quote.end.min(words.end) - quote.start.max(words.start))
            .sum();
        count * 2 >= words.len()
    }
}

/// Texts of four gigabytes and more are read up to there.
fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
