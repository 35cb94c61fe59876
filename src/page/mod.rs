//! What each kind of page is made of: the contract with templates. One file for each kind.
//!
//! **Invariant:** a template sees summaries of other pages, never their bodies.

pub mod around;
pub mod article;
pub mod compare;
mod drawing;
pub mod entities;
pub mod entity;
pub mod feed;
pub mod home;
pub mod html_context;
pub mod index;
mod lead;
pub mod list;
pub mod map;
pub mod map_drawing;
pub mod note;
pub mod person;
mod plan;
pub mod previews;
pub mod publication;
pub mod series;
pub mod shapes;
pub mod shared;
pub mod single;
mod standing;
pub mod tag;
mod time_axis;
pub mod timeline;
pub mod view;

use serde::Serialize;

pub use html_context::{Context, NavItem, PageInfo, SiteInfo};
pub use plan::{NoteCounts, Plan, Reads};
pub use standing::AllNotes;
pub use view::View;

/// A page that is to be rendered: where it goes, by which template, with what.
#[derive(Debug)]
pub struct Page {
    /// Its path in the built site, such as `articles/confirmed.html`.
    pub path: String,
    pub title: String,
    pub description: Option<String>,
    /// A BCP 47 tag; the site's when absent.
    pub language: Option<String>,
    /// Seen in the preview only.
    pub draft: bool,
    /// What its links lead to.
    pub previews: Vec<previews::Preview>,
    pub body: Body,
}

impl Page {
    /// A page that readers see, in the site's language; its previews are added when it is made.
    pub fn new(path: String, title: String, body: Body) -> Self {
        Self {
            path,
            title,
            description: None,
            language: None,
            draft: false,
            previews: Vec::new(),
            body,
        }
    }
}

/// What the template of each kind gets, under the name of the kind. The doc of each says which pages it renders: the
/// manual's reference of templates is made of these docs.
#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Body {
    /// `index.html`
    Home(home::Home),
    /// `articles/<slug>.html`
    Article(Box<article::ArticlePage>),
    /// `articles/index.html`, `articles/page/2.html`, …
    List(list::List),
    /// `tags/<slug>.html`
    Tag(tag::TagPage),
    /// `entities/<slug>.html`
    Entity(Box<entity::EntityPage>),
    /// `compare/<slug>--<slug>.html`
    Compare(Box<compare::ComparePage>),
    /// `entities/index.html`, `entities/people.html`, …
    Entities(entities::EntityList),
    /// `map.html`, where there are two articles or more
    Map(map::Map),
    /// `publications/<slug>.html`
    Publication(publication::PublicationPage),
    /// `series/<slug>.html`
    Series(series::SeriesPage),
    /// `timeline.html`; where there are more dates than ten lists of articles hold, also `timeline/<year>.html`
    Timeline(timeline::Timeline),
    /// `people/<id>.html`
    Person(person::PersonPage),
    /// `tags/index.html`, `series/index.html`, `publications/index.html`, `people/index.html`
    Index(index::Index),
    /// `notes/index.html`
    Notes(note::NotesPage),
    /// `<slug>.html` of `content/pages`
    Content(single::Content),
    /// `404.html`
    Missing {},
}

impl Body {
    /// The template that renders it.
    pub fn template(&self) -> &'static str {
        match self {
            Self::Home(_) => "home.html",
            Self::Article(_) => "article.html",
            Self::List(_) => "list.html",
            Self::Tag(_) => "tag.html",
            Self::Entity(_) => "entity.html",
            Self::Compare(_) => "compare.html",
            Self::Entities(_) => "entities.html",
            Self::Publication(_) => "publication.html",
            Self::Map(_) => "map.html",
            Self::Series(_) => "series.html",
            Self::Timeline(_) => "timeline.html",
            Self::Person(_) => "person.html",
            Self::Index(_) => "index.html",
            Self::Notes(_) => "notes.html",
            Self::Content(_) => "page.html",
            Self::Missing {} => "404.html",
        }
    }

    /// `page.kind` in templates.
    pub fn kind(&self) -> &'static str {
        self.template().trim_end_matches(".html")
    }
}

/// Every page of a site, in the order of their paths.
pub fn plans<'a>(view: &View<'a>) -> Vec<Plan<'a>> {
    let mut plans = vec![home::plan(view), single::missing(view)];
    plans.extend(article::plans(view));
    plans.extend(list::plans(view));
    plans.extend(tag::plans(view));
    plans.extend(entity::plans(view));
    plans.extend(compare::plans(view));
    plans.extend(entities::plans(view));
    plans.extend(publication::plans(view));
    plans.extend(person::plans(view));
    plans.extend(note::plan(view));
    plans.extend(map::plan(view));
    plans.extend(series::plans(view));
    plans.extend(timeline::plans(view));
    plans.extend(single::plans(view));
    plans.sort_by(|a, b| a.path.cmp(&b.path));
    plans
}
