//! Which room of the desk a request is for.

use super::asked::{Answered, Asked};
use super::{articles, assets, entities, import, notes, reader, review, suggestions, undo};

/// A room, with what is asked of it.
pub(super) enum Room<'a> {
    Articles(articles::Route<'a>),
    Asset(&'a str),
    Entities(entities::Route),
    Import(import::Route<'a>),
    Notes(notes::Route),
    Reader(reader::Route),
    Review(review::Route),
    Suggestions(suggestions::Route),
    Undo(undo::Route),
}

impl<'a> Room<'a> {
    /// The room of a path below the desk, decoded.
    pub(super) fn of(path: &'a str) -> Option<Self> {
        if let Some(name) = path.strip_prefix("assets/") {
            return Some(Self::Asset(name));
        }
        let parts: Vec<&str> = path.split('/').collect();
        let (first, rest) = parts.split_first()?;
        match *first {
            "" if rest.is_empty() => Some(Self::Reader(reader::Route::Page)),
            "reader" => reader::Route::of(rest).map(Self::Reader),
            "articles" => articles::Route::of(rest).map(Self::Articles),
            "entities" => entities::Route::of(rest).map(Self::Entities),
            "import" => import::Route::of(rest).map(Self::Import),
            "notes" => notes::Route::of(rest).map(Self::Notes),
            "review" => review::Route::of(rest).map(Self::Review),
            "suggestions" => suggestions::Route::of(rest).map(Self::Suggestions),
            "undo" => undo::Route::of(rest).map(Self::Undo),
            _ => None,
        }
    }

    /// Whether it changes files, so that only a POST may ask for it.
    pub(super) fn writes(&self) -> bool {
        match self {
            Self::Asset(_) | Self::Review(_) => false,
            Self::Undo(_) => true,
            Self::Articles(route) => route.writes(),
            Self::Entities(route) => route.writes(),
            Self::Import(route) => route.writes(),
            Self::Notes(route) => route.writes(),
            Self::Reader(route) => route.writes(),
            Self::Suggestions(route) => route.writes(),
        }
    }

    pub(super) fn answer(&self, asked: &Asked<'_>) -> Answered {
        match self {
            Self::Asset(name) => assets::answer(name),
            Self::Articles(route) => route.answer(asked),
            Self::Entities(route) => route.answer(asked),
            Self::Import(route) => route.answer(asked),
            Self::Notes(route) => route.answer(asked),
            Self::Reader(route) => route.answer(asked),
            Self::Review(route) => route.answer(asked),
            Self::Suggestions(route) => route.answer(asked),
            Self::Undo(route) => route.answer(asked),
        }
    }
}
