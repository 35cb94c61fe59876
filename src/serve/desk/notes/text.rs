//! The plain text of an article as it was built last.

use serde::Serialize;

use super::super::answer::json;
use super::super::asked::{Answered, Asked};
use super::said::article;
use crate::links::resolve::bare_title;

#[derive(Serialize)]
struct Answer<'a> {
    slug: &'a str,
    /// As notes name it.
    hash: &'a str,
    text: &'a str,
    /// Ids of the elements that hold it, in the order of the text.
    ids: Vec<&'a str>,
    /// Links whose words on the page are the title of what they lead to.
    titled: Vec<Titled>,
}

#[derive(Serialize)]
struct Titled {
    /// UTF-16 units of the text.
    start: usize,
    end: usize,
    title: String,
}

/// Of the article that the query names.
pub(super) fn answer(asked: &Asked<'_>) -> Answered {
    let slug = asked.parameter("article").unwrap_or_default();
    let survey = asked.survey()?;
    let entry = article(survey, slug)?;
    let document = entry.document();
    let plain = &document.plain;
    let units = |end: usize| plain.slice(0..end).encode_utf16().count();
    let titled = document.links.iter().filter_map(|link| {
        let title = bare_title(&survey.corpus, document, link)?;
        let (start, end) = (units(link.plain.start), units(link.plain.end));
        Some(Titled { start, end, title })
    });
    let mut ids: Vec<&str> = plain.blocks.iter().map(|block| &*block.id).collect();
    ids.dedup();
    Ok(json(&Answer {
        slug: &entry.article().slug,
        hash: plain.hash(),
        text: &plain.text,
        ids,
        titled: titled.collect(),
    }))
}
