//! Which spellings are of one name.

use std::collections::{BTreeMap, BTreeSet};

use super::likeness::{deletions, is_close, is_of_another_language, skeleton, stands_for};
use super::refine::Certainty;
use super::sets::Sets;
use super::spelling::Spelling;
use super::word_lists::{is_demonym, is_generic};

/// No more names than this are compared with each other, each with each, though they have all words but one in common.
const CROWD: usize = 40;

/// A word has to be named so many times as often as what is taken for a slip of it.
const SLIP: usize = 3;

/// Joins the spellings that are of one name wherever they stand. In the order of the spellings.
pub(super) fn join(spellings: &[Spelling], sets: &mut Sets) {
    by_skeleton(spellings, sets);
    by_one_word(spellings, sets);
    by_slip(spellings, sets);
    by_acronym(spellings, sets);
    by_end(spellings, sets);
    by_base(spellings, sets);
}

fn by_skeleton(spellings: &[Spelling], sets: &mut Sets) {
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    for (at, spelling) in spellings.iter().enumerate() {
        let skeleton = skeleton(&spelling.words, spelling.acronym);
        // Short words alone differ by what a skeleton leaves out: Mali, Malli.
        if skeleton.len() < 5 && !spelling.acronym {
            continue;
        }
        let same = *first.entry(skeleton).or_insert(at);
        sets.join(same, at);
    }
}

/// A name without one of its words, and which word that is.
type Holed<'a> = (usize, Vec<&'a str>);

/// Names of several words that differ in one, by little.
fn by_one_word(spellings: &[Spelling], sets: &mut Sets) {
    let mut alike: BTreeMap<Holed<'_>, Vec<(usize, &str)>> = BTreeMap::new();
    for (at, spelling) in spellings.iter().enumerate() {
        if !(2..=5).contains(&spelling.words.len()) {
            continue;
        }
        for (hole, word) in spelling.words.iter().enumerate() {
            if word.chars().count() < 5 || is_generic(word) || is_demonym(word) {
                continue;
            }
            let rest = spelling.words.iter().enumerate();
            let rest = rest
                .filter(|(place, _)| *place != hole)
                .map(|(_, word)| word.as_str());
            alike
                .entry((hole, rest.collect()))
                .or_default()
                .push((at, word));
        }
    }
    for crowd in alike
        .into_values()
        .filter(|crowd| (2..=CROWD).contains(&crowd.len()))
    {
        for (index, (one, left)) in crowd.iter().enumerate() {
            for (other, right) in crowd.iter().skip(index + 1) {
                if is_close(left, right) {
                    sets.join(*one, *other);
                }
            }
        }
    }
}

/// Words that stand alone, once or twice, in an article that has nearly the same word much more often.
fn by_slip(spellings: &[Spelling], sets: &mut Sets) {
    let mut near: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, spelling) in spellings.iter().enumerate() {
        if let Some(word) = spelling.single()
            && !spelling.acronym
            && word.chars().count() > 5
        {
            for deletion in deletions(word) {
                near.entry(deletion).or_default().push(at);
            }
        }
    }
    let articles = |at: usize| -> BTreeSet<usize> {
        let spelling = spellings.get(at);
        let own = spelling
            .into_iter()
            .flat_map(|it| &it.places)
            .map(|place| place.article);
        let named = spelling.and_then(|it| it.entity.as_ref());
        own.chain(
            named
                .into_iter()
                .flat_map(|(_, articles)| articles.iter().copied()),
        )
        .collect()
    };
    let count = |at: usize| {
        let spelling = spellings.get(at);
        let named = spelling.and_then(|it| it.entity.as_ref());
        spelling.map_or(0, Spelling::count) + named.map_or(0, |(_, articles)| SLIP * articles.len())
    };
    let word = |at: usize| {
        spellings
            .get(at)
            .and_then(Spelling::single)
            .unwrap_or_default()
    };
    for crowd in near
        .into_values()
        .filter(|crowd| (2..=CROWD).contains(&crowd.len()))
    {
        for &slip in &crowd {
            if count(slip) > 2 || spellings.get(slip).is_none_or(|it| it.entity.is_some()) {
                continue;
            }
            for &right in crowd.iter().filter(|right| **right != slip) {
                if count(right) >= SLIP * count(slip)
                    && is_close(word(slip), word(right))
                    && articles(slip).is_subset(&articles(right))
                {
                    sets.join(right, slip);
                }
            }
        }
    }
}

