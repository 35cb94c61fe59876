//! Where the links of all texts lead, and who links to whom.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::bodies::shown_on;
use super::routes::Outputs;
use crate::annotate;
use crate::corpus::{Corpus, Entry};
use crate::diagnostic::{Diagnostic, Place};
use crate::document::{self, Document};
use crate::entities;
use crate::links::backlinks::{self, Source};
use crate::links::resolve::{From, Resolved, Resolver};
use crate::links::{Backlink, Backlinks};
use crate::memo::{Key, KeyBuilder, Table};

/// Remembers what no note has a say in.
#[derive(Debug, Default)]
pub(super) struct Linker {
    settled: Table<Settled>,
    backlinks: Table<BTreeMap<String, Vec<Backlink>>>,
}

/// Where the links of articles lead, whatever notes there are.
#[derive(Debug, Default)]
struct Settled {
    /// By slug.
    links: BTreeMap<String, Arc<Vec<Resolved>>>,
    found: Vec<Diagnostic>,
    /// The slugs of the others.
    open: Vec<String>,
}

/// Where the links of articles lead, by slug.
#[derive(Debug, Default)]
pub(super) struct ArticleLinks {
    settled: Arc<Settled>,
    /// Of those that link to what there is because of notes.
    open: BTreeMap<String, Arc<Vec<Resolved>>>,
}

impl ArticleLinks {
    pub(super) fn get(&self, slug: &str) -> Option<&Arc<Vec<Resolved>>> {
        self.open.get(slug).or_else(|| self.settled.links.get(slug))
    }

    /// Whether all is as it was `before`, but for the links of a few articles, whose slugs these are.
    pub(super) fn few<'a>(&'a self, before: &Self) -> Option<impl Iterator<Item = &'a str>> {
        let same = Arc::ptr_eq(&self.settled, &before.settled);
        same.then(|| self.open.keys().map(String::as_str))
    }
}

/// Where the links of one text lead, and what is wrong with them.
type Found = (Arc<Vec<Resolved>>, Vec<Diagnostic>);

/// Where each link leads, by the slug of what it stands in.
#[derive(Debug)]
pub(super) struct ResolvedLinks {
    pub articles: Arc<ArticleLinks>,
    pub pages: BTreeMap<String, Arc<Vec<Resolved>>>,
    /// Of the descriptions.
    pub entities: BTreeMap<String, Arc<Vec<Resolved>>>,
    /// By the note's id.
    pub notes: BTreeMap<String, Arc<Vec<Resolved>>>,
    /// Stands for the links of articles.
    pub key: Key,
}

impl Linker {
    /// Where the links of every article, page and note lead, and what is wrong with them. `fixed` stands for the texts of
    /// the corpus, and for all files that there are without notes.
    pub(super) fn resolve(
        &mut self,
        fixed: Key,
        corpus: &Corpus,
        resolver: &Resolver<'_>,
        note_documents: &BTreeMap<String, Arc<Document>>,
    ) -> (ResolvedLinks, Vec<Diagnostic>) {
        let settled = self.settled.get(fixed, || settle(corpus, resolver));
        let mut told = settled.found.clone();
        let mut take = |(links, found): Found| {
            told.extend(found);
            links
        };
        let mut key = KeyBuilder::new("links").with_key(fixed);
        let mut open = BTreeMap::new();
        for slug in &settled.open {
            if let Some(entry) = corpus.article(slug) {
                let links = take(article(resolver, entry));
                key = key.with(slug).with(format!("{links:?}"));
                open.insert(slug.clone(), links);
            }
        }
        let entities = entities(corpus, resolver);
        let entities = entities.map(|(slug, found)| (slug, take(found))).collect();
        let pages = corpus.pages.iter().map(|(slug, page)| {
            let file = &page.meta.file;
            let from = From {
                source: &file.path,
                folder: None,
                output: &shown_on(slug),
            };
            let place = |span| file.body_place(span);
            let found = each(resolver, from, &page.document, place);
            (slug.clone(), take(found))
        });
        let pages = pages.collect();
        let notes = notes(corpus, resolver, note_documents);
        let resolved = ResolvedLinks {
            articles: Arc::new(ArticleLinks { settled, open }),
            pages,
            entities,
            notes: notes.map(|(id, found)| (id, take(found))).collect(),
            key: key.key(),
        };
        (resolved, told)
    }

