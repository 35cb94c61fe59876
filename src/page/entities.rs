//! The lists of entities: all of them, and those of a kind, A to Z.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::entity::{EntityRef, shown};
use super::view::View;
use super::{Body, Page, Plan};
use crate::content::{Entity, EntityKind};
use crate::memo::Origin;
use crate::text::fold::fold;
use crate::text::url;

/// The list of all.
pub const ALL: &str = "entities/index.html";

#[derive(Debug, Serialize)]
pub struct EntityList {
    pub title: String,
    /// The lists there are, that of all first.
    pub kinds: Vec<KindView>,
    pub letters: Vec<LetterView>,
}

#[derive(Debug, Serialize)]
pub struct KindView {
    pub label: String,
    pub url: String,
    pub count: usize,
    pub current: bool,
}

#[derive(Debug, Serialize)]
pub struct LetterView {
    pub letter: String,
    pub entities: Vec<EntityRef>,
}

/// Where the list of a kind goes.
pub(super) fn path(kind: EntityKind) -> String {
    format!("entities/{}.html", names(kind).0)
}

/// Where the list of a kind goes, or that of all.
fn place(kind: Option<EntityKind>) -> String {
    kind.map_or_else(|| ALL.to_owned(), path)
}

/// The word for many of a kind, for addresses and for people.
fn names(kind: EntityKind) -> (&'static str, &'static str) {
    match kind {
        EntityKind::Person => ("people", "People"),
        EntityKind::Place => ("places", "Places"),
        EntityKind::Organisation => ("organisations", "Organisations"),
        EntityKind::Event => ("events", "Events"),
        EntityKind::Work => ("works", "Works"),
        EntityKind::Thing => ("things", "Things"),
    }
}

pub fn plans<'a>(view: &View<'a>) -> Vec<Plan<'a>> {
    let kinds: BTreeSet<EntityKind> = shown(view.corpus).map(|entity| entity.meta.kind).collect();
    if kinds.is_empty() {
        return Vec::new();
    }
    let lists = std::iter::once(None).chain(kinds.iter().copied().map(Some));
    let plan = |kind: Option<EntityKind>| {
        let kinds = kinds.clone();
        let make = move |view: &View<'_>| page(view, &kinds, kind);
        Plan::new(place(kind), make).from(Origin::new(view.key))
    };
    lists.map(plan).collect()
}

fn label(view: &View<'_>, kind: Option<EntityKind>) -> String {
    match kind {
        None => view.string("entities", "Names"),
        Some(kind) => view.string(&format!("many_{}", kind.as_str()), names(kind).1),
    }
}

/// What a name is sorted by: of a person the last of several names, as in an index.
fn sorted(entity: &Entity) -> String {
    let last = entity.name.split_whitespace().last();
    let surname = last.filter(|_| entity.kind == EntityKind::Person);
    let name = fold(&entity.name);
    match surname.map(fold) {
        Some(surname) if surname != name => format!("{surname} {name}"),
        _ => name,
    }
}

fn page(view: &View<'_>, kinds: &BTreeSet<EntityKind>, kind: Option<EntityKind>) -> Page {
    let of = |wanted: Option<EntityKind>| {
        shown(view.corpus).filter(move |it| wanted.is_none_or(|kind| it.meta.kind == kind))
    };
    let path = place(kind);
    let mut letters: BTreeMap<String, Vec<(String, EntityRef)>> = BTreeMap::new();
    for entity in of(kind) {
        let sorted = sorted(&entity.meta);
        let first = sorted.chars().find(|c| c.is_alphanumeric());
        let letter = first.map(|c| c.to_uppercase().to_string());
        if let Some(shown) = view.entity(&path, &entity.meta.slug) {
            let list = letters.entry(letter.unwrap_or_default()).or_default();
            list.push((sorted, shown));
        }
    }
    let letters = letters.into_iter().map(|(letter, mut list)| {
        list.sort_by(|a, b| (&a.0, &a.1.slug).cmp(&(&b.0, &b.1.slug)));
        LetterView {
            letter,
            entities: list.into_iter().map(|(_, entity)| entity).collect(),
        }
    });
    let all = std::iter::once(None).chain(kinds.iter().copied().map(Some));
    let list = EntityList {
        title: label(view, kind),
        kinds: all
            .map(|other| KindView {
                label: match other {
                    None => view.string("all_entities", "All"),
                    kind => label(view, kind),
                },
                url: url::relative(&path, &place(other)),
                count: of(other).count(),
                current: other == kind,
            })
            .collect(),
        letters: letters.collect(),
    };
    Page::new(path, list.title.clone(), Body::Entities(list))
}
