//! Notes as their files are at this moment, held to what a request was based on.

use std::collections::{BTreeMap, BTreeSet};

use axum::body::Body;
use axum::http::{Response, StatusCode};
use serde::Serialize;

use super::super::answer::json_with;
use super::super::asked::Asked;
use super::super::refusal::Refusal;
use crate::content::{Note, store};
use crate::corpus::Entry;
use crate::error::Error;
use crate::notes::{Change, save};
use crate::site::Survey;

/// Hexadecimal digits of a file's hash that a change names.
const DIGITS: usize = 32;

/// What a change of a file was based on: the beginning of its BLAKE3 hash.
pub(super) fn hash(bytes: &[u8]) -> String {
    let hex = blake3::hash(bytes).to_hex();
    hex.chars().take(DIGITS).collect()
}

/// A note that was not changed, and why.
#[derive(Debug, Serialize)]
pub(super) struct Kept {
    pub(super) id: String,
    /// For the page's script: `conflict` or `unusable`.
    pub(super) code: &'static str,
    pub(super) message: String,
    /// The hash of the file as it is now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) now: Option<String>,
}

impl Kept {
    pub(super) fn new(id: &str, message: impl Into<String>) -> Self {
        Self {
            id: id.to_owned(),
            code: "unusable",
            message: message.into(),
            now: None,
        }
    }
}

/// The answer where notes could not be changed, so that none was.
pub(super) fn none(refused: &[Kept]) -> Response<Body> {
    #[derive(Serialize)]
    struct Answer<'a> {
        error: Why<'a>,
    }

    #[derive(Serialize)]
    struct Why<'a> {
        code: &'static str,
        message: &'static str,
        refused: &'a [Kept],
    }

    let error = Why {
        code: "conflict",
        message: "Some notes could not be changed. Nothing was written.",
        refused,
    };
    json_with(StatusCode::CONFLICT, &Answer { error })
}

/// Nothing, when each id is there once.
///
/// # Errors
/// One that is there twice: the second change would undo the first.
pub(super) fn once<'a>(ids: impl Iterator<Item = &'a str>) -> Result<(), Refusal> {
    let mut seen = BTreeSet::new();
    for id in ids {
        if !seen.insert(id) {
            let message = format!("the note `{id}` is named twice");
            return Err(Refusal::bad_request(message));
        }
    }
    Ok(())
}

/// The notes of a site by their ids, for requests about many.
pub(super) struct Known<'a> {
    asked: &'a Asked<'a>,
    notes: BTreeMap<&'a str, (&'a Entry, &'a Note)>,
}

impl<'a> Known<'a> {
    pub(super) fn new(asked: &'a Asked<'a>, survey: &'a Survey) -> Self {
        let notes = survey.corpus.notes();
        Self {
            asked,
            notes: notes
                .map(|(entry, note)| (note.id.as_str(), (entry, &**note)))
                .collect(),
        }
    }

    /// The note of an id as its file is now, with the article in whose folder it lies.
    ///
    /// # Errors
    /// There is none, it cannot be read, or it is not what `based_on` says.
    pub(super) fn fresh(&self, id: &str, based_on: &str) -> Result<(&'a Entry, Note), Kept> {
        let known = self.notes.get(id).copied();
        let (entry, note) =
            known.ok_or_else(|| Kept::new(id, "There is no note of this id any more."))?;
        let path = note.file.path.as_str();
        let bytes = store::read(&self.asked.desk.root, path)
            .map_err(|_| Kept::new(id, format!("{path} cannot be read: it may be gone.")))?;
        let now = hash(&bytes);
        if now != based_on {
            return Err(Kept {
                code: "conflict",
                now: Some(now),
                ..Kept::new(id, "It was changed meanwhile, here or in another program.")
            });
        }
        let read = Note::read(id, &note.article, path, &bytes);
        let (note, _) =
            read.map_err(|_| Kept::new(id, format!("The front matter of {path} cannot be read.")))?;
        Ok((entry, note))
    }
}

/// What a written note is now, and was before.
#[derive(Debug, Serialize)]
pub(super) struct Written {
    pub(super) id: String,
    pub(super) based_on: String,
    /// The whole file as it was, which undoes the change.
    pub(super) before: String,
}

impl Written {
    /// Of a change of the note's own file.
    pub(super) fn of(id: &str, change: &Change) -> Option<Self> {
        match change {
            Change::Replace { old, new, .. } => Some(Self {
                id: id.to_owned(),
                based_on: hash(new.as_bytes()),
                before: old.clone(),
            }),
            _ => None,
        }
    }
}

/// Writes changes, and tells the builder of them.
///
/// # Errors
/// A file that is not as it was read any more, or a disk that does not take one: then nothing was written that is not
/// told.
pub(super) fn write(asked: &Asked<'_>, changes: &[Change]) -> Result<(), Refusal> {
    save(&asked.desk.root, changes).map_err(|error| match error {
        Error::Usage(message) => Refusal::unusable(message),
        other => Refusal::from(other),
    })?;
    asked.desk.wrote(changes.iter().map(Change::path));
    Ok(())
}
