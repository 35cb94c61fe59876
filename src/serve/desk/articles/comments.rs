//! Reader comments: taken down, and put back. None is ever lost.

use serde::{Deserialize, Serialize};

use super::super::answer::json;
use super::super::asked::{Answered, Asked};
use super::super::based_on::{self, based_on};
use super::super::refusal::Refusal;
use super::super::undo::Undo;
use super::entry;
use crate::content::save::Change;
use crate::content::{ArticleFolder, Comment, comments, comments_rewrite};

/// The comments of an article as its file has them.
#[derive(Serialize)]
pub(super) struct Shown {
    /// Nothing where there is no file.
    based_on: String,
    list: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    #[serde(flatten)]
    comment: Comment,
    is_hidden: bool,
}

/// The comments as they are then, and what takes the change back.
#[derive(Serialize)]
struct Done {
    #[serde(flatten)]
    now: Shown,
    undo: Undo,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    based_on: String,
    id: String,
    hidden: bool,
}

pub(super) fn shown(asked: &Asked<'_>, slug: &str) -> Shown {
    let bytes = ArticleFolder::new(&asked.desk.root, slug).read("comments.yaml");
    let Some(bytes) = bytes else {
        return Shown {
            based_on: String::new(),
            list: Vec::new(),
        };
    };
    let (list, _) = comments::read("comments.yaml", &bytes);
    let row = |comment: Comment| Row {
        is_hidden: comment.hidden,
        comment,
    };
    Shown {
        based_on: based_on(&bytes),
        list: list.into_iter().map(row).collect(),
    }
}

/// Takes one down or puts it back; the others keep their lines.
pub(super) fn set(asked: &Asked<'_>, slug: &str) -> Answered {
    let wanted: Wanted = asked.wanted()?;
    let _writing = asked.desk.writing();
    let entry = entry(asked.survey()?, slug)?;
    let slug = &entry.article().slug;
    let bytes = ArticleFolder::new(&asked.desk.root, slug).read("comments.yaml");
    let bytes =
        bytes.ok_or_else(|| Refusal::not_found("This article has no comments any more."))?;
    if based_on(&bytes) != wanted.based_on {
        return Err(Refusal::conflict());
    }
    let path = format!("content/articles/{slug}/comments.yaml");
    let (mut list, wrong) = comments::read(&path, &bytes);
    if let Some(wrong) = wrong.first() {
        let place = wrong.place.as_ref().map(ToString::to_string);
        let place = place.unwrap_or_default();
        let message = format!("{place}: {}. Mend it in your editor first.", wrong.message);
        return Err(Refusal::unusable(message));
    }
    let comment = list.iter_mut().find(|comment| comment.id == wanted.id);
    let comment =
        comment.ok_or_else(|| Refusal::not_found("There is no such comment any more."))?;
    comment.hidden = wanted.hidden;
    let old = String::from_utf8(bytes).unwrap_or_default();
    let places = list.into_iter().enumerate();
    let all: Vec<_> = places.map(|(at, comment)| (comment, Some(at))).collect();
    let new = comments_rewrite::rewrite(&old, &all);
    let is_other = new != old;
    let changes = is_other.then_some(Change::Replace { path, old, new });
    let changes: Vec<Change> = changes.into_iter().collect();
    based_on::save(asked.desk, &changes)?;
    let done = Done {
        now: shown(asked, slug),
        undo: Undo::of(&changes),
    };
    Ok(json(&done))
}
