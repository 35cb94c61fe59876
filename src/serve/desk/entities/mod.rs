//! The authority list: what might stand on it, and what the texts mean.

mod data;
mod fresh;
mod undo;
mod write;

use axum::http::StatusCode;

use super::answer::{html, json, moved};
use super::asked::{Answered, Asked};
use super::{DESK, nav, page};

pub(super) use data::Memo;

/// What is asked of this room.
pub(super) enum Route {
    Page,
    /// The page, by its name without the slash.
    NearPage,
    Data,
    /// The entities, for choosing one.
    Known,
    /// Which entities a passage names.
    Named,
    Write(write::What),
    Undo,
}

const BODY: &str = include_str!("../../assets/desk/entities/entities.html");

impl Route {
    /// By the parts of the path below `entities`.
    pub(super) fn of(parts: &[&str]) -> Option<Self> {
        match *parts {
            [] => Some(Self::NearPage),
            [""] => Some(Self::Page),
            ["data"] => Some(Self::Data),
            ["known"] => Some(Self::Known),
            ["named"] => Some(Self::Named),
            ["undo"] => Some(Self::Undo),
            [what] => write::What::of(what).map(Self::Write),
            _ => None,
        }
    }

    pub(super) fn writes(&self) -> bool {
        matches!(self, Self::Write(_) | Self::Undo)
    }

    pub(super) fn answer(&self, asked: &Asked<'_>) -> Answered {
        let (desk, place) = (asked.desk, asked.place);
        match self {
            Self::NearPage => Ok(moved(&format!("{}{DESK}entities/", place.prefix.as_str()))),
            Self::Page => {
                let styles = [
                    "desk.css", "list.css", "conflict.css", "entities/entities.css",
                ];
                let script = Some("entities/entities.js");
                let body = BODY.replace("{nav}", &nav::html(place, nav::Room::Entities));
                let page = page::page(desk, place, "Entities", &styles, script, &body);
                Ok(html(StatusCode::OK, page))
            }
            Self::Data => Ok(json(&data::data(asked)?)),
            Self::Known => Ok(json(&data::known(asked.survey()?))),
            Self::Named => data::named(asked),
            Self::Write(what) => what.answer(asked),
            Self::Undo => undo::undo(asked),
        }
    }
}
