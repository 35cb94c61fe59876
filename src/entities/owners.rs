//! Whose a name is, where several have it.

use std::collections::BTreeMap;

use super::tokens::{Gap, folded, tokens};
use crate::content::{Alias, Entity};
use crate::corpus::merged;

/// A name that two entities claim alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shared<'a> {
    pub name: Alias,
    /// Their slugs, in order.
    pub owners: Vec<&'a str>,
}

/// Names that more than one entity has, each once: no text can tell whom they mean. Weak names and metonyms do not
/// count, for they give way.
pub fn shared<'a>(entities: impl Iterator<Item = &'a Entity> + Clone) -> Vec<Shared<'a>> {
    let targets = merged(entities.clone());
    let mut owners: BTreeMap<Vec<(Gap, String)>, Vec<(&str, Alias)>> = BTreeMap::new();
    for entity in entities {
        let slug = entity.slug.as_str();
        let slug = targets.get(slug).copied().unwrap_or(slug);
        for name in entity.names() {
            if name.weak || name.metonym || !name.only_if.is_empty() {
                continue;
            }
            let parts = tokens(&name.text).into_iter().map(|token| {
                let word = name.text.get(token.range).unwrap_or_default();
                (token.gap, folded(word).into_owned())
            });
            owners
                .entry(parts.collect())
                .or_default()
                .push((slug, name));
        }
    }
    let shared = owners.into_iter().filter_map(|(parts, names)| {
        let mut slugs: Vec<&str> = names.iter().map(|(slug, _)| *slug).collect();
        slugs.sort_unstable();
        slugs.dedup();
        // Two that differ in case, both exact, can be told apart.
        let told_apart = names.iter().all(|(_, name)| name.exact)
            && names
                .windows(2)
                .all(|pair| pair[0].1.text != pair[1].1.text);
        let name = names.into_iter().next_back()?.1;
        (slugs.len() > 1 && !parts.is_empty() && !told_apart).then_some(Shared {
            name,
            owners: slugs,
        })
    });
    shared.collect()
}
