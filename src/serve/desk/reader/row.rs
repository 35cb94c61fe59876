//! [`Row`]: what the desk shows of a note before it is opened.

use rayon::prelude::*;
use serde::Serialize;

use crate::annotate::Whereabouts;
use crate::check::note_state::waits_for_an_answer;
use crate::content::Note;
use crate::corpus::Entry;
use crate::document;

/// The longest words and quotes of a row, in characters.
const LONGEST: usize = 140;

/// Bytes of a body that are read for its first words.
const READ: usize = 400;

/// Short names: ten thousand of them are one answer.
#[derive(Debug, Serialize)]
pub(super) struct Row<'a> {
    id: &'a str,
    /// The article on whose page it stands: its place in the list of articles.
    article: usize,
    /// Others whose words it speaks of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    also: Vec<usize>,
    kind: &'static str,
    status: &'static str,
    state: &'static str,
    /// Passages that are not in their place: which, from 0, and `confirm` or `orphan`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    lost: Vec<(usize, &'static str)>,
    /// The first words of the body.
    words: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    quote: String,
    /// What a suggestion would put in the place of the quote; empty: nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    instead: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    assigned: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    created: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<String>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tags: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    reply_to: Option<&'a str>,
    /// A question without an answer.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    waits: bool,
    /// What a change has to name: the hash of the file.
    based_on: String,
}

/// A note with the article in whose folder it lies, and the places of articles in their list.
pub(super) struct Listed<'a> {
    pub(super) note: &'a Note,
    pub(super) home: &'a Entry,
    pub(super) article: usize,
    pub(super) also: Vec<usize>,
}

/// A row for each, in their order.
pub(super) fn rows<'a>(listed: &'a [Listed<'a>], stand: &Whereabouts<'_>) -> Vec<Row<'a>> {
    listed.par_iter().map(|it| row(it, stand)).collect()
}

fn row<'a>(listed: &'a Listed<'a>, stand: &Whereabouts<'_>) -> Row<'a> {
    let note = listed.note;
    let day = |time: jiff::Timestamp| time.to_string();
    let lost = stand.lost(&note.id).iter();
    let quote = note.targets.first().map(|target| target.quote.as_str());
    Row {
        id: &note.id,
        article: listed.article,
        also: listed.also.clone(),
        kind: note.kind.as_str(),
        status: note.status.as_str(),
        state: stand.state(note),
        lost: lost.map(|(at, state)| (*at, state.as_str())).collect(),
        words: first_words(note.file.body()),
        quote: short(quote.unwrap_or_default()),
        instead: note.replacement.as_deref().map(short),
        author: note.author.as_deref(),
        assigned: note.assigned.as_deref(),
        created: note.created.map(day),
        updated: note.updated.map(day),
        tags: &note.tags,
        reply_to: note.reply_to.as_deref(),
        waits: waits_for_an_answer(listed.home, note),
        based_on: super::fresh::hash(note.file.text.as_bytes()),
    }
}

/// The beginning of what a body says, without its Markdown.
fn first_words(body: &str) -> String {
    let body = body.trim_start();
    let end = (READ.min(body.len())..=body.len()).find(|at| body.is_char_boundary(*at));
    let beginning = body.get(..end.unwrap_or(body.len())).unwrap_or_default();
    let read = document::parse(beginning, &document::Options::default());
    short(&read.plain.text)
}

/// The beginning of a text, on one line.
fn short(text: &str) -> String {
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
        if line.chars().count() > LONGEST {
            return line.chars().take(LONGEST - 1).chain(['…']).collect();
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_words_are_text_on_one_line_and_never_too_long() {
        assert_eq!(
            first_words("\n\n*Nine* and\n[eight](x)\n\n- make"),
            "Nine and eight make"
        );
        for body in ["é".repeat(1000), "a b ".repeat(500), "**".repeat(300)] {
            assert!(first_words(&body).chars().count() <= LONGEST);
        }
        assert!(first_words(&"long ".repeat(100)).ends_with('…'));
    }
}
