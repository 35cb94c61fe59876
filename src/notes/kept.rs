//! The plain texts that notes were anchored to, kept beside them as `notes/.text/<hash>.txt`, so that a passage can be
//! followed from the old text to the new one, with or without git.

use std::collections::BTreeSet;

use super::{Change, folder};
use crate::content::Target;
use crate::corpus::{Corpus, Entry};
use crate::document::text_hash;

/// Where a text of this hash is kept for the notes in an article's folder.
pub fn path(slug: &str, hash: &str) -> String {
    format!("{}/.text/{hash}.txt", folder(slug))
}

/// A plain text kept in the folder of an article.
pub fn kept_text(slug: &str, text: &str) -> Change {
    Change::Create {
        path: path(slug, &text_hash(text)),
        text: text.to_owned(),
    }
}

/// Keeps the texts that these targets of a note in the folder of `home` name, those that are not kept yet. A text that
/// is not one of today's cannot be written anew.
pub(super) fn keep<'a>(
    corpus: &Corpus,
    home: &Entry,
    targets: impl IntoIterator<Item = &'a Target>,
) -> Vec<Change> {
    let own = home.article().slug.as_str();
    let mut changes = Vec::new();
    let mut done = BTreeSet::new();
    for target in targets {
        let Some(hash) = target.text.as_deref() else {
            continue;
        };
        let slug = target.article.as_deref().unwrap_or(own);
        let now = corpus
            .article(slug)
            .map(|entry| entry.document().plain.text.as_str());
        let now = now.filter(|text| text_hash(text) == hash);
        if let Some(text) = now.filter(|_| !home.texts.contains_key(hash))
            && done.insert(hash)
        {
            changes.push(kept_text(own, text));
        }
    }
    changes
}

/// Drops the kept texts of an article's folder that no note will name. `named` is what the notes name afterwards.
pub(super) fn drop_unnamed(home: &Entry, named: &BTreeSet<&str>) -> Vec<Change> {
    let unnamed = home
        .texts
        .iter()
        .filter(|(hash, _)| !named.contains(hash.as_str()));
    unnamed
        .map(|(hash, text)| Change::Remove {
            path: path(&home.article().slug, hash),
            old: text.to_string(),
        })
        .collect()
}
