//! Notes, written and changed from the page that shows them.

mod text;

use super::asked::{Answered, Asked};

/// What is asked of this room.
pub(super) enum Route {
    /// The plain text of an article, on which passages are counted.
    Text,
}

impl Route {
    /// By the parts of the path below `notes`.
    pub(super) fn of(parts: &[&str]) -> Option<Self> {
        match *parts {
            ["text"] => Some(Self::Text),
            _ => None,
        }
    }

    pub(super) fn writes(&self) -> bool {
        match self {
            Self::Text => false,
        }
    }

    pub(super) fn answer(&self, asked: &Asked<'_>) -> Answered {
        match self {
            Self::Text => text::answer(asked),
        }
    }
}
