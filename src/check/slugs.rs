//! Slugs in front matter that name nothing.

use std::ops::Range;

use crate::corpus::{Corpus, Entry};
use crate::diagnostic::{Diagnostic, Place};

/// `related` and `unrelated` that name no article.
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
            .collect::<Vec<_>>()
    };
    corpus.articles.values().flat_map(entry_slugs).collect()
}
