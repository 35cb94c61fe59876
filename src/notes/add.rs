//! A new note, or an answer to one.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde_yaml::Value;

use super::file::{KEYS, targets, time};
use super::ids::new_id;
use super::{Change, folder, kept};
use crate::content::rewrite::{compose, list};
use crate::content::{Kind, NoteStatus, Target};
use crate::corpus::{Corpus, Entry};
use crate::yaml::Refused;

/// What an editor says.
#[derive(Debug, Clone, Default)]
pub struct NewNote {
    /// A key of `people`.
    pub author: Option<String>,
    /// Absent: now.
    pub created: Option<Timestamp>,
    pub updated: Option<Timestamp>,
    pub status: NoteStatus,
    pub kind: Kind,
    /// None: it speaks of the whole article.
    pub targets: Vec<Target>,
    pub tags: Vec<String>,
    pub see: Vec<String>,
    pub assigned: Option<String>,
    /// Where it was imported from.
    pub via: Option<String>,
    /// What a suggestion would put in place of the quote.
    pub replacement: Option<String>,
    /// Markdown.
    pub body: String,
}

/// A note in the folder of `home`: its id, and the files it is made of.
///
/// # Errors
/// Never for texts that YAML can hold, which is all of them.
pub fn add(
    corpus: &Corpus,
    home: &Entry,
    note: &NewNote,
    now: Timestamp,
    taken: &BTreeSet<String>,
) -> Result<(String, Vec<Change>), Refused> {
    let (id, text) = written(corpus, home, note, None, now, taken)?;
    let mut changes = kept::keep(corpus, home, &note.targets);
    changes.push(text);
    Ok((id, changes))
}

/// An answer to the note `parent`, which lies in the folder of `home`. Targets and kind of `note` do not count.
///
/// # Errors
/// As in [`add`].
pub fn reply(
    corpus: &Corpus,
    home: &Entry,
    parent: &str,
    note: &NewNote,
    now: Timestamp,
    taken: &BTreeSet<String>,
) -> Result<(String, Vec<Change>), Refused> {
    let note = NewNote {
        targets: Vec::new(),
        kind: Kind::default(),
        ..note.clone()
    };
    let (id, text) = written(corpus, home, &note, Some(parent), now, taken)?;
    Ok((id, vec![text]))
}

fn written(
    corpus: &Corpus,
    home: &Entry,
    note: &NewNote,
    reply_to: Option<&str>,
    now: Timestamp,
    taken: &BTreeSet<String>,
) -> Result<(String, Change), Refused> {
    let slug = home.article().slug.as_str();
    let text = |text: Option<&str>| text.map_or(Value::Null, Value::from);
    let [target, targets] = targets(&note.targets);
    let kind = reply_to.is_none().then_some(note.kind.as_str());
    let values = [
        ("author", text(note.author.as_deref())),
        ("created", time(note.created.unwrap_or(now))),
        ("updated", note.updated.map_or(Value::Null, time)),
        ("status", note.status.as_str().into()),
        ("kind", text(kind)),
        target,
        targets,
        ("reply_to", text(reply_to)),
        ("tags", list(&note.tags)),
        ("see", list(&note.see)),
        ("assigned", text(note.assigned.as_deref())),
        ("via", text(note.via.as_deref())),
        ("replacement", text(note.replacement.as_deref())),
    ];
    let text = compose(&KEYS, &values, &note.body)?;
    let id = new_id(corpus, taken, &format!("{slug}\n{text}"));
    let path = format!("{}/{id}.md", folder(slug));
    Ok((id, Change::Create { path, text }))
}
