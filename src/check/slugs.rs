//! Slugs in front matter that name nothing, or not what they should.

use std::ops::Range;

use crate::content::EntityKind;
use crate::corpus::{Corpus, Entry};
use crate::diagnostic::{Diagnostic, Place};

/// `related` and `unrelated` that name no article, `events` that name no event.
pub fn slugs(corpus: &Corpus) -> Vec<Diagnostic> {
    let entry_slugs = |entry: &Entry| {
        let article = entry.article();
        let related = article.meta.related.iter().zip(&article.spans.related);
        let unrelated = article.meta.unrelated.iter().zip(&article.spans.unrelated);
        let unknown = |(slug, _): &(&String, &Range<usize>)| {
            corpus.article(slug).is_none() && !corpus.withheld.contains(*slug)
        };
        let told = |(slug, span): (&String, &Range<usize>)| {
            let place = Place::span(&*article.file.path, &article.file.text, span.clone());
            Diagnostic::error("unknown-slug", format!("there is no article `{slug}`"))
                .at(place)
                .help("write the slug: the name of the article's folder or file")
        };
        related
            .chain(unrelated)
            .filter(unknown)
            .map(told)
            .chain(events(corpus, entry))
            .collect::<Vec<_>>()
    };
    corpus.articles.values().flat_map(entry_slugs).collect()
}

fn events(corpus: &Corpus, entry: &Entry) -> impl Iterator<Item = Diagnostic> {
    let article = entry.article();
    let events = article.meta.events.iter().zip(&article.spans.events);
    events.filter_map(|(slug, span)| {
        let (message, help) = match corpus.entities.get(slug) {
            None => (
                format!("there is no event `{slug}`"),
                "write the slug: the name of a file of `content/entities` whose kind is `event`",
            ),
            Some(entity) if entity.meta.kind != EntityKind::Event => (
                format!("`{slug}` is no event, but a {}", entity.meta.kind.as_str()),
                "name an event, or set `kind: event` in its file",
            ),
            Some(_) => return None,
        };
        let place = Place::span(&*article.file.path, &article.file.text, span.clone());
        let found = Diagnostic::error("unknown-slug", message);
        Some(found.at(place).help(help))
    })
}
