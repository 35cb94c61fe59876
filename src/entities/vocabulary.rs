//! [`Vocabulary`]: all names of all entities, as a tree of tokens.

use std::collections::{BTreeMap, HashMap};
use std::hash::RandomState;

use super::tokens::{Gap, folded, tokens};
use crate::content::{Alias, Entity};
use crate::corpus::merged;
use crate::memo::{Key, KeyBuilder};
use crate::text::stop::is_stop;

/// All names that texts are searched for.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// The slugs of all entities but those that were merged into others, in order.
    pub slugs: Vec<String>,
    /// Tokens that names are made of, folded. Looked up, never walked through.
    pub(super) words: HashMap<Box<str>, u32, RandomState>,
    /// By node, and what leads on from it. Looked up, never walked through.
    pub(super) edges: HashMap<(u32, Gap, u32), u32, RandomState>,
    /// What ends at each node, by node; node 0 is the start.
    pub(super) ends: Vec<Vec<Form>>,
    /// Whether any entity has strings that never mean it.
    pub(super) has_not: bool,
    /// Stands for all of it where results are remembered.
    pub key: Option<Key>,
}

/// A name as one entity has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Form {
    pub entity: usize,
    /// How it is written, token by token.
    pub written: Vec<Box<str>>,
    /// Only as it is written.
    pub exact: bool,
    /// Holds a capital, and is meant only where the text has one too: Turkey is no bird.
    pub capital: bool,
    pub sense: Sense,
    /// Folded.
    pub only_if: Vec<String>,
}

/// How a name means its entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sense {
    /// Whatever stands around it.
    Full,
    /// After a full name alone.
    Weak,
    /// As what stands for it.
    Metonym,
    /// Never.
    Not,
}

impl Vocabulary {
    /// The names of entities, by slug. Those that were merged into others give their names to them.
    pub fn new<'a>(entities: impl Iterator<Item = &'a Entity>) -> Self {
        let all: BTreeMap<&str, &Entity> = entities
            .map(|entity| (entity.slug.as_str(), entity))
            .collect();
        let target = merged(all.values().copied());
        let mut vocabulary = Self {
            slugs: all
                .keys()
                .filter(|slug| target.get(**slug).is_none_or(|to| to == *slug))
                .map(|slug| (*slug).to_owned())
                .collect(),
            ends: vec![Vec::new()],
            ..Self::default()
        };
        let mut key = KeyBuilder::new("vocabulary");
        for (slug, entity) in &all {
            let to = target.get(*slug).copied().unwrap_or(slug);
            let Ok(at) = vocabulary
                .slugs
                .binary_search_by(|other| other.as_str().cmp(to))
            else {
                continue;
            };
            for name in entity.names() {
                vocabulary.add(at, &name, false);
            }
            for text in &entity.not {
                let name = Alias {
                    text: text.clone(),
                    ..Alias::default()
                };
                vocabulary.add(at, &name, true);
            }
            key = key.with(slug).with(&*entity.file.text);
        }
        vocabulary.key = Some(key.key());
        vocabulary
    }

    pub fn is_empty(&self) -> bool {
        self.slugs.is_empty()
    }

    fn add(&mut self, entity: usize, name: &Alias, not: bool) {
        if !not && is_stop_word(name) {
            return;
        }
        let mut node = 0;
        let mut written: Vec<Box<str>> = Vec::new();
        for token in tokens(&name.text) {
            let word = name.text.get(token.range).unwrap_or_default();
            let next = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
            let word_id = *self
                .words
                .entry(folded(word).into_owned().into_boxed_str())
                .or_insert(next);
            let gap = if written.is_empty() {
                Gap::Break
            } else {
                token.gap
            };
            let next = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
            node = *self.edges.entry((node, gap, word_id)).or_insert(next);
            if node == next {
                self.ends.push(Vec::new());
            }
            written.push(word.into());
        }
        if written.is_empty() {
            return;
        }
        let form = Form {
            entity,
            exact: name.exact || (!not && is_acronym(&name.text)),
            capital: name.text.chars().any(char::is_uppercase),
            sense: match name {
                _ if not => Sense::Not,
                Alias { metonym: true, .. } => Sense::Metonym,
                Alias { weak: true, .. } => Sense::Weak,
                _ => Sense::Full,
            },
            only_if: name
                .only_if
                .iter()
                .map(|text| crate::text::fold::fold(text))
                .collect(),
            written,
        };
        self.has_not |= not;
        if let Some(forms) = self.ends.get_mut(node as usize)
            && !forms.contains(&form)
        {
            forms.push(form);
        }
    }
}

/// Whether a name is nothing but words of every text, in any case.
pub fn is_stop_word(name: &Alias) -> bool {
    let exact = name.exact || is_acronym(&name.text);
    let mut words = tokens(&name.text).into_iter();
    let word = |token: super::tokens::Token| {
        let word = name.text.get(token.range).unwrap_or_default();
        is_stop(&folded(word), None)
    };
    !exact && words.all(word)
}

/// Capitals alone, two at least: `US`, `U.S.`, `F-16`. Read in any case they would be other words.
pub(super) fn is_acronym(name: &str) -> bool {
    let mut letters = name.chars().filter(|c| c.is_alphabetic());
    let capitals = name.chars().filter(|c| c.is_uppercase()).count();
    capitals >= 2 && letters.all(char::is_uppercase) && !name.contains(char::is_whitespace)
}
