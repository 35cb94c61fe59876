//! The index of a kind: all tags, all publications, all annotators.

use serde::Serialize;

use super::shapes::Term;
use super::{Body, Page};

#[derive(Debug, Serialize)]
pub struct Index {
    pub title: String,
    /// `tags`, `publications` or `people`
    pub kind: &'static str,
    pub entries: Vec<IndexEntry>,
}

#[derive(Debug, Serialize)]
pub struct IndexEntry {
    pub name: String,
    pub url: String,
    /// Articles, or notes of an annotator.
    pub count: usize,
    /// Of an annotator.
    pub role: Option<String>,
}

impl From<Term> for IndexEntry {
    fn from(term: Term) -> Self {
        Self {
            name: term.name,
            url: term.url,
            count: term.count,
            role: None,
        }
    }
}

/// The index page.
pub(super) fn page(
    path: &str,
    title: String,
    kind: &'static str,
    entries: Vec<IndexEntry>,
) -> Page {
    let index = Index {
        title: title.clone(),
        kind,
        entries,
    };
    Page::new(path.to_owned(), title, Body::Index(index))
}
