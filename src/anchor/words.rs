//! Words: what the diff compares and the index finds.

use unicode_normalization::char::canonical_combining_class;

use super::fold::fold_char;

/// What stands between two white spaces (or beside a long dash; an ideograph is a word of its own).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// Bytes of the text, punctuation included.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// A hash of the folded word, without punctuation around it unless it is nothing else.
    pub(crate) key: u64,
}

/// The words of a text, in order; no two overlap.
pub(crate) fn words(source: &str) -> Vec<Word> {
    let mut words = Vec::with_capacity(source.len() / 5);
    let mut open: Option<Open> = None;
    for (at, c) in source.char_indices() {
        if c.is_whitespace() {
            words.extend(open.take().map(|word| word.close(at)));
            continue;
        }
        let alone = is_ideograph(c);
        if alone && open.as_ref().is_some_and(|word| word.core != 0) {
            words.extend(open.take().map(|word| word.close(at)));
        }
        let word = open.get_or_insert_with(|| Open::at(at));
        word.push(c);
        if alone || (matches!(c, '—' | '―') && word.core != 0) {
            words.extend(open.take().map(|word| word.close(at + c.len_utf8())));
        }
    }
    words.extend(open.map(|word| word.close(source.len())));
    words
}

/// A word that is being read.
struct Open {
    start: usize,
    /// The hash of all its characters, for a word of punctuation.
    whole: u64,
    /// The hash from its first letter or digit on; 0 before it.
    running: u64,
    /// The same up to its last letter or digit.
    core: u64,
}

impl Open {
    fn at(start: usize) -> Self {
        Self {
            start,
            whole: 1,
            running: 0,
            core: 0,
        }
    }

    fn push(&mut self, c: char) {
        let letter = c.is_alphanumeric() || (!c.is_ascii() && canonical_combining_class(c) != 0);
        let inside = letter || self.running != 0;
        fold_char(c, |folded| {
            if inside {
                self.running = mix(self.running, folded);
            } else {
                self.whole = mix(self.whole, folded);
            }
        });
        if letter {
            self.core = self.running;
        }
    }

    fn close(self, end: usize) -> Word {
        let key = if self.core == 0 {
            self.whole
        } else {
            self.core
        };
        Word {
            start: self.start,
            end,
            key,
        }
    }
}

/// One step of an Fx hash (as in Firefox and rustc).
fn mix(hash: u64, c: char) -> u64 {
    (hash.rotate_left(5) ^ u64::from(c)).wrapping_mul(0x517c_c1b7_2722_0a95)
}

/// Whether a character is written without spaces to its neighbours.
fn is_ideograph(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn keys(source: &str) -> Vec<u64> {
        words(source).iter().map(|word| word.key).collect()
    }

    #[test]
    fn punctuation_case_and_marks_do_not_make_another_word() {
        assert_eq!(keys("“Answered,”"), keys("answered—"));
        assert_eq!(keys("un\u{2060}aware;—to her"), keys("Unaware to HER"));
        assert_ne!(keys("…"), keys("!"));
        assert_eq!(keys("雷達 x").len(), 3);
    }

    proptest! {
        #[test]
        fn words_are_in_order_apart_and_leave_out_only_white_space(source in "(\\PC|[ \n—雷a.]){0,60}") {
            let mut from = 0;
            for word in words(&source) {
                prop_assert!(source[from..word.start].trim().is_empty());
                prop_assert!(word.start < word.end);
                from = word.end;
            }
            prop_assert!(source[from..].trim().is_empty());
        }
    }
}
