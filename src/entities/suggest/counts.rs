//! How the words of all texts are written: what is written small somewhere is seldom a name.

use std::collections::HashMap;

/// How often a word is written how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Count {
    /// Small, anywhere.
    pub small: u32,
    /// With a capital inside a sentence, where German texts do not count.
    pub capital: u32,
    /// In German with a determiner before it, which few names have.
    pub determined: u32,
    /// In German after `in`, `nach`, `aus`.
    pub placed: u32,
    /// In German inside a sentence.
    pub noun: u32,
}

/// The counts of all words, by their folded form. Looked up, never walked through for a result.
#[derive(Debug, Default)]
pub(super) struct Counts {
    words: HashMap<Box<str>, Count>,
}

impl Counts {
    pub(super) fn of(&self, word: &str) -> Count {
        self.words.get(word).copied().unwrap_or_default()
    }

    pub(super) fn entry(&mut self, word: &str) -> &mut Count {
        if !self.words.contains_key(word) {
            self.words.insert(word.into(), Count::default());
        }
        self.words.entry(word.into()).or_default()
    }

    /// Adds those of another text; the order makes no difference.
    pub(super) fn add(&mut self, other: Self) {
        for (word, count) in other.words {
            let sum = self.words.entry(word).or_default();
            sum.small += count.small;
            sum.capital += count.capital;
            sum.determined += count.determined;
            sum.placed += count.placed;
            sum.noun += count.noun;
        }
    }

    /// Whether a word is written small somewhere, and not by a slip.
    pub(super) fn is_common(&self, word: &str) -> bool {
        let count = self.of(word);
        count.small > 0 && count.capital < SLIPS * count.small
    }
}

/// How often a word has to have a capital for each time it is written small, to be a name all the same.
const SLIPS: u32 = 20;
