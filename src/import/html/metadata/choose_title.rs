//! Which title is the article's, and what of it is the site's name.

use super::claims::{Claim, Claims, Field};
use super::evidence::Evidence;
use super::spots::{Spots, overlap};
use crate::import::words::fold;

/// What stands between a title and the name of the site.
const SEPARATORS: [&str; 11] = [
    " | ", " - ", " – ", " — ", " » ", " « ", " :: ", " · ", " • ", " / ", ": ",
];

/// Titles are written anew for search engines, but not without the same words.
const ENOUGH: f64 = 0.35;

pub(super) fn choose(claims: &Claims, spots: &Spots, sites: &[String]) -> Option<Evidence<String>> {
    let titles = claims.on(Field::Title);
    let headline = spots.headline.and_then(|place| spots.all.get(place));
    let shown = headline
        .map(|spot| spots.shown(spot))
        .filter(|shown| !shown.is_empty());
    let best = titles.first();
    // What the reader sees is the title where data says the same, as far as that goes.
    if let (Some(spot), Some(shown)) = (headline, shown) {
        let folded = fold(shown);
        let shared = titles
            .iter()
            .map(|claim| says(claim, &folded, sites))
            .fold(0.0, f64::max);
        if shared >= ENOUGH || best.is_none_or(|best| best.strength < 60) {
            let whole = spot
                .node
                .children_it(false)
                .all(|child| !child.is_element());
            let part = titles
                .iter()
                .map(|claim| without_site(&claim.text, sites))
                .find(|title| !whole && is_part(&fold(title), &folded));
            return Some(Evidence {
                value: part.unwrap_or(shown).to_owned(),
                origin: "the headline".to_owned(),
                guess: false,
                node: Some(spot.node.id),
            });
        }
    }
    let best = best?;
    Some(Evidence {
        value: without_site(&best.text, sites).to_owned(),
        origin: best.origin.to_owned(),
        guess: best.strength <= 50 && shown.is_some(),
        node: None,
    })
}

/// Whether a title is all of a headline but the kicker or the second line that stands in its element too.
fn is_part(title: &str, headline: &str) -> bool {
    const LEAST: usize = 3;
    title.split(' ').count() >= LEAST
        && title != headline
        && (headline
            .strip_suffix(title)
            .is_some_and(|rest| rest.ends_with(' '))
            || headline
                .strip_prefix(title)
                .is_some_and(|rest| rest.starts_with(' ')))
}

/// How far a claim says the same as the headline, 0 to 1.
fn says(claim: &Claim, folded: &str, sites: &[String]) -> f64 {
    let whole = overlap(&fold(&claim.text), folded);
    whole.max(overlap(&fold(without_site(&claim.text, sites)), folded))
}

/// The title without the name of the site at its end or beginning: `Title | Site` → `Title`.
pub(super) fn without_site<'t>(title: &'t str, sites: &[String]) -> &'t str {
    let mut title = title;
    // `Title | Section | Site`
    for _ in 0..2 {
        let ends = SEPARATORS.iter().filter_map(|separator| {
            let at = title.rfind(separator)?;
            let rest = title.get(at + separator.len()..)?;
            is_site(rest, sites).then_some(at)
        });
        let starts = SEPARATORS.iter().filter_map(|separator| {
            let at = title.find(separator)?;
            is_site(title.get(..at)?, sites).then_some(at + separator.len())
        });
        let (end, start) = (ends.max(), starts.min());
        title = match (end, start) {
            (Some(end), _) => title.get(..end).unwrap_or(title).trim(),
            (None, Some(start)) => title.get(start..).unwrap_or(title).trim(),
            (None, None) => break,
        };
    }
    title
}

/// Whether a part of a title is a site's name, spaces and ending aside: `theSite.com` for `The Site`.
fn is_site(part: &str, sites: &[String]) -> bool {
    let squeezed = |text: &str| -> String { fold(text).replace(' ', "") };
    let part = squeezed(part);
    !part.is_empty() && sites.iter().any(|site| squeezed(site) == part)
}
