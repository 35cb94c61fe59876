//! The nearest articles of each: cosine, then what neighbours say, then fairness to those who are near to few.

use rayon::prelude::*;

use super::weight::{Vectors, Weight};

/// An article asks with this many of its heaviest terms …
const QUERY: usize = 256;
/// … each answers with this many articles that it weighs most in …
const POSTINGS: usize = 500;
/// … until this many answers were given. So cost grows with the number of articles and not with its square; on corpora
/// of a thousand nothing is lost by it.
const BUDGET: usize = 8_000;
/// How many nearest articles are kept of each while neighbours are asked.
const KEPT: usize = 100;
/// How many nearest articles speak for an article, and measure how near to others it stands.
const CIRCLE: usize = 10;
/// In small sites fewer may speak: one of this many articles.
const SHARE: usize = 32;
/// Cosines are whole numbers of this many to one.
const ONE: u64 = 1 << 24;

/// An article and how near it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Near {
    pub(super) article: u32,
    /// In millionths.
    pub(super) score: u32,
    /// The cosine of the two texts alone, in millionths.
    pub(super) cosine: u32,
}

/// The nearest articles of each, nearest first, at least `limit` or [`KEPT`] of those that share a term with it or with
/// a neighbour. Equal scores stand in the articles' order.
pub(super) fn neighbours(vectors: &Vectors, limit: usize) -> Vec<Vec<Near>> {
    let kept = limit.max(KEPT);
    let cosines = cosines(vectors, kept);
    let heard = heard(&cosines, kept);
    let crowding: Vec<f64> = heard
        .par_iter()
        .map(|list| crowding(list, heard.len()))
        .collect();
    heard
        .par_iter()
        .zip(&cosines)
        .map(|(list, cosines)| fair(list, cosines, &crowding))
        .collect()
}

/// Article and cosine (or, once neighbours were heard, a sum of such), nearest first.
type List = Vec<(u32, u64)>;

fn cosines(vectors: &Vectors, kept: usize) -> Vec<List> {
    let postings = postings(vectors);
    (0_u32..)
        .zip(&vectors.articles)
        .collect::<Vec<_>>()
        .into_par_iter()
        .map_init(
            || Sums::new(vectors.articles.len()),
            |sums, (own, vector)| {
                let mut read = 0;
                for asked in vector.iter().take(QUERY) {
                    let holders = postings
                        .get(asked.term as usize)
                        .map_or(&[][..], Vec::as_slice);
                    read += holders.len();
                    if read > BUDGET {
                        break;
                    }
                    for holder in holders {
                        sums.add(
                            holder.article,
                            u64::from(asked.weight) * u64::from(holder.weight),
                        );
                    }
                }
                let mut list = sums.take(own, kept);
                // The weights' 2 × 16 bits down to 24.
                for (_, cosine) in &mut list {
                    *cosine >>= 8;
                }
                list
            },
        )
        .collect()
}

struct Posting {
    article: u32,
    weight: u32,
}

/// For each term the articles that hold it, those it weighs most in.
fn postings(vectors: &Vectors) -> Vec<Vec<Posting>> {
    let mut sizes = vec![0; vectors.terms];
    for Weight { term, .. } in vectors.articles.iter().flatten() {
        if let Some(size) = sizes.get_mut(*term as usize) {
            *size += 1;
        }
    }
    let mut postings: Vec<Vec<Posting>> = sizes.into_iter().map(Vec::with_capacity).collect();
    for (article, vector) in (0..).zip(&vectors.articles) {
        for Weight { term, weight } in vector {
            if let Some(list) = postings.get_mut(*term as usize) {
                list.push(Posting {
                    article,
                    weight: *weight,
                });
            }
        }
    }
    postings.par_iter_mut().for_each(|list| {
        if list.len() > POSTINGS {
            list.sort_unstable_by(|a, b| b.weight.cmp(&a.weight).then(a.article.cmp(&b.article)));
            list.truncate(POSTINGS);
        }
    });
    postings
}

