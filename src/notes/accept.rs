//! A suggestion is taken: its words stand in the article, it is resolved, and the other notes know where theirs are now.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::patch::{CannotPatch, patch};
use super::reanchor::{change as with_targets, retarget};
use super::{Change, Edits, by_id, change, kept};
use crate::anchor::{Revision, State, Text};
use crate::annotate::{Revisions, request};
use crate::content::article::{self, Correction};
use crate::content::article_edit::correction_item;
use crate::content::{Note, NoteStatus, Target, TextFile, rewrite};
use crate::corpus::{Corpus, Entry};
use crate::diagnostic::Place;
use crate::document::{Document, Options, parse};
use crate::yaml::Refused;

/// How a suggestion is taken.
#[derive(Debug, Clone, Default)]
pub struct Acceptance {
    /// Who does it, a key of `people`.
    pub reviewer: Option<String>,
    /// What readers are told of it.
    pub correction: Option<Correction>,
    pub options: Options,
}

/// A suggestion whose words can be put into the source.
#[derive(Debug, Clone)]
pub struct Patch<'a> {
    pub note: &'a Note,
    /// The article that changes, and the words in its plain text, in bytes.
    pub article: &'a Entry,
    pub plain: Range<usize>,
    pub replacement: &'a str,
    /// The words in the article's file, in bytes, and the Markdown that will stand there.
    pub source: Range<usize>,
    pub markdown: String,
}

/// What a suggestion comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct Accepted {
    /// All of them, or none, are to be made.
    pub changes: Vec<Change>,
    /// Notes whose passages are written anew, and notes whose words are not certain any more; ids.
    pub anchored: Vec<String>,
    pub unsure: Vec<String>,
}

/// Why a suggestion cannot be taken, and the place to do it by hand.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{why}: do it by hand at {place}")]
pub struct CannotAccept {
    pub why: Why,
    pub place: Place,
}

#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Why {
    #[error("this note is `{0}` already")]
    Closed(NoteStatus),
    #[error("it does not say what to put in place of the words (`replacement`)")]
    Nothing,
    #[error("it speaks of no words, or of several passages")]
    Passages,
    #[error("the article `{0}` is not there, or cannot be read")]
    Article(String),
    #[error("its words are not where they were with certainty")]
    Unsure,
    #[error("its words read otherwise today")]
    Reworded,
    #[error("the article does not hold these words as plain text: {0}")]
    Source(#[from] CannotPatch),
    #[error("a file cannot be changed line by line: {0}")]
    File(Refused),
}

/// Where a suggestion's words are in the source, if they can be replaced there.
///
/// # Errors
/// When they cannot.
pub fn prepare<'a>(
    corpus: &'a Corpus,
    home: &'a Entry,
    note: &'a Note,
    options: Options,
) -> Result<Patch<'a>, CannotAccept> {
    let own = |why| CannotAccept {
        why,
        place: Place::file(&*note.file.path),
    };
    if matches!(note.status, NoteStatus::Resolved | NoteStatus::Rejected) {
        return Err(own(Why::Closed(note.status)));
    }
    let replacement = note.replacement.as_deref();
    let replacement = replacement.ok_or_else(|| own(Why::Nothing))?;
    let [target] = note.targets.as_slice() else {
        return Err(own(Why::Passages));
    };
    let named = target.article.as_deref();
    let article = named.map_or(Some(home), |slug| corpus.article(slug));
    let article = article.ok_or_else(|| own(Why::Article(named.unwrap_or_default().to_owned())))?;
    let (file, document) = (&article.article().file, article.document());
    let answer = Revisions::default()
        .of(home, article, target)
        .locate(&request(target));
    let likeliest = answer.candidates.first().map(|it| it.range.clone());
    let line = likeliest.clone().map_or(0..0, |plain| {
        let sources = document.plain.sources(plain);
        sources.into_iter().next().unwrap_or(0..0)
    });
    let there = |why| CannotAccept {
        why,
        place: file.body_place(line.clone()),
    };
    let (State::Ok | State::Moved, Some(plain)) = (answer.state, likeliest) else {
        return Err(there(Why::Unsure));
    };
    if document.plain.slice(plain.clone()) != target.quote {
        return Err(there(Why::Reworded));
    }
    let put =
        |plain: &Range<usize>| patch(file.body(), document, plain.clone(), replacement, options);
    // Words that go take one of the spaces beside them along.
    let wider = replacement
        .is_empty()
        .then(|| with_space(&document.plain.text, &plain));
    let wider = wider.and_then(|wider| Some((put(&wider).ok()?, wider)));
    let ((source, markdown), plain) = match wider {
        Some(found) => found,
        None => (put(&plain).map_err(|why| there(Why::Source(why)))?, plain),
    };
    let source = file.body.start + source.start..file.body.start + source.end;
    Ok(Patch {
        note,
        article,
        plain,
        replacement,
        source,
        markdown,
    })
}

