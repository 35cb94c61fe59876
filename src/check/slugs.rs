//! Slugs in front matter that name nothing, not what they should, or the same twice; parts of series that are taken.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::config::Config;
use crate::content::EntityKind;
use crate::corpus::{Corpus, Entry};
use crate::diagnostic::{Diagnostic, Place};
use crate::text::name_slug::name_slug;
use crate::text::near::nearest;

/// What is wrong with `related`, `unrelated`, `events` and `series` of articles, and with `compare` of the site.
pub fn slugs(config: &Config, corpus: &Corpus) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for entry in corpus.articles.values() {
        found.extend(articles(corpus, entry));
        found.extend(events(corpus, entry));
        found.extend(twice(entry));
    }
    found.extend(parts(corpus));
    let compared = config.compare.iter();
    let compared = compared.flat_map(|pair| pair.slugs.iter().zip(&pair.places));
    found.extend(compared.filter_map(|(slug, place)| unknown(corpus, slug, || place.clone())));
    found
}

/// Slugs with where they stand in the file.
fn placed<'a>(
    slugs: &'a [String],
    spans: &'a [Range<usize>],
) -> impl Iterator<Item = (&'a String, &'a Range<usize>)> {
    slugs.iter().zip(spans)
}

fn place(entry: &Entry, span: &Range<usize>) -> Place {
    let file = &entry.article().file;
    Place::span(&*file.path, &file.text, span.clone())
}

/// `related` and `unrelated` that name no article.
fn articles<'a>(corpus: &'a Corpus, entry: &'a Entry) -> impl Iterator<Item = Diagnostic> + 'a {
    let article = entry.article();
    let (meta, spans) = (&article.meta, &article.spans);
    let all =
        placed(&meta.related, &spans.related).chain(placed(&meta.unrelated, &spans.unrelated));
    all.filter_map(|(slug, span)| unknown(corpus, slug, || place(entry, span)))
}

/// A slug that no article has.
fn unknown(corpus: &Corpus, slug: &str, place: impl FnOnce() -> Place) -> Option<Diagnostic> {
    if corpus.article(slug).is_some() || corpus.withheld.contains(slug) {
        return None;
    }
    let near = nearest(slug, corpus.articles.keys().map(String::as_str));
    let help = near.map_or_else(
        || "write the slug: the name of the article's folder or file".to_owned(),
        |near| format!("did you mean `{near}`? A slug is the name of the article's folder or file"),
    );
    let message = format!("there is no article `{slug}`");
    Some(
        Diagnostic::error("unknown-slug", message)
            .at(place())
            .help(help),
    )
}

/// `events` that name no event.
fn events(corpus: &Corpus, entry: &Entry) -> Vec<Diagnostic> {
    let article = entry.article();
    let told = |(slug, span): (&String, &Range<usize>)| {
        let (message, help) = match corpus.entities.get(slug) {
            None => {
                let events = corpus.entities.iter();
                let events = events.filter(|(_, it)| it.meta.kind == EntityKind::Event);
                let near = nearest(slug, events.map(|(slug, _)| slug.as_str()));
                let near = near.map(|near| format!("did you mean `{near}`? "));
                let help = "An event is a file of `content/entities` whose kind is `event`";
                (
                    format!("there is no event `{slug}`"),
                    near.unwrap_or_default() + help,
                )
            }
            Some(entity) if entity.meta.kind != EntityKind::Event => (
                format!("`{slug}` is no event, but a {}", entity.meta.kind.as_str()),
                "name an event, or set `kind: event` in its file".to_owned(),
            ),
            Some(_) => return None,
        };
        Some(
            Diagnostic::error("unknown-slug", message)
                .at(place(entry, span))
                .help(help),
        )
    };
    placed(&article.meta.events, &article.spans.events)
        .filter_map(told)
        .collect()
}

/// Slugs that stand twice, or name the article itself.
fn twice(entry: &Entry) -> Vec<Diagnostic> {
    let article = entry.article();
    let (meta, spans) = (&article.meta, &article.spans);
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let related = placed(&meta.related, &spans.related);
    for (slug, span) in related.chain(placed(&meta.unrelated, &spans.unrelated)) {
        let message = if *slug == article.slug {
            format!("`{slug}` is this article")
        } else if seen.insert(slug) {
            continue;
        } else if meta.related.contains(slug) && meta.unrelated.contains(slug) {
            format!("`{slug}` stands under `related` and under `unrelated`, which is stronger")
        } else {
            format!("`{slug}` stands here twice")
        };
        found.push((message, span));
    }
    let mut seen = BTreeSet::new();
    for (slug, span) in placed(&meta.events, &spans.events) {
        if !seen.insert(slug) {
            found.push((format!("`{slug}` stands here twice"), span));
        }
    }
    let told = |(message, span): (String, &Range<usize>)| {
        let found = Diagnostic::warning("double-slug", message);
        found.at(place(entry, span)).help("take it out")
    };
    found.into_iter().map(told).collect()
}

/// Two articles that claim one part of a series.
fn parts(corpus: &Corpus) -> Vec<Diagnostic> {
    let mut taken: BTreeMap<(String, usize), &Entry> = BTreeMap::new();
    let mut found = Vec::new();
    for entry in corpus.articles.values() {
        let Some(series) = &entry.article().meta.series else {
            continue;
        };
        let Some(part) = series.part else {
            continue;
        };
        let key = (name_slug(&series.name), part);
        if let Some(first) = taken.get(&key) {
            let message = format!(
                "part {part} of the series “{}” is `{}` already",
                series.name,
                first.article().slug
            );
            let file = &entry.article().file.path;
            let help = "give one of them another `part`";
            found.push(
                Diagnostic::warning("series-part", message)
                    .at(Place::file(&**file))
                    .help(help),
            );
        } else {
            taken.insert(key, entry);
        }
    }
    found
}
