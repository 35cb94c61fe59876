//! Folding: what a retyping of the same words may change is made equal.
//!
//! Quotation marks, dashes and spaces become their plain forms, runs of white space one space, letters lower case and
//! bare of their accents; soft hyphens and zero-width characters vanish.

use std::ops::Range;

use unicode_normalization::char::{canonical_combining_class, decompose_canonical};

/// Calls `emit` with each character that `c` folds to: none, one or a few.
pub(crate) fn fold_char(c: char, mut emit: impl FnMut(char)) {
    if c.is_ascii() {
        emit(c.to_ascii_lowercase());
        return;
    }
    match c {
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
        '‘' | '’' | '‚' | '‛' | '′' | '‹' | '›' | 'ʼ' | '´' => emit('\''),
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => emit('"'),
        '‐'..='―' | '−' => emit('-'),
        '…' => "...".chars().for_each(emit),
        'ﬀ' => "ff".chars().for_each(emit),
        'ﬁ' => "fi".chars().for_each(emit),
        'ﬂ' => "fl".chars().for_each(emit),
        'ﬃ' => "ffi".chars().for_each(emit),
        'ﬄ' => "ffl".chars().for_each(emit),
        _ if c.is_whitespace() => emit(' '),
        _ => decompose_canonical(c, |part| {
            if canonical_combining_class(part) == 0 {
                part.to_lowercase()
                    .filter(|&low| canonical_combining_class(low) == 0)
                    .for_each(&mut emit);
            }
        }),
    }
}

/// A stretch of text, folded, with a way back: both in bytes, since the search compares bytes.
pub(crate) struct Folded {
    pub(crate) bytes: Vec<u8>,
    /// For each folded byte the byte offset of its character in the source, then the source's length.
    origin: Vec<usize>,
}

impl Folded {
    pub(crate) fn new(source: &str) -> Self {
        let mut bytes = Vec::with_capacity(source.len());
        let mut origin = Vec::with_capacity(source.len() + 1);
        let mut utf8 = [0; 4];
        for (at, c) in source.char_indices() {
            fold_char(c, |folded| {
                let folded = if folded.is_whitespace() { ' ' } else { folded };
                if folded == ' ' && bytes.last() == Some(&b' ') {
                    return;
                }
                let encoded = folded.encode_utf8(&mut utf8).as_bytes();
                bytes.extend_from_slice(encoded);
                origin.resize(bytes.len(), at);
            });
        }
        origin.push(source.len());
        Self { bytes, origin }
    }

    /// The source bytes that a range of folded bytes came from.
    pub(crate) fn source(&self, range: Range<usize>) -> Range<usize> {
        let at = |folded: usize| {
            let last = self.origin.len() - 1;
            self.origin.get(folded.min(last)).copied().unwrap_or(0)
        };
        at(range.start)..at(range.end).max(at(range.start))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn folded(source: &str) -> String {
        String::from_utf8(Folded::new(source).bytes).unwrap()
    }

    #[test]
    fn typography_case_and_accents_are_folded_away() {
        assert_eq!(folded("“Ça—va …”"), folded("\"ca-va ...\""));
        assert_eq!(folded("cafe\u{301}"), folded("CAFÉ"));
        assert_eq!(folded("so\u{ad}ft  \n space"), "soft space");
    }

    proptest! {
        #[test]
        fn every_folded_byte_leads_back_to_a_character(source in "\\PC*[ \u{a0}é”🙂\u{301}]{0,9}\\PC*") {
            let folded = Folded::new(&source);
            prop_assert!(std::str::from_utf8(&folded.bytes).is_ok());
            for at in 0..folded.bytes.len() + 2 {
                let range = folded.source(at..at + 1);
                prop_assert!(source.is_char_boundary(range.start) && source.is_char_boundary(range.end));
            }
        }
    }
}
