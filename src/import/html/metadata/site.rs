//! What is the site's rather than the article's, and the fields that need no judgement.

use super::claims::{Claims, Field};
use super::evidence::Evidence;
use crate::import::words::fold;

/// The strongest claim on a field, if it is strong enough.
pub(super) fn strongest(claims: &Claims, field: Field, least: u8) -> Option<Evidence<String>> {
    let claim = *claims.on(field).first()?;
    (claim.strength >= least).then(|| Evidence {
        value: claim.text.clone(),
        origin: claim.origin.to_owned(),
        guess: false,
        node: claim.node,
    })
}

/// The address that the page gives itself, if it is one of the web.
pub(super) fn url(claims: &Claims) -> Option<Evidence<String>> {
    let claims = claims.on(Field::Url);
    let claim = claims
        .iter()
        .find(|claim| crate::text::url::is_web(&claim.text))?;
    Some(Evidence {
        value: claim.text.clone(),
        origin: claim.origin.to_owned(),
        guess: false,
        node: None,
    })
}

/// The names that the site gives itself.
pub(super) fn names(claims: &Claims) -> Vec<String> {
    /// Some pages give their own title as the name of their site.
    const LONGEST: usize = 8;
    let names = claims.on(Field::Publication).into_iter();
    names
        .map(|claim| claim.text.clone())
        .filter(|name| name.split(' ').count() <= LONGEST)
        .collect()
}

/// The names that titles end with: those of the site, and its host.
pub(super) fn endings(sites: &[String], url: Option<&str>) -> Vec<String> {
    let mut names = sites.to_vec();
    let host = url.and_then(|url| url::Url::parse(url).ok());
    if let Some(host) = host.as_ref().and_then(url::Url::host_str) {
        let host = host.strip_prefix("www.").unwrap_or(host);
        names.push(host.to_owned());
        // `paper.co.uk` → `paper`
        names.extend(
            host.split('.')
                .next()
                .filter(|name| name.len() > 3)
                .map(str::to_owned),
        );
    }
    names
}

/// A deck: whole, and more than the title once more.
pub(super) fn description(claims: &Claims) -> Option<Evidence<String>> {
    let titles: Vec<String> = claims
        .on(Field::Title)
        .iter()
        .map(|claim| fold(&claim.text))
        .collect();
    let all = claims.on(Field::Description);
    let claim = all.into_iter().find(|claim| {
        let text = claim.text.trim_end_matches([']', ')']);
        let is_cut = text.ends_with('…') || text.ends_with("...") || text.ends_with("&hellip");
        !is_cut && !titles.contains(&fold(text)) && text.contains(' ')
    })?;
    Some(Evidence {
        value: claim.text.clone(),
        origin: claim.origin.to_owned(),
        guess: false,
        node: None,
    })
}

/// `en_US`, `EN-us`, `english` → `en-US`, `en-US`, none.
pub(super) fn language(claims: &Claims) -> Option<Evidence<String>> {
    claims.on(Field::Language).into_iter().find_map(|claim| {
        let mut parts = claim.text.split(['-', '_']);
        let first = parts.next()?.trim().to_lowercase();
        if !(2..=3).contains(&first.len()) || !first.bytes().all(|b| b.is_ascii_lowercase()) {
            return None;
        }
        let region = parts
            .next()
            .filter(|part| part.len() == 2 && part.bytes().all(|b| b.is_ascii_alphabetic()));
        let value = match region {
            Some(region) => format!("{first}-{}", region.to_uppercase()),
            None => first,
        };
        Some(Evidence {
            value,
            origin: claim.origin.to_owned(),
            guess: false,
            node: None,
        })
    })
}
