//! What neighbours say of each other, and fairness to those who are near to few.

use rayon::prelude::*;

use super::marks::Marks;
use super::nearest::{Nearest, ONE};
use super::order::{Order, Scored};
use super::sums::Sums;

/// How many nearest articles speak for an article, and measure how near to others it stands.
const CIRCLE: usize = 8;
/// In small sites fewer may speak: one of this many articles.
const SHARE: usize = 32;
/// Each speaks of this many that are nearest to it.
const SPOKEN_OF: usize = 50;

/// An article and how near it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Near {
    pub(super) article: u32,
    /// In millionths.
    pub(super) score: u32,
    /// The cosine of the two texts alone, in millionths.
    pub(super) cosine: u32,
}

/// The nearest articles of each when their neighbours were heard.
#[derive(Debug, Default)]
pub(super) struct Heard {
    /// By number; sums of cosines in 1/[`ONE`], highest first.
    lists: Vec<Vec<Scored>>,
    /// By number: what its scores in other lists are divided by.
    crowding: Vec<f64>,
    /// How many speak for an article, and how many measure how crowded it stands.
    circles: (usize, usize),
}

impl Heard {
    /// Takes over that the lists of nearest articles are others from these places on. Returns whose scores may be
    /// others, by number.
    pub(super) fn update(
        &mut self,
        nearest: &Nearest,
        first: &[usize],
        order: &Order,
        kept: usize,
    ) -> Marks {
        let articles = order.articles();
        let circles = (
            CIRCLE.min(articles / SHARE),
            CIRCLE.min(articles.saturating_sub(1)).max(1),
        );
        let all = circles != self.circles;
        self.circles = circles;
        self.lists.resize_with(order.numbers(), Vec::new);
        self.crowding.resize(order.numbers(), 0.0);
        let speaks_anew = |it: &Scored| {
            first
                .get(it.article as usize)
                .is_some_and(|at| *at < SPOKEN_OF)
        };
        let changed: Vec<(bool, bool)> = (0_u32..)
            .zip(&mut self.lists)
            .zip(&mut self.crowding)
            .collect::<Vec<_>>()
            .into_par_iter()
            .map_init(
                || Sums::new(order.numbers()),
                |sums, ((number, list), crowding)| {
                    let near = nearest.of(number, kept);
                    let own = first
                        .get(number as usize)
                        .is_some_and(|at| *at < usize::MAX);
                    if !all && !own && !near.iter().take(circles.0).any(speaks_anew) {
                        return (false, false);
                    }
                    let new = heard(number, near, nearest, circles.0, sums);
                    let new = order.first(new, kept);
                    let crowded = crowded(&new, circles.1);
                    let changed = (*list != new, crowded.to_bits() != crowding.to_bits());
                    *list = new;
                    *crowding = crowded;
                    changed
                },
            )
            .collect();
        let crowded: Marks = changed.iter().map(|(_, crowding)| *crowding).collect();
        let any = changed.iter().any(|(_, crowding)| *crowding);
        let lists = changed.par_iter().zip(first).zip(&self.lists);
        let scores: Vec<bool> = lists
            .map(|(((list, _), first), scored)| {
                let crowded_anew = || any && scored.iter().any(|it| crowded.has(it.article));
                *list || *first < usize::MAX || crowded_anew()
            })
            .collect();
        scores.into_iter().collect()
    }

    /// The articles near to one, by score.
    ///
    /// A score is divided by the candidate's crowding to the power of 5/16: an article that is near to everything is
    /// less worth saying than one that is near to this one alone. (Local scaling: Zelnik-Manor and Perona 2004.)
    pub(super) fn of(
        &self,
        article: u32,
        nearest: &Nearest,
        order: &Order,
        kept: usize,
    ) -> Vec<Near> {
        let list = self.lists.get(article as usize).into_iter().flatten();
        let fair = list.map(|it| {
            let crowding = self.crowding.get(it.article as usize).unwrap_or(&1.0);
            Scored {
                score: millionths(to_one(it.score) / crowding),
                ..*it
            }
        });
        let mut cosines: Vec<(u32, u32)> = nearest
            .of(article, kept)
            .iter()
            .map(|it| (it.article, it.score))
            .collect();
        cosines.sort_unstable();
        let cosine = |article: u32| {
            let at = cosines.binary_search_by_key(&article, |(article, _)| *article);
            let cosine = at.ok().and_then(|at| cosines.get(at));
            cosine.map_or(0, |(_, cosine)| millionths(to_one(*cosine)))
        };
        let fair = order.first(fair, usize::MAX).into_iter();
        fair.map(|it| Near {
            article: it.article,
            score: it.score,
            cosine: cosine(it.article),
        })
        .collect()
    }
}

/// Adds to each cosine what the nearest articles say: those near to my near ones are near to me, by
/// λ Σ cos(a, c)² cos(c, b) over my circle of c, with λ = 1. (Diffusion on the neighbour graph: Donoser and Bischof 2013.)
fn heard<'a>(
    own: u32,
    near: &[Scored],
    nearest: &Nearest,
    circle: usize,
    sums: &'a mut Sums,
) -> impl Iterator<Item = Scored> + use<'a> {
    for it in near {
        sums.add(it.article, it.score);
    }
    for speaker in near.iter().take(circle) {
        let trust = product(speaker.score, speaker.score);
        for it in nearest.of(speaker.article, SPOKEN_OF) {
            sums.add(it.article, product(trust, it.score));
        }
    }
    sums.take(own)
}

fn product(a: u32, b: u32) -> u32 {
    u32::try_from(u64::from(a) * u64::from(b) / u64::from(ONE)).unwrap_or(u32::MAX)
}

/// How near an article stands to those nearest to it, on average, to the power of 5/16: high for one in the midst of
/// many. Rounded, so that small changes do not reach the lists it stands in. Roots are exact to the bit.
fn crowded(list: &[Scored], circle: usize) -> f64 {
    let sum: u32 = list.iter().take(circle).map(|it| it.score).sum();
    let mean = sum / u32::try_from(circle).unwrap_or(1) + ONE / 100;
    // Three bits.
    let dropped = mean.ilog2().saturating_sub(2);
    let mean = (mean + (1 << dropped >> 1)) >> dropped << dropped;
    let quarter = to_one(mean).sqrt().sqrt();
    quarter * quarter.sqrt().sqrt()
}

fn to_one(score: u32) -> f64 {
    f64::from(score) / f64::from(ONE)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "0 to a few hundred"
)]
fn millionths(score: f64) -> u32 {
    (score * 1e6).round() as u32
}