/// A range of a text with the space before it, or after it where it begins a block, if no words are left to be parted.
fn with_space(text: &str, words: &Range<usize>) -> Range<usize> {
    let before = text
        .get(..words.start)
        .and_then(|it| it.chars().next_back());
    let after = text.get(words.end..).and_then(|it| it.chars().next());
    match (before, after) {
        (Some(' '), after) if !after.is_some_and(char::is_alphanumeric) => {
            words.start - 1..words.end
        }
        (None | Some('\n'), Some(' ')) => words.start..words.end + 1,
        _ => words.clone(),
    }
}

/// The changes by which a suggestion is taken: of the article, which differs in these words alone; of the suggestion,
/// which is `resolved`; of every other note with words in the article, as far as their place is certain.
///
/// # Errors
/// When its words cannot be replaced in the source; None when there is no such note.
pub fn accept(
    corpus: &Corpus,
    id: &str,
    how: &Acceptance,
) -> Result<Option<Accepted>, CannotAccept> {
    let Some((home, note)) = by_id(corpus, id) else {
        return Ok(None);
    };
    let patch = prepare(corpus, home, note, how.options)?;
    let (text, document) = patched(&patch, how)?;
    let edits = Edits {
        status: Some(NoteStatus::Resolved),
        reviewed_by: how.reviewer.clone(),
        ..Edits::default()
    };
    let closed = change(note, &edits).map_err(|why| not_lines(&note.file.path, why))?;
    let mut moves = Moves {
        patch: &patch,
        document: &document,
        revisions: Revisions::default(),
        revised: BTreeMap::new(),
        accepted: Accepted {
            changes: vec![text],
            anchored: Vec::new(),
            unsure: Vec::new(),
        },
    };
    for home in corpus.articles.values() {
        moves.follow(home)?;
    }
    let mut accepted = moves.accepted;
    accepted.changes.extend(closed);
    accepted.unsure.dedup();
    // Texts are kept before notes name them, and dropped after.
    accepted.changes.sort_by_key(|change| match change {
        Change::Create { .. } => 0,
        Change::Replace { .. } => 1,
        Change::Remove { .. } => 2,
    });
    Ok(Some(accepted))
}

fn not_lines(path: &str, why: Refused) -> CannotAccept {
    CannotAccept {
        why: Why::File(why),
        place: Place::file(path),
    }
}

/// The article's file with the words in place, and its body read anew.
fn patched(patch: &Patch<'_>, how: &Acceptance) -> Result<(Change, Document), CannotAccept> {
    let file = &patch.article.article().file;
    let failed = |why| not_lines(&file.path, why);
    let part = |range: Range<usize>| file.text.get(range).unwrap_or_default();
    let mut text = [
        part(0..patch.source.start),
        &patch.markdown,
        part(patch.source.end..file.text.len()),
    ]
    .concat();
    let read = |text: &str| {
        let read = TextFile::read(&file.path, text.as_bytes());
        read.map_err(|_| failed(Refused::NotLines))
    };
    let document = parse(read(&text)?.body(), &how.options);
    if let Some(correction) = &how.correction {
        let item = correction_item(correction);
        let told = rewrite::edited(&read(&text)?, &article::KEYS, |edit| {
            edit.push("corrections", &item)
        });
        if let Some(Change::Replace { new, .. }) = told.map_err(failed)? {
            text = new;
        }
    }
    let change = Change::Replace {
        path: file.path.clone(),
        old: file.text.to_string(),
        new: text,
    };
    Ok((change, document))
}

/// The other notes, on their way to the new text.
struct Moves<'a> {
    patch: &'a Patch<'a>,
    /// The article as it will be.
    document: &'a Document,
    /// From kept texts to the article as it is, and as it will be, by the hash of the kept one.
    revisions: Revisions<'a>,
    revised: BTreeMap<Option<&'a str>, Revision>,
    accepted: Accepted,
}

