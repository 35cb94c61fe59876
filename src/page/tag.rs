//! The pages of tags, and their index.

use serde::Serialize;

use super::index::{self, IndexEntry};
use super::note::NoteView;
use super::shapes::Summary;
use super::view::View;
use super::{Body, Page, Plan};
use crate::memo::Origin;

#[derive(Debug, Serialize)]
pub struct TagPage {
    pub name: String,
    pub slug: String,
    /// Newest first.
    pub articles: Vec<Summary>,
    /// With the same tag, newest first.
    pub notes: Vec<NoteView>,
}

const INDEX: &str = "tags/index.html";

pub fn plans<'a>(view: &View<'a>) -> Vec<Plan<'a>> {
    let plan = |slug: &'a String| {
        let origin = view.notes.origin("tag", view, view.notes.tagged(slug));
        Plan::new(path(slug), move |view| page(view, slug)).from(origin)
    };
    let mut plans: Vec<Plan<'a>> = view.terms.tags.keys().map(plan).collect();
    if !plans.is_empty() {
        plans.push(Plan::new(INDEX.to_owned(), index).from(Origin::new(view.key)));
    }
    plans
}

fn index(view: &View<'_>) -> Page {
    let terms = view.terms.tags.values();
    let entries = terms.map(|term| IndexEntry::from(view.tag(INDEX, term.name)));
    let title = view.string("tags", "Tags");
    index::page(INDEX, title, "tags", entries.collect())
}

fn path(slug: &str) -> String {
    format!("tags/{slug}.html")
}

fn page(view: &View<'_>, slug: &str) -> Page {
    let path = path(slug);
    let (name, articles) = view
        .terms
        .tags
        .get(slug)
        .map(|term| (term.name, term.articles.as_slice()))
        .unwrap_or_default();
    let tag = TagPage {
        name: name.to_owned(),
        slug: slug.to_owned(),
        articles: view.summaries(&path, articles),
        notes: view.notes_of(&path, view.notes.tagged(slug)),
    };
    Page::new(path, name.to_owned(), Body::Tag(tag))
}
