//! Surnames and first names that stand alone: whom they mean in an article that has the full name.

use std::collections::{BTreeMap, BTreeSet};

use super::sets::Sets;
use super::spelling::{Place, Spelling};

/// The places of single words that mean a name of several words, by the root of its set and the word's spelling; they
/// are no places of the single word any more.
pub(super) type Bare = BTreeMap<usize, BTreeMap<usize, Vec<Place>>>;

/// Finds whom single words mean: in an article the only name there that ends in it, or else begins with it; in others
/// the only name of the site that ends in it, if that is a person's.
pub(super) fn bare(spellings: &[Spelling], sets: &mut Sets) -> Bare {
    let full = Full::new(spellings, sets);
    let mut bare = Bare::new();
    for (at, spelling) in spellings.iter().enumerate() {
        let Some(word) = spelling
            .single()
            .filter(|_| !spelling.acronym && spelling.entity.is_none())
        else {
            continue;
        };
        // Nobody lives in a surname.
        if spelling.signs.placed > spelling.signs.titled + spelling.signs.said {
            continue;
        }
        let own = sets.root(at);
        for place in &spelling.places {
            let of = |ends: &BTreeMap<(usize, &str), BTreeSet<usize>>| {
                only(ends.get(&(place.article, word)))
            };
            let whom = of(&full.ends).or_else(|| of(&full.begins));
            let whom = whom.or_else(|| only(full.people.get(word)));
            if let Some(root) = whom.filter(|root| *root != own) {
                bare.entry(root)
                    .or_default()
                    .entry(at)
                    .or_default()
                    .push(place.clone());
            }
        }
    }
    bare
}

fn only(of: Option<&BTreeSet<usize>>) -> Option<usize> {
    of.filter(|of| of.len() == 1)?.first().copied()
}

/// Names of several words by their last and first words.
#[derive(Default)]
struct Full<'a> {
    /// By article and last word.
    ends: BTreeMap<(usize, &'a str), BTreeSet<usize>>,
    /// By article and first word.
    begins: BTreeMap<(usize, &'a str), BTreeSet<usize>>,
    /// By last word, in the whole site: of people.
    people: BTreeMap<&'a str, BTreeSet<usize>>,
}

impl<'a> Full<'a> {
    fn new(spellings: &'a [Spelling], sets: &mut Sets) -> Self {
        let mut full = Self::default();
        for (at, spelling) in spellings
            .iter()
            .enumerate()
            .filter(|(_, it)| it.is_personal())
        {
            let (Some(first), Some(last)) = (spelling.words.first(), spelling.words.last()) else {
                continue;
            };
            let root = sets.root(at);
            let named = spelling
                .entity
                .iter()
                .flat_map(|(_, articles)| articles.iter().copied());
            let articles: BTreeSet<usize> = spelling
                .places
                .iter()
                .map(|it| it.article)
                .chain(named)
                .collect();
            let signs = spelling.signs;
            let is_person = signs.titled + signs.said > signs.placed + signs.the;
            for article in articles {
                full.ends.entry((article, last)).or_default().insert(root);
                if is_person {
                    full.begins
                        .entry((article, first))
                        .or_default()
                        .insert(root);
                }
            }
            if is_person {
                full.people.entry(last).or_default().insert(root);
            }
        }
        full
    }
}
