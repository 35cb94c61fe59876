//! Notes brought up to date with the texts of today: of those whose place is certain, the words, their surroundings
//! and the kept text; of the others, a report.

use std::collections::BTreeSet;
use std::ops::Range;

use serde_yaml::Value;

use super::file::{KEYS, TARGET_KEYS, target as written};
use super::{Change, choose_in, kept};
use crate::anchor::State;
use crate::annotate::{Revisions, request};
use crate::content::rewrite::{fits, rewrite};
use crate::content::{Note, Target};
use crate::corpus::{Corpus, Entry};
use crate::document::PlainText;
use crate::yaml::{Edit, Refused};

/// What became of one passage of a note.
#[derive(Debug, Clone, PartialEq)]
pub struct Mended {
    pub id: String,
    /// The path of the note's file.
    pub path: String,
    /// The slug of the article that the passage is looked for in.
    pub article: String,
    pub state: State,
    /// The words as the note has them, and as they stand now; none for lost ones.
    pub then: String,
    pub now: Option<String>,
    /// How likely that is the place, from 0 to 1.
    pub confidence: f64,
    /// Whether the note's file says something else of it than it should.
    pub stale: bool,
}

/// Looks at the passages of the notes that `wanted` picks. The changes make every certain passage be written as it
/// stands now, keep the texts they are anchored to, and drop those that no note names any more.
///
/// # Errors
/// A note whose front matter is not written as `key: value` lines: its path, and why.
pub fn reanchor(
    corpus: &Corpus,
    wanted: impl Fn(&Note) -> bool,
) -> Result<(Vec<Mended>, Vec<Change>), (String, Refused)> {
    let mut mended = Vec::new();
    let mut changes = Vec::new();
    for home in corpus.articles.values() {
        let mut revisions = Revisions::default();
        let mut named = BTreeSet::new();
        let mut touched = false;
        for note in home.notes.values() {
            let mut targets = note.targets.clone();
            if wanted(note) {
                for pair in note.targets.iter().zip(&mut targets) {
                    mended.push(mend(corpus, home, note, pair, &mut revisions));
                }
            }
            if targets != note.targets {
                let change = change(note, &targets).map_err(|why| (note.file.path.clone(), why))?;
                changes.extend(kept::keep(corpus, home, &targets));
                changes.extend(change);
                touched = true;
            }
            named.extend(targets.into_iter().filter_map(|target| target.text));
        }
        // A note that cannot be read may name any of them.
        if touched && !home.has_unread_notes {
            let named = named.iter().map(String::as_str).collect();
            changes.extend(kept::drop_unnamed(home, &named));
        }
    }
    let mut paths = BTreeSet::new();
    changes.retain(|change| paths.insert(change.path().to_owned()));
    Ok((mended, changes))
}

/// Looks for one passage; a certain one is written as it stands now. Where its article is gone, so is it.
fn mend<'a>(
    corpus: &'a Corpus,
    home: &'a Entry,
    note: &Note,
    (old, target): (&'a Target, &mut Target),
    revisions: &mut Revisions<'a>,
) -> Mended {
    let there = match &old.article {
        Some(slug) => corpus.article(slug),
        None => Some(home),
    };
    let Some(there) = there else {
        return Mended {
            id: note.id.clone(),
            path: note.file.path.clone(),
            article: old.article.clone().unwrap_or_default(),
            state: State::Orphan,
            then: old.quote.clone(),
            now: None,
            confidence: 0.0,
            stale: false,
        };
    };
    let plain = &there.document().plain;
    let answer = revisions.of(home, there, old).locate(&request(old));
    let range = answer.range();
    let mut mended = Mended {
        id: note.id.clone(),
        path: note.file.path.clone(),
        article: there.article().slug.clone(),
        state: answer.state,
        then: target.quote.clone(),
        now: range
            .clone()
            .and_then(|range| plain.text.get(range))
            .map(str::to_owned),
        confidence: answer.confidence(),
        stale: false,
    };
    if let (State::Ok | State::Moved, Some(range)) = (answer.state, range) {
        let new = retarget(plain, range, target);
        mended.stale = new != *target;
        *target = new;
    }
    mended
}

/// A target whose words are certain to be at `range` now, in bytes of the plain text of its article.
pub(super) fn retarget(plain: &PlainText, range: Range<usize>, target: &Target) -> Target {
    let mut new = choose_in(plain, range.clone(), target.article.clone());
    new.span = target.span.clone();
    let before = plain.slice(0..range.start);
    let after = plain.slice(range.end..plain.text.len());
    // Surroundings that still stand there are the editor's own choice.
    if before.ends_with(&target.prefix) && after.starts_with(&target.suffix) {
        new.prefix.clone_from(&target.prefix);
        new.suffix.clone_from(&target.suffix);
    }
    new
}

/// The note's file with these targets in place of its own: line by line where they are written so.
pub(super) fn change(note: &Note, targets: &[Target]) -> Result<Option<Change>, Refused> {
    let text = |range: Range<usize>| note.file.text.get(range).unwrap_or_default();
    let front = &note.file.front_matter;
    let mut edit = Edit::new(text(front.clone()), &[])?;
    if by_lines(&mut edit, targets).is_err() {
        let all = targets.iter().map(written).collect();
        let values = [("target", Value::Null), ("targets", Value::Sequence(all))];
        return rewrite(&note.file, &KEYS, &values, None);
    }
    fits(edit.text())?;
    let new = [
        text(0..front.start),
        edit.text(),
        text(front.end..note.file.text.len()),
    ]
    .concat();
    Ok(Some(Change::Replace {
        path: note.file.path.clone(),
        old: note.file.text.to_string(),
        new,
    }))
}

/// Targets are read in this order: the one under `target`, then those under `targets`.
fn by_lines(edit: &mut Edit<'_>, targets: &[Target]) -> Result<(), Refused> {
    let alone = usize::from(edit.has("target"));
    for (number, target) in targets.iter().enumerate() {
        let Value::Mapping(pairs) = written(target) else {
            return Err(Refused::NotLines);
        };
        let value = |key: &str| pairs.get(key).cloned().unwrap_or_else(|| "".into());
        let values: Vec<(&str, Value)> = TARGET_KEYS.iter().map(|key| (*key, value(key))).collect();
        match number.checked_sub(alone) {
            None => edit.set_within("target", None, &values, &TARGET_KEYS)?,
            Some(item) => edit.set_within("targets", Some(item), &values, &TARGET_KEYS)?,
        }
    }
    Ok(())
}
