//! Files of articles become what they were before a change, as long as nobody has written there since.
//!
//! The page that made the change holds what takes it back, and the server nothing.

use serde::{Deserialize, Serialize};

use super::answer::json;
use super::asked::{Answered, Asked};
use super::based_on::{self, based_on};
use super::refusal::Refusal;
use crate::content::save::Change;
use crate::content::{Article, Note, comments, store};
use crate::corpus::Entry;
use crate::error::Error;
use crate::notes;

/// What is asked of this room.
pub(super) enum Route {
    /// Some files become what they were.
    Undo,
}

impl Route {
    /// By the parts of the path below `undo`.
    pub(super) fn of(parts: &[&str]) -> Option<Self> {
        match *parts {
            [] => Some(Self::Undo),
            _ => None,
        }
    }

    pub(super) fn answer(&self, asked: &Asked<'_>) -> Answered {
        match self {
            Self::Undo => undo(asked),
        }
    }
}

/// What takes a change back.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Undo {
    files: Vec<File>,
}

/// A file in the folder of an article.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// The slug.
    article: String,
    what: What,
    /// Of the file as it was written; none: it was taken away.
    based_on: Option<String>,
    /// What it was before; none: it was not there.
    before: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum What {
    /// The article itself.
    Text,
    Comments,
    /// A note, by its id.
    Note(String),
    /// A plain text that notes were anchored to, by its hash.
    Kept(String),
}

impl Undo {
    /// For changes of files in the folders of articles; of others it takes back nothing.
    pub(super) fn of(changes: &[Change]) -> Self {
        let files = changes.iter().filter_map(|change| {
            let (article, what) = named(change.path())?;
            let (new, before) = match change {
                Change::Create { text, .. } => (Some(text), None),
                Change::Replace { old, new, .. } => (Some(new), Some(old.clone())),
                Change::Remove { old, .. } => (None, Some(old.clone())),
            };
            Some(File {
                article: article.to_owned(),
                what,
                based_on: new.map(|text| based_on(text.as_bytes())),
                before,
            })
        });
        Self {
            files: files.collect(),
        }
    }
}

/// The article of a path, and what of it the file is.
fn named(path: &str) -> Option<(&str, What)> {
    let inside = path.strip_prefix("content/articles/")?;
    let Some((slug, rest)) = inside.split_once('/') else {
        return Some((inside.strip_suffix(".md")?, What::Text));
    };
    let what = match rest {
        "index.md" => What::Text,
        "comments.yaml" => What::Comments,
        rest => {
            let note = rest.strip_prefix("notes/")?;
            match note.strip_prefix(".text/") {
                Some(kept) => What::Kept(kept.strip_suffix(".txt")?.to_owned()),
                None => What::Note(note.strip_suffix(".md")?.to_owned()),
            }
        }
    };
    Some((slug, what))
}

fn undo(asked: &Asked<'_>) -> Answered {
    let wanted: Undo = asked.wanted()?;
    let survey = asked.survey()?;
    let must_be_two = survey.config.check.names("four-eyes");
    let _writing = asked.desk.writing();
    let mut changes = Vec::new();
    for file in &wanted.files {
        let gone = "There is no article of this name any more.";
        let home = survey.corpus.article(&file.article);
        let home = home.ok_or_else(|| Refusal::not_found(gone))?;
        let change = change(asked, home, file)?;
        if must_be_two && change.as_ref().is_some_and(|it| publishes_alone(file, it)) {
            let message = "A note would be published by its author alone, and here somebody else does: send it to review. Nothing was taken back.";
            return Err(Refusal::unusable(message));
        }
        changes.extend(change);
    }
    // Texts are kept before notes name them, and dropped after.
    changes.sort_by_key(|change| match change {
        Change::Create { .. } => 0,
        Change::Replace { .. } => 1,
        Change::Remove { .. } => 2,
    });
    based_on::save(asked.desk, &changes)?;
    Ok(json(&Undo::of(&changes)))
}

/// The change that makes a file what it was.
fn change(asked: &Asked<'_>, home: &Entry, file: &File) -> Result<Option<Change>, Refusal> {
    let path = path(home, file)?;
    let now = match store::read(&asked.desk.root, &path) {
        Ok(bytes) => Some(bytes),
        Err(Error::Io { source, .. }) if source.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => return Err(error.into()),
    };
    if now.as_deref().map(based_on) != file.based_on {
        let message = format!("{path} was changed since. Nothing was taken back.");
        return Err(Refusal::conflict_of(message));
    }
    let text = now.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    if let Some(before) = file.before.as_deref()
        && !is_sound(&file.what, &path, before)
    {
        return Err(Refusal::unusable(format!(
            "What {path} was cannot be read."
        )));
    }
    Ok(match (text, file.before.clone()) {
        (Some(old), Some(new)) => Some(Change::Replace { path, old, new }),
        (Some(old), None) => Some(Change::Remove { path, old }),
        (None, Some(text)) => Some(Change::Create { path, text }),
        (None, None) => None,
    })
}

/// Whether a change of a file leaves a note published that nobody but its author has seen.
fn publishes_alone(file: &File, change: &Change) -> bool {
    let What::Note(id) = &file.what else {
        return false;
    };
    let read = |text: &str| Note::read(id, "undo", change.path(), text.as_bytes()).ok();
    let (before, after) = match change {
        Change::Create { text, .. } => (None, read(text)),
        Change::Replace { old, new, .. } => (read(old), read(new)),
        Change::Remove { .. } => (None, None),
    };
    let before = before.as_ref().map(|(note, _)| note);
    after.is_some_and(|(note, _)| notes::becomes_published_alone(before, &note))
}

/// Where a file is: what it is named by is known, and no path.
fn path(home: &Entry, file: &File) -> Result<String, Refusal> {
    let article = home.article();
    match &file.what {
        What::Text => Ok(article.file.path.clone()),
        What::Comments => Ok(format!("content/articles/{}/comments.yaml", article.slug)),
        What::Note(id) => {
            let note = home.notes.get(id).map(|note| note.file.path.clone());
            note.ok_or_else(|| Refusal::not_found("There is no such note any more."))
        }
        What::Kept(hash) => {
            let is_hash = !hash.is_empty() && hash.bytes().all(|it| it.is_ascii_hexdigit());
            if !is_hash {
                return Err(Refusal::not_found("There is no such text."));
            }
            Ok(notes::kept_path(&article.slug, hash))
        }
    }
}

/// Whether a text is one that such a file can hold.
fn is_sound(what: &What, path: &str, text: &str) -> bool {
    let bytes = text.as_bytes();
    match what {
        What::Text => Article::read("undo", path, bytes).is_ok(),
        What::Comments => comments::read(path, bytes).1.is_empty(),
        What::Note(id) => Note::read(id, "undo", path, bytes).is_ok(),
        What::Kept(hash) => crate::document::text_hash(text) == *hash,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_of_articles_are_named() {
        for (path, what) in [
            ("content/articles/a/index.md", Some(("a", What::Text))),
            ("content/articles/a.md", Some(("a", What::Text))),
            (
                "content/articles/a/comments.yaml",
                Some(("a", What::Comments)),
            ),
            (
                "content/articles/a/notes/k3v9q2.md",
                Some(("a", What::Note("k3v9q2".to_owned()))),
            ),
            (
                "content/articles/a/notes/.text/0a1b2c.txt",
                Some(("a", What::Kept("0a1b2c".to_owned()))),
            ),
            ("content/articles/a/import.yaml", None),
            ("content/entities/a.md", None),
            ("postil.yaml", None),
        ] {
            assert_eq!(named(path), what, "{path}");
        }
    }
}
