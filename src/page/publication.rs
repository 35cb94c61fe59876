//! The pages of publications, and their index.

use serde::Serialize;

use super::index::{self, IndexEntry};
use super::shapes::Summary;
use super::view::View;
use super::{Body, Page};

#[derive(Debug, Serialize)]
pub struct PublicationPage {
    pub name: String,
    pub slug: String,
    /// Newest first.
    pub articles: Vec<Summary>,
}

pub fn pages(view: &View<'_>) -> Vec<Page> {
    let page = |(slug, term): (&String, &super::view::TermEntry<'_>)| {
        let path = format!("publications/{slug}.html");
        let articles = view.summaries(&path, &term.articles);
        let body = PublicationPage {
            name: term.name.to_owned(),
            slug: slug.clone(),
            articles,
        };
        Page::new(path, term.name.to_owned(), Body::Publication(body))
    };
    let mut pages: Vec<Page> = view.terms.publications.iter().map(page).collect();
    let from = "publications/index.html";
    let entries = view
        .terms
        .publications
        .values()
        .map(|term| IndexEntry::from(view.publication(from, term.name)));
    pages.extend(index::page(
        from,
        view.string("publications", "Publications"),
        "publications",
        entries.collect(),
    ));
    pages
}
