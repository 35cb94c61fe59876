//! What a new import does to an article's notes: how many find their words, before and after.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use serde::Serialize;

use super::save::Folder;
use super::stored::ARTICLE;
use crate::anchor::{Request, Revision, State, Text};
use crate::content::{Note, TextFile};
use crate::document::{self, Options};

/// Passages of notes by what became of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct NoteStates {
    pub ok: usize,
    pub moved: usize,
    pub confirm: usize,
    pub orphan: usize,
}

/// The notes of an article before and after an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct NoteChange {
    pub before: NoteStates,
    pub after: NoteStates,
}

impl NoteStates {
    /// Those that are not shown in their place.
    pub fn lost(self) -> usize {
        self.confirm + self.orphan
    }

    fn add(&mut self, state: State) {
        match state {
            State::Ok => self.ok += 1,
            State::Moved => self.moved += 1,
            State::Confirm => self.confirm += 1,
            State::Orphan => self.orphan += 1,
        }
    }
}

/// What an article's new text does to its notes; None when it has none, or its text stays as it is.
pub(super) fn change(folder: &Folder<'_>, slug: &str, new: Option<&str>) -> Option<NoteChange> {
    let new = new?;
    let old = folder.read(ARTICLE)?;
    if old == new.as_bytes() {
        return None;
    }
    let notes = notes(&folder.path(), slug);
    if notes.is_empty() {
        return None;
    }
    let old = String::from_utf8_lossy(&old);
    Some(NoteChange {
        before: states(folder, slug, &notes, &old),
        after: states(folder, slug, &notes, new),
    })
}

/// The notes in an article's folder, by file name. What cannot be read is told by a build.
fn notes(folder: &Path, slug: &str) -> Vec<Note> {
    let Ok(entries) = folder.join("notes").read_dir() else {
        return Vec::new();
    };
    let mut files: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort();
    let read = |path: &std::path::PathBuf| {
        let id = path.file_name()?.to_str()?.strip_suffix(".md")?;
        let bytes = std::fs::read(path).ok()?;
        Note::read(id, slug, id, &bytes).ok().map(|(note, _)| note)
    };
    files.iter().filter_map(read).collect()
}

/// Looks for the passages of notes in an `index.md`.
fn states(folder: &Folder<'_>, slug: &str, notes: &[Note], article: &str) -> NoteStates {
    let mut states = NoteStates::default();
    let Ok(file) = TextFile::read(ARTICLE, article.as_bytes()) else {
        return states;
    };
    let plain = document::parse(file.body(), &Options::default()).plain;
    let now = Arc::new(Text::new(plain.text.as_str()));
    let targets = notes.iter().flat_map(|note| &note.targets);
    let here = targets.filter(|it| it.article.as_ref().is_none_or(|article| article == slug));
    let mut revisions: BTreeMap<Option<&str>, Revision> = BTreeMap::new();
    for target in here {
        let revision = revisions
            .entry(target.text.as_deref())
            .or_insert_with_key(|hash| {
                let then = hash.and_then(|hash| folder.read(&format!("notes/.text/{hash}.txt")));
                let then = then.and_then(|bytes| String::from_utf8(bytes).ok());
                Revision::new(
                    Arc::clone(&now),
                    then.map(|text| Arc::new(Text::new(text.as_str()))),
                )
            });
        let request = Request {
            quote: &target.quote,
            prefix: &target.prefix,
            suffix: &target.suffix,
            start: target.start,
        };
        states.add(revision.locate(&request).state);
    }
    states
}
