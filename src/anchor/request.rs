//! [`Request`]: what a note remembers of its passage, and its form for the search.

use super::fold::Folded;

/// Bytes of context that count, on either side.
const CONTEXT: usize = 256;

/// A passage as its note remembers it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Request<'a> {
    /// The words themselves.
    pub quote: &'a str,
    /// What stood right before and after them.
    pub prefix: &'a str,
    pub suffix: &'a str,
    /// Where they began, in characters of the plain text they were taken from: a hint.
    pub start: Option<usize>,
}

impl Request<'_> {
    /// The same with the nearest [`CONTEXT`] bytes of context alone.
    pub(crate) fn clamped(self) -> Self {
        let from = self.prefix.len().saturating_sub(CONTEXT);
        let from = (from..=self.prefix.len()).find(|&at| self.prefix.is_char_boundary(at));
        let to = CONTEXT.min(self.suffix.len());
        let to = (0..=to).rev().find(|&at| self.suffix.is_char_boundary(at));
        Self {
            prefix: &self.prefix[from.unwrap_or(0)..],
            suffix: &self.suffix[..to.unwrap_or(0)],
            ..self
        }
    }

    /// Whether the quote begins, and ends, between words.
    pub(crate) fn whole_ends(&self) -> (bool, bool) {
        let before = self.prefix.chars().next_back();
        let after = self.suffix.chars().next();
        (
            before.is_none_or(char::is_whitespace),
            after.is_none_or(char::is_whitespace),
        )
    }

    /// Quote and context as they stood.
    pub(crate) fn line(&self) -> String {
        [self.prefix, self.quote, self.suffix].concat()
    }
}

/// The folded forms of a request, which the approximate search compares.
pub(crate) struct Pattern {
    pub(crate) prefix: Vec<u8>,
    pub(crate) quote: Vec<u8>,
    pub(crate) suffix: Vec<u8>,
}

impl Pattern {
    pub(crate) fn new(request: &Request) -> Self {
        Self {
            prefix: Folded::new(request.prefix).bytes,
            quote: Folded::new(request.quote).bytes,
            suffix: Folded::new(request.suffix).bytes,
        }
    }
}
