//! The plain text of an article as it was built last.

use serde::Serialize;

use super::super::answer::json;
use super::super::asked::{Answered, Asked};
use super::super::refusal::Refusal;
use crate::document::text_hash;

#[derive(Serialize)]
struct Answer<'a> {
    slug: &'a str,
    /// As notes name it.
    hash: String,
    text: &'a str,
}

/// Of the article that the query names.
pub(super) fn answer(asked: &Asked<'_>) -> Answered {
    let slug = asked.parameter("article").unwrap_or_default();
    let survey = asked.survey()?;
    let entry = survey.corpus.article(slug).ok_or_else(|| {
        Refusal::not_found("There is no article of this name, or it cannot be read.")
    })?;
    let text = entry.document().plain.text.as_str();
    Ok(json(&Answer {
        slug: &entry.article().slug,
        hash: text_hash(text),
        text,
    }))
}
