//! [`NoteView`]: a note as a page of the desk gets it.

use serde::Serialize;

use crate::content::{Note, Target};
use crate::corpus::Corpus;

/// A note, with the text of its file as the base of a change.
#[derive(Debug, Serialize)]
pub(super) struct NoteView {
    id: String,
    /// The article in whose folder it lies.
    article: String,
    path: String,
    /// The whole text of its file.
    text: String,
    author: Option<String>,
    created: Option<String>,
    updated: Option<String>,
    status: &'static str,
    kind: &'static str,
    /// `ok`, `moved`, `confirm`, `orphan`, `whole` or `reply`.
    state: &'static str,
    /// The words it speaks of.
    quotes: Vec<String>,
    reply_to: Option<String>,
    /// How many answer it directly.
    answers: usize,
    tags: Vec<String>,
    see: Vec<See>,
    assigned: Option<String>,
    reviewed_by: Option<String>,
    replacement: Option<String>,
    /// Markdown.
    body: String,
}

#[derive(Debug, Serialize)]
struct See {
    value: String,
    label: String,
}

/// Where a note stands on its page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing {
    pub(super) state: &'static str,
    pub(super) answers: usize,
}

impl NoteView {
    pub(super) fn new(corpus: &Corpus, note: &Note, standing: Standing) -> Self {
        let quote = |target: &Target| target.quote.clone();
        Self {
            id: note.id.clone(),
            article: note.article.clone(),
            path: note.file.path.clone(),
            text: note.file.text.to_string(),
            author: note.author.clone(),
            created: note.created.map(|time| time.to_string()),
            updated: note.updated.map(|time| time.to_string()),
            status: note.status.as_str(),
            kind: note.kind.as_str(),
            state: standing.state,
            quotes: note.targets.iter().map(quote).collect(),
            reply_to: note.reply_to.clone(),
            answers: standing.answers,
            tags: note.tags.clone(),
            see: note.see.iter().map(|slug| see(corpus, slug)).collect(),
            assigned: note.assigned.clone(),
            reviewed_by: note.reviewed_by.clone(),
            replacement: note.replacement.clone(),
            body: note.file.body().trim_end().to_owned(),
        }
    }
}

fn see(corpus: &Corpus, slug: &str) -> See {
    let article = corpus
        .article(slug)
        .map(|entry| &entry.article().meta.title);
    let page = || corpus.pages.get(slug).map(|page| &page.meta.title);
    let entity = || corpus.entities.get(slug).map(|entity| &entity.meta.name);
    let label = article.or_else(page).or_else(entity);
    See {
        value: slug.to_owned(),
        label: label.map_or(slug, String::as_str).to_owned(),
    }
}
