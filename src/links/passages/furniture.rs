//! Standing lines: what a publication writes below everything it prints is nobody's quotation.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::Article;
use super::copies::{Near, Same};
use super::runs::Pair;
use crate::text::hash::pair;

/// A block of no more words may be a standing line.
const LINE: usize = 30;

/// A block that this many texts hold is furniture, however long.
const ALWAYS: usize = 6;

/// A shorter block, and anything in texts of one publication, is furniture from here on.
const OFTEN: usize = 3;

/// By article: words that are furniture, as ranges in order and without overlaps.
pub(super) type Furniture = BTreeMap<usize, Vec<Range<usize>>>;

/// Finds, outside quotations:
///
/// - blocks that stand the same in six texts or more; lines of at most 30 words that stand the same in three, or in two
///   of one publication; and blocks that stand the same in three of one publication;
/// - words of any kind that three texts of one publication share.
///
/// Copies count as one text.
pub(super) fn find(
    articles: &[Article<'_>],
    same: &Same,
    near: &Near,
    pairs: &[Pair],
) -> Furniture {
    let texts = texts(same, near);
    let text = |at: usize| texts.get(at).copied().unwrap_or(at);
    let mut found: BTreeMap<usize, Vec<Range<usize>>> = BTreeMap::new();
    for (at, block) in standing(articles, same, text) {
        found.entry(at).or_default().push(block);
    }
    for (at, words) in of_one_publication(articles, pairs, text) {
        found.entry(at).or_default().push(words);
    }
    for ranges in found.values_mut() {
        ranges.sort_unstable_by_key(|range| (range.start, range.end));
        let mut apart: Vec<Range<usize>> = Vec::new();
        for range in ranges.drain(..) {
            match apart.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => apart.push(range),
            }
        }
        *ranges = apart;
    }
    found
}

/// By article: the first of those that are copies of it, or of its copies.
fn texts(same: &Same, near: &Near) -> Vec<usize> {
    let mut firsts = same.texts.clone();
    let root = |firsts: &[usize], mut at: usize| {
        while let Some(next) = firsts.get(at).filter(|next| **next != at) {
            at = *next;
        }
        at
    };
    for (one, other) in near.keys() {
        let (one, other) = (root(&firsts, *one), root(&firsts, *other));
        if let Some(slot) = firsts.get_mut(one.max(other)) {
            *slot = one.min(other);
        }
    }
    // What comes before is settled, so each needs one step.
    for at in 0..firsts.len() {
        let first = firsts.get(at).and_then(|next| firsts.get(*next)).copied();
        if let (Some(first), Some(slot)) = (first, firsts.get_mut(at)) {
            *slot = first;
        }
    }
    firsts
}

/// The blocks that stand the same in several texts.
fn standing(
    articles: &[Article<'_>],
    same: &Same,
    text: impl Fn(usize) -> usize,
) -> Vec<(usize, Range<usize>)> {
    let mut blocks: Vec<(u64, usize, &Range<usize>)> = Vec::new();
    for (at, article) in articles.iter().enumerate() {
        if !same.is_first(at) {
            continue;
        }
        for block in &article.reading.blocks {
            let words = article.words.keys().get(block.clone()).unwrap_or_default();
            let key = words.iter().fold(1, |key, word| pair(key, *word));
            blocks.push((key, at, block));
        }
    }
    blocks.sort_unstable_by_key(|(key, at, block)| (*key, *at, block.start));
    let mut found = Vec::new();
    for places in blocks.chunk_by(|a, b| a.0 == b.0) {
        let [(_, _, first), _, ..] = places else {
            continue;
        };
        let places = places.iter().map(|(_, at, block)| (*at, *block));
        let texts: BTreeSet<usize> = places.clone().map(|(at, _)| text(at)).collect();
        let publications: BTreeSet<Option<&str>> = places
            .clone()
            .map(|(at, _)| articles.get(at).and_then(|it| it.publication))
            .collect();
        let one_publication = publications.len() == 1 && !publications.contains(&None);
        let short = first.len() <= LINE;
        let stands = match texts.len() {
            ALWAYS.. => true,
            OFTEN.. => short || one_publication,
            2 => short && one_publication,
            _ => false,
        };
        let quoted = |at: usize, block: &Range<usize>| {
            let article = articles.get(at);
            article.is_some_and(|article| article.reading.quotes_most(block))
        };
        if stands && !places.clone().any(|(at, block)| quoted(at, block)) {
            found.extend(places.map(|(at, block)| (at, block.clone())));
        }
    }
    found
}

/// The words that an article shares with two other texts of its publication or more.
fn of_one_publication(
    articles: &[Article<'_>],
    pairs: &[Pair],
    text: impl Fn(usize) -> usize,
) -> Vec<(usize, Range<usize>)> {
    let mut shared: BTreeMap<usize, Vec<(Range<usize>, usize)>> = BTreeMap::new();
    for pair in pairs {
        let (Some(one), Some(other)) = (articles.get(pair.one), articles.get(pair.other)) else {
            continue;
        };
        if one.publication.is_none() || one.publication != other.publication {
            continue;
        }
        if text(pair.one) == text(pair.other) {
            continue;
        }
        for run in &pair.runs {
            let (here, there) = (run.here(), run.there());
            if !one.reading.quotes_most(&here) && !other.reading.quotes_most(&there) {
                shared
                    .entry(pair.one)
                    .or_default()
                    .push((here, text(pair.other)));
                shared
                    .entry(pair.other)
                    .or_default()
                    .push((there, text(pair.one)));
            }
        }
    }
    let several = |(at, shared): (usize, Vec<(Range<usize>, usize)>)| {
        let ranges = deep(&shared, OFTEN - 1);
        ranges.into_iter().map(move |range| (at, range))
    };
    shared.into_iter().flat_map(several).collect()
}

/// The words that lie in ranges of at least `depth` different texts.
fn deep(ranges: &[(Range<usize>, usize)], depth: usize) -> Vec<Range<usize>> {
    let mut changes: Vec<(usize, bool, usize)> = ranges
        .iter()
        .flat_map(|(range, text)| [(range.start, true, *text), (range.end, false, *text)])
        .collect();
    changes.sort_unstable();
    let mut open: BTreeMap<usize, usize> = BTreeMap::new();
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut since = None;
    for (at, starts, text) in changes {
        if starts {
            *open.entry(text).or_default() += 1;
        } else if let Some(count) = open.get_mut(&text) {
            *count -= 1;
            if *count == 0 {
                open.remove(&text);
            }
        }
        match since {
            None if open.len() >= depth => since = Some(at),
            Some(start) if open.len() < depth => {
                found.push(start..at);
                since = None;
            }
            _ => {}
        }
    }
    found
}
