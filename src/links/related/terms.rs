//! What one article is compared by: how often it holds which words and pairs of words, and the names it holds.

use super::lexicon::{Lexicon, Reader};
use super::name_scan::names;
use super::names::Names;
use crate::text::hash::pair;
use crate::text::words::{Word, Words, words};

/// An occurrence in the title counts as much as this many in the body.
const TITLE: u8 = 2;

/// One article, counted. Depends on its title, body and language alone: can be remembered by their hash.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terms {
    /// Ascending by term, each term once.
    pub(super) counts: Vec<Count>,
    pub(super) names: Names,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Count {
    /// The hash of a word's stem, or of two.
    pub(super) term: u64,
    /// Where the body first spells it, in bytes; pairs only as neighbours.
    pub(super) start: u32,
    /// In bytes; 0 where the body does not spell it, or where that is longer than 255.
    pub(super) length: u8,
    /// Occurrences, at most 255.
    pub(super) times: u8,
    pub(super) pair: bool,
    /// Capitalised somewhere within a sentence.
    pub(super) name: bool,
}

/// Counts an article. `body` is plain text, `spelled` its words; `language` a BCP 47 tag, which chooses stemmer and stop words.
///
/// Pairs bridge stop words and end at punctuation.
pub fn terms(
    title: &str,
    body: &str,
    spelled: &Words,
    language: Option<&str>,
    lexicon: &Lexicon,
) -> Terms {
    let mut counts = lexicon.with(language, |reader| {
        let mut counts = Vec::with_capacity(body.len() / 3);
        let body_words = spelled.iter(body).map(|(word, _)| word);
        count(body, body_words, 1, reader, &mut counts);
        // Titles are often written with capitals throughout: they do not tell a name.
        let body_counts = counts.len();
        count(title, words(title), TITLE, reader, &mut counts);
        for count in counts.iter_mut().skip(body_counts) {
            count.name = false;
            (count.start, count.length) = (u32::MAX, 0);
        }
        counts
    });
    counts.sort_unstable_by_key(|count| (count.term, count.start));
    counts.dedup_by(|next, kept| {
        let same = next.term == kept.term;
        if same {
            kept.times = kept.times.saturating_add(next.times);
            kept.name |= next.name;
            if kept.length == 0 {
                (kept.start, kept.length) = (next.start, next.length);
            }
        }
        same
    });
    counts.shrink_to_fit();
    Terms {
        counts,
        names: names(body, spelled),
    }
}

fn count<'a>(
    text: &str,
    words: impl Iterator<Item = Word<'a>>,
    weight: u8,
    reader: &mut Reader,
    counts: &mut Vec<Count>,
) {
    let mut previous: Option<(u64, bool, usize)> = None;
    let mut end = 0;
    // Whether words were left out since the previous one.
    let mut bridged = false;
    for word in words {
        let gap = text.get(end..word.start).unwrap_or_default();
        end = word.end();
        if gap.contains(ends_phrase) {
            previous = None;
        }
        let Some(unit) = reader.unit(word.text) else {
            bridged = true;
            continue;
        };
        let starts = gap.is_empty() || gap.contains(ends_sentence);
        let name = !starts && word.text.starts_with(char::is_uppercase);
        counts.push(Count {
            term: unit,
            start: offset(word.start),
            length: length(word.start, end),
            times: weight,
            pair: false,
            name,
        });
        if let Some((first, capital, start)) = previous {
            counts.push(Count {
                term: pair(first, unit),
                start: offset(start),
                length: if bridged { 0 } else { length(start, end) },
                times: weight,
                pair: true,
                name: name && capital,
            });
        }
        previous = Some((unit, name, word.start));
        bridged = false;
    }
}

fn offset(start: usize) -> u32 {
    u32::try_from(start).unwrap_or(u32::MAX)
}

fn length(start: usize, end: usize) -> u8 {
    u8::try_from(end - start).unwrap_or(0)
}

impl Count {
    /// As the body first spells it.
    pub(super) fn spelled<'a>(&self, body: &'a str) -> Option<&'a str> {
        let start = self.start as usize;
        let text = body.get(start..start + usize::from(self.length))?;
        (!text.is_empty()).then_some(text)
    }
}

/// Punctuation after which the next word does not belong with the last.
fn ends_phrase(c: char) -> bool {
    !c.is_whitespace() && !matches!(c, '\'' | '"' | '-' | '‘' | '’' | '“' | '”' | '‐' | '‑')
}

/// After which a capital may only mean a beginning.
pub(super) fn ends_sentence(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | ':' | '"' | '“' | '”' | '«' | '\n')
}
