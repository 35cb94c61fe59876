//! Marks as flat pieces: the text is cut wherever a mark starts or ends, so that no two pieces overlap.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::Mark;
use crate::document::PlainText;

/// A mark with its place in the document settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Placed<'a> {
    pub(super) mark: &'a Mark,
    /// Not empty; starts and ends on a character of a block.
    pub(super) range: Range<usize>,
    /// What the ids of mark and reference end in: the note's id, with `-2` for its second passage.
    pub(super) id: String,
    /// Whether it is the last passage of its note.
    pub(super) last: bool,
}

/// A piece of text that is covered by the same marks throughout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) range: Range<usize>,
    /// Indexes of the placed marks, in order.
    pub(super) marks: Vec<usize>,
}

/// Marks in the order of their starts; of those that start together, the longer first. If the text is empty, none.
pub(super) fn place<'a>(marks: &'a [Mark], plain: &PlainText) -> Vec<Placed<'a>> {
    let mut placed: Vec<Placed> = marks
        .iter()
        .filter_map(|mark| {
            let range = settle(&mark.range, plain)?;
            Some(Placed {
                mark,
                range,
                id: String::new(),
                last: false,
            })
        })
        .collect();
    placed.sort_by_key(|placed| (placed.range.start, std::cmp::Reverse(placed.range.end)));
    let mut passages: BTreeMap<&str, usize> = BTreeMap::new();
    for placed in &mut placed {
        let nth = passages.entry(&placed.mark.note).or_insert(0);
        *nth += 1;
        placed.id = match *nth {
            1 => placed.mark.note.clone(),
            nth => format!("{}-{nth}", placed.mark.note),
        };
    }
    let mut last: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (at, placed) in placed.iter().enumerate() {
        let end = last.entry(&placed.mark.note).or_insert((0, at));
        *end = (*end).max((placed.range.end, at));
    }
    let last: BTreeSet<usize> = last.into_values().map(|(_, at)| at).collect();
    for at in last {
        if let Some(placed) = placed.get_mut(at) {
            placed.last = true;
        }
    }
    placed
}

/// The text that a range covers, without the blank lines at its ends. An empty one is widened to a character.
fn settle(range: &Range<usize>, plain: &PlainText) -> Option<Range<usize>> {
    let (first, last) = (plain.blocks.first()?, plain.blocks.last()?);
    let text = &plain.text;
    let mut start = range.start.min(text.len());
    let mut end = range.end.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    // The first block that has text after the start, the last that has text before the end.
    let after = plain
        .blocks
        .partition_point(|block| block.plain.end <= start);
    start = start.max(
        plain
            .blocks
            .get(after)
            .map_or(start, |block| block.plain.start),
    );
    let before = plain
        .blocks
        .partition_point(|block| block.plain.start < end);
    let before = before
        .checked_sub(1)
        .and_then(|before| plain.blocks.get(before));
    end = end.min(before.map_or(end, |block| block.plain.end));
    if start < end {
        return Some(start..end);
    }
    let start = start.clamp(first.plain.start, last.plain.end);
    let char = |at: usize| {
        text.get(at..)
            .and_then(|rest| rest.chars().next())
            .map(char::len_utf8)
    };
    match char(start) {
        Some(length) => Some(start..start + length),
        None => text.char_indices().last().map(|(at, _)| at..text.len()),
    }
}

/// Cuts the text at every start and end. Pieces are in order; text without a mark is in none.
pub(super) fn cut(placed: &[Placed]) -> Vec<Piece> {
    let mut boundaries: Vec<usize> = placed
        .iter()
        .flat_map(|placed| [placed.range.start, placed.range.end])
        .collect();
    boundaries.sort_unstable();
    boundaries.dedup();
    let mut pieces = Vec::new();
    let mut active: Vec<usize> = Vec::new();
    let mut next = 0;
    for pair in boundaries.windows(2) {
        let &[start, end] = pair else { continue };
        active.retain(|&at| {
            placed
                .get(at)
                .is_some_and(|placed| placed.range.end > start)
        });
        while placed
            .get(next)
            .is_some_and(|placed| placed.range.start == start)
        {
            active.push(next);
            next += 1;
        }
        if !active.is_empty() {
            pieces.push(Piece {
                range: start..end,
                marks: active.clone(),
            });
        }
    }
    pieces
}
