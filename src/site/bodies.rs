//! Markdown to HTML: the bodies of articles and pages, and what short texts are made of them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use super::Survey;
use super::resolving::ArticleLinks;
use super::texts::Texts;
use crate::annotate::Annotations;
use crate::corpus::{Corpus, Entry};
use crate::document::{self, Document};
use crate::links::Href;
use crate::links::resolve::{Resolved, page_output};
use crate::memo::{Key, KeyBuilder, Origin, Table};
use crate::render::{self, Highlighter, Input, Mark, Name, RenderedBlock};

/// The longest excerpt, in characters.
const EXCERPT: usize = 220;

/// Remembers what was rendered.
#[derive(Default)]
pub(super) struct Bodies {
    /// The bodies of articles, by slug.
    pub articles: Rendered,
    /// What each of them was made from.
    made: HashMap<String, Made>,
    /// What the articles' bodies were made from last.
    last: Option<Last>,
    pages: Table<Vec<RenderedBlock>>,
    notes: Table<Document>,
    excerpts: Table<String>,
    pub highlight: Highlighter,
}

/// What all bodies were made from.
#[derive(Debug)]
struct Last {
    texts: Key,
    links: Arc<ArticleLinks>,
    notes: BTreeMap<String, Arc<Annotations>>,
}

/// A body that is to be rendered.
struct Work<'a> {
    document: &'a Document,
    /// What the document was read from.
    source: &'a str,
    hrefs: Vec<Href>,
    marks: Vec<Mark>,
    names: Vec<Name>,
}

/// What the body of an article was made from.
#[derive(Debug)]
struct Made {
    origin: Origin,
    key: Key,
}

pub(super) type Rendered = BTreeMap<String, Arc<Vec<RenderedBlock>>>;

impl Bodies {
    /// Renders the articles anew of which something has changed. `links` has where each link of an article leads.
    pub(super) fn update(&mut self, survey: &Survey, texts: &Texts, links: &Arc<ArticleLinks>) {
        let corpus = &survey.corpus;
        let last = self.last.as_ref().filter(|last| last.texts == texts.key);
        let few = last.and_then(|last| {
            let noted = changed(&last.notes, &survey.annotations);
            let few: BTreeSet<&str> = links.few(&last.links)?.chain(noted).collect();
            let articles = few.into_iter();
            let articles = articles.filter_map(|slug| corpus.articles.get_key_value(slug));
            Some(articles.collect())
        });
        let open: Vec<(&String, &Entry)> = few.unwrap_or_else(|| {
            self.articles
                .retain(|slug, _| corpus.articles.contains_key(slug));
            self.made
                .retain(|slug, _| corpus.articles.contains_key(slug));
            corpus.articles.iter().collect()
        });
        let new = open.into_par_iter();
        let new = new.filter_map(|article| self.body(survey, texts, links, article));
        let new: Vec<(&String, Made, Option<Vec<RenderedBlock>>)> = new.collect();
        for (slug, made, blocks) in new {
            if let Some(blocks) = blocks {
                self.articles.insert(slug.clone(), Arc::new(blocks));
            }
            self.made.insert(slug.clone(), made);
        }
        self.last = Some(Last {
            texts: texts.key,
            links: Arc::clone(links),
            notes: survey.annotations.clone(),
        });
    }

    /// The body of an article, when it is made from something else now; and its blocks, when they differ.
    fn body<'a>(
        &self,
        survey: &Survey,
        texts: &Texts,
        links: &ArticleLinks,
        (slug, entry): (&'a String, &Entry),
    ) -> Option<(&'a String, Made, Option<Vec<RenderedBlock>>)> {
        let (links, notes) = (links.get(slug), survey.annotations.get(slug));
        let origin = Origin::new(texts.key).with(links).with(notes);
        let known = self.made.get(slug);
        if known.is_some_and(|made| made.origin == origin) {
            return None;
        }
        let options = document::Options {
            smart_punctuation: survey.config.smart_punctuation,
        };
        let marks = notes.map(|notes| marks(notes)).unwrap_or_default();
        let links = links.map_or(&[][..], |links| links.as_slice());
        let output = entry.output();
        let names = texts.naming.links(slug, &output);
        let work = Work {
            document: entry.document(),
            source: entry.article().file.body(),
            hrefs: hrefs(&survey.corpus, &output, entry.document(), links, &marks),
            marks,
            names: names.map(|(range, href)| Name { range, href }).collect(),
        };
        let key = work.key(options);
        let same = known.is_some_and(|made| made.key == key);
        let blocks = (!same).then(|| work.render(&self.highlight));
        Some((slug, Made { origin, key }, blocks))
    }

