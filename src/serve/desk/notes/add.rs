//! A new note on chosen words or on the whole article, and an answer to a note.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::super::answer::json;
use super::super::asked::{Answered, Asked};
use super::super::refusal::Refusal;
use super::file::{known, save};
use super::said::{article, body, person, see, tags, word};
use crate::anchor::tidy;
use crate::clock;
use crate::content::{Kind, NoteStatus, Target};
use crate::corpus::Entry;
use crate::document::PlainText;
use crate::notes::{self, Change, Choice, Found, NewNote};
use crate::site::Survey;
use crate::yaml::Refused;

/// A passage as it was chosen on the page.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Passage {
    /// Characters of the article's plain text.
    start: usize,
    end: usize,
    /// The words there, and what stands around them.
    quote: String,
    #[serde(default)]
    prefix: String,
    #[serde(default)]
    suffix: String,
    /// The hash of the plain text that was counted on.
    text: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct New {
    article: String,
    passage: Option<Passage>,
    #[serde(default)]
    kind: Option<String>,
    #[serde(default)]
    replacement: Option<String>,
    #[serde(flatten)]
    said: Said,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reply {
    parent: String,
    #[serde(flatten)]
    said: Said,
}

/// What any note says.
#[derive(Debug, Deserialize)]
struct Said {
    author: Option<String>,
    #[serde(default)]
    status: Option<String>,
    #[serde(default)]
    body: String,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    see: Vec<String>,
    #[serde(default)]
    assigned: Option<String>,
}

/// A note that was written.
#[derive(Serialize)]
struct Written<'a> {
    id: &'a str,
    path: &'a str,
    /// What its file holds: the base of the next change.
    text: &'a str,
}

impl Said {
    fn note(&self, asked: &Asked<'_>, survey: &Survey) -> Result<NewNote, Refusal> {
        let author = self.author.as_deref().filter(|id| !id.is_empty());
        let known = asked.desk.author(author, &survey.config);
        let author = known.map_err(|error| {
            let message = match survey.config.people.as_slice() {
                people if people.is_empty() || author.is_some() => error.to_string(),
                _ => "choose who you are".to_owned(),
            };
            Refusal::field("author", message)
        })?;
        let assigned = self.assigned.clone().unwrap_or_default();
        person(survey, "assigned", &assigned)?;
        let status = self.status.as_deref().unwrap_or("draft");
        let status = word("status", status)?;
        if !matches!(status, NoteStatus::Draft | NoteStatus::Review) {
            let message = "a new note is a draft or goes to review";
            return Err(Refusal::field("status", message));
        }
        Ok(NewNote {
            author: Some(author),
            status,
            body: body(&self.body)?,
            tags: tags(&self.tags)?,
            see: see(&survey.corpus, &self.see)?,
            assigned: Some(assigned),
            ..NewNote::default()
        })
    }
}

/// A note in the folder of the article that is named.
pub(super) fn add(asked: &Asked<'_>) -> Answered {
    let new: New = asked.wanted()?;
    let survey = asked.survey()?;
    let home = article(survey, &new.article)?;
    let mut note = new.said.note(asked, survey)?;
    note.kind = word::<Kind>("kind", new.kind.as_deref().unwrap_or("comment"))?;
    if let Some(passage) = &new.passage {
        note.targets = vec![target(home, passage)?];
    }
    // Words can be taken out of a passage only.
    let fits = |words: &String| {
        note.kind == Kind::Suggestion && !(words.is_empty() && note.targets.is_empty())
    };
    note.replacement = new.replacement.filter(fits);
    let says = !note.body.trim().is_empty();
    match note.kind {
        Kind::Highlight if note.targets.is_empty() => {
            return Err(Refusal::unusable("Choose the words to highlight first."));
        }
        Kind::Suggestion if note.replacement.is_some() || says => {}
        Kind::Suggestion => {
            let message = "say what is to stand there instead; nothing at all takes the words out";
            return Err(Refusal::field("replacement", message));
        }
        Kind::Highlight => {}
        _ if !says => return Err(Refusal::field("body", "write what the note says")),
        _ => {}
    }
    let _writing = asked.desk.writing();
    let now = clock::now()?;
    let added = notes::add(&survey.corpus, home, &note, now, &BTreeSet::new());
    written(asked, added)
}

/// An answer beside the note that it answers.
pub(super) fn reply(asked: &Asked<'_>) -> Answered {
    let new: Reply = asked.wanted()?;
    let survey = asked.survey()?;
    let (home, parent) = known(survey, &new.parent)?;
    let note = new.said.note(asked, survey)?;
    if note.body.trim().is_empty() {
        return Err(Refusal::field("body", "write what the answer says"));
    }
    let _writing = asked.desk.writing();
    let (none, now) = (BTreeSet::new(), clock::now()?);
    let added = notes::reply(&survey.corpus, home, &parent.id, &note, now, &none);
    written(asked, added)
}

fn written(asked: &Asked<'_>, added: Result<(String, Vec<Change>), Refused>) -> Answered {
    let refused = |why| Refusal::unusable(format!("This cannot be a note: {why}."));
    let (id, changes) = added.map_err(refused)?;
    save(asked.desk, &changes)?;
    let (path, text) = match changes.last() {
        Some(Change::Create { path, text }) => (path.as_str(), text.as_str()),
        _ => ("", ""),
    };
    Ok(json(&Written {
        id: &id,
        path,
        text,
    }))
}

/// The target for a passage: exactly the words that were chosen, without white space at their ends, in whole graphemes.
///
/// # Errors
/// The words do not stand there, and it is not clear where they stand now.
fn target(home: &Entry, passage: &Passage) -> Result<Target, Refusal> {
    let plain = &home.document().plain;
    let range = place(plain, passage)?;
    let range = tidy(&plain.text, range);
    if plain.slice(range.clone()).trim().is_empty() {
        return Err(Refusal::unusable("There are no words in what is chosen."));
    }
    Ok(notes::choose_in(plain, range, None))
}

/// Bytes of the plain text.
fn place(plain: &PlainText, passage: &Passage) -> Result<Range<usize>, Refusal> {
    if plain.hash() == passage.text {
        let start = plain.byte_at(passage.start);
        let end = plain.byte_at(passage.end.max(passage.start));
        if plain.slice(start..end) == passage.quote {
            return Ok(start..end);
        }
        return Err(Refusal::unusable(
            "The words that are chosen and their place do not fit together. Choose them again.",
        ));
    }
    // The article was changed after the words were chosen: they may still stand there, and in one place.
    let choice = Choice {
        prefix: passage.prefix.clone(),
        suffix: passage.suffix.clone(),
        nth: None,
    };
    match notes::find(&plain.text, &passage.quote, &choice) {
        Found::Here(range) => Ok(range),
        _ => Err(Refusal::not_so(
            "moved",
            "The article was changed meanwhile, and the words that you chose are others now. Choose them again; what you wrote is kept.",
        )),
    }
}
