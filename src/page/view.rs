//! [`View`]: everything that pages are made from, and the small shapes made from it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::plan::{NoteCounts, Reads};
use super::series::order;
use super::shapes::{PersonRef, Summary, Term, minutes};
use super::standing::AllNotes;
use crate::annotate::Annotations;
use crate::config::{Config, Person};
use crate::content::Note;
use crate::corpus::{Corpus, Entry};
use crate::document::Document;
use crate::entities::Naming;
use crate::links::Links;
use crate::links::graph::Graph;
use crate::links::resolve::Resolved;
use crate::memo::Key;
use crate::render::{self, Highlighter, RenderedBlock};
use crate::text::name_slug::name_slug;
use crate::text::url;
use crate::theme::Settings;

/// The inputs of all pages.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// Stands for all that is not of notes: configuration, theme, texts, what they have to do with one another, and what
    /// of the site's own pages there is.
    pub key: Key,
    pub config: &'a Config,
    pub corpus: &'a Corpus,
    pub links: &'a Links,
    pub naming: &'a Naming,
    pub annotations: &'a BTreeMap<String, Arc<Annotations>>,
    pub notes: &'a AllNotes<'a>,
    /// The bodies of articles, by slug.
    pub bodies: &'a BTreeMap<String, Arc<Vec<RenderedBlock>>>,
    /// The bodies of pages, by slug.
    pub page_bodies: &'a BTreeMap<String, Arc<Vec<RenderedBlock>>>,
    pub settings: &'a Settings,
    /// Label and path of what the navigation shows.
    pub nav: &'a [(String, String)],
    /// Excerpts of articles, by slug.
    pub excerpts: &'a BTreeMap<String, Arc<String>>,
    pub terms: &'a Terms<'a>,
    /// The bodies of notes, by id.
    pub note_documents: &'a BTreeMap<String, Arc<Document>>,
    /// Where the links of notes lead, by the note's id.
    pub note_links: &'a BTreeMap<String, Arc<Vec<Resolved>>>,
    /// Where the links of entities' descriptions lead, by slug.
    pub entity_links: &'a BTreeMap<String, Arc<Vec<Resolved>>>,
    pub highlight: &'a Highlighter,
    pub note_counts: &'a NoteCounts<'a>,
    /// Where it is recorded which of these a page reads.
    pub reads: Option<&'a Reads>,
}

/// Names that have a page of their own, with the articles that have them, newest first.
#[derive(Default)]
pub struct Terms<'a> {
    /// All articles, newest first, undated last.
    pub by_date: Vec<&'a Entry>,
    /// By slug.
    pub tags: BTreeMap<String, TermEntry<'a>>,
    pub publications: BTreeMap<String, TermEntry<'a>>,
    /// In the order of the series.
    pub series: BTreeMap<String, TermEntry<'a>>,
    /// The articles that tell of each event by an editor's word, oldest first, undated last; by the event's slug.
    pub events: BTreeMap<&'a str, Vec<&'a Entry>>,
    /// How many notes each annotator has, by id.
    pub notes: BTreeMap<&'a str, usize>,
}

pub struct TermEntry<'a> {
    /// As it is written first, in the order of the articles' slugs.
    pub name: &'a str,
    pub articles: Vec<&'a Entry>,
}

impl<'a> Terms<'a> {
    pub fn of(corpus: &'a Corpus) -> Self {
        let mut terms = Self {
            by_date: corpus.by_date(),
            ..Self::default()
        };
        let [mut tags, mut publications, mut series] =
            std::array::from_fn(|_| Collected::default());
        for &entry in &terms.by_date {
            let meta = &entry.article().meta;
            for tag in &meta.tags {
                tags.add(tag, entry);
            }
            if let Some(publication) = &meta.publication {
                publications.add(publication, entry);
            }
            if let Some(of) = &meta.series {
                series.add(&of.name, entry);
            }
            let events = meta.events.iter();
            let events = events.map(|slug| corpus.merged.get(slug).unwrap_or(slug));
            for event in events.collect::<BTreeSet<_>>() {
                terms.events.entry(event).or_default().push(entry);
            }
        }
        terms.tags = tags.by_slug();
        terms.publications = publications.by_slug();
        terms.series = series.by_slug();
        for told in terms.events.values_mut() {
            told.sort_by_key(|entry| oldest_first(entry));
        }
        for series in terms.series.values_mut() {
            series.articles.sort_by(|a, b| order(a).cmp(&order(b)));
        }
        for author in corpus
            .notes()
            .filter_map(|(_, note)| note.author.as_deref())
        {
            *terms.notes.entry(author).or_default() += 1;
        }
        terms
    }
}

/// Terms of one kind while they are collected. Many articles have the same, so that a name's slug is made once.
#[derive(Default)]
struct Collected<'a> {
    terms: Vec<TermEntry<'a>>,
    by_name: HashMap<&'a str, usize>,
    by_slug: BTreeMap<String, usize>,
}