    /// The bodies of all pages, by slug.
    pub(super) fn pages(
        &mut self,
        corpus: &Corpus,
        resolved: &BTreeMap<String, Arc<Vec<Resolved>>>,
        options: document::Options,
    ) -> Rendered {
        let work = corpus.pages.iter().map(|(slug, page)| Work {
            document: &page.document,
            source: page.meta.file.body(),
            hrefs: resolved
                .get(slug)
                .map(|links| hrefs(corpus, &shown_on(slug), &page.document, links, &[]))
                .unwrap_or_default(),
            marks: Vec::new(),
            names: Vec::new(),
        });
        let work: Vec<Work<'_>> = work.collect();
        let highlight = &self.highlight;
        let rendered = self.pages.get_all(
            &work,
            |work| work.key(options),
            |work| work.render(highlight),
        );
        corpus.pages.keys().cloned().zip(rendered).collect()
    }

    /// The bodies of notes as documents, by id.
    pub(super) fn notes(
        &mut self,
        corpus: &Corpus,
        options: document::Options,
    ) -> BTreeMap<String, Arc<Document>> {
        let notes: Vec<_> = corpus.notes().map(|(_, note)| note).collect();
        let key = |note: &&Arc<crate::content::Note>| {
            KeyBuilder::new("note-body")
                .with(note.file.body())
                .with_value(&options.smart_punctuation)
                .key()
        };
        let documents = self.notes.get_all(&notes, key, |note| {
            document::parse(note.file.body(), &options)
        });
        notes
            .iter()
            .zip(documents)
            .map(|(note, document)| (note.id.clone(), document))
            .collect()
    }

    /// The first lines of all articles, by slug.
    pub(super) fn excerpts(&mut self, corpus: &Corpus) -> BTreeMap<String, Arc<String>> {
        let entries: Vec<_> = corpus.articles.values().collect();
        let excerpts = self.excerpts.get_all(
            &entries,
            |entry| KeyBuilder::new("excerpt").with_key(entry.loaded.key).key(),
            |entry| render::text_excerpt(entry.document(), EXCERPT),
        );
        entries
            .iter()
            .zip(excerpts)
            .map(|(entry, excerpt)| (entry.article().slug.clone(), excerpt))
            .collect()
    }

    pub(super) fn forget_unused(&mut self) {
        self.pages.forget_unused();
        self.notes.forget_unused();
        self.excerpts.forget_unused();
    }
}

impl Work<'_> {
    /// `options` are those that the documents were parsed with: the plain text does not have all that they change.
    fn key(&self, options: document::Options) -> Key {
        let key = KeyBuilder::new("body")
            .with(self.source)
            .with_value(&self.hrefs)
            .with(self.document.plain.hash())
            .with_value(&options.smart_punctuation);
        let key = self.names.iter().fold(key, |key, name| {
            key.with(format!("{}-{}", name.range.start, name.range.end))
                .with(&name.href)
        });
        let key = self.marks.iter().fold(key, |key, mark| {
            let at = format!("{}-{}", mark.range.start, mark.range.end);
            key.with(&mark.note)
                .with(&mark.label)
                .with(&mark.kind)
                .with(at)
        });
        key.key()
    }

    fn render(&self, highlight: &Highlighter) -> Vec<RenderedBlock> {
        render::render(&Input {
            document: self.document,
            hrefs: &self.hrefs,
            marks: &self.marks,
            names: &self.names,
            highlight,
        })
    }
}

/// The page that shows a file of `content/pages/`.
pub(super) fn shown_on(slug: &str) -> String {
    page_output(slug)
}

/// Where the links lead. A wikilink without a text shows the title, unless a mark speaks of its words.
fn hrefs(
    corpus: &Corpus,
    output: &str,
    document: &Document,
    links: &[Resolved],
    marks: &[Mark],
) -> Vec<Href> {
    let marked = |link: &document::Link| {
        marks
            .iter()
            .any(|mark| mark.range.start < link.plain.end && link.plain.start < mark.range.end)
    };
    let href = |(link, resolved): (&document::Link, &Resolved)| {
        if marked(link) {
            resolved.href(output)
        } else {
            resolved.titled(output, corpus, document, link)
        }
    };
    document.links.iter().zip(links).map(href).collect()
}

/// The keys whose values are not the very same.
fn changed<'a, T>(
    before: &'a BTreeMap<String, Arc<T>>,
    now: &'a BTreeMap<String, Arc<T>>,
) -> impl Iterator<Item = &'a str> {
    let differs = |other: &BTreeMap<String, Arc<T>>, slug: &str, value: &Arc<T>| {
        other
            .get(slug)
            .is_none_or(|other| !Arc::ptr_eq(other, value))
    };
    let came = now
        .iter()
        .filter(move |(slug, value)| differs(before, slug, value));
    let went = before.keys().filter(|slug| !now.contains_key(*slug));
    came.map(|(slug, _)| slug.as_str())
        .chain(went.map(String::as_str))
}

fn marks(notes: &Annotations) -> Vec<Mark> {
    let marks = notes.placed.iter().enumerate().flat_map(|(at, placed)| {
        placed.ranges.iter().map(move |range| Mark {
            note: placed.note.id.clone(),
            label: (at + 1).to_string(),
            kind: placed.note.kind.as_str().to_owned(),
            range: range.clone(),
        })
    });
    marks.collect()
}
