//! What was found of pairs, as each article sees it.

use std::collections::BTreeMap;
use std::ops::Range;

use super::copies::{Near, Same};
use super::runs::Piece;
use super::select::Found;
use super::{Article, Copied, Elsewhere, Extent, Passage, Shares};

/// How many copies are listed of one article.
const LISTED: usize = 8;

pub(super) fn by_article(
    articles: &[Article<'_>],
    same: &Same,
    near: &Near,
    found: &[Found],
) -> BTreeMap<String, Shares> {
    let mut elsewhere: BTreeMap<usize, Vec<Elsewhere>> = BTreeMap::new();
    for found in found {
        let (Some(one), Some(other)) = (articles.get(found.one), articles.get(found.other)) else {
            continue;
        };
        let here = one.words.bytes(&found.run.here());
        let there = other.words.bytes(&found.run.there());
        let pieces = found
            .run
            .pieces
            .iter()
            .map(|piece| pieces(one, other, piece));
        let pieces: Vec<_> = pieces.collect();
        let turned = pieces
            .iter()
            .map(|(here, there)| (there.clone(), here.clone()));
        elsewhere.entry(found.other).or_default().push(Elsewhere {
            slug: one.slug.to_owned(),
            here: there.clone(),
            there: here.clone(),
            pieces: turned.collect(),
        });
        elsewhere.entry(found.one).or_default().push(Elsewhere {
            slug: other.slug.to_owned(),
            here,
            there,
            pieces,
        });
    }
    let mut shares: BTreeMap<usize, Shares> = BTreeMap::new();
    for (at, places) in elsewhere {
        shares.entry(at).or_default().passages = passages(places);
    }
    for (at, (copies, more)) in copies(articles, same, near) {
        let entry = shares.entry(at).or_default();
        (entry.copies, entry.more_copies) = (copies, more);
    }
    let named = shares.into_iter();
    named
        .filter_map(|(at, shares)| Some((articles.get(at)?.slug.to_owned(), shares)))
        .collect()
}

fn pieces(one: &Article<'_>, other: &Article<'_>, piece: &Piece) -> (Range<usize>, Range<usize>) {
    let here = piece.at..piece.at + piece.count;
    let there = piece.there..piece.there + piece.count;
    (one.words.bytes(&here), other.words.bytes(&there))
}

/// A passage that may yet be joined by other places.
struct Open {
    passage: Passage,
    /// The bytes of its longest place.
    longest: usize,
}

/// The passages of one article. Places are one passage where what all of them have is at least half of each.
fn passages(mut places: Vec<Elsewhere>) -> Vec<Passage> {
    places.sort_by(|a, b| {
        let key = |it: &Elsewhere| (it.here.start, std::cmp::Reverse(it.here.end));
        key(a).cmp(&key(b)).then_with(|| a.slug.cmp(&b.slug))
    });
    let mut passages: Vec<Passage> = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    for place in places {
        let here = place.here.clone();
        // No later place begins before this one.
        let closed = open.extract_if(.., |it| it.passage.range.end <= here.start);
        passages.extend(closed.map(|it| it.passage));
        let common = |it: &Open| overlap(&it.passage.range, &here);
        let fits = |it: &&mut Open| common(it) * 2 >= it.longest.max(here.len());
        // Of two that fit as well, the first.
        let best = open
            .iter_mut()
            .rev()
            .filter(fits)
            .max_by_key(|it| common(it));
        if let Some(joined) = best {
            let range = &mut joined.passage.range;
            *range = range.start.max(here.start)..range.end.min(here.end);
            joined.longest = joined.longest.max(here.len());
            joined.passage.others.push(place);
        } else {
            open.push(Open {
                longest: here.len(),
                passage: Passage {
                    range: here,
                    others: vec![place],
                },
            });
        }
    }
    passages.extend(open.into_iter().map(|it| it.passage));
    for passage in &mut passages {
        passage
            .others
            .sort_by(|a, b| (&a.slug, a.here.start).cmp(&(&b.slug, b.here.start)));
    }
    passages.sort_by_key(|it| (it.range.start, std::cmp::Reverse(it.range.end)));
    passages
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> usize {
    let end = one.end.min(other.end);
    end.saturating_sub(one.start.max(other.start))
}

/// The copies of each article, those with all its words first, and how many there are beyond [`LISTED`].
fn copies(
    articles: &[Article<'_>],
    same: &Same,
    near: &Near,
) -> BTreeMap<usize, (Vec<Copied>, usize)> {
    let mut nearly: BTreeMap<usize, Vec<(Extent, usize)>> = BTreeMap::new();
    for ((one, other), extent) in near {
        nearly.entry(*one).or_default().push((*extent, *other));
        nearly
            .entry(*other)
            .or_default()
            .push((extent.turned(), *one));
    }
    let mut copies = BTreeMap::new();
    for at in 0..articles.len() {
        let others = same.as_article(at).iter().copied().filter(|it| *it != at);
        let others = others.map(|it| (Extent::Same, it));
        let known = nearly.get(&at).map_or(&[][..], Vec::as_slice);
        let mut known = known.to_vec();
        known.sort_unstable();
        let listed: Vec<Copied> = others
            .chain(known.iter().copied())
            .take(LISTED)
            .filter_map(|(extent, it)| {
                let slug = articles.get(it)?.slug.to_owned();
                Some(Copied { slug, extent })
            })
            .collect();
        if !listed.is_empty() {
            let all = same.as_article(at).len().saturating_sub(1) + known.len();
            let more = all - listed.len();
            copies.insert(at, (listed, more));
        }
    }
    copies
}
