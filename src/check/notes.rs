//! Notes whose words are not there, and names in notes that nobody has.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::anchor::State;
use crate::annotate::{Annotations, Lost};
use crate::config::Config;
use crate::content::Note;
use crate::corpus::Corpus;
use crate::diagnostic::{Diagnostic, Place};

/// What is wrong with the notes of a corpus.
pub fn notes(
    config: &Config,
    corpus: &Corpus,
    annotations: &BTreeMap<String, Arc<Annotations>>,
) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = annotations
        .values()
        .flat_map(|notes| lost(corpus, notes))
        .collect();
    for (entry, note) in corpus.notes() {
        let names = [
            ("author", &note.author, &note.spans.author),
            ("assigned", &note.assigned, &note.spans.assigned),
        ];
        for (key, name, span) in names {
            let Some(name) = name.as_deref().filter(|name| config.person(name).is_none()) else {
                continue;
            };
            let message = format!("`{key}: {name}` is nobody in `people` of postil.yaml");
            found.push(
                at(
                    note,
                    span.clone(),
                    Diagnostic::warning("unknown-person", message),
                )
                .help("add them there, or mend the name"),
            );
        }
        if let Some(parent) = note
            .reply_to
            .as_ref()
            .filter(|parent| !entry.notes.contains_key(*parent))
        {
            let message =
                format!("a reply to `{parent}`, which is not a note of this article that is shown");
            found.push(
                at(
                    note,
                    note.spans.reply_to.clone(),
                    Diagnostic::warning("lost-reply", message),
                )
                .help("mend `reply_to`; a reply is shown only with its parent"),
            );
        }
        let is_answer = |note: &Note| {
            let parent = note.reply_to.as_ref();
            parent.is_some_and(|parent| entry.notes.contains_key(parent))
        };
        if entry.thread(note).last().is_some_and(is_answer) {
            let message = "this reply answers itself, round about".to_owned();
            found.push(
                at(
                    note,
                    note.spans.reply_to.clone(),
                    Diagnostic::warning("lost-reply", message),
                )
                .help("mend `reply_to`; at the head of a thread stands a note without one"),
            );
        }
        for (slug, span) in note.see.iter().zip(&note.spans.see) {
            if corpus.article(slug).is_none()
                && !corpus.pages.contains_key(slug)
                && !corpus.withheld.contains(slug)
                && !corpus.withheld_pages.contains(slug)
            {
                let message = format!("`see: {slug}` is neither an article nor a page");
                found.push(
                    at(
                        note,
                        Some(span.clone()),
                        Diagnostic::error("unknown-slug", message),
                    )
                    .help("write the slug: the name of the article's folder or file"),
                );
            }
        }
        for target in &note.targets {
            if let Some(slug) = target
                .article
                .as_ref()
                .filter(|slug| corpus.article(slug).is_none() && !corpus.withheld.contains(*slug))
            {
                let message = format!("the target's article `{slug}` does not exist");
                found.push(
                    at(
                        note,
                        Some(target.span.clone()),
                        Diagnostic::error("unknown-slug", message),
                    )
                    .help("write the article's slug, or take the line out"),
                );
            }
        }
    }
    found
}

/// Notes whose words are not in the article; of one that is not there at all, that alone is told.
fn lost<'a>(corpus: &'a Corpus, notes: &'a Annotations) -> impl Iterator<Item = Diagnostic> + 'a {
    let is_there = |lost: &&Lost| {
        let mut targets = lost.note.targets.iter();
        let target = targets.find(|target| target.span == lost.span);
        let named = target.and_then(|target| target.article.as_ref());
        named.is_none_or(|slug| corpus.articles.contains_key(slug))
    };
    notes.lost.iter().filter(is_there).map(|lost| {
        let quote: String = lost.quote.chars().take(60).collect();
        let (code, message, help) = match lost.state {
            State::Confirm => (
                "note-confirm",
                format!("it is not certain where `{quote}` is now"),
                "quote the words as they stand now; where they stand more than once, say with `prefix` and `suffix` which are meant",
            ),
            _ => (
                "note-orphan",
                format!("the words `{quote}` are not in the article any more"),
                "quote words that are there, or resolve the note; readers see it at the article's foot",
            ),
        };
        let nearest = lost.nearest.as_ref().map(|words| format!("; the nearest is `{words}`"));
        let help = format!("{help}{}", nearest.unwrap_or_default());
        at(&lost.note, Some(lost.span.clone()), Diagnostic::warning(code, message)).help(help)
    })
}

fn at(note: &Note, span: Option<Range<usize>>, diagnostic: Diagnostic) -> Diagnostic {
    let path = note.file.path.as_str();
    diagnostic.at(span.map_or_else(
        || Place::file(path),
        |span| Place::span(path, &note.file.text, span),
    ))
}
