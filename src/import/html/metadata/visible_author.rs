//! Names that a reader sees near the headline.

use super::claims::{Claims, Field};
use super::spots::{Spot, Spots};
use crate::import::byline::byline;
use crate::import::dates::dates_in;

/// The longest text of a byline, in bytes.
const LONGEST: usize = 160;

/// Class words of elements that hold an author.
const AUTHOR: [&str; 12] = [
    "author",
    "authors",
    "byline",
    "bylines",
    "byauthor",
    "authorname",
    "fn",
    "writer",
    "autor",
    "auteur",
    "contributor",
    "contributors",
];

pub(super) fn collect(spots: &Spots, claims: &mut Claims) {
    for spot in &spots.spots {
        if spot.elsewhere || spot.name == "body" || !spot.has_token(&AUTHOR) {
            continue;
        }
        let Some(place) = place(spot, spots) else {
            continue;
        };
        let shown = spots.shown(spot);
        if shown.is_empty() || shown.len() > LONGEST {
            continue;
        }
        let is_exact = spot
            .node
            .attr("rel")
            .is_some_and(|rel| rel.contains("author"))
            || spot
                .node
                .attr("itemprop")
                .is_some_and(|name| name.contains("author"));
        let (origin, base) = if is_exact {
            ("an element marked as author", 58)
        } else {
            ("a byline near the headline", 50)
        };
        let strength = u8::try_from((base + place).clamp(0, 90)).unwrap_or_default();
        let names = byline(shown, &dates_in(shown)).map_or_else(Vec::new, |found| found.names);
        for name in &names {
            claims.seen(Field::Author, name, origin, strength, Some(spot.node.id));
        }
    }
}

/// How near the headline it is; none where it is too far to be the article's.
fn place(spot: &Spot, spots: &Spots) -> Option<i32> {
    let headline = spots.spots.get(spots.headline?)?;
    if spot.from >= headline.to {
        match spot.from - headline.to {
            0..=300 => Some(20),
            301..=1000 => Some(8),
            _ => Some(-15),
        }
    } else {
        match headline.from.saturating_sub(spot.to) {
            0..=200 => Some(10),
            _ => None,
        }
    }
}
