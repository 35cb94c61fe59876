//! [`Sketch`]: a text in a few hundred numbers, enough to say how much of it another has.

use std::collections::BTreeSet;

/// Words in a shingle.
const SHINGLE: usize = 5;
/// One shingle in so many is kept for the comparison of two texts.
const SAMPLED: u64 = 4;
/// So many of the lowest hashes are kept for the index.
const LOWEST: usize = 24;
/// A text of fewer words is no article that could be copied.
const FEWEST: usize = 50;

#[derive(Debug, Clone, Default)]
pub(super) struct Sketch {
    lowest: Vec<u64>,
    /// Sorted, each once.
    sampled: Vec<u64>,
    /// A hash for each paragraph.
    paragraphs: Vec<u64>,
}

impl Sketch {
    pub(super) fn new<'a>(paragraphs: impl Iterator<Item = &'a str>) -> Self {
        let mut sketch = Self::default();
        let mut words: Vec<u64> = Vec::new();
        for paragraph in paragraphs {
            let from = words.len();
            hash_words(paragraph, &mut words);
            if let Some(own @ [_, ..]) = words.get(from..) {
                sketch.paragraphs.push(mix_all(own));
            }
        }
        if words.len() < FEWEST {
            return sketch;
        }
        let mut shingles: Vec<u64> = words.windows(SHINGLE).map(mix_all).collect();
        shingles.sort_unstable();
        shingles.dedup();
        sketch.lowest = shingles.iter().copied().take(LOWEST).collect();
        shingles.retain(|hash| hash % SAMPLED == 0);
        sketch.sampled = shingles;
        sketch
    }

    /// The lowest hashes; none of a text that is too short.
    pub(super) fn lowest(&self) -> &[u64] {
        &self.lowest
    }

    /// What both have, as a share of the shorter and of the longer one.
    pub(super) fn shares(&self, other: &Self) -> Option<(f64, f64)> {
        let (short, long) = if self.sampled.len() <= other.sampled.len() {
            (self, other)
        } else {
            (other, self)
        };
        let both = short
            .sampled
            .iter()
            .filter(|hash| long.sampled.binary_search(hash).is_ok())
            .count();
        let share = |of: &Self| {
            let count = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
            (!of.sampled.is_empty()).then(|| count(both) / count(of.sampled.len()))
        };
        Some((share(short)?, share(long)?))
    }

    /// How a copy's paragraphs differ from the original's, in words that follow a clause; empty if they do not.
    pub(super) fn difference(&self, copy: &Self) -> String {
        let lacks = missing(&self.paragraphs, &copy.paragraphs);
        let own = missing(&copy.paragraphs, &self.paragraphs);
        let differ = lacks.len().min(own.len());
        let mut parts = Vec::new();
        if differ > 0 {
            parts.push(format!(
                "{} differ{}",
                paragraphs(differ),
                if differ == 1 { "s" } else { "" }
            ));
        }
        if lacks.len() > differ {
            let last = self.paragraphs.len() - lacks.len();
            let which = if differ > 0 {
                paragraphs(lacks.len() - differ)
            } else if lacks.iter().copied().eq(last..self.paragraphs.len()) {
                the("last", lacks.len())
            } else if lacks.iter().copied().eq(0..lacks.len()) {
                the("first", lacks.len())
            } else {
                paragraphs(lacks.len())
            };
            parts.push(format!("the copy lacks {which}"));
        }
        if own.len() > differ {
            parts.push(format!(
                "the copy has {} more",
                paragraphs(own.len() - differ)
            ));
        }
        parts.iter().flat_map(|part| ["; ", part]).collect()
    }
}

/// Places of those paragraphs that the other text has not.
fn missing(of: &[u64], from: &[u64]) -> Vec<usize> {
    let there: BTreeSet<u64> = from.iter().copied().collect();
    let paragraphs = of.iter().enumerate();
    paragraphs
        .filter(|(_, hash)| !there.contains(hash))
        .map(|(at, _)| at)
        .collect()
}

fn paragraphs(number: usize) -> String {
    format!("{number} paragraph{}", if number == 1 { "" } else { "s" })
}

fn the(which: &str, number: usize) -> String {
    if number == 1 {
        format!("the {which} paragraph")
    } else {
        format!("the {which} {number} paragraphs")
    }
}

/// A hash for each word, case and punctuation aside; a character of a script without spaces is a word.
fn hash_words(text: &str, words: &mut Vec<u64>) {
    let mut open: Option<u64> = None;
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            let lower = u64::from(u32::from(c.to_ascii_lowercase()));
            open = Some(mix(open.unwrap_or_default() ^ lower));
            continue;
        }
        let is_word = c.is_alphanumeric();
        let is_ideograph = is_word && u32::from(c) >= 0x2E80;
        if (!is_word || is_ideograph)
            && let Some(word) = open.take()
        {
            words.push(word);
        }
        if is_ideograph {
            words.push(mix(u64::from(u32::from(c))));
        } else if is_word {
            for lower in c.to_lowercase() {
                open = Some(mix(open.unwrap_or_default() ^ u64::from(u32::from(lower))));
            }
        }
    }
    words.extend(open);
}

fn mix_all(words: &[u64]) -> u64 {
    words
        .iter()
        .fold(0, |hash, word| mix(hash.rotate_left(5) ^ word))
}

/// `SplitMix64` (Steele, Lea, Flood 2014): every bit of a number into every bit of another.
fn mix(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
