//! The pages of annotators, and their index.

use serde::Serialize;

use super::index::{self, IndexEntry};
use super::note::NoteView;
use super::view::{View, annotators, person_path};
use super::{Body, Page, Plan};
use crate::config::{Config, Person};
use crate::memo::{KeyBuilder, Origin};
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
    let plan = |person: &'a Person| {
        let origin = view.notes.origin("person", view, view.notes.by(&person.id));
        Plan::new(person_path(&person.id), move |view| page(view, person)).from(origin)
    };
    let mut plans: Vec<Plan<'a>> = annotators(config, view.terms).map(plan).collect();
    if !plans.is_empty() {
        let counts = KeyBuilder::new("people")
            .with_key(view.key)
            .with_value(&view.terms.notes);
        plans.push(Plan::new(INDEX.to_owned(), index).from(Origin::new(counts.key())));
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
        notes: view.notes_of(&path, view.notes.by(&person.id)),
    };
    Page {
        description: person.role.clone(),
        ..Page::new(path, person.name.clone(), Body::Person(body))
    }
}
