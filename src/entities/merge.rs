//! Two entities turn out to be one.

use std::collections::BTreeSet;

use super::file::{edited, with_names};
use super::vocabulary::looked_for;
use crate::content::save::Change;
use crate::content::{Alias, Entity};
use crate::corpus::Corpus;
use crate::yaml::Refused;

/// Why two entities cannot be made one.
#[derive(Debug, thiserror::Error)]
pub enum CannotMerge {
    #[error("there is no entity `{slug}`: see `postil entities list`")]
    Unknown { slug: String },
    #[error("`{slug}` is one entity: name another to merge it into")]
    Same { slug: String },
    #[error("`{slug}` was merged into `{into}` already")]
    From { slug: String, into: String },
    #[error("`{slug}` was itself merged into `{into}`: merge into `{into}`")]
    Into { slug: String, into: String },
    #[error("{path}: {why}")]
    File { path: String, why: Refused },
}

/// The changes that make `from` one with `into`: the file of `from` says where it went, and `into` gets its names and
/// what never means it, as far as it has not got them.
///
/// # Errors
/// Slugs of no entity; entities that were merged before; a file that is not written as lines.
pub fn merge(corpus: &Corpus, from: &str, into: &str) -> Result<Vec<Change>, CannotMerge> {
    let find = |slug: &str| {
        let found = corpus.entities.get(slug).map(|entity| &entity.meta);
        found.ok_or_else(|| CannotMerge::Unknown {
            slug: slug.to_owned(),
        })
    };
    let (from, into) = (find(from)?, find(into)?);
    if from.slug == into.slug {
        return Err(CannotMerge::Same {
            slug: from.slug.clone(),
        });
    }
    if let Some(end) = &into.merged_into {
        return Err(CannotMerge::Into {
            slug: into.slug.clone(),
            into: corpus.merged.get(&into.slug).unwrap_or(end).clone(),
        });
    }
    if let Some(end) = &from.merged_into {
        return Err(CannotMerge::From {
            slug: from.slug.clone(),
            into: end.clone(),
        });
    }
    let file = |entity: &Entity| {
        let path = entity.file.path.clone();
        move |why| CannotMerge::File { path, why }
    };
    let gone = edited(&from.file, |edit| {
        edit.set("merged_into", &into.slug.as_str().into())
    });
    let gone = gone.map_err(file(from))?;
    let (names, not) = missing(from, into);
    let stays = with_names(into, &names, &not).map_err(file(into))?;
    // The names first: whoever looks in between finds them twice rather than nowhere.
    Ok(stays.into_iter().chain(gone).collect())
}

/// What one entity goes by and another does not.
fn missing(from: &Entity, into: &Entity) -> (Vec<Alias>, Vec<String>) {
    let mut seen: BTreeSet<_> = into.names().iter().map(|it| looked_for(&it.text)).collect();
    let name = Alias {
        text: from.name.clone(),
        ..Alias::default()
    };
    let names = std::iter::once(name).chain(from.aliases.iter().cloned());
    let names = names
        .filter(|name| seen.insert(looked_for(&name.text)))
        .collect();
    // What told the two apart is a name of theirs now. Strings that never mean an entity are found in any case.
    let words = |text: &str| looked_for(text).1;
    let all = from.names().into_iter().chain(into.names());
    let mut not: BTreeSet<_> = all.map(|it| words(&it.text)).collect();
    not.extend(into.not.iter().map(|it| words(it)));
    let others = from.not.iter().filter(|it| not.insert(words(it)));
    (names, others.cloned().collect())
}
