//! The plain text of an article as it was built last.

use serde::Serialize;

use super::super::answer::json;
use super::super::asked::{Answered, Asked};
use super::said::article;

#[derive(Serialize)]
struct Answer<'a> {
    slug: &'a str,
    /// As notes name it.
    hash: &'a str,
    text: &'a str,
    /// Ids of the elements that hold it, in the order of the text.
    ids: Vec<&'a str>,
}

/// Of the article that the query names.
pub(super) fn answer(asked: &Asked<'_>) -> Answered {
    let slug = asked.parameter("article").unwrap_or_default();
    let entry = article(asked.survey()?, slug)?;
    let plain = &entry.document().plain;
    let mut ids: Vec<&str> = plain.blocks.iter().map(|block| &*block.id).collect();
    ids.dedup();
    Ok(json(&Answer {
        slug: &entry.article().slug,
        hash: plain.hash(),
        text: &plain.text,
        ids,
    }))
}
