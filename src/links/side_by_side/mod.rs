//! Two accounts side by side: which paragraphs of two articles speak of the same, and in which words.
//!
//! [`pairs()`] chooses the articles; [`compare`] aligns two of them by what their paragraphs share: passages, names,
//! numbers, rare words. The stages: paragraphs → [features] → [rows](align) → [marks].

mod align;
mod features;
mod marks;
mod pairs;
mod quantities;
#[cfg(test)]
mod tests;

use std::ops::Range;
use std::sync::Arc;

pub use marks::{Kind, Piece};
pub use pairs::{pairs, path};

use super::passages::Elsewhere;
use super::related::Lexicon;
use crate::document::{Block, PlainText};
use crate::entities::Mention;
use features::Paragraph;
use marks::Marker;

/// An article as it is compared.
#[derive(Debug, Clone, Copy)]
pub struct Account<'a> {
    pub plain: &'a PlainText,
    /// A BCP 47 tag.
    pub language: Option<&'a str>,
    /// Whom it names, in the order of the text.
    pub mentions: &'a [Mention],
}

/// Two articles that have a page side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// Slugs, in order.
    pub one: String,
    pub other: String,
    pub rows: Arc<Rows>,
}

/// Two accounts, paragraph by paragraph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rows {
    /// Every paragraph of both is in one row, in the order of both texts.
    pub rows: Vec<Row>,
    /// What both count.
    pub counts: Vec<Count>,
}

/// Paragraphs that speak of the same; or one paragraph that only one side has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    pub one: Option<Cell>,
    pub other: Option<Cell>,
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The index of its block in the plain text.
    pub block: usize,
    /// Its whole text in pieces.
    pub pieces: Vec<Piece>,
}

/// How many of something each side counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// What is counted, as the first account spells it.
    pub what: String,
    /// Each number once, in the order of the text.
    pub one: Vec<String>,
    pub other: Vec<String>,
    /// Whether they have no number in common.
    pub differs: bool,
}

/// Aligns two articles. `passages` are those they share, as the first has them.
pub fn compare(
    one: &Account<'_>,
    other: &Account<'_>,
    passages: &[&Elsewhere],
    lexicon: &Lexicon,
) -> Rows {
    let mut here = features::paragraphs(one, lexicon);
    let mut there = features::paragraphs(other, lexicon);
    features::weigh(&mut here, &mut there);
    let pairs = align::align(&here, &there, |a, b| {
        shared_bytes(passages, one.plain.blocks.get(a), other.plain.blocks.get(b))
    });
    let marker = Marker {
        one,
        other,
        passages,
        here: &here,
        there: &there,
    };
    let (mut next, mut next_there) = (0, 0);
    let mut rows = Vec::new();
    let end = (here.len(), there.len());
    for (at, at_there) in pairs.into_iter().chain([end]) {
        rows.extend((next..at).map(|block| Row {
            one: Some(plain(one.plain, block)),
            other: None,
        }));
        rows.extend((next_there..at_there).map(|block| Row {
            one: None,
            other: Some(plain(other.plain, block)),
        }));
        if (at, at_there) != end {
            let (a, b) = marker.mark(at, at_there);
            rows.push(Row {
                one: Some(a),
                other: Some(b),
            });
        }
        (next, next_there) = (at + 1, at_there + 1);
    }
    Rows {
        rows,
        counts: quantities::counts(one.plain, &here, other.plain, &there),
    }
}

/// A paragraph with nothing to mark.
fn plain(text: &PlainText, block: usize) -> Cell {
    let text = text
        .blocks
        .get(block)
        .map(|it| text.slice(it.plain.clone()));
    Cell {
        block,
        pieces: vec![Piece {
            text: text.unwrap_or_default().to_owned(),
            kind: Kind::Plain,
        }],
    }
}

/// How much of the shorter of two blocks stands in the other word for word, in thousandths.
fn shared_bytes(passages: &[&Elsewhere], one: Option<&Block>, other: Option<&Block>) -> u64 {
    let (Some(one), Some(other)) = (one, other) else {
        return 0;
    };
    let both = passages.iter().flat_map(|passage| &passage.pieces);
    let shared: usize = both
        .map(|(here, there)| overlap(here, &one.plain).min(overlap(there, &other.plain)))
        .sum();
    let shorter = one.plain.len().min(other.plain.len()).max(1);
    (shared * 1000 / shorter) as u64
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> usize {
    let end = one.end.min(other.end);
    end.saturating_sub(one.start.max(other.start))
}

/// What a paragraph counts and names.
impl Paragraph {
    fn names(&self, entity: usize) -> bool {
        self.entities.binary_search(&entity).is_ok()
    }
}
