//! Sentences of the plain text.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::PlainText;

impl PlainText {
    /// The sentence at a byte, by Unicode's rules (UAX 29), without white space at its ends; in bytes of the plain
    /// text. None between blocks. An abbreviation in front of a name (`Col. Dorrian`, `U.S. Air Force`) ends none.
    pub fn sentence_at(&self, byte: usize) -> Option<Range<usize>> {
        let block = self.block_at(byte)?.plain.clone();
        let text = self.text.get(block.clone())?;
        let (mut start, mut end) = (0, 0);
        for (at, sentence) in text.split_sentence_bound_indices() {
            if !ends_in_abbreviation(text.get(start..at).unwrap_or_default()) {
                start = at;
            }
            end = at + sentence.len();
            let goes_on = ends_in_abbreviation(text.get(start..end).unwrap_or_default());
            if block.start + end > byte && !goes_on {
                break;
            }
        }
        let sentence = text.get(start..end)?;
        let left = sentence.len() - sentence.trim_start().len();
        let start = block.start + start + left;
        Some(start..start + sentence.trim().len())
    }
}

/// Whether a text ends in a short word with a capital and a full stop, which rather stands before a name than at an end.
fn ends_in_abbreviation(text: &str) -> bool {
    let Some(rest) = text.trim_end().strip_suffix('.') else {
        return false;
    };
    let word = rest
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '“' | '"' | '«'))
        .next()
        .unwrap_or_default();
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
