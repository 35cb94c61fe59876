//! [`AllNotes`]: the notes of all articles in one order, for the pages that show notes of many.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::View;
use crate::annotate::{self, Annotations};
use crate::content::Note;
use crate::corpus::{Corpus, Entry};
use crate::memo::{KeyBuilder, Origin};
use crate::text::name_slug::name_slug;

/// Where a note stands on its article's page.
#[derive(Clone, Copy)]
pub struct Standing<'a> {
    pub state: &'static str,
    pub number: Option<usize>,
    pub quote: Option<&'a str>,
}

impl Standing<'_> {
    pub(super) const WHOLE: Self = Self {
        state: "whole",
        number: None,
        quote: None,
    };
    pub(super) const REPLY: Self = Self {
        state: "reply",
        number: None,
        quote: None,
    };
}

/// Every note of an article's page with where it stands: in the text, on the whole, at the foot.
pub(super) fn standing(notes: &Annotations) -> impl Iterator<Item = (&Arc<Note>, Standing<'_>)> {
    let placed = notes.placed.iter().enumerate().map(|(at, placed)| {
        let standing = Standing {
            state: placed.state.as_str(),
            number: Some(at + 1),
            quote: Some(&placed.quote),
        };
        (&placed.note, standing)
    });
    let whole = notes.whole.iter().map(|note| (note, Standing::WHOLE));
    let lost = notes.only_lost().map(|lost| {
        let standing = Standing {
            state: lost.state.as_str(),
            number: None,
            quote: Some(&lost.quote),
        };
        (&lost.note, standing)
    });
    placed.chain(whole).chain(lost)
}

/// A note on the page where it has its permalink.
#[derive(Clone, Copy)]
pub struct OnPage<'a> {
    pub entry: &'a Entry,
    /// All that the page shows.
    pub notes: &'a Arc<Annotations>,
    pub note: &'a Arc<Note>,
    pub standing: Standing<'a>,
}

/// Every note that stands on a page, replies not counted.
#[derive(Default)]
pub struct AllNotes<'a> {
    /// The newest first; those without a date last.
    newest: Vec<OnPage<'a>>,
    /// Places in that list, by the slug of the tag.
    by_tag: BTreeMap<String, Vec<usize>>,
    by_author: BTreeMap<&'a str, Vec<usize>>,
}

impl<'a> AllNotes<'a> {
    /// `annotations` are those of each article, by its slug.
    pub fn of(corpus: &'a Corpus, annotations: &'a BTreeMap<String, Arc<Annotations>>) -> Self {
        let mut newest: Vec<OnPage<'a>> = annotations
            .iter()
            .filter_map(|(slug, notes)| Some((corpus.article(slug)?, notes)))
            .flat_map(|(entry, notes)| at_home(corpus, entry, notes))
            .collect();
        newest.sort_by(|a, b| {
            let order = b.note.created.cmp(&a.note.created);
            order.then_with(|| a.note.id.cmp(&b.note.id))
        });
        newest.dedup_by(|a, b| a.note.id == b.note.id);
        let mut all = Self::default();
        for (at, on) in newest.iter().enumerate() {
            for tag in &on.note.tags {
                let same = all.by_tag.entry(name_slug(tag)).or_default();
                if same.last() != Some(&at) {
                    same.push(at);
                }
            }
            if let Some(author) = &on.note.author {
                all.by_author.entry(author).or_default().push(at);
            }
        }
        all.newest = newest;
        all
    }

    /// The newest first; those without a date last.
    pub fn newest(&self) -> impl Iterator<Item = &OnPage<'a>> {
        self.newest.iter()
    }

    /// The same of those with a tag, by its slug.
    pub fn tagged(&self, slug: &str) -> impl Iterator<Item = &OnPage<'a>> {
        self.at(self.by_tag.get(slug))
    }

    /// The same of those that one person wrote, by id.
    pub fn by(&self, person: &str) -> impl Iterator<Item = &OnPage<'a>> {
        self.at(self.by_author.get(person))
    }

    fn at(&self, places: Option<&Vec<usize>>) -> impl Iterator<Item = &OnPage<'a>> {
        let places = places.map_or(&[][..], Vec::as_slice);
        places.iter().filter_map(|at| self.newest.get(*at))
    }

    /// What a page is made from that shows these notes, and else nothing but what `view.key` stands for.
    pub fn origin<'n>(
        &self,
        kind: &str,
        view: &View<'_>,
        shown: impl Iterator<Item = &'n OnPage<'n>>,
    ) -> Origin {
        let mut key = KeyBuilder::new(kind).with_key(view.key);
        let mut pages = BTreeMap::new();
        for on in shown {
            key = key.with(&on.note.id);
            pages.insert(on.entry.article().slug.as_str(), on.notes);
        }
        for notes in pages.values() {
            key = links_of(view, notes, key);
        }
        let origin = Origin::new(key.key());
        pages
            .into_values()
            .fold(origin, |it, notes| it.with(Some(notes)))
    }
}

/// Adds where the links of notes and of their answers lead.
pub(super) fn links_of(view: &View<'_>, notes: &Annotations, mut key: KeyBuilder) -> KeyBuilder {
    let ids = standing(notes).map(|(note, _)| note);
    for note in ids.chain(notes.replies.values().flatten()) {
        let links = view.note_links.get(&note.id);
        if let Some(links) = links.filter(|links| !links.is_empty()) {
            key = key.with(&note.id).with(format!("{links:?}"));
        }
    }
    key
}

/// Those of an article's notes that have their permalink on its page.
fn at_home<'a>(
    corpus: &'a Corpus,
    entry: &'a Entry,
    notes: &'a Arc<Annotations>,
) -> impl Iterator<Item = OnPage<'a>> {
    let is_home = move |note: &Note| {
        let folder = corpus.article(&note.article);
        let home = folder.map(|folder| annotate::home(corpus, folder, note));
        home.is_some_and(|home| home.article().slug == entry.article().slug)
    };
    let own = standing(notes).filter(move |(note, _)| is_home(note));
    own.map(move |(note, standing)| OnPage {
        entry,
        notes,
        note,
        standing,
    })
}
