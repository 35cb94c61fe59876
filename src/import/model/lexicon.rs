//! [`Lexicon`]: how often words stand inside and outside of articles.

use std::collections::BTreeSet;

use crate::import::features::number;
use crate::import::word_hash::WordMap;
use crate::import::words::folded_words;

/// Pages on which a token was seen in the body, and outside of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Seen {
    pub body: u32,
    pub other: u32,
}

/// Counts of pages by token. Its order has no say in any result.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    seen: WordMap<Box<str>, Entry>,
}

/// The counts of a token, and what they say.
#[derive(Debug, Clone, Copy)]
struct Entry {
    seen: Seen,
    odds: f32,
}

impl From<Seen> for Entry {
    fn from(seen: Seen) -> Self {
        Self {
            seen,
            odds: seen.odds(),
        }
    }
}

impl Seen {
    #[expect(
        clippy::cast_precision_loss,
        reason = "counts of pages, far below 2^24"
    )]
    fn odds(self) -> f32 {
        ((self.body as f32 + 1.0) / (self.other as f32 + 1.0)).ln()
    }
}

/// The tokens of one page, in and outside of its body: what a page must not learn from itself.
#[derive(Debug, Clone, Default)]
pub struct OwnTokens {
    pub body: BTreeSet<String>,
    pub other: BTreeSet<String>,
}

impl Lexicon {
    /// Reads lines `token<TAB>body<TAB>other`; what is not of that form is passed over.
    pub fn parse(text: &str) -> Self {
        let entry = |line: &str| {
            let mut parts = line.split('\t');
            let token = parts.next()?;
            let body = parts.next()?.parse().ok()?;
            let other = parts.next()?.parse().ok()?;
            Some((Box::from(token), Seen { body, other }.into()))
        };
        Self {
            seen: text.lines().filter_map(entry).collect(),
        }
    }

    /// The lines that [`parse`](Self::parse) reads, sorted.
    pub fn to_text(&self) -> String {
        let mut lines: Vec<String> = self
            .seen
            .iter()
            .map(|(token, Entry { seen, .. })| format!("{token}\t{}\t{}\n", seen.body, seen.other))
            .collect();
        lines.sort_unstable();
        lines.concat()
    }

    pub fn from_counts(counts: impl IntoIterator<Item = (String, Seen)>) -> Self {
        Self {
            seen: counts
                .into_iter()
                .map(|(token, seen)| (token.into_boxed_str(), seen.into()))
                .collect(),
        }
    }

    /// The natural logarithm of how much more often a token stands in bodies; 0 for one that was never seen. `own` is
    /// taken off the counts.
    pub fn odds(&self, token: &str, own: Option<&OwnTokens>) -> Option<f32> {
        let entry = self.seen.get(token)?;
        let Some(own) = own else {
            return Some(entry.odds);
        };
        let less = |count: u32, own: &BTreeSet<String>| {
            count.saturating_sub(u32::from(own.contains(token)))
        };
        let seen = Seen {
            body: less(entry.seen.body, &own.body),
            other: less(entry.seen.other, &own.other),
        };
        Some(seen.odds())
    }

    /// What the [`tokens`] of a folded block say together.
    pub(crate) fn summary(&self, folded: &str, own: Option<&OwnTokens>) -> Odds {
        let mut odds = Odds::default();
        each_token(folded, |token| {
            if let Some(one) = self.odds(token, own) {
                odds.add(one);
            }
        });
        odds
    }
}

/// What tokens say of which the lexicon knows something.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Odds {
    count: usize,
    pub(crate) sum: f32,
    /// At most and at least 0.
    pub(crate) least: f32,
    pub(crate) most: f32,
}

impl Odds {
    fn add(&mut self, one: f32) {
        self.count += 1;
        self.sum += one;
        self.least = self.least.min(one);
        self.most = self.most.max(one);
    }

    /// 0 of nothing.
    pub(crate) fn mean(self) -> f32 {
        if self.count == 0 {
            0.0
        } else {
            self.sum / number(self.count)
        }
    }
}

/// The tokens of a folded block: its words, its first word (`^a`), first two (`^a b`), last (`a$`), and a short block
/// whole (`=a b`).
pub fn tokens(folded: &str) -> Vec<String> {
    let mut found = Vec::new();
    each_token(folded, |token| found.push(token.to_owned()));
    found
}

/// Gives out the [`tokens`] one by one, none of them a string of its own.
pub(crate) fn each_token(folded: &str, mut give: impl FnMut(&str)) {
    /// Words looked at in a long block.
    const MOST: usize = 60;
    /// Bytes that two words and their marks rarely take.
    const ROOM: usize = 48;
    /// Words of a block that is a token as a whole.
    const SHORT: usize = 5;
    let (mut opening, mut count, mut last) = ([""; SHORT], 0, "");
    for word in folded_words(folded).map(normal) {
        if count < MOST {
            give(word);
        }
        if let Some(slot) = opening.get_mut(count) {
            *slot = word;
        }
        last = word;
        count += 1;
    }
    let [first, second, ..] = opening;
    let mut buffer = String::with_capacity(ROOM);
    let mut joined = |parts: &[&str]| {
        buffer.clear();
        buffer.extend(parts.iter().copied());
        give(&buffer);
    };
    if count > 0 {
        joined(&["^", first]);
        joined(&[last, "$"]);
    }
    if count > 1 {
        joined(&["^", first, " ", second]);
    }
    if let Some(all @ [_, ..]) = opening.get(..count) {
        joined(&["=", &all.join(" ")]);
    }
}

/// All digits are one.
fn normal(word: &str) -> &str {
    if word.bytes().all(|b| b.is_ascii_digit()) {
        "00000".get(..word.len()).unwrap_or("00000")
    } else {
        word
    }
}
