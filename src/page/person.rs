//! The pages of annotators, and their index.

use serde::Serialize;

use super::index::{self, IndexEntry};
use super::note::NoteView;
use super::view::{View, annotators, person_path};
use super::{Body, Page};
use crate::config::Person;
use crate::text::url;

#[derive(Debug, Serialize)]
pub struct PersonPage {
    pub id: String,
    pub name: String,
    pub role: Option<String>,
    /// Their own page elsewhere.
    pub link: Option<String>,
    /// Newest first.
    pub notes: Vec<NoteView>,
}

pub fn pages(view: &View<'_>) -> Vec<Page> {
    let people = || annotators(view.config, view.terms);
    let mut pages: Vec<Page> = people().map(|person| page(view, person)).collect();
    let from = "people/index.html";
    let entries = people().map(|person| {
        let known = view.person(from, &person.id);
        IndexEntry {
            name: known.name,
            url: known.url.unwrap_or_default(),
            count: known.count,
            role: known.role,
        }
    });
    pages.extend(index::page(
        from,
        view.string("people", "Annotators"),
        "people",
        entries.collect(),
    ));
    pages
}

fn page(view: &View<'_>, person: &Person) -> Page {
    let path = person_path(&person.id);
    let body = PersonPage {
        id: person.id.clone(),
        name: person.name.clone(),
        role: person.role.clone(),
        link: person.url.clone().filter(|url| url::is_web(url)),
        notes: view.newest_notes(
            &path,
            |note| note.author.as_deref() == Some(&person.id),
            usize::MAX,
        ),
    };
    Page {
        description: person.role.clone(),
        ..Page::new(path, person.name.clone(), Body::Person(body))
    }
}
