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
    // Of each slug seen so far where it ends; none in a circle, nor as long as the way from it is being walked.
    let mut ends: BTreeMap<&str, Option<&str>> = BTreeMap::new();
    for slug in all.keys() {
        let (mut at, mut way) = (*slug, Vec::new());
        let end = loop {
            if let Some(known) = ends.get(at) {
                break *known;
            }
            ends.insert(at, None);
            way.push(at);
            match next(at) {
                Some(to) => at = to,
                None => break Some(at),
            }
        };
        ends.extend(way.into_iter().map(|slug| (slug, end)));
    }
    ends.into_iter()
        .filter_map(|(slug, end)| Some((slug, end.filter(|end| *end != slug)?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_ends_where_it_ends_and_a_circle_nowhere_however_long() {
        let entity = |slug: String, to: String| {
            let text = format!("---\nmerged_into: {to}\n---\n");
            Entity::read(&slug, "content/entities/x.md", text.as_bytes())
                .unwrap()
                .0
        };
        let mut all: Vec<Entity> = (0..20_000)
            .map(|at| entity(format!("n{at:05}"), format!("n{:05}", at + 1)))
            .collect();
        // The last one's target is not there; three more lead into a circle.
        all.extend(["xy", "yz", "zy"].map(|it| entity(it[..1].to_owned(), it[1..].to_owned())));
        let merged = merged(all.iter());
        assert_eq!(merged.len(), 19_999);
        assert!(merged.values().all(|end| *end == "n19999"));
    }
}
