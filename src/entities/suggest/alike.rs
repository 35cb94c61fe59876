//! Entities that may be one: their names are spellings of one another.

use std::collections::{BTreeMap, BTreeSet};

use super::propose::{articles, first, score};
use super::spelling::Place;
use super::{Input, Proposal, Suggestion, Text, Variant};
use crate::content::Entity;

/// Merges of entities of one kind: the one that texts name less often into the other.
pub(super) fn merges(
    input: &Input<'_>,
    texts: &[Text<'_>],
    entities: &BTreeMap<&str, &Entity>,
    alike: &BTreeSet<(usize, usize)>,
    is_refused: impl Fn(&str) -> bool,
) -> Vec<Suggestion> {
    let places = places(texts, alike);
    let mut found = Vec::new();
    for &(one, other) in alike {
        let of = |at: usize| entities.get(input.slugs.get(at)?.as_str()).copied();
        let (Some(from), Some(into)) = (of(other), of(one)) else {
            continue;
        };
        let of = |at: usize| places.get(&at).map_or(&[][..], Vec::as_slice);
        let (mut from, mut into) = ((from, of(other)), (into, of(one)));
        if from.1.len() > into.1.len() {
            (from, into) = (into, from);
        }
        let key = |one: &Entity, other: &Entity| format!("{}+{}", one.slug, other.slug);
        let (there, back) = (key(from.0, into.0), key(into.0, from.0));
        if from.0.kind != into.0.kind || is_refused(&there) || is_refused(&back) {
            continue;
        }
        let mut all = [from.1, into.1].concat();
        all.sort_unstable();
        let articles = articles(texts, &all);
        found.push(Suggestion {
            key: there,
            proposal: Proposal::Merge {
                from: from.0.slug.clone(),
                into: into.0.slug.clone(),
            },
            name: into.0.name.clone(),
            kind: Some(into.0.kind),
            variants: vec![Variant {
                text: from.0.name.clone(),
                mentions: from.1.len(),
                weak: false,
                implied: false,
            }],
            mentions: all.len(),
            score: score(articles.len().max(1), all.len().max(1), 10),
            places: first(&all),
            articles,
        });
    }
    found
}

/// Where the entities of the pairs are named.
fn places(texts: &[Text<'_>], alike: &BTreeSet<(usize, usize)>) -> BTreeMap<usize, Vec<Place>> {
    let pairs = alike.iter().flat_map(|&(one, other)| [one, other]);
    let mut places: BTreeMap<usize, Vec<Place>> = pairs.map(|at| (at, Vec::new())).collect();
    for (article, text) in texts.iter().enumerate() {
        for mention in text.mentions {
            if let Some(places) = places.get_mut(&mention.entity) {
                places.push(Place {
                    article,
                    start: mention.range.start,
                    end: mention.range.end,
                });
            }
        }
    }
    places
}
