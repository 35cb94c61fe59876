//! What is the site's rather than the article's, and the fields that need no judgement.

use super::claims::{Claim, Claims, Field};
use super::evidence::Evidence;
use crate::import::words::fold;

fn stated(claim: &Claim) -> Evidence<String> {
    Evidence {
        value: claim.text.clone(),
        origin: claim.origin.to_owned(),
        guess: false,
        node: claim.node,
    }
}

/// The address that the page gives itself, if it is one of the web.
pub(super) fn url(claims: &Claims) -> Option<Evidence<String>> {
    let claims = claims.on(Field::Url);
    let claim = claims
        .iter()
        .find(|claim| crate::text::url::is_web(&claim.text))?;
    Some(stated(claim))
}

/// The names that the site gives itself.
pub(super) fn names(claims: &Claims) -> Vec<String> {
    let names = claims.on(Field::Publication).into_iter();
    names
        .filter(|claim| is_name(&claim.text))
        .map(|claim| claim.text.clone())
        .collect()
}

/// Some pages give their own title, or their address, as the name of their site.
fn is_name(text: &str) -> bool {
    const LONGEST: usize = 8;
    text.split(' ').count() <= LONGEST
        && !text.contains("://")
        && !NAMELESS.contains(&fold(text).as_str())
}

/// What tools call a site that nobody named.
const NAMELESS: [&str; 12] = [
    "home", "homepage", "home page", "index", "blog", "my blog", "website", "my website",
    "my site", "localhost", "wordpress", "just another wordpress site",
];

/// The name of the site, or of the journal.
pub(super) fn publication(claims: &Claims) -> Option<Evidence<String>> {
    let claims = claims.on(Field::Publication);
    let claim = claims.into_iter().find(|claim| is_name(&claim.text))?;
    Some(stated(claim))
}

/// The part of the site that it stands in.
pub(super) fn section(claims: &Claims) -> Option<Evidence<String>> {
    /// What tools call the lack of a section.
    const NONE: [&str; 5] = [
        "uncategorized", "uncategorised", "allgemein", "non classé", "sin categoría",
    ];
    let claims = claims.on(Field::Section);
    let claim = claims.into_iter().find(|claim| {
        !NONE.contains(&claim.text.to_lowercase().as_str()) && is_name(&claim.text)
    })?;
    Some(stated(claim))
}

/// Whose it is: the strongest claim.
pub(super) fn rights(claims: &Claims) -> Option<Evidence<String>> {
    claims.on(Field::Rights).first().map(|claim| stated(claim))
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
    Some(stated(claim))
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