impl<'a> Moves<'a> {
    /// The notes of one folder.
    fn follow(&mut self, home: &'a Entry) -> Result<(), CannotAccept> {
        let mut named: BTreeSet<String> = BTreeSet::new();
        let mut touched = false;
        for note in home.notes.values() {
            let mut targets = note.targets.clone();
            if note.id != self.patch.note.id {
                for (old, target) in note.targets.iter().zip(&mut targets) {
                    self.mend(home, note, old, target);
                }
            }
            if targets != note.targets {
                let change = with_targets(note, &targets);
                let change = change.map_err(|why| not_lines(&note.file.path, why))?;
                self.accepted.changes.extend(change);
                self.accepted.anchored.push(note.id.clone());
                touched = true;
            }
            named.extend(targets.into_iter().filter_map(|target| target.text));
        }
        let speaks = home.notes.values().any(|note| {
            let mut targets = note.targets.iter();
            targets.any(|target| self.is_here(home, target))
        });
        if speaks {
            self.keep(home, &named);
        }
        if touched && !home.has_unread_notes {
            let named = named.iter().map(String::as_str).collect();
            let dropped = kept::drop_unnamed(home, &named);
            self.accepted.changes.extend(dropped);
        }
        Ok(())
    }

    /// Whether a target of a note in the folder of `home` speaks of the article that changes.
    fn is_here(&self, home: &Entry, target: &Target) -> bool {
        let own = home.article().slug.as_str();
        let slug = target.article.as_deref().unwrap_or(own);
        slug == self.patch.article.article().slug
    }

    fn mend(&mut self, home: &'a Entry, note: &Note, old: &'a Target, target: &mut Target) {
        if !self.is_here(home, old) {
            return;
        }
        let revision = self.revisions.of(home, self.patch.article, old);
        let answer = revision.locate(&request(old));
        let place = answer.range();
        let place = place.filter(|_| matches!(answer.state, State::Ok | State::Moved));
        // What was not certain before is not made so.
        let Some(place) = place else { return };
        let after = self.after(&place).or_else(|| self.sought(home, old));
        match after {
            Some(range) => *target = retarget(&self.document.plain, range, target),
            None => self.accepted.unsure.push(note.id.clone()),
        }
    }

    /// Where a passage beside the words will be.
    fn after(&self, place: &Range<usize>) -> Option<Range<usize>> {
        let gone = &self.patch.plain;
        if place.end <= gone.start {
            return Some(place.clone());
        }
        let now = self.document.plain.text.len();
        let before = self.patch.article.document().plain.text.len();
        let shift = |at: usize| (at + now).checked_sub(before);
        (gone.end <= place.start).then_some(shift(place.start)?..shift(place.end)?)
    }

    /// Where a passage is that shares words with those that go, if that is certain.
    fn sought(&mut self, home: &'a Entry, old: &'a Target) -> Option<Range<usize>> {
        let now = &self.patch.article.document().plain;
        let hash = old.text.as_deref();
        let then = hash.and_then(|hash| home.texts.get(hash).map(|text| &**text));
        let then = then.or_else(|| (hash == Some(now.hash())).then_some(now.text.as_str()));
        let new = &self.document.plain.text;
        let revision = self.revised.entry(hash.filter(|_| then.is_some()));
        let revision = revision.or_insert_with(|| {
            let then = then.map(|text| Arc::new(Text::new(text)));
            Revision::new(Arc::new(Text::new(new.as_str())), then)
        });
        let answer = revision.locate(&request(old));
        let certain = matches!(answer.state, State::Ok | State::Moved);
        answer.range().filter(|_| certain)
    }

    /// Keeps the texts, as they are and as they will be, that the notes of a folder name afterwards.
    fn keep(&mut self, home: &Entry, named: &BTreeSet<String>) {
        let slug = &home.article().slug;
        for plain in [&self.patch.article.document().plain, &self.document.plain] {
            let hash = plain.hash();
            if named.contains(hash) && !home.texts.contains_key(hash) {
                self.accepted.changes.push(Change::Create {
                    path: kept::path(slug, hash),
                    text: plain.text.clone(),
                });
            }
        }
    }
}
