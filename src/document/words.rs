//! How many words a text has.

use unicode_segmentation::UnicodeSegmentation;

/// Words as Unicode cuts them (UAX #29). An ASCII word is what stands between white space and holds a letter or digit.
pub(super) fn count(text: &str) -> usize {
    text.split_whitespace()
        .map(|token| {
            if token.is_ascii() {
                usize::from(token.bytes().any(|byte| byte.is_ascii_alphanumeric()))
            } else {
                token.unicode_words().count()
            }
        })
        .sum()
}
