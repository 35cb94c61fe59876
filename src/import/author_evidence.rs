//! What a page says of a person beside the name: that they write, that they took the picture, that they sign.

use super::author_lines::Lines;
use super::authors::{Candidate, Source};
use super::candidates::{Scene, flag};
use super::marks::Marks;
use super::name_words::ROLES;
use super::words::folded_words;

impl Scene<'_, '_> {
    /// That its bearer did something else than write; writes; is announced as the author; is counted articles of; signs
    /// the article.
    pub(super) fn said(&self, candidate: &Candidate, key: &str, lines: &Lines<'_>) -> [bool; 5] {
        let index = candidate.block;
        [
            is_helper(candidate, lines),
            self.is_writer(candidate, key),
            (-3..0).any(|offset| lines.near(index, offset).announces),
            self.is_counted(index),
            self.signs_off(index, key),
        ]
    }

    /// `A Person is a staff writer`, `A Person covers …`.
    fn is_writer(&self, candidate: &Candidate, key: &str) -> bool {
        const WRITES: &[&str] = &[
            "writes", "covers", "reports", "schreibt", "berichtet", "écrit", "escribe", "scrive",
            "schrijft", "escreve", "skriver", "pisze",
        ];
        let block = self.page.blocks.get(candidate.block);
        let Some(block) = block.filter(|_| candidate.source == Source::Bio) else {
            return false;
        };
        block.folded.find(key).is_some_and(|at| {
            let behind = block.folded.get(at + key.len()..).unwrap_or_default();
            let mut words = folded_words(behind).take(9);
            words.any(|word| ROLES.contains(word) || WRITES.contains(&word))
        })
    }

    /// `A Person (49 Articles Published)`.
    fn is_counted(&self, index: usize) -> bool {
        const WHAT: &[&str] = &[
            "articles", "posts", "stories", "beiträge", "artikel", "artículos", "entradas",
            "articoli", "artikelen",
        ];
        self.page.get(index).is_some_and(|(block, marks)| {
            let mut words = folded_words(&block.folded);
            marks.words <= 12
                && block.folded.contains(|c: char| c.is_ascii_digit())
                && words.any(|word| WHAT.contains(&word))
        })
    }

    /// Whether a line is nothing but the name, right below a paragraph, and no paragraph follows.
    fn signs_off(&self, index: usize, key: &str) -> bool {
        let prose = |at: Option<usize>| {
            at.and_then(|at| self.page.marks.get(at))
                .is_some_and(Marks::is_prose)
        };
        self.page
            .blocks
            .get(index)
            .is_some_and(|block| block.folded == key)
            && prose(index.checked_sub(1))
            && !prose(Some(index + 1))
            && !prose(Some(index + 2))
    }

    /// The signs right before and after the names.
    pub(crate) fn signs(&self, candidate: &Candidate) -> [f32; 6] {
        let text = self
            .page
            .blocks
            .get(candidate.block)
            .map_or("", |b| b.text.as_str());
        let first = candidate.names.first().map_or("", String::as_str);
        let last = candidate.names.last().map_or("", String::as_str);
        let before = text
            .find(first)
            .and_then(|at| text.get(..at))
            .unwrap_or_default();
        let after = text
            .rfind(last)
            .and_then(|at| text.get(at + last.len()..))
            .unwrap_or_default();
        let before = before.trim_end().chars().next_back();
        let next = after.trim_start().chars().next();
        let is = |c: Option<char>, any: &[char]| flag(c.is_some_and(|c| any.contains(&c)));
        [
            is(next, &['/']),
            is(next, &['|', '•', '·', '-', '–', '—']),
            is(next, &[',']),
            is(next, &['(', '@', '[']),
            is(before, &['/', '(', '@', ':']),
            is(before, &['|', '•', '·', '-', '–', '—']),
        ]
    }
}

/// Whether the words before the names, or a short line above them, say that they did something else than write.
fn is_helper(candidate: &Candidate, lines: &Lines<'_>) -> bool {
    /// The longest such line, in words.
    const SHORT: usize = 6;
    let index = candidate.block;
    let own = lines.near(index, 0).helped;
    let above = lines.near(index, -1);
    own.is_some_and(|place| place <= candidate.before)
        || above.words <= SHORT && above.helped.is_some()
}
