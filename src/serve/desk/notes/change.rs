//! A note changed: some of its fields, or the whole text of its file.

use serde::{Deserialize, Serialize};

use super::super::answer::json;
use super::super::asked::{Answered, Asked};
use super::super::refusal::Refusal;
use super::file::{known, read, save, unchanged};
use super::said::{body, person, see, tags, word};
use crate::clock;
use crate::content::{Note, NoteStatus};
use crate::notes::{self, Change, Edits};
use crate::site::Survey;

const ALONE: &str = "here somebody other than its author publishes a note: send it to review";

/// What is to be different; what is absent stays.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    id: String,
    /// What the file held when this was wanted.
    base: String,
    /// Who wants it.
    by: Option<String>,
    status: Option<String>,
    kind: Option<String>,
    tags: Option<Vec<String>>,
    see: Option<Vec<String>>,
    assigned: Option<String>,
    reviewed_by: Option<String>,
    replacement: Option<String>,
    body: Option<String>,
}

/// The file as a whole.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Whole {
    id: String,
    base: String,
    text: String,
}

#[derive(Serialize)]
struct Written<'a> {
    id: &'a str,
    path: &'a str,
    /// What the file held, and what it holds.
    before: &'a str,
    text: &'a str,
}

/// Some fields of a note.
pub(super) fn change(asked: &Asked<'_>) -> Answered {
    let wanted: Wanted = asked.wanted()?;
    let survey = asked.survey()?;
    let (_, known) = known(survey, &wanted.id)?;
    let note = read(known, &wanted.base)?;
    let edits = wanted.edits(survey, &note)?;
    if survey.config.check.names("four-eyes") && notes::publishes_alone(&note, &edits) {
        return Err(Refusal::field("status", ALONE));
    }
    let changed = notes::change(&note, &edits);
    let path = &note.file.path;
    let refused = |why| Refusal::unusable(format!("{path} cannot be changed from here: {why}."));
    let new = match changed.map_err(refused)? {
        Some(Change::Replace { new, .. }) => new,
        _ => wanted.base.clone(),
    };
    put(asked, &note, &wanted.base, &new)
}

/// The text of a note's file, as it was or as an editor made it of two versions.
pub(super) fn write(asked: &Asked<'_>) -> Answered {
    let wanted: Whole = asked.wanted()?;
    let survey = asked.survey()?;
    let (_, known) = known(survey, &wanted.id)?;
    let new = body(&wanted.text)?;
    let note = read(known, &new)?;
    let before = read(known, &wanted.base).ok();
    if survey.config.check.names("four-eyes")
        && notes::becomes_published_alone(before.as_ref(), &note)
    {
        return Err(Refusal::field("status", ALONE));
    }
    put(asked, &note, &wanted.base, &new)
}

/// Puts `new` in the place of `base`.
fn put(asked: &Asked<'_>, note: &Note, base: &str, new: &str) -> Answered {
    let path = &note.file.path;
    let _writing = asked.desk.writing();
    unchanged(asked.desk, path, base, Some(new.to_owned()))?;
    if new != base {
        let change = Change::Replace {
            path: path.clone(),
            old: base.to_owned(),
            new: new.to_owned(),
        };
        save(asked.desk, &[change])?;
    }
    Ok(json(&Written {
        id: &note.id,
        path,
        before: base,
        text: new,
    }))
}

impl Wanted {
    fn edits(&self, survey: &Survey, note: &Note) -> Result<Edits, Refusal> {
        for (field, id) in [
            ("assigned", &self.assigned),
            ("reviewed_by", &self.reviewed_by),
            ("by", &self.by),
        ] {
            person(survey, field, id.as_deref().unwrap_or_default())?;
        }
        let status = self.status.as_deref().map(|status| word("status", status));
        let status = status.transpose()?;
        let kind = self.kind.as_deref().map(|kind| word("kind", kind));
        let reviewed_by = match (&self.reviewed_by, status) {
            (None, Some(status)) => self.reviewer(note, status),
            (given, _) => given.clone(),
        };
        Ok(Edits {
            status,
            kind: kind.transpose()?,
            assigned: self.assigned.clone(),
            reviewed_by,
            replacement: self.replacement.as_deref().map(body).transpose()?,
            tags: self.tags.as_deref().map(tags).transpose()?,
            see: self
                .see
                .as_deref()
                .map(|slugs| see(&survey.corpus, slugs))
                .transpose()?,
            body: self.body.as_deref().map(body).transpose()?,
            at: Some(clock::now()?),
        })
    }

    /// What `reviewed_by` becomes with a status: who publishes another's note has read it; one that is opened again is to
    /// be read again.
    fn reviewer(&self, note: &Note, status: NoteStatus) -> Option<String> {
        let by = self.by.as_deref().filter(|by| !by.is_empty());
        if status == NoteStatus::Published && note.status != status {
            let other = by.filter(|by| note.author.as_deref() != Some(*by));
            let reviewer = note.reviewed_by.as_deref();
            let reviewer = reviewer.filter(|by| note.author.as_deref() != Some(*by));
            return match (reviewer, other) {
                (None, by) => by.map(str::to_owned),
                (Some(_), _) => None,
            };
        }
        let was_seen = matches!(
            note.status,
            NoteStatus::Published | NoteStatus::Resolved | NoteStatus::Rejected
        );
        let opens = matches!(status, NoteStatus::Draft | NoteStatus::Review);
        (was_seen && opens && note.reviewed_by.is_some()).then(String::new)
    }
}
