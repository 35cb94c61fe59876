//! How much a term says, and articles as vectors of such weights.

use std::collections::HashMap;

use rayon::prelude::*;

use super::hash::Hashed;
use super::terms::{Count, Terms};

/// A pair of words weighs this much of what a word weighs.
const PAIR: f64 = 0.7;
/// Weights are whole numbers of this many to one, so that sums do not depend on their order.
const ONE: f64 = 65_536.0;

/// One term of one article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Weight {
    /// Numbers the terms that at least two articles hold.
    pub(super) term: u32,
    /// Of the article's unit vector, in 1/65,536. Below √2.
    pub(super) weight: u32,
}

/// The articles as vectors.
#[derive(Debug)]
pub(super) struct Vectors {
    /// Each heaviest first.
    pub(super) articles: Vec<Vec<Weight>>,
    /// How many terms at least two articles hold.
    pub(super) terms: usize,
    pub(super) frequencies: Frequencies,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Frequency {
    pub(super) articles: u32,
    pub(super) term: u32,
}

/// TF-IDF (Spärck Jones 1972; logarithmic term frequency as in SMART's `ltc`), with two changes.
///
/// A vector's length counts a term only as far as others could share it: by 1 − 1/df. A word of one article alone
/// cannot match, and would only make a long article look far from everything.
///
/// And where there are few articles document frequency tells little, so names weigh more there: three times as much in
/// a site of five articles, next to nothing more in one of a thousand.
pub(super) fn vectors(articles: &[&Terms]) -> Vectors {
    let frequencies = Frequencies::new(articles);
    let terms = frequencies.len();
    let scale = Scale::new(articles.len());
    let articles = articles
        .par_iter()
        .map(|terms| scale.vector(&terms.counts, &frequencies))
        .collect();
    Vectors {
        articles,
        terms,
        frequencies,
    }
}

/// How many articles hold each term, for those that at least two hold.
#[derive(Debug)]
pub(super) struct Frequencies {
    /// By the terms' highest bits: small maps are counted side by side and stay near the processor.
    shards: Vec<HashMap<u64, Frequency, Hashed>>,
}

const SHARD_BITS: u32 = 6;

fn shard(term: u64) -> usize {
    usize::try_from(term >> (u64::BITS - SHARD_BITS)).unwrap_or(0)
}

impl Frequencies {
    /// Numbers the terms by shard, within it in the order in which articles share them.
    fn new(articles: &[&Terms]) -> Self {
        let mut shards: Vec<_> = (0..1_usize << SHARD_BITS)
            .into_par_iter()
            .map(|at| Self::count(at, articles))
            .collect();
        let mut before = 0;
        for shard in &mut shards {
            for known in shard.values_mut() {
                known.term += before;
            }
            before += u32::try_from(shard.len()).unwrap_or(u32::MAX);
        }
        Self { shards }
    }

    fn count(at: usize, articles: &[&Terms]) -> HashMap<u64, Frequency, Hashed> {
        let mut counted: HashMap<u64, Frequency, Hashed> = HashMap::default();
        let mut shared = 0;
        for terms in articles {
            let counts = &terms.counts;
            let from = counts.partition_point(|count| shard(count.term) < at);
            let rest = counts.get(from..).unwrap_or_default();
            for count in rest.iter().take_while(|count| shard(count.term) == at) {
                let known = counted.entry(count.term).or_insert(Frequency {
                    articles: 0,
                    term: 0,
                });
                known.articles += 1;
                if known.articles == 2 {
                    known.term = shared;
                    shared += 1;
                }
            }
        }
        counted.retain(|_, known| known.articles > 1);
        counted.shrink_to_fit();
        counted
    }

    pub(super) fn get(&self, term: u64) -> Option<&Frequency> {
        self.shards.get(shard(term))?.get(&term)
    }

    fn len(&self) -> usize {
        self.shards.iter().map(HashMap::len).sum()
    }
}

struct Scale {
    articles: u32,
    /// What a name weighs more than another word.
    name: f64,
}

impl Scale {
    fn new(articles: usize) -> Self {
        let articles = step(u32::try_from(articles).unwrap_or(u32::MAX));
        Self {
            articles,
            name: 1.0 + 32.0 / (11.0 + f64::from(articles)),
        }
    }

    fn vector(&self, counts: &[Count], frequencies: &Frequencies) -> Vec<Weight> {
        let mut square = 0.0;
        let mut weights = Vec::new();
        for count in counts {
            let Some(known) = frequencies.get(count.term) else {
                continue;
            };
            let frequency = step(known.articles);
            let idf = ln(f64::from(self.articles + 1) / f64::from(frequency + 1));
            let name = if count.name { self.name } else { 1.0 };
            let pair = if count.pair { PAIR } else { 1.0 };
            let weight = (1.0 + ln(f64::from(count.times) * name)) * idf * pair;
            square += weight * weight * (1.0 - 1.0 / f64::from(frequency));
            weights.push((known.term, weight));
        }
        let length = f64::sqrt(square);
        let mut vector: Vec<Weight> = weights
            .into_iter()
            .filter_map(|(term, weight)| {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "0 to √2 × 65,536"
                )]
                let weight = (weight / length * ONE).round() as u32;
                (weight > 0).then_some(Weight { term, weight })
            })
            .collect();
        vector.sort_unstable_by(|a, b| b.weight.cmp(&a.weight).then(a.term.cmp(&b.term)));
        vector
    }
}

/// A count with only its two highest bits kept from 16 up (16, 24, 32, 48, 64, …), so that one article more or less
/// seldom changes the weights of others.
pub(super) fn step(count: u32) -> u32 {
    match count.checked_ilog2() {
        Some(bits) if bits >= 4 => count >> (bits - 1) << (bits - 1),
        _ => count,
    }
}

/// The natural logarithm of a positive number by additions, multiplications and divisions alone, which are exact to
/// the bit on every machine; the one of the standard library is not.
fn ln(x: f64) -> f64 {
    let mut mantissa = x;
    let mut halvings = 0.0;
    while mantissa > 1.5 {
        mantissa /= 2.0;
        halvings += 1.0;
    }
    while mantissa < 0.75 {
        mantissa *= 2.0;
        halvings -= 1.0;
    }
    // ln m = 2 artanh((m − 1) / (m + 1)), and |t| ≤ 1/5.
    let t = (mantissa - 1.0) / (mantissa + 1.0);
    let square = t * t;
    let series = (0..10_u32)
        .rev()
        .fold(0.0, |sum, k| sum * square + 1.0 / f64::from(2 * k + 1));
    2.0 * t * series + halvings * std::f64::consts::LN_2
}

#[cfg(test)]
mod tests {
    use super::{ln, step};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn logarithms_are_right(x in 1e-6..1e9_f64) {
            prop_assert!((ln(x) - x.ln()).abs() < 1e-12 * (1.0 + x.ln().abs()));
        }

        #[test]
        fn steps_keep_order_and_size(a in 0..4_000_000_000_u32, b in 0..4_000_000_000_u32) {
            prop_assert!(step(a) <= a && u64::from(a) <= u64::from(step(a)) * 3 / 2);
            prop_assert_eq!(step(a.max(b)), step(a).max(step(b)));
        }
    }
}
