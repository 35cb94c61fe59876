//! Feeds, each made again only when what stands in it has changed.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::corpus::Entry;
use crate::feeds::item::{Feed, Item};
use crate::feeds::{articles, atom, json_feed, notes};
use crate::memo::{KeyBuilder, Origin};
use crate::page::View;
use crate::page::feed::{Of, Source, paths, sources};
use crate::page::html_context::canonical_url;
use crate::text::url;

/// The feeds of articles and those of notes, which change at different times.
#[derive(Debug, Default)]
pub(super) struct Feeds {
    articles: Shelf,
    notes: Shelf,
}

/// Feeds by the path of their page.
#[derive(Debug, Default)]
struct Shelf {
    /// Of all of them together.
    origin: Option<Origin>,
    written: BTreeMap<String, Written>,
}

/// A feed in its formats, and what it was made from.
#[derive(Debug, Clone)]
struct Written {
    origin: Origin,
    files: [(String, Arc<[u8]>); 2],
}

/// A feed that can be made.
struct Plan<'a> {
    page: String,
    origin: Origin,
    title: String,
    items: Box<dyn Fn() -> Vec<Item> + Send + Sync + 'a>,
}

impl Feeds {
    /// All feeds of a site that stands at `base`: paths and bytes.
    pub(super) fn files(&mut self, view: &View<'_>, base: &str) -> Vec<(String, Arc<[u8]>)> {
        let texts = Origin::new(view.key);
        let annotations = view.annotations.values();
        let notes = annotations.fold(texts.clone(), |origin, it| origin.with(Some(it)));
        self.articles
            .update(view, base, texts, || of_articles(view, base));
        self.notes
            .update(view, base, notes, || of_notes(view, base));
        let all = self.articles.written.values();
        let all = all.chain(self.notes.written.values());
        all.flat_map(|it| it.files.iter().cloned()).collect()
    }
}

impl Shelf {
    fn update<'a>(
        &mut self,
        view: &View<'_>,
        base: &str,
        origin: Origin,
        plans: impl FnOnce() -> Vec<Plan<'a>>,
    ) {
        if self.origin.as_ref() == Some(&origin) {
            return;
        }
        let known = std::mem::take(&mut self.written);
        let written = plans().into_par_iter().map(|plan| {
            let written = match known.get(&plan.page) {
                Some(known) if known.origin == plan.origin => known.clone(),
                _ => write(view, base, &plan),
            };
            (plan.page, written)
        });
        self.written = written.collect();
        self.origin = Some(origin);
    }
}

fn write(view: &View<'_>, base: &str, plan: &Plan<'_>) -> Written {
    let [atom_path, json_path] = paths(&plan.page);
    let feed = Feed {
        title: plan.title.clone(),
        description: view.config.description.clone(),
        language: view.config.language.clone(),
        page: canonical_url(base, &plan.page),
        atom: url::absolute(base, &atom_path),
        json: url::absolute(base, &json_path),
        items: (plan.items)(),
    };
    let bytes = |text: String| Arc::from(text.into_bytes());
    Written {
        origin: plan.origin.clone(),
        files: [
            (atom_path, bytes(atom::atom(&feed))),
            (json_path, bytes(json_feed::json_feed(&feed))),
        ],
    }
}

fn of_articles<'a>(view: &'a View<'_>, base: &'a str) -> Vec<Plan<'a>> {
    let config = view.config;
    let rest = KeyBuilder::new("article feed").with_value(config);
    let excerpt = |entry: &Entry| view.excerpts.get(&entry.article().slug);
    let plan = |source: Source<'a>| {
        let Of::Articles(entries) = source.of else {
            return None;
        };
        let title = view.feed_title(source.subject);
        let entries = articles::newest(entries, config.feed_entries);
        let origin = Origin::new(rest.clone().with(&title).key());
        let origin = entries.iter().fold(origin, |origin, entry| {
            origin.with(Some(&entry.loaded)).with(excerpt(entry))
        });
        let items = move || {
            let item = |entry: &&Entry| {
                let excerpt = excerpt(entry).map_or("", |text| text.as_str());
                articles::item(config, base, entry, excerpt)
            };
            entries.iter().map(item).collect()
        };
        Some(Plan {
            page: source.page,
            origin,
            title,
            items: Box::new(items),
        })
    };
    let sources = sources(config, view.corpus, view.terms);
    sources.into_par_iter().filter_map(plan).collect()
}

fn of_notes<'a>(view: &'a View<'_>, base: &'a str) -> Vec<Plan<'a>> {
    let newest = notes::newest(view);
    let plan = |source: Source<'a>| {
        let author = match source.of {
            Of::Articles(_) => return None,
            Of::Notes => None,
            Of::NotesBy(person) => Some(person.id.as_str()),
        };
        let subject = match author {
            Some(_) => source.subject.map(str::to_owned),
            None => Some(view.notes_subject()),
        };
        let title = view.feed_title(subject.as_deref());
        let told = newest.iter().copied();
        let told = told.filter(|it| author.is_none() || it.note.author.as_deref() == author);
        let told: Vec<notes::Told<'a>> = told.take(view.config.feed_entries).collect();
        let mut rest = KeyBuilder::new("note feed").with_key(view.key).with(&title);
        for it in &told {
            // Where its links lead is found out anew in every round.
            let links = view.note_links.get(&it.note.id);
            rest = rest.with_value(&it.quote).with(format!("{links:?}"));
        }
        let origin = told.iter().fold(Origin::new(rest.key()), |origin, it| {
            let document = view.note_documents.get(&it.note.id);
            origin.with(Some(it.note)).with(document)
        });
        let items = move || {
            let item = |it: &notes::Told<'_>| notes::item(view, base, it);
            told.iter().map(item).collect()
        };
        Some(Plan {
            page: source.page,
            origin,
            title,
            items: Box::new(items),
        })
    };
    let sources = sources(view.config, view.corpus, view.terms);
    sources.into_iter().filter_map(plan).collect()
}
