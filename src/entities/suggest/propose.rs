//! From sets of spellings to suggestions, the most useful first.

use std::collections::{BTreeMap, BTreeSet};

use super::alike;
use super::bare::Bare;
use super::gather::name_words;
use super::kind::guess;
use super::likeness::skeleton;
use super::refine::{Certainty, Signs};
use super::sets::Sets;
use super::spelling::{Place, Spelling};
use super::word_lists::{is_event, is_organisation, is_place, is_work};
use super::{Input, Proposal, Suggestion, Text, Variant};
use crate::content::{Entity, EntityKind};
use crate::entities::vocabulary::{is_acronym, looked_for};
use crate::text::name_slug::name_slug;
use crate::text::slug::free_slug;

/// How many places a suggestion keeps.
const PLACES: usize = 12;

/// Slugs that lists of entities have.
pub(in crate::entities) const LISTS: [&str; 7] = [
    "index", "people", "places", "organisations", "events", "works", "things",
];

/// A set of spellings with all that counts for it.
struct Set<'a> {
    /// Those that always mean it.
    full: Vec<&'a Spelling>,
    /// Those that mean it at some places: surnames, first names.
    bare: Vec<(&'a Spelling, &'a [Place])>,
}

pub(super) fn suggestions(
    input: &Input<'_>,
    texts: &[Text<'_>],
    spellings: &[Spelling],
    sets: &mut Sets,
    bare: &Bare,
) -> Vec<Suggestion> {
    let refused = Refused::new(input);
    let entities: BTreeMap<&str, &Entity> = input
        .entities
        .iter()
        .map(|it| (it.slug.as_str(), *it))
        .collect();
    let lent: BTreeMap<usize, BTreeSet<&Place>> = lent(bare);
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..spellings.len() {
        groups.entry(sets.root(at)).or_default().push(at);
    }
    let mut taken: BTreeSet<String> = LISTS.map(str::to_owned).into();
    taken.extend(entities.keys().map(|slug| (*slug).to_owned()));
    let mut found = Vec::new();
    for (root, members) in groups {
        let own: Vec<Spelling> = members
            .iter()
            .filter_map(|at| Some((at, spellings.get(*at)?)))
            .filter(|(_, it)| it.entity.is_none())
            .map(|(at, it)| without(it, lent.get(at)))
            .filter(|it| !it.places.is_empty())
            .collect();
        let is_refused = |it: &Spelling| refused.has(&it.words, it.acronym);
        // The spelling that a suggestion was rejected by goes with all its misspellings.
        let main_is_refused = main(&own.iter().collect::<Vec<_>>()).is_some_and(is_refused);
        let own: Vec<Spelling> = own.into_iter().filter(|it| !is_refused(it)).collect();
        let set = Set {
            full: own.iter().collect(),
            bare: bare
                .get(&root)
                .into_iter()
                .flatten()
                .filter_map(|(at, places)| Some((spellings.get(*at)?, places.as_slice())))
                .collect(),
        };
        let entity = sets.entity(root).and_then(|at| input.slugs.get(at));
        let entity = entity.and_then(|slug| entities.get(slug.as_str()));
        let mut members = members.iter().filter_map(|at| spellings.get(*at));
        let full_is_refused =
            members.any(|it| it.entity.is_none() && it.words.len() > 1 && is_refused(it));
        if entity.is_none() && (main_is_refused || full_is_refused) {
            continue;
        }
        if let Some(mut suggestion) = set.suggestion(texts, entity.copied()) {
            suggestion.key = free_slug(&suggestion.key, &taken);
            taken.insert(suggestion.key.clone());
            found.push(suggestion);
        }
    }
    let is_refused = |key: &str| refused.names.contains(key);
    found.extend(alike::merges(
        input, texts, &entities, &sets.alike, is_refused,
    ));
    found.sort_by(|one, other| {
        other
            .score
            .cmp(&one.score)
            .then_with(|| one.key.cmp(&other.key))
    });
    found
}

/// The places that single words have lent to full names.
fn lent(bare: &Bare) -> BTreeMap<usize, BTreeSet<&Place>> {
    let mut lent: BTreeMap<usize, BTreeSet<&Place>> = BTreeMap::new();
    for (at, places) in bare.values().flatten() {
        lent.entry(*at).or_default().extend(places);
    }
    lent
}

fn without(spelling: &Spelling, lent: Option<&BTreeSet<&Place>>) -> Spelling {
    let mut own = spelling.clone();
    if let Some(lent) = lent {
        own.places.retain(|place| !lent.contains(place));
    }
    own
}

impl Set<'_> {
    /// What the set suggests, if anything, with the slug of its name for a key.
    fn suggestion(&self, texts: &[Text<'_>], entity: Option<&Entity>) -> Option<Suggestion> {
        let main = main(&self.full)?;
        let certainty = self.full.iter().map(|it| it.certainty).max()?;
        let mut places: Vec<Place> = self
            .full
            .iter()
            .flat_map(|it| it.places.iter().cloned())
            .collect();
        if entity.is_none() {
            places.extend(
                self.bare
                    .iter()
                    .flat_map(|(_, places)| places.iter().cloned()),
            );
        }
        places.sort_unstable();
        let articles = articles(texts, &places);
        let mentions = places.len();
        let factor = match certainty {
            Certainty::High => 10,
            Certainty::Middle => 6,
            Certainty::Low if is_low_name(main, mentions, articles.len()) => 3,
            Certainty::Low => return None,
        };
        let mut signs = Signs::default();
        self.full.iter().for_each(|it| signs.add(it.signs));
        let kind = match entity {
            Some(entity) => Some(entity.kind),
            None => guess(main, &self.full, signs, !self.bare.is_empty()),
        };
        let name = main.name().to_owned();
        let known = entity.map_or_else(|| vec![name.clone()], all_names);
        let mut variants = self.variants(main, kind, entity.is_none(), &known);
        if entity.is_some() {
            variants.retain(|variant| !variant.implied && variant.text != name);
        }
        Some(Suggestion {
            key: name_slug(&name),
            proposal: entity.map_or(Proposal::New, |it| Proposal::Alias(it.slug.clone())),
            name,
            kind,
            variants,
            mentions,
            score: score(articles.len(), mentions, factor),
            places: first(&places),
            articles,
        })
    }

    fn variants(
        &self,
        main: &Spelling,
        kind: Option<EntityKind>,
        new: bool,
        known: &[String],
    ) -> Vec<Variant> {
        let mut seen: BTreeSet<_> = known.iter().map(|name| looked_for(name)).collect();
        let mut variants = Vec::new();
        let mut full: Vec<(&String, usize)> = self
            .full
            .iter()
            .flat_map(|it| it.written.iter().map(|(text, count)| (text, *count)))
            .collect();
        full.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(other.0)));
        for (text, mentions) in full.into_iter().filter(|(text, _)| *text != main.name()) {
            variants.push(Variant {
                text: text.clone(),
                mentions,
                weak: false,
                implied: !seen.insert(looked_for(text)),
            });
        }
        for (single, places) in self.bare.iter().filter(|_| new) {
            let surname = main.words.last().map(String::as_str) == single.single();
            let implied = surname && kind == Some(EntityKind::Person);
            variants.push(Variant {
                text: single.name().to_owned(),
                mentions: places.len(),
                weak: true,
                implied: !seen.insert(looked_for(single.name())) || implied,
            });
        }
        variants.sort_by(|one, other| {
            other
                .mentions
                .cmp(&one.mentions)
                .then_with(|| one.text.cmp(&other.text))
        });
        variants
    }
}

