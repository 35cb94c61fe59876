//! `comments.yaml` after another import.

use sha2::{Digest, Sha256};

use super::record::Record;
use super::stored::{COMMENTS, Stored, in_words};
use super::text::understand;
use super::{compose, hex, merge};
use crate::content::comments_rewrite::rewrite;
use crate::content::{Comment, comments, comments_file};
use crate::import::Rules;

/// What `comments.yaml` is to be.
pub(super) enum Renewed {
    /// As it is.
    Stays,
    /// These bytes, or none at all.
    Is(Option<Vec<u8>>),
}

impl From<Option<String>> for Renewed {
    fn from(text: Option<String>) -> Self {
        Self::Is(text.map(String::into_bytes))
    }
}

/// What `comments.yaml`, which is `there`, is to be after an import that found `found`, which is `found_file` as a file; `told` gets what the
/// editor's word stood against. The error says why nobody can tell: then nothing of the import may be written, since the
/// next one would take it for what the editor had before.
pub(super) fn renewed_comments(
    stored: &Stored,
    there: Option<Vec<u8>>,
    record: &Record,
    found: &[Comment],
    found_file: Option<&str>,
    rules: &Rules,
    told: &mut Vec<String>,
) -> Result<Renewed, String> {
    let old = stored.record.as_ref().and_then(|old| old.comments.clone());
    if there.as_deref().map(digest) == old {
        return Ok(Renewed::from(found_file.map(str::to_owned)));
    }
    if old == record.comments {
        return Ok(Renewed::Stays);
    }
    let there = there.unwrap_or_default();
    let path = stored.folder.file(COMMENTS).to_string_lossy().into_owned();
    let (edited, problems) = comments::read(&path, &there);
    if let Some(first) = problems.first() {
        let more = match problems.len() {
            1 => String::new(),
            many => format!(" and {} more mistakes", many - 1),
        };
        return Err(format!(
            "{}{more}: mend it and import again; the text has other comments now, which were not merged, and nothing was written",
            in_words(first)
        ));
    }
    let before = stored.source_bytes().and_then(|bytes| {
        let (choices, _) = stored.choices().ok()?;
        let file = stored.source(&bytes).file;
        understand(&file, &bytes, &stored.companions(), rules, &choices).ok()
    });
    let mut base = before
        .map(|reading| compose::comments(&reading))
        .unwrap_or_default();
    if Some(digest(comments_file::to_file(&base).as_bytes())) != old {
        // The importer or its rules are others now: what is not in the file may never have been.
        base.retain(|comment| {
            edited
                .iter()
                .any(|it| it.text == comment.text || it.id == comment.id)
        });
    }
    let merged = merge::comments::merge(&base, &edited, found, told);
    if merged.iter().map(|(comment, _)| comment).eq(&edited) {
        return Ok(Renewed::Stays);
    }
    let file = rewrite(&String::from_utf8_lossy(&there), &merged);
    Ok(Renewed::from(Some(file).filter(|it| !it.is_empty())))
}

pub(super) fn digest(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}
