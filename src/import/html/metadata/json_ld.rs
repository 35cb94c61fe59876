//! JSON-LD: which of its objects is about this page, and what it says.

use std::collections::BTreeMap;

use dom_query::Document;
use serde_json::{Map, Value};

use super::claims::{Claims, Field};
use super::json;
use super::spots::overlap;
use crate::import::words::fold;

type Object = Map<String, Value>;

/// Objects of a page, those that stand inside others too.
struct Graph<'v> {
    objects: Vec<&'v Object>,
    /// By `@id`: the fullest of those with it.
    by_id: BTreeMap<&'v str, &'v Object>,
}

/// Keys whose objects are about other pages or are not works at all.
const ELSEWHERE: [&str; 14] = [
    "itemlistelement", "relatedlink", "comment", "review", "reviews", "haspart", "mentions",
    "citation", "about", "subjectof", "suggestedanswer", "acceptedanswer", "breadcrumb",
    "isbasedon",
];

pub(super) fn collect(document: &Document, claims: &mut Claims) {
    let mut values = Vec::new();
    for script in document.select("script[type]").nodes() {
        let kind = script.attr("type").unwrap_or_default().to_lowercase();
        if kind.contains("ld+json") {
            values.extend(json::values(&script.text()));
        }
    }
    let mut graph = Graph {
        objects: Vec::new(),
        by_id: BTreeMap::new(),
    };
    for value in &values {
        gather(value, &mut graph);
    }
    let titles: Vec<String> = claims
        .on(Field::Title)
        .iter()
        .map(|claim| fold(&claim.text))
        .collect();
    let addresses: Vec<String> = claims
        .on(Field::Url)
        .iter()
        .map(|claim| bare(&claim.text))
        .collect();
    let mut works: Vec<(u8, &Object)> = Vec::new();
    for object in &graph.objects {
        let rank = rank(object);
        if rank > 0 && !is_elsewhere(object, &titles, &addresses) {
            works.push((rank + closeness(object, &titles, &addresses), object));
        }
    }
    // The best of each rank; of equals the first.
    works.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
    for (place, (rank, object)) in works.iter().enumerate() {
        if place == 0 {
            speak(object, &graph, 0, claims);
        } else if rank % 10 >= NAMED {
            speak(object, &graph, 4, claims);
        }
        // Any other may be about another page.
    }
    for object in &graph.objects {
        if has_type(object, |kind| kind == "WebSite") {
            let name = text(object.get("name"));
            claims.add(Field::Publication, &name, "JSON-LD WebSite", 80);
        }
    }
}

/// Walks a value that nests no deeper than the parser allows.
fn gather<'v>(value: &'v Value, graph: &mut Graph<'v>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| gather(item, graph)),
        Value::Object(object) => {
            graph.objects.push(object);
            if let Some(Value::String(id)) = object.get("@id") {
                let entry = graph.by_id.entry(id).or_insert(object);
                if object.len() > entry.len() {
                    *entry = object;
                }
            }
            for (key, inner) in object {
                if !ELSEWHERE.contains(&key.to_lowercase().as_str()) {
                    gather(inner, graph);
                }
            }
        }
        _ => {}
    }
}

fn types(object: &Object) -> Vec<&str> {
    match object.get("@type") {
        Some(Value::String(kind)) => vec![kind],
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn has_type(object: &Object, wanted: impl Fn(&str) -> bool) -> bool {
    types(object)
        .iter()
        .any(|kind| wanted(kind.rsplit(['/', ':']).next().unwrap_or(kind)))
}

/// The rank of the page that shows a work.
const PAGE: u8 = 20;

/// Articles before other works before the page that shows them; 0 for what is no work. Tens, to leave room.
fn rank(object: &Object) -> u8 {
    const WORKS: [&str; 9] = [
        "Recipe", "Review", "PodcastEpisode", "HowTo", "CreativeWork", "Report", "Chapter",
        "Question", "Message",
    ];
    if has_type(object, |kind| {
        kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report"
    }) {
        // A job is posted too, but nobody wrote it.
        return if has_type(object, |kind| kind == "JobPosting") {
            0
        } else {
            40
        };
    }
    if has_type(object, |kind| WORKS.contains(&kind)) {
        return 30;
    }
    if has_type(object, |kind| kind.ends_with("Page")) {
        return PAGE;
    }
    0
}

/// How much closer it is by the page's address, and again by its title.
const NAMED: u8 = 4;

/// How surely an object is about this page, 0 to 9: its address and headline are compared with the page's.
fn closeness(object: &Object, titles: &[String], addresses: &[String]) -> u8 {
    let mut close = 0;
    let named = ["url", "mainEntityOfPage", "@id"].iter().any(|key| {
        let value = object.get(*key);
        let address = bare(&address(value));
        !address.is_empty() && addresses.contains(&address)
    });
    if named {
        close += NAMED;
    }
    let headline = fold(&headline(object));
    let same = |title: &String| {
        !headline.is_empty()
            && (title.starts_with(&headline) || headline.starts_with(title.as_str()))
    };
    if titles.iter().any(same) {
        close += NAMED;
    }
    close + u8::from(object.contains_key("datePublished"))
}

/// Whether an object is about another page: it has another address than this one, and no title of this one has anything
/// of its headline.
fn is_elsewhere(object: &Object, titles: &[String], addresses: &[String]) -> bool {
    /// Headlines of one article are worded anew, but not without the same words.
    const ENOUGH: f64 = 0.25;
    let own: Vec<String> = ["url", "mainEntityOfPage", "@id"]
        .iter()
        .map(|key| bare(&address(object.get(*key))))
        .filter(|address| !address.is_empty())
        .collect();
    let headline = fold(&headline(object));
    let is_named = own.is_empty() || own.iter().any(|address| addresses.contains(address));
    !is_named
        && !addresses.is_empty()
        && !headline.is_empty()
        && !titles.is_empty()
        && titles
            .iter()
            .all(|title| overlap(title, &headline) < ENOUGH)
}

/// An address without scheme, `www.`, query, fragment and last slash.
fn bare(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    rest.trim_end_matches('/').to_lowercase()
}

fn address(value: Option<&Value>) -> String {
    match value {
        Some(Value::Object(object)) => {
            let id = text(object.get("@id"));
            if id.is_empty() {
                text(object.get("url"))
            } else {
                id
            }
        }
        other => text(other),
    }
}

fn headline(object: &Object) -> String {
    let headline = text(object.get("headline"));
    if headline.is_empty() {
        text(object.get("name"))
    } else {
        headline
    }
}

/// A value as text: the first of several, the value of `{"@value": …}`.
fn text(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Array(items)) => text(items.first()),
        Some(Value::Object(object)) => text(object.get("@value")),
        _ => String::new(),
    }
}

