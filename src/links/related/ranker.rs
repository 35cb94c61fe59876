//! [`Ranker`]: the lists of all articles, kept up to date.
//!
//! Every update runs the same stages over what differs from the update before; the first one finds that everything
//! does. A stage that comes to what it had come to before ends the spreading of an edit. What is kept is a function of
//! the articles of now alone, but for their numbers, on which nothing seen depends.

use std::sync::Arc;

use rayon::prelude::*;

use super::choice::{Choice, Wishes, choices};
use super::facts::{Bylines, Facts, Named};
use super::heard::Heard;
use super::index::{Change, Index};
use super::marks::Marks;
use super::nearest::{Nearest, Space};
use super::reasons::{Explainer, Side};
use super::shared::Rarity;
use super::slots::{Census, Slot, Slots};
use super::weight::{Scale, Weight};
use super::{Article, Known, Options, Ranking, Related, Terms};

/// How many nearest articles are kept of each while neighbours are asked.
const KEPT: usize = 100;

/// Ranks again and again; what has not changed is remembered.
#[derive(Debug, Default)]
pub struct Ranker {
    options: Option<Options>,
    known: Vec<Option<Known>>,
    slots: Slots,
    terms: Index,
    names: Index,
    /// The words of names.
    words: Index,
    entities: Index,
    scale: Option<Scale>,
    /// By number.
    vectors: Vec<Vec<Weight>>,
    nearest: Nearest,
    heard: Heard,
    ranking: Arc<Ranking>,
}

/// What an update finds to be others than before, by number.
struct Changes {
    /// All weights are.
    all: bool,
    /// Its words.
    words: Marks,
    /// Its words, or its facts.
    own: Marks,
    /// How rare something is that it holds.
    rarity: Marks,
    /// How rare a word of its names is.
    name_words: Marks,
}

