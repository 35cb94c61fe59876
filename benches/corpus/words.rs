//! Made-up words: the n-th most common about n times as rare as the first; names; and sentences of them.

use super::random::Random;

const VOCABULARY: usize = 20_000;
/// Words and names that a story's articles share.
const PER_STORY: usize = 40;

const ONSETS: [&str; 16] = [
    "b", "ch", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v",
];
const VOWELS: [&str; 8] = ["a", "e", "i", "o", "u", "ai", "ea", "ou"];
const CODAS: [&str; 8] = ["", "n", "r", "s", "l", "nd", "t", "m"];

pub(super) struct Words {
    common: Vec<String>,
    /// Up to which number of [`Random::unit`] each word is drawn.
    until: Vec<f64>,
}

impl Words {
    #[expect(clippy::cast_precision_loss, reason = "ranks are small")]
    pub(super) fn new() -> Self {
        let weights: Vec<f64> = (0..VOCABULARY)
            .map(|rank| 1.0 / (rank as f64 + 2.7))
            .collect();
        let total: f64 = weights.iter().sum();
        let mut sum = 0.0;
        let until = weights.iter().map(|weight| {
            sum += weight / total;
            sum
        });
        Self {
            until: until.collect(),
            common: (0..VOCABULARY).map(word).collect(),
        }
    }

    /// The word of this rank, from 0.
    pub(super) fn common(&self, rank: usize) -> &str {
        &self.common[rank % VOCABULARY]
    }

    pub(super) fn name(&self, number: usize) -> String {
        let first = capitalised(self.common(500 + number % 97));
        let last = capitalised(self.common(5_000 + number * 7));
        format!("{first} {last}")
    }

    fn any(&self, random: &mut Random) -> &str {
        let drawn = random.unit();
        self.common(self.until.partition_point(|until| *until < drawn))
    }

    /// `count` words in sentences; a tenth of them the story's own.
    pub(super) fn sentences(&self, random: &mut Random, story: usize, count: usize) -> Vec<String> {
        let mut words: Vec<String> = Vec::with_capacity(count);
        let mut begins = true;
        for nth in 0..count {
            let mut word = match random.below(20) {
                0 => self
                    .common(1_000 + story * PER_STORY + random.below(PER_STORY))
                    .to_owned(),
                1 => self.name(story * 5 + random.below(5)),
                _ => self.any(random).to_owned(),
            };
            if begins {
                word = capitalised(&word);
            }
            begins = random.below(16) == 0 || nth + 1 == count;
            if begins {
                word.push('.');
            }
            words.push(word);
        }
        words
    }
}

/// The word of this rank: short ones are common.
fn word(rank: usize) -> String {
    let mut rest = rank;
    let mut word = String::new();
    loop {
        word += ONSETS[rest % 16];
        word += VOWELS[(rest / 16) % 8];
        rest /= 128;
        if rest == 0 {
            break;
        }
    }
    word + CODAS[rank % 7]
}

pub(super) fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
