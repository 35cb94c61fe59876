//! [`Text`]: a plain text, prepared once to serve many requests.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use super::words::{Word, words};

/// Characters between two of the map's marks.
const STRIDE: usize = 128;

/// A plain text with its words, where each of them occurs, and a map between characters and bytes.
pub struct Text {
    source: Box<str>,
    words: OnceLock<Vec<Word>>,
    index: OnceLock<Index>,
    /// The byte offset of every [`STRIDE`]th character; empty when all are ASCII.
    marks: Vec<usize>,
    chars: usize,
}

/// Where each key occurs: the first word of it, and for each word the next of the same key.
struct Index {
    heads: HashMap<u64, Occurrences>,
    next: Vec<Option<usize>>,
}

#[derive(Clone, Copy)]
struct Occurrences {
    first: usize,
    count: usize,
}

impl Text {
    pub fn new(source: impl Into<Box<str>>) -> Self {
        let source = source.into();
        let (marks, chars) = if source.is_ascii() {
            (Vec::new(), source.len())
        } else {
            let mut marks = Vec::with_capacity(source.len() / STRIDE + 1);
            let mut chars = 0;
            for (at, _) in source.char_indices() {
                if chars % STRIDE == 0 {
                    marks.push(at);
                }
                chars += 1;
            }
            (marks, chars)
        };
        Self {
            source,
            words: OnceLock::new(),
            index: OnceLock::new(),
            marks,
            chars,
        }
    }

    pub fn as_str(&self) -> &str {
        &self.source
    }

    /// The byte at which character number `char` begins; the text's end for any number past it.
    pub fn byte(&self, char: usize) -> usize {
        if char >= self.chars {
            return self.source.len();
        }
        let Some(&mark) = self.marks.get(char / STRIDE) else {
            return char;
        };
        let rest = self.source.get(mark..).unwrap_or_default();
        let within = rest.char_indices().nth(char % STRIDE);
        mark + within.map_or(rest.len(), |(at, _)| at)
    }

    /// How many characters begin before `byte`.
    pub fn char(&self, byte: usize) -> usize {
        if self.marks.is_empty() {
            return byte.min(self.source.len());
        }
        let after = self.marks.partition_point(|&mark| mark < byte);
        let Some(number) = after.checked_sub(1) else {
            return 0;
        };
        let mark = self.marks.get(number).copied().unwrap_or(0);
        let stretch = &self.source.as_bytes()[mark..byte.min(self.source.len())];
        let begins = |&&b: &&u8| b & 0b1100_0000 != 0b1000_0000;
        number * STRIDE + stretch.iter().filter(begins).count()
    }

    pub(crate) fn words(&self) -> &[Word] {
        self.words.get_or_init(|| words(&self.source))
    }

    /// The numbers of the words that overlap a range of bytes.
    pub(crate) fn words_in(&self, bytes: &Range<usize>) -> Range<usize> {
        let words = self.words();
        let first = words.partition_point(|word| word.end <= bytes.start);
        let last = words.partition_point(|word| word.start < bytes.end);
        first..last.max(first)
    }

    /// How often a key occurs.
    pub(crate) fn count(&self, key: u64) -> usize {
        self.index().heads.get(&key).map_or(0, |found| found.count)
    }

    /// The numbers of the words with a key, in order.
    pub(crate) fn occurrences(&self, key: u64) -> impl Iterator<Item = usize> {
        let index = self.index();
        let first = index.heads.get(&key).map(|found| found.first);
        std::iter::successors(first, |&at| index.next.get(at).copied().flatten())
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| {
            let words = self.words();
            let mut heads: HashMap<u64, Occurrences> = HashMap::with_capacity(words.len() / 2);
            let mut next = vec![None; words.len()];
            for (at, word) in words.iter().enumerate().rev() {
                heads
                    .entry(word.key)
                    .and_modify(|found| {
                        next[at] = Some(found.first);
                        found.first = at;
                        found.count += 1;
                    })
                    .or_insert(Occurrences {
                        first: at,
                        count: 1,
                    });
            }
            Index { heads, next }
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn characters_and_bytes_lead_to_one_another(source in "(\\PC|[a-z ]{40}){0,40}") {
            let text = Text::new(source.as_str());
            for (number, (byte, _)) in source.char_indices().enumerate() {
                prop_assert_eq!(text.byte(number), byte);
                prop_assert_eq!(text.char(byte), number);
            }
            prop_assert_eq!(text.byte(usize::MAX), source.len());
            prop_assert_eq!(text.char(source.len()), source.chars().count());
        }

        #[test]
        fn the_index_finds_every_word_in_order(source in "([ab]{1,2} ){0,60}") {
            let text = Text::new(source.as_str());
            for word in text.words() {
                let found: Vec<usize> = text.occurrences(word.key).collect();
                let all = text.words().iter().enumerate();
                let all: Vec<usize> = all.filter(|(_, w)| w.key == word.key).map(|(at, _)| at).collect();
                prop_assert_eq!(text.count(word.key), all.len());
                prop_assert_eq!(found, all);
            }
        }
    }
}
