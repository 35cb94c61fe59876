//! From a dead link in a built page back to the line somebody wrote.

use std::collections::BTreeMap;

use super::bodies::ResolvedLinks;
use crate::check::html_links::Broken;
use crate::corpus::Corpus;
use crate::diagnostic::{Diagnostic, Place};
use crate::links::Resolved;
use crate::links::resolve::page_output;

/// Where links that are written in articles and pages stand, by page and address; none for one that is told already.
pub(super) struct Origins {
    places: Places,
}

type Places = BTreeMap<(String, String), Option<Place>>;

impl Origins {
    pub(super) fn new(corpus: &Corpus, resolved: &ResolvedLinks) -> Self {
        let mut places = Places::new();
        for (slug, entry) in &corpus.articles {
            let Some(links) = resolved.articles.get(slug) else {
                continue;
            };
            let place = |span| entry.article().file.body_place(span);
            note(
                &mut places,
                &entry.output(),
                &entry.document().links,
                links,
                place,
            );
        }
        for (slug, page) in &corpus.pages {
            let Some(links) = resolved.pages.get(slug) else {
                continue;
            };
            let place = |span| page.meta.file.body_place(span);
            let output = if slug == "index" {
                "index.html".to_owned()
            } else {
                page_output(slug)
            };
            note(&mut places, &output, &page.document.links, links, place);
        }
        Self { places }
    }

    /// Dead links as diagnostics, at the source where it is known, else on the page. What was told when the links of
    /// the source were resolved is not told again.
    pub(super) fn diagnostics(&self, broken: Vec<Broken>) -> Vec<Diagnostic> {
        let told = |broken: Broken| {
            let key = (broken.page, broken.target);
            let (place, help) = match self.places.get(&key) {
                Some(None) => return None,
                Some(Some(place)) => (place.clone(), "mend the link, or the place it leads to"),
                None => (
                    Place::file(format!("public/{}", key.0)),
                    "mend the template, note or raw HTML that writes it",
                ),
            };
            let message = format!("the link `{}` leads nowhere: {}", key.1, broken.why);
            let diagnostic = Diagnostic::error("broken-link", message);
            Some(diagnostic.at(place).help(help))
        };
        broken.into_iter().filter_map(told).collect()
    }
}

fn note(
    places: &mut Places,
    output: &str,
    links: &[crate::document::Link],
    resolved: &[Resolved],
    place: impl Fn(std::ops::Range<usize>) -> Place,
) {
    for (link, resolved) in links.iter().zip(resolved) {
        let href = resolved.href(output);
        let address = href.url().unwrap_or(&link.target).to_owned();
        let told = matches!(resolved, Resolved::Broken { .. });
        let known = || (!told).then(|| place(link.source.clone()));
        places
            .entry((output.to_owned(), address))
            .or_insert_with(known);
    }
}
