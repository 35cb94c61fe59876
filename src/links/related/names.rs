//! The names of a text, as the text spells them, and what of them is whole.

use std::ops::Range;

use crate::text::hash::pair;

/// The names of one article. For reasons only, never for rank.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Names {
    pub(super) runs: Vec<Run>,
    /// The runs and the names within them, ascending by key, each key once.
    pub(super) parts: Vec<Part>,
    /// The keys of all words in the runs, ascending, each once.
    pub(super) words: Vec<u64>,
}

/// Words with a capital that stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    /// In the text's spelling, white space made single spaces.
    pub(super) text: String,
    pub(super) words: Vec<RunWord>,
    pub(super) speech: Speech,
    /// Where the body first has it, in bytes.
    pub(super) at: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RunWord {
    /// The hash of the folded word.
    pub(super) key: u64,
    /// Byte offsets into the run's text.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Hangs on the word before by a hyphen.
    pub(super) glued: bool,
    pub(super) kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Name,
    /// A rank, an office, or a word that the text also writes small: no name alone.
    Weak,
    /// `of`, `de`: only between others.
    Connector,
}

/// Whether the article gives the word to the one named.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Speech {
    #[default]
    None,
    /// In a sentence that quotes.
    Near,
    /// Beside "said" or the like.
    Speaks,
}

/// A run, or some of its words that can stand alone as a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Part {
    pub(super) key: u64,
    pub(super) run: u32,
    pub(super) from: u8,
    /// One past the last word.
    pub(super) to: u8,
}

impl Names {
    pub(super) fn new(runs: Vec<Run>) -> Self {
        let mut parts: Vec<Part> = Vec::new();
        for (at, run) in (0..).zip(&runs) {
            add_parts(at, run, &mut parts);
        }
        // Of equal names the one in the earliest run, which a speaker may have made his own.
        parts.sort_unstable();
        parts.dedup_by_key(|part| part.key);
        let mut words: Vec<u64> = runs
            .iter()
            .flat_map(|run| &run.words)
            .map(|word| word.key)
            .collect();
        words.sort_unstable();
        words.dedup();
        Self { runs, parts, words }
    }

    pub(super) fn speech(&self, part: Part) -> Speech {
        self.runs
            .get(part.run as usize)
            .map_or(Speech::None, |run| run.speech)
    }

    pub(super) fn words(&self, part: Part) -> &[RunWord] {
        let words = self
            .runs
            .get(part.run as usize)
            .map_or(&[][..], |run| &run.words);
        words
            .get(usize::from(part.from)..usize::from(part.to))
            .unwrap_or_default()
    }

    /// Where the body first has it, in bytes; a little off where its white space is not.
    pub(super) fn range(&self, part: Part) -> Range<usize> {
        let at = self.runs.get(part.run as usize).map_or(0, |run| run.at);
        let words = self.words(part);
        let start = words.first().map_or(0, |word| word.start);
        let end = words.last().map_or(0, |word| word.end);
        at + start..at + end
    }

    /// The words that follow the part in its run.
    pub(super) fn after(&self, part: Part) -> &[RunWord] {
        let words = self
            .runs
            .get(part.run as usize)
            .map_or(&[][..], |run| &run.words);
        words.get(usize::from(part.to)..).unwrap_or_default()
    }

    /// The name in the text's spelling.
    pub(super) fn text(&self, part: Part) -> &str {
        let words = self.words(part);
        let range = words
            .first()
            .map(|word| word.start)
            .zip(words.last().map(|word| word.end));
        self.runs
            .get(part.run as usize)
            .zip(range)
            .and_then(|(run, (start, end))| run.text.get(start..end))
            .unwrap_or_default()
    }
}

/// Adds every stretch of a run that can be a name: not torn from a hyphen, no connector at its ends, not weak throughout.
fn add_parts(run: u32, of: &Run, parts: &mut Vec<Part>) {
    let words = &of.words;
    let ends = |word: Option<&RunWord>| word.is_some_and(|word| word.kind == Kind::Connector);
    for from in 0..words.len() {
        if words.get(from).is_some_and(|word| word.glued) || ends(words.get(from)) {
            continue;
        }
        let mut key = 0;
        let mut strong = false;
        for (to, word) in words.iter().enumerate().skip(from) {
            key = pair(key, word.key);
            strong |= word.kind == Kind::Name;
            let torn = words.get(to + 1).is_some_and(|next| next.glued);
            if strong
                && !torn
                && word.kind != Kind::Connector
                && let (Ok(from), Ok(to)) = (u8::try_from(from), u8::try_from(to + 1))
            {
                parts.push(Part { key, run, from, to });
            }
        }
    }
}
