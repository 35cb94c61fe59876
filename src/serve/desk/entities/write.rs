//! What an editor says of entities. Each answer holds what takes it back.

use serde::Deserialize;

use super::super::answer::json;
use super::super::asked::{Answered, Asked};
use super::super::based_on::{self, based_on};
use super::super::refusal::Refusal;
use super::data;
use super::fresh::authority;
use super::undo::Undo;
use crate::content::save::Change;
use crate::content::{Entity, EntityKind};
use crate::corpus::Corpus;
use crate::entities::suggest::{Proposal, Suggestion};
use crate::entities::{CannotAccept, Choice, accept, merge, never, reject};
use crate::text::name_slug::name_slug;

/// What is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum What {
    /// A suggestion is taken, as it is or better said.
    Accept,
    /// A suggestion is never made again.
    Refuse,
    /// Two entities are one, or a suggestion is an entity that is there.
    Merge,
    /// Words of an article mean an entity.
    Link,
    /// Words of an article do not mean it.
    Never,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    /// Of a suggestion.
    #[serde(default)]
    key: Option<String>,
    /// The name that it is listed under; words that mean an entity, or do not.
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    kind: Option<String>,
    #[serde(default)]
    aliases: Vec<String>,
    /// The slug of an entity that changes; of two that stay one.
    #[serde(default)]
    entity: Option<String>,
    /// The slug of the entity that goes.
    #[serde(default)]
    from: Option<String>,
    /// Of the file of `entity`.
    #[serde(default)]
    based_on: Option<String>,
    #[serde(default)]
    any_kind: bool,
}

impl What {
    pub(super) fn of(name: &str) -> Option<Self> {
        match name {
            "accept" => Some(Self::Accept),
            "refuse" => Some(Self::Refuse),
            "merge" => Some(Self::Merge),
            "link" => Some(Self::Link),
            "never" => Some(Self::Never),
            _ => None,
        }
    }

    pub(super) fn answer(self, asked: &Asked<'_>) -> Answered {
        let wanted: Wanted = asked.wanted()?;
        let _writing = asked.desk.writing();
        let corpus = authority(asked)?;
        let changes = match self {
            Self::Accept => accepted(&corpus, &suggestion(asked, &corpus, &wanted)?, &wanted)?,
            Self::Refuse => {
                let change = reject(&corpus, &suggestion(asked, &corpus, &wanted)?, None);
                let change = change.map_err(|why| Refusal::unusable(why.to_string()))?;
                change.into_iter().collect()
            }
            Self::Merge => merged(asked, &corpus, &wanted)?,
            Self::Link => linked(&corpus, &wanted)?,
            Self::Never => {
                let entity = entity(&corpus, &wanted)?;
                let name = wanted.name.as_deref().unwrap_or_default();
                let change = never(entity, name);
                let change = change.map_err(|why| Refusal::field("name", why.to_string()))?;
                change.into_iter().collect()
            }
        };
        based_on::save(asked.desk, &changes)?;
        Ok(json(&Undo::of(&changes)))
    }
}

/// The suggestion of a key, as the authority list is now.
fn suggestion(asked: &Asked<'_>, corpus: &Corpus, wanted: &Wanted) -> Result<Suggestion, Refusal> {
    let key = wanted.key.as_deref().unwrap_or_default();
    let found = data::found(asked, corpus);
    let found = found.suggestions.iter().find(|it| it.key == key);
    found.cloned().ok_or_else(|| {
        Refusal::not_found(
            "This is not suggested any more: it was decided already, or the texts have changed.",
        )
    })
}

/// The entity that changes, if it is as it was when that was chosen.
fn entity<'a>(corpus: &'a Corpus, wanted: &Wanted) -> Result<&'a Entity, Refusal> {
    let slug = wanted.entity.as_deref().unwrap_or_default();
    let found = corpus.entities.get(slug).map(|it| &it.meta);
    let found =
        found.ok_or_else(|| Refusal::field("entity", "There is no entity of this name."))?;
    let now = based_on(found.file.text.as_bytes());
    if wanted.based_on.as_ref().is_some_and(|then| *then != now) {
        return Err(Refusal::conflict());
    }
    Ok(found)
}

