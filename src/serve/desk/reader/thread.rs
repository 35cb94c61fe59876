//! One note, whole, with the notes that answer it.

use serde::Serialize;

use super::super::answer::json;
use super::super::asked::{Answered, Asked};
use super::super::refusal::Refusal;
use super::super::rendered::Rendering;
use crate::content::Note;
use crate::corpus::Entry;
use crate::notes;
use crate::render::Highlighter;

/// Answers to answers are shown no deeper: two notes may answer one another.
const DEEPEST: usize = 20;

#[derive(Serialize)]
struct Answer<'a> {
    id: &'a str,
    /// The words it speaks of, whole.
    passages: Vec<Passage<'a>>,
    see: &'a [String],
    /// The note and the answers to it, as they are read.
    thread: Vec<Said<'a>>,
}

#[derive(Serialize)]
struct Passage<'a> {
    quote: &'a str,
    /// The slug of the article, and its title.
    article: &'a str,
    title: &'a str,
}

#[derive(Serialize)]
struct Said<'a> {
    id: &'a str,
    depth: usize,
    author: Option<&'a str>,
    status: &'static str,
    created: Option<String>,
    replacement: Option<&'a str>,
    /// What our renderer made of its body.
    html: String,
}

/// Of the note that the query names.
pub(super) fn answer(asked: &Asked<'_>) -> Answered {
    let survey = asked.survey()?;
    let id = asked.parameter("id").unwrap_or_default();
    let (home, note) = notes::by_id(&survey.corpus, id)
        .ok_or_else(|| Refusal::not_found("There is no note of this id any more."))?;
    let passages = note.targets.iter().map(|target| {
        let slug = target.article.as_deref().unwrap_or(&note.article);
        let entry = survey.corpus.article(slug);
        Passage {
            quote: &target.quote,
            article: slug,
            title: entry.map_or(slug, |entry| &entry.article().meta.title),
        }
    });
    let highlight = Highlighter::default();
    let rendering = Rendering::new(asked.place, survey, &highlight);
    let mut thread = Vec::new();
    collect(home, note, 0, &rendering, &mut thread);
    Ok(json(&Answer {
        id: &note.id,
        passages: passages.collect(),
        see: &note.see,
        thread,
    }))
}

fn collect<'a>(
    home: &'a Entry,
    note: &'a Note,
    depth: usize,
    rendering: &Rendering<'_>,
    thread: &mut Vec<Said<'a>>,
) {
    thread.push(Said {
        id: &note.id,
        depth,
        author: note.author.as_deref(),
        status: note.status.as_str(),
        created: note.created.map(|time| time.to_string()),
        replacement: note.replacement.as_deref(),
        html: rendering.note(home, note),
    });
    if depth == DEEPEST {
        return;
    }
    let answers = home
        .notes
        .values()
        .filter(|it| it.reply_to.as_ref() == Some(&note.id));
    let mut answers: Vec<&Note> = answers.map(|it| &**it).collect();
    answers.sort_by_key(|it| (it.created, it.id.as_str()));
    for answer in answers {
        // A note that answers itself, or two that answer each other, are in the thread once.
        if !thread.iter().any(|said| said.id == answer.id) {
            collect(home, answer, depth + 1, rendering, thread);
        }
    }
}
