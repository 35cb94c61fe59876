//! The home page.

use serde::Serialize;

use super::note::NoteView;
use super::shapes::{Summary, Term};
use super::view::View;
use super::{AllNotes, Body, Page, Plan};
use crate::text::url;

#[derive(Debug, Serialize)]
pub struct Home {
    /// HTML: the body of `content/pages/index.md`
    pub intro: Option<String>,
    /// The newest ten, those without a date last.
    pub articles: Vec<Summary>,
    /// Of articles.
    pub total: usize,
    /// The list of all articles.
    pub more_url: String,
    pub publications: Vec<PublicationList>,
    /// The newest six.
    pub notes: Vec<NoteView>,
    /// By how many articles have them.
    pub tags: Vec<Term>,
}

/// A publication with its articles, newest first.
#[derive(Debug, Serialize)]
pub struct PublicationList {
    #[serde(flatten)]
    pub publication: Term,
    /// Newest first, ten at most.
    pub articles: Vec<Summary>,
}

const PATH: &str = "index.html";
const ARTICLES: usize = 10;
const NOTES: usize = 6;

pub fn plan<'a>(view: &View<'a>) -> Plan<'a> {
    let all: &'a AllNotes<'a> = view.notes;
    let origin = all.origin("home", view, all.newest().take(NOTES));
    Plan::new(PATH.to_owned(), page).from(origin.with(view.page_bodies.get("index")))
}

fn page(view: &View<'_>) -> Page {
    let newest = &view.terms.by_date;
    let publications = view
        .terms
        .publications
        .values()
        .map(|term| PublicationList {
            publication: view.publication(PATH, term.name),
            articles: view.summaries(
                PATH,
                term.articles.get(..ARTICLES).unwrap_or(&term.articles),
            ),
        });
    let mut tags: Vec<Term> = view
        .terms
        .tags
        .values()
        .map(|term| view.tag(PATH, term.name))
        .collect();
    tags.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.slug.cmp(&b.slug)));
    let home = Home {
        intro: view.page_html("index").filter(|html| !html.is_empty()),
        articles: view.summaries(PATH, newest.get(..ARTICLES).unwrap_or(newest)),
        total: newest.len(),
        more_url: url::relative(PATH, "articles/index.html"),
        publications: publications.collect(),
        notes: view.notes_of(PATH, view.notes.newest().take(NOTES)),
        tags,
    };
    Page {
        description: view.config.description.clone(),
        ..Page::new(PATH.to_owned(), view.config.title.clone(), Body::Home(home))
    }
}