/// The spelling that stands for all: names in full before single words, then the most frequent, then the longest.
fn main<'a>(full: &[&'a Spelling]) -> Option<&'a Spelling> {
    let rank = |it: &&&Spelling| (it.words.len() > 1, it.count(), it.words.len());
    let best = full.iter().max_by(|one, other| {
        rank(one)
            .cmp(&rank(other))
            .then_with(|| other.words.cmp(&one.words))
    });
    best.copied()
}

fn all_names(entity: &Entity) -> Vec<String> {
    entity.names().into_iter().map(|name| name.text).collect()
}

/// Words that are all written small too may name an institution that several articles have.
fn is_low_name(main: &Spelling, mentions: usize, articles: usize) -> bool {
    let Some(last) = main.words.last() else {
        return false;
    };
    let first = main.words.first().map_or("", String::as_str);
    let is_kind =
        |word: &str| is_organisation(word) || is_place(word) || is_event(word) || is_work(word);
    mentions > 2 && articles > 1 && is_kind(last) && !is_kind(first)
}

/// Slug and count of the articles that places are in, in order.
pub(super) fn articles(texts: &[Text<'_>], places: &[Place]) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for place in places {
        *counts.entry(place.article).or_default() += 1;
    }
    let slug = |(at, count): (usize, usize)| Some((texts.get(at)?.slug.to_owned(), count));
    counts.into_iter().filter_map(slug).collect()
}

/// The first places, of each article one before of any two, counted in the articles that have any.
pub(super) fn first(places: &[Place]) -> Vec<Place> {
    let mut by_article: BTreeMap<usize, Vec<&Place>> = BTreeMap::new();
    for place in places {
        by_article.entry(place.article).or_default().push(place);
    }
    let place = |article: usize, place: &Place| Place {
        article,
        ..place.clone()
    };
    let rounds = (0..PLACES).flat_map(|round| {
        let all = by_article.values().enumerate();
        all.filter_map(move |(article, own)| Some(place(article, own.get(round)?)))
    });
    rounds.take(PLACES).collect()
}

/// The root of a number that is no larger than texts have names, in thousandths, times the others.
pub(super) fn score(articles: usize, mentions: usize, factor: u64) -> u64 {
    let mentions = u64::try_from(mentions).unwrap_or(u64::MAX);
    let articles = u64::try_from(articles).unwrap_or(u64::MAX);
    articles
        .saturating_mul(mentions.saturating_mul(10_000).isqrt())
        .saturating_mul(factor)
}

/// What was refused, in all its spellings.
struct Refused {
    names: BTreeSet<String>,
    skeletons: BTreeSet<String>,
}

impl Refused {
    fn new(input: &Input<'_>) -> Self {
        let names = input.refusals.entries.iter().map(|it| it.name.clone());
        let skeletons = names.clone().flat_map(|name| {
            let words = name_words(&name);
            [words.join(" "), skeleton(&words, is_acronym(&name))]
        });
        Self {
            skeletons: skeletons.collect(),
            names: names.collect(),
        }
    }

    fn has(&self, words: &[String], acronym: bool) -> bool {
        self.skeletons.contains(&words.join(" "))
            || self.skeletons.contains(&skeleton(words, acronym))
    }
}
