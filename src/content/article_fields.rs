//! Front matter of an article: key by key, in and out.

use serde::Serializer;
use serde::ser::SerializeMap;

use super::article::{ArticleMeta, ArticleSpans, Correction, Inferred, SourceFile};
use super::series::Series;
use super::status::{CommentsMode, Status};
use crate::text::edtf::Edtf;
use crate::text::url::is_web;
use crate::yaml::{Fields, Node, Problems, Value};

pub(super) fn read(node: Node, problems: &mut Problems<'_>) -> (ArticleMeta, ArticleSpans) {
    let mut fields = Fields::new(node, problems);
    let front_matter = fields.span.clone();
    let title = fields
        .text("title")
        .map(|title| title.trim().to_owned())
        .unwrap_or_default();
    let mut spans = ArticleSpans {
        front_matter,
        ..ArticleSpans::default()
    };
    let mut meta = ArticleMeta {
        title,
        date: fields.parsed("date"),
        authors: fields.texts("authors"),
        publication: fields.text("publication"),
        url: address(&mut fields),
        retrieved: fields.parsed("retrieved"),
        language: fields.text("language"),
        section: fields.text("section"),
        description: fields.text("description"),
        credits: fields.text("credits"),
        disclaimer: fields.text("disclaimer"),
        rights: fields.text("rights"),
        tags: fields.texts("tags"),
        status: fields.guarded("status", Status::Draft).unwrap_or_default(),
        related: placed(&mut fields, "related", &mut spans.related),
        unrelated: placed(&mut fields, "unrelated", &mut spans.unrelated),
        series: Series::read(&mut fields),
        events: placed(&mut fields, "events", &mut spans.events),
        comments: fields.guarded("comments", CommentsMode::Hide),
        aliases: placed(&mut fields, "aliases", &mut spans.aliases),
        added: fields.parsed("added"),
        corrections: fields.maps("corrections", correction),
        source: fields.map("source", source).flatten(),
        inferred: inferred_values(&mut fields, &mut spans.inferred),
        extra: fields.node("extra").map(|node| node.to_value()),
    };
    shown_title(&mut meta, &mut fields);
    fields.finish();
    (meta, spans)
}

/// An article without a title is shown under the one that the importer guessed; without either, that is told.
fn shown_title(meta: &mut ArticleMeta, fields: &mut Fields<'_, '_>) {
    if !meta.title.is_empty() {
        return;
    }
    let guess = meta.inferred.iter().find(|guess| guess.field == "title");
    match guess.and_then(|guess| guess.value.as_str()) {
        Some(guess) if !guess.trim().is_empty() => guess.trim().clone_into(&mut meta.title),
        _ => {
            let start = fields.span.start;
            let message = "the article has no title".to_owned();
            fields.problem("no-title", start..start, message, "add a line `title: …`");
        }
    }
}

/// What is no address of the web is told; no page links to it.
fn address(fields: &mut Fields<'_, '_>) -> Option<String> {
    let node = fields.node("url")?;
    let (url, span) = fields.as_text("url", node)?;
    if !url.is_empty() && !is_web(&url) {
        let message = format!("`url` cannot be `{url}`");
        let help = "write the whole address, such as `https://example.org/2017/bridge`";
        fields.problem("wrong-value", span, message, help);
    }
    Some(url).filter(|url| !url.is_empty())
}

fn placed(
    fields: &mut Fields<'_, '_>,
    name: &'static str,
    spans: &mut Vec<std::ops::Range<usize>>,
) -> Vec<String> {
    let (texts, found) = fields.placed_texts(name);
    *spans = found;
    texts
}

fn correction(fields: &mut Fields<'_, '_>) -> Correction {
    Correction {
        date: fields.parsed("date"),
        text: fields.text("text").unwrap_or_default(),
    }
}

fn source(fields: &mut Fields<'_, '_>) -> Option<SourceFile> {
    let (file, sha256) = (fields.text("file"), fields.text("sha256"));
    Some(SourceFile {
        file: file?,
        sha256: sha256?,
    })
}

fn inferred_values(
    fields: &mut Fields<'_, '_>,
    spans: &mut Vec<std::ops::Range<usize>>,
) -> Vec<Inferred> {
    let pairs = fields.pairs("inferred");
    let read = |(key, node): (crate::yaml::Key, Node)| {
        fields.within(node, |fields| {
            let value = fields.node("value").map(|node| node.to_value());
            let lines = fields
                .list("lines")
                .iter()
                .filter_map(line_number)
                .collect();
            let why = fields.text("why").unwrap_or_default();
            value.map(|value| {
                let field = key.name;
                let guess = Inferred {
                    field,
                    value,
                    lines,
                    why,
                };
                (guess, key.span)
            })
        })
    };
    let (guesses, places) = pairs.into_iter().filter_map(read).unzip();
    *spans = places;
    guesses
}

fn line_number(node: &Node) -> Option<usize> {
    match &node.value {
        Value::Plain(text) => text.parse().ok(),
        _ => None,
    }
}

pub(super) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

#[expect(clippy::ref_option, reason = "serde passes a reference to the field")]
pub(super) fn edtf<S: Serializer>(date: &Option<Edtf>, out: S) -> Result<S::Ok, S::Error> {
    match date {
        Some(date) => out.collect_str(date),
        None => out.serialize_none(),
    }
}

pub(super) fn inferred<S: Serializer>(list: &[Inferred], out: S) -> Result<S::Ok, S::Error> {
    let mut map = out.serialize_map(Some(list.len()))?;
    for entry in list {
        map.serialize_entry(&entry.field, entry)?;
    }
    map.end()
}
