//! Where the notes of one page stand.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::revisions::{Revisions, kept, request};
use super::{Annotations, Lost, Placed, Work, speaks_of};
use crate::anchor::{Answer, Revision, State};
use crate::content::{Note, Target};
use crate::corpus::Entry;
use crate::memo::{Key, KeyBuilder};

/// The longest nearest words that are told, in characters.
const NEAREST: usize = 80;

/// All that [`place`] reads.
pub(super) fn key(work: &Work<'_>) -> Key {
    let key = KeyBuilder::new("annotate")
        .with(&work.entry.article().slug)
        .with(&work.entry.document().plain.text);
    // Thousands of notes may name one text: it is read once.
    let mut seen = BTreeSet::new();
    let key = work.notes.iter().fold(key, |key, (note, home)| {
        let key = key
            .with(&note.id)
            .with(&note.article)
            .with(&note.file.path)
            .with(&*note.file.text);
        let named = |target| (work.speaks_of(home, target), work.is_there(target));
        let key = key.with_value(&note.targets.iter().map(named).collect::<Vec<_>>());
        let texts = note.targets.iter().filter_map(|target| kept(home, target));
        texts.fold(key, |key, ((slug, hash), text)| {
            let key = key.with(slug).with(hash);
            if seen.insert((slug, hash)) {
                key.with(text)
            } else {
                key
            }
        })
    });
    key.key()
}

impl Work<'_> {
    fn speaks_of<'a>(&self, home: &'a Entry, target: &'a Target) -> Option<&'a str> {
        speaks_of(self.corpus, &home.article().slug, target)
    }

    /// Whether there is an article of the name that a target gives.
    fn is_there(&self, target: &Target) -> bool {
        let mut named = target.article.iter();
        named.all(|slug| self.corpus.articles.contains_key(slug))
    }

    /// The passages of a note that are looked for on this page, with the texts to look in.
    fn passages<'a>(
        &'a self,
        note: &'a Note,
        home: &'a Entry,
        revisions: &mut Revisions<'a>,
    ) -> Vec<(&'a Target, Arc<Revision>)> {
        let slug = self.entry.article().slug.as_str();
        let here = |target: &&Target| self.speaks_of(home, target) == Some(slug);
        let targets = note.targets.iter().filter(here);
        let targets = targets.map(|target| (target, revisions.of(home, self.entry, target)));
        targets.collect()
    }
}

pub(super) fn place(work: &Work<'_>) -> Annotations {
    let mut revisions = Revisions::default();
    let mut annotations = Annotations::default();
    let mut sought = Vec::new();
    for (note, home) in &work.notes {
        if let Some(parent) = &note.reply_to {
            let replies = annotations.replies.entry(parent.clone()).or_default();
            replies.push(Arc::clone(note));
            continue;
        }
        let passages = work.passages(note, home, &mut revisions);
        if passages.is_empty() {
            annotations.whole.push(Arc::clone(note));
        } else {
            sought.push((*note, passages));
        }
    }
    let find = |(target, revision): &(&Target, Arc<Revision>)| revision.locate(&request(target));
    let answers: Vec<Vec<Answer>> = sought
        .par_iter()
        .map(|(_, passages)| passages.iter().map(find).collect())
        .collect();
    for ((note, passages), answers) in sought.iter().zip(answers) {
        let targets = passages.iter().map(|(target, _)| *target);
        let (placed, lost) = sort_out(work, note, targets.zip(answers));
        annotations.placed.extend(placed);
        annotations.lost.extend(lost);
    }
    // References stand where passages end: a note within another is numbered before it.
    annotations.placed.sort_by_cached_key(|placed| {
        let ends = placed.ranges.iter().map(|range| (range.end, range.start));
        (ends.min(), placed.note.id.clone())
    });
    for replies in annotations.replies.values_mut() {
        replies.sort_by(|a, b| (a.created, &a.id).cmp(&(b.created, &b.id)));
    }
    annotations
}

/// A note in its place, if any of its passages has one, and the passages that have none.
fn sort_out<'a>(
    work: &Work<'_>,
    note: &Arc<Note>,
    found: impl Iterator<Item = (&'a Target, Answer)>,
) -> (Option<Placed>, Vec<Lost>) {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut lost = Vec::new();
    let (mut worst, mut quote) = (State::Ok, None);
    for (target, answer) in found {
        quote = quote.or_else(|| Some(target.quote.clone()));
        let state = if work.is_there(target) {
            answer.state
        } else {
            State::Orphan
        };
        let best = answer.candidates.first().map(|best| best.range.clone());
        match (state, best) {
            (State::Ok | State::Moved, Some(range)) => {
                worst = if state == State::Moved { state } else { worst };
                ranges.push(range);
            }
            (state, best) => {
                let plain = &work.entry.document().plain;
                let nearest = best.and_then(|range| plain.text.get(range));
                lost.push(Lost {
                    note: Arc::clone(note),
                    state,
                    quote: target.quote.clone(),
                    nearest: nearest.map(|words| words.chars().take(NEAREST).collect()),
                    span: target.span.clone(),
                });
            }
        }
    }
    ranges.sort_by_key(|range| (range.start, range.end));
    let placed = (!ranges.is_empty()).then(|| Placed {
        note: Arc::clone(note),
        state: worst,
        ranges,
        quote: quote.unwrap_or_default(),
    });
    (placed, lost)
}
