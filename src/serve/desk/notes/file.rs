//! A note's file as it is on the disk, and changes of it.

use super::super::Desk;
use super::super::refusal::{Refusal, Versions};
use crate::content::{Note, store};
use crate::corpus::Entry;
use crate::error::Error;
use crate::notes::{self, Change};
use crate::site::Survey;

/// A note that the site knows: where it lies.
pub(super) fn known<'a>(survey: &'a Survey, id: &str) -> Result<(&'a Entry, &'a Note), Refusal> {
    notes::by_id(&survey.corpus, id).ok_or_else(|| {
        Refusal::not_found(
            "There is no note of this id, or its file cannot be read. It may have been deleted.",
        )
    })
}

/// What the file at a path holds; none where there is none.
pub(super) fn on_disk(desk: &Desk, path: &str) -> Result<Option<String>, Refusal> {
    match store::read(&desk.root, path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(Error::Io { source, .. }) if source.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The note that a text of the file of `known` says.
///
/// # Errors
/// It is not one that can be read.
pub(super) fn read(known: &Note, text: &str) -> Result<Note, Refusal> {
    let (id, article, path) = (&known.id, &known.article, &known.file.path);
    let read = Note::read(id, article, path, text.as_bytes());
    read.map(|(note, _)| note).map_err(|found| {
        let why = found.first().map_or("", |found| &*found.message);
        Refusal::unusable(format!("{path} cannot be read as a note: {why}"))
    })
}

/// Nothing, when the file at a path still holds `base`.
///
/// # Errors
/// A conflict, with what was wanted (`ours`).
pub(super) fn unchanged(
    desk: &Desk,
    path: &str,
    base: &str,
    ours: Option<String>,
) -> Result<(), Refusal> {
    let theirs = on_disk(desk, path)?;
    if theirs.as_deref() == Some(base) {
        return Ok(());
    }
    Err(Refusal::changed(Versions {
        path: path.to_owned(),
        base: Some(base.to_owned()),
        theirs,
        ours,
    }))
}

/// Makes the changes, and tells the builder.
pub(super) fn save(desk: &Desk, changes: &[Change]) -> Result<(), Refusal> {
    notes::save(&desk.root, changes)?;
    desk.wrote(changes.iter().map(Change::path));
    Ok(())
}
