//! Feeds, site maps and old addresses made of whatever people write.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use roxmltree::{Document, Node};

use super::item::{Author, Body, Feed, Item};
use super::sitemap::{LIMITS, Limits, sitemap};
use super::{atom, json_feed, redirects};
use crate::corpus::Corpus;
use crate::links::redirects::Redirect;

/// Text that breaks what is glued together by hand.
fn nasty() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("]]>".to_owned()),
        Just("&".to_owned()),
        Just("&#0;".to_owned()),
        Just("<!--".to_owned()),
        Just("\"'/>".to_owned()),
        Just("\u{0}\u{1}\u{8}\u{b}\u{1f}\u{7f}\u{85}\u{9f}".to_owned()),
        Just("\u{fffe}\u{ffff}\u{1fffe}\u{2028}\u{202e}".to_owned()),
        "\\PC{0,6}",
        any::<String>(),
    ];
    proptest::collection::vec(piece, 0..4).prop_map(|pieces| pieces.concat())
}

fn item() -> impl Strategy<Value = Item> {
    let author = (nasty(), proptest::option::of(nasty()));
    let author = author.prop_map(|(name, url)| Author { name, url });
    let authors = proptest::collection::vec(author, 1..3);
    let texts = (
        nasty(),
        nasty(),
        nasty(),
        nasty(),
        proptest::option::of(nasty()),
    );
    let tags = proptest::collection::vec(nasty(), 0..3);
    (texts, authors, tags, any::<bool>()).prop_map(
        |((url, title, language, body, published), authors, tags, is_html)| Item {
            url,
            title,
            language,
            updated: published.clone().unwrap_or_default(),
            published,
            authors,
            tags,
            body: if is_html { Body::Html } else { Body::Summary }(body),
        },
    )
}

fn feed() -> impl Strategy<Value = Feed> {
    let texts = (
        nasty(),
        proptest::option::of(nasty()),
        nasty(),
        nasty(),
        nasty(),
    );
    (texts, proptest::collection::vec(item(), 0..4)).prop_map(
        |((title, description, language, page, atom), items)| Feed {
            title,
            description,
            language,
            page,
            json: atom.clone(),
            atom,
            items,
        },
    )
}

/// What XML keeps of a text.
fn kept(text: &str) -> String {
    let holds = |c: &char| match c {
        '\t' | '\n' | '\r' => true,
        c => !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}'),
    };
    // A parser makes one line feed of both ways to end a line.
    let text: String = text.chars().filter(holds).collect();
    text.replace("\r\n", "\n").replace('\r', "\n")
}

fn children<'a>(node: Node<'a, 'a>, name: &'static str) -> impl Iterator<Item = Node<'a, 'a>> {
    node.children()
        .filter(move |it| it.has_tag_name(("http://www.w3.org/2005/Atom", name)))
}

fn text<'a>(node: Node<'a, 'a>, name: &'static str) -> Option<String> {
    let mut found = children(node, name);
    let only = found.next()?;
    assert!(found.next().is_none(), "two of {name}");
    Some(only.text().unwrap_or_default().to_owned())
}

