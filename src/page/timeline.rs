//! The timeline: articles and events in the order of time, as a list and as a drawing.

use std::collections::BTreeMap;

use serde::Serialize;

use super::drawing::{Drawing, Drawn};
use super::shapes::{Date, Term};
use super::view::View;
use super::{Body, Page, Plan};
use crate::config::Config;
use crate::corpus::{Corpus, Entry};
use crate::entities;
use crate::links::timeline::{self, Moment, Subject};
use crate::memo::Origin;
use crate::text::url;

/// Where it goes.
pub const PATH: &str = "timeline.html";
/// With more dated moments than so many lists of articles hold, each year has a page of its own.
const LISTS: usize = 10;

/// The longest labels of a drawing, in characters: across a page, and across a column of text.
const WIDE: usize = 52;
const NARROW: usize = 34;

#[derive(Debug, Serialize)]
pub struct Timeline {
    pub title: String,
    /// None for less than three dates, and on the pages of years.
    pub drawing: Option<Drawing>,
    /// How many there are, of the year on its page.
    pub articles: usize,
    /// The same of events.
    pub events: usize,
    /// Earliest first.
    pub years: Vec<YearView>,
    pub undated: Vec<TimelineMoment>,
    /// The whole timeline, on the pages of years.
    pub whole_url: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct YearView {
    pub year: String,
    pub count: usize,
    /// The year’s own page, where it has one.
    pub url: Option<String>,
    /// In the order of time; empty where the year has a page of its own and this is not it.
    pub moments: Vec<TimelineMoment>,
}

/// An article or event.
#[derive(Debug, Clone, Serialize)]
pub struct TimelineMoment {
    /// `article` or `event`
    pub kind: &'static str,
    pub title: String,
    pub url: String,
    pub date: Option<Date>,
    /// Of an article.
    pub publication: Option<Term>,
    /// The deck of an article, the first lines on an event.
    pub about: Option<String>,
}

/// Every path that the timeline has in the built site.
pub fn paths(corpus: &Corpus, config: &Config) -> Vec<String> {
    let moments = timeline::timeline(corpus);
    let years = years(&moments);
    if !has_timeline(corpus, &years) {
        return Vec::new();
    }
    let own = years.keys().map(|year| year_path(*year));
    let own = own.filter(|_| has_year_pages(&years, config));
    std::iter::once(PATH.to_owned()).chain(own).collect()
}

/// The dated moments by the year they begin in.
type Years<'a> = BTreeMap<i16, Vec<Moment<'a>>>;

fn years<'a>(moments: &[Moment<'a>]) -> Years<'a> {
    let mut years = Years::new();
    for moment in moments {
        if let Some(date) = moment.date {
            years.entry(date.start.year).or_default().push(*moment);
        }
    }
    years
}

/// Where nothing has a date there is none; and a site may have a page of that name.
fn has_timeline(corpus: &Corpus, years: &Years<'_>) -> bool {
    !years.is_empty() && !corpus.pages.contains_key("timeline")
}

fn has_year_pages(years: &Years<'_>, config: &Config) -> bool {
    years.values().map(Vec::len).sum::<usize>() > LISTS * config.page_size
}

fn year_path(year: i16) -> String {
    format!("timeline/{year:04}.html")
}

pub fn plans<'a>(view: &View<'a>) -> Vec<Plan<'a>> {
    let moments = timeline::timeline(view.corpus);
    let years = years(&moments);
    if !has_timeline(view.corpus, &years) {
        return Vec::new();
    }
    let origin = || Origin::new(view.key);
    let mut plans = Vec::new();
    if has_year_pages(&years, view.config) {
        plans.extend(years.iter().map(|(&year, moments)| {
            let moments = moments.clone();
            let make = move |view: &View<'_>| one_year(view, year, &moments);
            Plan::new(year_path(year), make).from(origin())
        }));
    }
    let make = move |view: &View<'_>| whole(view, &moments, &years);
    plans.push(Plan::new(PATH.to_owned(), make).from(origin()));
    plans
}

