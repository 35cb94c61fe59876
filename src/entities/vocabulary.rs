//! [`Vocabulary`]: all names of all entities, as a tree of tokens.

use std::collections::{BTreeMap, HashMap};
use std::hash::RandomState;

use super::tokens::{Gap, folded, tokens};
use crate::content::{Alias, Entity};
use crate::corpus::merged;
use crate::memo::{Key, KeyBuilder};
use crate::text::stop::is_stop;

/// The most words of a name: from each word of a text on so many are read at most.
pub const LONGEST: usize = 64;

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
    /// Whether any entity has strings that never mean it, or words that it asks for.
    pub(super) has_conditions: bool,
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
    /// Which words it asks for: of each the node they lead to, which is the `entity` of a form whose sense is
    /// [`Sense::Company`].
    pub only_if: Vec<usize>,
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
    /// It names nothing: it is what another name asks for.
    Company,
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
        let mut never = Vec::new();
        for (slug, entity) in &all {
            let to = target.get(*slug).copied().unwrap_or(slug);
            let Ok(at) = vocabulary
                .slugs
                .binary_search_by(|other| other.as_str().cmp(to))
            else {
                continue;
            };
            for name in entity.names() {
                vocabulary.add_name(at, &name);
            }
            never.extend(entity.not.iter().map(|text| (at, text)));
            key = key.with(slug).with(&*entity.file.text);
        }
        // After all names: what told two apart is a name of both once one was merged into the other.
        for (at, text) in never {
            vocabulary.add_not(at, text);
        }
        vocabulary.key = Some(key.key());
        vocabulary
    }

    pub fn is_empty(&self) -> bool {
        self.slugs.is_empty()
    }

    fn add_name(&mut self, entity: usize, name: &Alias) {
        if is_stop_word(name) {
            return;
        }
        let mut only_if = Vec::new();
        for words in &name.only_if {
            // No text has what cannot be looked for.
            let (node, _) = self.lead(words).unwrap_or((usize::MAX, Vec::new()));
            self.put(node, Form::condition(node, Sense::Company));
            only_if.push(node);
        }
        self.has_conditions |= !only_if.is_empty();
        let Some((node, written)) = self.lead(&name.text) else {
            return;
        };
        let form = Form {
            entity,
            written,
            exact: name.exact || is_acronym(&name.text),
            capital: has_capital(&name.text),
            sense: match name {
                Alias { metonym: true, .. } => Sense::Metonym,
                Alias { weak: true, .. } => Sense::Weak,
                _ => Sense::Full,
            },
            only_if,
        };
        self.put(node, form);
    }

    /// Adds a string that never means an entity, unless it is a name of it: then no text could name it.
    fn add_not(&mut self, entity: usize, text: &str) {
        let Some((node, _)) = self.lead(text) else {
            return;
        };
        let is_name = |form: &Form| {
            form.entity == entity && !matches!(form.sense, Sense::Not | Sense::Company)
        };
        let forms = self.ends.get(node);
        if !forms.is_some_and(|forms| forms.iter().any(is_name)) {
            self.has_conditions = true;
            self.put(node, Form::condition(entity, Sense::Not));
        }
    }

    /// The node that a text's words lead to, and how they are written; none without words, or with too many.
    fn lead(&mut self, text: &str) -> Option<(usize, Vec<Box<str>>)> {
        let tokens = tokens(text);
        if tokens.is_empty() || tokens.len() > LONGEST {
            return None;
        }
        let mut node = 0;
        let mut written: Vec<Box<str>> = Vec::new();
        for token in tokens {
            let word = text.get(token.range).unwrap_or_default();
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
        Some((node as usize, written))
    }

    fn put(&mut self, node: usize, form: Form) {
        if let Some(forms) = self.ends.get_mut(node)
            && !forms.contains(&form)
        {
            forms.push(form);
        }
    }
}

impl Form {
    /// What is no name.
    fn condition(entity: usize, sense: Sense) -> Self {
        Self {
            entity,
            written: Vec::new(),
            exact: false,
            capital: false,
            sense,
            only_if: Vec::new(),
        }
    }
}

fn has_capital(text: &str) -> bool {
    text.chars().any(char::is_uppercase)
}

/// How many words a text has, as names are counted.
pub fn words(text: &str) -> usize {
    tokens(text).len()
}

/// Whether a name is nothing but words of every text, in any case.
pub fn is_stop_word(name: &Alias) -> bool {
    let exact = name.exact || is_acronym(&name.text);
    let mut words = tokens(&name.text).into_iter();
    let word = |token: super::tokens::Token| {
        let word = name.text.get(token.range).unwrap_or_default();
        is_stop(&folded(word), None)
    };
    !exact && words.len() > 0 && words.all(word)
}

/// Capitals alone, two at least: `US`, `U.S.`, `F-16`. Read in any case they would be other words.
pub(super) fn is_acronym(name: &str) -> bool {
    let mut letters = name.chars().filter(|c| c.is_alphabetic());
    let capitals = name.chars().filter(|c| c.is_uppercase()).count();
    capitals >= 2 && letters.all(char::is_uppercase) && !name.contains(char::is_whitespace)
}

/// A name as texts are searched for it: names with the same find the same.
pub(super) fn looked_for(name: &str) -> (Option<String>, Vec<(Gap, String)>) {
    let word =
        |range: std::ops::Range<usize>| folded(name.get(range).unwrap_or_default()).into_owned();
    let tokens = tokens(name).into_iter();
    let tokens = tokens.map(|token| (token.gap, word(token.range)));
    (is_acronym(name).then(|| name.to_owned()), tokens.collect())
}
