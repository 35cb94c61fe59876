//! A passage that is doubtful or gone: what it was, and the places that may be meant now.

use std::ops::Range;

use serde::Serialize;

use crate::anchor::Revision;
use crate::annotate::{Revisions, request};
use crate::content::{Note, Target};
use crate::corpus::{Corpus, Entry};

/// Characters shown around a passage, on either side.
const AROUND: usize = 160;

/// Places that are less likely are not worth the look.
const LEAST: f64 = 0.01;

/// What an editor chooses from. Offsets are in characters of the article's plain text.
#[derive(Serialize)]
pub(super) struct Answer<'a> {
    id: &'a str,
    /// The slug and title of the article on which it is looked for.
    article: &'a str,
    title: &'a str,
    /// The hash of its plain text, on which the offsets are counted.
    text: &'a str,
    then: Excerpt<String>,
    /// Whether the text that the passage was taken from is kept.
    kept: bool,
    /// The likeliest first.
    places: Vec<Place<'a>>,
}

/// Words with what stands around them.
#[derive(Serialize)]
struct Excerpt<T> {
    before: T,
    words: T,
    after: T,
}

#[derive(Serialize)]
struct Place<'a> {
    start: usize,
    end: usize,
    #[serde(flatten)]
    excerpt: Excerpt<&'a str>,
    /// How likely it is the right one, from 0 to 1.
    confidence: f64,
}

/// Of a passage of a note in the folder of `home`, told to `tell`.
pub(super) fn answer<T>(
    corpus: &Corpus,
    home: &Entry,
    note: &Note,
    target: &Target,
    tell: impl FnOnce(&Answer<'_>) -> T,
) -> T {
    let named = target
        .article
        .as_deref()
        .and_then(|slug| corpus.article(slug));
    let there = named.unwrap_or(home);
    let plain = &there.document().plain;
    let mut revisions = Revisions::default();
    let revision = revisions.of(home, there, target);
    let request = request(target);
    let likely = revision.suggest(&request).into_iter();
    let likely = likely.filter(|place| place.confidence >= LEAST);
    let places = likely.map(|place| {
        let excerpt = around(&plain.text, place.range.clone());
        let chars = plain.to_chars(place.range);
        Place {
            start: chars.start,
            end: chars.end,
            excerpt,
            confidence: place.confidence,
        }
    });
    tell(&Answer {
        id: &note.id,
        article: &there.article().slug,
        title: &there.article().meta.title,
        text: plain.hash(),
        then: then(&revision, target),
        kept: revision.then().is_some(),
        places: places.collect(),
    })
}

/// The old words as they stood in the text they were taken from; where that is not kept, as the note remembers them.
fn then(revision: &Revision, target: &Target) -> Excerpt<String> {
    let stood = revision.then().zip(revision.stood(&request(target)));
    let (before, after) = match &stood {
        Some((then, range)) => {
            let found = around(then.as_str(), range.clone());
            (found.before, found.after)
        }
        None => (target.prefix.as_str(), target.suffix.as_str()),
    };
    Excerpt {
        before: before.to_owned(),
        words: target.quote.clone(),
        after: after.to_owned(),
    }
}

/// The words of a range of bytes, with no more than [`AROUND`] characters of their block before and after.
fn around(text: &str, range: Range<usize>) -> Excerpt<&str> {
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    let line = before.rsplit("\n\n").next().unwrap_or(before);
    let from = line.char_indices().rev().nth(AROUND - 1);
    let rest = after.split("\n\n").next().unwrap_or(after);
    let to = rest.char_indices().nth(AROUND);
    Excerpt {
        before: from.map_or(line, |(at, _)| line.get(at..).unwrap_or(line)),
        words: text.get(range).unwrap_or_default(),
        after: to.map_or(rest, |(at, _)| rest.get(..at).unwrap_or(rest)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surroundings_end_with_the_block_and_are_never_long() {
        let found = around("One.\n\nTwo é three.\n\nFour.", 10..12);
        assert_eq!(
            (found.before, found.words, found.after),
            ("Two ", "é", " three.")
        );
        let long = "é".repeat(1000);
        let found = around(&long, 800..802);
        assert_eq!(found.before.chars().count(), AROUND);
        assert_eq!(found.after.chars().count(), AROUND);
    }
}
