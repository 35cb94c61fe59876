//! From a dead link in a built page back to the line somebody wrote.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::resolving::ResolvedLinks;
use crate::check::html_links::Broken;
use crate::corpus::Corpus;
use crate::diagnostic::{Diagnostic, Place};
use crate::document::Document;
use crate::links::Resolved;
use crate::links::resolve::page_output;
use crate::text::url;

/// Where links that are written in articles and pages stand, by page and address; none for one that is told already.
pub(super) struct Origins {
    places: Places,
    /// Links of notes, which many pages show: what was written and where, by the path and fragment it leads to.
    notes: BTreeMap<(String, String), (String, Place)>,
}

const MEND: &str = "mend the link, or the place it leads to";

/// A link may stand in several places; none: told already.
type Places = BTreeMap<(String, String), Vec<Option<Place>>>;

impl Origins {
    /// `documents` are the bodies of notes, by id.
    pub(super) fn new(
        corpus: &Corpus,
        documents: &BTreeMap<String, Arc<Document>>,
        resolved: &ResolvedLinks,
    ) -> Self {
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
        Self {
            places,
            notes: notes(corpus, documents, resolved),
        }
    }

    /// Dead links as diagnostics, at the source where it is known, else on the page. What was told when the links of
    /// the source were resolved is not told again.
    pub(super) fn diagnostics(&self, broken: Vec<Broken>) -> Vec<Diagnostic> {
        let told = |broken: Broken| {
            let key = (broken.page, broken.target);
            let (link, places, help) = match (self.places.get(&key), self.in_note(&key)) {
                (Some(places), _) => (&key.1, places.iter().flatten().cloned().collect(), MEND),
                (None, Some((link, place))) => (link, vec![place.clone()], MEND),
                (None, None) => (
                    &key.1,
                    vec![Place::file(format!("public/{}", key.0))],
                    "mend the template or raw HTML that writes it",
                ),
            };
            let message = format!("the link `{link}` leads nowhere: {}", broken.why);
            let diagnostic = Diagnostic::error("broken-link", message).help(help);
            let at = |place: Place| diagnostic.clone().at(place);
            places.into_iter().map(at).collect::<Vec<_>>()
        };
        broken.into_iter().flat_map(told).collect()
    }

    /// The link of a note that a page shows under this address.
    fn in_note(&self, (page, address): &(String, String)) -> Option<&(String, Place)> {
        let (path, fragment) = address.split_once('#')?;
        let path = url::resolve(page, &url::decode(path))?;
        self.notes.get(&(path, url::decode(fragment)))
    }
}

fn notes(
    corpus: &Corpus,
    documents: &BTreeMap<String, Arc<Document>>,
    resolved: &ResolvedLinks,
) -> BTreeMap<(String, String), (String, Place)> {
    let mut found = BTreeMap::new();
    for (_, note) in corpus.notes() {
        let (document, links) = (documents.get(&note.id), resolved.notes.get(&note.id));
        let links = document
            .iter()
            .flat_map(|document| &document.links)
            .zip(links.into_iter().flat_map(|links| links.iter()));
        for (link, resolved) in links {
            if let Resolved::Inside {
                path,
                fragment: Some(fragment),
            } = resolved
            {
                let place = note.file.body_place(link.source.clone());
                found
                    .entry((path.clone(), fragment.clone()))
                    .or_insert_with(|| (link.target.clone(), place));
            }
        }
    }
    found
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
            .or_default()
            .push(known());
    }
}
