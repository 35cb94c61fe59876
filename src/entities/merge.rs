//! Two entities turn out to be one.

use std::collections::BTreeSet;

use super::file::{edited, with_names};
use super::vocabulary::looked_for;
use crate::content::save::Change;
use crate::content::{Alias, Entity, EntityKind};
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
    #[error(
        "`{from}` is of the kind `{its}`, `{into}` of the kind `{other}`: if they are one all the same, say `--any-kind`"
    )]
    Kinds {
        from: String,
        its: &'static str,
        into: String,
        other: &'static str,
    },
    #[error("{path}: {why}")]
    File { path: String, why: Refused },
}

/// The changes that make `from` one with `into`: the file of `from` says where it went, and `into` gets its names,
/// what never means it, its place, date and item of Wikidata, as far as it has not got them.
///
/// # Errors
/// Slugs of no entity; entities that were merged before; a file that is not written as lines; without `any_kind`
/// entities of two kinds, but for things, as which counts what has no kind.
pub fn merge(
    corpus: &Corpus,
    from: &str,
    into: &str,
    any_kind: bool,
) -> Result<Vec<Change>, CannotMerge> {
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
    let is_thing = from.kind == EntityKind::Thing || into.kind == EntityKind::Thing;
    if from.kind != into.kind && !is_thing && !any_kind {
        return Err(CannotMerge::Kinds {
            from: from.slug.clone(),
            its: from.kind.as_str(),
            into: into.slug.clone(),
            other: into.kind.as_str(),
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
    let stays = with_names(into, &names, &not, &facts(from)).map_err(file(into))?;
    // The names first: whoever looks in between finds them twice rather than nowhere.
    Ok(stays.into_iter().chain(gone).collect())
}

/// What a merged entity's file goes on saying that no page shows: its description, and what the other says otherwise.
pub fn left_behind(from: &Entity, into: &Entity) -> Vec<&'static str> {
    let others = facts(into);
    let differs = |(key, value): &(&'static str, String)| {
        let mut others = others.iter().filter(|(other, _)| other == key);
        others.any(|(_, other)| other != value)
    };
    let described = (!from.file.body().trim().is_empty()).then_some("description");
    let facts = facts(from).into_iter().filter(differs);
    described
        .into_iter()
        .chain(facts.map(|(key, _)| key))
        .collect()
}

/// What is known of an entity beside its names, by key, as it is written.
fn facts(entity: &Entity) -> Vec<(&'static str, String)> {
    let kind = Some(entity.kind).filter(|kind| *kind != EntityKind::Thing);
    let coordinates = entity.coordinates.as_ref();
    let all = [
        ("kind", kind.map(|kind| kind.as_str().to_owned())),
        ("wikidata", entity.wikidata.clone()),
        (
            "coordinates",
            coordinates.map(|it| format!("{}, {}", it.latitude, it.longitude)),
        ),
        ("date", entity.date.as_ref().map(ToString::to_string)),
    ];
    let said = all.into_iter();
    said.filter_map(|(key, value)| Some((key, value?)))
        .collect()
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
