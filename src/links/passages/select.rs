//! Which of the words that two articles share are a passage worth telling.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::Article;
use super::furniture::Furniture;
use super::runs::{Pair, Piece, Run};
use super::windows::{CERTAIN, WINDOW};
use crate::text::fold::fold;
use crate::text::stop::is_stop;
use crate::text::words::is_unspaced;

/// A passage has so many different words that are not words of every text.
const CONTENT: usize = 3;

/// A passage of two articles.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) one: usize,
    pub(super) other: usize,
    pub(super) run: Run,
}

/// The passages of a pair: 12 words or more, or 6 and more where one side has them in quotation marks. In scripts
/// without spaces, where each character counts as a word, twice as many. No two overlap; the longer have precedence.
pub(super) fn passages(articles: &[Article<'_>], pair: &Pair, furniture: &Furniture) -> Vec<Found> {
    let (Some(one), Some(other)) = (articles.get(pair.one), articles.get(pair.other)) else {
        return Vec::new();
    };
    let none = Vec::new();
    let here = furniture.get(&pair.one).unwrap_or(&none);
    let there = furniture.get(&pair.other).unwrap_or(&none);
    let mut runs: Vec<Run> = pair
        .runs
        .iter()
        .filter(|run| !run.common)
        .flat_map(|run| without(run, here, Run::here, Run::within_here))
        .flat_map(|run| without(&run, there, Run::there, Run::within_there))
        .flat_map(|run| worth(one, other, run))
        .collect();
    runs.sort_by_cached_key(|run| {
        (
            std::cmp::Reverse(run.count()),
            run.here().start,
            run.there().start,
        )
    });
    let (mut taken, mut taken_there) = (BTreeMap::new(), BTreeMap::new());
    runs.retain(|run| {
        let (here, there) = (run.here(), run.there());
        let free = is_free(&taken, &here) && is_free(&taken_there, &there);
        if free {
            taken.insert(here.start, here.end);
            taken_there.insert(there.start, there.end);
        }
        free
    });
    runs.sort_by_key(|run| run.here().start);
    let found = |run| Found {
        one: pair.one,
        other: pair.other,
        run,
    };
    runs.into_iter().map(found).collect()
}

fn is_free(taken: &BTreeMap<usize, usize>, range: &Range<usize>) -> bool {
    let before = taken.range(..range.end).next_back();
    before.is_none_or(|(_, end)| *end <= range.start)
}

/// What is left of a run outside of some words.
fn without(
    run: &Run,
    cut: &[Range<usize>],
    words: impl Fn(&Run) -> Range<usize>,
    part: impl Fn(&Run, &Range<usize>) -> Option<Run>,
) -> Vec<Run> {
    let range = words(run);
    let first = cut.partition_point(|it| it.end <= range.start);
    let inside = cut.iter().skip(first).take_while(|it| it.start < range.end);
    let mut start = range.start;
    let mut left = Vec::new();
    for gap in inside {
        left.extend(part(run, &(start..gap.start)));
        start = gap.end;
    }
    left.extend(part(run, &(start..range.end)));
    left
}

/// The run, if it is a passage; else those parts of it that are short passages in quotation marks.
fn worth(one: &Article<'_>, other: &Article<'_>, run: Run) -> Vec<Run> {
    let least = |run: &Run, words: usize| length(one, run) >= words * 2 && says_something(one, run);
    if longest(&run) >= WINDOW && least(&run, CERTAIN) {
        return vec![run];
    }
    let mut parts: Vec<Run> = Vec::new();
    let (here, there) = (run.here(), run.there());
    let quoted = one.reading.quotes_in(&here);
    parts.extend(quoted.filter_map(|quote| run.within_here(quote)));
    let quoted = other.reading.quotes_in(&there);
    parts.extend(quoted.filter_map(|quote| run.within_there(quote)));
    parts.retain(|part| longest(part) >= WINDOW && least(part, WINDOW));
    parts.dedup();
    parts
}

fn longest(run: &Run) -> usize {
    run.pieces.iter().map(|it| it.count).max().unwrap_or(0)
}

/// The words of a piece, as an article spells them.
fn spelled<'a>(article: &Article<'a>, piece: &Piece) -> impl Iterator<Item = &'a str> {
    let (text, words) = (article.text, article.words);
    (piece.at..piece.at + piece.count).map(move |at| {
        let place = words.bytes(&(at..at + 1));
        text.get(place).unwrap_or_default()
    })
}

/// How long a run is: two for each word, one for each character of a script without spaces.
fn length(one: &Article<'_>, run: &Run) -> usize {
    let words = run.pieces.iter().flat_map(|piece| spelled(one, piece));
    words
        .map(|word| if word.starts_with(is_unspaced) { 1 } else { 2 })
        .sum()
}

/// Whether enough of its words are not those of every text.
fn says_something(one: &Article<'_>, run: &Run) -> bool {
    let language = one
        .language
        .map(|tag| tag.split(['-', '_']).next().unwrap_or(tag));
    let mut content = BTreeSet::new();
    for word in run.pieces.iter().flat_map(|piece| spelled(one, piece)) {
        let word = fold(word);
        if !is_stop(&word, language) {
            content.insert(word);
        }
        if content.len() >= CONTENT {
            return true;
        }
    }
    false
}
