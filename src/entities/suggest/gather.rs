//! All spellings of all names, from the texts and from the files of entities.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use rayon::prelude::*;

use super::counts::Counts;
use super::refine::{Certainty, Found, Knowledge, Refiner};
use super::scan::{Run, scan};
use super::spelling::Spelling;
use super::words::words;
use super::{Input, Text};
use crate::content::EntityKind;
use crate::corpus::merged;
use crate::entities::vocabulary::is_acronym;

/// The words of a name as spellings have them.
pub(super) fn name_words(name: &str) -> Vec<String> {
    // What stands at the end as a possessive does in a text is part of the name here.
    words(name, 0)
        .into_iter()
        .map(|word| word.key.into_owned())
        .collect()
}

/// The spellings, in the order of their words.
pub(super) fn spellings(input: &Input<'_>, texts: &[Text<'_>]) -> Vec<Spelling> {
    let scanned: Vec<(Vec<Run>, Counts)> = texts.par_iter().map(|text| scan(text.plain)).collect();
    let mut counts = Counts::default();
    let mut runs = Vec::new();
    for (own, words) in scanned {
        counts.add(words);
        runs.push(own);
    }
    let none = HashSet::new();
    let inside = |run: &Run| !run.initial && !run.german;
    let known: HashSet<String> = refined(texts, &runs, &counts, &none, &inside)
        .into_iter()
        .flatten()
        .map(|found| found.key)
        .collect();
    let owned = owned(input);
    let mut all: BTreeMap<String, Spelling> = BTreeMap::new();
    let found = refined(texts, &runs, &counts, &known, &|_| true);
    for (article, (text, found)) in texts.iter().zip(found).enumerate() {
        for found in found
            .into_iter()
            .filter(|found| !owned.contains(&found.key))
        {
            let spelling = all.entry(found.key.clone()).or_insert_with(|| {
                Spelling::new(found.key.split(' ').map(str::to_owned).collect())
            });
            spelling.add(article, &text.plain.text, found);
        }
    }
    let mut all: Vec<Spelling> = all.into_values().collect();
    all.extend(names(input, texts));
    all
}

fn refined(
    texts: &[Text<'_>],
    runs: &[Vec<Run>],
    counts: &Counts,
    known: &HashSet<String>,
    wanted: &(impl Fn(&Run) -> bool + Sync),
) -> Vec<Vec<Found>> {
    let knowledge = Knowledge { counts, known };
    let names = |(text, runs): (&Text<'_>, &Vec<Run>)| {
        let refiner = Refiner {
            text: &text.plain.text,
            mentions: text.mentions,
            knowledge: &knowledge,
        };
        if runs.iter().all(wanted) {
            refiner.names(runs)
        } else {
            let wanted: Vec<Run> = runs.iter().filter(|run| wanted(run)).cloned().collect();
            refiner.names(&wanted)
        }
    };
    texts.par_iter().zip(runs).map(names).collect()
}

/// All that entities go by, whatever must hold for it, and what never means them: nothing of it is proposed.
fn owned(input: &Input<'_>) -> BTreeSet<String> {
    let mut owned = BTreeSet::new();
    for entity in &input.entities {
        let names = entity.names();
        let texts = names.iter().map(|name| &name.text).chain(&entity.not);
        owned.extend(texts.map(|text| name_words(text).join(" ")));
    }
    owned
}

/// The names of entities as spellings.
fn names(input: &Input<'_>, texts: &[Text<'_>]) -> Vec<Spelling> {
    let mut articles: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (article, text) in texts.iter().enumerate() {
        for mention in text.mentions {
            articles.entry(mention.entity).or_default().insert(article);
        }
    }
    let targets = merged(input.entities.iter().copied());
    let mut all: BTreeMap<(usize, String), Spelling> = BTreeMap::new();
    for entity in &input.entities {
        let slug = targets
            .get(entity.slug.as_str())
            .copied()
            .unwrap_or(&entity.slug);
        let Ok(at) = input
            .slugs
            .binary_search_by(|other| other.as_str().cmp(slug))
        else {
            continue;
        };
        for name in entity.names() {
            let words = name_words(&name.text);
            if words.is_empty() || name.weak || name.metonym || !name.only_if.is_empty() {
                continue;
            }
            let spelling = all
                .entry((at, words.join(" ")))
                .or_insert_with(|| Spelling::new(words));
            spelling.acronym = is_acronym(&name.text);
            spelling.certainty = Certainty::High;
            spelling.signs.titled = u32::from(entity.kind == EntityKind::Person);
            spelling.entity = Some((at, articles.get(&at).cloned().unwrap_or_default()));
        }
    }
    all.into_values().collect()
}
