//! Hashes that name terms: the same on every machine and in every run.

use std::hash::{BuildHasherDefault, Hasher};

use crate::text::fold::fold;

/// FNV-1a (Fowler, Noll, Vo) over the bytes, its bits then spread by the finaliser of `MurmurHash3` (Appleby).
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    hash_all(bytes.iter().copied())
}

fn hash_all(bytes: impl Iterator<Item = u8>) -> u64 {
    spread(bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    }))
}

/// The hash of a word's folded form.
pub(crate) fn folded(word: &str) -> u64 {
    if word.is_ascii() {
        return hash_all(word.bytes().map(|byte| byte.to_ascii_lowercase()));
    }
    hash(fold(word).as_bytes())
}

/// The hash of two things in this order.
pub(crate) fn pair(first: u64, second: u64) -> u64 {
    spread(first.rotate_left(23).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ second)
}

fn spread(mut hash: u64) -> u64 {
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}

/// For maps whose keys are such hashes: they need no second one.
pub(crate) type Hashed = BuildHasherDefault<AsIs>;

/// Takes a 64-bit key for its own hash.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        // Keys of one shard are alike in their highest bits, by which the map tells slots apart.
        self.0.rotate_left(24)
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = hash(bytes);
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}
