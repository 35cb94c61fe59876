//! A quick hash for short words, for tables that are asked for every word of a page. The same in each run.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A table by words. Its order must have no say in any result.
pub(crate) type WordMap<K, V> = HashMap<K, V, WordHash>;

/// A list of words that is asked for often.
pub(crate) type Words = HashSet<&'static str, WordHash>;

pub(crate) type WordHash = BuildHasherDefault<WordHasher>;

/// Takes eight bytes at a time into a product, whose high half is folded onto its low half.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct WordHasher(u64);

/// An odd number with as many ones as zeros.
const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

impl WordHasher {
    fn take(&mut self, part: u64) {
        let mixed = (self.0 ^ part).wrapping_mul(FACTOR);
        self.0 = mixed ^ (mixed >> 32);
    }
}

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (whole, rest) = bytes.as_chunks::<8>();
        for part in whole {
            self.take(u64::from_le_bytes(*part));
        }
        if !rest.is_empty() {
            let mut last = [0; 8];
            for (slot, byte) in last.iter_mut().zip(rest) {
                *slot = *byte;
            }
            self.take(u64::from_le_bytes(last));
        }
    }

    /// What ends a string: nothing is behind it in these tables.
    fn write_u8(&mut self, _: u8) {}

    fn finish(&self) -> u64 {
        self.0.wrapping_mul(FACTOR)
    }
}
