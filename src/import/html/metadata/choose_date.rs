//! Which date is the article's.

use super::claims::{Claim, Claims, Field};
use super::date;
use super::evidence::Evidence;
use super::url_date;
use crate::import::rules::DateOrder;

/// From this strength on a date is the page's word, below it a guess.
const CERTAIN: u8 = 60;
/// Below this a date is anybody's.
const LEAST: u8 = 45;
/// From this strength on a source should not be wrong.
const STRONG: u8 = 85;
/// A date in the address that agrees makes a date surer by this.
const ADDRESS: u8 = 20;

/// From this strength on a date near the headline is what the reader takes for the article's.
const SHOWN: u8 = 64;
/// From this strength on a date in the page may be the article's.
const LIKELY: u8 = 40;

/// The length of a date that is known to the day.
const DAY: usize = 10;

struct Dated<'c> {
    claim: &'c Claim,
    date: String,
    strength: u8,
}

/// The date, with a warning where strong sources do not agree.
pub(super) fn choose(
    claims: &Claims,
    url: Option<&str>,
    order: Option<DateOrder>,
    warnings: &mut Vec<String>,
) -> Option<Evidence<String>> {
    let address = url.and_then(url_date::read);
    let mut dated: Vec<Dated> = claims
        .on(Field::Date)
        .into_iter()
        .filter_map(|claim| {
            let date = read(claim, claims, order)?;
            let agrees = date.len() == DAY
                && address
                    .as_ref()
                    .is_some_and(|address| date::agree(&date, address));
            let more = if agrees { ADDRESS } else { 0 };
            Some(Dated {
                claim,
                date,
                strength: claim.strength.saturating_add(more).min(99),
            })
        })
        .collect();
    dated.sort_by_key(|dated| std::cmp::Reverse(dated.strength));
    let best = dated.first().filter(|best| best.strength >= LEAST);
    let Some(best) = best else {
        return address.map(|value| Evidence {
            value,
            origin: "the address of the page".to_owned(),
            guess: true,
            node: None,
        });
    };
    let changed: Vec<String> = claims
        .on(Field::Changed)
        .iter()
        .filter_map(|claim| date::day(&claim.text))
        .collect();
    let (best, sure) = match shown_instead(best, &dated, &changed, warnings) {
        Shown::Same => (best, true),
        Shown::Changed => (best, false),
        Shown::Other(shown) => (shown, true),
    };
    // A month is told more exactly by another that agrees.
    let finest = dated
        .iter()
        .filter(|other| other.strength >= LEAST && other.date.starts_with(&best.date))
        .max_by_key(|other| other.date.len())
        .unwrap_or(best);
    for other in &dated {
        let apart = date::days_between(&best.date, &other.date);
        if warnings.is_empty() && other.strength >= STRONG && apart.is_some_and(|days| days > 1) {
            warnings.push(format!(
                "{} says {}, {} says {}",
                best.claim.origin, best.date, other.claim.origin, other.date
            ));
            break;
        }
    }
    let seen = dated.iter().find(|other| {
        other.claim.node.is_some() && other.date == finest.date && other.strength >= LEAST
    });
    Some(Evidence {
        value: finest.date.clone(),
        origin: best.claim.origin.to_owned(),
        guess: !sure || best.strength < CERTAIN,
        node: seen.and_then(|seen| seen.claim.node),
    })
}

/// What a page shows for a date that its data states.
enum Shown<'d, 'c> {
    /// The same, or none.
    Same,
    /// Only when it was changed: which of the two is the text's is not for us to say.
    Changed,
    Other(&'d Dated<'c>),
}

/// What the reader sees near the headline, where data says another day that is seen nowhere: data goes by another
/// clock, or was copied with the page.
fn shown_instead<'d, 'c>(
    best: &Dated<'c>,
    dated: &'d [Dated<'c>],
    changed: &[String],
    warnings: &mut Vec<String>,
) -> Shown<'d, 'c> {
    let mut seen = dated.iter().filter(|other| other.claim.node.is_some());
    let is_seen = seen
        .clone()
        .any(|other| other.claim.strength >= LIKELY && date::agree(&other.date, &best.date));
    if best.claim.node.is_some() || is_seen {
        return Shown::Same;
    }
    let Some(shown) = seen.find(|other| other.claim.strength >= SHOWN) else {
        return Shown::Same;
    };
    match date::days_between(&best.date, &shown.date) {
        None => return Shown::Same,
        Some(0..=1) => return Shown::Other(shown),
        Some(_) => {}
    }
    let is_change = changed
        .iter()
        .any(|day| date::days_between(day, &shown.date).is_some_and(|days| days <= 1));
    let what = if is_change {
        "the date of a change"
    } else {
        "another day"
    };
    warnings.push(format!(
        "{} says {}; the page shows {}, {what}",
        best.claim.origin, best.date, shown.date
    ));
    if is_change {
        Shown::Changed
    } else {
        Shown::Other(shown)
    }
}

/// A date that could be read two ways is read as another on the page, or as the language of the page does.
fn read(claim: &Claim, claims: &Claims, order: Option<DateOrder>) -> Option<String> {
    if order.is_some() || !date::is_ambiguous(&claim.text) {
        return date::read(&claim.text, order);
    }
    let ways =
        [DateOrder::DayFirst, DateOrder::MonthFirst].map(|way| date::read(&claim.text, Some(way)));
    let others: Vec<String> = claims
        .on(Field::Date)
        .iter()
        .filter_map(|other| date::day(&other.text))
        .collect();
    let told = ways.iter().flatten().find(|way| others.contains(way));
    if let Some(told) = told {
        return Some(told.clone());
    }
    let language = claims
        .on(Field::Language)
        .first()
        .map(|claim| claim.text.to_lowercase())?;
    match language.replace('_', "-").as_str() {
        "en-us" => date::read(&claim.text, Some(DateOrder::MonthFirst)),
        other if other.starts_with("en") && other != "en-gb" => None,
        _ => date::read(&claim.text, Some(DateOrder::DayFirst)),
    }
}