impl Ranker {
    /// The related articles of each: those the editor chose, in the editor's order; then by score, equal scores by slug.
    ///
    /// `known` holds the entities that mentions speak of, by their index.
    pub fn update(
        &mut self,
        articles: &[Article<'_>],
        known: &[Option<Known>],
        options: Options,
    ) -> Arc<Ranking> {
        if self.options != Some(options) {
            *self = Self {
                options: Some(options),
                ..Self::default()
            };
        }
        let mut articles = articles.to_vec();
        articles.sort_by_key(|article| article.slug);
        articles.dedup_by_key(|article| article.slug);
        let census = self.slots.census(&articles);
        let mut changes = self.count(&census);
        self.read_facts(&articles, &census, known, &mut changes);
        let turned = self.weigh(&census, &changes);
        let kept = options.limit.max(KEPT);
        let space = Space {
            vectors: &self.vectors,
            index: &self.terms,
            order: &self.slots.order,
            kept,
        };
        let first = self.nearest.update(space, &turned);
        let order = &self.slots.order;
        let scores = self.heard.update(&self.nearest, &first, order, kept);
        let lists = self.lists(&census, &changes, &scores, options);
        self.publish(&census, lists);
        Arc::clone(&self.ranking)
    }

    /// Takes over how often which article holds which words and names.
    fn count(&mut self, census: &Census<'_>) -> Changes {
        let scale = Scale::new(self.slots.order.articles());
        let all = self.scale.as_ref() != Some(&scale);
        self.scale = Some(scale);
        let nothing = Arc::new(Terms::default());
        let mut changed: Vec<(u32, Arc<Terms>, Arc<Terms>)> = Vec::new();
        for ((number, slot), article) in (0..).zip(&mut self.slots.all).zip(&census.articles) {
            let terms = article.map_or(&nothing, |article| article.terms);
            if Arc::ptr_eq(&slot.terms, terms) {
                continue;
            }
            let before = std::mem::replace(&mut slot.terms, Arc::clone(terms));
            if before != *terms {
                changed.push((number, before, Arc::clone(terms)));
            }
        }
        let mut words = census.new.clone();
        words.extend(changed.iter().map(|(number, _, _)| *number));
        let mut rarity = Marks::none(census.articles.len());
        let counts = changes(&changed, |terms| &terms.counts);
        rarity.extend(self.terms.update(&counts, |count| count.term, all));
        let parts = changes(&changed, |terms| &terms.names.parts);
        rarity.extend(self.names.update(&parts, |part| part.key, all));
        let keys = changes(&changed, |terms| &terms.names.words);
        let mut name_words = Marks::none(census.articles.len());
        name_words.extend(self.words.update(&keys, |key| *key, all));
        Changes {
            all,
            own: words.clone(),
            words,
            rarity,
            name_words,
        }
    }

    /// Takes over what the articles name, who wrote them and when.
    fn read_facts(
        &mut self,
        articles: &[Article<'_>],
        census: &Census<'_>,
        known: &[Option<Known>],
        changes: &mut Changes,
    ) {
        let other_entities = self.known != known;
        if other_entities {
            self.known = known.to_vec();
        }
        let bylines = Bylines::new(articles);
        let words = &changes.words;
        let facts: Vec<Facts> = (0_u32..)
            .zip(&self.slots.all)
            .zip(&census.articles)
            .collect::<Vec<_>>()
            .into_par_iter()
            .map(|((number, slot), article)| {
                let Some(article) = article else {
                    return Facts::default();
                };
                let same = Arc::ptr_eq(&slot.mentions, article.mentions)
                    || slot.mentions == *article.mentions;
                if same && !other_entities && !words.has(number) {
                    return bylines.facts(article, &slot.facts.named);
                }
                bylines.facts(article, &Arc::new(Named::new(article, known)))
            })
            .collect();
        let mut changed = Vec::new();
        let slots = (0..).zip(&mut self.slots.all);
        for (((number, slot), article), facts) in slots.zip(&census.articles).zip(facts) {
            if let Some(article) = article {
                slot.mentions = Arc::clone(article.mentions);
            }
            if slot.facts == facts {
                continue;
            }
            let before = std::mem::replace(&mut slot.facts, facts);
            changes.own.set(number);
            changed.push((number, before.named, Arc::clone(&slot.facts.named)));
        }
        let entities = self::changes(&changed, |named| &named.entities);
        let touched = self
            .entities
            .update(&entities, |entity| entity.key, changes.all);
        changes.rarity.extend(touched);
    }

    /// Makes the vectors anew of which anything changed. Returns those that are others now, ascending.
    fn weigh(&mut self, census: &Census<'_>, changes: &Changes) -> Vec<u32> {
        let Some(scale) = &self.scale else {
            return Vec::new();
        };
        self.vectors.resize_with(census.articles.len(), Vec::new);
        let asked =
            |number: u32| changes.all || changes.words.has(number) || changes.rarity.has(number);
        let new: Vec<(u32, Vec<Weight>)> = (0_u32..)
            .zip(&self.slots.all)
            .zip(&self.vectors)
            .collect::<Vec<_>>()
            .into_par_iter()
            .filter(|((number, _), _)| asked(*number))
            .filter_map(|((number, slot), before)| {
                let vector = scale.vector(&slot.terms.counts, &self.terms);
                (vector != *before).then_some((number, vector))
            })
            .collect();
        let mut changed = Vec::new();
        for (number, vector) in new {
            if let Some(known) = self.vectors.get_mut(number as usize) {
                changed.push((number, std::mem::replace(known, vector)));
            }
        }
        let weights: Vec<Change<'_, Weight>> = changed
            .iter()
            .map(|(number, before)| Change {
                article: *number,
                before,
                after: self
                    .vectors
                    .get(*number as usize)
                    .map_or(&[], Vec::as_slice),
            })
            .collect();
        self.terms.weigh(&weights);
        changed.into_iter().map(|(number, _)| number).collect()
    }

    /// The lists that are others now, with the choices they are made of.
    fn lists(
        &self,
        census: &Census<'_>,
        changes: &Changes,
        scores: &Marks,
        options: Options,
    ) -> Vec<(u32, Vec<Choice>, Vec<Related>)> {
        let explainer = Explainer {
            rarity: Rarity::new(
                self.slots.order.articles(),
                &self.terms,
                &self.names,
                &self.words,
                &self.entities,
            ),
        };
        let side = |number: u32| {
            let article = census.articles.get(number as usize)?.as_ref()?;
            let facts = &self.slots.get(number)?.facts;
            Some(Side { article, facts })
        };
        let make = |number: u32, slot: &Slot, article: &Article<'_>| {
            let choices = self.choices(number, slot, article, census, scores, options);
            let told_anew = |other: u32| {
                changes.all
                    || changes.own.has(number)
                    || changes.own.has(other)
                    || changes.name_words.has(number)
                    || (changes.rarity.has(number) && changes.rarity.has(other))
            };
            let choices = match choices {
                Some(choices) if choices != slot.choices => choices,
                _ if census.new.has(number) => slot.choices.clone(),
                _ if slot.choices.iter().any(|it| told_anew(it.article)) => slot.choices.clone(),
                _ => return None,
            };
            let one = side(number)?;
            let list = choices.iter().filter_map(|choice| {
                let other = side(choice.article)?;
                let before = slot.choices.iter().zip(slot.list.iter()).find(|(it, _)| {
                    it.article == choice.article
                        && it.chosen == choice.chosen
                        && (it.score > 0) == (choice.score > 0)
                });
                let reasons = match before {
                    Some((_, entry)) if !told_anew(choice.article) => entry.reasons.clone(),
                    _ => explainer.reasons(&one, &other, choice.chosen, choice.score > 0),
                };
                Some(Related {
                    slug: other.article.slug.to_owned(),
                    score: choice.score,
                    near: choice.near,
                    shown: choice.near && !reasons.is_empty(),
                    reasons,
                })
            });
            let list = list.collect();
            Some((number, choices, list))
        };
        (0_u32..)
            .zip(&self.slots.all)
            .zip(&census.articles)
            .collect::<Vec<_>>()
            .into_par_iter()
            .filter_map(|((number, slot), article)| make(number, slot, article.as_ref()?))
            .collect()
    }

    /// Who stands in a list, if that may be others than before.
    fn choices(
        &self,
        number: u32,
        slot: &Slot,
        article: &Article<'_>,
        census: &Census<'_>,
        scores: &Marks,
        options: Options,
    ) -> Option<Vec<Choice>> {
        // Then slugs may mean others, and lists that are too short end with others.
        let others = census.changed
            && (slot.choices.iter().any(|it| it.score == 0 || it.chosen)
                || slot.choices.len() < options.limit
                || !article.unrelated.is_empty());
        let wishes = slot.related != article.related || slot.unrelated != article.unrelated;
        if !(others || wishes || scores.has(number) || census.new.has(number)) {
            return None;
        }
        let order = &self.slots.order;
        let numbers = |slugs: &[String]| -> Vec<u32> {
            let numbers = slugs.iter().filter_map(|slug| self.slots.number(slug));
            numbers.collect()
        };
        let mut wishes = Wishes {
            related: numbers(article.related),
            unrelated: numbers(article.unrelated),
        };
        wishes.unrelated.push(number);
        let kept = options.limit.max(KEPT);
        let near = self.heard.of(number, &self.nearest, order, kept);
        Some(choices(&wishes, &near, &order.by_place, options))
    }

    /// Takes the new lists over.
    fn publish(&mut self, census: &Census<'_>, lists: Vec<(u32, Vec<Choice>, Vec<Related>)>) {
        for (slot, article) in self.slots.all.iter_mut().zip(&census.articles) {
            if let Some(article) = article
                && (slot.related != article.related || slot.unrelated != article.unrelated)
            {
                slot.related = article.related.to_vec();
                slot.unrelated = article.unrelated.to_vec();
            }
        }
        if lists.is_empty() && census.gone.is_empty() {
            return;
        }
        let ranking = Arc::make_mut(&mut self.ranking);
        for slug in &census.gone {
            ranking.remove(&**slug);
        }
        for (number, choices, list) in lists {
            if let Some(slot) = self.slots.all.get_mut(number as usize)
                && let Some(Some(article)) = census.articles.get(number as usize)
            {
                slot.choices = choices;
                slot.list = Arc::new(list);
                ranking.insert(article.slug.to_owned(), Arc::clone(&slot.list));
            }
        }
    }
}

/// What an index is told of changed articles.
fn changes<'a, A, T>(
    changed: &'a [(u32, Arc<A>, Arc<A>)],
    items: impl Fn(&'a A) -> &'a [T],
) -> Vec<Change<'a, T>> {
    changed
        .iter()
        .map(|(number, before, after)| Change {
            article: *number,
            before: items(before),
            after: items(after),
        })
        .collect()
}
