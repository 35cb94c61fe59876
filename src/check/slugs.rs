//! Slugs in front matter that name nothing, or not what they should.

use std::ops::Range;

use crate::config::Config;
use crate::content::EntityKind;
use crate::corpus::{Corpus, Entry};
use crate::diagnostic::{Diagnostic, Place};

/// `related` and `unrelated` that name no article, `events` that name no event; `compare` of the site that names no
/// article.
pub fn slugs(config: &Config, corpus: &Corpus) -> Vec<Diagnostic> {
    let unknown = |slug: &str| corpus.article(slug).is_none() && !corpus.withheld.contains(slug);
    let entry_slugs = |entry: &Entry| {
        let article = entry.article();
        let related = article.meta.related.iter().zip(&article.spans.related);
        let unrelated = article.meta.unrelated.iter().zip(&article.spans.unrelated);
        let told = |(slug, span): (&String, &Range<usize>)| {
            let place = Place::span(&*article.file.path, &article.file.text, span.clone());
            tell(slug, place)
        };
        related
            .chain(unrelated)
            .filter(|(slug, _)| unknown(slug))
            .map(told)
            .chain(events(corpus, entry))
            .collect::<Vec<_>>()
    };
    let compared = config.compare.iter();
    let compared = compared.flat_map(|pair| pair.slugs.iter().zip(&pair.places));
    let compared = compared.filter(|(slug, _)| unknown(slug));
    let compared = compared.map(|(slug, place)| tell(slug, place.clone()));
    let entries = corpus.articles.values();
    entries.flat_map(entry_slugs).chain(compared).collect()
}

fn tell(slug: &str, place: Place) -> Diagnostic {
    Diagnostic::error("unknown-slug", format!("there is no article `{slug}`"))
        .at(place)
        .help("write the slug: the name of the article's folder or file")
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
