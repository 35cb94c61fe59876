//! The nearest articles of each by the cosine of their vectors, kept up to date by the vectors that changed.
//!
//! A cosine depends on two vectors alone. So where few vectors changed, only their own lists are made anew, and in the
//! other lists only they find their place anew.

use std::sync::Arc;

use rayon::prelude::*;

use super::index::Index;
use super::marks::Marks;
use super::order::{Order, Scored};
use super::sums::Sums;
use super::weight::Weight;

/// Cosines are whole numbers of this many to one.
pub(super) const ONE: u32 = 1 << 20;
/// The product of two weights has this many bits more.
const SPARE_BITS: u32 = 4;
const _: () = assert!(super::weight::ONE * super::weight::ONE == ONE << SPARE_BITS);
/// Lists hold this many more than are asked for, so that one that loses a few need not be made anew.
const SLACK: usize = 16;
/// Where more than one of this many vectors changed, all lists are made anew: that is quicker.
const MANY: usize = 4;

/// What the lists are made of.
#[derive(Clone, Copy)]
pub(super) struct Space<'a> {
    /// By number, ascending by term.
    pub(super) vectors: &'a [Vec<Weight>],
    pub(super) index: &'a Index,
    pub(super) order: &'a Order,
    /// How many nearest articles are asked for.
    pub(super) kept: usize,
}

/// The nearest articles of each.
#[derive(Debug, Default)]
pub(super) struct Nearest {
    /// By number.
    lists: Vec<List>,
}

#[derive(Debug, Clone, Default)]
struct List {
    /// Nearest first. All that stand before the floor.
    near: Vec<Scored>,
    /// The score and slug of an entry: those after it may be missing. None if nothing is.
    floor: Option<(u32, Arc<str>)>,
}

impl Nearest {
    /// The nearest articles of one, nearest first, and their cosines in 1/[`ONE`]: at most `kept` that share a term.
    pub(super) fn of(&self, article: u32, kept: usize) -> &[Scored] {
        let near = self.lists.get(article as usize).map(|list| &list.near[..]);
        let near = near.unwrap_or_default();
        near.get(..kept).unwrap_or(near)
    }

    /// Takes over that the vectors of these articles are others now. Returns by article the first place in its list
    /// that changed; `usize::MAX` if none did.
    pub(super) fn update(&mut self, space: Space<'_>, changed: &[u32]) -> Vec<usize> {
        let numbers = space.order.numbers();
        self.lists.resize_with(numbers, List::default);
        let all: Vec<u32>;
        let changed = if changed.len() * MANY > space.order.articles() {
            all = (0..).take(numbers).collect();
            &all
        } else {
            changed
        };
        let mut is_changed = Marks::none(numbers);
        is_changed.extend(changed.iter().copied());
        let mut first = vec![usize::MAX; numbers];
        let rows = self.rows(space, changed, Some(&is_changed));
        let mut moved = Vec::new();
        for (article, (list, theirs)) in changed.iter().zip(rows) {
            self.put(*article, list, space.kept, &mut first);
            moved.extend(theirs);
        }
        if changed.len() == numbers {
            return first;
        }
        moved.sort_by_key(|(list, _)| *list);
        let short = self.patch(space, &is_changed, &moved, &mut first);
        for (article, (list, _)) in short.iter().zip(self.rows(space, &short, None)) {
            self.put(*article, list, space.kept, &mut first);
        }
        first
    }

    /// New lists of these articles, and where they stand in the lists of those that did not change, if asked for.
    fn rows(
        &self,
        space: Space<'_>,
        articles: &[u32],
        changed: Option<&Marks>,
    ) -> Vec<(List, Vec<(u32, Scored)>)> {
        articles
            .par_iter()
            .map_init(
                || Sums::new(space.order.numbers()),
                |sums, own| {
                    let row = row(space, *own, sums);
                    let theirs = row
                        .iter()
                        .filter(|it| changed.is_some_and(|changed| !changed.has(it.article)))
                        .filter_map(|it| {
                            let list = self.lists.get(it.article as usize)?;
                            let score = it.score;
                            list.takes(score, space.order.slug(*own)?).then_some((
                                it.article,
                                Scored {
                                    article: *own,
                                    score,
                                },
                            ))
                        })
                        .collect();
                    (List::new(row, space), theirs)
                },
            )
            .collect()
    }

