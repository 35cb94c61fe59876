//! What two paragraphs beside one another share, marked in both, and where they count differently.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::features::Paragraph;
use super::quantities::Quantity;
use super::{Account, Cell, overlap};
use crate::document::PlainText;
use crate::links::passages::Elsewhere;
use crate::links::related::name_words::is_dull;
use crate::text::hash::folded;

/// A shared word is marked if it says as much as one that every eighth paragraph holds.
const TELLING: u64 = 8;

/// A piece of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    pub kind: Kind,
}

/// What is to be seen of a piece of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A number where the other paragraph has another.
    Differs,
    /// A number that the other has too.
    Number,
    /// Words of a shared passage.
    Passage,
    /// The name of somebody or something that the other names too.
    Name,
    /// A rare word that the other has too.
    Word,
    Plain,
}

impl Kind {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Differs => "differs",
            Self::Number => "number",
            Self::Passage => "passage",
            Self::Name => "name",
            Self::Word => "word",
            Self::Plain => "plain",
        }
    }
}

/// Marks paragraphs of two accounts.
pub(super) struct Marker<'a> {
    pub(super) one: &'a Account<'a>,
    pub(super) other: &'a Account<'a>,
    pub(super) passages: &'a [&'a Elsewhere],
    pub(super) here: &'a [Paragraph],
    pub(super) there: &'a [Paragraph],
}

impl Marker<'_> {
    /// Two blocks that stand beside one another.
    pub(super) fn mark(&self, at: usize, there: usize) -> (Cell, Cell) {
        let none = Paragraph::default();
        let a = self.here.get(at).unwrap_or(&none);
        let b = self.there.get(there).unwrap_or(&none);
        let block = |account: &Account<'_>, at: usize| {
            let block = account.plain.blocks.get(at);
            block.map_or(0..0, |block| block.plain.clone())
        };
        let (range, range_there) = (block(self.one, at), block(self.other, there));
        let pieces = self.passages.iter().flat_map(|it| &it.pieces);
        let common: Vec<_> = pieces
            .filter(|(here, there)| overlap(here, &range) > 0 && overlap(there, &range_there) > 0)
            .collect();
        let all = (self.here.len() + self.there.len()) as u64;
        let cell = |account: &Account<'_>,
                    at,
                    range: Range<usize>,
                    own: &Paragraph,
                    other: &Paragraph,
                    passages: Vec<Range<usize>>| {
            let mut spans = numbers(own, other);
            spans.extend(passages.into_iter().map(|it| (it, Kind::Passage)));
            spans.extend(names(account, &range, own, other));
            spans.extend(rare_words(account.plain, own, other, all));
            Cell {
                block: at,
                pieces: cut(account.plain, &range, spans),
            }
        };
        let passages = common.iter().map(|it| it.0.clone()).collect();
        let one = cell(self.one, at, range, a, b, passages);
        let passages = common.iter().map(|it| it.1.clone()).collect();
        let other = cell(self.other, there, range_there, b, a, passages);
        (one, other)
    }
}

type Span = (Range<usize>, Kind);

/// The numbers of things that both count.
fn numbers(own: &Paragraph, other: &Paragraph) -> Vec<Span> {
    let values = |all: &[Quantity], head| -> BTreeSet<String> {
        let counted = all.iter().filter(|it| it.heads().any(|own| own == head));
        counted.map(|it| it.value.clone()).collect()
    };
    let mut spans = Vec::new();
    for quantity in &own.quantities {
        let same = other.quantities.iter().any(|it| {
            it.value == quantity.value && quantity.units.iter().any(|(unit, _)| it.counts(*unit))
        });
        let differs = quantity.heads().any(|head| {
            let theirs = values(&other.quantities, head);
            !theirs.is_empty() && theirs.is_disjoint(&values(&own.quantities, head))
        });
        // The same number of the same is no difference, whatever else it may count.
        if same {
            spans.push((quantity.range.clone(), Kind::Number));
        } else if differs {
            spans.push((quantity.range.clone(), Kind::Differs));
        }
    }
    spans
}

fn names(
    account: &Account<'_>,
    block: &Range<usize>,
    own: &Paragraph,
    other: &Paragraph,
) -> Vec<Span> {
    let first = account
        .mentions
        .partition_point(|it| it.range.start < block.start);
    let inside = account.mentions.iter().skip(first);
    inside
        .take_while(|it| it.range.start < block.end)
        .filter(|it| own.names(it.entity) && other.names(it.entity))
        .map(|it| (it.range.clone(), Kind::Name))
        .collect()
}

fn rare_words(plain: &PlainText, own: &Paragraph, other: &Paragraph, paragraphs: u64) -> Vec<Span> {
    // A word that stands nowhere but in these two is rare enough, however few paragraphs there are.
    let least = (256 * TELLING).min(128 * paragraphs).isqrt();
    let shared = own.words.iter().filter(|(key, range)| {
        let rare = other.weight(*key).is_some_and(|weight| weight >= least);
        let word = plain.slice(range.clone());
        let long = word.len() > 2;
        rare && long && !is_dull(folded(word))
    });
    let mut spans: Vec<Span> = Vec::new();
    for (_, range) in shared {
        match spans.last_mut() {
            Some((last, _)) if matches!(plain.slice(last.end..range.start), " " | "-") => {
                last.end = range.end;
            }
            _ => spans.push((range.clone(), Kind::Word)),
        }
    }
    spans
}

/// The text of a block, cut where spans start and end. Of spans that overlap, the more telling counts, then the first.
fn cut(plain: &PlainText, block: &Range<usize>, mut spans: Vec<Span>) -> Vec<Piece> {
    spans.sort_by_key(|(range, kind)| (*kind, range.start));
    let mut taken: BTreeMap<usize, (usize, Kind)> = BTreeMap::new();
    for (range, kind) in spans {
        let (start, end) = (range.start.max(block.start), range.end.min(block.end));
        // What is left of it beside those that are taken.
        let mut free = start;
        let before = taken.range(..end).rev();
        let inside: Vec<(usize, usize)> = before
            .map(|(from, (to, _))| (*from, *to))
            .take_while(|(_, to)| *to > start)
            .collect();
        for (from, to) in inside.into_iter().rev() {
            if free < from {
                taken.insert(free, (from, kind));
            }
            free = free.max(to);
        }
        if free < end {
            taken.insert(free, (end, kind));
        }
    }
    let mut pieces = Vec::new();
    let mut push = |range: Range<usize>, kind: Kind| {
        let text = plain.slice(range);
        if !text.is_empty() {
            pieces.push(Piece {
                text: text.to_owned(),
                kind,
            });
        }
    };
    let mut at = block.start;
    for (start, (end, kind)) in taken {
        push(at..start, Kind::Plain);
        push(start..end, kind);
        at = end;
    }
    push(at..block.end, Kind::Plain);
    pieces
}
