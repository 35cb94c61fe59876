//! Whose a name is, where several have it.

use std::collections::{BTreeMap, BTreeSet};

use super::tokens::{Gap, folded, tokens};
use crate::content::{Alias, Entity};
use crate::corpus::merged;
use crate::diagnostic::Place;

/// A name that two entities claim alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shared<'a> {
    pub name: Alias,
    /// Where the last of them has it.
    pub place: Place,
    /// Their slugs, in order.
    pub owners: Vec<&'a str>,
}

/// A name as one entity claims it.
struct Claim<'a> {
    slug: &'a str,
    name: Alias,
    place: Place,
}

/// Names that more than one entity has, each once: no text can tell whom they mean. Weak names, metonyms and names that
/// ask for other words do not count, for they give way.
pub fn shared<'a>(entities: impl Iterator<Item = &'a Entity> + Clone) -> Vec<Shared<'a>> {
    let targets = merged(entities.clone());
    let mut claims: BTreeMap<Vec<(Gap, String)>, Vec<Claim<'_>>> = BTreeMap::new();
    for entity in entities {
        let slug = entity.slug.as_str();
        let slug = targets.get(slug).copied().unwrap_or(slug);
        for name in entity.names() {
            if name.weak || name.metonym || !name.only_if.is_empty() {
                continue;
            }
            let place = entity.name_place(&name);
            let parts = tokens(&name.text).into_iter().map(|token| {
                let word = name.text.get(token.range).unwrap_or_default();
                (token.gap, folded(word).into_owned())
            });
            let parts = parts.collect();
            let claim = Claim { slug, name, place };
            claims.entry(parts).or_default().push(claim);
        }
    }
    claims.into_values().filter_map(contested).collect()
}

/// The name that entities claim alike, if there are several of them.
fn contested(claims: Vec<Claim<'_>>) -> Option<Shared<'_>> {
    let mut owners: Vec<&str> = claims.iter().map(|claim| claim.slug).collect();
    owners.sort_unstable();
    owners.dedup();
    // Names that differ in case, all exact, can be told apart.
    let written: BTreeSet<&str> = claims.iter().map(|claim| &*claim.name.text).collect();
    let told_apart = claims.iter().all(|claim| claim.name.exact) && written.len() == claims.len();
    let empty = claims
        .iter()
        .all(|claim| tokens(&claim.name.text).is_empty());
    let last = claims.into_iter().next_back()?;
    (owners.len() > 1 && !told_apart && !empty).then_some(Shared {
        name: last.name,
        place: last.place,
        owners,
    })
}
