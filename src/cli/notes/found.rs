//! [`Found`]: a note with what has become of its words.

use jiff::Timestamp;
use serde::Serialize;

use crate::annotate::Whereabouts;
use crate::content::Note;
use crate::site::Survey;

/// A note as `list` and `show` print it.
#[derive(Debug, Serialize)]
pub(super) struct Found<'a> {
    pub id: &'a str,
    /// The slug of the article in whose folder it lies.
    pub article: &'a str,
    /// The slugs of other articles whose words it speaks of.
    pub also: Vec<&'a str>,
    pub path: &'a str,
    /// `ok`, `moved`, `confirm`, `orphan`: the worst of its passages; `whole` (on the article as a whole) or `reply`.
    pub state: &'static str,
    pub status: &'static str,
    pub kind: &'static str,
    pub author: Option<&'a str>,
    pub assigned: Option<&'a str>,
    pub created: Option<Timestamp>,
    pub updated: Option<Timestamp>,
    pub tags: &'a [String],
    pub reply_to: Option<&'a str>,
    /// The words it speaks of, as it has them.
    pub quote: Option<&'a str>,
}

/// Where a note stands, or does not.
#[derive(Debug, Serialize)]
pub(super) struct Passage<'a> {
    /// The slug of the article.
    pub article: &'a str,
    pub state: &'static str,
    /// The words that are there now; of lost ones those that were.
    pub words: &'a str,
    /// Characters into the article's plain text; none of lost words.
    pub start: Option<usize>,
    pub end: Option<usize>,
    /// What stands around them.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub before: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub after: &'a str,
}

/// Every note of the site, article by article.
pub(super) fn all(survey: &Survey) -> Vec<Found<'_>> {
    let stand = Whereabouts::new(&survey.annotations);
    let notes = survey.corpus.notes();
    notes.map(|(_, note)| found(&stand, note)).collect()
}

pub(super) fn found<'a>(stand: &Whereabouts<'_>, note: &'a Note) -> Found<'a> {
    Found {
        id: &note.id,
        article: &note.article,
        also: note
            .targets
            .iter()
            .filter_map(|target| target.article.as_deref())
            .collect(),
        path: &note.file.path,
        state: stand.state(note),
        status: note.status.as_str(),
        kind: note.kind.as_str(),
        author: note.author.as_deref(),
        assigned: note.assigned.as_deref(),
        created: note.created,
        updated: note.updated,
        tags: &note.tags,
        reply_to: note.reply_to.as_deref(),
        quote: note.targets.first().map(|target| target.quote.as_str()),
    }
}

/// The passages of a note in all articles, in the order of the articles' slugs and of the text, the lost ones last.
pub(super) fn passages<'a>(survey: &'a Survey, note: &Note) -> Vec<Passage<'a>> {
    let mut passages = Vec::new();
    for (slug, annotations) in &survey.annotations {
        let Some(entry) = survey.corpus.article(slug) else {
            continue;
        };
        let text = entry.document().plain.text.as_str();
        for placed in annotations.placed.iter().filter(|it| it.note.id == note.id) {
            let place = |range: &std::ops::Range<usize>| {
                let (before, after) = (text.get(..range.start)?, text.get(range.end..)?);
                let words = text.get(range.clone())?;
                let start = before.chars().count();
                Some(Passage {
                    article: slug,
                    state: placed.state.as_str(),
                    words,
                    start: Some(start),
                    end: Some(start + words.chars().count()),
                    before: last(before),
                    after: first(after),
                })
            };
            passages.extend(placed.ranges.iter().filter_map(place));
        }
        for lost in annotations.lost.iter().filter(|it| it.note.id == note.id) {
            passages.push(Passage {
                article: slug,
                state: lost.state.as_str(),
                words: &lost.quote,
                start: None,
                end: None,
                before: "",
                after: "",
            });
        }
    }
    passages
}

/// Characters shown around a passage, on either side.
const AROUND: usize = 32;

pub(super) fn last(text: &str) -> &str {
    let line = text.rsplit("\n\n").next().unwrap_or(text);
    let start = line.char_indices().rev().nth(AROUND - 1);
    start.map_or(line, |(at, _)| line.get(at..).unwrap_or(line))
}

pub(super) fn first(text: &str) -> &str {
    let line = text.split("\n\n").next().unwrap_or(text);
    let end = line.char_indices().nth(AROUND);
    end.map_or(line, |(at, _)| line.get(..at).unwrap_or(line))
}
