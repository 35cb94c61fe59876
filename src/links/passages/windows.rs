//! Windows of words, and the few of them that stand for all.

use crate::text::hash::pair;

/// How many words a window has: the shortest passage that is found at all.
pub(super) const WINDOW: usize = 6;

/// A passage of this many words is found wherever it stands.
pub(super) const CERTAIN: usize = 12;

/// Odd, so that no word's hash loses bits.
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

/// Of so many windows in a row one stands for all.
const ROW: usize = CERTAIN - WINDOW + 1;

/// The hashes of all windows, in order.
///
/// Rolling hashes: R. Karp, M. Rabin, Efficient randomized pattern-matching algorithms, IBM J. Res. Dev. 31, 1987; here
/// modulo 2⁶⁴, of words whose hashes are spread already.
pub(super) fn windows(keys: &[u64]) -> impl Iterator<Item = u64> {
    let first = keys.iter().take(WINDOW - 1);
    let mut sum = first.fold(0, |sum, key| roll(sum, 0, *key));
    let gone = std::iter::once(0).chain(keys.iter().copied());
    let new = keys.iter().skip(WINDOW - 1);
    new.zip(gone).map(move |(new, gone)| {
        sum = roll(sum, gone, *new);
        pair(0, sum)
    })
}

/// Takes a word in at the end, and out the one that stood before the window.
fn roll(sum: u64, gone: u64, new: u64) -> u64 {
    let gone = (0..WINDOW).fold(gone, |gone, _| gone.wrapping_mul(BASE));
    sum.wrapping_mul(BASE).wrapping_add(new).wrapping_sub(gone)
}

/// Where the windows start that stand for all: of each [`ROW`] the one with the least hash, of equal ones the last.
/// Two texts with [`CERTAIN`] words in common choose the same one of those words' windows.
///
/// Winnowing: S. Schleimer, D. Wilkerson, A. Aiken, Local Algorithms for Document Fingerprinting, SIGMOD 2003.
pub(super) fn winnow(keys: &[u64]) -> Vec<u32> {
    let hashes: Vec<u64> = windows(keys).collect();
    let mut chosen: Vec<u32> = Vec::with_capacity(hashes.len() / 3);
    let mut least: Option<(u64, usize)> = None;
    for (at, hash) in hashes.iter().copied().enumerate() {
        let first = (at + 1).saturating_sub(ROW);
        least = match least {
            Some((known, place)) if place >= first && known < hash => Some((known, place)),
            Some((known, place)) if place < first && known < hash => {
                // The least went out of the row: look at all of it.
                let row = hashes.iter().copied().enumerate();
                let row = row.take(at + 1).skip(first);
                row.map(|(at, hash)| (hash, at))
                    .min_by_key(|(hash, at)| (*hash, std::cmp::Reverse(*at)))
            }
            _ => Some((hash, at)),
        };
        let full = at + 1 >= ROW.min(hashes.len());
        if let Some((_, place)) = least.filter(|_| full)
            && let Ok(place) = u32::try_from(place)
            && chosen.last() != Some(&place)
        {
            chosen.push(place);
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{CERTAIN, ROW, windows, winnow};

    proptest! {
        #[test]
        fn of_each_row_the_last_of_the_least_is_chosen(keys in prop::collection::vec(0_u64..4, 0..60)) {
            let hashes: Vec<u64> = windows(&keys).collect();
            let mut expected = Vec::new();
            for (first, row) in hashes.windows(ROW.min(hashes.len().max(1))).enumerate() {
                let least = row.iter().min().unwrap();
                let at = first + row.iter().rposition(|hash| hash == least).unwrap();
                expected.push(u32::try_from(at).unwrap());
            }
            expected.dedup();
            prop_assert_eq!(winnow(&keys), expected);
        }

        #[test]
        fn what_two_texts_share_has_a_common_window(
            before in prop::collection::vec(any::<u64>(), 0..30),
            shared in prop::collection::vec(any::<u64>(), CERTAIN..20),
            after in prop::collection::vec(any::<u64>(), 0..30),
        ) {
            let chosen = |text: &[u64]| -> Vec<u64> {
                let all: Vec<u64> = windows(text).collect();
                winnow(text).into_iter().map(|at| all[at as usize]).collect()
            };
            let one = [before.as_slice(), &shared].concat();
            let other = [shared.as_slice(), &after].concat();
            let (one, other) = (chosen(&one), chosen(&other));
            prop_assert!(one.iter().any(|hash| other.contains(hash)));
        }
    }
}
