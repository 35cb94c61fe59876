//! A note as a page shows it, and the list of all notes.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;

use super::shapes::{Moment, PersonRef, TitledLink};
use super::standing::{AllNotes, OnPage, Standing};
use super::view::View;
use super::{Body, Page, Plan};
use crate::annotate::{self, Annotations};
use crate::content::Note;
use crate::corpus::Entry;
use crate::entities;
use crate::links::resolve::page_output;
use crate::text::url;

/// A note with its replies.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NoteView {
    pub id: String,
    /// As in its reference mark; none when its words are not in the text.
    pub number: Option<usize>,
    /// `comment`, `context`, `correction`, `source`, `question`, `suggestion` or `highlight`
    pub kind: &'static str,
    /// `published`; in the preview also `draft`, `review`, `resolved`, `rejected`
    pub status: &'static str,
    pub author: Option<PersonRef>,
    pub created: Option<Moment>,
    pub updated: Option<Moment>,
    /// HTML.
    pub html: String,
    /// The words it speaks of.
    pub quote: Option<String>,
    /// `ok`, `moved`, `confirm`, `orphan`, `whole` (of the whole article) or `reply`
    pub state: &'static str,
    /// Its permalink.
    pub url: String,
    /// Its first words in the text.
    pub passage_url: Option<String>,
    pub tags: Vec<NoteTag>,
    /// Articles and pages it points to.
    pub see: Vec<TitledLink>,
    /// The note again, on the other articles whose words it speaks of.
    pub elsewhere: Vec<TitledLink>,
    /// What a suggestion would put in place of the quote.
    pub replacement: Option<String>,
    pub assigned: Option<PersonRef>,
    /// Oldest first.
    pub replies: Vec<NoteView>,
    /// The article it stands in.
    pub article: TitledLink,
}

/// A note's tag; it has a page when an article has the same one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NoteTag {
    pub name: String,
    /// None when no article has the tag.
    pub url: Option<String>,
}

/// `notes/index.html`: all notes, the newest first.
#[derive(Debug, Serialize)]
pub struct NotesPage {
    /// All, newest first.
    pub notes: Vec<NoteView>,
    pub total: usize,
}

const PATH: &str = "notes/index.html";

