//! An article's front matter as its file has it at this moment, with what helps to fill it in.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::{Value, json};

use super::super::asked::Asked;
use super::super::based_on::based_on;
use super::super::refusal::Refusal;
use super::comments::{self, Shown};
use super::editor::Editor;
use super::list::missing;
use crate::content::article::{Correction, Inferred};
use crate::content::{Article, ArticleMeta, CommentsMode, store};
use crate::corpus::Entry;
use crate::site::Survey;

#[derive(Serialize)]
pub(super) struct Data {
    slug: String,
    path: String,
    /// What a save is based on.
    based_on: String,
    /// By field: a text, a list of texts; of a series its name and part.
    fields: Value,
    /// The date in words.
    date_in_words: Option<String>,
    guesses: Vec<Guess>,
    corrections: Vec<Correction>,
    missing: Vec<String>,
    /// What is wrong with the file, each with its place.
    problems: Vec<String>,
    comments: Shown,
    known: Known,
    /// The command that opens a file, or why there is none.
    editor: Option<String>,
    no_editor: Option<String>,
}

#[derive(Serialize)]
struct Guess {
    field: String,
    value: String,
    lines: Vec<usize>,
    why: String,
}

/// What other articles have.
#[derive(Serialize)]
struct Known {
    people: BTreeSet<String>,
    tags: BTreeSet<String>,
    events: BTreeSet<String>,
    publications: BTreeSet<String>,
    sections: BTreeSet<String>,
    series: BTreeSet<String>,
    languages: BTreeSet<String>,
    /// Slugs and titles.
    articles: Vec<(String, String)>,
}

/// An article's file as it stands on disk, and what is wrong with it.
///
/// # Errors
/// It is gone, or cannot be read.
pub(super) fn read(
    asked: &Asked<'_>,
    entry: &Entry,
) -> Result<(Article, Vec<u8>, Vec<String>), Refusal> {
    let (slug, path) = (&entry.article().slug, &entry.article().file.path);
    let bytes = store::read(&asked.desk.root, path)?;
    let (article, found) = Article::read(slug, path, &bytes).map_err(|found| {
        let why = found
            .first()
            .map_or_else(String::new, |it| it.message.clone());
        Refusal::unusable(format!(
            "{path} cannot be read now: {why}. Mend it in your editor."
        ))
    })?;
    let told = found.iter().map(|it| {
        let place = it.place.as_ref().map(ToString::to_string);
        format!("{}: {}", place.unwrap_or_default(), it.message)
    });
    let told = told.collect();
    Ok((article, bytes, told))
}

pub(super) fn data(asked: &Asked<'_>, survey: &Survey, entry: &Entry) -> Result<Data, Refusal> {
    let (article, bytes, problems) = read(asked, entry)?;
    let editor = Editor::here(asked, &survey.config.desk);
    let meta = &article.meta;
    Ok(Data {
        path: article.file.path.clone(),
        based_on: based_on(&bytes),
        fields: fields(meta),
        date_in_words: meta.date.map(|date| date.in_words()),
        guesses: meta.inferred.iter().map(guess).collect(),
        corrections: meta.corrections.clone(),
        missing: missing(meta),
        problems,
        comments: comments::shown(asked, &article.slug),
        known: known(survey),
        editor: editor.as_ref().ok().map(Editor::name),
        no_editor: editor.err(),
        slug: article.slug,
    })
}

fn fields(meta: &ArticleMeta) -> Value {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let part = meta.series.as_ref().and_then(|series| series.part);
    json!({
        "title": meta.title,
        "description": text(&meta.description),
        "date": meta.date.map(|date| date.to_string()).unwrap_or_default(),
        "authors": meta.authors,
        "publication": text(&meta.publication),
        "url": text(&meta.url),
        "language": text(&meta.language),
        "section": text(&meta.section),
        "credits": text(&meta.credits),
        "disclaimer": text(&meta.disclaimer),
        "rights": text(&meta.rights),
        "tags": meta.tags,
        "events": meta.events,
        "status": meta.status,
        "series": [
            meta.series.as_ref().map(|series| series.name.clone()).unwrap_or_default(),
            part.map(|part| part.to_string()).unwrap_or_default(),
        ],
        "aliases": meta.aliases,
        "related": meta.related,
        "unrelated": meta.unrelated,
        "comments": meta.comments.map(CommentsMode::as_str).unwrap_or_default(),
    })
}

fn guess(guess: &Inferred) -> Guess {
    let value = match &guess.value {
        serde_yaml::Value::String(text) => text.clone(),
        serde_yaml::Value::Sequence(items) => {
            let texts = items.iter().map(|item| item.as_str().unwrap_or_default());
            texts.collect::<Vec<_>>().join(", ")
        }
        other => serde_yaml::to_string(other)
            .unwrap_or_default()
            .trim()
            .to_owned(),
    };
    Guess {
        field: guess.field.clone(),
        value,
        lines: guess.lines.clone(),
        why: guess.why.clone(),
    }
}

fn known(survey: &Survey) -> Known {
    let metas: Vec<&ArticleMeta> = survey
        .corpus
        .articles
        .values()
        .map(|entry| &entry.article().meta)
        .collect();
    let texts = |of: fn(&ArticleMeta) -> Option<&String>| {
        metas.iter().filter_map(|meta| of(meta).cloned()).collect()
    };
    Known {
        people: metas
            .iter()
            .flat_map(|meta| meta.authors.iter().cloned())
            .collect(),
        tags: metas
            .iter()
            .flat_map(|meta| meta.tags.iter().cloned())
            .collect(),
        events: metas
            .iter()
            .flat_map(|meta| meta.events.iter().cloned())
            .collect(),
        publications: texts(|meta| meta.publication.as_ref()),
        sections: texts(|meta| meta.section.as_ref()),
        series: texts(|meta| meta.series.as_ref().map(|series| &series.name)),
        languages: texts(|meta| meta.language.as_ref()),
        articles: survey
            .corpus
            .articles
            .iter()
            .map(|(slug, entry)| (slug.clone(), entry.article().meta.title.clone()))
            .collect(),
    }
}
