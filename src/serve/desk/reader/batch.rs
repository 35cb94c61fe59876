//! Many notes changed at once: all of them, or none.

use serde::{Deserialize, Serialize};

use super::super::answer::json;
use super::super::asked::{Answered, Asked};
use super::super::refusal::Refusal;
use super::fresh::{Kept, Known, Written, none, once, write};
use crate::config::Config;
use crate::content::NoteStatus;
use crate::notes::{self, Edits};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    notes: Vec<One>,
}

/// What is to be different in one note; what is absent stays. An empty text takes the value away.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct One {
    id: String,
    based_on: String,
    status: Option<String>,
    assigned: Option<String>,
    reviewed_by: Option<String>,
    tags: Option<Vec<String>>,
}

#[derive(Serialize)]
struct Answer {
    /// Those that are others now.
    written: Vec<Written>,
}

pub(super) fn answer(asked: &Asked<'_>) -> Answered {
    let wanted: Wanted = asked.wanted()?;
    let survey = asked.survey()?;
    once(wanted.notes.iter().map(|one| &*one.id))?;
    let known = Known::new(asked, survey);
    let must_be_two = survey.config.check.names("four-eyes");
    let edits: Vec<Edits> = wanted
        .notes
        .iter()
        .map(|one| edits(one, &survey.config))
        .collect::<Result<_, _>>()?;
    let _writing = asked.desk.writing();
    let (mut changes, mut written, mut refused) = (Vec::new(), Vec::new(), Vec::new());
    for (one, edits) in wanted.notes.iter().zip(&edits) {
        let changed = known.fresh(&one.id, &one.based_on).and_then(|(_, note)| {
            let not_lines = |why| Kept::new(&one.id, format!("{}: {why}", note.file.path));
            if must_be_two && notes::publishes_alone(&note, edits) {
                return Err(Kept::new(
                    &one.id,
                    "Here somebody other than its author publishes a note: send it to review, or say who read it.",
                ));
            }
            notes::change(&note, edits).map_err(not_lines)
        });
        match changed {
            Ok(Some(change)) => {
                written.extend(Written::of(&one.id, &change));
                changes.push(change);
            }
            Ok(None) => {}
            Err(kept) => refused.push(kept),
        }
    }
    if !refused.is_empty() {
        return Ok(none(&refused));
    }
    write(asked, &changes)?;
    Ok(json(&Answer { written }))
}

fn edits(one: &One, config: &Config) -> Result<Edits, Refusal> {
    let status: Option<NoteStatus> = match one.status.as_deref().map(str::parse) {
        Some(Ok(status)) => Some(status),
        Some(Err(known)) => return Err(Refusal::field("status", format!("A status is {known}."))),
        None => None,
    };
    for (field, person) in [
        ("assigned", &one.assigned),
        ("reviewed_by", &one.reviewed_by),
    ] {
        if let Some(id) = person.as_deref().filter(|id| !id.is_empty())
            && config.person(id).is_none()
        {
            let message = format!("`{id}` is nobody in `people` of postil.yaml.");
            return Err(Refusal::field(field, message));
        }
    }
    let tags = one.tags.as_ref().map(|tags| {
        let tags = tags.iter().map(|tag| tag.trim());
        tags.filter(|tag| !tag.is_empty())
            .map(str::to_owned)
            .collect()
    });
    Ok(Edits {
        status,
        assigned: one.assigned.clone(),
        reviewed_by: one.reviewed_by.clone(),
        tags,
        ..Edits::default()
    })
}
