//! `<title>`, `<link>`, `<html lang>`, and the comment that a browser leaves in a page it saves.

use dom_query::Document;

use super::claims::{Claims, Field};
use super::evidence::Evidence;

pub(super) fn collect(document: &Document, claims: &mut Claims) {
    for title in document
        .select("head > title, title")
        .nodes()
        .iter()
        .take(1)
    {
        claims.add(Field::Title, &title.text(), "<title>", 50);
    }
    for html in document.select("html[lang]").nodes() {
        let lang = html.attr("lang").unwrap_or_default();
        claims.add(Field::Language, &lang, "<html lang>", 90);
    }
    for link in document.select("link[rel][href]").nodes() {
        let rel = link.attr("rel").unwrap_or_default().to_lowercase();
        let href = link.attr("href").unwrap_or_default();
        for word in rel.split_whitespace() {
            match word {
                "canonical" => claims.add(Field::Url, &href, "<link rel=canonical>", 95),
                "license" | "licence" => claims.add(Field::Rights, &href, "<link rel=license>", 92),
                _ => {}
            }
        }
    }
    for link in document
        .select("a[rel~=license][href]")
        .nodes()
        .iter()
        .take(1)
    {
        let href = link.attr("href").unwrap_or_default();
        claims.seen(
            Field::Rights,
            &href,
            "a link rel=license",
            80,
            Some(link.id),
        );
    }
}

/// What the comments at the head of a saved page say.
#[derive(Debug, Default)]
pub(super) struct Saved {
    pub(super) url: Option<Evidence<String>>,
    pub(super) retrieved: Option<Evidence<String>>,
}

/// Reads `<!-- saved from url=(0024)https://… -->` and the like: comments outside the page's elements.
pub(super) fn saved(document: &Document) -> Saved {
    let mut saved = Saved::default();
    let root = document.root();
    let inside = root.children_it(false).filter(|node| node.has_name("html"));
    let places = std::iter::once(root).chain(inside);
    for node in places.flat_map(|place| place.children()) {
        if !node.is_comment() {
            continue;
        }
        let text = node.query_or(String::new(), |inner| match &inner.data {
            dom_query::NodeData::Comment { contents } => contents.to_string(),
            _ => String::new(),
        });
        read_comment(&text, &mut saved);
    }
    saved
}

/// Browsers write `saved from url=(0024)https://…`; `SingleFile` writes `url: https://…` and `saved date: …`; `HTTrack`
/// writes `Mirrored from example.org/a.html by HTTrack …, Thu, 19 Jan 2017 10:00:00 GMT`.
fn read_comment(text: &str, saved: &mut Saved) {
    let evidence = |value: String, origin: &str| {
        Some(Evidence {
            value,
            origin: origin.to_owned(),
            guess: false,
            node: None,
        })
    };
    let lower = text.to_ascii_lowercase();
    let word_at = |from: usize| {
        let rest = text.get(from..).unwrap_or_default().trim_start();
        rest.split_whitespace()
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    if let Some(at) = lower.find("saved from url=(") {
        let from = lower
            .get(at..)
            .and_then(|rest| rest.find(')'))
            .map(|end| at + end + 1);
        let url = from.map(word_at).unwrap_or_default();
        if crate::text::url::is_web(&url) {
            saved.url = evidence(url, "where a browser saved it from");
        }
    }
    if lower.contains("singlefile") {
        if let Some(at) = lower.find("url: ") {
            let url = word_at(at + "url: ".len());
            if crate::text::url::is_web(&url) {
                saved.url = evidence(url, "where a browser saved it from");
            }
        }
        if let Some(at) = lower.find("saved date: ") {
            let rest = text.get(at + "saved date: ".len()..).unwrap_or_default();
            let line = rest.lines().next().unwrap_or_default();
            saved.retrieved =
                super::date::day(line).and_then(|day| evidence(day, "when a browser saved it"));
        }
    }
    if let Some(at) = lower.find("mirrored from ") {
        let line = text.get(at + "mirrored from ".len()..).unwrap_or_default();
        let url = line.split_whitespace().next().unwrap_or_default();
        if lower.contains("httrack") && url.contains('.') {
            saved.url = evidence(format!("http://{url}"), "where HTTrack saved it from");
            saved.retrieved =
                super::date::day(line).and_then(|day| evidence(day, "when HTTrack saved it"));
        }
    }
}
