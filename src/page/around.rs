//! Before and after: what lies around an article in time.

use std::collections::BTreeSet;

use serde::Serialize;

use super::entity::EntityRef;
use super::timeline::TimelineMoment;
use super::view::View;
use crate::content::EntityKind;
use crate::corpus::Entry;
use crate::links::timeline;

/// Each list is in the order of time.
#[derive(Debug, Serialize)]
pub struct AroundView {
    /// Certainly earlier, the nearest.
    pub before: Vec<TimelineMoment>,
    /// Perhaps at the same time, the nearest.
    pub meanwhile: Vec<TimelineMoment>,
    /// Certainly later, the nearest.
    pub after: Vec<TimelineMoment>,
}

impl View<'_> {
    pub(super) fn around(&self, entry: &Entry) -> AroundView {
        let around = timeline::around(self.corpus, self.links, self.naming, entry);
        let from = entry.output();
        AroundView {
            before: self.moments(&from, &around.before),
            meanwhile: self.moments(&from, &around.meanwhile),
            after: self.moments(&from, &around.after),
        }
    }

    /// The events that an editor says an article tells of.
    pub(super) fn events(&self, entry: &Entry) -> Vec<EntityRef> {
        let events = entry.article().meta.events.iter();
        let merged = &self.corpus.merged;
        let events: Vec<&String> = events
            .map(|slug| merged.get(slug).unwrap_or(slug))
            .collect();
        let is_event = |slug: &&String| {
            let entity = self.corpus.entities.get(*slug);
            entity.is_some_and(|entity| entity.meta.kind == EntityKind::Event)
        };
        let mut seen = BTreeSet::new();
        events
            .into_iter()
            .filter(|slug| is_event(slug) && seen.insert(*slug))
            .filter_map(|slug| self.entity(&entry.output(), slug))
            .collect()
    }
}
