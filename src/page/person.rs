//! The pages of annotators, and their index.

use serde::Serialize;

use super::index::{self, IndexEntry};
use super::note::NoteView;
use super::view::{View, annotators, person_path};
use super::{Body, Page, Plan};
use crate::config::{Config, Person};
use crate::text::url;

#[derive(Debug, Serialize)]
pub struct PersonPage {
    pub id: String,
    pub name: String,
    pub role: Option<String>,
    /// A page of their own elsewhere.
    pub link: Option<String>,
    /// Newest first.
    pub notes: Vec<NoteView>,
}

const INDEX: &str = "people/index.html";

pub fn plans<'a>(view: &View<'a>) -> Vec<Plan<'a>> {
    let config: &'a Config = view.config;
    let mut plans: Vec<Plan<'a>> = annotators(config, view.terms)
        .map(|person| Plan::new(person_path(&person.id), move |view| page(view, person)))
        .collect();
    if !plans.is_empty() {
        plans.push(Plan::new(INDEX.to_owned(), index));
    }
    plans
}

fn index(view: &View<'_>) -> Page {
    let entry = |person: &Person| {
        let known = view.person(INDEX, &person.id);
        IndexEntry {
            name: known.name,
            url: known.url.unwrap_or_default(),
            count: view
                .terms
                .notes
                .get(&*person.id)
                .copied()
                .unwrap_or_default(),
            role: known.role,
        }
    };
    let entries = annotators(view.config, view.terms).map(entry);
    let title = view.string("people", "Annotators");
    index::page(INDEX, title, "people", entries.collect())
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