/// Adds to each cosine what the nearest articles say: those near to my near ones are near to me, by
/// λ Σ cos(a, c)² cos(c, b) over my circle of c, with λ = 1. (Diffusion on the neighbour graph: Donoser and Bischof 2013.)
fn heard(cosines: &[List], kept: usize) -> Vec<List> {
    let circle = CIRCLE.min(cosines.len() / SHARE);
    (0_u32..)
        .zip(cosines)
        .collect::<Vec<_>>()
        .into_par_iter()
        .map_init(
            || Sums::new(cosines.len()),
            |sums, (own, list)| {
                for (article, cosine) in list {
                    sums.add(*article, *cosine);
                }
                for (speaker, cosine) in list.iter().take(circle) {
                    let trust = cosine * cosine / ONE;
                    let theirs = cosines
                        .get(*speaker as usize)
                        .map_or(&[][..], Vec::as_slice);
                    for (article, cosine) in theirs.iter().take(KEPT) {
                        sums.add(*article, trust * cosine / ONE);
                    }
                }
                sums.take(own, kept)
            },
        )
        .collect()
}

/// How near an article stands to those nearest to it, on average: high for one in the midst of many.
fn crowding(list: &List, articles: usize) -> f64 {
    let circle = CIRCLE.min(articles.saturating_sub(1)).max(1);
    let sum: u64 = list.iter().take(circle).map(|(_, score)| score).sum();
    to_one(sum) / to_one(circle as u64 * ONE)
}

/// Divides by the candidate's crowding to the power of 5/16: an article that is near to everything is less worth saying
/// than one that is near to this one alone. (Local scaling: Zelnik-Manor and Perona 2004.) Roots are exact to the bit.
fn fair(list: &List, cosines: &List, crowding: &[f64]) -> Vec<Near> {
    let mut cosines = cosines.clone();
    cosines.sort_unstable();
    let mut near: Vec<Near> = list
        .iter()
        .map(|(article, heard)| {
            let crowding = crowding.get(*article as usize).unwrap_or(&1.0) + 0.01;
            let quarter = crowding.sqrt().sqrt();
            let power = quarter * quarter.sqrt().sqrt();
            let cosine = cosines
                .binary_search_by_key(article, |(article, _)| *article)
                .ok()
                .and_then(|at| cosines.get(at))
                .map_or(0, |(_, cosine)| *cosine);
            Near {
                article: *article,
                score: millionths(to_one(*heard) / power),
                cosine: millionths(to_one(cosine)),
            }
        })
        .collect();
    near.sort_unstable_by(|a, b| b.score.cmp(&a.score).then(a.article.cmp(&b.article)));
    near
}

#[expect(
    clippy::cast_precision_loss,
    reason = "sums of at most a thousand numbers of 25 bits"
)]
fn to_one(sum: u64) -> f64 {
    sum as f64 / ONE as f64
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "0 to a few hundred"
)]
fn millionths(score: f64) -> u32 {
    (score * 1e6).round() as u32
}

/// A sum for each article, kept between queries so that only what was touched is cleared.
struct Sums {
    sums: Vec<u64>,
    touched: Vec<u32>,
}

impl Sums {
    fn new(articles: usize) -> Self {
        Self {
            sums: vec![0; articles],
            touched: Vec::new(),
        }
    }

    fn add(&mut self, article: u32, amount: u64) {
        if let Some(sum) = self.sums.get_mut(article as usize) {
            if *sum == 0 && amount > 0 {
                self.touched.push(article);
            }
            *sum += amount;
        }
    }

    /// The highest sums but for the article's own, highest first; all sums are zero again.
    fn take(&mut self, own: u32, kept: usize) -> List {
        let mut list: List = Vec::with_capacity(self.touched.len());
        for article in self.touched.drain(..) {
            if let Some(sum) = self.sums.get_mut(article as usize) {
                let sum = std::mem::take(sum);
                if article != own {
                    list.push((article, sum));
                }
            }
        }
        let order = |a: &(u32, u64), b: &(u32, u64)| b.1.cmp(&a.1).then(a.0.cmp(&b.0));
        if list.len() > kept {
            list.select_nth_unstable_by(kept, order);
            list.truncate(kept);
        }
        list.sort_unstable_by(order);
        list.shrink_to_fit();
        list
    }
}
