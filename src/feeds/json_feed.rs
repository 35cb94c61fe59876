//! A feed as JSON Feed, version 1.1.

use serde::Serialize;

use super::item::{Author, Body, Feed, Item};

#[derive(Serialize)]
struct JsonFeed<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: &'a str,
    feed_url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    language: &'a str,
    items: Vec<JsonItem<'a>>,
}

#[derive(Serialize)]
struct JsonItem<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_html: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<&'a str>,
    date_modified: &'a str,
    authors: Vec<JsonAuthor<'a>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tags: &'a [String],
    language: &'a str,
}

#[derive(Serialize)]
struct JsonAuthor<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

pub fn json_feed(feed: &Feed) -> String {
    let whole = JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: &feed.title,
        home_page_url: &feed.page,
        feed_url: &feed.json,
        description: feed.description.as_deref(),
        language: &feed.language,
        items: feed.items.iter().map(item).collect(),
    };
    // Text and lists: JSON can hold them all.
    serde_json::to_string(&whole).unwrap_or_default()
}

fn item(item: &Item) -> JsonItem<'_> {
    let (content_text, content_html) = match &item.body {
        Body::Summary(text) => (Some(text.as_str()), None),
        Body::Html(html) => (None, Some(html.as_str())),
    };
    JsonItem {
        id: &item.url,
        url: &item.url,
        title: &item.title,
        content_text,
        content_html,
        date_published: item.published.as_deref(),
        date_modified: &item.updated,
        authors: item.authors.iter().map(author).collect(),
        tags: &item.tags,
        language: &item.language,
    }
}

fn author(author: &Author) -> JsonAuthor<'_> {
    JsonAuthor {
        name: &author.name,
        url: author.url.as_deref(),
    }
}