/// What an object says in texts: under which key, about what, how it is told, how far it is to be believed.
const SAYS: &[(&str, Field, &str, u8)] = &[
    ("description", Field::Description, "JSON-LD description", 84),
    ("datePublished", Field::Date, "JSON-LD datePublished", 97),
    ("dateCreated", Field::Date, "JSON-LD dateCreated", 76),
    (
        "articleSection",
        Field::Section,
        "JSON-LD articleSection",
        92,
    ),
    ("inLanguage", Field::Language, "JSON-LD inLanguage", 72),
];

/// What an object says of the article.
fn speak(object: &Object, graph: &Graph, weaker: u8, claims: &mut Claims) {
    let page = rank(object) == PAGE;
    let less = weaker + if page { 8 } else { 0 };
    claims.add(
        Field::Title,
        &headline(object),
        "JSON-LD headline",
        90 - less,
    );
    for (key, field, origin, strength) in SAYS {
        claims.add(*field, &text(object.get(*key)), origin, strength - less);
    }
    claims.add(
        Field::Changed,
        &text(object.get("dateModified")),
        "JSON-LD dateModified",
        90,
    );
    for key in ["author", "creator"] {
        let strength = if key == "author" { 96 } else { 84 } - less;
        let mut names = Vec::new();
        people(object.get(key), graph, &mut names, 0);
        for (name, is_person) in names {
            let (origin, less) = if is_person {
                (PERSON, 0)
            } else {
                (ORGANISATION, 20)
            };
            claims.add(Field::Author, &name, origin, strength - less);
        }
    }
    let mut publishers = Vec::new();
    people(object.get("publisher"), graph, &mut publishers, 0);
    for (name, _) in publishers.iter().take(1) {
        claims.add(Field::Publication, name, "JSON-LD publisher", 88 - less);
    }
    for key in ["copyrightNotice", "license"] {
        claims.add(
            Field::Rights,
            &address(object.get(key)),
            "JSON-LD license",
            86 - less,
        );
    }
    let place = address(object.get("mainEntityOfPage"));
    if crate::text::url::is_web(&place) {
        claims.add(Field::Url, &place, "JSON-LD mainEntityOfPage", 60 - less);
    }
}

/// How a person, or what may be one, is told as author.
pub(super) const PERSON: &str = "JSON-LD author";
/// How an organisation is told as author.
pub(super) const ORGANISATION: &str = "JSON-LD author, an organisation";

/// The names of people or organisations, however they are written; each with whether it may be a person's.
fn people(value: Option<&Value>, graph: &Graph, names: &mut Vec<(String, bool)>, depth: usize) {
    const DEEPEST: usize = 4;
    match value {
        _ if depth > DEEPEST => {}
        Some(Value::String(name)) => match graph.by_id.get(name.as_str()) {
            Some(object) => names.push((text(object.get("name")), may_be_person(object))),
            None => names.push((name.clone(), true)),
        },
        Some(Value::Array(items)) => {
            for item in items {
                people(Some(item), graph, names, depth + 1);
            }
        }
        Some(Value::Object(object)) => {
            let id = text(object.get("@id"));
            let full = match object.get("name") {
                Some(_) => object,
                None => graph.by_id.get(id.as_str()).copied().unwrap_or(object),
            };
            let is_person = may_be_person(full);
            match full.get("name") {
                Some(Value::Array(several)) => {
                    names.extend(several.iter().map(|name| (text(Some(name)), is_person)));
                }
                name => names.push((text(name), is_person)),
            }
        }
        _ => {}
    }
}

fn may_be_person(object: &Object) -> bool {
    let is = |wanted: &str| has_type(object, |kind| kind.ends_with(wanted));
    is("Person") || !is("Organization") && !is("Corporation")
}
