//! Words and folding: what the importer compares texts by.

use unicode_normalization::UnicodeNormalization;

/// Lower case, compatibility forms composed, each run of anything but letters and digits one space, apostrophes gone:
/// `Turkey’s “Crisis”` → `turkeys crisis`.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = Folded {
        text: Vec::with_capacity(text.len()),
        gap: false,
    };
    if text.is_ascii() || text.chars().all(is_composed) {
        text.chars().for_each(|c| folded.add(c));
    } else {
        text.nfkc().for_each(|c| folded.add(c));
    }
    String::from_utf8(folded.text).unwrap_or_default()
}

/// A text while it is folded.
struct Folded {
    /// Whole characters.
    text: Vec<u8>,
    /// Whether a space is due before the next letter.
    gap: bool,
}

impl Folded {
    fn add(&mut self, c: char) {
        if let Ok(byte) = u8::try_from(c)
            && byte.is_ascii()
        {
            if byte.is_ascii_alphanumeric() {
                self.open_word();
                self.text.push(byte.to_ascii_lowercase());
            } else if !matches!(byte, b'\'' | b'`') {
                self.gap = true;
            }
        } else if !matches!(c, '’' | '‘' | '´') {
            for c in c.to_lowercase() {
                if c.is_alphanumeric() {
                    self.open_word();
                    self.text
                        .extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
                } else {
                    self.gap = true;
                }
            }
        }
    }

    fn open_word(&mut self) {
        if self.gap && !self.text.is_empty() {
            self.text.push(b' ');
        }
        self.gap = false;
    }
}

/// Characters that most texts are made of and that composition leaves as they are, whatever stands beside them: a
/// text of nothing else need not be normalised.
fn is_composed(c: char) -> bool {
    c.is_ascii()
        || matches!(
            c,
            'À'..='ı' | '–' | '—' | '‘' | '’' | '“' | '”' | '„' | '«' | '»'
        )
}

/// The words as they stand: runs of letters, digits and inner apostrophes or hyphens.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let from = rest.find(char::is_alphanumeric)?;
        let (word, behind) = split_word(rest.get(from..)?);
        rest = behind;
        Some(word)
    })
}

/// The word that a text opens with, and what is behind the apostrophes and hyphens that follow it.
fn split_word(text: &str) -> (&str, &str) {
    let (mut end, mut seen) = (0, text.len());
    for (at, c) in text.char_indices() {
        if c.is_alphanumeric() {
            end = at + c.len_utf8();
        } else if !matches!(c, '\'' | '’' | '-') {
            seen = at;
            break;
        }
    }
    (
        text.get(..end).unwrap_or_default(),
        text.get(seen..).unwrap_or_default(),
    )
}

/// Asks for a word, folded.
pub(crate) fn with_folded<R>(word: &str, ask: impl FnOnce(&str) -> R) -> R {
    with_small(word, fold, ask)
}

/// Asks for a word in small letters.
pub(crate) fn with_lowercase<R>(word: &str, ask: impl FnOnce(&str) -> R) -> R {
    with_small(word, str::to_lowercase, ask)
}

/// Most words are a few letters from A to Z: those need no string of their own to be made small.
fn with_small<R>(
    word: &str,
    otherwise: impl FnOnce(&str) -> String,
    ask: impl FnOnce(&str) -> R,
) -> R {
    let mut buffer = [0; 24];
    let Some(small) = buffer.get_mut(..word.len()) else {
        return ask(&otherwise(word));
    };
    for (slot, byte) in small.iter_mut().zip(word.bytes()) {
        if !byte.is_ascii_alphanumeric() {
            return ask(&otherwise(word));
        }
        *slot = byte.to_ascii_lowercase();
    }
    ask(std::str::from_utf8(small).unwrap_or_default())
}

/// The words of a folded text; none of an empty one.
pub(crate) fn folded_words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split_ascii_whitespace()
}

/// Whether a word has at least so many characters.
pub(crate) fn has_chars(word: &str, count: usize) -> bool {
    word.len() >= count && word.chars().nth(count.saturating_sub(1)).is_some()
}

/// How many words a folded text has; an empty one has one, as [`split`](str::split) gives it.
pub(crate) fn count_folded(folded: &str) -> usize {
    1 + folded.bytes().filter(|byte| *byte == b' ').count()
}

/// Whether the text ends as a sentence does, closing quotes and brackets aside. `three` dots count, a colon does not.
pub(crate) fn ends_sentence(text: &str) -> bool {
    let inner = text.trim_end_matches(|c: char| {
        matches!(
            c,
            '"' | '”' | '“' | '’' | '\'' | '»' | '«' | ')' | ']' | ' '
        )
    });
    inner.ends_with(['.', '!', '?', '…', '。', '！', '？', '।'])
}

/// A word that opens with an upper-case letter.
pub(crate) fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// At least two letters, all of them upper case.
pub(crate) fn is_all_caps(text: &str) -> bool {
    let mut letters = 0;
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        if c.is_lowercase() {
            return false;
        }
        letters += 1;
    }
    letters >= 2
}

/// `part` as a share of `whole`; 0 of nothing. Counts here are far below the 2⁵² that a float holds exactly.
#[expect(
    clippy::cast_precision_loss,
    reason = "counts of one text, far below 2^52"
)]
pub(crate) fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn folding_makes_variants_of_one_title_equal() {
        assert_eq!(
            fold("Turkey’s ‘Crisis’ – now"),
            fold("turkey's \"crisis\" - NOW")
        );
        assert!(ends_sentence("He said: “No.”"));
        assert!(!ends_sentence("to have said the following"));
        assert!(is_all_caps("PETER KORZUN") && !is_all_caps("A b") && !is_all_caps("1"));
    }

    proptest! {
        #[test]
        fn a_word_is_made_small_as_any_text_is(word in "[A-Za-z0-9]{0,30}|\\PC{0,8}") {
            with_folded(&word, |small| assert_eq!(small, fold(&word)));
            with_lowercase(&word, |small| assert_eq!(small, word.to_lowercase()));
        }

        #[test]
        fn words_are_what_stands_between_other_signs(text in "([a-zÉ0-9’'. -]|\\PC){0,40}") {
            let runs = text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '-')));
            let wanted: Vec<&str> = runs
                .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
                .filter(|word| !word.is_empty())
                .collect();
            prop_assert_eq!(words(&text).collect::<Vec<_>>(), wanted);
        }

        #[test]
        fn folded_texts_are_small_words_with_one_space_between(text in "\\PC{0,40}") {
            let folded = fold(&text);
            prop_assert_eq!(&fold(&folded.to_lowercase()), &folded);
            prop_assert_eq!(folded.split_whitespace().collect::<Vec<_>>().join(" "), folded);
        }
    }

    #[test]
    fn what_counts_as_composed_is_left_alone_by_composition() {
        let all: String = ('\0'..=char::MAX).filter(|c| is_composed(*c)).collect();
        assert_eq!(all.nfkc().collect::<String>(), all);
    }
}