fn choice(wanted: &Wanted) -> Result<Choice, Refusal> {
    let kind = wanted.kind.as_deref().filter(|kind| !kind.is_empty());
    let kind = kind.map(str::parse::<EntityKind>).transpose();
    let aliases = wanted.aliases.iter().map(|it| it.trim().to_owned());
    Ok(Choice {
        kind: kind.map_err(|why| Refusal::field("kind", why))?,
        name: wanted.name.clone(),
        aliases: aliases.filter(|it| !it.is_empty()).collect(),
        wikidata: None,
    })
}

fn refused(why: &CannotAccept) -> Refusal {
    match why {
        CannotAccept::Slug { slug } => {
            Refusal::field("name", format!("There is an entity `{slug}` already."))
        }
        CannotAccept::Name { .. } | CannotAccept::Empty => Refusal::field("name", why.to_string()),
        _ => Refusal::unusable(why.to_string()),
    }
}

/// What is said of a suggestion that is taken is said of a new entity alone: of one that is there, more names.
fn accepted(
    corpus: &Corpus,
    suggestion: &Suggestion,
    wanted: &Wanted,
) -> Result<Vec<Change>, Refusal> {
    let mut choice = choice(wanted)?;
    if choice.name.as_deref() == Some(&suggestion.name) {
        choice.name = None;
    }
    match &suggestion.proposal {
        Proposal::New => {}
        Proposal::Alias(_) => (choice.kind, choice.name) = (None, None),
        Proposal::Merge { .. } => choice = Choice::default(),
    }
    accept(corpus, suggestion, &choice).map_err(|why| refused(&why))
}

fn merged(asked: &Asked<'_>, corpus: &Corpus, wanted: &Wanted) -> Result<Vec<Change>, Refusal> {
    let into = entity(corpus, wanted)?;
    if wanted.key.is_some() {
        let mut suggestion = suggestion(asked, corpus, wanted)?;
        suggestion.proposal = Proposal::Alias(into.slug.clone());
        return accept(corpus, &suggestion, &Choice::default()).map_err(|why| refused(&why));
    }
    let from = wanted.from.as_deref().unwrap_or_default();
    merge(corpus, from, &into.slug, wanted.any_kind)
        .map_err(|why| Refusal::field("from", why.to_string()))
}

/// Words that an editor has chosen, as a suggestion.
fn linked(corpus: &Corpus, wanted: &Wanted) -> Result<Vec<Change>, Refusal> {
    let name = wanted.name.as_deref().unwrap_or_default();
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let key = name_slug(&name);
    let proposal = match &wanted.entity {
        Some(_) => Proposal::Alias(entity(corpus, wanted)?.slug.clone()),
        None => Proposal::New,
    };
    let choice = Choice {
        kind: choice(wanted)?.kind,
        // The slug is made anew of a name that somebody chose.
        name: (proposal == Proposal::New).then(|| name.clone()),
        ..Choice::default()
    };
    let choice = if proposal == Proposal::New {
        choice
    } else {
        Choice::default()
    };
    let suggestion = Suggestion {
        key,
        proposal,
        name,
        kind: None,
        variants: Vec::new(),
        mentions: 0,
        articles: Vec::new(),
        places: Vec::new(),
        score: 0,
    };
    if crate::entities::words(&suggestion.name) == 0 {
        return Err(refused(&CannotAccept::Empty));
    }
    let owner = &wanted.entity;
    let changes = accept(corpus, &suggestion, &choice).map_err(|why| refused(&why))?;
    match owner {
        Some(slug) if changes.is_empty() => Err(Refusal::field(
            "name",
            format!(
                "`{}` means `{slug}` already, or belongs to another entity.",
                suggestion.name
            ),
        )),
        _ => Ok(changes),
    }
}
