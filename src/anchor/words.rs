//! Words: what the diff compares and the index finds.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::fold::plain;
use crate::text::fold::fold;

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
        let kind = kind(c);
        let ends = match kind {
            Kind::Space => true,
            Kind::Ideograph => open.as_ref().is_some_and(|word| !word.core.is_empty()),
            _ => false,
        };
        if ends {
            words.extend(open.take().map(|word| word.close(source, at)));
        }
        if kind == Kind::Space {
            continue;
        }
        let after = at + c.len_utf8();
        let word = open.get_or_insert_with(|| Open::at(at));
        word.plain &= c.is_ascii() || plain(c).is_some();
        if matches!(kind, Kind::Letter | Kind::Ideograph) {
            if word.core.is_empty() {
                word.core.start = at;
            }
            word.core.end = after;
        }
        let last = kind == Kind::Ideograph || (kind == Kind::Dash && !word.core.is_empty());
        if last {
            words.extend(open.take().map(|word| word.close(source, after)));
        }
    }
    words.extend(open.map(|word| word.close(source, source.len())));
    words
}

/// A word that is being read.
struct Open {
    start: usize,
    /// From its first letter or digit to its last.
    core: Range<usize>,
    /// Whether its characters can be folded one by one.
    plain: bool,
}

impl Open {
    fn at(start: usize) -> Self {
        Self {
            start,
            core: 0..0,
            plain: true,
        }
    }

    fn close(self, source: &str, end: usize) -> Word {
        let bare = self.core.is_empty();
        let core = if bare { self.start..end } else { self.core };
        let core = &source[core];
        let key = if self.plain {
            hash(core.chars().filter_map(plain))
        } else {
            hash(fold(core).chars())
        };
        Word {
            start: self.start,
            end,
            key,
        }
    }
}

/// The Fx hash (as in Firefox and rustc), a character at a time.
fn hash(chars: impl Iterator<Item = char>) -> u64 {
    let mix =
        |hash: u64, c| (hash.rotate_left(5) ^ u64::from(c)).wrapping_mul(0x517c_c1b7_2722_0a95);
    chars.fold(1, mix)
}

/// What a character does to the word it is in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// It ends it.
    Space,
    /// It belongs to its core.
    Letter,
    /// It is a word.
    Ideograph,
    /// It is a word's last character.
    Dash,
    /// It belongs to it.
    Other,
}

fn kind(c: char) -> Kind {
    match c {
        'a'..='z'
        | 'A'..='Z'
        | '0'..='9'
        | 'А'..='я'
        | 'α'..='ω'
        | 'א'..='ת'
        | 'ا'..='غ'
        | 'ف'..='ي' => Kind::Letter,
        ' ' | '\t'..='\r' => Kind::Space,
        _ if c.is_ascii() => Kind::Other,
        '—' | '―' => Kind::Dash,
        _ if is_ideograph(c) => Kind::Ideograph,
        _ if c.is_whitespace() => Kind::Space,
        _ if c.is_alphanumeric() || is_combining_mark(c) => Kind::Letter,
        _ => Kind::Other,
    }
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