    /// Puts the changed articles to their new places in the other lists. Returns those that lost too many.
    fn patch(
        &mut self,
        space: Space<'_>,
        changed: &Marks,
        moved: &[(u32, Scored)],
        first: &mut [usize],
    ) -> Vec<u32> {
        let lists = self.lists.par_iter_mut().zip(first).enumerate();
        lists
            .filter_map(|(number, (list, first))| {
                let number = u32::try_from(number).ok()?;
                let from = moved.partition_point(|(to, _)| *to < number);
                let mine = moved.get(from..).unwrap_or_default().iter();
                let mut mine = mine
                    .take_while(|(to, _)| *to == number)
                    .map(|(_, it)| *it)
                    .peekable();
                if changed.has(number) {
                    return None;
                }
                if mine.peek().is_none() && !list.near.iter().any(|it| changed.has(it.article)) {
                    return None;
                }
                let kept = list.near.iter().filter(|it| !changed.has(it.article));
                let near = space.order.first(kept.copied().chain(mine), usize::MAX);
                let complete = list.floor.is_none();
                *first = first_difference(&list.near, &near, space.kept);
                list.near = near;
                list.trim(space);
                (!complete && list.near.len() < space.kept).then_some(number)
            })
            .collect()
    }

    fn put(&mut self, article: u32, list: List, kept: usize, first: &mut [usize]) {
        if let Some((before, first)) = self
            .lists
            .get_mut(article as usize)
            .zip(first.get_mut(article as usize))
        {
            // A list that was patched before it is made anew may have changed already.
            *first = (*first).min(first_difference(&before.near, &list.near, kept));
            *before = list;
        }
    }
}

impl List {
    fn new(row: Vec<Scored>, space: Space<'_>) -> Self {
        let complete = row.len() <= space.kept + SLACK;
        let near = space.order.first(row.into_iter(), space.kept + SLACK);
        let floor = if complete { None } else { lowest(&near, space) };
        Self { near, floor }
    }

    /// Whether an article of this score and slug stands before all that may be missing.
    fn takes(&self, score: u32, slug: &Arc<str>) -> bool {
        match &self.floor {
            None => true,
            Some((floor, last)) => score > *floor || (score == *floor && slug <= last),
        }
    }

    fn trim(&mut self, space: Space<'_>) {
        if self.near.len() > space.kept + SLACK {
            self.near.truncate(space.kept + SLACK);
            self.floor = lowest(&self.near, space);
        }
    }
}

fn lowest(near: &[Scored], space: Space<'_>) -> Option<(u32, Arc<str>)> {
    let last = near.last()?;
    Some((last.score, Arc::clone(space.order.slug(last.article)?)))
}

/// Where two lists differ first, if not after `kept`.
fn first_difference(before: &[Scored], after: &[Scored], kept: usize) -> usize {
    let longer = before.len().max(after.len()).min(kept);
    (0..longer)
        .find(|at| before.get(*at) != after.get(*at))
        .unwrap_or(usize::MAX)
}

/// The cosines of an article with all that share a term with it, in no order.
fn row(space: Space<'_>, own: u32, sums: &mut Sums) -> Vec<Scored> {
    for asked in space.vectors.get(own as usize).into_iter().flatten() {
        for holder in space.index.postings(asked.term) {
            sums.add(holder.article, asked.weight * holder.weight);
        }
    }
    sums.take(own)
        .map(|it| Scored {
            score: it.score >> SPARE_BITS,
            ..it
        })
        .filter(|it| it.score > 0)
        .collect()
}
