//! [`Slots`]: the number that each article keeps as long as it is there.

use std::collections::HashMap;
use std::sync::Arc;

use super::choice::Choice;
use super::facts::Facts;
use super::marks::Marks;
use super::order::Order;
use super::{Article, Related, Terms};
use crate::entities::Mention;

/// What is remembered of the articles.
#[derive(Debug, Default)]
pub(super) struct Slots {
    numbers: HashMap<Arc<str>, u32>,
    /// Numbers without article, for the next new ones.
    free: Vec<u32>,
    /// By number.
    pub(super) all: Vec<Slot>,
    pub(super) order: Order,
}

/// What is remembered of one article; the default where there is none.
#[derive(Debug, Default)]
pub(super) struct Slot {
    slug: Option<Arc<str>>,
    pub(super) terms: Arc<Terms>,
    pub(super) mentions: Arc<Vec<Mention>>,
    pub(super) facts: Facts,
    pub(super) related: Vec<String>,
    pub(super) unrelated: Vec<String>,
    pub(super) choices: Vec<Choice>,
    pub(super) list: Arc<Vec<Related>>,
}

/// Who is there.
pub(super) struct Census<'a> {
    /// By number.
    pub(super) articles: Vec<Option<Article<'a>>>,
    pub(super) new: Marks,
    /// The slugs of those who are gone.
    pub(super) gone: Vec<Arc<str>>,
    /// Whether anybody came or went.
    pub(super) changed: bool,
}

impl Slots {
    /// Gives each article its number; their slugs differ. What is remembered of those who are gone is forgotten, but for
    /// their terms and facts, which stand in the indexes still.
    pub(super) fn census<'a>(&mut self, articles: &[Article<'a>]) -> Census<'a> {
        // Numbers that are given back now are free in the next update: until then lists may hold them.
        let mut free = std::mem::take(&mut self.free);
        let mut numbered = Vec::new();
        let mut new = Vec::new();
        for article in articles {
            let known = self.numbers.get(article.slug).copied();
            let number = known.unwrap_or_else(|| {
                let number = free.pop().unwrap_or_else(|| {
                    self.all.push(Slot::default());
                    u32::try_from(self.all.len() - 1).unwrap_or(u32::MAX)
                });
                self.admit(article.slug.into(), number);
                new.push(number);
                number
            });
            numbered.push((number, article));
        }
        let mut by_number = vec![None; self.all.len()];
        for (number, article) in numbered {
            if let Some(place) = by_number.get_mut(number as usize) {
                *place = Some(*article);
            }
        }
        let mut gone = Vec::new();
        for ((number, slot), article) in (0..).zip(&mut self.all).zip(&by_number) {
            if article.is_none()
                && let Some(slug) = slot.slug.take()
            {
                free.push(number);
                self.numbers.remove(&slug);
                gone.push(slug);
                *slot = Slot {
                    terms: std::mem::take(&mut slot.terms),
                    facts: std::mem::take(&mut slot.facts),
                    ..Slot::default()
                };
            }
        }
        self.free = free;
        let changed = !new.is_empty() || !gone.is_empty();
        if changed {
            let slugs = self.all.iter().map(|slot| slot.slug.clone());
            self.order = Order::new(slugs.collect());
        }
        let mut marks = Marks::none(self.all.len());
        marks.extend(new);
        Census {
            articles: by_number,
            new: marks,
            gone,
            changed,
        }
    }

    fn admit(&mut self, slug: Arc<str>, number: u32) {
        if let Some(slot) = self.all.get_mut(number as usize) {
            slot.slug = Some(Arc::clone(&slug));
        }
        self.numbers.insert(slug, number);
    }

    pub(super) fn number(&self, slug: &str) -> Option<u32> {
        self.numbers.get(slug).copied()
    }

    pub(super) fn get(&self, number: u32) -> Option<&Slot> {
        self.all.get(number as usize)
    }
}
