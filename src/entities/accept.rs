//! A suggestion becomes an entity's file, or a line in one.

use std::collections::BTreeSet;

use super::file::{alias, path, with_names};
use super::merge::{self, CannotMerge};
use super::suggest::{LISTS, Proposal, Suggestion};
use super::vocabulary::{is_acronym, looked_for};
use crate::content::save::Change;
use crate::content::{Alias, Entity, EntityKind};
use crate::corpus::Corpus;
use crate::text::name_slug::name_slug;
use crate::text::slug::free_slug;
use crate::yaml::{Edit, Refused};

/// What an editor says of a suggestion; what is absent is as suggested.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    pub kind: Option<EntityKind>,
    /// The name it is listed under, from which its slug is made.
    pub name: Option<String>,
    /// More names.
    pub aliases: Vec<String>,
    /// `Q` and digits.
    pub wikidata: Option<String>,
}

/// Why a suggestion cannot be accepted.
#[derive(Debug, thiserror::Error)]
pub enum CannotAccept {
    #[error(
        "there is an entity `{slug}` already: add to it with `--alias`, or choose another `--name`"
    )]
    Slug { slug: String },
    #[error("`{name}` is a name of `{owner}` already: a name of two means neither")]
    Name { name: String, owner: String },
    #[error("`{key}` is another name of `{entity}`: only `--alias` can be said with it")]
    Alias { key: String, entity: String },
    #[error("`{wikidata}` is no item of Wikidata: write `Q` and its number")]
    Wikidata { wikidata: String },
    #[error("a name needs letters or digits")]
    Empty,
    #[error("{path}: {why}")]
    File { path: String, why: Refused },
    #[error(transparent)]
    Merge(#[from] CannotMerge),
}

/// The changes that a suggestion asks for. They hold by themselves: when several are accepted, each is asked for on the
/// site as the former left it.
///
/// # Errors
/// A slug or name that is taken; a file that is not written as lines.
pub fn accept(
    corpus: &Corpus,
    suggestion: &Suggestion,
    choice: &Choice,
) -> Result<Vec<Change>, CannotAccept> {
    match &suggestion.proposal {
        Proposal::New => new(corpus, suggestion, choice).map(|change| vec![change]),
        Proposal::Alias(slug) => add(corpus, suggestion, choice, slug),
        Proposal::Merge { from, into } => {
            says_nothing(choice, true, &suggestion.key, into)?;
            Ok(merge::merge(corpus, from, into, false)?)
        }
    }
}

fn says_nothing(
    choice: &Choice,
    aliases: bool,
    key: &str,
    entity: &str,
) -> Result<(), CannotAccept> {
    let silent = choice.kind.is_none()
        && choice.name.is_none()
        && choice.wikidata.is_none()
        && (!aliases || choice.aliases.is_empty());
    silent.then_some(()).ok_or_else(|| CannotAccept::Alias {
        key: key.to_owned(),
        entity: entity.to_owned(),
    })
}

fn new(corpus: &Corpus, suggestion: &Suggestion, choice: &Choice) -> Result<Change, CannotAccept> {
    let name = choice
        .name
        .as_deref()
        .map_or(suggestion.name.as_str(), str::trim);
    if super::words(name) == 0 {
        return Err(CannotAccept::Empty);
    }
    let slug = match &choice.name {
        Some(_) => own_slug(corpus, name),
        None => suggestion.key.clone(),
    };
    if corpus.entities.contains_key(&slug) {
        return Err(CannotAccept::Slug { slug });
    }
    if let Some(item) = choice
        .wikidata
        .as_ref()
        .filter(|item| !crate::content::entity::is_item(item))
    {
        return Err(CannotAccept::Wikidata {
            wikidata: item.clone(),
        });
    }
    let names = std::iter::once(name).chain(choice.aliases.iter().map(String::as_str));
    for name in names {
        is_free(corpus, name, None)?;
    }
    let kind = choice.kind.or(suggestion.kind);
    let person = (kind == Some(EntityKind::Person)).then_some(name);
    let aliases = aliases(corpus, suggestion, choice, &[plain(name)], person, None);
    let compose = || -> Result<String, Refused> {
        let mut front = Edit::new("", &super::file::KEYS)?;
        if let Some(kind) = kind {
            front.set("kind", &kind.as_str().into())?;
        }
        front.set("name", &name.into())?;
        for it in &aliases {
            front.push("aliases", &alias(it))?;
        }
        if let Some(item) = &choice.wikidata {
            front.set("wikidata", &item.as_str().into())?;
        }
        Ok(format!("---\n{}---\n", front.text()))
    };
    let path = path(&slug);
    match compose() {
        Ok(text) => Ok(Change::Create { path, text }),
        Err(why) => Err(CannotAccept::File { path, why }),
    }
}

