//! Articles that follow one another: the pages of series, and where an article stands in one.

use serde::Serialize;

use super::index::{self, IndexEntry};
use super::shapes::{Summary, Term};
use super::view::{TermEntry, Terms, View};
use super::{Body, Page, Plan};
use crate::corpus::Entry;
use crate::memo::Origin;
use crate::text::name_slug::name_slug;

#[derive(Debug, Serialize)]
pub struct SeriesPage {
    pub name: String,
    pub slug: String,
    /// By `part`, then by date.
    pub articles: Vec<Summary>,
}

/// Where an article stands in its series.
#[derive(Debug, Serialize)]
pub struct PartView {
    pub series: Term,
    /// Its place among those that are here, from 1.
    pub number: usize,
    pub previous: Option<Summary>,
    pub next: Option<Summary>,
}

const INDEX: &str = "series/index.html";

pub fn plans<'a>(view: &View<'a>) -> Vec<Plan<'a>> {
    let terms: &'a Terms<'a> = view.terms;
    let plan = |(slug, term): (&'a String, &'a TermEntry<'a>)| {
        let path = format!("series/{slug}.html");
        Plan::new(path, move |view| page(view, slug, term)).from(Origin::new(view.key))
    };
    let mut plans: Vec<Plan<'a>> = terms.series.iter().map(plan).collect();
    if !plans.is_empty() {
        plans.push(Plan::new(INDEX.to_owned(), index).from(Origin::new(view.key)));
    }
    plans
}

fn page(view: &View<'_>, slug: &str, term: &TermEntry<'_>) -> Page {
    let path = format!("series/{slug}.html");
    let body = SeriesPage {
        name: term.name.to_owned(),
        slug: slug.to_owned(),
        articles: view.summaries(&path, &term.articles),
    };
    Page::new(path, term.name.to_owned(), Body::Series(body))
}

fn index(view: &View<'_>) -> Page {
    let terms = view.terms.series.values();
    let entries = terms.map(|term| IndexEntry::from(view.series(INDEX, term.name)));
    let title = view.string("many_series", "Series");
    index::page(INDEX, title, "series", entries.collect())
}

/// The order of a series: by the parts' numbers, then by date, those without last; equals by slug.
pub(super) fn order(entry: &Entry) -> impl Ord + use<'_> {
    let meta = &entry.article().meta;
    let part = meta.series.as_ref().and_then(|series| series.part);
    (
        (part.is_none(), part),
        (meta.date.is_none(), meta.date),
        &entry.article().slug,
    )
}

impl View<'_> {
    /// Where an article stands in its series, as its page shows it.
    pub(super) fn part(&self, entry: &Entry) -> Option<PartView> {
        let name = &entry.article().meta.series.as_ref()?.name;
        let from = entry.output();
        let articles = &self.terms.series.get(&name_slug(name))?.articles;
        let own = |other: &&Entry| other.article().slug == entry.article().slug;
        let at = articles.iter().position(own)?;
        let summary = |at: Option<usize>| Some(self.summary(&from, articles.get(at?)?));
        Some(PartView {
            series: self.series(&from, name),
            number: at + 1,
            previous: summary(at.checked_sub(1)),
            next: summary(at.checked_add(1)),
        })
    }
}
