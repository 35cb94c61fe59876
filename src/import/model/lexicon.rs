//! [`Lexicon`]: how often words stand inside and outside of articles.

use std::collections::BTreeSet;

use crate::import::word_hash::WordMap;

/// Pages on which a token was seen in the body, and outside of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Seen {
    pub body: u32,
    pub other: u32,
}

/// Counts of pages by token. Its order has no say in any result.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    seen: WordMap<Box<str>, Seen>,
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
            Some((Box::from(token), Seen { body, other }))
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
            .map(|(token, seen)| format!("{token}\t{}\t{}\n", seen.body, seen.other))
            .collect();
        lines.sort_unstable();
        lines.concat()
    }

    pub fn from_counts(counts: impl IntoIterator<Item = (String, Seen)>) -> Self {
        Self {
            seen: counts
                .into_iter()
                .map(|(token, seen)| (token.into_boxed_str(), seen))
                .collect(),
        }
    }

    /// The natural logarithm of how much more often a token stands in bodies; 0 for one that was never seen. `own` is
    /// taken off the counts.
    pub fn odds(&self, token: &str, own: Option<&OwnTokens>) -> Option<f32> {
        let mut seen = *self.seen.get(token)?;
        if let Some(own) = own {
            seen.body = seen
                .body
                .saturating_sub(u32::from(own.body.contains(token)));
            seen.other = seen
                .other
                .saturating_sub(u32::from(own.other.contains(token)));
        }
        #[expect(
            clippy::cast_precision_loss,
            reason = "counts of pages, far below 2^24"
        )]
        let odds = ((seen.body as f32 + 1.0) / (seen.other as f32 + 1.0)).ln();
        Some(odds)
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
    let words: Vec<&str> = folded
        .split(' ')
        .filter(|word| !word.is_empty())
        .map(normal)
        .collect();
    words.iter().take(MOST).for_each(|word| give(word));
    let mut buffer = String::new();
    let mut joined = |parts: &[&str]| {
        buffer.clear();
        buffer.extend(parts.iter().copied());
        give(&buffer);
    };
    if let (Some(first), Some(last)) = (words.first(), words.last()) {
        joined(&["^", first]);
        joined(&[last, "$"]);
        if let Some(second) = words.get(1) {
            joined(&["^", first, " ", second]);
        }
    }
    if (1..=5).contains(&words.len()) {
        joined(&["=", &words.join(" ")]);
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
