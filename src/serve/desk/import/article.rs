//! The article beside its source: the body as the project's own renderer draws it, the reader comments as text.

use std::path::Path;

use serde::Serialize;

use super::super::Place;
use crate::content::{Article, ArticleFolder, ArticleMeta, Comment, comments};
use crate::document::{self, Document, LinkKind};
use crate::import::batch::has_conflicts;
use crate::links::Href;
use crate::render::{self, Highlighter};
use crate::text::url;

/// An article as it will read.
#[derive(Debug, Serialize)]
pub(super) struct Rendered {
    /// Written by the renderer, raw HTML through its sanitiser.
    html: String,
    /// Whether a merge left places of it in two versions.
    has_conflicts: bool,
    /// As they stand in `comments.yaml`.
    comments: Vec<Comment>,
}

/// What `index.md` and `comments.yaml` hold. The front matter is none when the file cannot be read.
pub(super) fn read(root: &Path, place: &Place, slug: &str) -> (Option<ArticleMeta>, Rendered) {
    let folder = ArticleFolder::new(root, slug);
    let file = folder.read("index.md").unwrap_or_default();
    let article = Article::read(slug, "index.md", &file).ok();
    let html = article.as_ref().map(|(article, _)| {
        let document = document::parse(article.file.body(), &document::Options::default());
        let hrefs = hrefs(&document, place, slug);
        render::fragment(&document, &hrefs, &Highlighter::default(), "article-")
    });
    let has_conflicts = article
        .as_ref()
        .is_some_and(|(article, _)| has_conflicts(article.file.body()));
    let list = folder
        .read("comments.yaml")
        .map(|bytes| comments::read("comments.yaml", &bytes).0);
    let rendered = Rendered {
        html: html.unwrap_or_default(),
        has_conflicts,
        comments: list.unwrap_or_default(),
    };
    (article.map(|(article, _)| article.meta), rendered)
}

/// Where links lead from a page of the desk: files of the article to where the preview has them, addresses of the web
/// as they stand, all else nowhere.
fn hrefs(document: &Document, place: &Place, slug: &str) -> Vec<Href> {
    let page = format!("articles/{slug}.html");
    let href = |link: &document::Link| {
        if link.kind == LinkKind::Wiki {
            return Href::Nowhere;
        }
        // An image elsewhere is not asked for: the renderer makes a link of it.
        if url::is_web(&link.target) || link.target.starts_with('#') {
            return Href::AsWritten;
        }
        let target = match link.kind {
            LinkKind::Image => format!("{slug}/{}", link.target),
            _ => link.target.clone(),
        };
        match url::resolve(&page, &target) {
            Some(path) if !link.target.starts_with('/') => {
                let path = url::relative("", &url::decode(&path));
                Href::To(format!("{}{path}", place.prefix.as_str()))
            }
            _ => Href::Nowhere,
        }
    };
    document.links.iter().map(href).collect()
}
