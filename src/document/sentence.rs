//! Sentences of the plain text.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::{Block, PlainText};

impl PlainText {
    /// The sentence at a byte, as [`PlainText::sentences`] has it. None between blocks.
    pub fn sentence_at(&self, byte: usize) -> Option<Range<usize>> {
        let sentences = self.sentences(self.block_at(byte)?).enumerate();
        // White space belongs to what stands before it.
        let reached = |(at, sentence): &(usize, Range<usize>)| *at == 0 || sentence.start <= byte;
        let last = sentences.take_while(reached).last();
        last.map(|(_, sentence)| sentence)
    }

    /// The sentences of a block in order, by Unicode's rules (UAX 29), without white space at their ends; in bytes of
    /// the plain text. An abbreviation in front of a name (`Col. Dorrian`, `U.S. Air Force`) ends none.
    pub fn sentences(&self, block: &Block) -> impl Iterator<Item = Range<usize>> {
        let offset = block.plain.start;
        let text = self.slice(block.plain.clone());
        let mut bounds = text.split_sentence_bound_indices();
        let groups = std::iter::from_fn(move || {
            let (start, first) = bounds.next()?;
            let mut end = start + first.len();
            while ends_in_abbreviation(text.get(start..end)?)
                && let Some((at, more)) = bounds.next()
            {
                end = at + more.len();
            }
            Some((start, text.get(start..end)?))
        });
        groups.filter_map(move |(start, sentence)| {
            let trimmed = sentence.trim();
            let left = sentence.len() - sentence.trim_start().len();
            let start = offset + start + left;
            (!trimmed.is_empty()).then(|| start..start + trimmed.len())
        })
    }
}

/// The most characters of an abbreviation that ends no sentence.
const ABBREVIATION: usize = 4;

/// Whether a text ends in a short word with a capital and a full stop, which rather stands before a name than at an end.
fn ends_in_abbreviation(text: &str) -> bool {
    let Some(rest) = text.trim_end().strip_suffix('.') else {
        return false;
    };
    let before = |c: char| c.is_whitespace() || matches!(c, '(' | '“' | '"' | '«');
    let letters = rest.char_indices().rev().take_while(|(_, c)| !before(*c));
    // One more than an abbreviation has, for words without an end.
    let start = letters.take(ABBREVIATION + 1).last();
    let word = start.and_then(|(at, _)| rest.get(at..)).unwrap_or_default();
    let known = [
        "Mr", "Mrs", "Ms", "Dr", "Col", "Gen", "Lt", "Maj", "Capt", "Sgt", "Adm", "Sen", "Rep",
        "Gov", "St", "Prof", "Rev", "Hon",
    ];
    known.contains(&word) || (word.chars().count() == 1 && word.chars().all(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::document::{Options, parse};

    fn sentence(body: &str, word: &str) -> String {
        let plain = parse(body, &Options::default()).plain;
        let at = plain.text.find(word).unwrap();
        plain.slice(plain.sentence_at(at).unwrap()).to_owned()
    }

    #[test]
    fn a_sentence_does_not_end_at_a_rank() {
        let body = "First. Then Col. John Dorrian spoke to J. Doe. Last one.\n\nNext block";
        assert_eq!(
            sentence(body, "Dorrian"),
            "Then Col. John Dorrian spoke to J. Doe."
        );
        assert_eq!(
            sentence(body, "Then"),
            "Then Col. John Dorrian spoke to J. Doe."
        );
        assert_eq!(sentence(body, "First"), "First.");
        assert_eq!(sentence(body, "Last"), "Last one.");
        assert_eq!(sentence(body, "block"), "Next block");
    }

    proptest! {
        #[test]
        fn a_byte_lies_in_its_sentence(body in "[A-Z]?[a-z .?!\n“”é]{0,60}") {
            let plain = parse(&body, &Options::default()).plain;
            for (at, c) in plain.text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
                let sentence = plain.sentence_at(at).unwrap();
                prop_assert!(sentence.contains(&at), "{c} at {at} not in {sentence:?}");
            }
        }
    }
}
