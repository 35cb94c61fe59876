//! The list of all articles, in pages.

use serde::Serialize;

use super::shapes::Summary;
use super::view::View;
use super::{Body, Page, Plan};
use crate::corpus::Entry;
use crate::memo::Origin;
use crate::text::url;

#[derive(Debug, Serialize)]
pub struct List {
    pub title: String,
    /// By year, newest first, those without a date last.
    pub groups: Vec<Group>,
    /// Of this page, from 1.
    pub number: usize,
    pub total_pages: usize,
    /// Newer articles.
    pub previous_url: Option<String>,
    /// Older articles.
    pub next_url: Option<String>,
    pub pages: Vec<PageLink>,
}

#[derive(Debug, Serialize)]
pub struct Group {
    /// The year, or the word for undated ones.
    pub label: String,
    pub articles: Vec<Summary>,
}

#[derive(Debug, Serialize)]
pub struct PageLink {
    pub number: usize,
    pub url: String,
    pub current: bool,
}

/// `articles/index.html`, `articles/page/2.html`, …
pub fn plans<'a>(view: &View<'a>) -> Vec<Plan<'a>> {
    let terms = view.terms;
    let chunks: Vec<&[&Entry]> = terms.by_date.chunks(view.config.page_size).collect();
    let total = chunks.len().max(1);
    let plan = |number: usize| {
        let entries = chunks.get(number - 1).copied().unwrap_or_default();
        let make = move |view: &View<'_>| page(view, entries, number, total);
        Plan::new(path(number), make).from(Origin::new(view.key))
    };
    (1..=total).map(plan).collect()
}

fn page(view: &View<'_>, entries: &[&Entry], number: usize, total: usize) -> Page {
    let from = path(number);
    let to = |number: usize| url::relative(&from, &path(number));
    let title = view.string("articles", "Articles");
    let list = List {
        title: title.clone(),
        groups: groups(view, &from, entries),
        number,
        total_pages: total,
        previous_url: (number > 1).then(|| to(number - 1)),
        next_url: (number < total).then(|| to(number + 1)),
        pages: (1..=total)
            .map(|other| PageLink {
                number: other,
                url: to(other),
                current: other == number,
            })
            .collect(),
    };
    Page::new(from, title, Body::List(list))
}

fn groups(view: &View<'_>, from: &str, entries: &[&Entry]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for entry in entries {
        let summary = view.summary(from, entry);
        let label = summary.date.as_ref().map_or_else(
            || view.string("undated", "Undated"),
            |date| date.year.clone(),
        );
        match groups.last_mut().filter(|group| group.label == label) {
            Some(group) => group.articles.push(summary),
            None => groups.push(Group {
                label,
                articles: vec![summary],
            }),
        }
    }
    groups
}

fn path(number: usize) -> String {
    if number == 1 {
        "articles/index.html".to_owned()
    } else {
        format!("articles/page/{number}.html")
    }
}
