//! A claim on authors → the names of persons.

use super::json_ld;
use crate::import::credit_words::BY;
use crate::import::words::{fold, is_all_caps, is_capitalised};

/// Names of accounts, not of persons.
const ACCOUNTS: [&str; 26] = [
    "admin", "administrator", "webmaster", "unknown", "anonymous", "guest", "guest author",
    "guest contributor", "author", "editor", "null", "undefined", "none", "user", "root", "system",
    "website", "web", "contributor", "default", "redactor", "wordpress", "sponsored", "profile",
    "redaktion", "die redaktion",
];

/// Words in the names of companies and associations.
const COMPANIES: [&str; 10] = [
    "gmbh", "ltd", "inc", "llc", "ag", "corp", "verein", "verlag", "group", "limited",
];

/// What follows a name after a comma and is no other name.
const TITLES: [&str; 24] = [
    "md", "phd", "ph d", "rn", "rd", "rdn", "mph", "msc", "ma", "ba", "mba", "jd", "do", "dds",
    "cpa", "jr", "sr", "ii", "iii", "esq", "cfa", "m d", "dr", "np",
];

/// The persons that a claim names, in its order: no addresses, no accounts, not the site itself.
pub(super) fn read(text: &str, sites: &[String], origin: &str) -> Vec<String> {
    let text = cut_by(text);
    if text.contains("://") || text.starts_with("www.") || text.starts_with('/') {
        return Vec::new();
    }
    let is_inverted = origin == "citation_author" || origin == "Dublin Core creator";
    // What a reader sees beside a headline is as often the site as a person.
    let is_personal = origin == json_ld::PERSON || origin.starts_with("<meta>");
    let mut found: Vec<String> = Vec::new();
    for part in split(text, is_inverted) {
        let part = cut_by(part.trim());
        let part = part
            .trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '|' | '·'));
        if let Some(name) = name(part, sites, is_personal)
            && !found.contains(&name)
        {
            found.push(name);
        }
    }
    found
}

/// Several names in one text. A comma parts names where what stands on both sides could be one.
fn split(text: &str, is_inverted: bool) -> Vec<String> {
    let joined = [
        " and ", " & ", " und ", " et ", " y ", " | ", " · ", " with ",
    ]
    .iter()
    .fold(text.to_owned(), |text, joint| text.replace(joint, ";"));
    let mut parts = Vec::new();
    for part in joined
        .split(';')
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        let commas: Vec<&str> = part
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .collect();
        match commas.as_slice() {
            [last, first] if is_inverted && last.split_whitespace().count() <= 2 => {
                parts.push(format!("{first} {last}"));
            }
            [first, rest @ ..] if !rest.is_empty() => {
                parts.push((*first).to_owned());
                // A role or a degree follows, and all behind it is no name.
                parts.extend(
                    rest.iter()
                        .take_while(|part| is_full_name(part))
                        .map(|part| (*part).to_owned()),
                );
            }
            _ => parts.push(part.to_owned()),
        }
    }
    // `Food & Wine`, `Rest and Be Thankful`: words, not names.
    if parts.len() > 1 && parts.iter().any(|part| part.chars().count() < 2) {
        return vec![text.to_owned()];
    }
    parts
}

/// From two to four words that are written as names are.
pub(super) fn is_full_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    (2..=4).contains(&words.len())
        && words.first().is_some_and(|word| is_capitalised(word))
        && words.last().is_some_and(|word| is_capitalised(word))
        && !TITLES.contains(&fold(text).as_str())
        && crate::import::byline::name(text, false).is_some()
}

fn name(part: &str, sites: &[String], is_personal: bool) -> Option<String> {
    const LONGEST: usize = 60;
    let part = part.trim_start_matches('@').trim();
    let folded = fold(part);
    let is_name = part.chars().any(char::is_alphabetic)
        && part.chars().count() <= LONGEST
        && !part.contains(['[', ']', '@'])
        && !TITLES.contains(&folded.as_str());
    let is_account =
        ACCOUNTS.contains(&folded.as_str()) || (folded.ends_with("admin") && !folded.contains(' '));
    let is_company = folded.split(' ').any(|word| COMPANIES.contains(&word))
        || (part.contains('.') && !part.contains(' '));
    // A site may bear the name of the one who writes it.
    let is_site = || sites.iter().any(|site| is_site(site, &folded));
    let is_person = is_personal && is_full_name(part) && !is_all_caps(part);
    (is_name && !is_account && !is_company && (is_person || !is_site())).then(|| part.to_owned())
}

/// Whether a folded name is a site's, spaces and article aside.
fn is_site(site: &str, folded: &str) -> bool {
    let bare = |text: &str| {
        let text = ["the ", "die ", "der ", "das ", "le ", "la ", "el "]
            .iter()
            .find_map(|article| text.strip_prefix(article))
            .unwrap_or(text);
        text.replace(' ', "")
    };
    bare(&fold(site)) == bare(folded)
}

/// `By A Person` → `A Person`.
fn cut_by(text: &str) -> &str {
    let mut words = 0;
    let mut best = text;
    for (at, _) in text.match_indices([' ', ':']) {
        words += 1;
        let (before, after) = text.split_at(at);
        let label = fold(before);
        if words <= 3 && label != "di" && BY.contains(&label.as_str()) {
            best = after.trim_start_matches([' ', ':']);
        }
    }
    best
}
