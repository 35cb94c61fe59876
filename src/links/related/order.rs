//! The order of articles in lists: by score, equal scores by slug.

use std::cmp::Reverse;
use std::sync::Arc;

/// An article and how near it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scored {
    pub(super) article: u32,
    pub(super) score: u32,
}

/// The articles by number, and their places among all slugs. Numbers tell of the order in which articles came: nothing
/// that is seen may depend on them.
#[derive(Debug, Default)]
pub(super) struct Order {
    /// By number; none for a number without article.
    slugs: Vec<Option<Arc<str>>>,
    /// By number.
    places: Vec<u32>,
    /// The numbers in the order of slugs.
    pub(super) by_place: Vec<u32>,
}

impl Order {
    pub(super) fn new(slugs: Vec<Option<Arc<str>>>) -> Self {
        let mut by_place: Vec<u32> = (0..)
            .zip(&slugs)
            .filter_map(|(number, slug)| slug.is_some().then_some(number))
            .collect();
        by_place.sort_unstable_by_key(|number| slugs.get(*number as usize));
        let mut places = vec![u32::MAX; slugs.len()];
        for (place, number) in (0..).zip(&by_place) {
            if let Some(known) = places.get_mut(*number as usize) {
                *known = place;
            }
        }
        Self {
            slugs,
            places,
            by_place,
        }
    }

    /// How many numbers there are, with article or without.
    pub(super) fn numbers(&self) -> usize {
        self.slugs.len()
    }

    /// How many articles there are.
    pub(super) fn articles(&self) -> usize {
        self.by_place.len()
    }

    pub(super) fn slug(&self, article: u32) -> Option<&Arc<str>> {
        self.slugs.get(article as usize)?.as_ref()
    }

    /// The highest scores, highest first.
    pub(super) fn first(&self, scored: impl Iterator<Item = Scored>, most: usize) -> Vec<Scored> {
        // Numbers are compared faster than pairs of a score and a place.
        let mut keys: Vec<u64> = scored
            .map(|it| {
                let place = self.places.get(it.article as usize);
                u64::from(it.score) << 32 | u64::from(!place.copied().unwrap_or(u32::MAX))
            })
            .collect();
        if keys.len() > most {
            keys.select_nth_unstable_by_key(most, |key| Reverse(*key));
            keys.truncate(most);
        }
        keys.sort_unstable_by_key(|key| Reverse(*key));
        #[expect(clippy::cast_possible_truncation, reason = "the two halves of a key")]
        let scored = |key: u64| {
            let article = *self.by_place.get(!(key as u32) as usize)?;
            Some(Scored {
                article,
                score: (key >> 32) as u32,
            })
        };
        keys.into_iter().filter_map(scored).collect()
    }
}
