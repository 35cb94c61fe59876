//! Where the readers' part of a page begins, and the lines that frame it.

use std::sync::LazyLock;

use super::blocks::Block;
use super::comment_words::{COMMENT_MARKERS, COUNTED};
use super::name_words::WordSet;
use super::words::words;

/// Whether this short line opens (or frames) a comment section: `Comments`, `6 Kommentare zu “…”`, `Leave a Reply`.
pub(crate) fn is_marker(block: &Block) -> bool {
    static MARKERS: WordSet = LazyLock::new(|| COMMENT_MARKERS.iter().copied().collect());
    MARKERS.contains(block.folded.as_str()) || is_count(block)
}

/// `6 Kommentare`, `3 thoughts on “…”`, `Comments (12)`, `Ein Kommentar zu …`.
fn is_count(block: &Block) -> bool {
    let is_long = |text: &str| text.len() > 140 && text.chars().count() > 140;
    if block.text.ends_with('.') || is_long(&block.text) {
        return false;
    }
    let mut parts = block.folded.split(' ');
    let (Some(first), Some(second)) = (parts.next(), parts.next()) else {
        return false;
    };
    let third = parts.next();
    let number = |word: &str| word.chars().all(|c| c.is_ascii_digit()) || ONE.contains(&word);
    if number(first) && COUNTED.contains(&second) {
        return third.is_none_or(|word| ON.contains(&word) || number(word));
    }
    COUNTED.contains(&first)
        && number(second)
        && block.text.contains(['(', ':'])
        && words(&block.text).count() == 2
}

/// The number one, as a word.
const ONE: &[&str] = &[
    "one", "ein", "eine", "un", "una", "uno", "een", "um", "jeden",
];

/// What joins a count of comments to the title.
const ON: &[&str] = &[
    "read", "so", "on", "to", "for", "zu", "auf", "sur", "à", "a", "en", "su", "op", "em", "do",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{blocks::blocks, lines::lines};

    #[test]
    fn markers_are_short_lines_only() {
        let marker = |text: &str| is_marker(&blocks(&lines(text))[0]);
        for text in [
            "6 Kommentare zu “Ein Titel”",
            "Comments (12)",
            "One thought on “A title”",
            "Notify of",
            "Leserbriefe (150)",
        ] {
            assert!(marker(text), "no marker: {text}");
        }
        for text in [
            "Two responses were given.",
            "3 comments made the day",
            "Comment on this case is free.",
        ] {
            assert!(!marker(text), "marker: {text}");
        }
    }
}
