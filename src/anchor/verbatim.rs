//! Where a quote stands word for word.

use std::ops::Range;

use super::request::Request;
use super::text::Text;
use super::words::words;

/// A word more frequent than this leads nowhere faster than reading the text.
const FREQUENT: usize = 1000;
/// More occurrences than this of a quote are not told apart.
const MOST: usize = 20_000;

/// Every range of bytes of the text that is the quote, in order, the first [`MOST`] of them. Where the quote's ends cut
/// words, occurrences inside other words may be left out.
pub(crate) fn occurrences(text: &Text, quote: &str) -> Vec<Range<usize>> {
    if quote.is_empty() || quote.len() > text.as_str().len() {
        return Vec::new();
    }
    let inner = inner_words(quote);
    let counted = inner.iter().map(|&(at, key)| (text.count(key), at, key));
    match counted.min() {
        Some((count, at, key)) if count <= FREQUENT => {
            let starts = text.occurrences(key).filter_map(|word| {
                let start = text.words().get(word)?.start;
                start.checked_sub(at)
            });
            let found = starts.map(|start| start..start + quote.len());
            found
                .filter(|range| text.as_str().get(range.clone()) == Some(quote))
                .collect()
        }
        _ => {
            let found = text.as_str().match_indices(quote).take(MOST);
            found.map(|(at, _)| at..at + quote.len()).collect()
        }
    }
}

/// The words of a quote that are whole wherever the quote is, at most a few: their byte offsets and keys.
fn inner_words(quote: &str) -> Vec<(usize, u64)> {
    let reach = (0..=quote.len().min(400))
        .rev()
        .find(|&at| quote.is_char_boundary(at));
    let all = words(&quote[..reach.unwrap_or(0)]);
    let inner = all.get(1..all.len().saturating_sub(1)).unwrap_or_default();
    inner.iter().map(|word| (word.start, word.key)).collect()
}

/// How many bytes of a request's context stand around a range, on both sides together.
pub(crate) fn context(text: &Text, range: &Range<usize>, request: &Request) -> usize {
    let source = text.as_str();
    let before = source.get(..range.start).unwrap_or_default().bytes().rev();
    let before = before.zip(request.prefix.bytes().rev());
    let after = source.get(range.end..).unwrap_or_default().bytes();
    let after = after.zip(request.suffix.bytes());
    before.take_while(|(a, b)| a == b).count() + after.take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_found_is_the_quote_and_whole_words_are_found(
            source in "([ab]{1,2}[ .,]{1,2}){0,40}", from in 0usize..99, length in 1usize..20,
        ) {
            let text = Text::new(source.as_str());
            let from = from.min(source.len());
            let quote = &source[from..(from + length).min(source.len())];
            let found = occurrences(&text, quote);
            for range in &found {
                prop_assert_eq!(&source[range.clone()], quote);
            }
            let whole = quote.trim() == quote && !quote.is_empty();
            let border = |at: usize| source[..at].ends_with(' ') || source[at..].starts_with(' ') || at == 0;
            if whole && border(from) && border(from + quote.len()) {
                prop_assert!(found.iter().any(|range| range.start == from));
            }
        }
    }
}
