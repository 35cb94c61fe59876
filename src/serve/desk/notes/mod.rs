//! Notes, written and changed from the page that shows them.
//!
//! A change says what the file held that it is based on. Where it holds something else by then, nothing is written and
//! the answer has all three versions.

mod add;
mod change;
mod complete;
mod delete;
mod file;
mod of;
mod preview;
mod said;
mod text;
mod view;

use super::asked::{Answered, Asked};

/// What is asked of this room.
pub(super) enum Route {
    /// The plain text of an article, on which passages are counted.
    Text,
    /// The notes that an article's page shows.
    Of,
    /// Tags, and what a note can lead to, by what was typed.
    Complete,
    /// Markdown as it will read.
    Preview,
    /// A new note, an answer to one.
    Add,
    Reply,
    /// Some fields of a note, or the whole text of its file.
    Change,
    Write,
    /// Into the trash, and out of it.
    Delete,
    Restore,
}

impl Route {
    /// By the parts of the path below `notes`.
    pub(super) fn of(parts: &[&str]) -> Option<Self> {
        match *parts {
            ["text"] => Some(Self::Text),
            ["of"] => Some(Self::Of),
            ["complete"] => Some(Self::Complete),
            ["preview"] => Some(Self::Preview),
            ["add"] => Some(Self::Add),
            ["reply"] => Some(Self::Reply),
            ["change"] => Some(Self::Change),
            ["write"] => Some(Self::Write),
            ["delete"] => Some(Self::Delete),
            ["restore"] => Some(Self::Restore),
            _ => None,
        }
    }

    /// A preview writes nothing, but is asked with more than an address can hold.
    pub(super) fn writes(&self) -> bool {
        !matches!(self, Self::Text | Self::Of | Self::Complete)
    }

    pub(super) fn answer(&self, asked: &Asked<'_>) -> Answered {
        match self {
            Self::Text => text::answer(asked),
            Self::Of => of::answer(asked),
            Self::Complete => complete::answer(asked),
            Self::Preview => preview::answer(asked),
            Self::Add => add::add(asked),
            Self::Reply => add::reply(asked),
            Self::Change => change::change(asked),
            Self::Write => change::write(asked),
            Self::Delete => delete::delete(asked),
            Self::Restore => delete::restore(asked),
        }
    }
}
