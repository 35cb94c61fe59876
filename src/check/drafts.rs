//! What readers do not see yet: nothing is wrong with it, but a managing editor wants to know.

use crate::content::{Note, NoteStatus, Status, Target};
use crate::corpus::{Corpus, Entry};
use crate::diagnostic::{Diagnostic, Place};

/// Articles, pages and notes that are not published, and published notes that are hidden by something that is not.
/// `corpus` is what editors see.
pub fn drafts(corpus: &Corpus) -> Vec<Diagnostic> {
    let articles = corpus
        .articles
        .values()
        .map(|entry| (entry.article().meta.status, &entry.article().file.path));
    let pages = corpus
        .pages
        .values()
        .map(|page| (page.meta.status, &page.meta.file.path));
    let mut found: Vec<Diagnostic> = articles
        .chain(pages)
        .filter_map(|(status, path)| {
            let message = match status {
                Status::Published => return None,
                Status::Draft => "a draft: readers do not see it",
                Status::Review => "in review: readers do not see it",
            };
            Some(info("draft", path, message))
        })
        .collect();
    found.extend(corpus.notes().filter_map(|(entry, note)| {
        let path = &note.file.path;
        match note.status {
            NoteStatus::Draft => Some(info("draft", path, "a draft of a note")),
            NoteStatus::Review => Some(info("draft", path, "a note in review")),
            NoteStatus::Resolved | NoteStatus::Rejected => None,
            NoteStatus::Published => hidden(corpus, entry, note)
                .map(|why| info("hidden-note", path, why).help("publish both, or neither")),
        }
    }));
    found
}

/// Why readers do not see a published note.
fn hidden(corpus: &Corpus, entry: &Entry, note: &Note) -> Option<&'static str> {
    if entry.is_draft() {
        return Some("a published note of an article that is not published");
    }
    let is_of_draft = |target: &Target| {
        let named = target
            .article
            .as_ref()
            .and_then(|slug| corpus.article(slug));
        named.is_some_and(Entry::is_draft)
    };
    if !note.targets.is_empty() && note.targets.iter().all(is_of_draft) {
        return Some("a published note on words of an article that is not published");
    }
    let parent = entry.notes.get(note.reply_to.as_ref()?)?;
    let why = "a published reply to a note that is not published";
    (parent.status != NoteStatus::Published).then_some(why)
}

fn info(code: &'static str, path: &str, message: &str) -> Diagnostic {
    Diagnostic::info(code, message).at(Place::file(path))
}