fn add(
    corpus: &Corpus,
    suggestion: &Suggestion,
    choice: &Choice,
    slug: &str,
) -> Result<Vec<Change>, CannotAccept> {
    says_nothing(choice, false, &suggestion.key, slug)?;
    for name in &choice.aliases {
        is_free(corpus, name, Some(slug))?;
    }
    let Some(entity) = corpus.entities.get(slug) else {
        return Ok(Vec::new());
    };
    let person = (entity.meta.kind == EntityKind::Person).then_some(entity.meta.name.as_str());
    let known = entity.meta.names();
    let aliases = aliases(corpus, suggestion, choice, &known, person, Some(slug));
    let change =
        with_names(&entity.meta, &aliases, &[], &[]).map_err(|why| CannotAccept::File {
            path: entity.meta.file.path.clone(),
            why,
        })?;
    Ok(change.into_iter().collect())
}

fn plain(text: &str) -> Alias {
    Alias {
        text: text.to_owned(),
        ..Alias::default()
    }
}

/// The slug of a name that an editor chose; one that a list has gets a number.
fn own_slug(corpus: &Corpus, name: &str) -> String {
    let slug = name_slug(name);
    if !LISTS.contains(&slug.as_str()) {
        return slug;
    }
    let mut taken: BTreeSet<String> = LISTS.map(str::to_owned).into();
    taken.extend(corpus.entities.keys().cloned());
    free_slug(&slug, &taken)
}

/// The names that are to be written: those that are not found by the names there are, and that no other entity has.
/// Single words that are suggested beside the name of a `person` in full are weak, and the last of that name is meant
/// anyhow: others may have it too.
fn aliases(
    corpus: &Corpus,
    suggestion: &Suggestion,
    choice: &Choice,
    known: &[Alias],
    person: Option<&str>,
    own: Option<&str>,
) -> Vec<Alias> {
    let person = person.filter(|name| is_several(name));
    let surname = person.and_then(|name| name.split_whitespace().last());
    let surname = surname.map(looked_for);
    let is_part = |text: &str| person.is_some() && !is_several(text) && !is_acronym(text);
    let mut seen: BTreeSet<_> = known.iter().map(|name| looked_for(&name.text)).collect();
    let said = choice.aliases.iter().map(|text| plain(text.trim()));
    let main = Alias {
        // What an editor accepts with a fuller name stands alone in the texts.
        weak: own.is_some() && is_part(&suggestion.name),
        ..plain(&suggestion.name)
    };
    // A surname is implied only for the kind and the name that were suggested.
    let variants = suggestion.variants.iter();
    let variants = variants.filter(|variant| !variant.implied || variant.weak);
    let variants = variants.map(|variant| Alias {
        weak: variant.weak || is_part(&variant.text),
        ..plain(&variant.text)
    });
    let free = std::iter::once(main).chain(variants);
    let free = free.filter(|name| is_free(corpus, &name.text, own).is_ok());
    let mut all: Vec<Alias> = said.chain(free).collect();
    all.retain(|name| {
        let form = looked_for(&name.text);
        let is_implied = name.weak && Some(&form) == surname.as_ref();
        super::words(&name.text) > 0 && !is_implied && seen.insert(form)
    });
    all
}

fn is_several(name: &str) -> bool {
    name.split_whitespace().nth(1).is_some()
}

/// Whether no entity, but for one, claims a name without conditions.
fn is_free(corpus: &Corpus, name: &str, own: Option<&str>) -> Result<(), CannotAccept> {
    let wanted = looked_for(name);
    let claims = |entity: &Entity| {
        let mut names = entity.names().into_iter();
        names.any(|it| {
            !it.weak && !it.metonym && it.only_if.is_empty() && looked_for(&it.text) == wanted
        })
    };
    let end = |slug: &str| {
        corpus
            .merged
            .get(slug)
            .map_or_else(|| slug.to_owned(), Clone::clone)
    };
    let mut others = corpus.entities.values().map(|entity| &entity.meta);
    let owner = others.find(|entity| Some(end(&entity.slug).as_str()) != own && claims(entity));
    match owner {
        Some(owner) => Err(CannotAccept::Name {
            name: name.to_owned(),
            owner: owner.slug.clone(),
        }),
        None => Ok(()),
    }
}