impl View<'_> {
    /// A note of those that the page of the article `entry` shows, as the page `from` shows it, replies included.
    pub fn note(
        &self,
        from: &str,
        entry: &Entry,
        notes: &Annotations,
        note: &Note,
        standing: Standing<'_>,
    ) -> NoteView {
        let mut depth = 0;
        self.thread(from, entry, notes, note, standing, &mut depth)
    }

    fn thread(
        &self,
        from: &str,
        entry: &Entry,
        notes: &Annotations,
        note: &Note,
        standing: Standing<'_>,
        depth: &mut usize,
    ) -> NoteView {
        let home = self.home(note).unwrap_or(entry);
        let output = home.output();
        *depth += 1;
        let replies = answers(notes, note, *depth)
            .into_iter()
            .map(|answer| self.thread(from, entry, notes, answer, Standing::REPLY, depth))
            .collect();
        *depth -= 1;
        NoteView {
            id: note.id.clone(),
            number: standing.number,
            kind: note.kind.as_str(),
            status: note.status.as_str(),
            author: note.author.as_deref().map(|id| self.person(from, id)),
            created: note.created.map(Into::into),
            updated: note.updated.map(Into::into),
            html: self.note_html(from, note),
            quote: standing.quote.map(str::to_owned),
            state: standing.state,
            url: url::relative_to(from, &output, &format!("note-{}", note.id)),
            passage_url: standing
                .number
                .map(|_| url::relative_to(from, &entry.output(), &format!("mark-{}", note.id))),
            tags: note
                .tags
                .iter()
                .map(|tag| self.note_tag(from, tag))
                .collect(),
            see: note
                .see
                .iter()
                .filter_map(|slug| self.see(from, slug))
                .collect(),
            elsewhere: self.elsewhere(from, entry, note),
            replacement: note.replacement.clone(),
            assigned: note.assigned.as_deref().map(|id| self.person(from, id)),
            replies,
            article: TitledLink {
                title: home.article().meta.title.clone(),
                url: url::relative(from, &output),
            },
        }
    }

    /// The article on whose page a note has its permalink.
    pub(super) fn home(&self, note: &Note) -> Option<&Entry> {
        let entry = self.corpus.article(&note.article)?;
        Some(annotate::home(self.corpus, entry, note))
    }

    fn note_tag(&self, from: &str, name: &str) -> NoteTag {
        let tag = self.tag(from, name);
        NoteTag {
            url: (tag.count > 0).then_some(tag.url),
            name: name.to_owned(),
        }
    }

    /// A note that speaks of several articles, as the others than `entry` show it.
    fn elsewhere(&self, from: &str, entry: &Entry, note: &Note) -> Vec<TitledLink> {
        let own = entry.article().slug.as_str();
        let targets = note.targets.iter();
        let named: BTreeSet<&str> = targets
            .map(|target| target.article.as_deref().unwrap_or(&note.article))
            .filter(|slug| *slug != own)
            .collect();
        let others = named
            .into_iter()
            .filter_map(|slug| self.corpus.article(slug));
        others
            .map(|other| TitledLink {
                title: other.article().meta.title.clone(),
                url: url::relative_to(from, &other.output(), &format!("note-{}", note.id)),
            })
            .collect()
    }

    /// The article, page or entity that a note points to; one that is not there is told elsewhere.
    fn see(&self, from: &str, slug: &str) -> Option<TitledLink> {
        if let Some(entry) = self.corpus.article(slug) {
            let title = entry.article().meta.title.clone();
            return Some(TitledLink {
                title,
                url: url::relative(from, &entry.output()),
            });
        }
        if let Some(page) = self.corpus.pages.get(slug) {
            return Some(TitledLink {
                title: page.meta.title.clone(),
                url: url::relative(from, &page_output(slug)),
            });
        }
        let slug = self.corpus.merged.get(slug).map_or(slug, String::as_str);
        let entity = self.corpus.entities.get(slug)?;
        Some(TitledLink {
            title: entity.meta.name.clone(),
            url: url::relative(from, &entities::output(slug)),
        })
    }

    /// Notes of which one page shows those of many articles.
    pub(super) fn notes_of<'n>(
        &self,
        from: &str,
        notes: impl Iterator<Item = &'n OnPage<'n>>,
    ) -> Vec<NoteView> {
        let notes: Vec<&OnPage<'_>> = notes.collect();
        let note = |on: &OnPage<'_>| self.note(from, on.entry, on.notes, on.note, on.standing);
        notes.into_par_iter().map(note).collect()
    }
}

/// Replies to replies are shown no deeper, but one after the other: Tera nests 20 components at most.
const MAX_THREAD: usize = 8;

/// What is shown below a note that is itself at this depth, from 1.
fn answers<'a>(notes: &'a Annotations, note: &Note, depth: usize) -> Vec<&'a Arc<Note>> {
    let to = |note: &Note| {
        let replies = notes.replies.get(&note.id);
        replies.into_iter().flatten().rev()
    };
    let mut shown = Vec::new();
    let mut waiting: Vec<&Arc<Note>> = to(note).collect();
    while let Some(answer) = waiting.pop().filter(|_| depth <= MAX_THREAD) {
        shown.push(answer);
        if depth == MAX_THREAD {
            waiting.extend(to(answer));
        }
    }
    shown
}

/// The list of all notes, when there is one.
pub fn plan<'a>(view: &View<'a>) -> Option<Plan<'a>> {
    let all: &'a AllNotes<'a> = view.notes;
    all.newest().next()?;
    let origin = all.origin("notes", view, all.newest());
    Some(Plan::new(PATH.to_owned(), page).from(origin))
}

fn page(view: &View<'_>) -> Page {
    let notes = view.notes_of(PATH, view.notes.newest());
    let body = NotesPage {
        total: notes.len(),
        notes,
    };
    let title = view.string("notes", "Notes");
    Page::new(PATH.to_owned(), title, Body::Notes(body))
}
