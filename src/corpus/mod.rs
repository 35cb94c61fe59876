//! Everything a site holds, loaded and filed by slug.

mod load;
mod merged;
mod paths;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use load::{Audience, Loader};
pub use merged::merged;
pub use paths::note;

use crate::content::{Article, Comment, Entity, Note, Page, Refusals, Status};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::memo::{Key, KeyBuilder};

/// All content that an audience may see, and what was found wrong while loading it.
#[derive(Debug, Default)]
pub struct Corpus {
    /// By slug.
    pub articles: BTreeMap<String, Entry>,
    /// By slug; `index` is the home page's introduction.
    pub pages: BTreeMap<String, Arc<Loaded<Page>>>,
    /// The authority list, by slug.
    pub entities: BTreeMap<String, Arc<Loaded<Entity>>>,
    /// The entity that each merged one ended up in, by slug.
    pub merged: BTreeMap<String, String>,
    /// Names that are no entities.
    pub refusals: Refusals,
    /// Slugs of articles that exist but are not for this audience, so that a link to one can be told from a typo.
    pub withheld: BTreeSet<String>,
    /// The same of pages.
    pub withheld_pages: BTreeSet<String>,
    /// The same of entities: those that nothing published names or links to, and those with conflict markers.
    pub withheld_entities: BTreeSet<String>,
    pub diagnostics: Vec<Diagnostic>,
}

/// A Markdown file with the document that its body is.
#[derive(Debug, PartialEq)]
pub struct Loaded<T> {
    pub meta: T,
    pub document: Document,
    /// Stands for all of it where results are remembered.
    pub key: Key,
}

/// An article with everything that lies in its folder.
#[derive(Debug, Clone)]
pub struct Entry {
    pub loaded: Arc<Loaded<Article>>,
    /// The notes of its folder, by id.
    pub notes: BTreeMap<String, Arc<Note>>,
    /// Whether its folder holds notes that are not among them: they cannot be read, or have the id of another.
    pub has_unread_notes: bool,
    /// The plain texts that its notes were anchored to, by their hash.
    pub texts: BTreeMap<String, Arc<str>>,
    pub comments: Arc<Vec<Comment>>,
    /// Its images and other files: path inside the folder, and path in the snapshot.
    pub files: BTreeMap<String, String>,
}

impl Entry {
    pub fn article(&self) -> &Article {
        &self.loaded.meta
    }

    pub fn document(&self) -> &Document {
        &self.loaded.document
    }

    /// Where its page goes in the built site.
    pub fn output(&self) -> String {
        format!("articles/{}.html", self.article().slug)
    }

    /// Where the notes of its folder go as Web Annotations; None without notes.
    pub fn annotations_output(&self) -> Option<String> {
        (!self.notes.is_empty()).then(|| format!("articles/{}.jsonld", self.article().slug))
    }

    /// The notes that a reply stands below, its parent first.
    pub fn thread<'a>(&'a self, reply: &'a Note) -> impl Iterator<Item = &'a Note> {
        let parent = |note: &&'a Note| {
            let parent = self.notes.get(note.reply_to.as_ref()?)?;
            Some(&**parent)
        };
        // Bounded, in case notes answer one another in a circle.
        std::iter::successors(parent(&reply), parent).take(self.notes.len())
    }

    pub fn is_draft(&self) -> bool {
        self.article().meta.status != Status::Published
    }
}

impl Corpus {
    /// Stands for all articles as they are written; not for what else lies in their folders.
    pub fn articles_key(&self) -> Key {
        whole("articles", self.articles.values().map(|it| it.loaded.key))
    }

    /// Stands for all entities.
    pub fn entities_key(&self) -> Key {
        whole("entities", self.entities.values().map(|it| it.key))
    }

    /// Stands for everything but what lies in articles' folders beside them.
    pub fn texts_key(&self) -> Key {
        let key = KeyBuilder::new("texts")
            .with_key(self.articles_key())
            .with_key(self.entities_key())
            .with_key(whole("pages", self.pages.values().map(|it| it.key)));
        let merged = self.merged.iter();
        let key = merged.fold(key, |key, (slug, to)| key.with(slug).with(to));
        let withheld = [
            &self.withheld, &self.withheld_pages, &self.withheld_entities,
        ];
        key.with_value(&withheld).key()
    }

    pub fn article(&self, slug: &str) -> Option<&Entry> {
        self.articles.get(slug)
    }

    /// The articles newest first; those without a date last. Equal dates are in the order of their slugs.
    pub fn by_date(&self) -> Vec<&Entry> {
        let mut entries: Vec<&Entry> = self.articles.values().collect();
        entries.sort_by_cached_key(|entry| {
            let date = entry.article().meta.date;
            (date.is_none(), Reverse(date))
        });
        entries
    }

    /// Every note with the article it lies in.
    pub fn notes(&self) -> impl Iterator<Item = (&Entry, &Arc<Note>)> {
        self.articles
            .values()
            .flat_map(|entry| entry.notes.values().map(move |note| (entry, note)))
    }
}

fn whole(of: &str, keys: impl Iterator<Item = Key>) -> Key {
    keys.fold(KeyBuilder::new(of), KeyBuilder::with_key).key()
}