/// `Kurdistan Workers’ Party (PKK)`: of several names the one it stands behind most often.
fn by_acronym(spellings: &[Spelling], sets: &mut Sets) {
    let by_words: BTreeMap<String, usize> = spellings
        .iter()
        .enumerate()
        .map(|(at, spelling)| (spelling.words.join(" "), at))
        .collect();
    for (short, spelling) in spellings.iter().enumerate() {
        let letters = spelling.words.concat();
        let mut long: Vec<(usize, usize)> = spelling
            .short_for
            .iter()
            .filter_map(|(key, count)| Some((*count, *by_words.get(key)?)))
            .filter(|(_, at)| {
                let words = spellings
                    .get(*at)
                    .map(|it| it.words.as_slice())
                    .unwrap_or_default();
                (0..words.len())
                    .any(|from| stands_for(&letters, words.get(from..).unwrap_or_default()))
                    || is_of_another_language(&letters, words)
            })
            .collect();
        long.sort_by_key(|&(count, at)| (std::cmp::Reverse(count), at));
        if let Some((_, at)) = long.first() {
            sets.join(*at, short);
        }
    }
}

/// `Tayyip Erdogan` is the end of `Recep Tayyip Erdogan`, and of no other name; `Recep Erdogan` its first and last word.
fn by_end(spellings: &[Spelling], sets: &mut Sets) {
    let mut longer: BTreeMap<Vec<&str>, Vec<usize>> = BTreeMap::new();
    for (at, spelling) in spellings.iter().enumerate() {
        let words: Vec<&str> = spelling.words.iter().map(String::as_str).collect();
        if words.contains(&"of") || words.len() > 6 {
            continue;
        }
        for from in 1..words.len().saturating_sub(1) {
            longer
                .entry(words.get(from..).unwrap_or_default().to_vec())
                .or_default()
                .push(at);
        }
        if let [first, _, .., last] = words.as_slice()
            && words.len() > 2
            && spelling.is_personal()
        {
            longer.entry(vec![first, last]).or_default().push(at);
        }
    }
    for (at, spelling) in spellings.iter().enumerate() {
        let words: Vec<&str> = spelling.words.iter().map(String::as_str).collect();
        let certain = spelling.certainty == Certainty::High || spelling.entity.is_some();
        let Some(wholes) = longer.get(&words).filter(|_| certain && words.len() > 1) else {
            continue;
        };
        let roots: BTreeSet<usize> = wholes.iter().map(|whole| sets.root(*whole)).collect();
        if let (1, Some(root)) = (roots.len(), roots.first()) {
            sets.join(*root, at);
        }
    }
}

/// `Incirlik` is `Incirlik Air Base`.
fn by_base(spellings: &[Spelling], sets: &mut Sets) {
    let singles: BTreeMap<&str, usize> = spellings
        .iter()
        .enumerate()
        .filter_map(|(at, spelling)| Some((spelling.single().filter(|_| !spelling.acronym)?, at)))
        .collect();
    let seat = |word: &String| {
        matches!(
            word.as_str(),
            "airbase"
                | "base"
                | "air"
                | "naval"
                | "military"
                | "province"
                | "governorate"
                | "oblast"
        )
    };
    for (at, spelling) in spellings.iter().enumerate() {
        if let [first, rest @ ..] = spelling.words.as_slice()
            && !rest.is_empty()
            && rest.iter().all(seat)
            && let Some(single) = singles.get(first.as_str())
        {
            sets.join(at, *single);
        }
    }
}
