//! Who wrote it.

use super::claims::{Claim, Claims, Field};
use super::evidence::Evidence;
use super::persons;

/// From this strength on a name is the page's word, below it a guess.
const CERTAIN: u8 = 65;
const LEAST: u8 = 50;

pub(super) fn choose(claims: &Claims, sites: &[String]) -> Option<Evidence<Vec<String>>> {
    let all = claims.on(Field::Author);
    let mut from = 0;
    // The strongest source that names persons; all of its claims.
    while let Some(first) = all.get(from) {
        let same: Vec<&&Claim> = all
            .iter()
            .skip(from)
            .take_while(|claim| claim.strength == first.strength)
            .filter(|claim| claim.origin == first.origin)
            .collect();
        let count = all
            .iter()
            .skip(from)
            .take_while(|claim| claim.strength == first.strength)
            .count();
        let mut names: Vec<String> = Vec::new();
        for claim in &same {
            for name in persons::read(&claim.text, sites, claim.origin) {
                if !names
                    .iter()
                    .any(|known| known.to_lowercase() == name.to_lowercase())
                {
                    names.push(name);
                }
            }
        }
        if !names.is_empty() && first.strength >= LEAST {
            let seen = all.iter().find(|claim| {
                claim.node.is_some() && names.iter().any(|name| claim.text.contains(name.as_str()))
            });
            return Some(Evidence {
                value: names,
                origin: first.origin.to_owned(),
                guess: first.strength < CERTAIN,
                node: seen.and_then(|claim| claim.node),
            });
        }
        from += count;
    }
    None
}
