//! Markdown to HTML: the bodies of articles and pages, and what short texts are made of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::annotate::{self, Annotations};
use crate::corpus::Corpus;
use crate::diagnostic::{Diagnostic, Place};
use crate::document::{self, Document};
use crate::entities::{self, Naming};
use crate::links::Href;
use crate::links::backlinks::Source;
use crate::links::resolve::{From, Resolved, Resolver, page_output};
use crate::memo::{KeyBuilder, Table};
use crate::render::{self, Highlighter, Input, Mark, Name, RenderedBlock};

/// The longest excerpt, in characters.
const EXCERPT: usize = 220;

/// Remembers what was rendered.
#[derive(Default)]
pub(super) struct Bodies {
    blocks: Table<Vec<RenderedBlock>>,
    notes: Table<Document>,
    excerpts: Table<String>,
    pub highlight: Highlighter,
}

/// A body that is to be rendered.
struct Work<'a> {
    slug: &'a str,
    document: &'a Document,
    /// What the document was read from.
    source: &'a str,
    hrefs: Vec<Href>,
    marks: Vec<Mark>,
    names: Vec<Name>,
}

pub(super) type Rendered = BTreeMap<String, Arc<Vec<RenderedBlock>>>;

impl Bodies {
    /// The bodies of all articles, by slug. `resolved` has where each link of an article leads.
    pub(super) fn articles(
        &mut self,
        corpus: &Corpus,
        resolved: &BTreeMap<String, Vec<Resolved>>,
        annotations: &BTreeMap<String, Arc<Annotations>>,
        naming: &Naming,
        options: document::Options,
    ) -> Rendered {
        let work = corpus.articles.iter().map(|(slug, entry)| {
            let marks = annotations
                .get(slug)
                .map(|notes| marks(notes))
                .unwrap_or_default();
            let links = resolved.get(slug).map(Vec::as_slice).unwrap_or_default();
            Work {
                slug,
                document: entry.document(),
                source: entry.article().file.body(),
                hrefs: hrefs(corpus, &entry.output(), entry.document(), links, &marks),
                marks,
                names: naming
                    .links(slug, &entry.output())
                    .map(|(range, href)| Name { range, href })
                    .collect(),
            }
        });
        self.render(&work.collect::<Vec<_>>(), options)
    }

    /// The bodies of all pages, by slug.
    pub(super) fn pages(
        &mut self,
        corpus: &Corpus,
        resolved: &BTreeMap<String, Vec<Resolved>>,
        options: document::Options,
    ) -> Rendered {
        let work = corpus.pages.iter().map(|(slug, page)| Work {
            slug,
            document: &page.document,
            source: page.meta.file.body(),
            hrefs: resolved
                .get(slug)
                .map(|links| hrefs(corpus, &shown_on(slug), &page.document, links, &[]))
                .unwrap_or_default(),
            marks: Vec::new(),
            names: Vec::new(),
        });
        self.render(&work.collect::<Vec<_>>(), options)
    }

    /// `options` are those that the documents were parsed with: the plain text does not have all that they change.
    fn render(&mut self, work: &[Work<'_>], options: document::Options) -> Rendered {
        let highlight = &self.highlight;
        let key = |work: &Work<'_>| {
            let key = KeyBuilder::new("body")
                .with(work.source)
                .with_value(&work.hrefs);
            let key = key
                .with(work.document.plain.hash())
                .with_value(&options.smart_punctuation);
            let key = work.names.iter().fold(key, |key, name| {
                key.with(format!("{}-{}", name.range.start, name.range.end))
                    .with(&name.href)
            });
            let key = work.marks.iter().fold(key, |key, mark| {
                let at = format!("{}-{}", mark.range.start, mark.range.end);
                key.with(&mark.note)
                    .with(&mark.label)
                    .with(&mark.kind)
                    .with(at)
            });
            key.key()
        };
        let render = |work: &Work<'_>| {
            render::render(&Input {
                document: work.document,
                hrefs: &work.hrefs,
                marks: &work.marks,
                names: &work.names,
                highlight,
            })
        };
        let rendered = self.blocks.get_all(work, key, render);
        work.iter()
            .zip(rendered)
            .map(|(work, blocks)| (work.slug.to_owned(), blocks))
            .collect()
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
            |entry| {
                KeyBuilder::new("excerpt")
                    .with(entry.article().file.body())
                    .with(entry.document().plain.hash())
                    .key()
            },
            |entry| render::text_excerpt(entry.document(), EXCERPT),
        );
        entries
            .iter()
            .zip(excerpts)
            .map(|(entry, excerpt)| (entry.article().slug.clone(), excerpt))
            .collect()
    }

    pub(super) fn forget_unused(&mut self) {
        self.blocks.forget_unused();
        self.notes.forget_unused();
        self.excerpts.forget_unused();
    }
}

