//! [`Reading`]: an article as passages see it.

use std::ops::Range;

use super::quotes::quotes;
use super::windows::winnow;
use crate::document::Document;

/// What is quoted, and which words stand for all. Depends on its document alone: can be remembered by the hash of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
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
        let all = plain.words();
        let within = |range: &Range<usize>| {
            let words = all.at(range.start)..all.at(range.end);
            (!words.is_empty()).then_some(words)
        };
        Self {
            blocks: plain
                .blocks
                .iter()
                .filter_map(|block| within(&block.plain))
                .collect(),
            quoted: quotes(document).iter().filter_map(within).collect(),
            winnowed: winnow(all.keys()),
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
