//! [`Folded`]: a stretch of text as the approximate search compares it, with a way back.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::text::fold::fold;

/// Folded text (see [`fold`]), white space in single spaces. In bytes, since the search compares bytes.
pub(crate) struct Folded {
    pub(crate) bytes: Vec<u8>,
    /// For each folded byte the byte offset of its character in the source, then the source's length.
    origin: Vec<usize>,
}

impl Folded {
    pub(crate) fn new(source: &str) -> Self {
        let mut bytes = Vec::with_capacity(source.len());
        let mut origin = Vec::with_capacity(source.len() + 1);
        let mut push = |at: usize, byte: u8| {
            if byte != b' ' || bytes.last() != Some(&b' ') {
                bytes.push(byte);
                origin.push(at);
            }
        };
        let mut rest = source.char_indices().peekable();
        while let Some((at, c)) = rest.next() {
            let alone = at + c.len_utf8();
            let mut end = alone;
            while let Some((_, mark)) = rest.next_if(|(_, next)| is_mark(*next)) {
                end += mark.len_utf8();
            }
            if c.is_ascii_whitespace() {
                push(at, b' ');
            } else if end - at == 1 {
                push(at, c.to_ascii_lowercase() as u8);
            } else {
                fold(&source[at..end])
                    .bytes()
                    .for_each(|byte| push(at, byte));
            }
        }
        origin.push(source.len());
        Self { bytes, origin }
    }

    /// The source bytes that a range of folded bytes came from.
    pub(crate) fn source(&self, range: Range<usize>) -> Range<usize> {
        let last = self.origin.len() - 1;
        let at = |folded: usize| self.origin[folded.min(last)];
        at(range.start)..at(range.end).max(at(range.start))
    }
}

/// What [`fold`] makes of a character that no mark follows, where that is one character and soon told. White space is a
/// space here.
pub(crate) fn plain(c: char) -> Option<char> {
    if c.is_ascii_alphanumeric() {
        return Some(c.to_ascii_lowercase());
    }
    Some(match c {
        '\t'..='\r' | ' ' | '\u{a0}' | '\u{202f}' => ' ',
        '`' | '‘' | '’' => '\'',
        '“' | '”' => '"',
        '–' | '—' => '-',
        'à'..='å' | 'À'..='Å' => 'a',
        'ç' | 'Ç' => 'c',
        'è'..='ë' | 'È'..='Ë' => 'e',
        'ì'..='ï' | 'Ì'..='Ï' => 'i',
        'ñ' | 'Ñ' => 'n',
        'ò'..='ö' | 'ø' | 'Ò'..='Ö' | 'Ø' => 'o',
        'ù'..='ü' | 'Ù'..='Ü' => 'u',
        'Α'..='Ρ' | 'Σ'..='Ω' | 'А'..='Я' => char::from_u32(u32::from(c) + 0x20)?,
        '\0'..='\x7f'
        | 'α'..='ρ'
        | 'σ'..='ω'
        | 'а'..='я'
        | 'א'..='ת'
        | 'ا'..='غ'
        | 'ف'..='ي'
        | 'क'..='न'
        | 'प'..='र'
        | 'ぁ'..='ゖ'
        | 'ァ'..='ヺ'
        | '一'..='鿿'
        | '가'..='힣' => c,
        _ => return None,
    })
}

fn is_mark(c: char) -> bool {
    !c.is_ascii() && is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn folded(source: &str) -> String {
        String::from_utf8(Folded::new(source).bytes).unwrap()
    }

    #[test]
    fn typography_case_accents_and_white_space_are_folded_away() {
        assert_eq!(folded("“Ça—va …”"), folded("\"ca-va ...\""));
        assert_eq!(folded("cafe\u{301}"), folded("CAFÉ"));
        assert_eq!(folded("so\u{ad}ft  \n\u{a0}space"), "soft space");
    }

    #[test]
    fn the_short_way_is_the_same_way() {
        for c in '\0'..=char::MAX {
            if let Some(short) = plain(c) {
                let long = fold(c.encode_utf8(&mut [0; 4]));
                let long = if c.is_whitespace() { " ".into() } else { long };
                assert_eq!(long, short.to_string(), "{c:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn every_folded_byte_leads_back_to_a_character(source in "(\\PC|[ \u{a0}é”🙂\u{301}e]){0,40}") {
            let folded = Folded::new(&source);
            prop_assert!(std::str::from_utf8(&folded.bytes).is_ok());
            prop_assert_eq!(folded.origin.len(), folded.bytes.len() + 1);
            for at in 0..folded.bytes.len() + 2 {
                let range = folded.source(at..at + 1);
                prop_assert!(source.is_char_boundary(range.start) && source.is_char_boundary(range.end));
            }
        }
    }
}
