//! Which pages are feeds too, and what a page says of them.

use serde::Serialize;

use super::view::{Terms, View, annotators, person_path};
use super::{Body, Page};
use crate::config::{Config, Person};
use crate::corpus::{Corpus, Entry};

/// The list of all notes.
pub const NOTES: &str = "notes/index.html";

const HOME: &str = "index.html";
const ATOM: &str = "atom.xml";
const JSON: &str = "feed.json";

/// A feed, as a page links to it.
#[derive(Debug, Clone, Serialize)]
pub struct FeedLink {
    /// Whose feed it is: the site's title, and the subject.
    pub title: String,
    /// A tag, a publication, a series, an annotator, `Notes`; absent for the articles of the whole site.
    pub subject: Option<String>,
    /// Atom.
    pub url: String,
    /// JSON Feed.
    pub json_url: String,
}

/// A page that is a feed too.
pub struct Source<'a> {
    /// Its output path.
    pub page: String,
    /// What it is about; None of the whole site.
    pub subject: Option<&'a str>,
    pub of: Of<'a>,
}

/// What a feed is made of.
#[derive(Clone, Copy)]
pub enum Of<'a> {
    Articles(&'a [&'a Entry]),
    Notes,
    NotesBy(&'a Person),
}

/// All feeds of a site that knows where it stands.
pub fn sources<'a>(config: &'a Config, corpus: &Corpus, terms: &'a Terms<'a>) -> Vec<Source<'a>> {
    let mut sources = vec![Source {
        page: HOME.to_owned(),
        subject: None,
        of: Of::Articles(&terms.by_date),
    }];
    let lists = [
        ("tags", &terms.tags),
        ("publications", &terms.publications),
        ("series", &terms.series),
    ];
    for (folder, terms) in lists {
        sources.extend(terms.iter().map(|(slug, term)| Source {
            page: format!("{folder}/{slug}.html"),
            subject: Some(term.name),
            of: Of::Articles(&term.articles),
        }));
    }
    if corpus.notes().any(|(_, note)| note.reply_to.is_none()) {
        sources.push(Source {
            page: NOTES.to_owned(),
            subject: None,
            of: Of::Notes,
        });
    }
    sources.extend(annotators(config, terms).map(|person| Source {
        page: person_path(&person.id),
        subject: Some(&person.name),
        of: Of::NotesBy(person),
    }));
    sources
}

/// Where the feed of a page is, as Atom and as JSON Feed.
pub fn paths(page: &str) -> [String; 2] {
    let stem = page.strip_suffix(".html").unwrap_or(page);
    [ATOM, JSON].map(|name| match stem.strip_suffix("index") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => format!("{folder}{name}"),
        _ => format!("{stem}.{name}"),
    })
}

/// Whether it is the path of a feed, by its name.
pub fn is_feed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let is = |kind: &str| {
        let before = name.strip_suffix(kind);
        before.is_some_and(|before| before.is_empty() || before.ends_with('.'))
    };
    is(ATOM) || is(JSON)
}

impl View<'_> {
    /// The feed of a page with this subject.
    fn feed(&self, to: &impl Fn(&str) -> String, page: &str, subject: Option<String>) -> FeedLink {
        let [url, json_url] = paths(page).map(|path| to(&path));
        FeedLink {
            title: self.feed_title(subject.as_deref()),
            subject,
            url,
            json_url,
        }
    }

    pub fn feed_title(&self, subject: Option<&str>) -> String {
        let site = &self.config.title;
        subject.map_or_else(|| site.clone(), |subject| format!("{site}: {subject}"))
    }

    /// What feeds of all notes are about.
    pub fn notes_subject(&self) -> String {
        self.string("notes", "Notes")
    }

    /// The feeds that a page links to, its own first; none without a `base_url`.
    pub(super) fn feeds(&self, page: &Page, to: impl Fn(&str) -> String) -> Vec<FeedLink> {
        if self.config.base_url.is_none() {
            return Vec::new();
        }
        let articles = self.feed(&to, HOME, None);
        let notes = || self.feed(&to, NOTES, Some(self.notes_subject()));
        match page.body {
            Body::Home(_) => {
                let has_notes = self.nav.iter().any(|(_, path)| path == NOTES);
                let notes = has_notes.then(notes);
                [Some(articles), notes].into_iter().flatten().collect()
            }
            Body::Notes(_) => vec![notes(), articles],
            Body::Tag(_) | Body::Publication(_) | Body::Series(_) | Body::Person(_) => {
                vec![
                    self.feed(&to, &page.path, Some(page.title.clone())),
                    articles,
                ]
            }
            _ => vec![articles],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_lies_beside_its_page() {
        assert_eq!(paths("index.html"), ["atom.xml", "feed.json"]);
        assert_eq!(paths(NOTES), ["notes/atom.xml", "notes/feed.json"]);
        let tag = paths("tags/reindex.html");
        assert_eq!(tag, ["tags/reindex.atom.xml", "tags/reindex.feed.json"]);
        assert!(tag.iter().all(|path| is_feed(path)));
        let others = ["map.json", "sitemap.xml", "tags/b.html", "a/myatom.xml"];
        assert!(!others.into_iter().any(is_feed));
    }
}
