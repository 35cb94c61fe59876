//! New ids: six characters of Crockford's base32, made of what the note says and when, so that nothing is left to
//! chance, and unlike those that are taken.

use std::collections::BTreeSet;

use crate::corpus::Corpus;

const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Ids that are tried; of a thousand million, so many are never taken in a row.
const MOST: u64 = 1_000_000;

/// An id that no note has. `seed` is what makes this note unlike another.
pub(super) fn new_id(corpus: &Corpus, also_taken: &BTreeSet<String>, seed: &str) -> String {
    let taken = |id: &str| also_taken.contains(id) || corpus.notes().any(|(_, note)| note.id == id);
    (0..MOST)
        .map(|round| id_of(&format!("{round} {seed}")))
        .find(|id| !taken(id))
        .unwrap_or_default()
}

fn id_of(seed: &str) -> String {
    let hash = blake3::hash(seed.as_bytes());
    let digits = hash.as_bytes().iter().take(6);
    digits
        .filter_map(|byte| DIGITS.get(usize::from(byte % 32)))
        .map(|digit| char::from(*digit))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::note::is_id;

    #[test]
    fn ids_are_ids_and_a_taken_one_is_not_given_twice() {
        let corpus = Corpus::default();
        let mut taken = BTreeSet::new();
        for _ in 0..300 {
            let id = new_id(&corpus, &taken, "the same seed");
            assert!(is_id(&id), "{id}");
            assert!(taken.insert(id));
        }
    }
}
