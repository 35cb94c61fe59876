//! Pages of the site's own, and the one for what is not there.

use serde::Serialize;

use super::article::HeadingView;
use super::view::View;
use super::{Body, Page};
use crate::content::Status;
use crate::links::resolve::page_output;

#[derive(Debug, Serialize)]
pub struct Content {
    pub title: String,
    pub html: String,
    pub headings: Vec<HeadingView>,
}

/// One for each file of `content/pages/`; `index` is part of the home page.
pub fn pages(view: &View<'_>) -> Vec<Page> {
    let others = view
        .corpus
        .pages
        .iter()
        .filter(|(slug, _)| *slug != "index");
    let page = |(slug, loaded): (
        &String,
        &std::sync::Arc<crate::corpus::Loaded<crate::content::Page>>,
    )| {
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
    };
    others.map(page).collect()
}

/// `404.html`.
pub fn missing(view: &View<'_>) -> Page {
    Page::new(
        "404.html".to_owned(),
        view.string("not_found", "Not found"),
        Body::Missing {},
    )
}