proptest! {
    #[test]
    fn atom_says_what_the_feed_says(feed in feed()) {
        let xml = atom::atom(&feed);
        let document = Document::parse(&xml).unwrap();
        let root = document.root_element();
        prop_assert_eq!(text(root, "title"), Some(kept(&feed.title)));
        prop_assert_eq!(text(root, "id"), Some(kept(&feed.page)));
        prop_assert_eq!(text(root, "subtitle"), feed.description.as_deref().map(kept));
        let entries: Vec<Node<'_, '_>> = children(root, "entry").collect();
        prop_assert_eq!(entries.len(), feed.items.len());
        for (entry, item) in entries.into_iter().zip(&feed.items) {
            prop_assert_eq!(text(entry, "title"), Some(kept(&item.title)));
            prop_assert_eq!(text(entry, "id"), Some(kept(&item.url)));
            prop_assert_eq!(text(entry, "updated"), Some(kept(&item.updated)));
            prop_assert_eq!(text(entry, "published"), item.published.as_deref().map(kept));
            prop_assert_eq!(children(entry, "author").count(), item.authors.len());
            prop_assert_eq!(children(entry, "category").count(), item.tags.len());
            let (name, body) = match &item.body {
                Body::Summary(body) => ("summary", body),
                Body::Html(body) => ("content", body),
            };
            prop_assert_eq!(text(entry, name), Some(kept(body)));
        }
    }

    #[test]
    fn json_says_what_the_feed_says(feed in feed()) {
        let json: serde_json::Value = serde_json::from_str(&json_feed::json_feed(&feed)).unwrap();
        prop_assert_eq!(json["title"].as_str(), Some(&*feed.title));
        prop_assert_eq!(json["description"].as_str(), feed.description.as_deref());
        let items = json["items"].as_array().unwrap();
        prop_assert_eq!(items.len(), feed.items.len());
        for (json, item) in items.iter().zip(&feed.items) {
            prop_assert_eq!(json["id"].as_str(), Some(&*item.url));
            prop_assert_eq!(json["title"].as_str(), Some(&*item.title));
            prop_assert_eq!(json["date_published"].as_str(), item.published.as_deref());
            let (key, other, body) = match &item.body {
                Body::Summary(body) => ("content_text", "content_html", body),
                Body::Html(body) => ("content_html", "content_text", body),
            };
            prop_assert_eq!(json[key].as_str(), Some(&**body));
            prop_assert!(json.get(other).is_none());
        }
    }

    #[test]
    fn a_site_map_names_every_page_once_and_no_file_holds_too_much(
        pages in proptest::collection::btree_set("[a-d&é ]{1,8}\\.html", 0..40),
        addresses in 1_usize..20,
        bytes in 400_usize..1500,
    ) {
        let base = "https://e.org/r&d/";
        let limits = Limits { addresses, bytes };
        let paths = pages.iter().map(String::as_str);
        let files = sitemap(base, &Corpus::default(), paths, limits);
        prop_assert_eq!(&*files[0].0, "sitemap.xml");
        let mut named = Vec::new();
        let mut parts = BTreeSet::new();
        for (path, xml) in &files {
            let document = Document::parse(xml).unwrap();
            let is_index = document.root_element().has_tag_name(("http://www.sitemaps.org/schemas/sitemap/0.9", "sitemapindex"));
            prop_assert_eq!(is_index, files.len() > 1 && path == "sitemap.xml");
            let found = document.descendants().filter(|it| it.has_tag_name(("http://www.sitemaps.org/schemas/sitemap/0.9", "loc")));
            let found: Vec<String> = found.filter_map(|it| it.text().map(str::to_owned)).collect();
            if is_index {
                parts.extend(found);
            } else {
                prop_assert!(found.len() <= addresses && xml.len() <= bytes, "{} {}", found.len(), xml.len());
                named.extend(found);
            }
        }
        let written = files.iter().skip(1).map(|(path, _)| format!("{base}{path}"));
        prop_assert_eq!(parts, written.collect::<BTreeSet<_>>());
        let expected: Vec<String> = pages.iter().map(|it| crate::text::url::absolute(base, it)).collect();
        prop_assert_eq!(named, expected);
    }

    #[test]
    fn an_old_address_is_one_line_of_three_words(
        from in proptest::collection::btree_set("[a-c*: é#%?]{1,5}(\\.html|/index\\.html)", 0..8),
        to in "[a-c é]{1,5}\\.html",
        base in proptest::option::of(prop_oneof![Just("https://e.org/"), Just("https://e.org/ré/"), Just("nowhere")]),
    ) {
        let redirect = Redirect { to, title: String::new(), source: String::new() };
        let all: BTreeMap<String, Redirect> = from.into_iter().map(|it| (it, redirect.clone())).collect();
        let lines = redirects::redirects(&all, base, |page| page == "a.html");
        prop_assert_eq!(lines.is_none(), all.is_empty());
        let root = if base == Some("https://e.org/ré/") { "/r%C3%A9/" } else { "/" };
        let mut from = BTreeSet::new();
        for line in lines.unwrap_or_default().lines() {
            let words: Vec<&str> = line.split(' ').collect();
            prop_assert_eq!(words.len(), 3, "{}", line);
            prop_assert!(words[0].starts_with(root) && words[1].starts_with(root), "{}", line);
            prop_assert!(line.is_ascii() && !line.contains(['*', ':', '#', '?']), "{}", line);
            prop_assert_eq!(words[2], "301");
            prop_assert!(from.insert(words[0].to_owned()), "{} twice", line);
            prop_assert_ne!(words[0], format!("{root}a"));
        }
        for path in all.keys() {
            let path = path.strip_suffix("index.html").unwrap_or(path);
            let address = crate::text::url::relative("", path).replace('*', "%2A");
            prop_assert!(from.contains(&format!("{root}{address}")), "{}", address);
        }
    }
}

#[test]
fn a_site_of_fifty_thousand_pages_has_one_map_and_one_more_page_makes_three_files() {
    let map = |pages: usize| {
        let paths: Vec<String> = (0..pages).map(|it| format!("articles/{it}.html")).collect();
        let paths = paths.iter().map(String::as_str);
        let files = sitemap("https://e.org/", &Corpus::default(), paths, LIMITS);
        files.into_iter().map(|(path, _)| path).collect::<Vec<_>>()
    };
    assert_eq!(map(50_000), ["sitemap.xml"]);
    assert_eq!(
        map(50_001),
        ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"]
    );
}
