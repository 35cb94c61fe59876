//! Ends of passages: on the borders of words and of graphemes, like the ends they come from.

use std::ops::Range;

use unicode_segmentation::GraphemeCursor;

use super::text::Text;
use super::words::Word;

/// Which end of a passage.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Start,
    Stop,
}

/// The bytes of the current text that a passage of an old one becomes: `numbers` are its words there, `words` those it
/// led to.
pub(crate) fn carried(
    then: &Text,
    old: &Range<usize>,
    numbers: &Range<usize>,
    now: &Text,
    words: &Range<usize>,
) -> Range<usize> {
    let ends = |text: &Text, numbers: &Range<usize>| {
        let first = text.words().get(numbers.start).copied();
        let last = text.words().get(numbers.end.wrapping_sub(1)).copied();
        (!numbers.is_empty()).then(|| first.zip(last))?
    };
    let (Some((first, last)), Some((new_first, new_last))) =
        (ends(then, numbers), ends(now, words))
    else {
        return 0..0;
    };
    let start = carry(then, first, old.start, now, new_first, End::Start);
    let end = carry(then, last, old.end, now, new_last, End::Stop);
    start..end.max(start)
}

/// The byte of the current text that an end within an old word becomes, where that word became `new`.
///
/// An end at the word's border stays at its border, one after its first or before its last letter likewise; one inside
/// stays where it is as far as the words are the same, and otherwise goes out to the border.
fn carry(then: &Text, old: Word, byte: usize, now: &Text, new: Word, end: End) -> usize {
    let before = then.as_str().get(old.start..old.end).unwrap_or_default();
    let after = now.as_str().get(new.start..new.end).unwrap_or_default();
    let at = byte.saturating_sub(old.start).min(before.len());
    let left = before.len() - at;
    let core = |word: &str| {
        let trimmed = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        let start = word.len() - trimmed.len();
        let trimmed = trimmed.trim_end_matches(|c: char| !c.is_alphanumeric());
        start..start + trimmed.len()
    };
    let (core_before, core_after) = (core(before), core(after));
    let head = before
        .bytes()
        .zip(after.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    let tail = before.bytes().rev().zip(after.bytes().rev());
    let tail = tail.take_while(|(a, b)| a == b).count();
    let within = match end {
        _ if left == 0 => after.len(),
        _ if at == 0 => 0,
        End::Start if at == core_before.start => core_after.start,
        End::Stop if at == core_before.end => core_after.end,
        _ if at <= head => at,
        _ if left <= tail => after.len() - left,
        End::Start => 0,
        End::Stop => after.len(),
    };
    new.start + within
}

/// The range without white space at its ends, widened to whole graphemes.
pub(crate) fn tidy(text: &str, range: Range<usize>) -> Range<usize> {
    let range = range.start.min(text.len())..range.end.min(text.len());
    let start = border(text, range.start, End::Start);
    let end = border(text, range.end.max(start), End::Stop);
    let words = &text[start..end];
    let trimmed = words.trim_start();
    if trimmed.is_empty() {
        return start..end;
    }
    let start = end - trimmed.len();
    start..start + trimmed.trim_end().len()
}

/// The range widened to whole graphemes: no letter loses its accent, no emoji falls apart.
pub(crate) fn whole(text: &str, range: Range<usize>) -> Range<usize> {
    let start = border(text, range.start, End::Start);
    start..border(text, range.end.max(start), End::Stop)
}

/// A range of words with as much white space around them as the quote has.
pub(crate) fn with_spaces_of(quote: &str, words: &Range<usize>) -> Range<usize> {
    let before = quote.len() - quote.trim_start().len();
    let after = quote.len() - quote.trim_end().len();
    if words.len() == quote.len() {
        return words.clone();
    }
    words.start.saturating_sub(before)..words.end + after
}

/// The nearest grapheme border that leaves nothing of the passage out.
fn border(text: &str, byte: usize, end: End) -> usize {
    let inside = |at: &usize| text.is_char_boundary(*at);
    let byte = match end {
        End::Start => (0..=byte).rev().find(inside).unwrap_or(0),
        End::Stop => (byte..=text.len()).find(inside).unwrap_or(text.len()),
    };
    let mut cursor = GraphemeCursor::new(byte, text.len(), true);
    if cursor.is_boundary(text, 0).unwrap_or(true) {
        return byte;
    }
    let moved = match end {
        End::Start => cursor.prev_boundary(text, 0),
        End::Stop => cursor.next_boundary(text, 0),
    };
    moved.ok().flatten().unwrap_or(byte)
}

/// A range that an approximate search gave, its ends moved to word borders where the old ends stood at such.
pub(crate) fn to_words(
    now: &Text,
    range: Range<usize>,
    (whole_start, whole_end): (bool, bool),
) -> Range<usize> {
    let words = now.words();
    let numbers = now.words_in(&range);
    let mut snapped = range.clone();
    if let (true, Some(first)) = (whole_start, words.get(numbers.start)) {
        let inside = range.start.saturating_sub(first.start);
        let next = words.get(numbers.start + 1).filter(|_| numbers.len() > 1);
        snapped.start = match next {
            Some(next) if 2 * inside > first.end - first.start => next.start,
            _ => first.start,
        };
    }
    if let (true, Some(last)) = (whole_end, words.get(numbers.end.wrapping_sub(1))) {
        let inside = range.end.min(last.end).saturating_sub(last.start);
        let previous = numbers.end.checked_sub(2).and_then(|at| words.get(at));
        snapped.end = match previous.filter(|_| numbers.len() > 1) {
            Some(previous) if 2 * inside < last.end - last.start => previous.end,
            _ => last.end,
        };
    }
    if snapped.is_empty() { range } else { snapped }
}

/// The whole characters within a range of bytes; none at the next border where it holds none.
pub(crate) fn boundaries(source: &str, range: Range<usize>) -> Range<usize> {
    let is_border = |at: &usize| source.is_char_boundary(*at);
    let start = (range.start..source.len())
        .find(is_border)
        .unwrap_or(source.len());
    let end = (start..=range.end.min(source.len())).rev().find(is_border);
    start..end.unwrap_or(start)
}
