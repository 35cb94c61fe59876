//! Notes whose words are not there, and names in notes that nobody has.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::anchor::State;
use crate::annotate::{Annotations, Lost};
use crate::config::Config;
use crate::content::{Note, NoteStatus};
use crate::corpus::{Corpus, Entry};
use crate::diagnostic::{Diagnostic, Place};
use crate::text::fold::fold;

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
    found.extend(changed(corpus, annotations));
    for (entry, note) in corpus.notes() {
        found.extend(people(config, note));
        found.extend(parent(entry, note));
        found.extend(slugs(corpus, note));
    }
    found
}

/// Names of people that `people` does not have.
fn people(config: &Config, note: &Note) -> impl Iterator<Item = Diagnostic> {
    let names = [
        ("author", &note.author, &note.spans.author),
        ("assigned", &note.assigned, &note.spans.assigned),
        ("reviewed_by", &note.reviewed_by, &note.spans.reviewed_by),
    ];
    let told = |(key, name, span): (&str, &Option<String>, &Option<Range<usize>>)| {
        let name = name.as_deref()?;
        let message = format!("`{key}: {name}` is nobody in `people` of postil.yaml");
        let unknown = Diagnostic::warning("unknown-person", message);
        let unknown = at(note, span.clone(), unknown).help("add them there, or mend the name");
        config.person(name).is_none().then_some(unknown)
    };
    names.into_iter().filter_map(told)
}

/// A reply to nothing that is shown, or round about to itself.
fn parent(entry: &Entry, note: &Note) -> Option<Diagnostic> {
    let parent = note.reply_to.as_ref()?;
    let is_answer = |note: &Note| {
        let parent = note.reply_to.as_ref();
        parent.is_some_and(|parent| entry.notes.contains_key(parent))
    };
    let (message, help) = if !entry.notes.contains_key(parent) {
        (
            format!("a reply to `{parent}`, which is not a note of this article that is shown"),
            "mend `reply_to`; a reply is shown only with its parent",
        )
    } else if entry.thread(note).last().is_some_and(is_answer) {
        (
            "this reply answers itself, round about".to_owned(),
            "mend `reply_to`; at the head of a thread stands a note without one",
        )
    } else {
        return None;
    };
    let diagnostic = Diagnostic::warning("lost-reply", message);
    Some(at(note, note.spans.reply_to.clone(), diagnostic).help(help))
}

/// Slugs that neither an article nor, in `see`, a page or an entity has.
fn slugs(corpus: &Corpus, note: &Note) -> Vec<Diagnostic> {
    let is_article =
        |slug: &String| corpus.articles.contains_key(slug) || corpus.withheld.contains(slug);
    let is_page =
        |slug: &String| corpus.pages.contains_key(slug) || corpus.withheld_pages.contains(slug);
    let is_entity = |slug: &String| {
        corpus.entities.contains_key(slug) || corpus.withheld_entities.contains(slug)
    };
    let told = |span: &Range<usize>, message: String, help: &str| {
        let unknown = Diagnostic::error("unknown-slug", message);
        at(note, Some(span.clone()), unknown).help(help)
    };
    let see = note.see.iter().zip(&note.spans.see);
    let see = see.filter(|(slug, _)| !is_article(slug) && !is_page(slug) && !is_entity(slug));
    let see = see.map(|(slug, span)| {
        let message = format!("`see: {slug}` is no article, page or entity");
        told(
            span,
            message,
            "write the slug: the name of its folder or file",
        )
    });
    let targets = note.targets.iter();
    let targets = targets.filter_map(|target| {
        let slug = target.article.as_ref().filter(|slug| !is_article(slug))?;
        let message = format!("the target's article `{slug}` does not exist");
        Some(told(
            &target.span,
            message,
            "write the article's slug, or take the line out",
        ))
    });
    see.chain(targets).collect()
}

/// Notes whose words are not in the article; of one that is not there at all, that alone is told.
fn lost<'a>(corpus: &'a Corpus, notes: &'a Annotations) -> impl Iterator<Item = Diagnostic> + 'a {
    let is_there = |lost: &&Lost| {
        let mut targets = lost.note.targets.iter();
        let target = targets.find(|target| target.span == lost.span);
        let named = target.and_then(|target| target.article.as_ref());
        named.is_none_or(|slug| corpus.articles.contains_key(slug))
    };
    let is_open = |lost: &&Lost| {
        !matches!(
            lost.note.status,
            NoteStatus::Resolved | NoteStatus::Rejected
        )
    };
    notes.lost.iter().filter(is_there).filter(is_open).map(|lost| {
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

/// Notes in their place whose words read otherwise now: somebody has to see whether they still speak of them.
fn changed(corpus: &Corpus, annotations: &BTreeMap<String, Arc<Annotations>>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (slug, notes) in annotations {
        let Some(entry) = corpus.articles.get(slug) else {
            continue;
        };
        let moved = notes
            .placed
            .iter()
            .filter(|placed| placed.state == State::Moved);
        for placed in moved {
            let quotes: Vec<String> = placed
                .note
                .targets
                .iter()
                .map(|it| bare(&it.quote))
                .collect();
            let words = placed.ranges.iter();
            let words = words.map(|range| entry.document().plain.slice(range.clone()));
            let Some(now) = words
                .into_iter()
                .find(|words| !quotes.contains(&bare(words)))
            else {
                continue;
            };
            let cut = |text: &str| text.chars().take(60).collect::<String>();
            let message = format!(
                "the words of this note read otherwise now: `{}` became `{}`",
                cut(&placed.quote),
                cut(now)
            );
            let span = placed
                .note
                .targets
                .first()
                .map(|target| target.span.clone());
            let diagnostic = Diagnostic::warning("note-changed", message);
            found.push(at(&placed.note, span, diagnostic).help(
                "see whether it still speaks of them; if so, `postil notes reanchor --write` writes the new words into it",
            ));
        }
    }
    found
}

/// Letters and digits alone: what differs in more than that reads otherwise.
fn bare(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A finding at a place of a note's file; without one, at the file.
pub(super) fn at(note: &Note, span: Option<Range<usize>>, diagnostic: Diagnostic) -> Diagnostic {
    let path = note.file.path.as_str();
    diagnostic.at(span.map_or_else(
        || Place::file(path),
        |span| Place::span(path, &note.file.text, span),
    ))
}
