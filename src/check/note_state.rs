//! Notes that contradict themselves, questions that wait, and notes that only their author has seen.

use super::notes::at;
use super::review;
use crate::config::Config;
use crate::content::{Kind, Note, NoteStatus};
use crate::corpus::{Corpus, Entry};
use crate::diagnostic::Diagnostic;

/// Of all notes: what cannot be so, published questions without an answer, and, when the site asks for `four-eyes`,
/// published notes without a reviewer. `corpus` is what editors see.
pub fn states(config: &Config, corpus: &Corpus, reviewed: Reviewed) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (entry, note) in corpus.notes() {
        found.extend(contradictions(note));
        found.extend(unanswered(entry, note));
        if reviewed == Reviewed::All {
            found.extend(review::four_eyes(config, note));
        }
    }
    found
}

/// Which published notes are asked for a reviewer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reviewed {
    All,
    /// None here: those that have become published since a revision are asked elsewhere.
    Since,
}

/// What a note says of itself that cannot be so.
fn contradictions(note: &Note) -> Vec<Diagnostic> {
    let spans = &note.spans;
    let is_published = note.status == NoteStatus::Published;
    let says_something = !note.file.body().trim().is_empty();
    let needs_words = !matches!(note.kind, Kind::Highlight | Kind::Suggestion);
    let rules = [
        (
            is_published && note.author.is_none(),
            "a published note that nobody signed",
            "name its `author`",
            &spans.status,
        ),
        (
            is_published && needs_words && !says_something,
            "a published note that says nothing",
            "write it below the second `---`, or make it `kind: highlight`",
            &spans.status,
        ),
        (
            note.replacement.is_some() && note.kind != Kind::Suggestion,
            "a replacement, and the note is no suggestion",
            "make it `kind: suggestion`, or take `replacement` out",
            &spans.replacement,
        ),
        (
            note.kind == Kind::Suggestion && note.targets.is_empty() && note.reply_to.is_none(),
            "a suggestion for no words",
            "quote under `target` the words that it would change",
            &spans.kind,
        ),
        (
            note.updated.is_some() && note.updated < note.created,
            "updated before it was created",
            "mend one of the two times",
            &spans.updated,
        ),
    ];
    let broken = rules.into_iter().filter(|(is_so, ..)| *is_so);
    let told = broken.map(|(_, message, help, span)| {
        at(
            note,
            span.clone(),
            Diagnostic::warning("note-state", message),
        )
        .help(help)
    });
    told.collect()
}

/// Whether it is a published question to which no published reply is given. (One that has found its answer elsewhere is
/// `resolved`.) `entry` is the article in whose folder it lies.
pub fn waits_for_an_answer(entry: &Entry, note: &Note) -> bool {
    let is_open = note.kind == Kind::Question && note.status == NoteStatus::Published;
    let answers = |reply: &Note| {
        reply.reply_to.as_ref() == Some(&note.id) && reply.status == NoteStatus::Published
    };
    is_open && !entry.notes.values().any(|reply| answers(reply))
}

fn unanswered(entry: &Entry, note: &Note) -> Option<Diagnostic> {
    if !waits_for_an_answer(entry, note) {
        return None;
    }
    let message = match &note.assigned {
        Some(person) => format!("a published question waits for an answer by `{person}`"),
        None => "a published question without an answer".to_owned(),
    };
    let diagnostic = Diagnostic::info("unanswered-question", message);
    let help = "reply to it, or set it to `resolved`; `assigned` says who looks for the answer";
    Some(at(note, note.spans.kind.clone(), diagnostic).help(help))
}
