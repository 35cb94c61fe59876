//! All notes in the order of the articles and of the text.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};

use super::super::answer::json;
use super::super::asked::{Answered, Asked};
use super::super::refusal::Refusal;
use super::fresh;
use super::row::{Listed, Row, rows};
use crate::annotate::{self, Whereabouts};
use crate::content::Note;
use crate::corpus::Entry;
use crate::site::Survey;
use crate::text::url;

/// The notes, or only that they are those that are known.
#[derive(Serialize)]
struct Told<'a> {
    /// The hash of all that is told: asked again with it as `known`, the rest is left out while nothing is different.
    state: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    told: Option<&'a RawValue>,
}

#[derive(Serialize)]
struct Answer<'a> {
    /// The title of the reader.
    site: &'a str,
    /// Those who may write notes, in the order of `postil.yaml`.
    people: Vec<Person<'a>>,
    /// Who is at the keyboard, if that is known.
    me: Option<String>,
    /// Those that have notes, newest first.
    articles: Vec<Article<'a>>,
    notes: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Person<'a> {
    id: &'a str,
    name: &'a str,
}

#[derive(Serialize)]
struct Article<'a> {
    slug: &'a str,
    title: &'a str,
    /// Its page, below the prefix.
    url: String,
}

/// All of them, or those on the page of the article that the query names.
pub(super) fn answer(asked: &Asked<'_>) -> Answered {
    let survey = asked.survey()?;
    let only = match asked.parameter("article") {
        Some(slug) => Some(survey.corpus.article(slug).ok_or_else(|| {
            Refusal::not_found("There is no article of this name, or it cannot be read.")
        })?),
        None => None,
    };
    let stand = Whereabouts::new(&survey.annotations);
    let (articles, listed) = listed(survey, &stand, only);
    let config = &survey.config;
    let people = config.people.iter().map(|person| Person {
        id: &person.id,
        name: &person.name,
    });
    let answer = to_raw_value(&Answer {
        site: &config.title,
        people: people.collect(),
        me: asked.desk.author(None, config).ok(),
        articles: articles.into_iter().map(article).collect(),
        notes: rows(&listed, &stand),
    });
    let answer = answer.map_err(|error| Refusal::failed(error.to_string()))?;
    let state = fresh::hash(answer.get().as_bytes());
    let is_known = asked.parameter("known") == Some(&state);
    Ok(json(&Told {
        state,
        told: (!is_known).then_some(&answer),
    }))
}

fn article(entry: &Entry) -> Article<'_> {
    Article {
        slug: &entry.article().slug,
        title: &entry.article().meta.title,
        url: url::relative("", &entry.output()),
    }
}

/// Where a note stands in the order of all: by its article, by where its thread stands in the text (those on the whole
/// before, those without their words behind all others), and by its place in the thread.
type Order<'a> = (
    usize,
    usize,
    &'a str,
    bool,
    Option<jiff::Timestamp>,
    &'a str,
);

/// The articles that have notes, and the notes in order; `only` those on the page of one.
fn listed<'a>(
    survey: &'a Survey,
    stand: &Whereabouts<'_>,
    only: Option<&Entry>,
) -> (Vec<&'a Entry>, Vec<Listed<'a>>) {
    let corpus = &survey.corpus;
    let slug = |entry: &'a Entry| entry.article().slug.as_str();
    let shown = |entry: &'a Entry, note: &'a Note| annotate::home(corpus, entry, note);
    let wanted = |entry: &'a Entry, note: &'a Note| match only {
        Some(only) => annotate::is_shown_on(corpus, entry, note, &only.article().slug),
        None => true,
    };
    let notes: Vec<(&Entry, &Entry, &Note)> = corpus
        .notes()
        .filter(|(entry, note)| wanted(entry, note))
        .map(|(entry, note)| (entry, shown(entry, note), &**note))
        .collect();
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    for (home, shown, note) in &notes {
        let named = note.targets.iter().filter_map(|it| it.article.as_deref());
        let named = named.filter_map(|slug| corpus.article(slug).map(self::slug));
        numbers.extend(
            [slug(home), slug(shown)]
                .into_iter()
                .chain(named)
                .map(|slug| (slug, 0)),
        );
    }
    let articles: Vec<&Entry> = corpus
        .by_date()
        .into_iter()
        .filter(|entry| numbers.contains_key(slug(entry)))
        .collect();
    for (number, entry) in articles.iter().enumerate() {
        numbers.insert(slug(entry), number);
    }
    let number = |slug: &str| numbers.get(slug).copied();
    let mut listed: Vec<(Order<'a>, Listed<'a>)> = notes
        .into_iter()
        .map(|(home, shown, note)| {
            let article = number(slug(shown)).unwrap_or(0);
            let also = note
                .targets
                .iter()
                .filter_map(|it| number(it.article.as_deref()?));
            let also: Vec<usize> = also.filter(|also| *also != article).collect();
            let order = order(home, shown, note, stand, article);
            let listed = Listed {
                note,
                home,
                article,
                also,
            };
            (order, listed)
        })
        .collect();
    listed.sort_by_key(|(order, _)| *order);
    let listed = listed.into_iter().map(|(_, listed)| listed).collect();
    (articles, listed)
}

fn slug(entry: &Entry) -> &str {
    &entry.article().slug
}

fn order<'a>(
    home: &'a Entry,
    shown: &Entry,
    note: &'a Note,
    stand: &Whereabouts<'_>,
    article: usize,
) -> Order<'a> {
    let head = home.thread(note).last().unwrap_or(note);
    let at = match stand.start(&head.id, &shown.article().slug) {
        Some(start) => start + 1,
        None if head.targets.is_empty() => 0,
        None => usize::MAX,
    };
    (
        article,
        at,
        head.id.as_str(),
        note.id != head.id,
        note.created,
        note.id.as_str(),
    )
}
