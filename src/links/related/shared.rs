//! What two articles share that few others have: names and words a reader would take for a reason.

use std::cmp::Reverse;

use super::Kind;
use super::facts::Entity;
use super::index::Index;
use super::name_words::is_country;
use super::names::{self, Names, Part, Speech};
use super::reasons::Side;
use super::terms::{Count, Terms};
use super::weight::step;
use crate::text::fold::fold;
use crate::text::hash::folded;

/// How many articles hold each name, and how many may hold one that is worth saying.
pub(super) struct Rarity<'a> {
    terms: &'a Index,
    names: &'a Index,
    words: &'a Index,
    entities: &'a Index,
    few: u32,
}

impl<'a> Rarity<'a> {
    pub(super) fn new(
        articles: usize,
        terms: &'a Index,
        names: &'a Index,
        words: &'a Index,
        entities: &'a Index,
    ) -> Self {
        let count = step(u32::try_from(articles).unwrap_or(u32::MAX));
        // In a site of five articles three; of a hundred, ten; of ten thousand, 101. Never all.
        let few = (count + count / 4)
            .isqrt()
            .max(3)
            .min(count.saturating_sub(1));
        Self {
            terms,
            names,
            words,
            entities,
            few,
        }
    }

    /// Whether few articles have a name with this word.
    pub(super) fn is_rare_in_names(&self, word: u64) -> bool {
        self.rare(self.words, word).is_some()
    }

    /// In how many articles, in steps; none if too many.
    fn rare(&self, index: &Index, key: u64) -> Option<u32> {
        let count = step(index.count(key));
        (count <= self.few).then_some(count)
    }
}

/// The names that two articles share, each kind with what tells most first.
#[derive(Debug, Default)]
pub(super) struct Shared {
    pub(super) events: Vec<String>,
    /// Persons whom both quote.
    pub(super) quoted: Vec<String>,
    pub(super) named: Vec<String>,
}

/// A shared name and how little it tells: whether it is a country or a capital, how often it stands elsewhere, whether
/// it is no person, whether it is one word.
struct Found<'a> {
    text: &'a str,
    dullness: (bool, u32, bool, bool),
    quoted: bool,
}

/// The names both articles hold and few others: entities by their own names, others as the first article spells them.
pub(super) fn names(one: &Side, other: &Side, rarity: &Rarity) -> Shared {
    let mut shared = Shared::default();
    let mut found = Vec::new();
    for (entity, theirs) in both(
        &one.facts.named.entities,
        &other.facts.named.entities,
        |entity: &Entity| entity.key,
    ) {
        let outright = entity.outright && theirs.outright && entity.slug == theirs.slug;
        let Some(articles) = rarity
            .rare(rarity.entities, entity.key)
            .filter(|_| outright)
        else {
            continue;
        };
        if entity.kind == Kind::Event {
            shared.events.push(entity.name.to_string());
            continue;
        }
        found.push(Found {
            text: &entity.name,
            dullness: dullness(&entity.name, articles, entity.kind == Kind::Person),
            quoted: entity.kind == Kind::Person && quoted(entity.speech, theirs.speech),
        });
    }
    found.extend(parts(one, other, rarity));
    found.sort_by_key(|found| (found.dullness, found.text));
    // A name within another that is told: "General Staff" beside "General Staff of the Russian Federation".
    let whole: Vec<String> = found
        .iter()
        .map(|found| format!(" {} ", fold(found.text)))
        .collect();
    let within = |name: &String| {
        whole
            .iter()
            .any(|other| other != name && other.contains(name.as_str()))
    };
    let keep: Vec<bool> = whole.iter().map(|name| !within(name)).collect();
    let mut keep = keep.into_iter();
    found.retain(|_| keep.next().unwrap_or(true));
    for found in found {
        let list = if found.quoted {
            &mut shared.quoted
        } else {
            &mut shared.named
        };
        list.push(found.text.to_owned());
    }
    shared
}

