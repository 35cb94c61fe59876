//! Notes become what they were: the undoing of what this room did.

use serde::{Deserialize, Serialize};

use super::super::answer::json;
use super::super::asked::{Answered, Asked};
use super::fresh::{Kept, Known, Written, none, once, write};
use crate::content::Note;
use crate::document::text_hash;
use crate::notes::{self, Change};

const ALONE: &str =
    "It would be published by its author alone, and here somebody else does: send it to review.";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    notes: Vec<One>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct One {
    id: String,
    based_on: String,
    /// The whole file.
    text: String,
    /// Plain texts that it was anchored to and that were dropped since.
    #[serde(default)]
    kept: Vec<String>,
}

#[derive(Serialize)]
struct Answer {
    written: Vec<Written>,
}

pub(super) fn answer(asked: &Asked<'_>) -> Answered {
    let wanted: Wanted = asked.wanted()?;
    let survey = asked.survey()?;
    once(wanted.notes.iter().map(|one| &*one.id))?;
    let known = Known::new(asked, survey);
    let must_be_two = survey.config.check.names("four-eyes");
    let _writing = asked.desk.writing();
    let (mut changes, mut written, mut refused) = (Vec::new(), Vec::new(), Vec::new());
    for one in &wanted.notes {
        let restored = known.fresh(&one.id, &one.based_on).and_then(|(_, note)| {
            let path = note.file.path.as_str();
            let read = Note::read(&one.id, &note.article, path, one.text.as_bytes());
            let (old, _) = read.map_err(|_| Kept::new(&one.id, "What it was cannot be read."))?;
            if must_be_two && notes::becomes_published_alone(Some(&note), &old) {
                return Err(Kept::new(&one.id, ALONE));
            }
            Ok((note, old))
        });
        let (note, old) = match restored {
            Ok(both) => both,
            Err(kept) => {
                refused.push(kept);
                continue;
            }
        };
        // No other texts than those that the note names.
        let named = |text: &&String| {
            let hash = text_hash(text);
            old.targets
                .iter()
                .any(|target| target.text.as_ref() == Some(&hash))
        };
        let kept = one.kept.iter().filter(named);
        changes.extend(kept.map(|text| notes::kept_text(&note.article, text)));
        let change = Change::Replace {
            path: note.file.path.clone(),
            old: note.file.text.to_string(),
            new: one.text.clone(),
        };
        written.extend(Written::of(&one.id, &change));
        changes.push(change);
    }
    if !refused.is_empty() {
        return Ok(none(&refused));
    }
    write(asked, &changes)?;
    Ok(json(&Answer { written }))
}
