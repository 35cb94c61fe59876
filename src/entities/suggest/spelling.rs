//! All places where one spelling of a name stands.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::refine::{Certainty, Found, Signs};
use super::word_lists::{is_demonym, is_generic, is_particle};
use crate::entities::vocabulary::is_acronym;

/// Where a text has a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The article, by its index in the order of slugs.
    pub article: usize,
    /// Bytes of its plain text.
    pub start: usize,
    pub end: usize,
}

impl Place {
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// A name as some texts, or an entity's file, spell it; without regard to case, diacritics and hyphens.
#[derive(Debug, Clone)]
pub(super) struct Spelling {
    /// The folded words.
    pub words: Vec<String>,
    /// As it is written, with how often.
    pub written: BTreeMap<String, usize>,
    pub places: Vec<Place>,
    pub signs: Signs,
    pub certainty: Certainty,
    pub acronym: bool,
    /// The entity whose name it is, and the articles that name it.
    pub entity: Option<(usize, BTreeSet<usize>)>,
    /// The keys of names behind which it stands in brackets, with how often.
    pub short_for: BTreeMap<String, usize>,
}

impl Spelling {
    pub(super) fn new(words: Vec<String>) -> Self {
        Self {
            words,
            written: BTreeMap::new(),
            places: Vec::new(),
            signs: Signs::default(),
            certainty: Certainty::Low,
            acronym: false,
            entity: None,
            short_for: BTreeMap::new(),
        }
    }

    pub(super) fn add(&mut self, article: usize, text: &str, found: Found) {
        let written = text.get(found.range.clone()).unwrap_or_default();
        self.acronym = found.words.len() == 1 && is_acronym(written);
        *self
            .written
            .entry(written.replace(['\n', '\u{a0}'], " "))
            .or_default() += 1;
        self.places.push(Place {
            article,
            start: found.range.start,
            end: found.range.end,
        });
        self.signs.add(found.signs);
        self.certainty = self.certainty.max(found.certainty);
        if let Some(long) = found.short_for {
            *self.short_for.entry(long).or_default() += 1;
        }
    }

    /// The spelling that texts use most; of equals the first in order.
    pub(super) fn name(&self) -> &str {
        let most = self
            .written
            .iter()
            .max_by(|one, other| one.1.cmp(other.1).then_with(|| other.0.cmp(one.0)));
        most.map_or("", |(name, _)| name)
    }

    pub(super) fn count(&self) -> usize {
        self.places.len()
    }

    pub(super) fn single(&self) -> Option<&str> {
        match self.words.as_slice() {
            [word] => Some(word),
            _ => None,
        }
    }

    /// Whether it is shaped like the name of a person: two to four words, none of which says what kind of thing it is.
    pub(super) fn is_personal(&self) -> bool {
        (2..=4).contains(&self.words.len())
            && !self.acronym
            && !self.name().split(' ').any(is_acronym)
            && self.words.iter().all(|word| {
                let digits = word.starts_with(|c: char| c.is_numeric());
                let joint = matches!(word.as_str(), "of" | "for" | "the");
                !digits && !joint && (is_particle(word) || (!is_generic(word) && !is_demonym(word)))
            })
    }
}

impl Signs {
    pub(super) fn add(&mut self, other: Self) {
        self.titled += other.titled;
        self.said += other.said;
        self.placed += other.placed;
        self.the += other.the;
    }
}
