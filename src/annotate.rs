//! The notes of each article, placed: which stand in it, which speak of the whole, which have lost their words.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::anchor::{Request, Revision, State, Text};
use crate::content::{Note, Target};
use crate::corpus::{Corpus, Entry};
use crate::memo::{Key, KeyBuilder, Table};

/// The notes that an article's page shows.
#[derive(Debug, Default, PartialEq)]
pub struct Annotations {
    /// In the order of their passages; the place in this list, from 1, is a note's number.
    pub placed: Vec<Placed>,
    /// On the article as a whole, by id.
    pub whole: Vec<Arc<Note>>,
    /// Whose words are not there with certainty, by id.
    pub lost: Vec<Lost>,
    /// Answers, by the id of the note they answer, oldest first.
    pub replies: BTreeMap<String, Vec<Arc<Note>>>,
}

/// A note in its place.
#[derive(Debug, PartialEq)]
pub struct Placed {
    pub note: Arc<Note>,
    pub state: State,
    /// Its passages, in bytes of the article's plain text, the first one first; at least one.
    pub ranges: Vec<Range<usize>>,
    pub quote: String,
}

/// A note without a certain place.
#[derive(Debug, PartialEq)]
pub struct Lost {
    pub note: Arc<Note>,
    pub state: State,
    pub quote: String,
    /// Where its target stands in the note's file, in bytes.
    pub span: Range<usize>,
}

impl Annotations {
    /// Notes on the page, replies not counted.
    pub fn count(&self) -> usize {
        self.placed.len() + self.whole.len() + self.lost.len()
    }
}

/// A note with the article in whose folder it lies.
type Homed<'a> = (&'a Arc<Note>, &'a Entry);

/// Remembers where notes were found.
#[derive(Debug, Default)]
pub struct Annotator {
    tables: Table<Annotations>,
}

impl Annotator {
    /// Places all notes of a corpus, by the slug of the article that shows them.
    pub fn annotate(&mut self, corpus: &Corpus) -> BTreeMap<String, Arc<Annotations>> {
        let mut work: BTreeMap<&str, Vec<Homed<'_>>> = BTreeMap::new();
        for (entry, note) in corpus.notes() {
            for slug in shown_on(entry, note) {
                work.entry(slug).or_default().push((note, entry));
            }
        }
        let work: Vec<(&Entry, Vec<Homed<'_>>)> = work
            .into_iter()
            .filter_map(|(slug, notes)| Some((corpus.articles.get(slug)?, notes)))
            .collect();
        let placed = self.tables.get_all(
            &work,
            |(entry, notes)| key(entry, notes),
            |(entry, notes)| place(entry, notes),
        );
        work.iter()
            .zip(placed)
            .map(|((entry, _), notes)| (entry.article().slug.clone(), notes))
            .collect()
    }

    pub fn forget_unused(&mut self) {
        self.tables.forget_unused();
    }
}

/// The articles on whose pages a note stands: its own, and those that its targets name.
fn shown_on<'a>(entry: &'a Entry, note: &'a Note) -> Vec<&'a str> {
    let own = entry.article().slug.as_str();
    let mut slugs: Vec<&str> = note
        .targets
        .iter()
        .map(|target| target.article.as_deref().unwrap_or(own))
        .collect();
    if slugs.is_empty() {
        slugs.push(own);
    }
    slugs.sort_unstable();
    slugs.dedup();
    slugs
}

fn key(entry: &Entry, notes: &[Homed<'_>]) -> Key {
    let key = KeyBuilder::new("annotate")
        .with(&entry.article().slug)
        .with(&entry.document().plain.text);
    let key = notes.iter().fold(key, |key, (note, home)| {
        let key = key.with(&note.id).with(&*note.file.text);
        texts(note, home).fold(key, KeyBuilder::with)
    });
    key.key()
}

/// The kept texts that a note's targets name.
fn texts<'a>(note: &'a Note, home: &'a Entry) -> impl Iterator<Item = &'a str> {
    note.targets
        .iter()
        .filter_map(|target| home.texts.get(target.text.as_ref()?).map(|text| &**text))
}

fn place(entry: &Entry, notes: &[Homed<'_>]) -> Annotations {
    let now = Arc::new(Text::new(entry.document().plain.text.as_str()));
    let slug = &entry.article().slug;
    let mut then: BTreeMap<&str, Arc<Text>> = BTreeMap::new();
    for (note, home) in notes {
        for hash in note
            .targets
            .iter()
            .filter_map(|target| target.text.as_deref())
        {
            if let Some(text) = home.texts.get(hash) {
                then.entry(hash)
                    .or_insert_with(|| Arc::new(Text::new(&**text)));
            }
        }
    }
    let plain = Revision::new(Arc::clone(&now), None);
    let revisions: BTreeMap<&str, Revision> = then
        .iter()
        .map(|(hash, text)| {
            (
                *hash,
                Revision::new(Arc::clone(&now), Some(Arc::clone(text))),
            )
        })
        .collect();
    let mut annotations = Annotations::default();
    for (note, home) in notes {
        if let Some(parent) = &note.reply_to {
            annotations
                .replies
                .entry(parent.clone())
                .or_default()
                .push(Arc::clone(note));
            continue;
        }
        let here =
            |target: &&Target| target.article.as_deref().unwrap_or(&home.article().slug) == slug;
        let targets: Vec<&Target> = note.targets.iter().filter(here).collect();
        let Some(first) = targets.first() else {
            annotations.whole.push(Arc::clone(note));
            continue;
        };
        let mut placed = Placed {
            note: Arc::clone(note),
            state: State::Ok,
            ranges: Vec::new(),
            quote: first.quote.clone(),
        };
        for target in targets {
            let revision = target
                .text
                .as_deref()
                .and_then(|hash| revisions.get(hash))
                .unwrap_or(&plain);
            let answer = revision.locate(&request(target));
            match (answer.state, answer.candidates.into_iter().next()) {
                (state @ (State::Ok | State::Moved), Some(found)) => {
                    placed.state = if state == State::Moved {
                        state
                    } else {
                        placed.state
                    };
                    placed.ranges.push(found.range);
                }
                (state, _) => {
                    let (quote, span) = (target.quote.clone(), target.span.clone());
                    annotations.lost.push(Lost {
                        note: Arc::clone(note),
                        state,
                        quote,
                        span,
                    });
                }
            }
        }
        placed.ranges.sort_by_key(|range| (range.start, range.end));
        if !placed.ranges.is_empty() {
            annotations.placed.push(placed);
        }
    }
    let place = |placed: &Placed| {
        (
            placed.ranges.first().map(|range| (range.start, range.end)),
            placed.note.id.clone(),
        )
    };
    annotations.placed.sort_by_key(place);
    for replies in annotations.replies.values_mut() {
        replies.sort_by(|a, b| (a.created, &a.id).cmp(&(b.created, &b.id)));
    }
    annotations
}

fn request(target: &Target) -> Request<'_> {
    Request {
        quote: &target.quote,
        prefix: &target.prefix,
        suffix: &target.suffix,
        start: target.start,
    }
}
