//! Notes into the trash, and out of it.

use serde::{Deserialize, Serialize};

use super::super::answer::json;
use super::super::asked::{Answered, Asked};
use super::super::refusal::Refusal;
use super::file::{known, on_disk, read, unchanged};
use crate::clock;
use crate::content::{Note, trash};
use crate::corpus::Entry;
use crate::notes::{self, Change};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    id: String,
    base: String,
    /// What becomes of its answers: `take` them with it, or `keep` them. Needed where there are any.
    answers: Option<Answers>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Answers {
    Take,
    Keep,
}

#[derive(Serialize)]
struct Deleted {
    /// The name under which it can be had back.
    trash: String,
    ids: Vec<String>,
    /// The answers that were kept, and changed for it.
    changed: Vec<Changed>,
}

#[derive(Serialize)]
struct Changed {
    id: String,
    before: String,
    text: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Restore {
    trash: String,
}

#[derive(Serialize)]
struct Restored {
    paths: Vec<String>,
}

/// A note, with its answers or without them.
pub(super) fn delete(asked: &Asked<'_>) -> Answered {
    let wanted: Wanted = asked.wanted()?;
    let (home, known) = known(asked.survey()?, &wanted.id)?;
    let _writing = asked.desk.writing();
    unchanged(asked.desk, &known.file.path, &wanted.base, None)?;
    let note = read(known, &wanted.base)?;
    let below: Vec<&Note> = home.notes.values().map(|note| &**note).collect();
    let below: Vec<&Note> = below
        .into_iter()
        .filter(|other| home.thread(other).any(|above| above.id == known.id))
        .filter(|other| other.id != known.id)
        .collect();
    let answers = match wanted.answers {
        None if !below.is_empty() => {
            let (number, stand) = match below.len() {
                1 => ("One answer".to_owned(), "stands"),
                many => (format!("{many} answers"), "stand"),
            };
            let message = format!("{number} {stand} below this note.");
            return Err(Refusal::not_so("has-answers", message));
        }
        answers => answers.unwrap_or(Answers::Take),
    };
    let mut gone = vec![&*known.file.path];
    let mut changed = Vec::new();
    if answers == Answers::Take {
        gone.extend(below.iter().map(|note| &*note.file.path));
    } else {
        changed = kept(asked, home, &note)?;
    }
    let changes: Vec<Change> = changed.iter().map(|(_, change)| change.clone()).collect();
    let root = &asked.desk.root;
    let trash = trash::discard(root, &gone, &known.id, clock::now()?)?;
    if let Err(error) = notes::save(root, &changes) {
        // All or nothing: the note comes back.
        trash::restore(root, &trash)?;
        return Err(error.into());
    }
    let paths = gone.iter().copied();
    asked
        .desk
        .wrote(paths.chain(changes.iter().map(Change::path)));
    let take = answers == Answers::Take;
    let others = below.iter().filter(|_| take).map(|note| note.id.clone());
    let ids = std::iter::once(known.id.clone()).chain(others).collect();
    let changed = changed.into_iter().filter_map(|(id, change)| match change {
        Change::Replace { old, new, .. } => Some(Changed {
            id,
            before: old,
            text: new,
        }),
        _ => None,
    });
    Ok(json(&Deleted {
        trash,
        ids,
        changed: changed.collect(),
    }))
}

/// The answers to a note that goes: as they are on the disk, one step up.
fn kept(asked: &Asked<'_>, home: &Entry, note: &Note) -> Result<Vec<(String, Change)>, Refusal> {
    let direct = home.notes.values();
    let direct = direct.filter(|other| other.reply_to.as_deref() == Some(&note.id));
    let mut changes = Vec::new();
    for answer in direct {
        let Some(text) = on_disk(asked.desk, &answer.file.path)? else {
            continue;
        };
        let answer = read(answer, &text)?;
        let path = &answer.file.path;
        let refused =
            |why| Refusal::unusable(format!("{path} cannot be changed from here: {why}."));
        let change = notes::move_up(&answer, note).map_err(refused)?;
        changes.extend(change.map(|change| (answer.id.clone(), change)));
    }
    Ok(changes)
}

/// Everything that was put into the trash together.
pub(super) fn restore(asked: &Asked<'_>) -> Answered {
    let wanted: Restore = asked.wanted()?;
    let _writing = asked.desk.writing();
    let paths = trash::restore(&asked.desk.root, &wanted.trash)?;
    let gone = "This is not in the trash any more: somebody emptied it, or has put the note back.";
    let paths = paths.ok_or_else(|| Refusal::not_found(gone))?;
    asked.desk.wrote(paths.iter().map(String::as_str));
    Ok(json(&Restored { paths }))
}
