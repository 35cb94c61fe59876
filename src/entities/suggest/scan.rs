//! Runs of words with capitals in one text, and how its words are written.

use std::borrow::Cow;
use std::ops::Range;

use super::counts::Counts;
use super::word_lists::{
    is_abbreviation, is_clitic, is_determiner, is_german, is_particle, is_place_preposition,
    is_prefix, is_stop,
};
use super::words::{Shape, Word, words};
use crate::document::{BlockKind, PlainText};

/// Words that stand together and may be a name, or hold one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub parts: Vec<Part>,
    /// Whether its first word begins a sentence, where any word has a capital.
    pub initial: bool,
    /// The words before and after it in its sentence; bytes of the plain text, empty where there is none.
    pub before: Range<usize>,
    pub after: Range<usize>,
    /// Stands alone in brackets right behind the run before it: `Kurdistan Workers’ Party (PKK)`.
    pub in_brackets: bool,
    /// Of a text in which every noun has a capital.
    pub german: bool,
}

/// A word of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// Bytes of the plain text.
    pub range: Range<usize>,
    pub shape: Shape,
    /// Hangs on the word before without a space.
    pub tight: bool,
}

/// A longer run of capitals is a headline.
const LONGEST: usize = 8;

/// The runs of a text, in order, and the counts of its words. Headings and code are passed over, and so are blocks that
/// are all capitals, or lines of title case that end like no sentence.
pub(super) fn scan(plain: &PlainText) -> (Vec<Run>, Counts) {
    let german = is_german_text(plain);
    let (mut runs, mut counts) = (Vec::new(), Counts::default());
    for block in &plain.blocks {
        if matches!(block.kind, BlockKind::Heading | BlockKind::Code) {
            continue;
        }
        let text = plain.slice(block.plain.clone());
        let words = words(text, block.plain.start);
        if is_furniture(text, &words, block.kind) {
            continue;
        }
        count(&words, german, &mut counts);
        Finder {
            words: &words,
            german,
        }
        .runs(&mut runs);
    }
    (runs, counts)
}

/// Whether at least one word in twelve is a German function word.
fn is_german_text(plain: &PlainText) -> bool {
    let words = plain.text.split_whitespace();
    let (mut all, mut german) = (0_usize, 0_usize);
    for word in words.take(2_000) {
        all += 1;
        german += usize::from(is_german(word));
    }
    german >= 4 && german * 12 >= all
}

fn is_furniture(text: &str, words: &[Word<'_>], kind: BlockKind) -> bool {
    let long = || words.iter().filter(|word| word.text.chars().count() > 3);
    let (all, upper) = (
        long().count(),
        long().filter(|it| it.shape == Shape::Upper).count(),
    );
    if upper > 1 && upper * 2 > all {
        return true;
    }
    let ends = |c: char| {
        matches!(
            c,
            '.' | '!' | '?' | '"' | '”' | '’' | '»' | ')' | ':' | '…' | ',' | ';' | '。'
        )
    };
    let capital = long().filter(|it| it.shape != Shape::Small).count();
    kind == BlockKind::Paragraph && !text.trim_end().ends_with(ends) && capital * 5 >= all * 3
}

fn count(words: &[Word<'_>], german: bool, counts: &mut Counts) {
    for (at, word) in words.iter().enumerate() {
        match word.shape {
            // The s of a possessive makes no S-400 common.
            Shape::Small if word.text.chars().nth(1).is_none() => {}
            Shape::Small => counts.entry(&word.key).small += 1,
            Shape::Capital if word.initial => {}
            Shape::Capital if german => {
                let before = at.checked_sub(1).and_then(|at| words.get(at));
                let before = before.map_or("", |word| &*word.key);
                let count = counts.entry(&word.key);
                count.noun += 1;
                count.determined += u32::from(is_determiner(before));
                count.placed += u32::from(is_place_preposition(before));
            }
            Shape::Capital => counts.entry(&word.key).capital += 1,
            Shape::Upper | Shape::Number => {}
        }
    }
}

/// Finds the runs of one block.
struct Finder<'a> {
    words: &'a [Word<'a>],
    german: bool,
}

