//! What every page gets beside its own part.

use serde::Serialize;
use serde_yaml::Mapping;

use super::feed::FeedLink;
use super::previews::Preview;
use super::{Body, Page, View};
use crate::text::url;

/// Where all notes go as Web Annotations.
pub const ANNOTATIONS: &str = "notes/index.jsonld";

/// The whole of what a template sees.
#[derive(Debug, Serialize)]
pub struct Context<'a> {
    /// What stands before a path from the site's root: empty, `../`, ….
    pub root: String,
    pub site: SiteInfo<'a>,
    pub page: PageInfo<'a>,
    /// Lists that are not empty, then the pages of `content/pages` in their order.
    pub nav: Vec<NavItem>,
    pub home_url: String,
    /// The articles of the site as Atom. Absent without a `base_url`: then there is no feed.
    pub feed_url: Option<String>,
    /// What can be subscribed to here, the page's own feed first.
    pub feeds: Vec<FeedLink>,
    /// The notes that the page shows, as Web Annotations.
    pub annotations_url: Option<String>,
    /// What the links of its texts lead to.
    pub previews: &'a [Preview],
    #[serde(flatten)]
    pub body: &'a Body,
}

#[derive(Debug, Serialize)]
pub struct SiteInfo<'a> {
    pub title: &'a str,
    pub description: Option<&'a str>,
    /// A BCP 47 tag.
    pub language: &'a str,
    /// Where the site will stand; only for what must be absolute.
    pub base_url: Option<&'a str>,
    /// `Postil` and its version.
    pub generator: String,
    /// The theme's options.
    pub options: &'a Mapping,
    /// The words of the interface.
    pub strings: &'a Mapping,
    /// The style sheet of highlighted code, for `asset`
    pub highlight_css: &'static str,
}

#[derive(Debug, Serialize)]
pub struct PageInfo<'a> {
    /// The template's name without `.html`
    pub kind: &'static str,
    /// The file in `public/`
    pub path: &'a str,
    pub title: &'a str,
    pub description: Option<&'a str>,
    /// The absolute address; none without a `base_url`, and on `404.html`
    pub canonical: Option<String>,
    /// The article's or the page's own, else the site's.
    pub language: &'a str,
    /// Readers do not see it: it is there in the preview only.
    pub draft: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct NavItem {
    pub label: String,
    pub url: String,
    /// This page, or the list it belongs to.
    pub current: bool,
}

impl<'a> Context<'a> {
    pub fn new(view: &View<'a>, page: &'a Page) -> Self {
        let missing = matches!(page.body, Body::Missing {});
        // A server shows 404.html at any depth, so it alone needs absolute links.
        let root = if missing {
            view.config
                .base_url
                .clone()
                .unwrap_or_else(|| "/".to_owned())
        } else {
            url::root(&page.path)
        };
        let to = |path: &str| {
            if missing {
                url::absolute(&root, path)
            } else {
                url::relative(&page.path, path)
            }
        };
        let nav = view.nav.iter().map(|(label, path)| NavItem {
            label: label.clone(),
            url: to(path),
            current: *path == page.path || section(path) == section(&page.path),
        });
        let canonical = view.config.base_url.as_ref().filter(|_| !missing);
        Self {
            nav: nav.collect(),
            home_url: to("index.html"),
            annotations_url: annotations(view, page).map(|path| to(&path)),
            feed_url: view.config.base_url.as_ref().map(|_| to("atom.xml")),
            feeds: view.feeds(page, to),
            site: SiteInfo {
                title: &view.config.title,
                description: view.config.description.as_deref(),
                language: &view.config.language,
                base_url: view.config.base_url.as_deref(),
                generator: format!("Postil {}", env!("CARGO_PKG_VERSION")),
                options: &view.settings.options,
                strings: &view.settings.strings,
                highlight_css: "css/highlight.css",
            },
            page: PageInfo {
                kind: page.body.kind(),
                path: &page.path,
                title: &page.title,
                description: page.description.as_deref(),
                canonical: canonical.map(|base| canonical_url(base, &page.path)),
                language: page.language.as_deref().unwrap_or(&view.config.language),
                draft: page.draft,
            },
            root,
            previews: &page.previews,
            body: &page.body,
        }
    }
}

/// The canonical URL of a page: the home page is the base itself.
pub fn canonical_url(base: &str, path: &str) -> String {
    if path == "index.html" {
        base.to_owned()
    } else {
        url::absolute(base, path)
    }
}

/// The file of Web Annotations that belongs to an article's page, or to the list of all notes.
fn annotations(view: &View<'_>, page: &Page) -> Option<String> {
    match page.body {
        Body::Article(_) => {
            let slug = page.path.strip_prefix("articles/")?.strip_suffix(".html")?;
            view.corpus.article(slug)?.annotations_output()
        }
        Body::Notes(_) => Some(ANNOTATIONS.to_owned()),
        _ => None,
    }
}

/// The folder of a list and of what it lists; a page at the root is its own.
fn section(path: &str) -> &str {
    path.split_once('/')
        .map_or_else(|| path.trim_end_matches(".html"), |(folder, _)| folder)
}
