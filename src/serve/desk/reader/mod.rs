//! The desk's first page: every note of the reader, to be filtered and changed many at once; and the passages that need
//! an editor, each with the places that may be meant.

mod attach;
mod batch;
mod fresh;
mod list;
mod lost;
mod page;
mod restore;
mod row;
mod search;
mod suggested;
mod thread;

use super::asked::{Answered, Asked};

/// What is asked of this room.
pub(super) enum Route {
    /// The page.
    Page,
    /// All notes, or those of the article that the query names, without their bodies.
    Notes,
    /// One of them, whole, with its thread.
    Note,
    /// Which hold some words.
    Search,
    /// A passage that has lost its place, with the places that may be meant.
    Lost,
    /// Changes of many notes at once.
    Batch,
    /// A passage is given a place.
    Attach,
    /// Notes become what they were.
    Restore,
}

impl Route {
    /// By the parts of the path below `reader`.
    pub(super) fn of(parts: &[&str]) -> Option<Self> {
        match *parts {
            ["notes"] => Some(Self::Notes),
            ["note"] => Some(Self::Note),
            ["search"] => Some(Self::Search),
            ["lost"] => Some(Self::Lost),
            ["batch"] => Some(Self::Batch),
            ["attach"] => Some(Self::Attach),
            ["restore"] => Some(Self::Restore),
            _ => None,
        }
    }

    pub(super) fn writes(&self) -> bool {
        matches!(self, Self::Batch | Self::Attach | Self::Restore)
    }

    pub(super) fn answer(&self, asked: &Asked<'_>) -> Answered {
        match self {
            Self::Page => Ok(page::answer(asked)),
            Self::Notes => list::answer(asked),
            Self::Note => thread::answer(asked),
            Self::Search => search::answer(asked),
            Self::Lost => lost::answer(asked),
            Self::Batch => batch::answer(asked),
            Self::Attach => attach::answer(asked),
            Self::Restore => restore::answer(asked),
        }
    }
}
