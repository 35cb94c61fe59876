//! The pages of tags, and their index.

use serde::Serialize;

use super::index::{self, IndexEntry};
use super::note::NoteView;
use super::shapes::Summary;
use super::view::View;
use super::{Body, Page};

#[derive(Debug, Serialize)]
pub struct TagPage {
    pub name: String,
    pub slug: String,
    /// Newest first.
    pub articles: Vec<Summary>,
    /// Notes with the same tag, newest first.
    pub notes: Vec<NoteView>,
}

pub fn pages(view: &View<'_>) -> Vec<Page> {
    let mut pages: Vec<Page> = view
        .terms
        .tags
        .keys()
        .map(|slug| page(view, slug))
        .collect();
    let from = "tags/index.html";
    let entries = view
        .terms
        .tags
        .values()
        .map(|term| IndexEntry::from(view.tag(from, term.name)));
    pages.extend(index::page(
        from,
        view.string("tags", "Tags"),
        "tags",
        entries.collect(),
    ));
    pages
}

fn page(view: &View<'_>, slug: &str) -> Page {
    let path = format!("tags/{slug}.html");
    let (name, articles) = view
        .terms
        .tags
        .get(slug)
        .map(|term| (term.name, term.articles.as_slice()))
        .unwrap_or_default();
    let same = |tag: &String| crate::text::name_slug::name_slug(tag) == slug;
    let tag = TagPage {
        name: name.to_owned(),
        slug: slug.to_owned(),
        articles: view.summaries(&path, articles),
        notes: view.newest_notes(&path, |note| note.tags.iter().any(same), usize::MAX),
    };
    Page::new(path, name.to_owned(), Body::Tag(tag))
}
