//! Spellings that are one name, as sets that grow together. No set ever holds two entities.

use std::collections::BTreeSet;

/// Disjoint sets of spellings, by index.
#[derive(Debug)]
pub(super) struct Sets {
    parent: Vec<usize>,
    /// By root: the entity of the set.
    entity: Vec<Option<usize>>,
    /// Entities whose names turned out to be spellings of one another, the smaller first.
    pub alike: BTreeSet<(usize, usize)>,
}

impl Sets {
    /// Each spelling by itself; `entities` has whose name it is.
    pub(super) fn new(entities: Vec<Option<usize>>) -> Self {
        Self {
            parent: (0..entities.len()).collect(),
            entity: entities,
            alike: BTreeSet::new(),
        }
    }

    /// The set of a spelling, by one of its members.
    pub(super) fn root(&mut self, of: usize) -> usize {
        let mut root = of;
        while let Some(&above) = self.parent.get(root)
            && above != root
        {
            root = above;
        }
        let mut at = of;
        while let Some(above) = self.parent.get_mut(at)
            && *above != root
        {
            at = std::mem::replace(above, root);
        }
        root
    }

    pub(super) fn entity(&mut self, of: usize) -> Option<usize> {
        let root = self.root(of);
        self.entity.get(root).copied().flatten()
    }

    /// Makes one set of two, unless they are of two entities: that is noted.
    pub(super) fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        if one == other {
            return;
        }
        let entity = match (self.entity(one), self.entity(other)) {
            (Some(one), Some(other)) if one != other => {
                self.alike.insert((one.min(other), one.max(other)));
                return;
            }
            (one, other) => one.or(other),
        };
        let (root, child) = (one.min(other), one.max(other));
        if let Some(parent) = self.parent.get_mut(child) {
            *parent = root;
        }
        if let Some(of) = self.entity.get_mut(root) {
            *of = entity;
        }
    }
}
