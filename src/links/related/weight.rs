//! How much a term says, and articles as vectors of such weights.

use super::index::Index;
use super::terms::Count;

/// A pair of words weighs this much of what a word weighs.
const PAIR: f64 = 0.8;
/// Weights are whole numbers of this many to one, so that sums do not depend on their order.
pub(super) const ONE: u32 = 4096;
/// An article is compared by its heaviest terms, as long as all articles that hold them are no more than this many. So
/// cost grows with the number of articles and not with its square; on corpora of a thousand nothing is lost by it.
const BUDGET: u32 = 8_000;
/// Lengths keep so many of the 52 bits below their highest.
const LENGTH_BITS: u32 = 4;

/// One term of one article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Weight {
    /// The term's number in the index.
    pub(super) term: u32,
    /// Of the article's unit vector, in 1/[`ONE`]. Hardly above √2.
    pub(super) weight: u32,
}

/// Makes vectors in a site of so many articles.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scale {
    /// By how often an article holds a word; by how often a name.
    times: [Vec<f64>; 2],
    /// By the [`nth_step`] of how many articles hold a term.
    idf: Vec<f64>,
}

impl Scale {
    pub(super) fn new(articles: usize) -> Self {
        let articles = step(u32::try_from(articles).unwrap_or(u32::MAX));
        let name = 1.0 + 32.0 / (11.0 + f64::from(articles));
        let times = |weight: f64| {
            let times = 0..=u8::MAX;
            times
                .map(|times| 1.0 + ln(f64::from(times.max(1)) * weight))
                .collect()
        };
        let idf = (0..=nth_step(u32::MAX))
            .map(|nth| ln(f64::from(articles + 1) / (f64::from(of_nth_step(nth)) + 1.0)))
            .collect();
        Self {
            times: [times(1.0), times(name)],
            idf,
        }
    }

    /// The vector of an article, ascending by term.
    ///
    /// TF-IDF (Spärck Jones 1972; logarithmic term frequency as in SMART's `ltc`), with two changes.
    ///
    /// A vector's length counts a term only as far as others could share it: by 1 − 1/df. A word of one article alone
    /// cannot match, and would only make a long article look far from everything.
    ///
    /// And where there are few articles document frequency tells little, so names weigh more there: three times as much
    /// in a site of five articles, next to nothing more in one of a thousand.
    ///
    /// Frequencies and lengths count in steps: an edit elsewhere seldom changes a vector, and then in one weight.
    pub(super) fn vector(&self, counts: &[Count], index: &Index) -> Vec<Weight> {
        // First all that must be fetched from afar.
        let mut shared = Vec::with_capacity(counts.len());
        shared.extend(
            counts
                .iter()
                .filter_map(|count| Some((count, index.shared(count.term)?))),
        );
        let mut square = 0.0;
        let mut terms = Vec::with_capacity(shared.len());
        for (count, (number, articles)) in shared {
            let frequency = step(articles);
            let idf = self.idf.get(nth_step(articles)).unwrap_or(&0.0);
            let [word, name] = &self.times;
            let times = if count.name { name } else { word };
            let times = times.get(usize::from(count.times)).unwrap_or(&1.0);
            let pair = if count.pair { PAIR } else { 1.0 };
            let weight = times * idf * pair;
            square += weight * weight * (1.0 - 1.0 / f64::from(frequency));
            terms.push((weight, count.term, number, frequency));
        }
        let length = coarse(f64::sqrt(square));
        // Not by number, which tells of the order in which articles came.
        terms.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut read = 0_u32;
        let mut vector: Vec<Weight> = terms
            .into_iter()
            .take_while(|(_, _, _, frequency)| {
                read = read.saturating_add(*frequency);
                read <= BUDGET
            })
            .filter_map(|(weight, _, term, _)| {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "0 to 1.5 × 4,096"
                )]
                let weight = (weight / length * f64::from(ONE)).round() as u32;
                (weight > 0).then_some(Weight { term, weight })
            })
            .collect();
        vector.sort_unstable_by_key(|weight| weight.term);
        vector
    }
}

/// Rounds to one of 16 numbers between a power of two and the next.
fn coarse(length: f64) -> f64 {
    let dropped = f64::MANTISSA_DIGITS - 1 - LENGTH_BITS;
    let half = 1_u64 << (dropped - 1);
    f64::from_bits((length.to_bits() + half) >> dropped << dropped)
}

/// A count with only its two highest bits kept (1, 2, 3, 4, 6, 8, 12, 16, …), so that one article more or less seldom
/// changes the weights of others.
pub(super) fn step(count: u32) -> u32 {
    match count.checked_ilog2() {
        Some(bits) if bits >= 1 => count >> (bits - 1) << (bits - 1),
        _ => count,
    }
}

/// Numbers the steps from 0.
fn nth_step(count: u32) -> usize {
    match count.checked_ilog2() {
        Some(bits) if bits >= 1 => (bits * 2 + (count >> (bits - 1) & 1)) as usize,
        _ => count as usize,
    }
}

/// The count that a step begins with.
fn of_nth_step(nth: usize) -> u32 {
    match u32::try_from(nth) {
        Ok(nth) if nth >= 2 => (2 + nth % 2) << (nth / 2 - 1),
        _ => u32::from(nth == 1),
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
    use super::{ln, nth_step, of_nth_step, step};
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
            prop_assert_eq!(of_nth_step(nth_step(a)), step(a));
        }
    }
}
