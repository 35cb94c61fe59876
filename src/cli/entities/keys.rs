//! What the keys stand for that editors give.

use crate::corpus::Corpus;
use crate::entities::suggest::Suggestion;
use crate::error::{Error, Result};
use crate::text::name_slug::name_slug;

/// The suggestion of a key.
///
/// # Errors
/// A key that is none, or none any more: what became of it is told.
pub(super) fn by_key<'a>(
    corpus: &Corpus,
    suggestions: &'a [Suggestion],
    key: &str,
) -> Result<&'a Suggestion> {
    let found = suggestions.iter().find(|it| it.key == key);
    found.ok_or_else(|| {
        let none = || format!("there is no suggestion `{key}`: see `postil entities suggest`");
        Error::Usage(
            merged(corpus, key)
                .or_else(|| named(corpus, key))
                .or_else(|| refused(corpus, key))
                .unwrap_or_else(none),
        )
    })
}

/// That two entities are one already.
fn merged(corpus: &Corpus, key: &str) -> Option<String> {
    let (from, into) = key.split_once('+')?;
    let is_one = corpus.merged.get(from).is_some_and(|end| end == into);
    is_one.then(|| format!("`{from}` was merged into `{into}` already"))
}

/// That an entity goes by it already.
fn named(corpus: &Corpus, key: &str) -> Option<String> {
    if let Some(entity) = corpus.entities.get(key) {
        let path = &entity.meta.file.path;
        return Some(format!("there is an entity `{key}` already: {path}"));
    }
    let mut entities = corpus.entities.values().map(|entity| &entity.meta);
    let entity = entities.find(|entity| {
        let mut names = entity.names().into_iter();
        names.any(|name| name_slug(&name.text) == key)
    })?;
    let (slug, path) = (&entity.slug, &entity.file.path);
    Some(format!(
        "`{key}` is a name of the entity `{slug}` already: {path}"
    ))
}

/// That it was rejected, and why.
fn refused(corpus: &Corpus, key: &str) -> Option<String> {
    let entry = corpus.refusals.find(key).or_else(|| {
        let mut entries = corpus.refusals.entries.iter();
        entries.find(|entry| name_slug(&entry.name) == key)
    })?;
    let reason = entry.reason.as_ref();
    let reason = reason.map(|why| format!(" ({why})")).unwrap_or_default();
    Some(format!(
        "`{key}` was rejected already{reason}: `postil entities reject --undo {key}` takes it back"
    ))
}
