//! A passage given to a note by hand, where the one it had is gone or doubtful.

use std::collections::BTreeSet;
use std::ops::Range;

use super::file::{KEYS, targets as written};
use super::reanchor::change;
use super::{Change, choose_in, kept};
use crate::content::rewrite::rewrite;
use crate::content::{Note, Target};
use crate::corpus::{Corpus, Entry};
use crate::yaml::Refused;

/// What becomes of a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// These bytes of the plain text of an article, given by its slug.
    Here {
        article: String,
        range: Range<usize>,
    },
    /// Nothing: the note speaks of its other passages, or of the whole article where it has none.
    Nowhere,
}

/// Gives the passage number `passage` of a note, from 0, its place. `note` is as its file is now, `home` the article in
/// whose folder it lies; the other passages stay as they are written. The text it is anchored to is kept, and those
/// that no note names any more are dropped.
///
/// # Errors
/// Front matter that is not written as `key: value` lines. A passage that the note does not have, and a place that no
/// text has, change nothing.
pub fn attach(
    corpus: &Corpus,
    home: &Entry,
    note: &Note,
    passage: usize,
    place: &Place,
) -> Result<Vec<Change>, Refused> {
    let mut targets = note.targets.clone();
    let Some(target) = targets.get_mut(passage) else {
        return Ok(Vec::new());
    };
    let changed = match place {
        Place::Here { article, range } => {
            let Some(new) = chosen(corpus, home, target, article, range) else {
                return Ok(Vec::new());
            };
            *target = new;
            change(note, &targets)?
        }
        Place::Nowhere => {
            targets.remove(passage);
            rewrite(&note.file, &KEYS, &written(&targets), None)?
        }
    };
    let Some(changed) = changed else {
        return Ok(Vec::new());
    };
    let mut changes = kept::keep(corpus, home, &targets);
    changes.push(changed);
    // A note that cannot be read may name any of them.
    if !home.has_unread_notes {
        let others = home.notes.values().filter(|other| other.id != note.id);
        let others = others.flat_map(|other| &other.targets);
        let named: BTreeSet<&str> = others
            .chain(&targets)
            .filter_map(|target| target.text.as_deref())
            .collect();
        changes.extend(kept::drop_unnamed(home, &named));
    }
    Ok(changes)
}

/// The target for a place. An article is named where it is not the note's own, or was named before.
fn chosen(
    corpus: &Corpus,
    home: &Entry,
    old: &Target,
    article: &str,
    range: &Range<usize>,
) -> Option<Target> {
    let plain = &corpus.article(article)?.document().plain;
    let words = plain.text.get(range.clone())?;
    if words.trim().is_empty() {
        return None;
    }
    let is_own = article == home.article().slug;
    let named = (!is_own || old.article.as_deref() == Some(article)).then(|| article.to_owned());
    Some(Target {
        span: old.span.clone(),
        ..choose_in(plain, range.clone(), named)
    })
}
