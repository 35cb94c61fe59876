//! What one article is compared by: how often it holds which words and pairs of words, and the names it holds.

use super::hash::pair;
use super::lexicon::{Lexicon, Reader};
use super::name_scan::names;
use super::names::Names;
use crate::text::words::words;

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
    /// Occurrences, at most 255.
    pub(super) times: u8,
    pub(super) pair: bool,
    /// Capitalised somewhere within a sentence.
    pub(super) name: bool,
}

/// Counts an article. `body` is plain text; `language` a BCP 47 tag, which chooses stemmer and stop words.
///
/// Pairs bridge stop words and end at punctuation.
pub fn terms(title: &str, body: &str, language: Option<&str>, lexicon: &Lexicon) -> Terms {
    let mut counts = lexicon.with(language, |reader| {
        let mut counts = Vec::with_capacity(body.len() / 3);
        count(body, 1, reader, &mut counts);
        // Titles are often written with capitals throughout: they do not tell a name.
        let body_counts = counts.len();
        count(title, TITLE, reader, &mut counts);
        for count in counts.iter_mut().skip(body_counts) {
            count.name = false;
        }
        counts
    });
    counts.sort_unstable_by_key(|count| count.term);
    counts.dedup_by(|next, kept| {
        let same = next.term == kept.term;
        if same {
            kept.times = kept.times.saturating_add(next.times);
            kept.name |= next.name;
        }
        same
    });
    counts.shrink_to_fit();
    Terms {
        counts,
        names: names(body),
    }
}

fn count(text: &str, weight: u8, reader: &mut Reader, counts: &mut Vec<Count>) {
    let mut previous: Option<(u64, bool)> = None;
    let mut end = 0;
    for word in words(text) {
        let gap = text.get(end..word.start).unwrap_or_default();
        end = word.end();
        if gap.contains(ends_phrase) {
            previous = None;
        }
        let Some(unit) = reader.unit(word.text) else {
            continue;
        };
        let starts = gap.is_empty() || gap.contains(ends_sentence);
        let name = !starts && word.text.starts_with(char::is_uppercase);
        counts.push(Count {
            term: unit,
            times: weight,
            pair: false,
            name,
        });
        if let Some((first, capital)) = previous {
            counts.push(Count {
                term: pair(first, unit),
                times: weight,
                pair: true,
                name: name && capital,
            });
        }
        previous = Some((unit, name));
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
