//! Suggestions, accepted on the page that shows them.

use serde::{Deserialize, Serialize};

use super::answer::json;
use super::asked::{Answered, Asked};
use super::based_on::based_on;
use super::refusal::Refusal;
use super::undo::Undo;
use crate::clock;
use crate::content::Note;
use crate::content::article::Correction;
use crate::corpus::Entry;
use crate::document::Options;
use crate::notes::{self, Acceptance, Change, prepare};
use crate::site::Survey;

/// What is asked of this room.
pub(super) enum Route {
    /// What a suggestion would change.
    Of,
    Accept,
}

/// Characters of the article that are shown on either side.
const AROUND: usize = 80;

#[derive(Serialize)]
struct Answer<'a> {
    id: &'a str,
    /// The article whose words change.
    article: &'a str,
    quote: &'a str,
    /// Empty: the words are taken out.
    replacement: &'a str,
    before: String,
    after: String,
    /// What an acceptance is based on.
    based_on: String,
    /// Why it cannot be accepted.
    refused: Option<String>,
    /// `path:line:column` and line of the words in the file.
    place: String,
    line: usize,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    note: String,
    based_on: String,
    /// What readers are told.
    #[serde(default)]
    correction: Option<String>,
    /// Who is at the keyboard; absent or empty: who works on this machine.
    #[serde(default)]
    by: Option<String>,
}

#[derive(Serialize)]
struct Done<'a> {
    note: &'a str,
    /// Paths of the files that were written.
    changed: Vec<&'a str>,
    /// Ids of notes that know their words' new place, and of those that lost theirs.
    anchored: &'a [String],
    unsure: &'a [String],
    undo: Undo,
}

impl Route {
    /// By the parts of the path below `suggestions`.
    pub(super) fn of(parts: &[&str]) -> Option<Self> {
        match *parts {
            ["of"] => Some(Self::Of),
            ["accept"] => Some(Self::Accept),
            _ => None,
        }
    }

    pub(super) fn writes(&self) -> bool {
        matches!(self, Self::Accept)
    }

    pub(super) fn answer(&self, asked: &Asked<'_>) -> Answered {
        match self {
            Self::Of => of(asked),
            Self::Accept => accept(asked),
        }
    }
}

fn options(survey: &Survey) -> Options {
    Options {
        smart_punctuation: survey.config.smart_punctuation,
    }
}

/// The note of an id, with the article in whose folder it lies.
fn find<'a>(survey: &'a Survey, id: &str) -> Result<(&'a Entry, &'a Note), Refusal> {
    notes::by_id(&survey.corpus, id)
        .ok_or_else(|| Refusal::not_found("There is no note of this name any more."))
}

/// What an acceptance reads: the note, and the article whose words it would change.
fn basis(survey: &Survey, home: &Entry, note: &Note) -> String {
    let slug = note
        .targets
        .first()
        .and_then(|target| target.article.as_deref());
    let there = slug
        .and_then(|slug| survey.corpus.article(slug))
        .unwrap_or(home);
    let texts = format!("{}\0{}", there.article().file.text, note.file.text);
    based_on(texts.as_bytes())
}

fn of(asked: &Asked<'_>) -> Answered {
    let survey = asked.survey()?;
    let id = asked.parameter("note").unwrap_or_default();
    let (home, note) = find(survey, id)?;
    let quote = note.targets.first().map_or("", |it| it.quote.as_str());
    let mut answer = Answer {
        id: &note.id,
        article: &home.article().slug,
        quote,
        replacement: note.replacement.as_deref().unwrap_or_default(),
        before: String::new(),
        after: String::new(),
        based_on: basis(survey, home, note),
        refused: None,
        place: String::new(),
        line: 1,
    };
    match prepare(&survey.corpus, home, note, options(survey)) {
        Ok(patch) => {
            let plain = &patch.article.document().plain;
            let (before, after) = plain.text.split_at(patch.plain.start);
            let after = after.get(patch.plain.len()..).unwrap_or_default();
            answer.before = last(before);
            answer.after = first(after);
            let file = &patch.article.article().file;
            let place = crate::diagnostic::Place::span(&*file.path, &file.text, patch.source);
            answer.article = &patch.article.article().slug;
            (answer.line, answer.place) = (place.line, place.to_string());
        }
        Err(refused) => {
            answer.refused = Some(refused.why.to_string());
            answer.line = refused.place.line.max(1);
            answer.place = refused.place.to_string();
        }
    }
    Ok(json(&answer))
}

fn last(text: &str) -> String {
    let text = text.rsplit("\n\n").next().unwrap_or_default();
    let cut = text.char_indices().rev().nth(AROUND).map(|(at, _)| at);
    cut.map_or_else(
        || text.to_owned(),
        |at| format!("…{}", text.get(at..).unwrap_or_default()),
    )
}

fn first(text: &str) -> String {
    let text = text.split("\n\n").next().unwrap_or_default();
    let cut = text.char_indices().nth(AROUND).map(|(at, _)| at);
    cut.map_or_else(
        || text.to_owned(),
        |at| format!("{}…", text.get(..at).unwrap_or_default()),
    )
}

fn accept(asked: &Asked<'_>) -> Answered {
    let wanted: Wanted = asked.wanted()?;
    let _writing = asked.desk.writing();
    let survey = asked.survey()?;
    let (home, note) = find(survey, &wanted.note)?;
    if basis(survey, home, note) != wanted.based_on {
        return Err(Refusal::conflict());
    }
    let text = wanted.correction.as_deref().map(str::trim);
    let correction = text.filter(|text| !text.is_empty()).map(|text| {
        clock::today().map(|date| Correction {
            date: Some(date),
            text: text.to_owned(),
        })
    });
    let by = wanted.by.as_deref().filter(|by| !by.is_empty());
    if let Some(id) = by.filter(|id| survey.config.person(id).is_none()) {
        let message = format!("`{id}` is nobody in `people` of postil.yaml: add them there");
        return Err(Refusal::field("by", message));
    }
    let reviewer = asked.desk.author(by, &survey.config).ok();
    if survey.config.check.names("four-eyes") && (reviewer.is_none() || reviewer == note.author) {
        let message =
            "Here somebody other than its author accepts a suggestion: send it to review.";
        return Err(Refusal::field("by", message));
    }
    let how = Acceptance {
        reviewer,
        correction: correction.transpose()?,
        options: options(survey),
    };
    let accepted = notes::accept(&survey.corpus, &note.id, &how)
        .map_err(|why| Refusal::unusable(format!("{why}.")))?
        .ok_or_else(Refusal::nothing)?;
    super::based_on::save(asked.desk, &accepted.changes)?;
    Ok(json(&Done {
        note: &note.id,
        changed: accepted.changes.iter().map(Change::path).collect(),
        anchored: &accepted.anchored,
        unsure: &accepted.unsure,
        undo: Undo::of(&accepted.changes),
    }))
}
