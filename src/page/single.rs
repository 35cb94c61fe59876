//! Pages of the site's own, and the one for what is not there.

use std::sync::Arc;

use serde::Serialize;

use super::article::HeadingView;
use super::view::View;
use super::{Body, Page, Plan};
use crate::content::{self, Status};
use crate::corpus::Loaded;
use crate::links::resolve::page_output;
use crate::memo::Origin;

#[derive(Debug, Serialize)]
pub struct Content {
    pub title: String,
    /// HTML.
    pub html: String,
    pub headings: Vec<HeadingView>,
}

/// One for each file of `content/pages/`; `index` is part of the home page.
pub fn plans<'a>(view: &View<'a>) -> Vec<Plan<'a>> {
    let pages = view.corpus.pages.iter();
    let others = pages.filter(|(slug, _)| *slug != "index");
    let plan = |(slug, loaded): (&'a String, &'a Arc<Loaded<content::Page>>)| {
        let origin = Origin::new(view.key).with(view.page_bodies.get(slug));
        Plan::new(page_output(slug), move |view| page(view, slug, loaded)).from(origin)
    };
    others.map(plan).collect()
}

fn page(view: &View<'_>, slug: &str, loaded: &Loaded<content::Page>) -> Page {
    let meta = &loaded.meta;
    let headings = loaded.document.headings.iter();
    let body = Content {
        title: meta.title.clone(),
        html: view.page_html(slug).unwrap_or_default(),
        headings: headings
            .map(|it| HeadingView {
                level: it.level,
                id: it.id.clone(),
                text: it.text.clone(),
            })
            .collect(),
    };
    Page {
        path: page_output(slug),
        title: meta.title.clone(),
        description: meta.description.clone(),
        language: meta.language.clone(),
        draft: meta.status != Status::Published,
        previews: Vec::new(),
        body: Body::Content(body),
    }
}

/// `404.html`.
pub fn missing<'a>(view: &View<'a>) -> Plan<'a> {
    const PATH: &str = "404.html";
    let make = |view: &View<'_>| {
        let title = view.string("not_found", "Not found");
        Page::new(PATH.to_owned(), title, Body::Missing {})
    };
    Plan::new(PATH.to_owned(), make).from(Origin::new(view.key))
}
