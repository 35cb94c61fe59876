//! Names that a reader sees near the headline, or that the page marks as its author's.

use std::collections::BTreeSet;

use super::claims::{Claims, Field};
use super::persons;
use super::spots::{Spot, Spots};
use crate::import::byline::byline;
use crate::import::dates::dates_in;

/// The longest text of a byline, in bytes.
const LONGEST: usize = 160;
/// The longest name, in bytes.
const NAME: usize = 60;

/// Class words of elements that hold an author.
const AUTHOR: [&str; 12] = [
    "author", "authors", "byline", "bylines", "byauthor", "authorname", "fn", "writer", "autor",
    "auteur", "contributor", "contributors",
];

/// Parts of the addresses of pages about authors.
const PAGES: [&str; 8] = [
    "/author/", "/authors/", "/autor/", "/autoren/", "/auteur/", "/by/", "/contributors/",
    "/profile/",
];

/// A name with the element that shows it.
struct Named<'s, 'a> {
    spot: &'s Spot<'a>,
    name: String,
    origin: &'static str,
    base: i32,
    /// Marked as the author's by the page itself.
    marked: bool,
}

pub(super) fn collect(spots: &Spots, claims: &mut Claims) {
    let mut found: Vec<Named> = Vec::new();
    for spot in &spots.all {
        if !spot.elsewhere && spot.name != "body" {
            found.extend(names(spot, spots));
        }
    }
    let marked: BTreeSet<String> = found
        .iter()
        .filter(|named| named.marked)
        .map(|named| named.name.to_lowercase())
        .collect();
    for named in found {
        let alone = named.marked && marked.len() == 1;
        let Some(place) = place(named.spot, spots, named.marked) else {
            continue;
        };
        let strength = named.base + place + if alone { 12 } else { 0 };
        let strength = u8::try_from(strength.clamp(0, 90)).unwrap_or_default();
        let node = Some(named.spot.node.id);
        claims.seen(Field::Author, &named.name, named.origin, strength, node);
    }
}

fn names<'s, 'a>(spot: &'s Spot<'a>, spots: &'s Spots) -> Vec<Named<'s, 'a>> {
    const MARKED: &str = "an element marked as author";
    const BYLINE: &str = "a byline near the headline";
    let shown = spots.shown(spot);
    if shown.is_empty() || shown.len() > LONGEST {
        return Vec::new();
    }
    let attribute = |name: &str, wanted: &str| {
        let value = spot.node.attr(name).unwrap_or_default();
        value.split_whitespace().any(|word| word == wanted)
    };
    let links_to_author = || {
        let href = spot.node.attr("href").unwrap_or_default().to_lowercase();
        PAGES.iter().any(|page| href.contains(page))
    };
    let is_marked =
        attribute("rel", "author") || attribute("itemprop", "author") || attribute("class", "fn");
    let is_link = spot.name == "a" && links_to_author();
    let make = |name, origin, base, marked| Named {
        spot,
        name,
        origin,
        base,
        marked,
    };
    if (is_marked || is_link) && shown.len() <= NAME && is_plain(shown) {
        let base = if is_marked { 58 } else { 54 };
        let read = persons::read(shown, &[], MARKED);
        return read
            .into_iter()
            .map(|name| make(name, MARKED, base, true))
            .collect();
    }
    let is_classed = spot.has_token(&AUTHOR);
    let own = || {
        spot.node
            .children_it(false)
            .any(|child| child.is_text() && !child.text().trim().is_empty())
    };
    if !is_classed && (shown.len() > NAME || !own()) {
        return Vec::new();
    }
    let Some(found) = byline(shown, &dates_in(shown)) else {
        return Vec::new();
    };
    if !is_classed && !found.labelled {
        return Vec::new();
    }
    let base = if is_classed { 50 } else { 48 };
    found
        .names
        .into_iter()
        .map(|name| make(name, BYLINE, base, false))
        .collect()
}

/// Digits stand in the names of accounts only, not in those of persons.
fn is_plain(shown: &str) -> bool {
    !shown.contains(' ') || !shown.bytes().any(|byte| byte.is_ascii_digit())
}

/// How near the headline it is; none where it is too far to be the article's.
fn place(spot: &Spot, spots: &Spots, marked: bool) -> Option<i32> {
    let Some(headline) = spots.headline.and_then(|place| spots.all.get(place)) else {
        return marked.then_some(0);
    };
    let far = if marked { Some(-15) } else { None };
    if spot.from >= headline.to {
        match spot.from - headline.to {
            0..=300 => Some(20),
            301..=1000 => Some(8),
            _ => far,
        }
    } else {
        match headline.from.saturating_sub(spot.to) {
            0..=200 => Some(10),
            _ => None,
        }
    }
}
