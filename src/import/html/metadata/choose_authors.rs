//! Who wrote it.

use super::claims::{Claims, Field};
use super::evidence::Evidence;
use super::persons;
use crate::import::words::fold;

/// From this strength on a name is the page's word, below it a guess.
const CERTAIN: u8 = 65;
const LEAST: u8 = 50;

/// The persons whom the strongest source names; if none names persons, whom else it names.
pub(super) fn choose(claims: &Claims, sites: &[String]) -> Option<Evidence<Vec<String>>> {
    let sources = sources(claims, sites);
    let persons = sources.iter().find(|source| {
        source.strength >= CERTAIN && source.names.iter().any(|name| persons::is_full_name(name))
    });
    let best = persons.or_else(|| sources.iter().find(|source| source.strength >= LEAST))?;
    let seen = claims.on(Field::Author).into_iter().find(|claim| {
        claim.node.is_some()
            && best
                .names
                .iter()
                .any(|name| claim.text.contains(name.as_str()))
    });
    Some(Evidence {
        value: best.names.clone(),
        origin: best.origin.to_owned(),
        guess: best.strength < CERTAIN,
        node: seen.and_then(|claim| claim.node),
    })
}

/// The claims of one source of one strength.
struct Source {
    strength: u8,
    origin: &'static str,
    names: Vec<String>,
}

/// Strongest first; none without a name.
fn sources(claims: &Claims, sites: &[String]) -> Vec<Source> {
    let mut found: Vec<Source> = Vec::new();
    for claim in claims.on(Field::Author) {
        let same = |source: &&mut Source| {
            source.strength == claim.strength && source.origin == claim.origin
        };
        let names = persons::read(&claim.text, sites, claim.origin);
        if let Some(source) = found.iter_mut().find(same) {
            for name in names {
                let known = |known: &String| fold(&name).starts_with(&fold(known));
                if !source.names.iter().any(known) {
                    source.names.push(name);
                }
            }
        } else {
            found.push(Source {
                strength: claim.strength,
                origin: claim.origin,
                names,
            });
        }
    }
    found.retain(|source| !source.names.is_empty());
    found
}
