//! How like a passage a place of the current text is, and where exactly it begins and ends.

use std::ops::Range;

use super::diff::Diff;
use super::fold::Folded;
use super::request::{Pattern, Request};
use super::search::{Begin, distances};
use super::snap::{self, boundaries};
use super::text::Text;
use super::votes::windows;
use super::words::words;

/// Folded bytes from which on only the two ends of a quote are searched for, each half of this.
const LONG: usize = 1024;
/// Bytes of quote from which on a word diff with the window finds the ends better than the edit distance: whole
/// sentences may have been put in.
const MANY_WORDS: usize = 80;
/// What a place found by words alone is worth less than the same found by letters.
const BY_WORDS: f64 = 0.03;

/// A place and its similarities: 1 is equal (when folded), 0 nothing in common.
#[derive(Clone, Debug)]
pub(crate) struct Likeness {
    /// Bytes of the current text.
    pub(crate) range: Range<usize>,
    pub(crate) quote: f64,
    pub(crate) prefix: f64,
    pub(crate) suffix: f64,
}

/// The likeness of a place where the quote stands word for word.
pub(crate) fn verbatim(now: &Text, pattern: &Pattern, range: Range<usize>) -> Likeness {
    let (prefix, suffix) = context(now, pattern, &range);
    Likeness {
        range,
        quote: 1.0,
        prefix,
        suffix,
    }
}

/// The best place for the passage within a window.
pub(crate) fn fit(
    now: &Text,
    request: &Request,
    pattern: &Pattern,
    window: &Range<usize>,
) -> Option<Likeness> {
    let folded = Folded::new(now.as_str().get(window.clone())?);
    let (place, by_letters) = by_letters(&folded.bytes, pattern)?;
    let place = folded.source(place);
    let place = place.start + window.start..place.end + window.start;
    let place = snap::to_words(now, place, request.whole_ends());
    let (range, quote) = match by_words(now, request, window) {
        Some((range, survived)) => (range, by_letters.max(survived - BY_WORDS)),
        None => (place, by_letters),
    };
    let (prefix, suffix) = context(now, pattern, &range);
    Some(Likeness {
        range,
        quote,
        prefix,
        suffix,
    })
}

/// Where in a folded text the quote is with fewest errors, its context beside it, and how like it is.
fn by_letters(text: &[u8], pattern: &Pattern) -> Option<(Range<usize>, f64)> {
    let quote = &pattern.quote;
    let long = quote.len() > LONG;
    let part = if long { LONG / 2 } else { quote.len() };
    let (head, tail) = (&quote[..part], &quote[quote.len() - part..]);

    // It ends where it lies well before, and the suffix after.
    let ends = distances(tail.iter().copied(), text.iter().copied(), Begin::Anywhere);
    let mut after = distances(
        pattern.suffix.iter().rev().copied(),
        text.iter().rev().copied(),
        Begin::Anywhere,
    );
    after.reverse();
    let end = least_sum(&ends, &after, text.len())?;

    // With the end known, it begins where the prefix lies well before.
    let before = distances(
        pattern.prefix.iter().copied(),
        text.iter().copied(),
        Begin::Anywhere,
    );
    let backwards = text[..end].iter().rev().copied();
    let begin = if long {
        Begin::Anywhere
    } else {
        Begin::AtFirst
    };
    let mut starts = distances(head.iter().rev().copied(), backwards, begin);
    starts.reverse();
    let start = least_sum(&starts, &before, end.checked_sub(1)?)?;

    let errors = starts[start] + if long { ends[end] } else { 0 };
    let compared = if long {
        2 * part
    } else {
        part.max(end - start)
    };
    Some((start..end, similarity(errors, compared)))
}

/// The offset up to `last` at which two distances are least together, the last of several.
fn least_sum(a: &[usize], b: &[usize], last: usize) -> Option<usize> {
    let sums = a.iter().zip(b).take(last + 1).map(|(a, b)| a + b);
    sums.enumerate()
        .min_by_key(|(at, sum)| (*sum, usize::MAX - at))
        .map(|(at, _)| at)
}

