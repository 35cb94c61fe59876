//! The notes of each article, placed: which stand in it, which speak of the whole, which have lost their words.

mod place;
mod revisions;
mod whereabouts;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::anchor::State;
use crate::content::{Note, Target};
use crate::corpus::{Corpus, Entry};
use crate::memo::Table;

pub use revisions::{Revisions, request};
pub use whereabouts::Whereabouts;

/// The notes that an article's page shows.
#[derive(Debug, Default, PartialEq)]
pub struct Annotations {
    /// In the order of their references, which stand at the ends of passages; the place in this list, from 1, is a
    /// note's number.
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
    /// The words now that are most like it, cut to a line.
    pub nearest: Option<String>,
    /// Where its target stands in the note's file, in bytes.
    pub span: Range<usize>,
}

impl Annotations {
    /// Notes of which no passage is in its place, each once.
    pub fn only_lost(&self) -> impl Iterator<Item = &Lost> {
        let placed: BTreeSet<&str> = self.placed.iter().map(|it| it.note.id.as_str()).collect();
        let mut seen = placed;
        self.lost
            .iter()
            .filter(move |lost| seen.insert(lost.note.id.as_str()))
    }

    /// Notes on the page, replies not counted.
    pub fn count(&self) -> usize {
        self.placed.len() + self.whole.len() + self.only_lost().count()
    }
}

/// A note with the article in whose folder it lies.
type Homed<'a> = (&'a Arc<Note>, &'a Entry);

/// A page's article with the notes that it shows.
struct Work<'a> {
    entry: &'a Entry,
    notes: Vec<Homed<'a>>,
    corpus: &'a Corpus,
}

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
            for slug in shown_on(corpus, entry, note) {
                work.entry(slug).or_default().push((note, entry));
            }
        }
        let work: Vec<Work<'_>> = work
            .into_iter()
            .filter_map(|(slug, notes)| {
                let entry = corpus.articles.get(slug)?;
                Some(Work {
                    entry,
                    notes,
                    corpus,
                })
            })
            .collect();
        let placed = self.tables.get_all(&work, place::key, place::place);
        work.iter()
            .zip(placed)
            .map(|(work, notes)| (work.entry.article().slug.clone(), notes))
            .collect()
    }

    pub fn forget_unused(&mut self) {
        self.tables.forget_unused();
    }
}

/// The articles on whose pages a note stands, by slug: those that its targets name, or the one in whose folder it lies;
/// of a reply, those of the note at the head of its thread.
fn shown_on<'a>(corpus: &'a Corpus, entry: &'a Entry, note: &'a Note) -> BTreeSet<&'a str> {
    let own = entry.article().slug.as_str();
    let head = entry.thread(note).last().unwrap_or(note);
    let named: BTreeSet<&str> = head
        .targets
        .iter()
        .filter_map(|target| speaks_of(corpus, own, target))
        .collect();
    if named.is_empty() {
        BTreeSet::from([own])
    } else {
        named
    }
}

/// Whether a note in the folder of `entry` stands on the page of the article `slug`.
pub fn is_shown_on(corpus: &Corpus, entry: &Entry, note: &Note, slug: &str) -> bool {
    shown_on(corpus, entry, note).contains(slug)
}

/// The article on which a target's words are looked for: the one that it names, or the note's own where there is none
/// of that name. None when that article is not for this audience.
fn speaks_of<'a>(corpus: &Corpus, own: &'a str, target: &'a Target) -> Option<&'a str> {
    match target.article.as_deref() {
        Some(slug) if corpus.articles.contains_key(slug) => Some(slug),
        Some(slug) if corpus.withheld.contains(slug) => None,
        _ => Some(own),
    }
}

/// The article on whose page a note has its permalink: that in whose folder it lies, or else the first that shows it.
pub fn home<'a>(corpus: &'a Corpus, entry: &'a Entry, note: &Note) -> &'a Entry {
    let shown = shown_on(corpus, entry, note);
    if shown.contains(entry.article().slug.as_str()) {
        return entry;
    }
    let first = shown.first().and_then(|slug| corpus.article(slug));
    first.unwrap_or(entry)
}
