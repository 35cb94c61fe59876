//! [`Places`]: in which blocks of a page a phrase stands, without reading every block for every phrase.

use super::blocks::Block;
use super::furniture::contains_words;
use super::word_hash::WordMap;

/// The blocks of a page by the words they hold. Its order has no say in any result.
pub(crate) struct Places<'p> {
    blocks: &'p [Block],
    by_word: WordMap<&'p str, Vec<usize>>,
}

impl<'p> Places<'p> {
    pub(crate) fn new(blocks: &'p [Block]) -> Self {
        let mut by_word: WordMap<&str, Vec<usize>> = WordMap::default();
        for (index, block) in blocks.iter().enumerate() {
            for word in block.folded.split(' ') {
                let places = by_word.entry(word).or_default();
                if places.last() != Some(&index) {
                    places.push(index);
                }
            }
        }
        Self { blocks, by_word }
    }

    /// The blocks, in order, that hold a folded phrase at word boundaries. An empty phrase stands nowhere.
    pub(crate) fn holding<'s>(
        &'s self,
        phrase: &'s str,
    ) -> impl Iterator<Item = (usize, &'p Block)> + 's {
        let rarest = phrase
            .split(' ')
            .map(|word| self.by_word.get(word).map_or(&[][..], Vec::as_slice))
            .min_by_key(|places| places.len())
            .unwrap_or_default();
        rarest
            .iter()
            .filter_map(|index| Some((*index, self.blocks.get(*index)?)))
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
