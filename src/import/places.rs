//! [`Places`]: in which blocks of a page a phrase stands, without reading every block for every phrase.

use super::blocks::Block;
use super::furniture::contains_words;
use super::word_hash::WordMap;
use super::words::folded_words;

/// The blocks of a page by the words they hold. Its order has no say in any result.
pub(crate) struct Places<'p> {
    blocks: &'p [Block],
    by_word: WordMap<&'p str, Word>,
    /// All words' places.
    links: Vec<Link>,
}

/// How many blocks hold a word, and the links to the first and the last of them.
#[derive(Clone, Copy)]
struct Word {
    count: usize,
    first: usize,
    last: usize,
}

/// A block that holds a word, and the link to the next one; one that is not there ends them.
struct Link {
    block: usize,
    next: usize,
}

impl<'p> Places<'p> {
    pub(crate) fn new(blocks: &'p [Block]) -> Self {
        let mut by_word: WordMap<&str, Word> = WordMap::default();
        let mut links: Vec<Link> = Vec::new();
        for (index, block) in blocks.iter().enumerate() {
            for word in folded_words(&block.folded) {
                let place = links.len();
                let new = Word {
                    count: 0,
                    first: place,
                    last: place,
                };
                let seen = by_word.entry(word).or_insert(new);
                if let Some(last) = links.get_mut(seen.last) {
                    if last.block == index {
                        continue;
                    }
                    last.next = place;
                }
                seen.count += 1;
                seen.last = place;
                links.push(Link {
                    block: index,
                    next: usize::MAX,
                });
            }
        }
        Self {
            blocks,
            by_word,
            links,
        }
    }

    /// The blocks, in order, that hold a folded phrase at word boundaries. An empty phrase stands nowhere.
    pub(crate) fn holding<'s>(
        &'s self,
        phrase: &'s str,
    ) -> impl Iterator<Item = (usize, &'p Block)> + 's {
        let words = phrase.split(' ').map(|word| self.by_word.get(word));
        let rarest = words.min_by_key(|word| word.map_or(0, |word| word.count));
        let first = rarest.flatten().and_then(|word| self.links.get(word.first));
        std::iter::successors(first, |link| self.links.get(link.next))
            .filter_map(|link| Some((link.block, self.blocks.get(link.block)?)))
            .filter(move |(_, block)| !phrase.is_empty() && contains_words(&block.folded, phrase))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::import::{blocks::blocks, lines::lines};

    proptest! {
        #[test]
        fn the_index_finds_what_reading_every_block_finds(
            text in "([ab]{1,2}( |\\. |\n\n)){0,30}",
            phrase in "[ab]{1,2}( [ab]{1,2}){0,2}|",
        ) {
            let blocks = blocks(&lines(&text));
            let found: Vec<usize> = Places::new(&blocks).holding(&phrase).map(|(index, _)| index).collect();
            let wanted: Vec<usize> = (0..blocks.len())
                .filter(|index| !phrase.is_empty() && contains_words(&blocks[*index].folded, &phrase))
                .collect();
            prop_assert_eq!(found, wanted);
        }
    }
}
