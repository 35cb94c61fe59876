//! What changed since a revision, for whoever reviews it: a page, and the same as data.

use axum::http::StatusCode;
use serde::Serialize;

use super::answer::{html, json, moved};
use super::asked::{Answered, Asked};
use super::refusal::Refusal;
use super::{DESK, nav, page};
use crate::error::Error;
use crate::git::Repository;
use crate::review::{self, Counts, Review};

/// What is asked of this room.
pub(super) enum Route {
    Page,
    /// The page, by its name without the slash.
    NearPage,
    Data,
}

#[derive(Serialize)]
struct Answer {
    counts: Counts,
    /// The counts in words.
    summary: String,
    /// To paste into a pull request.
    markdown: String,
    #[serde(flatten)]
    review: Review,
}

/// Nothing to compare with: the site lies in no repository, or git is not there.
#[derive(Serialize)]
struct Without {
    /// A sentence for the page.
    why: String,
}

const BODY: &str = include_str!("../assets/desk/review/review.html");

impl Route {
    /// By the parts of the path below `review`.
    pub(super) fn of(parts: &[&str]) -> Option<Self> {
        match *parts {
            [] => Some(Self::NearPage),
            [""] => Some(Self::Page),
            ["data"] => Some(Self::Data),
            _ => None,
        }
    }

    pub(super) fn answer(&self, asked: &Asked<'_>) -> Answered {
        let (desk, place) = (asked.desk, asked.place);
        match self {
            Self::NearPage => Ok(moved(&format!("{}{DESK}review/", place.prefix.as_str()))),
            Self::Page => {
                let styles = ["desk.css", "list.css", "conflict.css", "review/review.css"];
                let script = Some("review/review.js");
                let body = BODY.replace("{nav}", &nav::html(place, nav::Room::Review));
                let page = page::page(desk, place, "What changed", &styles, script, &body);
                Ok(html(StatusCode::OK, page))
            }
            Self::Data => data(asked),
        }
    }
}

fn data(asked: &Asked<'_>) -> Answered {
    let root = &asked.desk.root;
    if let Err(Error::Machine(message)) = Repository::of(root) {
        let why = format!("There is no earlier version to compare with: {message}.");
        return Ok(json(&Without { why }));
    }
    let since = asked.parameter("since").map(str::trim);
    let since = since.filter(|name| !name.is_empty());
    let review = review::since(root, since).map_err(|error| match error {
        Error::Usage(message) => Refusal::field("since", message),
        Error::Machine(message) => Refusal::unusable(message),
        error @ Error::Io { .. } => error.into(),
    })?;
    let counts = review.counts();
    Ok(json(&Answer {
        summary: counts.to_string(),
        counts,
        markdown: review::markdown(&review),
        review,
    }))
}
