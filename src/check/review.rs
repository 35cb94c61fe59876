//! How notes come to readers: what became of their status since a revision, and whether two pairs of eyes saw them.

use std::collections::BTreeMap;

use super::notes::at;
use crate::config::Config;
use crate::content::{Note, NoteStatus};
use crate::corpus;
use crate::diagnostic::{Diagnostic, Place};
use crate::source::Snapshot;

/// The notes of a site at an earlier revision.
#[derive(Debug, Default)]
pub struct Base {
    /// What the user called the revision.
    pub name: String,
    /// Paths relative to the site's root, and bytes, in the order of their paths.
    pub notes: Vec<(String, Vec<u8>)>,
}

/// A note's file, by its id: None when it cannot be read, which is told where it is loaded.
type Notes<'a> = BTreeMap<&'a str, (&'a str, Option<Note>)>;

/// Every change of status since `base` that is not the way of a note to its readers, and notes that readers saw and
/// that are gone. A note is known by its id, wherever its article went. With `four-eyes` asked for, each note that has
/// become published since needs a reviewer.
pub fn since(base: &Base, snapshot: &Snapshot, config: &Config) -> Vec<Diagnostic> {
    let then = read(base.notes.iter().map(|(path, bytes)| (&**path, &**bytes)));
    let files = snapshot.below("content");
    let now = read(files.map(|(path, file)| (path, &*file.bytes)));
    let mut found = Vec::new();
    for (id, (_, note)) in &now {
        let (Some(note), before) = (note, then.get(id)) else {
            continue;
        };
        let before = match before {
            None => None,
            // What it was cannot be known.
            Some((_, None)) => continue,
            Some((_, Some(before))) => {
                found.extend(reworded(base, before, note));
                Some(before.status)
            }
        };
        found.extend(change(before, note, config));
        if before != Some(NoteStatus::Published) {
            found.extend(four_eyes(config, note));
        }
    }
    let gone = then.iter().filter(|(id, _)| !now.contains_key(*id));
    found.extend(gone.filter_map(|(_, (path, note))| deleted(base, path, note.as_ref()?)));
    found
}

/// Published notes that nobody but their author has seen: told when the site asks for `four-eyes`.
pub(super) fn four_eyes(config: &Config, note: &Note) -> Option<Diagnostic> {
    if note.status != NoteStatus::Published {
        return None;
    }
    let (message, span) = match (&note.reviewed_by, &note.author) {
        (None, _) => (
            "published, and nobody has reviewed it".to_owned(),
            &note.spans.status,
        ),
        (Some(_), None) => (
            "nobody signed it: who reviewed it may be who wrote it".to_owned(),
            &note.spans.reviewed_by,
        ),
        (Some(reviewer), Some(author)) if reviewer == author => (
            format!("`{author}` reviewed a note of their own"),
            &note.spans.reviewed_by,
        ),
        (Some(reviewer), _) if config.person(reviewer).is_none() => (
            format!("`{reviewer}`, who reviewed it, is nobody in `people` of postil.yaml"),
            &note.spans.reviewed_by,
        ),
        _ => return None,
    };
    let diagnostic = Diagnostic::error("four-eyes", message);
    let help = "name in `reviewed_by` somebody of `people` who is not its author, or set it back to `review`";
    Some(at(note, span.clone(), diagnostic).help(help))
}

/// Whether a reviewer is named, and is another one than the author.
fn is_reviewed(config: &Config, note: &Note) -> bool {
    note.reviewed_by.is_some() && four_eyes(config, note).is_none()
}

/// The steps that a note may take at once; `before` is None for a new one. To `published` the way leads through
/// `review`, or past somebody who is named as its reviewer: the steps between two revisions are not seen.
fn may_become(before: Option<NoteStatus>, now: NoteStatus, is_reviewed: bool) -> bool {
    use NoteStatus::{Draft, Published, Rejected, Resolved, Review};
    match (before, now) {
        (Some(before), now) if before == now => true,
        (Some(Review), Published) => true,
        (_, Published) => is_reviewed,
        (None | Some(Draft | Review), _) => true,
        (Some(Published), now) => matches!(now, Review | Resolved),
        (Some(Resolved | Rejected), now) => matches!(now, Draft | Review),
    }
}

fn change(before: Option<NoteStatus>, note: &Note, config: &Config) -> Option<Diagnostic> {
    let now = note.status;
    if may_become(before, now, is_reviewed(config, note)) {
        return None;
    }
    let was = before.map_or("new", NoteStatus::as_str);
    let help = match (before, now) {
        (_, NoteStatus::Published) => {
            "set it to `review` first, or name in `reviewed_by` who has read it and is not its author"
        }
        (Some(NoteStatus::Published), _) => {
            "readers have seen it: `review` takes it back, `resolved` closes it"
        }
        _ => "open it again first, as `draft` or `review`",
    };
    let message = match before {
        None => format!("a new note cannot begin as `{now}`"),
        Some(_) => format!("a note that was `{was}` cannot become `{now}` at once"),
    };
    let diagnostic = Diagnostic::error("note-status", message);
    Some(at(note, note.spans.status.clone(), diagnostic).help(help))
}

/// A note that stayed published while its words, or those it speaks of, became others.
fn reworded(base: &Base, before: &Note, note: &Note) -> Option<Diagnostic> {
    let stays = [before, note]
        .iter()
        .all(|note| note.status == NoteStatus::Published);
    let quotes = |note: &Note| {
        let quotes = note.targets.iter().map(|target| target.quote.clone());
        quotes.collect::<Vec<_>>()
    };
    let body = |note: &Note| note.file.body().trim().to_owned();
    let same = body(before) == body(note)
        && quotes(before) == quotes(note)
        && before.replacement == note.replacement;
    let message = format!(
        "published, and worded otherwise than at `{}`: nobody is asked to review it again",
        base.name
    );
    let diagnostic = Diagnostic::info("note-reworded", message);
    (stays && !same).then(|| {
        at(note, note.spans.status.clone(), diagnostic)
            .help("read it again; `status: review` asks somebody else to")
    })
}

fn deleted(base: &Base, path: &str, note: &Note) -> Option<Diagnostic> {
    let message = format!("a note that was published at `{}` is deleted", base.name);
    let diagnostic = Diagnostic::warning("note-deleted", message).at(Place::file(path));
    (note.status == NoteStatus::Published).then(|| {
        diagnostic.help("bring it back as `status: resolved`: what readers saw stays on record")
    })
}

fn read<'a>(files: impl Iterator<Item = (&'a str, &'a [u8])>) -> Notes<'a> {
    let mut notes = Notes::new();
    for (path, bytes) in files {
        let Some((slug, id)) = corpus::note(path) else {
            continue;
        };
        // Of two with one id the first counts, as everywhere.
        notes.entry(id).or_insert_with(|| {
            let read = Note::read(id, slug, path, bytes);
            (path, read.ok().map(|(note, _)| note))
        });
    }
    notes
}
