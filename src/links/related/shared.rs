//! What two articles share that few others have: names and words a reader would take for a reason.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::hash::Hashed;
use super::names::{Kind, Names, Part, Speech};
use super::terms::{Count, Terms};
use super::weight::{Frequencies, step};

/// How many names or words one reason holds.
const SHOWN: usize = 3;

/// How many articles hold each name, and how many may hold one that is worth saying.
#[derive(Debug)]
pub(super) struct Rarity {
    names: HashMap<u64, u32, Hashed>,
    words: HashMap<u64, u32, Hashed>,
    few: u32,
}

impl Rarity {
    pub(super) fn new(articles: &[&Terms]) -> Self {
        let names = frequencies(
            articles
                .iter()
                .flat_map(|terms| &terms.names.parts)
                .map(|part| part.key),
        );
        let words = frequencies(
            articles
                .iter()
                .flat_map(|terms| &terms.names.words)
                .copied(),
        );
        let count = step(u32::try_from(articles.len()).unwrap_or(u32::MAX));
        // In a site of five articles three; of a hundred, twelve; of ten thousand, 136. Never all.
        let few = (count + count / 4)
            .isqrt()
            .max(3)
            .min(count.saturating_sub(1));
        Self { names, words, few }
    }

    /// In how many articles, in steps; none if too many.
    fn of_name(&self, key: u64) -> Option<u32> {
        self.rare(self.names.get(&key))
    }

    fn of_word(&self, key: u64) -> Option<u32> {
        self.rare(self.words.get(&key))
    }

    fn rare(&self, count: Option<&u32>) -> Option<u32> {
        let count = count.map_or(0, |count| step(*count));
        (count <= self.few).then_some(count)
    }
}

fn frequencies(keys: impl Iterator<Item = u64>) -> HashMap<u64, u32, Hashed> {
    let mut frequencies = HashMap::default();
    for key in keys {
        *frequencies.entry(key).or_insert(0) += 1;
    }
    frequencies
}

/// The names both articles hold, as the first spells them: those whom both quote, and the others; rarest first, no name
/// within another.
pub(super) fn names(one: &Names, other: &Names, rarity: &Rarity) -> (Vec<String>, Vec<String>) {
    let mut shared: Vec<(Part, Part, u32)> = both(&one.parts, &other.parts, |part| part.key)
        .filter_map(|(a, b)| Some((*a, *b, is_rare(one, *a, rarity)?)))
        .collect();
    shared.sort_unstable_by_key(|(part, _, _)| (Reverse(part.to - part.from), part.run, part.from));
    let mut taken: Vec<u64> = Vec::new();
    shared.retain(|(part, _, _)| {
        let words = one.words(*part);
        let new = words
            .iter()
            .any(|word| word.kind == Kind::Name && !taken.contains(&word.key));
        taken.extend(words.iter().map(|word| word.key));
        new
    });
    shared.sort_by_key(|(_, _, articles)| *articles);
    let (quoted, named): (Vec<_>, Vec<_>) = shared.into_iter().partition(|(a, b, _)| {
        let words = one.words(*a);
        // Two words, the last a name, are more often a person than not.
        let person = words.len() > 1 && words.last().is_some_and(|word| word.kind == Kind::Name);
        let (a, b) = (one.speech(*a), other.speech(*b));
        person && a.max(b) == Speech::Speaks && a.min(b) > Speech::None
    });
    let spell = |found: Vec<(Part, Part, u32)>| {
        found
            .into_iter()
            .take(SHOWN)
            .map(|(part, _, _)| one.text(part).to_owned())
            .collect()
    };
    (spell(quoted), spell(named))
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
        .any(|word| word.kind != Kind::Connector && rarity.of_word(word.key).is_none());
    if frequent {
        None
    } else {
        rarity.of_name(part.key)
    }
}

/// The terms both articles hold and few others do: pairs of words, then words that both repeat; rarest first.
pub(super) fn terms(
    one: &Terms,
    other: &Terms,
    frequencies: &Frequencies,
    rarity: &Rarity,
) -> Vec<u64> {
    let mut shared: Vec<_> = both(&one.counts, &other.counts, |count: &Count| count.term)
        .filter_map(|(a, b)| {
            let times = a.times.min(b.times);
            let articles = rarity.rare(frequencies.get(a.term).map(|known| &known.articles))?;
            (a.pair || times > 1).then_some((!a.pair, articles, Reverse(times), a.term))
        })
        .collect();
    shared.sort_unstable();
    shared.into_iter().map(|(_, _, _, term)| term).collect()
}

/// The pairs of equal key in two lists that ascend by it.
fn both<'a, T, K: Ord>(
    one: &'a [T],
    other: &'a [T],
    key: impl Fn(&T) -> K,
) -> impl Iterator<Item = (&'a T, &'a T)> {
    let mut other = other.iter().peekable();
    one.iter().filter_map(move |item| {
        while other.next_if(|next| key(next) < key(item)).is_some() {}
        other
            .next_if(|next| key(next) == key(item))
            .map(|next| (item, next))
    })
}