    /// Every text whose links count as backlinks: the articles, then the notes on them.
    pub(super) fn backlinks(
        &mut self,
        corpus: &Corpus,
        resolved: &ResolvedLinks,
        note_documents: &BTreeMap<String, Arc<Document>>,
    ) -> Backlinks {
        let articles = corpus.articles.iter().filter_map(|(slug, entry)| {
            Some(Source {
                slug,
                note: None,
                document: entry.document(),
                links: resolved.articles.get(slug)?,
                see: &[],
            })
        });
        let words = self.backlinks.get(resolved.key, || {
            backlinks::collect(corpus, &BTreeMap::new(), articles)
        });
        let notes = corpus.notes().filter_map(|(entry, note)| {
            Some(Source {
                slug: &annotate::home(corpus, entry, note).article().slug,
                note: Some(&note.id),
                document: note_documents.get(&note.id)?,
                links: resolved.notes.get(&note.id)?,
                see: &note.see,
            })
        });
        let notes = backlinks::collect(corpus, &words, notes);
        Backlinks { words, notes }
    }

    pub(super) fn forget_unused(&mut self) {
        self.settled.forget_unused();
        self.backlinks.forget_unused();
    }
}

fn settle(corpus: &Corpus, resolver: &Resolver<'_>) -> Settled {
    let entries: Vec<(&String, &Entry)> = corpus.articles.iter().collect();
    let resolved = entries.into_par_iter().map(|(slug, entry)| {
        let by_notes = AtomicBool::new(false);
        let exists = |path: &str| {
            by_notes.fetch_or(Outputs::may_be_of_notes(path), Ordering::Relaxed);
            (resolver.exists)(path)
        };
        let resolver = Resolver {
            exists: &exists,
            ..*resolver
        };
        let found = article(&resolver, entry);
        (slug, (!by_notes.into_inner()).then_some(found))
    });
    let resolved: Vec<_> = resolved.collect();
    let mut settled = Settled::default();
    for (slug, found) in resolved {
        match found {
            Some((links, found)) => {
                settled.found.extend(found);
                settled.links.insert(slug.clone(), links);
            }
            None => settled.open.push(slug.clone()),
        }
    }
    settled
}

fn article(resolver: &Resolver<'_>, entry: &Entry) -> Found {
    let article = entry.article();
    let from = From {
        source: &article.file.path,
        folder: Some(&article.slug),
        output: &entry.output(),
    };
    let place = |span| article.file.body_place(span);
    each(resolver, from, entry.document(), place)
}

fn entities(corpus: &Corpus, resolver: &Resolver<'_>) -> impl Iterator<Item = (String, Found)> {
    let all_is_there = corpus.withheld.is_empty()
        && corpus.withheld_pages.is_empty()
        && corpus.withheld_entities.is_empty();
    // No page shows the description of one that was merged into another: only its editor minds where it leads.
    let minded = move |slug: &String| all_is_there || !corpus.merged.contains_key(slug);
    let entities = corpus.entities.iter();
    let entities = entities.filter(move |(slug, _)| minded(slug));
    entities.map(|(slug, entity)| {
        let file = &entity.meta.file;
        let from = From {
            source: &file.path,
            folder: None,
            output: &entities::output(slug),
        };
        let place = |span| file.body_place(span);
        (slug.clone(), each(resolver, from, &entity.document, place))
    })
}

fn notes(
    corpus: &Corpus,
    resolver: &Resolver<'_>,
    documents: &BTreeMap<String, Arc<Document>>,
) -> impl Iterator<Item = (String, Found)> {
    corpus.notes().filter_map(|(entry, note)| {
        let document = documents.get(&note.id)?;
        let from = From {
            source: &note.file.path,
            folder: Some(&note.article),
            output: &annotate::home(corpus, entry, note).output(),
        };
        let place = |span| note.file.body_place(span);
        Some((note.id.clone(), each(resolver, from, document, place)))
    })
}

/// Where each link of a document leads; those that lead nowhere are told.
fn each(
    resolver: &Resolver<'_>,
    from: From<'_>,
    document: &Document,
    place: impl Fn(Range<usize>) -> Place,
) -> Found {
    let mut found = Vec::new();
    let resolve = |link: &document::Link| {
        let resolved = resolver.resolve(from, link);
        if let Resolved::Broken { message, help } = &resolved {
            let diagnostic = Diagnostic::error("broken-link", message.clone());
            found.push(diagnostic.at(place(link.source.clone())).help(help.clone()));
        }
        resolved
    };
    let links = document.links.iter().map(resolve).collect();
    (Arc::new(links), found)
}
