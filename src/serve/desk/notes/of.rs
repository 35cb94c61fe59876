//! The notes that an article's page shows, with the people who may write some.

use std::collections::BTreeSet;

use serde::Serialize;

use super::super::answer::json;
use super::super::asked::{Answered, Asked};
use super::file::{on_disk, read};
use super::said::article;
use super::view::{NoteView, Standing};
use crate::annotate::Annotations;
use crate::config::Person;
use crate::content::Note;

#[derive(Serialize)]
struct Answer<'a> {
    article: &'a str,
    title: &'a str,
    /// The hash of the article's plain text.
    hash: &'a str,
    people: &'a [Person],
    /// Who is at the keyboard, as far as git knows; none where that is open.
    me: Option<String>,
    /// Whether a note is published by another than its author.
    four_eyes: bool,
    /// In the order of the page, answers after what they answer.
    notes: Vec<NoteView>,
}

/// Of the article that the query names. Places are those of the last build, files are as they are on the disk.
pub(super) fn answer(asked: &Asked<'_>) -> Answered {
    let slug = asked.parameter("article").unwrap_or_default();
    let survey = asked.survey()?;
    let entry = article(survey, slug)?;
    let mut views = Vec::new();
    if let Some(annotations) = survey.annotations.get(slug) {
        for (note, standing) in shown(annotations) {
            let Some(text) = on_disk(asked.desk, &note.file.path)? else {
                continue;
            };
            // One that cannot be read any more is shown as it was; to change it is a conflict.
            let now = read(note, &text);
            let note = now.as_ref().unwrap_or(note);
            views.push(NoteView::new(&survey.corpus, note, standing));
        }
    }
    let me = asked.desk.author(None, &survey.config).ok();
    Ok(json(&Answer {
        article: &entry.article().slug,
        title: &entry.article().meta.title,
        hash: entry.document().plain.hash(),
        people: &survey.config.people,
        me,
        four_eyes: survey.config.check.names("four-eyes"),
        notes: views,
    }))
}

/// Every note of a page with where it stands.
fn shown(annotations: &Annotations) -> Vec<(&Note, Standing)> {
    let mut all = Vec::new();
    let placed = annotations.placed.iter();
    let placed = placed.map(|placed| (&*placed.note, placed.state.as_str()));
    let whole = annotations.whole.iter().map(|note| (&**note, "whole"));
    let lost = annotations.only_lost();
    let lost = lost.map(|lost| (&*lost.note, lost.state.as_str()));
    let mut seen = BTreeSet::new();
    for (note, state) in placed.chain(whole).chain(lost) {
        all.push((note, Standing { state, answers: 0 }));
        seen.insert(&*note.id);
        answers(annotations, note, &mut all, &mut seen);
    }
    for (note, standing) in &mut all {
        standing.answers = annotations.replies.get(&note.id).map_or(0, Vec::len);
    }
    all
}

fn answers<'a>(
    annotations: &'a Annotations,
    note: &Note,
    all: &mut Vec<(&'a Note, Standing)>,
    seen: &mut BTreeSet<&'a str>,
) {
    for answer in annotations.replies.get(&note.id).into_iter().flatten() {
        // Notes that answer one another in a circle are each met once.
        if seen.insert(&answer.id) {
            let state = "reply";
            all.push((answer, Standing { state, answers: 0 }));
            answers(annotations, answer, all, seen);
        }
    }
}
