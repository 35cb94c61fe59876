//! Notes as W3C Web Annotations: an `AnnotationCollection` with one page (W3C Recommendation of 23 February 2017, Web
//! Annotation Data Model). Text positions count characters of the article's plain text.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use serde_json::{Value, json};

use super::super::choose;
use super::words::motivation;
use crate::annotate::{self, Annotations, Placed};
use crate::config::Config;
use crate::content::{Kind, Note, NoteStatus, Target};
use crate::corpus::{Corpus, Entry};

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// Where things are: what the addresses in a collection are made of.
#[derive(Clone, Copy)]
pub struct Places<'a> {
    pub config: &'a Config,
    pub corpus: &'a Corpus,
    pub annotations: &'a BTreeMap<String, Arc<Annotations>>,
    /// What stands before paths of the built site: its address, or the way up from the file to its root; ends in `/`.
    pub base: &'a str,
}

/// The notes that `wanted` picks, article by article, as one collection. `path` is that of the file in the built site.
pub fn annotations(
    places: &Places<'_>,
    path: &str,
    label: &str,
    wanted: impl Fn(&Note) -> bool,
) -> Value {
    let notes = places.corpus.notes().filter(|(_, note)| wanted(note));
    let items: Vec<Value> = notes
        .map(|(entry, note)| places.annotation(entry, note))
        .collect();
    let id = format!("{}{path}", places.base);
    let mut collection = json!({
        "@context": CONTEXT,
        "id": id,
        "type": "AnnotationCollection",
        "label": label,
        "total": items.len(),
    });
    // A collection of nothing has no page.
    if !items.is_empty() {
        collection["first"] = json!({
            "id": format!("{id}#page"),
            "type": "AnnotationPage",
            "partOf": id,
            "startIndex": 0,
            "items": items,
        });
    }
    collection
}

impl Places<'_> {
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
        if let Some(url) = person.and_then(|person| person.url.as_deref()) {
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
        bodies.extend(note.see.iter().map(|slug| {
            json!({"type": "SpecificResource", "source": self.article(slug), "purpose": "linking"})
        }));
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
        let mut targets = Vec::new();
        for (slug, annotations) in self.annotations {
            let Some(text) = self
                .corpus
                .article(slug)
                .map(|entry| entry.document().plain.text.as_str())
            else {
                continue;
            };
            let placed = annotations.placed.iter().filter(|it| it.note.id == note.id);
            let passages = placed.flat_map(|Placed { ranges, .. }| ranges);
            targets.extend(passages.map(|range| self.passage(slug, text, range.clone())));
            let lost = annotations.lost.iter().filter(|it| it.note.id == note.id);
            let lost =
                lost.filter_map(|lost| note.targets.iter().find(|target| target.span == lost.span));
            targets.extend(lost.map(|target| self.quoted(slug, target)));
        }
        if targets.is_empty() {
            targets.push(json!(self.article(&note.article)));
        }
        targets
    }

    /// A passage that is there.
    fn passage(&self, slug: &str, text: &str, range: Range<usize>) -> Value {
        let chars = |range: Range<usize>| text.get(range).map_or(0, |text| text.chars().count());
        let (start, length) = (chars(0..range.start), chars(range.clone()));
        let mut target = self.quoted(slug, &choose(text, range, None));
        if let Some(selectors) = target["selector"].as_array_mut() {
            selectors.push(
                json!({"type": "TextPositionSelector", "start": start, "end": start + length}),
            );
        }
        target
    }

    fn quoted(&self, slug: &str, target: &Target) -> Value {
        let mut selector = json!({"type": "TextQuoteSelector", "exact": target.quote});
        for (key, text) in [("prefix", &target.prefix), ("suffix", &target.suffix)] {
            if !text.is_empty() {
                selector[key] = json!(text);
            }
        }
        json!({"type": "SpecificResource", "source": self.article(slug), "selector": [selector]})
    }
}
