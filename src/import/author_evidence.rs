//! What a page says of a person beside the name: that they write, that they took the picture, that they sign.

use super::authors::{Candidate, Source};
use super::candidates::{Scene, flag};
use super::marks::Marks;
use super::name_words::{HELPED, ROLES};
use super::words::fold;

impl Scene<'_, '_> {
    /// Whether the words before the names say that they did something else than write.
    fn is_helper(&self, candidate: &Candidate) -> bool {
        let holds = |text: &str, words: usize| {
            text.split(' ')
                .take(words)
                .any(|word| HELPED.contains(word))
        };
        let at = |index: Option<usize>| index.and_then(|i| self.page.blocks.get(i));
        at(Some(candidate.block)).is_some_and(|b| holds(&b.folded, candidate.before + 1))
            || at(candidate.block.checked_sub(1))
                .is_some_and(|b| b.folded.split(' ').count() <= 6 && holds(&b.folded, 6))
    }

    /// That its bearer did something else than write; writes; is announced as the author; is counted articles of; signs
    /// the article.
    pub(crate) fn said(&self, candidate: &Candidate, key: &str) -> [bool; 5] {
        let index = candidate.block;
        [
            self.is_helper(candidate),
            self.is_writer(candidate),
            self.is_announced(index),
            self.is_counted(index),
            self.signs_off(index, key),
        ]
    }

    /// `A Person is a staff writer`, `A Person covers …`.
    pub(crate) fn is_writer(&self, candidate: &Candidate) -> bool {
        const WRITES: &[&str] = &[
            "writes", "covers", "reports", "schreibt", "berichtet", "écrit", "escribe", "scrive",
            "schrijft", "escreve", "skriver", "pisze",
        ];
        let Some(block) = self.page.blocks.get(candidate.block) else {
            return false;
        };
        let name = fold(candidate.names.first().map_or("", String::as_str));
        candidate.source == Source::Bio
            && block.folded.find(&name).is_some_and(|at| {
                let behind = block.folded.get(at + name.len()..).unwrap_or_default();
                let mut words = behind.split(' ').filter(|word| !word.is_empty()).take(9);
                words.any(|word| ROLES.contains(word) || WRITES.contains(&word))
            })
    }

    /// Whether one of the three blocks above says that the author comes: `About the author`.
    pub(crate) fn is_announced(&self, index: usize) -> bool {
        (index.saturating_sub(3)..index)
            .filter_map(|near| self.page.blocks.get(near))
            .any(|near| {
                let text = near.folded.as_str();
                text.len() <= 40
                    && ["author", "autor", "auteur", "written", "writer"]
                        .iter()
                        .any(|word| text.contains(word))
            })
    }

    /// `A Person (49 Articles Published)`.
    fn is_counted(&self, index: usize) -> bool {
        const WHAT: &[&str] = &[
            "articles", "posts", "stories", "beiträge", "artikel", "artículos", "entradas",
            "articoli", "artikelen",
        ];
        self.page.get(index).is_some_and(|(block, marks)| {
            let mut words = block.folded.split(' ');
            marks.words <= 12
                && block.folded.contains(|c: char| c.is_ascii_digit())
                && words.any(|word| WHAT.contains(&word))
        })
    }

    /// Whether a line is nothing but the name, right below a paragraph, and no paragraph follows.
    pub(crate) fn signs_off(&self, index: usize, key: &str) -> bool {
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
