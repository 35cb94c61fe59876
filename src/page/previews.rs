//! What lies behind the links of a page: a few words on each article, entity or page that its texts lead to, so that a
//! reader can see them before following the link.

use std::collections::BTreeSet;

use serde::Serialize;

use super::article::ArticlePage;
use super::note::NoteView;
use super::shapes::{Date, TitledLink};
use super::view::View;
use super::{Body, Page};
use crate::text::url;

/// The first words of an article or page, when it has a deck, in characters.
const SHORT: usize = 120;

#[derive(Debug, Clone, Serialize)]
pub struct Preview {
    /// As in the links, without a fragment.
    pub url: String,
    /// `article`, `page`, or the kind of an entity.
    pub kind: &'static str,
    pub title: String,
    /// Of an article.
    pub publication: Option<String>,
    pub date: Option<Date>,
    /// The deck.
    pub description: Option<String>,
    /// The first lines; none where they are the deck.
    pub excerpt: Option<String>,
    /// Articles that name the entity.
    pub count: Option<usize>,
}

/// The previews of a page's links in its texts, each once, in the order of the links.
pub(super) fn previews(view: &View<'_>, page: &Page) -> Vec<Preview> {
    let mut targets = Targets {
        from: &page.path,
        seen: BTreeSet::from([page.path.clone()]),
        list: Vec::new(),
    };
    match &page.body {
        Body::Article(article) => targets.article(article),
        Body::Entity(entity) => targets.html(&entity.html),
        Body::Content(content) => targets.html(&content.html),
        Body::Home(home) => targets.html(home.intro.as_deref().unwrap_or_default()),
        _ => {}
    }
    let list = targets.list.iter();
    list.filter_map(|path| view.preview(&page.path, path))
        .collect()
}

/// The output paths that links lead to.
struct Targets<'a> {
    from: &'a str,
    seen: BTreeSet<String>,
    list: Vec<String>,
}

impl Targets<'_> {
    fn article(&mut self, article: &ArticlePage) {
        for block in &article.blocks {
            self.html(&block.html);
            self.notes(&block.notes);
        }
        self.notes(&article.notes_whole);
        self.notes(&article.notes_lost);
    }

    fn notes(&mut self, notes: &[NoteView]) {
        for note in notes {
            self.html(&note.html);
            for TitledLink { url, .. } in &note.see {
                self.add(url);
            }
            self.notes(&note.replies);
        }
    }

    /// The links of what `render` wrote: every attribute stands between double quotes there.
    fn html(&mut self, html: &str) {
        for rest in html.split(" href=\"").skip(1) {
            let href = rest.split('"').next().unwrap_or_default();
            self.add(&href.replace("&amp;", "&").replace("&#39;", "'"));
        }
    }

    fn add(&mut self, href: &str) {
        let path = href.split(['#', '?']).next().unwrap_or_default();
        if path.is_empty() || path.starts_with('/') || path.contains(':') {
            return;
        }
        let Some(path) = url::resolve(self.from, &url::decode(path)) else {
            return;
        };
        if self.seen.insert(path.clone()) {
            self.list.push(path);
        }
    }
}

impl View<'_> {
    fn preview(&self, from: &str, path: &str) -> Option<Preview> {
        let slug = path.strip_suffix(".html")?;
        let url = url::relative(from, path);
        if let Some(slug) = slug.strip_prefix("articles/") {
            let summary = self.summary(from, self.corpus.article(slug)?);
            return Some(Preview {
                url,
                kind: "article",
                title: summary.title,
                publication: summary.publication.map(|term| term.name),
                date: summary.date,
                excerpt: excerpt(&summary.excerpt, summary.description.as_deref()),
                description: summary.description,
                count: None,
            });
        }
        if let Some(slug) = slug.strip_prefix("entities/") {
            let entity = self.corpus.entities.get(slug)?;
            return Some(Preview {
                url,
                kind: entity.meta.kind.as_str(),
                title: entity.meta.name.clone(),
                publication: None,
                date: entity.meta.date.as_ref().map(Into::into),
                description: None,
                excerpt: self.lead(&entity.document),
                count: self.entity(from, slug).map(|entity| entity.count),
            });
        }
        let page = self.corpus.pages.get(slug)?;
        let lead = self.lead(&page.document).unwrap_or_default();
        Some(Preview {
            url,
            kind: "page",
            title: page.meta.title.clone(),
            publication: None,
            date: None,
            excerpt: excerpt(&lead, page.meta.description.as_deref()),
            description: page.meta.description.clone(),
            count: None,
        })
    }
}

/// The first lines: fewer below a deck, none where they are the deck.
fn excerpt(text: &str, deck: Option<&str>) -> Option<String> {
    let text = match deck {
        None => text.to_owned(),
        Some(deck) if text.starts_with(deck.trim_end_matches('…')) => return None,
        Some(_) => super::lead::cut(text, SHORT),
    };
    Some(text).filter(|text| !text.is_empty())
}
