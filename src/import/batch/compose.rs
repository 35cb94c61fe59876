//! A reading → the bytes of an article's files.

use super::super::markdown::to_markdown;
use super::super::reading::{Evidence, Reading};
use super::record::Source;
use crate::content::article::{self, ArticleMeta, Inferred, SourceFile};
use crate::content::{Comment, Status};
use crate::error::{Error, Result};

/// `index.md`: front matter and body. `added` is the day it came into the reader.
pub(super) fn article(reading: &Reading, source: &Source, added: Option<&str>) -> Result<String> {
    let mut meta = meta(reading, source);
    meta.added = added.and_then(|day| day.parse().ok());
    article::to_file(&meta, &to_markdown(&reading.body))
        .map_err(|error| Error::Machine(format!("cannot write front matter: {error}")))
}

fn meta(reading: &Reading, source: &Source) -> ArticleMeta {
    let found = &reading.meta;
    let text = |field: &Option<Evidence<String>>| field.as_ref().map(|f| f.value.clone());
    ArticleMeta {
        title: text(&found.title).unwrap_or_default(),
        date: text(&found.date).and_then(|date| date.parse().ok()),
        authors: found
            .authors
            .as_ref()
            .map(|a| a.value.clone())
            .unwrap_or_default(),
        publication: text(&found.publication),
        url: found.url.clone(),
        retrieved: found.retrieved.as_ref().and_then(|day| day.parse().ok()),
        language: found.language.clone(),
        section: text(&found.section),
        description: text(&found.description),
        credits: text(&found.credits),
        disclaimer: text(&found.disclaimer),
        rights: text(&found.rights),
        status: Status::Draft,
        source: Some(SourceFile {
            file: source.file.clone(),
            sha256: source.sha256.clone(),
        }),
        inferred: found
            .inferred
            .iter()
            .map(|(field, guess)| Inferred {
                field: (*field).to_owned(),
                value: guess.value.clone().into(),
                lines: guess.lines.clone(),
                why: guess.why.clone(),
            })
            .collect(),
        ..reading.front_matter.as_deref().cloned().unwrap_or_default()
    }
}

/// The comments as `comments.yaml` has them.
pub(super) fn comments(reading: &Reading) -> Vec<Comment> {
    reading
        .comments
        .iter()
        .map(|comment| Comment {
            id: comment.id.clone(),
            author: comment.author.clone(),
            date: comment.date.clone(),
            reply_to: comment.reply_to.clone(),
            lines: range(&comment.lines),
            text: comment.text.clone(),
            hidden: false,
        })
        .collect()
}

/// First and last line.
fn range(lines: &[usize]) -> String {
    match (lines.first(), lines.last()) {
        (Some(first), Some(last)) if first != last => format!("{first}-{last}"),
        (Some(first), _) => first.to_string(),
        _ => String::new(),
    }
}
