//! Results remembered by the hash of their inputs: the whole of incremental building.
//!
//! A stage asks a [`Table`] for the value of a key and says how to compute it. Equal inputs have equal keys, so a
//! value is never stale; what a whole build did not ask for is forgotten at its end.

use std::any::Any;
use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

/// The hash of everything a value depends on.
pub type Key = blake3::Hash;

/// One stage's memory.
#[derive(Debug)]
pub struct Table<T> {
    entries: HashMap<Key, Entry<T>>,
    /// Whether it was asked for anything since what is unused was forgotten last.
    asked: bool,
}

#[derive(Debug)]
struct Entry<T> {
    value: Arc<T>,
    used: bool,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self {
            entries: HashMap::new(),
            asked: false,
        }
    }
}

impl<T: Send + Sync> Table<T> {
    /// The value of one key, computed if it is new.
    pub fn get(&mut self, key: Key, compute: impl FnOnce() -> T) -> Arc<T> {
        self.asked = true;
        let entry = self.entries.entry(key).or_insert_with(|| Entry {
            value: Arc::new(compute()),
            used: true,
        });
        entry.used = true;
        Arc::clone(&entry.value)
    }

    /// The values of many keys, in their order; those that are new are computed in parallel. `compute` is a pure
    /// function of what went into the key, so the order of computing cannot be seen.
    pub fn get_all<I: Sync>(
        &mut self,
        inputs: &[I],
        key: impl Fn(&I) -> Key + Sync,
        compute: impl Fn(&I) -> T + Sync,
    ) -> Vec<Arc<T>> {
        self.asked = true;
        let keys: Vec<Key> = inputs.par_iter().map(&key).collect();
        let known = &self.entries;
        let values: Vec<Arc<T>> = inputs
            .par_iter()
            .zip(&keys)
            .map(|(input, key)| match known.get(key) {
                Some(entry) => Arc::clone(&entry.value),
                None => Arc::new(compute(input)),
            })
            .collect();
        for (key, value) in keys.into_iter().zip(&values) {
            self.entries.insert(
                key,
                Entry {
                    value: Arc::clone(value),
                    used: true,
                },
            );
        }
        values
    }

    /// Forgets what was not asked for since the last call; nothing when nothing at all was asked for, since a stage that
    /// is not run again needs its memory for the next time.
    pub fn forget_unused(&mut self) {
        if std::mem::take(&mut self.asked) {
            self.entries
                .retain(|_, entry| std::mem::take(&mut entry.used));
        }
    }
}

/// What a value was made from: remembered objects, compared by their address, and the key of the rest. It keeps the
/// objects, so that an address always means the same one; those of a [`Table`] have it for as long as their inputs are
/// equal.
#[derive(Debug, Clone)]
pub struct Origin {
    objects: Vec<Option<Arc<dyn Any + Send + Sync>>>,
    rest: Key,
}

impl Origin {
    pub fn new(rest: Key) -> Self {
        Self {
            objects: Vec::new(),
            rest,
        }
    }

    #[must_use]
    pub fn with<T: Any + Send + Sync>(mut self, object: Option<&Arc<T>>) -> Self {
        let object = object.map(|it| Arc::clone(it) as Arc<dyn Any + Send + Sync>);
        self.objects.push(object);
        self
    }
}

impl PartialEq for Origin {
    fn eq(&self, other: &Self) -> bool {
        let same = |pair: (&Option<Arc<_>>, &Option<Arc<_>>)| match pair {
            (Some(one), Some(other)) => std::ptr::addr_eq(Arc::as_ptr(one), Arc::as_ptr(other)),
            (one, other) => one.is_none() && other.is_none(),
        };
        self.rest == other.rest
            && self.objects.len() == other.objects.len()
            && self.objects.iter().zip(&other.objects).all(same)
    }
}

/// Builds a [`Key`] from parts; each part is delimited, so that `("ab", "c")` and `("a", "bc")` differ.
#[derive(Debug, Clone, Default)]
pub struct KeyBuilder {
    hasher: blake3::Hasher,
}

impl KeyBuilder {
    /// `stage` keeps the keys of different stages apart.
    pub fn new(stage: &str) -> Self {
        Self::default().with(stage)
    }

    #[must_use]
    pub fn with(mut self, part: impl AsRef<[u8]>) -> Self {
        let part = part.as_ref();
        self.hasher.update(&(part.len() as u64).to_le_bytes());
        self.hasher.update(part);
        self
    }

    #[must_use]
    pub fn with_key(self, key: Key) -> Self {
        self.with(key.as_bytes())
    }

    /// A part that is a value: hashed as JSON, whose order of keys is the type's.
    #[must_use]
    pub fn with_value(self, value: &impl serde::Serialize) -> Self {
        // Values that JSON cannot hold (a map whose keys are not text) are none of those hashed here.
        self.with(serde_json::to_vec(value).unwrap_or_default())
    }

    pub fn key(&self) -> Key {
        self.hasher.finalize()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> Key {
        KeyBuilder::new("test").with(text).key()
    }

    #[test]
    fn a_known_key_is_not_computed_again_and_an_unused_one_is_forgotten() {
        let mut table = Table::default();
        assert_eq!(*table.get(key("a"), || 1), 1);
        assert_eq!(*table.get(key("a"), || 2), 1);
        table.forget_unused();
        assert_eq!(
            table
                .get_all(&["b"], |text| key(text), |_| 3)
                .iter()
                .map(|v| **v)
                .collect::<Vec<_>>(),
            [3]
        );
        table.forget_unused();
        table.forget_unused();
        assert_eq!(*table.get(key("b"), || 6), 3);
        assert_eq!(*table.get(key("a"), || 4), 4);
        assert_eq!(*table.get(key("b"), || 5), 3);
    }

    #[test]
    fn an_origin_is_the_same_by_its_very_objects() {
        let (one, equal) = (Arc::new(1), Arc::new(1));
        let origin = |object: Option<&Arc<i32>>| Origin::new(key("a")).with(object);
        assert_eq!(origin(Some(&one)), origin(Some(&Arc::clone(&one))));
        assert_ne!(origin(Some(&one)), origin(Some(&equal)));
        assert_ne!(origin(Some(&one)), origin(None));
        assert_ne!(origin(None), Origin::new(key("b")).with::<i32>(None));
    }

    #[test]
    fn parts_are_kept_apart() {
        let key = |a: &str, b: &str| KeyBuilder::new("test").with(a).with(b).key();
        assert_ne!(key("ab", "c"), key("a", "bc"));
    }
}