impl<'a> Collected<'a> {
    fn add(&mut self, name: &'a str, entry: &'a Entry) {
        let Self {
            terms,
            by_name,
            by_slug,
        } = self;
        let at = *by_name.entry(name).or_insert_with(|| {
            let at = *by_slug.entry(name_slug(name)).or_insert(terms.len());
            if at == terms.len() {
                let articles = Vec::new();
                terms.push(TermEntry { name, articles });
            }
            at
        });
        let Some(term) = terms.get_mut(at) else {
            return;
        };
        term.name = term.name.min(name);
        if term
            .articles
            .last()
            .is_none_or(|last| !std::ptr::eq(*last, entry))
        {
            term.articles.push(entry);
        }
    }

    fn by_slug(self) -> BTreeMap<String, TermEntry<'a>> {
        let mut terms: Vec<Option<TermEntry<'a>>> = self.terms.into_iter().map(Some).collect();
        let by_slug = self.by_slug.into_iter();
        let term = |(slug, at): (String, usize)| Some((slug, terms.get_mut(at)?.take()?));
        by_slug.filter_map(term).collect()
    }
}

/// For sorting: oldest first, undated last.
pub fn oldest_first(entry: &Entry) -> impl Ord + use<> {
    let date = entry.article().meta.date;
    (date.is_none(), date)
}

/// The people who have a page: who wrote a note that this audience sees. Of others a public site says nothing.
pub fn annotators<'a>(
    config: &'a Config,
    terms: &Terms<'_>,
) -> impl Iterator<Item = &'a Person> + use<'a> {
    let wrote: Vec<&Person> = config
        .people
        .iter()
        .filter(|person| terms.notes.contains_key(person.id.as_str()))
        .collect();
    wrote.into_iter()
}

impl View<'_> {
    /// An article as the page `from` shows it.
    pub fn summary(&self, from: &str, entry: &Entry) -> Summary {
        let article = entry.article();
        let meta = &article.meta;
        Summary {
            slug: article.slug.clone(),
            url: url::relative(from, &entry.output()),
            title: meta.title.clone(),
            description: meta.description.clone(),
            authors: meta.authors.clone(),
            publication: meta
                .publication
                .as_deref()
                .map(|name| self.publication(from, name)),
            date: meta.date.as_ref().map(Into::into),
            words: entry.document().words,
            minutes: minutes(entry.document().words),
            notes: self.note_count(&article.slug),
            status: meta.status.as_str(),
            excerpt: self
                .excerpts
                .get(&article.slug)
                .map(|text| String::clone(text))
                .unwrap_or_default(),
        }
    }

    /// How many notes an article's page shows.
    fn note_count(&self, slug: &str) -> usize {
        let Some((at, count)) = self.note_counts.of(slug) else {
            return 0;
        };
        if let Some(reads) = self.reads {
            reads.add((at, count));
        }
        usize::try_from(count).unwrap_or(usize::MAX)
    }

    pub fn summaries(&self, from: &str, entries: &[&Entry]) -> Vec<Summary> {
        entries
            .iter()
            .map(|entry| self.summary(from, entry))
            .collect()
    }

    /// How everything hangs together.
    pub fn graph(&self) -> Graph<'_> {
        Graph::new(self.corpus, self.links, self.naming)
    }

    /// A word of the interface: the theme's, or this one.
    pub fn string(&self, name: &str, default: &str) -> String {
        self.settings.string(name, default)
    }

    /// The body of a page of `content/pages/`.
    pub fn page_html(&self, slug: &str) -> Option<String> {
        let blocks = self.page_bodies.get(slug)?;
        Some(blocks.iter().map(|block| block.html.as_str()).collect())
    }

    /// A note's body, as the page `from` shows it.
    pub fn note_html(&self, from: &str, note: &Note) -> String {
        let Some(document) = self.note_documents.get(&note.id) else {
            return String::new();
        };
        let links = self.note_links.get(&note.id);
        let links = links.map_or(&[][..], |links| links.as_slice());
        let hrefs = Resolved::all_titled(links, from, self.corpus, document);
        render::fragment(
            document,
            &hrefs,
            self.highlight,
            &format!("note-{}-", note.id),
        )
    }

    pub fn tag(&self, from: &str, name: &str) -> Term {
        term(from, "tags", &self.terms.tags, name)
    }

    pub fn publication(&self, from: &str, name: &str) -> Term {
        term(from, "publications", &self.terms.publications, name)
    }

    pub fn series(&self, from: &str, name: &str) -> Term {
        term(from, "series", &self.terms.series, name)
    }

    /// An annotator by id. Somebody unknown is shown by the id alone.
    pub fn person(&self, from: &str, id: &str) -> PersonRef {
        let count = self.terms.notes.get(id);
        match self.config.person(id) {
            Some(person) => PersonRef {
                id: id.to_owned(),
                name: person.name.clone(),
                role: person.role.clone(),
                url: count.map(|_| url::relative(from, &person_path(id))),
            },
            None => PersonRef {
                id: id.to_owned(),
                name: id.to_owned(),
                role: None,
                url: None,
            },
        }
    }
}

pub fn person_path(id: &str) -> String {
    format!("people/{}.html", name_slug(id))
}

fn term(from: &str, folder: &str, terms: &BTreeMap<String, TermEntry<'_>>, name: &str) -> Term {
    let slug = name_slug(name);
    Term {
        name: terms.get(&slug).map_or(name, |entry| entry.name).to_owned(),
        url: url::relative(from, &format!("{folder}/{slug}.html")),
        count: terms.get(&slug).map_or(0, |entry| entry.articles.len()),
        slug,
    }
}
