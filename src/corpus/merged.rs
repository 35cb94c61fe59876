//! Entities that turned out to be others.

use std::collections::BTreeMap;

use crate::content::Entity;

/// For each slug that was merged into another, the one it ended up in; a circle, and a slug that is not there, merge
/// nothing.
pub fn merged<'a>(entities: impl Iterator<Item = &'a Entity>) -> BTreeMap<&'a str, &'a str> {
    let all: BTreeMap<&str, &Entity> = entities
        .map(|entity| (entity.slug.as_str(), entity))
        .collect();
    let next = |slug: &str| {
        let to = all.get(slug)?.merged_into.as_deref()?;
        all.get_key_value(to).map(|(slug, _)| *slug)
    };
    let end = |slug: &'a str| {
        let mut at = slug;
        for _ in 0..all.len() {
            match next(at) {
                Some(to) => at = to,
                None => return Some(at),
            }
        }
        None
    };
    all.keys()
        .filter_map(|slug| Some((*slug, end(slug).filter(|end| end != slug)?)))
        .collect()
}
