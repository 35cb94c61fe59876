//! What an editor says in a note, as a page sends it: what of it can be used.

use super::super::refusal::Refusal;
use crate::corpus::{Corpus, Entry};
use crate::site::Survey;

/// The longest body, in bytes: what nobody reads in a margin.
const LONGEST: usize = 1024 * 1024;

/// The most that a tag or another short text may hold, in characters.
const SHORT: usize = 200;

/// The article of a slug.
pub(super) fn article<'a>(survey: &'a Survey, slug: &str) -> Result<&'a Entry, Refusal> {
    survey.corpus.article(slug).ok_or_else(|| {
        Refusal::not_found("There is no article of this name, or it cannot be read.")
    })
}

/// A word of a closed set: a status, a kind.
pub(super) fn word<T: std::str::FromStr<Err = String>>(
    field: &str,
    text: &str,
) -> Result<T, Refusal> {
    text.parse()
        .map_err(|known| Refusal::field(field, format!("`{text}` is not {known}")))
}

/// Somebody among `people`; an empty name is nobody.
pub(super) fn person(survey: &Survey, field: &str, id: &str) -> Result<(), Refusal> {
    if id.is_empty() || survey.config.person(id).is_some() {
        return Ok(());
    }
    let message = format!("`{id}` is nobody in `people` of postil.yaml: add them there");
    Err(Refusal::field(field, message))
}

/// Tags as they are meant: each once, without space around it.
pub(super) fn tags(tags: &[String]) -> Result<Vec<String>, Refusal> {
    let mut all: Vec<String> = Vec::new();
    for tag in tags.iter().map(|tag| tag.trim()) {
        if tag.chars().count() > SHORT || tag.contains(char::is_control) {
            let message = format!("a tag is one line of {SHORT} characters at most");
            return Err(Refusal::field("tags", message));
        }
        if !tag.is_empty() && !all.iter().any(|known| known == tag) {
            all.push(tag.to_owned());
        }
    }
    Ok(all)
}

/// Slugs to see must name something, or they are a slip.
pub(super) fn see(corpus: &Corpus, slugs: &[String]) -> Result<Vec<String>, Refusal> {
    let is_there = |slug: &String| {
        corpus.articles.contains_key(slug)
            || corpus.pages.contains_key(slug)
            || corpus.entities.contains_key(slug)
    };
    match slugs.iter().find(|slug| !is_there(slug)) {
        None => Ok(slugs.to_vec()),
        Some(slug) => {
            let message = format!("there is no article, page or name with the slug `{slug}`");
            Err(Refusal::field("see", message))
        }
    }
}

/// Text with line feeds alone, and not too long.
pub(super) fn body(text: &str) -> Result<String, Refusal> {
    if text.len() > LONGEST {
        let message = format!(
            "this is {} KiB; a note holds {} KiB at most: make it shorter, or an article of its own",
            text.len().div_ceil(1024),
            LONGEST / 1024
        );
        return Err(Refusal::field("body", message));
    }
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}
