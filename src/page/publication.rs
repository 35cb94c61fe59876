//! The pages of publications, and their index.

use serde::Serialize;

use super::index::{self, IndexEntry};
use super::shapes::Summary;
use super::view::{TermEntry, Terms, View};
use super::{Body, Page, Plan};
use crate::memo::Origin;

#[derive(Debug, Serialize)]
pub struct PublicationPage {
    pub name: String,
    pub slug: String,
    /// Newest first.
    pub articles: Vec<Summary>,
}

const INDEX: &str = "publications/index.html";

pub fn plans<'a>(view: &View<'a>) -> Vec<Plan<'a>> {
    let terms: &'a Terms<'a> = view.terms;
    let plan = |(slug, term): (&'a String, &'a TermEntry<'a>)| {
        let path = format!("publications/{slug}.html");
        Plan::new(path, move |view| page(view, slug, term)).from(Origin::new(view.key))
    };
    let mut plans: Vec<Plan<'a>> = terms.publications.iter().map(plan).collect();
    if !plans.is_empty() {
        plans.push(Plan::new(INDEX.to_owned(), index).from(Origin::new(view.key)));
    }
    plans
}

fn page(view: &View<'_>, slug: &str, term: &TermEntry<'_>) -> Page {
    let path = format!("publications/{slug}.html");
    let body = PublicationPage {
        name: term.name.to_owned(),
        slug: slug.to_owned(),
        articles: view.summaries(&path, &term.articles),
    };
    Page::new(path, term.name.to_owned(), Body::Publication(body))
}

fn index(view: &View<'_>) -> Page {
    let terms = view.terms.publications.values();
    let entries = terms.map(|term| IndexEntry::from(view.publication(INDEX, term.name)));
    let title = view.string("publications", "Publications");
    index::page(INDEX, title, "publications", entries.collect())
}