/// The page that shows a file of `content/pages/`.
pub(super) fn shown_on(slug: &str) -> String {
    page_output(slug)
}

/// Where the links of every article, page and note lead, and what is wrong with them.
pub(super) fn resolve(
    corpus: &Corpus,
    resolver: &Resolver<'_>,
    note_documents: &BTreeMap<String, Arc<Document>>,
) -> (ResolvedLinks, Vec<Diagnostic>) {
    let mut links = ResolvedLinks::default();
    let mut found = Vec::new();
    for (slug, entry) in &corpus.articles {
        let file = &entry.article().file;
        let output = entry.output();
        let from = From {
            source: &file.path,
            folder: Some(slug),
            output: &output,
        };
        let resolved = each(
            resolver,
            from,
            entry.document(),
            |span| file.body_place(span),
            &mut found,
        );
        links.articles.insert(slug.clone(), resolved);
    }
    let all_is_there = corpus.withheld.is_empty()
        && corpus.withheld_pages.is_empty()
        && corpus.withheld_entities.is_empty();
    for (slug, entity) in &corpus.entities {
        // No page shows the description of one that was merged into another: only its editor minds where it leads.
        if corpus.merged.contains_key(slug) && !all_is_there {
            continue;
        }
        let file = &entity.meta.file;
        let output = entities::output(slug);
        let from = From {
            source: &file.path,
            folder: None,
            output: &output,
        };
        let place = |span| file.body_place(span);
        each(resolver, from, &entity.document, place, &mut found);
    }
    for (slug, page) in &corpus.pages {
        let file = &page.meta.file;
        let output = shown_on(slug);
        let from = From {
            source: &file.path,
            folder: None,
            output: &output,
        };
        let resolved = each(
            resolver,
            from,
            &page.document,
            |span| file.body_place(span),
            &mut found,
        );
        links.pages.insert(slug.clone(), resolved);
    }
    for (entry, note) in corpus.notes() {
        let Some(document) = note_documents.get(&note.id) else {
            continue;
        };
        let output = annotate::home(corpus, entry, note).output();
        let from = From {
            source: &note.file.path,
            folder: Some(&note.article),
            output: &output,
        };
        let resolved = each(
            resolver,
            from,
            document,
            |span| note.file.body_place(span),
            &mut found,
        );
        links.notes.insert(note.id.clone(), resolved);
    }
    (links, found)
}

/// Every text whose links count as backlinks: the articles, then the notes on them.
pub(super) fn sources<'a>(
    corpus: &'a Corpus,
    resolved: &'a ResolvedLinks,
    note_documents: &'a BTreeMap<String, Arc<Document>>,
) -> impl Iterator<Item = Source<'a>> {
    let articles = corpus.articles.iter().filter_map(|(slug, entry)| {
        let links = resolved.articles.get(slug)?;
        Some(Source {
            slug,
            note: None,
            document: entry.document(),
            links,
            see: &[],
        })
    });
    let notes = corpus.notes().filter_map(|(entry, note)| {
        let (document, links) = (note_documents.get(&note.id)?, resolved.notes.get(&note.id)?);
        Some(Source {
            slug: &annotate::home(corpus, entry, note).article().slug,
            note: Some(&note.id),
            document,
            links,
            see: &note.see,
        })
    });
    articles.chain(notes)
}

#[derive(Debug, Default)]
pub(super) struct ResolvedLinks {
    pub articles: BTreeMap<String, Vec<Resolved>>,
    pub pages: BTreeMap<String, Vec<Resolved>>,
    /// By the note's id.
    pub notes: BTreeMap<String, Vec<Resolved>>,
}

/// Where each link of a document leads; those that lead nowhere are told.
fn each(
    resolver: &Resolver<'_>,
    from: From<'_>,
    document: &Document,
    place: impl Fn(std::ops::Range<usize>) -> Place,
    found: &mut Vec<Diagnostic>,
) -> Vec<Resolved> {
    let resolve = |link: &document::Link| {
        let resolved = resolver.resolve(from, link);
        if let Resolved::Broken { message, help } = &resolved {
            let diagnostic = Diagnostic::error("broken-link", message.clone());
            found.push(diagnostic.at(place(link.source.clone())).help(help.clone()));
        }
        resolved
    };
    document.links.iter().map(resolve).collect()
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
