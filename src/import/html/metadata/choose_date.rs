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
            let agrees = address
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
    // A month is told more exactly by another that agrees.
    let finest = dated
        .iter()
        .filter(|other| other.strength >= LEAST && other.date.starts_with(&best.date))
        .max_by_key(|other| other.date.len())
        .unwrap_or(best);
    for other in &dated {
        let apart = date::days_between(&best.date, &other.date);
        if other.strength >= STRONG && apart.is_some_and(|days| days > 1) {
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
        guess: best.strength < CERTAIN,
        node: seen.and_then(|seen| seen.claim.node),
    })
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
