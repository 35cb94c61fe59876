//! Notes as W3C Web Annotations: an `AnnotationCollection` with one page (W3C Recommendation of 23 February 2017, Web
//! Annotation Data Model). Text positions count characters of the article's plain text.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;
use serde_json::{Value, json};

use super::super::choose_in;
use super::words::motivation;
use crate::annotate::{self, Annotations, Lost};
use crate::config::Config;
use crate::content::{Kind, Note, NoteStatus, Target};
use crate::corpus::{Corpus, Entry};
use crate::links::resolve::page_output;
use crate::text::url;

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// All notes of a corpus as Web Annotations, each made once for all collections that it is in.
pub struct WebAnnotations<'a> {
    base: &'a str,
    /// Article by article, in the order of their slugs.
    items: Vec<(&'a Note, Value)>,
}

/// Some of them as a JSON-LD document.
#[derive(Serialize)]
pub struct Collection<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    label: &'a str,
    total: usize,
    /// A collection of nothing has no page.
    #[serde(skip_serializing_if = "Option::is_none")]
    first: Option<CollectionPage<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CollectionPage<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    part_of: String,
    start_index: usize,
    items: Vec<&'a Value>,
}

impl<'a> WebAnnotations<'a> {
    /// `base` is what stands before paths of the built site: its address, or the way up from the file to its root; it
    /// ends in `/`.
    pub fn new(
        config: &'a Config,
        corpus: &'a Corpus,
        annotations: &'a BTreeMap<String, Arc<Annotations>>,
        base: &'a str,
    ) -> Self {
        let places = Places::new(config, corpus, annotations, base);
        let notes: Vec<_> = corpus.notes().collect();
        let item =
            |(entry, note): (&'a Entry, &'a Arc<Note>)| (&**note, places.annotation(entry, note));
        let items = notes.into_par_iter().map(item).collect();
        Self { base, items }
    }

    /// All notes that lie in the folder of an article. `path` is that of the file in the built site.
    pub fn of_article<'s>(&'s self, path: &str, label: &'s str, slug: &str) -> Collection<'s> {
        let start = self
            .items
            .partition_point(|(note, _)| note.article.as_str() < slug);
        let items = self.items.iter().skip(start);
        let own = items.take_while(|(note, _)| note.article == slug);
        self.of(path, label, own.map(|(_, item)| item).collect())
    }

    /// The notes that `wanted` picks.
    pub fn collection<'s>(
        &'s self,
        path: &str,
        label: &'s str,
        wanted: impl Fn(&Note) -> bool,
    ) -> Collection<'s> {
        let items = self.items.iter().filter(|(note, _)| wanted(note));
        self.of(path, label, items.map(|(_, item)| item).collect())
    }

    fn of<'s>(&'s self, path: &str, label: &'s str, items: Vec<&'s Value>) -> Collection<'s> {
        let id = format!("{}{path}", self.base);
        Collection {
            context: CONTEXT,
            kind: "AnnotationCollection",
            label,
            total: items.len(),
            first: (!items.is_empty()).then(|| CollectionPage {
                id: format!("{id}#page"),
                kind: "AnnotationPage",
                part_of: id.clone(),
                start_index: 0,
                items,
            }),
            id,
        }
    }
}

/// Where things are: what addresses and selectors are made of.
struct Places<'a> {
    config: &'a Config,
    corpus: &'a Corpus,
    base: &'a str,
    /// By a note's id: its passages, article by article, those that are there before those that are not.
    passages: BTreeMap<&'a str, Vec<Passage<'a>>>,
}

/// Of a note, what stands on one article's page.
enum Passage<'a> {
    There(&'a Entry, &'a Range<usize>),
    Lost(&'a Entry, &'a Lost),
}

impl<'a> Places<'a> {
    fn new(
        config: &'a Config,
        corpus: &'a Corpus,
        annotations: &'a BTreeMap<String, Arc<Annotations>>,
        base: &'a str,
    ) -> Self {
        let mut passages: BTreeMap<&str, Vec<Passage<'_>>> = BTreeMap::new();
        for (slug, annotations) in annotations {
            let Some(entry) = corpus.article(slug) else {
                continue;
            };
            for placed in &annotations.placed {
                let there = placed.ranges.iter();
                let there = there.map(|range| Passage::There(entry, range));
                passages.entry(&placed.note.id).or_default().extend(there);
            }
            for lost in &annotations.lost {
                let passages = passages.entry(&lost.note.id).or_default();
                passages.push(Passage::Lost(entry, lost));
            }
        }
        Self {
            config,
            corpus,
            base,
            passages,
        }
    }