impl Finder<'_> {
    fn runs(&self, runs: &mut Vec<Run>) {
        let mut at = 0;
        // Where the run before ended.
        let mut last = None;
        while at < self.words.len() {
            let Some((parts, end)) = self.run(at) else {
                at += 1;
                continue;
            };
            // A run that stops at a headline's length is none.
            if parts.len() <= LONGEST {
                let first = self.words.get(at);
                let opens = first.is_some_and(|first| first.gap.trim_start() == "(");
                let closes = self.gap(end).starts_with(')');
                runs.push(Run {
                    initial: first.is_some_and(|first| first.initial),
                    before: self.neighbour(at.checked_sub(1), at),
                    after: self.neighbour(Some(end), end),
                    in_brackets: opens && closes && last == Some(at),
                    german: self.german,
                    parts,
                });
                last = Some(end);
            }
            at = end.max(at + 1);
        }
    }

    /// The range of a word if it stands in the sentence of the word at `later`.
    fn neighbour(&self, at: Option<usize>, later: usize) -> Range<usize> {
        let same = self.words.get(later).is_some_and(|later| !later.initial);
        let word = at.filter(|_| same).and_then(|at| self.words.get(at));
        word.map_or(0..0, |word| word.range.clone())
    }

    fn gap(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.gap)
    }

    fn key(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| &*word.key)
    }

    fn shape(&self, at: usize) -> Option<Shape> {
        self.words.get(at).map(|word| word.shape)
    }

    fn is_name(&self, at: usize) -> bool {
        matches!(self.shape(at), Some(Shape::Capital | Shape::Upper))
    }

    /// The run that begins at a word, and the word after it.
    fn run(&self, start: usize) -> Option<(Vec<Part>, usize)> {
        let mut parts = Vec::new();
        let add = |at: usize, parts: &mut Vec<Part>| {
            let Some(word) = self.words.get(at) else {
                return;
            };
            let tight = !parts.is_empty() && !word.gap.contains(char::is_whitespace);
            parts.push(Part {
                range: word.range.clone(),
                shape: word.shape,
                tight,
            });
        };
        let mut end = start;
        let prefix = |at: usize| {
            self.shape(at) == Some(Shape::Small)
                && is_hyphen(self.gap(at + 1))
                && is_prefix(self.key(at))
                && self.is_name(at + 1)
        };
        if prefix(start) {
            add(start, &mut parts);
            end += 1;
        } else if !self.is_name(start) {
            return None;
        }
        add(end, &mut parts);
        end += 1;
        while let Some(more) = self.joined(end) {
            for at in end..end + more {
                add(at, &mut parts);
            }
            end += more;
        }
        Some((parts, end))
    }

    /// How many words go on with the run that ends before a word.
    fn joined(&self, at: usize) -> Option<usize> {
        let word = self.words.get(at)?;
        let before = self.words.get(at.checked_sub(1)?)?;
        let next = |ahead: usize| self.is_name(at + ahead) && is_space(self.gap(at + ahead));
        if word.initial {
            return None;
        }
        let near = is_space(word.gap) || is_hyphen(word.gap) || matches!(word.gap, "&" | " & ");
        let apostrophe = is_apostrophe(word.gap);
        match word.shape {
            Shape::Capital | Shape::Upper => {
                let after_stop = matches!(word.gap, ". " | ".\u{a0}")
                    && (is_abbreviation(&before.key)
                        || before.text.chars().count() == 1
                        || before.dotted)
                    && !is_stop(&word.key);
                // The plural's apostrophe: Workers’ Party.
                let plural = matches!(word.gap, "’ " | "' ")
                    && before.key.ends_with('s')
                    && !is_stop(&word.key);
                (near || apostrophe || after_stop || plural).then_some(1)
            }
            Shape::Number => is_hyphen(word.gap).then_some(1),
            Shape::Small if apostrophe => {
                let inside = !is_clitic(&word.key) && before.shape == Shape::Capital;
                inside.then_some(1)
            }
            Shape::Small if is_hyphen(word.gap) || is_space(word.gap) => {
                if is_hyphen(self.gap(at + 1)) && is_prefix(&word.key) && self.is_name(at + 1) {
                    return Some(2);
                }
                if is_hyphen(word.gap) {
                    let elect = matches!(&*word.key, "elect" | "designate");
                    return (elect && next(1)).then_some(2);
                }
                let article = matches!(
                    self.key(at + 1),
                    "the" | "la" | "los" | "las" | "der" | "den"
                );
                let joint = matches!(&*word.key, "of" | "for");
                if joint && article && self.shape(at + 1) == Some(Shape::Small) && next(2) {
                    return Some(3);
                }
                ((joint || is_particle(&word.key)) && next(1)).then_some(2)
            }
            Shape::Small => None,
        }
    }
}

fn is_space(gap: &str) -> bool {
    matches!(gap, " " | "\u{a0}" | "  ")
}

pub(super) fn is_hyphen(gap: &str) -> bool {
    matches!(gap, "-" | "‐" | "‑")
}

fn is_apostrophe(gap: &str) -> bool {
    matches!(gap, "'" | "’" | "ʼ" | "‘" | "`")
}

/// The folded words of a run, without the stops of acronyms.
pub(super) fn key<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let words: Vec<Cow<'_, str>> = words.map(super::words::folded_word).collect();
    words.join(" ")
}
