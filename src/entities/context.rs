//! The sentence around a name.

use std::ops::Range;

use crate::document::PlainText;

/// A longer paragraph (in bytes) is not taken apart into sentences.
const LONG: usize = 20_000;

/// The most characters on each side of the name.
const SIDE: usize = 140;

/// A name with what stands before and after it in its sentence.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Context {
    pub before: String,
    pub words: String,
    pub after: String,
}

impl Context {
    /// Of a range of bytes of a plain text.
    pub fn of(plain: &PlainText, range: Range<usize>) -> Self {
        let block = plain.block_at(range.start).map(|block| block.plain.clone());
        let block = block.unwrap_or_else(|| range.clone());
        let sentence = if block.len() > LONG {
            block
        } else {
            plain.sentence_at(range.start).unwrap_or(block)
        };
        Self::within(
            plain,
            &(sentence.start.min(range.start)..sentence.end.max(range.end)),
            range,
        )
    }

    /// Of a name in a sentence that is known; both in bytes of the plain text.
    pub fn within(plain: &PlainText, sentence: &Range<usize>, range: Range<usize>) -> Self {
        Self {
            before: tail(plain.slice(sentence.start..range.start)),
            words: plain.slice(range.clone()).to_owned(),
            after: head(plain.slice(range.end..sentence.end)),
        }
    }
}

/// The end of a text, from a word on.
fn tail(text: &str) -> String {
    let Some((cut, _)) = text.char_indices().rev().nth(SIDE) else {
        return text.to_owned();
    };
    let rest = text.get(cut..).unwrap_or_default();
    let rest = rest.split_once(' ').map_or(rest, |(_, rest)| rest);
    format!("… {rest}")
}

/// The start of a text, up to a word.
fn head(text: &str) -> String {
    let Some((cut, _)) = text.char_indices().nth(SIDE) else {
        return text.to_owned();
    };
    let rest = text.get(..cut).unwrap_or_default();
    let rest = rest.rsplit_once(' ').map_or(rest, |(rest, _)| rest);
    format!("{rest} …")
}