/// Where the words of a longer quote are by a word diff with the window, and what share of them.
fn by_words(now: &Text, request: &Request, window: &Range<usize>) -> Option<(Range<usize>, f64)> {
    if request.quote.len() < MANY_WORDS {
        return None;
    }
    let line = Text::new(request.line());
    let here = now.words_in(window);
    let diff = Diff::new(line.words(), now.words().get(here.clone())?);
    let quote = request.prefix.len()..request.prefix.len() + request.quote.len();
    let numbers = line.words_in(&quote);
    let fate = diff.fate(numbers.clone());
    let words = fate.words.start + here.start..fate.words.end + here.start;
    let range = snap::carried(&line, &quote, &numbers, now, &words);
    (fate.survived >= 0.3 && !range.is_empty()).then_some((range, fate.survived))
}

/// How like the context right before and right after a place is.
fn context(now: &Text, pattern: &Pattern, range: &Range<usize>) -> (f64, f64) {
    let source = now.as_str();
    let reach = |length: usize| 2 * length + 16;
    let from = range.start.saturating_sub(reach(pattern.prefix.len()));
    let before = Folded::new(&source[boundaries(source, from..range.start)]).bytes;
    let to = (range.end + reach(pattern.suffix.len())).min(source.len());
    let after = Folded::new(&source[boundaries(source, range.end..to)]).bytes;
    let prefix = pattern.prefix.iter().rev().copied();
    let prefix = distances(prefix, before.into_iter().rev(), Begin::AtFirst);
    let suffix = pattern.suffix.iter().copied();
    let suffix = distances(suffix, after.into_iter(), Begin::AtFirst);
    let least = |row: Vec<usize>| row.into_iter().min().unwrap_or(0);
    (
        similarity(least(prefix), pattern.prefix.len()),
        similarity(least(suffix), pattern.suffix.len()),
    )
}

/// Where the context meets without the quote.
pub(crate) struct Junction {
    /// Bytes of the current text, between prefix and suffix.
    pub(crate) at: usize,
    /// Near 1 where a passage was cut out.
    pub(crate) likeness: f64,
}

/// The place where prefix and suffix meet best.
pub(crate) fn junction(now: &Text, request: &Request, pattern: &Pattern) -> Junction {
    let joined = [&pattern.prefix[..], &pattern.suffix].concat();
    let mut least = (joined.len(), 0);
    for window in windows(now, &[request.prefix, request.suffix].concat(), 32, |_| {
        true
    }) {
        let folded = Folded::new(now.as_str().get(window.clone()).unwrap_or_default());
        let row = distances(
            joined.iter().copied(),
            folded.bytes.iter().copied(),
            Begin::Anywhere,
        );
        let best = row
            .into_iter()
            .enumerate()
            .min_by_key(|(_, errors)| *errors);
        if let Some((end, errors)) = best
            && errors < least.0
        {
            let at = folded
                .source(end.saturating_sub(pattern.suffix.len())..end)
                .start;
            least = (errors, window.start + at);
        }
    }
    Junction {
        at: least.1,
        likeness: similarity(least.0, joined.len()),
    }
}

/// The share of the quote's words that a place has, in any order.
pub(crate) fn common_words(now: &Text, quote: &str, range: &Range<usize>) -> f64 {
    let here = now.words().get(now.words_in(range)).unwrap_or_default();
    let mut here: Vec<u64> = here.iter().map(|word| word.key).collect();
    let mut wanted: Vec<u64> = words(quote).iter().map(|word| word.key).collect();
    here.sort_unstable();
    wanted.sort_unstable();
    let mut rest = here.into_iter().peekable();
    let mut missing = 0;
    for key in &wanted {
        while rest.next_if(|other| other < key).is_some() {}
        missing += usize::from(rest.next_if_eq(key).is_none());
    }
    similarity(missing, wanted.len())
}

/// 1 without errors, 0 where nothing is common; of an empty pattern 1.
#[expect(clippy::cast_precision_loss, reason = "lengths of passages are small")]
fn similarity(errors: usize, length: usize) -> f64 {
    if length == 0 {
        1.0
    } else {
        1.0 - (errors as f64 / length as f64).min(1.0)
    }
}
