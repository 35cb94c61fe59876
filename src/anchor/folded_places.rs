//! Where words stand up to case, accents, typography and white space.

use std::ops::Range;

use super::fold::Folded;

/// Every such place, in bytes of the text, in order and without overlaps.
pub fn folded_places(text: &str, words: &str) -> Vec<Range<usize>> {
    let (text, words) = (Folded::new(text), Folded::new(words.trim()));
    let (text_bytes, wanted) = (text.bytes.as_slice(), words.bytes.as_slice());
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text_bytes
        .get(at..)
        .filter(|rest| rest.len() >= wanted.len())
    {
        if !wanted.is_empty() && rest.starts_with(wanted) {
            found.push(text.source(at..at + wanted.len()));
            at += wanted.len();
        } else {
            at += 1;
        }
    }
    found.retain(|range| !range.is_empty());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typography_case_and_line_ends_make_no_difference() {
        let text = "Say “No” – now.\n\nThe “no”  of Çavuşoğlu.";
        let found = |words| -> Vec<&str> {
            let places = folded_places(text, words);
            places.into_iter().map(|range| &text[range]).collect()
        };
        assert_eq!(found("\"no\""), ["“No”", "“no”"]);
        assert_eq!(found("now. the \"NO\" of"), ["now.\n\nThe “no”  of"]);
        assert_eq!(found("cavusoglu"), ["Çavuşoğlu"]);
        assert!(found("").is_empty() && found("nowhere").is_empty());
    }
}
