//! Words: plain text cut into the units that ranking and matching compare.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::hash::folded;

/// A word of a text, in the text's own spelling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<'a> {
    /// Where the word begins: a byte offset into the text.
    pub start: usize,
    pub text: &'a str,
}

impl Word<'_> {
    /// Where the word ends: a byte offset into the text, one past its last byte.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// The words of a text, in order.
///
/// A word is a run of letters, marks and digits. Inside it may stand an apostrophe between letters (`Turkey’s`), a full
/// stop or comma between digits (`3.5`, `2,500`) and full stops between single letters (`U.S`). A hyphen parts words.
/// In scripts written without spaces (Han, Hiragana, Thai, Lao, Khmer, Burmese) every character with its marks is a
/// word: pairs of neighbours then do what words do elsewhere.
pub fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = rest.find(|&(_, c)| c.is_alphanumeric())?;
        let alone = is_unspaced(first);
        let mut end = start + first.len_utf8();
        let mut last = first;
        let mut letters = usize::from(first.is_alphabetic());
        while let Some(&(at, c)) = rest.peek() {
            if continues(c, alone) {
                letters = if c.is_alphabetic() {
                    letters + 1
                } else {
                    letters
                };
            } else if alone || !joins(c, last, letters, text.get(at + c.len_utf8()..)) {
                break;
            } else {
                letters = 0;
            }
            last = c;
            end = at + c.len_utf8();
            rest.next();
        }
        text.get(start..end).map(|text| Word { start, text })
    })
}

/// The words of a text as ranking and passages compare them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// Where each begins and ends, in bytes of the text.
    places: Vec<(u32, u32)>,
    /// The hashes of their folded forms.
    keys: Vec<u64>,
}

impl Words {
    pub fn of(text: &str) -> Self {
        let words = words(text);
        let (places, keys) = words
            .map(|word| ((small(word.start), small(word.end())), folded(word.text)))
            .unzip();
        Self { places, keys }
    }

    /// The hashes of their folded forms, in order.
    pub(crate) fn keys(&self) -> &[u64] {
        &self.keys
    }

    /// The words, each with the hash of its folded form. `text` is theirs.
    pub(crate) fn iter<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (Word<'a>, u64)> {
        let places = self.places.iter().zip(&self.keys);
        places.filter_map(|((start, end), key)| {
            let start = *start as usize;
            let text = text.get(start..*end as usize)?;
            Some((Word { start, text }, *key))
        })
    }

    /// The index of the first word that begins at a byte of the text or after it.
    pub(crate) fn at(&self, byte: usize) -> usize {
        let byte = small(byte);
        self.places.partition_point(|(start, _)| *start < byte)
    }

    /// Where words stand, from the first to the last: bytes of the text, for indexes of words.
    pub(crate) fn bytes(&self, words: &Range<usize>) -> Range<usize> {
        let last = words.end.checked_sub(1);
        let first = self.places.get(words.start);
        match (first, last.and_then(|last| self.places.get(last))) {
            (Some((start, _)), Some((_, end))) => *start as usize..*end as usize,
            _ => 0..0,
        }
    }
}

/// Texts of four gigabytes and more are read up to there.
fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Whether the character belongs to the word that has begun, whatever follows.
fn continues(c: char, alone: bool) -> bool {
    if c.is_ascii() {
        return !alone && c.is_ascii_alphanumeric();
    }
    is_combining_mark(c) || (!alone && c.is_alphanumeric() && !is_unspaced(c))
}

/// Whether the character joins what stands before and after it into one word.
fn joins(c: char, before: char, letters: usize, rest: Option<&str>) -> bool {
    let mut rest = rest.unwrap_or_default().chars();
    let Some(after) = rest
        .next()
        .filter(|&c| c.is_alphanumeric() && !is_unspaced(c))
    else {
        return false;
    };
    match c {
        '\'' | '’' | 'ʼ' => before.is_alphabetic() && after.is_alphabetic(),
        ',' => before.is_ascii_digit() && after.is_ascii_digit(),
        '.' if before.is_ascii_digit() => after.is_ascii_digit(),
        '.' => {
            letters == 1 && after.is_alphabetic() && !rest.next().is_some_and(char::is_alphanumeric)
        }
        _ => false,
    }
}

/// Whether the script of a letter is written without spaces between words.
pub fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}'
        | '\u{1000}'..='\u{109f}'
        | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{309f}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::{is_unspaced, words};
    use proptest::prelude::*;

    fn texts(text: &str) -> Vec<&str> {
        words(text).map(|word| word.text).collect()
    }

    #[test]
    fn words_are_what_a_reader_would_call_words() {
        let text = "“Turkey’s” U.S. air-base at al-Bab, 3.5 or 2,500; 18.5pm.Next e.g. this, 1,";
        assert_eq!(
            texts(text),
            [
                "Turkey’s", "U.S", "air", "base", "at", "al", "Bab", "3.5", "or", "2,500",
                "18.5pm", "Next", "e.g", "this", "1"
            ]
        );
    }

    #[test]
    fn without_spaces_each_character_is_a_word_with_its_marks() {
        assert_eq!(
            texts("東京のNATO会議"),
            ["東", "京", "の", "NATO", "会", "議"]
        );
        assert_eq!(texts("ที่นี่"), ["ที่", "นี่"]);
    }

    proptest! {
        #[test]
        fn words_lie_in_the_text_in_order_and_hold_every_letter(text in any::<String>()) {
            let mut end = 0;
            for word in words(&text) {
                prop_assert!(word.start >= end);
                prop_assert!(!text[end..word.start].contains(char::is_alphanumeric));
                prop_assert_eq!(&text[word.start..word.end()], word.text);
                prop_assert!(word.text.contains(char::is_alphanumeric));
                end = word.end();
            }
            prop_assert!(!text[end..].contains(char::is_alphanumeric));
        }

        #[test]
        fn a_space_always_parts_words(left in "[a-z東ท0-9.']{1,5}", right in "[a-z東ท0-9.']{1,5}") {
            let apart: Vec<_> = texts(&left).into_iter().chain(texts(&right)).map(str::to_owned).collect();
            let both = format!("{left} {right}");
            prop_assert_eq!(texts(&both), apart);
        }
    }

    #[test]
    fn spaced_scripts_are_not_taken_apart() {
        assert!("Çй한א".chars().all(|c| !is_unspaced(c)));
    }
}
