//! Markdown of a note that is being written, as it will read.

use serde::{Deserialize, Serialize};

use super::super::answer::json;
use super::super::asked::{Answered, Asked};
use super::said::body;
use crate::corpus::Corpus;
use crate::document::{self, Document, LinkKind};
use crate::entities;
use crate::links::Href;
use crate::links::resolve::page_output;
use crate::render::{self, Highlighter};
use crate::text::url;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    body: String,
}

#[derive(Serialize)]
struct Answer {
    /// Written by the renderer, raw HTML through its sanitiser.
    html: String,
}

pub(super) fn answer(asked: &Asked<'_>) -> Answered {
    let wanted: Wanted = asked.wanted()?;
    let survey = asked.survey()?;
    let options = document::Options {
        smart_punctuation: survey.config.smart_punctuation,
    };
    let document = document::parse(&body(&wanted.body)?, &options);
    let hrefs = hrefs(&document, asked.place.prefix.as_str(), &survey.corpus);
    let html = render::fragment(&document, &hrefs, &Highlighter::default(), "preview-");
    Ok(json(&Answer { html }))
}

/// Where links lead: those by slug to their pages, addresses of the web as they stand; all else is seen in its place
/// once it is saved.
fn hrefs(document: &Document, prefix: &str, corpus: &Corpus) -> Vec<Href> {
    let href = |link: &document::Link| match link.kind {
        LinkKind::Wiki => {
            let slug = link.target.split('#').next().unwrap_or_default().trim();
            let page = page_of(corpus, slug);
            page.map_or(Href::Nowhere, |page| {
                Href::To(format!("{prefix}{}", url::relative("", &page)))
            })
        }
        _ if url::is_web(&link.target) => Href::AsWritten,
        _ => Href::Nowhere,
    };
    document.links.iter().map(href).collect()
}

/// The page of an article, a page or an entity.
fn page_of(corpus: &Corpus, slug: &str) -> Option<String> {
    if let Some(entry) = corpus.article(slug) {
        return Some(entry.output());
    }
    if corpus.pages.contains_key(slug) {
        return Some(page_output(slug));
    }
    let slug = corpus.merged.get(slug).map_or(slug, String::as_str);
    corpus
        .entities
        .contains_key(slug)
        .then(|| entities::output(slug))
}