fn dullness(name: &str, articles: u32, person: bool) -> (bool, u32, bool, bool) {
    let country = is_country(folded(name));
    (country, articles, !person, !name.contains(' '))
}

fn quoted(one: Speech, other: Speech) -> bool {
    one.max(other) == Speech::Speaks && one.min(other) > Speech::None
}

/// Names that are no entity's, no name within another.
fn parts<'a>(one: &Side<'a>, other: &Side<'a>, rarity: &Rarity) -> Vec<Found<'a>> {
    let (mine, theirs) = (&one.article.terms.names, &other.article.terms.names);
    let covered = |side: &Side, key: u64| side.facts.named.covered.binary_search(&key).is_ok();
    let mut shared: Vec<(Part, Part, u32)> = both(&mine.parts, &theirs.parts, |part| part.key)
        .filter(|(part, _)| !covered(one, part.key) && !covered(other, part.key))
        .filter_map(|(a, b)| Some((*a, *b, is_rare(mine, *a, rarity)?)))
        .collect();
    shared.sort_unstable_by_key(|(part, _, _)| (Reverse(part.to - part.from), part.run, part.from));
    let mut taken: Vec<u64> = Vec::new();
    shared.retain(|(part, _, _)| {
        let words = mine.words(*part);
        let new = words
            .iter()
            .any(|word| word.kind == names::Kind::Name && !taken.contains(&word.key));
        taken.extend(words.iter().map(|word| word.key));
        new
    });
    let found = shared.into_iter().map(|(a, b, articles)| {
        let words = mine.words(a);
        // Two words, the last a name, are more often a person than not.
        let person = words.len() > 1
            && words
                .last()
                .is_some_and(|word| word.kind == names::Kind::Name);
        Found {
            text: mine.text(a),
            dullness: dullness(mine.text(a), articles, person),
            quoted: person && quoted(mine.speech(a), theirs.speech(b)),
        }
    });
    found.collect()
}

/// In how many articles, if those are few, and few hold the words at its ends: what is rare about "Turkish Defense
/// Minister Fikri Isik" begins after "Turkish". And few hold what follows: "Recep Tayyip" is nobody but Erdogan.
fn is_rare(names: &Names, part: Part, rarity: &Rarity) -> Option<u32> {
    let words = names.words(part);
    let frequent = words
        .first()
        .into_iter()
        .chain(words.last())
        .chain(names.after(part))
        .any(|word| {
            word.kind != names::Kind::Connector && rarity.rare(rarity.words, word.key).is_none()
        });
    if frequent {
        None
    } else {
        rarity.rare(rarity.names, part.key)
    }
}

/// The terms both articles hold and few others do, as the first holds them: pairs of words, then words that both repeat;
/// rarest first.
pub(super) fn terms<'a>(
    one: &'a Terms,
    other: &Terms,
    rarity: &Rarity,
) -> impl Iterator<Item = &'a Count> + use<'a> {
    let mut shared: Vec<_> = both(&one.counts, &other.counts, |count: &Count| count.term)
        .filter_map(|(a, b)| {
            let times = a.times.min(b.times);
            if a.length == 0 || a.name || !(a.pair || times > 1) {
                return None;
            }
            let articles = rarity.rare(rarity.terms, a.term)?;
            Some(((!a.pair, articles, Reverse(times), a.term), a))
        })
        .collect();
    shared.sort_unstable_by_key(|(key, _)| *key);
    shared.into_iter().map(|(_, count)| count)
}

/// The pairs of equal key in two lists that ascend by it.
fn both<'a, 'b, T, K: Ord>(
    one: &'a [T],
    other: &'b [T],
    key: impl Fn(&T) -> K,
) -> impl Iterator<Item = (&'a T, &'b T)> {
    let mut other = other.iter().peekable();
    one.iter().filter_map(move |item| {
        while other.next_if(|next| key(next) < key(item)).is_some() {}
        other
            .next_if(|next| key(next) == key(item))
            .map(|next| (item, next))
    })
}
