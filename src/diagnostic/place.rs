//! [`Place`]: a position in a file, with the line it points into.

use std::ops::Range;

use serde::Serialize;

/// `path:line:col`, and enough of the file to draw a caret. Without a line it speaks of the whole file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Place {
    /// Relative to the site's root, with `/`.
    pub path: String,
    /// 1-based; 0 when the whole file is meant.
    pub line: usize,
    /// 1-based, in characters of the line; 0 when the whole file is meant.
    pub column: usize,
    /// How many characters of the line are meant; at least 1 when there is a line.
    #[serde(skip)]
    pub length: usize,
    /// The line itself, without its end.
    #[serde(skip)]
    pub text: String,
}

impl Place {
    /// The whole file.
    pub fn file(path: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            line: 0,
            column: 0,
            length: 0,
            text: String::new(),
        }
    }

    /// The part of `source` (the file's whole text) at `range`, in bytes. A range over several lines points into
    /// its first; one past the end, or inside a character, is moved to the nearest position before it.
    pub fn span(path: impl Into<String>, source: &str, range: Range<usize>) -> Self {
        let start = floor(source, range.start);
        let line_start = source[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = source[start..]
            .find('\n')
            .map_or(source.len(), |at| start + at);
        let end = floor(source, range.end).clamp(start, line_end);
        Self {
            path: path.into(),
            line: source[..start].matches('\n').count() + 1,
            column: source[line_start..start]
                .chars()
                .filter(|c| *c != '\u{feff}')
                .count()
                + 1,
            length: source[start..end].chars().count().max(1),
            text: source[line_start..line_end]
                .trim_start_matches('\u{feff}')
                .trim_end_matches('\r')
                .to_owned(),
        }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            0 => write!(out, "{}", self.path),
            _ => write!(out, "{}:{}:{}", self.path, self.line, self.column),
        }
    }
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_place_counts_characters_and_keeps_its_line() {
        let place = Place::span("a.md", "eins\nzwölf Köche\n", 12..18);
        assert_eq!(place.to_string(), "a.md:2:7");
        assert_eq!((place.length, place.text.as_str()), (5, "zwölf Köche"));
    }

    #[test]
    fn a_byte_order_mark_is_no_character_of_the_line() {
        let place = Place::span("a.md", "\u{feff}title: [", 10..11);
        assert_eq!((place.column, place.text.as_str()), (8, "title: ["));
    }

    proptest! {
        #[test]
        fn any_range_has_a_place(text in "[a-zé\n\r]{0,20}", start in 0usize..30, end in 0usize..30) {
            let place = Place::span("a.md", &text, start..end);
            prop_assert!(place.line >= 1 && place.column >= 1 && place.length >= 1);
        }
    }
}
