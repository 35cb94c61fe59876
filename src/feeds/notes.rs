//! Notes as feeds tell of them.

use std::cmp::Reverse;
use std::sync::Arc;

use super::absolute::absolute;
use super::item::{Author, Body, Item};
use crate::content::{Kind, Note, NoteStatus};
use crate::corpus::Entry;
use crate::page::View;
use crate::render::{escape_attribute, escape_text};
use crate::text::url;

/// A note that readers see, replies not counted.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    pub note: &'a Arc<Note>,
    /// The words that it speaks of, if any.
    pub quote: Option<&'a str>,
    /// The article on whose page it has its permalink.
    entry: &'a Entry,
    created: jiff::Timestamp,
    /// When it was changed last.
    updated: jiff::Timestamp,
}

/// All published notes on published articles, those that were written or changed last first; those of one moment in the
/// order of their ids. Notes with
/// no time at all are left out: feeds demand one, and none is invented.
pub fn newest<'a>(view: &'a View<'_>) -> Vec<Told<'a>> {
    let told = |(entry, note, quote): (&'a Entry, &'a Arc<Note>, Option<&'a str>)| {
        let is_public = note.status == NoteStatus::Published && !entry.is_draft();
        // RFC 3339 knows no years before 0.
        let sound = |time: &jiff::Timestamp| is_public && !time.to_string().starts_with('-');
        let created = note.created.or(note.updated).filter(sound)?;
        Some(Told {
            note,
            quote,
            entry,
            created,
            updated: note.updated.map_or(created, |it| it.max(created)),
        })
    };
    let notes = view.notes.newest();
    let mut notes: Vec<Told<'a>> = notes
        .filter_map(|on| told((on.entry, on.note, on.standing.quote)))
        .collect();
    notes.sort_by(|a, b| (Reverse(a.updated), &a.note.id).cmp(&(Reverse(b.updated), &b.note.id)));
    notes.dedup_by(|a, b| a.note.id == b.note.id);
    notes
}

/// All of a note: the words it speaks of, what it says, and what it would put in their place.
pub fn item(view: &View<'_>, base: &str, told: &Told<'_>) -> Item {
    let (note, article) = (told.note, told.entry.article());
    let path = told.entry.output();
    let mut html = String::new();
    if let Some(quote) = told.quote {
        let language = article.meta.language.as_deref();
        let language = language.map(|it| format!(" lang=\"{}\"", escape_attribute(it)));
        html += &format!(
            "<blockquote{}>{}</blockquote>\n",
            language.unwrap_or_default(),
            escape_text(quote)
        );
    }
    html += &view.note_html(&path, note);
    if let Some(replacement) = &note.replacement {
        let instead = view.string("instead", "Suggested instead");
        let words = if replacement.is_empty() {
            escape_text(&view.string("instead_nothing", "without these words"))
        } else {
            format!("<ins>{}</ins>", escape_text(replacement))
        };
        html += &format!("<p>{}: {words}</p>\n", escape_text(&instead));
    }
    let page = url::absolute(base, &path);
    Item {
        url: format!(
            "{page}{}",
            url::relative_to(&path, &path, &format!("note-{}", note.id))
        ),
        title: format!("{}: {}", kind(view, note.kind), article.meta.title),
        language: view.config.language.clone(),
        published: note.created.map(|_| told.created.to_string()),
        updated: told.updated.to_string(),
        authors: vec![author(view, note)],
        tags: note.tags.clone(),
        body: Body::Html(absolute(html.trim_end(), &page)),
    }
}

/// Who wrote it; the reader itself stands for nobody.
fn author(view: &View<'_>, note: &Note) -> Author {
    let Some(id) = &note.author else {
        return Author::named(&view.config.title);
    };
    match view.config.person(id) {
        Some(person) => Author {
            name: person.name.clone(),
            url: person.url.clone().filter(|url| url::is_web(url)),
        },
        None => Author::named(id),
    }
}

fn kind(view: &View<'_>, kind: Kind) -> String {
    view.string(&format!("kind_{kind}"), kind.as_str())
}