fn whole(view: &View<'_>, moments: &[Moment<'_>], years: &Years<'_>) -> Page {
    let split = has_year_pages(years, view.config);
    let count = |subject: Subject| moments.iter().filter(|it| it.subject == subject).count();
    let year = |(year, moments): (&i16, &Vec<Moment<'_>>)| YearView {
        year: year.to_string(),
        count: moments.len(),
        url: split.then(|| url::relative(PATH, &year_path(*year))),
        moments: if split {
            Vec::new()
        } else {
            view.moments(PATH, moments)
        },
    };
    let undated = moments.iter().position(|it| it.date.is_none());
    let undated = undated.and_then(|at| moments.get(at..)).unwrap_or_default();
    page(
        PATH.to_owned(),
        Timeline {
            title: view.string("timeline", "Timeline"),
            drawing: view.drawing(PATH, moments, WIDE),
            articles: count(Subject::Article),
            events: count(Subject::Event),
            years: years.iter().map(year).collect(),
            undated: view.moments(PATH, undated),
            whole_url: None,
        },
    )
}

fn one_year(view: &View<'_>, year: i16, moments: &[Moment<'_>]) -> Page {
    let path = year_path(year);
    let count = |subject| moments.iter().filter(|it| it.subject == subject).count();
    let list = YearView {
        year: year.to_string(),
        count: moments.len(),
        url: None,
        moments: view.moments(&path, moments),
    };
    let body = Timeline {
        title: year.to_string(),
        drawing: None,
        articles: count(Subject::Article),
        events: count(Subject::Event),
        years: vec![list],
        undated: Vec::new(),
        whole_url: Some(url::relative(&path, PATH)),
    };
    page(path, body)
}

fn page(path: String, timeline: Timeline) -> Page {
    Page::new(path, timeline.title.clone(), Body::Timeline(timeline))
}

impl View<'_> {
    /// Articles and events as the page `from` shows them.
    pub(super) fn moments(&self, from: &str, moments: &[Moment<'_>]) -> Vec<TimelineMoment> {
        let shown = |moment: &Moment<'_>| self.moment(from, *moment);
        moments.iter().filter_map(shown).collect()
    }

    fn moment(&self, from: &str, moment: Moment<'_>) -> Option<TimelineMoment> {
        let date = moment.date.as_ref().map(Into::into);
        Some(match moment.subject {
            Subject::Article => {
                let entry = self.corpus.article(moment.slug)?;
                let meta = &entry.article().meta;
                let publication = meta.publication.as_deref();
                TimelineMoment {
                    kind: "article",
                    title: meta.title.clone(),
                    url: url::relative(from, &entry.output()),
                    date,
                    publication: publication.map(|name| self.publication(from, name)),
                    about: meta.description.clone(),
                }
            }
            Subject::Event => {
                let entity = self.corpus.entities.get(moment.slug)?;
                TimelineMoment {
                    kind: "event",
                    title: entity.meta.name.clone(),
                    url: url::relative(from, &entities::output(moment.slug)),
                    date,
                    publication: None,
                    about: self.lead(&entity.document),
                }
            }
        })
    }

    /// The dated ones of some moments, drawn.
    fn drawing(&self, from: &str, moments: &[Moment<'_>], label: usize) -> Option<Drawing> {
        let drawn = |moment: &Moment<'_>| {
            let view = self.moment(from, *moment)?;
            Some(Drawn {
                kind: view.kind,
                date: moment.date?,
                title: view.title,
                url: view.url,
            })
        };
        Drawing::of(&moments.iter().filter_map(drawn).collect::<Vec<_>>(), label)
    }

    /// The articles that name an entity, and the entity itself if it is an event, drawn.
    pub(super) fn drawing_of(
        &self,
        from: &str,
        slug: &str,
        articles: &[&Entry],
    ) -> Option<Drawing> {
        let moments = timeline::of_entity(self.corpus, slug, articles);
        self.drawing(from, &moments, NARROW)
    }
}
