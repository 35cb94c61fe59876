//! Dates that a reader sees, and how surely each is the article's.

use std::collections::BTreeMap;

use super::claims::{Claims, Field};
use super::date;
use super::spots::{Spot, Spots};
use crate::import::dates::{Kind, Written, dates_in};

/// The longest text that a date is looked for in, in bytes.
const LONGEST: usize = 160;

/// Class words of elements that hold dates.
const DATED: [&str; 18] = [
    "date", "datetime", "time", "timestamp", "published", "publish", "pubdate", "posted",
    "dateline", "byline", "meta", "postmeta", "datum", "fecha", "data", "info", "created", "when",
];

/// Words before a date that is not that of publication.
const CHANGED: [&str; 19] = [
    "updated", "update", "modified", "edited", "reviewed", "revised", "changed", "aktualisiert",
    "geändert", "mis à jour", "modifié", "actualizado", "modificado", "aggiornato", "atualizado",
    "bijgewerkt", "zaktualizowano", "accessed", "retrieved",
];

/// Class words of elements that show the day of today.
const TODAY: [&str; 6] = [
    "today", "todays", "todaysdate", "currentdate", "current", "clock",
];

/// Words before the date of publication.
const PUBLISHED: [&str; 16] = [
    "published", "posted", "publish date", "veröffentlicht", "erschienen", "publié", "publicado",
    "pubblicato", "gepubliceerd", "opublikowano", "date:", "first published", "created", "written",
    "added", "am ",
];

pub(super) fn collect(spots: &Spots, claims: &mut Claims) {
    let mut looks: BTreeMap<(String, Vec<String>), usize> = BTreeMap::new();
    let candidates: Vec<&Spot> = spots
        .all
        .iter()
        .filter(|spot| may_hold(spot, spots))
        .collect();
    for spot in &candidates {
        *looks.entry(spot.look()).or_default() += 1;
    }
    for spot in candidates {
        let alike = looks.get(&spot.look()).copied().unwrap_or(1);
        claim(spot, spots, alike, claims);
    }
}

fn may_hold(spot: &Spot, spots: &Spots) -> bool {
    if spot.has_token(&TODAY) {
        return false;
    }
    if spot.name == "time" || spot.has_token(&["datepublished"]) {
        return true;
    }
    let has_digit = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
    let own = || {
        spot.node
            .children_it(false)
            .any(|child| child.is_text() && has_digit(&child.text()))
    };
    let shown = spots.shown(spot);
    (6..LONGEST).contains(&shown.len()) && has_digit(shown) && (spot.has_token(&DATED) || own())
}

/// What an element says in its attributes or in its text.
fn claim(spot: &Spot, spots: &Spots, alike: usize, claims: &mut Claims) {
    let shown = spots.shown(spot);
    let attribute = |name: &str| spot.node.attr(name).map(|value| value.to_string());
    let is_published = spot.has_token(&["datepublished"]) || spot.node.has_attr("pubdate");
    if spot.has_token(&["datemodified", "updated", "modified"])
        && !spot.has_token(&["published", "datepublished"])
    {
        return;
    }
    let data = attribute("datetime")
        .or_else(|| attribute("content"))
        .or_else(|| {
            spot.has_token(&["published"])
                .then(|| attribute("title"))
                .flatten()
        });
    let data = data.filter(|data| date::day(data).is_some() || date::is_ambiguous(data));
    let written = dates_in(shown);
    let (text, origin, base) = match &data {
        Some(data) if is_published => (data.as_str(), "microdata datePublished", 62),
        Some(data) if spot.name == "time" => (data.as_str(), "<time>", 46),
        _ => {
            let Some(first) = written.first() else {
                return;
            };
            let text = shown.get(first.start..first.end).unwrap_or_default();
            if is_published {
                (text, "microdata datePublished", 62)
            } else if spot.name == "time" {
                (text, "<time>", 44)
            } else if spot.has_token(&DATED) {
                (text, "a date near the headline", 38)
            } else {
                (text, "a date near the headline", 30)
            }
        }
    };
    let at = spot.from + written.first().map_or(0, |first| first.start);
    let month = written
        .first()
        .is_some_and(|first| matches!(first.kind, Kind::Month(..)));
    let strength = base
        + if month { -20 } else { 0 }
        + place(spot, spots)
        + label(spots, at)
        + crowd(alike)
        + length(shown, &written);
    let strength = u8::try_from(strength.clamp(0, 90)).unwrap_or_default();
    claims.seen(Field::Date, text, origin, strength, Some(spot.node.id));
}

/// Near the headline and below it is where the date stands.
fn place(spot: &Spot, spots: &Spots) -> i32 {
    let inside = if spot.elsewhere { -40 } else { 0 };
    let Some(headline) = spots.headline.and_then(|place| spots.all.get(place)) else {
        return inside - 5;
    };
    let near = if spot.from >= headline.to {
        match spot.from - headline.to {
            0..=200 => 30,
            201..=600 => 20,
            601..=1500 => 5,
            1501..=4000 => -10,
            _ => -20,
        }
    } else if is_in_masthead(spot, headline) {
        // The day of the paper, or of the visit.
        -10
    } else {
        match headline.from.saturating_sub(spot.to) {
            0..=120 => 25,
            121..=300 => 10,
            301..=600 => -5,
            _ => -20,
        }
    };
    inside + near
}

/// Whether it stands in a `<header>` of the page that does not hold the headline.
fn is_in_masthead(spot: &Spot, headline: &Spot) -> bool {
    let headers = |spot: &Spot| {
        let around = spot.node.ancestors_it(None);
        let headers = around.filter(|node| node.has_name("header"));
        headers.map(|node| node.id).collect::<Vec<_>>()
    };
    let own = headers(headline);
    headers(spot).iter().any(|header| !own.contains(header))
}

/// The words right before it.
fn label(spots: &Spots, at: usize) -> i32 {
    const BEFORE: usize = 24;
    let mut from = at.saturating_sub(BEFORE);
    while !spots.text.is_char_boundary(from) {
        from -= 1;
    }
    let before = spots.text.get(from..at).unwrap_or_default().to_lowercase();
    let last = |words: &[&str]| words.iter().filter_map(|word| before.rfind(word)).max();
    match (last(&CHANGED), last(&PUBLISHED)) {
        (Some(changed), Some(published)) if published > changed => 10,
        (Some(_), _) => -25,
        (None, Some(_)) => 10,
        (None, None) => 0,
    }
}

/// Many that look alike are a list of other articles, or comments.
fn crowd(alike: usize) -> i32 {
    match alike {
        0..=2 => 0,
        3..=4 => -8,
        _ => -16,
    }
}

/// A date among many words is a date in a sentence.
fn length(shown: &str, written: &[Written]) -> i32 {
    let dates: usize = written.iter().map(|date| date.end - date.start).sum();
    match shown.len().saturating_sub(dates) {
        0..=12 => 6,
        13..=50 => 2,
        51..=90 => -4,
        _ => -14,
    }
}
