//! What was written is taken back, as long as nobody has written there since.

use serde::{Deserialize, Serialize};

use super::super::answer::json;
use super::super::asked::{Answered, Asked};
use super::super::based_on::{self, based_on};
use super::super::refusal::Refusal;
use super::fresh::authority;
use crate::content::save::Change;
use crate::content::{Entity, refusals};
use crate::corpus::Corpus;

/// What takes a change back: the page that made it holds it, and the server nothing.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Undo {
    files: Vec<File>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// The slug of the entity; none for the list of refused names.
    entity: Option<String>,
    /// Of the file as it was written.
    based_on: String,
    /// What it was before; none: it was not there.
    before: Option<String>,
}

impl Undo {
    /// For changes of the authority list.
    pub(super) fn of(changes: &[Change]) -> Self {
        let files = changes.iter().filter_map(|change| {
            let (path, before, new) = match change {
                Change::Create { path, text } => (path, None, text),
                Change::Replace { path, old, new } => (path, Some(old.clone()), new),
                Change::Remove { .. } => return None,
            };
            let entity = path.strip_prefix("content/entities/")?.strip_suffix(".md");
            Some(File {
                entity: entity.map(str::to_owned),
                based_on: based_on(new.as_bytes()),
                before,
            })
        });
        Self {
            files: files.collect(),
        }
    }
}

/// Makes the files what they were; answers with what does it again.
pub(super) fn undo(asked: &Asked<'_>) -> Answered {
    let wanted: Undo = asked.wanted()?;
    let _writing = asked.desk.writing();
    let corpus = authority(asked)?;
    let changes = wanted.files.iter().map(|file| change(&corpus, file));
    let changes = changes.collect::<Result<Vec<_>, Refusal>>()?;
    based_on::save(asked.desk, &changes)?;
    Ok(json(&Undo::of(&changes)))
}

fn change(corpus: &Corpus, file: &File) -> Result<Change, Refusal> {
    let (path, now) = match &file.entity {
        Some(slug) => {
            let entity = corpus.entities.get(slug).map(|it| &it.meta.file);
            let entity =
                entity.ok_or_else(|| Refusal::not_found("There is no such entity any more."))?;
            (entity.path.clone(), entity.text.to_string())
        }
        None => (refusals::PATH.to_owned(), corpus.refusals.text().to_owned()),
    };
    if based_on(now.as_bytes()) != file.based_on {
        return Err(Refusal::conflict());
    }
    let Some(before) = &file.before else {
        return Ok(Change::Remove { path, old: now });
    };
    let is_sound = match &file.entity {
        Some(slug) => Entity::read(slug, &path, before.as_bytes()).is_ok(),
        None => refusals::read(before.as_bytes()).1.is_empty(),
    };
    if !is_sound {
        return Err(Refusal::unusable("This is no file of an entity."));
    }
    Ok(Change::Replace {
        path,
        old: now,
        new: before.clone(),
    })
}
