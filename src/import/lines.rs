//! The non-blank lines of a source, each with the gap before it.

/// A non-blank line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line<'a> {
    /// 1-based.
    pub(crate) number: usize,
    /// As it stands, without its line end.
    pub(crate) raw: &'a str,
    /// Outer and repeated white space removed, every space a plain one.
    pub(crate) text: String,
    /// Blank lines before it. Two or more mark a line that was lost when the page was dumped.
    pub(crate) gap: usize,
}

/// Every line that holds more than white space. The first has the gap 2: what stood before it is unknown.
pub(crate) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut found = Vec::new();
    let mut gap = 2;
    for (index, raw) in text.lines().enumerate() {
        let text = tidy(raw);
        if text.is_empty() {
            gap += 1;
            continue;
        }
        found.push(Line {
            number: index + 1,
            raw,
            text,
            gap,
        });
        gap = 0;
    }
    found
}

/// One plain space for every run of white space; no-break and zero-width spaces and soft hyphens go.
pub(crate) fn tidy(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    // What needs no change is copied piece by piece; `from` is where the piece begins.
    let (mut from, mut spaced) = (0, true);
    for (at, c) in raw.char_indices() {
        match c {
            '!'..='~' => spaced = false,
            ' ' if !spaced => spaced = true,
            c if c.is_whitespace() || is_unseen(c) => {
                text.push_str(raw.get(from..at).unwrap_or_default());
                from = at + c.len_utf8();
                if !spaced && !is_unseen(c) {
                    text.push(' ');
                    spaced = true;
                }
            }
            _ => spaced = false,
        }
    }
    text.push_str(raw.get(from..).unwrap_or_default());
    text.truncate(text.trim_end().len());
    text
}

/// A soft hyphen, or a space or joint of no width.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn tidying_leaves_words_with_one_space_between(raw in "([ab\\t \u{a0}\u{ad}\u{200b}]|\\PC){0,30}") {
            let seen: String = raw.chars().filter(|c| !is_unseen(*c)).collect();
            let words: Vec<&str> = seen.split_whitespace().collect();
            prop_assert_eq!(tidy(&raw), words.join(" "));
        }
    }

    #[test]
    fn a_double_gap_is_seen() {
        let found = lines("One\n\nTwo\u{a0} words\n \n\nThree");
        let seen: Vec<_> = found
            .iter()
            .map(|l| (l.number, l.text.as_str(), l.gap))
            .collect();
        assert_eq!(seen, [(1, "One", 2), (3, "Two words", 1), (6, "Three", 2)]);
    }
}