    fn annotation(&self, entry: &Entry, note: &Note) -> Value {
        let kind = if note.reply_to.is_some() {
            "replying"
        } else {
            motivation(note.kind)
        };
        let mut annotation = json!({
            "id": self.note(note),
            "type": "Annotation",
            "motivation": kind,
        });
        let times = [("created", note.created), ("modified", note.updated)];
        for (key, time) in times {
            if let Some(time) = time {
                annotation[key] = json!(time.to_string());
            }
        }
        if let Some(author) = &note.author {
            annotation["creator"] = self.person(author);
        }
        let bodies = self.bodies(note);
        if !bodies.is_empty() {
            annotation["body"] = Value::Array(bodies);
        }
        annotation["target"] = match self.targets(entry, note).as_slice() {
            [one] => one.clone(),
            several => Value::Array(several.to_vec()),
        };
        annotation
    }

    /// A note's permalink.
    fn note(&self, note: &Note) -> String {
        let home = self.corpus.article(&note.article);
        let output = home.map_or_else(String::new, |entry| {
            annotate::home(self.corpus, entry, note).output()
        });
        format!("{}{output}#note-{}", self.base, note.id)
    }

    /// The address of an article or page to see; None for one that is not shown.
    fn seen(&self, slug: &str) -> Option<String> {
        if self.corpus.articles.contains_key(slug) {
            return Some(self.article(slug));
        }
        let page = self.corpus.pages.get(slug)?;
        Some(format!("{}{}", self.base, page_output(&page.meta.slug)))
    }

    fn article(&self, slug: &str) -> String {
        let output = self.corpus.article(slug).map(Entry::output);
        format!(
            "{}{}",
            self.base,
            output.unwrap_or_else(|| format!("articles/{slug}.html"))
        )
    }

    fn person(&self, id: &str) -> Value {
        let person = self.config.person(id);
        let mut creator = json!({
            "type": "Person",
            "nickname": id,
            "name": person.map_or(id, |person| &person.name),
        });
        let url = person.and_then(|person| person.url.as_deref());
        if let Some(url) = url.filter(|url| url::is_web(url)) {
            creator["homepage"] = json!(url);
        }
        creator
    }

    fn bodies(&self, note: &Note) -> Vec<Value> {
        let text = |value: &str, purpose: &str| json!({"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose});
        let mut bodies = Vec::new();
        let said = note.file.body().trim();
        if !said.is_empty() {
            let mut body = text(
                said,
                if note.reply_to.is_some() {
                    "replying"
                } else {
                    "commenting"
                },
            );
            body["format"] = json!("text/markdown");
            bodies.push(body);
        }
        bodies.extend(note.replacement.iter().map(|new| text(new, "editing")));
        if note.kind != Kind::Comment {
            bodies.push(text(note.kind.as_str(), "classifying"));
        }
        if note.status != NoteStatus::Published {
            bodies.push(text(note.status.as_str(), "moderating"));
        }
        bodies.extend(note.tags.iter().map(|tag| text(tag, "tagging")));
        let see = note.see.iter().filter_map(|slug| self.seen(slug));
        bodies.extend(see.map(
            |source| json!({"type": "SpecificResource", "source": source, "purpose": "linking"}),
        ));
        bodies
    }

    /// What a note speaks of: the note it answers, passages, or an article.
    fn targets(&self, entry: &Entry, note: &Note) -> Vec<Value> {
        if let Some(parent) = &note.reply_to {
            let parent = entry.notes.get(parent);
            return vec![parent.map_or_else(
                || json!(self.article(&note.article)),
                |it| json!(self.note(it)),
            )];
        }
        if note.targets.is_empty() {
            return vec![json!(self.article(&note.article))];
        }
        let passages = self.passages.get(note.id.as_str());
        let targets = passages.into_iter().flatten();
        let targets = targets.filter_map(|passage| match passage {
            Passage::There(entry, range) => Some(self.passage(entry, (*range).clone())),
            Passage::Lost(entry, lost) => {
                let mut targets = note.targets.iter();
                let target = targets.find(|target| target.span == lost.span)?;
                Some(self.quoted(entry, target))
            }
        });
        let targets: Vec<Value> = targets.collect();
        if targets.is_empty() {
            return vec![json!(self.article(&note.article))];
        }
        targets
    }

    /// A passage that is there.
    fn passage(&self, entry: &Entry, range: Range<usize>) -> Value {
        let plain = &entry.document().plain;
        let chars = plain.to_chars(range.clone());
        let mut target = self.quoted(entry, &choose_in(plain, range, None));
        if let Some(selectors) = target["selector"].as_array_mut() {
            selectors.push(
                json!({"type": "TextPositionSelector", "start": chars.start, "end": chars.end}),
            );
        }
        target
    }

    fn quoted(&self, entry: &Entry, target: &Target) -> Value {
        let mut selector = json!({"type": "TextQuoteSelector", "exact": target.quote});
        for (key, text) in [("prefix", &target.prefix), ("suffix", &target.suffix)] {
            if !text.is_empty() {
                selector[key] = json!(text);
            }
        }
        json!({"type": "SpecificResource", "source": self.article(&entry.article().slug), "selector": [selector]})
    }
}
